"""The gate: runs the benchmarks and fails below a floor.

`floors.json` pins, for each run, figures that must be reached and figures that must not be passed. Floors only
rise: a better figure is pinned in the change that brings it. A run with `data` reads a folder of labelled data, which
is not part of this repository: where it is not there, the run is skipped and said to be, and the pins stay as the
record of what was last measured.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

FLOORS = Path(__file__).with_name("floors.json")
DATA = Path(os.environ.get("BENCHMARK_DATA", Path(__file__).parents[2] / "shared" / "data"))
"""Holds a folder for each data set; set BENCHMARK_DATA where it lies elsewhere."""


def main() -> None:
    """Run every benchmark of the floors' file and exit with 1 where one falls short."""
    fallen = [line for run in json.loads(FLOORS.read_text(encoding="utf-8")) for line in shortfalls(run)]
    for line in fallen:
        print(f"below its floor: {line}", file=sys.stderr)
    sys.exit(bool(fallen))


def shortfalls(run: dict[str, Any]) -> list[str]:
    """Run one benchmark; return what misses a pin, a line each. A pin's name is a path, such as 'all.content_f1'."""
    words = " ".join(run["run"])
    folder = DATA / run["data"] if "data" in run else None
    if folder and not folder.is_dir():
        print(f"{words}: skipped, its data is not on this machine ({run['data']})")
        return []
    arguments = [*run["run"], *(["--data", str(folder)] if folder else [])]
    done = subprocess.run([sys.executable, "-m", *arguments], check=True, stdout=subprocess.PIPE, text=True)
    figures = json.loads(done.stdout.splitlines()[-1])
    print(f"{words}: {json.dumps(figures)}", flush=True)
    low = [(name, floor) for name, floor in run.get("at_least", {}).items() if _at(figures, name) < floor]
    high = [(name, ceiling) for name, ceiling in run.get("at_most", {}).items() if _at(figures, name) > ceiling]
    return [
        *(f"{words}: {name} is {_at(figures, name):g}, at least {pin} is pinned" for name, pin in low),
        *(f"{words}: {name} is {_at(figures, name):g}, at most {pin} is pinned" for name, pin in high),
    ]


def _at(figures: dict[str, Any], path: str) -> float:
    found: Any = figures
    for name in path.split("."):
        found = found[name]
    return float(found)


if __name__ == "__main__":
    main()
