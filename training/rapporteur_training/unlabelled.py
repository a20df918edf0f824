"""Real texts for the teachers to judge: documents of EWT and of the open part of GUM as articles without annotation, in pieces of some 25 sentences.
Pieces that share long stretches with annotated articles, or with those kept for measuring, are left out.

    python -m rapporteur_training.unlabelled --data ../../shared/data --known data/*.jsonl ../../shared/data/articles/dev.jsonl > work/open-texts.jsonl
"""
import argparse
import json
import re

from . import data
from .check_overlap import read, stretches

SENTENCES = 25
SHARED = 3  # stretches of eight words that make a piece known
SKIPPED = re.compile("reviews|answers")  # of EWT: shops, restaurants and pets


def pieces(docs):
    for doc in docs:
        for at in range(0, len(doc), SENTENCES):
            part = doc[at : at + SENTENCES]
            text = ""
            for s in part:
                text += ("\n\n" if s["newpar"] else " ") * bool(text) + s["text"]
            yield part[0]["id"], text


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--data", default="../../shared/data")
    ap.add_argument("--known", nargs="+", required=True)
    args = ap.parse_args()
    known = {}
    for name, own in read(args.known):
        for stretch in own:
            known.setdefault(stretch, set()).add(name)
    ewt, gum = data.treebanks(args.data, "train")
    for name, text in pieces([d for d in ewt if not SKIPPED.match(d[0]["id"])] + gum):
        shared = {}
        for stretch in stretches(text):
            for other in known.get(stretch, ()):
                shared[other] = shared.get(other, 0) + 1
        if max(shared.values(), default=0) < SHARED:
            print(json.dumps({"id": name, "fold": None, "text": text, "events": [], "statements": []}, ensure_ascii=False))


if __name__ == "__main__":
    main()
