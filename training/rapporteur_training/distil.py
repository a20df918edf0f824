"""Teachers on an accelerator, and the branch of events that learns from them.

    python -m rapporteur_training.distil pack    --articles work/tok-*.jsonl --unlabelled work/raw-*.jsonl --init work/branch.pt --vocab V --mpnet DIR --out work/pack
    python -m rapporteur_training.distil teacher --pack work/pack --group 0 --out work/teacher-0.pt          # and groups 1 and 2
    python -m rapporteur_training.distil student --pack work/pack --teachers work/teacher-*.pt --layers 6 --out work/student.pt
    python -m rapporteur_training.distil merge   --init work/branch.pt --student work/student.pt --out work/merged.pt

A teacher leaves out the articles of its group (fold modulo the number of groups; fold 0 is left out by all), so that each annotated article has a teacher that
never saw it; its opinion is a check on single annotations. Texts without annotation are judged by the mean of all teachers. The student minimizes the
cross entropy to annotation and to these soft labels (Hinton et al. 2015) together, in the same windows.

`pack` holds what the machine with the accelerator needs: articles with their candidates, MPNet's weights as int8 with a scale for each 64 (their rounding is
trained away), only for pieces that occur.
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
from .happenings import WEIGHTS, happening_losses, happenings, indices, scores_of
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


# Batches, made ahead by worker processes: they inherit the plan and return plain arrays.

_made = {}


def make(number):
    batch = _made["plan"][number]
    ids, shapes, bias, first, mask = collate(batch, _made["wordpiece"])
    t = {"ids": ids, "shapes": shapes, "bias": bias, "first": first, "mask": mask, **happenings(batch, _made["index"], _made["labels"])}
    t["group"] = torch.tensor([w["group"] for w in batch])
    return {k: v.numpy() for k, v in t.items()}


def plan_of(chosen, groups, wordpiece, args):
    """All batches of all epochs. The cuts of the articles into windows repeat every four epochs, the batches do not."""
    rng = random.Random(args.seed)
    by_id = {a["id"]: a for a in chosen}
    cuts = []
    for _ in range(min(4, args.epochs)):
        windows = articles.windows(chosen, wordpiece, 256, rng)
        for w in windows:
            fold = by_id[w["article"]]["fold"]
            w["guessed"] = fold is None
            w["group"] = -1 if fold is None else fold % groups
        cuts.append(windows)
    return [batch for epoch in range(args.epochs) for batch in data.batches(cuts[epoch % len(cuts)], wordpiece, args.budget, rng)]


def train(model, plan, wordpiece, args, loss_of):
    """AdamW with a linear schedule over the plan, or over `args.seconds` where that is the shorter; `loss_of(t)` gives the named losses of a batch."""
    device = next(model.parameters()).device
    _made.update(plan=plan, wordpiece=wordpiece, index=indices(model.labels), labels=model.labels)
    inner = [p for name in ("branch", "layers", "word", "position", "relative", "norm", "shape") if hasattr(model, name) for p in getattr(model, name).parameters() if p.requires_grad]
    known = {id(p) for p in inner}
    outer = [p for p in model.parameters() if p.requires_grad and id(p) not in known]
    optimizer = torch.optim.AdamW([{"params": inner, "lr": args.lr}, {"params": outer, "lr": args.head_lr}], betas=(0.9, 0.98), weight_decay=0.01)
    steps, begun, sums = len(plan), time.time(), {}
    # A forked worker must not wait for threads that only its parent has.
    with multiprocessing.get_context("fork").Pool(args.workers, torch.set_num_threads, (1,)) as pool:
        model.train()
        for step, arrays in enumerate(pool.imap(make, range(steps))):
            done = max(step / steps, (time.time() - begun) / args.seconds if args.seconds else 0.0)
            for group, lr in zip(optimizer.param_groups, (args.lr, args.head_lr)):
                group["lr"] = lr * min(max(done, 1 / steps) / WARM, max(0.0, (1 - done) / (1 - WARM)))
            t = {k: torch.from_numpy(v).to(device, non_blocking=True) for k, v in arrays.items()}
            with torch.autocast(device.type, torch.bfloat16, enabled=device.type == "cuda"):
                found = loss_of(t)
            loss = sum(WEIGHTS.get(k.removeprefix("soft "), 1.0) * v for k, v in found.items())
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_([p for p in model.parameters() if p.requires_grad], 1.0)
            optimizer.step()
            for k, v in found.items():
                total, n = sums.get(k, (0, 0))
                sums[k] = total + v.detach(), n + 1
            if step % 100 == 99 or step + 1 == steps or done >= 1:
                print(f"{args.out} step {step + 1}/{steps} {time.time() - begun:.0f}s " + " ".join(f"{k} {float(s) / n:.3f}" for k, (s, n) in sums.items()), flush=True)
                sums = {}
            if done >= 1:
                break
        pool.terminate()


def dropped(t, share):
    """The batch's ids with some pieces masked."""
    return torch.where((torch.rand(t["ids"].shape, device=t["ids"].device) < share) & (t["ids"] > 103), 103, t["ids"])


def scores(model, t, ids):
    return scores_of(model, model.events_only(ids, t["shapes"], t["bias"], t["first"]), t)


# Soft labels.


def opinions(scores, t, mask):
    """Probabilities of what `scores` says at each place, padding left out of every softmax."""
    out = {"kind": scores["kind"].softmax(-1), "cue": scores["cue"].sigmoid()}
    if "trigger" in t:
        out |= {"mode": scores["mode"].sigmoid(), "status": scores["status"].softmax(-1), "role": scores["role"].softmax(-1)}
    if "cue_at" in t:
        out["source"] = scores["source"][..., :-2].softmax(-1)
        out["content"] = scores["source"][..., -2:].masked_fill(~mask[t["statement_row"]].unsqueeze(-1), -1e4).softmax(1)
    if "home_at" in t:
        out["home"] = scores["home"].masked_fill(~t["home_known"], -1e4).softmax(-1)
    return out


@torch.no_grad()
def judged(teachers, t):
    """The opinion of the teacher that did not see the article, or the mean of all."""
    own = t["group"].unsqueeze(1) == torch.arange(len(teachers), device=t["group"].device)
    weight = torch.where((t["group"] < 0).unsqueeze(1), 1 / len(teachers), own.float())
    rows = {"mode": "event_row", "status": "event_row", "role": "event_row", "source": "statement_row", "content": "statement_row", "home": "home_row"}
    out = {}
    for k, teacher in enumerate(teachers):
        for name, p in opinions(scores(teacher, t, t["ids"]), t, t["mask"]).items():
            w = weight[:, k][t[rows[name]]] if name in rows else weight[:, k]
            out[name] = out.get(name, 0) + w.view(-1, *[1] * (p.ndim - 1)) * p
    return out


def soft_losses(scores, judged, t, mask):
    """Cross entropies to the teachers' opinions; a candidate or word counts more the surer it fills a role."""

    def toward(logits, p, weight=None):
        found = -(p * logits.log_softmax(-1)).sum(-1)
        return found.mean() if weight is None else (found * weight).sum() / weight.sum().clamp(min=1)

    losses = {"event": toward(scores["kind"][mask], judged["kind"][mask]),
              "cue": F.binary_cross_entropy_with_logits(scores["cue"][mask], judged["cue"][mask])}
    if "trigger" in t:
        losses["mode"] = F.binary_cross_entropy_with_logits(scores["mode"], judged["mode"]) * 10
        losses["status"] = toward(scores["status"], judged["status"])
        there = (t["padding"].squeeze(2).squeeze(1) > -1).float()
        losses["argument"] = toward(scores["role"], judged["role"], there * (4 - 3 * judged["role"][..., 0]))
    if "cue_at" in t:
        inside = mask[t["statement_row"]]
        losses["source"] = toward(scores["source"][..., :-2], judged["source"], inside.float() * (4 - 3 * judged["source"][..., 0]))
        logits = scores["source"][..., -2:].masked_fill(~inside.unsqueeze(-1), -1e4).transpose(1, 2)
        losses["content_start"] = toward(logits, judged["content"].transpose(1, 2))
    if "home_at" in t:
        losses["home"] = toward(scores["home"].masked_fill(~t["home_known"], -1e4), judged["home"])
    return {f"soft {k}": v for k, v in losses.items()}


# Stages.


def teacher_of(found, path, device):
    """The teacher with MPNet's weights, from a folder with the pack or from its own checkpoint."""
    model = Teacher(found["labels"], found["words"])
    if path.is_dir():
        for part in sorted(path.glob("mpnet-*.pt")):
            state = {k: restored(v) for k, v in torch.load(part, map_location="cpu", weights_only=True).items()}
            unknown = model.load_state_dict(state, strict=False).unexpected_keys
            if unknown:
                raise ValueError(f"{part} does not fit: {unknown}")
    else:
        model.load_state_dict(torch.load(path, map_location="cpu", weights_only=True))
    return model.to(device)


def teacher(args, device):
    found = unpack(args.pack)
    wordpiece = WordPiece(vocab_of(found))
    chosen = [a for a in found["articles"] if a["fold"] not in (None, APART) and a["fold"] % args.groups != args.group]
    plan = plan_of(chosen, args.groups, wordpiece, args)
    torch.manual_seed(args.seed + args.group)
    model = teacher_of(found, Path(args.pack), device)

    def loss_of(t):
        return happening_losses(model, scores(model, t, dropped(t, args.word_dropout)), t, t["mask"])

    train(model, plan, wordpiece, args, loss_of)
    torch.save(model.state_dict(), args.out)
    apart = [a for a in found["articles"] if a["fold"] == APART]
    print(args.out, "apart", json.dumps(evaluate_articles(model, apart, wordpiece)), flush=True)


def student(args, device):
    found = unpack(args.pack)
    wordpiece = WordPiece(vocab_of(found))
    chosen = [a for a in found["articles"] if a["fold"] != APART]
    plan = plan_of(chosen, len(args.teachers), wordpiece, args)
    torch.manual_seed(args.seed)
    started = torch.load(Path(args.pack) / "student.pt", map_location="cpu", weights_only=True)
    model = Model(started["labels"])
    unknown = model.load_state_dict(started["state"], strict=False).unexpected_keys
    if unknown:
        raise ValueError(f"the student of {args.pack} does not fit: {unknown}")
    model.deepen(args.layers)
    keep_syntax(model)
    model = model.to(device)
    teachers = [teacher_of(found, Path(p), device).eval().requires_grad_(False) for p in sorted(args.teachers)]

    def loss_of(t):
        mine = scores(model, t, dropped(t, args.word_dropout))
        hard = happening_losses(model, mine, t, t["mask"])
        soft = soft_losses(mine, judged(teachers, t), t, t["mask"])
        return {k: args.hard * v for k, v in hard.items()} | {k: (1 - args.hard) * v for k, v in soft.items()}

    train(model, plan, wordpiece, args, loss_of)
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
    ap.add_argument("stage", choices=["pack", "teacher", "student", "merge"])
    ap.add_argument("--articles", nargs="*", default=[], help="tokenized annotated articles, for pack")
    ap.add_argument("--unlabelled", nargs="*", default=[], help="tokenized articles without annotation, for pack")
    ap.add_argument("--vocab", help="for pack")
    ap.add_argument("--mpnet", help="safetensors of MPNet, for pack")
    ap.add_argument("--part", type=int, default=52, help="MiB of a file of MPNet's weights, for pack")
    ap.add_argument("--pack", help="folder that pack wrote")
    ap.add_argument("--group", type=int, default=0, help="the group that this teacher leaves out")
    ap.add_argument("--groups", type=int, default=3)
    ap.add_argument("--init", help="checkpoint that the student goes on from, for pack and merge")
    ap.add_argument("--student", help="what stage student wrote, for merge")
    ap.add_argument("--teachers", nargs="*", default=[])
    ap.add_argument("--layers", type=int, default=6, help="layers of the student's branch")
    ap.add_argument("--hard", type=float, default=0.4, help="weight of the annotation beside the teachers' opinion, for student")
    ap.add_argument("--out", required=True)
    ap.add_argument("--epochs", type=int, default=8)
    ap.add_argument("--lr", type=float, default=6e-5)
    ap.add_argument("--head-lr", type=float, default=1e-3)
    ap.add_argument("--word-dropout", type=float, default=0.05)
    ap.add_argument("--budget", type=int, default=4096, help="padded pieces in a batch")
    ap.add_argument("--workers", type=int, default=4)
    ap.add_argument("--seconds", type=int, default=0, help="stop after so long")
    ap.add_argument("--seed", type=int, default=20261126)
    args = ap.parse_args()
    if args.stage in ("pack", "merge"):
        return {"pack": pack, "merge": merge}[args.stage](args)
    torch.backends.cuda.matmul.allow_tf32 = True
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    {"teacher": teacher, "student": student}[args.stage](args, device)


if __name__ == "__main__":
    main()
