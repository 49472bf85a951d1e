"""Charts of words and deeds: each figure on the distribution that placebo dates gave."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator, PercentFormatter

from peninsula.charts.base import BLACK, BLUE, GREY, ORANGE, new_axes, new_panels

FILL = "#cfd8dc"
LEVEL = 0.05
BINS = 18


def plot_talk_and_deeds(talk: pd.DataFrame, deeds: pd.DataFrame) -> np.ndarray:
    """A monthly series of talk above, launches of the same months below.

    Parameters
    ----------
    talk, deeds : DataFrame
        ``period_start``, ``value``; blank talk is a gap in the line.

    Returns
    -------
    array of Axes
        A line over bars, on one axis of time.

    Examples
    --------
    >>> months = pd.DataFrame({"period_start": pd.date_range("2000-01-01", periods=2, freq="MS")})
    >>> panels = plot_talk_and_deeds(months.assign(value=[3.0, 4.0]), months.assign(value=[0, 2]))
    >>> [int(bar.get_height()) for bar in panels[1].patches]
    [0, 2]
    """
    panels = new_panels(2, 1, figsize=(7.6, 4.2), sharex=True, height_ratios=(2, 1))
    said, done = panels
    said.plot(talk["period_start"], talk["value"], color=ORANGE, lw=1.1)
    said.set_ylabel("hostile words\nper 10,000")
    said.set_ylim(bottom=0)
    done.bar(deeds["period_start"], deeds["value"], width=28, align="edge", color=BLUE, lw=0)
    done.set_ylabel("launch events\na month")
    done.yaxis.set_major_locator(MaxNLocator(3, integer=True))
    return panels


def plot_lags(tests: Mapping[str, tuple[pd.DataFrame, pd.DataFrame]]) -> np.ndarray:
    """Correlation at each lag on what turned series gave, a panel a series of talk.

    Parameters
    ----------
    tests : mapping
        Name of the series to the result of :func:`peninsula.deeds.correlate_lags`.

    Returns
    -------
    array of Axes
        Boxes of the middle half and lines of 95% of the draws; a dot for what was seen, filled
        where it passes after Holm.
    """
    panels = new_panels(1, len(tests), figsize=(7.6, 3.8), sharey=True)
    for ax, (name, (summary, distribution)) in zip(panels, tests.items(), strict=True):
        _draw_lags(ax, summary, distribution)
        ax.set_title(name, fontsize=9.5, loc="left", pad=4)
    panels[0].set_ylabel("rank correlation with launches")
    return panels


def _draw_lags(ax: Axes, summary: pd.DataFrame, distribution: pd.DataFrame) -> None:
    lags = summary["lag_months"].to_numpy()
    half = distribution.groupby("lag_months")["value"].quantile([0.25, 0.75]).unstack().loc[lags]
    ax.vlines(lags, summary["placebo_lower"], summary["placebo_upper"], color=GREY, lw=1)
    ax.bar(lags, half[0.75] - half[0.25], bottom=half[0.25], width=0.6, color=FILL, lw=0)
    ax.axhline(0, color=BLACK, lw=0.7)
    sure = summary["p_holm"] < LEVEL
    for chosen, face in ((sure, ORANGE), (~sure, "white")):
        ax.plot(lags[chosen], summary.loc[chosen, "correlation"], ls="", marker="o", ms=5.5,
                mfc=face, mec=ORANGE, mew=1.5)  # fmt: skip
    ax.set_xticks(lags[::2])
    ax.set_xlabel("← launches first     months     talk first →")


def plot_windows(summary: pd.DataFrame, distribution: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Launches per 30 days in each window, on the distribution from placebo spells.

    Parameters
    ----------
    summary, distribution : DataFrame
        From :func:`peninsula.deeds.compare_spells`.
    ax : Axes, optional
        Where to draw.

    Returns
    -------
    Axes
        A grey shape a window, in the order of the table from the top; a dot for what was seen,
        filled where it passes after Holm, and beside it its ratio, n and p after Holm.
    """
    ax = new_axes(ax, figsize=(7.6, 3.9))
    places = np.arange(len(summary))[::-1]
    for place, row in zip(places, summary.itertuples(), strict=True):
        drawn = distribution.loc[distribution["window"] == row.window, "value"]
        _draw_shape(ax, drawn.to_numpy(), place)
        ax.plot(
            row.rate, place, ls="", marker="o", ms=6.5, mec=ORANGE, mew=1.8,
            mfc=ORANGE if row.p_holm < LEVEL else "white",
        )  # fmt: skip
        ax.annotate(
            f"n {row.n}, {row.ratio:.2f} times, p {_say_p(row.p_holm)}", (1.01, place),
            xycoords=("axes fraction", "data"), va="center", fontsize=8, annotation_clip=False,
        )  # fmt: skip
    ax.set_yticks(places, summary["window"])
    ax.set_ylim(-0.6, len(summary) - 0.3)
    ax.set_xlim(0, _find_reach(summary, distribution))
    ax.grid(axis="x")
    ax.grid(visible=False, axis="y")
    ax.set_xlabel("launch events per 30 days")
    return ax


def plot_window_panels(tests: Mapping[str, tuple[pd.DataFrame, pd.DataFrame]]) -> np.ndarray:
    """As :func:`plot_windows`, a panel for each kind of spell, one above the other.

    Parameters
    ----------
    tests : mapping
        Name of the spells to the result of :func:`peninsula.deeds.compare_spells`.

    Returns
    -------
    array of Axes
        One a kind of spell, on one scale.
    """
    panels = new_panels(len(tests), 1, figsize=(7.6, 1.2 + 2.2 * len(tests)), sharex=True)
    for ax, (name, (summary, distribution)) in zip(panels, tests.items(), strict=True):
        plot_windows(summary, distribution, ax)
        ax.set_title(name, fontsize=9.5, loc="left", pad=4)
        ax.set_xlabel("")
    panels[-1].set_xlabel("launch events per 30 days")
    panels[-1].set_xlim(0, max(_find_reach(*test) for test in tests.values()))
    return panels


def _find_reach(summary: pd.DataFrame, distribution: pd.DataFrame) -> float:
    """Right end of the axis: every dot and all but the last few of the draws."""
    return 1.06 * max(summary["rate"].max(), distribution["value"].quantile(0.999), 0.01)


def _draw_shape(ax: Axes, drawn: np.ndarray, place: float) -> None:
    """The distribution as a ridge above its line, with the middle 95% underlined."""
    values = np.unique(drawn)
    # Bins of whole steps: counts are whole, and other bins would comb them.
    step = np.diff(values).min() if len(values) > 1 else 1.0
    step *= max(1, round(len(values) / BINS))
    edges = np.arange(values[0] - step / 2, values[-1] + step, step)
    n, edges = np.histogram(drawn, bins=edges)
    ax.stairs(place + 0.62 * n / n.max(), edges, baseline=place, fill=True, color=FILL, lw=0)
    ax.hlines(place, *np.quantile(drawn, [0.025, 0.975]), color=GREY, lw=2.4)


def _say_p(value: float) -> str:
    return f"{value:.3f}" if value < 0.1 else f"{value:.2f}"


def plot_elections(summary: pd.DataFrame, distribution: pd.DataFrame) -> np.ndarray:
    """Weeks to the nearest act on what random days gave, a panel a leader.

    Parameters
    ----------
    summary, distribution : DataFrame
        From :func:`peninsula.deeds.compare_elections`.

    Returns
    -------
    array of Axes
        Bars for random days; a full line for the elections, a dashed one for what was published.
    """
    rows = summary[summary["era"] != "all"]
    panels = new_panels(1, len(rows), figsize=(7.8, 3.6), sharex=True, sharey=True)
    for ax, row in zip(panels, rows.itertuples(), strict=True):
        drawn = distribution.loc[distribution["era"] == row.era, "value"].dropna()
        ax.hist(drawn, bins=24, weights=np.full(len(drawn), 1 / len(drawn)), color=FILL, lw=0)
        ax.axvline(row.observed, color=ORANGE, lw=2.2)
        if pd.notna(row.published_weeks):
            ax.axvline(row.published_weeks, color=BLACK, lw=1.4, ls="--")
        ax.set_title(f"{row.era}, {row.n_dates} elections", fontsize=9.5, loc="left", pad=4)
        ax.annotate(
            f"elections {row.observed:.1f}\npublished {row.published_weeks:.1f}\n"
            f"random {row.placebo_mean:.1f}\np {row.p_value:.2f}",
            (0.98, 0.97), xycoords="axes fraction", ha="right", va="top", fontsize=8,
        )  # fmt: skip
        ax.set_xlim(left=0)
        ax.set_xlabel("mean weeks")
    panels[0].yaxis.set_major_locator(MaxNLocator(4))
    panels[0].yaxis.set_major_formatter(PercentFormatter(1, decimals=0))
    panels[0].set_ylabel("share of random sets")
    return panels


def plot_sensitivity(table: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """The ratio to placebo dates in each unit and with each way to cut eras, for one window.

    Parameters
    ----------
    table : DataFrame
        Rows of one window from :func:`peninsula.deeds.compare_units`.
    ax : Axes, optional
        Where to draw.

    Returns
    -------
    Axes
        A grey line for 95% of the placebo sets and a dot for what was seen, both over the placebo
        mean, with the p value before and after Holm.
    """
    ax = new_axes(ax, figsize=(7.6, 3.4))
    places = np.arange(len(table))[::-1]
    mean = table["placebo_mean"]
    ax.hlines(
        places, table["placebo_lower"] / mean, table["placebo_upper"] / mean, color=GREY, lw=3
    )
    sure = (table["p_holm"] < LEVEL).to_numpy()
    for chosen, face in ((sure, ORANGE), (~sure, "white")):
        ax.plot(table["ratio"][chosen], places[chosen], ls="", marker="o", ms=7, mfc=face,
                mec=ORANGE, mew=1.8)  # fmt: skip
    for place, row in zip(places, table.itertuples(), strict=True):
        ax.annotate(
            f"p {_say_p(row.p_value)}, after Holm {_say_p(row.p_holm)}", (1.01, place),
            xycoords=("axes fraction", "data"), va="center", fontsize=8, annotation_clip=False,
        )  # fmt: skip
    ax.axvline(1, color=BLACK, lw=0.8)
    ax.set_yticks(places, table["unit"] + "s, " + table["eras"])
    ax.set_ylim(-0.6, len(table) - 0.4)
    ax.set_xlim(left=0)
    ax.grid(visible=False, axis="y")
    ax.set_xlabel("times the rate at placebo dates")
    return ax
