"""What holds a briefing together: spans stand where they say, and every id leads to one thing."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING

from summarizer.verifying.checks import fails, found, holds, unsure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from summarizer.models import Article, Changes, Line, Reading, Span, Statement, Story
    from summarizer.verifying.checks import Check, CheckKind
    from summarizer.verifying.index import Index


def check(index: Index) -> Iterator[Check]:
    """Yield a check for every span, id, citation and reference of a briefing."""
    yield found("date", "date", index.briefing.date, _undated(index.briefing.date))
    yield from _ids(index)
    yield from _references(index)
    yield from _cites(index)
    if index.briefing.changes is not None:
        yield from _changes(index, index.briefing.changes)
    placed = list(spans(index))
    for where, span in placed:
        yield found("span", where, span.text, _misplaced(index, span))
    yield from _numbers(index, placed)


def spans(index: Index) -> Iterator[tuple[str, Span]]:
    """Yield every span of a briefing, with the path to it."""
    for story in index.briefing.stories:
        for where, item, _ in sayings(story):
            yield from _each(where, item.evidence)
        for one in story.uncertainties:
            yield from _each(f"stories/{story.id}/uncertainties/{one.id}", one.evidence)


def sayings(story: Story) -> Iterator[tuple[str, Statement | Reading, str | None]]:
    """Yield every statement and reading of a story: the path to it, itself, and a statement's claim in words."""
    for claim in story.claims:
        for number, statement in enumerate(claim.statements, 1):
            yield f"stories/{story.id}/claims/{claim.id}/statements/{number}", statement, claim.text
    for figure in story.figures:
        for number, reading in enumerate(figure.readings, 1):
            yield f"stories/{story.id}/figures/{figure.id}/readings/{number}", reading, None


def lines(index: Index) -> Iterator[tuple[str, Line, tuple[Story, ...]]]:
    """Yield every line of the lead and the summaries: the path to it, itself, and the stories that it may cite."""
    for number, line in enumerate(index.briefing.lead, 1):
        yield f"lead/{number}", line, index.briefing.stories
    for story in index.briefing.stories:
        for number, line in enumerate(story.summary, 1):
            yield f"stories/{story.id}/summary/{number}", line, (story,)


def _each(where: str, evidence: Iterable[Span]) -> Iterator[tuple[str, Span]]:
    return ((f"{where}/evidence/{number}", span) for number, span in enumerate(evidence, 1))


def _undated(day: str) -> str | None:
    try:
        date.fromisoformat(day)
    except ValueError:
        return f"‘{day}’ is no date of the form 2024-11-01."
    return None


# ── Spans ─────────────────────────────────────────────────────────────────────────────────────────


def _misplaced(index: Index, span: Span) -> str | None:
    """Return why a span does not stand where it says; None where it does."""
    record = index.records.get(span.article)
    if record is None:
        return f"There is no article ‘{span.article}’."
    if not span.start < span.end:
        return f"The span is empty: it goes from {span.start} to {span.end}."
    if span.end > len(record.text):
        return f"The span ends at {span.end}, and the article's text has {len(record.text)} characters."
    if record.text[span.start : span.end] == span.text:
        return None
    at = record.text.find(span.text)
    there = f"they stand at {at}" if at >= 0 else "they stand nowhere in it"
    return f"Its words are not those of article {span.article} from {span.start} to {span.end}: {there}."


def _numbers(index: Index, placed: Iterable[tuple[str, Span]]) -> Iterator[Check]:
    """Check the sentence numbers of spans, article by article.

    Who made the briefing may count sentences in another way, such as with headings. But then those before and after
    are as far off, so that one which differs from both its neighbours, while these agree, is wrong. So is the last one
    where all others count as we do.
    """
    by_article: dict[str, list[tuple[str, Span]]] = defaultdict(list)
    for where, span in placed:
        if span.sentence is not None and _misplaced(index, span) is None:
            by_article[span.article].append((where, span))
    for article, ones in by_article.items():
        read = index.read(article)
        ones.sort(key=lambda one: one[1].start)
        shifts = [_shift(read.article, span) if read else None for _, span in ones]
        same = list(dict.fromkeys(shifts))
        for (where, span), before, shift, after in zip(ones, [0, *shifts], shifts, [*shifts[1:], None], strict=False):
            item = f"sentence {span.sentence}: {span.text}"
            if shift is not None and shift in (before, after):
                yield holds("span", where, item)
            elif (
                shift is not None and before is not None and (before == after or (after is None and same == [0, shift]))
            ):
                right = (span.sentence or 0) - shift + before
                yield fails("span", where, item, f"The span begins in sentence {right}, not in {span.sentence}.")
            else:
                yield unsure("span", where, item, "The article's sentences are not counted as they are here.")


def _shift(article: Article, span: Span) -> int | None:
    """Return by how much a span's sentence number is above ours; None where it begins in no sentence of ours."""
    inside = (one.number for one in article.sentences if one.start <= span.start < one.end)
    number = next(inside, None)
    return None if number is None or span.sentence is None else span.sentence - number


# ── Ids ───────────────────────────────────────────────────────────────────────────────────────────


def _ids(index: Index) -> Iterator[Check]:
    """Check that no two things share an id where one is asked for by it."""
    briefing = index.briefing
    yield from _unique("articles", (record.id for record in briefing.articles))
    yield from _unique("stories", (story.id for story in briefing.stories))
    claims = (claim.id for story in briefing.stories for claim in story.claims)
    figures = (figure.id for story in briefing.stories for figure in story.figures)
    yield from _unique("stories", chain(claims, figures), "claims and figures")
    for story in briefing.stories:
        yield from _unique(f"stories/{story.id}/actors", (actor.id for actor in story.actors))
        yield from _unique(f"stories/{story.id}/uncertainties", (one.id for one in story.uncertainties))


def _unique(where: str, ids: Iterable[str], of: str | None = None) -> Iterator[Check]:
    for name, count in Counter(ids).items():
        what = of or where.rpartition("/")[2]
        problem = f"{count} {what} have the id ‘{name}’, so that it says which to nobody." if count > 1 else None
        yield found("id", where, name, problem if name else f"The id of one of the {what} is empty.")


def _references(index: Index) -> Iterator[Check]:
    """Check that each article that is named by id is there, and that evidence is of the article that it is given for."""
    for record in index.briefing.articles:
        if record.duplicate_of is not None:
            yield _known(index, f"articles/{record.id}/duplicate_of", record.duplicate_of)
    for number, item in enumerate(index.briefing.rejected, 1):
        if item.article is not None:
            yield _known(index, f"rejected/{number}", item.article)
    for story in index.briefing.stories:
        here = f"stories/{story.id}"
        for article in story.articles:
            yield _known(index, f"{here}/articles", article)
        for where, saying, _ in sayings(story):
            yield found("reference", where, f"article {saying.article}", _foreign(index, saying, story))


def _known(index: Index, where: str, article: str) -> Check:
    problem = None if article in index.records else f"There is no article ‘{article}’."
    return found("reference", where, f"article {article}", problem)


def _foreign(index: Index, saying: Statement | Reading, story: Story) -> str | None:
    if saying.article not in index.records:
        return f"There is no article ‘{saying.article}’."
    if others := sorted({span.article for span in saying.evidence} - {saying.article}):
        return f"It is said to stand in article {saying.article}, and its evidence is of article {', '.join(others)}."
    if saying.article not in story.articles:
        return f"Article {saying.article} is none of the story's."
    return None


def _cites(index: Index) -> Iterator[Check]:
    """Check that what each line cites is there: in the story, or for the lead anywhere."""
    everywhere = _citable(index.briefing.stories)
    for where, line, stories in lines(index):
        known = _citable(stories)
        for cite in line.cites:
            elsewhere = "is of another story" if cite in everywhere else "is not in the briefing"
            yield found("cite", where, cite, None if cite in known else f"‘{cite}’ is cited and {elsewhere}.")


def _changes(index: Index, changes: Changes) -> Iterator[Check]:
    """Check that what changed leads to a story, an item and citations of it, and what did not to what is there."""
    stories = {story.id: story for story in index.briefing.stories}
    yield found("date", "changes/since", changes.since, _undated(changes.since))
    for number, change in enumerate(changes.items, 1):
        where = f"changes/items/{number}"
        story = stories.get(change.story)
        yield _there("reference", where, f"story {change.story}", story is not None)
        if story is None:
            continue
        known = _citable([story])
        if change.item is not None:
            own = known | {one.id for one in story.uncertainties}
            yield _there("reference", where, f"item {change.item}", change.item in own)
        for cite in change.cites:
            yield _there("cite", where, cite, cite in known)
    claims = {claim.id for story in stories.values() for claim in story.claims}
    questions = {one.id for story in stories.values() for one in story.uncertainties}
    new = {change.item for change in changes.items}
    for claim in changes.repeated:
        yield _there("reference", "changes/repeated", claim, claim in claims)
        if claim in new:
            yield fails("reference", "changes/repeated", claim, f"‘{claim}’ is told as changed, too.")
    for one in changes.still_open:
        yield _there("reference", "changes/still_open", one, one in questions)
    for one in changes.quiet:
        yield _there("reference", "changes/quiet", one, one in stories)


def _there(kind: CheckKind, where: str, item: str, present: bool) -> Check:  # noqa: FBT001  (what the name asks)
    return found(kind, where, item, None if present else f"There is no ‘{item}’ that it could tell of.")


def _citable(stories: Iterable[Story]) -> set[str]:
    claims = {claim.id for story in stories for claim in story.claims}
    return claims | {figure.id for story in stories for figure in story.figures}
