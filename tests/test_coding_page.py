"""Raw pages to articles: what is kept, what goes; pages are our own."""

from __future__ import annotations

from datetime import date

import pytest

from peninsula.coding import PageError, code_page, read_page
from peninsula.coding.decoding import clean_characters, decode
from peninsula.coding.lines import classify_line

MESSY = """\
All your news.
Download our app
Start reading
The Daily Harbour
National
Hong Gil-dong

North Korea fires two missiles, South says

KCNA via KNS

SEOUL, South Korea (Agency) — North Korea fired two ballistic missiles on Monday, the South said.

They fell at sea.

Related:
A story about ships
“It was loud,” a fisherman on the east coast told the local broadcaster that evening.

Sign up to read this article
Already a member? Sign in here
Related Stories
North Korea conducts nuclear test, officials in three countries say in a joint statement today.
Our Picks
"""


@pytest.fixture
def messy():
    return read_page(MESSY, published="2022-12-28")


def test_particulars_of_a_messy_page(messy):
    assert messy.headline == "North Korea fires two missiles, South says"
    assert messy.byline == "Hong Gil-dong"
    assert messy.section == "National"
    assert messy.photo_credit == "KCNA via KNS"
    assert messy.dateline.startswith("SEOUL, South Korea (Agency)")


def test_body_is_whole_and_nothing_else(messy):
    assert messy.body.split("\n") == [
        "North Korea fired two ballistic missiles on Monday, the South said.",
        "They fell at sea.",
        "“It was loud,” a fisherman on the east coast told the local broadcaster that evening.",
    ]


def test_teasers_make_no_event():
    types = {e["event_type"] for e in code_page(MESSY, published="2022-12-28")["events"]}
    assert types == {"missile_ballistic"}


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Related Stories", "tail"), ("Most Read", "tail"), ("You may also like", "tail"),
        ("Advertisement", "drop"), ("Share this story", "drop"), ("Home > World > Asia", "drop"),
        ("3 hours ago · 2 min read", "drop"), ("Already a member? Sign in here", "drop"),
        ("By Hong Gil-dong", "byline"), ("By a staff reporter", "byline"),
        ("Published 2024.05.29 14:20 (KST)", "date"), ("July 16, 2024 3:16 AM", "date"),
        ("Posted : 2029-11-08 21:15", "date"), ("National", "section"), ("World News", "section"),
        ("[Photo: A guard post. / Pool photo]", "caption"), ("(AP Photo/Hong)", "caption"),
        ("KCNA via KNS", "caption"), ("Photo : YONHAP News", "caption"),
        ("(Reporting by the Seoul desk)", "credit"),
        ("North Korea fires two missiles", "short"), ("It fell into the sea.", "sentence"),
    ],
)  # fmt: skip
def test_line_kinds(line, kind):
    assert classify_line(line) == kind


def test_news_that_sounds_like_a_slogan_stays():
    line = (
        "North Korea signed up to the pact in 2018, and the South said on Monday that the North "
        "had subscribed to every clause of it before troops pulled back from the border."
    )
    assert classify_line(line) == "paragraph"


def test_broken_lines_are_joined():
    page = "Headline of a story\n\nNorth Korea fired a missile that flew\n\nover Japan on Monday."
    body = read_page(page + " It landed in the ocean, officials said.", "2022-12-28").body
    assert "flew over Japan" in body or "flew\nover Japan" not in body


def test_date_on_the_page_is_used_and_compared():
    page = "A headline\nPublished: 16 Jul, 2024 10:17am\n\nNorth Korea fired a missile on Monday."
    assert read_page(page).published == date(2024, 7, 16)
    other = read_page(page, published="2024-07-17")
    assert other.published == date(2024, 7, 17)
    assert any("2024-07-16" in w and "2024-07-17" in w for w in other.warnings)


def test_outlet_gives_country():
    page = read_page("North Korea fired a missile on Monday.", "2022-12-28", outlet="Yonhap")
    assert (page.outlet_type, page.outlet_country) == ("wire", "KOR")


HTML = """<!DOCTYPE html><html><head><title>Kim speaks | Harbour</title>
<meta property="article:published_time" content="2022-12-28T10:00:00+09:00">
<script>var x = "North Korea conducts nuclear test";</script></head>
<body><nav><a href="/">Home</a></nav><article><h1>Kim speaks<script>alert(1)</script></h1>
<p>North Korea fired two ballistic missiles into the sea on Monday, the South&rsquo;s military
said, in its third launch this month.</p>
<p>The Joint Chiefs of Staff said that the missiles flew about 300 kilometers and that it was
analyzing them together with the United States.</p></article>
<aside><h3>Related stories</h3><ul><li>North Korea sinks a ship</li></ul></aside></body></html>"""


def test_html_by_file_and_by_text(tmp_path):
    path = tmp_path / "page.html"
    path.write_text(HTML, encoding="utf-8")
    for source in (path, str(path), HTML):
        coded = code_page(source)
        assert coded["article"]["headline"] == "Kim speaks"
        assert coded["article"]["published_date"] == "2022-12-28"
        assert [e["event_type"] for e in coded["events"]] == ["missile_ballistic"]
        assert "alert" not in coded["article"]["body"] + coded["article"]["headline"]


# Bad input: a clear message or an honest empty result.


@pytest.mark.parametrize("page", ["", "   \n\n  ", "Subscribe\nLog in\nAdvertisement\nMost read"])
def test_empty_or_only_slogans(page):
    coded = code_page(page, published="2022-12-28")
    assert coded["events"] == [] and coded["statements"] == []
    assert "no story was found on the page" in coded["article"]["warnings"]


@pytest.mark.parametrize(
    ("page", "name"),
    [
        ("북한이 월요일 동해상으로 탄도미사일 두 발을 발사했다고 합동참모본부가 밝혔다.", "Korean"),
        (
            "Северная Корея запустила две баллистические ракеты в понедельник, сообщил Юг.",
            "Russian",
        ),
    ],
)
def test_other_languages_are_named(page, name):
    coded = code_page(page, published="2022-12-28")
    assert coded["events"] == []
    assert any(name in w for w in coded["article"]["warnings"])


@pytest.mark.parametrize(
    "raw", [b"%PDF-1.7 \x00\x01", b"\x89PNG\r\n\x1a\n" + bytes(100), bytes(range(256)) * 20]
)
def test_binary_is_refused(raw, tmp_path):
    path = tmp_path / "page.txt"
    path.write_bytes(raw)
    with pytest.raises(PageError, match="binary"):
        code_page(path)


def test_mixed_encodings_are_read_line_by_line():
    raw = "Kim’s visit was long.\n".encode() + "Seoul’s army fired.\n".encode("cp1252")
    text, _ = decode(raw)
    assert "Kim’s" in text and "Seoul’s" in text


def test_utf16_and_bom():
    assert decode("Kim spoke.".encode("utf-16"))[0].lstrip("\ufeff") == "Kim spoke."
    assert decode(b"\xef\xbb\xbfKim spoke.")[0] == "Kim spoke."


def test_file_too_large(tmp_path):
    path = tmp_path / "big.txt"
    with path.open("wb") as stream:
        stream.truncate(50_000_000)
    with pytest.raises(PageError, match="25 MB"):
        code_page(path)


def test_control_characters_go():
    text = "North\x00 Korea\u200b fired\x1b a missile\x07 on Monday.\u202e"
    assert clean_characters(text) == "North Korea fired a missile on Monday."
    assert code_page(text, "2022-12-28")["events"][0]["event_date"] == "2022-12-26"


def test_date_in_the_future_is_said():
    coded = code_page("North Korea fired a missile on Monday.", published="2999-01-01")
    assert any("lies in the future" in w for w in coded["article"]["warnings"])


def test_no_date_at_all_invents_none():
    coded = code_page("North Korea fired a ballistic missile on Monday, Seoul said.")
    assert coded["events"][0]["event_date"] is None
    assert coded["article"]["published_date"] is None
    assert any("no publication date" in w for w in coded["article"]["warnings"])


def test_wrong_date_is_told():
    with pytest.raises(PageError, match="write it as 2022-12-28"):
        code_page("North Korea fired a missile.", published="28.12.2022")


def test_folder_and_missing_file(tmp_path):
    with pytest.raises(PageError, match="folder"):
        read_page(tmp_path)
    with pytest.raises(PageError, match="no such page"):
        read_page(tmp_path / "none.txt")


@pytest.mark.parametrize(
    "text",
    ["a" * 200_000, "missile " * 30_000, '"' * 50_000, "Dec. " * 20_000, "(" * 20_000,
     "North Korea fired " * 8_000, "\n" * 100_000, "<p>" * 20_000, "1,000 " * 20_000],
    ids=["letters", "missile", "quotes", "months", "brackets", "fired", "breaks", "tags",
         "numbers"],
)  # fmt: skip
def test_nothing_catastrophic(text):
    code_page(text, published="2022-12-28")
