"""The tables of record: columns, types, allowed values, keys and references.

This is the only module that knows them. Each table is a pandera model whose docstring says what
one row is and whose fields say what each column holds; the loader, the codebook, the data package
and ``peninsula check`` all read it here. References between tables and column units stand in a
field's ``metadata``; a table's place and key stand in :data:`TABLES`.

Models: pandera (Bantilan 2020, SciPy Proceedings, https://doi.org/10.25080/Majora-342d178e-010).
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import pandera.pandas as pa

ACTOR = r"(?:[A-Z]{3}|UNSC|activists)(?:\+(?:[A-Z]{3}|UNSC|activists))*"
"""ISO 3166-1 alpha-3, several joined by ``+``; UNO, UNC, UNSC and ``activists`` besides."""
EVENT_ID = r"\d{8}-[a-z_]+-\d+"
IDENTIFIER = r"[A-Za-z0-9][A-Za-z0-9_.:/+-]*"

MISSILE_TYPES = [
    "SRBM", "MRBM", "IRBM", "ICBM", "SLBM", "SLV", "HGV", "cruise", "unknown",
]  # fmt: skip
OUTLET_TYPES = [
    "wire", "newspaper", "broadcaster", "government", "state_media", "research", "database",
    "other",
]  # fmt: skip
ACTS = [
    "offer", "agreement", "welcome", "appeal", "statement", "denial", "non_confirmation",
    "demand", "accusation", "condemnation", "justification", "armament_pledge", "boast",
    "warning", "insult", "threat",
]  # fmt: skip
CHANNELS = [
    "speech", "plenum_report", "un_speech", "kcna_statement", "state_newspaper", "state_tv",
    "ministry", "military", "presidential_office", "foreign_press", "propaganda_site",
]  # fmt: skip
PERIOD_KINDS = [
    "leader", "us_president", "rok_president", "exercise", "election", "sanction", "summit",
    "agreement",
]  # fmt: skip
LANGUAGE = r"[a-z]{2}"


def _field(description: str, **options) -> object:
    """A required column: blank is a fault."""
    metadata = {k: options.pop(k) for k in ("references", "unit") if k in options}
    return pa.Field(description=description, metadata=metadata, **options)


def _maybe(description: str, **options) -> object:
    """A column that may be blank, which means unknown or not applicable."""
    return _field(description, nullable=True, **options)


def _matches(pattern: str) -> str:
    return rf"^(?:{pattern})$"


class _Model(pa.DataFrameModel):
    class Config:
        strict = True
        ordered = True


class Articles(_Model):
    """One published item used as evidence."""

    article_id: str = _field("Readable key", str_matches=_matches(IDENTIFIER))
    published_date: pd.Timestamp = _maybe("Day of publication as the outlet dates it")
    published_basis: str = _field("What shows that day", isin=["page", "url", "none"])
    outlet: str = _maybe("Name of the outlet")
    outlet_type: str = _maybe("Kind of outlet", isin=OUTLET_TYPES)
    outlet_country: str = _maybe("Country of the outlet", str_matches=_matches(ACTOR))
    author: str = _maybe("Byline as printed")
    section: str = _maybe("Section of the outlet as printed")
    language: str = _maybe("ISO 639-1 code", str_matches=_matches(LANGUAGE))
    url: str = _maybe("Link", str_matches=r"^https?://\S+$")
    note: str = _maybe("Anything a reader of the link should know")


class Events(_Model):
    """One actor doing one type of thing in one place on one KST day; a volley is one row."""

    event_id: str = _field("Readable key, never reused", str_matches=_matches(EVENT_ID))
    event_date: pd.Timestamp = _field(
        "Korea date (KST); first day of a month or year known only so"
    )
    event_end_date: pd.Timestamp = _maybe("Last day, where the event lasted more than one")
    date_precision: str = _field("How exactly the day is known", isin=["day", "month", "year"])
    event_type: str = _field("Type of event", references=("event_types", "event_type"))
    event_subtype: str = _maybe("Subtype, where the type has any", str_matches=r"^[A-Za-z_]+$")
    actor: str = _field("Who did it", str_matches=_matches(ACTOR))
    recipient: str = _maybe("To whom it was done", str_matches=_matches(ACTOR))
    side: str = _field("Who begins and who answers", isin=["initiates", "responds"])
    location: str = _maybe("Place in plain English")
    latitude: float = _maybe("Latitude, WGS 84", unit="degrees north", ge=-90, le=90)
    longitude: float = _maybe("Longitude, WGS 84", unit="degrees east", ge=-180, le=180)
    geo_precision: str = _field(
        "How exactly the place is known", isin=["site", "town", "area", "none"]
    )
    quantity: pd.Int64Dtype = _maybe("How many; blank is unknown, never zero", gt=0)
    quantity_qualifier: str = _maybe(
        "How the number is meant", isin=["exact", "at_least", "about", "more_than"]
    )
    quantity_unit: str = _maybe("What is counted", str_matches=r"^[a-z_ ]+$")
    attribution: str = _field("Who says so", isin=["observed", "claimed", "alleged", "disputed"])
    summary: str = _field("Our own words, at most 30")
    as_of: pd.Timestamp = _field("Date of the newest source the row rests on")


class EventArticles(_Model):
    """One article supporting one event."""

    event_id: str = _field("The event", references=("events", "event_id"))
    article_id: str = _field("The article", references=("articles", "article_id"))
    relation: str = _field(
        "What the article does with the event", isin=["reports", "claims", "denies", "compiles"]
    )


class Launches(_Model):
    """One missile or space launcher that flew or failed."""

    launch_id: str = _field("Readable key", str_matches=_matches(IDENTIFIER))
    event_id: str = _field("The volley it belongs to", references=("events", "event_id"))
    launched_utc: pd.DatetimeTZDtype = _maybe(
        "Time of launch in UTC", dtype_kwargs={"unit": "us", "tz": "UTC"}
    )
    time_precision: str = _field(
        "How exactly the time is known", isin=["second", "minute", "hour", "day", "month", "year"]
    )
    missile_name: str = _maybe("Name, unified through lookup/aliases.csv")
    missile_type: str = _field("Class by range and basing", isin=MISSILE_TYPES)
    site_id: str = _maybe("Launch site", references=("sites", "site_id"))
    apogee_km: float = _maybe("Highest altitude", unit="km", gt=0)
    distance_km: float = _maybe("Ground range flown", unit="km", ge=0)
    outcome: str = _field("How the flight went", isin=["success", "failure", "unknown"])
    landing: str = _maybe("Where it came down", str_matches=r"^[a-z_]+$")


class Statements(_Model):
    """One act of speech by one speaker to one target."""

    statement_id: str = _field("Readable key", str_matches=_matches(IDENTIFIER))
    statement_date: pd.Timestamp = _maybe("Day it was made; first day of a month or year")
    date_precision: str = _field("How exactly the day is known", isin=["day", "month", "year"])
    speaker: str = _field("Person or body, as the public record has it")
    speaker_level: pd.Int64Dtype = _field(
        "1 leader; 2 minister or head of delegation; 3 institution or spokesperson; "
        "4 commentary; 5 propaganda site or unnamed",
        isin=[1, 2, 3, 4, 5],
    )
    actor: str = _field("State or body spoken for", str_matches=_matches(ACTOR))
    recipient: str = _maybe("State or body addressed", str_matches=_matches(ACTOR))
    channel: str = _field("Where it was said", isin=CHANNELS)
    form: str = _field("Quotation or paraphrase", isin=["quote", "paraphrase"])
    act: str = _field("Act of speech", isin=ACTS)
    tone: pd.Int64Dtype = _field("From -3 (force named) to 2 (offer)", ge=-3, le=2)
    themes: str = _maybe("Themes of themes.csv, `;` between")
    is_conditional: pd.BooleanDtype = _field("True where a condition is attached")
    specificity: pd.Int64Dtype = _field("0 none to 3: time, place and means named", ge=0, le=3)
    summary: str = _field("Our own words")
    article_id: str = _maybe("Article it was read in", references=("articles", "article_id"))
    document_id: str = _maybe("Document it was read in", references=("documents", "document_id"))
    coder: str = _field("Who coded the row, by role", str_matches=r"^coder-\d+$")


class EventTypes(_Model):
    """One type of event."""

    event_type: str = _field("Name of the type", str_matches=r"^[a-z_]+$")
    definition: str = _field("What one event of the type is")
    includes: str = _maybe("What counts")
    excludes: str = _maybe("What does not count")
    plover: str = _maybe("PLOVER category, a crosswalk only")
    cameo: str = _maybe("CAMEO codes, a crosswalk only")
    is_provocation: pd.BooleanDtype = _field(
        "True where the CSIS table would list it as a provocation by North Korea"
    )


class Sites(_Model):
    """One launch site."""

    site_id: str = _field("Readable key", str_matches=_matches(IDENTIFIER))
    name: str = _field("Name")
    latitude: float = _maybe("Latitude, WGS 84", unit="degrees north", ge=-90, le=90)
    longitude: float = _maybe("Longitude, WGS 84", unit="degrees east", ge=-180, le=180)
    geo_precision: str = _field(
        "How exactly the place is known", isin=["site", "town", "area", "none"]
    )


class Periods(_Model):
    """One span or date that charts and windows refer to."""

    period_id: str = _field("Readable key", str_matches=_matches(IDENTIFIER))
    kind: str = _field("What kind of span", isin=PERIOD_KINDS)
    name: str = _field("Name")
    start_date: pd.Timestamp = _field("First day")
    end_date: pd.Timestamp = _maybe("Last day; blank while it lasts")
    source_url: str = _maybe("Where the dates can be read", str_matches=r"^https?://\S+$")


class Aliases(_Model):
    """One name used by a source, and the name used here."""

    kind: str = _field("What is named", isin=["missile", "site", "outlet", "person", "place"])
    alias: str = _field("Name as the source has it")
    name: str = _field("Name used here")
    source: str = _maybe("Where the alias is used")


class Outlets(_Model):
    """One web domain and the outlet behind it."""

    domain: str = _field("Domain of the link", str_matches=r"^[a-z0-9.-]+$")
    outlet: str = _field("Name of the outlet")
    outlet_type: str = _field("Kind of outlet", isin=OUTLET_TYPES)
    outlet_country: str = _maybe("Country of the outlet", str_matches=_matches(ACTOR))


class Glossary(_Model):
    """One term of the field."""

    term: str = _field("The term as it is written")
    expansion: str = _field("What it stands for")
    meaning: str = _field("What it means here")


class Corpora(_Model):
    """One corpus that was measured."""

    corpus_id: str = _field("Readable key", str_matches=_matches(IDENTIFIER))
    definition: str = _field("What the corpus holds")
    unit: str = _field("What one text of it is")
    coverage: str = _field("Span and known gaps")
    language: str = _field("ISO 639-1 code", str_matches=_matches(LANGUAGE))
    source: str = _field("Compiler and link")
    licence: str = _field("Terms as the compiler states them")


class Themes(_Model):
    """One theme in one language with its terms."""

    theme: str = _field("Name of the theme", str_matches=r"^[a-z_]+$")
    language: str = _field("ISO 639-1 code", str_matches=_matches(LANGUAGE))
    terms: str = _field("Terms counted, `;` between")
    source: str = _field("Where the terms come from")


class Documents(_Model):
    """One text measured for rhetoric."""

    document_id: str = _field("Readable key", str_matches=_matches(IDENTIFIER))
    corpus_id: str = _field("The corpus", references=("corpora", "corpus_id"))
    document_date: pd.Timestamp = _field("Day of the text; first day of a month or year")
    date_precision: str = _field("How exactly the day is known", isin=["day", "month", "year"])
    speaker: str = _maybe("Who spoke, as the public record has it")
    actor: str = _field("State spoken for", str_matches=_matches(ACTOR))
    language: str = _field("ISO 639-1 code", str_matches=_matches(LANGUAGE))
    n_tokens: pd.Int64Dtype = _field("Words counted", unit="words", gt=0)
    url: str = _maybe("Where the text can be read", str_matches=r"^https?://\S+$")


class DocumentTerms(_Model):
    """One term in one document."""

    document_id: str = _field("The document", references=("documents", "document_id"))
    term: str = _field("Term, in lower case")
    n: pd.Int64Dtype = _field("Times it occurs", gt=0)


class ThemeCounts(_Model):
    """One theme in one corpus in one month or document."""

    corpus_id: str = _field("The corpus", references=("corpora", "corpus_id"))
    period_start: pd.Timestamp = _field("First day of the month, or day of the document")
    theme: str = _field("The theme", references=("themes", "theme"))
    n: pd.Int64Dtype = _field("Times a term of the theme occurs", ge=0)
    n_tokens: pd.Int64Dtype = _field("Words counted in the period", unit="words", gt=0)
    n_documents: pd.Int64Dtype = _field("Texts counted in the period", gt=0)


class DocumentScores(_Model):
    """One measure of tone of one document."""

    document_id: str = _field("The document", references=("documents", "document_id"))
    method: str = _field("How it was measured", str_matches=r"^[a-z_]+$")
    score: float = _field("The score, in the method's own unit")


class Crosswalk(_Model):
    """One row of an outside list matched to our event."""

    source: str = _field("The list", str_matches=r"^[a-z_0-9]+$")
    source_key: str = _field("The row of that list")
    source_date: pd.Timestamp = _maybe("Date as the list has it; first day of a month")
    event_id: str = _maybe("Our event", references=("events", "event_id"))
    match: str = _field(
        "How the row and the event meet",
        isin=["same_day", "day_shift", "merged", "split", "not_an_event"],
    )
    reason: str = _maybe("Why a row is no event")


class Corrections(_Model):
    """One fault found in an outside list, and what we say instead."""

    source: str = _field("The list", str_matches=r"^[a-z_0-9]+$")
    source_key: str = _field("The row of that list, or the date it should have")
    field: str = _field("Column at fault; `row` where the row itself is missing or surplus")
    source_value: str = _maybe("What the list says")
    our_value: str = _maybe("What we say")
    reason: str = _field("Why")
    evidence_url: str = _maybe("Where it can be checked", str_matches=r"^https?://\S+$")


class EventNotes(_Model):
    """One remark on one event."""

    event_id: str = _field("The event", references=("events", "event_id"))
    note: str = _field("The remark")


class UnsupportedLinks(_Model):
    """One article that a list cites for an event it is too old to report."""

    event_id: str = _field("The event", references=("events", "event_id"))
    article_id: str = _field("The article", references=("articles", "article_id"))
    source: str = _field("The list, or `coder`", str_matches=r"^[a-z_0-9]+$")
    source_key: str = _maybe("The row of that list")
    reason: str = _field("Why it cannot support the event")


class DoubleCoding(_Model):
    """One statement coded by two coders, the second blind to the first."""

    statement_id: str = _field("The statement", references=("statements", "statement_id"))
    round: pd.Int64Dtype = _field("Round of coding, from 1", ge=1)
    act_1: str = _field("Act, first coder", isin=ACTS)
    act_2: str = _field("Act, second coder", isin=ACTS)
    tone_1: pd.Int64Dtype = _field("Tone, first coder", ge=-3, le=2)
    tone_2: pd.Int64Dtype = _field("Tone, second coder", ge=-3, le=2)
    recipient_1: str = _maybe("Recipient, first coder", str_matches=_matches(ACTOR))
    recipient_2: str = _maybe("Recipient, second coder", str_matches=_matches(ACTOR))
    is_conditional_1: pd.BooleanDtype = _field("Condition attached, first coder")
    is_conditional_2: pd.BooleanDtype = _field("Condition attached, second coder")


class PublishedTotals(_Model):
    """One total that somebody published for one year."""

    year: pd.Int64Dtype = _field("The year counted", ge=1984, le=2100)
    compiler: str = _field("Who counted")
    unit: str = _field("What was counted", isin=["missiles", "firings", "launch days", "rows"])
    n: pd.Int64Dtype = _field("How many", ge=0)
    qualifier: str = _field(
        "How the number is meant", isin=["exact", "at_least", "about", "more_than"]
    )
    rule: str = _field("What counts by the compiler's own rule")
    source_url: str = _field("Where it can be read", str_matches=r"^https?://\S+$")


@dataclass(frozen=True)
class Table:
    """Where a table lies, what one row is keyed by, and its model."""

    name: str
    path: str
    key: tuple[str, ...]
    model: type[pa.DataFrameModel]

    @property
    def one_row_is(self) -> str:
        """What one row is, from the model's docstring."""
        return self.model.__doc__.strip()

    @property
    def schema(self) -> pa.DataFrameSchema:
        """The pandera schema."""
        return self.model.to_schema()

    @property
    def columns(self) -> list[str]:
        """Column names in order."""
        return list(self.schema.columns)

    @property
    def references(self) -> dict[str, tuple[str, str]]:
        """Columns that point into another table, as ``{column: (table, column)}``."""
        found = {}
        for name, column in self.schema.columns.items():
            target = (column.metadata or {}).get("references")
            if target:
                found[name] = target
        return found


TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        Table("articles", "articles.csv", ("article_id",), Articles),
        Table("events", "events.csv", ("event_id",), Events),
        Table("event_articles", "event_articles.csv", ("event_id", "article_id"), EventArticles),
        Table("launches", "launches.csv", ("launch_id",), Launches),
        Table("statements", "statements.csv", ("statement_id",), Statements),
        Table("event_types", "lookup/event_types.csv", ("event_type",), EventTypes),
        Table("sites", "lookup/sites.csv", ("site_id",), Sites),
        Table("periods", "lookup/periods.csv", ("period_id",), Periods),
        Table("aliases", "lookup/aliases.csv", ("kind", "alias"), Aliases),
        Table("outlets", "lookup/outlets.csv", ("domain",), Outlets),
        Table("glossary", "lookup/glossary.csv", ("term",), Glossary),
        Table("corpora", "lookup/corpora.csv", ("corpus_id",), Corpora),
        Table("themes", "lookup/themes.csv", ("theme", "language"), Themes),
        Table("documents", "texts/documents.csv", ("document_id",), Documents),
        Table("document_terms", "texts/document_terms.csv", ("document_id", "term"), DocumentTerms),
        Table(
            "theme_counts",
            "texts/theme_counts.csv",
            ("corpus_id", "period_start", "theme"),
            ThemeCounts,
        ),
        Table(
            "document_scores",
            "texts/document_scores.csv",
            ("document_id", "method"),
            DocumentScores,
        ),
        Table("crosswalk", "audit/crosswalk.csv", ("source", "source_key", "event_id"), Crosswalk),
        Table(
            "corrections",
            "audit/corrections.csv",
            ("source", "source_key", "field"),
            Corrections,
        ),
        Table("event_notes", "audit/event_notes.csv", ("event_id", "note"), EventNotes),
        Table(
            "double_coding",
            "audit/double_coding.csv",
            ("statement_id", "round"),
            DoubleCoding,
        ),
        Table(
            "published_totals",
            "audit/published_totals.csv",
            ("year", "compiler", "unit"),
            PublishedTotals,
        ),
        Table(
            "unsupported_links",
            "audit/unsupported_links.csv",
            ("event_id", "article_id", "source", "source_key"),
            UnsupportedLinks,
        ),
    )
}
"""Every table of record by name."""
