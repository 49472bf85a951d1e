"""What else an event row holds: recipient, side, place, quantity, attribution, a summary."""

from __future__ import annotations

import re
from functools import cache

from peninsula.coding.dictionary_files import read_dictionary
from peninsula.coding.grouping import Group
from peninsula.coding.lexicon import find_phrases
from peninsula.coding.mentions import Mention, type_table

_NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20,
    "thirty": 30, "forty": 40, "fifty": 50, "hundred": 100, "dozen": 12,
}  # fmt: skip
_SINGLE = frozenset(["a", "an"])
_MEASURES = frozenset(
    ["mm", "km", "kilometers", "kilometres", "miles", "meters", "a.m.", "p.m.", "million"]
)
_QUALIFIERS = (
    ("at_least", ("at least", "no fewer than", "not less than", "minimum of")),
    ("more_than", ("more than", "over", "upwards of", "in excess of")),
    ("about", ("about", "around", "some", "roughly", "approximately", "nearly", "up to", "almost",
               "an estimated", "estimated", "as many as", "close to")),
)  # fmt: skip
# What is counted for a type: unit to the nouns that name it.
_UNITS: dict[str, dict[str, str]] = {
    "missile_ballistic": {"missiles": r"(?:missile|projectile|icbm|rocket|srbm|weapon)s?"},
    "missile_cruise": {"missiles": r"missiles?"},
    "missile_sam": {"missiles": r"missiles?"},
    "space_launch": {"launchers": r"(?:rocket|satellite|launcher)s?"},
    "artillery_fire": {"shells": r"(?:shell|artillery|round|shot|rocket)s?"},
    "border_fire": {"rounds": r"(?:round|shot|bullet)s?"},
    "warning_fire": {"rounds": r"(?:round|shot|warning)s?"},
    "drone_incursion": {"drones": r"(?:drone|uav|unmanned)s?"},
    "balloon_leaflet": {"balloons": r"balloons?", "leaflets": r"leaflets?"},
    "border_crossing": {
        "people": r"(?:soldier|troop|people|servicemen|defector|civilian)s?",
        "vessels": r"(?:ship|boat|vessel)s?",
    },
    "military_deployment": {
        "aircraft": r"(?:jet|aircraft|bomber|fighter|warplane|plane|helicopter|f-35|f-16)s?",
        "troops": r"(?:troop|soldier)s?",
        "vessels": r"(?:carrier|destroyer|submarine|warship|ship)s?",
    },
    "military_cooperation": {
        "troops": r"(?:troop|soldier|personnel|men|sapper|engineer|worker)s?",
        "shells": r"shells?",
        "containers": r"containers?",
        "missiles": r"missiles?",
    },
    "attack_kinetic": {"shells": r"(?:shell|round)s?", "people": r"(?:people|sailor|marine)s?"},
    "landmine": {"mines": r"(?:landmine|mine)s?"},
    "sanction": {"entities": r"(?:entit(?:y|ies)|individuals?|people|compan(?:y|ies)|banks?)"},
    "terror_abduction": {"people": r"(?:people|men|women|agents)"},
}
_AMOUNT = re.compile(r"^\d{1,3}(?:,\d{3})+$|^\d{1,6}$")


def find_subtype(group: Group) -> str | None:
    """Subtype from the words of the group's sentences."""
    given = next((m.subtype for m in group.mentions if m.subtype), "")
    if group.event_type not in ("missile_ballistic", "military_exercise", "balloon_leaflet"):
        return given or None
    text = " ".join(" ".join(m.sentence.words) for m in group.mentions[:4])
    if group.event_type == "missile_ballistic":
        return next((name for name, pattern in _CLASSES if pattern.search(text)), "unknown")
    if group.event_type == "military_exercise":
        if given or "live fire" in text:
            return "live_fire"
        return "joint" if "+" in group.actor or "joint" in text else "single"
    if group.event_type == "balloon_leaflet" and not given:
        return "trash" if group.actor == "PRK" else "leaflet"
    return given or None


_CLASSES = (
    ("ICBM", re.compile(r"\bicbms?\b|intercontinental|hwasong 1[5789]|hwasong 14|hwasong 20")),
    ("SLBM", re.compile(r"\bslbms?\b|submarine launched|pukguksong 1|fired from a submarine")),
    ("HGV", re.compile(r"hypersonic|glide vehicle|gliding")),
    ("IRBM", re.compile(r"\birbms?\b|intermediate range|musudan|hwasong 1[0-2]\b")),
    ("MRBM", re.compile(r"\bmrbms?\b|medium range|mid range|nodong|rodong|pukguksong 2")),
    (
        "SRBM",
        re.compile(
            r"\bsrbms?\b|short range|scud|kn 2[345]|tactical guided|super large|600 ?mm|hwasong 11"
        ),
    ),
)


def find_quantity(group: Group) -> tuple[int | None, str | None, str | None]:
    """How many, how meant, and of what; blank where no sentence says."""
    units = _UNITS.get(group.event_type)
    if not units:
        return None, None, None
    opened = [m for m in group.mentions if m.kind in ("plain", "answer")] or group.mentions
    found = [(m, *hit) for m in opened for hit in [_count_in(m, units)] if hit]
    if not found:
        return None, None, None
    exact = [f for f in found if not f[4]] or found  # "a missile" yields to "two missiles"
    _, number, qualifier, unit, _ = min(
        exact, key=lambda f: (f[0].is_headline, f[0].sentence.number)
    )
    return number, qualifier, unit


def _count_in(mention: Mention, units: dict[str, str]):
    """Number before a counted noun near a mention: number, qualifier, unit, is_article."""
    words = mention.sentence.words
    low, high = max(0, mention.first - 8), min(len(words), mention.last + 4)
    for i in range(low, high):
        number = _number_at(words, i)
        if number is None:
            continue
        for j in range(i + 1, min(i + 7, len(words))):
            if words[j] in _MEASURES or words[j] in (",", ";"):
                break
            for unit, pattern in units.items():
                if _unit_pattern(pattern).fullmatch(words[j]):
                    return number, _qualifier(words, i), unit, words[i] in _SINGLE
    return None


@cache
def _unit_pattern(pattern: str) -> re.Pattern:
    return re.compile(pattern)


def _number_at(words: list[str], i: int) -> int | None:
    word = words[i]
    if word in _SINGLE:
        return 1 if i + 1 < len(words) and words[i + 1] not in ("few", "number", "series") else None
    if word in _NUMBERS:
        if word in ("hundred", "dozen") and i and words[i - 1] not in ("a", "one"):
            return None
        return _NUMBERS[word]
    if _AMOUNT.match(word):
        value = int(word.replace(",", ""))
        following = words[i + 1] if i + 1 < len(words) else ""
        if following in _MEASURES:
            return None
        return None if 1950 <= value <= 2040 and "," not in word else value or None
    return None


def _qualifier(words: list[str], i: int) -> str:
    before = " ".join(words[max(0, i - 3) : i])
    for name, phrases in _QUALIFIERS:
        if any(before.endswith(p) for p in phrases):
            return name
    return "exact"


@cache
def _places() -> list[dict[str, str]]:
    return read_dictionary("places.csv")


_EXACT = {"site": 0, "town": 1, "area": 2}


def find_place(group: Group) -> dict:
    """Most exact place named in the sentences that report the event."""
    rows = _places()
    opened = [m for m in group.mentions if m.kind in ("plain", "answer")] or group.mentions
    numbers = {n for m in opened[:5] for n in find_phrases(m.sentence, "places.csv")}
    if not numbers:
        return {"location": None, "latitude": None, "longitude": None, "geo_precision": "none"}
    row = rows[min(numbers, key=lambda n: (_EXACT[rows[n]["geo_precision"]], n))]
    return {
        "location": row["name"],
        "latitude": float(row["latitude"]),
        "longitude": float(row["longitude"]),
        "geo_precision": row["geo_precision"],
    }


def find_recipient(group: Group) -> str | None:
    """To whom it was done, by TAXONOMY rule 12."""
    rule = type_table()[group.event_type]["recipient"]
    actor = group.actor
    if rule == "none":
        return None
    if rule == "other":
        return "KOR" if actor == "PRK" else "PRK"
    if rule == "actor_rival":
        return "KOR" if actor == "PRK" else "PRK"
    return _other_party(group)


def _other_party(group: Group) -> str | None:
    from peninsula.coding.actors import find_actors, join_codes

    own = set(group.actor.split("+"))
    for mention in sorted(group.mentions, key=lambda m: (m.kind != "plain", m.is_headline)):
        codes = {a.code for a in find_actors(mention.sentence)} - own
        codes = {c for c in codes if not set(c.split("+")) & own}
        if codes:
            return join_codes(codes)
    return None


_ANSWERS = re.compile(
    r"in (?:response|retaliation|reply|answer|protest)|responded|retaliat|counter ?measure"
)


def find_side(group: Group, groups: list[Group]) -> str:
    """Who begins and who answers: rule 3."""
    if type_table()[group.event_type]["side"] == "responds":
        return "responds"
    for mention in group.mentions:
        text = mention.sentence.folded
        answers = mention.kind == "plain" and bool(_ANSWERS.search(text))
        if answers and (group.actor != "PRK" or _is_answer(mention)):
            return "responds"
    return "initiates"


def _is_answer(mention: Mention) -> bool:
    words = mention.sentence.words
    after = words[mention.last : mention.last + 12]
    return "response" in after or "retaliation" in after


def find_attribution(group: Group) -> str:
    """Observed, claimed, alleged or disputed: rule 5."""
    opened = [m for m in group.mentions if m.kind in ("plain", "answer")] or group.mentions
    flags = [m.flags for m in opened]
    if any("denied" in f for f in flags):
        return "disputed"
    if group.event_type == "cyber_attack":
        return "alleged"
    if any("reported" in f for f in flags) and group.actor != "":
        return "alleged"
    if group.actor == "PRK" and all("told" in f for f in flags if f) and any(flags):
        return "claimed"
    return "observed"


_NAMES = {
    "PRK": "North Korea", "KOR": "South Korea", "USA": "the United States", "JPN": "Japan",
    "CHN": "China", "RUS": "Russia", "UNSC": "the UN Security Council", "UNO": "the United Nations",
    "UNC": "the UN Command", "activists": "activists in the South",
}  # fmt: skip


def name_actor(code: str | None) -> str:
    """Plain name of an actor code.

    >>> name_actor("KOR+USA")
    'South Korea and the United States'
    """
    if not code:
        return "an unnamed actor"
    return " and ".join(_NAMES.get(part, part) for part in code.split("+"))


def summarize(row: dict) -> str:
    """A short summary in our own words, to be mended by the reader."""
    who = name_actor(row["actor"])
    what = row["event_type"].replace("_", " ")
    count = ""
    if row["quantity"]:
        meant = (row["quantity_qualifier"] or "exact").replace("_", " ").replace("exact", "")
        count = f" ({meant + ' ' if meant.strip() else ''}{row['quantity']} {row['quantity_unit']})"
    where = f" at {row['location']}" if row["location"] else ""
    to = f", toward {name_actor(row['recipient'])}" if row["recipient"] else ""
    return f"{who[0].upper()}{who[1:]}: {what}{count}{where}{to}."
