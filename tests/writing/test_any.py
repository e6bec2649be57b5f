"""Whatever merging finds: every briefing can be drawn, and nothing in it vanishes in silence."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.models import (
    Actor,
    ArticleRecord,
    Briefing,
    Claim,
    Engine,
    Figure,
    Line,
    Reading,
    Span,
    Statement,
    Story,
    Uncertainty,
)
from summarizer.writing.blocks import Bullets, Figures, Heading, Item, Paragraph, Run
from summarizer.writing.outline import outline

ARTICLES = [str(number) for number in range(1, 7)]
IDS = [f"c{number}" for number in range(7)]
ACTORS = [f"a{number}" for number in range(4)]

few = st.lists(st.sampled_from([*IDS, "c99"]), max_size=2).map(tuple)
who = st.sampled_from([None, *ACTORS, "gone"])
day = st.sampled_from([None, "2031-03-02", "spring"])


@st.composite
def spans(draw):
    """One or two sentences of one article."""
    article = draw(st.sampled_from(ARTICLES))
    numbers = draw(st.lists(st.integers(1, 9), min_size=1, max_size=2, unique=True))
    return tuple(Span(article=article, start=n, end=n + 1, text="x", sentence=n) for n in numbers)


@st.composite
def statements(draw):
    evidence = draw(spans())
    return Statement(
        article=evidence[0].article,
        speaker=draw(who),
        stance=draw(st.sampled_from(["asserts", "denies", "doubts", "expects", "demands"])),
        certainty=draw(st.sampled_from(["certain", "probable", "possible", "unknown"])),
        evidence=evidence,
    )


@st.composite
def readings(draw):
    evidence = draw(spans())
    value = draw(st.one_of(st.none(), st.integers(1, 4)))
    return Reading(
        low=value,
        high=value,
        modifier="exact",
        surface=str(value),
        article=evidence[0].article,
        speaker=draw(who),
        as_of=draw(day),
        evidence=evidence,
    )


@st.composite
def stories(draw, number):
    """A story whose claims, figures, questions and actors are linked in any way, to what is there or not."""
    prefix = f"{number}-"
    claims = [
        Claim(
            id=prefix + name,
            text=f"Boat {number} {name} sank {place} times.",
            status=draw(st.sampled_from(["single", "corroborated", "disputed"])),
            sources=draw(st.integers(1, 3)),
            statements=tuple(draw(st.lists(statements(), min_size=1, max_size=2))),
            rivals=tuple(prefix + one for one in draw(few)),
            updates=tuple(prefix + one for one in draw(few)),
        )
        for place, name in enumerate(IDS[: draw(st.integers(1, 7))])
    ]
    cites = st.lists(st.sampled_from([claim.id for claim in claims]), min_size=1, max_size=2).map(tuple)
    texts = st.sampled_from([*(claim.text for claim in claims), "In other words."])
    figures = [
        Figure(
            id=f"{prefix}f{n}",
            of=f"boats {n}",
            scope=draw(st.sampled_from([None, "in the harbour"])),
            status=draw(st.sampled_from(["single", "agree", "updated", "disputed"])),
            readings=tuple(draw(st.lists(readings(), min_size=1, max_size=4))),
        )
        for n in range(draw(st.integers(0, 2)))
    ]
    return Story(
        id=f"s{number}",
        headline=draw(st.one_of(st.just(f"Headline {number}"), texts)),
        headline_cites=draw(st.one_of(st.just(()), cites)),
        summary=tuple(Line(text=draw(texts), cites=draw(cites)) for _ in range(draw(st.integers(0, 2)))),
        articles=tuple(draw(st.lists(st.sampled_from(ARTICLES), min_size=1, max_size=3, unique=True))),
        sources=draw(st.integers(1, 3)),
        claims=tuple(claims),
        actors=tuple(
            Actor(id=name, name=f"Actor {name}", kind="country", articles=(), belongs_to=draw(who)) for name in ACTORS
        ),
        figures=tuple(figures),
        uncertainties=tuple(
            Uncertainty(
                id=f"{prefix}u{n}",
                text=draw(texts),
                kind="unknown",
                cue="may",
                evidence=draw(spans()),
                settled_by=draw(st.one_of(st.none(), cites.map(lambda ids: ids[0]), st.just("c99"))),
            )
            for n in range(draw(st.integers(0, 2)))
        ),
    )


@st.composite
def briefings(draw, most=3):
    told = tuple(draw(stories(number)) for number in range(draw(st.integers(0, most))))
    cites = [claim.id for story in told for claim in story.claims]
    lead = [story.claims[0].text for story in told[:2]]
    return Briefing(
        title="Harbour",
        date="2031-03-09",
        engine=Engine(model="extractive"),
        lead=tuple(Line(text=text, cites=(draw(st.sampled_from(cites)),)) for text in lead),
        stories=told,
        articles=tuple(
            ArticleRecord(
                id=name,
                text="x",
                status="ok",
                published=draw(day),
                same_source_as=draw(st.sampled_from([None, *ARTICLES])),
            )
            for name in ARTICLES
        ),
    )


def runs(blocks):
    """Every run on a page."""
    for block in blocks:
        match block:
            case Paragraph():
                yield from block.runs
            case Bullets():
                yield from (run for item in block.items for part in (item.runs, *item.notes) for run in part)
            case Figures():
                yield from (run for row in block.rows for part in row.readings for run in part)
            case _:
                yield Run(block.text)


quick = settings(max_examples=25, deadline=None)  # a whole page is drawn for each: slow on a busy machine


@quick
@given(briefings())
def test_every_mark_is_a_sentence_of_an_article(briefing):
    """Each mark on the page is an article, or a sentence that something in the briefing rests on."""
    known = {f"{article}.{number}" for article in ARTICLES for number in range(1, 10)} | set(ARTICLES) | {"…"}
    marks = [run.text for run in runs(outline(briefing)) if run.style == "mark"]
    assert all(mark in known for text in marks for mark in text.split(", "))


@quick
@given(briefings(most=5))
def test_every_story_is_on_the_page(briefing):
    """In full, in short or as a line, by its headline."""
    words = {block.text for block in outline(briefing) if isinstance(block, Heading)}
    words |= {item.runs[0].text for block in outline(briefing) if isinstance(block, Bullets) for item in block.items}
    assert all(story.headline in words for story in briefing.stories)


@quick
@given(briefings(most=1))
def test_every_claim_is_told_marked_or_counted(briefing):
    """A claim's words stand on the page, its mark does, or a list counts it; what is disputed always shows its sides."""
    blocks = outline(briefing)
    page = " ".join(run.text for run in runs(blocks))
    counted = sum(int(number) for number in re.findall(r"… and (\d+) more in the JSON", page))
    for story in briefing.stories:
        untold = []
        for claim in story.claims:
            places = [f"{one.article}.{one.sentence}" for part in claim.statements for one in part.evidence]
            if claim.text not in page and not any(place in page for place in places):
                untold.append(claim)
        assert len(untold) <= counted
        assert not [claim for claim in untold if claim.status == "disputed"]


@quick
@given(briefings(most=1))
def test_no_claim_stands_twice_in_the_lists(briefing):
    """Nor does one stand among the lists that is a line of the paragraph, unless it is disputed."""
    for story in briefing.stories:
        items = [
            part[0].text
            for block in outline(briefing)
            if isinstance(block, Bullets)
            for item in block.items
            if isinstance(item, Item)
            for part in (item.runs, *item.notes)
        ]
        questions = {one.text for one in story.uncertainties}
        texts = [claim.text for claim in story.claims if claim.text not in questions]
        assert all(items.count(text) <= 1 for text in texts)


@quick
@given(briefings())
def test_every_format_draws_it(briefing):
    """Markdown, text and JSON come out, the same each time."""
    assert briefing.to_markdown() == briefing.to_markdown()
    assert briefing.to_text(40) == briefing.to_text(40)
    assert Briefing.model_validate_json(briefing.to_json()) == briefing
