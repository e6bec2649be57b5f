"""What a call costs before it does anything: `python -m benchmarks.startup`.

The machine's speed drifts, so each command is timed in turn with `python -c "import click"`, and the ratio of the
medians is what counts; seconds are printed for orientation.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time

RUNS = 9
COMMANDS = {
    "click": [sys.executable, "-c", "import click"],
    "help": [sys.executable, "-m", "summarizer", "--help"],
    "seeds": [sys.executable, "-m", "summarizer", "seeds", "--model", "extractive"],
}


def main() -> None:
    """Time every command in turn, and print medians and ratios as one line of JSON."""
    taken: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for run in range(RUNS + 1):
        for name, command in COMMANDS.items():
            start = time.perf_counter()
            subprocess.run(command, check=True, capture_output=True)
            if run:  # the first round only warms the disk's cache
                taken[name].append(time.perf_counter() - start)
    median = {name: statistics.median(seconds) for name, seconds in taken.items()}
    print(
        json.dumps(
            {
                "benchmark": "startup",
                "help_ratio": round(median["help"] / median["click"], 2),
                "seeds_ratio": round(median["seeds"] / median["click"], 2),
                "seeds_seconds": round(median["seeds"], 3),
            }
        )
    )


if __name__ == "__main__":
    main()
