"""The self-exciting model: against a double loop, on simulated events, and drift told apart."""

import numpy as np
import pandas as pd
import pytest
from scipy import optimize, stats

from peninsula import timing
from peninsula.timing.clustering import maximise
from peninsula.timing.excitation import excitation_sums, log_likelihood, make_sample
from peninsula.timing.times import to_dates, to_days

SPAN = ("2000-01-01", "2019-12-31")
CONSTANT = timing.constant_baseline(*SPAN)
STEPS = pd.DataFrame(
    {
        "start_date": pd.to_datetime(["2000-01-01", "2010-01-01"]),
        "end_date": pd.to_datetime(["2009-12-31", None]),
    }
)
STEPPED = timing.stepped_baseline(STEPS, *SPAN)


def simulate(seed, ratio=0.4, lag=8.0, rates=(0.04,), baseline=CONSTANT):
    return timing.simulate_self_exciting(baseline, np.array(rates), ratio, lag, seed)


class TestLikelihood:
    @pytest.mark.parametrize("decay", [0.01, 0.5, 30.0])
    def test_sums_against_a_double_loop(self, decay):
        times = np.sort(np.round(np.random.default_rng(1).uniform(0, 900, 200), 0))
        lag = times[:, None] - times
        weight = np.where(lag > 0, np.exp(-decay * np.abs(lag)), 0)
        near, far = excitation_sums(times, decay)
        np.testing.assert_allclose(near, weight.sum(axis=1), rtol=1e-9, atol=1e-12)
        np.testing.assert_allclose(far, (weight * lag).sum(axis=1), rtol=1e-9, atol=1e-12)

    def test_many_blocks_do_not_overflow(self):
        times = np.sort(np.random.default_rng(2).uniform(0, 1e6, 5000))
        near, far = excitation_sums(times, 2.0)
        assert np.isfinite(near).all() and np.isfinite(far).all()
        assert near[:3].tolist() == pytest.approx(
            [sum(np.exp(-2 * (t - s)) for s in times[:i]) for i, t in enumerate(times[:3])]
        )

    def test_value_against_integration(self):
        sample = make_sample(to_days(simulate(3)), STEPPED)
        rates, ratio, decay = np.array([0.03, 0.06]), 0.3, 0.1
        grid = np.linspace(0, sample.length, 400001)
        lag = sample.times[:, None] - sample.times
        own = rates[sample.level]
        intensity = own + ratio * decay * np.where(lag > 0, np.exp(-decay * np.abs(lag)), 0).sum(
            axis=1
        )
        total = np.where(grid < 3653, rates[0], rates[1])
        for time in sample.times:
            total += np.where(grid > time, ratio * decay * np.exp(-decay * np.abs(grid - time)), 0)
        expected = np.log(intensity).sum() - np.trapezoid(total, grid)
        assert log_likelihood(sample, rates, ratio, decay)[0] == pytest.approx(expected, abs=0.05)

    def test_slopes_against_differences(self):
        sample = make_sample(to_days(simulate(4)), STEPPED)
        point = np.log([0.03, 0.06, 0.3, 0.1])

        def value(x):
            return log_likelihood(sample, np.exp(x[:2]), np.exp(x[2]), np.exp(x[3]))[0]

        slopes = log_likelihood(sample, np.exp(point[:2]), 0.3, 0.1)[1]
        np.testing.assert_allclose(slopes, optimize.approx_fprime(point, value, 1e-6), rtol=1e-3)


class TestFit:
    def test_recovers_what_was_simulated(self):
        fits = [timing.fit_self_exciting(simulate(seed), CONSTANT) for seed in range(40)]
        ratios = np.array([fit.branching_ratio for fit in fits])
        assert ratios.mean() == pytest.approx(0.4, abs=3 * ratios.std() / np.sqrt(40) + 0.02)
        assert np.median([1 / fit.decay for fit in fits]) == pytest.approx(8, rel=0.25)

    def test_dates_by_the_day_give_the_same_answer(self):
        """Times cut to days, as in our tables: the branching ratio moves little."""
        pairs = []
        for seed in range(20):
            dates = simulate(seed)
            pairs.append(
                [
                    timing.fit_self_exciting(column, CONSTANT).branching_ratio
                    for column in (dates, dates.dt.normalize())
                ]
            )
        exact, by_day = np.array(pairs).T
        assert (by_day - exact).mean() == pytest.approx(0, abs=0.03)

    @pytest.mark.slow
    def test_coverage_of_the_profile_interval(self):
        """24 simulations: the 95% interval holds the true 0.4 within Monte Carlo error."""
        held = []
        for seed in range(24):
            fit = timing.fit_self_exciting(simulate(1000 + seed), CONSTANT)
            lower, upper = timing.profile_branching_ratio(fit)
            held.append(lower <= 0.4 <= upper)
        assert np.mean(held) == pytest.approx(0.95, abs=3 * np.sqrt(0.05 * 0.95 / 24))

    def test_rate_drift_is_not_sold_as_contagion(self):
        """Independent events, the rate rises tenfold: only a constant baseline sees contagion."""
        drifting = simulate(7, ratio=0.0, rates=(0.02, 0.2), baseline=STEPPED)
        table = timing.compare_baselines(
            drifting,
            {
                "constant": CONSTANT,
                "stepped": STEPPED,
                "smooth": timing.smooth_baseline(drifting, *SPAN),
            },
        ).set_index("baseline")
        assert table.loc["constant", "lower"] > 0.2
        assert table.loc["stepped", "lower"] == 0 and table.loc["smooth", "lower"] < 0.05
        assert table.loc["stepped", "branching_ratio"] < 0.15
        assert table["aic"].idxmin() == "stepped"

    def test_no_contagion_gives_a_lower_limit_of_zero(self):
        lowers = []
        for seed in range(10):
            fit = timing.fit_self_exciting(simulate(seed, ratio=0.0, rates=(0.06,)), CONSTANT)
            lowers.append(timing.profile_branching_ratio(fit)[0])
        assert np.mean(np.array(lowers) == 0) >= 0.7


class TestChecks:
    def test_rescaled_waits_of_the_true_model_are_exponential(self):
        p = [
            stats.kstest(
                timing.rescale_times(timing.fit_self_exciting(simulate(s), CONSTANT)), "expon"
            )
            for s in range(30)
        ]
        assert np.mean([check.pvalue < 0.05 for check in p]) <= 0.2

    def test_a_wrong_model_is_found_out(self):
        fit = timing.fit_self_exciting(simulate(1, ratio=0.7), CONSTANT)
        value, rates, ratio, decay = maximise(fit.sample, 10.0, 1e-6)
        wrong = timing.SelfExciting(rates, ratio, decay, value, CONSTANT, fit.sample)
        assert stats.kstest(timing.rescale_times(wrong), "expon").pvalue < 0.001

    def test_rescaled_waits_are_the_integral(self):
        fit = timing.fit_self_exciting(simulate(2), STEPPED)
        total = timing.rescale_times(fit).sum()
        assert total == pytest.approx(len(fit.sample.times), rel=0.05)


class TestEdges:
    @pytest.mark.parametrize("values", [[], ["2015-03-01"], ["1999-01-01", "2015-03-01"]])
    def test_too_few(self, values):
        events = pd.Series(pd.to_datetime(values), dtype="datetime64[ns]")
        with pytest.raises(ValueError, match="two events"):
            timing.fit_self_exciting(events, CONSTANT)

    def test_all_in_one_day(self):
        fit = timing.fit_self_exciting(pd.Series([pd.Timestamp("2015-03-01")] * 50), CONSTANT)
        assert np.isfinite(fit.value) and fit.branching_ratio > 0.5

    def test_order_does_not_matter(self):
        events = simulate(5).dt.normalize()
        shuffled = events.sample(frac=1, random_state=1)
        first, second = (timing.fit_self_exciting(e, CONSTANT).value for e in (events, shuffled))
        assert first == second

    def test_same_instant_does_not_excite(self):
        near, _ = excitation_sums(np.array([1.0, 1.0, 1.0]), 1.0)
        assert near.tolist() == [0, 0, 0]

    def test_a_ratio_of_one_is_refused(self):
        with pytest.raises(ValueError, match="has no end"):
            simulate(1, ratio=1.0)

    def test_smooth_baseline_keeps_the_number_of_events(self):
        events = pd.Series(to_dates(np.random.default_rng(1).uniform(10957, 18262, 400)))
        pieces = timing.smooth_baseline(events, *SPAN)
        days = (pieces["end_date"] - pieces["start_date"]).dt.days + 1
        assert (pieces["shape"] * days).sum() == pytest.approx(400, rel=0.05)
