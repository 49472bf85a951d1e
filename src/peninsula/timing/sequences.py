"""Which type of event tends to follow which, against types shuffled within each year?"""

from __future__ import annotations

import numpy as np
import pandas as pd


def count_followups(
    events: pd.DataFrame,
    days: int = 7,
    by: str = "event_type",
    n_draws: int = 999,
    seed: int = 1,
    first_day: int = 1,
) -> pd.DataFrame:
    """How often an event of one type is followed by one of another type within so many days.

    Parameters
    ----------
    events : DataFrame
        ``event_date`` and the column ``by``, in any order.
    days : int
        Days in which the second event must come.
    by : str
        The column with the types.
    n_draws, seed : int
        Number of permutations, and the seed.
    first_day : int
        1 begins with the day after; 0 counts the same day too, whose order is unknown.

    Returns
    -------
    DataFrame
        One row per ordered pair: ``first``, ``then``, ``n_first`` (events of the first type),
        ``n_followed``, ``share``, ``expected`` (mean share under permutation), ``lower``,
        ``upper`` (95% of the permutations), ``p_value`` (two-sided, for the pair alone),
        ``p_adjusted`` (for all pairs together), sorted by the latter.

    Notes
    -----
    Types are shuffled among the events of each calendar year: the dates and each year's mix stay,
    only the tie between type and date is broken (a stratified permutation test, Good 2005,
    *Permutation, Parametric and Bootstrap Tests*, section 3.7). For many pairs: the largest
    standardised difference of each permutation (Westfall and Young 1993, *Resampling-Based
    Multiple Testing*). That one follows the other does not say that it answers it.

    Examples
    --------
    >>> drills = pd.date_range("2022-01-01", periods=40, freq="28D")
    >>> events = pd.DataFrame({
    ...     "event_date": drills.append(drills + pd.Timedelta(days=2)),
    ...     "event_type": ["military_exercise"] * 40 + ["artillery_fire"] * 40})
    >>> table = count_followups(events, n_draws=199)
    >>> table.loc[[0], ["first", "then", "n_first", "n_followed"]]
                   first            then  n_first  n_followed
    0  military_exercise  artillery_fire       40          40
    """
    events = events.dropna(subset=["event_date", by])
    order = np.argsort(events["event_date"].to_numpy(), kind="stable")
    day = events["event_date"].to_numpy("M8[D]").astype("int64")[order]
    types, label = np.unique(events[by].astype(str).to_numpy()[order], return_inverse=True)
    year = events["event_date"].dt.year.to_numpy()[order]
    reach = (first_day, days)
    seen = _followed(day, label, len(types), reach)
    rng = np.random.default_rng(seed)
    drawn = np.empty((n_draws, *seen.shape))
    for i in range(n_draws):
        # Sorting by year and then by chance shuffles within years.
        shuffled = label[np.lexsort((rng.random(len(day)), year))]
        drawn[i] = _followed(day, shuffled, len(types), reach)
    return _pair_table(types, np.bincount(label, minlength=len(types)), seen, drawn)


def _followed(day: np.ndarray, label: np.ndarray, n_types: int, reach: tuple) -> np.ndarray:
    """Events of the row's type followed by one of the column's type."""
    first, last = reach
    table = np.zeros((n_types, n_types))
    for then in range(n_types):
        own = day[label == then]
        n = np.searchsorted(own, day + last, "right") - np.searchsorted(own, day + first)
        # An event is no follow-up of itself.
        ahead = n > (0 if first > 0 else label == then)
        table[:, then] = np.bincount(label[ahead], minlength=n_types)
    return table


def _pair_table(types, n_first: np.ndarray, seen: np.ndarray, drawn: np.ndarray) -> pd.DataFrame:
    n_draws, of = len(drawn), n_first[:, None]
    if not len(types):
        names = "first then n_first n_followed share expected lower upper p_value p_adjusted"
        return pd.DataFrame(columns=names.split())
    tails = [(1 + (s * drawn >= s * seen).sum(axis=0)) / (1 + n_draws) for s in (1, -1)]
    limits = np.quantile(drawn, [0.025, 0.975], axis=0)
    table = pd.DataFrame(
        {
            "first": np.repeat(types, len(types)),
            "then": np.tile(types, len(types)),
            "n_first": np.repeat(n_first, len(types)),
            "n_followed": seen.ravel().astype("int64"),
            "share": (seen / of).ravel(),
            "expected": (drawn.mean(axis=0) / of).ravel(),
            "lower": (limits[0] / of).ravel(),
            "upper": (limits[1] / of).ravel(),
            "p_value": np.minimum(1, 2 * np.minimum(*tails)).ravel(),
            "p_adjusted": _adjust(seen, drawn).ravel(),
        }
    )
    keys = ["p_adjusted", "p_value", "n_followed"]
    return table.sort_values(keys, ascending=[True, True, False], kind="stable", ignore_index=True)


def _adjust(seen: np.ndarray, drawn: np.ndarray) -> np.ndarray:
    """Share of permutations whose most striking pair is as striking as this one."""
    # Half an event at least, so that a pair that chance hardly ever makes is not infinitely odd.
    spread = np.maximum(drawn.std(axis=0), 0.5)
    centre = drawn.mean(axis=0)
    largest = np.sort((np.abs(drawn - centre) / spread).max(axis=(1, 2)))
    score = np.abs(seen - centre) / spread
    n_higher = len(largest) - np.searchsorted(largest, score - 1e-9)
    return (1 + n_higher) / (1 + len(largest))
