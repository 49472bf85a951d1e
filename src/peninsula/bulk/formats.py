"""The forms of GDELT's event table: columns by position, types, CAMEO codes.

GDELT's daily and quarter-hourly files have no header and no quoting, so a column is known by its
place alone, and the number of columns says which form a file has. Column labels are those of the
GDELT header rows of September 2016.
"""

from __future__ import annotations

import functools
import importlib.resources
from dataclasses import dataclass

_ACTOR = (
    "Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code",
    "Religion2Code", "Type1Code", "Type2Code", "Type3Code",
)  # fmt: skip
_ACTION = (
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale",
    "NumMentions", "NumSources", "NumArticles", "AvgTone",
)  # fmt: skip
_PLACE = ("Type", "FullName", "CountryCode", "ADM1Code", "Lat", "Long", "FeatureID")
_INTEGERS = {
    "SQLDATE", "MonthYear", "Year", "IsRootEvent", "QuadClass", "NumMentions", "NumSources",
    "NumArticles",
}  # fmt: skip
_LONG = {"GLOBALEVENTID", "DATEADDED"}
_DECIMALS = {"FractionDate", "GoldsteinScale", "AvgTone"}


@dataclass(frozen=True)
class Form:
    """One form of the event table: its name and its columns in order."""

    name: str
    columns: tuple[str, ...]


def _list_columns(place: tuple[str, ...], tail: tuple[str, ...]) -> tuple[str, ...]:
    head = ("GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate")
    actors = tuple(f"Actor{n}{part}" for n in (1, 2) for part in _ACTOR)
    places = tuple(f"{who}Geo_{part}" for who in ("Actor1", "Actor2", "Action") for part in place)
    return (*head, *actors, *_ACTION, *places, *tail)


GDELT_1_BACKFILE = Form("GDELT 1.0 before April 2013", _list_columns(_PLACE, ("DATEADDED",)))
GDELT_1 = Form("GDELT 1.0", _list_columns(_PLACE, ("DATEADDED", "SOURCEURL")))
GDELT_2 = Form(
    "GDELT 2.0",
    _list_columns((*_PLACE[:4], "ADM2Code", *_PLACE[4:]), ("DATEADDED", "SOURCEURL")),
)
FORMS = {len(form.columns): form for form in (GDELT_1_BACKFILE, GDELT_1, GDELT_2)}
"""Forms by their number of columns: 57, 58 and 61."""

OPTIONAL = {"SOURCEURL"}
"""Columns that a form may lack; they read as blank."""
CODES = {"EventCode", "EventBaseCode", "EventRootCode"}
"""Columns that are text although they look like numbers: 036 is not 36."""


def column_type(column: str) -> str:
    """The SQL type of a column, in words that DuckDB and Spark share.

    >>> column_type("SQLDATE"), column_type("EventRootCode"), column_type("ActionGeo_Lat")
    ('INTEGER', 'STRING', 'DOUBLE')
    """
    if column in _LONG:
        return "BIGINT"
    if column in _INTEGERS or column.endswith("Geo_Type"):
        return "INTEGER"
    if column in _DECIMALS or column.endswith(("_Lat", "_Long")):
        return "DOUBLE"
    return "STRING"


ROOT_CODES = {
    "01": "statement", "02": "appeal", "03": "intent to cooperate", "04": "consultation",
    "05": "diplomatic cooperation", "06": "material cooperation", "07": "aid", "08": "yielding",
    "09": "investigation", "10": "demand", "11": "disapproval", "12": "rejection",
    "13": "threat", "14": "protest", "15": "show of force", "16": "reduced relations",
    "17": "coercion", "18": "assault", "19": "fighting", "20": "mass violence",
}  # fmt: skip
"""CAMEO's twenty root codes, in short."""

QUAD_CLASSES = {
    1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict",
    4: "material conflict",
}  # fmt: skip
"""GDELT's four classes of root codes."""


@functools.cache
def list_event_codes() -> frozenset[str]:
    """Every CAMEO code below the roots.

    >>> "150" in list_event_codes(), "1712" in list_event_codes(), "999" in list_event_codes()
    (True, True, False)
    """
    text = importlib.resources.files("peninsula.bulk").joinpath("cameo_codes.csv").read_text()
    return frozenset(text.split()[1:])
