"""Charts: ``plot_*`` takes a tidy table and gives the Axes; ``finish_chart`` says what it shows.

A room for each subject: :mod:`~peninsula.charts.base` (what all share) and one module for each
kind of table. ``from peninsula.charts import plot_counts`` finds any of them.
"""

from __future__ import annotations

import importlib
import pkgutil

from peninsula.charts.base import (
    caption,
    figure_size,
    finish_chart,
    new_axes,
    new_panels,
    shade_periods,
    source_line,
    use_style,
)

__all__ = [
    "caption",
    "figure_size",
    "finish_chart",
    "new_axes",
    "new_panels",
    "shade_periods",
    "source_line",
    "use_style",
]


def __getattr__(name: str):
    if name.startswith("plot_"):
        for module in pkgutil.iter_modules(__path__):
            room = importlib.import_module(f"{__name__}.{module.name}")
            if hasattr(room, name):
                return getattr(room, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
