"""Writes models/: the encoder as int8 ONNX, the argument network, the bilinear forms, label lists, vocabulary, lemmas, and reference outputs for the
Rust tests.

    python -m rapporteur_training.export --init work/joint.pt --data ../../shared/data --vocab vocab.txt --out ../models
"""
import argparse
import collections
import json
import shutil
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from safetensors.numpy import save_file

from . import data, pairs
from .model import collate, dump_labels, feature_sizes, load
from .wordpiece import WordPiece, load_vocab

OUTPUTS = ["tags", "arcs", "event", "rel_dep", "rel_head", "argument_head", "argument_dep", "statement_head", "statement_dep", "trigger", "candidate",
           "home_head", "home_dep", "abroad"]


class Flat(torch.nn.Module):
    def __init__(self, model):
        super().__init__()
        self.model = model

    def forward(self, ids, shapes, bias, first):
        out = self.model(ids, shapes, bias, first)
        return tuple(out[k] for k in OUTPUTS)


def export_onnx(model, path):
    model.eval()
    example = (torch.randint(1000, 2000, (2, 9)), torch.ones(2, 9, dtype=torch.long), torch.zeros(2, 1, 1, 9), torch.tensor([[1, 2, 4], [1, 3, 5]]))
    batch, piece, word = {0: "batch"}, {0: "batch", 1: "pieces"}, {0: "batch", 1: "words"}
    axes = {"ids": piece, "shapes": piece, "bias": {0: "batch", 3: "pieces"}, "first": word, **{k: word for k in OUTPUTS}}
    torch.onnx.export(Flat(model), example, path, input_names=["ids", "shapes", "bias", "first"], output_names=OUTPUTS, dynamic_axes=axes, opset_version=17, dynamo=False)


def export_arguments(model, path):
    size = model.trigger.out_features
    example = (torch.zeros(2, size), torch.zeros(2, 3, size), torch.zeros(2, 3, len(feature_sizes(model.labels)), dtype=torch.long), torch.zeros(2, 1, 1, 3),
               torch.zeros(2, 3, len(model.labels["event_role"])))
    event, candidate = {0: "events"}, {0: "events", 1: "candidates"}
    axes = {"trigger": event, "words": candidate, "features": candidate, "bias": {0: "events", 3: "candidates"}, "base": candidate, "roles": candidate}
    torch.onnx.export(model.arguments, example, path, input_names=["trigger", "words", "features", "bias", "base"], output_names=["roles"],
                      dynamic_axes=axes, opset_version=17, dynamo=False)


def lemma_table(docs):
    """Most frequent lemma of each inflected form with its tag, where it differs from the form in lower case."""
    counts = collections.defaultdict(collections.Counter)
    for doc in docs:
        for s in doc:
            for form, tag, upos, lemma in zip(s["words"], s["xpos"], s["upos"], s["lemma"]):
                if upos not in ("PROPN", "PUNCT", "NUM", "SYM", "X") and tag and lemma not in ("_", ""):
                    counts[form.lower().replace("’", "'") + "/" + tag][lemma] += 1
    out = {}
    for key, c in counts.items():
        lemma = c.most_common(1)[0][0]
        if "\t" not in key and (lemma != key.rsplit("/", 1)[0] or key.endswith(("/NNS", "/VBD", "/VBN", "/VBG", "/VBZ"))):
            out[key] = lemma
    return out


def write(model, raw, data_folder, vocab, out):
    """What the program reads: `raw` is where the encoder goes before it is quantized."""
    out.mkdir(parents=True, exist_ok=True)
    export_onnx(model, raw)
    quantize_dynamic(raw, out / "encoder.onnx", weight_type=QuantType.QInt8, per_channel=True,
                     op_types_to_quantize=["MatMul", "Gather"], extra_options={"MatMulConstBOnly": True})
    save_file({"rel": model.rel.form.detach().numpy(), "argument": model.argument.form.detach().numpy(),
               "statement": model.statement.form.detach().numpy(), "home": model.home.form.detach().numpy()}, out / "heads.safetensors")
    export_arguments(model, out / "arguments.onnx")
    dump_labels(model.labels, out / "labels.json")
    if Path(vocab).resolve() != (out / "vocab.txt").resolve():
        shutil.copyfile(vocab, out / "vocab.txt")
    ewt, gum = data.treebanks(data_folder, "train")
    with open(out / "lemmas.tsv", "w", encoding="utf-8") as f:
        for key, lemma in sorted(lemma_table(ewt + gum).items()):
            f.write(f"{key}\t{lemma}\n")
    (out / "heads.safetensors").chmod(0o644)


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--init", required=True)
    ap.add_argument("--data", default="../../shared/data")
    ap.add_argument("--vocab", required=True)
    ap.add_argument("--out", default="../models")
    args = ap.parse_args()
    out = Path(args.out)
    model = load(args.init)
    write(model, Path(args.init).with_suffix(".onnx"), args.data, args.vocab, out)
    reference(model, WordPiece(load_vocab(args.vocab)), out / "reference.json")
    print({p.name: p.stat().st_size for p in sorted(out.iterdir())})


def reference(model, wordpiece, path):
    """fp32 outputs on three windows of our own, and how candidates stand to triggers in a parsed text, for the Rust side to compare with."""
    texts = [["The", "Élysée", "said", "on", "March", "3", "that", "Paris", "would", "not", "recall", "its", "envoy", "."],
             ["“", "We", "condemn", "the", "attack", ",", "”", "NATO", "'s", "chief", "told", "reporters", "."], ["Talks", "failed"]]
    model.eval()  # The ONNX exporter leaves it in training mode.
    batch = [{"words": t, "para": [i == 7 for i in range(len(t))]} for t in texts]
    ids, shapes, bias, first, _ = collate(batch, wordpiece)
    with torch.no_grad():
        out = model(ids, shapes, bias, first)
    upos = model.split_tags(out["tags"])[0].argmax(-1)
    event = out["event"]
    rows = [{"words": w["words"], "paragraph_at": 7 if len(w["words"]) > 7 else None, "ids": [int(x) for x in ids[i] if x], "first": first[i, : len(w["words"])].tolist(),
             "upos": [model.labels["upos"][k] for k in upos[i, : len(w["words"])].tolist()],
             "none": np.round(torch.softmax(event[i, : len(w["words"]), :17], -1)[:, 0].numpy(), 4).tolist()} for i, w in enumerate(batch)]
    standing = [{"trigger": t, "candidates": found} for t, found in zip(PARSED_TRIGGERS, pairs.candidates(PARSED, PARSED_TRIGGERS))]
    file = {"windows": rows, "pairs": {"tokens": PARSED, "triggers": standing}}
    path.write_text(json.dumps(file, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def parsed(rows):
    keys = ("text", "upos", "head", "deprel", "sentence")
    return [dict(zip(keys, row)) for row in rows]


# "Turkish strikes killed three in Iraq on Monday. Ankara's ministry denied that it had been warned by aides."
PARSED = parsed([
    ("Turkish", "ADJ", 1, "amod", 0), ("strikes", "NOUN", 2, "nsubj", 0), ("killed", "VERB", -1, "root", 0), ("three", "NUM", 2, "obj", 0),
    ("in", "ADP", 5, "case", 0), ("Iraq", "PROPN", 2, "obl", 0), ("on", "ADP", 7, "case", 0), ("Monday", "PROPN", 2, "obl:tmod", 0),
    ("Ankara", "PROPN", 10, "nmod:poss", 1), ("'s", "PART", 8, "case", 1), ("ministry", "NOUN", 11, "nsubj", 1), ("denied", "VERB", -1, "root", 1),
    ("that", "SCONJ", 16, "mark", 1), ("it", "PRON", 16, "nsubj:pass", 1), ("had", "AUX", 16, "aux", 1), ("been", "AUX", 16, "aux:pass", 1),
    ("warned", "VERB", 11, "ccomp", 1), ("by", "ADP", 18, "case", 1), ("aides", "NOUN", 16, "obl:agent", 1)])
PARSED_TRIGGERS = [1, 2, 11, 16]


if __name__ == "__main__":
    main()
