"""Events of a page: groups of mentions turned into rows with the words they rest on."""

from __future__ import annotations

from datetime import date, timedelta

from peninsula.coding.date_forms import WEEKDAYS
from peninsula.coding.dates import find_dates
from peninsula.coding.details import (
    find_attribution,
    find_place,
    find_quantity,
    find_recipient,
    find_side,
    find_subtype,
    summarize,
)
from peninsula.coding.dictionary_files import load_words
from peninsula.coding.grouping import Group, group_mentions
from peninsula.coding.mentions import Reading, read_sentence
from peninsula.coding.sentences import Sentence, make_sentence, split_sentences

EVENT_COLUMNS = (
    "event_id", "event_date", "event_end_date", "date_precision", "event_type", "event_subtype",
    "actor", "recipient", "side", "location", "latitude", "longitude", "geo_precision", "quantity",
    "quantity_qualifier", "quantity_unit", "attribution", "summary", "as_of",
)  # fmt: skip
# Papers of these countries keep their own day when they run a Korean "Thursday" on Wednesday.
_SAME_DAY = load_words("events.same_day")


def find_events(
    body: str,
    published: date | None,
    *,
    headline: str = "",
    outlet_country: str | None = None,
    sentences: list[Sentence] | None = None,
    day_ahead: bool | None = None,
) -> list[dict]:
    """Events a page speaks of, main or not, with evidence and the reason for each date.

    Parameters
    ----------
    body : str
        Cleaned text; `start` and `end` of each event are offsets in it.
    published : datetime.date or None
        Day the page bears.
    headline : str, optional
        The headline; evidence is always a span of the body where the body has one.
    outlet_country : str, optional
        ISO 3166-1 alpha-3 code, for the day ahead in Korea.
    day_ahead : bool, optional
        Whether the page is dated a day behind Korea; by default found out from the lead.

    Returns
    -------
    list of dict
        Columns of `events.csv` plus `mention`, `evidence`, `start`, `end`, `date_reason`.

    Examples
    --------
    >>> from datetime import date
    >>> story = "North Korea fired two ballistic missiles on Monday, Seoul said."
    >>> [(e["event_type"], e["event_date"]) for e in find_events(story, date(2022, 12, 28))]
    [('missile_ballistic', '2022-12-26')]
    """
    sentences = split_sentences(body) if sentences is None else sentences
    if day_ahead is None:
        day_ahead = runs_a_day_behind(sentences, published, outlet_country)
    readings = read_page_sentences(sentences, published, headline, day_ahead)
    groups = group_mentions(readings, published)
    rows, counts = [], {}
    for group in groups:
        row = _row(group, groups, published)
        stem = f"{(row['event_date'] or 'undated').replace('-', '')}-{group.event_type}"
        counts[stem] = counts.get(stem, 0) + 1
        row["event_id"] = f"{stem}-{counts[stem]}"
        rows.append(row)
    return rows


def read_page_sentences(
    sentences: list[Sentence], published: date | None, headline: str, day_ahead: bool
) -> list[Reading]:
    """Headline (number -1) and sentences, each with what was found in it."""
    pages = [make_sentence(headline, -1, -1)] if headline else []
    readings, anchor = [], None
    for sentence in pages + sentences:
        reading = read_sentence(sentence, published, anchor, day_ahead)
        days = [d.date for d in reading.dates if d.is_day]
        anchor = days[-1] if days else anchor
        readings.append(reading)
    return readings


def runs_a_day_behind(
    sentences: list[Sentence], published: date | None, outlet_country: str | None
) -> bool:
    """Whether the page is dated one day behind Korea: its lead names tomorrow's weekday.

    >>> from datetime import date
    >>> lead = split_sentences("North Korea fired a missile on Thursday.")
    >>> runs_a_day_behind(lead, date(2023, 4, 12), "USA")
    True
    """
    if published is None or outlet_country in _SAME_DAY:
        return False
    tomorrow = published + timedelta(days=1)
    name = WEEKDAYS[tomorrow.weekday()]
    for sentence in sentences[:6]:
        if name not in sentence.words:
            continue
        for day in find_dates(sentence, published, day_ahead=True):
            plain = day.form == "weekday" and "last" not in day.text.lower()
            if plain and day.date == tomorrow and "next" not in day.text.lower():
                return True
    return False


def _row(group: Group, groups: list[Group], published: date | None) -> dict:
    """One event row of a group."""
    best, decided = group.best, group.kind
    number, qualifier, unit = find_quantity(group)
    place = find_place(group)
    row = dict.fromkeys(EVENT_COLUMNS)
    row |= {
        "event_date": group.day.isoformat() if group.day else None,
        "event_end_date": group.end_day.isoformat() if group.end_day and group.day else None,
        "date_precision": group.precision if group.day else None,
        "event_type": group.event_type,
        "event_subtype": find_subtype(group),
        "actor": group.actor or None,
        "recipient": find_recipient(group),
        "side": find_side(group, groups),
        **place,
        "quantity": number,
        "quantity_qualifier": qualifier,
        "quantity_unit": unit,
        "attribution": find_attribution(group),
        "as_of": published.isoformat() if published else None,
        "mention": decided,
        "evidence": best.sentence.text,
        "start": max(best.sentence.start, 0) if not best.is_headline else None,
        "end": best.sentence.end if not best.is_headline else None,
        "date_reason": group.reason or "the text gives no day",
    }
    row["summary"] = summarize(row)
    return row
