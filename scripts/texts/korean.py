"""Korean text to words with kiwipiepy, for building the tables only.

Why a tokenizer and not character n-grams: the syllable of "nuclear" (핵) stands in "core" (핵심)
and in names, and the one for "party" (당) in dozens of words. What it costs is printed by
``benchmarks/texts.py``: about a fifth of a second an address and 580 MB of memory, against
nothing for n-grams. The model is trained on South Korean text; North Korean spellings (로씨야,
련방제) and compounds are therefore given to it as words, from the theme lists themselves.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable

# Nouns, verbs, adverbs, determiners, roots, foreign and Chinese letters: what a reader would call
# words. Particles, endings, affixes, numbers and marks are left out, so that a term is found
# whether or not a particle stands between its parts.
_WORD_TAGS = ("NN", "NP", "NR", "VV", "VA", "MA", "MM", "XR", "SL", "SH")


def load_splitter(terms: Iterable[str]) -> Callable[[str], list[str]]:
    """A function from Korean text to the words it holds, knowing the compounds in `terms`."""
    try:
        from kiwipiepy import Kiwi
    except ImportError as error:
        raise SystemExit(
            "The New Year addresses need kiwipiepy: pip install 'peninsula[build]'"
        ) from error
    kiwi = Kiwi(num_workers=1)
    for term in sorted(set(terms)):
        if " " not in term and len(term) > 1:
            kiwi.add_user_word(term, "NNP")

    def split(text: str) -> list[str]:
        plain = unicodedata.normalize("NFKC", text)
        return [token.form for token in kiwi.tokenize(plain) if token.tag.startswith(_WORD_TAGS)]

    return split
