"""Simulated events, to check the estimators and to look ahead."""

from __future__ import annotations

import numpy as np
import pandas as pd

from peninsula.timing.times import to_dates, to_day


def simulate_self_exciting(
    baseline: pd.DataFrame,
    rates: np.ndarray,
    branching_ratio: float,
    mean_lag_days: float,
    seed: int = 1,
) -> pd.Series:
    """Event dates drawn from a self-exciting process.

    Parameters
    ----------
    baseline : DataFrame
        Pieces of a :mod:`baseline <peninsula.timing.baselines>`.
    rates : array
        Free rate of each level, a day.
    branching_ratio : float
        Events that one event leads to on average, below 1.
    mean_lag_days : float
        Mean days from an event to one that it leads to.
    seed : int
        Seed.

    Returns
    -------
    Series
        Dates with their time, ascending.

    Raises
    ------
    ValueError
        If the ratio is 1 or more: such a process has no end.

    Notes
    -----
    Cluster form of the process (Hawkes and Oakes 1974, Journal of Applied Probability 11:493),
    a generation at a time.

    Examples
    --------
    >>> from peninsula.timing import constant_baseline
    >>> dates = simulate_self_exciting(constant_baseline("2012-01-01", "2021-12-31"),
    ...                                np.array([0.05]), 0.5, 10.0)
    >>> bool(dates.is_monotonic_increasing), 250 < len(dates) < 480
    (True, True)
    """
    if branching_ratio >= 1:
        raise ValueError("a branching ratio of 1 or more has no end")
    rng = np.random.default_rng(seed)
    starts = np.array([to_day(date) for date in baseline["start_date"]])
    lengths = np.array([to_day(date) for date in baseline["end_date"]]) + 1 - starts
    height = baseline["shape"].to_numpy() * np.asarray(rates)[baseline["level"]]
    n = rng.poisson(height * lengths)
    born = np.repeat(starts, n) + rng.random(n.sum()) * np.repeat(lengths, n)
    days = add_offspring(born, branching_ratio, mean_lag_days, rng)
    return pd.Series(to_dates(np.sort(days[days < starts[-1] + lengths[-1]])))


def add_offspring(
    born: np.ndarray, branching_ratio: float, mean_lag_days: float, rng: np.random.Generator
) -> np.ndarray:
    """The given event times with all that they lead to, in no order.

    Examples
    --------
    >>> add_offspring(np.array([1.0, 2.0]), 0.0, 5.0, np.random.default_rng(1))
    array([1., 2.])
    """
    generations = [born]
    while len(generations[-1]):
        parents = np.repeat(generations[-1], rng.poisson(branching_ratio, len(generations[-1])))
        generations.append(parents + rng.exponential(mean_lag_days, len(parents)))
    return np.concatenate(generations)
