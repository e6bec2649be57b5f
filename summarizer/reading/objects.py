"""Articles in JSON: one object, a list of them, or one a line.

An object has "text", and may have "title", "url", "author", "publisher" and "published"; other keys are ignored. What fails is
raised as a `SourceError` that says where.
"""

from __future__ import annotations

import io
import json
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from summarizer.errors import SourceError
from summarizer.models import Article
from summarizer.reading import limits

if TYPE_CHECKING:
    from collections.abc import Iterator

Found = tuple[str, Article | SourceError]
"""The name of an article within its file, and the article or why there is none."""


def from_json(text: str, name: str) -> Iterator[Found]:
    """Yield the articles of a JSON text: one named `name`, or those of a list named `name:1`, `name:2` and so on.

    Raises:
        SourceError: It is not JSON.
    """
    value = _parsed(text, name)
    if not isinstance(value, list):
        yield name, _article(value, name)
        return
    for place, item in enumerate(value, 1):
        yield f"{name}:{place}", _article(item, f"{name}:{place}")


def from_lines(text: str, name: str) -> Iterator[Found]:
    """Yield the article of each line that is not blank, named `name:LINE`; a broken line costs only itself."""
    for number, line in enumerate(io.StringIO(text, newline="\n"), 1):
        if line.strip():
            place = f"{name}:{number}"
            try:
                yield place, _article(_parsed(line, place), place)
            except SourceError as error:
                yield place, error


def looks_like_json(text: str) -> bool:
    """Tell whether `text` is a JSON object or list."""
    if text.lstrip()[:1] not in ("{", "["):
        return False
    try:
        _parsed(text, "")
    except SourceError:
        return False
    return True


def looks_like_lines(text: str) -> bool:
    """Tell whether the first line of `text` that is not blank is a JSON object."""
    return text.lstrip().startswith("{") and looks_like_json(text.lstrip().partition("\n")[0])


def _parsed(text: str, name: str) -> Any:
    if sum(map(text.count, ",[{")) > limits.MOST_VALUES:
        raise SourceError(f"'{name}' holds more than {limits.MOST_VALUES:,} values; split it.", source=name)
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}: {error.msg}"
    except (ValueError, RecursionError):  # a number of thousands of digits; lists in lists in lists
        where = "it is too deep or holds too long a number"
    raise SourceError(f"'{name}' is not JSON ({where}); mend it there, or give the text as .txt.", source=name)


def _article(value: Any, name: str) -> Article | SourceError:
    text = value.get("text") if isinstance(value, dict) else None
    if not isinstance(text, str):
        return SourceError(f"'{name}' is not an article; give an object with a \"text\" that is a string.", source=name)
    return Article(
        text=text,
        name=name,
        title=string(value, "title") or "",
        url=string(value, "url"),
        author=string(value, "author"),
        publisher=string(value, "publisher"),
        published=moment(string(value, "published")),
    )


def string(value: dict[str, Any], key: str) -> str | None:
    """Return a key's string, stripped; None where it is missing, blank or something else."""
    found = value.get(key)
    return found.strip() or None if isinstance(found, str) else None


def moment(words: str | None) -> str | None:
    """Return an ISO 8601 date or date-time in its usual form; None where it is neither."""
    for parse in (date.fromisoformat, datetime.fromisoformat):
        try:
            return parse(words or "").isoformat()
        except ValueError:
            continue
    return None
