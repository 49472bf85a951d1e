"""Sentences made from rate tables, so that no number in prose is typed by hand."""

from __future__ import annotations

import pandas as pd


def say_rates(rates: pd.DataFrame, unit: str, by: str = "name") -> str:
    """One sentence that gives each rate with its interval.

    Parameters
    ----------
    rates : DataFrame
        From :func:`~peninsula.rates.estimate_rates`.
    unit : str
        What is counted, in the plural: missiles, launch events, launch days.
    by : str
        The column that names the rows.

    Returns
    -------
    str

    Examples
    --------
    >>> rates = pd.DataFrame({"name": ["Kim Il Sung"], "rate": [1.4637], "lower": [0.819],
    ...                       "upper": [2.414]})
    >>> say_rates(rates, "missiles")
    'Missiles a year: Kim Il Sung 1.46 (0.82 to 2.41).'
    """
    parts = [
        f"{row[by]} {row['rate']:.3g} ({row['lower']:.2g} to {row['upper']:.3g})"
        if pd.notna(row["rate"])
        else f"{row[by]} unknown"
        for _, row in rates.iterrows()
    ]
    return f"{unit[0].upper()}{unit[1:]} a year: {'; '.join(parts)}."


def say_ratio(ratios: pd.DataFrame, unit: str, by: str = "name") -> str:
    """One sentence that gives each rate ratio with its interval.

    Examples
    --------
    >>> ratios = pd.DataFrame({"name": ["Kim Jong Un"], "reference": ["Kim Jong Il"],
    ...     "ratio": [20.58], "lower": [12.4], "upper": [36.7], "dispersion": [1.0]})
    >>> say_ratio(ratios, "missiles")
    'Missiles under Kim Jong Un: 20.6 times the rate under Kim Jong Il (12.4 to 36.7).'
    """
    parts = [
        f"under {row[by]}: {row['ratio']:.3g} times the rate under {row['reference']} "
        f"({row['lower']:.3g} to {row['upper']:.3g})"
        for _, row in ratios.iterrows()
    ]
    return f"{unit[0].upper()}{unit[1:]} {'; '.join(parts)}."


def say_success(table: pd.DataFrame, by: str = "missile_type") -> str:
    """One sentence on the success of known outcomes, and on what the unknown could change.

    Examples
    --------
    >>> table = pd.DataFrame({"missile_type": ["ICBM"], "proportion": [0.727],
    ...     "n_success": [8], "n_failure": [3], "n_unknown": [2],
    ...     "if_all_unknown_fail": [0.615], "if_all_unknown_succeed": [0.769]})
    >>> say_success(table)
    'Known outcomes that were successes: ICBM 73% of 11 (62% to 77% with 2 unknown).'
    """
    return f"Known outcomes that were successes: {'; '.join(_success_parts(table, by))}."


def _success_parts(table: pd.DataFrame, by: str) -> list[str]:
    parts = []
    for _, row in table.iterrows():
        known, unknown = int(row["n_success"] + row["n_failure"]), int(row["n_unknown"])
        bounds = f"{row['if_all_unknown_fail']:.0%} to {row['if_all_unknown_succeed']:.0%}"
        text = f"{row[by]} {row['proportion']:.0%} of {known}" if known else f"{row[by]} none known"
        parts.append(f"{text} ({bounds} with {unknown} unknown)" if unknown and known else text)
    return parts
