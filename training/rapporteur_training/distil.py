"""Teachers on an accelerator, and the branch of events that learns from them.

    python -m rapporteur_training.distil pack     --articles work/tok-*.jsonl --unlabelled work/raw-*.jsonl --init work/branch.pt --vocab V --mpnet FILE --out work/pack
    python -m rapporteur_training.distil teachers --pack work/pack --epochs 14 --lr 1e-4 --out work/judged.pt
    python -m rapporteur_training.distil student  --pack work/pack --judged work/judged.pt --epochs 40 --lr 3e-4 --out work/student.pt
    python -m rapporteur_training.distil merge    --init work/branch.pt --student work/student.pt --out work/merged.pt

A teacher leaves out the articles of its group (fold modulo the number of groups; fold 0 is left out by all), so that each annotated article has a teacher that
never saw it; its opinion is a check on single annotations. Texts without annotation are judged by the mean of all teachers. The student minimizes the
cross entropy to annotation and to these soft labels (Hinton et al. 2015) together.

`pack` holds what the machine with the accelerator needs: articles with their candidates, MPNet's weights as int8 with a scale for each 64 (their rounding is
trained away), only for pieces that occur. There, every batch is made once and stays in memory, and the teachers are asked once.
"""
import argparse
import json
import lzma
import multiprocessing
import pickle
import random
import time
from pathlib import Path

import torch
from torch.nn import functional as F

from . import articles, data
from .evaluate import evaluate_articles
from .happenings import WEIGHTS, happening_losses, happenings, indices, masked_mean, scores_of
from .model import SHARED, Model, collate, keep_syntax, load, save
from .teacher import Teacher, state_of_mpnet
from .wordpiece import WordPiece, load_vocab

APART = 0  # the fold that no training sees
BLOCK = 64  # weights that share a scale
TAUGHT = ("branch.", "happening.", "hidden.", "event.", "argument.", "arguments.", "statement.", "trigger.", "candidate.", "home.", "abroad.")
UNREAD = tuple(f"encoder.layers.{i}." for i in range(SHARED, 6))  # of the trunk, by the branch of events
WARM = 0.06  # share of a training in which the learning rate rises
NEAR = 96  # candidates kept for each event; a window takes fewer


# Packing.


def quantize(tensor):
    """int8 values and half-precision scales of a matrix, for each row and BLOCK of its columns."""
    blocks = tensor.reshape(tensor.shape[0], -1, BLOCK)
    scale = (blocks.abs().amax(-1, keepdim=True) / 127).clamp(min=1e-8).half()
    return {"values": (blocks / scale.float()).round().clamp(-127, 127).to(torch.int8), "scale": scale}


def restored(packed):
    if isinstance(packed, dict):
        return (packed["values"].float() * packed["scale"].float()).flatten(1)
    return packed.float()


@torch.no_grad()
def guess(model, unlabelled, wordpiece):
    """Events and cues that the model takes for likely in unannotated articles, as places where teachers are asked about roles."""
    index = model.labels["event"]
    model.eval()
    for article in unlabelled:
        article["_labels"] = [], [], {}
    by_id = {a["id"]: a for a in unlabelled}
    for batch in data.batches(articles.windows(unlabelled, wordpiece, 256), wordpiece, 3000, random.Random(0)):
        ids, shapes, bias, first, _ = collate(batch, wordpiece)
        kind, _, _, cue = model.split_event(model.events_only(ids, shapes, bias, first)["event"])
        p = torch.softmax(kind, -1)
        for i, w in enumerate(batch):
            events, statements, _ = by_id[w["article"]]["_labels"]
            for k in range(len(w["words"])):
                if p[i, k, 0] < 0.75:
                    best = index[1 + int(p[i, k, 1:].argmax())]
                    events.append({"trigger": w["offset"] + k, "event": best, "mode": [], "status": None, "arguments": {}, "alike": set()})
                if cue[i, k, 0] > -1:
                    statements.append({"cue": w["offset"] + k, "roles": {}, "start": -1, "end": -1})
    for article in unlabelled:
        events = article["_labels"][0]
        for e, found in zip(events, articles.pairs.candidates(article["tokens"], [e["trigger"] for e in events])):
            e["pairs"] = found


def pack(args):
    wordpiece = WordPiece(load_vocab(args.vocab))
    model = load(args.init)
    annotated, _ = articles.read(args.articles)
    unlabelled, _ = articles.read(args.unlabelled)
    for article in annotated:
        article["_labels"] = articles.labels(article)
    guess(model, unlabelled, wordpiece)
    kept, pieces = [], {0, 100, 101, 102, 103}
    for article in annotated + unlabelled:
        events, statements, homes = article["_labels"]
        for e in events:
            e["pairs"] = e["pairs"][:NEAR]
        tokens = [{k: t[k] for k in ("text", "sentence", "paragraph", "upos", "code")} for t in article["tokens"]]
        for t in tokens:
            pieces.update(wordpiece.pieces(t["text"]))
        kept.append({"id": article["id"], "fold": article["fold"], "tokens": tokens, "_labels": (events, statements, homes)})
    out = Path(args.out)
    out.mkdir(parents=True, exist_ok=True)
    words = sorted(pieces)
    with lzma.open(out / "articles.xz", "wb", preset=6) as f:
        pickle.dump({"labels": model.labels, "words": words, "vocab": Path(args.vocab).read_text(encoding="utf-8"), "articles": kept}, f)
    state = {k: v.half() for k, v in model.state_dict().items() if k.startswith(TAUGHT + ("encoder.",)) and not k.startswith(UNREAD)}
    torch.save({"labels": model.labels, "state": state}, out / "student.pt")
    from safetensors.torch import load_file

    state = state_of_mpnet(load_file(args.mpnet), words)
    packed = {k: quantize(v) if v.ndim == 2 and v.numel() > 1 << 16 else v.half() for k, v in state.items()}
    parts, size = [{}], 0
    for name, value in packed.items():
        if size > args.part << 20:
            parts.append({})
            size = 0
        parts[-1][name] = value
        size += sum(v.numel() * v.element_size() for v in (value.values() if isinstance(value, dict) else [value]))
    for i, part in enumerate(parts):
        torch.save(part, out / f"mpnet-{i}.pt")
    print(json.dumps({"annotated": len(annotated), "unlabelled": len(unlabelled), "pieces": len(words), "files": {p.name: p.stat().st_size for p in sorted(out.iterdir())}}))


def unpack(path):
    with lzma.open(Path(path) / "articles.xz", "rb") as f:
        return pickle.load(f)


# Batches, made once by worker processes and kept where the model is.

_made = {}


def make(number):
    group, windows = _made["plan"][number]
    ids, shapes, bias, first, mask = collate(windows, _made["wordpiece"])
    t = {"ids": ids, "shapes": shapes, "bias": bias, "first": first, "mask": mask, **happenings(windows, _made["index"], _made["labels"])}
    return group, {k: v.numpy() for k, v in t.items()}


def batches_of(found, wordpiece, args, device):
    """For each of the ways in which all articles are cut into windows, batches as (group, tensors); every batch is of one group, -1 for articles without annotation."""
    rng = random.Random(args.seed)
    chosen = [a for a in found["articles"] if a["fold"] != APART]
    groups = {a["id"]: -1 if a["fold"] is None else a["fold"] % args.groups for a in chosen}
    plan, ends = [], []
    for _ in range(args.cuts):
        windows = articles.windows(chosen, wordpiece, 256, rng)
        for group in sorted(set(groups.values())):
            own = [{**w, "guessed": group < 0} for w in windows if groups[w["article"]] == group]
            plan += [(group, batch) for batch in data.batches(own, wordpiece, args.budget, rng)]
        ends.append(len(plan))
    _made.update(plan=plan, wordpiece=wordpiece, index=indices(found["labels"]), labels=found["labels"])
    # A forked worker must not wait for threads that only its parent has.
    with multiprocessing.get_context("fork").Pool(args.workers, torch.set_num_threads, (1,)) as pool:
        made = [(group, {k: torch.from_numpy(v).to(device) for k, v in arrays.items()}) for group, arrays in pool.imap(make, range(len(plan)))]
    return [made[a:b] for a, b in zip([0, *ends], ends)]


def train(model, cuts, args, loss_of, seed):
    """AdamW with a linear schedule over the epochs, or over `args.seconds` where these are over sooner. An epoch takes the batches of one cut; `loss_of(batch)`
    gives named losses."""
    device = next(model.parameters()).device
    rng = random.Random(seed)
    torch.manual_seed(seed)
    inner = [p for name in ("branch", "layers", "word", "position", "norm", "shape") if hasattr(model, name) for p in getattr(model, name).parameters() if p.requires_grad]
    known = {id(p) for p in inner}
    outer = [p for p in model.parameters() if p.requires_grad and id(p) not in known]
    optimizer = torch.optim.AdamW([{"params": inner, "lr": args.lr}, {"params": outer, "lr": args.head_lr}], betas=(0.9, 0.98), weight_decay=0.01, fused=True)
    steps, begun, step = sum(len(cuts[epoch % len(cuts)]) for epoch in range(args.epochs)), time.time(), 0
    model.train()
    for epoch in range(args.epochs):
        sums = {}
        for batch in rng.sample(cuts[epoch % len(cuts)], len(cuts[epoch % len(cuts)])):
            done = max(step / steps, (time.time() - begun) / args.seconds if args.seconds else 0.0)
            if done >= 1:
                break
            for group, lr in zip(optimizer.param_groups, (args.lr, args.head_lr)):
                group["lr"] = lr * min(max(done, 1 / steps) / WARM, (1 - done) / (1 - WARM))
            with torch.autocast(device.type, torch.bfloat16, enabled=device.type == "cuda"):
                found = loss_of(batch)
            loss = sum(WEIGHTS.get(k.removeprefix("soft "), 1.0) * v for k, v in found.items())
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(inner + outer, 1.0)
            optimizer.step()
            step += 1
            for k, v in found.items():
                total, n = sums.get(k, (0, 0))
                sums[k] = total + v.detach(), n + 1
        if sums:
            print(f"epoch {epoch + 1} step {step}/{steps} {time.time() - begun:.0f}s " + " ".join(f"{k} {float(s) / n:.3f}" for k, (s, n) in sums.items()), flush=True)


def scores(model, t, word_dropout=0.0):
    ids = t["ids"]
    if word_dropout:
        ids = torch.where((torch.rand(ids.shape, device=ids.device) < word_dropout) & (ids > 103), 103, ids)
    return scores_of(model, model.events_only(ids, t["shapes"], t["bias"], t["first"]), t)


# Soft labels.


@torch.no_grad()
def opinion(model, t):
    """Probabilities of what the model says at each place, padding left out of every softmax."""
    found = scores(model, t)
    out = {"kind": found["kind"].softmax(-1), "cue": found["cue"].sigmoid()}
    if "trigger" in t:
        out |= {"mode": found["mode"].sigmoid(), "status": found["status"].softmax(-1), "role": found["role"].softmax(-1)}
    if "cue_at" in t:
        out["source"] = found["source"][..., :-2].softmax(-1)
        out["content"] = found["source"][..., -2:].masked_fill(~t["mask"][t["statement_row"]].unsqueeze(-1), -1e4).softmax(1)
    if "home_at" in t:
        out["home"] = found["home"].masked_fill(~t["home_known"], -1e4).softmax(-1)
    return out


def soft_losses(scores, judged, t):
    """Cross entropies to the teachers' opinions; a candidate or word counts more the surer it fills a role."""
    judged = {k: v.float() for k, v in judged.items()}

    def toward(logits, p, weight=None):
        found = -(p * logits.log_softmax(-1)).sum(-1)
        return found.mean() if weight is None else (found * weight).sum() / weight.sum().clamp(min=1)

    losses = {"event": toward(scores["kind"], judged["kind"], t["mask"].float()),
              "cue": masked_mean(F.binary_cross_entropy_with_logits(scores["cue"], judged["cue"], reduction="none"), t["mask"])}
    if "trigger" in t:
        losses["mode"] = F.binary_cross_entropy_with_logits(scores["mode"], judged["mode"]) * 10
        losses["status"] = toward(scores["status"], judged["status"])
        there = (t["padding"].squeeze(2).squeeze(1) > -1).float()
        losses["argument"] = toward(scores["role"], judged["role"], there * (4 - 3 * judged["role"][..., 0]))
    if "cue_at" in t:
        inside = t["mask"][t["statement_row"]]
        losses["source"] = toward(scores["source"][..., :-2], judged["source"], inside.float() * (4 - 3 * judged["source"][..., 0]))
        logits = scores["source"][..., -2:].masked_fill(~inside.unsqueeze(-1), -1e4).transpose(1, 2)
        losses["content_start"] = toward(logits, judged["content"].transpose(1, 2))
    if "home_at" in t:
        losses["home"] = toward(scores["home"].masked_fill(~t["home_known"], -1e4), judged["home"])
    return {f"soft {k}": v for k, v in losses.items()}


# Stages.


def teacher_of(found, path):
    """The teacher with MPNet's weights from a folder with the pack."""
    model = Teacher(found["labels"], found["words"])
    for part in sorted(Path(path).glob("mpnet-*.pt")):
        state = {k: restored(v) for k, v in torch.load(part, map_location="cpu", weights_only=True).items()}
        unknown = model.load_state_dict(state, strict=False).unexpected_keys
        if unknown:
            raise ValueError(f"{part} does not fit: {unknown}")
    return model


def teachers(args, device):
    """Trains one teacher after another; writes all batches with what each says of its group, and all together of articles without annotation."""
    found = unpack(args.pack)
    wordpiece = WordPiece(vocab_of(found))
    cuts = batches_of(found, wordpiece, args, device)
    apart = [a for a in found["articles"] if a["fold"] == APART]
    judged = [[{} for _ in cut] for cut in cuts]
    for own in range(args.groups):
        torch.manual_seed(args.seed + own)
        model = teacher_of(found, args.pack).to(device)
        model.relative.requires_grad_(False)  # attention with a bias that learns is much slower
        seen = [[t for group, t in cut if group not in (own, -1)] for cut in cuts]
        train(model, seen, args, lambda t: happening_losses(model, scores(model, t, args.word_dropout), t, t["mask"]), args.seed + own)
        print(f"teacher {own} apart", json.dumps(evaluate_articles(model, apart, wordpiece)), flush=True)
        model.eval()
        for cut, said in zip(cuts, judged):
            for (group, t), all_said in zip(cut, said):
                if group in (own, -1):
                    share = 1 if group == own else 1 / args.groups
                    for k, p in opinion(model, t).items():
                        all_said[k] = (all_said.get(k, 0) + share * p).half()
    torch.save([[(group, t, all_said) for (group, t), all_said in zip(cut, said)] for cut, said in zip(cuts, judged)], args.out)


def student(args, device):
    found = unpack(args.pack)
    wordpiece = WordPiece(vocab_of(found))
    cuts = torch.load(args.judged, map_location=device, weights_only=True)
    torch.manual_seed(args.seed)
    started = torch.load(Path(args.pack) / "student.pt", map_location="cpu", weights_only=True)
    branch = 1 + max(int(k.split(".")[1]) for k in started["state"] if k.startswith("branch."))
    model = Model(started["labels"], branch=branch)
    unknown = model.load_state_dict(started["state"], strict=False).unexpected_keys
    if unknown:
        raise ValueError(f"the student of {args.pack} does not fit: {unknown}")
    model.deepen(args.layers)
    keep_syntax(model)
    model = model.to(device)

    def loss_of(batch):
        group, t, said = batch
        mine = scores(model, t, args.word_dropout)
        soft = soft_losses(mine, said, t)
        if group < 0:
            return soft
        hard = happening_losses(model, mine, t, t["mask"])
        return {k: args.hard * v for k, v in hard.items()} | {k: (1 - args.hard) * v for k, v in soft.items()}

    train(model, cuts, args, loss_of, args.seed)
    torch.save({k: v.half() for k, v in model.state_dict().items() if k.startswith(TAUGHT)}, args.out)
    apart = [a for a in found["articles"] if a["fold"] == APART]
    print(args.out, "apart", json.dumps(evaluate_articles(model, apart, wordpiece)), flush=True)


def merge(args):
    """The checkpoint of before with what the student learned."""
    model = load(args.init)
    learned = torch.load(args.student, map_location="cpu", weights_only=True)
    model.deepen(1 + max(int(k.split(".")[1]) for k in learned if k.startswith("branch.")))
    unknown = model.load_state_dict({k: v.float() for k, v in learned.items()}, strict=False).unexpected_keys
    if unknown:
        raise ValueError(f"{args.student} does not fit: {unknown}")
    save(model, args.out)


def vocab_of(found):
    return {line: i for i, line in enumerate(found["vocab"].split("\n"))}


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("stage", choices=["pack", "teachers", "student", "merge"])
    ap.add_argument("--articles", nargs="*", default=[], help="tokenized annotated articles, for pack")
    ap.add_argument("--unlabelled", nargs="*", default=[], help="tokenized articles without annotation, for pack")
    ap.add_argument("--vocab", help="for pack")
    ap.add_argument("--mpnet", help="safetensors of MPNet, for pack")
    ap.add_argument("--part", type=int, default=52, help="MiB of a file of MPNet's weights, for pack")
    ap.add_argument("--pack", help="folder that pack wrote")
    ap.add_argument("--groups", type=int, default=4, help="as many teachers")
    ap.add_argument("--cuts", type=int, default=4, help="ways to cut the articles into windows")
    ap.add_argument("--init", help="checkpoint that the student goes on from, for pack and merge")
    ap.add_argument("--student", help="what stage student wrote, for merge")
    ap.add_argument("--judged", help="what stage teachers wrote, for student")
    ap.add_argument("--layers", type=int, default=6, help="layers of the student's branch")
    ap.add_argument("--hard", type=float, default=0.4, help="weight of the annotation beside the teachers' opinion, for student")
    ap.add_argument("--out", required=True)
    ap.add_argument("--epochs", type=int, default=8)
    ap.add_argument("--lr", type=float, default=6e-5)
    ap.add_argument("--head-lr", type=float, default=1e-3)
    ap.add_argument("--word-dropout", type=float, default=0.05)
    ap.add_argument("--budget", type=int, default=10000, help="padded pieces in a batch")
    ap.add_argument("--workers", type=int, default=15)
    ap.add_argument("--seconds", type=int, default=0, help="stop each training after so long")
    ap.add_argument("--seed", type=int, default=20261126)
    args = ap.parse_args()
    if args.stage in ("pack", "merge"):
        return {"pack": pack, "merge": merge}[args.stage](args)
    torch.backends.cuda.matmul.allow_tf32 = True
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    {"teachers": teachers, "student": student}[args.stage](args, device)


if __name__ == "__main__":
    main()
