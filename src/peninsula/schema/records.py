"""The five tables of record: articles, events, launches, statements, and who supports what."""

from __future__ import annotations

import pandas as pd

from peninsula.schema.fields import Model, matches, maybe, required
from peninsula.schema.values import (
    ACTOR,
    ACTS,
    CHANNELS,
    EVENT_ID,
    IDENTIFIER,
    LANGUAGE,
    MISSILE_TYPES,
    OUTLET_TYPES,
)


class Articles(Model):
    """One published item used as evidence."""

    article_id: str = required("Readable key", str_matches=matches(IDENTIFIER))
    published_date: pd.Timestamp = maybe("Day of publication as the outlet dates it")
    published_basis: str = required("What shows that day", isin=["page", "url", "none"])
    outlet: str = maybe("Name of the outlet")
    outlet_type: str = maybe("Kind of outlet", isin=OUTLET_TYPES)
    outlet_country: str = maybe("Country of the outlet", str_matches=matches(ACTOR))
    author: str = maybe("Byline as printed")
    section: str = maybe("Section of the outlet as printed")
    language: str = maybe("ISO 639-1 code", str_matches=matches(LANGUAGE))
    url: str = maybe("Link", str_matches=r"^https?://\S+$")
    note: str = maybe("Anything a reader of the link should know")


class Events(Model):
    """One actor doing one type of thing in one place on one KST day; a volley is one row."""

    event_id: str = required("Readable key, never reused", str_matches=matches(EVENT_ID))
    event_date: pd.Timestamp = required(
        "Korea date (KST); first day of a month or year known only so"
    )
    event_end_date: pd.Timestamp = maybe("Last day, where the event lasted more than one")
    date_precision: str = required("How exactly the day is known", isin=["day", "month", "year"])
    event_type: str = required("Type of event", references=("event_types", "event_type"))
    event_subtype: str = maybe("Subtype, where the type has any", str_matches=r"^[A-Za-z_]+$")
    actor: str = required("Who did it", str_matches=matches(ACTOR))
    recipient: str = maybe("To whom it was done", str_matches=matches(ACTOR))
    side: str = required("Who begins and who answers", isin=["initiates", "responds"])
    location: str = maybe("Place in plain English")
    latitude: float = maybe("Latitude, WGS 84", unit="degrees north", ge=-90, le=90)
    longitude: float = maybe("Longitude, WGS 84", unit="degrees east", ge=-180, le=180)
    geo_precision: str = required(
        "How exactly the place is known", isin=["site", "town", "area", "none"]
    )
    quantity: pd.Int64Dtype = maybe("How many; blank is unknown, never zero", gt=0)
    quantity_qualifier: str = maybe(
        "How the number is meant", isin=["exact", "at_least", "about", "more_than"]
    )
    quantity_unit: str = maybe("What is counted", str_matches=r"^[a-z_ ]+$")
    attribution: str = required("Who says so", isin=["observed", "claimed", "alleged", "disputed"])
    summary: str = required("Our own words, at most 30")
    as_of: pd.Timestamp = required("Date of the newest source the row rests on")


class EventArticles(Model):
    """One article supporting one event."""

    event_id: str = required("The event", references=("events", "event_id"))
    article_id: str = required("The article", references=("articles", "article_id"))
    relation: str = required(
        "What the article does with the event", isin=["reports", "claims", "denies", "compiles"]
    )


class Launches(Model):
    """One missile or space launcher that flew or failed."""

    launch_id: str = required("Readable key", str_matches=matches(IDENTIFIER))
    event_id: str = required("The volley it belongs to", references=("events", "event_id"))
    launched_utc: pd.DatetimeTZDtype = maybe(
        "Time of launch in UTC", dtype_kwargs={"unit": "us", "tz": "UTC"}
    )
    time_precision: str = required(
        "How exactly the time is known", isin=["second", "minute", "hour", "day", "month", "year"]
    )
    missile_name: str = maybe("Name, unified through lookup/aliases.csv")
    missile_type: str = required("Class by range and basing", isin=MISSILE_TYPES)
    site_id: str = maybe("Launch site", references=("sites", "site_id"))
    apogee_km: float = maybe("Highest altitude", unit="km", gt=0)
    distance_km: float = maybe("Ground range flown", unit="km", ge=0)
    outcome: str = required("How the flight went", isin=["success", "failure", "unknown"])
    landing: str = maybe("Where it came down", str_matches=r"^[a-z_]+$")


class Statements(Model):
    """One act of speech by one speaker to one target."""

    statement_id: str = required("Readable key", str_matches=matches(IDENTIFIER))
    statement_date: pd.Timestamp = maybe("Day it was made; first day of a month or year")
    date_precision: str = required("How exactly the day is known", isin=["day", "month", "year"])
    speaker: str = required("Person or body, as the public record has it")
    speaker_level: pd.Int64Dtype = required(
        "1 leader; 2 minister or head of delegation; 3 institution or spokesperson; "
        "4 commentary; 5 propaganda site or unnamed",
        isin=[1, 2, 3, 4, 5],
    )
    actor: str = required("State or body spoken for", str_matches=matches(ACTOR))
    recipient: str = maybe("State or body addressed", str_matches=matches(ACTOR))
    channel: str = required("Where it was said", isin=CHANNELS)
    form: str = required("Quotation or paraphrase", isin=["quote", "paraphrase"])
    act: str = required("Act of speech", isin=ACTS)
    tone: pd.Int64Dtype = required("From -3 (force named) to 2 (offer)", ge=-3, le=2)
    themes: str = maybe("Themes of themes.csv, `;` between")
    is_conditional: pd.BooleanDtype = required("True where a condition is attached")
    specificity: pd.Int64Dtype = required("0 none to 3: time, place and means named", ge=0, le=3)
    summary: str = required("Our own words")
    article_id: str = maybe("Article it was read in", references=("articles", "article_id"))
    document_id: str = maybe("Document it was read in", references=("documents", "document_id"))
    coder: str = required("Who coded the row, by role", str_matches=r"^coder-\d+$")
