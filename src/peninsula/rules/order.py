"""Tables are kept sorted by their key, so that a change shows as the lines that changed."""

from __future__ import annotations

from peninsula.data import Dataset
from peninsula.faults import Fault
from peninsula.schema import TABLES


def check_order(ds: Dataset) -> list[Fault]:
    """The first row of each table that stands before one with a smaller key."""
    faults = []
    for name, table in TABLES.items():
        frame = getattr(ds, name)
        keys = list(zip(*(frame[c].astype(str).where(frame[c].notna(), "") for c in table.key),
                        strict=True))  # fmt: skip
        wrong = next((i for i in range(1, len(keys)) if keys[i] < keys[i - 1]), None)
        if wrong is not None:
            why = (
                f"{'/'.join(keys[wrong])!r} stands after {'/'.join(keys[wrong - 1])!r}; sort by key"
            )
            faults.append(Fault(table.path, wrong + 2, "+".join(table.key), why))
    return faults


RULES = (check_order,)
