"""English text to words and sentences: the one definition of a word that every count rests on."""

from __future__ import annotations

import re
import unicodedata

_UNITED_STATES = re.compile(r"\bu\.\s?s\.(?:\s?a\.)?")
_POSSESSIVE = re.compile(r"'s\b")
_WORD = re.compile(r"[^\W\d_]+")
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"')\]]*\s+(?=[\"'(\[]?[A-Z])")


def tokenize(text: str) -> list[str]:
    """Lower-case words of an English text, in order.

    Hyphens part words, a possessive ``'s`` is dropped and numbers are not words. ``U.S.`` becomes
    ``usa``, since its letters would otherwise be lost or read as the pronoun.

    Parameters
    ----------
    text : str
        Any running text; tabs, line breaks and typographic quotes do not matter.

    Returns
    -------
    list of str
        Words of letters only.

    Examples
    --------
    >>> tokenize("The U.S. and the People’s pre-emptive strike of 2017")
    ['the', 'usa', 'and', 'the', 'people', 'pre', 'emptive', 'strike', 'of']
    """
    plain = unicodedata.normalize("NFKC", text).lower().replace("’", "'")
    plain = _POSSESSIVE.sub("", _UNITED_STATES.sub(" usa ", plain))
    return _WORD.findall(plain)


def split_sentences(text: str) -> list[str]:
    """Sentences of an English text, white space made single.

    Parameters
    ----------
    text : str
        Running text.

    Returns
    -------
    list of str
        Sentences with their end mark; an abbreviation before a capital may part one in two.

    Examples
    --------
    >>> split_sentences("We want peace.  They prepare\\nfor war! Why?")
    ['We want peace.', 'They prepare for war!', 'Why?']
    """
    plain = " ".join(text.split())
    return [part for part in _SENTENCE_END.split(plain) if part]
