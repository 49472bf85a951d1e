"""Charts of counts: bars equal the table, small groups are gathered, years stand under bars."""

import matplotlib.dates as mdates
import numpy as np
import pandas as pd
import pytest

from peninsula.charts.counts import REST, plot_counts, plot_stacked_counts, plot_three_units


def table(values, freq="YS", start="2019-01-01"):
    starts = pd.date_range(start, periods=len(values), freq=freq)
    return pd.DataFrame({"period_start": starts, "n": values})


def heights(container):
    return [int(bar.get_height()) for bar in container]


def grouped(**groups):
    parts = [table(values).assign(kind=name) for name, values in groups.items()]
    return pd.concat(parts, ignore_index=True)


def test_bars_equal_the_table_and_the_unit_of_time_is_named():
    ax = plot_counts(table([3, 0, 5]))
    assert heights(ax.containers[0]) == [3, 0, 5]
    assert ax.get_ylabel() == "n per year"
    assert plot_counts(table([1, 2], "MS")).get_ylabel() == "n per month"
    assert plot_counts(table([1, 2], "QS")).get_ylabel() == "n per quarter"
    assert plot_counts(table([1, 2], "W-MON")).get_ylabel() == "n per week"
    assert plot_counts(table([1, 2], "D")).get_ylabel() == "n per day"


@pytest.mark.parametrize("values", [[], [4], [0, 0]])
def test_empty_one_row_and_all_zero_are_drawn(values):
    ax = plot_counts(table(values))
    assert heights(ax.containers[0]) == values
    assert ax.get_ylim()[1] > 0


def test_a_year_is_named_under_the_middle_of_its_bar():
    ax = plot_counts(table([3, 0, 5]))
    ax.figure.canvas.draw()
    named = dict(zip(ax.get_xticks(), (t.get_text() for t in ax.get_xticklabels()), strict=True))
    for bar, year in zip(ax.containers[0], ("2019", "2020", "2021"), strict=True):
        left, right = bar.get_x(), bar.get_x() + bar.get_width()
        (tick,) = [at for at, text in named.items() if text == year]
        assert left < tick < right
        assert mdates.num2date(tick).month == 7


def test_running_mean_is_drawn_and_named_by_its_periods():
    ax = plot_counts(table([3, 0, 6, 3], "MS"), smooth=3)
    drawn = ax.lines[0].get_ydata()
    assert drawn[1:3].tolist() == [3, 3] and np.isnan(drawn[[0, 3]]).all()
    assert [t.get_text() for t in ax.get_legend().get_texts()] == ["mean of 3 months"]


def test_groups_are_stacked_largest_first_and_the_rest_last():
    ax = plot_stacked_counts(grouped(small=[1, 1], large=[5, 4], other=[9, 9]), by="kind")
    labels = [c.get_label() for c in ax.containers]
    assert labels == ["large  9", "small  2", "other  18"]
    assert heights(ax.containers[0]) == [5, 4]
    assert [int(bar.get_y()) for bar in ax.containers[2]] == [6, 5]
    shades = [c.patches[0].get_facecolor() for c in ax.containers]
    assert len(set(shades)) == 3
    assert ax.containers[2].patches[0].get_facecolor()[:3] == pytest.approx(
        tuple(int(REST[i : i + 2], 16) / 255 for i in (1, 3, 5))
    )


def test_groups_beyond_the_top_are_gathered_and_counted():
    groups = grouped(a=[4, 4], b=[3, 3], c=[2, 2], site_unknown=[9, 0])
    ax = plot_stacked_counts(groups, by="kind", top=1)
    labels = [c.get_label() for c in ax.containers]
    assert labels == ["a  8", "other (2)  10", "site unknown  9"]
    assert sum(sum(heights(c)) for c in ax.containers) == groups["n"].sum()


def test_neighbours_differ_in_hatch_as_well_as_colour():
    ax = plot_stacked_counts(grouped(a=[4], b=[3], c=[2]), by="kind")
    hatches = [c.patches[0].get_hatch() for c in ax.containers]
    assert len(set(hatches)) == 3


def test_each_unit_has_its_own_panel_and_total():
    units = {"missiles": table([5, 1]), "launch days": table([1, 1])}
    axes = plot_three_units(units)
    assert [ax.texts[0].get_text() for ax in axes] == ["missiles, n = 6", "launch days, n = 2"]
    assert axes[0].get_ylim() != axes[1].get_ylim()
