"""Event tables larger than memory: GDELT rolled up in the shape of the curated tables.

>>> import peninsula as pn
>>> pn.bulk.FORMS[61].name
'GDELT 2.0'

One Ibis expression, two engines: DuckDB on this machine, Spark on this or on many.
"""

from __future__ import annotations

import importlib

_HOMES = {
    "FORMS": "formats",
    "ROOT_CODES": "formats",
    "Form": "formats",
    "column_type": "formats",
    "list_event_codes": "formats",
    "EventFile": "reading",
    "find_files": "finding",
    "Plan": "plan",
    "make_plan": "plan",
    "match_types": "plan",
    "group_events": "expressions",
    "connect": "engines",
    "describe_columns": "engines",
    "open_events": "rollup",
    "roll_up": "rollup",
    "convert": "conversion",
    "write_sample": "sample",
    "generate": "sample",
    "list_coded": "comparison",
    "spread_codes": "comparison",
    "compare_months": "comparison",
    "correlate_months": "comparison",
}

__all__ = list(_HOMES)


def __getattr__(name: str):
    if name in _HOMES:
        return getattr(importlib.import_module(f"peninsula.bulk.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
