"""Looks for texts of the training set that share long stretches with articles that are kept for measuring; exit status 1 where there are any.

    python -m rapporteur_training.check_overlap data/*.jsonl --kept ../../shared/data/articles/dev.jsonl
"""
import argparse
import json
import re
import sys

RUN = 8  # words of a stretch
SHARED = 12  # stretches in common that make a copy; stock phrases of releases share fewer


def stretches(text):
    words = re.findall(r"\w+", text.lower())
    return {" ".join(words[i : i + RUN]) for i in range(len(words) - RUN + 1)}


def read(paths):
    for path in paths:
        with open(path, encoding="utf-8") as f:
            for line in f:
                article = json.loads(line)
                yield article["id"], stretches(article["text"])


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("texts", nargs="+")
    ap.add_argument("--kept", nargs="+", required=True)
    args = ap.parse_args()
    kept = list(read(args.kept))
    copies = 0
    for name, own in read(args.texts):
        for other, theirs in kept:
            if len(own & theirs) >= SHARED:
                print(f"{name} is a copy of {other}: {len(own & theirs)} stretches of {RUN} words")
                copies += 1
    sys.exit(copies > 0)


if __name__ == "__main__":
    main()
