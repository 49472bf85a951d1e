"""Text to sentences and words, each with its place in the cleaned body."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from peninsula.coding.dictionary_files import load_words

# One character for one character, so that offsets in the folded text hold in the body.
_FOLD = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "–": "-", "—": "-", "−": "-",
                       "‑": "-", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
                       "\u00a0": " ", "\u2009": " ", "\u202f": " "})  # fmt: skip
_WORD = re.compile(
    r"(?:[a-z]\.){2,}|\d+(?:[.,:]\d+)+|\w+(?:'(?!s\b)\w+)?|'s\b|[,;:()\"]|-(?=[- ])|(?<= )-"
)
_BREAK = re.compile(
    r"[.!?…][\"'”’)\]]*\s+(?=[\"'“‘(\[]*[A-Z0-9À-Þ])|\n+|(?<=[a-z\d)])\.[\"”]?(?=[A-Z][a-z]+[ ’',])"
)
_ABBREVIATIONS = load_words("sentences.abbreviations")


@dataclass(slots=True)
class Sentence:
    """One sentence of the body: its text, place and words (folded to lower case)."""

    text: str
    start: int
    number: int
    paragraph: int = 0
    words: list[str] = field(default_factory=list)
    spans: list[tuple[int, int]] = field(default_factory=list)
    folded: str = ""
    found: dict | None = None  # phrases of the dictionaries, once looked up
    actors: list | None = None  # states named, once looked up
    dates: list | None = None  # dates named, once resolved
    told: dict = field(default_factory=dict)  # whether a date is the day of the telling

    @property
    def end(self) -> int:
        """Offset in the body just past the sentence."""
        return self.start + len(self.text)


def fold(text: str) -> str:
    """Lower case with plain quotes and hyphens, of the same length as the text.

    >>> fold("Kim’s “test”")
    'kim\\'s "test"'
    """
    text = text.translate(_FOLD)
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def split_words(folded: str) -> tuple[list[str], list[tuple[int, int]]]:
    """Words and clause marks of a folded text, with their places.

    >>> split_words("the u.s. test-fired 1,200 shells, seoul's military said")[0][:5]
    ['the', 'u.s.', 'test', 'fired', '1,200']
    """
    spans = [found.span() for found in _WORD.finditer(folded)]
    return [folded[a:b] for a, b in spans], spans


def _is_abbreviation(text: str, stop: int) -> bool:
    """Whether the full stop at `stop` ends an abbreviation or an initial, not a sentence."""
    begin = stop
    while begin > 0 and stop - begin < 12 and not text[begin - 1].isspace():
        begin -= 1
    word = text[begin:stop].strip("\"'“‘(").lower()
    if word in ("u.s", "u.n", "u.k", "a.m", "p.m"):
        following = text[stop + 1 : stop + 40].split(maxsplit=1)
        return not (following and following[0] in _STARTERS)
    return word in _ABBREVIATIONS or (len(word) == 1 and word.isalpha())


MAX_LENGTH = 2_000
_STARTERS = load_words("sentences.starters")


def make_sentence(
    text: str, start: int, number: int, paragraph: int = 0, folded: str | None = None
) -> Sentence:
    """A sentence with its words split."""
    folded = fold(text) if folded is None else folded
    words, spans = split_words(folded)
    return Sentence(text, start, number, paragraph, words, spans, folded)


def split_sentences(body: str) -> list[Sentence]:
    """Sentences of a body; a line break always ends one.

    >>> [s.text for s in split_sentences("Gen. Lee spoke. The U.S. Navy agreed.")]
    ['Gen. Lee spoke.', 'The U.S. Navy agreed.']
    """
    sentences: list[Sentence] = []
    folded = fold(body)
    start = paragraph = 0
    for found in _BREAK.finditer(body):
        at_line_end = "\n" in found.group()
        if not at_line_end and body[found.start()] == "." and _is_abbreviation(body, found.start()):
            continue
        stop = found.start() + len(found.group().rstrip())
        _append(sentences, body, folded, start, stop, paragraph)
        start, paragraph = found.end(), paragraph + at_line_end
    _append(sentences, body, folded, start, len(body), paragraph)
    return sentences


def _append(
    sentences: list[Sentence], body: str, folded: str, start: int, stop: int, paragraph: int
) -> None:
    """Add body[start:stop], without white space around it, if anything is left."""
    while stop - start > MAX_LENGTH:  # no sentence is that long: cut, so that work stays linear
        cut = body.rfind(" ", start, start + MAX_LENGTH) + 1 or start + MAX_LENGTH
        _append(sentences, body, folded, start, cut, paragraph)
        start = cut
    piece = body[start:stop]
    stripped = piece.strip()
    if stripped:
        begin = start + len(piece) - len(piece.lstrip())
        low = folded[begin : begin + len(stripped)]
        sentences.append(make_sentence(stripped, begin, len(sentences), paragraph, low))
