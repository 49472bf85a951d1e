"""Simple answers that the coder is measured against: keywords for events, constants for tone."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path

from peninsula.coding.dates import find_dates
from peninsula.coding.dictionary_files import read_dictionary
from peninsula.coding.page import read_page
from peninsula.coding.sentences import Sentence, make_sentence, split_sentences


def keywords() -> dict[str, list[list[str]]]:
    """Words of each event type that a plain keyword search would look for.

    >>> keywords()["nuclear_test"]
    [['nuclear', 'test']]
    """
    rows = read_dictionary("keywords.csv")
    return {r["event_type"]: [k.split() for k in r["keywords"].split(";")] for r in rows}


def code_by_keyword(path: Path, gold: dict) -> dict:
    """Every type whose keyword stands on the page, on the day of publication."""
    return {"events": list(_events(path, gold, nearest=False)), "statements": []}


def code_by_keyword_and_weekday(path: Path, gold: dict) -> dict:
    """Every type whose keyword stands on the page, on the weekday nearest to it."""
    return {"events": list(_events(path, gold, nearest=True)), "statements": []}


def _events(path: Path, gold: dict, nearest: bool) -> Iterable[dict]:
    page = read_page(path, published=gold["published"])
    sentences = split_sentences(page.body)
    if page.headline:
        sentences.insert(0, make_sentence(page.headline, 0, -1))
    for event_type, phrases in keywords().items():
        place = next((i for i, s in enumerate(sentences) if _holds(s, phrases)), None)
        if place is None:
            continue
        day = _nearest_weekday(sentences, place, page.published) if nearest else page.published
        yield {
            "event_type": event_type,
            "event_date": day.isoformat() if day else None,
            "mention": "main",
        }


def _holds(sentence: Sentence, phrases: list[list[str]]) -> bool:
    """Whether all words of a keyword stand in the sentence, in any form."""
    return any(all(any(w.startswith(k) for w in sentence.words) for k in p) for p in phrases)


def _nearest_weekday(sentences: list[Sentence], place: int, published: date | None) -> date | None:
    """The latest such weekday on or before publication, of the sentence nearest to a place."""
    for i in sorted(range(len(sentences)), key=lambda i: (abs(i - place), i)):
        for day in find_dates(sentences[i], published):
            if day.form == "weekday" and day.date:
                return day.date
    return published


def constant_tone(evidence: str) -> int:
    """Always hostile: the answer that seven statements in eight bear out."""
    return -1


def vader_tone(evidence: str) -> int:
    """Sign of a general sentiment lexicon (VADER; Hutto and Gilbert 2014), as -1, 0 or 1.

    >>> vader_tone("We welcome this wonderful offer of peace.")
    1
    """
    compound = _analyzer().polarity_scores(evidence)["compound"]
    return int(compound > 0.05) - int(compound < -0.05)


@cache
def _analyzer():
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    return SentimentIntensityAnalyzer()
