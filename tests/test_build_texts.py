"""The build of ``data/texts``: traps of the sources, byte for byte the same, no sentence kept."""

import csv
import gzip
import json
import sys
from pathlib import Path

import pandas as pd
import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def scripts():
    """The build script and its readers, importable as they are when it runs."""
    sys.path.insert(0, str(ROOT / "scripts"))
    import build_texts
    from texts import kcna, speeches

    yield build_texts, kcna, speeches
    sys.path.remove(str(ROOT / "scripts"))


@pytest.fixture
def kcna_folder(tmp_path):
    """A folder shaped like the reference, to be filled by a test."""
    (tmp_path / "kcna").mkdir()

    def write(name, header, rows):
        with gzip.open(tmp_path / "kcna" / name, "wt", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerows([header, *rows])

    return tmp_path, write


def test_headlines_are_english_and_repeats_go_by_wording(scripts, kcna_folder):
    folder, write = kcna_folder
    write(
        "headlines_1997_2014.csv.gz",
        ["date", "title", "english", "story.link"],
        [
            ["1997-07-01", "One", "True", "same"],
            ["1997-07-02", "Two", "True", "same"],
            ["1997-07-02", "Two", "True", "same"],
            ["1997-07-02", "Tres", "False", "x"],
        ],
    )
    assert list(scripts[1].read_headlines(folder)) == [("1997-07-01", "One"), ("1997-07-01", "Two")]


def test_stories_take_their_day_from_the_link(scripts, kcna_folder):
    folder, write = kcna_folder
    day = "http://www.kcna.co.jp/item/2011/201112/2011-12-01ee.html"
    story = "http://www.kcna.co.jp/item/2012/201203/news15/20120315-03ee.html"
    header = ["story", "date", "index.link", "language"]
    write(
        "stories_2011.csv.gz",
        header,
        [
            ["first", "1970-01-01", day, "en"],
            ["second of the same page", "1970-01-01", day, "en"],
            ["first", "1970-01-01", day, "en"],
            ["primero", "1970-01-01", day, "es"],
            [", ,", "1970-01-01", day, "en"],
        ],
    )
    broken = "http://www.kcna.co.jp/item/2012/201205/(EmptyReference!)"
    write(
        "stories_2012.csv.gz",
        header,
        [["a", "1970-01-01", story, "en"], ["a again", "1970-01-01", story, "en"],
         ["lost", "1970-01-01", broken, "en"]],
    )  # fmt: skip
    late = [
        {"link": "x", "date": 1703376000000, "story_text": "of 2023"},
        {"link": "y", "date": 1704067200000, "story_text": "of 2024"},
    ]
    with gzip.open(folder / "kcna" / "stories_2024.json.gz", "wt") as file:
        json.dump(late, file)
    assert list(scripts[1].read_stories(folder)) == [
        ("2011-12-01", "first"),
        ("2011-12-01", "second of the same page"),
        ("2012-03-01", "a"),
        ("2024-01-01", "of 2024"),
    ]


def test_the_compilers_introduction_is_cut_off(scripts):
    head = "신년사\n\n- 1990년 01월 01일\n해 제\n\n핵문제를 거론하였다.\n\n"
    text = head + "원 문\n\n동지들!\n\n『김일성저작집』42권"
    assert scripts[2].cut_address(text).strip() == "동지들!"


def test_an_address_without_a_heading_is_kept_whole(scripts):
    assert scripts[2].cut_address("친애하는 동지들!\n우리는").strip() == "친애하는 동지들!\n우리는"


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("Mr. Choe Su HON", "Choe Su Hon"),
        ("Choe Su Hon,", "Choe Su Hon"),
        ("Song Kim", "Kim Song"),
        ("", ""),
    ],
)
def test_names_are_cleaned(scripts, name, clean):
    assert scripts[2].clean_name(name) == clean


def test_a_term_that_never_occurs_stops_the_build(scripts):
    themes = pd.DataFrame({"theme": ["peace", "cyber"], "source": ["own", "no term of this theme"]})
    scripts[0].check_unused(themes, ["cyber: virus"])
    with pytest.raises(SystemExit, match="terms that never occur: peace: pax"):
        scripts[0].check_unused(themes, ["cyber: virus", "peace: pax"])


def test_a_folder_without_the_texts_is_refused(scripts, tmp_path, capsys):
    with pytest.raises(SystemExit):
        scripts[0].main([str(tmp_path)])
    assert "holds no speeches/ungdc" in capsys.readouterr().err


def test_speeches_of_the_four_states_are_all_there(scripts, reference):
    speeches = scripts[2].read_speeches(reference, {})
    assert len(speeches) == 4 * 34
    assert all("\t" not in text.body for text in speeches)


@pytest.mark.slow
def test_rebuilt_tables_are_the_same_bytes(scripts, reference, data_copy):
    pytest.importorskip("kiwipiepy")
    assert scripts[0].main([str(reference), "--out", str(data_copy)]) == 0
    for name in ("documents", "document_terms", "theme_counts", "document_scores"):
        path = Path("texts") / f"{name}.csv"
        assert (data_copy / path).read_bytes() == (ROOT / "data" / path).read_bytes(), name


def test_no_sentence_is_kept(ds):
    """Terms are single words; nothing in these tables could hold a sentence."""
    assert not ds.document_terms["term"].str.contains(r"\s").any()
    assert ds.documents["speaker"].dropna().str.len().max() < 40
