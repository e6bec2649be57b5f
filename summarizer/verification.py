"""`verify`: whether everything that a briefing says holds, by its articles and, where they are given, by its sources.

It takes nothing from the program that made the briefing but the briefing itself, and needs no model. Rules that
could go either way say so: what they cannot tell is counted as not judged, and does not fail.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from pydantic import ValidationError, model_validator

from summarizer.errors import UsageError
from summarizer.models import Article, ArticleRecord, Briefing
from summarizer.reading import files
from summarizer.verifying import counts, originals, speakers, standing, structure, texts
from summarizer.verifying.checks import Check, Verification, clipped
from summarizer.verifying.index import Index
from summarizer.writing import safe

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Self

__all__ = ["Check", "Verification", "load", "verify"]


class _Unchecked(Briefing):
    """A briefing as it was written: what it cites need not exist, which `verify` then says."""

    @model_validator(mode="after")
    def _cites_exist(self) -> Self:
        return self


def verify(briefing: Briefing, sources: Iterable[files.Source] | files.Source = ()) -> Verification:
    """Return what of a briefing holds: every span, number, name, quotation, speaker, count of sources and citation.

    Args:
        briefing: Any briefing, whatever made it; `load` reads one that cites what is not there.
        sources: The files, folders or articles that it was made from; each article's text must then be its source's.

    Returns:
        One check for each thing that was looked at; `ok` says whether nothing fails.
    """
    index = Index(briefing)
    checks = [
        *structure.check(index),
        *texts.check(index),
        *speakers.check(index),
        *standing.check(index),
        *counts.check(index),
    ]
    given = [sources] if isinstance(sources, str | os.PathLike | Article | ArticleRecord) else list(sources)
    if given:
        checks += originals.check(index, files.read(given))
    return Verification(checks=tuple(checks))


def load(data: str | bytes, name: str = "-") -> Briefing:
    """Return the briefing in a JSON text, also one with citations that lead nowhere.

    Args:
        data: The text, in UTF-8 where it is bytes.
        name: What to call it in an error.

    Raises:
        UsageError: It is no JSON, or does not fit the schema; one sentence says where.
    """
    text = data.removeprefix(b"\xef\xbb\xbf") if isinstance(data, bytes) else data
    try:
        return _Unchecked.model_validate_json(text)
    except ValidationError as error:
        raise UsageError(_complaint(error, "Standard input" if name == "-" else f"'{name}'")) from None


def _complaint(error: ValidationError, name: str) -> str:
    """Return why a text is no briefing, as a sentence: the first thing that is wrong, and where."""
    first = error.errors(include_url=False, include_context=False)[0]
    where = safe.plain("/".join(map(str, first["loc"])))
    if first["type"] == "json_invalid":
        return f"{name} is no JSON ({safe.plain(first['msg'].removeprefix('Invalid JSON: '))}); give a briefing as '--format json' writes it."
    if where == "schema_version":
        version = clipped(safe.plain(repr(first["input"])))
        return f"{name} has schema version {version}, and this program knows version 1; use the program that wrote it, or a newer one."
    more = f", and {error.error_count() - 1} more" if error.error_count() > 1 else ""
    at = f" at {clipped(where)}" if where else ""
    return f"{name} does not fit the schema that 'summarize schema' prints{at} ({clipped(safe.plain(first['msg']))}{more})."
