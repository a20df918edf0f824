"""Targets, scores and losses of the heads of events and statements.

`happenings` turns windows into index tensors on the CPU, so that workers can do it ahead; `scores_of` and `happening_losses` run where the model is.
"""
import torch
from torch.nn import functional as F

from .model import ABROAD, candidate_tensors, pick

WEIGHTS = {"upos": 0.5, "xpos": 0.5, "ner": 1.0, "start": 0.5, "predicate": 0.3, "srl": 2.0, "event": 6.0, "cue": 4.0, "argument": 4.0, "source": 6.0, "home": 1.5,
           "mode": 0.5, "content_start": 0.5, "content_end": 0.5}
ROLES_COUNT = 4.0  # nearly every word of a window fills no role, so those that do count more


def indices(labels):
    return {k: {x: i for i, x in enumerate(v)} for k, v in labels.items()}


def masked_mean(values, weight):
    return (values * weight).sum() / weight.sum().clamp(min=1)


def cross_entropy(logits, gold, rare=1.0):
    """Mean over the places with gold; those of another class than the first count `rare` times."""
    logits, gold = logits.reshape(-1, logits.shape[-1]), gold.reshape(-1)
    return masked_mean(F.cross_entropy(logits, gold, reduction="none", ignore_index=-100), (gold >= 0) + (rare - 1) * (gold > 0))


def happenings(batch, index, labels, width=None):
    """Targets of a batch: `kind` (B, W), `cue` (B, W), and for N events, M statements and K mentions the rows and words they stand at with their gold. W is
    `width`, or as many words as the longest window has.

    A window with `guessed` carries events and statements that a program took for likely: their places count, there is no gold (-100, -1).
    """
    width = width or max(len(w["words"]) for w in batch)
    kind, cue = torch.full((len(batch), width), -100), torch.full((len(batch), width), -1.0)
    events, modes, statuses = [], [], []
    rows, cues, roles, starts, ends = [], [], [], [], []
    for i, w in enumerate(batch):
        if "events" not in w:
            continue
        n, guessed = len(w["words"]), w.get("guessed", False)
        if not guessed:
            kind[i, :n] = 0
            cue[i, :n] = 0
        for e in w["events"]:
            mode = torch.full((len(index["mode"]),), -1.0 if guessed else 0.0)
            if not guessed:
                kind[i, e["trigger"]] = index["event"][e["event"]]
                for m in e["mode"]:
                    if m in index["mode"]:
                        mode[index["mode"][m]] = 1
            events.append((i, e))
            modes.append(mode)
            statuses.append(-100 if guessed else index["status"][e["status"]])
        for s in w["statements"]:
            role = torch.full((width,), -100)
            if not guessed:
                cue[i, s["cue"]] = 1
                role[:n] = 0
                for a, name in s["roles"].items():
                    role[a] = index["statement_role"][name]
            rows.append(i)
            cues.append(s["cue"])
            roles.append(role)
            starts.append(-1 if guessed else s["start"])
            ends.append(-1 if guessed else s["end"])
    t = {"kind": kind, "cue": cue}
    if events:
        t["event_row"] = torch.tensor([i for i, _ in events])
        t["trigger"] = torch.tensor([e["trigger"] for _, e in events])
        t["mode"], t["status"] = torch.stack(modes), torch.tensor(statuses)
        t["candidate"], t["features"], t["role"], t["padding"] = candidate_tensors(batch, events, index, labels)
    if rows:
        t["statement_row"], t["cue_at"], t["source"] = torch.tensor(rows), torch.tensor(cues), torch.stack(roles)
        t["start"], t["end"] = torch.tensor(starts), torch.tensor(ends)
    return t | homes(batch, width)


def homes(batch, width):
    """Mentions, the words whose country is known and those of the right country; the last columns stand for those of no country."""
    rows, cols, known, right = [], [], [], []
    for i, w in enumerate(batch):
        if not w.get("homes"):
            continue
        codes = w["code"] + [None] * (width - len(w["code"])) + ABROAD
        speaks = torch.tensor([c is not None for c in codes])
        for at, home in w["homes"].items():
            fits = torch.tensor([c in home for c in codes])
            if fits.any():
                rows.append(i)
                cols.append(at)
                known.append(speaks)
                right.append(fits)
    if not rows:
        return {}
    return {"home_row": torch.tensor(rows), "home_at": torch.tensor(cols), "home_known": torch.stack(known), "home_right": torch.stack(right)}


def scores_of(model, out, t):
    """Logits at the places of `t`; a place in row -1 stands for none and gets whatever the first row gives."""
    kind, mode, status, cue = model.split_event(out["event"])
    scores = {"kind": kind, "cue": cue.squeeze(-1)}
    if "trigger" in t:
        row = t["event_row"].clamp(min=0)
        at, words = (row, t["trigger"]), (row.unsqueeze(1).expand_as(t["candidate"]), t["candidate"])
        scores["mode"], scores["status"] = pick(mode, *at), pick(status, *at)
        base = model.argument.score(pick(out["argument_head"], *at), pick(out["argument_dep"], *words))
        scores["role"] = model.arguments(pick(out["trigger"], *at), pick(out["candidate"], *words), t["features"], t["padding"], base)
    if "cue_at" in t:
        row = t["statement_row"].clamp(min=0)
        scores["source"] = model.statement.score(pick(out["statement_head"], row, t["cue_at"]), out["statement_dep"].index_select(0, row))
    if "home_at" in t:
        row = t["home_row"].clamp(min=0)
        links = model.home.score(pick(out["home_head"], row, t["home_at"]), out["home_dep"].index_select(0, row)).squeeze(-1)
        scores["home"] = torch.cat([links, pick(out["abroad"], row, t["home_at"])], -1)
    return {k: v.float() for k, v in scores.items()}


def happening_losses(model, scores, t, mask):
    """Losses at the places with gold. Nothing here asks an accelerator for a value, which would make it wait."""
    losses = {"event": cross_entropy(scores["kind"], t["kind"]),
              "cue": masked_mean(F.binary_cross_entropy_with_logits(scores["cue"], t["cue"].clamp(min=0), reduction="none"), t["cue"] >= 0)}
    if "trigger" in t:
        losses["mode"] = masked_mean(F.binary_cross_entropy_with_logits(scores["mode"], t["mode"].clamp(min=0), reduction="none"), t["mode"] >= 0) * 10
        losses["status"] = cross_entropy(scores["status"], t["status"])
        losses["argument"] = cross_entropy(scores["role"], t["role"], ROLES_COUNT)
    if "cue_at" in t:
        roles = len(model.labels["statement_role"])
        losses["source"] = cross_entropy(scores["source"][..., :roles], t["source"], ROLES_COUNT)
        inside = mask.index_select(0, t["statement_row"].clamp(min=0))
        for name, k, gold in (("content_start", roles, t["start"]), ("content_end", roles + 1, t["end"])):
            logits = scores["source"][..., k].masked_fill(~inside, -1e4)
            losses[name] = cross_entropy(logits, torch.where(gold >= 0, gold, -100))
    if "home_at" in t:
        # Whichever word of the right country will do.
        everything = scores["home"].masked_fill(~t["home_known"], -1e4).logsumexp(-1)
        losses["home"] = masked_mean(everything - scores["home"].masked_fill(~t["home_right"], -1e4).logsumexp(-1), t["home_right"].any(-1))
    return losses
