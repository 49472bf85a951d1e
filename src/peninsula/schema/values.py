"""Values and forms that the columns of several tables share."""

from __future__ import annotations

ACTOR = r"(?:[A-Z]{3}|UNSC|activists)(?:\+(?:[A-Z]{3}|UNSC|activists))*"
"""ISO 3166-1 alpha-3, several joined by ``+``; UNO, UNC, UNSC and ``activists`` besides."""
EVENT_ID = r"\d{8}-[a-z_]+-\d+"
IDENTIFIER = r"[A-Za-z0-9][A-Za-z0-9_.:/+-]*"

MISSILE_TYPES = [
    "SRBM", "MRBM", "IRBM", "ICBM", "SLBM", "SLV", "HGV", "cruise", "unknown",
]  # fmt: skip
OUTLET_TYPES = [
    "wire", "newspaper", "broadcaster", "government", "state_media", "research", "database",
    "other",
]  # fmt: skip
ACTS = [
    "offer", "agreement", "welcome", "appeal", "statement", "denial", "non_confirmation",
    "demand", "accusation", "condemnation", "justification", "armament_pledge", "boast",
    "warning", "insult", "threat",
]  # fmt: skip
CHANNELS = [
    "speech", "plenum_report", "un_speech", "kcna_statement", "state_newspaper", "state_tv",
    "ministry", "military", "presidential_office", "foreign_press", "propaganda_site",
]  # fmt: skip
PERIOD_KINDS = [
    "leader", "us_president", "rok_president", "exercise", "election", "sanction", "summit",
    "agreement",
]  # fmt: skip
LANGUAGE = r"[a-z]{2}"
