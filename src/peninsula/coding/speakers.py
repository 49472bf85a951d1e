"""Who speaks where in a sentence: speakers with their level, and the words that are theirs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from peninsula.coding.actors import ActorMention, partners
from peninsula.coding.dictionary_files import load_words, read_dictionary
from peninsula.coding.lexicon import find_phrases
from peninsula.coding.sentences import Sentence

REACH = 18  # words: a subject stands no farther before its verb
_STATE_NAMES = "government"
_BODIES = ("UNSC", "UNO", "UNC", "activists")  # named beside a state, they do not speak with it


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: name, state spoken for, level 1 to 5, channel."""

    name: str
    code: str
    level: int
    channel: str


@dataclass(frozen=True, slots=True)
class Speech:
    """One speaker's part of a sentence, by its words."""

    speaker: Speaker
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class _Spot:
    """A name in the sentence that could be a subject."""

    speaker: Speaker
    first: int
    last: int
    actor: ActorMention | None = None


@dataclass(slots=True)
class Last:
    """Who spoke last: a person ("he", "she"), a body ("it"), either."""

    person: Speaker | None = None
    body: Speaker | None = None
    any: Speaker | None = None

    def note(self, speaker: Speaker) -> None:
        """Remember a speaker."""
        if speaker.level <= 2 or speaker.name.endswith(("person", "officials")):
            self.person = speaker
        else:
            self.body = speaker
        self.any = speaker

    def of(self, is_person: bool) -> Speaker | None:
        """Whom a pronoun means."""
        return (self.person if is_person else self.body) or self.any


KIM = Speaker("Kim Jong Un", "PRK", 1, "kcna_statement")
KCNA = Speaker("KCNA", "PRK", 3, "kcna_statement")


@cache
def _rows() -> list[dict[str, str]]:
    return read_dictionary("speakers.csv")


def find_speeches(sentence: Sentence, actors: list[ActorMention], last: Last) -> list[Speech]:
    """Parts of a sentence with who speaks them; none where nobody of a state speaks.

    Parameters
    ----------
    last : Last
        Who spoke before, for "it added" and for quotations that go on.
    """
    words = sentence.words
    verbs = [i for i, w in enumerate(words) if w in load_words("statements.speech")]
    if not verbs:
        goes_on = words[:1] == ['"'] and last.any is not None
        return [Speech(last.any, 0, len(words))] if goes_on else []
    spots = _find_spots(sentence, actors, last)
    found: list[tuple[Speaker, int]] = []
    for verb in verbs:
        if is_expert(words, verb) or _is_recalled(words, verb):
            continue
        start = found[-1][1] if found else 0
        hit = _subject_of(words, spots, verb, start, last, found)
        if hit is not None:
            found.append(hit)
    return _to_parts(sentence, actors, found, spots)


def _to_parts(sentence, actors, found, spots) -> list[Speech]:
    """Consecutive verbs of one speaker as one part; joint subjects as one part each."""
    parts: list[Speech] = []
    n = len(sentence.words)
    for speaker, place in found:
        if parts and parts[-1].speaker == speaker:
            continue
        begin = 0 if not parts else place
        if parts:
            parts[-1] = Speech(parts[-1].speaker, parts[-1].first, place)
        parts.append(Speech(speaker, begin, n))
    joint = []
    for part in parts:
        spot = next((s for s in spots if s.speaker == part.speaker and s.actor), None)
        codes = partners(sentence, actors, spot.actor) if spot else set()
        named = {c for code in codes for c in code.split("+")}
        others = sorted(named - {part.speaker.code, *_BODIES})
        joint += [part, *(Speech(_state_speaker(c), part.first, part.last) for c in others)]
    return joint


def _is_recalled(words: list[str], verb: int) -> bool:
    """Whether the words were spoken before the news: "had warned"."""
    return bool({"had", "previously"} & set(words[max(0, verb - 2) : verb]))


def is_expert(words: list[str], verb: int) -> bool:
    """Whether an expert, a resident or nobody in particular speaks ("some say")."""
    near = words[max(0, verb - 14) : verb]
    cut = max((i for i, w in enumerate(near) if w in (";", '"')), default=-1)
    near = near[cut + 1 :] + words[verb + 1 : verb + 4]
    return bool(load_words("statements.experts") & set(near)) or words[verb - 1] in (
        "some", "many", "others",
    )  # fmt: skip


def _subject_of(words, spots, verb, start, last, found) -> tuple[Speaker, int] | None:
    """The subject of a verb of speech and the place where it stands."""
    near = words[max(start, verb - 3) : verb]
    has_pronoun = bool(load_words("statements.pronouns") & set(near))
    before = [s for s in spots if max(start, verb - REACH) <= s.first and s.last <= verb]
    named = [s for s in before if s.actor is None]
    if found and words[verb - 1] in load_words("speakers.coupling"):
        return found[-1][0], verb
    if has_pronoun and not any(verb - s.last <= 2 for s in named):
        is_person = bool(load_words("speakers.people") & set(near))
        speaker = found[-1][0] if found else last.of(is_person)
        if speaker is not None:
            return speaker, max(0, verb - 1)
    chosen = _of_last_clause(words, named or before, verb)
    carried = [s for s in chosen if s.speaker.level <= 2]
    if carried and chosen[-1].speaker == KCNA and '"' in words:
        return carried[0].speaker, carried[0].first  # KCNA only carries the words
    if chosen:
        spot = chosen[0] if not found else chosen[-1]
        return spot.speaker, spot.first
    after = [s for s in spots if verb < s.first <= verb + 6]
    if after and verb and words[verb - 1] in (",", '"') or (after and words[verb] == "according"):
        spot = next((s for s in after if s.actor is None), after[0])
        return spot.speaker, spot.first
    return (found[-1][0], verb) if found else None


def _of_last_clause(words: list[str], spots: list[_Spot], verb: int) -> list[_Spot]:
    """Spots in the clause of the verb; owners ("Kim's statement") only where none else stands."""
    marks = load_words("speakers.clause")
    cut = max((i for i in range(verb) if words[i] in marks), default=-1)
    near = [s for s in spots if s.first > cut] or spots
    return [s for s in near if words[s.last : s.last + 1] != ["'s"]] or near


def _find_spots(sentence: Sentence, actors: list[ActorMention], last: Last) -> list[_Spot]:
    """Names that can be the subject of a verb, in order."""
    words, rows = sentence.words, _rows()
    spots = []
    for key, places in find_phrases(sentence, "speakers.csv").items():
        row = rows[key]
        for first, end in places:
            code = row["code"] or _code_near(actors, first, end)
            if not code and row["level"] != "5":  # "one source said": of no state in particular
                code = _code_of_place(words, actors, first) or (last.any.code if last.any else "")
            if code and not _is_object(words, first):
                spots.append(_Spot(_make(row, code, words), first, end))
    taken = {i for s in spots for i in range(s.first, s.last)}
    for actor in actors:
        if actor.first not in taken and not _is_object(words, actor.first):
            is_kim = words[actor.first : actor.last] == ["kim"]
            speaker = _which_kim(last) if is_kim else _state_speaker(actor.code)
            spots.append(_Spot(speaker, actor.first, actor.last, None if is_kim else actor))
    spots = [s for s in spots if not _is_part(s, spots) and not _is_quoted(words, s.first)]
    return sorted(spots, key=lambda s: (s.first, -s.last))


def _is_quoted(words: list[str], place: int) -> bool:
    """Whether a word stands inside a quotation that opens and ends in the sentence."""
    return words[:place].count('"') % 2 == 1 and '"' in words[place:]


def _which_kim(last: Last) -> Speaker:
    """Whom "Kim" means: the Kim who spoke before, else the leader."""
    return last.person if last.person and last.person.name.startswith("Kim") else KIM


def _is_part(spot: _Spot, spots: list[_Spot]) -> bool:
    """Whether a longer name holds this one ("defense ministry" in "Japan's defense ministry")."""
    return any(
        o is not spot and o.first <= spot.first and spot.last <= o.last
        and o.last - o.first > spot.last - spot.first
        for o in spots
    )  # fmt: skip


def _is_object(words: list[str], first: int) -> bool:
    prior = [w for w in words[max(0, first - 2) : first] if w not in ("the", "a", "an")][-1:]
    return bool(prior) and prior[0] in load_words("speakers.prepositions")


def _make(row: dict[str, str], code: str, words: list[str]) -> Speaker:
    name = row["speaker"] if row["code"] else f"{code} {row['speaker']}"
    return Speaker(name, code.split("+")[0], int(row["level"]), row["channel"])


def _state_speaker(code: str) -> Speaker:
    code = code.split("+")[0]
    return Speaker(f"{code} {_STATE_NAMES}", code, 3, "foreign_press")


def _code_near(actors: list[ActorMention], first: int, last: int) -> str | None:
    """State named beside an office: "South Korea's defense ministry", "minister of Japan"."""
    near = [a for a in actors if 0 <= first - a.last <= 3] or [
        a for a in actors if 0 <= a.first - last <= 3
    ]
    return near[-1].code.split("+")[0] if near else None


def _code_of_place(words: list[str], actors: list[ActorMention], first: int) -> str | None:
    """State of the scene: "In Tokyo, the defense minister said ..."; not one that he speaks of."""
    scene = [a for a in actors if a.last <= first and not _is_quoted(words, a.first)]
    return scene[-1].code.split("+")[0] if scene else None


def named_subject(sentence: Sentence, actors: list[ActorMention]) -> Speaker | None:
    """A leader or minister who opens a sentence without speaking in it: "he" of the next."""
    spots = [s for s in _find_spots(sentence, actors, Last()) if s.actor is None and s.first <= 3]
    leaders = [s.speaker for s in spots if s.speaker.level <= 2]
    return leaders[0] if leaders else None


def last_named(sentence: Sentence, actors: list[ActorMention]) -> Speaker | None:
    """The person or body that ends a title: "Statement of Spokesman for Ministry of ...".

    A person beats an institution.
    """
    spots = _find_spots(sentence, actors, Last(any=KCNA))
    named = [s.speaker for s in spots if s.actor is None and s.speaker.code == "PRK"]
    return min(named, key=lambda speaker: speaker.level) if named else None


def is_expert_sentence(sentence: Sentence) -> bool:
    """Whether only experts, observers or "some" speak in a sentence."""
    words = sentence.words
    verbs = [i for i, w in enumerate(words) if w in load_words("statements.speech")]
    return bool(verbs) and all(is_expert(words, v) for v in verbs)
