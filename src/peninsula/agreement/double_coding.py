"""The table of double codes: one row a statement and field, and what it says of agreement."""

from __future__ import annotations

import numpy as np
import pandas as pd

from peninsula.agreement.alpha import N_BOOT, estimate_alpha

LEVELS = {"act": "nominal", "tone": "ordinal", "recipient": "nominal", "is_conditional": "nominal"}
"""How far apart two values of a field are: all alike (nominal) or by rank (ordinal)."""
NOBODY = "none"


def melt_double_coding(table: pd.DataFrame) -> pd.DataFrame:
    """The kept table of double codes, one row a statement, as one row a statement and field.

    Parameters
    ----------
    table : DataFrame
        Columns `statement_id` and, for each field, `<field>_1` and `<field>_2`.

    Returns
    -------
    DataFrame
        `statement_id`, `field`, `coder_1`, `coder_2`. A blank recipient is a code of its own,
        ``none``: the coder found nobody addressed. Any other blank is missing.

    Examples
    --------
    >>> kept = pd.DataFrame({"statement_id": ["s1"], "act_1": ["threat"], "act_2": ["warning"],
    ...                      "recipient_1": ["USA"], "recipient_2": [None]})
    >>> melt_double_coding(kept)
      statement_id      field coder_1  coder_2
    0           s1        act  threat  warning
    1           s1  recipient     USA     none
    """
    fields = [name.removesuffix("_1") for name in table.columns if name.endswith("_1")]
    parts = [
        pd.DataFrame(
            {
                "statement_id": table["statement_id"],
                "field": field,
                "coder_1": table[f"{field}_1"].astype(object),
                "coder_2": table[f"{field}_2"].astype(object),
            }
        )
        for field in fields
    ]
    codes = pd.concat(parts, ignore_index=True)
    no_recipient = codes["field"] == "recipient"
    coders = ["coder_1", "coder_2"]
    codes.loc[no_recipient, coders] = codes.loc[no_recipient, coders].fillna(NOBODY)
    return codes


def estimate_agreement(
    codes: pd.DataFrame,
    levels: dict[str, str] | None = None,
    confidence: float = 0.95,
    n_boot: int = N_BOOT,
    seed: int = 1,
) -> pd.DataFrame:
    """Krippendorff's alpha of every field of a table of double codes.

    Parameters
    ----------
    codes : DataFrame
        Columns `statement_id`, `field`, `coder_1`, `coder_2`.
    levels : dict, optional
        Level of measurement by field; :data:`LEVELS` for the fields it names, else nominal.
    confidence, n_boot, seed
        As in :func:`estimate_alpha`.

    Returns
    -------
    DataFrame
        One row a field in the order met: `field`, `level`, `n_units`, `agreement`, `alpha`,
        `lower`, `upper`.

    Raises
    ------
    ValueError
        If a statement stands twice under one field.

    Examples
    --------
    >>> codes = pd.DataFrame({"statement_id": ["s1", "s2", "s3"], "field": "act",
    ...     "coder_1": ["threat", "offer", "offer"], "coder_2": ["threat", "offer", "appeal"]})
    >>> estimate_agreement(codes, n_boot=0)[["field", "level", "n_units", "alpha"]].round(2)
      field    level  n_units  alpha
    0   act  nominal        3   0.55
    """
    twice = codes.duplicated(["statement_id", "field"])
    if twice.any():
        raise ValueError(f"coded twice under one field: {', '.join(codes['statement_id'][twice])}")
    levels = LEVELS if levels is None else levels
    rows = []
    for field, part in codes.groupby("field", sort=False):
        level = levels.get(field, "nominal")
        found = estimate_alpha(part, level, confidence, n_boot, seed)
        rows.append({"field": field, "level": level, **found})
    columns = ["field", "level", "n_units", "agreement", "alpha", "lower", "upper"]
    return pd.DataFrame(rows, columns=columns).astype({"n_units": int})


def count_disagreements(codes: pd.DataFrame, field: str) -> pd.DataFrame:
    """Pairs of values that two coders gave to one unit, the commonest first.

    Parameters
    ----------
    codes : DataFrame
        Columns `statement_id`, `field`, `coder_1`, `coder_2`.
    field : str
        The field to look at.

    Returns
    -------
    DataFrame
        `value_1`, `value_2` in alphabetical order whoever gave which, `n` units.

    Examples
    --------
    >>> codes = pd.DataFrame({"statement_id": ["s1", "s2", "s3"], "field": "act",
    ...     "coder_1": ["threat", "warning", "offer"], "coder_2": ["warning", "threat", "offer"]})
    >>> count_disagreements(codes, "act")
      value_1  value_2  n
    0  threat  warning  2
    """
    part = codes[codes["field"] == field].dropna(subset=["coder_1", "coder_2"])
    pairs = part[["coder_1", "coder_2"]].astype(str)
    differ = pairs[pairs["coder_1"] != pairs["coder_2"]]
    ordered = np.sort(differ.to_numpy(dtype=str), axis=1)
    named = pd.DataFrame(ordered, columns=["value_1", "value_2"])
    counted = named.value_counts().rename("n").reset_index()
    return counted.sort_values(
        ["n", "value_1", "value_2"], ascending=[False, True, True], ignore_index=True
    )
