"""Words, terms and themes: what is counted, what is refused, and the lists as they ship."""

import pandas as pd
import pytest

from peninsula.rhetoric import (
    build_term_index,
    check_themes,
    count_terms,
    count_themes,
    split_sentences,
    tokenize,
)
from peninsula.rhetoric.themes import list_terms

TAXONOMY = {
    "nuclear", "missile", "satellite", "exercises", "us_alliance", "preemptive_strike",
    "sovereignty", "self_defence", "border", "leaflets", "drones", "cyber", "sanctions",
    "un_resolutions", "deterrence", "dialogue", "unification", "inter_korean", "denuclearization",
    "human_rights", "economy", "russia_china", "domestic", "imperialism", "peace",
}  # fmt: skip


def themes(**terms):
    return pd.DataFrame({"theme": terms.keys(), "language": "en", "terms": terms.values()})


def counted(text, **terms):
    found = count_terms(tokenize(text), build_term_index(themes(**terms)))
    return {(term.theme, term.term): n for term, n in found.items()}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", []),
        ("1 2 3", []),
        ("U.S. troops, us and the U.S.A.", ["usa", "troops", "us", "and", "the", "usa"]),
        ("Korea’s\tself-defence", ["korea", "self", "defence"]),
        ("Ｎuclear", ["nuclear"]),
    ],
)
def test_words(text, words):
    assert tokenize(text) == words


def test_sentences_survive_broken_lines():
    assert split_sentences("One\n line. Two\tlines.") == ["One line.", "Two lines."]
    assert split_sentences(" \n") == []


def test_the_longest_term_wins_and_uses_up_its_words():
    terms = {"nuclear": "nuclear;nuclear test", "deterrence": "nuclear deterrent;deterrent"}
    assert counted("Nuclear nuclear deterrent nuclear test.", **terms) == {
        ("nuclear", "nuclear"): 1, ("deterrence", "nuclear deterrent"): 1,
        ("nuclear", "nuclear test"): 1,
    }  # fmt: skip


def test_a_term_is_whole_words_and_may_end_the_text():
    assert counted("disarm arms arm", arms="arms") == {("arms", "arms"): 1}
    assert counted("pre-emptive", strike="pre emptive strike") == {}


def test_a_theme_without_terms_is_named():
    with pytest.raises(ValueError, match=r"theme without terms: peace \(en\)"):
        check_themes(themes(peace=" ; ", war="war"))


def test_a_term_twice_is_named_with_both_themes():
    with pytest.raises(ValueError, match=r"term twice: 'talks' \(en\) in dialogue, peace"):
        check_themes(themes(dialogue="talks", peace="talks"))
    with pytest.raises(ValueError, match="term twice: 'talks'"):
        check_themes(themes(dialogue="talks;talks"))


def test_two_spellings_of_the_same_words_in_two_themes_are_one_term():
    with pytest.raises(ValueError, match="term twice"):
        build_term_index(themes(strike="pre-emptive", deterrence="pre emptive"))


def test_the_same_term_in_two_languages_is_no_fault():
    both = pd.concat([themes(peace="npt"), themes(nuclear="npt").assign(language="ko")])
    check_themes(both)


def test_a_language_without_lists_is_refused():
    with pytest.raises(ValueError, match="no themes in language 'fr'"):
        build_term_index(themes(peace="peace"), "fr")


def test_counts_are_complete_over_periods_and_themes():
    index = build_term_index(themes(peace="peace", war="war"))
    documents = [("2020-01-01", ["war"]), ("2018-01-01", ["peace", "peace"]), ("2020-01-01", ["a"])]
    table = count_themes(iter(documents), index)
    assert table["n"].tolist() == [2, 0, 0, 1]
    assert table["n_tokens"].tolist() == [2, 2, 2, 2]
    assert table["n_documents"].tolist() == [1, 1, 2, 2]
    assert table["period_start"].is_monotonic_increasing


def test_no_documents_give_an_empty_table_with_its_columns():
    table = count_themes([], build_term_index(themes(peace="peace")))
    assert table.empty and "n_documents" in table


@pytest.mark.parametrize(
    ("document", "fault"), [(("2018-01-01", []), "words"), ((None, ["peace"]), "date")]
)
def test_a_document_without_date_or_words_is_named(document, fault):
    with pytest.raises(ValueError, match=f"document without {fault}: number 1"):
        count_themes([document], build_term_index(themes(peace="peace")))


def test_every_theme_of_the_taxonomy_has_an_english_and_a_korean_list(ds):
    assert set(ds.themes["theme"]) == TAXONOMY
    assert len(ds.themes) == 2 * len(TAXONOMY)
    check_themes(ds.themes)
    assert ds.themes["source"].notna().all()


def test_english_lists_are_written_as_they_are_searched(ds):
    terms = list_terms(ds.themes.loc[ds.themes["language"] == "en"])
    odd = [term for term in terms["term"] if " ".join(tokenize(term)) != term]
    assert odd == []
    build_term_index(ds.themes, "en")


def test_every_theme_occurs_somewhere_but_for_those_that_say_so(ds):
    hits = ds.theme_counts.assign(
        language=ds.theme_counts["corpus_id"].eq("new_year").map({True: "ko", False: "en"})
    )
    hits = hits.groupby(["theme", "language"], observed=True)["n"].sum()
    silent = {tuple(key) for key, n in hits.items() if n == 0}
    says_so = ds.themes[ds.themes["source"].str.contains("no term of this theme occurs")]
    assert silent == set(zip(says_so["theme"], says_so["language"], strict=True))
