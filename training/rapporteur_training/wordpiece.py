"""WordPiece over words that are already split: the same pieces as `wordpiece.rs` makes, checked by tests/reference.json."""
import unicodedata


def load_vocab(path):
    with open(path, encoding="utf-8") as f:
        return {line.rstrip("\n"): i for i, line in enumerate(f)}


def normalize(word):
    """Lower case without accents, as the uncased vocabulary wants it."""
    return "".join(c for c in unicodedata.normalize("NFD", word.lower()) if unicodedata.category(c) != "Mn")


class WordPiece:
    def __init__(self, vocab):
        self.vocab = vocab
        self.pad, self.unk, self.cls, self.sep = (vocab[t] for t in ("[PAD]", "[UNK]", "[CLS]", "[SEP]"))
        self.cache = {}

    def pieces(self, word):
        """Ids of the pieces of one word; never empty, at most 12."""
        found = self.cache.get(word)
        if found is None:
            found = self.cache[word] = self._pieces(word)[:12] or [self.unk]
        return found

    def _pieces(self, word):
        out, run = [], ""
        for c in normalize(word):
            if c.isalnum():
                run += c
                continue
            out += self._run(run)
            run = ""
            if not c.isspace() and unicodedata.category(c) not in ("Cc", "Cf"):
                out += self._run(c)
        return out + self._run(run)

    def _run(self, run):
        if not run:
            return []
        if len(run) > 100:
            return [self.unk]
        out, start = [], 0
        while start < len(run):
            end = len(run)
            while end > start:
                piece = ("##" if start else "") + run[start:end]
                if piece in self.vocab:
                    break
                end -= 1
            if end == start:
                return [self.unk]
            out.append(self.vocab[piece])
            start = end
        return out


SHAPES = ["other", "lower", "title", "upper", "mixed", "digit", "punct", "letter", "alnum"]


def shape(word):
    """Index into SHAPES: what the uncased vocabulary loses."""
    letters, digits = [c for c in word if c.isalpha()], [c for c in word if c.isdigit()]
    if letters and digits:
        return 8
    if digits:
        return 5
    if not letters:
        return 6
    if len(letters) == 1:
        return 7 if letters[0].isupper() else 1
    if all(c.isupper() for c in letters):
        return 3
    if not any(c.isupper() for c in letters):
        return 1
    if letters[0].isupper() and not any(c.isupper() for c in letters[1:]):
        return 2
    return 4
