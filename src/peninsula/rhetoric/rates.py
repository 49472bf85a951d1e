"""Theme rates per 10,000 words, with intervals that allow for words coming in documents."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy import stats

from peninsula.rhetoric.calendar import find_period, list_periods
from peninsula.rhetoric.checks import check_theme_counts

WORDS_PER_RATE = 10_000
# Fewer neighbours than this say too little about how far two texts of one time differ.
MIN_ROWS = 5


def estimate_dispersion(n: np.ndarray, n_tokens: np.ndarray) -> float:
    """How many times the Poisson variance the counts of neighbouring rows show; at least 1.

    The squared difference of neighbours is held against what Poisson counts at one rate would
    give, so that a slow change over the years is not taken for noise (Rice's difference
    estimator, 1984).

    Parameters
    ----------
    n, n_tokens : array
        Occurrences and words of each document or month, in order of time.

    Returns
    -------
    float
        1 for Poisson counts; nan with fewer than five rows.

    Examples
    --------
    >>> estimate_dispersion(np.array([10, 10, 10, 10, 10]), np.full(5, 1000))
    1.0
    >>> round(estimate_dispersion(np.array([5, 25, 5, 25, 5]), np.full(5, 1000)), 1)
    15.4
    """
    if len(n) < MIN_ROWS:
        return float("nan")
    if n.sum() == 0:
        return 1.0
    pooled = n.sum() / n_tokens.sum()
    squared = np.diff(n / n_tokens) ** 2
    expected = pooled * (1 / n_tokens[:-1] + 1 / n_tokens[1:])
    return float(max(1.0, (squared / expected).mean()))


def count_interval(n, dispersion, level: float = 0.95) -> tuple[np.ndarray, np.ndarray]:
    """Interval for a mean count whose variance is `dispersion` times the Poisson variance.

    Exact Poisson limits of the effective count n / dispersion, scaled back; at dispersion 1 it is
    the exact (Garwood) interval, and a count of zero keeps an upper limit.

    Parameters
    ----------
    n, dispersion : array or float
        Counts, and the factor from :func:`estimate_dispersion`; nan gives nan.
    level : float
        Coverage aimed at.

    Returns
    -------
    tuple of array
        Lower and upper limit, in counts.

    Examples
    --------
    >>> [limit.round(2).item() for limit in count_interval(15, 1.0)]
    [8.4, 24.74]
    """
    effective = np.asarray(n, dtype=float) / dispersion
    tail = (1 - level) / 2
    lower = np.where(effective > 0, stats.chi2.ppf(tail, 2 * effective) / 2, 0.0)
    upper = stats.chi2.ppf(1 - tail, 2 * effective + 2) / 2
    return np.where(np.isnan(effective), np.nan, lower) * dispersion, upper * dispersion


def theme_rates(theme_counts: pd.DataFrame, freq: str = "YS", level: float = 0.95) -> pd.DataFrame:
    """Rate of each theme in each corpus and period; a period without text is a blank row.

    Parameters
    ----------
    theme_counts : DataFrame
        One theme in one corpus in one document or month, columns as `texts/theme_counts.csv`.
    freq : str
        Pandas offset of the periods: `YS`, `MS`, `QS`, `5YS`. Periods of several years are
        counted from the first year of the corpus.
    level : float
        Coverage of the intervals.

    Returns
    -------
    DataFrame
        `corpus_id`, `theme`, `period_start`, `n`, `n_tokens`, `n_documents`, `n_rows` (documents
        or months with text), `rate` (per 10,000 words), `lower`, `upper`, `dispersion`. Counts and
        rates are blank where the corpus has no text.

    Raises
    ------
    ValueError
        If a row counts words in no text.

    Notes
    -----
    The dispersion is estimated once for a theme in a corpus, between neighbouring documents (or
    months), since one speech cannot say how far two speeches of the same year would differ. With
    fewer than five rows the interval is blank.

    Examples
    --------
    >>> counts = pd.DataFrame({"corpus_id": "c", "theme": "peace", "n": [4, 6], "n_documents": 1,
    ...     "period_start": pd.to_datetime(["2001-01-01", "2003-01-01"]), "n_tokens": 2000})
    >>> theme_rates(counts)[["period_start", "rate"]]
      period_start  rate
    0   2001-01-01  20.0
    1   2002-01-01   NaN
    2   2003-01-01  30.0
    """
    check_theme_counts(theme_counts)
    if theme_counts.empty:
        return theme_counts.reindex(columns=_COLUMNS)
    parts = [
        _rates_of_corpus(rows, freq, level).assign(corpus_id=corpus_id)
        for corpus_id, rows in theme_counts.groupby("corpus_id", observed=True)
    ]
    return pd.concat(parts, ignore_index=True)[_COLUMNS]


_COLUMNS = [
    "corpus_id", "theme", "period_start", "n", "n_tokens", "n_documents", "n_rows",
    "rate", "lower", "upper", "dispersion",
]  # fmt: skip


def _rates_of_corpus(rows: pd.DataFrame, freq: str, level: float) -> pd.DataFrame:
    rows = rows.assign(theme=rows["theme"].astype("str")).sort_values(["theme", "period_start"])
    starts = list_periods(rows["period_start"], freq)
    dispersion = pd.Series(
        {
            theme: estimate_dispersion(one["n"].to_numpy(float), one["n_tokens"].to_numpy(float))
            for theme, one in rows.groupby("theme")
        }
    )
    binned = rows.assign(period_start=find_period(rows["period_start"], starts))
    table = binned.groupby(["theme", "period_start"]).agg(
        n=("n", "sum"),
        n_tokens=("n_tokens", "sum"),
        n_documents=("n_documents", "sum"),
        n_rows=("n", "size"),
    )
    calendar = pd.MultiIndex.from_product([dispersion.index, starts], names=table.index.names)
    table = table.reindex(calendar).astype("Int64").reset_index()
    table = table.assign(dispersion=table["theme"].map(dispersion))
    n, per = table["n"].astype("float64"), WORDS_PER_RATE / table["n_tokens"].astype("float64")
    lower, upper = count_interval(n.to_numpy(), table["dispersion"].to_numpy(), level)
    return table.assign(rate=n * per, lower=lower * per, upper=upper * per)


def describe_corpora(theme_counts: pd.DataFrame) -> pd.DataFrame:
    """Span and size of every corpus measured.

    Parameters
    ----------
    theme_counts : DataFrame
        Columns as `texts/theme_counts.csv`.

    Returns
    -------
    DataFrame
        Indexed by `corpus_id`: `first`, `last` (month, or day of a document), `n_documents`,
        `n_tokens` (words).

    Examples
    --------
    >>> counts = pd.DataFrame({"corpus_id": "c", "theme": ["peace", "war"], "n": [4, 6],
    ...     "period_start": pd.to_datetime("2001-01-01"), "n_tokens": 2000, "n_documents": 1})
    >>> describe_corpora(counts)[["n_documents", "n_tokens"]]
               n_documents  n_tokens
    corpus_id
    c                    1      2000
    """
    texts = theme_counts.drop_duplicates(["corpus_id", "period_start"])
    return texts.groupby("corpus_id").agg(
        first=("period_start", "min"),
        last=("period_start", "max"),
        n_documents=("n_documents", "sum"),
        n_tokens=("n_tokens", "sum"),
    )
