"""Maps and charts of launch sites and trajectories."""

from __future__ import annotations

import textwrap

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from peninsula.charts.base import new_axes, new_panels
from peninsula.sites import CITIES, ERAS

MARKERS = {
    "SRBM": ("o", "#0072B2"),
    "MRBM": ("s", "#E69F00"),
    "IRBM": ("^", "#009E73"),
    "ICBM": ("D", "#D55E00"),
    "SLBM": ("v", "#CC79A7"),
    "SLV": ("*", "#000000"),
    "HGV": ("P", "#56B4E9"),
    "unknown": ("x", "#777777"),
}
WINDOW = (121.4, 133.4, 37.4, 43.1)
"""West, east, south, north of the map of sites."""

CLOSE = (123.9, 130.9, 37.6, 43.1)
"""The same for small maps, the land only."""


def draw_countries(ax: Axes, countries: dict, window: tuple = WINDOW) -> Axes:
    """Land around Korea, drawn so that a kilometre is as long in either direction."""
    from matplotlib.collections import PolyCollection

    for code, rings in countries.items():
        colour = "#ece7db" if code == "PRK" else "#f6f4ef"
        land = PolyCollection(rings, facecolor=colour, edgecolor="#b5aea0", lw=0.6, zorder=0)
        ax.add_collection(land)
    west, east, south, north = window
    ax.set(xlim=(west, east), ylim=(south, north))
    ax.set_aspect(1 / np.cos(np.radians((south + north) / 2)), anchor="NW")
    ax.set_facecolor("#e9f0f5")
    ax.grid(False)
    ax.tick_params(length=0, labelsize=7)
    for axis, letter in ((ax.xaxis, "E"), (ax.yaxis, "N")):
        axis.set_major_locator(MaxNLocator(nbins=7, integer=True))  # a label is a whole degree
        axis.set_major_formatter(f"{{x:.0f}}°{letter}")
    return ax


def plot_site_map(
    table: pd.DataFrame,
    countries: dict,
    ax: Axes | None = None,
    names: int = 6,
) -> Axes:
    """Circles at launch sites, area in proportion to missiles, the busiest sites named.

    Parameters
    ----------
    table : DataFrame
        ``site_id``, ``name``, ``latitude``, ``longitude``, ``n``, as
        :func:`peninsula.sites.count_by_site` gives it (eras are added up).
    countries : dict
        As :func:`peninsula.sites.load_countries` gives it.
    ax : Axes, optional
        Where to draw.
    names : int
        How many sites to name.

    Returns
    -------
    Axes
        One collection of circles with gid ``sites``, areas in proportion to ``n``.
    """
    ax = draw_countries(new_axes(ax, figsize=(8.4, 5.4)), countries)
    keys = ["site_id", "name", "latitude", "longitude"]
    sites = table.groupby(keys)["n"].sum().reset_index().sort_values("n", ascending=False)
    ax.scatter(
        sites["longitude"], sites["latitude"], s=sites["n"] * 9, color="#0072B2", alpha=0.55,
        edgecolor="#003b5c", lw=0.7, gid="sites",
    )  # fmt: skip
    east = sites.head(names)["longitude"] > 126.3
    for side in (east, ~east):
        _name_sites(ax, sites.head(names)[side], right=side is east)
    return ax


def _name_sites(ax: Axes, sites: pd.DataFrame, right: bool) -> None:
    """Name and number beside each site, from north to south, none over another."""
    free = np.inf
    for row in sites.sort_values("latitude", ascending=False).itertuples():
        text = textwrap.fill(f"{row.name}\N{NO-BREAK SPACE}\N{NO-BREAK SPACE}{row.n}", 26)
        height = min(row.latitude + 0.1, free)
        free = height - 0.2 * (text.count("\n") + 1)
        label = ax.annotate(
            text, xy=(row.longitude, row.latitude), textcoords="data", fontsize=7.5,
            xytext=(row.longitude + (0.45 if right else -0.45), height),
            ha="left" if right else "right", va="top",
            arrowprops={"arrowstyle": "-", "lw": 0.5, "color": "#555555"},
        )  # fmt: skip
        label.set_in_layout(False)


def plot_era_maps(table: pd.DataFrame, countries: dict) -> np.ndarray:
    """A map of sites for each era, side by side, circles to one scale.

    Returns
    -------
    ndarray of Axes
        One an era, in the order of the eras.
    """
    axes = new_panels(1, len(ERAS), figsize=(8.4, 3.9), sharey=True)
    for ax, era in zip(axes, ERAS, strict=True):
        chosen = table[table["era"] == era]
        plot_site_map(chosen, countries, ax, names=0)
        ax.set(xlim=CLOSE[:2], ylim=CLOSE[2:], xticks=[125, 127, 129])
        ax.set_title(
            f"{era}: {chosen['n'].sum()} missiles\n{chosen['site_id'].nunique()} sites",
            fontsize=8, weight="normal", loc="left",
        )  # fmt: skip
    return axes


def plot_range_rings(
    rings: dict[str, pd.DataFrame],
    countries: dict,
    origin: tuple[float, float],
    ax: Axes | None = None,
) -> Axes:
    """Rings of equal distance around one site over the neighbouring countries.

    Parameters
    ----------
    rings : dict of str to DataFrame
        Label to ``latitude``, ``longitude``, as :func:`peninsula.sites.ring` gives them.
    countries : dict
        Outlines.
    origin : tuple
        Latitude and longitude of the site.
    """
    window = (121.0, 142.4, 32.6, 45.9)
    ax = draw_countries(new_axes(ax, figsize=(7.4, 5.4)), countries, window)
    ax.plot(origin[1], origin[0], "^", color="#D55E00", ms=7)
    for label, points in rings.items():
        ax.plot(points["longitude"], points["latitude"], color="#D55E00", lw=1.1, gid=label)
        inside = points[
            points["longitude"].between(window[0] + 1, window[1] - 2)
            & points["latitude"].between(window[2] + 0.5, window[3] - 0.5)
        ]
        if len(inside):
            spot = inside.loc[(inside["longitude"] - inside["latitude"]).idxmax()]
            ax.annotate(
                label, xy=(spot["longitude"], spot["latitude"]), fontsize=8, color="#8a3a00",
                ha="center", va="center",
                bbox={"fc": "white", "ec": "none", "pad": 1, "alpha": 0.85},
            )  # fmt: skip
    _name_cities(ax)
    return ax


def _name_cities(ax: Axes) -> None:
    """A dot and a name for each city that distances are given for."""
    for city, (latitude, longitude) in CITIES.items():
        ax.plot(longitude, latitude, "o", color="#111111", ms=3.5)
        ax.annotate(
            city, xy=(longitude, latitude), xytext=(-5, 0), textcoords="offset points",
            ha="right", va="center", fontsize=7.5,
        )  # fmt: skip


def plot_range_apogee(missiles: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Height against range of every flight for which both are known, both axes in logarithms.

    Parameters
    ----------
    missiles : DataFrame
        ``missile_type``, ``distance_km``, ``apogee_km``.

    Returns
    -------
    Axes
        One collection of marks a type.
    """
    ax = new_axes(ax, figsize=(8.4, 5.0))
    known = missiles.dropna(subset=["distance_km", "apogee_km"])
    known = known[known["distance_km"] > 0]
    for kind, (marker, colour) in MARKERS.items():
        chosen = known[known["missile_type"] == kind]
        if len(chosen):
            ax.scatter(
                chosen["distance_km"], chosen["apogee_km"], marker=marker, color=colour, s=34,
                alpha=0.75, label=f"{kind}  {len(chosen)}", lw=1.0 if marker == "x" else 0,
            )  # fmt: skip
    ax.set(xscale="log", yscale="log", xlabel="Ground range flown, km", ylabel="Apogee, km")
    ax.xaxis.set_major_formatter("{x:,.0f}")
    ax.yaxis.set_major_formatter("{x:,.0f}")
    ax.grid(True, axis="both")
    ax.legend(loc="center left", bbox_to_anchor=(1.0, 0.5))
    return ax
