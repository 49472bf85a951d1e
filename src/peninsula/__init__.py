"""Peninsula Watch: articles, tagged events and coded statements on North Korea, in pandas.

>>> import peninsula as pn
>>> ds = pn.load()
>>> pn.count_launches(ds, unit="day", freq="YS").columns.tolist()
['period_start', 'n']

Names are looked up when first used, so that importing the package costs next to nothing.
"""

from __future__ import annotations

import importlib

__version__ = "0.1.0"

_HOMES = {
    "Dataset": "data",
    "DataError": "faults",
    "load": "data",
    "find_data": "data",
    "load_table": "data",
    "save_table": "data",
    "count_events": "counts",
    "count_launches": "counts",
    "cumulate_by_year": "counts",
    "launch_days": "counts",
    "finish_chart": "charts",
    "caption": "charts",
}
_ROOMS = (
    "agreement", "answers", "bulk", "charts", "coding", "counts", "data", "deeds", "evidence",
    "faults", "incidents", "outlook", "overview", "rates", "reconcile", "rhetoric", "schema",
    "sites", "timing",
)  # fmt: skip

__all__ = [*_HOMES, *_ROOMS]


def __getattr__(name: str):
    if name in _ROOMS:
        return importlib.import_module(f"peninsula.{name}")
    if name in _HOMES:
        return getattr(importlib.import_module(f"peninsula.{_HOMES[name]}"), name)
    if name.startswith(("load_", "save_")):
        return getattr(importlib.import_module("peninsula.data"), name)
    raise AttributeError(f"module 'peninsula' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
