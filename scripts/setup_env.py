"""Make .venv from requirements.lock; run by `make`, with the system's python3 and pip only.

    python3 scripts/setup_env.py [EXTRA ...]      extras: lab, spark, bench, build

Safe to interrupt and to repeat: what is done already is not done again, and a half-made
environment is finished or made anew. Works without the venv module's bundled pip (Debian keeps it
in a package of its own), because pip installs into the environment from outside.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def stop(message: str) -> None:
    """End with a message that says what to do."""
    raise SystemExit(f"set-up: {message}")


def run(*command: str | Path) -> None:
    """Run a step; Python files are compiled as they are installed, whatever the shell says."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    environment |= {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_USER": "0"}
    environment["MPLCONFIGDIR"] = str(VENV / "matplotlib")
    try:
        subprocess.run([str(c) for c in command], cwd=ROOT, check=True, env=environment)
    except subprocess.CalledProcessError as error:
        words = " ".join(map(str, command[:6]))
        stop(
            f"`{words} …` failed (exit {error.returncode}). "
            "The first set-up needs the network; repeat the command to go on."
        )


def locks(extras: list[str]) -> list[Path]:
    """The lock files to install."""
    names = ["requirements.lock", *(f"requirements-{extra}.lock" for extra in extras)]
    paths = [ROOT / name for name in names]
    for path in paths:
        if not path.is_file():
            stop(f"{path.name} does not exist; extras are lab, spark, bench, build")
    return paths


def fingerprint(paths: list[Path]) -> str:
    """What the environment was made from."""
    parts = [path.read_bytes() for path in [*paths, ROOT / "pyproject.toml"]]
    parts.append(f"{sys.version_info[:2]} {ROOT}".encode())
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def install(paths: list[Path]) -> None:
    """Create the environment if need be, install the locks and the package itself."""
    if not PYTHON.is_file():
        run(sys.executable, "-m", "venv", "--clear", "--without-pip", VENV)
    pip = [sys.executable, "-m", "pip", "--python", PYTHON, "install", "--compile", "--quiet"]
    requirements = [word for path in paths for word in ("-r", path)]
    run(*pip, "--require-hashes", "--no-deps", *requirements)
    run(*pip, "--no-deps", "--no-build-isolation", "--editable", ".")
    run(PYTHON, "-c", "import matplotlib.font_manager")  # its font list is made once, here


def main(extras: list[str]) -> None:
    """Set up, unless it is done."""
    if sys.version_info < (3, 11):  # noqa: UP036 - this file runs before any bound is checked
        stop(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}")
    paths = locks(extras)
    stamp = VENV / f".ready-{'-'.join(extras) or 'main'}"
    wanted = fingerprint(paths)
    if stamp.is_file() and stamp.read_text() == wanted and PYTHON.is_file():
        return
    began = time.monotonic()
    print(f"set-up: installing {', '.join(p.name for p in paths)} into .venv …", flush=True)
    if not extras and stamp.is_file():
        shutil.rmtree(VENV)  # made from another lock: start clean rather than mix versions
    install(paths)
    stamp.write_text(wanted)
    print(f"set-up: done in {time.monotonic() - began:.0f} s", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
