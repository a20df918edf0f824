"""Averages checkpoints of one run, later ones with more weight; steadier than the last one alone.

    python -m rapporteur_training.average work/joint.3.pt work/joint.4.pt work/joint.5.pt --weights 1 2 3 --out work/average.pt
"""
import argparse

import torch

from .model import load, save


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("checkpoints", nargs="+")
    ap.add_argument("--weights", nargs="+", type=float, required=True, help="one for each checkpoint")
    ap.add_argument("--out", required=True)
    args = ap.parse_args()
    if len(args.weights) != len(args.checkpoints):
        ap.error("as many weights as checkpoints, please")
    models = [load(path) for path in args.checkpoints]
    total = sum(args.weights)
    states = [m.state_dict() for m in models]
    with torch.no_grad():
        models[0].load_state_dict({k: sum(w * s[k] for w, s in zip(args.weights, states)) / total for k in states[0]})
    save(models[0], args.out)


if __name__ == "__main__":
    main()
