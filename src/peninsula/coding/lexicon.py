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
from typing import NamedTuple

from peninsula.coding.dictionary_files import load_words, read_dictionary
from peninsula.coding.sentences import Sentence, fold, split_words

GAPS = {"..": 3, "...": 9}
Span = tuple[int, int]
Key = str | tuple[str, int]  # an element of patterns, or a row of a dictionary of terms


class PhraseFinder:
    """Finds the phrases of many dictionaries in a list of words in one pass.

    A phrase belongs to keys. The candidates of a word are worked out when it is first met and
    kept, so a word without any costs one look-up.
    """

    def __init__(self) -> None:
        self._by_first: dict[str, dict[tuple[str, ...], int]] = {}
        self._by_stem: dict[str, dict[tuple[str, ...], int]] = {}
        self._memo: dict[str, Candidates] = {}
        self.keys_of: list[set[Key]] = []
        self.phrases_of: dict[Key, set[int]] = {}

    def add(self, phrase: str, key: Key) -> None:
        """Add a phrase: words between blanks, `*` at an end of one for any ending."""
        words = _split_phrase(phrase)
        first = words[0]
        table = self._by_stem if first.endswith("*") else self._by_first
        phrases = table.setdefault(first.rstrip("*"), {})
        number = phrases.setdefault(tuple(words[1:]), len(self.keys_of))
        if number == len(self.keys_of):
            self.keys_of.append(set())
        self.keys_of[number].add(key)
        self.phrases_of.setdefault(key, set()).add(number)

    def _candidates(self, word: str) -> Candidates:
        phrases = list(self._by_first.get(word, {}).items())
        for size in range(2, min(len(word), 20) + 1):
            phrases += self._by_stem.get(word[:size], {}).items()
        known = Candidates([], {}, [])
        for rest, number in phrases:
            if not rest:
                known.alone.append(number)
            elif rest[0].endswith("*"):
                known.by_stem.append((rest, number))
            else:
                known.by_next.setdefault(rest[0], []).append((rest[1:], number))
        if len(self._memo) < 50_000:  # a page of nonsense must not fill the memory
            self._memo[word] = known
        return known

    def scan(self, words: list[str]) -> Found:
        """Where each phrase occurs: (first word, one past the last), in order."""
        hits: list[tuple[int, Span]] = []
        memo, n = self._memo, len(words)
        for i, word in enumerate(words):
            known = memo.get(word) or self._candidates(word)
            alone, by_next, by_stem = known
            for number in alone:
                hits.append((number, (i, i + 1)))
            if i + 1 == n:
                break
            if by_next:
                for rest, number in by_next.get(words[i + 1], ()):
                    end = _end_of(words, i + 2, rest)
                    if end:
                        hits.append((number, (i, end)))
            for rest, number in by_stem:
                end = _end_of(words, i + 1, rest)
                if end:
                    hits.append((number, (i, end)))
        spans: dict[int, list[Span]] = {}
        for number, span in hits:
            spans.setdefault(number, []).append(span)
        return Found(self, spans)


class Candidates(NamedTuple):
    """Phrases that begin with one word: by themselves, by the next word, by its stem."""

    alone: list[int]
    by_next: dict[str, list[tuple[tuple[str, ...], int]]]
    by_stem: list[tuple[tuple[str, ...], int]]


def _end_of(words: list[str], begin: int, rest: tuple[str, ...]) -> int:
    """One past the last word of a phrase whose rest stands at `begin`; 0 if it does not."""
    end = begin + len(rest)
    if end > len(words):
        return 0
    for word, piece in zip(words[begin:end], rest, strict=True):
        if word != piece and not (piece[-1] == "*" and word.startswith(piece[:-1])):
            return 0
    return end


class Found:
    """Phrases found in one sentence: which keys are there, and where."""

    def __init__(self, finder: PhraseFinder, spans: dict[int, list[Span]]) -> None:
        self._finder, self._spans = finder, spans
        self.keys: set[Key] = set().union(*map(finder.keys_of.__getitem__, spans))
        self._by_key: dict[Key, list[Span]] = {}
        self._numbers = set(spans)
        self.walls: list[int] | None = None

    def spans(self, key: Key) -> list[Span]:
        """Places of a key that was found, in order."""
        known = self._by_key.get(key)
        if known is None:
            numbers = self._finder.phrases_of[key] & self._numbers
            if len(numbers) == 1:
                known = self._spans[numbers.pop()]
            else:
                known = [span for number in numbers for span in self._spans[number]]
                known.sort()
            self._by_key[key] = known
        return known


def _split_phrase(phrase: str) -> list[str]:
    words: list[str] = []
    for piece in fold(phrase).split():
        found = split_words(piece.rstrip("*"))[0]
        words += [*found[:-1], found[-1] + "*"] if piece.endswith("*") else found
    return words


@dataclass(frozen=True, slots=True)
class Pattern:
    """Keys that must follow one another, with the gap (in words) allowed before each."""

    keys: tuple[Key, ...]
    gaps: tuple[int, ...]
    row: int
    needed: frozenset[Key]

    def match(self, found: Found, walls: list[int]) -> list[Span]:
        """Spans of the pattern, shortest reading from each start; no gap crosses a wall."""
        spans = found.spans(self.keys[0])
        for key, gap in zip(self.keys[1:], self.gaps[1:], strict=True):
            longer = []
            following = found.spans(key)
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

    def __init__(self, name: str, classes: dict[str, list[str]], finder: PhraseFinder) -> None:
        self.name = name
        self.rows = read_dictionary(name)
        self._finder, self._classes = finder, classes
        self._by_key: dict[Key, list[Pattern]] = {}
        self._sizes: dict[Key, int] = {}
        for number, row in enumerate(self.rows):
            for pattern in self._compile(row["pattern"], number):
                # The key with the fewest terms decides whether to look further.
                rarest = min(pattern.keys, key=self._sizes.__getitem__)
                self._by_key.setdefault(rarest, []).append(pattern)

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
        return Pattern(tuple(keys), tuple(gaps), row, frozenset(keys))

    def _key(self, piece: str) -> str:
        """The key of an element; its phrases become known to the finder."""
        if piece in self._sizes:
            return piece
        terms: list[str] = []
        for part in piece.split("|"):
            terms += self._classes[part.strip("{}")] if part.startswith("{") else [part]
        for term in terms:
            self._finder.add(term.replace("_", " "), piece)
        # Words that stand in every sentence decide nothing.
        n_common = len(load_words("lexicon.common") & set(terms))
        self._sizes[piece] = len(terms) + 1_000 * n_common
        return piece

    def search(self, sentence: Sentence) -> list[tuple[int, int, int]]:
        """(row, first word, one past the last word) of each match, in order of the text."""
        found = _look_up(sentence)
        hits: list[tuple[int, int, int]] = []
        by_key = self._by_key
        for key in found.keys & by_key.keys():
            for pattern in by_key[key]:
                if not pattern.needed <= found.keys:
                    continue
                if found.walls is None:
                    marks = load_words("lexicon.walls")  # another clause begins there
                    found.walls = [i for i, word in enumerate(sentence.words) if word in marks]
                for a, b in pattern.match(found, found.walls):
                    hits.append((pattern.row, a, b))
        if len(hits) > 1:
            hits.sort(key=lambda h: (h[1], -h[2], h[0]))
        return hits


PATTERN_FILES = ("event_patterns.csv", "exclusions.csv", "cues.csv", "statement_patterns.csv")
TERM_FILES = {"actors.csv": "terms", "speakers.csv": "terms", "places.csv": "aliases",
              "themes.csv": "terms"}  # fmt: skip


@cache
def _shared() -> tuple[PhraseFinder, dict[str, PatternBook], dict[str, set[Key]]]:
    """One finder for all dictionaries, so that a sentence is walked once; compiled once."""
    finder, classes = PhraseFinder(), load_classes()
    books = {name: PatternBook(name, classes, finder) for name in PATTERN_FILES}
    rows: dict[str, set[Key]] = {}
    for name, column in TERM_FILES.items():
        table = read_dictionary(name)
        rows[name] = {(name, number) for number in range(len(table))}
        for number, row in enumerate(table):
            for term in row[column].split(";"):
                finder.add(term, (name, number))
    return finder, books, rows


def _look_up(sentence: Sentence) -> Found:
    """All phrases of a sentence, looked up once."""
    if sentence.found is None:
        sentence.found = _shared()[0].scan(sentence.words)
    return sentence.found


def find_phrases(sentence: Sentence, name: str) -> dict[int, list[Span]]:
    """Where the rows of a dictionary of terms occur in a sentence, by row number.

    >>> from peninsula.coding.sentences import make_sentence
    >>> list(find_phrases(make_sentence("Talks on sanctions", 0, 0), "themes.csv").values())
    [[(2, 3)], [(0, 1)]]
    """
    found = _look_up(sentence)
    return {key[1]: found.spans(key) for key in sorted(found.keys & _shared()[2][name])}


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


def load_patterns(name: str) -> PatternBook:
    """The patterns of a dictionary file."""
    return _shared()[1][name]
