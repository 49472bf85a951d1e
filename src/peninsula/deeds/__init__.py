"""Words and deeds: does talk lead launches, and do launches follow the calendar of others?

Tables in, tables out. Every figure comes with what placebo dates or shifted series gave.
"""

from peninsula.deeds.claims import list_claims
from peninsula.deeds.dates import (
    list_eras,
    list_launches,
    list_plenums,
    list_speeches,
    merge_spells,
)
from peninsula.deeds.elections import (
    compare_elections,
    list_provocations,
    list_us_elections,
    published_election_weeks,
)
from peninsula.deeds.lags import LagTest, correlate_lags
from peninsula.deeds.sentences import (
    say_claims,
    say_elections,
    say_lags,
    say_narrowing,
    say_power,
    say_reach,
    say_windows,
)
from peninsula.deeds.spells import AROUND, compare_spells, compare_units
from peninsula.deeds.talk import count_hostile_statements, count_monthly_launches, rate_headlines

__all__ = [
    "AROUND",
    "LagTest",
    "compare_elections",
    "compare_spells",
    "compare_units",
    "correlate_lags",
    "count_hostile_statements",
    "count_monthly_launches",
    "list_claims",
    "list_eras",
    "list_launches",
    "list_plenums",
    "list_provocations",
    "list_speeches",
    "list_us_elections",
    "merge_spells",
    "published_election_weeks",
    "rate_headlines",
    "say_claims",
    "say_elections",
    "say_lags",
    "say_narrowing",
    "say_power",
    "say_reach",
    "say_windows",
]
