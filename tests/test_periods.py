"""Periods: every kind is there, dates run in order, offices pass on without gap or overlap."""

import importlib.util
from pathlib import Path

import pandas as pd
import pytest

from peninsula.schema import PERIOD_KINDS

ROOT = Path(__file__).resolve().parents[1]
CODED = ROOT / "scripts" / "coded"
OFFICES = ["leader", "us_president", "rok_president"]


@pytest.fixture(scope="module")
def build():
    """The build script as a module."""
    spec = importlib.util.spec_from_file_location(
        "build_periods", ROOT / "scripts/build_periods.py"
    )
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def of_kind(periods: pd.DataFrame, kind: str) -> pd.DataFrame:
    return periods[periods["kind"] == kind].sort_values("start_date")


def test_every_kind_is_present(ds):
    assert set(ds.periods["kind"]) == set(PERIOD_KINDS)


def test_the_table_is_what_the_coded_one_builds(build, tmp_path):
    build.save_table("periods", build.read_periods(CODED), tmp_path)
    built = (tmp_path / "lookup/periods.csv").read_bytes()
    assert built == (ROOT / "data/lookup/periods.csv").read_bytes()


def test_dates_run_in_order(ds):
    ended = ds.periods.dropna(subset="end_date")
    assert (ended["end_date"] >= ended["start_date"]).all()


@pytest.mark.parametrize("kind", OFFICES)
def test_offices_pass_on_without_gap_or_overlap(ds, kind):
    held = of_kind(ds.periods, kind)
    gaps = held["start_date"].iloc[1:].to_numpy() - held["end_date"].iloc[:-1].to_numpy()
    assert (gaps == pd.Timedelta(days=1)).all()
    assert held["end_date"].isna().tolist() == [False] * (len(held) - 1) + [True]


def test_only_offices_are_open(ds):
    still_open = ds.periods[ds.periods["end_date"].isna()]
    assert set(still_open["kind"]) <= set(OFFICES)


def test_leaders_change_on_the_day_of_death(ds):
    leaders = of_kind(ds.periods, "leader")
    starts = leaders["start_date"].dt.strftime("%Y-%m-%d").tolist()
    assert starts == ["1948-09-09", "1994-07-08", "2011-12-17"]
    assert leaders["name"].tolist() == ["Kim Il Sung", "Kim Jong Il", "Kim Jong Un"]


def test_us_presidents_change_in_january_but_for_two(ds):
    starts = of_kind(ds.periods, "us_president")["start_date"]
    others = starts[starts.dt.strftime("%m-%d") != "01-20"]
    assert others.dt.strftime("%Y-%m-%d").tolist() == ["1963-11-22", "1974-08-09"]


def test_us_elections_fall_on_the_tuesday_after_the_first_monday(ds):
    days = ds.periods.loc[ds.periods["period_id"].str.startswith("election-us-"), "start_date"]
    assert days.dt.year.tolist() == list(range(1988, 2027, 2))
    assert (days.dt.day_of_week == 1).all()
    assert days.dt.day.between(2, 8).all()


@pytest.mark.parametrize("kind", ["election", "sanction", "agreement"])
def test_single_days_end_where_they_start(ds, kind):
    days = of_kind(ds.periods, kind)
    assert (days["start_date"] == days["end_date"]).all()


def test_resolutions_link_to_their_own_text(ds):
    for row in of_kind(ds.periods, "sanction").itertuples():
        number = row.period_id.rsplit("-", 1)[1]
        assert row.source_url == f"https://undocs.org/S/RES/{number}({row.start_date.year})"


def test_every_period_has_a_link(ds):
    assert ds.periods["source_url"].str.match(r"https?://").all()


def test_names_and_spans_are_not_repeated(ds):
    assert not ds.periods.duplicated(["kind", "name", "start_date"]).any()


def test_ids_carry_the_first_day(ds):
    days = ds.periods["period_id"].str.extract(r"(\d{4}-\d{2}-\d{2})")[0]
    assert (days == ds.periods["start_date"].dt.strftime("%Y-%m-%d")).all()


def test_exercises_last_days_to_weeks(ds):
    exercises = of_kind(ds.periods, "exercise")
    lengths = (exercises["end_date"] - exercises["start_date"]).dt.days + 1
    assert lengths.between(3, 90).all()


def test_no_exercise_is_both_sourced_and_unsourced(ds):
    unsourced = pd.read_csv(CODED / "periods_unsourced.csv", dtype="str")
    assert not unsourced.isna().any(axis=None)
    assert not unsourced.duplicated(["name", "year"]).any()
    assert not set(unsourced["name"]) & set(ds.periods["name"])


def test_plenums_run_in_order_and_have_links():
    plenums = pd.read_csv(CODED / "plenums.csv", dtype="str")
    assert list(plenums.columns) == ["name", "start_date", "end_date", "source_url"]
    assert (plenums["start_date"] <= plenums["end_date"]).all()
    assert plenums["start_date"].is_monotonic_increasing
    assert plenums["source_url"].str.match(r"https?://").all()
    assert plenums["name"].is_unique


def test_build_names_every_fault(build):
    periods = pd.DataFrame(
        {
            "period_id": ["a", "b", "c", "c"],
            "kind": ["leader", "leader", "exercise", "summit"],
            "name": ["First", "Second", "Drill", "Talks"],
            "start_date": pd.to_datetime(["2000-01-01", "2001-01-02", "2002-01-05", "2003-01-01"]),
            "end_date": pd.to_datetime(["2000-12-31", None, "2002-01-01", None]),
            "source_url": ["https://x", "https://x", None, "https://x"],
        }
    )
    assert build.find_faults(periods) == [
        "c: stands twice",
        "c: ends before it starts",
        "c: has no end, though only an office can be open",
        "c: has no link",
        "b: does not follow on",
    ]
