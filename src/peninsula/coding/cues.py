"""What kind of mention an event is: main news, background, future, negated or hypothetical."""

from __future__ import annotations

from dataclasses import dataclass

from peninsula.coding.actors import CLAUSE_MARKS
from peninsula.coding.dictionary_files import load_words
from peninsula.coding.lexicon import load_patterns
from peninsula.coding.sentences import Sentence

NEAR = 5  # words between a "near" cue and what it qualifies
AROUND = 12
# Where several cues fall on one mention, the first of these wins.
ORDER = ("hypothetical", "negated", "future", "annual", "background", "answer")
# A decision is the event (TAXONOMY rule 4): only these words leave it undecided.
DECISION_TYPES = frozenset(["agreement_suspension", "sanction", "alert_posture"])
_ENDINGS = ("stop", "halt", "suspend", "freez", "end", "cancel", "postpon", "ban")
_UNDECIDED = (
    "threat", "warn", "consider", "urg", "demand", "propos", "seek", "call", "mull", "weigh",
    "expected", "want", "push", "press", "appeal", "ask", "hope", "discuss", "vow", "pledg",
)  # fmt: skip
_AUXILIARIES = load_words("cues.auxiliaries")
_MANAGED = load_words("cues.managed")


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that qualify a mention, and the words they reach."""

    kind: str
    scope: str
    first: int
    last: int
    reach: int


def find_cues(sentence: Sentence) -> list[Cue]:
    """All cues of a sentence with the end of their reach."""
    book = load_patterns("cues.csv")
    cues = []
    for row, first, last in book.search(sentence):
        kind, scope = book.rows[row]["kind"], book.rows[row]["scope"]
        cues.append(Cue(kind, scope, first, last, _clause_end(sentence.words, last)))
    return cues


def _clause_end(words: list[str], begin: int) -> int:
    """One past the last word of the clause that holds `begin`."""
    for i in range(begin, len(words)):
        if words[i] in CLAUSE_MARKS and not (words[i] == '"' and i <= begin + 4):
            return i
    return len(words)


def clause_start(words: list[str], begin: int) -> int:
    """First word of the clause that holds `begin`."""
    for i in range(begin - 1, -1, -1):
        if words[i] in CLAUSE_MARKS:
            return i + 1
    return 0


def applies(cue: Cue, words: list[str], first: int, last: int) -> bool:
    """Whether a cue reaches the words first..last."""
    if cue.scope == "sentence":
        return True
    if cue.scope == "right" and words[cue.first] == "over" and cue.kind == "answer":
        between = words[cue.last : first]
        return 0 <= first - cue.last <= 6 and not load_words("cues.over_ground") & set(between)
    if cue.scope == "right":
        if cue.kind == "future" and first < cue.first < last:
            return True  # "an agreement is expected to be signed"
        own = cue.kind in ("negated", "future", "hypothetical")  # a cue is not its own object
        return cue.first + own <= first < cue.reach and last >= cue.last
    if cue.scope == "over":
        return cue.first < last and first < cue.last
    if cue.scope == "list":  # "stop nuclear tests, missile launches and ..."
        return cue.last <= first <= cue.last + 14 and not load_words("lexicon.walls") & set(
            words[cue.last : first]
        )
    if cue.scope == "near" and _is_name_unsure(words, cue):
        return False
    if cue.scope == "near":
        inside = first < cue.first < last - 1 and words[cue.first] in _AUXILIARIES
        before = cue.last <= first <= cue.last + NEAR
        return inside or (before and not CLAUSE_MARKS & set(words[cue.last : first]))
    if cue.scope == "after":
        return last <= cue.first <= last + 3 or first < cue.first < last
    return cue.last > first - AROUND and cue.first < last + AROUND


def _is_name_unsure(words: list[str], cue: Cue) -> bool:
    """Whether only the name of the thing is unsure: "what may be a ballistic missile"."""
    if words[cue.first] not in ("may", "might", "could", "can"):
        return False
    return (cue.first > 0 and words[cue.first - 1] in ("what", "which")) or words[
        cue.last : cue.last + 2
    ] == ["have", "been"]


def mention_kind(
    sentence: Sentence, cues: list[Cue], first: int, last: int, event_type: str
) -> tuple[str, str]:
    """Kind of the mention at words first..last, and the words that say so.

    Returns
    -------
    kind, cue : str
        `plain` where no cue reaches it.
    """
    words = sentence.words
    best, shown = len(ORDER), ""
    for cue in cues:
        if cue.kind not in ORDER or not applies(cue, words, first, last):
            continue
        if cue.kind == "future" and not _counts_as_future(words, cue, event_type):
            continue
        if cue.scope == "after" and words[first].startswith("agree"):
            continue  # "agreed on talks later this month": the talks are ahead
        if (
            cue.scope == "near"
            and cue.kind in ("future", "hypothetical")
            and _is_deed(words, first)
        ):
            continue
        ends = cue.kind == "negated" and words[cue.first].startswith(_ENDINGS)
        if ends and event_type in ("agreement_suspension", "aid_cut"):
            continue
        if words[cue.first] == "had" and _is_reported(words, cue.first):
            continue
        rank = ORDER.index(cue.kind)
        if rank < best:
            best, shown = rank, " ".join(words[cue.first : cue.last])
    if best > 2 and _is_infinitive(words, first) and event_type not in DECISION_TYPES:
        return "future", "to " + words[first]
    return (ORDER[best], shown) if best < len(ORDER) else ("plain", "")


_ARTICLES = {"the", "a", "an", "its", "their", "his"}


def _counts_as_future(words: list[str], cue: Cue, event_type: str) -> bool:
    if (
        words[cue.first : cue.last] == ["due", "to"]
        and set(words[cue.last : cue.last + 1]) & _ARTICLES
    ):
        return False  # the cause, not the plan
    if event_type not in DECISION_TYPES:
        return True
    return any(w.startswith(_UNDECIDED) for w in words[cue.first : cue.last])


def _is_reported(words: list[str], had: int) -> bool:
    """Whether "had" only follows a verb of saying: "said the North had laid mines"."""
    said = load_words("cues.said")
    return bool(said & set(words[:had])) or (had + 1 < len(words) and words[had + 1] in said)


def _is_deed(words: list[str], first: int) -> bool:
    """Whether a gerund names what was done: "will pay for dropping leaflets"."""
    return (
        first > 0 and words[first].endswith("ing") and words[first - 1] in ("for", "over", "after")
    )


def _is_infinitive(words: list[str], first: int) -> bool:
    """Whether the verb stands after a bare "to" ("Seoul to hold drills")."""
    if first == 0 or words[first - 1] != "to":
        return False
    return first < 2 or words[first - 2] not in _MANAGED
