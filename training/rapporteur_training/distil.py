"""Teachers on an accelerator, and the branch of events that learns from them.

    python -m rapporteur_training.distil pack  --articles work/tok-*.jsonl --unlabelled work/raw-*.jsonl --init work/branch.pt --vocab V --mpnet FILE --out work/pack
    python -m rapporteur_training.distil learn --pack work/pack --teacher-seconds 75 --seconds 180 --out work/student.pt
    python -m rapporteur_training.distil merge --init work/branch.pt --student work/student.0.pt --out work/merged.pt

A teacher leaves out the articles of its group (fold modulo the number of groups; fold 0 is left out by all), so that each annotated article has a teacher that
never saw it; its opinion is a check on single annotations. Texts without annotation are judged by the mean of all teachers. The student minimizes the
cross entropy to annotation and to these soft labels (Hinton et al. 2015) together.

`pack` holds what the machine with the accelerator needs: articles with their candidates, MPNet's weights as int8 with a scale for each 64 (their rounding is
trained away), only for pieces that occur. There, `learn` makes every batch once and keeps it in memory, trains and asks the teachers, and trains the student.
"""
import argparse
import json
import lzma
import math
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
from .pairs import CANDIDATES
from .teacher import Teacher, state_of_mpnet
from .wordpiece import WordPiece, load_vocab

APART = 0  # the fold that no training sees
BLOCK = 64  # weights that share a scale
TAUGHT = ("branch.", "happening.", "hidden.", "event.", "argument.", "arguments.", "statement.", "trigger.", "candidate.", "home.", "abroad.")
UNREAD = tuple(f"encoder.layers.{i}." for i in range(SHARED, 6))  # of the trunk, by the branch of events
WARM = 0.06  # share of a training in which the learning rate rises
REPORTED = 120  # articles apart on which a teacher or student is scored there, or a few more
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


# Batches of few shapes, made once by worker processes and kept where the model is.

LENGTHS = (64, 96, 128, 160, 224, 256, 288, 512)  # pieces of the windows of a batch: each goes to the next
FILL = {"bias": -1e4, "padding": -1e4, "kind": -100, "role": -100, "status": -100, "source": -100, "cue": -1, "mode": -1, "start": -1, "end": -1,
        "event_row": -1, "statement_row": -1, "home_row": -1}  # what padding holds; all else 0
PER_ROW = ("ids", "shapes", "bias", "first", "mask", "kind", "cue")

_made = {}


def plan(windows, wordpiece, budget):
    """Batches (length, windows) of at most `budget` padded pieces; what does not fill half a batch goes to the next length."""
    sized = sorted(((min(sum(len(wordpiece.pieces(x)) for x in w["words"]) + sum(w["para"][1:]) + 2, 512), i) for i, w in enumerate(windows)))
    out, run = [], []
    for k, length in enumerate(LENGTHS):
        rows = budget // length
        while sized and sized[0][0] <= length:
            run.append(windows[sized.pop(0)[1]])
            if len(run) == rows:
                out.append((length, run))
                run = []
        if run and (len(run) > rows // 2 or k == len(LENGTHS) - 1):
            out.append((length, run))
            run = []
    return out


def cut_once(seed):
    """All articles cut into windows, as (group, length, windows) for each batch."""
    rng, wordpiece, groups = random.Random(seed), _made["wordpiece"], _made["groups"]
    windows = articles.windows(_made["chosen"], wordpiece, 256, rng)
    rng.shuffle(windows)
    out = []
    for group in sorted(set(groups.values())):
        own = [{**w, "guessed": group < 0} for w in windows if groups[w["article"]] == group]
        out += [(group, length, batch) for length, batch in plan(own, wordpiece, _made["budget"])]
    return out


def make(number):
    group, length, windows = _made["plan"][number]
    names = ("ids", "shapes", "bias", "first", "mask")
    t = dict(zip(names, collate(windows, _made["wordpiece"]))) | happenings(windows, _made["index"], _made["labels"], length)
    for k in names:
        missing = length - t[k].shape[-1]
        t[k] = F.pad(t[k], (0, missing), value=FILL.get(k, 0))
    for k in PER_ROW:
        t[k] = longer(t[k], _made["budget"] // length, FILL.get(k, 0))
    if group >= 0:
        t["annotated"] = torch.ones(1)
    return group, {k: v.numpy() for k, v in t.items()}


def longer(tensor, size, fill):
    return F.pad(tensor, (0, 0) * (tensor.ndim - 1) + (0, size - len(tensor)), value=fill)


def batches_of(found, wordpiece, args, device):
    """For each of the ways in which all articles are cut into windows, batches as (group, tensors); every batch is of one group, -1 for articles without
    annotation. Batches of one length have the same number of rows, events, statements and mentions, so that few shapes occur.
    """
    rng = random.Random(args.seed)
    chosen = [a for a in found["articles"] if a["fold"] != APART]
    groups = {a["id"]: -1 if a["fold"] is None else a["fold"] % args.groups for a in chosen}
    _made.update(chosen=chosen, groups=groups, wordpiece=wordpiece, index=indices(found["labels"]), labels=found["labels"], budget=args.budget)
    fork = multiprocessing.get_context("fork")
    # A forked worker must not wait for threads that only its parent has.
    with fork.Pool(args.workers, torch.set_num_threads, (1,)) as pool:
        batches, ends = [], []
        for cut in pool.imap(cut_once, [rng.random() for _ in range(args.cuts)]):
            batches += cut
            ends.append(len(batches))
    _made.update(plan=batches)
    with fork.Pool(args.workers, torch.set_num_threads, (1,)) as pool:
        made = [(group, {k: torch.from_numpy(v) for k, v in arrays.items()}) for group, arrays in pool.imap(make, range(len(batches)), chunksize=4)]
    most = {}
    for _, t in made:
        for k, v in t.items():
            at = t["ids"].shape, tuple(t), k
            most[at] = max(most.get(at, 1), len(v))
    for _, t in made:
        for k, v in t.items():
            size = most[t["ids"].shape, tuple(t), k]
            if k == "candidate" or k == "role":
                v = F.pad(v, (0, CANDIDATES - v.shape[1]), value=FILL.get(k, 0))
            elif k == "features":
                v = F.pad(v, (0, 0, 0, CANDIDATES - v.shape[1]))
            elif k == "padding":
                v = F.pad(v, (0, CANDIDATES - v.shape[3]), value=FILL[k])
            t[k] = longer(v, size, FILL.get(k, 0)).to(device)
    return [made[a:b] for a, b in zip([0, *ends], ends)]


class Captured:
    """`work` on dictionaries of tensors; on an accelerator its kernels are recorded once for each shape and started together from then on (CUDA graphs),
    for these models are so small that starting kernels one by one takes longer than running them. What it returned is overwritten by the next call.
    """

    def __init__(self, work, device):
        self.work, self.device, self.kept = work, device, {}
        self.pool = torch.cuda.graph_pool_handle() if device.type == "cuda" else None

    def __call__(self, t):
        if self.device.type != "cuda":
            return self.work(t)
        key = tuple((k, v.shape) for k, v in t.items())
        if key not in self.kept:
            static = {k: v.clone() for k, v in t.items()}
            side = torch.cuda.Stream()
            side.wait_stream(torch.cuda.current_stream())
            with torch.cuda.stream(side):
                done = self.work(static)
            torch.cuda.current_stream().wait_stream(side)
            graph = torch.cuda.CUDAGraph()
            with torch.cuda.graph(graph, pool=self.pool):
                out = self.work(static)
            self.kept[key] = list(static.values()), graph, out
            return done
        static, graph, out = self.kept[key]
        torch._foreach_copy_(static, list(t.values()))
        graph.replay()
        return out


class Training:
    """AdamW with a linear schedule on a model that can begin again; `loss_of(batch)` gives named losses."""

    def __init__(self, model, loss_of):
        self.model, self.loss_of = model, loss_of
        self.device = next(model.parameters()).device
        self.start = {k: v.clone() for k, v in model.state_dict().items()}
        inner = [p for name in ("branch", "layers", "word", "position", "norm", "shape") if hasattr(model, name) for p in getattr(model, name).parameters() if p.requires_grad]
        known = {id(p) for p in inner}
        outer = [p for p in model.parameters() if p.requires_grad and id(p) not in known]
        self.learned = inner + outer
        rates = [torch.zeros((), device=self.device) for _ in range(2)]
        self.optimizer = torch.optim.AdamW([{"params": p, "lr": lr} for p, lr in zip((inner, outer), rates)], betas=(0.9, 0.98), weight_decay=0.01, fused=True,
                                           capturable=self.device.type == "cuda")
        self.sums = {}
        self.step = Captured(self.learn, self.device)

    def learn(self, t):
        with torch.autocast(self.device.type, torch.bfloat16, enabled=self.device.type == "cuda", cache_enabled=False):
            found = self.loss_of(t)
        loss = sum(WEIGHTS.get(k.removeprefix("soft "), 1.0) * v for k, v in found.items())
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.learned, 1.0)
        self.optimizer.step()
        for k, v in found.items():
            if k not in self.sums:
                self.sums[k] = torch.zeros((), device=self.device)
            self.sums[k].add_(v.detach())

    def run(self, cuts, seed, seconds, lr, head_lr, after=None):
        """Trains from the start for so many seconds. An epoch takes the batches of one cut; `after()` is called after each."""
        self.model.load_state_dict(self.start)
        for state in self.optimizer.state.values():
            for v in state.values():
                v.zero_()
        rng = random.Random(seed)
        torch.manual_seed(seed)
        self.model.train()
        begun, epoch, done = time.time(), 0, 0.0
        while done < 1:
            steps = 0
            for v in self.sums.values():
                v.zero_()
            for batch in rng.sample(cuts[epoch % len(cuts)], len(cuts[epoch % len(cuts)])):
                done = (time.time() - begun) / seconds
                if done >= 1:
                    break
                for group, top in zip(self.optimizer.param_groups, (lr, head_lr)):
                    group["lr"].fill_(top * min(max(done, 1e-4) / WARM, (1 - done) / (1 - WARM)))
                self.step(batch)
                steps += 1
                if steps % 50 == 0 and self.device.type == "cuda":
                    torch.cuda.synchronize()  # or the clock would run behind the work
            epoch += 1
            if steps:
                means = {k: float(v) / steps for k, v in self.sums.items()}
                print(f"epoch {epoch} {steps} steps {time.time() - begun:.0f}s " + " ".join(f"{k} {v:.3f}" for k, v in means.items()), flush=True)
                if not all(map(math.isfinite, means.values())):
                    raise ValueError("the losses are no numbers any more")
            if after:
                after()


def scores(model, t, word_dropout=0.0):
    ids = t["ids"]
    if word_dropout:
        ids = torch.where((torch.rand(ids.shape, device=ids.device) < word_dropout) & (ids > 103), 103, ids)
    return scores_of(model, model.events_only(ids, t["shapes"], t["bias"], t["first"]), t)


# Soft labels.


@torch.no_grad()
def opinion(model, t):
    """Probabilities of what the model says at each place, padding left out of every softmax."""
    with torch.autocast(t["ids"].device.type, torch.bfloat16, enabled=t["ids"].is_cuda, cache_enabled=False):
        found = scores(model, t)
    out = {"kind": found["kind"].softmax(-1), "cue": found["cue"].sigmoid()}
    if "trigger" in t:
        out |= {"mode": found["mode"].sigmoid(), "status": found["status"].softmax(-1), "role": found["role"].softmax(-1)}
    if "cue_at" in t:
        inside = t["mask"].index_select(0, t["statement_row"].clamp(min=0)).unsqueeze(-1)
        out["said_by"] = found["source"][..., :-2].softmax(-1)
        out["content"] = found["source"][..., -2:].masked_fill(~inside, -1e4).softmax(1)
    if "home_at" in t:
        out["home"] = found["home"].masked_fill(~t["home_known"], -1e4).softmax(-1)
    return out


def soft_losses(scores, t):
    """Cross entropies to the teachers' opinions, which are in `t` as `judged …`; a candidate or word counts more the surer it fills a role."""
    judged = {k.removeprefix("judged "): v.float() for k, v in t.items() if k.startswith("judged ")}

    def toward(logits, p, weight):
        return masked_mean(-(p * logits.log_softmax(-1)).sum(-1), weight)

    def binary(logits, p, weight):
        return masked_mean(F.binary_cross_entropy_with_logits(logits, p, reduction="none"), weight)

    losses = {"event": toward(scores["kind"], judged["kind"], t["mask"]), "cue": binary(scores["cue"], judged["cue"], t["mask"])}
    if "trigger" in t:
        there = t["event_row"] >= 0
        losses["mode"] = binary(scores["mode"], judged["mode"], there.unsqueeze(-1).expand_as(scores["mode"])) * 10
        losses["status"] = toward(scores["status"], judged["status"], there)
        candidate = (t["padding"].squeeze(2).squeeze(1) > -1) & there.unsqueeze(-1)
        losses["argument"] = toward(scores["role"], judged["role"], candidate * (4 - 3 * judged["role"][..., 0]))
    if "cue_at" in t:
        there = (t["statement_row"] >= 0).unsqueeze(-1)
        inside = t["mask"].index_select(0, t["statement_row"].clamp(min=0)) & there
        losses["source"] = toward(scores["source"][..., :-2], judged["said_by"], inside * (4 - 3 * judged["said_by"][..., 0]))
        logits = scores["source"][..., -2:].masked_fill(~inside.unsqueeze(-1), -1e4).transpose(1, 2)
        losses["content_start"] = toward(logits, judged["content"].transpose(1, 2), there.expand(-1, 2))
    if "home_at" in t:
        losses["home"] = toward(scores["home"].masked_fill(~t["home_known"], -1e4), judged["home"], t["home_row"] >= 0)
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


def judge(cuts, found, args, device):
    """Trains one teacher after another; adds to all batches as `judged …` what those say of them who never saw their group, and of articles without
    annotation all together.
    """
    torch.manual_seed(args.seed)
    model = teacher_of(found, args.pack).to(device)
    model.relative.requires_grad_(False)  # attention with a bias that learns is much slower
    training = Training(model, lambda t: happening_losses(model, scores(model, t, args.word_dropout), t, t["mask"]))
    ask = Captured(lambda t: opinion(model, t), device)
    judged = [[{} for _ in cut] for cut in cuts]
    for number in range(args.groups * args.rounds):
        own = number % args.groups
        seen = [[t for group, t in cut if group not in (own, -1)] for cut in cuts]
        training.run(seen, args.seed + number, args.teacher_seconds, args.teacher_lr, args.head_lr)
        model.eval()
        for cut, said in zip(cuts, judged):
            for (group, t), all_said in zip(cut, said):
                if group in (own, -1):
                    share = 1 / args.rounds if group == own else 1 / (args.groups * args.rounds)
                    for k, p in ask(t).items():
                        all_said[k] = (all_said.get(k, 0) + share * p).half()
        if number == 0:
            report("teacher", model, found)
    return [[t | {f"judged {k}": p for k, p in all_said.items()} for (_, t), all_said in zip(cut, said)] for cut, said in zip(cuts, judged)]


def report(name, model, found):
    """Scores on some of the articles that no training sees."""
    apart = [a for a in found["articles"] if a["fold"] == APART]
    apart = apart[:: max(1, len(apart) // REPORTED)]
    print(name, "apart", json.dumps(evaluate_articles(model, apart, WordPiece(vocab_of(found)))), flush=True)


def learn(args, device):
    """Teachers, then the student `students` times; a file for each, written after every epoch in case that the machine is gone before the end."""
    found = unpack(args.pack)
    begun = time.time()
    cuts = batches_of(found, WordPiece(vocab_of(found)), args, device)
    print("batches", [len(cut) for cut in cuts], "shapes", len({t["ids"].shape for cut in cuts for _, t in cut}), f"{time.time() - begun:.0f}s", flush=True)
    while args.ready and not Path(args.ready).exists():
        time.sleep(0.5)
    cuts = judge(cuts, found, args, device)

    started = torch.load(Path(args.pack) / "student.pt", map_location="cpu", weights_only=True)
    branch = 1 + max(int(k.split(".")[1]) for k in started["state"] if k.startswith("branch."))
    model = Model(started["labels"], branch=branch)
    unknown = model.load_state_dict(started["state"], strict=False).unexpected_keys
    if unknown:
        raise ValueError(f"the student of {args.pack} does not fit: {unknown}")
    model.deepen(args.layers)
    keep_syntax(model)
    model = model.to(device)

    def loss_of(t):
        mine = scores(model, t, args.word_dropout)
        soft = soft_losses(mine, t)
        if "annotated" not in t:
            return soft
        hard = happening_losses(model, mine, t, t["mask"])
        return {k: args.hard * v for k, v in hard.items()} | {k: (1 - args.hard) * v for k, v in soft.items()}

    torch.backends.cuda.enable_cudnn_sdp(False)  # recorded in a graph, its attention gave no numbers (PyTorch 2.11)
    training = Training(model, loss_of)
    for number in range(args.students):
        out = Path(args.out).with_suffix(f".{number}.pt")

        def write(out=out):
            torch.save({k: v.half() for k, v in model.state_dict().items() if k.startswith(TAUGHT)}, out)

        training.run(cuts, args.seed + number, args.seconds, args.lr, args.head_lr, write)
        report(out.name, model, found)


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
    ap.add_argument("stage", choices=["pack", "learn", "merge"])
    ap.add_argument("--articles", nargs="*", default=[], help="tokenized annotated articles, for pack")
    ap.add_argument("--unlabelled", nargs="*", default=[], help="tokenized articles without annotation, for pack")
    ap.add_argument("--vocab", help="for pack")
    ap.add_argument("--mpnet", help="safetensors of MPNet, for pack")
    ap.add_argument("--part", type=int, default=52, help="MiB of a file of MPNet's weights, for pack")
    ap.add_argument("--pack", help="folder that pack wrote")
    ap.add_argument("--ready", help="file that learn waits for once its batches are made: a pack too large for one transfer comes in parts, articles first")
    ap.add_argument("--groups", type=int, default=4, help="of articles; a teacher leaves out one")
    ap.add_argument("--rounds", type=int, default=1, help="teachers for each group")
    ap.add_argument("--students", type=int, default=1)
    ap.add_argument("--cuts", type=int, default=4, help="ways to cut the articles into windows")
    ap.add_argument("--init", help="checkpoint that the student goes on from, for pack and merge")
    ap.add_argument("--student", help="what stage learn wrote, for merge")
    ap.add_argument("--layers", type=int, default=6, help="layers of the student's branch")
    ap.add_argument("--hard", type=float, default=0.4, help="weight of the annotation beside the teachers' opinion, for the student")
    ap.add_argument("--out", required=True)
    ap.add_argument("--teacher-seconds", type=int, default=75, help="training of each teacher")
    ap.add_argument("--seconds", type=int, default=180, help="training of each student")
    ap.add_argument("--teacher-lr", type=float, default=1e-4)
    ap.add_argument("--lr", type=float, default=4e-4)
    ap.add_argument("--head-lr", type=float, default=1e-3)
    ap.add_argument("--word-dropout", type=float, default=0.08)
    ap.add_argument("--budget", type=int, default=10000, help="padded pieces in a batch")
    ap.add_argument("--workers", type=int, default=15)
    ap.add_argument("--seed", type=int, default=20261126)
    args = ap.parse_args()
    if args.stage in ("pack", "merge"):
        return {"pack": pack, "merge": merge}[args.stage](args)
    torch.backends.cuda.matmul.allow_tf32 = True
    learn(args, torch.device("cuda" if torch.cuda.is_available() else "cpu"))


if __name__ == "__main__":
    main()
