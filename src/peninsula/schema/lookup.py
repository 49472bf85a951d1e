"""Lookup tables: types, sites, periods, names, outlets, terms."""

from __future__ import annotations

import pandas as pd

from peninsula.schema.fields import Model, matches, maybe, required
from peninsula.schema.values import ACTOR, IDENTIFIER, OUTLET_TYPES, PERIOD_KINDS


class EventTypes(Model):
    """One type of event."""

    event_type: str = required("Name of the type", str_matches=r"^[a-z_]+$")
    definition: str = required("What one event of the type is")
    includes: str = maybe("What counts")
    excludes: str = maybe("What does not count")
    plover: str = maybe("PLOVER category, a crosswalk only")
    cameo: str = maybe("CAMEO codes, a crosswalk only")
    is_provocation: pd.BooleanDtype = required(
        "True where the CSIS table would list it as a provocation by North Korea"
    )


class Sites(Model):
    """One launch site."""

    site_id: str = required("Readable key", str_matches=matches(IDENTIFIER))
    name: str = required("Name")
    latitude: float = maybe("Latitude, WGS 84", unit="degrees north", ge=-90, le=90)
    longitude: float = maybe("Longitude, WGS 84", unit="degrees east", ge=-180, le=180)
    geo_precision: str = required(
        "How exactly the place is known", isin=["site", "town", "area", "none"]
    )


class Periods(Model):
    """One span or date that charts and windows refer to."""

    period_id: str = required("Readable key", str_matches=matches(IDENTIFIER))
    kind: str = required("What kind of span", isin=PERIOD_KINDS)
    name: str = required("Name")
    start_date: pd.Timestamp = required("First day")
    end_date: pd.Timestamp = maybe("Last day; blank while it lasts")
    source_url: str = maybe("Where the dates can be read", str_matches=r"^https?://\S+$")


class Aliases(Model):
    """One name used by a source, and the name used here."""

    kind: str = required("What is named", isin=["missile", "site", "outlet", "person", "place"])
    alias: str = required("Name as the source has it")
    name: str = required("Name used here")
    source: str = maybe("Where the alias is used")


class Outlets(Model):
    """One web domain and the outlet behind it."""

    domain: str = required("Domain of the link", str_matches=r"^[a-z0-9.-]+$")
    outlet: str = required("Name of the outlet")
    outlet_type: str = required("Kind of outlet", isin=OUTLET_TYPES)
    outlet_country: str = maybe("Country of the outlet", str_matches=matches(ACTOR))


class Glossary(Model):
    """One term of the field."""

    term: str = required("The term as it is written")
    expansion: str = required("What it stands for")
    meaning: str = required("What it means here")
