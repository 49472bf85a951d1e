"""Write requirements.lock and one small lock per optional extra, with hashes and no host names.

    python scripts/lock.py      (needs the `uv` program and the network)

``requirements.lock`` holds what the main job, the tests and the report site need. The extras'
locks (lab, spark, bench, build) hold only what each adds, so that they install on top of it.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MAIN = ("test", "site")
EXTRAS = ("lab", "spark", "bench", "build")
HEADER = "# Made by scripts/lock.py from pyproject.toml; do not edit by hand.\n"


def compile_lock(extras: tuple[str, ...], constraint: Path | None = None) -> str:
    """The resolved requirements of some extras, for every platform and Python 3.11 or newer."""
    command = [sys.executable, "-m", "uv", "pip", "compile", "pyproject.toml", "--quiet"]
    command += ["--universal", "--python-version", "3.11", "--generate-hashes"]
    command += ["--no-header", "--no-annotate"]
    for extra in extras:
        command += ["--extra", extra]
    if constraint:
        command += ["--constraint", str(constraint)]
    with tempfile.TemporaryDirectory() as scratch:
        output = Path(scratch) / "out.lock"
        command += ["-o", str(output)]
        subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        return output.read_text()


def split_lock(text: str) -> dict[str, str]:
    """Requirement blocks by package name."""
    blocks = re.split(r"(?m)^(?=[A-Za-z0-9])", text)
    return {re.split(r"[=\s;]", block, maxsplit=1)[0]: block for block in blocks if block.strip()}


def main() -> None:
    """Write every lock file."""
    lock = ROOT / "requirements.lock"
    text = compile_lock(MAIN)
    lock.write_text(HEADER + text)
    base = split_lock(text)
    for extra in EXTRAS:
        blocks = split_lock(compile_lock((*MAIN, extra), constraint=lock))
        added = "".join(block for name, block in blocks.items() if name not in base)
        (ROOT / f"requirements-{extra}.lock").write_text(HEADER + added)


if __name__ == "__main__":
    main()
