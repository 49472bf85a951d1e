"""Statements: who says what to whom, in which act of speech and tone (TAXONOMY section 3)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from peninsula.coding.actors import ActorMention, find_actors
from peninsula.coding.dates import find_dates
from peninsula.coding.dictionary_files import load_words
from peninsula.coding.events import runs_a_day_behind
from peninsula.coding.lexicon import find_phrases, load_patterns
from peninsula.coding.sentences import Sentence, make_sentence, split_sentences
from peninsula.coding.speakers import (
    KCNA,
    Last,
    Speaker,
    Speech,
    find_speeches,
    is_expert_sentence,
    last_named,
    named_subject,
)
from peninsula.coding.themes import find_themes

STATEMENT_COLUMNS = (
    "statement_id", "statement_date", "date_precision", "speaker", "speaker_level", "actor",
    "recipient", "channel", "form", "act", "tone", "themes", "is_conditional", "specificity",
    "summary", "article_id", "document_id", "coder",
)  # fmt: skip
_SPEECH = load_words("statements.speech")
_EXPERTS = load_words("statements.experts")
_FACTS = load_words("statements.facts")
# Where a sentence shows several acts of one speaker, that on the left swallows those on the right.
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


def find_statements(
    body: str,
    published: date | None,
    *,
    headline: str = "",
    sentences: list[Sentence] | None = None,
    outlet_country: str | None = None,
    day_ahead: bool | None = None,
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
    if day_ahead is None:
        day_ahead = runs_a_day_behind(sentences, published, outlet_country)
    rows: list[dict] = []
    last = Last()
    if outlet_country == "PRK":
        last.note(KCNA)
    author = _author(headline, outlet_country)
    speech_words = load_words("statements.speech")
    for sentence in sentences:
        is_silent = speech_words.isdisjoint(sentence.words) and not _may_speak(sentence)
        if is_silent and author is None:
            continue
        actors = find_actors(sentence)
        if outlet_country == "PRK" and author is None and _opens_a_statement(sentence):
            author = last_named(sentence, actors)
        speeches = find_speeches(sentence, actors, last)
        if author is not None:
            speeches = _as_told_by(author, sentence, speeches)
        if not speeches and is_expert_sentence(sentence):
            last = Last()  # "they say" of the next sentence is no state
        leader = None if speeches else named_subject(sentence, actors)
        if leader is not None:
            last.note(leader)
        for speech in speeches:
            last.note(speech.speaker)
            for act, tone in _acts(sentence, speech):
                rows.append(_row(sentence, actors, speech.speaker, act, tone, published, day_ahead))
    rows = _one_per_act(rows)
    if outlet_country == "PRK":
        rows = [r for r in rows if r["actor"] == "PRK" or not _is_vague(r)]
    if author is not None:
        rows = _weightiest(rows, author)
    for number, row in enumerate(rows, 1):
        day = (row["statement_date"] or "undated").replace("-", "")
        row["statement_id"] = f"{day}-{row['actor']}-{row['act']}-{number}"
    return rows


def _author(headline: str, outlet_country: str | None) -> Speaker | None:
    """Whose statement a page of North Korea's press prints: "Press Statement of Kim Yo Jong"."""
    words = set(headline.lower().split()[:8])
    if outlet_country != "PRK" or "statement" not in words:
        return None
    sentence = make_sentence(headline, -1, -1)
    return last_named(sentence, find_actors(sentence))


def _as_told_by(author: Speaker, sentence: Sentence, speeches: list[Speech]) -> list[Speech]:
    """The whole sentence as the author's, unless one of another state speaks in it."""
    if _opens_a_statement(sentence):
        return []
    named = [s for s in speeches if s.speaker.code != "PRK"]
    return named or [Speech(author, 0, len(sentence.words))]


def _weightiest(rows: list[dict], author: Speaker) -> list[dict]:
    """The two acts that a printed statement comes to; the weaker are swallowed by the stronger."""
    kept = [r for r in rows if r["speaker"] != author.name]
    own = [r for r in rows if r["speaker"] == author.name]
    own.sort(key=lambda row: (row["tone"], _rank(row)))
    swallowed = {act for r in own[:1] for act in _SWALLOWS.get(r["act"], ())}
    chosen = own[:1] + [r for r in own[1:] if r["act"] not in swallowed - {"accusation"}][:1]
    return kept + chosen


def _rank(row: dict) -> int:
    return (*_ORDER, "statement").index(row["act"])


_PRONOUNS = load_words("statements.pronouns")


def _may_speak(sentence: Sentence) -> bool:
    """Whether a sentence without a verb of speech can go on a quotation or name the next "he"."""
    return sentence.words[:1] == ['"'] or bool(find_phrases(sentence, "speakers.csv"))


def _acts(sentence: Sentence, speech: Speech) -> list[tuple[str, int]]:
    """Acts of speech in a speaker's part, with tone; the weaker are swallowed by the stronger."""
    book = load_patterns("statement_patterns.csv")
    found: dict[str, int] = {}
    for row, first, last in book.search(sentence):
        if first < speech.first or last > speech.last:
            continue
        act, tone = book.rows[row]["act"], int(book.rows[row]["tone"])
        if not _may(speech.speaker, act) or _is_shot(sentence.words, first):
            continue
        found[act] = min(found.get(act, tone), tone) if tone < 0 else found.get(act, tone)
    if not found:
        return _plain_act(sentence, speech)
    if set(found) <= {"statement", "accusation"} and _is_formula(sentence, speech):
        return []
    kept: list[tuple[str, int]] = []
    for act in (*_ORDER, "statement"):
        if act in found and not any(act in _SWALLOWS[k] for k, _ in kept if k in _SWALLOWS):
            kept.append((act, found[act]))
    return kept[:2]


def _is_formula(sentence: Sentence, speech: Speech) -> bool:
    """Whether a body only says that it watches or analyzes, or that it put out a statement."""
    words = set(sentence.words[speech.first : speech.last])
    return speech.speaker.code != "PRK" and bool(words & load_words("statements.formulas"))


def _may(speaker: Speaker, act: str) -> bool:
    """Whether an act is of a kind that this speaker performs in the news of Korea."""
    if act == "insult":
        return speaker.code in ("PRK", "USA")
    if act == "boast":
        return speaker.code == "PRK"
    if act in ("armament_pledge", "justification"):
        return speaker.code in ("PRK", "KOR", "USA", "JPN")
    return True


def _is_shot(words: list[str], first: int) -> bool:
    """Whether "warning" only names shots or broadcasts."""
    return words[first] == "warning" and bool(
        {"shots", "shot", "fire", "broadcast", "broadcasts"} & set(words[first + 1 : first + 3])
    )


def _plain_act(sentence: Sentence, speech: Speech) -> list[tuple[str, int]]:
    """The act of a part in which no pattern shows one: by its words, else by who speaks.

    A report of facts ("said the missile flew 300 km") is no statement.
    """
    words = set(sentence.words[speech.first : speech.last])
    if len(words) < 7 or _reports_a_fact(sentence, speech, words):
        return []
    if _is_formula(sentence, speech) or _opens_a_statement(sentence):
        return []
    if words & load_words("statements.should"):
        return [("demand", -1)]
    is_north = speech.speaker.code == "PRK"
    if words & load_words("statements.hostile"):
        return [("accusation" if is_north else "condemnation", -1)]
    if words & load_words("statements.friendly"):
        return [("welcome", 2)]
    if is_north and words & load_words("statements.arms"):
        return [("boast", -1)]
    rivals = {"KOR", "USA", "JPN", "UNSC"} & {a.code for a in find_actors(sentence)}
    return [("accusation", -1)] if is_north and rivals else [("statement", 0)]


def _opens_a_statement(sentence: Sentence) -> bool:
    """Whether a sentence only says that a statement was put out: "released the following"."""
    rows = load_patterns("exclusions.csv")
    return any(rows.rows[row]["event_type"] == "statement" for row, _, _ in rows.search(sentence))


def _reports_a_fact(sentence: Sentence, speech: Speech, words: set[str]) -> bool:
    """Whether the part only says what happened."""
    if words & load_words("statements.facts"):
        return '"' not in words or speech.speaker.code != "PRK"
    book = load_patterns("event_patterns.csv")
    is_event = any(book.rows[row]["kind"] == "verb" for row, _, _ in book.search(sentence))
    return is_event and '"' not in words


def _row(sentence, actors, speaker, act, tone, published, is_ahead) -> dict:
    """One row of `statements.csv` for an act in a sentence."""
    day = _statement_date(sentence, published, is_ahead)
    recipient = _recipient(actors, speaker, act)
    row = dict.fromkeys(STATEMENT_COLUMNS)
    return row | {
        "statement_date": day[0].isoformat() if day else None,
        "date_precision": day[1] if day else None,
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


def _statement_date(
    sentence: Sentence, published: date | None, is_ahead: bool
) -> tuple[date, str] | None:
    """The day a sentence says it was said; the month of the page where it names none."""
    dates = sentence.dates
    for day in find_dates(sentence, published, day_ahead=is_ahead) if dates is None else dates:
        if day.is_day and not day.is_ahead:
            return day.date, "day"
    return (published.replace(day=1), "month") if published else None


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
    when = bool(re.search(r"\b(?:today|tomorrow|within|hours|days|immediately)\b", sentence.folded))
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
    return [row for row in kept.values() if not _is_echo(row, kept.values())]


def _is_echo(row: dict, rows: Iterable[dict]) -> bool:
    """Whether a row says less than another: the state for its organ, talk beside an act."""
    others = [o for o in rows if o is not row and o["actor"] == row["actor"]]
    if _is_vague(row) and any(o["act"] == row["act"] and not _is_vague(o) for o in others):
        return True
    same = [o for o in others if o["speaker"] == row["speaker"] and o["act"] != "statement"]
    return row["act"] == "statement" and row["form"] == "paraphrase" and bool(same)


def _is_vague(row: dict) -> bool:
    return row["speaker"].endswith((" government", " officials", " military"))
