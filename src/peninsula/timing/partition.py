"""The cheapest cut of a count series into spans: dynamic programming with pruning."""

from __future__ import annotations

import numpy as np
from scipy import optimize, special


def partition(n: np.ndarray, penalty: float, min_length: int, alpha: float = 0.0) -> np.ndarray:
    """First positions of the spans of the cheapest partition.

    Parameters
    ----------
    n : array
        Counts in order of time.
    penalty, min_length
        As for :func:`find_changes`.
    alpha : float
        Overdispersion; 0 is the Poisson cost.

    Returns
    -------
    numpy.ndarray
        Ascending, starting with 0; empty if there are no counts.

    Examples
    --------
    >>> partition(np.array([0, 0, 0, 9, 9, 9]), 5, 2)
    array([0, 3])
    """
    size, sums = len(n), np.r_[0, np.cumsum(n)]
    best = np.r_[-penalty, np.full(size, np.inf)]
    previous = np.zeros(size + 1, dtype="int64")
    starts = np.array([0])
    expiry = np.array([np.inf])
    for end in range(min_length, size + 1):
        length = end - starts
        total = best[starts] + span_cost(sums[end] - sums[starts], length, alpha)
        at = np.argmin(total)
        best[end], previous[end] = total[at] + penalty, starts[at]
        # A start that loses now loses for good, but only once a span that begins here is long
        # enough to take its place.
        expiry = np.where((total > best[end]) & np.isinf(expiry), end + min_length, expiry)
        starts = np.r_[starts, end - min_length + 1]
        expiry = np.r_[expiry, np.inf]
        kept = (expiry > end + 1) & np.isfinite(best[starts])
        starts, expiry = starts[kept], expiry[kept]
    return _trace(previous, size) if size >= min_length else np.arange(min(size, 1))


def _trace(previous: np.ndarray, end: int) -> np.ndarray:
    starts = []
    while end > 0:
        end = previous[end]
        starts.append(end)
    return np.array(starts[::-1])


def span_cost(total: np.ndarray, length: np.ndarray, alpha: float) -> np.ndarray:
    """Minus twice the log likelihood of spans at their own mean, less what no partition changes.

    Examples
    --------
    >>> float(span_cost(np.array([0]), np.array([12]), 0.0)[0])
    0.0
    """
    mean = total / length
    if alpha < 1e-9:
        return 2 * (total - special.xlogy(total, mean))
    size = 1 / alpha
    return -2 * (special.xlogy(total, mean / (size + mean)) - length * size * np.log1p(mean / size))


def estimate_alpha(n: np.ndarray, starts: np.ndarray) -> float:
    """Negative binomial overdispersion that all spans share, by maximum likelihood.

    Examples
    --------
    >>> estimate_alpha(np.array([2, 2, 2, 2]), np.array([0])) < 1e-4
    True
    """
    if len(n) < 2 or n.sum() == 0:
        return 0.0
    lengths = np.diff(np.r_[starts, len(n)])
    mean = np.repeat(np.add.reduceat(n, starts) / lengths, lengths)

    def loss(log_alpha: float) -> float:
        size = np.exp(-log_alpha)
        spread = special.gammaln(n + size) - special.gammaln(size)
        fit = special.xlogy(n, mean / (size + mean)) - size * np.log1p(mean / size)
        return -(spread + fit).sum()

    return float(np.exp(optimize.minimize_scalar(loss, (-10, 3), bounds=(-10, 3)).x))
