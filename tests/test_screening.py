"""The quick way in and the thorough one come to the same."""

import pandas as pd
import pytest

import peninsula as pn
from peninsula import reading, screening
from peninsula.schema import TABLES


@pytest.mark.parametrize("name", sorted(TABLES))
def test_quick_and_thorough_give_the_same_table(name, monkeypatch):
    quick = screening.read_clean(TABLES[name], pn.find_data())
    assert quick is not None, "a table of record should pass the quick way"
    monkeypatch.setattr(screening, "read_clean", lambda *_: None)
    pd.testing.assert_frame_equal(quick, reading.read_table(TABLES[name], pn.find_data()))


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("event_date", "2022-01-05T10:00"),
        ("event_date", ""),
        ("side", "neither"),
        ("latitude", "91"),
        ("actor", "north"),
        ("quantity", "1.5"),
        ("event_id", "20220105-missile_ballistic-1 "),
    ],
)
def test_the_quick_way_lets_no_fault_through(column, value, data_copy):
    path = data_copy / "events.csv"
    frame = pd.read_csv(path, dtype=str, keep_default_na=False)
    frame.loc[3, column] = value
    frame.to_csv(path, index=False, lineterminator="\n")
    assert screening.read_clean(TABLES["events"], data_copy) is None
