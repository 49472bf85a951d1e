"""Waits: the open gap censored, survival and hazard by hand, the edges."""

import numpy as np
import pandas as pd
import pytest

from peninsula import timing


def dates(*values):
    return pd.Series(pd.to_datetime(list(values)), dtype="datetime64[ns]")


def waits(lengths, open_days=0):
    complete = [True] * len(lengths) + [False]
    start = pd.date_range("2020-01-01", periods=len(complete), freq="D")
    return pd.DataFrame(
        {"start_date": start, "wait_days": [*lengths, open_days], "is_complete": complete}
    )


class TestMeasureWaits:
    def test_order_repeats_and_times_of_day(self):
        table = timing.measure_waits(
            dates("2022-01-11 07:27", "2022-01-05 08:10", "2022-01-05 23:00"), "2022-01-14"
        )
        assert table["wait_days"].tolist() == [6, 3]
        assert table["is_complete"].tolist() == [True, False]

    def test_none_one_and_all_in_one_day(self):
        assert len(timing.measure_waits(dates(), "2022-01-14")) == 0
        one = timing.measure_waits(dates("2022-01-05"), "2022-01-14")
        many = timing.measure_waits(dates(*["2022-01-05"] * 9), "2022-01-14")
        pd.testing.assert_frame_equal(one, many)
        assert one["wait_days"].tolist() == [9] and not one["is_complete"].any()

    def test_events_after_the_end_are_left_out(self):
        table = timing.measure_waits(dates("2022-01-05", "2022-01-20"), "2022-01-14")
        assert table["wait_days"].tolist() == [9]


class TestSurvival:
    def test_by_hand(self):
        """Waits 2, 4, 4 and an open gap of 3: S(2) = 3/4, S(4) = 3/4 · 0 = 0."""
        table = timing.estimate_survival(waits([2, 4, 4], 3))
        assert table["n_at_risk"].tolist() == [4, 2]
        assert table["survival"].tolist() == pytest.approx([0.75, 0.0])

    def test_freireich_remission_times(self):
        """The 21 patients on 6-MP: survival .857, .807, .753, .690, .628, .538, .448."""
        ended, open_ = (
            [6, 6, 6, 7, 10, 13, 16, 22, 23],
            [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35],
        )
        table = pd.DataFrame({"wait_days": ended + open_, "is_complete": [True] * 9 + [False] * 12})
        survival = timing.estimate_survival(table)["survival"]
        published = [0.857, 0.807, 0.753, 0.690, 0.627, 0.538, 0.448]
        assert survival.tolist() == pytest.approx(published, abs=0.0006)

    def test_coverage(self):
        rng = np.random.default_rng(3)
        held = []
        for _ in range(600):
            length, limit = rng.exponential(20, 80), rng.uniform(10, 80, 80)
            table = pd.DataFrame(
                {"wait_days": np.minimum(length, limit), "is_complete": length <= limit}
            )
            row = timing.estimate_survival(table).query("wait_days <= 15").iloc[-1]
            held.append(row["lower"] <= np.exp(-15 / 20) <= row["upper"])
        assert np.mean(held) == pytest.approx(0.95, abs=3 * np.sqrt(0.05 * 0.95 / 600))

    def test_nothing_ended(self):
        assert len(timing.estimate_survival(waits([], 5))) == 0


class TestHazard:
    def test_by_hand(self):
        table = timing.estimate_hazard(waits([2, 7, 20], 10), (0, 7, 14, 30))
        assert table["n"].tolist() == [2, 0, 1]
        assert table["days_at_risk"].tolist() == [2 + 7 + 7 + 7, 7 + 3, 6]
        assert table["hazard"].iloc[0] == pytest.approx(2 / 23)

    def test_constant_when_there_is_no_memory(self):
        length = np.random.default_rng(1).exponential(20, 20000)
        table = timing.estimate_hazard(waits(length), (0, 10, 30, np.inf))
        assert table["hazard"].tolist() == pytest.approx([0.05] * 3, rel=0.05)

    def test_a_class_that_no_wait_reached_is_blank(self):
        table = timing.estimate_hazard(waits([2], 3), (0, 7, 14))
        assert table.loc[1, ["hazard", "lower", "upper"]].isna().all()


class TestPresentGap:
    def test_by_hand(self):
        row = timing.rate_present_gap(waits([2, 4, 30], 10)).iloc[0]
        assert (row["gap_days"], row["n_waits"], row["n_as_long"]) == (10, 3, 1)
        assert row["share_of_days"] == pytest.approx(20 / 36)

    def test_share_of_days_by_counting_days(self):
        lengths = np.random.default_rng(2).integers(1, 40, 50)
        days_since = np.concatenate([np.arange(length) for length in lengths])
        row = timing.rate_present_gap(waits(lengths, 12)).iloc[0]
        assert row["share_of_days"] == pytest.approx((days_since >= 12).mean())

    def test_one_event_and_none(self):
        row = timing.rate_present_gap(waits([], 10)).iloc[0]
        assert row["n_waits"] == 0 and np.isnan(row["share_as_long"])
        assert len(timing.rate_present_gap(waits([], 10).iloc[:0])) == 0

    def test_a_record_gap(self):
        row = timing.rate_present_gap(waits([2, 4], 10)).iloc[0]
        assert row["n_as_long"] == 0 and pd.isna(row["last_as_long_date"])
