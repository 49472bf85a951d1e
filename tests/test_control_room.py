"""What the controls say is what is counted."""

import pytest

import peninsula as pn
from peninsula.control_room import Choice, controls, count_choice, draw_choice


def test_counts_agree_with_the_package(ds):
    ours = count_choice(ds, Choice(unit="missiles", years=(2022, 2022)))
    theirs = pn.count_launches(ds, "missile", start="2022-01-01", end="2022-12-31")
    assert ours["n"].tolist() == theirs["n"].tolist()


def test_long_spans_are_counted_by_year(ds):
    assert len(count_choice(ds, Choice(years=(1984, 2022)))) == 39


def test_nothing_chosen_is_said(ds):
    ax = draw_choice(ds, Choice(types=("landmine",), years=(2023, 2023), smooth=0))
    assert ax.get_title(loc="left") == "No events of this kind on record in the span"


def test_unknown_unit_is_refused(ds):
    with pytest.raises(ValueError, match="unit must be one of"):
        count_choice(ds, Choice(unit="tests"))


def test_turning_a_control_reports_the_choice(ds):
    seen = []
    box = controls(ds, seen.append)
    unit = box.children[0]
    unit.value = "missiles"
    assert seen[-1].unit == "missiles"
    years = box.children[1].children[1].children[0]
    years.value = (2016, 2017)
    assert seen[-1].years == (2016, 2017) and seen[-1].unit == "missiles"
