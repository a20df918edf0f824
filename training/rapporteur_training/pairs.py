"""What is known of a pair of words beside their vectors: how a candidate stands to an event's trigger.

The Rust side computes the same (`crates/rapporteur-annotate/src/arguments.rs`); the lists travel in `labels.json`.
"""
import collections

CANDIDATES = 48  # nearest candidates of a trigger that are looked at
LONGEST_PATH = 4
PATHS = 300
CASES = "by of to with against from for in on at between among toward towards over into after before near through under about as than 's ’s".split()
KEPT_SUBTYPES = ("pass", "agent", "poss")
DISTANCES = (1, 2, 3, 4, 6, 9, 14, 22, 35)  # upper ends of the distance classes; farther is one class more
SENTENCES = 3  # sentence offsets are clipped to this


def is_candidate(token):
    """Nouns, names and pronouns, "Turkish" in "Turkish strikes", and numbers and the like that stand for a noun: "three were killed"."""
    if token["upos"] in ("NOUN", "PROPN", "PRON"):
        return True
    return token["upos"] in ("ADJ", "NUM", "DET") and (token["deprel"].startswith(("nsubj", "obj")) or (token["upos"] == "ADJ" and token["text"][:1].isupper()))


def relation(token):
    base, _, subtype = token["deprel"].partition(":")
    return token["deprel"] if subtype in KEPT_SUBTYPES else base


def path(tokens, trigger, candidate):
    """Relations up from the trigger to the lowest common ancestor, `|`, relations down to the candidate; `~` in another sentence, `-` where it is long."""
    if tokens[trigger]["sentence"] != tokens[candidate]["sentence"]:
        return "~"

    def chain(i):
        out = [i]
        while tokens[i]["head"] >= 0 and len(out) < 64:
            i = tokens[i]["head"]
            out.append(i)
        return out

    up, down = chain(trigger), chain(candidate)
    above = {node: i for i, node in enumerate(up)}
    for j, node in enumerate(down):
        if node in above:
            if above[node] + j > LONGEST_PATH:
                return "-"
            return "<".join(relation(tokens[i]) for i in up[: above[node]]) + "|" + ">".join(relation(tokens[i]) for i in reversed(down[:j]))
    return "-"


def case_of(tokens):
    """Preposition or possessive mark of each word that has one."""
    out = {}
    for t in tokens:
        if t["deprel"].startswith("case") and t["head"] >= 0:
            out.setdefault(t["head"], t["text"].lower())
    return out


def distance(d):
    size = next((i for i, end in enumerate(DISTANCES) if abs(d) <= end), len(DISTANCES))
    return size + (len(DISTANCES) + 1 if d > 0 else 0)


def candidates(tokens, triggers):
    """For each trigger its candidates as (word, path, case, distance, sentence offset), the nearest first."""
    cases = case_of(tokens)
    words = [i for i, t in enumerate(tokens) if is_candidate(t)]
    out = []
    for t in triggers:
        near = sorted((w for w in words if w != t and abs(w - t) <= 256), key=lambda w: (abs(w - t), w))
        out.append([(w, path(tokens, t, w), cases.get(w), distance(w - t),
                     max(-SENTENCES, min(SENTENCES, tokens[w]["sentence"] - tokens[t]["sentence"])) + SENTENCES) for w in near])
    return out


def frequent_paths(lists):
    counts = collections.Counter(p for pairs in lists for _, p, *_ in pairs[:CANDIDATES])
    return [p for p, n in counts.most_common(PATHS) if n >= 10]
