"""Reads the dictionary files: CSV tables that a Korea specialist can read and extend."""

from __future__ import annotations

import csv
from functools import cache
from importlib import resources


def read_dictionary(name: str) -> list[dict[str, str]]:
    """Rows of one dictionary file; lines that begin with `#` are remarks.

    >>> sorted(read_dictionary("classes.csv")[0])
    ['class', 'term']
    """
    text = resources.files("peninsula.coding.dictionaries").joinpath(name).read_text("utf-8")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    rows = []
    for row in csv.DictReader(lines):
        if None in row or None in row.values():
            raise ValueError(f"{name}: this line has too many or too few fields: {row}")
        rows.append({k: v.strip() for k, v in row.items()})
    return rows


@cache
def _word_lists() -> dict[str, frozenset[str]]:
    return {r["list"]: frozenset(r["words"].split()) for r in read_dictionary("words.csv")}


def load_words(name: str) -> frozenset[str]:
    """One of the short word lists in `words.csv`.

    >>> "after" in load_words("lexicon.walls")
    True
    """
    return _word_lists()[name]
