"""Does a self-exciting model fit, and what does its baseline do to the answer?"""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy import stats

from peninsula.timing.clustering import (
    RATIO_LIMITS,
    SelfExciting,
    fit_self_exciting,
    maximise,
    profile_branching_ratio,
)
from peninsula.timing.excitation import excitation_sums


def rescale_times(fit: SelfExciting) -> np.ndarray:
    """Waits in the model's own clock: if it fits, independent and exponential with mean 1.

    Notes
    -----
    Time rescaling (Papangelou 1972; Ogata 1988, JASA 83:9).

    Examples
    --------
    >>> from peninsula.timing import constant_baseline
    >>> dates = pd.Series(pd.date_range("2012-01-06", periods=36, freq="10D"))
    >>> fit = fit_self_exciting(dates, constant_baseline("2012-01-01", "2012-12-30"))
    >>> len(rescale_times(fit))
    36
    """
    sample = fit.sample
    near, _ = excitation_sums(sample.times, fit.decay)
    before = np.searchsorted(sample.times, sample.times)
    own = _integrate_baseline(fit)
    return np.diff(np.r_[0.0, own + fit.branching_ratio * (before - near)])


def _integrate_baseline(fit: SelfExciting) -> np.ndarray:
    """Integral of the fitted baseline from the start to each event."""
    first = fit.baseline["start_date"].iloc[0]
    starts = ((fit.baseline["start_date"] - first) / pd.Timedelta(days=1)).to_numpy()
    height = fit.baseline["shape"].to_numpy() * fit.rates[fit.baseline["level"]]
    edges = np.r_[starts, fit.sample.length]
    return np.interp(fit.sample.times, edges, np.r_[0.0, np.cumsum(height * np.diff(edges))])


def compare_baselines(
    events: pd.DataFrame | pd.Series, baselines: dict[str, pd.DataFrame], level: float = 0.95
) -> pd.DataFrame:
    """The self-exciting model on several baselines: what looks like contagion may be drift.

    Parameters
    ----------
    events : DataFrame or Series
        A table with ``event_date``, or the dates themselves.
    baselines : dict
        A name for each baseline table; all of the same span.
    level : float
        Confidence level between 0 and 1.

    Returns
    -------
    DataFrame
        ``baseline``, ``n`` events, ``branching_ratio`` with its profile ``lower`` and ``upper``,
        ``mean_lag_days``, ``log_likelihood``, ``gain`` (over the same baseline without
        excitation), ``aic``, ``ks_statistic`` and ``ks_p_value`` of the rescaled waits against
        the exponential law. The KS p value takes the parameters as known, so it is too kind.

    Notes
    -----
    Ogata (1988), JASA 83:9. A baseline cut at change points found in the same events absorbs some
    true contagion, and a constant one calls all drift contagion: the truth lies between.

    Examples
    --------
    >>> from peninsula.timing import constant_baseline
    >>> pairs = pd.date_range("2012-01-01", periods=60, freq="60D")
    >>> dates = pd.Series(pairs.append(pairs + pd.Timedelta(days=2)))
    >>> constant = constant_baseline("2012-01-01", "2021-12-31")
    >>> table = compare_baselines(dates, {"constant": constant})
    >>> table[["baseline", "n", "branching_ratio", "lower", "upper"]].round(1)
       baseline    n  branching_ratio  lower  upper
    0  constant  120              0.4    0.3    0.5
    """
    rows = [_baseline_row(name, events, table, level) for name, table in baselines.items()]
    return pd.DataFrame(rows)


def _baseline_row(name: str, events, baseline: pd.DataFrame, level: float) -> dict:
    fit = fit_self_exciting(events, baseline)
    lower, upper = profile_branching_ratio(fit, level)
    check = stats.kstest(rescale_times(fit), "expon")
    n_free = len(fit.rates) + 2
    return {
        "baseline": name,
        "n": len(fit.sample.times),
        "branching_ratio": fit.branching_ratio,
        "lower": lower,
        "upper": upper,
        "mean_lag_days": 1 / fit.decay,
        "log_likelihood": fit.value,
        "gain": fit.value - maximise(fit.sample, 10.0, RATIO_LIMITS[0])[0],
        "aic": 2 * n_free - 2 * fit.value,
        "ks_statistic": check.statistic,
        "ks_p_value": check.pvalue,
    }
