"""A named chart as a file, with its table beside it: the same bytes from the same data."""

from __future__ import annotations

import os
import tempfile
import warnings
from collections.abc import Callable
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd

from peninsula.charts import figure_size
from peninsula.data import Dataset
from peninsula.gallery.registry import CHARTS, Drawn

SUFFIXES = (".svg", ".png", ".pdf")
"""Forms that a chart can be written in."""


class TooSmallError(ValueError):
    """The size asked for leaves no room for the chart."""


def draw(name: str, ds: Dataset, width: float | None = None, height: float | None = None) -> Drawn:
    """Draw one named chart.

    Parameters
    ----------
    name : str
        One of :data:`CHARTS`.
    ds : Dataset
        As :func:`peninsula.load` gives it.
    width, height : float, optional
        Size in inches; the chart's own by default. With one alone the shape is kept.

    Returns
    -------
    tuple
        The Axes (or several) and the table they were drawn from.

    Raises
    ------
    KeyError
        If there is no chart of that name.
    TooSmallError
        If the words leave no room for the chart.
    """
    if name not in CHARTS:
        raise KeyError(f"no chart is named {name}; there are {', '.join(CHARTS)}")
    if (width is None) == (height is None):
        return _draw(name, ds, width, height)
    axes, _ = CHARTS[name].draw(ds)
    own = np.ravel(axes)[0].figure.get_size_inches()
    plt.close(np.ravel(axes)[0].figure)
    scale = width / own[0] if width else height / own[1]
    return _draw(name, ds, *(own * scale))


def _draw(name: str, ds: Dataset, width: float | None, height: float | None) -> Drawn:
    """Draw at one size; lay the figure out, so that one too small is found before it is written."""
    with warnings.catch_warnings(), figure_size(width, height):
        warnings.filterwarnings("error", message="constrained_layout not applied")
        try:
            drawn = CHARTS[name].draw(ds)
            np.ravel(drawn[0])[0].figure.draw_without_rendering()
        except UserWarning:
            raise TooSmallError(
                f"{name} does not fit in {width:.3g} by {height:.3g} inches"
            ) from None
    return drawn


def save(drawn: Drawn, path: str | Path, dpi: int = 200) -> list[Path]:
    """Write a chart and, beside it, its table as CSV; the figure is closed.

    Parameters
    ----------
    drawn : tuple
        As :func:`draw` gives it.
    path : path
        Ends in one of :data:`SUFFIXES`; the table gets the same name and ``.csv``.
    dpi : int
        Dots an inch of a PNG.

    Returns
    -------
    list of Path
        The two files. Each is put in place in one step; what was there before is replaced.
    """
    axes, table = drawn
    path = Path(path)
    if path.suffix.lower() not in SUFFIXES:
        raise ValueError(f"{path.name}: a chart is written as {', '.join(SUFFIXES)}")
    figure = np.ravel(axes)[0].figure
    kind = path.suffix.lower()[1:]
    try:
        _replace(path, lambda file: figure.savefig(
            file, format=kind, dpi=dpi, metadata=describe(figure.get_label(), kind)))  # fmt: skip
    finally:
        plt.close(figure)
    beside = path.with_suffix(".csv")
    _replace(beside, lambda file: file.write(to_csv(table).encode("utf-8")))
    return [path, beside]


def describe(words: str, kind: str) -> dict[str, str | None]:
    """What the file says of itself: the caption, and no time of day.

    >>> describe("One launch.", "pdf")
    {'Subject': 'One launch.', 'CreationDate': None}
    """
    if kind == "png":
        return {"Description": words}
    return {"svg": {"Description": words, "Date": None}}.get(
        kind, {"Subject": words, "CreationDate": None}
    )


def to_csv(table: pd.DataFrame) -> str:
    """A table as text: ISO dates, numbers to ten places, lines that end alike everywhere.

    >>> to_csv(pd.DataFrame({"period_start": pd.to_datetime(["2022-01-01"]), "n": [3]}))
    'period_start,n\\n2022-01-01,3\\n'
    """
    return table.to_csv(
        index=False, date_format="%Y-%m-%d", float_format="%.10g", lineterminator="\n"
    )


def _replace(path: Path, write: Callable) -> None:
    """Put a file in place in one step, or leave what was there."""
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.stem}-", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            write(file)
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
