"""Machine-coded months beside the curated ones, the generator, and their charts."""

import numpy as np
import pandas as pd
import pytest

from peninsula import bulk, charts
from peninsula.bulk.sample import LINK


@pytest.fixture
def coded():
    return pd.DataFrame(
        {
            "event_date": pd.to_datetime(["2022-01-05", "2022-01-09", "2022-03-02", "2022-03-03"]),
            "date_precision": "day",
            "event_type": ["missile_ballistic", "missile_cruise", "missile_ballistic", "aid"],
            "cameo": ["150", "150", "150", "070"],
            "root_code": ["15", "15", "15", "07"],
        }
    )


@pytest.fixture
def machine():
    months = pd.date_range("2022-01-01", periods=3, freq="MS")
    table = pd.DataFrame({"period_start": months, "root_code": "15", "n": [4, 1, 2]})
    return table.astype({"n": "Int64"}).assign(share=[0.4, 0.1, 0.2])


def test_codes_are_spread_over_types(coded):
    table = bulk.spread_codes(coded)
    assert table.to_numpy().tolist() == [
        ["150", "show of force", 2, "missile_ballistic, missile_cruise", 3],
        ["070", "aid", 1, "aid", 1],
    ]


def test_every_code_of_the_crosswalk_is_one_of_cameo(ds):
    coded = bulk.list_coded(ds)
    assert set(coded["cameo"]) <= bulk.list_event_codes()
    assert (coded["actor"] == "PRK").all()
    left_out = ds.events[(ds.events["actor"] == "PRK")]
    assert len(coded) + coded.attrs["n_left_out"] == len(left_out)


def test_months_stand_side_by_side(machine, coded):
    compared = bulk.compare_months(machine, coded, "15")
    assert compared["n_curated"].tolist() == [2, 0, 1]
    assert compared["n_machine"].tolist() == [4, 1, 2]
    with pytest.raises(ValueError, match="no event of root code 20"):
        bulk.compare_months(machine, coded, "20")


def test_correlation_stands_beside_every_turn_of_the_calendar(machine, coded):
    table = bulk.correlate_months(bulk.compare_months(machine, coded, "15"))
    assert table["measure"].tolist() == ["n_machine", "share_machine"]
    assert table["rho"].tolist() == [1.0, 1.0]
    assert table["p"].tolist() == [pytest.approx(1 / 3, abs=1e-3)] * 2
    assert (table["shifted_high"] < 0).all()


def test_the_same_seed_gives_the_same_bytes_and_another_does_not(tmp_path):
    files = []
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        (tmp_path / name).mkdir()
        files.append(bulk.write_sample(tmp_path / name, 500, seed=seed).read_bytes())
    assert files[0] == files[1] != files[2]


@pytest.mark.parametrize("n_columns", [57, 58, 61])
def test_generated_rows_have_the_form_and_say_what_they_are(tmp_path, n_columns):
    path = bulk.write_sample(tmp_path, 300, n_columns=n_columns)
    rows = [line.split("\t") for line in path.read_text().splitlines()]
    assert len(rows) == 300 and {len(row) for row in rows} == {n_columns}
    if n_columns > 57:
        assert all(row[-1].startswith(LINK) for row in rows)
    table = bulk.roll_up(path, by="month,event_code", bad_rows="refuse")
    assert table["n"].sum() == 300
    quads = bulk.roll_up(path, by="quad_class,root_code", complete=False)
    expected = np.select(
        [quads["root_code"] < "05", quads["root_code"] < "09", quads["root_code"] < "14"],
        ["1", "2", "3"], "4",
    )  # fmt: skip
    assert quads["quad_class"].tolist() == expected.tolist()


def test_planted_events_come_out_as_rows_of_their_actor(tmp_path, coded):
    plain = bulk.write_sample(tmp_path, 500)
    n = bulk.roll_up(plain, by="year", actor="PRK")["n"].sum()
    planted = bulk.write_sample(tmp_path, 500, events=coded)
    more = bulk.roll_up(planted, by="year", actor="PRK")["n"].sum()
    assert 4 <= more - n <= 24


def test_volume_and_share_are_drawn_as_they_are(machine):
    axes = charts.plot_volume_and_share(machine)
    assert axes[0].lines[0].get_ydata().tolist() == [4, 1, 2]
    assert axes[1].lines[0].get_ydata().tolist() == pytest.approx([40, 10, 20])
    assert axes[0].get_ylim()[0] == axes[1].get_ylim()[0] == 0


def test_machine_and_curated_have_a_panel_each(machine, coded):
    axes = charts.plot_machine_and_curated(bulk.compare_months(machine, coded, "15"))
    heights = [[bar.get_height() for bar in ax.patches] for ax in axes]
    assert heights[0] == pytest.approx([40, 10, 20]) and heights[1] == [2, 0, 1]


def test_code_spread_names_the_number_of_types(coded):
    ax = charts.plot_code_spread(bulk.spread_codes(coded))
    assert [bar.get_width() for bar in ax.patches] == [1, 3]
    assert [text.get_text() for text in ax.texts] == ["1: 1 type", "3: 2 types of ours"]
    assert [tick.get_text() for tick in ax.get_yticklabels()][-1] == "150 (show of force)"
