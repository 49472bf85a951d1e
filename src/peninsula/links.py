"""From a link as found: an address that works, a key that joins its variants, and a day.

The articles of one page are one article, whatever trackers, mirrors or moved hosts its link has
met on the way; and about half of all links show the day their page came out.
"""

from __future__ import annotations

import hashlib
import re
from calendar import month_abbr
from datetime import UTC, datetime, timedelta, timezone
from urllib.parse import parse_qs, parse_qsl, unquote, urlencode, urlsplit, urlunsplit

KST = timezone(timedelta(hours=9))
TRACKING = re.compile(
    r"^(utm_|fbclid|gclid|ocid|cvid|hpid|linkId|sr$|eref|tztc|hss_|amp$|mod$|feature$|ref$)"
)
MONTHS = [name.lower() for name in month_abbr[1:]]
# Sites whose queries tell how a reader came to a page, never which page.
IDLE_QUERY = re.compile(
    r"(?:twitter|x|nytimes|nknews|reuters|apnews|washingtonpost|cnn|nti)\.(?:com|org)$"
    r"|en\.yna\.co\.kr$"
)


def clean_url(url: str) -> str:
    """The link without trackers and stray marks; it still opens the same page.

    >>> clean_url('https://en.yna.co.kr/view/AEN20220105001855325?section=nk/nk#none')
    'https://en.yna.co.kr/view/AEN20220105001855325'
    """
    if "google.com/url?" in url:
        url = parse_qs(urlsplit(url).query)["url"][0]
    parts = urlsplit(url.strip("\"' "))
    query = "" if IDLE_QUERY.search(parts.netloc) else drop_trackers(parts.query)
    path = re.sub(r"/Video$", "/", re.sub(r"(?<=SB\d{32})M$", "", parts.path))
    fragment = "" if re.match(r"[.:]|none$|$", parts.fragment) else parts.fragment
    return urlunsplit((parts.scheme, parts.netloc.lower(), path, query, fragment))


def drop_trackers(query: str) -> str:
    """A query without the values that only say how the reader came."""
    pairs = parse_qsl(query, keep_blank_values=True)
    kept = [pair for pair in pairs if not TRACKING.search(pair[0])]
    return query if kept == pairs else urlencode(kept, safe="/")


def unwrap_archive(url: str) -> str:
    """The page behind an address of the Internet Archive."""
    return re.sub(r"^https?://web\.archive\.org/web/\d+/", "", url)


def find_domain(url: str) -> str:
    """The site's name without ``www``.

    >>> find_domain("https://web.archive.org/web/2003/https://www.latimes.com/archives/x")
    'latimes.com'
    """
    return urlsplit(unwrap_archive(url)).netloc.lower().rstrip(".").removeprefix("www.")


# Publishers that moved their pages but kept a page's number.
STABLE_IDS = {
    "yna": r"(?:yna|yonhapnews)\.co\.kr/.*?((?:AEN|AKR|PYH)\d{17,})",
    "twitter": r"(?:twitter|x)\.com/.+/status/(\d+)",
    "kcnawatch": r"kcnawatch\.\w+/newstream/(\d+-\d+)",
    "washingtonpost": r"washingtonpost\.com/.*(AR\d{10,})",
    "wsj": r"wsj\.com/articles/(SB\d{32})",
    "latimes": r"latimes\.com/.*?(?:mn|fg)[-/](\w+?)(?:_1_north_korea|-story\.html)?$",
    "mnd": r"mnd\.go\.kr/.*(PBLICTNEBOOK_\d+)",
}


def make_link_key(url: str) -> str:
    """What two links to one page share: host without prefix, path, and the query that matters.

    >>> make_link_key("http://edition.cnn.com/2016/04/28/asia/x/index.html")
    'cnn.com/2016/04/28/asia/x'
    """
    target = unwrap_archive(url)
    for site, pattern in STABLE_IDS.items():
        if found := re.search(pattern, target):
            return f"{site}:{found[1]}"
    parts = urlsplit(target)
    host = re.sub(r"^(www|m|edition|news|amp)\.(?=\w+\.)", "", parts.netloc.lower())
    path = re.sub(r"/index\.html?$", "", unquote(parts.path).rstrip("/"))
    return host + path + (f"?{parts.query}" if parts.query else "")


def make_date(year: str | int, month: str | int, day: str | int) -> str:
    """ISO date, or blank where the numbers are no date of the years 1950 to 2030.

    >>> make_date(2016, 2, 30)
    ''
    """
    try:
        date = datetime(int(year), int(month), int(day), tzinfo=UTC)
    except ValueError:
        return ""
    return date.strftime("%Y-%m-%d") if 1950 <= date.year <= 2030 else ""


def date_of_epoch(seconds: float) -> str:
    """The Korea day of a clock count of seconds."""
    return datetime.fromtimestamp(seconds, KST).strftime("%Y-%m-%d")


def read_clock(url: str) -> str:
    """The Korea day from a number in the link that is a clock: posts, KCNA Watch, WSJ, UPI.

    >>> read_clock("https://kcnawatch.org/newstream/1663801654-70217656/vice/")
    '2022-09-22'
    """
    if post := re.search(r"(?:twitter|x)\.com/.+/status/(\d{15,})", url):
        return date_of_epoch(((int(post[1]) >> 22) + 1288834974657) / 1000)
    if item := re.search(r"kcnawatch\.\w+/newstream/(\d{10})-", url):
        return date_of_epoch(int(item[1]))
    if story := re.search(r"wsj\.com/articles/[a-z].*-1?(1[0-9]{9})$", url):
        return date_of_epoch(int(story[1]))
    if story := re.search(r"upi\.com/.*/\d{3,4}?(1[0-9]{9})/?$", url):
        return date_of_epoch(int(story[1]))
    return ""


Y, M, D = r"((?:19|20)\d\d)", r"(\d\d)", r"(\d\d)"
# Patterns for one publisher, then for many; the groups are year, month, day.
DATE_PATTERNS = [
    rf"(?:AEN|AKR|PYH|NISX){Y}{M}{D}",
    rf"mod\.go\.jp/.*/{Y}/{M}/{D}[a-z._]",
    rf"mod\.go\.jp/.*/{Y}/{M}{D}[a-z_.]",
    rf"koreaherald\.com/view\.php\?ud={Y}{M}{D}",
    rf"seoul\.co\.kr/.*id={Y}{M}{D}",
    rf"newsID={Y}-{M}-{D}",
    rf"cnn\.com/{Y}/WORLD/\w+/(?:\w+/)?{M}/{D}/",
    rf"reuters\.com/article/.*id\w+?{Y}{M}{D}$",
    rf"cdnc\?.*DS{Y}{M}{D}",
    rf"(?:defense-update\.com/|crsreport\.com/files/|releases/\d+/\d+/){Y}{M}{D}",
    rf"/{Y}[/-]{M}[/-]{D}(?:/|$)",
    rf"-{Y}-{M}-{D}/?$",
    rf"/{Y}/?{M}{D}/",
    rf"-{D}-{M}-{Y}$",
]
SHORT_YEAR_PATTERNS = [
    (r"cnn\.com/WORLD/(?:asiapcf/)?(\d\d)(\d\d)/(\d\d)/", "ymd"),
    (r"38north\.org/.*/[a-z]+(\d\d)(\d\d)(\d\d)/?$", "mdy"),
    (r"aljazeera\.com/.*-(\d\d)(\d\d)(\d\d)\d{9}\.html$", "ymd"),
    (r"rfa\.org/.*-(\d\d)(\d\d)(20\d\d)\d{6}\.html", "mdy"),
    (r"/pressconf/\d{4}/\d\d/(\d\d)(\d\d)(\d\d)", "ymd"),
]


def read_short_year(url: str) -> str:
    """The day where a link gives the year with two digits or the month first.

    >>> read_short_year("http://www.cnn.com/WORLD/9704/10/korea/")
    '1997-04-10'
    """
    for pattern, order in SHORT_YEAR_PATTERNS:
        if found := re.search(pattern, url):
            part = dict(zip(order, found.groups(), strict=True))
            year = (
                part["y"]
                if len(part["y"]) == 4
                else ("19" if part["y"] > "50" else "20") + part["y"]
            )
            return make_date(year, part["m"], part["d"])
    return ""


NAMED_MONTH_PATTERNS = [
    (rf"/{Y}/([a-z]{{3}})/(\d\d?)/", "ymd"),
    (rf"la-xpm-{Y}-([a-z]{{3}})-(\d\d?)-", "ymd"),
    (rf"-(\d\d?)-([a-z]{{3}})[a-z]*-{Y}/?(?:#|$)", "dmy"),
]


def read_named_month(url: str) -> str:
    """The day where a link names the month.

    >>> read_named_month("https://www.theguardian.com/world/2014/jul/13/north-korea")
    '2014-07-13'
    """
    for pattern, order in NAMED_MONTH_PATTERNS:
        found = re.search(pattern, url)
        if found and found[2] in MONTHS:
            year, day = (found[1], found[3]) if order == "ymd" else (found[3], found[1])
            return make_date(year, MONTHS.index(found[2]) + 1, day)
    return ""


def read_published_date(url: str) -> str:
    """The day of publication that a link shows, or blank.

    >>> read_published_date("https://www.mod.go.jp/j/press/kisha/2022/0504a_r.html")
    '2022-05-04'
    >>> read_published_date("https://www.nknews.org/2025/09/north-korean-workers/")
    ''
    """
    target = unwrap_archive(url)
    if re.search("PBLICTNEBOOK_|whitepaper", target):  # the day of the upload, not of the paper
        return ""
    for pattern in DATE_PATTERNS:
        if (found := re.search(pattern, target)) and (date := make_date(*found.groups())):
            return date
    return read_short_year(target) or read_named_month(target) or read_clock(target)


def find_author(url: str) -> str:
    """The account of a post."""
    post = re.search(r"(?:twitter|x)\.com/(\w+)/status/", url)
    return f"@{post[1]}" if post else ""


def make_article_id(outlet: str, date: str, key: str) -> str:
    """Readable and stable: outlet, day, and six signs that stand for the page.

    >>> make_article_id("The Korea Times", "2022-07-13", "koreatimes.co.kr/1")
    'the-korea-times-20220713-fd16f9'
    """
    slug = re.sub(r"[^a-z0-9]+", "-", outlet.lower()).strip("-")[:28].rstrip("-")
    mark = hashlib.sha256(key.encode()).hexdigest()[:6]
    return f"{slug}-{date.replace('-', '') or 'undated'}-{mark}"
