"""Maps and flights: areas in proportion, names clear of one another, whole degrees."""

import numpy as np
import pandas as pd
import pytest
from matplotlib.text import Text

from peninsula.charts.sites import plot_range_apogee, plot_range_rings, plot_site_map
from peninsula.sites import ring

LAND = {"PRK": [np.array([[125.0, 38.0], [128.0, 38.0], [127.0, 41.0]])]}


def sites(*rows):
    columns = ["site_id", "name", "latitude", "longitude", "era", "n"]
    return pd.DataFrame(rows, columns=columns)


def test_circles_are_in_proportion_and_eras_added_up():
    table = sites(
        ("a", "Alpha", 39.0, 125.5, "x", 4), ("a", "Alpha", 39.0, 125.5, "y", 4),
        ("b", "Beta", 40.0, 127.5, "x", 2),
    )  # fmt: skip
    ax = plot_site_map(table, LAND)
    (circles,) = [c for c in ax.collections if c.get_gid() == "sites"]
    sizes = circles.get_sizes()
    assert sizes[0] / sizes[1] == pytest.approx(4)
    assert {t.get_text().replace("\N{NO-BREAK SPACE}", " ") for t in ax.texts} == {
        "Alpha  8",
        "Beta  2",
    }


def test_names_of_neighbouring_sites_do_not_overlap():
    rows = [(str(i), f"Long Name of Site {i}", 39.2 - i / 20, 127.5, "x", 9) for i in range(4)]
    ax = plot_site_map(sites(*rows), LAND)
    ax.figure.canvas.draw()
    boxes = sorted((Text.get_window_extent(t) for t in ax.texts), key=lambda box: -box.y0)
    assert all(low.y1 <= high.y0 + 1 for high, low in zip(boxes, boxes[1:], strict=False))


def test_degrees_are_whole_where_they_are_labelled():
    ax = plot_range_rings({"300 km": ring(39.2, 125.7, 300)}, LAND, (39.2, 125.7))
    ax.figure.canvas.draw()
    assert all(float(tick).is_integer() for tick in [*ax.get_xticks(), *ax.get_yticks()])
    assert {"300 km", "Seoul", "Tokyo"} <= {t.get_text() for t in ax.texts}


def test_flights_are_drawn_by_type_and_unknown_distances_left_out():
    flights = pd.DataFrame(
        {
            "missile_type": ["SRBM", "SRBM", "ICBM", "SRBM"],
            "distance_km": [400.0, None, 1000.0, 0.0],
            "apogee_km": [50.0, 60.0, 6000.0, 10.0],
        }
    )
    ax = plot_range_apogee(flights)
    assert [c.get_label() for c in ax.collections] == ["SRBM  1", "ICBM  1"]
    assert len({c.get_paths()[0].vertices.shape for c in ax.collections}) == 2
    assert ax.get_xscale() == ax.get_yscale() == "log"
