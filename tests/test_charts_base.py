"""A finished chart carries its finding, its unit and its source, and its caption as text."""

import matplotlib.pyplot as plt
import pandas as pd

from peninsula.charts import caption, finish_chart, new_axes, shade_periods


def finished(**words):
    options = {"title": "A finding", "subtitle": "n = 3 events", "source": "Source: us"} | words
    return finish_chart(new_axes(), **options)


def test_title_subtitle_and_source_are_drawn():
    ax = finished()
    assert ax.get_title(loc="left") == "A finding"
    assert [t.get_text() for t in ax.texts if t.get_gid() == "subtitle"] == ["n = 3 events"]
    assert [t.get_text() for t in ax.figure.texts if t.get_gid() == "source"] == ["Source: us"]


def test_long_lines_are_broken_and_stay_inside_the_figure():
    ax = finished(title="word " * 40, subtitle="word " * 60, source="word " * 80)
    figure = ax.figure
    figure.canvas.draw()
    edge = figure.get_figwidth() * figure.dpi
    texts = [ax._left_title, *ax.texts, *figure.texts]
    assert all("\n" in t.get_text() for t in texts)
    assert all(t.get_window_extent().x0 >= 0 and t.get_window_extent().x1 <= edge for t in texts)


def test_caption_is_text_under_the_chart_and_falls_back_to_the_title():
    assert caption(finished(caption="Three events."))._repr_markdown_() == "*Three events.*"
    assert caption(finished()) == "A finding. n = 3 events"


def test_panels_have_one_title_above_all():
    figure, axes = plt.subplots(1, 2, layout="constrained")
    finish_chart(axes, "A finding", "n = 3", "Source: us")
    figure.canvas.draw()
    title = next(t for t in figure.texts if t.get_gid() == "title")
    assert title.get_text() == "A finding"
    tops = [ax.get_tightbbox().y1 for ax in axes]
    assert max(tops) <= title.get_window_extent().y0


def test_periods_are_shaded_and_named_within_the_limits():
    ax = new_axes()
    ax.plot(pd.to_datetime(["2000-01-01", "2020-01-01"]), [0, 1])
    limits = ax.get_xlim()
    periods = pd.DataFrame(
        {
            "period_id": ["a", "b"], "kind": "leader", "name": ["First", "Second"],
            "start_date": pd.to_datetime(["1994-07-08", "2011-12-17"]),
            "end_date": pd.to_datetime(["2011-12-16", None]),
        }
    )  # fmt: skip
    shade_periods(ax, periods)
    assert ax.get_xlim() == limits
    assert [t.get_text() for t in ax.texts] == ["First", "Second"]
    assert [p.get_gid() for p in ax.patches] == ["period-b"]
