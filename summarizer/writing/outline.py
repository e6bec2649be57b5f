"""The whole briefing as the reader sees it, from the title to what was left out."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from summarizer.writing import safe, wording
from summarizer.writing.blocks import Block, Bullets, Heading, Item, Paragraph, Run, Runs, Section
from summarizer.writing.changes import changed
from summarizer.writing.sources import MISSING, called, sources
from summarizer.writing.stories import (
    FIRST,
    OTHERS,
    Page,
    citable,
    headline,
    in_line,
    in_short,
    is_told,
    paragraph,
    story,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from summarizer.models import ArticleRecord, Briefing, Line, Rejected, Story

FULL = 3
"""Stories that are told in full; where there are more, a table of contents stands on top."""

SHORT = 12
"""Stories after those that are told by a headline and one thing more: what is disputed, or moving, or said first."""

LINES = 45
"""Stories after those that are one line each; what is more is counted."""

MAX_MISSING = 5
MAX_REASONS = 4

_EXTRACTIVE = "extractive"
_DETAIL = re.compile(r"[:;(“\"]")  # what starts a reason's detail


def outline(briefing: Briefing) -> tuple[Block, ...]:
    """Return everything a reader is shown, in order. Long lists are cut, with a count of what is more."""
    return tuple(_blocks(briefing))


def _blocks(briefing: Briefing) -> Iterator[Block]:
    page = Page.of(briefing)
    tales = ranked(briefing)
    full, short, brief = tales[:FULL], tales[FULL : FULL + SHORT], tales[FULL + SHORT : FULL + SHORT + LINES]
    yield from head(briefing)
    top, below = lead(briefing, full)
    if fresh := [line for line in top if not page.is_old(line)]:
        yield paragraph(fresh, page, alone=True)
    yield from changed(briefing, page)
    if not tales:
        yield Paragraph((Run("No story: nothing was found that the articles' own words prove."),))
    if len(tales) > FULL:
        yield from _contents(full, short, brief, len(tales))
    for number, tale in enumerate(full):
        yield from story(tale, page, lines(tale, top, below), OTHERS if number else FIRST, top)
    if short:
        yield Heading("More stories", level=2)
        yield Bullets(tuple(in_short(tale, page) for tale in short))
    if brief:
        yield Heading("In one line", level=2)
        yield Bullets(tuple(in_line(tale, page) for tale in brief))
    if (rest := len(tales) - FULL - SHORT - LINES) > 0:
        yield Paragraph((Run(f"… and {wording.count(rest, 'more story', 'more stories')} in the JSON", "quiet"),))
    yield from sources(briefing, {one for tale in (*full, *short, *brief) for one in tale.articles})
    yield from _foot(briefing)


def ranked(briefing: Briefing) -> list[Story]:
    """Return the stories in the order they are told: those with news first, and of them those of several sources."""
    quiet = frozenset(briefing.changes.quiet) if briefing.changes else frozenset()
    return sorted(briefing.stories, key=lambda tale: (tale.id in quiet, tale.sources < 2))  # noqa: PLR2004  (two sources are several)


def lead(briefing: Briefing, full: Sequence[Story]) -> tuple[tuple[Line, ...], dict[str, list[Line]]]:
    """Return the lines that stand on top, and those that stand with their story, one of those told in `full`, by its id.

    Of one story alone the lead is its first paragraph. A lead that repeats headlines, as one that was made by rule
    does, is no overview: its lines go to their stories.
    """
    homes = {one: tale.id for tale in full for one in citable(tale)}
    home = [homes.get(line.cites[0]) for line in briefing.lead]
    alone = len(briefing.stories) == 1
    if None in home or not (alone or any(is_told(line, tale) for line in briefing.lead for tale in full)):
        return briefing.lead, {}
    below: dict[str, list[Line]] = {}
    for line, one in zip(briefing.lead, home, strict=True):
        below.setdefault(one or "", []).append(line)
    return (), below


def lines(tale: Story, top: Sequence[Line], below: Mapping[str, Sequence[Line]]) -> list[Line]:
    """Return the lines that a story is told in: those `below` its headline by its id, and its own; none that stand on `top`."""
    led = below.get(tale.id, ())
    known = {line.text for line in (*led, *top)}
    return [*led, *(line for line in tale.summary if line.text not in known)]


def _contents(full: Sequence[Story], short: Sequence[Story], brief: Sequence[Story], stories: int) -> Iterator[Block]:
    """Yield what is told in full, and how much more there is."""
    counts = ((len(short), "in short"), (len(brief), "in one line each"))
    left = stories - len(full) - len(short) - len(brief)
    more = ", ".join(f"{number:,} {how}" for number, how in (*counts, (left, "in the JSON")) if number)
    items = [Item((Run(headline(tale)), Run(f"({wording.sources(tale)})", "quiet"))) for tale in full]
    yield Section("In this briefing")
    yield Bullets((*items, Item((Run(f"and {more}", "quiet"),))))


# ── Head ──────────────────────────────────────────────────────────────────────────────────────────


def head(briefing: Briefing) -> Iterator[Heading | Paragraph]:
    """Yield the title, what the briefing was made of and by what, and which articles it lacks."""
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
    if instead := [article for article in briefing.articles if article.by_rule]:
        yield Paragraph(_instead(instead, briefing))
    if gaps := [article for article in briefing.articles if article.status in MISSING and not article.by_rule]:
        yield Paragraph(_missing(gaps))


def _made(briefing: Briefing) -> Run:
    checked = "every quotation, number and name below was checked against the articles."
    if briefing.engine.model == _EXTRACTIVE:
        return Run(f"Made by rule ({_EXTRACTIVE}), without a language model; {checked}")
    return Run(f"Made by {briefing.engine.model}; {checked}")


def _missing(gaps: Sequence[ArticleRecord]) -> Runs:
    told = [f"article {article.id}{called(article)} {MISSING[article.status]}" for article in gaps[:MAX_MISSING]]
    return (Run("Incomplete:", "warn"), Run(f"{_and_more(told, gaps)}. See Sources for why."))


def _instead(done: Sequence[ArticleRecord], briefing: Briefing) -> Runs:
    """Tell which articles the rules read where the model could not be asked."""
    told = [
        f"article {article.id}{called(article)}{' in part' if article.windows.done else ''}"
        for article in done[:MAX_MISSING]
    ]
    many = f"{len(done):,} of {wording.count(len(briefing.articles), 'article')}"
    return (
        Run("By rule, without the model:", "warn"),
        Run(f"{many}, which it gave no answer on: {_and_more(told, done)}. See Sources for why."),
    )


def _and_more(told: list[str], articles: Sequence[ArticleRecord]) -> str:
    more = [f"and {len(articles) - MAX_MISSING:,} more"] if len(articles) > MAX_MISSING else []
    return "; ".join([*told, *more])


# ── Foot ──────────────────────────────────────────────────────────────────────────────────────────


def _foot(briefing: Briefing) -> Iterator[Block]:
    overruled = [item for item in briefing.rejected if item.kind == "speaker"]
    if overruled:
        told_of = wording.count(len(overruled), "speaker was", "speakers were")
        yield Paragraph((Run(f"{told_of} put right by the articles' own words.", "quiet"),))
    refused = [item for item in briefing.rejected if item.kind == "prose"]
    if refused:
        told_of = wording.count(
            len(refused), "sentence that the model wrote was", "sentences that the model wrote were"
        )
        yield Paragraph((Run(f"{told_of} refused: what they cite does not carry them.", "quiet"),))
    for item in [item for item in briefing.rejected if item.kind == "help"][:MAX_MISSING]:
        yield Paragraph((Run(f"{safe.plain(item.item)}: {safe.plain(item.reason)}", "quiet"),))
    rejected = [item for item in briefing.rejected if item.kind not in ("speaker", "prose", "help")]
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
    if used := usage(briefing):
        yield Paragraph((Run(used, "quiet"),))


def _reason(item: Rejected) -> str:
    """The class of a reason: its words before any detail."""
    return safe.plain(_DETAIL.split(item.reason, maxsplit=1)[0]).rstrip(".") or safe.plain(item.reason)


def usage(briefing: Briefing) -> str:
    """Return what the model was asked and charged for, in a sentence; '' where none was used."""
    if briefing.engine.model == _EXTRACTIVE:
        return ""
    used = briefing.usage
    asked = [f"{used.cached:,} more answered from the cache"] if used.cached else []
    asked += [wording.count(used.retries, "retry", "retries")] if used.retries else []
    told = [
        wording.count(used.requests, "request") + (f" ({', '.join(asked)})" if asked else ""),
        f"{used.input_tokens:,} tokens in and {used.output_tokens:,} out",
        *([f"US$ {used.cost_usd:.2f}"] if used.cost_usd is not None else []),
    ]
    return ", ".join(told) + "."
