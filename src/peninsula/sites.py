"""Launch sites: how many missiles flew from where, in which era, how far and how high."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd

from peninsula.counts import LAUNCH_TYPES, select_launches
from peninsula.data import Dataset, find_data

ERAS = {
    "to 2011": ("1984-01-01", "2011-12-16"),
    "2012 to 2018": ("2011-12-17", "2018-12-31"),
    "since 2019": ("2019-01-01", None),
}
"""Eras of testing: before Kim Jong Un; his first run, up to the pause of 2018; since the pause."""


def locate_missiles(ds: Dataset, types: tuple[str, ...] = LAUNCH_TYPES) -> pd.DataFrame:
    """Each missile with its Korea date, site, place and era.

    Returns
    -------
    DataFrame
        The columns of ``launches.csv``, ``event_date`` (KST), ``name``, ``latitude``,
        ``longitude`` of the site (missing where the site is unknown) and ``era``.

    Examples
    --------
    >>> import peninsula as pn
    >>> located = locate_missiles(pn.load())
    >>> located["era"].isin(ERAS).all()
    np.True_
    """
    volleys = select_launches(ds, types)[["event_id", "event_date"]]
    located = ds.launches.merge(volleys, on="event_id").merge(ds.sites, on="site_id", how="left")
    return located.assign(era=_era_of(located["event_date"])).drop(columns="geo_precision")


def _era_of(dates: pd.Series) -> pd.Series:
    era = pd.Series("", index=dates.index, dtype="str")
    for name, (start, end) in ERAS.items():
        era[dates.between(pd.Timestamp(start), pd.Timestamp(end or "2262-01-01"))] = name
    return era


def count_by_site(missiles: pd.DataFrame) -> pd.DataFrame:
    """Missiles by site and era.

    Parameters
    ----------
    missiles : DataFrame
        As :func:`locate_missiles` gives it.

    Returns
    -------
    DataFrame
        ``site_id``, ``name``, ``latitude``, ``longitude``, ``era``, ``n``, largest first; sites
        unknown are left out and counted in ``attrs["n_left_out"]``.

    Examples
    --------
    >>> import peninsula as pn
    >>> table = count_by_site(locate_missiles(pn.load()))
    >>> bool(table["n"].is_monotonic_decreasing)
    True
    """
    known = missiles.dropna(subset=["latitude"])
    keys = ["site_id", "name", "latitude", "longitude", "era"]
    table = known.groupby(keys).size().rename("n").reset_index()
    table = table.sort_values(["n", "site_id", "era"], ascending=[False, True, True])
    table.attrs["n_left_out"] = len(missiles) - len(known)
    return table.reset_index(drop=True)


def count_yearly_mix(missiles: pd.DataFrame, top: int = 6) -> pd.DataFrame:
    """Missiles a year by site, the busiest sites by name and the rest together.

    Returns
    -------
    DataFrame
        ``period_start`` (first of January), ``site``, ``n``; every year and site is a row.
    """
    named = missiles["name"].fillna("site unknown")
    busiest = named[named != "site unknown"].value_counts().index[:top]
    site = named.where(named.isin([*busiest, "site unknown"]), "all other sites")
    years = missiles["event_date"].dt.year
    counted = missiles.groupby([years, site]).size()
    axes = [range(years.min(), years.max() + 1), sorted(site.unique())]
    full = pd.MultiIndex.from_product(axes, names=["year", "site"])
    table = counted.reindex(full, fill_value=0).rename("n").reset_index()
    table.insert(0, "period_start", pd.to_datetime(table.pop("year").astype(str), format="%Y"))
    return table


def ring(latitude: float, longitude: float, distance_km: float, points: int = 181) -> pd.DataFrame:
    """Points at one distance from a place along geodesics of the WGS 84 ellipsoid.

    Method: Karney (2013), Journal of Geodesy 87, https://doi.org/10.1007/s00190-012-0578-z,
    as pyproj computes it.

    Returns
    -------
    DataFrame
        ``latitude``, ``longitude`` in degrees, a closed ring.

    Examples
    --------
    >>> north = ring(39.0, 125.7, 1000, points=5).iloc[0]
    >>> round(float(north["latitude"]), 2)
    48.0
    """
    from pyproj import Geod

    azimuths = np.linspace(0, 360, points)
    start = np.full(points, longitude), np.full(points, latitude)
    lon, lat, _ = Geod(ellps="WGS84").fwd(*start, azimuths, np.full(points, distance_km * 1000.0))
    return pd.DataFrame({"latitude": lat, "longitude": lon})


CITIES = {
    "Seoul": (37.567, 126.978),
    "Busan": (35.180, 129.075),
    "Fukuoka": (33.590, 130.402),
    "Tokyo": (35.690, 139.692),
}
"""City halls, for a sense of distance: latitude and longitude in degrees."""


def measure_distances(latitude: float, longitude: float) -> pd.Series:
    """Distance from a place to :data:`CITIES` along the WGS 84 ellipsoid, km.

    >>> measure_distances(39.2, 125.7).round(-1)["Seoul"]
    np.float64(210.0)
    """
    from pyproj import Geod

    geod = Geod(ellps="WGS84")
    distances = {
        city: geod.inv(longitude, latitude, lon, lat)[2] / 1000
        for city, (lat, lon) in CITIES.items()
    }
    return pd.Series(distances, name="distance_km")


def say_mix(mix: pd.DataFrame) -> str:
    """How much of the launches the named sites carry, as a sentence."""
    totals = mix.groupby("site")["n"].sum()
    named = totals.drop(["all other sites", "site unknown"], errors="ignore")
    return f"The {len(named)} busiest sites carry {named.sum() / totals.sum():.0%} of the missiles"


def say_rings(distances: pd.Series) -> str:
    """How far the named cities lie, as a sentence.

    >>> say_rings(pd.Series({"Seoul": 200.4, "Tokyo": 1290.0}))
    'Seoul lies 200 km from the site, Tokyo 1,290 km'
    """
    parts = [f"{city} {km:,.0f} km" for city, km in distances.items()]
    first, *rest = parts
    return ", ".join([first.replace(" ", " lies ", 1) + " from the site", *rest])


def load_countries(folder: str | Path | None = None) -> dict[str, list[np.ndarray]]:
    """Outlines around Korea by ISO code: arrays of (longitude, latitude) in degrees.

    >>> sorted(load_countries())
    ['CHN', 'JPN', 'KOR', 'PRK', 'RUS']
    """
    path = find_data(folder) / "geo" / "countries.geojson"
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    return {
        feature["properties"]["actor"]: [
            np.array(polygon[0]) for polygon in feature["geometry"]["coordinates"]
        ]
        for feature in features
    }


def say_busiest_site(table: pd.DataFrame) -> str:
    """Which site launched most, and its share, as a sentence."""
    totals = table.groupby("name")["n"].sum().sort_values(ascending=False)
    share = totals.iloc[0] / totals.sum()
    return (
        f"{totals.index[0]} launched {totals.iloc[0]} of {totals.sum()} missiles "
        f"whose site is known ({share:.0%})"
    )


def say_spread(table: pd.DataFrame) -> str:
    """How many sites each era used, as a sentence."""
    used = table.groupby("era")["site_id"].nunique()
    parts = [f"{used.get(era, 0)} ({era})" for era in ERAS]
    return "Sites in use: " + ", ".join(parts)


def say_reach(missiles: pd.DataFrame) -> str:
    """The highest and the farthest flight on record, as a sentence."""
    high = missiles.loc[missiles["apogee_km"].idxmax()]
    far = missiles.loc[missiles["distance_km"].idxmax()]
    return (
        f"The highest flight reached {high['apogee_km']:,.0f} km ({high['missile_name']}, "
        f"{high['event_date']:%Y-%m-%d}); the farthest went {far['distance_km']:,.0f} km "
        f"({far['missile_name']}, {far['event_date']:%Y-%m-%d})"
    )
