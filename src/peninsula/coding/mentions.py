"""Every place where a page speaks of an event: type, words, kind, actor and date."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from peninsula.coding.actors import (
    ActorMention,
    find_actors,
    find_doer,
    join_codes,
    partners,
)
from peninsula.coding.cues import Cue, applies, clause_start, find_cues, mention_kind
from peninsula.coding.dates import DateMention, find_dates, is_told_day
from peninsula.coding.dictionary_files import load_words, read_dictionary
from peninsula.coding.lexicon import load_patterns
from peninsula.coding.sentences import Sentence, fold


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
    is_future = any(c.kind == "future" and c.scope != "near" for c in cues) or (
        "will" in sentence.words and bool(hits)
    )
    dates = find_dates(
        sentence,
        published,
        anchor=anchor,
        day_ahead=day_ahead,
        future=is_future and not _past(cues),
    )
    actors = find_actors(sentence) if hits else []
    mentions = [_complete(hit, actors, cues, dates) for hit in hits]
    return Reading(sentence, actors, cues, dates, mentions)


def _past(cues: list[Cue]) -> bool:
    return any(c.kind == "background" for c in cues)


def _event_hits(sentence: Sentence) -> list[Mention]:
    """Pattern matches of a sentence, without excluded and beaten ones, one a type and place."""
    book = load_patterns("event_patterns.csv")
    hits = book.search(sentence.words)
    if not hits:
        return []
    banned = _excluded(sentence)
    found: list[tuple[Mention, bool]] = []
    for row, first, last in hits:
        info = book.rows[row]
        kinds = banned.get(info["event_type"], []) + banned.get("*", [])
        if any(a < last and first < b for a, b in kinds):
            continue
        mention = Mention(
            info["event_type"], info["event_subtype"], info["kind"] == "verb", sentence, first, last
        )
        found.append((mention, "missile_plain" in info["pattern"] or "{" not in info["pattern"]))
    return _merge(_drop_beaten(found))


def _excluded(sentence: Sentence) -> dict[str, list[tuple[int, int]]]:
    book = load_patterns("exclusions.csv")
    banned: dict[str, list[tuple[int, int]]] = {}
    for row, first, last in book.search(sentence.words):
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
    mention: Mention, actors: list[ActorMention], cues: list[Cue], dates: list[DateMention]
) -> Mention:
    """Add kind, actor and date to a match."""
    sentence = mention.sentence
    kind, cue = mention_kind(sentence, cues, mention.first, mention.last, mention.event_type)
    actor, is_named = _actor_of(mention, actors)
    day = _pick_date(mention, cues, dates)
    flags = frozenset(
        c.kind
        for c in cues
        if c.kind in ("reported", "told", "denied", "complain")
        and (c.kind in ("told", "denied") or c.first < mention.last)
    )
    is_told = day is not None and is_told_day(fold(sentence.text), day)
    return replace(
        mention, kind=kind, cue=cue, actor=actor, is_actor_named=is_named, date=day,
        is_told=is_told, flags=flags,
    )  # fmt: skip


def _actor_of(mention: Mention, actors: list[ActorMention]) -> tuple[str, bool]:
    """The actor's code, and whether the sentence names it."""
    row = type_table()[mention.event_type]
    doer = find_doer(mention.sentence, actors, mention.first, mention.last)
    if doer is None:
        return row["actor"], False
    codes = partners(mention.sentence, actors, doer)
    if row["actor"] == "PRK" and "PRK" in codes:
        return "PRK", True
    return join_codes(codes), True


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
    cost += 0 if day.precision == "day" else 15
    cost += 200 * (_background_at(cues, sentence.words, first) != _background_at(
        cues, sentence.words, mention.first))  # fmt: skip
    return cost


_OTHER_CLAUSE = load_words("mentions.other_clause")


def _background_at(cues: list[Cue], words: list[str], place: int) -> bool:
    """Whether a word stands in a clause that only places the news in time."""
    return any(
        c.kind == "background" and c.scope == "right" and c.first <= place < c.reach for c in cues
    )


__all__ = ["Mention", "Reading", "applies", "clause_start", "read_sentence", "type_table"]
