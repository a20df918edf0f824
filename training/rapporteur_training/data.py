"""Corpora as windows: runs of consecutive sentences with whatever labels they carry.

A window is a dict: words, sent (sentence number of each word), para (True where a word opens a paragraph), and any of
upos, xpos, head (index in the window, -1 root), deprel, ner (BIO), srl {predicate: {word: role}}, events, statements.
Missing layers are absent, and the losses skip them.
"""
import gzip
import json
import random
import re
from pathlib import Path


def read_conllu(path):
    """Documents as lists of sentences; a sentence is a dict of columns."""
    opener = gzip.open if str(path).endswith(".gz") else open
    docs, sent, rows, newpar = [], {}, [], True
    with opener(path, "rt", encoding="utf-8") as f:
        for line in f:
            line = line.rstrip("\n")
            if line.startswith("# newdoc"):
                docs.append([])
                newpar = True
            elif line.startswith("# newpar") and not line.startswith("# newpar_block"):
                newpar = True
            elif line.startswith("# sent_id"):
                sent["id"] = line.split("=", 1)[1].strip()
            elif line.startswith("# text ="):
                sent["text"] = line.split("=", 1)[1].strip()
            elif not line:
                if rows:
                    sent.update(columns(rows))
                    sent["newpar"] = newpar
                    docs[-1].append(sent)
                sent, rows, newpar = {}, [], False if rows else newpar
            elif not line.startswith("#"):
                rows.append(line.split("\t"))
    if rows:
        sent.update(columns(rows))
        sent["newpar"] = newpar
        docs[-1].append(sent)
    return docs


def columns(rows):
    words = [r for r in rows if "-" not in r[0] and "." not in r[0]]
    return {
        "words": [r[1] for r in words],
        "lemma": [r[2] for r in words],
        "upos": [r[3] for r in words],
        "xpos": [r[4] for r in words],
        "head": [int(r[6]) - 1 for r in words],
        "deprel": [r[7] for r in words],
        "misc": [r[9] for r in words],
    }


ETYPES = {"person": "PER", "organization": "ORG", "place": "LOC"}


def names_from_entities(doc):
    """NER layer of a GUM document from its nested mentions: a mention whose head is a proper noun is a name.

    The name is the run of capitalised words around the head (joined by of/the/for/and where the mention is linked to an identity).
    """
    open_mentions, closed = [], []
    for s in doc:
        for i, misc in enumerate(s["misc"]):
            entity = next((m[7:] for m in misc.split("|") if m.startswith("Entity=")), "")
            for part in re.findall(r"\([^()]*\)?|[^()]+\)", entity):
                if part.startswith("("):
                    fields = part.strip("()").split("-")
                    mention = (fields[0], fields[1] if len(fields) > 1 else "", len(fields) > 6 and fields[-1][:1].isupper(), s, i)
                    if part.endswith(")"):
                        closed.append((mention, i))
                    else:
                        open_mentions.append(mention)
                else:
                    group = part.rstrip(")").split("-")[0]
                    for k in range(len(open_mentions) - 1, -1, -1):
                        if open_mentions[k][0] == group:
                            m = open_mentions.pop(k)
                            if m[3] is s:
                                closed.append((m, i))
                            break

    for s in doc:
        s["ner"] = ["O"] * len(s["words"])
    found = [(name_of(mention, last), mention) for mention, last in closed]
    for (a, b, label), (_, _, _, s, _) in sorted((f for f in found if f[0]), key=lambda f: f[0][0] - f[0][1]):
        if all(t == "O" for t in s["ner"][a : b + 1]):
            s["ner"][a : b + 1] = ["B-" + label] + ["I-" + label] * (b - a)


def name_of(mention, last):
    """(first word, last word, label) of the name in a mention, or None."""
    _, etype, linked, s, first = mention
    label = ETYPES.get(etype)
    heads = [i for i in range(first, last + 1) if not first <= s["head"][i] <= last]
    if label is None or len(heads) != 1 or s["upos"][heads[0]] != "PROPN":
        return None
    glue = {"of", "the", "for", "and", "-", "'s", "’s", "&"} if linked else {"-", "&"}

    def capital(i):
        return s["words"][i][:1].isupper() or s["words"][i][:1].isdigit()

    a = b = heads[0]
    while a > first and capital(a - 1) and s["upos"][a - 1] != "DET":
        a -= 1
    while b < last:
        step = next((k for k in (1, 2, 3) if b + k <= last and capital(b + k) and all(s["words"][b + j].lower() in glue for j in range(1, k))), None)
        if step is None:
            break
        b += step
    return a, b, label


ROLES = ["ARG0", "ARG1", "ARG2", "ARG3", "ARG4", "ARGM-TMP", "ARGM-LOC", "ARGM-MOD", "ARGM-NEG", "ARGM-ADV", "ARGM-MNR", "ARGM-DIR",
         "ARGM-PRP", "ARGM-CAU", "ARGM-DIS", "ARGM-EXT", "ARGM-GOL", "ARGM-PRD", "ARGM-COM", "ARGM-ADJ"]


def add_roles(docs, path):
    """PropBank frames onto EWT sentences: {predicate: {head word of argument: role}}."""
    opener = gzip.open if str(path).endswith(".gz") else open
    frames = {}
    with opener(path, "rt", encoding="utf-8") as f:
        for line in f:
            r = json.loads(line)
            frames[r["sent_id"]] = (r["tokens"], r["frames"])
    for doc in docs:
        for s in doc:
            found = frames.get(s["id"])
            if found is None or found[0] != s["words"]:
                continue
            s["srl"], s["srl_spans"] = {}, []
            for frame in found[1]:
                if frame["roleset"] in ("be.03", "have.01", "do.01") or frame["roleset"].startswith("be.03"):
                    continue
                p = frame["pred_tok"] - 1
                args = s["srl"].setdefault(p, {})
                for a in frame["args"]:
                    if a["role"] not in ROLES:
                        continue
                    first, last = a["tok"][0] - 1, a["tok"][1] - 1
                    heads = [i for i in range(first, last + 1) if not first <= s["head"][i] <= last]
                    if heads and heads[0] != p:
                        args[heads[0]] = a["role"]
                        s["srl_spans"].append((p, first, last, a["role"]))


def window(sentences):
    """Joins sentences of one document."""
    w = {"words": [], "sent": [], "para": []}
    layers = [k for k in ("upos", "xpos", "head", "deprel", "ner", "lemma") if all(k in s for s in sentences)]
    for k in layers:
        w[k] = []
    if all("srl" in s for s in sentences):
        w["srl"], w["srl_spans"] = {}, set()
    for n, s in enumerate(sentences):
        base = len(w["words"])
        w["words"] += s["words"]
        w["sent"] += [n] * len(s["words"])
        w["para"] += [bool(s.get("newpar")) and i == 0 for i in range(len(s["words"]))]
        for k in layers:
            w[k] += [h + base if h >= 0 else -1 for h in s["head"]] if k == "head" else s[k]
        if "srl" in w:
            for p, args in s["srl"].items():
                w["srl"][p + base] = {i + base: role for i, role in args.items()}
            w["srl_spans"] |= {(p + base, first + base, last + base, role) for p, first, last, role in s["srl_spans"]}
    return w


def windows(docs, wordpiece, limit, rng=None):
    """Packs consecutive sentences up to `limit` pieces; with `rng` the limit varies, so that every length is seen."""
    out = []
    for doc in docs:
        run, size = [], 0
        target = limit
        if rng:
            target = rng.choice([1, limit // 4, limit // 2, limit])
        for s in doc:
            n = sum(len(wordpiece.pieces(w)) for w in s["words"])
            if n > 480:
                continue
            if run and size + n > target:
                out.append(window(run))
                run, size = [], 0
                if rng:
                    target = rng.choice([1, limit // 4, limit // 2, limit])
            run.append(s)
            size += n
        if run:
            out.append(window(run))
    return out


def treebanks(data, part):
    """(EWT documents with roles, GUM documents with names); `part` is train or dev, open texts only."""
    data = Path(data)
    if part == "train":
        ewt = read_conllu(data / "ud_ewt/en_ewt-ud-train.conllu.gz")
        gum = read_conllu(data / "ud_gum/en_gum-ud-train-open.conllu.gz")
        add_roles(ewt, data / "propbank_ewt/train.jsonl.gz")
    else:
        ewt = read_conllu(data / "ud_ewt/en_ewt-ud-dev.conllu")
        gum = read_conllu(data / "ud_gum/en_gum-ud-dev-open.conllu")
        add_roles(ewt, data / "propbank_ewt/dev.jsonl")
    for doc in gum:
        names_from_entities(doc)
    return ewt, gum


def batches(windows, wordpiece, budget, rng):
    """Batches of similar length with at most `budget` padded pieces."""
    sized = []
    for w in windows:
        n = sum(len(wordpiece.pieces(x)) for x in w["words"]) + sum(w["para"][1:]) + 2
        sized.append((min(n, 512) + rng.random() * 8, w))
    sized.sort(key=lambda t: t[0])
    out, run = [], []
    for n, w in sized:
        if run and (len(run) + 1) * n > budget:
            out.append(run)
            run = []
        run.append(w)
    if run:
        out.append(run)
    rng.shuffle(out)
    return out
