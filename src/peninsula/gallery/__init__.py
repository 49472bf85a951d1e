"""Charts by name, for those who want the picture and its numbers and no notebook.

Each is built from the functions that the notebooks call, and carries the same words:
``gallery.draw("launches-by-month", ds)`` gives the chart and the table it was drawn from.
"""

from peninsula.gallery import launches, incidents, words, talk, places, lists, ahead  # noqa: F401, I001
from peninsula.gallery.registry import CHARTS, NamedChart
from peninsula.gallery.saving import SUFFIXES, TooSmallError, draw, save

__all__ = ["CHARTS", "SUFFIXES", "NamedChart", "TooSmallError", "draw", "save"]
