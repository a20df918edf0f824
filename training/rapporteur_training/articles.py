"""Annotated articles as training windows.

Input: JSON Lines written by `rapporteur-annotate`'s example `tokenize`: the gold article plus `tokens` (words with code-point offsets, sentence and
paragraph numbers), so that training sees exactly the words that the program will see.
"""
import json

from . import pairs

EVENTS = "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT".split()
_MODES = {
    "CONSULT": "visit third-party multilateral phone",
    "RETREAT": "withdraw release return disarm ceasefire access resign",
    "REQUEST": "assist change yield meet",
    "ACCUSE": "disapprove investigate allege",
    "REJECT": "assist change yield meet",
    "THREATEN": "restrict ban arrest relations expel territory violence",
    "PROTEST": "demo riot strike hunger boycott obstruct vandalize",
    "SANCTION": "convict expel withdraw discontinue",
    "MOBILIZE": "troops weapons police militia",
    "COERCE": "seize restrict ban censor curfew martial-law arrest deport withhold misinformation cyber",
    "ASSAULT": "abduct beat torture execute sexual targeted destroy primitive firearms explosives suicide-attack aerial drone heavy-weapons crowd-control unconventional",
}
MODES = [f"{e}/{m}" for e, modes in _MODES.items() for m in modes.split()]


def read(paths, folds=()):
    """Annotated articles as (those to train on, those left out): `folds` of the twenty are left out. An article's fold never changes."""
    out = []
    for path in paths:
        with open(path, encoding="utf-8") as f:
            out += [json.loads(line) for line in f]
    return [a for a in out if a["fold"] not in folds], [a for a in out if a["fold"] in folds]


def words_in(tokens, span):
    """Indices of the words that overlap a span."""
    return [i for i, t in enumerate(tokens) if t["start"] < span["end"] and span["start"] < t["end"]]


def head_word(tokens, span):
    """The word of a span that stands for it: the one that the parse hangs outside; the last noun or verb without a parse."""
    inside = words_in(tokens, span)
    if not inside:
        return None
    if "head" in tokens[inside[0]]:
        outer = [i for i in inside if tokens[i]["head"] not in inside]
        content = [i for i in outer if tokens[i]["upos"] not in ("PUNCT", "DET", "ADP", "AUX", "PART")] or outer
        if content:
            return content[0]
    return inside[-1]


def mentions(article):
    """Head words of every annotated mention, by the name of the entity."""
    tokens, out = article["tokens"], {}
    entities = [a for e in article["events"] for a in e["actor"] + e["recipient"]] + [a for s in article["statements"] for a in s["source"] + s["addressee"]]
    for item in entities:
        if item.get("span") and item.get("name"):
            at = head_word(tokens, item["span"])
            if at is not None:
                out.setdefault(item["name"], set()).add(at)
    return out


def other_mentions(tokens, parties, arguments, places):
    """Words that denote a party as well as the annotated word does: annotated elsewhere under the same name, or the same name again. Training leaves them open."""
    names = {tokens[at]["text"] for at, role in arguments.items() if role in ("actor", "recipient") and tokens[at]["upos"] == "PROPN"}
    same = {i for i, t in enumerate(tokens) if t["upos"] == "PROPN" and t["text"] in names}
    for item in parties:
        same |= places.get(item.get("name"), set())
    return same - arguments.keys()


def homes(article):
    """Country codes of every annotated mention, by its head word."""
    out = {}
    items = [a for e in article["events"] for a in e["actor"] + e["recipient"] + [e["location"]] if a]
    items += [a for s in article["statements"] for a in s["source"] + s["addressee"]]
    for item in items:
        if item.get("span") and item.get("code"):
            at = head_word(article["tokens"], item["span"])
            if at is not None:
                out.setdefault(at, set()).add(item["code"])
    return out


def labels(article):
    """Gold of an article over its word indices."""
    tokens = article["tokens"]
    events, statements = [], []
    places = mentions(article)
    taken = set()
    for e in article["events"]:
        if not e["trigger"]:
            continue
        trigger = head_word(tokens, e["trigger"])
        if trigger is None or trigger in taken:
            continue
        taken.add(trigger)
        arguments = {}
        for role, items in (("actor", e["actor"]), ("recipient", e["recipient"]), ("location", [e["location"]] if e["location"] else [])):
            for item in items:
                if item.get("span"):
                    at = head_word(tokens, item["span"])
                    if at is not None and at not in arguments:
                        arguments[at] = role
        for role in ("actor", "recipient"):
            for item in e[role]:
                # Only implied: the nearest other mention of the same entity stands for it, an earlier one if there is one.
                if not item.get("span"):
                    near = sorted(places.get(item["name"], ()), key=lambda at: (at > trigger, abs(at - trigger)))
                    free = next((at for at in near if at not in arguments and at != trigger), None)
                    if free is not None:
                        arguments[free] = role
        parties = [i for role in ("actor", "recipient") for i in e[role]]
        events.append({"trigger": trigger, "event": e["event"], "pairs": None, "mode": [f"{e['event']}/{m}" for m in e["mode"]], "status": e["status"],
                       "arguments": arguments, "alike": other_mentions(tokens, parties, arguments, places)})
    taken = set()
    for s in article["statements"]:
        if not s["cue"] or not s["content"]:
            continue
        inside = words_in(tokens, s["cue"])
        content = words_in(tokens, s["content"])
        if not inside or not content:
            continue
        cue = head_word(tokens, s["cue"])
        if cue in taken:
            continue
        taken.add(cue)
        roles = {}
        for role in ("source", "channel", "addressee"):
            for item in s[role]:
                if item.get("span"):
                    at = head_word(tokens, item["span"])
                    if at is not None and at not in roles:
                        roles[at] = role
        statements.append({"cue": cue, "roles": roles, "start": content[0], "end": content[-1]})
    for e, found in zip(events, pairs.candidates(tokens, [e["trigger"] for e in events])):
        e["pairs"] = found
    return events, statements, homes(article)


def frequent_paths(annotated):
    for article in annotated:
        article.setdefault("_labels", labels(article))
    return pairs.frequent_paths(e["pairs"] for article in annotated for e in article["_labels"][0])


def windows(annotated, wordpiece, limit, rng=None):
    """Cuts articles into windows of whole paragraphs up to `limit` pieces (longer paragraphs at sentence ends); where `rng` is given, the cuts vary."""
    out = []
    for article in annotated:
        tokens = article["tokens"]
        if "_labels" not in article:
            article["_labels"] = labels(article)
        events, statements, home = article["_labels"]
        target = rng.choice([limit // 2, limit, limit]) if rng else limit
        cuts = cut(tokens, wordpiece, target)
        for a, b in cuts:
            part = tokens[a:b]
            base = part[0]["sentence"]
            w = {"words": [t["text"] for t in part], "sent": [t["sentence"] - base for t in part],
                 "para": [i > 0 and t["paragraph"] != part[i - 1]["paragraph"] for i, t in enumerate(part)], "offset": a, "article": article["id"]}
            w["upos_seen"] = [t["upos"] for t in part]
            w["code"] = [t["code"] for t in part]
            w["homes"] = {k - a: codes for k, codes in home.items() if a <= k < b}
            w["events"] = []
            for e in events:
                if a <= e["trigger"] < b:
                    near = [(k - a, *rest) for k, *rest in e["pairs"] if a <= k < b][: pairs.CANDIDATES]
                    arguments = {k - a: r for k, r in e["arguments"].items() if a <= k < b}
                    alike = {k - a for k in e["alike"]}
                    w["events"].append({**e, "trigger": e["trigger"] - a, "arguments": arguments, "alike": alike, "pairs": near})
            w["statements"] = []
            for s in statements:
                if a <= s["cue"] < b:
                    inside = s["start"] < b and s["end"] >= a
                    w["statements"].append({"cue": s["cue"] - a, "roles": {k - a: r for k, r in s["roles"].items() if a <= k < b},
                                            "start": max(s["start"], a) - a if inside else -1, "end": min(s["end"], b - 1) - a if inside else -1})
            out.append(w)
    return out


def cut(tokens, wordpiece, limit):
    """Half-open word ranges: paragraphs are packed greedily; one that is too long is cut before a sentence."""
    size = [len(wordpiece.pieces(t["text"])) for t in tokens]
    out, start, total = [], 0, 0
    boundary_p = boundary_s = None
    for i, t in enumerate(tokens):
        if i and t["paragraph"] != tokens[i - 1]["paragraph"]:
            boundary_p = i
        if i and t["sentence"] != tokens[i - 1]["sentence"]:
            boundary_s = i
        while total + size[i] > limit and i > start:
            at = boundary_p if boundary_p and boundary_p > start else boundary_s if boundary_s and boundary_s > start else i
            out.append((start, at))
            start = at
            total = sum(size[start:i])
        total += size[i]
    if start < len(tokens):
        out.append((start, len(tokens)))
    return out
