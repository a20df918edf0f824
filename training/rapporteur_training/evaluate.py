"""Scores of the heads: those of the treebanks on gold words (trees by Chu-Liu-Edmonds, as on the Rust side, which also scores raw text),
those of events on annotated articles with triggers and types given.
"""
import collections
import random

import numpy as np
import torch

from . import articles, data
from .happenings import happenings, indices, scores_of
from .model import ABROAD, collate


ONE_ROOT = 1e4  # taken from every arc from the root, so that a second one never pays


def spans(tags):
    out, start = [], None
    for i, t in enumerate(list(tags) + ["O"]):
        if start is not None and (t == "O" or t.startswith("B-") or t[2:] != tags[start][2:]):
            out.append((start, i, tags[start][2:]))
            start = None
        if t.startswith("B-") or (t.startswith("I-") and start is None):
            start = i
    return set(out)


def f1(hit, gold, predicted):
    return round(200 * hit / max(1, gold + predicted), 2)


def trees(arcs, sent):
    """Heads of the words of a window (0 is the root), a tree with one root for each sentence; arcs (words, words + 1) are log probabilities."""
    from ufal.chu_liu_edmonds import chu_liu_edmonds  # Machines that train events alone need not have it.

    out = torch.zeros(len(sent), dtype=torch.long)
    start = 0
    for end in range(1, len(sent) + 1):
        if end == len(sent) or sent[end] != sent[start]:
            n = end - start
            scores = np.full((n + 1, n + 1), np.nan)
            scores[1:, 0] = arcs[start:end, 0] - ONE_ROOT
            scores[1:, 1:] = arcs[start:end, start + 1 : end + 1]
            heads, _ = chu_liu_edmonds(scores)
            out[start:end] = torch.tensor([h + start if h else 0 for h in heads[1:]])
            start = end
    return out


def constituent(w, parents, word, predicate):
    """First and last word of an argument as the parse draws it: what hangs from `word`, without punctuation and coordinators at its edges. Where the
    predicate hangs from its own argument (relative clauses, copulas), the argument stands on the other side of it and without a preposition.
    """
    def above(k):
        seen = []
        while k >= 0 and k not in seen:
            seen.append(k)
            k = parents[k]
        return seen

    branch = next((k for k in above(predicate) if parents[k] == word), None)
    inside = [k for k in range(len(parents)) if word in above(k)]
    edge = {"PUNCT", "CCONJ"}
    if branch is not None:
        inside = [k for k in inside if (k < branch) == (word < branch) and k != branch]
        edge |= {"ADP"}
    while inside and w["upos"][inside[0]] in edge:
        inside.pop(0)
    while inside and w["upos"][inside[-1]] == "PUNCT":
        inside.pop()
    return min(inside, default=word), max(inside, default=word)


@torch.no_grad()
def evaluate_parse(model, docs, wordpiece, limit=192):
    model.eval()
    names = model.labels
    windows = data.windows(docs, wordpiece, limit)
    c = dict.fromkeys(("n", "upos", "xpos", "uas", "las", "nh", "ng", "np", "sh", "sg", "sp", "rh", "rg", "rp", "ah", "ag", "ap"), 0)
    for batch in data.batches(windows, wordpiece, 3000, random.Random(0)):
        ids, shapes, bias, first, mask = collate(batch, wordpiece)
        out = model(ids, shapes, bias, first)
        upos, xpos, ner, start, _ = (x for x in model.split_tags(out["tags"]))
        for i, w in enumerate(batch):
            n = len(w["words"])
            sent = torch.tensor(w["sent"])
            arcs = out["arcs"][i, :n, : n + 1].clone()
            arcs[:, 1:] = arcs[:, 1:].masked_fill(sent.unsqueeze(0) != sent.unsqueeze(1), -1e4)
            head = trees(torch.log_softmax(arcs, -1).double(), w["sent"])
            rel = model.rel.score(out["rel_head"][i, head], out["rel_dep"][i, :n].unsqueeze(1)).squeeze(1).argmax(-1)
            c["n"] += n
            c["upos"] += sum(names["upos"][k] == g for k, g in zip(upos[i, :n].argmax(-1).tolist(), w["upos"]))
            c["xpos"] += sum(names["xpos"][k] == g for k, g in zip(xpos[i, :n].argmax(-1).tolist(), w["xpos"]))
            parents = [h - 1 for h in head.tolist()]
            ok = [h - 1 == g for h, g in zip(head.tolist(), w["head"])]
            c["uas"] += sum(ok)
            c["las"] += sum(o and names["deprel"][k] == g for o, k, g in zip(ok, rel.tolist(), w["deprel"]))
            if "ner" in w:
                p, g = spans([names["ner"][k] for k in ner[i, :n].argmax(-1).tolist()]), spans(w["ner"])
                c["nh"] += len(p & g)
                c["ng"] += len(g)
                c["np"] += len(p)
            p = {k for k in range(n) if start[i, k, 0] > 0 or w["para"][k] or k == 0}
            g = {k for k in range(n) if k == 0 or w["sent"][k] != w["sent"][k - 1]}
            c["sh"] += len(p & g)
            c["sg"] += len(g)
            c["sp"] += len(p)
            arguments = set()
            for p, args in w.get("srl", {}).items():
                scores = model.srl.score(out["srl_head"][i, p].unsqueeze(0), out["srl_dep"][i, :n].unsqueeze(0))[0].argmax(-1).tolist()
                guess = {(k, names["role"][r]) for k, r in enumerate(scores) if r and w["sent"][k] == w["sent"][p]}
                gold = {(k, r) for k, r in args.items()}
                c["rh"] += len(guess & gold)
                c["rg"] += len(gold)
                c["rp"] += len(guess)
                arguments |= {(p, *constituent(w, parents, k, p), role) for k, role in guess}
            if "srl" in w:
                c["ah"] += len(arguments & w["srl_spans"])
                c["ag"] += len(w["srl_spans"])
                c["ap"] += len(arguments)
    out = {k: round(100 * c[k] / c["n"], 2) for k in ("upos", "xpos", "uas", "las")}
    out["sentence"] = f1(c["sh"], c["sg"], c["sp"])
    if c["ng"]:
        out["ner"] = f1(c["nh"], c["ng"], c["np"])
    if c["rg"]:
        out["role_heads"] = f1(c["rh"], c["rg"], c["rp"])
        out["role_spans"] = f1(c["ah"], c["ag"], c["ap"])
    return out


@torch.no_grad()
def evaluate_articles(model, annotated, wordpiece):
    """Event types (F1 over words), statuses of given triggers (accuracy), roles of given triggers (F1 over candidates, and the share of events with all
    of them right), cues (F1 over words), sources of given cues (F1 over words), and the countries of mentions that do not say theirs (accuracy of
    the likeliest code).
    """
    model.eval()
    device = next(model.parameters()).device
    index = indices(model.labels)
    names = model.labels["event_role"]
    c = collections.Counter()
    for batch in data.batches(articles.windows(annotated, wordpiece, 256), wordpiece, 3000, random.Random(0)):
        *inputs, mask = (x.to(device) for x in collate(batch, wordpiece))
        t = {k: v.to(device) for k, v in happenings(batch, index, model.labels).items()}
        scores = {k: v.cpu() for k, v in scores_of(model, model.events_only(*inputs), t).items()}
        t, mask = {k: v.cpu() for k, v in t.items()}, mask.cpu()
        kind = scores["kind"].argmax(-1).masked_fill(~mask, 0)
        c["event", "hit"] += int((kind == t["kind"])[t["kind"] > 0].sum())
        c["event", "gold"] += int((t["kind"] > 0).sum())
        c["event", "found"] += int((kind > 0).sum())
        cue = (scores["cue"] > 0) & mask
        c["cue", "hit"] += int((cue & (t["cue"] > 0)).sum())
        c["cue", "gold"] += int((t["cue"] > 0).sum())
        c["cue", "found"] += int(cue.sum())
        if "trigger" in t:
            c["status"] += int((scores["status"].argmax(-1) == t["status"]).sum())
            c["events"] += len(t["status"])
            events = [e for w in batch for e in w["events"]]
            for e, guess, right in zip(events, scores["role"].argmax(-1).tolist(), t["role"].tolist()):
                pairs = [(g, r) for g, r in zip(guess, right) if r >= 0]
                given = sum(r in ("actor", "recipient") for r in e["arguments"].values())
                hit = sum(g == r for g, r in pairs if r in (1, 2))
                c["whole"] += hit == given == sum(g in (1, 2) for g, _ in pairs)
                for k, name in enumerate(names[1:4], 1):
                    c[name, "hit"] += sum(g == r == k for g, r in pairs)
                    c[name, "gold"] += sum(r == name for r in e["arguments"].values())
                    c[name, "found"] += sum(g == k for g, _ in pairs)
        if "cue_at" in t:
            guess = scores["source"][..., : len(model.labels["statement_role"])].argmax(-1)
            c["source", "hit"] += int(((guess == t["source"]) & (guess > 0)).sum())
            c["source", "gold"] += int((t["source"] > 0).sum())
            c["source", "found"] += int(((guess > 0) & (t["source"] >= 0)).sum())
        if "home_at" in t:
            p = torch.softmax(scores["home"].masked_fill(~t["home_known"], -1e4), -1)
            for row, at, p in zip(t["home_row"].tolist(), t["home_at"].tolist(), p.tolist()):
                w = batch[row]
                if w["code"][at] is None and len(w["homes"][at]) == 1:
                    by_code = collections.Counter()
                    for code, x in zip(w["code"] + [None] * (mask.shape[1] - len(w["code"])) + ABROAD, p):
                        by_code[code] += x
                    c["homes"] += 1
                    c["home"] += max(by_code, key=by_code.get) in w["homes"][at]
    out = {name: f1(c[name, "hit"], c[name, "gold"], c[name, "found"]) for name in ("event", *names[1:4], "cue", "source")}
    shares = {"status": ("status", "events"), "both_roles": ("whole", "events"), "home": ("home", "homes")}
    return out | {name: round(100 * c[hit] / max(1, c[of]), 2) for name, (hit, of) in shares.items()}
