"""The road itself: sources to articles to drafts to proven summaries to stories to one briefing."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from summarizer.engines.local import Progress, Tape, extract
from summarizer.errors import NothingToSummarize, UsageError
from summarizer.grounding.summary import ground
from summarizer.merging import prose, stories
from summarizer.models import Article, ArticleRecord, Briefing
from summarizer.reading import files
from summarizer.settings import Settings, load, override

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date as Date  # noqa: N812  (the name `date` is the argument's)

    from summarizer.drafts import Draft
    from summarizer.models import ArticleStatus

    Source = str | os.PathLike[str] | Article

__all__ = ["Progress", "asummarize", "summarize"]


def summarize(sources: Iterable[Source] | Source, **options: Any) -> Briefing:
    """Return one briefing of all sources: `asummarize`, with its arguments, for programs without an event loop."""
    return asyncio.run(asummarize(sources, **options))


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
        sources: Files, folders, '-' for standard input, or `Article` objects; one, or several.
        date: The briefing's date; today in the configured time zone where it is None.
        record: A file to record the model's responses to.
        replay: A file to answer from, without network or key; it also names the model.
        settings: Instead of the settings file and the environment.
        on_progress: Called in the event loop's thread as parts of articles are done.
        **flags: Any setting by name, which wins over the file and the environment: `model` ('extractive' or
            'PROVIDER/MODEL'), `base_url`, `window`, `concurrency`, `max_requests`, `max_tokens`, `timeout`.

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
    """Walk the road; each stage returns what it left out, and why."""
    read = await asyncio.to_thread(files.read, sources)
    articles = [entry for entry in read if isinstance(entry, Article)]
    if not articles:
        raise _nothing(read)
    extracted = await extract(articles, settings, tape, on_progress)
    return await asyncio.to_thread(
        compose, read, articles, extracted.drafts, date, engine=extracted.engine, usage=extracted.usage
    )


def compose(
    read: Sequence[Article | ArticleRecord],
    articles: Sequence[Article],
    drafts: Sequence[Draft],
    date: Date,
    **made: Any,
) -> Briefing:
    """Return the briefing of what was drafted: proven, merged and accounted for. A pure function.

    Args:
        read: Every source, in order, readable or not.
        articles: Those of them that are articles.
        drafts: One an article, in their order.
        date: The briefing's date.
        **made: The briefing's `engine` and `usage`.
    """
    summaries = [ground(article, draft) for article, draft in zip(articles, drafts, strict=True)]
    told = stories.merge(articles, summaries)
    by_id = {article.id: draft for article, draft in zip(articles, drafts, strict=True)}
    return Briefing(
        title=f"Briefing for {date.day} {date:%B %Y}",
        date=date.isoformat(),
        lead=prose.lead(told),
        stories=told,
        articles=tuple(_record(entry, by_id[entry.id]) if isinstance(entry, Article) else entry for entry in read),
        rejected=tuple(item for summary in summaries for item in summary.rejected),
        **made,
    )


def _record(article: Article, draft: Draft) -> ArticleRecord:
    """Return how the briefing accounts for an article that was read."""
    status: ArticleStatus = "ok" if not draft.windows.failed else "partial" if draft.windows.done else "failed"
    shared = article.model_dump(exclude={"sentences", "asides"})
    return ArticleRecord(**shared, status=status, reason=draft.reason, windows=draft.windows)


def _settings(flags: dict[str, Any], settings: Settings | None, tape: Tape) -> Settings:
    """Return the settings of a run; a cassette that is replayed stands in for what is not given."""
    if tape.replay:
        from summarizer.extraction import cassettes  # noqa: PLC0415  (only runs with a cassette pay)

        recorded = cassettes.describe(tape.replay).model_dump()
        flags = recorded | {name: value for name, value in flags.items() if value is not None}
    return load(flags, environ=os.environ) if settings is None else override(settings, flags)


def _nothing(read: Sequence[Article | ArticleRecord]) -> NothingToSummarize:
    reasons = [entry.reason for entry in read if isinstance(entry, ArticleRecord) and entry.reason]
    if not reasons:
        return NothingToSummarize("There is nothing to summarize: give files, folders or articles.")
    if len(reasons) == 1:
        return NothingToSummarize(reasons[0])
    return NothingToSummarize(f"None of the {len(reasons)} sources can be summarized. The first: {reasons[0]}")
