"""Charts of counts: bars on a calendar, one colour and hatch a group, labelled where they stand."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from peninsula.charts.base import BLACK, BLUE, HATCHES, new_axes, new_panels

COLOURS = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#999999", "#000000")


def plot_counts(table: pd.DataFrame, ax: Axes | None = None, smooth: int = 0) -> Axes:
    """Bars of a count table without groups, and its running mean if asked.

    Parameters
    ----------
    table : DataFrame
        ``period_start`` and ``n``, as :func:`peninsula.count_events` gives them.
    ax : Axes, optional
        Where to draw; a new figure by default.
    smooth : int
        Periods of the centred running mean drawn over the bars; 0 draws none.

    Returns
    -------
    Axes
        A bar a row, heights equal to ``n``.

    Examples
    --------
    >>> months = pd.DataFrame({"period_start": pd.date_range("2022-01-01", periods=3, freq="MS"),
    ...                        "n": [1, 0, 2]})
    >>> [int(bar.get_height()) for bar in plot_counts(months).patches]
    [1, 0, 2]
    """
    ax = new_axes(ax)
    ax.bar(table["period_start"], table["n"], width=_width(table), align="edge", color=BLUE, lw=0)
    if smooth > 1:
        mean = table["n"].rolling(smooth, center=True, min_periods=smooth).mean()
        middle = table["period_start"] + pd.Timedelta(days=_width(table) / 2)
        ax.plot(middle, mean, color=BLACK, label=f"mean of {smooth}")
        ax.annotate(
            f"mean of {smooth} periods", xy=(1, 0.98), xycoords="axes fraction", ha="right",
            va="top", fontsize=8, color=BLACK,
        )  # fmt: skip
    _whole_numbers(ax, table["n"].max() if len(table) else 1)
    return ax


def plot_stacked_counts(table: pd.DataFrame, by: str, ax: Axes | None = None, top: int = 6) -> Axes:
    """Stacked bars of a count table with one group column; small groups are gathered as "other".

    Parameters
    ----------
    table : DataFrame
        ``period_start``, the ``by`` column and ``n``.
    by : str
        The group column.
    ax : Axes, optional
        Where to draw.
    top : int
        How many groups to show by name, largest first.

    Returns
    -------
    Axes
        One container of bars a group, with a legend in the order of the stack.
    """
    ax = new_axes(ax)
    wide = table.pivot_table(index="period_start", columns=by, values="n", aggfunc="sum")
    order = wide.sum().sort_values(ascending=False, kind="stable").index
    shown = wide[order[:top]].copy()
    if len(order) > top:
        shown[f"other ({len(order) - top})"] = wide[order[top:]].sum(axis=1)
    base = pd.Series(0.0, index=shown.index)
    for place, (name, n) in enumerate(shown.items()):
        ax.bar(
            shown.index, n, bottom=base, width=_width(table), align="edge", lw=0.4,
            color=COLOURS[place % len(COLOURS)], hatch=HATCHES[place % len(HATCHES)],
            edgecolor="white", label=f"{str(name).replace('_', ' ')}  {int(n.sum())}",
        )  # fmt: skip
        base = base + n
    handles, labels = ax.get_legend_handles_labels()
    ax.legend(
        handles[::-1], labels[::-1], loc="center left", bbox_to_anchor=(1.0, 0.5), handlelength=1.6
    )
    _whole_numbers(ax, base.max())
    return ax


def plot_three_units(tables: dict[str, pd.DataFrame], axes=None):
    """Missiles, launch events and launch days on a calendar, a panel each: never one axis for all.

    Parameters
    ----------
    tables : dict of str to DataFrame
        Count tables by the name of their unit.
    axes : array of Axes, optional
        As many as there are tables.

    Returns
    -------
    ndarray of Axes
        A panel a unit, each with its total.
    """
    if axes is None:
        axes = new_panels(len(tables), sharex=True, figsize=(8.4, 5.6))
    for ax, (unit, table) in zip(axes, tables.items(), strict=True):
        plot_counts(table, ax)
        ax.annotate(
            f"{unit}: {int(table['n'].sum())}", xy=(0, 1), xycoords="axes fraction",
            xytext=(4, -3), textcoords="offset points", ha="left", va="top", fontsize=9.5,
            weight="bold", color=BLUE,
        )  # fmt: skip
        ax.set_ylim(0, max(table["n"].max(), 1) * 1.25)
    return axes


def _width(table: pd.DataFrame) -> float:
    """Days from one period to the next, less a hair's breadth."""
    starts = table["period_start"].drop_duplicates()
    return float(starts.diff().dt.days.median()) * 0.92 if len(starts) > 1 else 25.0


def _whole_numbers(ax: Axes, largest: float) -> None:
    from matplotlib.ticker import MaxNLocator

    ax.yaxis.set_major_locator(MaxNLocator(integer=True, nbins=6))
    ax.set_ylim(0, max(float(largest), 1.0) * 1.08)
