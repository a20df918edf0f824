"""Five-fold cross-validation of the heads of events and statements over `DATA/articles/train.jsonl`.

    python -m rapporteur_training.crossvalidate learn  --gold train.jsonl --articles work/tok-*.jsonl --weights MODEL.safetensors --vocab vocab.txt --init work/shipped.pt --out work/cv
    python -m rapporteur_training.crossvalidate export --gold train.jsonl --articles work/tok-*.jsonl --vocab vocab.txt --init work/shipped.pt --out work/cv

The shipped network has seen all these texts, also in the two layers that events share with syntax. So each part gets an encoder of its own for
events that starts from MiniLM: first one for all parts, on every annotated text that is not in `--gold`, then for each part some epochs with four
fifths of `--gold`. Parts are groups of four of the twenty folds. `export` puts each beside the shipped branch of syntax, writes `OUT/K/model` for the
program and `OUT/K/gold.jsonl`, the fifth that part K has not seen. Each step is saved; a second call of `learn` goes on after the last.
"""
import argparse
import json
from pathlib import Path

import torch
from torch import nn

from . import articles, data, export
from .evaluate import evaluate_articles
from .model import SHARED, Model, keep_syntax, load
from .train import run
from .wordpiece import WordPiece, load_vocab

PARTS = 5
OTHERS = 500  # Texts of the first stage that each epoch of a part repeats.


def part_of(article):
    return article["fold"] * PARTS // 20


class Both(nn.Module):
    """The shipped branch of syntax and another encoder for events, with the outputs of one `Model`."""

    def __init__(self, syntax, events):
        super().__init__()
        self.inner, self.events = syntax, events
        self.labels, self.rel, self.split_tags = syntax.labels, syntax.rel, syntax.split_tags
        self.argument, self.statement, self.home = events.argument, events.statement, events.home
        self.trigger, self.arguments = events.trigger, events.arguments

    def forward(self, *seen):
        return self.inner(*seen) | self.events.events_only(*seen)


def for_events(model):
    """Trains all that events are read from and nothing else."""
    keep_syntax(model)
    model.encoder.requires_grad_(True)
    model.encoder.layers[SHARED:].requires_grad_(False)
    return model


def learn(args, texts, known, out):
    wordpiece = WordPiece(load_vocab(args.vocab))
    own, others = [a for i, a in texts.items() if i in known], [a for i, a in texts.items() if i not in known]
    print(f"{len(own)} texts to validate on, {len(others)} others", flush=True)

    def plan(choose):
        return lambda _, rng: data.batches(articles.windows(choose(rng), wordpiece, 256, rng), wordpiece, args.budget, rng)

    base = out / "base.pt"
    if not base.exists():
        model = Model(load(args.init).labels)
        model.encoder.load_bert(args.weights)
        model.branch = model.encoder.fork()
        few = own[:: max(1, len(own) // 60)]  # To watch; nothing is chosen by them.
        stage(for_events(model), plan(lambda _: others), wordpiece, args, args.epochs, 3e-4, 1.5e-3, base, few)
    for k in range(PARTS):
        path = out / f"{k}.pt"
        if path.exists():
            continue
        seen, apart = [a for a in own if part_of(a) != k], [a for a in own if part_of(a) == k]
        model = for_events(load(base))
        stage(model, plan(lambda rng: seen + seen + rng.sample(others, min(OTHERS, len(others)))), wordpiece, args, args.part_epochs, 1.5e-4, 6e-4, path, apart)


def stage(model, plan, wordpiece, args, epochs, lr, head_lr, path, apart):
    """One training; the checkpoint takes its name only when it is whole."""
    begun = path.with_suffix(".begun")
    settings = argparse.Namespace(seed=args.seed, stay=0.0, word_dropout=0.08, epochs=epochs, lr=lr, head_lr=head_lr, bf16=args.bf16, out=str(begun), keep=False)
    run(model, plan, wordpiece, settings, lambda m: path.stem + " " + json.dumps(evaluate_articles(m, apart, wordpiece)))
    begun.rename(path)


def write_parts(args, texts, gold, out):
    """The model of each part and the texts that it has not seen. Their folds are those of the tokenized articles."""
    for k in range(PARTS):
        folder = out / str(k)
        model = Both(load(args.init), load(out / f"{k}.pt"))
        export.write(model, out / f"{k}.onnx", args.data, args.vocab, folder / "model")
        apart = [line for i, line in gold.items() if part_of(texts[i]) == k]
        (folder / "gold.jsonl").write_text("".join(apart), encoding="utf-8")
        print(f"{folder}: {len(apart)} texts", flush=True)


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("stage", choices=["learn", "export"])
    ap.add_argument("--gold", required=True, help="the articles to validate on, as they are published")
    ap.add_argument("--articles", nargs="*", default=[], help="tokenized annotated articles, those of --gold among them")
    ap.add_argument("--weights", help="safetensors of MiniLM, for learn")
    ap.add_argument("--data", default="../../shared/data")
    ap.add_argument("--vocab", required=True)
    ap.add_argument("--init", required=True, help="checkpoint whose branch of syntax and labels are taken")
    ap.add_argument("--epochs", type=int, default=3, help="of the stage that all parts share")
    ap.add_argument("--part-epochs", type=int, default=3)
    ap.add_argument("--budget", type=int, default=1800, help="padded pieces in a batch")
    ap.add_argument("--seed", type=int, default=20261127)
    ap.add_argument("--bf16", action="store_true", help="compute in bfloat16: a fifth faster where the processor has it")
    ap.add_argument("--threads", type=int, default=2)
    ap.add_argument("--out", required=True)
    args = ap.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    out = Path(args.out)
    out.mkdir(parents=True, exist_ok=True)
    with open(args.gold, encoding="utf-8") as f:
        gold = {json.loads(line)["id"]: line for line in f}
    texts = {a["id"]: a for a in articles.read(args.articles)[0]}
    if missing := gold.keys() - texts.keys():
        raise SystemExit(f"{len(missing)} texts of {args.gold} are not among the articles")
    stage_of = {"learn": learn, "export": write_parts}
    stage_of[args.stage](args, texts, gold, out)


if __name__ == "__main__":
    main()
