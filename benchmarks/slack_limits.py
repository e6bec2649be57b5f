"""The limits of Block Kit, as Slack's pages give them (see `summarizer.writing.slack`), to check payloads by."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MESSAGE = 13_200
"""Characters of a message's blocks, as JSON, from which Slack was seen to refuse them."""
TEXTS = {"header": 150, "section": 3_000, "field": 2_000, "element": 3_000, "button": 75}
VALUE = 2_000


def problem(blocks: Sequence[dict[str, Any]], most: int, *, size: int = MESSAGE) -> dict[str, Any] | None:
    """Return Slack's answer to blocks that break a limit, with what is wrong; None where they break none."""
    if len(json.dumps(blocks, ensure_ascii=False)) > size:
        return {"ok": False, "error": "msg_blocks_too_long"}
    found = [
        *([f"{len(blocks)} blocks"] if len(blocks) > most else []),
        *(wrong for block in blocks for wrong in _block(block)),
    ]
    return {"ok": False, "error": "invalid_blocks", "response_metadata": {"messages": found}} if found else None


def _block(block: dict[str, Any]) -> Iterator[str]:
    match block["type"]:
        case "header":
            yield from _text(block["text"], "header", "plain_text")
        case "section":
            if "text" in block:
                yield from _text(block["text"], "section")
            elif "fields" not in block:
                yield "a section without text"
            yield from ("more than ten fields",) if len(block.get("fields", [])) > 10 else ()
            for one in block.get("fields", []):
                yield from _text(one, "field")
            yield from _buttons([block["accessory"]]) if "accessory" in block else ()
        case "context":
            yield from ("not 1 to 10 elements",) if not 1 <= len(block["elements"]) <= 10 else ()
            for one in block["elements"]:
                yield from _text(one, "element")
        case "actions":
            yield from ("not 1 to 25 elements",) if not 1 <= len(block["elements"]) <= 25 else ()
            yield from _buttons(block["elements"])
        case "divider":
            pass
        case other:
            yield f"a block of type {other}"


def _buttons(elements: Sequence[dict[str, Any]]) -> Iterator[str]:
    names = [one["action_id"] for one in elements]
    if len(names) > len(set(names)):
        yield "one action twice in a block"
    for one in elements:
        yield from _text(one["text"], "button", "plain_text")
        if one["type"] != "button" or not 1 <= len(one["value"]) <= VALUE:
            yield f"a button that is none: {one}"


def _text(text: dict[str, Any], kind: str, of: str = "mrkdwn") -> Iterator[str]:
    if text["type"] != of or not 1 <= len(text["text"]) <= TEXTS[kind]:
        yield f"the text of a {kind}: {text['type']}, {len(text['text'])} characters"
