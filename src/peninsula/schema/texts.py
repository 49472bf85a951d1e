"""Texts that were measured: corpora, themes, documents, counts and scores."""

from __future__ import annotations

import pandas as pd

from peninsula.schema.fields import Model, matches, maybe, required
from peninsula.schema.values import ACTOR, IDENTIFIER, LANGUAGE


class Corpora(Model):
    """One corpus that was measured."""

    corpus_id: str = required("Readable key", str_matches=matches(IDENTIFIER))
    definition: str = required("What the corpus holds")
    unit: str = required("What one text of it is")
    coverage: str = required("Span and known gaps")
    language: str = required("ISO 639-1 code", str_matches=matches(LANGUAGE))
    source: str = required("Compiler and link")
    licence: str = required("Terms as the compiler states them")


class Themes(Model):
    """One theme in one language with its terms."""

    theme: str = required("Name of the theme", str_matches=r"^[a-z_]+$")
    language: str = required("ISO 639-1 code", str_matches=matches(LANGUAGE))
    terms: str = required("Terms counted, `;` between")
    source: str = required("Where the terms come from")


class Documents(Model):
    """One text measured for rhetoric."""

    document_id: str = required("Readable key", str_matches=matches(IDENTIFIER))
    corpus_id: str = required("The corpus", references=("corpora", "corpus_id"))
    document_date: pd.Timestamp = required("Day of the text; first day of a month or year")
    date_precision: str = required("How exactly the day is known", isin=["day", "month", "year"])
    speaker: str = maybe("Who spoke, as the public record has it")
    actor: str = required("State spoken for", str_matches=matches(ACTOR))
    language: str = required("ISO 639-1 code", str_matches=matches(LANGUAGE))
    n_tokens: pd.Int64Dtype = required("Words counted", unit="words", gt=0)
    url: str = maybe("Where the text can be read", str_matches=r"^https?://\S+$")


class DocumentTerms(Model):
    """One term in one document."""

    document_id: str = required("The document", references=("documents", "document_id"))
    term: str = required("Term, in lower case")
    n: pd.Int64Dtype = required("Times it occurs", gt=0)


class ThemeCounts(Model):
    """One theme in one corpus in one month or document."""

    corpus_id: str = required("The corpus", references=("corpora", "corpus_id"))
    period_start: pd.Timestamp = required("First day of the month, or day of the document")
    theme: str = required("The theme", references=("themes", "theme"))
    n: pd.Int64Dtype = required("Times a term of the theme occurs", ge=0)
    n_tokens: pd.Int64Dtype = required("Words counted in the period", unit="words", gt=0)
    n_documents: pd.Int64Dtype = required("Texts counted in the period", gt=0)


class DocumentScores(Model):
    """One measure of tone of one document."""

    document_id: str = required("The document", references=("documents", "document_id"))
    method: str = required("How it was measured", str_matches=r"^[a-z_]+$")
    score: float = required("The score, in the method's own unit")
