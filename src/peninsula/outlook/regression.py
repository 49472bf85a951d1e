"""A negative binomial regression of the coming count on the counts of the last year and quarter."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import numpy as np
from scipy import optimize, special

from peninsula.outlook.models import N_MAX, Forecaster

LOOK_BACK = (365.25, 91.0)


@dataclass(frozen=True)
class NegativeBinomialRate:
    """Counts of past windows explained by the year and the quarter before each.

    Attributes
    ----------
    ridge : float
        Pull of the slopes towards 0, so that a short history gives a sober fit.

    Notes
    -----
    NB2 regression (Cameron and Trivedi 2013, *Regression Analysis of Count Data*, section 3.3) on
    windows that follow one another without overlap, log(1 + events) of both spans before.

    Examples
    --------
    >>> days = np.sort(np.random.default_rng(1).uniform(0, 3000, 150))
    >>> forecast = NegativeBinomialRate().fit(days, 0.0, 3000.0)
    >>> bool(0.6 < 1 - forecast(days, 3000.0, (30,))[0, 0] < 0.9)
    True
    """

    ridge: float = 1.0

    def fit(self, days: np.ndarray, first: float, until: float) -> Forecaster:
        """See :class:`~peninsula.outlook.models.Model`; each horizon is fitted when first asked."""
        known = days[(days >= first) & (days < until)]
        return partial(_forecast, {}, known, first, until, self.ridge)


def _forecast(cache: dict, known, first, until, ridge, days, origin, horizons) -> np.ndarray:
    rows = []
    for horizon in horizons:
        if horizon not in cache:
            cache[horizon] = fit_regression(*_windows(known, first, until, horizon), ridge)
        slopes, alpha = cache[horizon]
        mean = float(np.exp(_features(days, np.array([origin])) @ slopes)[0])
        size, n = 1 / alpha, np.arange(N_MAX + 1)
        p = np.exp(_log_probability(n, mean, size) - special.gammaln(n + 1))
        p[-1] += max(1 - p.sum(), 0.0)
        rows.append(p)
    return np.array(rows)


def _windows(days: np.ndarray, first: float, until: float, horizon: float):
    """Counts of windows back to back before ``until``, and what each had before it."""
    starts = np.arange(until - horizon, first + LOOK_BACK[0], -horizon)
    n = np.searchsorted(days, starts + horizon) - np.searchsorted(days, starts)
    return _features(days, starts), n.astype("float64")


def _features(days: np.ndarray, at: np.ndarray) -> np.ndarray:
    before = [np.searchsorted(days, at) - np.searchsorted(days, at - span) for span in LOOK_BACK]
    return np.column_stack([np.ones(len(at)), *np.log1p(before)])


def fit_regression(features: np.ndarray, n: np.ndarray, ridge: float) -> tuple[np.ndarray, float]:
    """Slopes and overdispersion of an NB2 regression by penalised maximum likelihood.

    Examples
    --------
    >>> slopes, alpha = fit_regression(np.ones((4, 1)), np.array([1.0, 2.0, 3.0, 2.0]), 0.0)
    >>> float(np.exp(slopes[0]).round(3))
    2.0
    """
    width = features.shape[1]

    def loss(x: np.ndarray):
        mean, size = np.exp(np.clip(features @ x[:width], -20, 8)), np.exp(-x[width])
        value = -_log_probability(n, mean, size).sum() + ridge / 2 * (x[1:width] ** 2).sum()
        pull = np.r_[0.0, ridge * x[1:width]]
        by_mean = -features.T @ (size * (n - mean) / (size + mean)) + pull
        inner = special.digamma(n + size) - special.digamma(size) + np.log(size / (size + mean))
        by_alpha = (size * (inner + (mean - n) / (size + mean))).sum()
        return value, np.r_[by_mean, by_alpha]

    limits = [(-20, 8)] + [(-5, 5)] * (width - 1) + [(-8, 4)]
    start = np.r_[np.log((n.sum() + 0.5) / max(len(n), 1)), np.zeros(width - 1), 0.0]
    best = optimize.minimize(loss, start, jac=True, method="L-BFGS-B", bounds=limits).x
    return best[:width], float(np.exp(best[width]))


def _log_probability(n: np.ndarray, mean, size: float) -> np.ndarray:
    """Less log n!, which no parameter changes."""
    spread = special.gammaln(n + size) - special.gammaln(size)
    return spread + n * np.log(mean / (size + mean)) - size * np.log1p(mean / size)
