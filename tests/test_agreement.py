"""Krippendorff's alpha: the published worked examples, blanks, constants, repeatable intervals."""

import math

import numpy as np
import pandas as pd
import pytest

from peninsula.agreement import (
    LEVELS,
    count_disagreements,
    estimate_agreement,
    estimate_alpha,
    melt_double_coding,
)


def make_units(*coders):
    return pd.DataFrame({f"coder_{n}": list(codes) for n, codes in enumerate(coders, start=1)})


# Krippendorff (2011), sections A, B and C: two observers and two values; two observers and many
# values; four observers with missing data.
BINARY = make_units("0100000010", "1110010000")
MANY = make_units("aabbdcccedda", "babbbccceddd")
FOUR = pd.DataFrame(
    {
        "coder_1": [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
        "coder_2": [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
        "coder_3": [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
        "coder_4": [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
    }
)


@pytest.mark.parametrize(
    ("units", "level", "published"),
    [
        (BINARY, "nominal", 0.095),
        (MANY, "nominal", 0.692),
        (FOUR, "nominal", 0.743),
        (FOUR, "ordinal", 0.815),
    ],
)
def test_published_worked_examples(units, level, published):
    assert round(estimate_alpha(units, level, n_boot=0)["alpha"], 3) == published


def test_a_unit_with_one_code_pairs_with_nothing():
    assert estimate_alpha(FOUR, n_boot=0)["n_units"] == 11


def test_share_of_units_that_all_agree_on():
    assert estimate_alpha(MANY, n_boot=0)["agreement"] == pytest.approx(9 / 12)
    assert estimate_alpha(BINARY, n_boot=0)["agreement"] == pytest.approx(6 / 10)


def test_ranks_are_those_of_numbers_not_of_text():
    near = make_units([-3, -3, -1, 2, 2], [-3, -2, -1, 2, 2])
    far = make_units([-3, -3, -1, 2, 2], [-3, 2, -1, 2, 2])
    as_text = near.astype(str)
    alpha = estimate_alpha(near, "ordinal", n_boot=0)["alpha"]
    assert alpha > estimate_alpha(far, "ordinal", n_boot=0)["alpha"]
    assert alpha == estimate_alpha(as_text, "ordinal", n_boot=0)["alpha"]


def test_interval_holds_alpha_narrows_with_units_and_repeats():
    small = estimate_alpha(MANY, n_boot=400, seed=1)
    assert small["lower"] < small["alpha"] < small["upper"]
    large = estimate_alpha(pd.concat([MANY] * 10, ignore_index=True), n_boot=400, seed=1)
    assert large["upper"] - large["lower"] < small["upper"] - small["lower"]
    pd.testing.assert_series_equal(small, estimate_alpha(MANY, n_boot=400, seed=1))
    assert not small.equals(estimate_alpha(MANY, n_boot=20, seed=2))


def test_full_agreement_is_one_with_an_interval_of_no_width():
    found = estimate_alpha(make_units("aabbc", "aabbc"), n_boot=200)
    assert found["alpha"] == 1
    assert found["lower"] == found["upper"] == 1


def test_alpha_of_what_does_not_vary_is_blank_though_agreement_is_full():
    found = estimate_alpha(make_units("aaa", "aaa"), n_boot=50)
    assert math.isnan(found["alpha"]) and math.isnan(found["lower"])
    assert found["agreement"] == 1


def test_no_units_at_all():
    found = estimate_alpha(make_units([], []), n_boot=50)
    assert found["n_units"] == 0
    assert math.isnan(found["alpha"]) and math.isnan(found["agreement"])


def test_what_cannot_be_measured_is_refused():
    with pytest.raises(ValueError, match="it is 'nominal' or 'ordinal'"):
        estimate_alpha(MANY, "ratio")
    with pytest.raises(ValueError, match="at least two coders"):
        estimate_alpha(MANY[["coder_1"]])


def make_kept():
    return pd.DataFrame(
        {
            "statement_id": ["s1", "s2", "s3", "s4"],
            "round": [1, 1, 1, 1],
            "act_1": ["threat", "offer", "demand", "warning"],
            "act_2": ["warning", "offer", "demand", "threat"],
            "tone_1": pd.array([-3, 2, -1, -2], dtype="Int64"),
            "tone_2": pd.array([-2, 2, -1, -3], dtype="Int64"),
            "recipient_1": ["USA", None, "KOR", "USA"],
            "recipient_2": ["USA", None, "KOR+USA", "USA"],
            "is_conditional_1": pd.array([True, False, False, True], dtype="boolean"),
            "is_conditional_2": pd.array([True, False, False, False], dtype="boolean"),
        }
    )


def test_kept_table_becomes_one_row_a_field():
    codes = melt_double_coding(make_kept())
    assert codes.columns.tolist() == ["statement_id", "field", "coder_1", "coder_2"]
    assert codes["field"].unique().tolist() == list(LEVELS)
    assert len(codes) == 16
    recipients = codes[codes["field"] == "recipient"].set_index("statement_id")
    assert recipients.loc["s2", ["coder_1", "coder_2"]].tolist() == ["none", "none"]


def test_every_field_has_its_level_and_row():
    found = estimate_agreement(melt_double_coding(make_kept()), n_boot=100).set_index("field")
    assert found.loc["tone", "level"] == "ordinal"
    assert found.loc["act", "level"] == "nominal"
    assert found["n_units"].tolist() == [4, 4, 4, 4]
    assert found.loc["act", "agreement"] == 0.5
    assert found.loc["tone", "alpha"] > found.loc["act", "alpha"]
    assert np.all(found["lower"].dropna() <= found["upper"].dropna())


def test_a_statement_coded_twice_under_one_field_is_named():
    codes = melt_double_coding(pd.concat([make_kept(), make_kept().head(1)]))
    with pytest.raises(ValueError, match="coded twice under one field: s1"):
        estimate_agreement(codes)


def test_pairs_that_are_hard_to_tell_apart_come_first():
    pairs = count_disagreements(melt_double_coding(make_kept()), "act")
    assert pairs.to_dict("records") == [{"value_1": "threat", "value_2": "warning", "n": 2}]
    assert count_disagreements(melt_double_coding(make_kept()), "recipient")["n"].tolist() == [1]


def test_no_disagreement_is_an_empty_table():
    codes = melt_double_coding(make_kept())
    codes["coder_2"] = codes["coder_1"]
    found = count_disagreements(codes, "act")
    assert found.empty and found.columns.tolist() == ["value_1", "value_2", "n"]
