"""What all tests share: charts drawn without a screen, the tables loaded once, a copy to break."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

os.environ.setdefault("MPLBACKEND", "agg")
ROOT = Path(__file__).resolve().parents[1]
REFERENCE = ROOT.parent / "shared" / "reference"


@pytest.fixture(scope="session")
def ds():
    """Every table of record, loaded once."""
    import peninsula as pn

    return pn.load()


@pytest.fixture
def data_copy(tmp_path):
    """A copy of the data folder that a test may break."""
    return Path(shutil.copytree(ROOT / "data", tmp_path / "data"))


@pytest.fixture(scope="session")
def reference():
    """The outside lists that the tables are compiled from; not part of the project."""
    if not REFERENCE.is_dir():
        pytest.skip("the reference lists are not on this machine; see data/README.md for sources")
    return REFERENCE


@pytest.fixture(autouse=True)
def _close_figures():
    yield
    import sys

    if "matplotlib.pyplot" in sys.modules:
        sys.modules["matplotlib.pyplot"].close("all")
