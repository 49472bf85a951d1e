"""When things happen: change points, waits, seasonality, clustering, windows around dates.

Tables in, tables out. Dates come as a table with ``event_date`` or as a Series, in any order; a
span ``first`` to ``last`` has both days in it, so ``last`` is usually ``ds.as_of``.
"""

from peninsula.timing.baselines import constant_baseline, smooth_baseline, stepped_baseline
from peninsula.timing.change_location import locate_changes
from peninsula.timing.changepoints import find_changes, sweep_penalties
from peninsula.timing.clustering import (
    SelfExciting,
    fit_self_exciting,
    profile_branching_ratio,
)
from peninsula.timing.clustering_checks import compare_baselines, rescale_times
from peninsula.timing.seasonality import compare_seasonality, estimate_seasonality
from peninsula.timing.sentences import (
    say_changes,
    say_clustering,
    say_followups,
    say_gap,
    say_hazard,
    say_seasonality,
    say_sweep,
    say_ties,
    say_windows,
    say_year_to_date,
)
from peninsula.timing.sequences import count_followups
from peninsula.timing.simulation import simulate_self_exciting
from peninsula.timing.waits import (
    estimate_hazard,
    estimate_survival,
    measure_waits,
    rate_present_gap,
)
from peninsula.timing.windows import WindowTest, compare_windows

__all__ = [
    "SelfExciting",
    "WindowTest",
    "compare_baselines",
    "compare_seasonality",
    "compare_windows",
    "constant_baseline",
    "count_followups",
    "estimate_hazard",
    "estimate_seasonality",
    "estimate_survival",
    "find_changes",
    "fit_self_exciting",
    "locate_changes",
    "measure_waits",
    "profile_branching_ratio",
    "rate_present_gap",
    "rescale_times",
    "say_changes",
    "say_clustering",
    "say_followups",
    "say_gap",
    "say_hazard",
    "say_seasonality",
    "say_sweep",
    "say_ties",
    "say_windows",
    "say_year_to_date",
    "simulate_self_exciting",
    "smooth_baseline",
    "stepped_baseline",
    "sweep_penalties",
]
