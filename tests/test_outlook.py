"""Outlook: probabilities by hand and by simulation, scores by their formulas, no peeking."""

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm

from peninsula import outlook, timing
from peninsula.outlook.contagion import simulate_ahead
from peninsula.outlook.models import N_MAX, count_probabilities
from peninsula.outlook.regression import fit_regression
from peninsula.outlook.scores import _draw_blocks
from peninsula.timing.times import to_dates, to_day

FIRST, LAST, NEXT = "2000-01-01", "2019-12-31", "2020-01-01"
FORTNIGHTS = pd.date_range("2010-01-01", "2019-12-31", freq="14D")


def scatter(seed=1, rate=0.05):
    rng = np.random.default_rng(seed)
    n = rng.poisson(rate * 7305)
    return pd.Series(to_dates(np.floor(to_day(FIRST) + rng.random(n) * 7305)))


def dates(*values):
    return pd.Series(pd.to_datetime(list(values)), dtype="datetime64[ns]")


class TestModels:
    @pytest.mark.parametrize("name", list(outlook.list_models()))
    def test_probabilities_add_up_and_grow_with_the_horizon(self, name):
        days = np.sort(np.random.default_rng(1).uniform(0, 4000, 200))
        forecast = outlook.list_models("1970-01-01")[name].fit(days, 0.0, 4000.0)
        p = forecast(days, 4000.0, (14, 30, 90))
        assert p.shape == (3, N_MAX + 1)
        np.testing.assert_allclose(p.sum(axis=1), 1, atol=1e-6)
        assert (np.diff(p[:, 0]) < 0).all()

    @pytest.mark.parametrize("name", list(outlook.list_models()))
    def test_steady_rate_is_met_by_all(self, name):
        """Independent events, one in 20 days: P(at least one in 30 days) is 1 - exp(-1.5)."""
        table = outlook.estimate_outlook(
            scatter(), FIRST, NEXT, (30,), {name: outlook.list_models(FIRST)[name]}
        )
        assert table["probability"].iloc[0] == pytest.approx(1 - np.exp(-1.5), abs=0.12)

    @pytest.mark.parametrize("name", list(outlook.list_models()))
    @pytest.mark.parametrize("values", [[], ["2015-03-01"], ["2015-03-01"] * 30])
    def test_none_one_and_all_in_one_day(self, name, values):
        table = outlook.estimate_outlook(
            dates(*values), FIRST, NEXT, (14, 90), {name: outlook.list_models(FIRST)[name]}
        )
        assert table["probability"].between(0, 1).all()
        assert (table["probability"] > 0).all() and (table["probability"] < 0.9).all()

    def test_climatology_counts_windows(self):
        days = np.array([10.0, 11.0, 50.0])
        p = outlook.Climatology().fit(days, 0.0, 100.0)(days, 100.0, (20,))[0]
        n = [((days >= start) & (days < start + 20)).sum() for start in range(81)]
        smooth = count_probabilities(3.5 / 100 * 20, 2.0)
        assert p[2] == pytest.approx((5 * np.mean(np.equal(n, 2)) + smooth[2]) / 6)

    def test_recent_rate_forgets(self):
        old = dates(*pd.date_range("2010-01-01", "2017-01-01", freq="10D").astype(str))
        table = outlook.estimate_outlook(
            old, FIRST, NEXT, (30,), {"recent_rate": outlook.RecentRate()}
        )
        assert table["probability"].iloc[0] < 0.05

    def test_regression_agrees_with_statsmodels(self):
        rng = np.random.default_rng(2)
        features = np.column_stack([np.ones(400), rng.normal(size=(400, 2))])
        mean = np.exp(features @ [0.3, 0.5, -0.2])
        n = rng.negative_binomial(2, 2 / (2 + mean)).astype(float)
        slopes, alpha = fit_regression(features, n, ridge=0.0)
        peer = sm.NegativeBinomial(n, features).fit(disp=0)
        np.testing.assert_allclose(slopes, peer.params[:3], atol=1e-3)
        assert alpha == pytest.approx(peer.params[3], abs=1e-3)

    def test_self_exciting_chance_of_none_against_simulation(self):
        path, time = simulate_ahead(0.02, 0.5, 0.1, 1.5, 30.0, 40000, np.random.default_rng(3))
        share = 1 - len(np.unique(path[time < 14])) / 40000
        exact = np.exp(-0.02 * 14 - 0.5 * 1.5 * (1 - np.exp(-1.4)))
        assert share == pytest.approx(exact, abs=3 * np.sqrt(0.25 / 40000))

    def test_self_exciting_mean_against_theory(self):
        """Without a past, the mean over a long span is the baseline times 1 / (1 - ratio)."""
        path, _ = simulate_ahead(0.1, 0.5, 1.0, 0.0, 1000.0, 500, np.random.default_rng(4))
        assert len(path) / 500 == pytest.approx(200, rel=0.03)

    def test_an_event_yesterday_raises_the_self_exciting_chance(self):
        clustered = timing.simulate_self_exciting(
            timing.constant_baseline(FIRST, LAST), np.array([0.03]), 0.5, 5.0
        )
        model = {"self_exciting": outlook.SelfExcitingRate()}
        quiet = clustered[clustered < "2019-10-01"]
        yesterday = pd.concat([quiet, dates("2019-12-31")])
        p = [
            outlook.estimate_outlook(events, FIRST, NEXT, (14,), model)["probability"].iloc[0]
            for events in (quiet, yesterday)
        ]
        assert p[1] > p[0] + 0.1


class TestRolling:
    def test_no_forecast_knows_its_future(self):
        """Events on or after an origin change nothing that was forecast there."""
        events = scatter()
        later = dates(*["2014-01-01"] * 40)
        origins = pd.DatetimeIndex(["2012-01-01", "2014-01-01"])
        both = [
            outlook.roll_forecasts(table, FIRST, origins, LAST)["probability"]
            for table in (events, pd.concat([events, later]))
        ]
        pd.testing.assert_series_equal(*both)

    def test_windows_beyond_the_data_are_left_out(self):
        origins = pd.DatetimeIndex(["2019-11-01", "2019-12-25"])
        table = outlook.roll_forecasts(scatter(), FIRST, origins, LAST, (14, 90))
        assert set(zip(table["origin"].dt.month, table["horizon_days"], strict=True)) == {(11, 14)}

    def test_nothing_to_forecast(self):
        none = pd.DatetimeIndex([])
        table = outlook.roll_forecasts(scatter(), FIRST, none, LAST)
        assert len(table) == 0 and "brier" in table

    def test_scores_by_their_formulas(self):
        models = {"recent_rate": outlook.RecentRate()}
        table = outlook.roll_forecasts(scatter(), FIRST, FORTNIGHTS[:20], LAST, (30,), models)
        p, o = table["probability"], table["is_event"].astype(float)
        np.testing.assert_allclose(table["brier"], (p - o) ** 2)
        np.testing.assert_allclose(table["log_score"], -np.log(np.where(o == 1, p, 1 - p)))
        law = models["recent_rate"].fit(np.array([]), 0.0, 0.0)
        days = np.sort(scatter().map(to_day).to_numpy())
        origin = to_day(table["origin"].iloc[0])
        at_most = np.cumsum(law(days[days < origin], origin, (30,))[0])
        rps = ((at_most - (np.arange(N_MAX + 1) >= table["n"].iloc[0])) ** 2).sum()
        assert table["rps"].iloc[0] == pytest.approx(rps)

    def test_order_of_events_does_not_matter(self):
        first, second = (
            outlook.roll_forecasts(events, FIRST, FORTNIGHTS[:5], LAST)
            for events in (scatter(), scatter().sample(frac=1, random_state=1))
        )
        pd.testing.assert_frame_equal(first, second)


class TestScores:
    def test_the_true_probability_wins_and_noise_loses(self):
        rng = np.random.default_rng(5)
        true = rng.uniform(0.05, 0.95, 400)
        happened = rng.random(400) < true
        origins = pd.date_range("2005-01-01", periods=400, freq="14D")
        parts = []
        for name, p in (("climatology", np.full(400, 0.5)), ("true", true), ("noise", true[::-1])):
            score = (p - happened) ** 2
            columns = {"origin": origins, "horizon_days": 14, "model": name, "brier": score}
            parts.append(pd.DataFrame(columns | {"log_score": score, "rps": score}))
        table = outlook.score_forecasts(pd.concat(parts)).query("score == 'brier'")
        verdicts = table.set_index("model")["verdict"]
        assert verdicts["true"] == "better" and verdicts["noise"] == "worse"
        assert pd.isna(verdicts["climatology"])

    def test_interval_covers_a_dependent_series(self):
        """Differences with memory: the block interval covers near 95%, single draws do not."""
        rng = np.random.default_rng(6)
        held = {1: [], 26: []}
        for seed in range(150):
            noise = np.convolve(rng.normal(size=340), np.ones(7) / 7, "valid")[:320]
            for block, covered in held.items():
                means = noise[_draw_blocks(320, block, 400, seed)].mean(axis=1)
                lower, upper = np.quantile(means, [0.025, 0.975])
                covered.append(lower <= 0 <= upper)
        assert np.mean(held[26]) >= 0.95 - 3 * np.sqrt(0.05 * 0.95 / 150) - 0.02
        assert np.mean(held[1]) < 0.75

    def test_blocks_run_on(self):
        draws = _draw_blocks(10, 4, 50, 1)
        assert draws.shape == (50, 10)
        assert ((draws[:, 1] - draws[:, 0]) % 10 == 1).all()

    def test_reference_must_be_there(self):
        with pytest.raises(KeyError, match="no forecasts by"):
            outlook.score_forecasts(pd.DataFrame({"model": ["mine"]}))

    def test_no_model_beats_a_steady_rate_by_much(self):
        """Where nothing but chance is at work, no model is called better than climatology."""
        table = outlook.roll_forecasts(
            scatter(3), FIRST, FORTNIGHTS, LAST, (30,), outlook.list_models(FIRST)
        )
        scores = outlook.score_forecasts(table).query("score == 'brier'")
        assert "better" not in set(scores["verdict"].dropna())


class TestReliability:
    def test_counts(self):
        table = pd.DataFrame(
            {
                "model": "mine",
                "horizon_days": 90,
                "probability": [0.0, 0.1, 0.99, 1.0],
                "is_event": [False, True, True, True],
            }
        )
        result = outlook.measure_reliability(table)
        assert result["n"].tolist() == [2, 2]
        assert result["share"].tolist() == [0.5, 1.0]
        assert (result["lower"] < result["share"]).all()

    def test_overlap_widens(self):
        table = pd.DataFrame(
            {"model": "m", "horizon_days": [14] * 50 + [90] * 50, "probability": 0.5,
             "is_event": [True, False] * 50}
        )  # fmt: skip
        result = outlook.measure_reliability(table).set_index("horizon_days")
        width = result["upper"] - result["lower"]
        assert width[90] > 1.5 * width[14]


class TestYear:
    def test_total_starts_at_what_has_been(self):
        table = outlook.predict_year(scatter(), FIRST, "2019-07-01")
        so_far = ((scatter() >= "2019-01-01") & (scatter() < "2019-07-01")).sum()
        assert (table["n_so_far"] == so_far).all() and table["n_total"].min() == so_far
        totals = table.groupby("model")["probability"].sum()
        assert totals.tolist() == pytest.approx([1] * 4, abs=1e-3)

    def test_range_holds_the_truth(self):
        """Steady rate, forecast from 1 July: 95% ranges hold the year's total."""
        held = []
        for seed in range(60):
            events = scatter(seed)
            model = {"recent_rate": outlook.RecentRate(2000)}
            row = outlook.summarise_year(outlook.predict_year(events, FIRST, "2019-07-01", model))
            total = (events >= "2019-01-01").sum()
            held.append(bool((row["lower_95"] <= total).all() and (total <= row["upper_95"]).all()))
        assert np.mean(held) >= 0.95 - 3 * np.sqrt(0.05 * 0.95 / 60)

    def test_last_day_of_the_year(self):
        table = outlook.predict_year(scatter(), FIRST, "2019-12-31", {"r": outlook.RecentRate()})
        assert table["probability"].iloc[0] > 0.8

    def test_record(self):
        prediction = outlook.predict_year(scatter(), FIRST, "2019-07-01")
        summary = outlook.summarise_year(prediction, record=10**6)
        assert (summary["p_record"] == 0).all()


class TestPublished:
    def test_spring_2017(self):
        """All ten windows of the five published forecasts held a launch, so low numbers lose."""
        launches = dates(
            "2017-02-12", "2017-03-06", "2017-03-22", "2017-04-05", "2017-04-16", "2017-04-29",
            "2017-05-14", "2017-05-21", "2017-05-29",
        )  # fmt: skip
        published = outlook.load_published()
        table = outlook.score_published(published, launches, "2012-01-01", "2017-12-31")
        theirs = table.query("model == 'published'")
        assert len(theirs) == 10 and theirs["is_event"].all()
        np.testing.assert_allclose(theirs["brier"], (1 - theirs["probability"]) ** 2)

    def test_the_day_of_the_forecast_is_not_in_the_window(self):
        events = dates("2016-06-01", "2017-04-05")
        published = outlook.load_published().query("horizon_days == 14").iloc[[2]]
        table = outlook.score_published(published, events, "2012-01-01", "2017-12-31")
        assert not table["is_event"].any()
