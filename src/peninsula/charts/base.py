"""What every chart shares: style, finish (title, subtitle, source), caption, shading."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, findfont, get_font

STYLE = Path(__file__).with_name("peninsula.mplstyle")

BLUE, ORANGE, GREEN, PINK, AMBER, SKY, GREY, BLACK = (
    "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#555555", "#000000",
)  # fmt: skip
"""Okabe and Ito's colours, told apart by colour-blind readers (https://jfly.uni-koeln.de/color/)."""
HATCHES = ("", "///", "...", "xxx", "\\\\\\", "++", "oo", "--")
"""A hatch beside each colour, so that a chart printed in grey still reads."""


TITLE, SUBTITLE, NOTE = 12.5, 9, 7.5
"""Sizes of the letters in points."""


def use_style() -> None:
    """Set the project's chart style for all figures from here on."""
    mpl.style.use(STYLE)


_SIZE: ContextVar[tuple[float | None, float | None]] = ContextVar("size", default=(None, None))


@contextmanager
def figure_size(width: float | None = None, height: float | None = None) -> Iterator[None]:
    """Figures made within have this size in inches, whatever their chart would choose.

    Examples
    --------
    >>> with figure_size(width=5):
    ...     float(new_axes(figsize=(8, 4)).figure.get_figwidth())
    5.0
    """
    token = _SIZE.set((width, height))
    try:
        yield
    finally:
        _SIZE.reset(token)


def new_axes(ax: Axes | None = None, **figure_options) -> Axes:
    """The Axes given, or those of a new figure in the project's style."""
    return ax if ax is not None else new_panels(**figure_options)[0]


def new_panels(rows: int = 1, columns: int = 1, **figure_options) -> np.ndarray:
    """The Axes of a new figure in the project's style, row by row in one flat array.

    Examples
    --------
    >>> len(new_panels(2, 3, sharex=True))
    6
    """
    import matplotlib.pyplot as plt

    from peninsula.charts.light import use_light_png

    use_style()
    own = figure_options.pop("figsize", mpl.rcParams["figure.figsize"])
    size = [wanted or chosen for wanted, chosen in zip(_SIZE.get(), own, strict=True)]
    axes = plt.subplots(rows, columns, figsize=size, layout="constrained", **figure_options)[1]
    use_light_png()  # after the figure: making the first one sets the notebook's own format
    return np.ravel(axes)


def finish_chart(
    ax: Axes | np.ndarray,
    title: str,
    subtitle: str,
    source: str,
    caption: str | None = None,
) -> Axes:
    """Put the finding, what is counted and where it comes from on a chart.

    Parameters
    ----------
    ax : Axes or array of Axes
        The chart; of several panels, the whole figure is finished.
    title : str
        The finding, as a sentence.
    subtitle : str
        Unit, n, span, exposure or interval.
    source : str
        Source and as-of date.
    caption : str, optional
        One sentence for those who cannot see the chart; title and subtitle if left out. It is
        the figure's text for :func:`caption` and the alternative text on the site.

    Returns
    -------
    Axes
        The Axes given (the first of several).

    Examples
    --------
    >>> ax = finish_chart(new_axes(), "Nothing was launched", "n = 0", "Source: none")
    >>> ax.get_title(loc="left")
    'Nothing was launched'
    """
    first = np.ravel(ax)[0] if isinstance(ax, np.ndarray) else ax
    figure = first.figure
    if isinstance(ax, np.ndarray) and ax.size > 1:
        _finish_panels(figure, title, subtitle)
    else:
        _finish_single(first, title, subtitle)
    note = figure.supxlabel(
        _wrap(source, NOTE, figure.get_figwidth() - 0.2), x=0.01, ha="left", fontsize=NOTE,
        color="#666666",
    )  # fmt: skip
    note.set_gid("source")
    figure.set_label(" ".join((caption or f"{title}. {subtitle}").split()))
    return first


def _finish_single(ax: Axes, title: str, subtitle: str) -> None:
    room = _room_above(ax)
    lines = _wrap(subtitle, SUBTITLE, room)
    pad = 11 + 12 * (lines.count("\n") + 1)
    ax.set_title(_wrap(title, TITLE, room, "bold"), loc="left", pad=pad, y=1)
    text = ax.annotate(
        lines, xy=(0, 1), xycoords="axes fraction", xytext=(0, 6), textcoords="offset points",
        ha="left", va="bottom", fontsize=SUBTITLE, color="#444444", annotation_clip=False,
    )  # fmt: skip
    text.set_in_layout(False)  # the title above it keeps its room; its width must not move the axes
    text.set_gid("subtitle")


def _room_above(ax: Axes) -> float:
    """Inches from the left edge of the Axes, as laid out, to the right edge of the figure."""
    ax.figure.draw_without_rendering()
    return ax.figure.get_figwidth() * (1 - ax.get_position().x0) - 0.1


def _finish_panels(figure: Figure, title: str, subtitle: str) -> None:
    room = figure.get_figwidth() * 0.99 - 0.1
    title, lines = _wrap(title, TITLE, room, "bold"), _wrap(subtitle, SUBTITLE, room)
    height = figure.get_figheight() * 72
    title_height = 17 * (title.count("\n") + 1)
    below = title_height + 12 * (lines.count("\n") + 1) + 10
    figure.get_layout_engine().set(rect=(0, 0, 1, 1 - below / height))
    figure.text(
        0.01, 1 - 4 / height, title, ha="left", va="top", fontsize=TITLE, weight="bold",
        gid="title",
    )  # fmt: skip
    figure.text(
        0.01, 1 - (title_height + 5) / height, lines,
        ha="left", va="top", fontsize=SUBTITLE, color="#444444", gid="subtitle",
    )  # fmt: skip


def _wrap(text: str, size: float, inches: float, weight: str = "normal") -> str:
    """Break lines where the letters, as the font has them, would pass the width."""
    lines, left = [[]], 0.0
    for word in text.split():
        width = _width(word + " ", size, weight)
        if lines[-1] and left + width - _width(" ", size, weight) > inches * 72:
            lines.append([])
            left = 0.0
        lines[-1].append(word)
        left += width
    return "\n".join(" ".join(line) for line in lines)


@cache
def _width(text: str, size: float, weight: str) -> float:
    """Points from the start of a text to the start of what follows it."""
    font = get_font(findfont(FontProperties(family="DejaVu Sans", weight=weight)))
    font.set_size(size, 72 * 16)  # large, so that no width is rounded to a dot
    font.set_text(text)
    return font.get_width_height()[0] / 64 / 16 * 1.04  # on a screen letters stand at whole dots


class Caption(str):
    """A sentence that a notebook shows as text under its chart."""

    __slots__ = ()

    def _repr_markdown_(self) -> str:
        return f"*{self}*"


def caption(ax: Axes | np.ndarray) -> Caption:
    """The caption of a finished chart, to stand under it as text.

    >>> ax = finish_chart(new_axes(), "None", "n = 0", "Source: none", caption="No launch at all.")
    >>> print(caption(ax))
    No launch at all.
    """
    return Caption(np.ravel(ax)[0].figure.get_label())


def shade_periods(ax: Axes, periods: pd.DataFrame, kind: str = "leader") -> Axes:
    """Shade every other period of a kind on a time axis, and name each along the top.

    Parameters
    ----------
    ax : Axes
        A chart whose horizontal axis is time; its limits are kept.
    periods : DataFrame
        Rows of ``periods.csv``; a blank ``end_date`` runs to the edge of the chart.
    kind : str
        The kind of period to shade.
    """
    left, right = (mpl.dates.num2date(x).replace(tzinfo=None) for x in ax.get_xlim())
    chosen = periods[periods["kind"] == kind].sort_values("start_date")
    for order, row in enumerate(chosen.itertuples()):
        start = max(row.start_date, pd.Timestamp(left))
        end = min(row.end_date if pd.notna(row.end_date) else right, pd.Timestamp(right))
        if start >= end:
            continue
        if order % 2:
            ax.axvspan(start, end, color="#f1efe8", zorder=0, lw=0, gid=f"period-{row.period_id}")
        ax.annotate(
            row.name, xy=(start, 1), xycoords=("data", "axes fraction"), xytext=(3, -3),
            textcoords="offset points", ha="left", va="top", fontsize=7.5, color="#777777",
        )  # fmt: skip
    ax.set_xlim(left, right)
    return ax


def source_line(ds, *compilers: str) -> str:
    """Who counted, and as of when: the last line of a chart.

    >>> import peninsula as pn
    >>> source_line(pn.load(), "CNS/NTI").startswith("Source: Peninsula Watch")
    True
    """
    from_whom = f", compiled from {', '.join(compilers)}" if compilers else ""
    return f"Source: Peninsula Watch{from_whom}. As of {ds.as_of.date()}."
