"""Sentences that were copied: eight words in a row that a source also has."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from evidence.sources import SourceRow
from evidence.tables import Row

RUN = 8


def split_words(text: str) -> list[str]:
    """Words in lower case, without punctuation.

    >>> split_words("Kim's 2nd test, at Sohae.")
    ['kim', 's', '2nd', 'test', 'at', 'sohae']
    """
    return re.findall(r"\w+", text.lower())


def list_runs(text: str, length: int = RUN) -> Iterator[tuple[str, ...]]:
    """Every run of that many words."""
    words = split_words(text)
    return zip(*(words[i:] for i in range(length)), strict=False)


def index_runs(sources: Iterable[SourceRow]) -> dict[tuple[str, ...], str]:
    """The first source row that holds each run of words."""
    index: dict[tuple[str, ...], str] = {}
    for row in sources:
        for run in list_runs(row.text):
            index.setdefault(run, f"{row.source} {row.source_key}")
    return index


def find_copies(
    rows: Iterable[Row], key: str, column: str, index: dict[tuple[str, ...], str]
) -> list[str]:
    """Rows of ours that share a run of words with a source."""
    faults = []
    for row in rows:
        shared = next((run for run in list_runs(row[column]) if run in index), None)
        if shared:
            faults.append(f"{row[key]}: {column} shares “{' '.join(shared)}” with {index[shared]}")
    return faults
