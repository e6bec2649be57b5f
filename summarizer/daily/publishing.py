"""The files that an edition is written to, as a profile names them."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import AfterValidator, BeforeValidator

from summarizer import atomic, writing
from summarizer.delivery.target import Format  # noqa: TC001  (pydantic reads it when it runs)
from summarizer.errors import OutputError
from summarizer.models import Model

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from summarizer.models import Briefing

_PLACE = re.compile(r"\{([^{}]*)\}|[{}]")
_PLACES = ("date", "profile")


def _template(path: str) -> str:
    unknown = [place[0] for place in _PLACE.finditer(path) if place[1] not in _PLACES]
    if unknown:
        raise ValueError(f"'{unknown[0]}' cannot stand in a path; {{date}} and {{profile}} can")
    if not path.strip() or path.endswith(("/", "\\")) or "\0" in path:
        raise ValueError(f"'{path}' is not a file's path, such as 'briefings/{{date}}.md'")
    return path


class Output(Model):
    """One file that each edition is written to.

    `path` may hold {date} and {profile}; a relative one lies beside the settings file. A path without {date} always
    holds the newest edition.
    """

    format: Format
    path: Annotated[str, AfterValidator(_template)]

    def at(self, home: Path, profile: str, date: str) -> Path:
        """Return where an edition goes."""
        filled = _PLACE.sub(lambda place: {"date": date, "profile": profile}[place[1]], self.path)
        return home / os.path.expanduser(filled)  # noqa: PTH111  (Path's raises where there is no home)

    @property
    def is_dated(self) -> bool:
        """Whether each edition has a file of its own."""
        return "{date}" in self.path


def _listed(given: Any) -> Any:
    """Return outputs as a list, also where they are given as one, or by format: { markdown = "…" }."""
    if isinstance(given, dict):
        is_one = set(given) <= set(Output.model_fields)
        return [given] if is_one else [{"format": form, "path": path} for form, path in given.items()]
    return given


def _apart(outputs: tuple[Output, ...]) -> tuple[Output, ...]:
    paths = [output.path for output in outputs]
    for path in paths:
        if paths.count(path) > 1:
            raise ValueError(f"two formats cannot share the path '{path}'")
    return outputs


Outputs = Annotated[tuple[Output, ...], BeforeValidator(_listed), AfterValidator(_apart)]


def publish(briefing: Briefing, outputs: Iterable[Output], home: Path, profile: str, *, is_newest: bool) -> list[Path]:
    """Write the files of an edition that are missing, and return which were written.

    A file of its own that an edition has already is left as it is; one that holds the newest edition is brought up to
    date, and left alone by an older one.

    Raises:
        OutputError: A file cannot be written; all that can be are.
    """
    written: list[Path] = []
    failed: list[OutputError] = []
    for output in outputs:
        path = output.at(home, profile, briefing.date)
        try:
            if (not path.exists()) if output.is_dated else is_newest:
                content = writing.FORMATS[output.format](briefing)
                if _differs(path, content):
                    _write(path, content)
                    written.append(path)
        except OutputError as error:
            failed.append(error)
    if failed:
        raise failed[0]
    return written


def _differs(path: Path, content: str) -> bool:
    try:
        return path.read_bytes() != content.encode()
    except OSError:
        return True


def _write(path: Path, content: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"The output '{path}' cannot be written: {error.strerror}.") from None
    atomic.replace(path, content)
