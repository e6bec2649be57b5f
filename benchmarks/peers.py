"""What other tools read in sentences: run by a benchmark under another interpreter, so that ours needs none of them.

Standard input is a JSON list of sentences. Standard output is one JSON object: for each tool either
`{"values": [[[low, high], …], …], "changes": [[…], …] or null, "seconds": …}`, one list a sentence, or `{"missing": why}`.
Nothing of this project is imported.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
import time
import warnings
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

Read = tuple[float, float, "str | None"]

CQE_MODEL = os.environ.get("CQE_SPACY_MODEL", "en_core_web_sm")
"""The installed spaCy model that CQE loads; mirrors of the small English model go by other names."""


def quantulum3() -> Callable[[str], list[Read]]:
    """Return how quantulum3 reads a sentence; the middle and width it gives a range become its ends."""
    parser = importlib.import_module("quantulum3.parser")

    def read(sentence: str) -> list[Read]:
        found = [(float(q.value), float(q.uncertainty or 0)) for q in parser.parse(sentence)]
        return [(value - width, value + width, None) for value, width in found]

    return read


def cqe() -> Callable[[str], list[Read]]:
    """Return how CQE (EMNLP 2023) reads a sentence."""
    tool = importlib.import_module("CQE.CQE").CQE(spacy_model=CQE_MODEL)

    def read(sentence: str) -> list[Read]:
        found: list[Read] = []
        for quantity in tool.parse(sentence):
            value = quantity.value
            low, high = (value.lower, value.upper) if hasattr(value, "lower") else (value.value, value.value)
            found.append((float(low), float(high), str(quantity.change) or "="))
        return found

    return read


TOOLS: dict[str, Callable[[], Callable[[str], list[Read]]]] = {"quantulum3": quantulum3, "CQE": cqe}


def measured(make: Callable[[], Callable[[str], list[Read]]], sentences: list[str]) -> dict[str, Any]:
    """Return what one tool reads in each sentence, and its seconds of processor time; or why it does not run.

    A sentence that a tool fails at counts as one in which it finds nothing.
    """
    try:
        read = make()
    except (Exception, SystemExit) as error:  # noqa: BLE001  (a peer may fail in any way: the table says how)
        return {"missing": f"{type(error).__name__}: {error}".splitlines()[0][:200]}
    found: list[list[Read]] = []
    failed = 0
    started = time.process_time()
    for sentence in sentences:
        try:
            found.append(read(sentence))
        except Exception:  # noqa: BLE001  (a failure on one sentence is a sentence without quantities)
            found.append([])
            failed += 1
    seconds = time.process_time() - started
    values = [[[low, high] for low, high, _ in one] for one in found]
    changes = [[change for *_, change in one] for one in found]
    return {"values": values, "changes": changes, "seconds": seconds, "failed": failed}


def main() -> None:
    """Read sentences from standard input, and write what each installed tool reads in them."""
    warnings.simplefilter("ignore")
    sentences = json.load(sys.stdin)
    output, sys.stdout = sys.stdout, sys.stderr  # what a tool prints is no part of the answer
    json.dump({name: measured(make, sentences) for name, make in TOOLS.items()}, output)


if __name__ == "__main__":
    main()
