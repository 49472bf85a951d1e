"""Launches before, during and after spells (exercises, plenums, speeches), against placebo spells.

A spell has a first and a last day; a speech is a spell of one day.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import pandas as pd
from statsmodels.stats.multitest import multipletests

from peninsula.data import Dataset
from peninsula.deeds.dates import UNITS, list_launches
from peninsula.timing import WindowTest, compare_windows

DAYS_PER_RATE = 30

# Counted from the first day (start) or from the last one (end), both ends included.
WINDOWS: dict[str, tuple[str, int, str, int]] = {
    "30 days before": ("start", -30, "start", -1),
    "14 days before": ("start", -14, "start", -1),
    "during": ("start", 0, "end", 0),
    "14 days after": ("end", 1, "end", 14),
    "30 days after": ("end", 1, "end", 30),
}
AROUND = {name: window for name, window in WINDOWS.items() if name != "during"}
"""For spells of one day, whose own day is too short to tell anything."""


def compare_spells(
    dates: pd.Series,
    spells: pd.DataFrame,
    eras: pd.DataFrame,
    last: str | pd.Timestamp,
    windows: Mapping[str, tuple[str, int, str, int]] = WINDOWS,
    n_draws: int = 1999,
    seed: int = 1,
) -> WindowTest:
    """Launches per 30 days in windows around spells, against placebo spells of the same lengths.

    Parameters
    ----------
    dates : Series
        A date for each launch, in the unit counted.
    spells : DataFrame
        ``start_date``, ``end_date`` (last day), in order of their start.
    eras : DataFrame
        ``name``, ``start_date``, ``end_date``: a placebo spell begins on any day of the era in
        which its spell begins.
    last : date
        Last day that the launches cover; spells whose windows go beyond are left out.
    windows : mapping
        Name to (``start`` or ``end``, days, ``start`` or ``end``, days), both ends included.
    n_draws, seed : int
        Number of sets of placebo spells, and the seed.

    Returns
    -------
    WindowTest
        ``summary``: ``window``, ``n_spells``, ``n_left_out``, ``n_days`` (of all windows),
        ``n`` (launches in them), ``rate`` (per 30 days), ``placebo_mean``, ``placebo_lower``,
        ``placebo_upper`` (95% of the draws), ``ratio`` (rate over placebo mean), ``p_value``,
        ``p_holm`` (all windows together). ``distribution``: ``draw``, ``window``, ``value``.

    Raises
    ------
    ValueError
        If no spell is left.

    Notes
    -----
    :func:`peninsula.timing.compare_windows` with windows that may end with the spell. Launches in
    two overlapping windows count in both, in the placebo sets too.

    Examples
    --------
    >>> from peninsula.deeds import list_eras
    >>> launches = pd.Series(pd.date_range("2016-01-04", "2016-12-30", freq="14D"))
    >>> drills = pd.DataFrame({"start_date": pd.to_datetime(["2016-03-07", "2016-08-22"]),
    ...                        "end_date": pd.to_datetime(["2016-03-18", "2016-09-02"])})
    >>> found = compare_spells(launches, drills, list_eras(2016, 2016), "2017-03-31", n_draws=99)
    >>> found.summary.set_index("window")["n"].to_dict()["during"]
    2
    """
    kept = _keep_covered(spells, eras, last, windows)
    if kept.empty:
        raise ValueError("no spell lies within the eras and the data")
    # Eras without a spell would only cost time.
    ends = eras["end_date"].fillna(pd.Timestamp(last))
    eras = eras[
        (eras["start_date"] <= kept["start_date"].max()) & (ends >= kept["start_date"].min())
    ]
    lengths = (kept["end_date"] - kept["start_date"]).dt.days.to_numpy("float64")
    reach = int(lengths.max()) + max(stop for *_, stop in windows.values())
    rows, draws = [], []
    for name, window in windows.items():
        count, n_days = _counter(window, lengths)
        found = compare_windows(
            dates, kept["start_date"], eras, last, count, (0, reach), n_draws, seed
        )
        per_rate = len(kept) * DAYS_PER_RATE / n_days
        rows.append(_window_row(name, kept, spells, n_days, found.summary.iloc[-1], per_rate))
        drawn = found.distribution.query("era == 'all'")
        draws.append(drawn.assign(window=name, value=drawn["value"] * per_rate))
    summary = pd.DataFrame(rows)
    summary["p_holm"] = multipletests(summary["p_value"], method="holm")[1]
    distribution = pd.concat(draws, ignore_index=True)[["draw", "window", "value"]]
    return WindowTest(summary, distribution)


def _keep_covered(spells, eras, last, windows) -> pd.DataFrame:
    """Spells in an era, with every window inside the eras' first day and the last of the data."""
    rows = spells.sort_values("start_date", kind="stable")
    lengths = (rows["end_date"] - rows["start_date"]).dt.days
    after = pd.to_timedelta(lengths.max() + max(stop for *_, stop in windows.values()), unit="D")
    inside = pd.Series(False, index=rows.index)
    for era in eras.itertuples():
        until = era.end_date if pd.notna(era.end_date) else pd.Timestamp(last)
        inside |= rows["start_date"].between(era.start_date, until)
    return rows[inside & (rows["start_date"] + after <= pd.Timestamp(last))]


def _counter(window: tuple[str, int, str, int], lengths: np.ndarray) -> tuple[Callable, int]:
    """What counts launches in one window of each spell, given the starts, and the days in all."""
    from_edge, first, to_edge, stop = window
    low = first + lengths * (from_edge == "end")
    high = stop + lengths * (to_edge == "end")

    def count(days: np.ndarray, starts: np.ndarray) -> np.ndarray:
        ahead = np.searchsorted(days, starts + high + 1) - np.searchsorted(days, starts + low)
        return ahead.astype("float64")

    return count, int((high - low + 1).sum())


def _window_row(name, kept, spells, n_days, found, per_rate) -> dict:
    rate, mean = found["observed"] * per_rate, found["placebo_mean"] * per_rate
    return {
        "window": name, "n_spells": len(kept), "n_left_out": len(spells) - len(kept),
        "n_days": n_days, "n": round(found["observed"] * len(kept)), "rate": rate,
        "placebo_mean": mean, "placebo_lower": found["placebo_lower"] * per_rate,
        "placebo_upper": found["placebo_upper"] * per_rate,
        "ratio": rate / mean if mean > 0 else np.nan, "p_value": found["p_value"],
    }  # fmt: skip


def compare_units(
    ds: Dataset, spells: pd.DataFrame, eras: Mapping[str, pd.DataFrame], n_draws: int = 999
) -> pd.DataFrame:
    """The same comparison in each unit of launches and with each way to cut eras.

    Parameters
    ----------
    ds : Dataset
        As :func:`peninsula.load` gives it.
    spells : DataFrame
        ``start_date``, ``end_date``.
    eras : mapping
        Name to a table of eras.
    n_draws : int
        Number of sets of placebo spells.

    Returns
    -------
    DataFrame
        ``eras``, ``unit``, then as the summary of :func:`compare_spells`; Holm over the windows of
        one unit and one way to cut.
    """
    tables = []
    for name, table in eras.items():
        for unit in UNITS:
            found = compare_spells(
                list_launches(ds, unit), spells, table, ds.as_of, n_draws=n_draws
            )
            tables.append(found.summary.assign(eras=name, unit=unit))
    joined = pd.concat(tables, ignore_index=True)
    return joined[["eras", "unit", *joined.columns.drop(["eras", "unit"])]]
