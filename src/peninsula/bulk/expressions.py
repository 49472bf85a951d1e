"""The roll-up as one Ibis expression, whichever engine runs it.

Only whole numbers come out of the engine: counts, sums, Goldstein scores in thousandths. They do
not depend on the order in which an engine adds, so that two engines give the same bytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from peninsula.bulk.formats import list_event_codes
from peninsula.bulk.plan import KEYS, PERIODS, Plan

if TYPE_CHECKING:
    import ibis


NO_TYPE = "no_type"
UNKNOWN_CODE = "unknown_code"


def group_events(events: ibis.Table, plan: Plan, only_matching: bool = False) -> ibis.Table:
    """Sums by period and group.

    Parameters
    ----------
    events : ibis.Table
        GDELT's columns under their own names; at least ``plan.columns``.
    plan : Plan
        What to count.
    only_matching : bool
        Leave out the rows of others. Otherwise they are one group a period: with them one pass
        over the files gives both what is asked for and the total beside it.

    Returns
    -------
    ibis.Table
        ``period`` (YYYYMMDD of its first day; blank where the date is), ``is_match``, the keys
        (blank where the row does not match), ``n``, ``n_mentions``, ``n_goldstein`` and
        ``goldstein_sum`` (thousandths).
    """
    import ibis

    if plan.once == "event":
        events = keep_first(events, ["GLOBALEVENTID"], "GLOBALEVENTID")
    if only_matching:
        events = events.filter(match_rows(events, plan))
    is_match = ibis.literal(True) if only_matching else match_rows(events, plan)
    shaped = events.select(
        period=find_period(events, plan),
        is_match=is_match,
        **{key: where(is_match, find_key(events, key, plan)) for key in plan.keys},
        mentions=where(is_match, events.NumMentions),
        goldstein=where(is_match, (events.GoldsteinScale * 1000).round(0).cast("int64")),
        **({c: events[c] for c in ("GLOBALEVENTID", "SOURCEURL")} if plan.once == "source" else {}),
    )
    groups = ["period", "is_match", *plan.keys]
    if plan.once == "source":
        shaped = keep_first(shaped, [*groups, "SOURCEURL"], "SOURCEURL")
    return shaped.group_by(groups).agg(
        n=ibis._.count(),
        n_mentions=ibis._.mentions.sum().cast("int64"),
        n_goldstein=ibis._.goldstein.count(),
        goldstein_sum=ibis._.goldstein.sum().cast("int64"),
    )


def count_all(events: ibis.Table, plan: Plan) -> ibis.Table:
    """Everyone's events: ``period``, ``n_rows``, and ``n_all``, which is of links where a link
    counts once. The period is the day where days can be added up, since the bare column is grouped
    in half the time.
    """
    import ibis

    if plan.once != "source":
        shaped = events.select(period=events.SQLDATE)
        return shaped.group_by("period").agg(n_rows=ibis._.count(), n_all=ibis._.count())
    shaped = events.select(period=find_period(events, plan), link=events.SOURCEURL)
    return shaped.group_by("period").agg(
        n_rows=ibis._.count(),
        n_all=ibis._.link.nunique() + is_blank(ibis._.link).sum(),
    )


def match_rows(events: ibis.Table, plan: Plan) -> ibis.Value:
    """Whether a row is of the actor, recipient or country asked for."""
    import ibis

    tests = []
    if plan.actor:
        tests.append(events.Actor1CountryCode == plan.actor)
    if plan.recipient:
        tests.append(events.Actor2CountryCode == plan.recipient)
    if plan.involving:
        first, second = events.Actor1CountryCode, events.Actor2CountryCode
        tests.append((first == plan.involving) | (second == plan.involving))
    return ibis.and_(*tests) if tests else ibis.literal(True)


def where(is_match: ibis.Value, value: ibis.Value) -> ibis.Value:
    """A value where the row matches, else blank."""
    import ibis

    if isinstance(is_match.op(), ibis.expr.operations.Literal):
        return value
    return ibis.cases((is_match, value))


def is_blank(value: ibis.Value) -> ibis.Value:
    """Whether a value is missing."""
    return value.isnull()


def find_period(events: ibis.Table, plan: Plan) -> ibis.Value:
    """First day of the period as a number, by arithmetic: 20221226 is in 20221200."""
    import ibis

    if plan.period is None:
        return ibis.cases((~is_blank(events.SQLDATE), ibis.literal(0)))
    if plan.period == "day":
        return events.SQLDATE
    return events.SQLDATE - events.SQLDATE % PERIODS[plan.period][1]


def find_key(events: ibis.Table, key: str, plan: Plan) -> ibis.Value:
    """The value to group by; of an event type, that of the longest beginning of the code."""
    import ibis

    column = events[KEYS[key]]
    if key != "event_type":
        return column
    longest_first = sorted(plan.type_prefixes, key=lambda pair: (-len(pair[0]), pair))
    branches = [
        (column.startswith(code), ibis.literal(event_type)) for code, event_type in longest_first
    ]
    is_code = column.isin(sorted(list_event_codes()))
    return ibis.cases(
        (~is_code | is_blank(column), ibis.literal(UNKNOWN_CODE)), *branches, else_=NO_TYPE
    )


def keep_first(table: ibis.Table, on: list[str], key: str) -> ibis.Table:
    """One row of those alike in ``on``: the lowest event number; rows with a blank key all stay."""
    import ibis

    measures = [c for c in table.columns if c not in on]
    order = ["GLOBALEVENTID", *(c for c in measures if c != "GLOBALEVENTID")]
    place = ibis.row_number().over(group_by=on, order_by=[table[c] for c in order])
    ranked = table.mutate(place=place)
    return ranked.filter((ranked.place == 0) | is_blank(ranked[key])).drop("place")
