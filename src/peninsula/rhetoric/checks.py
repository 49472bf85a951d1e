"""Faults of texts and statements, named before anything is counted."""

from __future__ import annotations

import pandas as pd


def _blank(column: pd.Series) -> pd.Series:
    return column.isna() | (column.astype("str").str.strip() == "")


def check_documents(documents: pd.DataFrame) -> None:
    """Raise if a document has no date, no words or no language, or if an id stands twice.

    Parameters
    ----------
    documents : DataFrame
        Columns `document_id`, `document_date`, `language`, `n_tokens`.

    Raises
    ------
    ValueError
        Naming every fault and document.

    Examples
    --------
    >>> check_documents(pd.DataFrame({"document_id": ["a"], "document_date": ["2019-01-01"],
    ...                               "language": ["en"], "n_tokens": [0]}))
    Traceback (most recent call last):
        ...
    ValueError: document without words: a
    """
    n_tokens = pd.to_numeric(documents["n_tokens"])
    faults = {
        "without date": _blank(documents["document_date"]),
        "without words": n_tokens.isna() | (n_tokens <= 0),
        "without language": _blank(documents["language"]),
        "listed twice": documents["document_id"].duplicated(),
    }
    _raise_faults("document", documents["document_id"], faults)


def check_theme_counts(theme_counts: pd.DataFrame) -> None:
    """Raise if a period has no text, more hits than words, or one theme twice.

    Parameters
    ----------
    theme_counts : DataFrame
        Columns `corpus_id`, `period_start`, `theme`, `n`, `n_tokens`, `n_documents`.

    Raises
    ------
    ValueError
        Naming corpus, period and theme. A period without text is left out of the table, not
        entered with zero words: a gap is no zero.

    Examples
    --------
    >>> check_theme_counts(pd.DataFrame({"corpus_id": ["c"], "period_start": ["1957-01-01"],
    ...     "theme": ["peace"], "n": [0], "n_tokens": [0], "n_documents": [0]}))
    Traceback (most recent call last):
        ...
    ValueError: period with no text: c 1957-01-01 peace
    """
    keys = ["corpus_id", "period_start", "theme"]
    faults = {
        "with no text": (theme_counts["n_tokens"] <= 0) | (theme_counts["n_documents"] <= 0),
        "with more hits than words": theme_counts["n"] > theme_counts["n_tokens"].clip(lower=1),
        "listed twice": theme_counts.duplicated(keys),
    }
    at_fault = pd.concat(faults, axis=1).any(axis=1)
    # Names are made for the rows at fault only: thousands of joined strings take a second.
    rows = theme_counts.loc[at_fault, keys].astype("str").apply(" ".join, axis=1)
    _raise_faults("period", rows, {fault: mask[at_fault] for fault, mask in faults.items()})


def check_statements(
    statements: pd.DataFrame, documents: pd.DataFrame, articles: pd.DataFrame
) -> None:
    """Raise if a statement points to no document or article, or to one that is not there.

    Parameters
    ----------
    statements : DataFrame
        Columns `statement_id`, `document_id`, `article_id`.
    documents, articles : DataFrame
        The tables pointed to, by `document_id` and `article_id`.

    Raises
    ------
    ValueError
        Naming every statement at fault.

    Examples
    --------
    >>> nowhere = pd.DataFrame({"statement_id": ["s1"], "document_id": [None],
    ...                         "article_id": [None]}, dtype="str")
    >>> check_statements(nowhere, pd.DataFrame({"document_id": []}),
    ...                  pd.DataFrame({"article_id": []}))
    Traceback (most recent call last):
        ...
    ValueError: statement pointing nowhere: s1
    """
    no_document = _blank(statements["document_id"])
    no_article = _blank(statements["article_id"])
    known_document = statements["document_id"].isin(documents["document_id"])
    known_article = statements["article_id"].isin(articles["article_id"])
    faults = {
        "pointing nowhere": no_document & no_article,
        "pointing to an unknown document": ~no_document & ~known_document,
        "pointing to an unknown article": ~no_article & ~known_article,
    }
    _raise_faults("statement", statements["statement_id"], faults)


def _raise_faults(thing: str, names, faults: dict[str, pd.Series]) -> None:
    messages = [
        f"{thing} {fault}: {', '.join(pd.Series(names)[mask.to_numpy()].astype('str'))}"
        for fault, mask in faults.items()
        if mask.any()
    ]
    if messages:
        raise ValueError("; ".join(messages))
