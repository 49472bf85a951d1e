"""``datapackage.json``: what a machine needs to know of the tables, from the schema.

Frictionless Data Package: https://specs.frictionlessdata.io/data-package/
"""

from __future__ import annotations

import hashlib
import json

PACKAGE = "datapackage.json"


def hash_bytes(raw: bytes) -> str:
    """The hash as a data package has it."""
    return f"sha256:{hashlib.sha256(raw).hexdigest()}"


def refresh_hashes(package: str, texts: dict[str, str]) -> str:
    """The package's text with the size and hash of each file that has a new text."""
    content = json.loads(package)
    for resource in content["resources"]:
        if resource["path"] in texts:
            raw = texts[resource["path"]].encode("utf-8")
            resource["bytes"], resource["hash"] = len(raw), hash_bytes(raw)
    return format_package(content)


def format_package(content: dict) -> str:
    """The package as text, the same every time."""
    return json.dumps(content, indent=1, ensure_ascii=False) + "\n"
