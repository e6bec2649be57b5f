"""The whole page: its head, what changed, the stories, the sources, and what was left out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarizer.writing import safe, wording
from summarizer.writing.blocks import Heading, Paragraph
from summarizer.writing.changes import _LABELS, _group, _line, _unchanged
from summarizer.writing.outline import _EXTRACTIVE, _head, _lead, _usage
from summarizer.writing.page import story
from summarizer.writing.page.filters import STATUSES, Filters
from summarizer.writing.page.parts import Maker, Stretch, Told, asked, stretches, told
from summarizer.writing.page.texts import Texts
from summarizer.writing.sources import MISSING, _doubts, _trouble
from summarizer.writing.stories import Page, paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarizer.models import ArticleRecord, Briefing, ItemKind, Line, Rejected, Uncertainty
    from summarizer.writing.page.story import StoryPart
    from summarizer.writing.page.texts import Cite, Text

_KINDS: dict[ItemKind, str] = {
    "claim": "Claims",
    "speaker": "Speakers put right by the articles’ own words",
    "actor": "Names",
    "count": "Figures",
    "uncertainty": "Questions",
    "prose": "Sentences that the model wrote",
    "help": "What the model did not answer",
}


@dataclass(frozen=True, slots=True)
class Changed:
    """One kind of change, and all changes of that kind."""

    label: str
    style: str
    lines: tuple[tuple[Stretch, ...], ...]


@dataclass(frozen=True, slots=True)
class Source:
    """An article: what it is called, who it is from, where it came from, its text, and what is wrong with it."""

    id: str
    text: Text
    title: str
    publisher: str
    published: str
    about: str
    url: str | None
    address: str
    trouble: str
    doubts: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """One proposed item that is not in the briefing, why, and the article it was proposed for."""

    item: str
    reason: str
    cite: Cite | None


@dataclass(frozen=True, slots=True)
class Whole:
    """Everything on the page, in order."""

    title: str
    notes: tuple[tuple[Stretch, ...], ...]
    lead: tuple[Told, ...]
    since: str
    changed: tuple[Changed, ...]
    unchanged: tuple[tuple[Stretch, ...], ...]
    stories: tuple[StoryPart, ...]
    actors: list[tuple[int, str]]
    publishers: list[tuple[int, str]]
    statuses: list[tuple[str, str]]
    sources: tuple[Source, ...]
    missing: tuple[Source, ...]
    refused: tuple[tuple[str, tuple[Refused, ...]], ...]
    usage: str


def whole(briefing: Briefing) -> Whole:
    """Return the page of a briefing."""
    page = Page.of(briefing)
    texts, bodies = Texts.of(briefing)
    filters = Filters()
    quiet = frozenset(briefing.changes.quiet) if briefing.changes else frozenset()
    ranked = sorted(briefing.stories, key=lambda tale: (tale.id in quiet, tale.sources < 2))  # noqa: PLR2004  (as `outline` has it)
    top, below = _lead(briefing, ranked)
    stories = []
    for number, tale in enumerate(ranked, 1):
        lines = [*below.get(tale.id, ()), *tale.summary]
        shown = list({line.text: line for line in lines if line.text not in {one.text for one in top}}.values())
        stories.append(story.part(tale, number, page, shown, Maker(texts, filters, page.view(tale), page.date)))
    head = list(_head(briefing))
    doubts = _doubts(briefing)
    sources = tuple(
        _source(record, body, doubts.get(record.id, ()), texts, briefing.date)
        for record, body in zip(briefing.articles, bodies, strict=True)
    )
    actors, publishers = filters.options()
    return Whole(
        next(block.text for block in head if isinstance(block, Heading)),
        tuple(stretches(block.runs, texts) for block in head if isinstance(block, Paragraph)),
        tuple(_lead_line(line, page, texts) for line in top if not page.is_old(line)),
        wording.day(briefing.changes.since, briefing.date) if briefing.changes else "",
        tuple(_changed(briefing, page, texts)),
        _still(briefing, texts),
        tuple(stories),
        actors,
        publishers,
        _statuses(stories),
        sources,
        tuple(one for one, record in zip(sources, briefing.articles, strict=True) if _is_missing(record)),
        tuple(_refused(briefing.rejected, texts)),
        "" if briefing.engine.model == _EXTRACTIVE else _usage(briefing.usage),
    )


def _lead_line(line: Line, page: Page, texts: Texts) -> Told:
    words, *rest = paragraph([line], page, alone=True).runs
    return told(words.text, page.evidence(line.cites), texts, [run for run in rest if run.style != "mark"])


def _changed(briefing: Briefing, page: Page, texts: Texts) -> Iterator[Changed]:
    if briefing.changes is None:
        return
    for label, style in _LABELS.items():
        lines = [_line(one, briefing, page) for one in briefing.changes.items if _group(one) == label]
        if lines:
            yield Changed(label, style, tuple(stretches(runs, texts) for runs in lines))


def _still(briefing: Briefing, texts: Texts) -> tuple[tuple[Stretch, ...], ...]:
    if briefing.changes is None:
        return ()
    return tuple(stretches(item.runs, texts) for item in _unchanged(briefing.changes, briefing))


def _statuses(stories: Sequence[StoryPart]) -> list[tuple[str, str]]:
    """Return the statuses that something on the page has."""
    found = {claim.status for one in stories for group in one.groups for claim in group.claims}
    found |= {claim.status for one in stories for dispute in one.disputes for claim in dispute.claims}
    found |= {claim.status for one in stories for dispute in one.disputes for claim in dispute.beside}
    found |= {figure.status for one in stories for figure in (*one.moving, *one.figures)}
    found |= {"open" for one in stories if one.open} | {"settled" for one in stories if one.settled}
    if "agree" in found:
        found.add("corroborated")
    return [one for one in STATUSES if one[0] in found]


def _is_missing(record: ArticleRecord) -> bool:
    return record.status in MISSING or record.by_rule or record.windows.failed > 0


def _source(record: ArticleRecord, body: Text, doubts: Sequence[Uncertainty], texts: Texts, date: str) -> Source:
    about = (
        f"repost of {record.origin}" if record.origin else "",
        f"duplicate of article {record.duplicate_of}" if record.duplicate_of else "",
        f"same source as article {record.same_source_as}" if record.same_source_as else "",
    )
    url = safe.web_address(record.url)
    title = safe.plain(record.title) or safe.plain(record.name) or safe.plain(record.url or "")
    return Source(
        record.id,
        body,
        title or f"Article {record.id}",
        safe.plain(record.publisher or ""),
        wording.day(record.published, date) if record.published else "",
        ", ".join(filter(None, about)),
        url,
        record.url if record.url and not url else "",
        _trouble(record) or ("Read by rule, without the model" if record.by_rule else ""),
        tuple(asked(one, texts) for one in doubts),
    )


def _refused(rejected: Sequence[Rejected], texts: Texts) -> Iterator[tuple[str, tuple[Refused, ...]]]:
    for kind, label in _KINDS.items():
        found = [one for one in rejected if one.kind == kind]
        if found:
            yield (
                f"{label} ({len(found):,})",
                tuple(
                    Refused(one.item, one.reason, texts.whole(one.article) if one.article else None) for one in found
                ),
            )
