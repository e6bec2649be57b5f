"""What the page can be narrowed to: speakers, sources and statuses, as numbers that the script compares."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from summarizer.writing.safe import plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from summarizer.writing.wording import Cast

STATUSES = (
    ("disputed", "Disputed"),
    ("updated", "Updated"),
    ("corroborated", "In several sources"),
    ("single", "In one source"),
    ("open", "Not known"),
    ("settled", "Settled"),
)


@dataclass(slots=True)
class Filters:
    """The names met so far and their numbers; names that differ only in case are one."""

    _actors: dict[str, tuple[int, str]] = field(default_factory=dict)
    _sources: dict[str, tuple[int, str]] = field(default_factory=dict)

    def actors(self, cast: Cast, speakers: Iterable[str | None]) -> str:
        """Return the numbers of those who speak, as ' 1 7 '; '' for the articles' own voice."""
        found = (cast.actors.get(one) for one in speakers if one is not None)
        return _numbers(self._actors, (actor.name for actor in found if actor))

    def sources(self, cast: Cast, articles: Iterable[str]) -> str:
        """Return the numbers of the sources of articles: their publishers', else their own."""
        records = (cast.articles.get(one) for one in articles)
        return _numbers(
            self._sources,
            (one.publisher or one.title or one.name or f"article {one.id}" for one in records if one),
        )

    def options(self) -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
        """Return the speakers and the sources met, each with its number, in the order of their names."""
        return _sorted(self._actors), _sorted(self._sources)


def _numbers(known: dict[str, tuple[int, str]], names: Iterable[str]) -> str:
    shown = (plain(name) for name in names)
    numbers = {known.setdefault(name.casefold(), (len(known) + 1, name))[0] for name in shown if name}
    return " ".join(map(str, sorted(numbers)))


def _sorted(known: dict[str, tuple[int, str]]) -> list[tuple[int, str]]:
    return sorted(known.values(), key=lambda one: (one[1].casefold(), one[0]))
