"""Sentences made from incident tables, so that no number in prose is typed by hand."""

from __future__ import annotations

import pandas as pd

from peninsula.incidents.tables import ATTRIBUTIONS


def say_thin_periods(shares: pd.DataFrame, min_n: int = 10) -> str:
    """How many periods are too thin for a share to mean much.

    Examples
    --------
    >>> say_thin_periods(pd.DataFrame({"period_start": pd.to_datetime(["2021-01-01",
    ...     "2022-01-01"]), "n_period": [3, 40], "is_thin": [True, False]}))
    '1 of 2 years have fewer than 10 events; the last of them is 2021.'
    """
    years = shares.drop_duplicates("period_start")
    thin = years.loc[years["is_thin"], "period_start"]
    last = f"; the last of them is {thin.max().year}" if len(thin) else ""
    return f"{len(thin)} of {len(years)} years have fewer than {min_n} events{last}."


def say_attribution(table: pd.DataFrame) -> str:
    """What share of events rests on one side's word.

    Examples
    --------
    >>> say_attribution(pd.DataFrame({"n": [10], "observed": [6], "claimed": [2], "alleged": [1],
    ...                               "disputed": [1]}))
    'Of 10 events 60% are observed, 20% claimed, 10% alleged and 10% disputed.'
    """
    total = table[["n", *ATTRIBUTIONS]].sum()
    shares = [f"{total[name] / total['n']:.0%}" for name in ATTRIBUTIONS]
    return (
        f"Of {total['n']:,} events {shares[0]} are observed, {shares[1]} claimed, "
        f"{shares[2]} alleged and {shares[3]} disputed."
    )


def say_compilers(table: pd.DataFrame) -> str:
    """How much of the record rests on one compiler only.

    Examples
    --------
    >>> say_compilers(pd.DataFrame({"n": [10], "CNS": [4], "CSIS": [7], "one_only": [9],
    ...                             "none": [0]}))
    'Of 10 events 4 are in CNS, 7 are in CSIS; 9 stand with one compiler only, 0 with none.'
    """
    total = table.select_dtypes("number").sum()
    names = [name for name in total.index if name not in ("n", "one_only", "none")]
    parts = ", ".join(f"{total[name]:,} are in {name}" for name in names)
    return (
        f"Of {total['n']:,} events {parts}; {total['one_only']:,} stand with one compiler only, "
        f"{total['none']:,} with none."
    )


def say_new_types(rates: pd.DataFrame, before: str, after: str) -> str:
    """Which types were not on record in one era and are in the next.

    Examples
    --------
    >>> say_new_types(pd.DataFrame({"event_type": ["drone_incursion"] * 2, "n": [0, 4],
    ...     "name": ["Kim Jong Il", "Kim Jong Un"]}), "Kim Jong Il", "Kim Jong Un")
    'On record under Kim Jong Un and not under Kim Jong Il: drone incursion (4)'
    """
    n = rates.pivot_table(index="event_type", columns="name", values="n", sort=False)
    new = n[(n[before] == 0) & (n[after] > 0)]
    parts = [f"{name.replace('_', ' ')} ({count:.0f})" for name, count in new[after].items()]
    return f"On record under {after} and not under {before}: {', '.join(parts) or 'none'}"
