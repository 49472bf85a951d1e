"""What the rules share: from a mask over a table to its faults."""

from __future__ import annotations

import pandas as pd

from peninsula.faults import Fault
from peninsula.schema import TABLES

FIRST_LINE = 2
"""Line of a file's first row of data; the header is line 1."""


def point_out(
    table: str, frame: pd.DataFrame, mask: pd.Series, column: str, why: str | pd.Series
) -> list[Fault]:
    """One fault for each row where the mask is true.

    ``why`` is a sentence, which may name columns in braces, or a series of sentences.

    >>> frame = pd.DataFrame({"event_id": ["a", "b"], "quantity": [1, 2]})
    >>> faults = point_out("events", frame, frame["quantity"] > 1, "quantity", "is {quantity}")
    >>> print(*faults)
    events.csv:3: quantity: is 2
    """
    path = TABLES[table].path
    faults = []
    for index, row in frame[mask.fillna(False).astype(bool)].iterrows():
        words = why[index] if isinstance(why, pd.Series) else why.format(**show_values(row))
        faults.append(Fault(path, int(index) + FIRST_LINE, column, words))
    return faults


def show_values(row: pd.Series) -> dict[str, object]:
    """A row's values as a reader of the file sees them."""
    return {
        name: value.strftime("%Y-%m-%d") if isinstance(value, pd.Timestamp) else value
        for name, value in row.items()
    }


def join_events(frame: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    """The frame with its events' columns, its own index kept."""
    extra = [c for c in events.columns if c not in frame.columns]
    return frame.join(events.set_index("event_id")[extra], on="event_id")
