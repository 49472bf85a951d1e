"""Loading everything, checked, against a bare read_csv of the same files, in the same run.

    python benchmarks/load.py [--runs 7]

Prints medians and the median of the ratio pair by pair, and what `import peninsula` adds to
`import pandas` in fresh processes.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time

import pandas as pd

import peninsula as pn
from peninsula.schema import TABLES


def bare(folder) -> None:
    """What a spreadsheet user would write."""
    for table in TABLES.values():
        pd.read_csv(folder / table.path)


def seconds(function, *args) -> float:
    """Wall time of one call."""
    began = time.perf_counter()
    function(*args)
    return time.perf_counter() - began


def import_seconds(code: str) -> float:
    """Wall time of a statement in a fresh process, the interpreter's own start left out."""
    timed = f"import time; t = time.perf_counter(); {code}; print(time.perf_counter() - t)"
    result = subprocess.run([sys.executable, "-c", timed], capture_output=True, check=True)
    return float(result.stdout)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=7)
    runs = parser.parse_args().runs
    folder = pn.find_data()
    first = seconds(pn.load)
    bare(folder)
    pairs = [(seconds(pn.load), seconds(bare, folder)) for _ in range(runs)]
    ratio = statistics.median(a / b for a, b in pairs)
    ours, theirs = (statistics.median(column) for column in zip(*pairs, strict=True))
    print(f"load() checked: {ours:.3f} s (first call, imports included: {first:.2f} s)")
    print(f"bare read_csv:  {theirs:.3f} s; ratio {ratio:.2f} (median of {runs} pairs)")
    added = [
        import_seconds("import pandas, peninsula") - import_seconds("import pandas")
        for _ in range(runs)
    ]
    print(f"import peninsula adds {statistics.median(added) * 1000:.0f} ms to import pandas")


if __name__ == "__main__":
    main()
