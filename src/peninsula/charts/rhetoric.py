"""Charts of what texts say: theme rates, key words, changes at a date, tone of statements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.dates import AutoDateLocator
from matplotlib.ticker import FuncFormatter, MaxNLocator

from peninsula.charts.base import BLACK, BLUE, GREEN, GREY, ORANGE, new_axes, new_panels

FIGURE = (7.4, 3.6)
MARKERS = ("o", "s", "^", "D")
COLOURS = (BLUE, ORANGE, GREEN, GREY)
LINES = {BLUE: "-", ORANGE: (0, (5, 1.5)), GREEN: (0, (1, 1)), GREY: "-."}
"""A kind of line beside each colour, for those who see or print no colours."""


def plot_theme_rates(rates: pd.DataFrame, names: Mapping[str, str], ax: Axes | None = None) -> Axes:
    """Rate of one theme over time, a line a corpus, intervals shaded, gaps left open.

    Parameters
    ----------
    rates : DataFrame
        Of one theme, as :func:`peninsula.rhetoric.theme_rates` gives.
    names : mapping
        `corpus_id` to the name at the line's end, in the order drawn.
    ax : Axes, optional
        Where to draw.

    Returns
    -------
    Axes
        Rate per 10,000 words against time.
    """
    ax = new_axes(ax, figsize=FIGURE)
    ends = {}
    for (corpus_id, name), colour, marker in zip(names.items(), COLOURS, MARKERS, strict=False):
        rows = rates.loc[rates["corpus_id"] == corpus_id].sort_values("period_start")
        ends[name] = (_draw_rate(ax, rows, colour, marker), colour)
    ax.set_ylim(bottom=0)
    _label_ends(ax, ends)
    ax.set_ylabel("per 10,000 words")
    return ax


def plot_theme_panels(rates: pd.DataFrame, themes: Sequence[str], columns: int = 3) -> np.ndarray:
    """Rates of several themes of one corpus, a panel each with its own scale.

    Parameters
    ----------
    rates : DataFrame
        Of one corpus, as :func:`peninsula.rhetoric.theme_rates` gives.
    themes : sequence of str
        Themes in the order of the panels.
    columns : int
        Panels side by side.

    Returns
    -------
    array of Axes
        One a theme, each named above its panel.
    """
    n_rows = -(-len(themes) // columns)
    panels = new_panels(n_rows, columns, figsize=(7.4, 1.0 + 1.5 * n_rows), sharex=True)
    for theme, ax in zip(themes, panels, strict=False):
        rows = rates.loc[rates["theme"] == theme].sort_values("period_start")
        _draw_rate(ax, rows, BLUE, "o", size=2)
        ax.set_ylim(0, _panel_top(rows))
        ax.set_title(theme.replace("_", " "), fontsize=9.5, loc="left", pad=4)
        ax.xaxis.set_major_locator(AutoDateLocator(minticks=2, maxticks=5))
        ax.yaxis.set_major_locator(MaxNLocator(3))
    for ax in panels[len(themes) :]:
        ax.set_visible(False)
    panels[0].set_ylabel("per 10,000 words")
    return panels[: len(themes)]


def _panel_top(rows: pd.DataFrame) -> float:
    """Room for every rate and nearly every interval: one short text must not flatten the rest."""
    highest = rows["rate"].astype(float).max()
    most = rows["upper"].astype(float).quantile(0.9)
    return float(np.nanmax([highest * 1.1, most, 1.0]))


def _draw_rate(ax: Axes, rows: pd.DataFrame, colour: str, marker: str, size: float = 3.5):
    """One line with its interval; gives the last point that holds a rate."""
    dates, rate = rows["period_start"], rows["rate"].astype(float)
    ax.fill_between(
        dates, rows["lower"].astype(float), rows["upper"].astype(float),
        color=colour, alpha=0.15, lw=0, antialiased=False,
    )  # fmt: skip
    ax.plot(dates, rate, color=colour, marker=marker, ms=size, mew=0, lw=1.3, ls=LINES[colour])
    if not rate.notna().any():
        return None
    last = rate.last_valid_index()
    return dates[last], rate[last]


def _label_ends(ax: Axes, ends: Mapping[str, tuple]) -> None:
    """Names at the line ends, moved apart where two lines end close together."""
    known = sorted((end[1], name, end[0], colour) for name, (end, colour) in ends.items() if end)
    bottom, top = ax.get_ylim()
    floor = bottom - (top - bottom) * 0.02  # the lowest name stands clear of the axis
    for value, name, date, colour in known:
        floor = max(value, floor + (top - bottom) * 0.055)
        ax.annotate(
            name, xy=(date, floor), xytext=(7, 0), textcoords="offset points",
            va="center", fontsize=8.5, color=colour, annotation_clip=False,
        )  # fmt: skip


def plot_keyness(
    table: pd.DataFrame, names: tuple[str, str], n: int = 10, ax: Axes | None = None
) -> Axes:
    """The words that most set two groups apart, those of each group on its own side.

    Parameters
    ----------
    table : DataFrame
        As :func:`peninsula.rhetoric.keyness` gives.
    names : tuple of str
        What the first and the second group are called.
    n : int
        Words of each group.
    ax : Axes, optional
        Where to draw.

    Returns
    -------
    Axes
        z of the log-odds; beside each word its rates per 10,000 words, own group first.
    """
    n = min(n, len(table) // 2)
    ax = new_axes(ax, figsize=(7.4, 1.2 + 0.27 * n))
    for sign, rows, colour, hatch in (
        (1, table.head(n), BLUE, ""),
        (-1, table.tail(n).iloc[::-1], ORANGE, "///"),
    ):
        places = np.arange(n)[::-1]
        ax.barh(
            places, rows["z"], color=colour, alpha=0.75, hatch=hatch, edgecolor="white", height=0.7
        )
        own, other = ("first", "second") if sign > 0 else ("second", "first")
        for place, row in zip(places, rows.to_dict("records"), strict=True):
            ax.annotate(
                f"{row['term']}  {row[f'rate_{own}']:.0f} : {row[f'rate_{other}']:.0f}",
                xy=(row["z"], place), xytext=(5 * sign, 0), textcoords="offset points",
                ha="left" if sign > 0 else "right", va="center", fontsize=8.5,
            )  # fmt: skip
    ax.axvline(0, color=BLACK, lw=0.8)
    reach = max(table["z"].abs().max(), 1) * 1.7
    ax.set_xlim(-reach, reach)
    ax.set_yticks([])
    ax.spines["left"].set_visible(False)
    ax.set_xlabel(f"← {names[1]}     z of the log-odds     {names[0]} →")
    ax.grid(False)
    return ax


def plot_rate_changes(changes: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """How many times as often each theme is named after a date as before it.

    Parameters
    ----------
    changes : DataFrame
        As :func:`peninsula.rhetoric.rate_change` gives, the rows to draw from top to bottom.
    ax : Axes, optional
        Where to draw.

    Returns
    -------
    Axes
        Ratio on a log scale with its interval; beside it the rates before and after and, in
        brackets, the share of other dates with as large a change.
    """
    ax = new_axes(ax, figsize=(7.4, 1.3 + 0.27 * len(changes)))
    places = np.arange(len(changes))[::-1]
    reach = [changes["ratio"] - changes["lower"], changes["upper"] - changes["ratio"]]
    ax.errorbar(
        changes["ratio"], places, xerr=np.array(reach), fmt="o", color=BLUE, ms=5, elinewidth=1.3
    )
    ax.axvline(1, color=BLACK, lw=0.8)
    ax.set_xscale("log")
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
    ax.set_yticks(places, [theme.replace("_", " ") for theme in changes["theme"]])
    ax.grid(axis="x")
    ax.set_xlabel("rate after / rate before (log scale)")
    for place, row in zip(places, changes.to_dict("records"), strict=True):
        ax.annotate(
            f"{row['rate_before']:.0f} → {row['rate_after']:.0f}  ({row['placebo_share']:.0%})",
            xy=(1.01, place), xycoords=("axes fraction", "data"), va="center", fontsize=8,
            color=GREY, annotation_clip=False,
        )  # fmt: skip
    return ax


def plot_tone(tone: pd.DataFrame, by: str | None = "recipient", ax: Axes | None = None) -> Axes:
    """Mean tone over time with its interval, a line for each value of `by`.

    Parameters
    ----------
    tone : DataFrame
        As :func:`peninsula.rhetoric.tone_by_period` gives.
    by : str or None
        The column that parts the lines.
    ax : Axes, optional
        Where to draw.

    Returns
    -------
    Axes
        Tone from -3 (threat of force) to 2 (offer); a period without statements is a gap.
    """
    ax = new_axes(ax, figsize=FIGURE)
    groups = [("", tone)] if by is None else list(tone.groupby(by, observed=True))
    ends = {}
    for (name, rows), colour, marker in zip(groups, COLOURS, MARKERS, strict=False):
        drawn = rows.rename(columns={"mean_tone": "rate"}).sort_values("period_start")
        ends[str(name)] = (_draw_rate(ax, drawn, colour, marker), colour)
    ax.set_ylim(-3.1, 2.1)
    _label_ends(ax, ends)
    ax.axhline(0, color=BLACK, lw=0.8)
    ax.set_yticks(range(-3, 3))
    ax.set_ylabel("mean tone (-3 to 2)")
    return ax


def plot_score_agreement(scores: pd.DataFrame, method: str, ax: Axes | None = None) -> Axes:
    """A score of each document against its coded tone.

    Parameters
    ----------
    scores : DataFrame
        Columns `document_id`, `method`, `score` and `tone`.
    method : str
        Which score to draw.
    ax : Axes, optional
        Where to draw.

    Returns
    -------
    Axes
        One point a document, named by its year.
    """
    ax = new_axes(ax, figsize=(6, 4.4))
    rows = scores.loc[scores["method"] == method]
    ax.plot(rows["score"], rows["tone"], "o", color=BLUE, ms=5, alpha=0.8)
    for row in rows.to_dict("records"):
        ax.annotate(
            row["document_id"][-4:], xy=(row["score"], row["tone"]), xytext=(4, 3),
            textcoords="offset points", fontsize=7, color=GREY,
        )  # fmt: skip
    ax.set_xlabel(method.replace("_", " "))
    ax.set_ylabel("mean coded tone")
    return ax
