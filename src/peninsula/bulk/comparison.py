"""Machine-coded months beside the curated ones: same actor, same root code, same calendar."""

from __future__ import annotations

import re

import pandas as pd

from peninsula.bulk.formats import ROOT_CODES
from peninsula.counts import count_events
from peninsula.data import Dataset


def list_coded(ds: Dataset, actor: str = "PRK") -> pd.DataFrame:
    """An actor's curated events with the CAMEO code that each would have.

    Returns
    -------
    DataFrame
        Rows of ``ds.events`` with ``cameo`` (the first code of the type; ``16x`` becomes 160) and
        ``root_code``. Events of types without a code are left out and counted in
        ``attrs["n_left_out"]``.

    Examples
    --------
    >>> import peninsula as pn
    >>> coded = list_coded(pn.load())
    >>> set(coded.loc[coded["event_type"] == "missile_ballistic", "cameo"])
    {'150'}
    """
    mine = ds.events[ds.events["actor"] == actor]
    codes = ds.event_types.set_index("event_type")["cameo"].map(first_code, na_action="ignore")
    cameo = mine["event_type"].map(codes)
    coded = mine.assign(cameo=cameo, root_code=cameo.str[:2]).dropna(subset=["cameo"])
    coded.attrs["n_left_out"] = len(mine) - len(coded)
    return coded


def first_code(cameo: str) -> str:
    """The first code of a crosswalk entry, written out.

    >>> first_code("150 (196 where it breaks a truce)"), first_code("16x")
    ('150', '160')
    """
    return re.match(r"\w+", cameo)[0].replace("x", "0")


def spread_codes(coded: pd.DataFrame) -> pd.DataFrame:
    """What a machine that knows CAMEO alone could tell apart.

    Parameters
    ----------
    coded : DataFrame
        As :func:`list_coded` gives it.

    Returns
    -------
    DataFrame
        ``cameo``, ``root`` (in words), ``n_types`` (our types with that code), ``event_types``
        (largest first), ``n`` (events), largest ``n`` first.
    """
    sizes = coded.groupby(["cameo", "event_type"]).size().rename("n").reset_index()
    sizes = sizes.sort_values(["n", "event_type"], ascending=[False, True])
    table = sizes.groupby("cameo", as_index=False).agg(
        n_types=("event_type", "size"), event_types=("event_type", ", ".join), n=("n", "sum")
    )
    table.insert(1, "root", table["cameo"].str[:2].map(ROOT_CODES))
    return table.sort_values(["n", "cameo"], ascending=[False, True]).reset_index(drop=True)


def compare_months(machine: pd.DataFrame, coded: pd.DataFrame, root_code: str) -> pd.DataFrame:
    """One root code, month by month, in either table.

    Parameters
    ----------
    machine : DataFrame
        As :func:`peninsula.bulk.roll_up` gives it by month and root code, of one actor.
    coded : DataFrame
        As :func:`list_coded` gives it, of the same actor.
    root_code : str
        ``"15"``, say: a show of force.

    Returns
    -------
    DataFrame
        ``period_start``, ``n_machine`` (events), ``share_machine`` (of all events of the month),
        ``n_curated`` (events known to the month or day), for the months that the machine covers.
    """
    rows = machine[machine["root_code"] == root_code].dropna(subset=["n"])
    if rows.empty:
        raise ValueError(f"the machine-coded table has no event of root code {root_code}")
    start, end = rows["period_start"].min(), rows["period_start"].max() + pd.offsets.MonthEnd(0)
    curated = count_events(coded[coded["root_code"] == root_code], "MS", start=start, end=end)
    renamed = {"n": "n_machine", "share": "share_machine"}
    kept = rows.rename(columns=renamed)[["period_start", "n_machine", "share_machine"]]
    return kept.merge(curated.rename(columns={"n": "n_curated"}), on="period_start")


def correlate_months(compared: pd.DataFrame) -> pd.DataFrame:
    """Rank correlation of machine and curated months, beside that of every shift of the calendar.

    Months are dependent, so the test of a textbook is wrong. Here the curated months are turned
    round by one month, two, and so on: each turn keeps their clusters and breaks the match.

    Parameters
    ----------
    compared : DataFrame
        As :func:`compare_months` gives it, three months at least.

    Returns
    -------
    DataFrame
        A row for ``n_machine`` and ``share_machine``: ``rho`` (Spearman), ``shifted_low`` and
        ``shifted_high`` (5th and 95th percentile of the turned ones), ``p`` (share of turns, the
        real one included, that do as well), ``n_months``.

    Examples
    --------
    >>> months = pd.DataFrame({"n_machine": [1, 9, 2, 3], "share_machine": [.1, .9, .2, .3],
    ...                        "n_curated": [0, 5, 1, 2]})
    >>> correlate_months(months)["rho"].tolist()
    [1.0, 1.0]
    """
    curated = compared["n_curated"].astype("float64").rank()
    rows = []
    for measure in ("n_machine", "share_machine"):
        machine = compared[measure].astype("float64").rank()
        turned = pd.Series(
            [machine.corr(pd.Series(curated.to_numpy()[_turn(len(curated), k)], machine.index))
             for k in range(len(curated))]
        )  # fmt: skip
        low, high = turned[1:].quantile([0.05, 0.95])
        rows.append(
            {
                "measure": measure,
                "rho": round(turned[0], 3),
                "shifted_low": round(low, 3),
                "shifted_high": round(high, 3),
                "p": round((turned >= turned[0] - 1e-12).mean(), 3),
                "n_months": len(curated),
            }
        )
    return pd.DataFrame(rows)


def _turn(n: int, k: int) -> list[int]:
    return [(i + k) % n for i in range(n)]
