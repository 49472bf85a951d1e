"""The likelihood of a self-exciting process, in time that grows with the number of events."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from peninsula.timing.times import to_day

SPAN = 400.0
"""How many decay times one block holds: exp(400) is far from overflow."""


@dataclass(frozen=True)
class Sample:
    """Events and pieces of a baseline as arrays; times in days from the start.

    Attributes
    ----------
    times : array
        Event times, ascending.
    length : float
        Days under observation.
    shape, level : array
        Of the baseline at each event.
    area : array
        Integral of the shape over the pieces of each level, in days.
    """

    times: np.ndarray
    length: float
    shape: np.ndarray
    level: np.ndarray
    area: np.ndarray


def make_sample(days: np.ndarray, baseline: pd.DataFrame) -> Sample:
    """Events inside the baseline's span, each with its piece.

    Examples
    --------
    >>> from peninsula.timing.baselines import constant_baseline
    >>> sample = make_sample(np.array([15341.0]), constant_baseline("2012-01-01", "2012-12-31"))
    >>> sample.times, float(sample.length)
    (array([1.]), 366.0)
    """
    starts = np.array([to_day(date) for date in baseline["start_date"]])
    ends = np.array([to_day(date) for date in baseline["end_date"]]) + 1
    inside = days[(days >= starts[0]) & (days < ends[-1])]
    piece = np.searchsorted(starts, inside, side="right") - 1
    level, shape = baseline["level"].to_numpy(), baseline["shape"].to_numpy("float64")
    area = np.bincount(level, weights=shape * (ends - starts))
    times = inside - starts[0]
    return Sample(times, ends[-1] - starts[0], shape[piece], level[piece], area)


def excitation_sums(times: np.ndarray, decay: float) -> tuple[np.ndarray, np.ndarray]:
    """For each event, what the events before it still weigh.

    Parameters
    ----------
    times : array
        Event times, ascending; events of one instant do not count for one another.
    decay : float
        Decay a unit of time.

    Returns
    -------
    tuple of array
        The sum over earlier events of exp(-decay lag), and of lag exp(-decay lag).

    Notes
    -----
    Ozaki's (1979, Annals of the Institute of Statistical Mathematics 31:145) recursion, taken by
    cumulative sums inside blocks short enough for exp(decay time) not to overflow.

    Examples
    --------
    >>> [total.round(3).tolist() for total in excitation_sums(np.array([0.0, 1.0, 3.0]), 1.0)]
    [[0.0, 0.368, 0.185], [0.0, 0.368, 0.42]]
    """
    moments, n = np.unique(times, return_counts=True)
    sums = np.zeros((2, len(moments)))
    block = np.floor(decay * (moments - moments[:1]) / SPAN)
    edges = np.flatnonzero(np.r_[True, np.diff(block) > 0, True]) if len(moments) else []
    carried, last = np.zeros(2), 0.0
    for start, end in zip(edges, edges[1:], strict=False):
        lag = moments[start:end] - moments[start]
        gap = moments[start] - last
        # What is carried ages by the gap before this block begins.
        carried = np.exp(-decay * gap) * np.array([carried[0], carried[1] + gap * carried[0]])
        weight = n[start:end] * np.exp(decay * lag)
        plain = np.r_[0.0, np.cumsum(weight)]
        moved = np.r_[0.0, np.cumsum(weight * lag)]
        fade = np.exp(-decay * lag)
        sums[0, start:end] = fade * (plain[:-1] + carried[0])
        sums[1, start:end] = fade * (lag * (plain[:-1] + carried[0]) - moved[:-1] + carried[1])
        carried = fade[-1] * np.array(
            [plain[-1] + carried[0], lag[-1] * (plain[-1] + carried[0]) - moved[-1] + carried[1]]
        )
        last = moments[end - 1]
    return tuple(np.repeat(sums, n, axis=1))


def log_likelihood(sample: Sample, rates: np.ndarray, ratio: float, decay: float):
    """Log likelihood and its slope in the logarithm of each parameter.

    Parameters
    ----------
    sample : Sample
        From :func:`make_sample`.
    rates : array
        Free rate of each level of the baseline, a day.
    ratio : float
        Branching ratio: events that one event leads to, on average.
    decay : float
        Decay a day; the mean lag is 1 / decay.

    Returns
    -------
    tuple
        The value, and an array of slopes (the rates, then ratio, then decay).

    Notes
    -----
    Hawkes (1971), Biometrika 58:83, with kernel ratio * decay * exp(-decay lag).

    Examples
    --------
    >>> from peninsula.timing.baselines import constant_baseline
    >>> sample = make_sample(np.array([15341.0]), constant_baseline("2012-01-01", "2012-12-31"))
    >>> value, _ = log_likelihood(sample, np.array([1 / 366]), 0.0, 1.0)
    >>> round(float(value), 3)
    -6.903
    """
    near, far = excitation_sums(sample.times, decay)
    own = sample.shape * rates[sample.level]
    intensity = np.maximum(own + ratio * decay * near, 1e-300)
    left = sample.length - sample.times
    fade = np.exp(-decay * left)
    value = np.log(intensity).sum() - rates @ sample.area - ratio * (1 - fade).sum()
    by_level = np.bincount(sample.level, own / intensity, minlength=len(rates))
    slopes = np.r_[
        by_level - rates * sample.area,
        ratio * (decay * near / intensity).sum() - ratio * (1 - fade).sum(),
        decay * ratio * (((near - decay * far) / intensity).sum() - (left * fade).sum()),
    ]
    return value, slopes
