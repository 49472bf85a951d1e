"""Where each table lies and what its rows are keyed by."""

from __future__ import annotations

from dataclasses import dataclass

import pandera.pandas as pa

from peninsula.schema.audit import (
    Corrections,
    Crosswalk,
    DoubleCoding,
    EventNotes,
    PublishedTotals,
    UnsupportedLinks,
)
from peninsula.schema.lookup import Aliases, EventTypes, Glossary, Outlets, Periods, Sites
from peninsula.schema.records import Articles, EventArticles, Events, Launches, Statements
from peninsula.schema.texts import (
    Corpora,
    Documents,
    DocumentScores,
    DocumentTerms,
    ThemeCounts,
    Themes,
)


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
