"""Charts of rates, ratios and proportions: a dot, its interval, its number beside it."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from peninsula.charts.base import BLUE, GREY, ORANGE, new_axes

MARKERS = ("o", "s", "D", "^", "v", "P")


def plot_intervals(
    table: pd.DataFrame,
    label: str = "name",
    value: str = "rate",
    ax: Axes | None = None,
    is_log: bool = False,
    text: str = "{:.3g}",
) -> Axes:
    """A row for each dot: the estimate, its interval, its number.

    Parameters
    ----------
    table : DataFrame
        The columns ``label`` and ``value``, and ``lower``, ``upper``.
    label, value : str
        Columns with the names and with the estimates.
    ax : Axes, optional
        Where to draw.
    is_log : bool
        A logarithmic axis, for values that span orders of magnitude.
    text : str
        How a number is written.

    Returns
    -------
    Axes
        The first row on top. Rows without a value are left empty.

    Examples
    --------
    >>> rates = pd.DataFrame({"name": ["Kim Il Sung"], "rate": [1.46], "lower": [0.82],
    ...                       "upper": [2.41]})
    >>> ax = plot_intervals(rates)
    >>> [t.get_text() for t in ax.get_yticklabels()], ax.texts[0].get_text()
    (['Kim Il Sung'], '1.46 (0.82 to 2.41)')
    """
    ax = new_axes(ax)
    y = np.arange(len(table))
    ax.hlines(y, table["lower"], table["upper"], color=BLUE, lw=2.4, alpha=0.55)
    ax.plot(table[value], y, "o", color=BLUE, ms=7)
    for place, row in zip(y, table.to_dict("records"), strict=True):
        if pd.isna(row[value]):
            continue
        numbers = [text.format(row[name]) for name in (value, "lower", "upper")]
        ax.annotate(
            "{} ({} to {})".format(*numbers), (row[value], place), xytext=(0, 7),
            textcoords="offset points", ha="center", va="bottom", fontsize=8.5,
        )  # fmt: skip
    ax.set_yticks(y, table[label].astype(str).str.replace("_", " "))
    ax.set_ylim(len(table) - 0.5, -0.7)
    ax.grid(True, axis="x")
    ax.grid(False, axis="y")
    ax.margins(x=0.12)
    ax.set_xlabel(value.replace("_", " ") + (" (logarithmic)" if is_log else ""))
    if is_log:
        ax.set_xscale("log")
        ax.xaxis.set_major_formatter(lambda x, _: f"{x:g}")
        ax.xaxis.set_minor_formatter(lambda x, _: "")
    return ax


def plot_success(table: pd.DataFrame, by: str = "missile_type", ax: Axes | None = None) -> Axes:
    """Success of known outcomes with its interval, over the bounds that the unknown ones leave.

    Parameters
    ----------
    table : DataFrame
        From :func:`peninsula.rates.estimate_success`, grouped by ``by``.
    by : str
        The column with the names.
    ax : Axes, optional
        Where to draw.

    Returns
    -------
    Axes
        A pale bar from all unknown failed to all unknown succeeded, a line for the interval, a
        dot for the proportion; the first row on top.
    """
    ax = new_axes(ax)
    y = np.arange(len(table))
    low, high = table["if_all_unknown_fail"], table["if_all_unknown_succeed"]
    ax.barh(y, high - low, left=low, height=0.55, color=ORANGE, alpha=0.28, lw=0, hatch="///")
    ax.hlines(y, table["lower"], table["upper"], color=BLUE, lw=2)
    ax.plot(table["proportion"], y, "o", color=BLUE, ms=7)
    for place, row in zip(y, table.to_dict("records"), strict=True):
        known = int(row["n_success"] + row["n_failure"])
        unknown = f", {int(row['n_unknown'])} unknown" if row["n_unknown"] else ""
        ax.annotate(
            f"{int(row['n_success'])} of {known}{unknown}", (1.02, place), va="center",
            fontsize=8.5, xycoords=("axes fraction", "data"), annotation_clip=False, color=GREY,
        )  # fmt: skip
    ax.set_yticks(y, table[by].astype(str))
    ax.set_ylim(len(table) - 0.5, -0.5)
    ax.set_xlim(0, 1.01)
    ax.xaxis.set_major_formatter(lambda x, _: f"{x:.0%}")
    ax.set_xlabel("share of successes")
    ax.grid(True, axis="x")
    ax.grid(False, axis="y")
    return ax


def plot_grouped_intervals(
    table: pd.DataFrame, label: str, by: str, value: str = "rate", ax: Axes | None = None
) -> Axes:
    """Several dots with intervals a row, one for each group, told apart by colour and shape.

    Parameters
    ----------
    table : DataFrame
        The columns ``label``, ``by`` and ``value``, and ``lower``, ``upper``.
    label, by, value : str
        Columns with the rows, the groups and the estimates.
    ax : Axes, optional
        Where to draw.

    Returns
    -------
    Axes
        Rows in the order of the table, the first on top; logarithmic. A value of 0 is a hollow
        mark at the left edge, with its upper limit.
    """
    ax = new_axes(ax, figsize=(8.4, 5.6))
    rows, groups = table[label].drop_duplicates().tolist(), table[by].drop_duplicates().tolist()
    edge = table.loc[table[value] > 0, value].min() / 3
    for place, group in enumerate(groups):
        part = table[table[by] == group]
        y = part[label].map(rows.index).to_numpy() + (place - (len(groups) - 1) / 2) * 0.22
        colour, marker = (GREY, ORANGE, BLUE)[place % 3], MARKERS[place % 6]
        is_none = (part[value] == 0).to_numpy()
        ax.hlines(y, part["lower"].clip(lower=edge), part["upper"], color=colour, lw=1.8, alpha=0.6)
        ax.plot(part[value][~is_none], y[~is_none], marker, color=colour, ms=5.5, label=str(group))
        ax.plot(np.full(is_none.sum(), edge), y[is_none], marker, color=colour, ms=5.5, mfc="white")
    ax.set_yticks(range(len(rows)), [str(row).replace("_", " ") for row in rows])
    ax.set_ylim(len(rows) - 0.5, -0.6)
    ax.set_xscale("log")
    ax.xaxis.set_major_formatter(lambda x, _: f"{x:g}")
    ax.set_xlabel(value.replace("_", " ") + " (logarithmic; hollow: none)", loc="right")
    ax.grid(True, axis="x")
    ax.grid(False, axis="y")
    ax.legend(loc="upper left", bbox_to_anchor=(0, -0.06), ncols=len(groups))
    return ax
