"""Kinds of incident: shares by year, rates by era, who says so, and what the compilers list."""

from __future__ import annotations

import numpy as np
import pandas as pd

from peninsula.rates import count_by_period, estimate_rates
from peninsula.rates.proportions import beta_interval

ATTRIBUTIONS = ("observed", "claimed", "alleged", "disputed")
FAMILIES = {
    "csis": "CSIS",
    "csis_2017": "CSIS",
    "csis_tagged": "CSIS",
    "csis_russia": "CSIS",
    "csis_negotiations": "CSIS",
    "cns": "CNS",
    "rok_attack": "the ROK lists",
    "rok_balloon": "the ROK lists",
    "rok_nuclear": "the ROK lists",
}
"""The compiler behind each list: files of one compiler repeat one another."""


def group_rare(events: pd.DataFrame, by: str = "event_type", top: int = 6) -> pd.DataFrame:
    """The events with all but the most frequent values of a column called ``other``.

    Examples
    --------
    >>> events = pd.DataFrame({"event_type": ["a", "a", "b", "c"]})
    >>> group_rare(events, top=1)["event_type"].tolist()
    ['a', 'a', 'other', 'other']
    """
    kept = events[by].value_counts().head(top).index
    return events.assign(**{by: events[by].where(events[by].isin(kept), "other")})


def share_by_period(counts: pd.DataFrame, by: str, min_n: int = 10) -> pd.DataFrame:
    """Share of each group in each period, with its interval; thin periods are marked.

    Parameters
    ----------
    counts : DataFrame
        ``period_start``, the ``by`` column and ``n``, as :func:`peninsula.count_events` gives.
    by : str
        The group column.
    min_n : int
        A period with fewer events is thin.

    Returns
    -------
    DataFrame
        The input, groups from the most frequent on (``other`` last), with ``n_period``,
        ``share`` (blank where the period has no events), ``lower``, ``upper`` (95%) and
        ``is_thin``.

    Notes
    -----
    Clopper and Pearson (1934), Biometrika 26:404.

    Examples
    --------
    >>> counts = pd.DataFrame({"period_start": pd.to_datetime(["2022-01-01"] * 2),
    ...                        "event_type": ["a", "b"], "n": [3, 9]})
    >>> share_by_period(counts, "event_type")[["event_type", "n_period", "share", "is_thin"]]
      event_type  n_period  share  is_thin
    0          b        12   0.75    False
    1          a        12   0.25    False
    """
    total = counts.groupby("period_start")["n"].transform("sum")
    lower, upper = beta_interval(counts["n"], total, 0.95)
    table = counts.assign(
        n_period=total,
        share=counts["n"] / total.where(total > 0),
        lower=np.where(total > 0, lower, np.nan),
        upper=np.where(total > 0, upper, np.nan),
        is_thin=total < min_n,
    )
    sizes = counts.groupby(by)["n"].sum().sort_values(ascending=False, kind="stable")
    order = [g for g in sizes.index if g != "other"] + [g for g in sizes.index if g == "other"]
    rank = table[by].map({group: place for place, group in enumerate(order)})
    return (
        table.assign(rank=rank)
        .sort_values(["rank", "period_start"], ignore_index=True)
        .drop(columns="rank")
    )


def rate_types_by_era(
    events: pd.DataFrame,
    eras: pd.DataFrame,
    first: str | pd.Timestamp,
    last: str | pd.Timestamp,
    dispersion: float = 1.0,
) -> pd.DataFrame:
    """Rate a year of each event type in each era, with intervals.

    Parameters
    ----------
    events : DataFrame
        ``event_date`` and ``event_type``.
    eras : DataFrame
        Rows of ``periods.csv``: ``name``, ``start_date``, ``end_date``.
    first, last : date
        First and last day that the data cover.
    dispersion : float
        Variance over mean of the counts.

    Returns
    -------
    DataFrame
        ``event_type`` (the most frequent first), ``name`` (era), ``n``, ``exposure_years``,
        ``rate``, ``lower``, ``upper``, ``method``, ``dispersion``.

    Examples
    --------
    >>> events = pd.DataFrame({"event_date": pd.to_datetime(["2022-01-05", "2022-01-11"]),
    ...                        "event_type": "missile_ballistic"})
    >>> eras = pd.DataFrame({"name": ["2022"], "start_date": pd.to_datetime(["2022-01-01"]),
    ...                      "end_date": pd.to_datetime(["2022-12-31"])})
    >>> rate_types_by_era(events, eras, "2022-01-01", "2022-12-31")[["n", "rate"]].round(2)
       n  rate
    0  2   2.0
    """
    parts = [
        count_by_period(events[events["event_type"] == kind], eras, first, last).assign(
            event_type=kind
        )
        for kind in events["event_type"].value_counts().index
    ]
    counts = pd.concat(parts, ignore_index=True)
    columns = ["event_type", "name", "n", "exposure_years"]
    method = "garwood" if dispersion == 1 else "quasi_poisson"
    return estimate_rates(counts[columns], method, dispersion=dispersion)


def count_attribution(events: pd.DataFrame, by: str = "event_type") -> pd.DataFrame:
    """How many events of each type are observed, claimed, alleged or disputed.

    Parameters
    ----------
    events : DataFrame
        ``attribution`` and the column ``by``.
    by : str
        The column to group by.

    Returns
    -------
    DataFrame
        ``by``, ``n``, ``observed``, ``claimed``, ``alleged``, ``disputed`` (events); the most
        frequent first.

    Examples
    --------
    >>> events = pd.DataFrame({"event_type": ["cyber_attack"] * 2,
    ...                        "attribution": ["alleged", "disputed"]})
    >>> count_attribution(events).values.tolist()
    [['cyber_attack', 2, 0, 0, 1, 1]]
    """
    flags = {name: (events["attribution"] == name).astype("int64") for name in ATTRIBUTIONS}
    table = pd.DataFrame({by: events[by], "n": 1} | flags).groupby(by, observed=True).sum()
    return table.sort_values("n", ascending=False, kind="stable").reset_index()


def compare_compilers(
    events: pd.DataFrame, crosswalk: pd.DataFrame, by: str = "event_type"
) -> pd.DataFrame:
    """Of our events of each type, how many each compiler lists, and how many only one does.

    Parameters
    ----------
    events : DataFrame
        Rows of ``events.csv``.
    crosswalk : DataFrame
        Rows of ``crosswalk.csv``; lists of one compiler are taken together.
    by : str
        The column to group by.

    Returns
    -------
    DataFrame
        ``by``, ``n`` (our events), one column a compiler (events that it lists), ``one_only``
        (listed by exactly one) and ``none`` (by no list; found elsewhere). The most frequent
        first.

    Examples
    --------
    >>> events = pd.DataFrame({"event_id": ["a", "b"], "event_type": "missile_ballistic"})
    >>> crosswalk = pd.DataFrame({"source": ["cns", "csis", "csis_2017"],
    ...                           "event_id": ["a", "a", "b"]})
    >>> compare_compilers(events, crosswalk).iloc[0].to_dict()
    {'event_type': 'missile_ballistic', 'n': 2, 'CNS': 1, 'CSIS': 2, 'one_only': 1, 'none': 0}
    """
    listed = crosswalk.dropna(subset="event_id").assign(
        compiler=lambda table: table["source"].map(FAMILIES).fillna(table["source"])
    )
    seen = pd.crosstab(listed["event_id"], listed["compiler"]).clip(upper=1)
    flags = seen.reindex(events["event_id"], fill_value=0).reset_index(drop=True)
    n_lists = flags.sum(axis=1)
    flags = flags.assign(one_only=(n_lists == 1), none=(n_lists == 0)).astype("int64")
    flags.insert(0, "n", 1)
    flags.insert(0, by, events[by].to_numpy())
    table = flags.groupby(by, observed=True).sum()
    return table.sort_values("n", ascending=False, kind="stable").reset_index()
