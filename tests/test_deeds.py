"""Words and deeds: lags found and not invented, spells counted to the day, elections by law."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import peninsula as pn
from peninsula import deeds
from peninsula.charts import deeds as charts

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def ds():
    return pn.load()


def monthly(values, start="2000-01-01"):
    months = pd.date_range(start, periods=len(values), freq="MS")
    return pd.DataFrame({"period_start": months, "value": np.asarray(values, dtype="float64")})


def spells(*days):
    starts, ends = zip(*days, strict=True)
    return pd.DataFrame({"start_date": pd.to_datetime(starts), "end_date": pd.to_datetime(ends)})


# Talk


def test_headlines_add_themes_and_keep_a_gap_blank():
    rows = [
        ("1997-01-01", "a", 2),
        ("1997-01-01", "b", 1),
        ("1997-03-01", "a", 0),
        ("1997-03-01", "b", 4),
    ]
    counts = pd.DataFrame(rows, columns=["period_start", "theme", "n"])
    counts = counts.assign(
        corpus_id="kcna_headlines",
        n_tokens=1000,
        period_start=pd.to_datetime(counts["period_start"]),
    )
    table = deeds.rate_headlines(counts, ("a", "b"))
    assert table["value"].iloc[[0, 2]].tolist() == [30.0, 40.0]
    assert np.isnan(table["value"].iloc[1])
    with pytest.raises(ValueError, match="no theme c"):
        deeds.rate_headlines(counts, ("a", "c"))


def test_month_of_a_statement_known_by_year_is_not_guessed():
    rows = pd.DataFrame(
        {"statement_date": pd.to_datetime(["2022-01-01", "2022-02-03"]), "tone": [-3, 0],
         "date_precision": ["year", "day"], "actor": "PRK", "channel": "speech"}
    )  # fmt: skip
    table = deeds.count_hostile_statements(rows, "2022-01-01", "2022-03-31")
    assert table["value"].tolist() == [0.0, 0.0, 0.0]


def test_launches_outside_the_talk_are_left_out():
    dates = pd.Series(pd.to_datetime(["1999-12-31", "2000-02-29", "2000-02-01"]))
    assert deeds.count_monthly_launches(dates, monthly([1, 1, 1]))["value"].tolist() == [0, 2, 0]


# Lags


def test_direction_of_a_lag():
    rng = np.random.default_rng(0)
    said = rng.poisson(4, 144)
    for lag in (-3, 0, 4):
        summary = deeds.correlate_lags(
            monthly(said), monthly(np.roll(said, lag)), n_draws=999
        ).summary
        assert summary.loc[summary["p_holm"] < 0.05, "lag_months"].tolist() == [lag]
        assert summary["correlation"].idxmax() == lag + 6


def test_correlation_equals_scipy_in_one_span_with_a_gap():
    from scipy import stats

    rng = np.random.default_rng(1)
    x, y = rng.normal(size=48), rng.normal(size=48)
    x[5] = np.nan
    row = deeds.correlate_lags(monthly(x), monthly(y), [2], n_spans=1, n_draws=19).summary.iloc[0]
    ranks = pd.Series(x).rank()[:-2], pd.Series(y).rank()[2:]
    known = ranks[0].notna().to_numpy()
    expected = stats.pearsonr(ranks[0][known], ranks[1][known.tolist()])[0]
    assert row["correlation"] == pytest.approx(expected)
    assert row["n_months"] == 45


def test_a_shared_drift_is_no_tie():
    """Both series rise over the years and are else unrelated: no lag may pass."""
    rng = np.random.default_rng(2)
    level = np.repeat([2, 10, 30, 60], 48)
    said, done = monthly(rng.poisson(level)), monthly(rng.poisson(level))
    assert (deeds.correlate_lags(said, done, n_draws=499).summary["p_holm"] > 0.05).all()


def test_false_alarms_of_rhythmic_series_stay_near_the_level():
    """40 pairs of unrelated series with memory: 5% should pass; above 6 lies 1% of the chances."""
    rng = np.random.default_rng(3)
    alarms = 0
    for _ in range(40):
        pair = [np.convolve(row, [0.5, 0.3, 0.2], "same") for row in rng.normal(size=(2, 108))]
        test = deeds.correlate_lags(*map(monthly, pair), range(-1, 2), n_draws=299)
        alarms += (test.summary["p_holm"] < 0.05).any()
    assert alarms <= 6


def test_lags_of_a_silent_series_are_zero_and_short_series_are_refused():
    silent = deeds.correlate_lags(monthly(np.zeros(96)), monthly(np.arange(96)), n_draws=19).summary
    assert (silent["correlation"] == 0).all() and (silent["p_value"] == 1).all()
    with pytest.raises(ValueError, match="too few"):
        deeds.correlate_lags(monthly(np.arange(50)), monthly(np.arange(50)))
    with pytest.raises(ValueError, match="no deeds in 2004-03"):
        deeds.correlate_lags(monthly(np.arange(96)), monthly(np.arange(50)), n_spans=2)


# Spells


def test_merging_keeps_touching_and_nested_periods_together():
    rows = spells(("2013-03-01", "2013-04-30"), ("2013-03-11", "2013-03-21"), ("2013-05-01", None),
                  ("2013-05-03", "2013-05-04")).assign(name=list("abcd"))  # fmt: skip
    merged = deeds.merge_spells(rows)
    assert merged["n_merged"].tolist() == [3, 1]
    assert merged["end_date"].dt.strftime("%m-%d").tolist() == ["05-01", "05-04"]


def test_windows_count_to_the_day():
    drills = spells(("2016-03-10", "2016-03-12"))
    days = [
        "02-08",
        "02-09",
        "02-24",
        "02-25",
        "03-09",
        "03-10",
        "03-12",
        "03-13",
        "03-26",
        "03-27",
        "04-11",
        "04-12",
    ]
    launches = pd.Series(pd.to_datetime([f"2016-{day}" for day in days]))
    table = deeds.compare_spells(
        launches, drills, deeds.list_eras(2016, 2016), "2016-12-31", n_draws=9
    )
    table = table.summary.set_index("window")
    assert table.index.tolist() == list(deeds.spells.WINDOWS)
    assert table["n"].tolist() == [4, 2, 2, 2, 4]
    assert table["n_days"].tolist() == [30, 14, 3, 14, 30]
    assert table.loc["during", "rate"] == pytest.approx(20.0)


def test_an_effect_that_was_put_in_is_found_and_none_is_invented():
    rng = np.random.default_rng(5)
    starts = pd.to_datetime([f"{y}-{m}-05" for y in range(2005, 2025) for m in ("03", "08")])
    drills = pd.DataFrame({"start_date": starts, "end_date": starts + pd.Timedelta(days=13)})
    anywhere = pd.Series(
        pd.Timestamp("2005-01-01") + pd.to_timedelta(rng.integers(0, 7300, 240), "D")
    )
    eras = deeds.list_eras(2005, 2024)
    none = deeds.compare_spells(anywhere, drills, eras, "2024-12-31", n_draws=499).summary
    assert (none["p_holm"] > 0.05).all()
    put_in = pd.Series(starts + pd.to_timedelta(rng.integers(0, 14, 40), "D"))
    both = deeds.compare_spells(
        pd.concat([anywhere, put_in]), drills, eras, "2024-12-31", n_draws=499
    )
    assert both.summary.query("p_holm < 0.05")["window"].tolist() == ["during"]


def test_spells_cut_by_the_data_are_left_out_and_counted():
    drills = spells(("2016-03-10", "2016-03-12"), ("2016-12-01", "2016-12-10"))
    launches = pd.Series(pd.to_datetime(["2016-06-01"]))
    eras = deeds.list_eras(2016, 2016)
    summary = deeds.compare_spells(launches, drills, eras, "2016-12-31", n_draws=9).summary
    assert summary["n_left_out"].tolist() == [1] * 5
    with pytest.raises(ValueError, match="no spell"):
        deeds.compare_spells(launches, drills, deeds.list_eras(2020, 2020), "2016-12-31")


def test_units_differ_in_count_and_not_in_days(ds):
    by_unit = {unit: deeds.list_launches(ds, unit) for unit in ("missile", "event", "day")}
    assert set(by_unit["missile"]) <= set(by_unit["event"]) == set(by_unit["day"])
    assert by_unit["day"].is_unique
    with pytest.raises(ValueError, match="unit must be"):
        deeds.list_launches(ds, "salvo")


def test_plenums_are_those_that_were_coded():
    shipped = ROOT / "src" / "peninsula" / "deeds" / "plenums.csv"
    assert shipped.read_bytes() == (ROOT / "scripts" / "coded" / "plenums.csv").read_bytes()
    assert (deeds.list_plenums()["end_date"] >= deeds.list_plenums()["start_date"]).all()


def test_speech_days_lie_in_the_weeks_of_the_general_debate(ds):
    speeches = deeds.list_speeches(ds.documents)
    assert len(speeches) == 29
    assert speeches["start_date"].dt.year.is_unique
    # The debate of 2001 was put off to November.
    usual = speeches[speeches["start_date"].dt.year != 2001]["start_date"]
    assert usual.dt.strftime("%m-%d").between("09-17", "10-11").all()


# Elections


def test_election_days_agree_with_the_periods(ds):
    listed = ds.periods[
        ds.periods["name"].str.startswith("US ") & (ds.periods["kind"] == "election")
    ]
    by_law = deeds.list_us_elections(1988, 2026)["event_date"]
    assert by_law.tolist() == listed["start_date"].sort_values().tolist()
    assert deeds.list_us_elections(1958, 1958)["event_date"].tolist() == [
        pd.Timestamp("1958-11-04")
    ]


def test_the_published_weeks_are_those_of_random_days(ds):
    """Reference: random dates of the same eras give 13.3, 7.7 and 4.8 weeks."""
    acts = deeds.list_provocations(ds.crosswalk)
    leaders = ds.periods[ds.periods["kind"] == "leader"]
    votes = deeds.list_us_elections(1958, 2026)
    summary = deeds.compare_elections(acts, votes, leaders, ds.as_of).summary.set_index("era")
    leaders = ["Kim Il Sung", "Kim Jong Il", "Kim Jong Un"]
    assert summary.loc[leaders, "placebo_mean"].to_numpy() == pytest.approx(
        [13.3, 7.7, 4.8], abs=0.25
    )
    assert summary.loc[leaders, "published_weeks"].tolist() == [13.0, 5.5, 4.5]
    assert summary.loc[leaders, "n_dates"].tolist() == [18, 9, 7]


# Sentences and claims


def windows(p_value, p_holm):
    return pd.DataFrame(
        {"window": ["during", "after"], "ratio": [1.7, 1.0], "rate": [1.7, 1.0], "n": [17, 10],
         "placebo_mean": 1.0, "placebo_lower": 0.6, "placebo_upper": 1.5,
         "p_value": p_value, "p_holm": p_holm}
    )  # fmt: skip


@pytest.mark.parametrize(
    ("p_value", "p_holm", "said"),
    [
        ([0.001, 0.9], [0.002, 0.9], "differ from placebo dates in 1 of 2"),
        ([0.03, 0.9], [0.06, 0.9], "suggests a tie and does not show one"),
        ([0.3, 0.9], [0.6, 0.9], "cannot be told from placebo dates"),
    ],
)
def test_a_null_is_called_a_null(p_value, p_holm, said):
    assert said in deeds.say_windows(windows(p_value, p_holm), "drills")


def test_lag_sentence_names_what_passes():
    table = pd.DataFrame(
        {
            "lag_months": [0, 2],
            "correlation": [0.1, -0.4],
            "p_value": [0.5, 0.001],
            "p_holm": [0.5, 0.002],
        }
    )
    assert deeds.say_lags(table, "Words") == (
        "Words move with launches at these of 2 lags: 2 months ahead (-0.40, p = 0.002)."
    )


@pytest.mark.parametrize(("observed", "said"), [(2.0, "nearer to"), (9.0, "farther from")])
def test_election_sentence_says_which_way(observed, said):
    table = pd.DataFrame(
        {"era": ["Kim Jong Un", "all"], "n_dates": 7, "observed": observed, "placebo_mean": 5.0,
         "p_value": 0.01}
    )  # fmt: skip
    assert f"Elections are {said} a provocation" in deeds.say_elections(table)


def test_claims_are_held_against_each_other():
    lags = pd.DataFrame(
        {"lag_months": [-1, 1], "correlation": [0.1, 0.5], "p_value": [0.6, 0.004],
         "placebo_lower": -0.2, "placebo_upper": 0.2}
    )  # fmt: skip
    claims = deeds.list_claims({"talk": lags, "drills": windows([0.04, 0.9], [0.08, 0.9])})
    assert claims["where"].tolist() == ["1 month ahead", "during"]
    assert claims["p_family"].tolist() == pytest.approx([0.008, 0.08])
    assert claims["p_holm"].tolist() == pytest.approx([0.016, 0.08])
    assert deeds.say_claims(claims).endswith("over all of them: talk.")


# Charts


def test_window_chart_shows_the_table():
    drawn = pd.DataFrame({"draw": range(20), "value": np.linspace(0.5, 1.5, 20)})
    drawn = pd.concat([drawn.assign(window=name) for name in ("during", "after")])
    ax = charts.plot_windows(windows([0.001, 0.9], [0.002, 0.9]), drawn)
    assert [float(line.get_xdata()[0]) for line in ax.lines] == [1.7, 1.0]
    assert [text.get_text() for text in ax.texts] == [
        "n 17, 1.70 times, p 0.002",
        "n 10, 1.00 times, p 0.90",
    ]
    # A dot is filled only where the difference passes.
    assert [line.get_markerfacecolor() for line in ax.lines] == ["#D55E00", "white"]
    assert ax.get_xlim()[1] > 1.7


def test_lag_chart_shows_the_table():
    rng = np.random.default_rng(7)
    said = rng.poisson(3, 96)
    test = deeds.correlate_lags(monthly(said), monthly(np.roll(said, 1)), range(-1, 2), 2, 499)
    (ax,) = charts.plot_lags({"talk": test})
    dots = [line for line in ax.lines if line.get_marker() == "o"]
    assert sorted(np.concatenate([dot.get_ydata() for dot in dots])) == pytest.approx(
        sorted(test.summary["correlation"])
    )
    assert dots[0].get_xdata().tolist() == [1]
    assert ax.get_title(loc="left") == "talk"


def test_election_chart_marks_ours_and_theirs():
    summary = pd.DataFrame(
        {"era": ["Kim Jong Il", "all"], "n_dates": 9, "published_weeks": [5.5, None],
         "observed": 7.5, "placebo_mean": 7.6, "p_value": 0.96}
    )  # fmt: skip
    drawn = pd.DataFrame({"draw": range(50), "era": "Kim Jong Il", "value": np.linspace(3, 12, 50)})
    (ax,) = charts.plot_elections(summary, drawn)
    assert [line.get_xdata()[0] for line in ax.lines] == [7.5, 5.5]
    assert sum(bar.get_height() for bar in ax.patches) == pytest.approx(1)


def test_sensitivity_chart_has_a_row_a_unit():
    table = windows([0.02, 0.9], [0.04, 0.9]).assign(unit=["missile", "day"], eras="same year")
    ax = charts.plot_sensitivity(table)
    assert [t.get_text() for t in ax.get_yticklabels()] == [
        "missiles, same year",
        "days, same year",
    ]


def test_panels_share_one_scale_that_holds_every_dot():
    drawn = pd.DataFrame({"draw": range(20), "value": np.linspace(0.5, 4, 20)})
    drawn = pd.concat([drawn.assign(window=name) for name in ("during", "after")])
    table = windows([0.5, 0.9], [1.0, 1.0])
    panels = charts.plot_window_panels(
        {"a": (table, drawn.assign(value=drawn["value"] / 4)), "b": (table, drawn)}
    )
    assert all(ax.get_xlim()[1] > 4 for ax in panels)


def test_talk_chart_keeps_the_gap():
    panels = charts.plot_talk_and_deeds(monthly([1, np.nan, 3]), monthly([0, 2, 1]))
    assert np.isnan(panels[0].lines[0].get_ydata()[1])
    assert [bar.get_height() for bar in panels[1].patches] == [0, 2, 1]
