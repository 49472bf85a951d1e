"""pyproject.toml, environment.yml and the lock say the same."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.version import Version

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
CONDA = yaml.safe_load((ROOT / "environment.yml").read_text())
CONDA_NAMES = {"matplotlib-base": "matplotlib"}
FIXED_BY_THE_USER = {"pandas", "matplotlib", "jupyterlab", "nbval"}


def conda_lines() -> list[str]:
    return [line for line in CONDA["dependencies"] if isinstance(line, str)]


def conda_bounds() -> dict[str, str]:
    """Bounds by Python package name, from the conda lines and the pip lines under them."""
    bounds = {}
    for line in conda_lines():
        name, _, spec = line.partition(" ")
        bounds[CONDA_NAMES.get(name, name)] = spec.strip()
    (pip,) = (entry["pip"] for entry in CONDA["dependencies"] if isinstance(entry, dict))
    for line in pip:
        if not line.startswith("-e"):
            requirement = Requirement(line)
            bounds[requirement.name] = str(requirement.specifier)
    return bounds


def locked() -> dict[str, Version]:
    text = (ROOT / "requirements.lock").read_text()
    return {
        m[1].lower(): Version(m[2])
        for m in re.finditer(r"(?m)^([A-Za-z0-9._-]+)==([^\s;\\]+)", text)
    }


def normal(spec: str) -> frozenset[str]:
    return frozenset(part.strip() for part in spec.split(",") if part.strip())


@pytest.mark.parametrize("line", PROJECT["dependencies"])
def test_conda_has_the_bounds_of_pyproject(line):
    requirement = Requirement(line)
    assert normal(conda_bounds()[requirement.name]) == normal(str(requirement.specifier))


def test_conda_has_nothing_that_pyproject_lacks():
    known = PROJECT["dependencies"] + PROJECT["optional-dependencies"]["test"]
    known = {Requirement(line).name for line in known} | {"python", "pip"}
    assert set(conda_bounds()) <= known
    assert set(conda_bounds()) >= FIXED_BY_THE_USER


def test_conda_installs_the_package_itself():
    (pip,) = (entry["pip"] for entry in CONDA["dependencies"] if isinstance(entry, dict))
    assert "-e ." in pip


@pytest.mark.parametrize("line", conda_lines())
def test_conda_line_is_a_match_spec(line):
    rattler = pytest.importorskip("rattler")
    assert rattler.MatchSpec(line, strict=True).name


@pytest.mark.parametrize("line", PROJECT["dependencies"] + PROJECT["optional-dependencies"]["test"])
def test_lock_lies_within_the_bounds(line):
    requirement = Requirement(line)
    assert locked()[requirement.name.lower()] in requirement.specifier


@pytest.mark.parametrize("path", sorted(ROOT.glob("requirements*.lock")), ids=lambda p: p.name)
def test_locks_have_hashes_and_name_no_host(path):
    text = path.read_text()
    blocks = re.split(r"(?m)^(?=[A-Za-z0-9])", text)[1:]
    assert blocks
    assert all("--hash=sha256:" in block for block in blocks)
    assert "://" not in text
    assert "index-url" not in text


def test_import_brings_in_no_heavy_library():
    code = (
        "import sys, peninsula, peninsula.cli; peninsula.cli.build_parser();"
        "print([m for m in ('pandas', 'numpy', 'matplotlib', 'pandera', 'scipy', 'duckdb')"
        " if m in sys.modules])"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert result.stdout.strip() == "[]", result.stderr
