"""How a column is described: what it holds, whether it may be blank, what it refers to."""

from __future__ import annotations

import pandera.pandas as pa


def required(description: str, **options) -> object:
    """A required column: blank is a fault."""
    metadata = {k: options.pop(k) for k in ("references", "unit") if k in options}
    return pa.Field(description=description, metadata=metadata, **options)


def maybe(description: str, **options) -> object:
    """A column that may be blank, which means unknown or not applicable."""
    return required(description, nullable=True, **options)


def matches(pattern: str) -> str:
    """A pattern that the whole value must follow."""
    return rf"^(?:{pattern})$"


class Model(pa.DataFrameModel):
    """A table whose columns are those named, in that order, and no other."""

    class Config:
        strict = True
        ordered = True
