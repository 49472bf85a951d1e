"""What words set one group of documents apart from another."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from peninsula.rhetoric.rates import WORDS_PER_RATE


def keyness(
    document_terms: pd.DataFrame,
    documents: pd.DataFrame,
    first: Iterable[str],
    second: Iterable[str],
    prior_words: float = 1000.0,
) -> pd.DataFrame:
    """Weighted log-odds of each term between two groups of documents.

    Log-odds ratio with an informative Dirichlet prior: Monroe, Colaresi and Quinn (2008),
    "Fightin' Words", Political Analysis 16(4), equations 16 to 22. The prior is the vocabulary of
    both groups together, weighing as much as `prior_words` words; it pulls words that are rare
    everywhere toward zero.

    Parameters
    ----------
    document_terms : DataFrame
        Columns `document_id`, `term`, `n`.
    documents : DataFrame
        Columns `document_id`, `n_tokens`: all words, those below a vocabulary cut included.
    first, second : iterable of str
        The `document_id` of each group.
    prior_words : float
        Size of the prior, in words.

    Returns
    -------
    DataFrame
        `term`, `n_first`, `n_second`, `rate_first`, `rate_second` (per 10,000 words),
        `n_documents_first`, `n_documents_second`, `log_odds` (above 0: first group), `z`; by
        falling `z`. A `z` treats words as independent: read the numbers of documents beside it.

    Raises
    ------
    ValueError
        If a group is empty, the groups share a document, or a document is unknown.

    Examples
    --------
    >>> terms = pd.DataFrame({"document_id": ["a", "a", "b", "b"], "n": [9, 1, 1, 9],
    ...                       "term": ["war", "peace", "war", "peace"]})
    >>> documents = pd.DataFrame({"document_id": ["a", "b"], "n_tokens": [10, 10]})
    >>> keyness(terms, documents, ["a"], ["b"], prior_words=2)[["term", "z"]].round(2)
        term     z
    0    war  4.16
    1  peace -4.16
    """
    first, second = list(first), list(second)
    _check_groups(documents, first, second)
    table = _count_groups(document_terms, first, second)
    words = documents.set_index("document_id")["n_tokens"].astype("float64")
    total_first, total_second = words[first].sum(), words[second].sum()
    share = (table["n_first"] + table["n_second"]) / (total_first + total_second)
    log_odds, z = weigh_log_odds(
        table["n_first"].to_numpy(float), table["n_second"].to_numpy(float),
        total_first, total_second, (prior_words * share).to_numpy(float), prior_words,
    )  # fmt: skip
    table = table.assign(
        rate_first=table["n_first"] / total_first * WORDS_PER_RATE,
        rate_second=table["n_second"] / total_second * WORDS_PER_RATE,
        log_odds=log_odds,
        z=z,
    )
    columns = ["term", "n_first", "n_second", "rate_first", "rate_second"]
    columns += ["n_documents_first", "n_documents_second", "log_odds", "z"]
    ordered = table.reset_index().sort_values(["z", "term"], ascending=[False, True])
    return ordered[columns].reset_index(drop=True)


def weigh_log_odds(n_first, n_second, total_first, total_second, prior, prior_total):
    """Log-odds ratio and z of each term under a Dirichlet prior.

    Parameters
    ----------
    n_first, n_second, prior : array
        Counts of each term in the two groups, and its prior count.
    total_first, total_second, prior_total : float
        All words of each group and of the prior.

    Returns
    -------
    tuple of array
        Log-odds ratio, and the same over its standard error.

    Examples
    --------
    >>> log_odds, z = weigh_log_odds(np.array([2.0]), np.array([1.0]), 8, 8, np.array([.5]), 4)
    >>> log_odds.round(3).item(), z.round(3).item()
    (0.611, 0.592)
    """
    first, second = n_first + prior, n_second + prior
    log_odds = np.log(first / (total_first + prior_total - first))
    log_odds = log_odds - np.log(second / (total_second + prior_total - second))
    return log_odds, log_odds / np.sqrt(1 / first + 1 / second)


def _check_groups(documents: pd.DataFrame, first: list[str], second: list[str]) -> None:
    if not first or not second:
        raise ValueError("keyness needs documents in both groups; one is empty")
    if shared := sorted(set(first) & set(second)):
        raise ValueError(f"documents in both groups: {', '.join(shared)}")
    if unknown := sorted(set(first + second) - set(documents["document_id"])):
        raise ValueError(f"documents that are not in the table: {', '.join(unknown)}")


def _count_groups(document_terms: pd.DataFrame, first: list[str], second: list[str]):
    table = pd.DataFrame(index=pd.Index([], name="term", dtype="str"))
    for name, group in (("first", first), ("second", second)):
        rows = document_terms.loc[document_terms["document_id"].isin(group)]
        counts = rows.groupby("term").agg(n=("n", "sum"), n_documents=("n", "size"))
        counts.columns = [f"n_{name}", f"n_documents_{name}"]
        table = table.join(counts, how="outer")
    return table.fillna(0).astype("int64").rename_axis("term")
