"""Named charts: a name, what it shows, the notebook it stands in, and how it is drawn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from peninsula.data import Dataset

Drawn = tuple[Axes | np.ndarray, pd.DataFrame]
"""A finished chart and the table it was drawn from."""


@dataclass(frozen=True)
class NamedChart:
    """One chart that anyone can ask for by name."""

    name: str
    about: str
    notebook: str
    draw: Callable[[Dataset], Drawn]


CHARTS: dict[str, NamedChart] = {}
"""Every named chart, in reading order."""


def named(name: str, about: str, notebook: str) -> Callable:
    """Register a function that draws a chart from the tables.

    Parameters
    ----------
    name : str
        What it is asked for by, and the name of its file: small letters, digits and hyphens.
    about : str
        What it shows, in a few words.
    notebook : str
        The notebook with the same chart; a test holds the two together.
    """

    def register(draw: Callable[[Dataset], Drawn]) -> Callable[[Dataset], Drawn]:
        if name in CHARTS:
            raise ValueError(f"two charts are named {name}")
        CHARTS[name] = NamedChart(name, about, notebook, draw)
        return draw

    return register
