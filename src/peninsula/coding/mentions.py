"""Every place where a page speaks of an event: type, words, kind, actor and date."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from peninsula.coding.actors import (
    ActorMention,
    find_actors,
    find_doer,
    join_codes,
    partners,
)
from peninsula.coding.cues import (
    DECISION_TYPES,
    Cue,
    applies,
    clause_start,
    find_cues,
    mention_kind,
)
from peninsula.coding.date_forms import NUMBER, WEEKDAY_NUMBER
from peninsula.coding.dates import DateMention, find_dates, is_told_day
from peninsula.coding.dictionary_files import load_words, read_dictionary
from peninsula.coding.lexicon import load_patterns
from peninsula.coding.sentences import Sentence


@dataclass(slots=True)
class Mention:
    """One place where a sentence speaks of an event."""

    event_type: str
    subtype: str
    is_verb: bool
    sentence: Sentence
    first: int
    last: int
    kind: str = "plain"
    cue: str = ""
    actor: str = ""
    is_actor_named: bool = False
    date: DateMention | None = None
    is_told: bool = False
    flags: frozenset[str] = frozenset()

    @property
    def is_headline(self) -> bool:
        """Whether it stands in the headline."""
        return self.sentence.number < 0

    @property
    def is_lead(self) -> bool:
        """Whether it stands in the headline or the first sentence."""
        return self.sentence.number <= 0


@dataclass(slots=True)
class Reading:
    """A sentence with all that was found in it."""

    sentence: Sentence
    actors: list[ActorMention]
    cues: list[Cue]
    dates: list[DateMention]
    mentions: list[Mention]


@cache
def type_table() -> dict[str, dict[str, str]]:
    """What the coder assumes of each event type, by name."""
    return {row["event_type"]: row for row in read_dictionary("event_types.csv")}


def read_sentence(
    sentence: Sentence, published: date | None, anchor: date | None, day_ahead: bool
) -> Reading:
    """All events, actors, cues and dates of one sentence."""
    hits = _event_hits(sentence)
    cues = find_cues(sentence) if hits else []
    dates = find_dates(
        sentence, published, anchor=anchor, day_ahead=day_ahead,
        future=lambda offset: _is_future_at(sentence, cues, offset),
    )  # fmt: skip
    actors = find_actors(sentence) if hits else []
    sentence.dates = dates
    base = published + timedelta(days=day_ahead) if published else None
    mentions = []
    for hit in hits:
        mention = _complete(hit, actors, cues, dates, base)
        mentions += [mention, *_siblings(mention, dates)]
    return Reading(sentence, actors, cues, dates, mentions)


def _is_future_at(sentence: Sentence, cues: list[Cue], offset: int) -> bool:
    """Whether a future verb governs the words at an offset of the sentence."""
    place = next((i for i, s in enumerate(sentence.spans) if s[0] >= offset), 0)
    for cue in cues:
        if cue.kind != "future" or cue.scope not in ("near", "right"):
            continue
        between = sentence.words[cue.last : place]
        near = cue.last <= place <= cue.last + 14 and not _OTHER_CLAUSE & set(between)
        if near and not {",", "said", ";"} & set(between):
            return True
    return False


def _event_hits(sentence: Sentence) -> list[Mention]:
    """Pattern matches of a sentence, without excluded and beaten ones, one a type and place."""
    book = load_patterns("event_patterns.csv")
    hits = book.search(sentence)
    if not hits:
        return []
    banned = _excluded(sentence)
    found: list[tuple[Mention, bool]] = []
    for row, first, last in hits:
        info = book.rows[row]
        if _is_adjective(sentence.words, first):
            continue
        kinds = banned.get(info["event_type"], []) + banned.get("*", [])
        if any(a < last and first < b for a, b in kinds):
            continue
        mention = Mention(
            info["event_type"], info["event_subtype"], info["kind"] == "verb", sentence, first, last
        )
        found.append((mention, "missile_plain" in info["pattern"] or "{" not in info["pattern"]))
    return _merge(_drop_beaten(found))


def _is_adjective(words: list[str], first: int) -> bool:
    """Whether "launched" is part of a name: "a submarine-launched ballistic missile"."""
    return words[first] in ("launched", "fired") and (
        first > 0 and words[first - 1] in load_words("mentions.launched_from")
    )


def _excluded(sentence: Sentence) -> dict[str, list[tuple[int, int]]]:
    book = load_patterns("exclusions.csv")
    banned: dict[str, list[tuple[int, int]]] = {}
    for row, first, last in book.search(sentence):
        banned.setdefault(book.rows[row]["event_type"], []).append((first, last))
    return banned


def _drop_beaten(found: list[tuple[Mention, bool]]) -> list[Mention]:
    """Drop a match where a more telling type matches the same words."""
    table = type_table()
    kept = []
    for mention, is_loose in found:
        beaten = any(
            mention.event_type in table[other.event_type]["beats"].split()
            and _wins(other, mention, is_loose)
            for other, _ in found
            if other.first < mention.last and mention.first < other.last
        )
        if not beaten:
            kept.append(mention)
    return kept


def _wins(winner: Mention, loser: Mention, is_loose: bool) -> bool:
    """An exactly named thing loses only where the winner goes on right behind it."""
    if is_loose or loser.event_type != "missile_ballistic":
        return True
    return loser.last >= winner.last - 2


def _merge(mentions: list[Mention]) -> list[Mention]:
    """One mention where several patterns of a type overlap: the verb, then the first."""
    merged: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.first, not m.is_verb, m.last)):
        same = next(
            (m for m in merged if m.event_type == mention.event_type and mention.first < m.last),
            None,
        )
        if same is None:
            merged.append(mention)
            continue
        same.subtype = same.subtype or mention.subtype
        if mention.is_verb and not same.is_verb:
            same.is_verb, same.first = True, min(same.first, mention.first)
        same.last = max(same.last, mention.last)
    return merged


def _complete(
    mention: Mention,
    actors: list[ActorMention],
    cues: list[Cue],
    dates: list[DateMention],
    base: date | None,
) -> Mention:
    """Add kind, actor and date to a match."""
    sentence = mention.sentence
    kind, cue = mention_kind(sentence, cues, mention.first, mention.last, mention.event_type)
    actor, is_named = _actor_of(mention, actors)
    if kind in ("plain", "answer", "background") or mention.event_type in DECISION_TYPES:
        dates = [d for d in dates if not d.is_ahead]
    # "last week" names no day, and its month or year would claim too much
    dates = [d for d in dates if d.is_day or "week" not in d.text.lower()]
    day = _clause_date(mention, cues, dates, base) or _pick_date(mention, cues, dates)
    flags = frozenset(
        c.kind
        for c in cues
        if c.kind in ("reported", "told", "denied", "complain")
        and (c.kind in ("told", "denied") or c.first < mention.last)
    )
    is_told = day is not None and _is_told(sentence, day)
    is_told |= kind == "answer" and not mention.is_verb and cue.startswith(_REPROACHES)
    if _is_live_fire(mention, actor, actors):
        mention.event_type, mention.subtype = "military_exercise", "live_fire"
        actor, is_named = _actor_of(mention, actors)
    mention.kind, mention.cue, mention.date = kind, cue, day
    mention.actor, mention.is_actor_named = actor, is_named
    mention.is_told, mention.flags = is_told, flags
    return mention


def _is_live_fire(mention: Mention, actor: str, actors: list[ActorMention]) -> bool:
    """Whether the allies fired missiles in reply to the North (TAXONOMY rule 14)."""
    if mention.event_type != "missile_ballistic" or not mention.is_verb or actor != "PRK":
        return False
    words = mention.sentence.words
    doer = next((a for a in actors if a.last == mention.first), None)
    if doer is None or not set(doer.code.split("+")) <= {"KOR", "USA"}:
        return False
    behind = words[mention.first : mention.last + 6]
    return "fired" in behind[:2] and bool({"response", "reply", "answer"} & set(behind))


def _actor_of(mention: Mention, actors: list[ActorMention]) -> tuple[str, bool]:
    """The actor's code, and whether the sentence names it."""
    row = type_table()[mention.event_type]
    seen = mention.sentence.words[mention.first] in load_words("mentions.detect")
    if seen and row["actor"] == "PRK":
        return "PRK", False  # who detects it does not do it
    allowed = row["who"].split()
    fitting = [a for a in actors if not allowed or set(a.code.split("+")) <= set(allowed)]
    doer = find_doer(mention.sentence, fitting, mention.first, mention.last)
    if mention.event_type in load_words("mentions.only_north"):
        real = find_doer(mention.sentence, actors, mention.first, mention.last)
        if real is not None and real.code in ("KOR", "USA", "JPN", "CHN", "RUS"):
            return real.code, True
    if doer is None or (row["actor"] == "PRK" and _is_observer(mention, actors, doer)):
        return row["actor"], False
    codes = partners(mention.sentence, fitting, doer)
    if row["actor"] == "PRK" and "PRK" in codes and "KOR" not in codes:
        return "PRK", True
    return join_codes(codes), True


def _is_observer(mention: Mention, actors: list[ActorMention], doer: ActorMention) -> bool:
    """Whether the name before a launch is only who saw it: "Seoul said the missiles flew"."""
    if doer.code == "PRK" or mention.event_type not in load_words("mentions.launches"):
        return False
    between = mention.sentence.words[doer.last : mention.first]
    told = load_words("cues.said") & set(between)
    named = any(a.code == "PRK" for a in actors)
    return named or bool(told) or len(between) > 3 or not mention.is_verb


def _siblings(mention: Mention, dates: list[DateMention]) -> list[Mention]:
    """The same event on the other days of a list: "on Oct. 3, Wednesday and Thursday"."""
    if mention.date not in dates or not mention.date.is_day:
        return []
    more, last = [], mention.date
    for day in dates[dates.index(mention.date) + 1 :]:
        between = mention.sentence.text[last.end : day.start].strip().lower()
        if not day.is_day or between.replace("again", "").strip(" on") not in (",", "and", ", and"):
            break
        more.append(replace(mention, date=day))
        last = day
    return more


_UNITS = {"day": 1, "days": 1, "hours": 0, "hour": 0, "week": 7}


def _clause_date(
    mention: Mention, cues: list[Cue], dates: list[DateMention], base: date | None
) -> DateMention | None:
    """The day of "a day after Seoul suspended the pact": counted from the news itself."""
    words = mention.sentence.words
    for cue in cues:
        if cue.kind != "background" or not cue.first <= mention.first < cue.reach:
            continue
        if words[cue.first] not in _UNITS or words[cue.last - 1] not in ("after", "following"):
            continue
        before = words[cue.first - 1] if cue.first else ""
        n = NUMBER.get(before, int(before) if before.isdigit() and len(before) < 3 else 0)
        hours = words[cue.first].startswith("hour")
        start = mention.sentence.spans[cue.first][0]
        known = [d for d in dates if d.is_day and d.end <= start]
        day = known[-1].date if known else base
        own = [d for d in dates if d.start > start and d.is_day]
        if own or day is None or not (n or hours):
            continue
        day -= timedelta(days=n * _UNITS[words[cue.first]])
        text = " ".join(words[max(0, cue.first - 1) : cue.last])
        end = mention.sentence.spans[cue.last - 1][1]
        reason = f"counted back from {known[-1].date if known else base}"
        return DateMention(start, end, text, "clause", day, "day", reason)
    return None


def _pick_date(mention: Mention, cues: list[Cue], dates: list[DateMention]) -> DateMention | None:
    """The date that belongs to a mention: nearest in words, not across a clause of its own."""
    best, best_cost = None, 1e9
    for day in dates:
        cost = _date_cost(mention, cues, day)
        if cost < best_cost:
            best, best_cost = day, cost
    return best if best_cost < 500 else None


def _date_cost(mention: Mention, cues: list[Cue], day: DateMention) -> float:
    sentence = mention.sentence
    spans = sentence.spans
    first = next((i for i, s in enumerate(spans) if s[0] >= day.start), len(spans))
    last = next((i for i, s in enumerate(spans) if s[0] >= day.end), len(spans))
    if first >= mention.last:
        gap, between = first - mention.last, sentence.words[mention.last : first]
    elif last <= mention.first:
        gap, between = mention.first - last, sentence.words[last : mention.first]
    else:
        gap, between = 0, []
    cost = gap + 6.0 * sum(w in (",", ";", "(", '"') for w in between)
    cost += 25.0 * sum(w in _OTHER_CLAUSE for w in between)
    cost += 0 if day.precision == "day" else (5 if gap <= 2 and "," not in between else 40)
    if not mention.is_verb and gap > 4 and not mention.is_lead:
        cost += 500  # "the launch" takes only a date beside it
    if load_words("mentions.deadline") & set(sentence.words[max(0, first - 4) : first]):
        cost += 600  # "until 20:00 of October 13"
    if last <= mention.first and any(w.startswith(_REPROACHES) for w in between):
        cost += 600  # "On Tuesday the council condemned the test held this week"
    is_told = _is_told(sentence, day)
    is_decision = mention.event_type in DECISION_TYPES
    cost += 0 if is_decision else 20 * is_told
    cost += 100 * (is_decision and day.precision != "day")
    if load_words("mentions.papers") & set(sentence.words[last : last + 4]):
        cost += 600  # "the Sept. 19 agreement": the day is part of its name
    if is_told and mention.event_type in load_words("mentions.told_types"):
        cost += 500  # found out long after: the day it was told is not the day it happened
    is_agreed = sentence.words[mention.first].startswith("agree")
    if is_agreed and not is_told and first > mention.first + 4:
        cost += 600  # the day of what was agreed on, not of the agreement
    if sentence.number < 0 and day.form in _STAMPS:
        cost += 500  # a time stamp run into the headline
    cost += 600 * (_background_at(cues, sentence.words, first) != _background_at(
        cues, sentence.words, mention.first))  # fmt: skip
    return cost


def _is_told(sentence: Sentence, day: DateMention) -> bool:
    """`is_told_day`, worked out once for each date of a sentence."""
    known = sentence.told.get(day.start)
    if known is None:
        known = sentence.told[day.start] = is_told_day(sentence.folded, day)
    return known


# "condemned the test on Monday": the day may be that of the condemnation.
_REPROACHES = ("condemn", "denounc", "slam", "blast", "deplor", "critici", "decri")
_STAMPS = ("iso", "us_numeric", "eu_numeric")
_OTHER_CLAUSE = load_words("mentions.other_clause")


def _background_at(cues: list[Cue], words: list[str], place: int) -> bool:
    """Whether a word stands in a clause that only places the news in time."""
    return any(
        c.kind == "background"
        and c.scope == "right"
        and c.first <= place < c.reach
        and not (words[c.first] == "since" and _starts_now(words, c.last))
        for c in cues
    )


def is_aside(reading: Reading, day: DateMention) -> bool:
    """Whether a date stands in a clause that only places the news in time."""
    spans = reading.sentence.spans
    first = next((i for i, s in enumerate(spans) if s[0] >= day.start), len(spans))
    return _background_at(reading.cues, reading.sentence.words, first)


def _starts_now(words: list[str], place: int) -> bool:
    """Whether "since" names a day of this week: it tells when the news began."""
    following = words[place : place + 2]
    return any(w in WEEKDAY_NUMBER or w in ("yesterday", "overnight") for w in following)


__all__ = ["Mention", "Reading", "applies", "clause_start", "read_sentence", "type_table"]
