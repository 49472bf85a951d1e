"""Mentions to events: one event per actor, type and day, however often a story repeats it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from peninsula.coding.actors import find_actors, join_codes
from peninsula.coding.cues import DECISION_TYPES
from peninsula.coding.dictionary_files import load_words
from peninsula.coding.mentions import Mention, Reading, is_aside, type_table

FRESH = timedelta(days=2)
RECENT = timedelta(days=12)  # news older than this is background unless the lead says otherwise
# Types whose several actors on one page make several events.
_BY_ACTOR = load_words("grouping.by_actor")


@dataclass(slots=True)
class Group:
    """Mentions taken to be one event."""

    event_type: str
    actor: str
    mentions: list[Mention] = field(default_factory=list)
    day: date | None = None
    precision: str | None = None
    end_day: date | None = None
    reason: str = ""
    kind: str = ""
    is_told: bool = False  # the day is only that of the telling

    @property
    def best(self) -> Mention:
        """The mention that shows the event best: body before headline, verb before noun."""
        order = {"plain": 0, "answer": 1}
        return min(
            self.mentions,
            key=lambda m: (
                order.get(m.kind, 2), not m.is_verb, m.is_headline, m.sentence.number, m.first,
            ),
        )  # fmt: skip


def group_mentions(readings: list[Reading], published: date | None) -> list[Group]:
    """Events of a page with their kind and date, main or not, in order of appearance."""
    mentions = [m for reading in readings for m in reading.mentions]
    groups: list[Group] = []
    for mention in mentions:
        if mention.date is not None and _is_dated(mention) and not mention.is_told:
            _place_dated(groups, mention)
    for mention in mentions:
        if mention.date is not None and _is_dated(mention) and mention.is_told:
            _place_told(groups, mention)
    for mention in mentions:
        if mention.date is None or not _is_dated(mention):
            _place_undated(groups, mention, published)
    for group in groups:
        group.mentions.sort(key=lambda m: (m.sentence.number, m.first))
    for group in groups:
        _date_group(group, published)
    _judge(groups, published)
    _fill_dates(groups, readings, published)
    _join_answers(groups, published)
    groups = _unite(_mend_types(groups, readings))
    groups.sort(key=lambda g: (g.mentions[0].sentence.number, g.mentions[0].first))
    return groups


def _is_dated(mention: Mention) -> bool:
    """Whether the date is the event's own, not only the day on which it was told."""
    day = mention.date
    if day is None or day.date is None:
        return False
    if not mention.is_told:
        return True
    if mention.event_type == "military_exercise" and "complain" in mention.flags:
        return False  # the day of the complaint, not of the drill
    return not (is_press_report(mention) or mention.event_type in load_words("mentions.told_types"))


def is_press_report(mention: Mention) -> bool:
    """Whether North Korea's own press or officials tell of their own deed."""
    if mention.event_type in DECISION_TYPES or mention.event_type in ("agreement",):
        return False
    return mention.actor == "PRK" and "told" in mention.flags


def _same_line(group: Group, mention: Mention) -> bool:
    if group.event_type != mention.event_type:
        return False
    if mention.event_type not in _BY_ACTOR or not mention.is_actor_named:
        return True
    if not any(m.is_actor_named for m in group.mentions):
        return True
    if group.event_type in ("military_exercise", "military_deployment"):
        return ("PRK" in group.actor) == ("PRK" in mention.actor)
    shared = set(group.actor.split("+")) & set(mention.actor.split("+"))
    return bool(shared)


def _is_open(mention: Mention) -> bool:
    return mention.kind in ("plain", "answer")


def _place_dated(groups: list[Group], mention: Mention) -> None:
    for group in groups:
        if _same_line(group, mention) and _same_day(group.mentions[0], mention):
            _add(group, mention)
            return
    groups.append(Group(mention.event_type, mention.actor, [mention]))


def _place_told(groups: list[Group], mention: Mention) -> None:
    """Put a mention with only a day of telling with the same deed of the days before it."""
    told = mention.date.date
    for group in groups:
        day = group.mentions[0].date.date
        near = timedelta(0) <= told - day <= timedelta(days=3) and _is_open(mention)
        if near and _is_open(group.mentions[0]) and _same_line(group, mention):
            _add(group, mention)
            return
    _place_dated(groups, mention)


def _same_day(one: Mention, other: Mention) -> bool:
    """Whether two dates can be one: equal, or a month that holds the day."""
    a, b = one.date, other.date
    if a.date == b.date and a.precision == b.precision:
        return _is_open(one) == _is_open(other) or a.is_day
    if {a.precision, b.precision} != {"day", "month"} or a.date is None or b.date is None:
        return False
    same_month = (a.date.year, a.date.month) == (b.date.year, b.date.month)
    return same_month and one.event_type not in ("missile_ballistic", "missile_cruise")


def _add(group: Group, mention: Mention) -> None:
    if (
        mention.is_actor_named
        and not any(m.is_actor_named for m in group.mentions)
        or mention.is_actor_named
        and set(mention.actor.split("+")) > set(group.actor.split("+"))
    ):
        group.actor = mention.actor
    group.mentions.append(mention)


def _place_undated(groups: list[Group], mention: Mention, published: date | None) -> None:
    """Put a mention without a day of its own with the event it most likely means."""
    candidates = [g for g in groups if _same_line(g, mention)]
    if _is_open(mention):
        fitting = [g for g in candidates if any(_is_open(m) for m in g.mentions)]
        fitting = [g for g in fitting if _is_news(g, published)] or (
            [g for g in fitting if g.mentions[0].date is None]
        )
        if fitting:
            _add(min(fitting, key=lambda g: _distance(g, mention)), mention)
            return
    else:
        same = [g for g in candidates if any(m.kind == mention.kind for m in g.mentions)
                and not any(_is_open(m) for m in g.mentions)]  # fmt: skip
        if same:
            _add(same[0], mention)
            return
    groups.append(Group(mention.event_type, mention.actor, [mention]))


def _is_news(group: Group, published: date | None) -> bool:
    """Whether the group's day is recent enough to be what the page is about."""
    day = next((m.date for m in group.mentions if m.date and m.date.is_day), None)
    if day is None:
        return any(m.is_lead for m in group.mentions)
    if published is None:
        return True
    return abs(published - day.date) <= RECENT


def _distance(group: Group, mention: Mention) -> tuple[int, int]:
    """Groups of the lead first for lead mentions, otherwise the nearest sentence."""
    numbers = [m.sentence.number for m in group.mentions if _is_open(m)]
    if mention.is_lead:
        return (min(numbers), 0)
    return (min(abs(n - mention.sentence.number) for n in numbers), min(numbers))


def _date_group(group: Group, published: date | None) -> None:
    """The day of a group: the first mention that names one."""
    dated = [m for m in group.mentions if m.date is not None and _is_dated(m)]
    if not dated:
        return
    first = min(dated, key=lambda m: (not m.date.is_day, m.is_told, not _is_open(m)))
    day, group.is_told = first.date, first.is_told
    group.day, group.precision, group.end_day = day.date, day.precision, day.end_date
    group.reason = f"'{day.text}': {day.reason}"


def _judge(groups: list[Group], published: date | None) -> None:
    """Main, background, future, negated or hypothetical (TAXONOMY rule 4)."""
    for group in groups:
        group.kind = _kind_alone(group, published)
    if _is_statement_page(groups):
        for group in groups:
            if group.event_type in load_words("grouping.complained") and group.actor != "PRK":
                group.kind = "background" if group.kind == "main" else group.kind
    for group in groups:
        if group.kind == "background" and (
            _goes_with_main(group, groups, published) or _is_alleged_now(group, published)
        ):
            group.kind = "main"


def _is_statement_page(groups: list[Group]) -> bool:
    """Whether the page prints a statement or a commentary: it complains, it does not report."""
    for mention in (m for g in groups for m in g.mentions):
        words = set(mention.sentence.words)
        if mention.is_headline and load_words("grouping.statement_heads") & words:
            return True
        if "commentary" in words:
            return True
    return False


def _join_answers(groups: list[Group], published: date | None) -> None:
    """Undated deeds of the other side that answer main news become main on its day."""
    for group in groups:
        if group.kind == "background" and _answers_main(group, groups, published):
            group.kind = "main"


def _is_alleged_now(group: Group, published: date | None) -> bool:
    """Whether a statement near the top of the page alleges the deed for the first time."""
    if group.event_type not in load_words("grouping.alleged"):
        return False
    if group.precision in ("month", "year"):
        return False
    if group.day and published and published - group.day > RECENT:
        return False
    for mention in group.mentions:
        words = mention.sentence.words
        if mention.kind != "plain" or not mention.is_verb or mention.sentence.number > 4:
            continue
        if words[mention.first] in load_words("grouping.present"):
            continue
        if load_words("grouping.accuse") & set(words):
            return True
    return False


def _kind_alone(group: Group, published: date | None) -> str:
    opened = [m for m in group.mentions if _is_open(m)]
    if not opened:
        kinds = [m.kind for m in group.mentions]
        first = max(set(kinds), key=lambda k: (kinds.count(k), -kinds.index(k)))
        return "background" if first == "annual" else first
    if _is_ahead(group, published):
        return "future"
    if any(_leads(m, group, published) for m in opened):
        return "main"
    if _is_told_at_length(group, opened, published) or _is_fresh(group, opened, published):
        return "main"
    return "background"


def _is_told_at_length(group: Group, opened: list[Mention], published: date | None) -> bool:
    """Whether two or more sentences are about it."""
    numbers = {m.sentence.number for m in opened if m.is_verb and m.kind == "plain"}
    numbers |= {0 for m in group.mentions if m.is_lead and m.kind == "background"}
    return len(numbers) >= 2 and _is_recent(group, published)


def _is_fresh(group: Group, opened: list[Mention], published: date | None) -> bool:
    """Whether a sentence of its own reports a deed of the last two days."""
    if published is None or group.day is None or group.precision != "day":
        return False
    if group.event_type in load_words("grouping.soft"):
        return False
    if not timedelta(days=-1) <= published - group.day <= FRESH:
        return False
    return any(m.is_verb and m.kind == "plain" for m in opened)


def _is_ahead(group: Group, published: date | None) -> bool:
    if group.event_type in DECISION_TYPES or published is None or group.day is None:
        return False
    return group.day > published + timedelta(days=1) and group.precision == "day"


def _leads(mention: Mention, group: Group, published: date | None) -> bool:
    """Whether a headline or first-sentence mention makes the event the news."""
    if not mention.is_lead:
        return False
    if mention.event_type == "military_exercise" and (
        mention.kind == "answer" or "complain" in mention.flags
    ):
        return False
    if mention.date is not None and mention.date.precision == "year":
        return False
    if mention.is_headline and not mention.is_verb and len(group.mentions) == 1:
        return False  # a headline that only names a kind of thing
    is_day = published and group.day and group.precision == "day" and mention.kind != "answer"
    if is_day and published - group.day > timedelta(days=45):
        return False
    return mention.is_verb or mention.is_headline or mention.kind == "answer" or (
        mention.date is not None and mention.date.is_day
    )  # fmt: skip


def _is_recent(group: Group, published: date | None) -> bool:
    if group.day is None or published is None:
        return group.day is None and any(m.sentence.number <= 3 for m in group.mentions)
    return group.precision == "day" and published - group.day <= RECENT


def _goes_with_main(group: Group, groups: list[Group], published: date | None) -> bool:
    """Whether the event is told in one breath with main news of the same day."""
    opened = [m for m in group.mentions if _is_open(m) and m.is_verb]
    if not opened or group.event_type in load_words("grouping.soft"):
        return False
    mains = [g for g in groups if g.kind == "main" and g is not group]
    for mention in opened:
        for other in mains:
            if group.day and other.day and group.day != other.day:
                continue
            if _same_breath(mention, other):
                return True
    return False


def _answers_main(group: Group, groups: list[Group], published: date | None) -> bool:
    """Whether an undated deed is the other side's answer to fresh main news."""
    if group.day is not None or group.event_type not in load_words("grouping.answers"):
        return False
    opened = [m for m in group.mentions if m.is_verb and m.kind == "plain"]
    opened = [m for m in opened if not load_words("grouping.setting") & set(m.sentence.words)]
    if group.event_type == "military_exercise":
        opened = [m for m in opened if m.subtype == "live_fire" and "complain" not in m.flags]
    if not opened:
        return False
    for other in groups:
        if other.kind != "main" or other.day is None or published is None:
            continue
        if other.event_type in load_words("grouping.soft") or published - other.day > FRESH:
            continue
        told = [m for m in other.mentions if m.is_verb and _is_open(m)]
        near = {m.sentence.number + d for m in told for d in (-1, 0, 1)}
        if any(m.sentence.number in near for m in opened):
            group.day, group.precision = other.day, "day"
            group.reason = f"the day of the {other.event_type} it answers"
            return True
    return False


def _same_breath(mention: Mention, other: Group) -> bool:
    """In the sentence of main news, or the next one as its answer."""
    numbers = {
        m.sentence.number
        for m in other.mentions
        if _is_open(m) and m.is_verb and (m.date is not None or m.is_lead)
    }
    if mention.sentence.number in numbers:
        return True
    answer = {"response", "retaliation", "also", "returned"} & set(mention.sentence.words)
    return mention.sentence.number - 1 in numbers and bool(answer)


def _fill_dates(groups: list[Group], readings: list[Reading], published: date | None) -> None:
    """Main events without a day take that of the sentence they belong to, or none."""
    for group in list(groups):
        if group.kind == "main" and group.is_told:
            _take_day_of_deed(group, groups)
        if group.kind != "main" or group.precision == "day":
            continue
        found = _day_taken_up(group, readings, published)
        if found is None and group.day is None:
            found = _day_of_twin(group, groups, published)
        if found is None and group.day is None:
            found = _day_nearby(group, groups, readings, published)
        if found is None and group.day is None:
            found = _day_of_the_news(group, groups)
        if found is not None:
            group.day, group.precision, group.reason = found


def _take_day_of_deed(group: Group, groups: list[Group]) -> None:
    """Replace the day of the telling by that of another deed told in the same breath."""
    for other in groups:
        if other is group or other.kind != "main" or other.is_told or other.precision != "day":
            continue
        near = timedelta(0) < group.day - other.day <= timedelta(days=3)
        if near and any(_same_breath(m, other) for m in group.mentions):
            group.day, group.is_told = other.day, False
            group.reason = f"the day of the {other.event_type} told with it"
            return


def _day_of_twin(group: Group, groups: list[Group], published: date | None):
    """The day another sentence names for the same deed, told there as past: "had detected"."""
    for other in groups:
        same = other is not group and other.event_type == group.event_type
        if not same or other.kind != "background" or other.precision != "day":
            continue
        shared = set(other.actor.split("+")) & set(group.actor.split("+"))
        had = any(m.is_verb and m.cue.startswith("had") for m in other.mentions)
        if shared and had and published and timedelta(0) <= published - other.day <= FRESH:
            group.mentions += other.mentions
            groups.remove(other)
            return other.day, "day", other.reason
    return None


def _day_of_the_news(group: Group, groups: list[Group]):
    """The one day on which all other main deeds of the page fell."""
    soft = load_words("grouping.soft") | load_words("mentions.told_types")
    if group.event_type in soft or any(is_press_report(m) for m in group.mentions):
        return None
    days = {g.day for g in groups if g.kind == "main" and g.precision == "day" and g.day
            and g.event_type not in soft}  # fmt: skip
    return (days.pop(), "day", "the one day of the page's main news") if len(days) == 1 else None


def _day_taken_up(group, readings, published):
    """A day named where the story comes back to the event: "the test of Nov. 29"."""
    back = set(type_table()[group.event_type]["back"].split("|"))
    start = max(min(m.sentence.number for m in group.mentions), 0)
    for reading in readings:
        words = reading.sentence.words
        if not start < reading.sentence.number <= start + 6:
            continue
        if load_words("grouping.became") & set(words) or not _takes_up(group, words, back):
            continue
        for day in reading.dates:
            fits = day.is_day and not day.is_ahead and not is_aside(reading, day)
            if fits and _fits_month(group, day, published) and not _is_told(reading, day):
                return (
                    day.date,
                    "day",
                    f"'{day.text}' where the story comes back to it: {day.reason}",
                )
    return None


def _takes_up(group: Group, words: list[str], back: set[str]) -> bool:
    """Whether a sentence comes back to an event by its noun ("the test")."""
    if group.precision == "month":
        return True
    pairs = zip(words, words[1:], strict=False)
    return any(a in ("the", "that", "this") and b in back for a, b in pairs)


def _fits_month(group: Group, day, published: date | None) -> bool:
    if group.precision == "month" and group.day:
        return (day.date.year, day.date.month) == (group.day.year, group.day.month)
    return bool(published) and group.day is None and published - day.date <= timedelta(days=60)


def _day_nearby(group, groups, readings, published):
    best = group.best
    for other in groups:
        if other is group or other.kind != "main" or other.precision != "day":
            continue
        if any(_same_breath(m, other) for m in group.mentions):
            return other.day, "day", f"the day of the {other.event_type} told with it"
    is_press = any(is_press_report(m) for m in group.mentions)
    origin = max(best.sentence.number, 0)
    near = [r for r in readings if -1 <= r.sentence.number - origin <= 3 and r.sentence.number >= 0]
    for reading in sorted(near, key=lambda r: abs(r.sentence.number - origin)):
        for day in reading.dates:
            if not _could_be_the_day(day, published) or is_aside(reading, day):
                continue
            told = _is_told(reading, day)
            if told and group.event_type in load_words("mentions.told_types"):
                continue
            if told and (is_press or group.actor == "PRK" and _press(reading)):
                continue
            return day.date, "day", f"'{day.text}' nearby: {day.reason}"
    return None


def _press(reading: Reading) -> bool:
    return any(c.kind == "told" for c in reading.cues)


def _is_told(reading: Reading, day) -> bool:
    from peninsula.coding.dates import is_told_day

    return is_told_day(reading.sentence.folded, day)


def _could_be_the_day(day, published: date | None) -> bool:
    if not day.is_day or published is None or day.is_ahead:
        return False
    return timedelta(days=-1) <= published - day.date <= timedelta(days=4)


def _mend_types(groups: list[Group], readings: list[Reading]) -> list[Group]:
    """Types and actors that only the page as a whole can tell."""
    text = set(w for r in readings for w in r.sentence.words)
    mains = [g for g in groups if g.kind == "main"]
    kept = []
    for group in groups:
        if _is_void(group, mains, text):
            continue
        types = {g.event_type for g in mains} if group.kind == "main" else set()
        if group.event_type == "border_fire" and "attack_kinetic" in types:
            group.event_type = "attack_kinetic"  # fire returned in an attack is part of it
        if group.event_type in load_words("grouping.sanctioned") and "sanction" in types:
            group.kind = "background"  # what the sanctions are for, found out long before
        if group.event_type == "sanction" and group.actor == "UNO":
            group.actor = "UNSC"
        kept.append(group)
    return kept


def _is_void(group: Group, mains: list[Group], text: set[str]) -> bool:
    """Whether the page shows that the words mean no event of this type."""
    same = [g for g in mains if g is not group and g.day == group.day]
    if group.event_type == "border_crossing" and text & load_words("grouping.defection"):
        return True  # rule 8: defections are no incidents
    if group.event_type in ("meeting_diplomatic", "agreement") and not _names_two_states(group):
        return True
    if group.event_type in load_words("mentions.only_north") and "PRK" not in group.actor:
        return True
    if group.event_type == "agreement" and _is_only_ended(group, mains):
        return True
    if group.event_type == "attack_kinetic" and "imperialists" in text:
        return True  # tales of the war against Japan
    if group.event_type == "meeting_diplomatic":
        return group.actor in ("UNSC", "UNO") and any(g.event_type == "sanction" for g in same)
    if group.event_type == "artillery_fire":  # the same shells, told as an attack
        return any(g.event_type in ("attack_kinetic", "border_fire") for g in same)
    if group.event_type == "missile_ballistic":
        is_noun = not any(m.is_verb for m in group.mentions)
        return is_noun and any(g.event_type == "space_launch" for g in same)
    if group.event_type == "drone_incursion":
        if any(g.event_type == "parade_display" for g in same):
            return True
        return "underwater" in text and any(g.event_type == "weapons_test_other" for g in mains)
    if group.event_type == "weapons_test_other":
        words = {w for m in group.mentions for w in m.sentence.words[m.first : m.last]}
        named = words & load_words("grouping.plain_tests")
        return not named and any(g.event_type in load_words("mentions.launches") for g in same)
    return False


def _move_to_evening(group: Group, groups: list[Group]) -> None:
    """A deed "overnight" belongs to the evening on which another sentence says it began."""
    forms = {m.date.form for m in group.mentions if m.date is not None and m.date.date == group.day}
    if group.day is None or not forms or not forms <= {"overnight", "near_day"}:
        return
    evening = group.day - timedelta(days=1)
    for other in groups:
        same = other.event_type == group.event_type and other.kind == group.kind
        if same and other.day == evening and other is not group:
            group.day, group.reason, group.actor = other.day, other.reason, other.actor


def _is_only_ended(group: Group, mains: list[Group]) -> bool:
    """Whether an agreement is named only in sentences that say it is suspended."""
    ended = {
        m.sentence.number
        for g in mains
        if g.event_type == "agreement_suspension"
        for m in g.mentions
    }
    return min(m.sentence.number for m in group.mentions) in ended


def _names_two_states(group: Group) -> bool:
    """Whether the sentences of a meeting name two states or more."""
    codes = {c for m in group.mentions for a in find_actors(m.sentence) for c in a.code.split("+")}
    words = {w for m in group.mentions for w in m.sentence.words}
    if codes & {"UNSC", "UNO"} and "emergency" in words:
        return True
    return len(codes - {"UNSC", "UNC", "activists"}) >= 2 or bool(
        load_words("grouping.parties") & words
    )


def _unite(groups: list[Group]) -> list[Group]:
    """Join groups that came out as the same event."""
    united: dict[tuple, Group] = {}
    for group in groups:
        _move_to_evening(group, groups)
        allies = group.event_type in ("military_exercise", "military_deployment")
        actor = "allies" if allies and "PRK" not in group.actor else group.actor
        key = (group.event_type, actor, group.day, group.kind)
        if key in united:
            united[key].mentions += group.mentions
            united[key].actor = join_codes({united[key].actor, group.actor} - {""})
        else:
            united[key] = group
    return list(united.values())
