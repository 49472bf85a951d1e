"""Rhetoric: what texts say, counted, and how hostile a coder judged it.

Two layers are kept apart. *Measured text*: themes, key words and dictionary scores of whole
documents, from counts that scripts/build_texts.py made. *Coded statements*: acts of speech with a
tone that a person judged. Nothing here reads a file but the small dictionary that ships with it.
"""

from peninsula.rhetoric.changes import rate_change
from peninsula.rhetoric.checks import check_documents, check_statements, check_theme_counts
from peninsula.rhetoric.dictionary import (
    compare_scores,
    dictionary_score,
    load_tone_terms,
    vader_score,
)
from peninsula.rhetoric.keyness import keyness
from peninsula.rhetoric.rates import describe_corpora, theme_rates
from peninsula.rhetoric.sentences import (
    pick_rate,
    rank_year,
    say_change,
    say_gaps,
    say_peak,
    say_silence,
    show_ends,
)
from peninsula.rhetoric.themes import (
    build_term_index,
    check_themes,
    count_terms,
    count_themes,
)
from peninsula.rhetoric.titles import (
    say_highest,
    say_keyness,
    say_last_named,
    say_ratio,
    say_scores,
    say_tone,
)
from peninsula.rhetoric.tone import conditional_share, split_targets, tone_by_period
from peninsula.rhetoric.words import split_sentences, tokenize

__all__ = [
    "build_term_index",
    "check_documents",
    "check_statements",
    "check_theme_counts",
    "check_themes",
    "compare_scores",
    "conditional_share",
    "count_terms",
    "count_themes",
    "describe_corpora",
    "dictionary_score",
    "keyness",
    "load_tone_terms",
    "pick_rate",
    "rank_year",
    "rate_change",
    "say_change",
    "say_gaps",
    "say_highest",
    "say_keyness",
    "say_last_named",
    "say_peak",
    "say_ratio",
    "say_scores",
    "say_silence",
    "say_tone",
    "show_ends",
    "split_sentences",
    "split_targets",
    "theme_rates",
    "tokenize",
    "tone_by_period",
    "vader_score",
]
