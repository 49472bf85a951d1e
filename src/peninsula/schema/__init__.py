"""The tables of record: columns, types, allowed values, keys and references.

This is the only module that knows them. Each table is a pandera model whose docstring says what
one row is and whose fields say what each column holds; the loader, the codebook, the data package
and ``peninsula check`` all read it here. References between tables and column units stand in a
field's ``metadata``; a table's place and key stand in :data:`TABLES`.

Models: pandera (Bantilan 2020, SciPy Proceedings, https://doi.org/10.25080/Majora-342d178e-010).
"""

from peninsula.schema.tables import TABLES, Table
from peninsula.schema.values import ACTS, CHANNELS, PERIOD_KINDS

__all__ = ["ACTS", "CHANNELS", "PERIOD_KINDS", "TABLES", "Table"]
