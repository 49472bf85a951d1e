"""The report site in a real browser: links, hosts, keyboard, accessibility, phone width."""

import re
import urllib.parse
import urllib.request
from html.parser import HTMLParser

import pytest

from .conftest import foreign

SERIOUS = {"serious", "critical"}


class Links(HTMLParser):
    """Addresses, anchors and images of one page."""

    def __init__(self):
        super().__init__()
        self.hrefs, self.ids, self.images = [], set(), []

    def handle_starttag(self, tag, attrs):
        """Note what a tag points to."""
        found = dict(attrs)
        self.ids.update(v for k, v in attrs if k in ("id", "name") and v)
        if tag == "a" and found.get("href"):
            self.hrefs.append(found["href"])
        if tag == "img":
            self.images.append(found)


def read(url) -> Links:
    """Parse one page."""
    parser = Links()
    parser.feed(urllib.request.urlopen(url).read().decode("utf-8"))
    return parser


@pytest.fixture(scope="module")
def pages(site) -> dict[str, Links]:
    """Every page that can be reached from the start page."""
    found, waiting = {}, [f"{site}/index.html"]
    while waiting:
        url = waiting.pop()
        if url in found:
            continue
        found[url] = read(url)
        for href in found[url].hrefs:
            target = urllib.parse.urldefrag(urllib.parse.urljoin(url, href)).url
            if target.startswith(site) and target.endswith(".html") and target not in found:
                waiting.append(target)
    return found


def test_no_link_is_dead(site, pages):
    dead = []
    for url, page in pages.items():
        for href in page.hrefs:
            target, anchor = urllib.parse.urldefrag(urllib.parse.urljoin(url, href))
            if not target.startswith(site):
                continue
            if target in pages:
                if anchor and anchor not in pages[target].ids:
                    dead.append((url, href))
                continue
            try:
                urllib.request.urlopen(target).close()
            except OSError:
                dead.append((url, href))
    assert dead == []


def test_every_notebook_table_and_reference_page_is_reached(pages):
    names = {re.sub(r".*/", "", url) for url in pages}
    assert {
        "00_start_here.html",
        "tables.html",
        "codebook.html",
        "glossary.html",
        "api.html",
    } <= names


def test_every_chart_has_words(pages):
    charts = [i for p in pages.values() for i in p.images if "_images/" in i.get("src", "")]
    assert charts
    short = [i["src"] for i in charts if len(i.get("alt") or "") < 20]
    assert short == []


def test_the_words_of_a_chart_stand_under_it(site, page):
    page.goto(f"{site}/notebooks/02_missile_tests.html")
    charts = page.locator(".bd-article img[src*=_images]").all()
    captions = page.locator(".bd-article p > em:only-child").all()
    shown = {" ".join(caption.inner_text().split()): caption for caption in captions}
    assert len(charts) >= 5
    for chart in charts:
        under = shown[" ".join(chart.get_attribute("alt").split())]
        gap = under.bounding_box()["y"] - sum(chart.bounding_box()[k] for k in ("y", "height"))
        assert 0 <= gap < 60


def test_no_other_host_is_asked_and_nothing_fails(site, pages, page):
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    for url in pages:
        page.goto(url)
    assert foreign(page) == []
    assert errors == []


def test_search_finds_a_term(site, page):
    page.goto(f"{site}/search.html?q=launch")
    page.wait_for_selector("#search-results li", timeout=20_000)
    assert page.locator("#search-results li").count() >= 2


def test_keyboard_reaches_the_content_and_opens_the_code(site, page):
    page.goto(f"{site}/notebooks/00_start_here.html")
    page.keyboard.press("Tab")
    assert "Skip to main content" in page.evaluate("() => document.activeElement.innerText")
    toggle = page.locator("details.hide summary").first
    toggle.focus()
    page.keyboard.press("Enter")
    assert page.locator("details.hide").first.evaluate("node => node.open")


def test_terms_are_explained(site, page):
    page.goto(f"{site}/notebooks/00_start_here.html")
    title = page.locator("abbr[title]").first.get_attribute("title")
    assert len(title) > 20


READ_ON_A_PHONE = [
    "index.html",
    "tables.html",
    "codebook.html",
    "api/charts.html",
    "notebooks/00_start_here.html",
    "notebooks/01_evidence.html",
    "notebooks/02_missile_tests.html",
]


@pytest.mark.parametrize("name", READ_ON_A_PHONE)
def test_phone_width(site, page, name, screenshots):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{site}/{name}")
    wide = page.evaluate("() => document.documentElement.scrollWidth - window.innerWidth")
    page.screenshot(path=screenshots / f"phone-{name.replace('/', '-')}.png")
    assert wide <= 1, "the page scrolls sideways"
    for image in page.locator(".bd-article img").all():
        box = image.bounding_box()
        assert box is None or box["width"] <= 390


CHECKED_BY_AXE = [
    "index.html",
    "codebook.html",
    "api/numbers.html",
    "notebooks/00_start_here.html",
    "notebooks/02_missile_tests.html",
]


@pytest.mark.parametrize("name", CHECKED_BY_AXE)
def test_no_serious_accessibility_fault(site, page, name):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    page.goto(f"{site}/{name}")
    results = axe.Axe().run(page)
    grave = [
        (v["id"], v["nodes"][0]["html"][:120])
        for v in results.response["violations"]
        if v["impact"] in SERIOUS
    ]
    assert grave == []
