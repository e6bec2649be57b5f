"""What changed since the edition before, as the reader sees it: a short list on top, by what kind of change it is."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from summarizer.writing import claims, wording
from summarizer.writing.blocks import Block, Bullets, Item, Paragraph, Run, Runs, Section, Style
from summarizer.writing.parties import carrying
from summarizer.writing.safe import plain
from summarizer.writing.stories import headline

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from summarizer.models import Briefing, Change, ChangeKind, Changes, Figure, Reading, Span, Story
    from summarizer.writing.stories import Page

MOST = 12
"""Lines of all groups together; what is more is counted, group by group."""
MAX_ENDED = 3
MAX_OPEN = 3
LONGEST_QUESTION = 140
"""Characters of a question that is open as before."""

LABELS: Mapping[str, Style] = {
    "Updated": "warn",
    "Disputed": "bad",
    "Withdrawn": "bad",
    "Settled": "strong",
    "Corroborated": "strong",
    "New": "strong",
}
"""The kinds of change that readers are told of, in their order, and how each label looks."""

_GROUPS: Mapping[ChangeKind, str] = {
    "new_story": "New",
    "new_claim": "New",
    "figure_updated": "Updated",
    "corroborated": "Corroborated",
    "disputed": "Disputed",
    "figure_disputed": "Disputed",
    "withdrawn": "Withdrawn",
    "settled": "Settled",
}
_BEFORE: Mapping[str, str] = {"Withdrawn": "said before:", "Settled": "open before:"}


def changed(briefing: Briefing, page: Page) -> Iterator[Block]:
    """Yield what changed since the edition before: at most `MOST` lines, each with its marks; nothing in a first edition."""
    noted = briefing.changes
    if noted is None:
        return
    since = wording.day(noted.since, briefing.date)
    groups = grouped(noted)
    shown = _shares({label: len(ones) for label, ones in groups.items()})
    items = [
        _item(label, ones[: shown[label]], len(ones) - shown[label], briefing, page) for label, ones in groups.items()
    ]
    items += unchanged(noted, briefing)
    if not noted.items:
        yield Paragraph((Run(f"Nothing new since {since}.", "strong"),))
    else:
        yield Section(f"What changed since {since}")
    if items:
        yield Bullets(tuple(items))


def grouped(noted: Changes) -> dict[str, list[Change]]:
    """Return the changes by their label, in the order of `LABELS`; labels that have none are left out."""
    groups: dict[str, list[Change]] = {label: [] for label in LABELS}
    for one in noted.items:
        groups[_group(one)].append(one)
    return {label: ones for label, ones in groups.items() if ones}


def _group(one: Change) -> str:
    return "Updated" if one.kind == "new_claim" and one.was else _GROUPS[one.kind]


def _shares(counts: Mapping[str, int]) -> Counter[str]:
    """Return how many lines each group is shown with: in turns, so that a long one leaves none out."""
    shares = Counter(dict.fromkeys(counts, 0))
    for turn in range(max(counts.values(), default=0)):
        for label, count in counts.items():
            shares[label] += turn < count and shares.total() < MOST
    return shares


def _item(label: str, ones: Sequence[Change], rest: int, briefing: Briefing, page: Page) -> Item:
    notes = [line(one, briefing, page) for one in ones]
    return Item((Run(label, LABELS[label]),), (*notes, *([(wording.more(rest),)] if rest else [])))


def unchanged(noted: Changes, briefing: Briefing) -> Iterator[Item]:
    """Yield in a line each what is still open, which stories are quiet, and which are no longer followed."""
    if noted.still_open:
        yield Item((Run("Still open:", "strong"), *_still_open(noted.still_open, briefing)))
    if noted.items and noted.quiet:
        stories = wording.count(len(briefing.stories), "story", "stories")
        yield Item((Run("Nothing new", "strong"), Run(f"in {len(noted.quiet):,} of {stories}")))
    if noted.ended:
        told = "; ".join(plain(one) or "Untitled story" for one in noted.ended[:MAX_ENDED])
        rest = f"; and {len(noted.ended) - MAX_ENDED:,} more" if len(noted.ended) > MAX_ENDED else ""
        yield Item((Run("No longer followed:", "strong"), Run(f"{told}{rest}")))


def _still_open(ids: Sequence[str], briefing: Briefing) -> Iterator[Run]:
    """Yield the first questions in their own words, each with its marks, and how many more there are."""
    wanted = frozenset(ids)
    asked = [one for tale in briefing.stories for one in tale.uncertainties if one.id in wanted]
    for place, one in enumerate(asked[:MAX_OPEN]):
        words = wording.shortened(wording.bare(one.text), LONGEST_QUESTION)
        yield Run(f"; {words}" if place else words)
        yield wording.marks(one.evidence)
    if rest := len(ids) - min(len(asked), MAX_OPEN):
        yield Run(f"; and {rest:,} more" if asked else f"{wording.count(rest, 'question')}, as before")


# ── One line ──────────────────────────────────────────────────────────────────────────────────────


def line(one: Change, briefing: Briefing, page: Page) -> Runs:
    """Return a change in words, with its marks."""
    figure = page.figures.get(one.item or "")
    if one.kind == "figure_updated" and figure and one.was:
        return _moved(one, figure, briefing, page)
    if one.kind == "new_story":
        return _story(one, briefing, page)
    if against := _against(one, page):
        return (Run(one.text), wording.marks(page.evidence(one.cites)), *against)
    spans = list(_evidence(one.cites, page))
    if one.kind == "withdrawn":  # both what was said and that it is taken back are evidence of one claim
        spans = [span for span in spans if wording.bare(one.text) in plain(span.text)] or spans
    runs = [Run(one.text), *_standing(one, page), wording.marks(spans)]
    if one.was:
        was = f"({_BEFORE.get(_group(one), 'before:')} {wording.bare(one.was)}"
        runs += [Run(was, "quiet"), wording.marks(_evidence_before(one, briefing, page)), Run(")", "quiet")]
    return tuple(runs)


def _evidence_before(one: Change, briefing: Briefing, page: Page) -> tuple[Span, ...]:
    """Return what carries the words of before, where they are those of a claim or a question of this briefing, too."""
    words = wording.bare(one.was or "")
    claim = page.claims.get(one.item or "")
    older = [claim, *map(page.claims.get, claim.updates)] if claim else []
    said = (carrying(each) for each in older if each and wording.bare(each.text) == words)
    tales = (each for each in briefing.stories if each.id == one.story and one.kind == "settled")
    asked = (each.evidence for tale in tales for each in tale.uncertainties if each.id == one.item)
    return next(said, None) or next(asked, ())


def _moved(one: Change, figure: Figure, briefing: Briefing, page: Page) -> Runs:
    """Return a figure with what it was and is, by whom and as of when."""
    now = _now(one, figure)
    cast = page.view(page.stories[figure.id]).cast
    record = page.articles.get(now.article)
    day = now.as_of or (record.published if record else "") or ""
    name = cast.name(now.speaker, now.article) if now.speaker else ""
    about = ", ".join(filter(None, (name, wording.day(day, briefing.date))))
    what = f"{plain(figure.of)}, {plain(figure.scope)}" if figure.scope else plain(figure.of)
    return (
        Run(f"{what}:"),
        Run(f"“{plain(one.was or '')}”"),
        Run("→"),
        Run(f"“{plain(now.surface)}”", "strong"),
        *((Run(f"({about})"),) if about else ()),
        wording.marks(now.evidence),
    )


def _now(one: Change, figure: Figure) -> Reading:
    """Return the reading that a change tells of: the first whose words it has."""
    return next((each for each in figure.readings if wording.contains(one.text, each.surface)), figure.readings[0])


def _story(one: Change, briefing: Briefing, page: Page) -> Runs:
    """Return a story that is new as its headline, and how many articles tell it."""
    told: Story | None = next((each for each in briefing.stories if each.id == one.story), None)
    if told is None:
        return (Run(one.text),)
    runs = (Run(headline(told), "strong"), Run(f"({wording.sources(told)})", "quiet"))
    marks = wording.marks(_evidence(one.cites, page))
    return (*runs, marks if marks.text else Run(", ".join(told.articles[: wording.MAX_MARKS]), "mark"))


def _against(one: Change, page: Page) -> Runs:
    """Return who speaks against a claim that is disputed now, where the change's text does not tell."""
    claim = page.claims.get(one.item or "") if one.kind == "disputed" else None
    if claim is None:
        return ()
    view = page.view(page.stories[claim.id])
    return claims.rival(claim, view.cast, view.standing, one.text)


def _standing(one: Change, page: Page) -> Iterator[Run]:
    """Yield how many sources make a claim that is corroborated now, and that one which is new is disputed."""
    claim = page.claims.get(one.item or "")
    if claim is None:
        return
    if one.kind == "corroborated":
        yield Run(f"({wording.count(claim.sources, 'source')})", "good")
    elif one.kind == "new_claim" and page.view(page.stories[claim.id]).standing.disputed(claim):
        yield Run("(disputed)", "bad")


def _evidence(cites: Iterable[str], page: Page) -> Iterator[Span]:
    """Yield every span of what is cited, also those of who denies it."""
    for cite in cites:
        claim, figure = page.claims.get(cite), page.figures.get(cite)
        for said in (claim.statements if claim else ()) or (figure.readings if figure else ()):
            yield from said.evidence
