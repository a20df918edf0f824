"""Makes a checkpoint of the shipped weights, to go on from where no checkpoint was kept.

    python -m rapporteur_training.restore --models ../models --out work/shipped.pt

The int8 matrices come back with their rounding, which training takes away again. The PropBank form and its mix of layers are not shipped and start anew.
"""
import argparse
import json
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from safetensors.numpy import load_file

from .model import Model, save


def matrices(graph):
    """Matrices of the graph by the parameter that they are: a linear layer's bias keeps its name, the matrix in front of it does not."""
    initializers = {t.name for t in graph.initializer}
    readers = {}
    for node in graph.node:
        for name in node.input:
            readers.setdefault(name, []).append(node)
    out = {}
    for node in graph.node:
        constant = [name for name in node.input if name.startswith("onnx::MatMul_") and not name.endswith("_zero_point")]
        if node.op_type not in ("MatMul", "MatMulInteger") or not constant:
            continue
        at = node
        while at.op_type != "Add":
            at = readers[at.output[0]][0]
        bias = next(name for name in at.input if name in initializers)
        out[bias.removeprefix("model.").removesuffix(".bias") + ".weight"] = constant[0].removesuffix("_quantized")
    return out


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--models", default="../models")
    ap.add_argument("--out", required=True)
    args = ap.parse_args()
    models = Path(args.models)
    labels = json.loads((models / "labels.json").read_text(encoding="utf-8"))
    graph = onnx.load(models / "encoder.onnx").graph
    raw = {t.name: numpy_helper.to_array(t) for t in graph.initializer}
    blocks = {int(name.split(".")[2]) for name in raw if name.startswith("model.branch.")}
    model = Model(labels, branch=len(blocks))
    state = model.state_dict()

    def put(name, value):
        value = torch.from_numpy(np.array(value, dtype=np.float32))
        if name in state and state[name].shape == value.shape:
            state[name] = value
        else:
            print(f"left out: {name} {tuple(value.shape)}")

    for name, value in raw.items():
        if name.startswith("model.") and value.dtype == np.float32 and not name.endswith("_scale"):
            put(name.removeprefix("model."), value)
    for name in [n for n in raw if n.endswith("_quantized")]:
        stem = name.removesuffix("_quantized")
        value = (raw[name].astype(np.float32) - raw[stem + "_zero_point"].astype(np.float32)) * raw[stem + "_scale"]
        raw[stem] = value
        if stem.startswith("model."):
            put(stem.removeprefix("model."), value)
    for name, matrix in matrices(graph).items():
        put(name, raw[matrix].T)
    mixes = sorted((n for n in raw if n.startswith("onnx::Mul_")), key=lambda n: int(n.rsplit("_", 1)[1]))
    layers = len(model.encoder.layers)
    for mix, weights in (("syntax", mixes[:layers]), ("happening", mixes[layers:])):
        put(f"{mix}.weights", np.log([raw[w] for w in weights]))
    for name, form in load_file(models / "heads.safetensors").items():
        put(f"{name}.form", form)
    graph = onnx.load(models / "arguments.onnx").graph
    raw = {t.name: numpy_helper.to_array(t) for t in graph.initializer}
    for name, value in raw.items():
        if not name.startswith("onnx::"):
            put(f"arguments.{name}", value)
    for name, matrix in matrices(graph).items():
        put(f"arguments.{name}", raw[matrix].T)
    model.load_state_dict(state)
    save(model, args.out)


if __name__ == "__main__":
    main()
