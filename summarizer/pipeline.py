"""The road itself: sources to articles to drafts to proven summaries to stories to prose to one briefing."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from summarizer.engines.local import opened
from summarizer.engines.session import Progress, Tape
from summarizer.errors import NothingToSummarize, UsageError
from summarizer.grounding.summary import ground
from summarizer.merging import contrasts, events, sources, stories
from summarizer.merging.spelling import spelt
from summarizer.models import Article, ArticleRecord, Briefing
from summarizer.reading import files
from summarizer.settings import Settings, load, override

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import date as Date  # noqa: N812  (the name `date` is the argument's)

    from summarizer.drafts import Draft
    from summarizer.engines.session import Session
    from summarizer.models import ArticleStatus, ArticleSummary, Rejected

    Source = str | os.PathLike[str] | Article

__all__ = ["Progress", "asummarize", "summarize"]

_ADDRESS = ("http://", "https://")


def summarize(sources: Iterable[Source] | Source, **options: Any) -> Briefing:
    """Return one briefing of all sources: `asummarize`, with its arguments, for programs without an event loop."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(asummarize(sources, **options))
    raise UsageError("summarize() cannot run inside an event loop; there, use 'await asummarize(...)'.")


async def asummarize(  # noqa: PLR0913  (what a caller may say, each by name and with a default)
    sources: Iterable[Source] | Source,
    *,
    date: Date | None = None,
    record: str | os.PathLike[str] | None = None,
    replay: str | os.PathLike[str] | None = None,
    settings: Settings | None = None,
    on_progress: Callable[[Progress], None] | None = None,
    **flags: Any,
) -> Briefing:
    """Return one briefing of all sources.

    Args:
        sources: Files, folders, addresses of pages and feeds, '-' for standard input, or `Article` objects; one, or
            several.
        date: The briefing's date; today in the configured time zone where it is None.
        record: A file to record the model's responses to.
        replay: A file to answer from, without network or key; it also names the models.
        settings: Instead of the settings file and the environment.
        on_progress: Called in the event loop's thread at the beginning of each stage and as parts of it are done; see
            `Progress`. What it raises ends the run.
        **flags: Any setting by name, which wins over the file and the environment: `model` ('extractive' or
            'PROVIDER/MODEL'), `base_url`, `window`, `concurrency`, `max_requests`, `max_tokens`, `max_cost`,
            `timeout`, `cache`, `fallback` ('none' or 'extractive'), `allow_hosts`, `embeddings`, `one_story`, `length`
            ('short', 'medium' or 'long'), `tone`, `language`, `glossary`.

    Raises:
        UsageError: An option, a setting or a cassette that cannot be used.
        NothingToSummarize: No source held a readable article.
        ModelError: The model could not be reached, or gave no answer that can be used.
    """
    if record and replay:
        raise UsageError("A run records or replays, not both: give one of them.")
    tape = Tape(record=Path(record) if record else None, replay=Path(replay) if replay else None)
    chosen = _settings(flags, settings, tape)
    given = [sources] if isinstance(sources, str | os.PathLike | Article) else list(sources)
    return await _brief(given, chosen, tape, date or chosen.today(), on_progress or (lambda _: None))


async def _brief(
    sources: Sequence[Source],
    settings: Settings,
    tape: Tape,
    date: Date,
    on_progress: Callable[[Progress], None],
) -> Briefing:
    """Read the sources, and walk the road with the configured engine."""
    read = await asyncio.to_thread(files.read, await _fetched(sources, settings))
    if not any(isinstance(entry, Article) for entry in read):
        raise _nothing(read)
    async with opened(settings, tape) as session:
        return await brief(read, session, settings, date, on_progress)


async def _fetched(sources: Sequence[Source], settings: Settings) -> list[Source | ArticleRecord]:
    """Return the sources with those that are addresses replaced by the articles that lie there."""
    addresses = [source for source in sources if isinstance(source, str) and source.lower().startswith(_ADDRESS)]
    if not addresses:
        return list(sources)
    from summarizer.reading.fetching import Fetcher  # noqa: PLC0415  (the client of HTTP, which only addresses need)
    from summarizer.reading.web import read_web  # noqa: PLC0415

    async with Fetcher(allow_hosts=settings.allow_hosts, contact=settings.contact) as fetcher:
        found = await asyncio.gather(*(read_web([one], fetcher, now=settings.now()) for one in addresses))
    there = dict(zip(addresses, found, strict=True))
    return [one for source in sources for one in (there[source] if source in addresses else [source])]


async def brief(
    read: Sequence[Article | ArticleRecord],
    session: Session,
    settings: Settings,
    date: Date,
    on_progress: Callable[[Progress], None] = lambda _: None,
) -> Briefing:
    """Return the briefing of what was read. Each stage returns what it left out, and why.

    Args:
        read: Every source, in order, readable or not.
        session: An open engine.
        settings: Whether all is one story, and how names are written; what else is set is the engine's.
        date: The briefing's date.
        on_progress: Called as parts of articles are done.

    Raises:
        ModelError: The model could not be reached, or gave no answer that can be used.
    """
    articles = [entry for entry in read if isinstance(entry, Article)]
    drafts = await session.extract(articles, on_progress)
    grouped, missed = await _grouped(articles, session, settings)
    summaries = await asyncio.to_thread(_ground, articles, drafts, grouped)
    groups = [[article.id for article in group] for group in grouped]
    doubtful = await asyncio.to_thread(stories.doubtful, articles, summaries, groups) if session.judges else ()
    judged = await session.judge(doubtful)
    told = await asyncio.to_thread(stories.merge, articles, summaries, groups=groups, judged=judged.pairs)
    written = await session.compose(told, articles)
    named, lead = spelt(written.stories, written.lead, settings.glossary)
    return Briefing(
        title=f"Briefing for {date.day} {date:%B %Y}",
        date=date.isoformat(),
        engine=session.engine,
        lead=lead,
        stories=named,
        articles=tuple(_records(read, drafts, _same_sources(grouped))),
        rejected=(*(r for one in summaries for r in one.rejected), *missed, *judged.missed, *written.rejected),
        usage=session.usage,
    )


async def _grouped(
    articles: list[Article], session: Session, settings: Settings
) -> tuple[list[list[Article]], tuple[Rejected, ...]]:
    """Return the articles by story, and what could not be asked for to tell the stories apart."""
    if settings.one_story:
        return [articles], ()
    embedded = await session.embed(articles)
    return await asyncio.to_thread(events.group, articles, embedded.vectors), embedded.missed


def _ground(
    articles: Sequence[Article], drafts: Sequence[Draft], grouped: Iterable[Sequence[Article]]
) -> list[ArticleSummary]:
    """Return what is proven of each article's draft, and of the sentences that others of its story contradict."""
    by_id = {article.id: draft for article, draft in zip(articles, drafts, strict=True)}
    for group in grouped:
        for of, claims in contrasts.drafts(group, {article.id: by_id[article.id] for article in group}).items():
            by_id[of] = by_id[of].model_copy(update={"claims": (*by_id[of].claims, *claims)})
    return [ground(article, by_id[article.id]) for article in articles]


def _same_sources(grouped: Iterable[Sequence[Article]]) -> dict[str, str]:
    """Return for each article's id the id of the first article of the same source in its story."""
    return {of: first for group in grouped for of, first in sources.independent(group).items()}


def _records(
    read: Sequence[Article | ArticleRecord], drafts: Sequence[Draft], same: Mapping[str, str]
) -> Iterator[ArticleRecord]:
    """Yield how the briefing accounts for each source, given the first article of the same source for each article."""
    own = iter(drafts)
    for entry in read:
        if isinstance(entry, ArticleRecord):
            yield entry
        else:
            first = same.get(entry.id, entry.id)
            yield _record(entry, next(own), None if first == entry.id else first)


def _record(article: Article, draft: Draft, same_source_as: str | None) -> ArticleRecord:
    """Return how the briefing accounts for an article that was read."""
    is_whole = not draft.windows.failed and not article.note
    is_lost = draft.windows.failed and not draft.windows.done and not draft.by_rule
    status: ArticleStatus = "ok" if is_whole else "failed" if is_lost else "partial"
    shared = article.model_dump(exclude={"sentences", "asides", "note"})
    return ArticleRecord(
        **shared,
        status=status,
        same_source_as=same_source_as,
        reason=" ".join(filter(None, (article.note, draft.reason))) or None,
        windows=draft.windows,
        by_rule=draft.by_rule,
    )


def _settings(flags: dict[str, Any], settings: Settings | None, tape: Tape) -> Settings:
    """Return the settings of a run; a cassette that is replayed stands in for what is not given."""
    if tape.replay:
        from summarizer.extraction import cassettes  # noqa: PLC0415  (only runs with a cassette pay)

        recorded = cassettes.describe(tape.replay).model_dump()
        flags = recorded | {name: value for name, value in flags.items() if value is not None}
    chosen = load(flags, environ=os.environ) if settings is None else override(settings, flags)
    # None among the flags is a setting that is not given; of a cassette it says that no embeddings were asked for.
    return chosen.model_copy(update={"embeddings": flags["embeddings"]}) if tape.replay else chosen


def _nothing(read: Sequence[Article | ArticleRecord]) -> NothingToSummarize:
    reasons = [entry.reason for entry in read if isinstance(entry, ArticleRecord) and entry.reason]
    if not reasons:
        return NothingToSummarize("There is nothing to summarize: give files, folders or articles.")
    if len(reasons) == 1:
        return NothingToSummarize(reasons[0])
    return NothingToSummarize(f"None of the {len(reasons)} sources can be summarized. The first: {reasons[0]}")
