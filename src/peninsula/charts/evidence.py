"""Charts of the evidence: coverage, joins, answers, delay."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from peninsula.charts.base import BLUE, GREY, ORANGE, new_axes

PALE = "#cfd8dc"


def plot_coverage(table: pd.DataFrame, names: dict[str, str], ax: Axes | None = None) -> Axes:
    """A line of squares a list, darker where the year has more rows.

    Parameters
    ----------
    table : DataFrame
        ``source``, ``year``, ``n``.
    names : dict
        What to call each source.

    Returns
    -------
    Axes
        One image, rows by first year; the number of rows stands at the right.
    """
    ax = new_axes(ax, figsize=(8.4, 3.9))
    wide = table.pivot(index="source", columns="year", values="n")
    first = wide.gt(0).idxmax(axis=1)
    wide = wide.loc[first.sort_values(kind="stable").index]
    image = ax.imshow(
        np.log1p(wide.to_numpy(dtype=float)), aspect="auto", cmap="Blues", interpolation="none",
        extent=(wide.columns[0] - 0.5, wide.columns[-1] + 0.5, len(wide) - 0.5, -0.5),
    )  # fmt: skip
    image.set_gid("coverage")
    ax.set_yticks(range(len(wide)), [names.get(s, s) for s in wide.index])
    for edge in range(1, len(wide)):
        ax.axhline(edge - 0.5, color="white", lw=3)
    ax.set_xlabel("year that the row gives; number of rows at the right")
    for place, total in enumerate(wide.sum(axis=1)):
        ax.annotate(
            f"{total:,}", xy=(1, place), xycoords=("axes fraction", "data"), xytext=(5, 0),
            textcoords="offset points", va="center", fontsize=8.5, color=GREY,
        )  # fmt: skip
    ax.grid(False)
    return ax


def plot_shares(table: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Horizontal bars of a part in a whole, labelled with both.

    Parameters
    ----------
    table : DataFrame
        Indexed by what is compared; ``found``, ``days``, ``share``.
    """
    ax = new_axes(ax, figsize=(8.4, 2.9))
    ax.barh(table.index, 1.0, color=PALE, height=0.6)
    ax.barh(table.index, table["share"], color=BLUE, height=0.6)
    for place, row in enumerate(table.itertuples()):
        ax.annotate(
            f"{row.found} of {row.days}", xy=(row.share, place), xytext=(-6, 0),
            textcoords="offset points", ha="right", va="center", color="white", weight="bold",
        )  # fmt: skip
    ax.invert_yaxis()
    ax.set_xlim(0, 1)
    ax.xaxis.set_major_formatter("{x:.0%}")
    ax.set_xlabel("share of days")
    ax.grid(False)
    return ax


def plot_answers(answers: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """A dot for each answer, one line a unit, named where it stands.

    Parameters
    ----------
    answers : DataFrame
        ``compiler``, ``unit``, ``n``, ``answer``.
    """
    ax = new_axes(ax, figsize=(8.4, 4.8))
    ordered = answers.sort_values(["unit", "n"]).reset_index(drop=True)
    marks = dict(zip(ordered["unit"].unique(), "osD^v", strict=False))
    for place, row in enumerate(ordered.itertuples()):
        ours = row.compiler == "Peninsula Watch"
        ax.plot([0, row.n], [place, place], color=PALE, lw=1.2, zorder=1)
        ax.plot(
            row.n, place, marks[row.unit], color=ORANGE if ours else BLUE, ms=7, mew=1.4,
            mfc=ORANGE if ours else "white",
        )  # fmt: skip
        ax.annotate(
            f"{row.answer} {row.unit}", xy=(row.n, place), xytext=(8, 0), va="center",
            textcoords="offset points", fontsize=8.5, weight="bold" if ours else "normal",
        )  # fmt: skip
    ax.set_yticks(range(len(ordered)), ordered["compiler"])
    ax.set_xlim(0, ordered["n"].max() * 1.3)
    ax.set_xlabel("number, each in its own unit")
    ax.grid(False)
    return ax


def plot_delay(delays: pd.DataFrame, ax: Axes | None = None, longest: int = 30) -> Axes:
    """How many articles came how many days after the event; later ones gathered in the last bar."""
    ax = new_axes(ax)
    days = delays["delay_days"].clip(upper=longest + 1)
    counted = days.value_counts().sort_index()
    ax.bar(counted.index, counted.to_numpy(), width=0.85, color=BLUE)
    ticks = [*range(0, longest - 4, 5), longest + 1]
    ax.set_xticks(ticks, [*map(str, ticks[:-1]), f"over {longest}"])
    ax.set(xlabel="Days from event to article", ylabel="Articles")
    return ax
