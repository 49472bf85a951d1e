"""Tone of coded statements, conditional threats, and scores of whole documents."""

import numpy as np
import pandas as pd
import pytest

from peninsula.rhetoric import (
    compare_scores,
    conditional_share,
    dictionary_score,
    load_tone_terms,
    split_targets,
    tone_by_period,
    vader_score,
)
from peninsula.rhetoric.themes import check_themes


def statements(dates, tones, **columns):
    table = {
        "statement_id": [f"s{i}" for i in range(len(dates))],
        "statement_date": pd.to_datetime(dates),
        "tone": tones, "recipient": "USA", "article_id": None, "act": "threat",
        "document_id": [f"d{i}" for i in range(len(dates))], "is_conditional": False,
    }  # fmt: skip
    return pd.DataFrame(table | columns)


def test_years_without_statements_are_blank_not_zero():
    tone = tone_by_period(statements(["2016-12-31", "2019-01-01"], [-3, 1]))
    assert tone["n"].tolist() == [1, 0, 0, 1]
    assert tone["mean_tone"].isna().tolist() == [False, True, True, False]


def test_one_source_has_a_mean_and_no_interval():
    tone = tone_by_period(statements(["2017-01-01"] * 2, [-3, -1], document_id="d"))
    assert tone["mean_tone"].tolist() == [-2.0]
    assert tone["lower"].isna().all()
    assert (tone["n"].item(), tone["n_sources"].item()) == (2, 1)


def test_interval_is_wider_when_statements_come_in_speeches():
    rng = np.random.default_rng(2)
    tones = np.repeat(rng.integers(-3, 3, 12), 10)
    dates = ["2017-01-01"] * len(tones)
    alone = tone_by_period(statements(dates, tones), by=None)
    speeches = [f"d{i // 10}" for i in range(len(tones))]
    together = tone_by_period(statements(dates, tones, document_id=speeches), by=None)
    widths = [(t["upper"] - t["lower"]).item() for t in (alone, together)]
    assert widths[1] > 2 * widths[0]


def test_bootstrap_repeats_itself():
    table = statements(["2017-01-01"] * 6, [-3, -3, -1, 0, 1, 2])
    pd.testing.assert_frame_equal(tone_by_period(table), tone_by_period(table))


def test_targets_are_kept_apart_and_blank_targets_left_out():
    table = statements(["2017-01-01"] * 3, [-3, 1, 2], recipient=["USA", "KOR", None])
    tone = tone_by_period(table).set_index("recipient")["mean_tone"]
    assert tone.to_dict() == {"KOR": 1.0, "USA": -3.0}


def test_months_and_articles_serve_as_well():
    table = statements(["2017-12-31", "2018-01-01"], [-1, 1], document_id=None, article_id="a")
    assert tone_by_period(table, freq="MS", by=None)["mean_tone"].tolist() == [-1.0, 1.0]


def test_spans_of_years_are_counted_from_the_first_and_hold_their_last_day():
    table = statements(["1991-06-01", "1995-12-31", "1996-01-01", "2001-01-01"], [-1, -3, 0, 2])
    tone = tone_by_period(table, freq="5YS", by=None)
    assert tone["period_start"].dt.year.tolist() == [1991, 1996, 2001]
    assert tone["n"].tolist() == [2, 1, 1]


def test_a_statement_to_two_states_counts_for_each():
    split = split_targets(statements(["2017-01-01"] * 2, [-3, 1], recipient=["KOR+USA", None]))
    assert split["recipient"].tolist() == ["KOR", "USA"]
    assert split["tone"].tolist() == [-3, -3]


def test_no_statements_give_an_empty_table():
    assert tone_by_period(statements([], [])).empty


def test_a_statement_without_date_is_named():
    with pytest.raises(ValueError, match=r"statement without date: rows \[1\]"):
        tone_by_period(statements(["2017-01-01", None], [-1, 1]))


def test_only_threats_enter_the_conditional_share():
    table = statements(
        ["2017-01-01"] * 4 + ["2018-01-01"], [-3] * 5,
        act=["threat"] * 3 + ["warning"] * 2, is_conditional=[True, False, None, True, True],
    )  # fmt: skip
    share = conditional_share(table)
    assert share["n"].tolist() == [2, 0]
    assert share["share"].iloc[0] == 0.5
    assert share["share"].isna().iloc[1]
    assert 0 < share["lower"].iloc[0] < 0.5 < share["upper"].iloc[0] < 1


def test_dictionary_is_sound_and_scores_both_ways():
    check_themes(load_tone_terms())
    hostile = dictionary_score("We will smash the enemy with merciless retaliation.")
    mild = dictionary_score("We welcome dialogue, trust and friendship.")
    assert hostile["balance"] < 0 < mild["balance"]
    assert hostile["hostile"] == pytest.approx(4 / 8 * 1000)


@pytest.mark.parametrize("score", [dictionary_score, vader_score])
def test_a_document_without_words_has_no_score(score):
    with pytest.raises(ValueError, match="document without words"):
        score(" 12. ")


def test_vader_is_a_mean_over_sentences():
    assert vader_score("War is horrible.") < vader_score("War is horrible. Peace is wonderful.") < 1


def test_scores_are_compared_by_rank_with_an_interval():
    rng = np.random.default_rng(5)
    tone = rng.normal(size=30)
    names = [f"d{i}" for i in range(30)]
    scores = pd.concat(
        [
            pd.DataFrame({"document_id": names, "method": "good", "score": np.exp(tone)}),
            pd.DataFrame({"document_id": names, "method": "noise", "score": rng.normal(size=30)}),
        ]
    )
    table = compare_scores(scores, pd.DataFrame({"document_id": names, "tone": tone}))
    table = table.set_index("method")
    assert table.loc["good", "spearman"] == pytest.approx(1)
    assert table.loc["noise", "lower"] < 0 < table.loc["noise", "upper"]


def test_too_few_documents_are_not_compared():
    scores = pd.DataFrame({"document_id": ["a"], "method": "m", "score": [1.0]})
    table = compare_scores(scores, pd.DataFrame({"document_id": ["a"], "tone": [-1]}))
    assert table["n_documents"].tolist() == [1]
    assert table["spearman"].isna().all()
