"""One small encoder with many heads.

Encoder: MiniLM-L6-H384 (BERT shape) plus a word-shape embedding. Above its second layer it forks: one branch for syntax and PropBank, one for
events and statements. Learned mixes of the layers of a branch are read at each word's first piece. Heads: word tags (linear), dependency arcs and labels (biaffine; Dozat and Manning 2017), and for
predicates, events and statements biaffine links from a word to the words that fill its roles. The roles of events are then read once more by
a small network that sees all candidates of one trigger together with their place in the tree, and a last link leads from a mention to the
words that tell its country.
"""
import copy
import json
import math

import torch
from torch import nn
from torch.nn import functional as F

from . import pairs
from .wordpiece import SHAPES, shape

UPOS = "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split()
NER = ["O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC"]
STATUS = ["actual", "future", "hypothetical", "negated"]
EVENT_ROLES = ["none", "actor", "recipient", "location", "date"]
STATEMENT_ROLES = ["none", "source", "channel", "addressee"]
SHARED = 2  # layers below the fork
ABROAD = ["INT", "IGO", "NGO", "MNC"]  # codes of those who belong to no country


def label_sets(xpos, deprel, roles, events, modes):
    return {"upos": UPOS, "xpos": xpos, "deprel": deprel, "ner": NER, "role": ["none"] + roles, "event": ["none"] + events, "mode": modes,
            "status": STATUS, "event_role": EVENT_ROLES, "statement_role": STATEMENT_ROLES}


class Layer(nn.Module):
    def __init__(self, hidden, heads, ffn, dropout):
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(hidden, 3 * hidden)
        self.out = nn.Linear(hidden, hidden)
        self.norm1 = nn.LayerNorm(hidden, eps=1e-12)
        self.up = nn.Linear(hidden, ffn)
        self.down = nn.Linear(ffn, hidden)
        self.norm2 = nn.LayerNorm(hidden, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x, bias):
        b, s, h = x.shape
        q, k, v = self.qkv(x).view(b, s, 3, self.heads, h // self.heads).permute(2, 0, 3, 1, 4)
        if torch.onnx.is_in_onnx_export() or torch.is_autocast_enabled("cpu"):
            # In bfloat16 on a processor the products alone take half the time of the fused attention, whose gradient is slow there.
            a = torch.softmax(q @ k.transpose(-1, -2) / math.sqrt(h // self.heads) + bias.to(q.dtype), -1).to(v.dtype) @ v
        else:
            a = F.scaled_dot_product_attention(q, k, v, attn_mask=bias.to(q.dtype).expand(b, self.heads, s, s))
        x = self.norm1(x + self.dropout(self.out(a.transpose(1, 2).reshape(b, s, h))))
        return self.norm2(x + self.dropout(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    def __init__(self, vocab=30522, hidden=384, layers=6, heads=12, ffn=1536, positions=512, dropout=0.1):
        super().__init__()
        self.word = nn.Embedding(vocab, hidden)
        self.position = nn.Embedding(positions, hidden)
        self.shape = nn.Embedding(len(SHAPES), hidden)
        nn.init.zeros_(self.shape.weight)
        self.norm = nn.LayerNorm(hidden, eps=1e-12)
        self.layers = nn.ModuleList(Layer(hidden, heads, ffn, dropout) for _ in range(layers))
        self.dropout = nn.Dropout(dropout)

    def forward(self, ids, shapes, bias, depth=None):
        positions = torch.arange(ids.shape[1], device=ids.device)
        x = self.dropout(self.norm(self.word(ids) + self.position(positions) + self.shape(shapes)))
        out = []
        for layer in self.layers[:depth]:
            x = layer(x, bias)
            out.append(x)
        return out

    def fork(self):
        """A branch of its own for events, which starts as a copy of the layers above the fork."""
        return nn.ModuleList(copy.deepcopy(layer) for layer in self.layers[SHARED:])

    def load_bert(self, path):
        """Weights of a BERT checkpoint in safetensors; the token-type embedding is folded into the positions."""
        from safetensors.torch import load_file

        w = load_file(path)
        w = {k.removeprefix("bert."): v for k, v in w.items()}
        with torch.no_grad():
            self.word.weight.copy_(w["embeddings.word_embeddings.weight"])
            self.position.weight.copy_(w["embeddings.position_embeddings.weight"] + w["embeddings.token_type_embeddings.weight"][0])
            self.norm.weight.copy_(w["embeddings.LayerNorm.weight"])
            self.norm.bias.copy_(w["embeddings.LayerNorm.bias"])
            for i, layer in enumerate(self.layers):
                p = f"encoder.layer.{i}."
                for kind in ("weight", "bias"):
                    getattr(layer.qkv, kind).copy_(torch.cat([w[f"{p}attention.self.{n}.{kind}"] for n in ("query", "key", "value")]))
                    for mine, theirs in (("out", "attention.output.dense"), ("norm1", "attention.output.LayerNorm"), ("up", "intermediate.dense"),
                                         ("down", "output.dense"), ("norm2", "output.LayerNorm")):
                        getattr(getattr(layer, mine), kind).copy_(w[f"{p}{theirs}.{kind}"])


class Mix(nn.Module):
    """Softmax-weighted sum of the encoder's layers."""

    def __init__(self, layers):
        super().__init__()
        self.weights = nn.Parameter(torch.zeros(layers))
        self.scale = nn.Parameter(torch.ones(()))

    def forward(self, layers):
        w = torch.softmax(self.weights, 0)
        return self.scale * sum(w[i] * x for i, x in enumerate(layers))


def mlp(hidden, size, dropout):
    return nn.Sequential(nn.Linear(hidden, size), nn.GELU(), nn.Dropout(dropout))


class Pairs(nn.Module):
    """Two projections of every word; `score` labels a (head word, dependent word) pair with a bilinear form with biases."""

    def __init__(self, hidden, size, labels, dropout=0.33):
        super().__init__()
        self.head = mlp(hidden, size, dropout)
        self.dep = mlp(hidden, size, dropout)
        self.form = nn.Parameter(torch.zeros(labels, size + 1, size + 1))

    def project(self, h):
        return self.head(h), self.dep(h)

    def score(self, head, dep):
        """head (N, size), dep (N, M, size) -> (N, M, labels)."""
        head = torch.cat([head, torch.ones_like(head[..., :1])], -1)
        dep = torch.cat([dep, torch.ones_like(dep[..., :1])], -1)
        return torch.einsum("ni,lij,nmj->nml", head, self.form, dep)


class Arguments(nn.Module):
    """Reads all candidates of one trigger together and corrects what the pairs say of each alone."""

    def __init__(self, labels, size=128, layers=2, heads=4, dropout=0.2):
        super().__init__()
        sizes = feature_sizes(labels)
        self.features = nn.Embedding(sum(sizes), size)
        nn.init.normal_(self.features.weight, std=0.1)
        self.norm = nn.LayerNorm(size)
        self.layers = nn.ModuleList(Layer(size, heads, 2 * size, dropout) for _ in range(layers))
        self.dropout = nn.Dropout(dropout)
        self.out = nn.Linear(size, len(labels["event_role"]))
        nn.init.zeros_(self.out.weight)
        nn.init.zeros_(self.out.bias)

    def forward(self, trigger, words, features, bias, base):
        """trigger (N, size), words (N, C, size), features (N, C, F) int, bias (N, 1, 1, C), base (N, C, roles) -> (N, C, roles)."""
        x = self.dropout(self.norm(trigger.unsqueeze(1) + words + self.features(features).sum(2)))
        for layer in self.layers:
            x = layer(x, bias)
        return base + self.out(x)


def feature_sizes(labels):
    """Sizes of the feature classes: path and case (first class: unknown), case has one for none; distance, sentence offset, tag, event type."""
    return [len(labels["path"]) + 1, len(labels["case"]) + 2, 2 * (len(pairs.DISTANCES) + 1), 2 * pairs.SENTENCES + 1, len(labels["upos"]), len(labels["event"])]


class Happenings(nn.Module):
    """The heads of events and statements over one vector for each word."""

    def add_heads(self, hidden):
        n = {k: len(v) for k, v in self.labels.items()}
        self.hidden = mlp(hidden, 256, 0.2)
        self.event = nn.Linear(256, n["event"] + n["mode"] + n["status"] + 1)  # type, mode, status, cue
        self.argument = Pairs(hidden, 96, n["event_role"])
        self.statement = Pairs(hidden, 96, n["statement_role"] + 2)  # roles, content start, content end
        self.trigger, self.candidate = nn.Linear(hidden, 128), nn.Linear(hidden, 128)
        self.arguments = Arguments(self.labels) if "path" in self.labels else None
        self.home = Pairs(hidden, 64, 1)
        self.abroad = nn.Linear(hidden, len(ABROAD))

    def read(self, e):
        """e (B, W, hidden) -> event (B, W, *) and the projections of the pair heads."""
        return {
            "event": self.event(self.hidden(e)),
            "argument_head": self.argument.head(e), "argument_dep": self.argument.dep(e),
            "statement_head": self.statement.head(e), "statement_dep": self.statement.dep(e),
            "trigger": self.trigger(e), "candidate": self.candidate(e),
            "home_head": self.home.head(e), "home_dep": self.home.dep(e), "abroad": self.abroad(e),
        }

    def split_event(self, event):
        n = self.labels
        return torch.split(event, [len(n["event"]), len(n["mode"]), len(n["status"]), 1], -1)


def at_words(x, first):
    """x (B, S, H) at each word's first piece: (B, W, H)."""
    return torch.gather(x, 1, first.unsqueeze(-1).expand(-1, -1, x.shape[-1]))


def pick(x, row, column):
    """x (B, W, H) at the words (row, column), any equal shapes: (..., H). Selecting rows of one matrix, whose gradient needs no sorting."""
    at = row * x.shape[1] + column
    return x.flatten(0, 1).index_select(0, at.flatten()).view(*at.shape, x.shape[-1])


class Model(Happenings):
    def __init__(self, labels, hidden=384, branch=None):
        """`branch`: layers of the branch of events; as many as the trunk has above the fork if not said."""
        super().__init__()
        self.labels = labels
        self.encoder = Encoder()
        self.syntax, self.meaning = Mix(6), Mix(6)
        self.branch = self.encoder.fork()
        self.happening = Mix(6)
        if branch:
            self.deepen(branch)
        self.dropout = nn.Dropout(0.2)
        n = {k: len(v) for k, v in labels.items()}
        self.tags = nn.Linear(hidden, n["upos"] + n["xpos"] + n["ner"] + 2)  # upos, xpos, ner, sentence start, predicate
        self.arc_dep, self.arc_head = mlp(hidden, 256, 0.33), mlp(hidden, 256, 0.33)
        self.arc = nn.Parameter(torch.zeros(257, 256))
        self.rel = Pairs(hidden, 96, n["deprel"])
        self.srl = Pairs(hidden, 96, n["role"])
        self.add_heads(hidden)

    def deepen(self, layers):
        """Adds layers to the branch, spread over its upper part: copies of the layer below that at first add nothing to what they read (block
        expansion; Wu et al. 2024, LLaMA Pro).
        """
        more = layers - len(self.branch)
        after = {len(self.branch) - 1 - 2 * i for i in range(more)}
        if more < 0 or min(after, default=0) < 0:
            raise ValueError(f"a branch of {len(self.branch)} layers cannot become one of {layers}")
        grown, weights = [], list(self.happening.weights.detach()[:SHARED])
        for i, layer in enumerate(self.branch):
            grown.append(layer)
            weights.append(self.happening.weights.detach()[SHARED + i])
            if i in after:
                extra = copy.deepcopy(layer)
                for part in (extra.out, extra.down):
                    nn.init.zeros_(part.weight)
                    nn.init.zeros_(part.bias)
                extra.norm1.load_state_dict(layer.norm2.state_dict())
                grown.append(extra)
                weights.append(weights[-1])
        self.branch, self.happening = nn.ModuleList(grown), Mix(SHARED + layers)
        with torch.no_grad():
            self.happening.weights.copy_(torch.stack(weights))

    def forward(self, ids, shapes, bias, first):
        """ids, shapes (B, S) int; bias (B, 1, 1, S) float, large negative on padding; first (B, W): piece of each word.

        Returns tags (B, W, *), arcs (B, W, W + 1; column 0 is the root), event (B, W, *), and the projections of the pair heads,
        whose head side has the root in front (B, W + 1, *) for `rel`.
        """
        layers = self.encoder(ids, shapes, bias)
        syntax, meaning = self.syntax(layers), self.meaning(layers)
        root = syntax[:, :1]
        h, m = self.dropout(at_words(syntax, first)), self.dropout(at_words(meaning, first))
        rooted = torch.cat([root, h], 1)
        dep, head = self.arc_dep(h), self.arc_head(rooted)
        dep = torch.cat([dep, torch.ones_like(dep[..., :1])], -1)
        arcs = torch.matmul(torch.matmul(dep, self.arc), head.transpose(1, 2))
        return {
            "tags": self.tags(h),
            "arcs": arcs,
            "rel_dep": self.rel.dep(h), "rel_head": self.rel.head(rooted),
            "srl_head": self.srl.head(m), "srl_dep": self.srl.dep(m),
            **self.happenings(layers[:SHARED], bias, first),
        }

    def happenings(self, shared, bias, first):
        """What the branch of events reads above the shared layers."""
        own = list(shared)
        for layer in self.branch:
            own.append(layer(own[-1], bias))
        return self.read(self.dropout(at_words(self.happening(own), first)))

    def events_only(self, ids, shapes, bias, first):
        """`forward` without the branch of syntax."""
        return self.happenings(self.encoder(ids, shapes, bias, SHARED), bias, first)

    def split_tags(self, tags):
        n = self.labels
        return torch.split(tags, [len(n["upos"]), len(n["xpos"]), len(n["ner"]), 1, 1], -1)


def keep_syntax(model):
    """Leaves the branch of syntax and PropBank, and what lies below the fork, as they are."""
    for part in (model.encoder, model.syntax, model.meaning, model.tags, model.arc_dep, model.arc_head, model.rel, model.srl):
        part.requires_grad_(False)
    model.arc.requires_grad_(False)


def save(model, path):
    torch.save({"labels": model.labels, "state": model.state_dict()}, path)


def load(path, more_labels=None):
    """A saved model; with `more_labels`, the heads that these call for are added untrained. One of before the fork is forked here."""
    saved = torch.load(path, map_location="cpu", weights_only=True)
    branch = {int(name.split(".")[1]) for name in saved["state"] if name.startswith("branch.")}
    model = Model({**(more_labels or {}), **saved["labels"]}, branch=len(branch) or None)
    if not branch:
        saved["state"] |= {f"happening.{name}": saved["state"][f"meaning.{name}"] for name in ("weights", "scale")}
        for name in [n for n in saved["state"] if n.startswith("encoder.layers.")]:
            layer, rest = name.removeprefix("encoder.layers.").split(".", 1)
            if int(layer) >= SHARED:
                saved["state"][f"branch.{int(layer) - SHARED}.{rest}"] = saved["state"][name]
    missing = model.load_state_dict(saved["state"], strict=False)
    if missing.unexpected_keys or (missing.missing_keys and not more_labels):
        raise ValueError(f"{path} does not fit: {missing}")
    return model


def collate(batch, wordpiece):
    """Windows as padded tensors: ids, shapes, bias, first, word mask."""
    rows = []
    for w in batch:
        ids, shapes, first = [wordpiece.cls], [0], []
        for i, word in enumerate(w["words"]):
            if w["para"][i] and i:
                ids.append(wordpiece.sep)
                shapes.append(0)
            pieces = wordpiece.pieces(word)
            first.append(len(ids))
            ids += pieces
            shapes += [shape(word)] * len(pieces)
        ids.append(wordpiece.sep)
        shapes.append(0)
        rows.append((ids[:512], shapes[:512], [min(f, 511) for f in first]))
    s, n = max(len(r[0]) for r in rows), max(len(r[2]) for r in rows)
    ids = torch.zeros(len(rows), s, dtype=torch.long)
    shapes = torch.zeros(len(rows), s, dtype=torch.long)
    bias = torch.full((len(rows), 1, 1, s), -1e4)
    first = torch.zeros(len(rows), n, dtype=torch.long)
    mask = torch.zeros(len(rows), n, dtype=torch.bool)
    for i, (a, b, f) in enumerate(rows):
        ids[i, : len(a)] = torch.tensor(a)
        shapes[i, : len(b)] = torch.tensor(b)
        bias[i, :, :, : len(a)] = 0
        first[i, : len(f)] = torch.tensor(f)
        mask[i, : len(f)] = True
    return ids, shapes, bias, first, mask


def candidate_tensors(batch, events, index, labels):
    """Word, features, gold role (-100 where either answer will do) and padding of each event's candidates: (N, C), (N, C, F), (N, C) and (N, 1, 1, C)."""
    offsets, size = [], 0
    for n in feature_sizes(labels):
        offsets.append(size)
        size += n
    most = max(1, max(len(e["pairs"]) for _, e in events))
    cols, gold = torch.zeros(len(events), most, dtype=torch.long), torch.full((len(events), most), -100)
    features, bias = torch.zeros(len(events), most, len(offsets), dtype=torch.long), torch.full((len(events), 1, 1, most), -1e4)
    features += torch.tensor(offsets)
    for n, (i, e) in enumerate(events):
        if not e["pairs"]:
            bias[n] = 0
            continue
        kind = index["event"][e["event"]]
        found = [[index["path"].get(path, -1) + 1, 0 if case is None else index["case"].get(case, len(index["case"])) + 1, distance, offset,
                  index["upos"][batch[i]["upos_seen"][word]], kind] for word, path, case, distance, offset in e["pairs"]]
        m = len(found)
        cols[n, :m] = torch.tensor([p[0] for p in e["pairs"]])
        features[n, :m] += torch.tensor(found)
        gold[n, :m] = torch.tensor([-100 if p[0] in e["alike"] else index["event_role"][e["arguments"].get(p[0], "none")] for p in e["pairs"]])
        bias[n, :, :, :m] = 0
    return cols, features, gold, bias


def dump_labels(labels, path):
    with open(path, "w", encoding="utf-8") as f:
        json.dump(labels, f, ensure_ascii=False, indent=1)
        f.write("\n")
