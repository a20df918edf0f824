"""The teacher: MPNet-base (Song et al. 2020; weights of all-mpnet-base-v2, Apache-2.0) under the same heads of events and statements.

It is far too slow to ship. What it says of texts that it was not trained on, and of texts that nobody annotated, is what the shipped branch learns from
(`distil.py`).
"""
import math

import torch
from torch import nn
from torch.nn import functional as F

from .model import Happenings, Mix, at_words
from .wordpiece import SHAPES

CLS, PAD, SEP, MASK, OFFSET = 0, 1, 2, 30526, 4  # BERT's pieces follow after four of MPNet's own


class Attention(nn.Module):
    def __init__(self, hidden, heads):
        super().__init__()
        self.heads = heads
        self.q, self.k, self.v, self.o = (nn.Linear(hidden, hidden) for _ in range(4))

    def forward(self, x, bias):
        b, s, h = x.shape
        q, k, v = (part(x).view(b, s, self.heads, h // self.heads).transpose(1, 2) for part in (self.q, self.k, self.v))
        a = F.scaled_dot_product_attention(q, k, v, attn_mask=bias.to(q.dtype))
        return self.o(a.transpose(1, 2).reshape(b, s, h))


class Block(nn.Module):
    def __init__(self, hidden, heads, ffn, dropout):
        super().__init__()
        self.attention = Attention(hidden, heads)
        self.norm1 = nn.LayerNorm(hidden, eps=1e-5)
        self.up, self.down = nn.Linear(hidden, ffn), nn.Linear(ffn, hidden)
        self.norm2 = nn.LayerNorm(hidden, eps=1e-5)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x, bias):
        x = self.norm1(x + self.dropout(self.attention(x, bias)))
        return self.norm2(x + self.dropout(self.down(F.gelu(self.up(x)))))


def relative_bucket(distance, buckets=32, farthest=128):
    """Buckets of T5 (Raffel et al. 2020) for key position minus query position."""
    half = buckets // 2
    out = (distance > 0).long() * half
    n = distance.abs()
    exact = half // 2
    far = exact + (torch.log(n.clamp(min=1).float() / exact) / math.log(farthest / exact) * (half - exact)).long()
    return out + torch.where(n < exact, n, far.clamp(max=half - 1))


class Teacher(Happenings):
    def __init__(self, labels, words, hidden=768, layers=12, heads=12, ffn=3072, dropout=0.1):
        """`words`: BERT ids of the pieces that have a vector, ascending; all others share the one of the unknown piece."""
        super().__init__()
        self.labels = labels
        self.word = nn.Embedding(len(words), hidden)
        self.register_buffer("row", row_of(words), persistent=False)
        self.position = nn.Embedding(514, hidden)
        self.shape = nn.Embedding(len(SHAPES), hidden)
        nn.init.zeros_(self.shape.weight)
        self.norm = nn.LayerNorm(hidden, eps=1e-5)
        self.relative = nn.Embedding(32, heads)
        self.layers = nn.ModuleList(Block(hidden, heads, ffn, dropout) for _ in range(layers))
        self.happening = Mix(layers)
        self.dropout, self.outer = nn.Dropout(dropout), nn.Dropout(0.2)
        self.add_heads(hidden)

    def events_only(self, ids, shapes, bias, first):
        at = torch.arange(ids.shape[1], device=ids.device)
        x = self.dropout(self.norm(self.word(self.row[ids]) + self.position(at + 2) + self.shape(shapes)))
        relative = self.relative(relative_bucket(at.unsqueeze(0) - at.unsqueeze(1))).permute(2, 0, 1)
        bias = bias + relative
        if torch.is_autocast_enabled(x.device.type):
            bias = bias.to(torch.get_autocast_dtype(x.device.type))
        out = []
        for layer in self.layers:
            x = layer(x, bias)
            out.append(x)
        return self.read(self.outer(at_words(self.happening(out), first)))


def row_of(words):
    row = torch.full((30522,), list(words).index(100))
    row[torch.tensor(list(words))] = torch.arange(len(words))
    return row


def state_of_mpnet(w, words):
    """The parameters of the encoder from a checkpoint of MPNet (name -> tensor)."""
    special = {0: PAD, 101: CLS, 102: SEP, 103: MASK}
    out = {"word.weight": w["embeddings.word_embeddings.weight"][torch.tensor([special.get(i, i + OFFSET) for i in words])],
           "position.weight": w["embeddings.position_embeddings.weight"],
           "norm.weight": w["embeddings.LayerNorm.weight"], "norm.bias": w["embeddings.LayerNorm.bias"],
           "relative.weight": w["encoder.relative_attention_bias.weight"]}
    names = {"attention.attn.q": "attention.q", "attention.attn.k": "attention.k", "attention.attn.v": "attention.v", "attention.attn.o": "attention.o",
             "attention.LayerNorm": "norm1", "intermediate.dense": "up", "output.dense": "down", "output.LayerNorm": "norm2"}
    for i in range(12):
        for theirs, mine in names.items():
            for kind in ("weight", "bias"):
                out[f"layers.{i}.{mine}.{kind}"] = w[f"encoder.layer.{i}.{theirs}.{kind}"]
    return out
