"""Charts of large event tables: volume and share, machine beside curated, codes and types."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from peninsula.charts.base import BLUE, GREY, ORANGE, new_axes, new_panels


def plot_volume_and_share(table: pd.DataFrame, axes: np.ndarray | None = None) -> np.ndarray:
    """Counts of one actor above, their share of all events below: growth of the source shows.

    Parameters
    ----------
    table : DataFrame
        ``period_start``, ``n``, ``share``, a row a period, as :func:`peninsula.bulk.roll_up`.
    axes : array of Axes, optional
        Two of them.

    Returns
    -------
    ndarray of Axes
        A line each, with the line of its trend.
    """
    axes = _two_panels(axes)
    share = table["share"].astype("float64") * 100
    _draw_trend(axes[0], table["period_start"], table["n"].astype("float64"), BLUE)
    _draw_trend(axes[1], table["period_start"], share, ORANGE)
    axes[0].set_ylabel("events")
    axes[1].set_ylabel("% of all events")
    return axes


def _draw_trend(ax: Axes, dates: pd.Series, values: pd.Series, colour: str) -> None:
    ax.plot(dates, values, color=colour, lw=1.2)
    known = values.notna()
    days = dates[known].astype("int64") / 8.64e10
    if known.sum() > 2:
        slope, level = np.polyfit(days - days.mean(), values[known], 1)
        ends = slope * (days.iloc[[0, -1]] - days.mean()) + level
        ax.plot(dates[known].iloc[[0, -1]], ends, color=GREY, ls="--", lw=1)
    ax.set_ylim(0, max(values.max() * 1.1, 1e-9))


def plot_machine_and_curated(compared: pd.DataFrame, axes: np.ndarray | None = None) -> np.ndarray:
    """Machine-coded share above, curated events below, on one calendar and never on one axis.

    Parameters
    ----------
    compared : DataFrame
        As :func:`peninsula.bulk.compare_months` gives it.
    axes : array of Axes, optional
        Two of them.

    Returns
    -------
    ndarray of Axes
        Bars a month in either panel.
    """
    axes = _two_panels(axes)
    share = compared["share_machine"].astype("float64") * 100
    panels = (
        (share, ORANGE, "///", "machine-coded: % of all events"),
        (compared["n_curated"], BLUE, "", "curated: events"),
    )
    for ax, (values, colour, hatch, name) in zip(axes, panels, strict=True):
        ax.bar(
            compared["period_start"], values, width=27, align="edge", color=colour, hatch=hatch,
            edgecolor="white", lw=0,
        )  # fmt: skip
        ax.annotate(
            name, xy=(0, 1), xycoords="axes fraction", xytext=(4, -3), weight="bold",
            textcoords="offset points", ha="left", va="top", fontsize=9.5, color=colour,
        )  # fmt: skip
        ax.set_ylim(0, max(float(values.max()), 1e-9) * 1.3)
    return axes


def plot_code_spread(table: pd.DataFrame, ax: Axes | None = None, top: int = 8) -> Axes:
    """Curated events by the CAMEO code that each would have; the types in a code are named.

    Parameters
    ----------
    table : DataFrame
        As :func:`peninsula.bulk.spread_codes` gives it.
    ax : Axes, optional
        Where to draw.
    top : int
        How many codes, largest first.

    Returns
    -------
    Axes
        A bar a code, the largest on top.
    """
    ax = new_axes(ax, figsize=(8.4, 4.4))
    shown = table.head(top)[::-1]
    labels = [f"{row.cameo} ({row.root})" for row in shown.itertuples()]
    bars = ax.barh(labels, shown["n"], color=[BLUE if n > 1 else GREY for n in shown["n_types"]])
    for bar, row in zip(bars, shown.itertuples(), strict=True):
        types = "1 type" if row.n_types == 1 else f"{row.n_types} types of ours"
        ax.annotate(
            f"{row.n}: {types}", xy=(bar.get_width(), bar.get_y() + bar.get_height() / 2),
            xytext=(4, 0), textcoords="offset points", va="center", fontsize=8.5,
        )  # fmt: skip
    ax.set_xlim(0, shown["n"].max() * 1.22)
    ax.set_xlabel("curated events")
    ax.grid(False, axis="y")
    return ax


def _two_panels(axes: np.ndarray | None) -> np.ndarray:
    if axes is not None:
        return axes
    return new_panels(2, sharex=True, figsize=(8.4, 4.8))
