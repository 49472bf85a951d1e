"""Themes as lists of terms, found in texts by one pass over their words.

At every word the longest term that starts there wins and its words are used up, so that
"nuclear deterrent" counts for deterrence alone and no word counts twice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import NamedTuple

import pandas as pd

from peninsula.rhetoric.words import tokenize


class Term(NamedTuple):
    """A term as the sequence of words it is searched by."""

    words: tuple[str, ...]
    theme: str
    term: str


TermIndex = dict[str, tuple[Term, ...]]


def list_terms(themes: pd.DataFrame) -> pd.DataFrame:
    """One row a term: columns `theme`, `language`, `term`.

    Examples
    --------
    >>> table = pd.DataFrame({"theme": ["peace"], "language": ["en"], "terms": ["peace; treaty"]})
    >>> list_terms(table)["term"].tolist()
    ['peace', 'treaty']
    """
    terms = themes.assign(term=themes["terms"].fillna("").str.split(";")).explode("term")
    terms = terms.assign(term=terms["term"].str.strip())
    return terms.loc[terms["term"] != "", ["theme", "language", "term"]].reset_index(drop=True)


def check_themes(themes: pd.DataFrame) -> None:
    """Raise if a theme has no terms, or a term stands twice in one language.

    Parameters
    ----------
    themes : DataFrame
        Columns `theme`, `language`, `terms` (`;` between).

    Raises
    ------
    ValueError
        Naming every theme and term at fault.

    Examples
    --------
    >>> check_themes(pd.DataFrame({"theme": ["peace"], "language": ["en"], "terms": [""]}))
    Traceback (most recent call last):
        ...
    ValueError: theme without terms: peace (en)
    """
    terms = list_terms(themes)
    with_terms = set(zip(terms["theme"], terms["language"], strict=True))
    faults = [
        f"theme without terms: {theme} ({language})"
        for theme, language in zip(themes["theme"], themes["language"], strict=True)
        if (theme, language) not in with_terms
    ]
    for (language, term), rows in terms.groupby(["language", "term"]):
        if len(rows) > 1:
            faults.append(f"term twice: {term!r} ({language}) in {', '.join(rows['theme'])}")
    if faults:
        raise ValueError("; ".join(faults))


def build_term_index(
    themes: pd.DataFrame,
    language: str = "en",
    split: Callable[[str], list[str]] = tokenize,
) -> TermIndex:
    """Terms of one language by their first word, the longest first.

    Parameters
    ----------
    themes : DataFrame
        Columns `theme`, `language`, `terms`.
    language : str
        ISO 639-1 code, `en` or `ko`.
    split : callable
        Text to words: the same function that splits the documents.

    Returns
    -------
    dict
        First word to the terms that start with it.

    Raises
    ------
    ValueError
        If the lists are at fault, if the language has none, or if two themes share a term once
        it is split into words.

    Examples
    --------
    >>> themes = pd.DataFrame({"theme": ["nuclear", "deterrence"], "language": "en",
    ...                        "terms": ["nuclear", "nuclear deterrent"]})
    >>> [term.term for term in build_term_index(themes)["nuclear"]]
    ['nuclear deterrent', 'nuclear']
    """
    check_themes(themes)
    terms = list_terms(themes.loc[themes["language"] == language])
    if terms.empty:
        raise ValueError(f"no themes in language {language!r}")
    found: dict[tuple[str, ...], Term] = {}
    for theme, term in zip(terms["theme"], terms["term"], strict=True):
        words = tuple(split(term))
        if not words:
            raise ValueError(f"term without words: {term!r} in {theme}")
        earlier = found.setdefault(words, Term(words, theme, term))
        if earlier.theme != theme:
            raise ValueError(f"term twice: {term!r} in {earlier.theme}, {theme}")
    index: dict[str, list[Term]] = {}
    for words, term in sorted(found.items(), key=lambda item: (-len(item[0]), item[0])):
        index.setdefault(words[0], []).append(term)
    return {word: tuple(starting) for word, starting in index.items()}


def count_terms(words: list[str], index: TermIndex) -> Counter[Term]:
    """How often each term occurs among the words of one text.

    Parameters
    ----------
    words : list of str
        The text, split as the index was.
    index : dict
        From :func:`build_term_index`.

    Returns
    -------
    Counter
        Term to count; a word used by one term is not counted for another.

    Examples
    --------
    >>> themes = pd.DataFrame({"theme": ["nuclear", "deterrence"], "language": "en",
    ...                        "terms": ["nuclear", "nuclear deterrent"]})
    >>> index = build_term_index(themes)
    >>> found = count_terms(tokenize("A nuclear deterrent, or a nuclear test?"), index)
    >>> sorted((term.theme, n) for term, n in found.items())
    [('deterrence', 1), ('nuclear', 1)]
    """
    found: Counter[Term] = Counter()
    skip_to = 0
    for position, word in enumerate(words):
        if position < skip_to or word not in index:
            continue
        for term in index[word]:
            end = position + len(term.words)
            if end == position + 1 or tuple(words[position:end]) == term.words:
                found[term] += 1
                skip_to = end
                break
    return found


def count_themes(documents: Iterable[tuple[object, list[str]]], index: TermIndex) -> pd.DataFrame:
    """Themes counted over a stream of documents; memory grows with periods, not with words.

    Parameters
    ----------
    documents : iterable of (period_start, words)
        Read once; one text is held at a time.
    index : dict
        From :func:`build_term_index`.

    Returns
    -------
    DataFrame
        `period_start`, `theme`, `n` (occurrences), `n_tokens` (words in the period),
        `n_documents`; every theme in every period, zeros included.

    Raises
    ------
    ValueError
        If a document has no date or no words.

    Examples
    --------
    >>> themes = pd.DataFrame({"theme": ["peace"], "language": ["en"], "terms": ["peace"]})
    >>> count_themes([("2019-01-01", ["peace", "now"])], build_term_index(themes))
      period_start  theme  n  n_tokens  n_documents
    0   2019-01-01  peace  1         2            1
    """
    counts: Counter[tuple[object, str]] = Counter()
    n_tokens: Counter[object] = Counter()
    n_documents: Counter[object] = Counter()
    for number, (period, words) in enumerate(documents, start=1):
        if pd.isna(period) or not words:
            fault = "words" if not words else "date"
            raise ValueError(f"document without {fault}: number {number} ({period})")
        n_tokens[period] += len(words)
        n_documents[period] += 1
        for term, n in count_terms(words, index).items():
            counts[period, term.theme] += n
    names = sorted({term.theme for terms in index.values() for term in terms})
    rows = [
        (period, theme, counts[period, theme], n_tokens[period], n_documents[period])
        for period in sorted(n_tokens)
        for theme in names
    ]
    table = pd.DataFrame(rows, columns=["period_start", "theme", "n", "n_tokens", "n_documents"])
    return table.assign(period_start=pd.to_datetime(table["period_start"]))
