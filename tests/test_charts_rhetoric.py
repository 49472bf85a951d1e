"""Charts of rhetoric: what is drawn equals the table; gaps stay open."""

import numpy as np
import pandas as pd

from peninsula.charts.light import make_light_png
from peninsula.charts.rhetoric import (
    plot_keyness,
    plot_rate_changes,
    plot_score_agreement,
    plot_theme_panels,
    plot_theme_rates,
    plot_tone,
)


def rates(values, corpus_id="c", theme="peace"):
    starts = pd.date_range("2001", periods=len(values), freq="YS")
    table = pd.DataFrame({"corpus_id": corpus_id, "theme": theme, "period_start": starts})
    series = pd.Series(values, dtype="float64")
    return table.assign(rate=series, lower=series - 1, upper=series + 1)


def test_lines_equal_the_table_and_a_gap_is_a_gap():
    table = pd.concat([rates([1, None, 3]), rates([4, 5, 6], "d")], ignore_index=True)
    ax = plot_theme_rates(table, {"c": "North", "d": "South"})
    drawn = ax.lines[0].get_ydata()
    assert drawn[0] == 1 and np.isnan(drawn[1]) and drawn[2] == 3
    assert ax.lines[1].get_ydata().tolist() == [4, 5, 6]
    assert {t.get_text() for t in ax.texts} == {"North", "South"}
    assert ax.get_ylim()[0] == 0
    assert ax.get_ylabel() == "per 10,000 words"


def test_line_names_do_not_cover_one_another():
    table = pd.concat([rates([5.0]), rates([5.01], "d")], ignore_index=True)
    ax = plot_theme_rates(table, {"c": "North", "d": "South"})
    heights = sorted(t.xy[1] for t in ax.texts)
    assert heights[1] - heights[0] > 0.2


def test_a_corpus_without_a_rate_is_left_unnamed():
    ax = plot_theme_rates(rates([None]), {"c": "North"})
    assert [t.get_text() for t in ax.texts] == []


def test_panels_are_named_and_spare_ones_hidden():
    table = pd.concat([rates([1, 2], theme=t) for t in ("peace", "us_alliance")])
    panels = plot_theme_panels(table, ["peace", "us_alliance"], columns=3)
    assert [ax.get_title(loc="left") for ax in panels] == ["peace", "us alliance"]
    assert [ax.get_visible() for ax in panels[0].figure.axes] == [True, True, False]


def test_a_short_text_does_not_flatten_a_panel():
    table = rates([10.0] * 20)
    table.loc[3, "upper"] = 1000.0
    assert plot_theme_panels(table, ["peace"])[0].get_ylim()[1] < 100


def test_keyness_bars_equal_z_and_point_both_ways():
    table = pd.DataFrame(
        {"term": list("abcd"), "z": [4.0, 2.0, -1.0, -3.0], "rate_first": 1.0, "rate_second": 2.0}
    )
    ax = plot_keyness(table, ("now", "then"), n=9)
    assert sorted(round(p.get_width(), 6) for p in ax.patches) == [-3, -1, 2, 4]
    assert "d  2 : 1" in [t.get_text() for t in ax.texts]
    assert "now" in ax.get_xlabel() and "then" in ax.get_xlabel()


def test_changes_are_drawn_top_down_with_intervals():
    table = pd.DataFrame(
        {
            "theme": ["peace", "us_alliance"], "ratio": [0.5, 2.0], "lower": [0.2, 1.0],
            "upper": [1.2, 4.0], "rate_before": [10, 1], "rate_after": [5, 2],
            "placebo_share": [0.0, 0.5],
        }
    )  # fmt: skip
    ax = plot_rate_changes(table)
    assert ax.lines[0].get_xdata().tolist() == [0.5, 2.0]
    assert [t.get_text() for t in ax.get_yticklabels()] == ["peace", "us alliance"]
    assert ax.get_xscale() == "log"
    assert [t.get_text() for t in ax.texts] == ["10 → 5  (0%)", "1 → 2  (50%)"]


def test_tone_is_on_its_whole_scale_with_gaps():
    table = rates([-2, None, 1]).rename(columns={"rate": "mean_tone"}).assign(recipient="USA")
    ax = plot_tone(table)
    assert ax.get_ylim() == (-3.1, 2.1)
    assert np.isnan(ax.lines[0].get_ydata()[1])
    assert [t.get_text() for t in ax.texts] == ["USA"]


def test_agreement_names_each_document_by_its_year():
    scores = pd.DataFrame(
        {"document_id": ["ungdc_prk-2017"], "method": "m", "score": [-9.0], "tone": [-2.5]}
    )
    ax = plot_score_agreement(scores, "m")
    assert [t.get_text() for t in ax.texts] == ["2017"]
    assert ax.lines[0].get_ydata().tolist() == [-2.5]


def test_light_png_is_the_same_twice_and_smaller():
    drawn = [plot_theme_rates(rates([1, 2, 3]), {"c": "North"}).figure for _ in range(2)]
    first, second = map(make_light_png, drawn)
    assert first == second
    assert len(first) < 25_000
