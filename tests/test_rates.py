"""Rates: the published figures, the edges of the data, and coverage on simulated counts."""

import numpy as np
import pandas as pd
import pytest
from statsmodels.stats.proportion import proportion_confint
from statsmodels.stats.rates import test_poisson_2indep as poisson_2indep

from peninsula import rates
from peninsula.rates.compare import binomial_p
from peninsula.rates.exposure import event_dates
from peninsula.rates.intervals import count_interval

LEADERS = pd.DataFrame(
    {
        "period_id": ["kim_il_sung", "kim_jong_il", "kim_jong_un"],
        "name": ["Kim Il Sung", "Kim Jong Il", "Kim Jong Un"],
        "start_date": pd.to_datetime(["1948-09-09", "1994-07-08", "2011-12-17"]),
        "end_date": pd.to_datetime(["1994-07-07", "2011-12-16", None]),
    }
)
SPAN = ("1984-04-09", "2023-04-18")


def dates(*values):
    return pd.Series(pd.to_datetime(list(values)), dtype="datetime64[ns]")


class TestPublishedFigures:
    def test_rates_by_leader(self):
        """Counts 15, 16, 214 of the CNS list to 2023-04-12 give the published rates."""
        counts = rates.add_exposure(LEADERS, *SPAN).assign(n=[15, 16, 214])
        table = rates.estimate_rates(counts)
        assert table["rate"].round(2).tolist() == [1.46, 0.92, 18.88]
        assert table["lower"].round(2).tolist() == [0.82, 0.52, 16.43]
        assert table["upper"].round(2).tolist() == [2.41, 1.49, 21.58]

    def test_published_third_rate_differs_by_rounding_of_the_exposure_only(self):
        """The README says 18.87: 214 over 11.34 years; days over 365.25 give 18.875."""
        counts = rates.add_exposure(LEADERS, *SPAN).assign(n=[15, 16, 214])
        assert rates.estimate_rates(counts)["rate"].iloc[2] == pytest.approx(18.87, abs=0.01)

    @pytest.mark.parametrize(
        ("kind", "success", "failure", "published"),
        [
            ("SRBM", 136, 5, 0.965),
            ("MRBM", 25, 5, 0.83),
            ("IRBM", 5, 10, 0.33),
            ("ICBM", 8, 3, 0.73),
        ],
    )
    def test_success_of_known_outcomes(self, kind, success, failure, published):
        launches = pd.DataFrame(
            {"missile_type": kind, "outcome": ["success"] * success + ["failure"] * failure}
        )
        table = rates.estimate_success(launches, by="missile_type")
        assert table["proportion"].iloc[0] == pytest.approx(published, abs=0.005)

    def test_unknown_outcomes_of_short_range_missiles_move_the_proportion(self):
        launches = pd.DataFrame(
            {"outcome": ["success"] * 136 + ["failure"] * 5 + ["unknown"] * 21 + [None]}
        )
        row = rates.estimate_success(launches).iloc[0]
        assert row["n_unknown"] == 22
        assert row["if_all_unknown_fail"] == pytest.approx(136 / 163)
        assert row["if_all_unknown_succeed"] == pytest.approx(158 / 163)
        assert row["bound_lower"] < row["if_all_unknown_fail"] < row["proportion"]
        assert row["proportion"] < row["if_all_unknown_succeed"] < row["bound_upper"]


class TestExposure:
    def test_the_day_of_death_belongs_to_the_successor(self):
        table = rates.count_by_period(dates("1994-07-07", "1994-07-08"), LEADERS, *SPAN)
        assert table["n"].tolist() == [1, 1, 0]

    def test_order_and_repeats_of_dates_do_not_matter(self):
        table = rates.count_by_period(
            dates("2022-01-05", "2011-12-18", "2022-01-05"), LEADERS, *SPAN
        )
        assert table["n"].tolist() == [0, 0, 3]

    def test_the_last_period_is_cut_by_the_end_of_the_data(self):
        table = rates.add_exposure(rates.list_years("2022-01-01", "2023-04-18"), *SPAN)
        assert table["is_cut"].tolist() == [False, True]
        assert table["exposure_years"].iloc[1] == pytest.approx(108 / 365.25)

    def test_events_after_the_end_of_the_data_are_not_counted(self):
        table = rates.count_by_period(dates("2023-04-18", "2023-04-19"), LEADERS, *SPAN)
        assert table["n"].sum() == 1

    def test_unknown_exposure_stays_blank(self):
        unknown = LEADERS.assign(start_date=pd.Series([pd.NaT] * 3))
        table = rates.estimate_rates(rates.count_by_period(dates("2022-01-05"), unknown, *SPAN))
        assert table[["n", "exposure_years", "rate", "lower", "upper"]].isna().all().all()

    def test_a_period_outside_the_data_has_no_rate(self):
        future = LEADERS.iloc[[2]].assign(start_date=pd.Timestamp("2030-01-01"))
        table = rates.estimate_rates(rates.count_by_period(dates("2022-01-05"), future, *SPAN))
        assert table["exposure_years"].iloc[0] == 0
        assert np.isnan(table["rate"].iloc[0])

    def test_no_events(self):
        table = rates.estimate_rates(rates.count_by_period(dates(), LEADERS, *SPAN))
        assert table["n"].tolist() == [0, 0, 0]
        assert (table["lower"] == 0).all() and (table["upper"] > 0).all()

    def test_no_periods(self):
        table = rates.estimate_rates(rates.count_by_period(dates("2022-01-05"), LEADERS[:0], *SPAN))
        assert len(table) == 0

    def test_all_in_one_day(self):
        table = rates.count_by_period(dates(*["2022-11-02"] * 500), LEADERS, *SPAN)
        assert table["n"].tolist() == [0, 0, 500]

    def test_undated_events_are_refused(self):
        with pytest.raises(ValueError, match="1 events have no date"):
            event_dates(dates("2022-11-02", None))

    def test_a_period_that_ends_before_it_starts_is_refused(self):
        wrong = LEADERS.assign(end_date=pd.Timestamp("1900-01-01"))
        with pytest.raises(ValueError, match="ends before it starts"):
            rates.add_exposure(wrong, *SPAN)


class TestIntervals:
    def test_garwood_of_zero_and_of_an_unknown_count(self):
        table = pd.DataFrame(
            {"n": pd.array([0, None], dtype="Int64"), "exposure_years": [1.0, 1.0]}
        )
        result = rates.estimate_rates(table)
        assert result["upper"].iloc[0] == pytest.approx(3.688879, abs=1e-6)
        assert result.loc[1, ["rate", "lower", "upper"]].isna().all()

    @pytest.mark.parametrize("method", ["mid_p", "quasi_poisson", "negative_binomial"])
    def test_zero_count_has_an_interval_by_every_method(self, method):
        table = pd.DataFrame({"n": [0], "exposure_years": [2.0]})
        result = rates.estimate_rates(table, method, dispersion=2.0).iloc[0]
        assert result["lower"] == 0 and 0 < result["upper"] < 8

    def test_dispersion_widens(self):
        table = pd.DataFrame({"n": [40], "exposure_years": [2.0], "phi": [2.5]})
        plain = rates.estimate_rates(table).iloc[0]
        for method in ("quasi_poisson", "negative_binomial"):
            wide = rates.estimate_rates(table, method, dispersion="phi").iloc[0]
            assert wide["lower"] < plain["lower"] < plain["upper"] < wide["upper"]

    def test_dispersion_of_one_is_the_poisson_case(self):
        table = pd.DataFrame({"n": [12], "exposure_years": [1.0]})
        columns = ["lower", "upper"]
        quasi = rates.estimate_rates(table, "quasi_poisson")[columns]
        pd.testing.assert_frame_equal(quasi, rates.estimate_rates(table)[columns])
        nb = rates.estimate_rates(table, "negative_binomial")[columns]
        pd.testing.assert_frame_equal(nb, rates.estimate_rates(table, "mid_p")[columns])

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            ({"method": "wald"}, "unknown method"),
            ({"method": "quasi_poisson", "dispersion": 0.5}, "dispersion below 1"),
        ],
    )
    def test_wrong_arguments(self, arguments, message):
        with pytest.raises(ValueError, match=message):
            rates.estimate_rates(pd.DataFrame({"n": [1], "exposure_years": [1.0]}), **arguments)

    def test_negative_count_is_refused(self):
        with pytest.raises(ValueError, match="negative"):
            rates.estimate_rates(pd.DataFrame({"n": [-1], "exposure_years": [1.0]}))

    @pytest.mark.parametrize(
        ("method", "mean", "phi", "draws", "slack"),
        [
            # Garwood never falls short of nominal; the others lie within Monte Carlo error of it.
            ("garwood", 6.0, 1.0, 20000, 0.04),
            ("garwood", 200.0, 1.0, 20000, 0.006),
            ("mid_p", 20.0, 1.0, 20000, 0.012),
            ("mid_p", 200.0, 1.0, 20000, 0.0),
            ("quasi_poisson", 200.0, 2.0, 20000, 0.012),
            ("negative_binomial", 20.0, 2.0, 4000, 0.01),
            ("negative_binomial", 200.0, 2.0, 4000, 0.0),
        ],
    )
    def test_coverage(self, method, mean, phi, draws, slack):
        """Nominal 95% is covered; ``slack`` is what the discreteness of small counts may add."""
        rng = np.random.default_rng(7)
        n = rng.poisson(mean, draws) if phi == 1 else rng.negative_binomial(mean, 1 / phi, draws)
        values, at = np.unique(n, return_inverse=True)
        lower, upper = count_interval(values, method, 0.95, phi)
        covered = ((lower <= mean) & (mean <= upper))[at].mean()
        error = 3 * np.sqrt(0.95 * 0.05 / draws)
        assert 0.95 - error <= covered <= 0.95 + slack + error

    def test_coverage_with_estimated_dispersion(self):
        """Twelve years of months, dispersion estimated from them: 95% within Monte Carlo error."""
        rng = np.random.default_rng(11)
        months = rng.negative_binomial(3.0, 0.5, (1500, 144))
        phi = np.maximum(months.var(axis=1, ddof=1) / months.mean(axis=1), 1)
        lower, upper = count_interval(months.sum(axis=1), "quasi_poisson", 0.95, phi)
        covered = ((lower <= 432) & (upper >= 432)).mean()
        assert covered == pytest.approx(0.95, abs=3 * np.sqrt(0.95 * 0.05 / 1500))


class TestDispersion:
    def test_poisson_counts_pass_and_clustered_counts_fail(self):
        rng = np.random.default_rng(3)
        table = pd.DataFrame(
            {
                "n": np.r_[rng.poisson(2, 200), rng.negative_binomial(2, 0.5, 200)],
                "kind": ["independent"] * 200 + ["clustered"] * 200,
            }
        )
        result = rates.estimate_dispersion(table, by="kind").set_index("kind")
        assert result.loc["independent", "p_value"] > 0.05
        assert result.loc["clustered", "p_value"] < 0.001
        assert result.loc["clustered", "dispersion"] == pytest.approx(2, abs=0.5)

    def test_size_of_the_test(self):
        rng = np.random.default_rng(5)
        table = pd.DataFrame(
            {"n": rng.poisson(3, 2000 * 60), "run": np.repeat(np.arange(2000), 60)}
        )
        p = rates.estimate_dispersion(table, by="run")["p_value"]
        assert (p < 0.05).mean() == pytest.approx(0.05, abs=3 * np.sqrt(0.05 * 0.95 / 2000))

    @pytest.mark.parametrize("n", [[], [4], [0, 0, 0]])
    def test_undefined_is_blank(self, n):
        row = rates.estimate_dispersion(pd.DataFrame({"n": pd.Series(n, dtype="int64")})).iloc[0]
        assert np.isnan(row["dispersion"]) and np.isnan(row["p_value"])


class TestRatios:
    def test_agrees_with_statsmodels(self):
        counts = pd.DataFrame({"name": ["a", "b"], "n": [9, 4], "exposure_years": [3.0, 4.0]})
        row = rates.compare_rates(counts, "b").iloc[0]
        for limit, side in (("lower", "larger"), ("upper", "smaller")):
            peer = poisson_2indep(
                9, 3.0, 4, 4.0, value=row[limit], method="exact-cond", alternative=side
            )
            assert peer.pvalue == pytest.approx(0.025, abs=1e-6)
        one_sided = poisson_2indep(9, 3.0, 4, 4.0, method="exact-cond", alternative="larger")
        assert row["p_value"] == pytest.approx(2 * one_sided.pvalue)

    def test_zero_counts(self):
        counts = pd.DataFrame(
            {"name": ["a", "b", "c"], "n": [0, 0, 5], "exposure_years": [1.0] * 3}
        )
        to_zero = rates.compare_rates(counts, "b").set_index("name")
        assert np.isinf(to_zero.loc["c", "ratio"]) and np.isinf(to_zero.loc["c", "upper"])
        assert to_zero.loc["a", "p_value"] == 1
        of_zero = rates.compare_rates(counts, "c").set_index("name")
        assert of_zero.loc["a", "ratio"] == 0 and of_zero.loc["a", "lower"] == 0

    def test_unknown_exposure(self):
        counts = pd.DataFrame({"name": ["a", "b"], "n": [3, 5], "exposure_years": [np.nan, 1.0]})
        row = rates.compare_rates(counts, "b").iloc[0]
        assert row[["ratio", "lower", "upper", "p_value", "p_holm"]].isna().all()

    def test_holm_never_lowers_p(self):
        counts = pd.DataFrame(
            {"name": list("abcd"), "n": [3, 9, 20, 10], "exposure_years": [1.0] * 4}
        )
        table = rates.compare_rates(counts, "d")
        assert (table["p_holm"] >= table["p_value"]).all()

    def test_reference_must_be_there_once(self):
        with pytest.raises(KeyError, match="stands 0 times"):
            rates.compare_rates(
                pd.DataFrame({"name": ["a"], "n": [1], "exposure_years": [1.0]}), "b"
            )

    def test_false_alarms_with_clustered_counts(self):
        """Counts twice as spread as chance: plain p values cry wolf, the aware ones do not."""
        rng = np.random.default_rng(13)
        n, other = rng.negative_binomial(50, 0.5, (2, 2000)).astype(float)
        half = np.full(2000, 0.5)
        alarms = {phi: (binomial_p(n / phi, (n + other) / phi, half) < 0.05) for phi in (1, 2)}
        assert alarms[1].mean() > 0.1
        assert alarms[2].mean() <= 0.05 + 3 * np.sqrt(0.05 * 0.95 / 2000)


class TestProportions:
    def test_agrees_with_statsmodels(self):
        table = pd.DataFrame({"n_success": [0, 3, 11], "n": [7, 11, 11]})
        result = rates.binomial_interval(table)
        lower, upper = proportion_confint(table["n_success"], table["n"], method="beta")
        np.testing.assert_allclose(result["lower"], np.nan_to_num(lower, nan=0.0))
        np.testing.assert_allclose(result["upper"], np.nan_to_num(upper, nan=1.0))

    def test_none_known(self):
        table = rates.estimate_success(pd.DataFrame({"outcome": ["unknown", None]})).iloc[0]
        assert np.isnan(table["proportion"])
        assert (table["lower"], table["upper"]) == (0, 1)
        assert (table["if_all_unknown_fail"], table["if_all_unknown_succeed"]) == (0, 1)

    def test_no_launches(self):
        launches = pd.DataFrame({"outcome": pd.Series([], dtype="str")})
        assert rates.estimate_success(launches)["n"].iloc[0] == 0

    def test_strange_outcome(self):
        with pytest.raises(ValueError, match="partial"):
            rates.estimate_success(pd.DataFrame({"outcome": ["partial"]}))

    def test_by_two_columns(self):
        launches = pd.DataFrame(
            {"year": [2022, 2022, 2023], "type": ["a", "b", "a"], "outcome": ["success"] * 3}
        )
        assert len(rates.estimate_success(launches, by=["year", "type"])) == 3

    def test_coverage_is_never_below_nominal(self):
        rng = np.random.default_rng(17)
        table = pd.DataFrame({"n_success": rng.binomial(12, 0.73, 20000), "n": 12})
        result = rates.binomial_interval(table)
        covered = ((result["lower"] <= 0.73) & (result["upper"] >= 0.73)).mean()
        assert covered >= 0.95 - 3 * np.sqrt(0.95 * 0.05 / 20000)


class TestFromTheTables:
    """The published figures again, from the rows of the CNS list in our crosswalk."""

    @pytest.fixture
    def cns(self):
        import peninsula as pn

        crosswalk = pn.load().crosswalk.query("source == 'cns'")
        return crosswalk[crosswalk["source_key"].astype(int) <= 245]

    def test_by_leader(self, cns):
        import peninsula as pn

        leaders = pn.load().periods.query("kind == 'leader'")
        counts = rates.count_by_period(cns["source_date"], leaders, *SPAN)
        assert counts["n"].tolist() == [15, 16, 214]
        table = rates.estimate_rates(counts)
        assert table["rate"].tolist() == pytest.approx([1.46, 0.92, 18.87], abs=0.011)
        assert table["lower"].tolist() == pytest.approx([0.82, 0.52, 16.4], abs=0.051)
        assert table["upper"].tolist() == pytest.approx([2.41, 1.49, 21.6], abs=0.051)

    def test_by_year(self, cns):
        counts = rates.count_by_period(cns["source_date"], rates.list_years(*SPAN), *SPAN)
        by_year = counts.set_index("name")["n"].to_dict()
        published = [2, 6, 19, 15, 24, 21, 0, 27, 9, 6, 69]
        assert [by_year[str(year)] for year in range(2012, 2023)] == published
