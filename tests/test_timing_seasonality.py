"""Seasonality: drift is not season, clusters are not season, a season is."""

import numpy as np
import pandas as pd
import pytest

from peninsula import timing
from peninsula.timing.times import to_dates, to_day

SPAN = ("2012-01-01", "2023-12-31")


def scatter(rng, n_by_year):
    starts = pd.date_range("2012-01-01", periods=len(n_by_year), freq="YS")
    days = [to_day(s) + rng.integers(0, 365, n) for s, n in zip(starts, n_by_year, strict=True)]
    return pd.Series(to_dates(np.concatenate(days)))


class TestEstimate:
    def test_a_last_year_cut_short_is_no_season(self):
        """Busy last year, seen to April only: its events are expected in its own months."""
        rng = np.random.default_rng(1)
        busy = pd.Series(to_dates(to_day("2023-01-01") + rng.integers(0, 90, 300)))
        table = timing.estimate_seasonality(busy, "2012-01-01", "2023-03-31")
        assert table["ratio"].iloc[:3].tolist() == pytest.approx([1, 1, 1], abs=0.25)
        assert table["expected"].sum() == pytest.approx(300)

    def test_exposure(self):
        table = timing.estimate_seasonality(scatter(np.random.default_rng(2), [5] * 12), *SPAN)
        assert table["exposure_years"].sum() == pytest.approx(12, abs=0.01)
        assert table["n"].sum() == 60

    @pytest.mark.parametrize("values", [[], ["2015-03-01"], ["2015-03-01"] * 40])
    def test_edges(self, values):
        events = pd.Series(pd.to_datetime(values), dtype="datetime64[ns]")
        table = timing.estimate_seasonality(events, *SPAN, n_draws=50)
        assert table["n"].sum() == len(values)
        summary = timing.compare_seasonality(events, *SPAN, n_draws=50).iloc[0]
        assert summary["n"] == len(values)
        assert np.isnan(summary["p_value"]) == (not values)

    def test_span_must_not_be_empty(self):
        with pytest.raises(ValueError, match="before it starts"):
            timing.estimate_seasonality(pd.Series(pd.to_datetime(["2015-03-01"])), *SPAN[::-1])


class TestCompare:
    def test_a_season_is_found(self):
        springs = pd.date_range("2012-03-15", periods=12, freq="YS-MAR") + pd.Timedelta(days=14)
        events = pd.Series(springs.repeat(4))
        assert timing.compare_seasonality(events, *SPAN, n_draws=499)["p_value"].iloc[0] < 0.01

    def test_clusters_are_not_a_season(self):
        """Bursts of six in one month a year at random: plain chi-squared cries wolf, ours holds."""
        rng = np.random.default_rng(4)
        p, p_poisson = [], []
        for _ in range(200):
            months = pd.date_range("2012-01-01", periods=144, freq="MS").to_numpy()
            chosen = months.reshape(12, 12)[np.arange(12), rng.integers(0, 12, 12)]
            row = timing.compare_seasonality(pd.Series(np.repeat(chosen, 6)), *SPAN, n_draws=99)
            p.append(row["p_value"].iloc[0])
            p_poisson.append(row["p_poisson"].iloc[0])
        assert np.mean(np.array(p) < 0.05) <= 0.05 + 3 * np.sqrt(0.05 * 0.95 / 200)
        assert np.mean(np.array(p_poisson) < 0.05) > 0.5
