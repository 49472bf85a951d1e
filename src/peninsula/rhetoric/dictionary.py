"""Hostile against conciliatory words of a document, and a general sentiment lexicon beside it."""

from __future__ import annotations

from functools import cache
from importlib import resources

import numpy as np
import pandas as pd
from scipy import stats

from peninsula.rhetoric.themes import build_term_index, count_terms
from peninsula.rhetoric.words import split_sentences, tokenize

WORDS_PER_SCORE = 1000
# One value more or less among fewer documents than this turns a rank correlation about.
MIN_DOCUMENTS = 4


def load_tone_terms() -> pd.DataFrame:
    """The dictionary that ships with the package: our own list of hostile and conciliatory terms.

    Returns
    -------
    DataFrame
        `theme` (`hostile` or `conciliatory`), `language`, `terms` (`;` between).

    Examples
    --------
    >>> load_tone_terms()["theme"].tolist()
    ['conciliatory', 'hostile']
    """
    with resources.files(__package__).joinpath("tone_terms.csv").open(encoding="utf-8") as file:
        return pd.read_csv(file, dtype="str").rename(columns={"side": "theme"})


def dictionary_score(text: str, terms: pd.DataFrame | None = None) -> dict[str, float]:
    """Hostile and conciliatory terms of an English document, per 1,000 words.

    Parameters
    ----------
    text : str
        The document.
    terms : DataFrame, optional
        Lists of your own, columns as :func:`load_tone_terms` gives.

    Returns
    -------
    dict
        `hostile`, `conciliatory` and `balance` (conciliatory less hostile, so that a low value
        is hostile as a low tone is), each per 1,000 words.

    Raises
    ------
    ValueError
        If the document has no words.

    Examples
    --------
    >>> score = dictionary_score("They threaten war and aggression; we welcome talks.")
    >>> {side: round(value) for side, value in score.items()}
    {'hostile': 250, 'conciliatory': 250, 'balance': 0}
    """
    words = tokenize(text)
    if not words:
        raise ValueError("document without words: no score can be given")
    index = _default_index() if terms is None else build_term_index(terms)
    per = dict.fromkeys(("hostile", "conciliatory"), 0.0)
    for term, n in count_terms(words, index).items():
        per[term.theme] += n * WORDS_PER_SCORE / len(words)
    return {**per, "balance": per["conciliatory"] - per["hostile"]}


@cache
def _default_index():
    return build_term_index(load_tone_terms())


def vader_score(text: str) -> float:
    """Mean VADER compound of an English document's sentences, -1 to 1.

    A general sentiment lexicon (Hutto and Gilbert 2014), the baseline a dictionary of this field
    has to beat. Sentences are scored apart since the compound of a whole speech runs to 1 or -1.

    Parameters
    ----------
    text : str
        The document.

    Returns
    -------
    float
        Mean of the sentence compounds.

    Raises
    ------
    ValueError
        If the document has no words.

    Examples
    --------
    >>> vader_score("This is wonderful.") > 0 > vader_score("This is a horrible war.")
    True
    """
    sentences = split_sentences(text)
    if not sentences or not tokenize(text):
        raise ValueError("document without words: no score can be given")
    analyzer = _vader()
    return float(np.mean([analyzer.polarity_scores(s)["compound"] for s in sentences]))


@cache
def _vader():
    # Heavy enough to be loaded only where a text is scored.
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    return SentimentIntensityAnalyzer()


def compare_scores(
    document_scores: pd.DataFrame,
    statements: pd.DataFrame,
    level: float = 0.95,
    draws: int = 2000,
    seed: int = 1953,
) -> pd.DataFrame:
    """How well each score ranks documents by their coded tone.

    Parameters
    ----------
    document_scores : DataFrame
        Columns `document_id`, `method`, `score`.
    statements : DataFrame
        Columns `document_id`, `tone`; a document's coded tone is the mean of its statements.
    level, draws, seed : float, int, int
        Interval, bootstrap draws over documents, and the seed.

    Returns
    -------
    DataFrame
        `method`, `n_documents`, `spearman`, `lower`, `upper`; blank with fewer than four
        documents that have both.

    Examples
    --------
    >>> scores = pd.DataFrame({"document_id": list("abcd"), "method": "m", "score": [1, 2, 3, 4]})
    >>> coded = pd.DataFrame({"document_id": list("abcd"), "tone": [-3, -2, -1, 0]})
    >>> compare_scores(scores, coded, draws=50)[["method", "n_documents", "spearman"]]
      method  n_documents  spearman
    0      m            4       1.0
    """
    tone = statements.dropna(subset=["document_id", "tone"]).groupby("document_id")["tone"].mean()
    joined = document_scores.join(tone, on="document_id", how="inner").sort_values("document_id")
    rng = np.random.default_rng(seed)
    rows = [
        (method, len(rows), *_rank_correlation(rows, level, draws, rng))
        for method, rows in joined.groupby("method")
    ]
    return pd.DataFrame(rows, columns=["method", "n_documents", "spearman", "lower", "upper"])


def _rank_correlation(rows: pd.DataFrame, level: float, draws: int, rng) -> tuple:
    if len(rows) < MIN_DOCUMENTS:
        return np.nan, np.nan, np.nan
    score, tone = rows["score"].to_numpy(float), rows["tone"].to_numpy(float)
    samples = rng.integers(0, len(rows), size=(draws, len(rows)))
    tail = (1 - level) / 2
    drawn = _spearman(score[samples], tone[samples])
    lower, upper = np.nanquantile(drawn, [tail, 1 - tail])
    return float(_spearman(score[None], tone[None])[0]), lower, upper


def _spearman(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """Rank correlation of each row of one array with the same row of the other."""
    ranks = [stats.rankdata(values, axis=1) for values in (first, second)]
    one, other = (r - r.mean(axis=1, keepdims=True) for r in ranks)
    spread = np.sqrt((one**2).sum(axis=1) * (other**2).sum(axis=1))
    # A draw that repeats one document has no spread, hence no correlation.
    return (one * other).sum(axis=1) / np.where(spread > 0, spread, np.nan)
