"""Dev scores of the treebank heads on gold words (greedy trees; the Rust side decodes with Chu-Liu-Edmonds and scores raw text)."""
import random

import torch

from . import data
from .model import collate


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


@torch.no_grad()
def evaluate_parse(model, docs, wordpiece, limit=192):
    model.eval()
    names = model.labels
    windows = data.windows(docs, wordpiece, limit)
    c = dict.fromkeys(("n", "upos", "xpos", "uas", "las", "nh", "ng", "np", "sh", "sg", "sp", "rh", "rg", "rp"), 0)
    for batch in data.batches(windows, wordpiece, 3000, random.Random(0)):
        ids, shapes, bias, first, mask = collate(batch, wordpiece)
        out = model(ids, shapes, bias, first)
        upos, xpos, ner, start, _ = (x for x in model.split_tags(out["tags"]))
        for i, w in enumerate(batch):
            n = len(w["words"])
            sent = torch.tensor(w["sent"])
            arcs = out["arcs"][i, :n, : n + 1].clone()
            arcs[:, 1:] = arcs[:, 1:].masked_fill(sent.unsqueeze(0) != sent.unsqueeze(1), -1e4)
            head = arcs.argmax(-1)
            rel = model.rel.score(out["rel_head"][i, head], out["rel_dep"][i, :n].unsqueeze(1)).squeeze(1).argmax(-1)
            c["n"] += n
            c["upos"] += sum(names["upos"][k] == g for k, g in zip(upos[i, :n].argmax(-1).tolist(), w["upos"]))
            c["xpos"] += sum(names["xpos"][k] == g for k, g in zip(xpos[i, :n].argmax(-1).tolist(), w["xpos"]))
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
            for p, args in w.get("srl", {}).items():
                scores = model.srl.score(out["srl_head"][i, p].unsqueeze(0), out["srl_dep"][i, :n].unsqueeze(0))[0].argmax(-1).tolist()
                guess = {(k, names["role"][r]) for k, r in enumerate(scores) if r and w["sent"][k] == w["sent"][p]}
                gold = {(k, r) for k, r in args.items()}
                c["rh"] += len(guess & gold)
                c["rg"] += len(gold)
                c["rp"] += len(guess)
    out = {k: round(100 * c[k] / c["n"], 2) for k in ("upos", "xpos", "uas", "las")}
    out["sentence"] = f1(c["sh"], c["sg"], c["sp"])
    if c["ng"]:
        out["ner"] = f1(c["nh"], c["ng"], c["np"])
    if c["rg"]:
        out["role_heads"] = f1(c["rh"], c["rg"], c["rp"])
    return out
