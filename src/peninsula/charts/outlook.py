"""Charts of the outlook: probabilities now, the year's end, and how good such numbers have been."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from peninsula.charts.base import (
    AMBER,
    BLACK,
    BLUE,
    GREEN,
    GREY,
    ORANGE,
    PINK,
    new_axes,
    new_panels,
)

MODEL_STYLE = {
    "climatology": (BLACK, "o"),
    "recent_rate": (BLUE, "s"),
    "negative_binomial": (ORANGE, "D"),
    "self_exciting": (GREEN, "^"),
    "published": (PINK, "*"),
}
"""A colour and a shape for each model, the same in every chart."""


def _style(model: str) -> tuple[str, str]:
    return MODEL_STYLE.get(model, (AMBER, "P"))


def plot_outlook(table: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Probability of at least one event by horizon, a mark for each model.

    Parameters
    ----------
    table : DataFrame
        From :func:`peninsula.outlook.estimate_outlook`.
    ax : Axes, optional
        Where to draw.

    Returns
    -------
    Axes
        Horizons along the axis, models side by side with their number above.
    """
    ax = new_axes(ax)
    horizons, models = table["horizon_days"].unique().tolist(), table["model"].unique().tolist()
    for place, model in enumerate(models):
        part = table[table["model"] == model]
        colour, marker = _style(model)
        x = part["horizon_days"].map(horizons.index) + (place - (len(models) - 1) / 2) * 0.17
        ax.vlines(x, 0, part["probability"], color=colour, lw=1.4, alpha=0.5)
        label = model.replace("_", " ")
        ax.plot(x, part["probability"], marker, ls="", color=colour, ms=9, label=label)
        for at, p in zip(x, part["probability"], strict=True):
            ax.annotate(
                f"{p:.0%}", (at, p), xytext=(0, 7), textcoords="offset points", ha="center",
                fontsize=8.5, color=colour, weight="bold",
            )  # fmt: skip
    ax.set_xticks(range(len(horizons)), [f"next {h} days" for h in horizons])
    ax.set_ylim(0, 1.1)
    ax.set_yticks(np.linspace(0, 1, 6))
    ax.yaxis.set_major_formatter(lambda y, _: f"{y:.0%}")
    ax.set_ylabel("probability")
    ax.legend(loc="upper left")
    return ax


def plot_year_ranges(
    summary: pd.DataFrame, ax: Axes | None = None, record: tuple[str, int] | None = None
) -> Axes:
    """The year's total by each model: median, half of the chance, and 95% of it.

    Parameters
    ----------
    summary : DataFrame
        From :func:`peninsula.outlook.summarise_year`.
    ax : Axes, optional
        Where to draw.
    record : tuple, optional
        Name and total of the record year, drawn as a line.

    Returns
    -------
    Axes
        A row for each model; the dotted line is what the year has seen so far.
    """
    ax = new_axes(ax, figsize=(8.4, 3.4))
    for place, row in enumerate(summary.itertuples()):
        colour, marker = _style(row.model)
        ax.hlines(place, row.lower_95, row.upper_95, color=colour, lw=2, alpha=0.5)
        ax.hlines(place, row.lower_50, row.upper_50, color=colour, lw=7, alpha=0.5)
        ax.plot(row.median, place, marker, color=colour, ms=9)
        ax.annotate(
            f"{row.median} ({row.lower_95} to {row.upper_95})", (row.upper_95, place),
            xytext=(6, 0), textcoords="offset points", va="center", fontsize=8.5,
            bbox={"facecolor": "white", "alpha": 0.85, "pad": 0.4, "lw": 0}, zorder=4,
        )  # fmt: skip
    ax.set_xlabel("n in the year")
    n_rows, so_far = len(summary), summary["n_so_far"].iloc[0]
    _mark(ax, so_far, f"so far: {so_far}", GREY)
    if record is not None:
        _mark(ax, record[1], f"record, {record[0]}: {record[1]}", ORANGE)
    ax.set_yticks(range(n_rows), summary["model"].str.replace("_", " "))
    ax.set_ylim(n_rows - 0.5, -1.0)
    ax.set_xlim(0, max(summary["upper_95"].max(), record[1] if record else 0) * 1.18)
    ax.grid(True, axis="x")
    ax.grid(False, axis="y")
    return ax


def _mark(ax: Axes, x: float, text: str, colour: str) -> None:
    ax.axvline(x, color=colour, lw=1.2, ls=":")
    ax.annotate(
        text, (x, 0.99), xycoords=("data", "axes fraction"), xytext=(4, 0), color=colour,
        textcoords="offset points", va="top", fontsize=8.5,
    )  # fmt: skip


def plot_skill(scores: pd.DataFrame, score: str = "brier", axes: np.ndarray | None = None):
    """Each model's score less that of the reference, with its interval, a panel a horizon.

    Parameters
    ----------
    scores : DataFrame
        From :func:`peninsula.outlook.score_forecasts`.
    score : {"brier", "log_score", "rps"}
        Which score.
    axes : array of Axes, optional
        As many as there are horizons.

    Returns
    -------
    ndarray of Axes
        Left of the line is better than the reference.
    """
    part = scores[(scores["score"] == score) & scores["verdict"].notna()]
    horizons = part["horizon_days"].unique()
    axes = new_panels(1, len(horizons), sharey=True, figsize=(8.4, 3.4)) if axes is None else axes
    for ax, horizon in zip(axes, horizons, strict=True):
        rows = part[part["horizon_days"] == horizon]
        ax.axvline(0, color=BLACK, lw=1)
        for place, row in enumerate(rows.itertuples()):
            colour, marker = _style(row.model)
            ax.hlines(place, row.lower, row.upper, color=colour, lw=2.4, alpha=0.55)
            ax.plot(row.difference, place, marker, color=colour, ms=8)
        ax.set_yticks(range(len(rows)), rows["model"].str.replace("_", " "))
        ax.set_ylim(len(rows) - 0.5, -0.5)
        ax.set_xlabel(f"next {horizon} days\n← better      worse →")
        reach = rows[["lower", "upper"]].abs().max().max() * 1.15
        ax.set_xlim(-reach, reach)
        ax.grid(True, axis="x")
        ax.grid(False, axis="y")
        ax.locator_params(axis="x", nbins=4)
    return axes


def plot_reliability(table: pd.DataFrame, horizon: int = 30, axes: np.ndarray | None = None):
    """What was forecast against what came true, a panel for each model.

    Parameters
    ----------
    table : DataFrame
        From :func:`peninsula.outlook.measure_reliability`.
    horizon : int
        Which horizon, in days.
    axes : array of Axes, optional
        As many as there are models.

    Returns
    -------
    ndarray of Axes
        A dot with interval and number of forecasts for each class; on the line is reliable.
    """
    part = table[table["horizon_days"] == horizon]
    models = part["model"].unique()
    axes = new_panels(1, len(models), sharey=True, figsize=(8.8, 3.3)) if axes is None else axes
    for ax, model in zip(axes, models, strict=True):
        rows, (colour, marker) = part[part["model"] == model], _style(model)
        ax.plot([0, 1], [0, 1], color=GREY, lw=1, ls="--")
        ax.vlines(rows["mean_probability"], rows["lower"], rows["upper"], color=colour, alpha=0.5)
        ax.plot(rows["mean_probability"], rows["share"], marker, ls="-", lw=0.8, color=colour)
        for place, row in enumerate(rows.itertuples()):
            ax.annotate(
                f"{row.n}", (row.mean_probability, row.share), fontsize=7.5,
                xytext=(4, 5) if place % 2 else (4, -11), textcoords="offset points",
            )  # fmt: skip
        ax.set_xlabel(f"{model.replace('_', ' ')}:\nforecast")
        ax.set_xlim(0, 1)
        ax.set_ylim(0, 1.04)  # room for a mark at 100%
        ax.xaxis.set_major_formatter(lambda x, _: f"{x:.0%}")
        ax.yaxis.set_major_formatter(lambda y, _: f"{y:.0%}")
    axes[0].set_ylabel("came true")
    return axes


def plot_published(table: pd.DataFrame, axes: np.ndarray | None = None):
    """Published probabilities beside ours on the same days, a panel a horizon.

    Parameters
    ----------
    table : DataFrame
        From :func:`peninsula.outlook.score_published`.
    axes : array of Axes, optional
        As many as there are horizons.

    Returns
    -------
    ndarray of Axes
        Lines by model; the last panel names them.
    """
    horizons = sorted(table["horizon_days"].unique())
    axes = new_panels(1, len(horizons), sharey=True, figsize=(8.8, 3.8)) if axes is None else axes
    for ax, horizon in zip(axes, horizons, strict=True):
        part = table[table["horizon_days"] == horizon]
        dates = sorted(part["made_date"].unique())
        for model, rows in part.groupby("model", sort=False):
            colour, marker = _style(model)
            x, size = rows["made_date"].map(dates.index), 12 if model == "published" else 6
            label = model.replace("_", " ")
            ax.plot(x, rows["probability"], marker + "-", color=colour, ms=size, lw=1, label=label)
        ax.set_xticks(range(len(dates)), [f"{date:%d %b}" for date in dates], fontsize=7.5)
        ax.set_xlabel(f"made in 2017, for the next {horizon} days")
        ax.set_ylim(0, 1)
        ax.yaxis.set_major_formatter(lambda y, _: f"{y:.0%}")
    axes[-1].legend(loc="center left", bbox_to_anchor=(1, 0.5))
    return axes
