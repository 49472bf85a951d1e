"""Calendars are complete, units are kept apart."""

import pandas as pd
import pytest

from peninsula import counts


def events(*dates, precision="day", **columns) -> pd.DataFrame:
    return pd.DataFrame(
        {"event_date": pd.to_datetime(list(dates)), "date_precision": precision, **columns}
    )


def test_every_month_is_a_row_and_zero_is_zero():
    table = counts.count_events(events("2022-01-31", "2022-04-01", "2022-04-30"))
    assert table["period_start"].dt.strftime("%Y-%m-%d").tolist() == [
        "2022-01-01", "2022-02-01", "2022-03-01", "2022-04-01",
    ]  # fmt: skip
    assert table["n"].tolist() == [1, 0, 0, 2]
    assert table["n"].dtype == "int64"


def test_every_value_stands_in_every_period():
    table = counts.count_events(
        events("2021-12-31", "2022-01-01", event_type=["a", "b"]), by="event_type"
    )
    assert table[["event_type", "n"]].to_numpy().tolist() == [
        ["a", 1],
        ["b", 0],
        ["a", 0],
        ["b", 1],
    ]


def test_year_end_falls_on_its_own_side():
    table = counts.count_events(events("2021-12-31", "2022-01-01"), freq="YS")
    assert table["n"].tolist() == [1, 1]


def test_blank_group_is_counted_as_unknown():
    table = counts.count_events(events("2022-01-01", recipient=[None]), by="recipient")
    assert table["recipient"].tolist() == ["unknown"]


def test_coarse_dates_are_left_out_of_fine_calendars_and_said():
    mixed = pd.concat([events("2022-03-05"), events("2022-01-01", precision="year")])
    monthly, yearly = counts.count_events(mixed), counts.count_events(mixed, "YS")
    assert monthly["n"].sum() == 1 and monthly.attrs["n_left_out"] == 1
    assert yearly["n"].sum() == 2 and yearly.attrs["n_left_out"] == 0


@pytest.mark.parametrize("freq", list(counts.FREQUENCIES))
def test_nothing_is_lost_at_any_frequency(freq):
    days = pd.date_range("2019-12-28", "2020-03-02", freq="3D")
    assert counts.count_events(events(*days), freq)["n"].sum() == len(days)


def test_given_span_is_the_calendar():
    table = counts.count_events(events("2022-05-05"), start="2022-01-15", end="2022-12-31")
    assert len(table) == 12 and table["n"].sum() == 1
    outside = counts.count_events(events("2022-05-05"), start="2023-01-01", end="2023-02-28")
    assert outside["n"].tolist() == [0, 0]


def test_no_events_give_an_empty_table_or_a_calendar_of_zeros():
    none = events()
    assert list(counts.count_events(none)) == ["period_start", "n"]
    assert len(counts.count_events(none)) == 0
    assert counts.count_events(none, start="2022-01-01", end="2022-03-01")["n"].tolist() == [
        0,
        0,
        0,
    ]


def test_errors_name_the_mistake():
    with pytest.raises(ValueError, match="freq must be one of"):
        counts.count_events(events("2022-01-01"), freq="M")
    with pytest.raises(ValueError, match="no column kind"):
        counts.count_events(events("2022-01-01"), by="kind")
    with pytest.raises(ValueError, match="is after end"):
        counts.count_events(events("2022-01-01"), start="2023-01-01", end="2022-01-01")


def test_three_units_are_nested(ds):
    missiles, volleys, days = (
        counts.count_launches(ds, unit, "YS")["n"].to_numpy()
        for unit in ("missile", "event", "day")
    )
    assert (days <= volleys).all()
    assert volleys.sum() < missiles.sum()
    with pytest.raises(ValueError, match="unit must be"):
        counts.count_launches(ds, "test")


def test_input_is_left_as_it_was():
    table = events("2022-01-01", "2022-05-05", event_type=["a", "b"])
    before = table.copy(deep=True)
    counts.count_events(table, by="event_type")
    pd.testing.assert_frame_equal(table, before)


def test_running_total_skips_no_day_and_folds_the_leap_day():
    running = counts.cumulate_by_year(
        events("2020-02-29", "2020-03-01", "2021-03-01"), "2021-12-31"
    )
    at_60 = running[running["day_of_year"] == 60].set_index("year")["n"]
    assert at_60.to_dict() == {2020: 2, 2021: 1}
    assert (running.groupby("year").size() == 365).all()
