"""Keyness against a published worked example and an independent count by hand."""

import math

import numpy as np
import pandas as pd
import pytest

from peninsula.rhetoric import keyness, say_keyness, show_ends
from peninsula.rhetoric.keyness import weigh_log_odds


def terms_of(**texts):
    rows = [
        (document, term, text.split().count(term))
        for document, text in texts.items()
        for term in sorted(set(text.split()))
    ]
    documents = pd.DataFrame(
        {"document_id": texts.keys(), "n_tokens": [len(t.split()) for t in texts.values()]}
    )
    return pd.DataFrame(rows, columns=["document_id", "term", "n"]), documents


def test_published_worked_example():
    """The example of the fightin_words package (version 1.0.5): a flat prior of 0.05 a word."""
    first = ["the", "quick", "brown", "fox", "jumps", "over", "the", "lazy", "pig"]
    second = ["the", "lazy", "purple", "pig", "jumps", "over", "the", "lazier", "donkey"]
    words = sorted(set(first + second))
    n_first = np.array([first.count(w) for w in words], dtype=float)
    n_second = np.array([second.count(w) for w in words], dtype=float)
    prior = np.full(len(words), 0.05)
    _, z = weigh_log_odds(n_first, n_second, 9, 9, prior, prior.sum())
    found = dict(zip(words, z, strict=True))
    for word in ("donkey", "lazier", "purple"):
        assert found[word] == pytest.approx(-0.6894227886807968)
    for word in ("brown", "fox", "quick"):
        assert found[word] == pytest.approx(0.6894227886807968)
    for word in ("jumps", "lazy", "over", "pig", "the"):
        assert found[word] == pytest.approx(0)


def by_hand(n, other, total, other_total, background, background_total, size):
    """Equations 16, 19 and 22 of the paper, one word at a time."""
    prior = size * background / background_total
    odds = (n + prior) / (total + size - n - prior)
    other_odds = (other + prior) / (other_total + size - other - prior)
    error = math.sqrt(1 / (n + prior) + 1 / (other + prior))
    return (math.log(odds) - math.log(other_odds)) / error


def test_informative_prior_word_by_word():
    texts = {"a": "war war war peace talks", "b": "peace peace talks talks war", "c": "war peace"}
    terms, documents = terms_of(**texts)
    table = keyness(terms, documents, ["a", "c"], ["b"], prior_words=20).set_index("term")
    first, second = (texts["a"] + " " + texts["c"]).split(), texts["b"].split()
    for word in ("war", "peace", "talks"):
        n, other = first.count(word), second.count(word)
        expected = by_hand(n, other, 7, 5, n + other, 12, 20)
        assert table.loc[word, "z"] == pytest.approx(expected)
    assert table.loc["war", "n_documents_first"] == 2


def test_swapping_the_groups_turns_the_signs():
    terms, documents = terms_of(a="war war peace", b="peace peace war")
    one = keyness(terms, documents, ["a"], ["b"]).set_index("term")["z"]
    other = keyness(terms, documents, ["b"], ["a"]).set_index("term")["z"]
    pd.testing.assert_series_equal(one.sort_index(), -other.sort_index())


def test_a_larger_prior_pulls_toward_zero():
    terms, documents = terms_of(a="war war peace", b="peace peace war")
    weak = keyness(terms, documents, ["a"], ["b"], prior_words=1)
    strong = keyness(terms, documents, ["a"], ["b"], prior_words=1000)
    assert strong["log_odds"].abs().max() < weak["log_odds"].abs().max() / 10


def test_words_below_the_cut_count_in_the_total():
    terms, documents = terms_of(a="war peace", b="war peace")
    longer = documents.assign(n_tokens=[2, 200])
    table = keyness(terms, longer, ["a"], ["b"])
    assert (table["log_odds"] > 0).all()


@pytest.mark.parametrize(
    ("first", "second", "message"),
    [
        ([], ["b"], "one is empty"),
        (["a"], ["a"], "documents in both groups: a"),
        (["x"], ["b"], "documents that are not in the table: x"),
    ],
)
def test_groups_at_fault_are_named(first, second, message):
    terms, documents = terms_of(a="war", b="peace")
    with pytest.raises(ValueError, match=message):
        keyness(terms, documents, first, second)


def test_reunification_marks_the_earlier_speeches(ds):
    north = ds.documents[ds.documents["corpus_id"] == "ungdc_prk"]
    late = north["document_date"] >= "2012-01-01"
    table = keyness(
        ds.document_terms, ds.documents, north.loc[late, "document_id"],
        north.loc[~late, "document_id"],
    )  # fmt: skip
    assert table["term"].iloc[-1] == "reunification"
    assert "reunification" in say_keyness(table, "now", "then")
    assert len(show_ends(table, 5)) == 10
