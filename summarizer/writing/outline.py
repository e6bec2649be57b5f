"""The whole briefing as the reader sees it, from the title to what was left out."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from summarizer.writing import safe, wording
from summarizer.writing.blocks import Block, Bullets, Heading, Item, Paragraph, Run, Runs
from summarizer.writing.stories import disputes_of, evidence_of, paragraph, story, uncertainty_item

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from summarizer.models import ArticleRecord, ArticleStatus, Briefing, Rejected, Uncertainty, Usage

MAX_STORIES = 25
MAX_MISSING = 5
MAX_REASONS = 4

_EXTRACTIVE = "extractive"
_MISSING: Mapping[ArticleStatus, str] = {
    "partial": "was read in part",
    "failed": "could not be read",
    "empty": "holds no text",
}
_DETAIL = re.compile(r"[:;(“\"]")  # what starts a reason's detail


def outline(briefing: Briefing) -> tuple[Block, ...]:
    """Return everything a reader is shown, in order. Long lists are cut, with a count of what is more."""
    return tuple(_blocks(briefing))


def _blocks(briefing: Briefing) -> Iterator[Block]:
    yield from _head(briefing)
    evidence = evidence_of(briefing.stories)
    if briefing.lead:
        yield paragraph(briefing.lead, evidence, disputes_of(briefing))
    if not briefing.stories:
        yield Paragraph((Run("No story: nothing was found that the articles' own words prove."),))
    for tale in briefing.stories[:MAX_STORIES]:
        yield from story(tale, briefing, evidence)
    if (rest := len(briefing.stories) - MAX_STORIES) > 0:
        yield Paragraph((Run(f"… and {wording.count(rest, 'more story', 'more stories')} in the JSON", "quiet"),))
    yield from _sources(briefing)
    yield from _foot(briefing)


# ── Head ──────────────────────────────────────────────────────────────────────────────────────────


def _head(briefing: Briefing) -> Iterator[Block]:
    when = wording.day(briefing.date)
    title = safe.plain(briefing.title) or f"Briefing for {when}"
    yield Heading(title, level=1)
    copies = sum(article.status == "duplicate" for article in briefing.articles)
    counted = wording.count(len(briefing.articles), "article")
    if copies:
        counted += f" ({wording.count(copies, 'duplicate')})"
    dated = "" if when in title else f"{when}. "
    yield Paragraph(
        (Run(f"{dated}{counted}, {wording.count(len(briefing.stories), 'story', 'stories')}."), _made(briefing))
    )
    if not briefing.complete:
        yield Paragraph(_missing(briefing))


def _made(briefing: Briefing) -> Run:
    checked = "every quotation, number and name below was checked against the articles."
    if briefing.engine.model == _EXTRACTIVE:
        return Run(f"Made by rule ({_EXTRACTIVE}), without a language model; {checked}")
    return Run(f"Made by {briefing.engine.model}; {checked}")


def _missing(briefing: Briefing) -> Runs:
    gaps = [article for article in briefing.articles if article.status in _MISSING]
    told = [f"article {article.id}{_called(article)} {_MISSING[article.status]}" for article in gaps[:MAX_MISSING]]
    if len(gaps) > MAX_MISSING:
        told.append(f"and {len(gaps) - MAX_MISSING} more")
    return (Run("Incomplete:", "warn"), Run("; ".join(told) + ". See Sources for why."))


def _called(article: ArticleRecord) -> str:
    name = safe.plain(article.title or article.name)
    return f" ({name})" if name else ""


# ── Sources ───────────────────────────────────────────────────────────────────────────────────────


def _sources(briefing: Briefing) -> Iterator[Block]:
    if not briefing.articles:
        return
    doubts = [item for tale in briefing.stories for item in tale.uncertainties if item.kind == "source_text"]
    yield Heading("Sources", level=2)
    yield Bullets(tuple(_source(article, doubts) for article in briefing.articles))


def _source(article: ArticleRecord, doubts: list[Uncertainty]) -> Item:
    """Return the article's number, name and whereabouts, and under it what is wrong with it."""
    about = [
        safe.plain(article.publisher or ""),
        wording.day(article.published) if article.published else "",
        f"repost of {article.origin}" if article.origin else "",
        f"duplicate of article {article.duplicate_of}" if article.duplicate_of else "",
    ]
    named = [*_title(article), *(Run(words) for words in about if words)]
    runs = [Run(article.id, "mark"), named[0], *(part for run in named[1:] for part in (Run(","), run))]
    own = [item for item in doubts if any(span.article == article.id for span in item.evidence)]
    notes = [uncertainty_item(item).runs for item in own]
    if trouble := _trouble(article):
        notes.insert(0, (Run(trouble, "warn"),))
    return Item(tuple(runs), tuple(notes))


def _title(article: ArticleRecord) -> Iterator[Run]:
    """Yield what the source is called: its title, its file where it was one, and its address where it has one."""
    address = safe.web_address(article.url)
    if safe.plain(article.title):
        yield Run(article.title, url=address)
        if article.name and not address:
            yield Run(article.name, "code")
    elif safe.plain(article.name):
        yield Run(article.name, "code", url=address)
    else:
        yield Run(article.url or f"article {article.id}", url=address)
    if article.url and not address:
        yield Run(article.url, "code")


def _trouble(article: ArticleRecord) -> str:
    """Why the article, or a part of it, is not in the briefing; '' where all of it is."""
    parts = article.windows.done + article.windows.failed
    told = _MISSING.get(article.status, "").removeprefix("was ").capitalize()
    if article.windows.failed:
        unanswered = f"{article.windows.failed} of {wording.count(parts, 'part')} got no answer"
        told = f"{told}: {unanswered}" if told else unanswered
    return ". ".join(filter(None, (told, article.reason)))


# ── Foot ──────────────────────────────────────────────────────────────────────────────────────────


def _foot(briefing: Briefing) -> Iterator[Block]:
    overruled = [item for item in briefing.rejected if item.kind == "speaker"]
    if overruled:
        told_of = wording.count(len(overruled), "speaker was", "speakers were")
        yield Paragraph((Run(f"{told_of} put right by the articles' own words.", "quiet"),))
    rejected = [item for item in briefing.rejected if item.kind != "speaker"]
    if rejected:
        left_out = wording.count(len(rejected), "item was", "items were")
        reasons = Counter(_reason(item) for item in rejected)
        told = [f"{reason} ({number:,})" for reason, number in reasons.most_common(MAX_REASONS)]
        if rest := len(rejected) - sum(number for _, number in reasons.most_common(MAX_REASONS)):
            told.append(f"other reasons ({rest:,})")
        yield Paragraph(
            (
                Run(f"{left_out} left out, not carried by the articles: {'; '.join(told)}. See", "quiet"),
                Run("rejected", "code"),
                Run("in", "quiet"),
                Run("--format json", "code"),
                Run(".", "quiet"),
            )
        )
    if briefing.engine.model != _EXTRACTIVE:
        yield Paragraph((Run(_usage(briefing.usage), "quiet"),))


def _reason(item: Rejected) -> str:
    """The class of a reason: its words before any detail."""
    return safe.plain(_DETAIL.split(item.reason, maxsplit=1)[0]).rstrip(".") or safe.plain(item.reason)


def _usage(usage: Usage) -> str:
    asked = [f"{usage.cached:,} more answered from the cache"] if usage.cached else []
    asked += [wording.count(usage.retries, "retry", "retries")] if usage.retries else []
    told = [
        wording.count(usage.requests, "request") + (f" ({', '.join(asked)})" if asked else ""),
        f"{usage.input_tokens:,} tokens in and {usage.output_tokens:,} out",
        *([f"US$ {usage.cost_usd:.2f}"] if usage.cost_usd is not None else []),
    ]
    return ", ".join(told) + "."
