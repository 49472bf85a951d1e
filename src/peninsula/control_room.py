"""A row of controls over one chart, in JupyterLab; the same chart, still, everywhere else.

JupyterLab names its session in the kernel's environment. Where it does, the controls are shown
and the chart follows them; in a test run or on the report site only the chart and its caption are.
"""

from __future__ import annotations

import os
from dataclasses import dataclass

import pandas as pd

from peninsula.counts import LAUNCH_TYPES, count_events
from peninsula.data import Dataset

UNITS = ("missiles", "events", "days")
NOUNS = {"missiles": "missiles", "events": "events", "days": "days with an event"}
MONTHLY_UP_TO = 16
"""Spans of at most so many years are counted by month, longer ones by year."""


@dataclass(frozen=True)
class Choice:
    """What the controls say. ``years`` are the first and last year; ``smooth`` 0 draws no mean."""

    unit: str = "events"
    years: tuple[int, int] = (2012, 2026)
    types: tuple[str, ...] = LAUNCH_TYPES
    actor: str = "PRK"
    smooth: int = 12

    @property
    def freq(self) -> str:
        """Months for a short span, years for a long one."""
        return "MS" if self.years[1] - self.years[0] < MONTHLY_UP_TO else "YS"


def count_choice(ds: Dataset, choice: Choice) -> pd.DataFrame:
    """The count table for one setting of the controls.

    Returns
    -------
    DataFrame
        ``period_start`` and ``n`` on a complete calendar from the first year to the data's end.

    Examples
    --------
    >>> import peninsula as pn
    >>> table = count_choice(pn.load(), Choice(unit="missiles", years=(2022, 2022)))
    >>> len(table)
    12
    """
    events = ds.events[ds.events["event_type"].isin(choice.types)]
    if choice.actor != "all":
        events = events[events["actor"] == choice.actor]
    start, end = (pd.Timestamp(choice.years[0], 1, 1), pd.Timestamp(choice.years[1], 12, 31))
    last = max(min(end, ds.as_of), start)  # the calendar ends where the data do
    if choice.unit == "missiles":
        columns = ["event_id", "event_date", "date_precision"]
        events = ds.launches[["event_id"]].merge(events[columns], on="event_id")
    elif choice.unit == "days":
        events = events[events["date_precision"] == "day"].drop_duplicates("event_date")
    elif choice.unit != "events":
        raise ValueError(f"unit must be one of {', '.join(UNITS)}, not {choice.unit!r}")
    return count_events(events, choice.freq, start=start, end=last)


def draw_choice(ds: Dataset, choice: Choice):
    """The finished chart for one setting of the controls; returns its Axes."""
    from peninsula.charts import finish_chart, source_line
    from peninsula.charts.counts import plot_counts

    table = count_choice(ds, choice)
    ax = plot_counts(table, smooth=choice.smooth)
    counted = f"{NOUNS[choice.unit].capitalize()} a {_period(choice)}, n = {table['n'].sum():,}"
    span = f"{choice.years[0]} to {table['period_start'].max():%Y-%m}, actor {choice.actor}"
    types = ", ".join(name.replace("_", " ") for name in choice.types)
    return finish_chart(
        ax,
        title=say_choice(table, choice),
        subtitle=f"{counted}, {span}; {types}",
        source=source_line(ds, "CNS/NTI", "CSIS Beyond Parallel"),
    )


def say_choice(table: pd.DataFrame, choice: Choice) -> str:
    """The finding of the chart: its busiest period.

    >>> months = pd.DataFrame({"period_start": pd.to_datetime(["2022-01-01"]), "n": [7]})
    >>> say_choice(months, Choice())
    'The busiest month was January 2022, with 7 events'
    """
    if not table["n"].sum():
        return f"No {NOUNS[choice.unit]} of this kind on record in the span"
    top = table.loc[table["n"].idxmax()]
    when = f"{top['period_start']:%B %Y}" if choice.freq == "MS" else f"{top['period_start']:%Y}"
    return f"The busiest {_period(choice)} was {when}, with {top['n']} {NOUNS[choice.unit]}"


def _period(choice: Choice) -> str:
    return "month" if choice.freq == "MS" else "year"


def is_live() -> bool:
    """Whether JupyterLab, and so somebody who can turn a control, is there."""
    return "JPY_SESSION_NAME" in os.environ


def show(ds: Dataset, choice: Choice | None = None) -> None:
    """Display the chart and its caption, and in JupyterLab the controls above them."""
    import matplotlib.pyplot as plt
    from IPython.display import display

    from peninsula.charts import caption

    ax = draw_choice(ds, choice or Choice())
    plt.close(ax.figure)  # shown below by its handle, and only there
    if is_live():
        display(controls(ds, lambda new: _redraw(ds, new, picture, words)))
    picture = display(ax.figure, display_id=True)
    words = display(caption(ax), display_id=True)


def _redraw(ds: Dataset, choice: Choice, picture, words) -> None:
    import matplotlib.pyplot as plt

    from peninsula.charts import caption

    ax = draw_choice(ds, choice)
    plt.close(ax.figure)
    picture.update(ax.figure)
    words.update(caption(ax))


def controls(ds: Dataset, changed):
    """The row of controls: ``changed`` is called with a :class:`Choice` whenever one is turned."""
    import ipywidgets as w

    first, last = ds.events["event_date"].min().year, ds.as_of.year
    start = Choice()
    slim = {"continuous_update": False}
    wide = {"description_width": "70px"}
    unit = w.ToggleButtons(options=UNITS, value=start.unit, description="Unit", style=wide)
    years = w.IntRangeSlider(
        value=(start.years[0], last), min=first, max=last, description="Span", style=wide,
        layout={"width": "420px"}, **slim,
    )  # fmt: skip
    names = sorted(ds.events["event_type"].unique())
    types = w.SelectMultiple(
        options=names, value=start.types, rows=6, description="Types", style=wide
    )
    actors = ["all", *sorted(ds.events["actor"].unique())]
    actor = w.Dropdown(options=actors, value=start.actor, description="Actor", style=wide)
    smooth = w.IntSlider(
        value=start.smooth, min=0, max=24, description="Smooth", style=wide, **slim
    )

    def collect(_change) -> None:
        changed(Choice(unit.value, years.value, types.value, actor.value, smooth.value))

    for control in (unit, years, types, actor, smooth):
        control.observe(collect, names="value")
    return w.VBox([unit, w.HBox([types, w.VBox([years, actor, smooth])])])
