"""The self-exciting model looking ahead: what is under way, and what it may lead to."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import numpy as np
import pandas as pd

from peninsula.outlook.models import N_MAX, Forecaster
from peninsula.timing.baselines import constant_baseline
from peninsula.timing.clustering import fit_self_exciting
from peninsula.timing.times import to_dates

N_PATHS = 2000


@dataclass(frozen=True)
class SelfExcitingRate:
    """Events lead to further events, on a constant baseline.

    Attributes
    ----------
    n_paths : int
        Simulated futures for the number of events; the chance of none is exact.
    seed : int
        Seed; the same origin always gives the same futures.

    Examples
    --------
    >>> days = np.sort(np.random.default_rng(1).uniform(0, 3000, 150))
    >>> forecast = SelfExcitingRate(n_paths=100).fit(days, 0.0, 3000.0)
    >>> bool(0.6 < 1 - forecast(days, 3000.0, (30,))[0, 0] < 0.9)
    True
    """

    n_paths: int = N_PATHS
    seed: int = 1

    def fit(self, days: np.ndarray, first: float, until: float) -> Forecaster:
        """See :class:`~peninsula.outlook.models.Model`."""
        inside = days[(days >= first) & (days < until)]
        if len(inside) < 2:
            rate, ratio, decay = (len(inside) + 0.5) / max(until - first, 1.0), 0.0, 1.0
        else:
            baseline = constant_baseline(*to_dates(np.array([first, until - 1])))
            fit = fit_self_exciting(pd.Series(to_dates(inside)), baseline)
            rate, ratio, decay = float(fit.rates[0]), fit.branching_ratio, fit.decay
        return partial(_forecast, rate, ratio, decay, self.n_paths, self.seed)


def _forecast(rate, ratio, decay, n_paths, seed, days, origin, horizons) -> np.ndarray:
    # A date without a time stands for the middle of its day.
    past = days[days < origin]
    past = np.where(past == np.floor(past), past + 0.5, past)
    weight = np.exp(-decay * (origin - past[past < origin])).sum()
    horizons = np.asarray(horizons, dtype="float64")
    none = np.exp(-rate * horizons - ratio * weight * (1 - np.exp(-decay * horizons)))
    rng = np.random.default_rng([seed, int(origin)])
    path, time = simulate_ahead(rate, ratio, decay, weight, horizons.max(), n_paths, rng)
    rows = []
    for horizon, p_none in zip(horizons, none, strict=True):
        n = np.bincount(path[time < horizon], minlength=n_paths)
        p = np.bincount(np.minimum(n, N_MAX), minlength=N_MAX + 1) / n_paths
        # The simulated share of none gives way to its exact value.
        some = p[1:].sum()
        p[1:] = p[1:] * (1 - p_none) / some if some > 0 else 0.0
        p[0], p[1] = p_none, p[1] if some > 0 else 1 - p_none
        rows.append(p)
    return np.array(rows)


def simulate_ahead(rate, ratio, decay, weight, horizon, n_paths, rng):
    """Simulated futures: for each event its path and its time from the origin, in days.

    Parameters
    ----------
    rate : float
        Baseline, a day.
    ratio, decay : float
        Branching ratio, and decay a day.
    weight : float
        Sum of exp(-decay lag) over the events so far.
    horizon : float
        Days to look ahead.
    n_paths : int
        Number of futures.
    rng : numpy.random.Generator

    Returns
    -------
    tuple of array
        Path (0 to n_paths - 1) and time of each event.

    Examples
    --------
    >>> path, time = simulate_ahead(0.1, 0.0, 1.0, 0.0, 30.0, 500, np.random.default_rng(1))
    >>> round(len(path) / 500, 1)
    3.0
    """
    fresh = rng.poisson(rate * horizon, n_paths)
    mass = 1 - np.exp(-decay * horizon)
    heirs = rng.poisson(ratio * weight * mass, n_paths)
    path = np.r_[np.repeat(np.arange(n_paths), fresh), np.repeat(np.arange(n_paths), heirs)]
    late = -np.log1p(-rng.random(heirs.sum()) * mass) / decay
    time = np.r_[rng.random(fresh.sum()) * horizon, late]
    paths, times = [path], [time]
    while len(path):
        n = rng.poisson(ratio * (1 - np.exp(-decay * (horizon - time))))
        path, born = np.repeat(path, n), np.repeat(time, n)
        reach = 1 - np.exp(-decay * (horizon - born))
        time = born - np.log1p(-rng.random(len(born)) * reach) / decay
        paths.append(path)
        times.append(time)
    return np.concatenate(paths), np.concatenate(times)
