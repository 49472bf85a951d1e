"""Charts of the evidence: totals, parts, ours apart from theirs, the long tail gathered."""

import matplotlib as mpl
import pandas as pd

from peninsula.charts.evidence import plot_answers, plot_coverage, plot_delay, plot_shares


def test_coverage_has_a_line_a_list_in_order_of_its_first_year():
    table = pd.DataFrame(
        [("b", 2000, 3), ("b", 2001, 0), ("a", 2000, 0), ("a", 2001, 1200)],
        columns=["source", "year", "n"],
    )
    ax = plot_coverage(table, {"a": "List A"})
    assert [t.get_text() for t in ax.get_yticklabels()] == ["b", "List A"]
    assert [t.get_text() for t in ax.texts] == ["3", "1,200"]
    assert ax.images[0].get_array().shape == (2, 2)


def test_shares_say_both_numbers():
    table = pd.DataFrame({"found": [1, 3], "days": [4, 4]}, index=["one", "two"])
    ax = plot_shares(table.assign(share=table["found"] / table["days"]))
    assert [t.get_text() for t in ax.texts] == ["1 of 4", "3 of 4"]
    assert ax.get_xlabel() == "share of days"


def test_our_answer_is_filled_and_theirs_hollow_so_that_grey_tells_them():
    table = pd.DataFrame(
        {
            "compiler": ["Somebody", "Peninsula Watch"], "unit": "missiles", "n": [60, 73],
            "answer": ["at least 60", "73"],
        }
    )  # fmt: skip
    ax = plot_answers(table)
    marks = [line for line in ax.lines if line.get_marker() not in ("None", "")]
    faces = [mpl.colors.to_hex(mark.get_markerfacecolor()) for mark in marks]
    assert faces == ["#ffffff", "#d55e00"]
    assert [t.get_text() for t in ax.texts] == ["at least 60 missiles", "73 missiles"]
    assert [t.get_weight() for t in ax.texts] == ["normal", "bold"]


def test_late_articles_are_gathered_in_the_last_bar():
    ax = plot_delay(pd.DataFrame({"delay_days": [0, 0, 3, 31, 400]}), longest=30)
    bars = {round(p.get_x() + p.get_width() / 2): int(p.get_height()) for p in ax.patches}
    assert bars == {0: 2, 3: 1, 31: 2}
    assert ax.get_xticklabels()[-1].get_text() == "over 30"
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("Days from event to article", "Articles")
