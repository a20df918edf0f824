"""Scores of the heads: those of the treebanks on gold words (trees by Chu-Liu-Edmonds, as on the Rust side, which also scores raw text),
those of events on annotated articles with triggers and types given.
"""
import random

import numpy as np
import torch
from ufal.chu_liu_edmonds import chu_liu_edmonds

from . import articles, data
from .model import ABROAD, candidate_tensors, collate


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
    """Event types (F1 over words), roles of given triggers (F1 over candidates, and the share of events with all of them right), and the
    countries of mentions that do not say theirs (accuracy of the likeliest code).
    """
    model.eval()
    index = {k: {x: i for i, x in enumerate(v)} for k, v in model.labels.items()}
    roles = model.labels["event_role"]
    c = dict.fromkeys(("eh", "eg", "ep", "whole", "events", "home", "homes"), 0)
    by_role = {r: [0, 0, 0] for r in roles[1:4]}
    for batch in data.batches(articles.windows(annotated, wordpiece, 256), wordpiece, 3000, random.Random(0)):
        ids, shapes, bias, first, _ = collate(batch, wordpiece)
        out = model(ids, shapes, bias, first)
        kinds = model.split_event(out["event"])[0].argmax(-1)
        for i, w in enumerate(batch):
            found = {(k, kind) for k, kind in enumerate(kinds[i, : len(w["words"])].tolist()) if kind}
            gold = {(e["trigger"], index["event"][e["event"]]) for e in w["events"]}
            c["eh"] += len(found & gold)
            c["eg"] += len(gold)
            c["ep"] += len(found)
        events = [(i, e) for i, w in enumerate(batch) for e in w["events"]]
        if events:
            cols, features, gold, padding = candidate_tensors(batch, events, index, model.labels)
            rows, trigger = torch.tensor([i for i, _ in events]), torch.tensor([e["trigger"] for _, e in events])
            base = model.argument.score(out["argument_head"][rows, trigger], out["argument_dep"][rows.unsqueeze(1), cols])
            scores = model.arguments(out["trigger"][rows, trigger], out["candidate"][rows.unsqueeze(1), cols], features, padding, base)
            for n, (guess, right) in enumerate(zip(scores.argmax(-1).tolist(), gold.tolist())):
                pairs = [(g, r) for g, r in zip(guess, right) if r >= 0]
                given = sum(r in ("actor", "recipient") for r in events[n][1]["arguments"].values())
                hit = sum(g == r for g, r in pairs if r in (1, 2))
                c["events"] += 1
                c["whole"] += hit == given == sum(g in (1, 2) for g, _ in pairs)
                for k, name in enumerate(roles[1:4], 1):
                    by_role[name][0] += sum(g == r == k for g, r in pairs)
                    by_role[name][1] += sum(r == name for r in events[n][1]["arguments"].values())
                    by_role[name][2] += sum(g == k for g, _ in pairs)
        for i, w in enumerate(batch):
            codes = w["code"] + [None] * (out["abroad"].shape[1] - len(w["code"])) + ABROAD
            for at, home in w["homes"].items():
                if w["code"][at] is None and len(home) == 1:
                    links = model.home.score(out["home_head"][i, at].unsqueeze(0), out["home_dep"][i].unsqueeze(0)).flatten()
                    p = torch.softmax(torch.cat([links, out["abroad"][i, at]]).masked_fill(torch.tensor([x is None for x in codes]), -1e4), -1)
                    by_code = {}
                    for code, x in zip(codes, p.tolist()):
                        by_code[code] = by_code.get(code, 0) + x
                    c["homes"] += 1
                    c["home"] += max(by_code, key=by_code.get) in home
    return {"event": f1(c["eh"], c["eg"], c["ep"]), **{name: f1(*counts) for name, counts in by_role.items()},
            "both_roles": round(100 * c["whole"] / max(1, c["events"]), 2), "home": round(100 * c["home"] / max(1, c["homes"]), 2)}
