"""The articles in a briefing against the sources they are said to be."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from summarizer.verifying.checks import fails, found, unsure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from summarizer.models import Article, ArticleRecord
    from summarizer.verifying.checks import Check
    from summarizer.verifying.index import Index

    Entry = Article | ArticleRecord

_AROUND = 20  # characters of the text that show where it differs


def check(index: Index, entries: Sequence[Entry]) -> Iterator[Check]:
    """Yield a check for each article of a briefing by its source, and for each source that none of them is.

    Args:
        index: The briefing.
        entries: What the sources held, as `reading.files.read` returns it.
    """
    given = _matched(index, entries)
    for place, record in enumerate(index.briefing.articles):
        where = f"articles/{record.id}"
        name = record.name or record.url or record.title or f"article {record.id}"
        entry = given.get(place)
        if entry is not None:
            yield found("text", where, name, _difference(record.text, entry.text))
        elif record.text:
            yield fails("text", where, name, f"No source was given for article {record.id}.")
    used = {id(entry) for entry in given.values()}
    for entry in entries:
        if id(entry) in used:
            continue
        if entry.text:
            yield unsure("text", "sources", entry.name or "a source", "No article of the briefing is this source.")
        else:
            yield fails(
                "text", "sources", entry.name or "a source", getattr(entry, "reason", None) or "It holds no text."
            )


def _matched(index: Index, entries: Sequence[Entry]) -> dict[int, Entry]:
    """Return for each place among the briefing's articles its source: of the same text, else address, else name."""
    found: dict[int, Entry] = {}
    free = list(entries)
    signs: tuple[Callable[[Entry], str | None], ...] = (_named_text, _text, _url, _name, _last_name)
    for sign in signs:
        by_sign: dict[str, list[Entry]] = {}
        for entry in free:
            if value := sign(entry):
                by_sign.setdefault(value, []).append(entry)
        for place, record in enumerate(index.briefing.articles):
            if place not in found and (fitting := by_sign.get(sign(record) or "")):
                found[place] = fitting.pop(0)
        used = {id(entry) for entry in found.values()}
        free = [entry for entry in free if id(entry) not in used]
    return found


def _named_text(entry: Entry) -> str | None:
    return f"{entry.name}\n{entry.text}" if entry.text else None


def _text(entry: Entry) -> str | None:
    return entry.text or None


def _url(entry: Entry) -> str | None:
    return entry.url


def _name(entry: Entry) -> str | None:
    return entry.name or None


def _last_name(entry: Entry) -> str | None:
    return PurePath(entry.name).name or None


def _difference(ours: str, theirs: str) -> str | None:
    """Return where an article's text first differs from its source's; None where it does not."""
    if ours == theirs:
        return None
    pairs = enumerate(zip(ours, theirs, strict=False))
    at = next((place for place, (a, b) in pairs if a != b), min(len(ours), len(theirs)))
    begin = max(0, at - _AROUND)
    end = at + _AROUND
    return f"From character {at} its text is ‘{ours[begin:end]}’, and its source's is ‘{theirs[begin:end]}’."
