"""Who acts on whom: states and bodies in a sentence, and their part in an event."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from peninsula.coding.dictionary_files import load_words, read_dictionary
from peninsula.coding.lexicon import find_phrases
from peninsula.coding.sentences import Sentence

CLAUSE_MARKS = frozenset([",", ";", '"', "(", ")", ":"])
_MILITARY = ("military_exercise", "military_deployment", "missile_ballistic", "missile_cruise")
# Adjectives of these alone do not make a third party of a meeting.
ALLIES = {"KOR", "USA", "JPN"}


@dataclass(frozen=True, slots=True)
class ActorMention:
    """A state or body named in a sentence, by its words."""

    code: str
    rank: int
    first: int
    last: int


@cache
def _rows() -> list[tuple[str, int]]:
    return [(row["code"], int(row["rank"])) for row in read_dictionary("actors.csv")]


def find_actors(sentence: Sentence) -> list[ActorMention]:
    """States and bodies named in a sentence, longest names first, in order, no overlaps.

    >>> from peninsula.coding.sentences import make_sentence
    >>> [a.code for a in find_actors(make_sentence("Seoul warned North Korea", 0, 0))]
    ['KOR', 'PRK']
    """
    if sentence.actors is not None:
        return sentence.actors
    rows = _rows()
    places = find_phrases(sentence, "actors.csv").items()
    spans = [(a, b, key) for key, found in places for a, b in found]
    spans.sort(key=lambda s: (s[0], -s[1]))
    actors, free = [], 0
    for first, last, key in spans:
        if first < free or not _is_name(sentence, first, last):
            continue
        actors.append(ActorMention(*rows[key], first, last))
        free = last
    sentence.actors = actors
    return actors


_LOWER_OK = frozenset(["the north", "the south", "activists", "activist", "defectors"])


def _is_name(sentence: Sentence, first: int, last: int) -> bool:
    """Whether "us", "south" and the like are meant as names: they stand in capitals."""
    if first and sentence.words[first - 1] in ("anti", "pro"):
        return False
    if first and sentence.words[first - 1] == "national" and sentence.words[first] == "security":
        return False
    if last - first > 1:
        word = sentence.words[last - 1]
        if word not in ("north", "south"):
            return True
        begin = sentence.spans[last - 1][0]
        after = sentence.words[last] if last < len(sentence.words) else ""
        return sentence.text[begin].isupper() and after not in _COMPASS
    begin, end = sentence.spans[first]
    piece, word = sentence.text[begin:end], sentence.words[first]
    if word in ("us", "un", "uk", "eu", "gur", "nk", "sk", "nis", "rok"):
        return piece.isupper()
    if word in ("north", "south"):
        after = sentence.words[last] if last < len(sentence.words) else ""
        return piece[0].isupper() and after not in _COMPASS
    return piece[0].isupper() or word in _LOWER_OK


_COMPASS = load_words("actors.compass")


def find_doer(
    sentence: Sentence, actors: list[ActorMention], first: int, last: int
) -> ActorMention | None:
    """Who does what the words first..last say: the last name before, or one after "by"."""
    for actor in actors:
        between = sentence.words[last - 1 : actor.first]
        if last <= actor.first <= last + 6 and "by" in between and "of" not in between[1:]:
            return actor
    before = [a for a in actors if a.last <= first]
    inside = [a for a in actors if first <= a.first < last]
    if before and first and sentence.words[first - 1] in ("who", "which", "that"):
        return before[-1]
    subject = _subject(sentence, before, first) if before else None
    return subject or (inside[0] if inside else None)


def _subject(sentence: Sentence, before: list[ActorMention], first: int) -> ActorMention | None:
    """The nearest name, unless a preposition makes it a place or an object."""
    for actor in reversed(before):
        prior = sentence.words[actor.first - 1] if actor.first else ""
        if prior == "the" and actor.first > 1:
            prior = sentence.words[actor.first - 2]
        possessive = actor.last < len(sentence.words) and sentence.words[actor.last] == "'s"
        if prior in ("against", "toward", "towards", "into", "over", "in", "near", "on",
                     "at", "to", "off", "with", "across") and not possessive:  # fmt: skip
            continue
        return actor
    return None


def join_codes(codes: set[str]) -> str:
    """Several actors as one code, in alphabetical order.

    >>> join_codes({"USA", "KOR"})
    'KOR+USA'
    """
    parts = {part for code in codes for part in code.split("+")}
    return "+".join(sorted(parts, key=lambda p: (p == "activists", p)))


def partners(sentence: Sentence, actors: list[ActorMention], doer: ActorMention) -> set[str]:
    """The doer and those joined to it by "and" or a comma: South Korea and the United States."""
    codes, index = {doer.code}, actors.index(doer)
    left = doer
    for other in reversed(actors[:index]):
        if not _joined(sentence.words[other.last : left.first]):
            break
        codes.add(other.code)
        left = other
    right = doer
    for other in actors[index + 1 :]:
        if not _joined(sentence.words[right.last : other.first]):
            break
        codes.add(other.code)
        right = other
    return codes


def _joined(between: list[str]) -> bool:
    return len(between) <= 3 and all(w in ("and", ",", "the", "&", "with", "-") for w in between)
