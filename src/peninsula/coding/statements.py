"""Statements: who says what to whom, in which act of speech and tone (TAXONOMY section 3)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from peninsula.coding.actors import ActorMention, find_actors
from peninsula.coding.dates import find_dates
from peninsula.coding.dictionary_files import load_words, read_dictionary
from peninsula.coding.events import runs_a_day_behind
from peninsula.coding.lexicon import PhraseFinder, load_patterns
from peninsula.coding.sentences import Sentence, fold, split_sentences
from peninsula.coding.themes import find_themes

STATEMENT_COLUMNS = (
    "statement_id", "statement_date", "date_precision", "speaker", "speaker_level", "actor",
    "recipient", "channel", "form", "act", "tone", "themes", "is_conditional", "specificity",
    "summary", "article_id", "document_id", "coder",
)  # fmt: skip
_SPEECH = load_words("statements.speech")
_EXPERTS = load_words("statements.experts")
_FACTS = load_words("statements.facts")
_FORCE_BAN = ("warning", "appeal", "demand")
# Where a sentence shows several acts of one speaker, an act on the left swallows those on the right.
_SWALLOWS = {
    "threat": ("warning", "insult", "accusation", "justification", "boast", "armament_pledge",
               "statement", "condemnation", "offer", "demand"),
    "warning": ("accusation", "justification", "boast", "statement", "insult", "condemnation"),
    "insult": ("accusation", "condemnation", "statement", "justification", "boast", "denial"),
    "offer": ("welcome", "statement", "agreement", "appeal", "justification", "boast",
              "armament_pledge"),
    "agreement": ("welcome", "statement", "appeal", "boast", "armament_pledge", "justification"),
    "welcome": ("statement", "boast", "appeal", "armament_pledge", "accusation", "justification"),
    "appeal": ("demand", "statement", "condemnation", "justification", "offer"),
    "demand": ("statement", "justification", "accusation", "armament_pledge", "boast"),
    "condemnation": ("accusation", "statement", "justification", "boast", "armament_pledge"),
    "accusation": ("statement", "justification", "boast", "armament_pledge"),
    "denial": ("accusation", "statement", "condemnation", "justification", "threat",
               "non_confirmation", "boast"),
    "non_confirmation": ("statement", "accusation", "boast", "justification", "condemnation"),
    "armament_pledge": ("boast", "statement", "justification"),
    "justification": ("boast", "statement"),
    "boast": ("statement",),
}  # fmt: skip
_ORDER = tuple(_SWALLOWS)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks in a sentence."""

    name: str
    code: str
    level: int
    channel: str


def find_statements(
    body: str,
    published: date | None,
    *,
    headline: str = "",
    sentences: list[Sentence] | None = None,
    outlet_country: str | None = None,
) -> list[dict]:
    """Statements of states, their organs and people, one row per speaker, act and target.

    Parameters
    ----------
    body : str
        Cleaned text; `start` and `end` of each statement are offsets in it.
    published : datetime.date or None
        Day the page bears.

    Returns
    -------
    list of dict
        Columns of `statements.csv` plus `evidence`, `start`, `end`.

    Examples
    --------
    >>> from datetime import date
    >>> story = "Seoul's defense ministry condemned the launch and said it was a grave threat."
    >>> [(s["actor"], s["act"], s["tone"]) for s in find_statements(story, date(2022, 1, 5))]
    [('KOR', 'condemnation', -1)]
    """
    sentences = split_sentences(body) if sentences is None else sentences
    is_ahead = runs_a_day_behind(sentences, published, outlet_country)
    rows: list[dict] = []
    speaker, told = None, None
    for sentence in sentences:
        actors = find_actors(sentence)
        said, told_now = _find_speech(sentence, actors, speaker)
        if said is None:
            continue
        speaker = said
        told = told_now or told
        for act, tone in _acts(sentence, said):
            rows.append(_row(sentence, actors, said, act, tone, published, is_ahead))
    rows = _one_per_act(rows)
    for number, row in enumerate(rows, 1):
        day = (row["statement_date"] or "undated").replace("-", "")
        row["statement_id"] = f"{day}-{row['actor']}-{row['act']}-{number}"
    return rows


_PRONOUNS = load_words("statements.pronouns")


def _find_speech(
    sentence: Sentence, actors: list[ActorMention], last: Speaker | None
) -> tuple[Speaker | None, int | None]:
    """The speaker of a sentence and the place of the verb, or None where nobody speaks."""
    words = sentence.words
    verbs = [i for i, w in enumerate(words) if w in _SPEECH]
    has_quote = '"' in words
    if not verbs:
        whole = has_quote and words[:1] == ['"'] and last is not None
        return (last, None) if whole else (None, None)
    if "according" in words:
        verbs.append(words.index("according"))
    for verb in verbs:
        if _is_expert(words, verb):
            return None, None
        found = _speaker_at(sentence, actors, verb)
        if found is not None:
            return found, verb
    if last is not None and any(w in _PRONOUNS for w in words[max(0, verbs[0] - 4) : verbs[0] + 3]):
        return last, verbs[0]
    return None, None


def _is_expert(words: list[str], verb: int) -> bool:
    """Whether an expert, a resident or nobody in particular speaks ("some say")."""
    near = words[max(0, verb - 14) : verb]
    cut = max((i for i, w in enumerate(near) if w in (";", '"')), default=-1)
    near = near[cut + 1 :] + words[verb + 1 : verb + 6]
    return bool(_EXPERTS & set(near)) or words[verb - 1] in ("some", "many", "others")


@cache
def _speaker_finder() -> tuple[PhraseFinder, list[dict[str, str]]]:
    finder, rows = PhraseFinder(), read_dictionary("speakers.csv")
    for number, row in enumerate(rows):
        for term in row["terms"].split(";"):
            finder.add(term, str(number))
    return finder, rows


def _speaker_at(sentence: Sentence, actors: list[ActorMention], verb: int) -> Speaker | None:
    """The body or person whose verb it is: the nearest before it, or just behind it."""
    finder, rows = _speaker_finder()
    spots = [
        (a, b, rows[int(k)]) for k, places in finder.scan(sentence.words).items() for a, b in places
    ]
    state = _state_at(actors, verb)
    before = [s for s in spots if s[1] <= verb and verb - s[1] <= 14]
    after = [s for s in spots if verb < s[0] <= verb + 8]
    named = sorted(before, key=lambda s: (s[2]["code"] == "", verb - s[1]))
    for first, last, row in named + (after if not named else []):
        code = row["code"] or (_code_near(actors, first, last) or state)
        if code and not _is_object(sentence.words, first):
            return _make_speaker(row, code, sentence.words)
    if state is not None:
        return Speaker(f"{state} government", state, 3, "foreign_press")
    return None


def _is_object(words: list[str], first: int) -> bool:
    prior = [w for w in words[max(0, first - 2) : first] if w != "the"][-1:]
    return prior in (["against"], ["toward"], ["told"], ["with"], ["from"])


def _make_speaker(row: dict[str, str], code: str, words: list[str]) -> Speaker:
    name = row["speaker"] if row["code"] else f"{code} {row['speaker']}"
    level = int(row["level"])
    if level == 3 and {"minister", "ambassador"} & set(words) and not row["code"]:
        level = 2
    return Speaker(name, code, level, row["channel"])


def _state_at(actors: list[ActorMention], verb: int) -> str | None:
    """State whose name is the subject of the verb."""
    before = [a for a in actors if a.last <= verb and verb - a.last <= 7]
    if before:
        return before[-1].code.split("+")[0]
    after = [a for a in actors if verb < a.first <= verb + 3]
    return after[0].code.split("+")[0] if after else None


def _code_near(actors: list[ActorMention], first: int, last: int) -> str | None:
    """State named beside an office: "South Korea's defense ministry", "minister of Japan"."""
    near = [a for a in actors if 0 <= first - a.last <= 4] or [
        a for a in actors if 0 <= a.first - last <= 3
    ]
    return near[-1].code.split("+")[0] if near else None


def _acts(sentence: Sentence, speaker: Speaker) -> list[tuple[str, int]]:
    """Acts of speech in a sentence with their tone, the weaker ones swallowed by the stronger."""
    book = load_patterns("statement_patterns.csv")
    found: dict[str, int] = {}
    for row, _, _ in book.search(sentence.words):
        act, tone = book.rows[row]["act"], int(book.rows[row]["tone"])
        if act in ("boast", "armament_pledge") and speaker.code not in ("PRK", "KOR"):
            continue
        if act == "justification" and "response" in sentence.words and speaker.code != "PRK":
            continue
        found[act] = min(found.get(act, tone), tone) if tone < 0 else found.get(act, tone)
    if not found:
        return _plain_statement(sentence, speaker)
    kept = []
    for act in _ORDER + ("statement",):
        if act in found and not any(act in _SWALLOWS[k] for k, _ in kept if k in _SWALLOWS):
            kept.append((act, found[act]))
    return kept[:2]


def _plain_statement(sentence: Sentence, speaker: Speaker) -> list[tuple[str, int]]:
    """A quoted sentence that shows no other act is a statement; a report of facts is none."""
    words = set(sentence.words)
    if '"' in words and not words & _FACTS and len(words) > 12:
        return [("statement", 0)]
    return []


def _row(sentence, actors, speaker, act, tone, published, is_ahead) -> dict:
    """One row of `statements.csv` for an act in a sentence."""
    day = _statement_date(sentence, published, is_ahead)
    recipient = _recipient(actors, speaker, act)
    row = dict.fromkeys(STATEMENT_COLUMNS)
    return row | {
        "statement_date": day.isoformat() if day else None,
        "date_precision": "day" if day else None,
        "speaker": speaker.name,
        "speaker_level": speaker.level,
        "actor": speaker.code,
        "recipient": recipient,
        "channel": speaker.channel,
        "form": "quote" if '"' in sentence.words else "paraphrase",
        "act": act,
        "tone": tone,
        "themes": find_themes(sentence),
        "is_conditional": bool({"if", "unless", "should"} & set(sentence.words)),
        "specificity": _specificity(sentence),
        "summary": _summary(speaker, act, recipient),
        "coder": "coder-1",
        "evidence": sentence.text,
        "start": sentence.start,
        "end": sentence.end,
    }


def _statement_date(sentence: Sentence, published: date | None, is_ahead: bool) -> date | None:
    """The day a sentence says it was said: a weekday beside the verb of speech."""
    for day in find_dates(sentence, published, day_ahead=is_ahead):
        if day.is_day and not day.is_ahead:
            return day.date
    return None


def _recipient(actors: list[ActorMention], speaker: Speaker, act: str) -> str | None:
    """State spoken to or of: the first other state named, else the usual one."""
    others = [a.code for a in actors if a.code != speaker.code and speaker.code not in a.code]
    if act == "appeal":
        return None
    states = [c for c in others if c not in ("UNSC", "UNO", "activists")]
    if speaker.code == "PRK":
        found = {p for c in states for p in c.split("+") if p in ("KOR", "USA")}
        return "+".join(sorted(found)) if found else (states[0] if states else None)
    return "PRK" if "PRK" in others or not states else states[0]


def _specificity(sentence: Sentence) -> int:
    """0 to 3: whether time, place and means are named."""
    words = set(sentence.words)
    means = {"missile", "missiles", "nuclear", "artillery", "drones", "troops", "sanctions"} & words
    place = {"guam", "seoul", "washington", "border", "island", "bases", "tokyo"} & words
    when = bool(
        re.search(r"\b(?:today|tomorrow|within|hours|days|immediately)\b", fold(sentence.text))
    )
    return bool(means) + bool(place) + when


def _summary(speaker: Speaker, act: str, recipient: str | None) -> str:
    from peninsula.coding.details import name_actor

    to = f" toward {name_actor(recipient)}" if recipient else ""
    return f"{speaker.name}: {act.replace('_', ' ')}{to}."


def _one_per_act(rows: list[dict]) -> list[dict]:
    """One row per speaker's state, act and target; a quotation beats a paraphrase."""
    kept: dict[tuple, dict] = {}
    for row in rows:
        key = (row["actor"], row["speaker"], row["act"])
        other = kept.get(key)
        if (
            other is None
            or row["form"] == "quote"
            and other["form"] == "paraphrase"
            and row["tone"] <= other["tone"]
        ):
            kept[key] = row
    return list(kept.values())
