"""Theme rates: the arithmetic, the gaps, and intervals that cover what they claim."""

import numpy as np
import pandas as pd
import pytest

from peninsula.rhetoric import (
    check_documents,
    check_statements,
    rank_year,
    rate_change,
    say_change,
    say_gaps,
    theme_rates,
)
from peninsula.rhetoric.rates import count_interval, estimate_dispersion


def counts(n, n_tokens=1000, first=2000, **columns):
    starts = pd.to_datetime([f"{first + i}-01-01" for i in range(len(n))])
    table = {"corpus_id": "c", "period_start": starts, "theme": "peace", "n": n}
    return pd.DataFrame(table | {"n_tokens": n_tokens, "n_documents": 1} | columns)


def test_rate_is_per_ten_thousand_words():
    rates = theme_rates(counts([5, 10], n_tokens=[1000, 4000]))
    assert rates["rate"].tolist() == [50.0, 25.0]


def test_a_year_without_text_is_blank_and_a_year_without_hits_is_zero():
    table = counts([3, 0, 4])
    table.loc[2, "period_start"] = pd.Timestamp("2003-01-01")
    rates = theme_rates(table)
    assert rates["period_start"].dt.year.tolist() == [2000, 2001, 2002, 2003]
    assert rates["rate"].isna().tolist() == [False, False, True, False]
    assert rates["n"].isna().tolist() == [False, False, True, False]
    assert rates["rate"].iloc[1] == 0
    assert say_gaps(rates, "c") == "3 of 4 periods hold a text; none in 2002."


def test_months_across_a_year_end_fall_into_their_own_year():
    table = counts([1, 2, 3])
    table["period_start"] = pd.to_datetime(["2011-11-01", "2011-12-01", "2012-01-01"])
    rates = theme_rates(table)
    assert rates["n"].tolist() == [3, 3]
    assert rates["n_rows"].tolist() == [2, 1]


def test_corpora_are_kept_apart():
    both = pd.concat([counts([2]), counts([4]).assign(corpus_id="d")])
    assert theme_rates(both)["rate"].tolist() == [20.0, 40.0]


def test_an_empty_table_gives_an_empty_table_with_its_columns():
    assert theme_rates(counts([])).columns[0] == "corpus_id"
    assert theme_rates(counts([])).empty


def test_one_document_has_a_rate_and_no_interval():
    rates = theme_rates(counts([5]))
    assert rates["rate"].tolist() == [50.0]
    assert rates[["lower", "upper"]].isna().all(axis=None)


def test_poisson_counts_have_the_exact_interval():
    lower, upper = count_interval(np.array([0, 15]), 1.0)
    assert lower.round(2).tolist() == [0.0, 8.4]
    assert upper.round(2).tolist() == [3.69, 24.74]


def test_dispersion_ignores_a_trend_and_sees_clustering():
    tokens = np.full(200, 2000.0)
    rng = np.random.default_rng(7)
    trend = rng.poisson(np.linspace(5, 60, 200)).astype(float)
    assert estimate_dispersion(trend, tokens) < 1.4
    clustered = rng.negative_binomial(2, 2 / 32, 200).astype(float)
    assert 12 < estimate_dispersion(clustered, tokens) < 20


def test_intervals_cover_clustered_counts_where_poisson_ones_do_not():
    rng = np.random.default_rng(1)
    tokens, mean, hits, poisson_hits = np.full(34, 2000.0), 20, 0, 0
    for _ in range(200):
        n = rng.negative_binomial(4, 4 / (4 + mean), 34).astype(float)
        for dispersion, tally in ((estimate_dispersion(n, tokens), "own"), (1.0, "poisson")):
            lower, upper = count_interval(n, dispersion)
            covered = ((lower <= mean) & (mean <= upper)).mean()
            hits += covered * (tally == "own")
            poisson_hits += covered * (tally == "poisson")
    assert hits / 200 > 0.9
    assert poisson_hits / 200 < 0.7


def test_interval_of_a_span_agrees_with_a_bootstrap_over_documents():
    rng = np.random.default_rng(3)
    n = rng.negative_binomial(4, 4 / 24, 60)
    rates = theme_rates(counts(n, n_tokens=2000, first=1901), freq="100YS")
    drawn = rng.choice(n, size=(4000, 60)).sum(axis=1) / (60 * 2000) * 10_000
    low, high = np.quantile(drawn, [0.025, 0.975])
    assert rates["lower"].iloc[0] == pytest.approx(low, rel=0.1)
    assert rates["upper"].iloc[0] == pytest.approx(high, rel=0.1)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"n_tokens": 0}, "period with no text: c 2000-01-01"),
        ({"n_documents": 0}, "period with no text: c 2000-01-01"),
        ({"n": 2000}, "period with more hits than words"),
    ],
)
def test_a_period_with_no_text_is_named(change, message):
    with pytest.raises(ValueError, match=message):
        theme_rates(counts([1]).assign(**change))


def test_a_period_listed_twice_is_named():
    with pytest.raises(ValueError, match="period listed twice"):
        theme_rates(pd.concat([counts([1]), counts([1])]))


@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        ("document_date", None, "document without date: a"),
        ("n_tokens", 0, "document without words: a"),
        ("n_tokens", None, "document without words: a"),
        ("language", " ", "document without language: a"),
    ],
)
def test_documents_at_fault_are_named(column, value, message):
    document = {
        "document_id": ["a"], "document_date": ["2019-01-01"], "language": ["en"], "n_tokens": [9],
    }  # fmt: skip
    check_documents(pd.DataFrame(document))
    with pytest.raises(ValueError, match=message):
        check_documents(pd.DataFrame(document | {column: [value]}))


@pytest.mark.parametrize(
    ("document", "article", "message"),
    [
        (None, None, "statement pointing nowhere: s"),
        ("", " ", "statement pointing nowhere: s"),
        ("x", None, "statement pointing to an unknown document: s"),
        ("d", "x", "statement pointing to an unknown article: s"),
        (None, "a", None),
        ("d", None, None),
    ],
)
def test_statements_point_somewhere(document, article, message):
    statement = pd.DataFrame(
        {"statement_id": ["s"], "document_id": [document], "article_id": [article]}
    )
    known = pd.DataFrame({"document_id": ["d"]}), pd.DataFrame({"article_id": ["a"]})
    if message is None:
        return check_statements(statement, *known)
    with pytest.raises(ValueError, match=message):
        check_statements(statement, *known)


def test_shipped_statements_point_somewhere(ds):
    check_statements(ds.statements, ds.documents, ds.articles)


def test_shipped_documents_and_counts_agree(ds):
    speeches = ds.documents[ds.documents["corpus_id"].str.startswith("ungdc")]
    counted = ds.theme_counts[ds.theme_counts["theme"] == "peace"]
    for corpus_id, rows in speeches.groupby("corpus_id"):
        one = counted[counted["corpus_id"] == corpus_id]
        assert one["n_tokens"].sum() == rows["n_tokens"].sum()
        assert len(one) == len(rows) == 34


def test_a_change_at_a_date_stands_out_against_other_dates():
    table = counts([20] * 20 + [2] * 10)
    change = rate_change(table, "c", "2020-01-01", n_before=5, n_after=5).iloc[0]
    assert (change["rate_before"], change["rate_after"]) == (200.0, 20.0)
    assert change["upper"] < 0.3
    assert change["placebo_share"] == 0
    assert change["n_placebos"] == 20


def test_no_change_is_no_change():
    change = rate_change(counts([5] * 30), "c", "2015-01-01", 5, 5).iloc[0]
    assert change["ratio"] == pytest.approx(1)
    assert change["placebo_share"] == 1


def test_a_theme_fallen_silent_has_a_ratio():
    change = rate_change(counts([9] * 10 + [0]), "c", "2010-01-01", 5, 1).iloc[0]
    assert 0 < change["ratio"] < 0.2
    assert "0.0 after" in say_change(change.to_frame().T, "peace")


def test_too_few_texts_and_unknown_corpora_are_refused():
    with pytest.raises(ValueError, match="has 1 texts before it and 2 from it on"):
        rate_change(counts([1, 1, 1]), "c", "2001-01-01", 2, 2)
    with pytest.raises(ValueError, match="no texts in corpus 'x'"):
        rate_change(counts([1]), "x", "2001-01-01", 1, 1)


def test_rank_of_a_year_leaves_out_gaps():
    rates = theme_rates(counts([1, 9, 5]))
    rates.loc[2, "rate"] = None
    ranked = rank_year(rates, "c", 2000).iloc[0]
    assert (ranked["rank"], ranked["n_years"]) == (2, 2)
    with pytest.raises(ValueError, match="no text of 2002"):
        rank_year(rates, "c", 2002)
