#!/usr/bin/env python3
"""Check the coded periods and write ``lookup/periods.csv``.

    python scripts/build_periods.py [--coded scripts/coded] [--out data]

Periods are coded by hand in ``scripts/coded/periods.csv``; what could not be sourced stands beside
it in ``periods_unsourced.csv`` and goes no further. The same table gives the same bytes.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import pandas as pd

from peninsula.data import save_table

CODED = Path(__file__).resolve().parent / "coded"
SUCCESSIONS = ("leader", "us_president", "rok_president")
DATES = ["start_date", "end_date"]


def read_periods(coded: Path) -> pd.DataFrame:
    """The coded periods, dates as dates and blanks as missing."""
    periods = pd.read_csv(coded / "periods.csv", dtype="str")
    return periods.assign(**{c: pd.to_datetime(periods[c], format="%Y-%m-%d") for c in DATES})


def find_gaps(periods: pd.DataFrame) -> list[str]:
    """Holders of an office whose span does not begin the day after their predecessor's ended."""
    faults = []
    for kind in SUCCESSIONS:
        held = periods[periods["kind"] == kind].sort_values("start_date")
        due = held["end_date"].shift() + pd.Timedelta(days=1)
        late = held[held["start_date"] != due].iloc[1:]
        faults += [f"{period_id}: does not follow on" for period_id in late["period_id"]]
    return faults


def find_faults(periods: pd.DataFrame) -> list[str]:
    """What is wrong with the coded table, one line a fault; empty if nothing is."""
    checks = {
        "stands twice": periods["period_id"].duplicated(),
        "repeats a period under another name": periods.duplicated(["kind", "name", *DATES]),
        "ends before it starts": periods["end_date"] < periods["start_date"],
        "has no end, though only an office can be open": periods["end_date"].isna()
        & ~periods["kind"].isin(SUCCESSIONS),
        "has no link": periods["source_url"].isna(),
    }
    faults = [
        f"{period_id}: {what}"
        for what, wrong in checks.items()
        for period_id in periods.loc[wrong, "period_id"]
    ]
    return faults + find_gaps(periods)


def main() -> None:
    """Read, check, write; stop with every fault if there is any."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--coded", type=Path, default=CODED, help="folder of the coded tables")
    parser.add_argument("--out", type=Path, default=Path("data"), help="the data folder")
    args = parser.parse_args()
    periods = read_periods(args.coded)
    if faults := find_faults(periods):
        raise SystemExit("\n".join(faults))
    print(save_table("periods", periods, args.out))


if __name__ == "__main__":
    main()
