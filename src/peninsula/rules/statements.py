"""Rules for ``statements.csv``: tone agrees with the act, themes exist, speech precedes print."""

from __future__ import annotations

import pandas as pd

from peninsula.data import Dataset
from peninsula.faults import Fault
from peninsula.rules.common import point_out

TONES = {
    "offer": {2}, "agreement": {2}, "welcome": {2}, "appeal": {1},
    "statement": {0}, "denial": {0}, "non_confirmation": {0},
    "demand": {-1}, "accusation": {-1}, "condemnation": {-1}, "justification": {-1},
    "armament_pledge": {-1}, "boast": {-1},
    "warning": {-2}, "insult": {-2}, "threat": {-2, -3},
}  # fmt: skip
"""Tones that an act can have."""


def check_tones(ds: Dataset) -> list[Fault]:
    """Each act has its tone; only a threat reaches -3."""
    rows = ds.statements
    wrong = [tone not in TONES[act] for act, tone in zip(rows["act"], rows["tone"], strict=True)]
    why = "{tone} is no tone of {act}"
    return point_out("statements", rows, pd.Series(wrong, rows.index, dtype=bool), "tone", why)


def check_themes(ds: Dataset) -> list[Fault]:
    """Themes are those of ``themes.csv``, each once."""
    if ds.themes.empty:
        return []
    known = set(ds.themes["theme"])
    listed = ds.statements["themes"].fillna("").str.split(";")
    unknown = listed.map(lambda names: ", ".join(n for n in names if n and n not in known))
    why = unknown.map("{} is not in themes.csv".format)
    return point_out("statements", ds.statements, unknown != "", "themes", why)


def check_statement_dates(ds: Dataset) -> list[Fault]:
    """Nobody is quoted before speaking."""
    rows = ds.statements
    published = rows["article_id"].map(ds.articles.set_index("article_id")["published_date"])
    late = rows["statement_date"] > published + pd.Timedelta(days=1)
    why = published.dt.strftime("%Y-%m-%d").map("is after its article, which came out on {}".format)
    return point_out("statements", rows, late, "statement_date", why)


def check_sources(ds: Dataset) -> list[Fault]:
    """A statement was read in an article or in a document."""
    rows = ds.statements
    lone = rows["article_id"].isna() & rows["document_id"].isna()
    return point_out(
        "statements", rows, lone, "article_id", "neither article nor document is given"
    )


RULES = (check_tones, check_themes, check_statement_dates, check_sources)
