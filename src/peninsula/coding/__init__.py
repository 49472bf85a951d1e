"""From a raw page to proposed rows: the article, its events with Korea dates, its statements.

>>> page = "North Korea fired two ballistic missiles on Monday, Seoul's military said."
>>> code_page(page, published="2022-12-28")["events"][0]["event_date"]
'2022-12-26'
"""

from peninsula.coding.article import code_page
from peninsula.coding.dates import find_dates, resolve_date
from peninsula.coding.decoding import PageError
from peninsula.coding.events import find_events
from peninsula.coding.page import read_page
from peninsula.coding.statements import find_statements

__all__ = [
    "PageError",
    "code_page",
    "find_dates",
    "find_events",
    "find_statements",
    "read_page",
    "resolve_date",
]
