"""Forecast models: what each expects of the days to come, from the events so far and no more.

A model is fitted on a history and gives a forecaster, which takes the events before an origin and
gives, for each horizon, the probabilities of 0, 1, 2, … events.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Protocol

import numpy as np
from scipy import stats

from peninsula.timing.times import to_day

N_MAX = 250
"""Counts from 0 to this are told apart; what lies beyond is put on the last."""

Forecaster = Callable[[np.ndarray, float, tuple[float, ...]], np.ndarray]


class Model(Protocol):
    """Anything that can be fitted on a history of event days and then forecast."""

    def fit(self, days: np.ndarray, first: float, until: float) -> Forecaster:
        """A forecaster made from the events from ``first`` to ``until`` (days since 1970)."""


def count_probabilities(mean: float, dispersion: float = 1.0) -> np.ndarray:
    """Probabilities of 0, 1, … events, with variance = dispersion times mean.

    Examples
    --------
    >>> count_probabilities(0.5)[:2].round(3)
    array([0.607, 0.303])
    """
    n = np.arange(N_MAX + 1)
    if mean <= 0:
        law = stats.poisson(0)
    elif dispersion <= 1 + 1e-9:
        law = stats.poisson(mean)
    else:
        law = stats.nbinom(mean / (dispersion - 1), 1 / dispersion)
    p = law.pmf(n)
    p[-1] += max(1 - p.sum(), 0.0)
    return p


@dataclass(frozen=True)
class Climatology:
    """How many events the past windows of the same length held, all alike.

    Attributes
    ----------
    since : date, optional
        Leave out what was before.

    Examples
    --------
    >>> forecast = Climatology().fit(np.array([3.0, 50.0]), 0.0, 100.0)
    >>> forecast(np.array([3.0, 50.0]), 100.0, (10,))[0, :2].round(2)
    array([0.85, 0.15])
    """

    since: str | None = None

    def fit(self, days: np.ndarray, first: float, until: float) -> Forecaster:
        """See :class:`Model`."""
        start = first if self.since is None else max(first, to_day(self.since))
        return partial(_climatology, start)


def _climatology(start: float, days: np.ndarray, origin: float, horizons) -> np.ndarray:
    days = days[(days >= start) & (days < origin)]
    years = max(origin - start, 1.0)
    rows = []
    for horizon in horizons:
        # Some weight on a smooth law of the same mean, as of one window more, so that nothing
        # that has not happened yet is called impossible.
        smooth = count_probabilities((len(days) + 0.5) / years * horizon, 2.0)
        starts = np.arange(start, origin - horizon + 1)
        if not len(starts):
            rows.append(smooth)
            continue
        n = np.searchsorted(days, starts + horizon) - np.searchsorted(days, starts)
        seen = np.bincount(np.minimum(n, N_MAX), minlength=N_MAX + 1) / len(starts)
        n_windows = years / horizon
        rows.append((n_windows * seen + smooth) / (n_windows + 1))
    return np.array(rows)


@dataclass(frozen=True)
class RecentRate:
    """The rate of the last so many days, as if events were independent.

    Notes
    -----
    Gamma posterior with Jeffreys' prior (Jeffreys 1961), so that a year without events still
    leaves a chance.

    Examples
    --------
    >>> forecast = RecentRate().fit(np.array([]), 0.0, 400.0)
    >>> float(forecast(np.array([]), 400.0, (30,))[0, 0].round(3))
    0.961
    """

    window_days: float = 365.25

    def fit(self, days: np.ndarray, first: float, until: float) -> Forecaster:
        """See :class:`Model`."""
        return partial(_recent_rate, self.window_days, first)


def _recent_rate(window: float, first: float, days: np.ndarray, origin: float, horizons):
    seen = max(min(window, origin - first), 1.0)
    n = np.searchsorted(days, origin) - np.searchsorted(days, origin - seen)
    rows = []
    for horizon in horizons:
        mean = (n + 0.5) * horizon / seen
        rows.append(count_probabilities(mean, 1 + horizon / seen))
    return np.array(rows)
