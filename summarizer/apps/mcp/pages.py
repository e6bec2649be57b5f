"""A briefing in, one page of it out. Pure functions.

A briefing is a row of pieces: the lead, what changed, what is missing, and each story's headline, claims, figures and
uncertainties. A page takes as many of them as fit, and the next one begins where it ended.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from summarizer.apps.mcp import given
from summarizer.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from pydantic import BaseModel

    from summarizer.models import ArticleRecord, Briefing, Claim, Figure, Reading, Story, Uncertainty

    Piece = given.Given

PAGE = 48_000
"""Bytes of a page as JSON. Assistants take 25,000 tokens of one result; of news, a token is 2 to 4 bytes of UTF-8."""
MOST_ENDED = 20
"""Headlines of stories that ended, on the first page."""

P = TypeVar("P", bound="BaseModel")


def size(piece: BaseModel) -> int:
    """Return how many bytes a piece takes as JSON, with the comma after it."""
    return len(piece.model_dump_json(exclude_defaults=True).encode()) + 1


def fitting(pieces: Sequence[P], start: int = 0, room: int = PAGE) -> tuple[list[P], int | None]:
    """Return the pieces from `start` on that fit into a page, one at least, and where the next page begins.

    Args:
        pieces: All of them.
        start: The place of the first, from 0.
        room: Bytes.

    Raises:
        UsageError: No piece lies at `start`.
    """
    check(start, len(pieces))
    taken: list[P] = []
    for piece in islice(pieces, start, None):
        room -= size(piece)
        if room < 0 and taken:
            break
        taken.append(piece)
    end = start + len(taken)
    return taken, end if end < len(pieces) else None


def check(start: int, total: int) -> None:
    """Do nothing where a page can begin at `start`, of `total` pieces.

    Raises:
        UsageError: There is no piece.
    """
    if start and start >= total:
        raise UsageError("There is no such page: take `next` of the page before as `cursor`, or leave `cursor` out.")


def page(briefing: Briefing, name: str, start: int = 0, *, profile: str | None = None) -> given.BriefingPage:
    """Return the page of a briefing that begins at a piece.

    Args:
        briefing: The briefing.
        name: By what it is found again.
        start: The place of the page's first piece, from 0.
        profile: Whose edition it is.

    Raises:
        UsageError: It has no piece there.
    """
    pieces = list(_pieces(briefing))
    whole = given.BriefingPage(
        briefing=name,
        title=briefing.title,
        date=briefing.date,
        profile=profile,
        engine=briefing.engine.model,
        complete=briefing.complete,
        articles=len(briefing.articles),
        stories_in_all=len(briefing.stories),
        claims_in_all=sum(len(story.claims) for story in briefing.stories),
        rejected=len(briefing.rejected),
        changed_since=briefing.changes.since if briefing.changes else None,
    )
    head = _head(pieces, start)
    taken, following = fitting([piece for _, piece in pieces], start, PAGE - size(whole) - (size(head) if head else 0))
    parts = [head, *taken] if head else taken
    return whole.model_copy(
        update={
            "lead": [piece for piece in parts if isinstance(piece, given.SummaryLine)],
            "changes": [piece for piece in parts if isinstance(piece, given.ChangeLine)],
            "missing": [piece for piece in parts if isinstance(piece, given.Missing)],
            "ended": [] if start or not briefing.changes else _ended(briefing.changes.ended),
            "stories": list(_stories(parts)),
            "next": None if following is None else f"{name}:{following}",
        }
    )


def _pieces(briefing: Briefing) -> Iterator[tuple[int, Piece]]:
    """Yield what a briefing is made of, in order, each with its story's place from 1, or 0."""
    for line in briefing.lead:
        yield 0, given.SummaryLine(text=line.text, cites=list(line.cites))
    for change in briefing.changes.items if briefing.changes else ():
        yield 0, given.ChangeLine(**change.model_dump(exclude={"cites"}))
    for article in briefing.articles:
        if article.status not in ("ok", "duplicate"):
            yield 0, given.Missing(article=title(article), status=article.status, reason=article.reason)
    for place, story in enumerate(briefing.stories, 1):
        yield place, _part(story)
        names = {actor.id: actor.name for actor in story.actors}
        yield from ((place, _claim(claim, names)) for claim in story.claims)
        yield from ((place, _figure(figure, names)) for figure in story.figures)
        yield from ((place, _uncertainty(one)) for one in story.uncertainties)


def _head(pieces: Sequence[tuple[int, Piece]], start: int) -> given.StoryPart | None:
    """Return the headline of the story that the page before began and left off; None where the page begins another."""
    if not 0 < start < len(pieces):
        return None
    place, first = pieces[start]
    if not place or isinstance(first, given.StoryPart):
        return None
    part = next(piece for at, piece in pieces if at == place and isinstance(piece, given.StoryPart))
    return part.model_copy(update={"summary": [], "continued": True})


def _stories(pieces: Iterable[Piece]) -> Iterator[given.StoryPart]:
    """Yield the stories of a page, each with what follows its headline."""
    found: list[tuple[given.StoryPart, list[Piece]]] = []
    for piece in pieces:
        if isinstance(piece, given.StoryPart):
            found.append((piece, []))
        elif found:
            found[-1][1].append(piece)
    for part, held in found:
        yield part.model_copy(
            update={
                "claims": [piece for piece in held if isinstance(piece, given.ClaimLine)],
                "figures": [piece for piece in held if isinstance(piece, given.FigureLine)],
                "uncertainties": [piece for piece in held if isinstance(piece, given.UncertaintyLine)],
            }
        )


def _ended(headlines: Sequence[str]) -> list[str]:
    return [given.cut(headline, given.LONGEST) for headline in headlines[:MOST_ENDED]]


def _part(story: Story) -> given.StoryPart:
    return given.StoryPart(
        id=story.id,
        headline=story.headline,
        sources=story.sources,
        articles=len(story.articles),
        summary=[given.SummaryLine(text=line.text, cites=list(line.cites)) for line in story.summary],
    )


def _claim(claim: Claim, names: Mapping[str, str]) -> given.ClaimLine:
    said = dict.fromkeys((one.speaker, one.stance, one.certainty) for one in claim.statements)
    sayings = [
        given.Saying(speaker=_name(speaker, names), stance=stance, certainty=certainty)
        for speaker, stance, certainty in islice(said, given.MOST)
    ]
    return given.ClaimLine(
        id=claim.id,
        text=claim.text,
        status=claim.status,
        sources=claim.sources,
        said_by=sayings,
        more_said_by=len(said) - len(sayings),
        rivals=list(claim.rivals[: given.MOST]),
        updates=list(claim.updates[: given.MOST]),
    )


def _figure(figure: Figure, names: Mapping[str, str]) -> given.FigureLine:
    distinct: dict[tuple[object, ...], Reading] = {}
    for one in figure.readings:
        distinct.setdefault((one.low, one.high, one.modifier, one.speaker, one.as_of), one)
    return given.FigureLine(
        id=figure.id,
        of=figure.of,
        unit=figure.unit,
        scope=figure.scope,
        status=figure.status,
        readings=[_reading(one, names) for one in islice(distinct.values(), given.MOST)],
        more_readings=max(len(distinct) - given.MOST, 0),
    )


def _reading(reading: Reading, names: Mapping[str, str]) -> given.ReadingLine:
    return given.ReadingLine(
        surface=reading.surface,
        low=reading.low,
        high=reading.high,
        modifier=reading.modifier,
        speaker=_name(reading.speaker, names),
        as_of=reading.as_of,
    )


def _uncertainty(one: Uncertainty) -> given.UncertaintyLine:
    return given.UncertaintyLine(id=one.id, text=one.text, kind=one.kind, cue=one.cue, settled_by=one.settled_by)


def _name(speaker: str | None, names: Mapping[str, str]) -> str | None:
    return names.get(speaker) if speaker else None


def title(article: ArticleRecord) -> str:
    """Return what to call an article: its title, else its source's name."""
    return article.title or article.name or f"article {article.id}"
