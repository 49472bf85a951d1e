"""Themes of a sentence, from the terms in `dictionaries/themes.csv`."""

from __future__ import annotations

from functools import cache

from peninsula.coding.dictionary_files import read_dictionary
from peninsula.coding.lexicon import find_phrases
from peninsula.coding.sentences import Sentence


@cache
def _names() -> list[str]:
    return [row["theme"] for row in read_dictionary("themes.csv")]


def find_themes(sentence: Sentence) -> str | None:
    """Themes named in a sentence, in alphabetical order, `;` between; None if none.

    >>> from peninsula.coding.sentences import make_sentence
    >>> find_themes(make_sentence("He spoke of sanctions and missiles.", 0, 0))
    'missile;sanctions'
    """
    names = _names()
    return ";".join(sorted(names[n] for n in find_phrases(sentence, "themes.csv"))) or None
