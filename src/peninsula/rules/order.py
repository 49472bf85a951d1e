"""Tables are kept sorted by their key, so that a change shows as the lines that changed."""

from __future__ import annotations

import pandas as pd

from peninsula.data import Dataset
from peninsula.faults import Fault
from peninsula.schema import TABLES


def check_order(ds: Dataset) -> list[Fault]:
    """The first row of each table that stands before one with a smaller key."""
    faults = []
    for name, table in TABLES.items():
        keys = list_keys(getattr(ds, name), table.key)
        wrong = next((i for i in range(1, len(keys)) if keys[i] < keys[i - 1]), None)
        if wrong is not None:
            this, above = ("/".join(map(str, keys[i])) for i in (wrong, wrong - 1))
            why = f"{this!r} stands after {above!r}; sort by key"
            faults.append(Fault(table.path, wrong + 2, "+".join(table.key), why))
    return faults


def list_keys(frame: pd.DataFrame, columns: tuple[str, ...]) -> list[tuple]:
    """The keys of all rows; blank sorts first."""
    values = [frame[c].tolist() for c in columns]
    blanks = [frame[c].isna().to_numpy() for c in columns]
    filled = [
        ["" if gone else value for value, gone in zip(column, missing, strict=True)]
        if missing.any()
        else column
        for column, missing in zip(values, blanks, strict=True)
    ]
    return list(zip(*filled, strict=True))


RULES = (check_order,)
