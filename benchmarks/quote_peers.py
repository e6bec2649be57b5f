"""Attributions by another library, for `benchmarks.attribution --peers PYTHON`; runs in that library's own environment.

Reads a JSON list of texts from standard input, and writes a JSON object of peer name to a list, for each text, of
`{"content": [start, end], "source": [start, end] or null}`. The peer is textacy's `direct_quotations` with spaCy's
small English model, whichever package of that environment holds it.

    python -m venv peers && peers/bin/pip install textacy SPACY_MODEL
    python -m benchmarks.attribution --data DIR --peers peers/bin/python
"""

from __future__ import annotations

import contextlib
import json
import re
import sys
from importlib import import_module, metadata
from typing import Any


def model() -> Any:
    """Return the small English model that is installed, under whatever name; SystemExit where there is none."""
    spacy = import_module("spacy")  # a peer's library, which the project does not have
    names = (dist.metadata["Name"].replace("-", "_") for dist in metadata.distributions())
    found = next((name for name in sorted(names) if name.startswith("en_core_web_sm")), None)
    if found is None:
        raise SystemExit("no spaCy model: install a package of en_core_web_sm beside textacy")
    return spacy.load(found)


def quotations(text: str, nlp: Any) -> list[dict[str, Any]]:
    """Return textacy's direct quotations of a text; where it refuses the whole for an odd mark, of each paragraph."""
    try:
        return _found(text, 0, nlp)
    except ValueError:
        found = []
        for paragraph in re.finditer(r"[^\n]+", text):
            with contextlib.suppress(ValueError):
                found += _found(paragraph.group(), paragraph.start(), nlp)
        return found


def _found(text: str, offset: int, nlp: Any) -> list[dict[str, Any]]:
    direct_quotations = import_module("textacy.extract").direct_quotations
    found = []
    for speaker, _, content in direct_quotations(nlp(text)):
        source = [offset + speaker[0].idx, offset + speaker[-1].idx + len(speaker[-1])] if speaker else None
        found.append({"content": [offset + content.start_char, offset + content.end_char], "source": source})
    return found


if __name__ == "__main__":
    texts = json.load(sys.stdin)
    nlp = model()
    json.dump({"textacy": [quotations(text, nlp) for text in texts]}, sys.stdout)
