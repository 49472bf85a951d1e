"""Charts of incident types: shares that are honest about thin years, sequences, attribution."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from peninsula.charts.base import BLACK, BLUE, GREY, HATCHES, new_axes
from peninsula.charts.counts import COLOURS

ATTRIBUTIONS = {
    "observed": "#08519c",
    "claimed": "#9ecae1",
    "alleged": "#fec44f",
    "disputed": BLACK,
}
"""From dark to light and back, so that neighbours differ in grey too."""


def plot_type_shares(shares: pd.DataFrame, by: str, ax: Axes | None = None) -> Axes:
    """Stacked shares of each year; thin years are pale, and every year shows its n.

    Parameters
    ----------
    shares : DataFrame
        From :func:`peninsula.incidents.share_by_period`.
    by : str
        The group column.
    ax : Axes, optional
        Where to draw.

    Returns
    -------
    Axes
        One container of bars a group, in the order of the table.
    """
    ax = new_axes(ax, figsize=(8.8, 4.6))
    years = shares["period_start"].drop_duplicates().reset_index(drop=True)
    base = np.zeros(len(years))
    is_thin = shares.drop_duplicates("period_start")["is_thin"].to_numpy()
    for place, group in enumerate(shares[by].drop_duplicates()):
        share = shares.loc[shares[by] == group, "share"].fillna(0).to_numpy()
        bars = ax.bar(
            years.dt.year, share, bottom=base, width=0.92, lw=0.3, edgecolor="white",
            color=COLOURS[place % len(COLOURS)] if group != "other" else "#bbbbbb",
            hatch=HATCHES[place % 8] if group != "other" else "",
            label=str(group).replace("_", " "),
        )  # fmt: skip
        for bar, thin in zip(bars, is_thin, strict=True):
            bar.set_alpha(0.3 if thin else 1)
            bar.set_hatch("" if thin else bar.get_hatch())
        base = base + share
    totals = shares.drop_duplicates("period_start")["n_period"]
    for year, n in zip(years.dt.year, totals, strict=True):
        ax.annotate(f"{n}", (year, 1.01), ha="center", va="bottom", fontsize=6.5, color=GREY)
    ax.set_ylim(0, 1.06)
    ax.yaxis.set_major_formatter(lambda y, _: f"{y:.0%}" if y <= 1 else "")
    legend = ax.legend(loc="center left", bbox_to_anchor=(1, 0.5), reverse=True)
    for patch in legend.get_patches():
        patch.set_alpha(1)
    return ax


def plot_followups(table: pd.DataFrame, ax: Axes | None = None, top: int = 10) -> Axes:
    """How often one type follows another, against types shuffled within years.

    Parameters
    ----------
    table : DataFrame
        From :func:`peninsula.timing.count_followups`.
    ax : Axes, optional
        Where to draw.
    top : int
        How many pairs, from the top of the table.

    Returns
    -------
    Axes
        A dot for what was seen, a band for 95% of the permutations, a row a pair.
    """
    ax = new_axes(ax, figsize=(8.4, 4.8))
    part = table.head(top)
    y = np.arange(len(part))
    width = part["upper"] - part["lower"]
    ax.barh(
        y, width, left=part["lower"], height=0.5, color="#bdbdbd", lw=0, label="by chance (95%)"
    )
    ax.plot(part["share"], y, "o", color=BLUE, ms=7, label="seen")
    for place, row in zip(y, part.itertuples(), strict=True):
        ax.annotate(
            f"{row.n_followed} of {row.n_first}", (1.02, place), fontsize=8.5, color=GREY,
            xycoords=("axes fraction", "data"), va="center", annotation_clip=False,
        )  # fmt: skip
    names = part["first"] + "\nwith " + part["then"]
    ax.set_yticks(y, names.str.replace("_", " "), fontsize=8)
    ax.set_ylim(len(part) - 0.5, -0.5)
    ax.set_xlim(0, None)
    ax.xaxis.set_major_formatter(lambda x, _: f"{x:.0%}")
    ax.grid(True, axis="x")
    ax.grid(False, axis="y")
    ax.legend(loc="upper left", bbox_to_anchor=(0, -0.07), ncols=2)
    return ax


def plot_attribution(table: pd.DataFrame, by: str = "event_type", ax: Axes | None = None) -> Axes:
    """Who says so: shares of observed, claimed, alleged and disputed events, a row a type.

    Parameters
    ----------
    table : DataFrame
        From :func:`peninsula.incidents.count_attribution`.
    by : str
        The column with the rows.
    ax : Axes, optional
        Where to draw.

    Returns
    -------
    Axes
        Stacked bars, the first row on top, with n beside each.
    """
    ax = new_axes(ax, figsize=(8.4, 5.2))
    base, y = np.zeros(len(table)), np.arange(len(table))
    for name, colour in ATTRIBUTIONS.items():
        share = (table[name] / table["n"]).to_numpy()
        ax.barh(y, share, left=base, color=colour, edgecolor="white", lw=0.3, label=name)
        base = base + share
    for place, n in zip(y, table["n"], strict=True):
        ax.annotate(f"n = {n}", (1.01, place), va="center", fontsize=8.5, color=GREY)
    ax.set_yticks(y, table[by].astype(str).str.replace("_", " "))
    ax.set_ylim(len(table) - 0.5, -0.5)
    ax.set_xlim(0, 1.12)
    ax.set_xticks(np.linspace(0, 1, 6))
    ax.xaxis.set_major_formatter(lambda x, _: f"{x:.0%}")
    ax.grid(False, axis="y")
    ax.legend(loc="upper left", bbox_to_anchor=(0, -0.06), ncols=4)
    return ax
