"""What to count, in the user's words: periods, keys, whose events, and our types by CAMEO code."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


PERIODS = {"day": ("D", 1), "month": ("MS", 100), "year": ("YS", 10_000)}
"""Calendars: pandas' name, and what part of a YYYYMMDD number they drop."""
KEYS = {
    "root_code": "EventRootCode",
    "event_code": "EventCode",
    "quad_class": "QuadClass",
    "event_type": "EventCode",
    "actor": "Actor1CountryCode",
    "recipient": "Actor2CountryCode",
}
"""What can be counted by, and the GDELT column behind each."""
ALIASES = {"type": ("event_type",), "actor_pair": ("actor", "recipient")}


@dataclass(frozen=True)
class Plan:
    """What to count: period, keys, whose events, and which rows count once."""

    period: str | None
    keys: tuple[str, ...]
    actor: str | None = None
    recipient: str | None = None
    involving: str | None = None
    once: str | None = None
    type_prefixes: tuple[tuple[str, str], ...] = ()

    @property
    def is_filtered(self) -> bool:
        """Whether some rows only are asked for."""
        return any((self.actor, self.recipient, self.involving))

    @property
    def columns(self) -> list[str]:
        """The GDELT columns that the roll-up reads."""
        used = ["SQLDATE", "NumMentions", "GoldsteinScale", *(KEYS[key] for key in self.keys)]
        used += ["Actor1CountryCode"] * bool(self.actor or self.involving)
        used += ["Actor2CountryCode"] * bool(self.recipient or self.involving)
        used += ["GLOBALEVENTID"] * bool(self.once) + ["SOURCEURL"] * (self.once == "source")
        return list(dict.fromkeys(used))


def make_plan(
    by: str | Iterable[str],
    actor: str | None = None,
    recipient: str | None = None,
    involving: str | None = None,
    once: str | None = None,
    event_types: pd.DataFrame | None = None,
) -> Plan:
    """A plan from what the user names.

    Parameters
    ----------
    by : str or iterable of str
        At most one of ``day``, ``month``, ``year``; any of ``root_code``, ``event_code``,
        ``quad_class``, ``event_type`` (or ``type``), ``actor``, ``recipient``, ``actor_pair``.
    actor, recipient, involving : str, optional
        CAMEO country codes: who acts, on whom, or either of the two.
    once : {"event", "source"}, optional
        Count an event number once; or a link once in each period and group.
    event_types : DataFrame, optional
        ``lookup/event_types.csv``, for ``event_type``.

    Raises
    ------
    ValueError
        If a name is not known or two periods are given.

    Examples
    --------
    >>> make_plan("month,root_code", actor="PRK").keys
    ('root_code',)
    """
    words = by.split(",") if isinstance(by, str) else list(by)
    names = [name for word in words if word for name in ALIASES.get(word.strip(), (word.strip(),))]
    unknown = [name for name in names if name not in PERIODS and name not in KEYS]
    if unknown:
        known = ", ".join([*PERIODS, *KEYS, *ALIASES])
        raise ValueError(f"cannot count by {', '.join(unknown)}; know {known}")
    periods = [name for name in names if name in PERIODS]
    if len(periods) > 1:
        raise ValueError(f"count by one of {' and '.join(periods)}, not by both")
    if once not in (None, "event", "source"):
        raise ValueError(f"once must be event or source, not {once!r}")
    who = [_check_country(code) for code in (actor, recipient, involving)]
    keys = tuple(dict.fromkeys(name for name in names if name in KEYS))
    prefixes = match_types(event_types) if "event_type" in keys and event_types is not None else {}
    return Plan(periods[0] if periods else None, keys, *who, once, tuple(prefixes.items()))


def _check_country(code: str | None) -> str | None:
    if code is None:
        return None
    if not re.fullmatch(r"[A-Za-z]{3}", code):
        raise ValueError(f"{code!r} is no country code of three letters, such as PRK")
    return code.upper()


def match_types(event_types: pd.DataFrame) -> dict[str, str]:
    """Our event types by CAMEO code, the types that share a code joined by ``;``.

    Parameters
    ----------
    event_types : DataFrame
        ``event_type`` and ``cameo``, where ``07x`` stands for all codes that begin with 07.

    Returns
    -------
    dict of str to str
        Beginning of a code to type or types; the longest beginning decides.

    Examples
    --------
    >>> import pandas as pd
    >>> types = pd.DataFrame({"event_type": ["missile_sam", "missile_cruise", "aid"],
    ...                       "cameo": ["150", "150", "07x"]})
    >>> match_types(types)
    {'07': 'aid', '150': 'missile_cruise;missile_sam'}
    """
    sharing: dict[str, set[str]] = {}
    for row in event_types.dropna(subset=["cameo"]).itertuples():
        for code in re.findall(r"\b(\d{2,4})x?\b", str(row.cameo)):
            sharing.setdefault(code, set()).add(row.event_type)
    return {code: ";".join(sorted(types)) for code, types in sorted(sharing.items())}
