"""Windows and sequences: effects found, false alarms at their nominal rate, the edges."""

import numpy as np
import pandas as pd
import pytest

from peninsula import timing
from peninsula.timing.times import to_dates, to_day
from peninsula.timing.windows import days_to_nearest, days_to_next

ERAS = pd.DataFrame(
    {
        "name": ["quiet", "busy"],
        "start_date": pd.to_datetime(["2000-01-01", "2010-01-01"]),
        "end_date": pd.to_datetime(["2009-12-31", None]),
    }
)
LAST = "2019-12-31"


def scatter(rng, n_quiet=40, n_busy=300):
    quiet = rng.integers(to_day("2000-01-01"), to_day("2010-01-01"), n_quiet)
    busy = rng.integers(to_day("2010-01-01"), to_day("2020-01-01"), n_busy)
    return pd.Series(to_dates(np.r_[quiet, busy]))


class TestStatistics:
    def test_days_to_next_and_nearest_without_events(self):
        none, dates = np.array([]), np.array([3.0])
        assert np.isnan(days_to_next(none, dates)).all()
        assert np.isnan(days_to_nearest(none, dates)).all()

    def test_shape_is_kept(self):
        assert days_to_nearest(np.array([1.0, 9.0]), np.zeros((4, 5))).shape == (4, 5)


class TestCompareWindows:
    def test_an_effect_is_found(self):
        rng = np.random.default_rng(1)
        dates = pd.Series(to_dates(rng.integers(to_day("2010-02-01"), to_day("2019-06-01"), 30)))
        events = pd.concat([scatter(rng), dates + pd.Timedelta(days=3)])
        result = timing.compare_windows(events, dates, ERAS, LAST, "any", (0, 7), 499, seed=99)
        assert result.summary["p_value"].iloc[-1] < 0.01
        assert len(result.distribution) == 499 * 3

    def test_drift_between_eras_is_not_an_effect(self):
        """Dates that fall in the busy era only: a naive baseline would see an effect."""
        rng = np.random.default_rng(2)
        dates = pd.Series(to_dates(rng.integers(to_day("2010-02-01"), to_day("2019-06-01"), 30)))
        row = timing.compare_windows(scatter(rng), dates, ERAS, LAST, "count", (0, 30), 499)
        summary = row.summary.iloc[-1]
        assert summary["p_value"] > 0.05
        assert summary["placebo_mean"] == pytest.approx(300 * 31 / 3652, rel=0.1)

    def test_false_alarms(self):
        rng = np.random.default_rng(3)
        p = []
        for seed in range(200):
            dates = pd.Series(
                to_dates(rng.integers(to_day("2000-02-01"), to_day("2019-06-01"), 20))
            )
            test = timing.compare_windows(
                scatter(rng), dates, ERAS, LAST, "count", (0, 30), 199, seed
            )
            p.append(test.summary["p_value"].iloc[-1])
        assert np.mean(np.array(p) <= 0.05) <= 0.05 + 3 * np.sqrt(0.05 * 0.95 / 200)

    def test_windows_cut_by_the_data_are_left_out(self):
        dates = pd.Series(pd.to_datetime(["2000-01-01", "2015-01-01", "2019-12-20", "1990-01-01"]))
        events = scatter(np.random.default_rng(4))
        summary = timing.compare_windows(
            events, dates, ERAS, LAST, window=(5, 30), n_draws=9
        ).summary
        assert summary["n_dates"].tolist() == [0, 1, 1]
        assert summary["n_left_out"].iloc[-1] == 3
        assert np.isnan(summary["p_value"].iloc[0])

    def test_your_own_statistic(self):
        def weekday(days, dates):
            return (dates + 3) % 7

        dates = pd.Series(pd.date_range("2012-01-02", periods=10, freq="28D"))
        result = timing.compare_windows(
            scatter(np.random.default_rng(5)), dates, ERAS, LAST, weekday, n_draws=199
        )
        assert result.summary["observed"].iloc[-1] == 0
        assert result.summary["p_value"].iloc[-1] < 0.02

    def test_no_events_and_no_dates(self):
        none = pd.Series([], dtype="datetime64[ns]")
        some = pd.Series(pd.to_datetime(["2015-01-01"]))
        without_events = timing.compare_windows(none, some, ERAS, LAST, n_draws=9).summary
        assert without_events["observed"].iloc[-1] == 0 and without_events["p_value"].iloc[-1] == 1
        without_dates = timing.compare_windows(some, none, ERAS, LAST, n_draws=9).summary
        assert without_dates["n_dates"].iloc[-1] == 0

    def test_order_and_seed(self):
        events, dates = scatter(np.random.default_rng(6)), pd.Series(pd.to_datetime(["2015-01-01"]))
        first = timing.compare_windows(events, dates, ERAS, LAST, n_draws=9)
        second = timing.compare_windows(events.iloc[::-1], dates, ERAS, LAST, n_draws=9)
        pd.testing.assert_frame_equal(first.distribution, second.distribution)

    def test_unknown_statistic(self):
        with pytest.raises(ValueError, match="unknown statistic"):
            timing.compare_windows(scatter(np.random.default_rng(1)), LAST, ERAS, LAST, "mode")


def typed(days, types):
    return pd.DataFrame({"event_date": to_dates(np.asarray(days, float)), "event_type": types})


class TestFollowups:
    def test_against_a_double_loop(self):
        rng = np.random.default_rng(1)
        events = typed(rng.integers(0, 3000, 150), rng.choice(list("abc"), 150))
        table = timing.count_followups(events, n_draws=9).set_index(["first", "then"])
        for (first, then), row in table.iterrows():
            starts = events.loc[events["event_type"] == first, "event_date"]
            ends = events.loc[events["event_type"] == then, "event_date"]
            followed = [((ends - s).dt.days.between(1, 7)).any() for s in starts]
            assert row["n_followed"] == sum(followed)

    def test_false_alarms(self):
        rng = np.random.default_rng(2)
        p = []
        for seed in range(30):
            events = typed(rng.integers(10957, 12000, 60), rng.choice(list("ab"), 60))
            table = timing.count_followups(events, n_draws=59, seed=900 + seed)
            p.append(table["p_adjusted"].min())
        assert np.mean(np.array(p) <= 0.05) <= 0.05 + 3 * np.sqrt(0.05 * 0.95 / 30)

    def test_a_busy_year_is_not_a_tie(self):
        """Both types crowd into one year: expected by chance there, so no tie is claimed."""
        rng = np.random.default_rng(3)
        days = np.r_[rng.integers(10957, 11300, 150), rng.integers(11323, 18000, 30)]
        table = timing.count_followups(typed(days, rng.choice(list("ab"), 180)), n_draws=199)
        assert table["p_adjusted"].min() > 0.05

    def test_a_tie_is_found_among_many_pairs(self):
        rng = np.random.default_rng(4)
        shots = rng.integers(10957, 14000, 25)
        others = rng.integers(10957, 14000, 200)
        days = np.r_[shots, shots + 2, others]
        types = ["shot"] * 25 + ["answer"] * 25 + list(rng.choice(list("abcdefgh"), 200))
        tied = timing.count_followups(typed(days, types), n_draws=199).query("p_adjusted < 0.05")
        assert tied[["first", "then"]].to_numpy().tolist() == [["shot", "answer"]]

    @pytest.mark.parametrize("n", [0, 1])
    def test_none_and_one(self, n):
        table = timing.count_followups(typed([100.0] * n, ["a"] * n), n_draws=9)
        assert len(table) == n

    def test_all_in_one_day(self):
        table = timing.count_followups(typed([100.0] * 9, list("abc") * 3), n_draws=9)
        assert (table["n_followed"] == 0).all()
