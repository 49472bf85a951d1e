"""Rates with exposure, exact and dispersion-aware intervals, rate ratios, success proportions.

Tables in, tables out. A count table has ``n``; a period table has ``period_id``, ``name``,
``start_date`` and ``end_date``, its first and its last day; a blank end means that it goes on. A
span ``first`` to ``last`` has both days in it, so ``last`` is usually ``ds.as_of``.
"""

from peninsula.rates.compare import compare_rates
from peninsula.rates.dispersion import estimate_dispersion, say_dispersion
from peninsula.rates.exposure import add_exposure, count_by_period, list_years
from peninsula.rates.intervals import estimate_rates
from peninsula.rates.proportions import binomial_interval, estimate_success
from peninsula.rates.sentences import say_rates, say_ratio, say_success

__all__ = [
    "add_exposure",
    "binomial_interval",
    "compare_rates",
    "count_by_period",
    "estimate_dispersion",
    "estimate_rates",
    "estimate_success",
    "list_years",
    "say_dispersion",
    "say_rates",
    "say_ratio",
    "say_success",
]
