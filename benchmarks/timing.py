"""Time of the statistics on 10 thousand and 100 thousand simulated events.

    python benchmarks/timing.py

Ten times the events may take about ten times as long; a function quadratic in events would take a
hundred times. Events are simulated over 50 and 500 years at one rate, so that density is the same.
Change points work on months, and months in a record grow with its length alone, so they are timed
on the same number of months with ten times the events. As a peer, the double loop that the
self-exciting likelihood replaces is timed on 2,000 and 4,000 events.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np
import pandas as pd

from peninsula import outlook, rates, timing
from peninsula.timing.excitation import excitation_sums, log_likelihood, make_sample
from peninsula.timing.times import to_days

SIZES = {10_000: 50, 100_000: 500}
START = pd.Timestamp("1700-01-01")


def simulate(n_events: int, years: int) -> tuple[pd.Series, pd.Timestamp, pd.DataFrame]:
    """About so many clustered events in so many years."""
    last = START + pd.DateOffset(years=years)
    baseline = timing.constant_baseline(START, last)
    rate = n_events / (years * 365.25) * 0.6
    events = timing.simulate_self_exciting(baseline, np.array([rate]), 0.4, 8.0)
    return events, last, baseline


def list_jobs(events: pd.Series, last: pd.Timestamp, baseline: pd.DataFrame) -> dict[str, Callable]:
    """What is timed, by name."""
    years = rates.list_years(START, last)
    waits = timing.measure_waits(events, last)
    anchors = pd.Series(pd.date_range(START, periods=100, freq="91D"))
    eras = pd.DataFrame({"name": ["all"], "start_date": [START], "end_date": [pd.NaT]})
    types = np.random.default_rng(1).choice(list("abcdef"), len(events))
    typed = pd.DataFrame({"event_date": events, "event_type": types})
    months = pd.DataFrame({"period_start": pd.date_range("1984-01-01", periods=516, freq="MS")})
    months["n"] = np.random.default_rng(2).poisson(len(events) / 516, 516)
    sample = make_sample(to_days(events), baseline)
    model = {"recent_rate": outlook.RecentRate()}
    origins = pd.date_range(last - pd.DateOffset(years=5), periods=100, freq="14D")
    return {
        "count_by_period": lambda: rates.count_by_period(events, years, START, last),
        "measure_waits": lambda: timing.measure_waits(events, last),
        "estimate_survival": lambda: timing.estimate_survival(waits),
        "estimate_hazard": lambda: timing.estimate_hazard(waits),
        "estimate_seasonality": lambda: timing.estimate_seasonality(events, START, last, 200),
        "self-exciting likelihood": lambda: log_likelihood(sample, np.array([0.1]), 0.4, 0.125),
        "fit_self_exciting": lambda: timing.fit_self_exciting(events, baseline),
        "compare_windows": lambda: timing.compare_windows(events, anchors, eras, last),
        "count_followups (99 draws)": lambda: timing.count_followups(typed, n_draws=99),
        "find_changes (516 months)": lambda: timing.find_changes(months),
        "roll_forecasts (100 origins)": lambda: outlook.roll_forecasts(
            events, START, origins, last, (30,), model
        ),
    }


def clock(job: Callable) -> float:
    """Seconds, the better of two runs."""
    seconds = []
    for _ in range(2):
        start = time.perf_counter()
        job()
        seconds.append(time.perf_counter() - start)
    return min(seconds)


def double_loop(times: np.ndarray, decay: float) -> np.ndarray:
    """The sums of the likelihood by every pair of events."""
    lag = times[:, None] - times
    return np.where(lag > 0, np.exp(-decay * np.abs(lag)), 0).sum(axis=1)


def main() -> None:
    """Print one table a comparison."""
    table = {}
    for n_events, years in SIZES.items():
        events, last, baseline = simulate(n_events, years)
        jobs = list_jobs(events, last, baseline)
        table[f"{len(events):,} events, s"] = {name: clock(job) for name, job in jobs.items()}
    frame = pd.DataFrame(table)
    frame["times as long"] = frame.iloc[:, 1] / frame.iloc[:, 0]
    print(frame.round({frame.columns[0]: 4, frame.columns[1]: 4, "times as long": 1}).to_string())
    times = np.sort(np.random.default_rng(1).uniform(0, 20000, 4000))
    rows = {
        n: (
            clock(lambda n=n: excitation_sums(times[:n], 0.1)),
            clock(lambda n=n: double_loop(times[:n], 0.1)),
        )
        for n in (2000, 4000)
    }
    peer = pd.DataFrame(rows, index=["blocks, s", "double loop, s"]).T.rename_axis("events")
    print("\n" + peer.round(5).to_string())


if __name__ == "__main__":
    main()
