"""What is wrong with a table, and where: file, row, column, why.

>>> print(Fault("events.csv", 12, "event_type", "'missle' is not an event_type"))
events.csv:12: event_type: 'missle' is not an event_type
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

SHOWN = 20


@dataclass(frozen=True, order=True)
class Fault:
    """One fault. ``row`` is the line of the file (the header is line 1); 0 means the whole file."""

    file: str
    row: int
    column: str
    why: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.row}" if self.row else self.file
        return ": ".join(part for part in (place, self.column, self.why) if part)


class DataError(ValueError):
    """Tables that break their rules. ``faults`` holds every fault; the message the first 20.

    ``frame`` is what could be read of the table at fault, for checks against other tables.
    """

    def __init__(self, faults: Iterable[Fault], frame: pd.DataFrame | None = None):
        self.faults = tuple(sorted(faults))
        self.frame = frame
        lines = [str(fault) for fault in self.faults[:SHOWN]]
        if len(self.faults) > SHOWN:
            lines.append(f"… and {len(self.faults) - SHOWN} more: run `peninsula check`")
        super().__init__("\n".join(lines))
