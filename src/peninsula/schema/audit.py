"""The audit trail: where rows come from, what was corrected, how far coders agree."""

from __future__ import annotations

import pandas as pd

from peninsula.schema.fields import Model, matches, maybe, required
from peninsula.schema.values import ACTOR, ACTS


class Crosswalk(Model):
    """One row of an outside list matched to our event."""

    source: str = required("The list", str_matches=r"^[a-z_0-9]+$")
    source_key: str = required("The row of that list")
    source_date: pd.Timestamp = maybe("Date as the list has it; first day of a month")
    event_id: str = maybe("Our event", references=("events", "event_id"))
    match: str = required(
        "How the row and the event meet",
        isin=["same_day", "day_shift", "merged", "split", "not_an_event"],
    )
    reason: str = maybe("Why a row is no event")


class Corrections(Model):
    """One fault found in an outside list, and what we say instead."""

    source: str = required("The list", str_matches=r"^[a-z_0-9]+$")
    source_key: str = required("The row of that list, or the date it should have")
    field: str = required("Column at fault; `row` where the row itself is missing or surplus")
    source_value: str = maybe("What the list says")
    our_value: str = maybe("What we say")
    reason: str = required("Why")
    evidence_url: str = maybe("Where it can be checked", str_matches=r"^https?://\S+$")


class EventNotes(Model):
    """One remark on one event."""

    event_id: str = required("The event", references=("events", "event_id"))
    note: str = required("The remark")


class UnsupportedLinks(Model):
    """One article that a list cites for an event it is too old to report."""

    event_id: str = required("The event", references=("events", "event_id"))
    article_id: str = required("The article", references=("articles", "article_id"))
    source: str = required("The list, or `coder`", str_matches=r"^[a-z_0-9]+$")
    source_key: str = maybe("The row of that list")
    reason: str = required("Why it cannot support the event")


class DoubleCoding(Model):
    """One statement coded by two coders, the second blind to the first."""

    statement_id: str = required("The statement", references=("statements", "statement_id"))
    round: pd.Int64Dtype = required("Round of coding, from 1", ge=1)
    act_1: str = required("Act, first coder", isin=ACTS)
    act_2: str = required("Act, second coder", isin=ACTS)
    tone_1: pd.Int64Dtype = required("Tone, first coder", ge=-3, le=2)
    tone_2: pd.Int64Dtype = required("Tone, second coder", ge=-3, le=2)
    recipient_1: str = maybe("Recipient, first coder", str_matches=matches(ACTOR))
    recipient_2: str = maybe("Recipient, second coder", str_matches=matches(ACTOR))
    is_conditional_1: pd.BooleanDtype = required("Condition attached, first coder")
    is_conditional_2: pd.BooleanDtype = required("Condition attached, second coder")


class PublishedTotals(Model):
    """One total that somebody published for one year."""

    year: pd.Int64Dtype = required("The year counted", ge=1984, le=2100)
    compiler: str = required("Who counted")
    unit: str = required("What was counted", isin=["missiles", "firings", "launch days", "rows"])
    n: pd.Int64Dtype = required("How many", ge=0)
    qualifier: str = required(
        "How the number is meant", isin=["exact", "at_least", "about", "more_than"]
    )
    rule: str = required("What counts by the compiler's own rule")
    source_url: str = required("Where it can be read", str_matches=r"^https?://\S+$")
