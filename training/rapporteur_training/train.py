"""Trains the encoder and its heads.

    python -m rapporteur_training.train parse  --data ../../shared/data --weights MODEL.safetensors --vocab vocab.txt --out work/parse.pt
    python -m rapporteur_training.train joint  --init work/parse.pt --articles work/articles.jsonl ... --out work/joint.pt

`parse` learns words, trees, names and PropBank roles from EWT and the open part of GUM. `joint` goes on with events and statements from the
annotated articles and repeats treebank batches so that the parse stays. Seeds are fixed; a checkpoint is written after every epoch.
"""
import argparse
import copy
import json
import os
import random
import time

os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")  # Spinning threads waste shared cores.
os.environ.setdefault("KMP_BLOCKTIME", "0")

import torch
from torch.nn import functional as F

from . import articles, data, pairs
from .distil import opinion, soft_losses
from .evaluate import evaluate_articles, evaluate_parse
from .happenings import WEIGHTS, cross_entropy, happening_losses, happenings, indices, scores_of
from .model import Model, collate, keep_syntax, label_sets, load, save
from .wordpiece import WordPiece, load_vocab


def targets(batch, key, index, width):
    """(B, W) label ids of a layer; -100 where the window lacks it or the label is unknown."""
    out = torch.full((len(batch), width), -100)
    for i, w in enumerate(batch):
        if key in w:
            out[i, : len(w[key])] = torch.tensor([index.get(x, -100) for x in w[key]])
    return out


class Losses:
    """Sum of the heads' losses on a batch; layers that no window of the batch carries cost nothing.

    With the network of `before` the training, a share `stay` of the loss of events and statements is toward its opinion (learning without forgetting,
    Li and Hoiem 2016).
    """

    def __init__(self, model, wordpiece, word_dropout=0.0, before=None, stay=0.0):
        self.model, self.wordpiece, self.word_dropout, self.before, self.stay = model, wordpiece, word_dropout, before, stay
        self.events_alone = not model.tags.weight.requires_grad
        self.index = indices(model.labels)

    def __call__(self, batch):
        ids, shapes, bias, first, mask = collate(batch, self.wordpiece)
        seen = {"ids": ids, "shapes": shapes, "bias": bias, "first": first, "mask": mask}
        if self.word_dropout:
            drop = (torch.rand(ids.shape) < self.word_dropout) & (ids > 103)
            ids = ids.masked_fill(drop, self.wordpiece.vocab["[MASK]"])
        if self.events_alone:
            return self.events(batch, self.model.events_only(ids, shapes, bias, first), seen)
        out = self.model(ids, shapes, bias, first)
        width = mask.shape[1]
        upos, xpos, ner, start, predicate = self.model.split_tags(out["tags"])
        losses = {}
        for key, logits in (("upos", upos), ("xpos", xpos), ("ner", ner)):
            if any(key in w for w in batch):
                losses[key] = cross_entropy(logits, targets(batch, key, self.index[key], width))
        sent = torch.full((len(batch), width), -1)
        for i, w in enumerate(batch):
            sent[i, : len(w["sent"])] = torch.tensor(w["sent"])
        if start.requires_grad and any("upos" in w or "events" in w for w in batch):
            opens = torch.ones_like(sent, dtype=torch.bool)
            opens[:, 1:] = sent[:, 1:] != sent[:, :-1]
            losses["start"] = F.binary_cross_entropy_with_logits(start.squeeze(-1)[mask], opens[mask].float())
        if any("head" in w for w in batch):
            losses.update(self.trees(batch, out, sent, width))
        if any("srl" in w for w in batch):
            losses.update(self.roles(batch, out, predicate, sent))
        if any("events" in w for w in batch):
            losses.update(self.events(batch, out, seen))
        return losses

    def trees(self, batch, out, sent, width):
        head = torch.full((len(batch), width), -100)
        for i, w in enumerate(batch):
            if "head" in w:
                head[i, : len(w["head"])] = torch.tensor(w["head"]) + 1
        same = sent.unsqueeze(2) == sent.unsqueeze(1)
        arcs = out["arcs"].clone()
        arcs[:, :, 1:] = arcs[:, :, 1:].masked_fill(~same, -1e4)
        rel = targets(batch, "deprel", self.index["deprel"], width)
        rows, cols = (head >= 0).nonzero(as_tuple=True)
        dep = out["rel_dep"][rows, cols].unsqueeze(1)
        labels = self.model.rel.score(out["rel_head"][rows, head[rows, cols]], dep).squeeze(1)
        return {"arc": cross_entropy(arcs, head), "rel": cross_entropy(labels, rel[rows, cols])}

    def roles(self, batch, out, predicate, sent):
        is_pred = torch.full(predicate.shape[:2], -1.0)
        rows, preds, gold = [], [], []
        for i, w in enumerate(batch):
            if "srl" not in w:
                continue
            is_pred[i, : len(w["words"])] = 0
            for p, args in w["srl"].items():
                is_pred[i, p] = 1
                target = torch.where(sent[i] == sent[i, p], 0, -100)
                for a, role in args.items():
                    target[a] = self.index["role"][role]
                rows.append(i)
                preds.append(p)
                gold.append(target)
        known = is_pred >= 0
        losses = {"predicate": F.binary_cross_entropy_with_logits(predicate.squeeze(-1)[known], is_pred[known])}
        if rows:
            scores = self.model.srl.score(out["srl_head"][rows, preds], out["srl_dep"][rows])
            losses["srl"] = cross_entropy(scores, torch.stack(gold))
        return losses

    def events(self, batch, out, seen):
        t = happenings(batch, self.index, self.model.labels)
        scores = scores_of(self.model, out, t)
        losses = happening_losses(self.model, scores, t, seen["mask"])
        if self.before is None:
            return losses
        t |= seen
        soft = soft_losses(scores, t | {f"judged {name}": p for name, p in opinion(self.before, t).items()})
        return {k: (1 - self.stay) * v for k, v in losses.items()} | {k: self.stay * v for k, v in soft.items()}


def start_from_roles(model):
    """Gives the heads of event arguments and statement sources what PropBank taught: an actor is much like an ARG0, a source like a speaker."""
    role = {name: i for i, name in enumerate(model.labels["role"])}
    like = {"none": ["none"], "actor": ["ARG0"], "recipient": ["ARG1", "ARG2"], "location": ["ARGM-LOC"], "date": ["ARGM-TMP"],
            "source": ["ARG0"], "channel": ["ARGM-LOC"], "addressee": ["ARG2"]}
    with torch.no_grad():
        for pairs, names in ((model.argument, model.labels["event_role"]), (model.statement, model.labels["statement_role"])):
            pairs.head.load_state_dict(model.srl.head.state_dict())
            pairs.dep.load_state_dict(model.srl.dep.state_dict())
            for i, name in enumerate(names):
                pairs.form[i] = sum(model.srl.form[role[r]] for r in like[name]) / len(like[name])


def optimizer_for(model, lr, head_lr, steps):
    inner = [p for part in (model.encoder, model.branch) for p in part.parameters() if p.requires_grad]
    ids = {id(p) for p in inner}
    outer = [p for p in model.parameters() if p.requires_grad and id(p) not in ids]
    optimizer = torch.optim.AdamW([{"params": inner, "lr": lr}, {"params": outer, "lr": head_lr}], betas=(0.9, 0.98), weight_decay=0.01, fused=True)
    warm = max(1, int(0.08 * steps))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: min((s + 1) / warm, max(0.0, (steps - s) / max(1, steps - warm))))
    return optimizer, schedule


def run(model, plan, wordpiece, args, dev=None):
    """`plan(epoch, rng)` gives the batches of an epoch."""
    rng = random.Random(args.seed)
    torch.manual_seed(args.seed)
    before = copy.deepcopy(model).eval().requires_grad_(False) if args.stay else None
    losses = Losses(model, wordpiece, args.word_dropout, before, args.stay)
    plans = [plan(e, rng) for e in range(args.epochs)]
    optimizer, schedule = optimizer_for(model, args.lr, args.head_lr, sum(map(len, plans)))
    begun = time.time()
    for epoch, batches in enumerate(plans):
        model.train()
        sums, counts = {}, {}
        for step, batch in enumerate(batches):
            with torch.autocast("cpu", torch.bfloat16, enabled=args.bf16):
                found = losses(batch)
            loss = sum(WEIGHTS.get(k.removeprefix("soft "), 1.0) * v for k, v in found.items())
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            for k, v in found.items():
                sums[k] = sums.get(k, 0.0) + float(v.detach())
                counts[k] = counts.get(k, 0) + 1
            if step % 50 == 49 or step + 1 == len(batches):
                means = " ".join(f"{k} {sums[k] / counts[k]:.3f}" for k in sums)
                print(f"epoch {epoch + 1} step {step + 1}/{len(batches)} {time.time() - begun:.0f}s {means}", flush=True)
                sums, counts = {}, {}
        save(model, args.out)
        if args.keep:
            save(model, args.out.removesuffix(".pt") + f".{epoch + 1}.pt")
        if dev:
            model.eval()
            print(f"epoch {epoch + 1} dev {dev(model)}", flush=True)


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("stage", choices=["parse", "joint"])
    ap.add_argument("--data", default="../../shared/data")
    ap.add_argument("--weights", help="safetensors of MiniLM, for parse")
    ap.add_argument("--vocab", required=True)
    ap.add_argument("--init", help="checkpoint to start from, for joint")
    ap.add_argument("--start-from-roles", action="store_true", help="initialize the argument heads from the PropBank head, for joint")
    ap.add_argument("--keep-syntax", action="store_true", help="train the branch of events alone, for joint; needs no treebanks: --treebank-share 0")
    ap.add_argument("--articles", nargs="*", default=[], help="tokenized annotated articles, for joint")
    ap.add_argument("--fold", nargs="*", type=int, default=[], help="leave out these of the twenty folds of the articles")
    ap.add_argument("--out", required=True)
    ap.add_argument("--keep", action="store_true", help="also keep the checkpoint of each epoch, as OUT.EPOCH.pt, for `average`")
    ap.add_argument("--stay", type=float, default=0.0, help="share of the loss of events that keeps the opinion of the checkpoint started from")
    ap.add_argument("--epochs", type=int, default=5)
    ap.add_argument("--treebank-share", type=float, default=0.3, help="share of the treebanks repeated in an epoch of joint")
    ap.add_argument("--lr", type=float, default=4e-4)
    ap.add_argument("--head-lr", type=float, default=1.5e-3)
    ap.add_argument("--word-dropout", type=float, default=0.05)
    ap.add_argument("--budget", type=int, default=1800, help="padded pieces in a batch")
    ap.add_argument("--limit", type=int, default=192, help="pieces in a window")
    ap.add_argument("--seed", type=int, default=20261125)
    ap.add_argument("--bf16", action="store_true", help="compute in bfloat16: a fifth faster where the processor has it")
    ap.add_argument("--threads", type=int, default=2)
    args = ap.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    wordpiece = WordPiece(load_vocab(args.vocab))
    ewt, gum = data.treebanks(args.data, "train")
    if args.stage == "parse":
        sentences = [s for d in ewt + gum for s in d]
        labels = label_sets(sorted({x for s in sentences for x in s["xpos"]}), sorted({x for s in sentences for x in s["deprel"]}), data.ROLES,
                            articles.EVENTS, articles.MODES)
        model = Model(labels)
        model.encoder.load_bert(args.weights)

        def plan(epoch, rng):
            return data.batches(data.windows(ewt + gum, wordpiece, args.limit, rng), wordpiece, args.budget, rng)
    else:
        annotated, apart = articles.read(args.articles, args.fold)
        model = load(args.init, {"path": articles.frequent_paths(annotated), "case": pairs.CASES})
        if args.start_from_roles:
            start_from_roles(model)
        if args.keep_syntax:
            keep_syntax(model)

        def plan(epoch, rng):
            treebank = [d for d in ewt + gum if rng.random() < args.treebank_share]
            own = articles.windows(annotated, wordpiece, 256, rng)
            both = data.batches(data.windows(treebank, wordpiece, args.limit, rng), wordpiece, args.budget, rng) + data.batches(own, wordpiece, args.budget, rng)
            rng.shuffle(both)
            return both
    ewt_dev, gum_dev = data.treebanks(args.data, "dev")

    def dev(model):
        found = {}
        if not args.keep_syntax:
            found = {name: evaluate_parse(model, docs[:60] if args.stage == "joint" else docs, wordpiece) for name, docs in (("ewt", ewt_dev), ("gum", gum_dev))}
        if args.stage == "joint" and apart:
            found["apart"] = evaluate_articles(model, apart, wordpiece)
        return json.dumps(found)

    run(model, plan, wordpiece, args, dev)


if __name__ == "__main__":
    main()
