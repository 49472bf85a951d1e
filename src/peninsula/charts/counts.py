"""Charts of counts: bars on a calendar, one colour and hatch a group, labelled where they stand."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.dates import DateFormatter, YearLocator
from matplotlib.ticker import MaxNLocator

from peninsula.charts.base import BLACK, BLUE, HATCHES, new_axes, new_panels

COLOURS = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#777777", "#000000")
REST = "#cccccc"
"""For what is left when the larger groups are named."""


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
        ax.plot(middle, mean, color=BLACK, label=f"mean of {smooth} {_period(table)}s")
        ax.legend(loc="upper left")
    _finish_axes(ax, table, table["n"].max() if len(table) else 1)
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
    shown = _largest_first(wide, top)
    base = pd.Series(0.0, index=shown.index)
    for place, (name, n) in enumerate(shown.items()):
        rest = _is_rest(name)
        ax.bar(
            shown.index, n, bottom=base, width=_width(table), align="edge", lw=0.4,
            color=REST if rest else COLOURS[place % len(COLOURS)],
            hatch=("..." if str(name).endswith("unknown") else "") if rest else HATCHES[place % 8],
            edgecolor="white", label=f"{str(name).replace('_', ' ')}  {int(n.sum()):,}",
        )  # fmt: skip
        base = base + n
    handles, labels = ax.get_legend_handles_labels()
    ax.legend(
        handles[::-1], labels[::-1], loc="center left", bbox_to_anchor=(1.0, 0.5), handlelength=1.6
    )
    _finish_axes(ax, table, base.max())
    return ax


def _largest_first(wide: pd.DataFrame, top: int) -> pd.DataFrame:
    """The largest groups first, the others in one column, and what has no name last of all."""
    order = wide.sum().sort_values(ascending=False, kind="stable").index
    named = [name for name in order if not _is_rest(name)]
    rest = [name for name in order if _is_rest(name)]
    shown = wide[named[:top]].copy()
    if len(named) > top:
        shown[f"other ({len(named) - top})"] = wide[named[top:]].sum(axis=1)
    return pd.concat([shown, wide[rest]], axis=1)


def _is_rest(name: str) -> bool:
    """Whether a group is what is left when the others are named."""
    return str(name).startswith(("other", "all other")) or str(name).endswith("unknown")


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
            f"{unit}, n = {int(table['n'].sum()):,}", xy=(0, 1), xycoords="axes fraction",
            xytext=(4, -3), textcoords="offset points", ha="left", va="top", fontsize=9.5,
            weight="bold", color=BLUE,
        )  # fmt: skip
        ax.set_ylim(0, max(table["n"].max(), 1) * 1.3)
    return axes


def _width(table: pd.DataFrame) -> float:
    """Days from one period to the next, less a hair's breadth."""
    starts = table["period_start"].drop_duplicates()
    return float(starts.diff().dt.days.median()) * 0.92 if len(starts) > 1 else 25.0


def _period(table: pd.DataFrame) -> str:
    """What one period of the calendar is called."""
    days = _width(table)
    longest = {1.5: "day", 10: "week", 45: "month", 150: "quarter"}
    return next((name for limit, name in longest.items() if days < limit), "year")


def _finish_axes(ax: Axes, table: pd.DataFrame, largest: float) -> None:
    """Whole numbers up, the unit of time beside them, years named under the middle of their bar."""
    ax.yaxis.set_major_locator(MaxNLocator(integer=True, nbins=6, steps=[1, 2, 5, 10]))
    ax.set_ylim(0, max(float(largest), 1.0) * 1.08)
    ax.set_ylabel(f"n per {_period(table)}")
    n_years = table["period_start"].nunique()
    if len(table) and _period(table) == "year":
        step = next((s for s in (1, 2, 5, 10) if n_years / s <= 14), 20)
        ax.xaxis.set_major_locator(YearLocator(step, month=7, day=1))
        ax.xaxis.set_major_formatter(DateFormatter("%Y"))
        ax.set_xlim(
            table["period_start"].min() - pd.Timedelta(days=120),
            table["period_start"].max() + pd.Timedelta(days=485),
        )
