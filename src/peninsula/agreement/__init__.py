"""Do two coders read a statement alike? Krippendorff's alpha of statements coded twice.

The second coder is blind to the first. ``melt_double_coding`` turns the kept table into one row a
statement and field, ``estimate_agreement`` gives alpha of every field with its interval, and
``count_disagreements`` shows which values are hard to tell apart.
"""

from peninsula.agreement.alpha import estimate_alpha
from peninsula.agreement.double_coding import (
    LEVELS,
    count_disagreements,
    estimate_agreement,
    melt_double_coding,
)

__all__ = [
    "LEVELS",
    "count_disagreements",
    "estimate_agreement",
    "estimate_alpha",
    "melt_double_coding",
]
