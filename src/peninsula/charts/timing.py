"""Charts of timing: shifts of the rate, days since the last launch, the year so far, the months."""

from __future__ import annotations

import calendar

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from peninsula.charts.base import BLACK, BLUE, GREY, ORANGE, new_axes


def plot_changes(
    counts: pd.DataFrame, spans: pd.DataFrame, changes: pd.DataFrame, ax: Axes | None = None
) -> Axes:
    """Counts with the steady rate of each span, and where each change may lie.

    Parameters
    ----------
    counts : DataFrame
        ``period_start``, ``n``.
    spans : DataFrame
        From :func:`peninsula.timing.find_changes`.
    changes : DataFrame
        From :func:`peninsula.timing.locate_changes`.
    ax : Axes, optional
        Where to draw.

    Returns
    -------
    Axes
        Bars for the counts, a line with its number for each span, a band for each change.

    Examples
    --------
    >>> from peninsula import timing
    >>> months = pd.date_range("2012-01-01", periods=48, freq="MS")
    >>> counts = pd.DataFrame({"period_start": months, "n": [0, 1] * 12 + [4, 6] * 12})
    >>> spans = timing.find_changes(counts)
    >>> ax = plot_changes(counts, spans, timing.locate_changes(counts, spans))
    >>> [t.get_text() for t in ax.texts]
    ['0.5', '5.0']
    """
    ax = new_axes(ax)
    ax.bar(counts["period_start"], counts["n"], width=26, align="edge", color="#9ec5de", lw=0)
    end = counts["period_start"].max() + pd.offsets.MonthBegin(1)
    for row in changes.itertuples():
        ax.axvspan(
            row.lower, row.upper + pd.offsets.MonthBegin(1), color=ORANGE, alpha=0.16, lw=0,
            gid="change",
        )  # fmt: skip
    for row in spans.itertuples():
        last = row.end_date if pd.notna(row.end_date) else end
        ax.hlines(row.mean, row.start_date, last, color=BLACK, lw=2.2)
        middle = row.start_date + (last - row.start_date) / 2
        ax.annotate(
            f"{row.mean:.1f}" if row.mean >= 0.095 or row.mean == 0 else f"{row.mean:.2f}",
            (middle, row.mean), xytext=(0, 3), textcoords="offset points", ha="center",
            va="bottom", fontsize=9, weight="bold",
            bbox={"facecolor": "white", "alpha": 0.75, "pad": 0.8, "lw": 0},
        )  # fmt: skip
    ax.set_ylim(0, max(counts["n"].max(), 1) * 1.12)
    ax.set_ylabel("n per month")
    return ax


def plot_hazard(hazard: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Chance a day of the next event, by days since the last.

    Parameters
    ----------
    hazard : DataFrame
        From :func:`peninsula.timing.estimate_hazard`.
    ax : Axes, optional
        Where to draw.

    Returns
    -------
    Axes
        A dot with interval and number for each class of days, in order.
    """
    ax = new_axes(ax)
    x = np.arange(len(hazard))
    ax.vlines(x, hazard["lower"], hazard["upper"], color=BLUE, lw=2.4, alpha=0.55)
    ax.plot(x, hazard["hazard"], "o-", color=BLUE, ms=7, lw=1)
    for place, row in zip(x, hazard.to_dict("records"), strict=True):
        if pd.notna(row["hazard"]):
            ax.annotate(
                f"{row['hazard']:.1%}\nn = {row['n']:.0f}", (place, row["hazard"]), xytext=(7, 3),
                textcoords="offset points", va="bottom", fontsize=8.5,
            )  # fmt: skip
    ax.set_xticks(x, [_days_label(a, b) for a, b in hazard[["from_days", "to_days"]].to_numpy()])
    ax.set_xlim(-0.4, len(hazard) - 0.3)
    ax.set_ylim(0, None)
    ax.yaxis.set_major_formatter(lambda y, _: f"{y:.0%}")
    ax.set_xlabel("days since the last launch day")
    ax.set_ylabel("chance a day")
    return ax


def _days_label(low: float, high: float) -> str:
    return f"over {low:.0f}" if np.isinf(high) else f"{low + 1:.0f} to {high:.0f}"


def plot_running_years(
    running: pd.DataFrame, year: int, ax: Axes | None = None, n_labels: int = 3
) -> Axes:
    """This year's running total over those of all years before.

    Parameters
    ----------
    running : DataFrame
        From :func:`peninsula.cumulate_by_year`.
    year : int
        The year to bring out.
    ax : Axes, optional
        Where to draw.
    n_labels : int
        How many of the highest earlier years to name.

    Returns
    -------
    Axes
        A line a year; the one brought out is thick and named with its total.
    """
    ax = new_axes(ax)
    last_day = running.loc[running["year"] == year, "day_of_year"].max()
    totals = (
        running.groupby("year")["n"]
        .max()
        .drop(year, errors="ignore")
        .nlargest(n_labels, keep="all")
    )
    for other, table in running[running["year"] != year].groupby("year"):
        named = other in totals.index
        ax.plot(
            table["day_of_year"], table["n"], lw=1.3 if named else 0.8, drawstyle="steps-post",
            color=GREY if named else "#c4c4c4", label=str(other),
        )  # fmt: skip
    for _, tied in totals.groupby(totals):
        table = running[running["year"] == tied.index[0]]
        _name_line(ax, table, ", ".join(map(str, sorted(tied.index))), GREY)
    own = running[running["year"] == year]
    ax.plot(
        own["day_of_year"], own["n"], color=BLUE, lw=2.8, drawstyle="steps-post", label=str(year)
    )
    ax.plot(own["day_of_year"].iloc[-1:], own["n"].iloc[-1:], "o", color=BLUE, ms=6)
    _name_line(ax, own, f"{year}: {own['n'].max()}", BLUE)
    ax.axvline(last_day, color=BLUE, lw=0.8, ls=":")
    starts = np.cumsum([1, *(calendar.monthrange(2021, m)[1] for m in range(1, 12))])
    ax.set_xticks(starts, [calendar.month_abbr[m] for m in range(1, 13)], ha="left")
    ax.set_xlim(1, 392)
    ax.set_ylim(0, None)
    ax.set_ylabel("n since 1 January")
    return ax


def _name_line(ax: Axes, table: pd.DataFrame, text: str, colour: str) -> None:
    last = table.iloc[-1]
    ax.annotate(
        text, (last["day_of_year"], last["n"]), xytext=(6, 5), textcoords="offset points",
        fontsize=9, color=colour, weight="bold", va="center",
        bbox={"facecolor": "white", "alpha": 0.8, "pad": 0.6, "lw": 0},
    )  # fmt: skip


def plot_seasonality(table: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Events by month over what each year's own total would give, with intervals.

    Parameters
    ----------
    table : DataFrame
        From :func:`peninsula.timing.estimate_seasonality`.
    ax : Axes, optional
        Where to draw.

    Returns
    -------
    Axes
        A dot with interval and count for each month; the line at 1 is no season.
    """
    ax = new_axes(ax)
    ax.axhline(1, color=BLACK, lw=1)
    ax.vlines(table["month"], table["lower"], table["upper"], color=BLUE, lw=2.4, alpha=0.55)
    ax.plot(table["month"], table["ratio"], "o", color=BLUE, ms=7)
    for row in table.itertuples():
        ax.annotate(
            f"{row.n}", (row.month, row.ratio), xytext=(7, 0), textcoords="offset points",
            va="center", fontsize=8.5,
            bbox={"facecolor": "white", "alpha": 0.85, "pad": 0.4, "lw": 0},
        )  # fmt: skip
    ax.set_ylabel("times what the year's total gives")
    ax.set_xticks(table["month"], [calendar.month_abbr[m] for m in table["month"]])
    ax.set_ylim(0, None)
    ax.yaxis.set_major_formatter(lambda y, _: f"{y:g}×")
    return ax
