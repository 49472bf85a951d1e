"""Themes of a sentence, from the terms in `dictionaries/themes.csv`."""

from __future__ import annotations

from functools import cache

from peninsula.coding.dictionary_files import read_dictionary
from peninsula.coding.lexicon import PhraseFinder
from peninsula.coding.sentences import Sentence


@cache
def _finder() -> PhraseFinder:
    finder = PhraseFinder()
    for row in read_dictionary("themes.csv"):
        for term in row["terms"].split(";"):
            finder.add(term, row["theme"])
    return finder


def find_themes(sentence: Sentence) -> str | None:
    """Themes named in a sentence, in alphabetical order, `;` between; None if none.

    >>> from peninsula.coding.sentences import make_sentence
    >>> find_themes(make_sentence("He spoke of sanctions and missiles.", 0, 0))
    'missile;sanctions'
    """
    return ";".join(sorted(_finder().scan(sentence.words))) or None
