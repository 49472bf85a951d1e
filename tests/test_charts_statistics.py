"""Charts of rates, timing, outlook and incidents: what is drawn equals the table."""

import numpy as np
import pandas as pd
import pytest

from peninsula import charts, incidents, outlook, rates, timing

MONTHS = pd.DataFrame(
    {
        "period_start": pd.date_range("2012-01-01", periods=48, freq="MS"),
        "n": [0, 1] * 12 + [4, 6] * 12,
    }
)
DATES = pd.Series(pd.date_range("2012-01-10", "2020-12-31", freq="20D"))
LAST = "2020-12-31"


def texts(ax):
    return [t.get_text() for t in ax.texts]


def points(ax):
    return [line for line in ax.lines if line.get_marker() not in ("None", "", None)]


class TestRates:
    TABLE = pd.DataFrame({"name": ["a", "b"], "n": [4, 0], "exposure_years": [2.0, 3.0]})

    def test_dots_lines_and_numbers(self):
        table = rates.estimate_rates(self.TABLE)
        ax = charts.plot_intervals(table)
        assert points(ax)[0].get_xdata().tolist() == table["rate"].tolist()
        ends = np.array([segment[:, 0] for segment in ax.collections[0].get_segments()])
        np.testing.assert_allclose(ends, table[["lower", "upper"]])
        assert texts(ax)[0].startswith("2 (0.545 to 5.12")

    def test_unknown_rate_is_left_empty(self):
        table = rates.estimate_rates(self.TABLE.assign(exposure_years=[2.0, np.nan]))
        assert len(texts(charts.plot_intervals(table))) == 1

    def test_success_bars_span_the_bounds(self):
        launches = pd.DataFrame(
            {"missile_type": "IRBM", "outcome": ["success", "failure", "unknown", "success"]}
        )
        table = rates.estimate_success(launches, "missile_type")
        ax = charts.plot_success(table)
        bar = ax.patches[0]
        assert (bar.get_x(), bar.get_x() + bar.get_width()) == (0.5, 0.75)
        assert texts(ax) == ["2 of 3, 1 unknown"]

    def test_none_on_record_is_a_hollow_mark(self):
        table = rates.estimate_rates(self.TABLE).assign(era="x")
        ax = charts.plot_grouped_intervals(table, "name", "era")
        hollow = [line for line in points(ax) if line.get_markerfacecolor() == "white"]
        assert sum(len(line.get_xdata()) for line in hollow) == 1


class TestTiming:
    def test_changes(self):
        spans = timing.find_changes(MONTHS)
        ax = charts.plot_changes(MONTHS, spans, timing.locate_changes(MONTHS, spans))
        assert [bar.get_height() for bar in ax.patches[:48]] == MONTHS["n"].tolist()
        assert texts(ax) == ["0.5", "5.0"]
        assert sum(patch.get_gid() == "change" for patch in ax.patches) == 1

    def test_hazard(self):
        hazard = timing.estimate_hazard(timing.measure_waits(DATES, LAST))
        ax = charts.plot_hazard(hazard)
        assert [t.get_text() for t in ax.get_xticklabels()][-1] == "over 120"
        np.testing.assert_allclose(points(ax)[0].get_ydata(), hazard["hazard"])

    def test_running_years(self):
        running = pd.DataFrame(
            {"year": [2020, 2020, 2021], "day_of_year": [1, 2, 1], "n": [1, 3, 2]}
        )
        ax = charts.plot_running_years(running, 2021)
        assert texts(ax) == ["2020", "2021: 2"]

    def test_seasonality(self):
        table = timing.estimate_seasonality(DATES, "2012-01-01", LAST, n_draws=50)
        ax = charts.plot_seasonality(table)
        assert texts(ax) == [str(n) for n in table["n"]]


class TestOutlook:
    FORECASTS = outlook.roll_forecasts(
        DATES, "2012-01-01", pd.date_range("2015-01-01", "2019-12-31", freq="28D"), LAST, (30, 90)
    )

    def test_probabilities(self):
        table = outlook.estimate_outlook(DATES, "2012-01-01", "2021-01-01")
        ax = charts.plot_outlook(table)
        assert sorted(texts(ax)) == sorted(f"{p:.0%}" for p in table["probability"])

    def test_skill_has_a_panel_a_horizon_and_no_row_for_the_reference(self):
        axes = charts.plot_skill(outlook.score_forecasts(self.FORECASTS, n_draws=50))
        assert len(axes) == 2
        assert "climatology" not in [t.get_text() for t in axes[0].get_yticklabels()]

    def test_reliability_has_a_panel_a_model(self):
        table = outlook.measure_reliability(self.FORECASTS)
        axes = charts.plot_reliability(table, 30)
        assert len(axes) == 4
        shown = sorted(int(t) for ax in axes for t in texts(ax))
        assert shown == sorted(table.query("horizon_days == 30")["n"])

    def test_year(self):
        prediction = outlook.predict_year(DATES[DATES < "2020-07-01"], "2012-01-01", "2020-07-01")
        ax = charts.plot_year_ranges(outlook.summarise_year(prediction), record=("2013", 19))
        assert "record, 2013: 19" in texts(ax)
        assert len(texts(ax)) == 6

    def test_published(self):
        events = pd.Series(pd.to_datetime(["2016-01-05", "2017-03-22", "2017-05-14"]))
        table = outlook.score_published(outlook.load_published(), events, "2012-01-01", LAST)
        axes = charts.plot_published(table)
        line = next(line for line in axes[0].lines if line.get_label() == "published")
        assert line.get_ydata().tolist() == [0.34, 0.22, 0.55, 0.58, 0.69]


class TestIncidents:
    def test_thin_years_are_pale_and_every_year_shows_its_n(self):
        counts = pd.DataFrame(
            {
                "period_start": pd.to_datetime(["2021-01-01", "2022-01-01"] * 2),
                "event_type": ["a", "a", "other", "other"],
                "n": [2, 30, 1, 10],
            }
        )
        shares = incidents.share_by_period(counts, "event_type")
        ax = charts.plot_type_shares(shares, "event_type")
        assert texts(ax) == ["3", "40"]
        assert [bar.get_alpha() for bar in ax.containers[0]] == [0.3, 1]
        heights = [bar.get_height() for container in ax.containers for bar in container]
        assert heights == pytest.approx([2 / 3, 0.75, 1 / 3, 0.25])

    def test_followups(self):
        events = pd.DataFrame({"event_date": DATES, "event_type": ["a", "b"] * (len(DATES) // 2)})
        table = timing.count_followups(events, days=30, n_draws=19)
        ax = charts.plot_followups(table, top=3)
        assert len(ax.get_yticklabels()) == 3
        np.testing.assert_allclose(points(ax)[0].get_xdata(), table["share"].head(3))

    def test_attribution(self):
        events = pd.DataFrame({"event_type": "a", "attribution": ["observed", "claimed"] * 3})
        ax = charts.plot_attribution(incidents.count_attribution(events))
        assert [bar.get_width() for bar in ax.patches] == [0.5, 0.5, 0, 0]
        assert texts(ax) == ["n = 6"]
