"""The gate: runs the benchmarks that need nothing but this repository, and fails below a floor.

`floors.json` pins, for each run, figures that must be reached and figures that must not be passed. Floors only
rise: a better figure is pinned in the change that brings it.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

FLOORS = Path(__file__).with_name("floors.json")


def main() -> None:
    """Run every benchmark of the floors' file and exit with 1 where one falls short."""
    fallen = [line for run in json.loads(FLOORS.read_text(encoding="utf-8")) for line in shortfalls(run)]
    for line in fallen:
        print(f"below its floor: {line}", file=sys.stderr)
    sys.exit(bool(fallen))


def shortfalls(run: dict[str, Any]) -> list[str]:
    """Run one benchmark; return what misses a pin, a line each."""
    words = " ".join(run["run"])
    done = subprocess.run([sys.executable, "-m", *run["run"]], check=True, capture_output=True, text=True)
    figures = json.loads(done.stdout.splitlines()[-1])
    print(f"{words}: {json.dumps(figures)}")
    low = [(name, floor) for name, floor in run.get("at_least", {}).items() if figures[name] < floor]
    high = [(name, ceiling) for name, ceiling in run.get("at_most", {}).items() if figures[name] > ceiling]
    return [
        *(f"{words}: {name} is {figures[name]}, at least {pin} is pinned" for name, pin in low),
        *(f"{words}: {name} is {figures[name]}, at most {pin} is pinned" for name, pin in high),
    ]


if __name__ == "__main__":
    main()
