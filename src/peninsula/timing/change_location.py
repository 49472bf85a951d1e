"""How well is the month of a change known?"""

from __future__ import annotations

import numpy as np
import pandas as pd

from peninsula.timing.partition import span_cost


def locate_changes(counts: pd.DataFrame, spans: pd.DataFrame, level: float = 0.95) -> pd.DataFrame:
    """For each change between two spans, the range of periods in which it may have happened.

    Parameters
    ----------
    counts : DataFrame
        ``period_start`` and ``n``, as given to :func:`~peninsula.timing.find_changes`.
    spans : DataFrame
        What it gave back.
    level : float
        Probability that the range should hold, between 0 and 1.

    Returns
    -------
    DataFrame
        ``change_date`` (first period of the new rate), ``lower``, ``upper`` (the range, both
        included), ``mean_before``, ``mean_after`` (a period), ``ratio``.

    Notes
    -----
    Each position between the neighbouring changes is weighed by its likelihood, the two means at
    their best for that position: the posterior of Smith (1975), Biometrika 62:407, under a flat
    prior, with the means profiled out. The number of changes is taken as known.

    Examples
    --------
    >>> from peninsula.timing import find_changes
    >>> months = pd.date_range("2012-01-01", periods=48, freq="MS")
    >>> counts = pd.DataFrame({"period_start": months, "n": [0, 1] * 12 + [4, 6] * 12})
    >>> locate_changes(counts, find_changes(counts))[["change_date", "lower", "upper"]]
      change_date      lower      upper
    0  2014-01-01 2013-12-01 2014-01-01
    """
    counts = counts.sort_values("period_start", kind="stable")
    dates = pd.to_datetime(counts["period_start"]).reset_index(drop=True)
    n = counts["n"].to_numpy("float64")
    edges = np.r_[np.searchsorted(dates, spans["start_date"]), len(n)]
    rows = []
    for before, change, after in zip(edges, edges[1:], edges[2:], strict=False):
        weights = _position_weights(n[before:after], float(spans["alpha"].iloc[0]))
        inside = _shortest_range(weights, level)
        rows.append([dates[change], dates[before + inside[0] + 1], dates[before + inside[1] + 1]])
    table = pd.DataFrame(rows, columns=["change_date", "lower", "upper"], dtype="datetime64[ns]")
    means = spans["mean"].to_numpy()
    return table.assign(
        mean_before=means[:-1],
        mean_after=means[1:],
        ratio=means[1:] / np.where(means[:-1] > 0, means[:-1], np.nan),
    )


def _position_weights(n: np.ndarray, alpha: float) -> np.ndarray:
    """Weight of a change after 1, 2, … of the counts given."""
    left, length = np.cumsum(n)[:-1], np.arange(1, len(n))
    cost = span_cost(left, length, alpha) + span_cost(n.sum() - left, len(n) - length, alpha)
    weights = np.exp(-(cost - cost.min()) / 2)
    return weights / weights.sum()


def _shortest_range(weights: np.ndarray, level: float) -> tuple[int, int]:
    """First and last of the heaviest positions that together reach the level."""
    order = np.argsort(-weights, kind="stable")
    n_needed = np.searchsorted(np.cumsum(weights[order]), level - 1e-12) + 1
    chosen = order[:n_needed]
    return int(chosen.min()), int(chosen.max())
