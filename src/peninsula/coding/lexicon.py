"""Dictionary files to matchers: phrases by their first word, patterns as phrases with gaps.

A pattern is a row a Korea specialist can read: words and `{classes}` in order, `..` for up to
three words between, `...` for up to nine, `a|b` for either, `word*` for any ending, `?word` for a
word that may be missing. Matching walks the words once, so it is linear in the length of the text.
"""

from __future__ import annotations

from bisect import bisect
from dataclasses import dataclass
from functools import cache
from itertools import product

from peninsula.coding.dictionary_files import load_words, read_dictionary

GAPS = {"..": 3, "...": 9}
# No gap of a pattern reaches over these: another clause begins there.
WALLS = load_words("lexicon.walls")
Span = tuple[int, int]


class PhraseFinder:
    """Finds many phrases in a list of words in one pass."""

    def __init__(self) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self._by_stem: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self._memo: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self._keys: set[tuple[str, str]] = set()

    def add(self, phrase: str, key: str) -> None:
        """Add a phrase (words between blanks, `*` at an end for any ending) under a key."""
        from peninsula.coding.sentences import fold, split_words

        if (phrase, key) in self._keys:
            return
        self._keys.add((phrase, key))
        words = []
        for piece in fold(phrase).split():
            stem = piece.endswith("*")
            found = split_words(piece.rstrip("*"))[0]
            words += found[:-1] + [found[-1] + "*"] if stem else found
        first = words[0]
        table = self._by_stem if first.endswith("*") else self._by_first
        table.setdefault(first.rstrip("*"), []).append((tuple(words[1:]), key))

    def _candidates(self, word: str) -> list[tuple[tuple[str, ...], str]]:
        known = self._memo.get(word)
        if known is None:
            known = list(self._by_first.get(word, ()))
            for size in range(2, min(len(word), 20) + 1):
                known += self._by_stem.get(word[:size], ())
            if len(self._memo) < 50_000:  # a page of nonsense must not fill the memory
                self._memo[word] = known
        return known

    def scan(self, words: list[str]) -> dict[str, list[Span]]:
        """Where each key occurs: (first word, one past the last word), in order."""
        found: dict[str, list[Span]] = {}
        n = len(words)
        memo = self._memo
        for i, word in enumerate(words):
            candidates = memo.get(word)
            if candidates is None:
                candidates = self._candidates(word)
            for rest, key in candidates:
                end = i + 1
                for piece in rest:
                    if end >= n or not _fits(words[end], piece):
                        break
                    end += 1
                else:
                    found.setdefault(key, []).append((i, end))
        return found


def _fits(word: str, piece: str) -> bool:
    return word == piece or (piece.endswith("*") and word.startswith(piece[:-1]))


@dataclass(frozen=True, slots=True)
class Pattern:
    """Keys that must follow one another, with the gap (in words) allowed before each."""

    keys: tuple[str, ...]
    gaps: tuple[int, ...]
    row: int

    def match(self, found: dict[str, list[Span]], walls: list[int]) -> list[Span]:
        """Spans of the pattern, shortest reading from each start; no gap crosses a wall."""
        spans = found[self.keys[0]]
        for key, gap in zip(self.keys[1:], self.gaps[1:], strict=True):
            longer = []
            following = found[key]
            for start, end in spans:
                for begin, stop in following:
                    if begin < end:
                        continue
                    if begin - end <= gap and bisect(walls, begin - 1) == bisect(walls, end - 1):
                        longer.append((start, stop))
                    break
            if not longer:
                return longer
            spans = longer
        return spans


class PatternBook:
    """Patterns of one dictionary file, matched against words together."""

    def __init__(self, rows: list[dict[str, str]], classes: dict[str, list[str]]) -> None:
        self.rows = rows
        self.finder = PhraseFinder()
        self._classes = classes
        self._by_key: dict[str, list[Pattern]] = {}
        self._sizes: dict[str, int] = {}
        for number, row in enumerate(rows):
            for pattern in self._compile(row["pattern"], number):
                self._by_key.setdefault(self._rarest(pattern), []).append(pattern)

    def _rarest(self, pattern: Pattern) -> str:
        """The key with the fewest terms: the one that decides whether to look further."""
        return min(pattern.keys, key=self._sizes.__getitem__)

    def _compile(self, text: str, row: int) -> list[Pattern]:
        """All readings of a pattern (each optional element makes two)."""
        choices: list[list[str]] = []
        for piece in text.split():
            choices.append(["", piece[1:]] if piece.startswith("?") else [piece])
        return [self._compile_one([p for p in c if p], row) for c in product(*choices)]

    def _compile_one(self, pieces: list[str], row: int) -> Pattern:
        keys, gaps, gap = [], [], 0
        for piece in pieces:
            if piece in GAPS:
                gap = GAPS[piece]
                continue
            keys.append(self._key(piece))
            gaps.append(gap)
            gap = 0
        return Pattern(tuple(keys), tuple(gaps), row)

    def _key(self, piece: str) -> str:
        """The key of an element; its phrases become known to the finder."""
        terms: list[str] = []
        for part in piece.split("|"):
            terms += self._classes[part.strip("{}")] if part.startswith("{") else [part]
        for term in terms:
            self.finder.add(term.replace("_", " "), piece)
        self._sizes[piece] = len(terms)
        return piece

    def search(self, words: list[str]) -> list[tuple[int, int, int]]:
        """(row, first word, one past the last word) of each match, in order of the text."""
        found = self.finder.scan(words)
        hits: list[tuple[int, int, int]] = []
        if not found:
            return hits
        walls = [i for i, word in enumerate(words) if word in WALLS]
        for key in found:
            for pattern in self._by_key.get(key, ()):
                if all(k in found for k in pattern.keys):
                    hits += [(pattern.row, a, b) for a, b in pattern.match(found, walls)]
        hits.sort(key=lambda h: (h[1], -h[2], h[0]))
        return hits


@cache
def load_classes() -> dict[str, list[str]]:
    """Word classes: name to terms. A term `{other}` takes in another class.

    >>> "missile" in load_classes()["missile"]
    True
    """
    raw: dict[str, list[str]] = {}
    for row in read_dictionary("classes.csv"):
        raw.setdefault(row["class"], []).extend(t.strip() for t in row["term"].split(";"))
    return {name: _expand(name, raw) for name in raw}


def _expand(name: str, raw: dict[str, list[str]]) -> list[str]:
    terms: list[str] = []
    for term in raw[name]:
        terms += _expand(term.strip("{}"), raw) if term.startswith("{") else [term]
    return [t for t in terms if t]


@cache
def load_patterns(name: str) -> PatternBook:
    """The patterns of a dictionary file, compiled once."""
    return PatternBook(read_dictionary(name), load_classes())
