"""Run every notebook afresh, in place: the main job.

    python scripts/run_notebooks.py [NOTEBOOK ...] [--jobs 2]

A line for each notebook as it ends, then a list of what was made. A notebook is replaced only
when it ran to its end, so an error or an interruption leaves the old one whole. What differs from
run to run for no reason of the data (kernel times, the Python patch release) is not kept, so an
unchanged notebook comes out byte for byte as it went in.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor, as_completed
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOKS = ROOT / "notebooks"
METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def list_notebooks() -> list[Path]:
    """Every notebook of the project, in reading order."""
    return sorted(NOTEBOOKS.glob("*.ipynb"))


def execute(path: Path) -> float:
    """Run one notebook in a fresh kernel and put it in place; returns seconds."""
    import nbformat
    from nbclient import NotebookClient

    began = time.monotonic()
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(
        notebook,
        timeout=300,
        kernel_name="python3",
        resources={"metadata": {"path": str(path.parent)}},
        record_timing=False,
    )
    with tempfile.TemporaryDirectory(prefix="kernel-") as channels:
        kernel = client.create_kernel_manager()
        kernel.transport = "ipc"  # files, so that no network device is needed, not even loopback
        kernel.ip = f"{channels}/channel"
        client.execute()
    write(clean(notebook), path)
    return time.monotonic() - began


def clean(notebook):
    """The notebook without what changes for no reason."""
    notebook.metadata = dict(METADATA)
    for order, cell in enumerate(notebook.cells):
        cell.id = f"cell-{order:02d}"
        cell.metadata = {k: v for k, v in cell.metadata.items() if k in ("tags", "jupyter")}
        if cell.cell_type == "code":
            cell.outputs = merge_streams(cell.outputs)
    return notebook


def merge_streams(outputs: list) -> list:
    """Text printed in several pieces as one piece: how it was cut depends on timing."""
    merged = []
    for output in outputs:
        last = merged[-1] if merged else None
        is_stream = last is not None and output.output_type == "stream" == last.output_type
        if is_stream and output.name == last.name:
            last.text += output.text
        else:
            merged.append(output)
    return merged


def write(notebook, path: Path) -> None:
    """Put a notebook in place in one step."""
    import nbformat

    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.stem}-", suffix=".tmp")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(nbformat.writes(notebook).rstrip("\n") + "\n")
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def explain(error: BaseException) -> str:
    """The last lines of what went wrong, without the terminal colours."""
    lines = re.sub(r"\x1b\[[0-9;]*m", "", str(error)).strip().splitlines()
    return "\n    ".join(lines[-12:])


def run_all(paths: list[Path], jobs: int) -> list[Path]:
    """Run notebooks side by side, a line for each as it ends; returns those that failed."""
    failed = []
    with ProcessPoolExecutor(jobs) as pool:
        running = {pool.submit(execute, path): path for path in paths}
        for done, future in enumerate(as_completed(running), 1):
            path, error = running[future], future.exception()
            result = f"{future.result():5.1f} s" if error is None else "FAILED"
            print(f"[{done:2d}/{len(paths)}] {path.name:<36} {result}", flush=True)
            if error is not None:
                failed.append(path)
                print(f"    {explain(error)}", file=sys.stderr, flush=True)
    return failed


def main(argv: list[str] | None = None) -> int:
    """Run them all; exit status 1 if any failed."""
    parser = argparse.ArgumentParser(description="Run every notebook afresh, in place.")
    parser.add_argument("notebooks", nargs="*", type=Path, help="default: all of them")
    parser.add_argument("--jobs", type=int, default=min(2, os.cpu_count() or 1))
    args = parser.parse_args(argv)
    paths = [p.resolve() for p in args.notebooks] or list_notebooks()
    began = time.monotonic()
    failed = run_all(paths, args.jobs)
    made = [path for path in sorted(paths) if path not in failed]
    print(f"\n{len(made)} notebook(s) run in {time.monotonic() - began:.0f} s:")
    for path in made:
        print(f"  {os.path.relpath(path)}  ({path.stat().st_size / 1000:.0f} kB)")
    if failed:
        print(f"{len(failed)} failed and were left as they were.", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
