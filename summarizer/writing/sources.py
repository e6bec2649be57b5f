"""The list of sources: every article by its number, copies under the one they copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarizer.writing import safe, wording
from summarizer.writing.blocks import Block, Bullets, Heading, Item, Paragraph, Run, Runs
from summarizer.writing.unknown import doubt

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from summarizer.models import ArticleRecord, ArticleStatus, Briefing, Uncertainty

MANY = 40
"""Articles. Of more, only those are listed that carry a story on the page, or have something wrong with them."""

MAX_COPIES = 6
LONGEST_TITLE = 80  # characters, where there are many

MISSING: Mapping[ArticleStatus, str] = {
    "partial": "was read in part",
    "failed": "could not be read",
    "empty": "holds no text",
}


def sources(briefing: Briefing, on_page: Collection[str]) -> Iterator[Block]:
    """Yield the list of sources; `on_page` holds the ids of articles that tell a story on the page."""
    if not briefing.articles:
        return
    many = len(briefing.articles) > MANY
    shown = [one for one in briefing.articles if not many or one.id in on_page or one.status in MISSING]
    firsts = _firsts(briefing.articles, {article.id for article in shown})
    copies: dict[str, list[ArticleRecord]] = {}
    for article in shown:
        if article.id in firsts:
            copies.setdefault(firsts[article.id], []).append(article)
    wrong = doubts(briefing)
    yield Heading("Sources", level=2)
    yield Bullets(
        tuple(
            _source(article, copies.get(article.id, ()), wrong.get(article.id, ()), briefing.date, many=many)
            for article in shown
            if article.id not in firsts
        )
    )
    if rest := len(briefing.articles) - len(shown):
        yield Paragraph((Run(f"… and {wording.count(rest, 'more article')} in the JSON", "quiet"),))
    if aside := len(briefing.left_out):
        yield Paragraph(
            (Run(f"{wording.count(aside, 'further article')} left out by topic or language; see the JSON", "quiet"),)
        )


def called(article: ArticleRecord) -> str:
    """Return what an article is called in a sentence: ' (its title, or its file)', or ''."""
    name = safe.plain(article.title or article.name)
    return f" ({name})" if name else ""


def _firsts(articles: Sequence[ArticleRecord], shown: Collection[str]) -> dict[str, str]:
    """The article under which each copy stands, by the copy's id; what went wrong with an article is told at its own."""
    of = {one.id: one.duplicate_of or one.same_source_as for one in articles}
    first: dict[str, str] = {}
    for article in articles:
        at = article.id
        path = {at: None}
        while at not in first:
            before = of[at]
            if before is None or before not in of or before in path:
                first[at] = at
            else:
                path[at := before] = None
        first |= dict.fromkeys(path, first[at])
    copies = (one.id for one in articles if one.id in shown and not trouble(one))
    return {copy: first[copy] for copy in copies if first[copy] != copy and first[copy] in shown}


def doubts(briefing: Briefing) -> dict[str, list[Uncertainty]]:
    """Return what is wrong with the text of each article, by its id."""
    found: dict[str, list[Uncertainty]] = {}
    for tale in briefing.stories:
        for one in tale.uncertainties:
            if one.kind == "source_text":
                for article in dict.fromkeys(span.article for span in one.evidence):
                    found.setdefault(article, []).append(one)
    return found


def _source(
    article: ArticleRecord, copies: Sequence[ArticleRecord], wrong: Sequence[Uncertainty], date: str, *, many: bool
) -> Item:
    """Return the article's number, name and whereabouts, and under it its copies and what is wrong with it."""
    published = wording.day(article.published, date) if article.published else ""
    about = [byline(article), safe.plain(article.publisher or ""), published, *origins(article)]
    named = [*_title(article, many=many), *(Run(words) for words in about if words)]
    runs = [Run(article.id, "mark"), named[0], *(part for run in named[1:] for part in (Run(","), run))]
    notes = [doubt(item) for item in wrong]
    if copies:
        notes.insert(0, _copies(copies))
    if told := trouble(article):
        notes.insert(0, (Run(told, "warn"),))
    return Item(tuple(runs), tuple(notes))


def _copies(copies: Sequence[ArticleRecord]) -> Runs:
    """The articles that are copies of one, in one line."""
    runs = [Run("same source:")]
    for number, copy in enumerate(copies[:MAX_COPIES]):
        name = safe.plain(copy.publisher or copy.title or copy.name) or f"article {copy.id}"
        short = Run(_cut(name), url=safe.web_address(copy.url))
        runs += [*([Run(";")] if number else []), Run(copy.id, "mark"), short]
        if copy.status == "duplicate":
            runs.append(Run("(word for word)"))
    if rest := len(copies) - MAX_COPIES:
        runs += [Run(f"; and {rest} more in the JSON", "quiet")] if rest > 0 else []
    return tuple(runs)


def _title(article: ArticleRecord, *, many: bool) -> Iterator[Run]:
    """Yield what the source is called: its title, its file where it was one, and its address where it has one."""
    address = safe.web_address(article.url)
    if title := safe.plain(article.title):
        yield Run(_cut(title) if many else title, url=address)
        if article.name and not address and not many:
            yield Run(article.name, "code")
    elif safe.plain(article.name):
        yield Run(article.name, "code", url=address)
    else:
        yield Run(article.url or f"article {article.id}", url=address)
    if article.url and not address:
        yield Run(article.url, "code")


def _cut(words: str) -> str:
    return words if len(words) <= LONGEST_TITLE else f"{words[:LONGEST_TITLE].rstrip()}…"


def byline(article: ArticleRecord) -> str:
    """Return who wrote an article, such as 'by Ada Moor'; '' where that is not known."""
    names = safe.plain(article.author or "")
    return f"by {_cut(names)}" if names else ""


def origins(article: ArticleRecord) -> list[str]:
    """Return where an article's words come from, as far as they are not its own: 'repost of Moor News'."""
    told = (
        ("repost of", article.origin),
        ("duplicate of article", article.duplicate_of),
        ("same source as article", article.same_source_as),
    )
    return [f"{words} {other}" for words, other in told if other]


def trouble(article: ArticleRecord) -> str:
    """Return why the article, or a part of it, is not in the briefing; '' where all of it is."""
    parts = article.windows.done + article.windows.failed
    told = MISSING.get(article.status, "").removeprefix("was ").capitalize()
    if article.windows.failed:
        unanswered = f"{article.windows.failed} of {wording.count(parts, 'part')} got no answer"
        told = f"{told}: {unanswered}" if told else unanswered
    return ". ".join(filter(None, (told, article.reason)))
