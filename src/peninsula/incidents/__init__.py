"""Kinds of incident: shares by year, rates by era, who says so, and what the compilers list."""

from peninsula.incidents.sentences import (
    say_attribution,
    say_compilers,
    say_new_types,
    say_thin_periods,
)
from peninsula.incidents.tables import (
    compare_compilers,
    count_attribution,
    group_rare,
    rate_types_by_era,
    share_by_period,
)

__all__ = [
    "compare_compilers",
    "count_attribution",
    "group_rare",
    "rate_types_by_era",
    "say_attribution",
    "say_compilers",
    "say_new_types",
    "say_thin_periods",
    "share_by_period",
]
