"""The published figures of the lists fall out of the crosswalk; the rest adds up."""

import pandas as pd
import pytest

import peninsula as pn
from peninsula import charts, evidence

SIZES = {
    "cns": 339, "csis": 493, "csis_2017": 275, "csis_tagged": 481, "rok_attack": 252,
    "rok_balloon": 168, "rok_nuclear": 6,
}  # fmt: skip


@pytest.mark.parametrize(("source", "rows"), SIZES.items())
def test_every_row_of_every_list_is_accounted_for(ds, source, rows):
    listed = ds.crosswalk[ds.crosswalk["source"] == source]
    assert listed["source_key"].nunique() == rows
    assert (listed["event_id"].notna() | listed["reason"].notna()).all()


def test_cns_has_69_missiles_on_33_korea_days_in_2022(ds):
    answers = evidence.list_answers(ds).set_index(["compiler", "unit"])["n"]
    assert answers["CNS/NTI", "missiles"] == 69
    assert answers["CNS/NTI", "launch days"] == 33
    assert answers["Peninsula Watch", "missiles"] == 73
    assert answers["Peninsula Watch", "launch days"] == 34


def cns_launches(ds, until="2023-04-14"):
    """The 245 rows of the list of April 2023, each with our Korea date and outcome."""
    rows = evidence._rows_of_cns(ds)
    rows = rows[rows["order"] <= 245]
    assert rows["event_date"].max() < pd.Timestamp(until)
    return rows.merge(ds.launches[["launch_id", "outcome", "missile_type"]], on="launch_id")


def test_cns_by_leader_and_by_year(ds):
    rows = cns_launches(ds)
    leaders = pd.cut(
        rows["event_date"],
        pd.to_datetime(["1980-01-01", "1994-07-08", "2011-12-17", "2030-01-01"]),
        right=False,
    )
    assert rows.groupby(leaders, observed=False).size().tolist() == [15, 16, 214]
    years = rows["event_date"].dt.year.value_counts()
    wanted = {2012: 2, 2013: 6, 2014: 19, 2015: 15, 2016: 24, 2017: 21, 2018: 0, 2019: 27,
              2020: 9, 2021: 6, 2022: 69}  # fmt: skip
    assert {year: int(years.get(year, 0)) for year in wanted} == wanted


def test_cns_outcomes_of_2022(ds):
    rows = cns_launches(ds)
    outcomes = rows.loc[rows["event_date"].dt.year == 2022, "outcome"].value_counts()
    assert outcomes.to_dict() == {"success": 42, "unknown": 22, "failure": 5}


def test_the_naive_join_loses_a_third_and_the_settled_one_almost_nothing(ds):
    joins = evidence.compare_joins(ds)
    assert joins.loc["dates as printed", "days"] == 154
    assert joins.loc["dates as printed", "share"] < 0.6
    assert joins.loc["UTC plus nine hours", "share"] > 0.85
    assert joins.loc["each settled", "share"] > 0.95


def test_every_launch_event_has_one_answer(ds):
    table = evidence.list_launch_events(ds)
    launches = pn.count_launches(ds, "event", "YS", start="2006-01-01", end=ds.as_of)
    assert table["n"].sum() == launches["n"].sum()


def test_articles_per_event_add_up(ds):
    table = evidence.count_articles_per_event(ds)
    assert table["events"].sum() == len(ds.events)
    supported = ds.event_articles["event_id"].nunique()
    assert table["without_article"].sum() == len(ds.events) - supported


def test_no_article_is_older_than_its_event_by_more_than_a_day(ds):
    assert evidence.measure_delay(ds)["delay_days"].min() >= -1


def test_charts_show_their_tables(ds):
    joins = evidence.compare_joins(ds)
    ax = charts.plot_shares(joins)
    assert [round(bar.get_width(), 6) for bar in ax.containers[1]] == joins["share"].round(
        6
    ).tolist()
    answers = evidence.list_answers(ds)
    ax = charts.plot_answers(answers)
    drawn = sorted(line.get_xdata()[0] for line in ax.lines if len(line.get_xdata()) == 1)
    assert drawn == sorted(answers["n"].tolist())
    delays = evidence.measure_delay(ds)
    assert sum(bar.get_height() for bar in charts.plot_delay(delays).patches) == len(delays)
    coverage = evidence.count_coverage(ds)
    ax = charts.plot_coverage(coverage, evidence.NAMES)
    assert ax.images[0].get_array().shape[0] == coverage["source"].nunique()
