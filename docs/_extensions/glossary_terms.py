"""Terms of the field explained where they stand: the first use on a page gets an <abbr> title.

The terms come from ``data/lookup/glossary.csv``, which is also the glossary page.
"""

from __future__ import annotations

import csv
import re
from pathlib import Path

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

SKIP = (nodes.literal, nodes.literal_block, nodes.title, nodes.reference, nodes.raw, nodes.Inline)


def read_terms(path: Path) -> dict[str, str]:
    """Explanations by term."""
    with path.open(encoding="utf-8", newline="") as file:
        return {
            row["term"]: f"{row['expansion']}: {row['meaning']}" for row in csv.DictReader(file)
        }


class ExplainTerms(SphinxPostTransform):
    """Wrap the first use of each term on a page."""

    default_priority = 900
    formats = ("html",)

    def run(self, **kwargs) -> None:
        """Walk the text of one page."""
        path = Path(self.app.srcdir) / "_extra" / "data" / "lookup" / "glossary.csv"
        if self.env.docname == "glossary" or not path.is_file():
            return
        left = read_terms(path)
        for text in list(self.document.findall(nodes.Text)):
            if left and not isinstance(text.parent, SKIP):
                self._explain(text, left)

    def _explain(self, text: nodes.Text, left: dict[str, str]) -> None:
        pattern = r"(?<![\w-])(" + "|".join(map(re.escape, left)) + r")(?![\w-])"
        pieces, position = [], 0
        for found in re.finditer(pattern, text.astext()):
            term = found[0]
            if term in left:
                pieces.append(nodes.Text(text.astext()[position : found.start()]))
                pieces.append(nodes.abbreviation(term, term, explanation=left.pop(term)))
                position = found.end()
        if pieces:
            pieces.append(nodes.Text(text.astext()[position:]))
            text.parent.replace(text, [p for p in pieces if p.astext()])


def setup(app) -> dict:
    """Register with Sphinx."""
    app.add_post_transform(ExplainTerms)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
