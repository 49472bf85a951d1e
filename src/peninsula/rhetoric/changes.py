"""Did a theme change at a date, and is that more than texts change at any other date?"""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy import stats

from peninsula.rhetoric.checks import check_theme_counts
from peninsula.rhetoric.rates import WORDS_PER_RATE, estimate_dispersion


def rate_change(
    theme_counts: pd.DataFrame,
    corpus_id: str,
    split: str | pd.Timestamp,
    n_before: int,
    n_after: int,
    level: float = 0.95,
) -> pd.DataFrame:
    """Rate of each theme in the texts after a date over the rate in those before it.

    Parameters
    ----------
    theme_counts : DataFrame
        Columns as `texts/theme_counts.csv`.
    corpus_id : str
        The corpus.
    split : str or Timestamp
        First day of "after".
    n_before, n_after : int
        How many documents (or months) on each side.
    level : float
        Coverage of the interval of the ratio.

    Returns
    -------
    DataFrame
        `theme`, `rate_before`, `rate_after` (per 10,000 words), `ratio`, `lower`, `upper`,
        `n_placebos` (other dates of the corpus with as many texts on each side) and
        `placebo_share` (those at which the theme changed as much, up or down). Half a hit is
        added to each side, so that a theme that falls silent has a ratio.

    Raises
    ------
    ValueError
        If the corpus is unknown or has not enough texts on a side.

    Examples
    --------
    >>> counts = pd.DataFrame({"corpus_id": "c", "theme": "peace", "n": [9, 9, 9, 9, 9, 0],
    ...     "n_documents": 1, "n_tokens": 1000,
    ...     "period_start": pd.date_range("2001-01-01", periods=6, freq="YS")})
    >>> change = rate_change(counts, "c", "2006-01-01", n_before=3, n_after=1)
    >>> change[["rate_before", "rate_after", "placebo_share"]]
       rate_before  rate_after  placebo_share
    0         90.0         0.0            0.0
    """
    check_theme_counts(theme_counts)
    corpus = theme_counts.loc[theme_counts["corpus_id"] == corpus_id]
    if corpus.empty:
        raise ValueError(f"no texts in corpus {corpus_id!r}")
    rows = [
        (theme, *_change_of_one(group, pd.Timestamp(split), n_before, n_after, level))
        for theme, group in corpus.sort_values("period_start").groupby("theme", observed=True)
    ]
    columns = ["theme", "rate_before", "rate_after", "ratio", "lower", "upper"]
    return pd.DataFrame(rows, columns=[*columns, "n_placebos", "placebo_share"])


def _change_of_one(rows: pd.DataFrame, split, n_before: int, n_after: int, level: float) -> tuple:
    at = int((rows["period_start"] < split).sum())
    if at < n_before or len(rows) - at < n_after:
        raise ValueError(
            f"{split:%Y-%m-%d} has {at} texts before it and {len(rows) - at} from it on; "
            f"asked for {n_before} and {n_after}"
        )
    n, tokens = rows["n"].to_numpy(float), rows["n_tokens"].to_numpy(float)
    places = np.arange(n_before, len(rows) - n_after + 1)
    logs = np.array([_log_ratio(n, tokens, place, n_before, n_after)[0] for place in places])
    log_ratio, error = _log_ratio(n, tokens, at, n_before, n_after)
    others = np.abs(logs[places != at])
    share = float((others >= abs(log_ratio)).mean()) if len(others) else np.nan
    reach = stats.norm.ppf((1 + level) / 2) * error * np.sqrt(estimate_dispersion(n, tokens))
    before, after = slice(at - n_before, at), slice(at, at + n_after)
    return (
        n[before].sum() / tokens[before].sum() * WORDS_PER_RATE,
        n[after].sum() / tokens[after].sum() * WORDS_PER_RATE,
        np.exp(log_ratio), np.exp(log_ratio - reach), np.exp(log_ratio + reach),
        len(others), share,
    )  # fmt: skip


def _log_ratio(n, tokens, place: int, n_before: int, n_after: int) -> tuple[float, float]:
    before, after = slice(place - n_before, place), slice(place, place + n_after)
    hits_before, hits_after = n[before].sum() + 0.5, n[after].sum() + 0.5
    log_ratio = np.log(hits_after / tokens[after].sum() / (hits_before / tokens[before].sum()))
    return float(log_ratio), float(np.sqrt(1 / hits_before + 1 / hits_after))
