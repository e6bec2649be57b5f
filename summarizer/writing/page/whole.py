"""The whole page: its head, what changed, the stories, the sources, and what was left out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarizer.writing import safe, wording
from summarizer.writing.blocks import Heading, Paragraph
from summarizer.writing.changes import LABELS, grouped, line, unchanged
from summarizer.writing.outline import head, lead, lines, ranked, usage
from summarizer.writing.page import story
from summarizer.writing.page.filters import STATUSES, Filters
from summarizer.writing.page.parts import Maker, Stretch, Told, doubted, stretches, told
from summarizer.writing.page.texts import Texts
from summarizer.writing.sources import MISSING, byline, doubts, origins, trouble
from summarizer.writing.stories import Page, paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarizer.models import ArticleRecord, Briefing, ItemKind, LeftOut, Line, Rejected, Uncertainty
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
    day: str
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
    taken: set[str] = set()
    tales = ranked(briefing)
    top, below = lead(briefing, tales)
    makers = (Maker(texts, filters, page.view(tale), page.date, taken) for tale in tales)
    stories = tuple(
        story.part(tale, number, page, lines(tale, top, below), maker)
        for number, (tale, maker) in enumerate(zip(tales, makers, strict=True), 1)
    )
    above = list(head(briefing))
    wrong = doubts(briefing)
    sources = tuple(
        _source(record, body, wrong.get(record.id, ()), texts, briefing.date)
        for record, body in zip(briefing.articles, bodies, strict=True)
    )
    actors, publishers = filters.options()
    return Whole(
        title=next(block.text for block in above if isinstance(block, Heading)),
        day=wording.day(briefing.date),
        notes=tuple(stretches(block.runs, texts) for block in above if isinstance(block, Paragraph)),
        lead=tuple(_lead_line(one, page, texts) for one in top if not page.is_old(one)),
        since=wording.day(briefing.changes.since, briefing.date) if briefing.changes else "",
        changed=tuple(_changed(briefing, page, texts)),
        unchanged=_still(briefing, texts),
        stories=stories,
        actors=actors,
        publishers=publishers,
        statuses=_statuses(stories),
        sources=sources,
        missing=tuple(one for one, record in zip(sources, briefing.articles, strict=True) if _is_missing(record)),
        refused=(*_refused(briefing.rejected, texts), *_unwanted(briefing.left_out)),
        usage=usage(briefing),
    )


def _lead_line(one: Line, page: Page, texts: Texts) -> Told:
    words, *rest = paragraph([one], page, alone=True).runs
    return told(words.text, page.evidence(one.cites, one.text), texts, [run for run in rest if run.style != "mark"])


def _changed(briefing: Briefing, page: Page, texts: Texts) -> Iterator[Changed]:
    if briefing.changes is None:
        return
    for label, ones in grouped(briefing.changes).items():
        yield Changed(label, LABELS[label], tuple(stretches(line(one, briefing, page), texts) for one in ones))


def _still(briefing: Briefing, texts: Texts) -> tuple[tuple[Stretch, ...], ...]:
    if briefing.changes is None:
        return ()
    return tuple(stretches(item.runs, texts) for item in unchanged(briefing.changes, briefing))


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


def _source(record: ArticleRecord, body: Text, wrong: Sequence[Uncertainty], texts: Texts, date: str) -> Source:
    url = safe.web_address(record.url)
    title = safe.plain(record.title) or safe.plain(record.name) or safe.plain(record.url or "")
    return Source(
        record.id,
        body,
        title or f"Article {record.id}",
        safe.plain(record.publisher or ""),
        wording.day(record.published, date) if record.published else "",
        ", ".join(filter(None, (byline(record), *origins(record)))),
        url,
        record.url if record.url and not url else "",
        trouble(record) or ("Read by rule, without the model" if record.by_rule else ""),
        tuple(doubted(one, texts) for one in wrong),
    )


def _unwanted(left_out: Sequence[LeftOut]) -> Iterator[tuple[str, tuple[Refused, ...]]]:
    if left_out:
        yield (
            f"Articles by topic or language ({len(left_out):,})",
            tuple(Refused(one.title, one.reason, None) for one in left_out),
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
