"""Claims found again, over all editions in the store: by words, by who says them, and by the edition's date.

Every edition is read once and kept in memory as a search needs it, about a kilobyte a claim. A search then goes through
all of them: of a year of editions with 40 stories each, 117,000 claims, it takes about a second.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

from pydantic import BaseModel

from summarizer.grounding.matching import FUNCTION_WORDS, fold
from summarizer.memory.editions import Editions
from summarizer.models import ClaimStatus

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from summarizer.memory.editions import Row

_EDGES = re.compile(r"^\W+|\W+$")


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for; what is empty or None does not matter.

    Attributes:
        words: All of them must stand in a claim, in the headline of its story or in the name of someone who says it. The
            beginning of a word is enough ("flood" finds "flooded"); case and accents do not matter.
        actor: Who says or disputes the claim: words of one name or alias.
        since: The first edition's date, ISO 8601.
        until: The last edition's date.
        profile: Whose editions.
        newest: The key of the last edition that counts, so that pages of one search fit together.
    """

    words: str = ""
    actor: str = ""
    since: str | None = None
    until: str | None = None
    profile: str | None = None
    newest: int | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """A claim as an edition tells it."""

    id: str
    text: str
    status: ClaimStatus
    sources: int
    speakers: tuple[str, ...]
    folded: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Story:
    headline: str
    folded: str
    claims: tuple[Told, ...]


@dataclass(slots=True)
class Hit:
    """A claim that was found.

    Attributes:
        row: The newest edition that tells it.
        headline: Its story's, there.
        claim: The claim, as it is told there.
        own: How many of the query's words stand in its own text.
        first: The ISO 8601 date of the first edition that tells it in these words.
        editions: How many do.
    """

    row: Row
    headline: str
    claim: Told
    own: int
    first: str
    editions: int = 1


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found.

    Attributes:
        hits: Those with the most of the words in their own text first; then those of the newest edition; then those of
            more sources; then in the edition's order.
        editions: How many editions were searched.
        newest: The key of the last edition in the store, for `Query.newest`.
        alone: Where nothing was found: how many claims there are for each word alone.
    """

    hits: list[Hit]
    editions: int
    newest: int
    alone: dict[str, int]


# What a search needs of a briefing; the rest of its JSON is not looked at.


class _Statement(BaseModel):
    speaker: str | None
    via: str | None = None


class _Claim(BaseModel):
    id: str
    text: str
    status: ClaimStatus
    sources: int
    statements: tuple[_Statement, ...]


class _Actor(BaseModel):
    id: str
    name: str
    aliases: tuple[str, ...] = ()


class _Told(BaseModel):
    headline: str
    claims: tuple[_Claim, ...]
    actors: tuple[_Actor, ...]


class _Bare(BaseModel):
    stories: tuple[_Told, ...]


class Library(Editions):
    """The store's editions, which can be read without their articles."""

    def bare(self, row: Row) -> _Bare | None:
        """Return what a search needs of an edition; None while it is open."""
        found = self._all("SELECT briefing FROM editions WHERE id = ?", row.id)
        if not found or found[0][0] is None:
            return None
        with self._explained():
            return _Bare.model_validate_json(zlib.decompress(found[0][0]))


class Index:
    """The claims of all editions, each read when it is first searched; several threads may use it."""

    def __init__(self) -> None:
        self._kept: dict[Row, tuple[_Story, ...]] = {}
        self._lock = Lock()

    def search(
        self, query: Query, library: Library, on_progress: Callable[[int, int], None] = lambda _done, _total: None
    ) -> Found:
        """Return the claims that a query finds.

        Args:
            query: What is looked for.
            library: The store, open in this thread.
            on_progress: Called with how many editions are read and how many have to be, where some are not yet.

        Raises:
            StoreError: The store cannot be read.
        """
        listed = [row for row in library.listed() if row.state == "complete"]
        rows = [row for row in listed if _is_meant(row, query)]
        rows.sort(key=lambda row: row.profile)
        rows.sort(key=lambda row: row.date, reverse=True)
        with self._lock:
            self._read(rows, set(listed), library, on_progress)
            told = [(row, self._kept[row]) for row in rows]
        words = _words(query.words)
        hits = _hits(told, [_finder(word) for word in words], [_finder(word) for word in _words(query.actor)])
        alone = {} if hits else {word: len(_hits(told, [_finder(word)], [])) for word in words}
        return Found(hits, len(rows), max((row.id for row in listed), default=0), alone)

    def _read(
        self, rows: Sequence[Row], known: set[Row], library: Library, on_progress: Callable[[int, int], None]
    ) -> None:
        """Read those of `rows` that are not yet kept, and forget what is no more in the store."""
        for gone in self._kept.keys() - known:
            del self._kept[gone]
        missing = [row for row in rows if row not in self._kept]
        for done, row in enumerate(missing, 1):
            bare = library.bare(row)
            self._kept[row] = tuple(map(_story, bare.stories)) if bare else ()
            on_progress(done, len(missing))


def _is_meant(row: Row, query: Query) -> bool:
    return (
        (query.profile is None or row.profile == query.profile)
        and (query.since is None or row.date >= query.since)
        and (query.until is None or row.date <= query.until)
        and (query.newest is None or row.id <= query.newest)
    )


# ── What is kept of a story ───────────────────────────────────────────────────────────────────────


def _story(told: _Told) -> _Story:
    names = {actor.id: (actor.name, "\n".join(map(fold, (actor.name, *actor.aliases)))) for actor in told.actors}
    return _Story(told.headline, fold(told.headline), tuple(_claim(claim, names) for claim in told.claims))


def _claim(claim: _Claim, names: dict[str, tuple[str, str]]) -> Told:
    said = dict.fromkeys(pair for one in claim.statements for pair in _speakers(one, names))
    return Told(
        id=claim.id,
        text=claim.text,
        status=claim.status,
        sources=claim.sources,
        speakers=tuple(dict.fromkeys(name for name, _ in said)),
        folded=fold(claim.text),
        names=tuple(dict.fromkeys(folded for _, folded in said)),
    )


def _speakers(statement: _Statement, names: dict[str, tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield who says a statement and who relays it, as written and folded with all aliases."""
    if statement.speaker in names:
        yield names[statement.speaker]
    if statement.via:
        yield statement.via, fold(statement.via)


# ── What is looked for ────────────────────────────────────────────────────────────────────────────


def _words(given: str) -> list[str]:
    """Return the words that are looked for, folded; those that every sentence has only where there are no others."""
    words = list(dict.fromkeys(filter(None, (_EDGES.sub("", word) for word in fold(given).split()))))
    return [word for word in words if word not in FUNCTION_WORDS] or words


def _finder(word: str) -> Callable[[str], bool]:
    """Return what tells whether a folded text has a word that begins like this one.

    In scripts without capital letters it may also stand inside a word: Chinese puts no spaces between words, and Arabic
    joins some.
    """
    if word[0].isalpha() and word[0].upper() == word[0]:
        return lambda text: word in text
    begins = re.compile(rf"(?<![^\W_]){re.escape(word)}")
    return lambda text: word in text and begins.search(text) is not None


def _hits(
    told: Iterable[tuple[Row, tuple[_Story, ...]]],
    words: Sequence[Callable[[str], bool]],
    actor: Sequence[Callable[[str], bool]],
) -> list[Hit]:
    """Return the claims with all the words and the actor, of editions that come newest first; each wording once."""
    hits: dict[tuple[str, str], Hit] = {}
    for row, stories in told:
        for story in stories:
            rest = [has for has in words if not has(story.folded)]
            for claim in story.claims:
                if not _is_hit(claim, rest, actor):
                    continue
                known = hits.get((row.profile, claim.folded))
                if known is None:
                    own = sum(has(claim.folded) for has in words)
                    hits[row.profile, claim.folded] = Hit(row, story.headline, claim, own, row.date)
                elif known.first != row.date:
                    known.first = row.date
                    known.editions += 1
    found = list(hits.values())
    found.sort(key=lambda hit: hit.claim.sources, reverse=True)
    found.sort(key=lambda hit: (hit.own, hit.row.date), reverse=True)
    return found


def _is_hit(claim: Told, words: Sequence[Callable[[str], bool]], actor: Sequence[Callable[[str], bool]]) -> bool:
    """Whether a claim has the words that its headline lacks, and is said by the actor."""
    if actor and not any(all(has(name) for has in actor) for name in claim.names):
        return False
    return all(has(claim.folded) or any(map(has, claim.names)) for has in words)
