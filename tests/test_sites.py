"""Sites, eras and rings."""

import numpy as np
import pandas as pd
import pytest
from pyproj import Geod

from peninsula import charts, sites


def located(**columns) -> pd.DataFrame:
    base = {
        "event_date": pd.to_datetime(["2010-01-01", "2014-01-01", "2020-01-01", "2020-01-01"]),
        "site_id": ["a", "a", "b", None],
        "name": ["A", "A", "B", None],
        "latitude": [40.0, 40.0, 39.0, None],
        "longitude": [125.0, 125.0, 127.0, None],
        "era": ["to 2011", "2012 to 2018", "since 2019", "since 2019"],
    }
    return pd.DataFrame(base | columns)


def test_missiles_are_counted_by_site_and_era_and_unknown_sites_said():
    table = sites.count_by_site(located())
    assert table[["name", "era", "n"]].to_numpy().tolist() == [
        ["A", "2012 to 2018", 1],
        ["A", "to 2011", 1],
        ["B", "since 2019", 1],
    ]
    assert table.attrs["n_left_out"] == 1


def test_every_missile_has_a_place_in_an_era(ds):
    missiles = sites.locate_missiles(ds)
    assert set(missiles["era"]) == set(sites.ERAS)
    after = missiles[missiles["era"] == "since 2019"]
    assert after["event_date"].min() >= pd.Timestamp("2019-01-01")


def test_mix_has_every_year_and_site():
    mix = sites.count_yearly_mix(located())
    assert mix["n"].sum() == 4
    assert len(mix) == 11 * mix["site"].nunique()


@pytest.mark.parametrize("km", [300, 1300, 5500])
def test_ring_lies_at_its_distance_everywhere(km):
    points = sites.ring(39.2, 125.7, km)
    _, _, metres = Geod(ellps="WGS84").inv(
        np.full(len(points), 125.7),
        np.full(len(points), 39.2),
        points["longitude"],
        points["latitude"],
    )
    assert np.allclose(metres, km * 1000, atol=1)


def test_outlines_hold_both_capitals(ds):
    from matplotlib.path import Path

    countries = sites.load_countries()
    for code, place in {"PRK": (125.75, 39.03), "KOR": (126.98, 37.57)}.items():
        assert any(Path(outline).contains_point(place) for outline in countries[code])
    known = ds.sites.dropna(subset=["latitude"])
    near = known["longitude"].between(124, 131) & known["latitude"].between(37.5, 43.1)
    assert near.all()


def test_map_draws_a_circle_a_site_with_area_in_proportion():
    table = sites.count_by_site(located())
    ax = charts.plot_site_map(table, sites.load_countries())
    (circles,) = [c for c in ax.collections if c.get_gid() == "sites"]
    sizes = dict(zip(circles.get_offsets()[:, 0].tolist(), circles.get_sizes(), strict=True))
    assert sizes[125.0] == 2 * sizes[127.0]


def test_range_and_apogee_leave_out_what_is_unknown():
    flights = pd.DataFrame(
        {"missile_type": ["SRBM", "ICBM", "ICBM"], "distance_km": [300, 1000, None],
         "apogee_km": [50, 6000, 4000]}
    )  # fmt: skip
    ax = charts.plot_range_apogee(flights)
    assert sum(len(c.get_offsets()) for c in ax.collections) == 2


def test_land_is_drawn_with_kilometres_of_equal_length():
    ax = charts.plot_site_map(sites.count_by_site(located()), sites.load_countries())
    middle = np.mean(ax.get_ylim())
    assert ax.get_aspect() == pytest.approx(1 / np.cos(np.radians(middle)))
