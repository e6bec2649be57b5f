"""Whatever two editions hold: they can be compared, and what is told of them leads to what is there."""

from __future__ import annotations

from typing import get_args

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from summarizer.merging.changes import changes
from summarizer.models import (
    Actor,
    ArticleRecord,
    Briefing,
    Certainty,
    Claim,
    ClaimStatus,
    Engine,
    Figure,
    FigureStatus,
    Modifier,
    Reading,
    Span,
    Stance,
    Statement,
    Story,
    Uncertainty,
    UncertaintyKind,
)

TEXTS = (
    "Ada Berg said 12 people were hurt. Tom Reyes denied it. It may rain.",
    "Ada Berg was wrong: 15 people were hurt. It is unclear why.",
    "",
)
CHOSEN = st.sampled_from(["1", "2", "3", "9"])
NAMES = st.sampled_from([None, "a1", "gone"])
WORDS = st.sampled_from(["12 people were hurt.", "Ada Berg withdrew her claim.", "It may rain.", "No.", ""])


@st.composite
def spans(draw):
    """A span of an article that is there or not, wherever it ends."""
    start = draw(st.integers(0, 60))
    return (Span(article=draw(CHOSEN), start=start, end=start + draw(st.integers(0, 300)), text=draw(WORDS)),)


STATEMENTS = st.builds(
    Statement,
    article=CHOSEN,
    speaker=NAMES,
    stance=st.sampled_from(get_args(Stance)),
    certainty=st.sampled_from(get_args(Certainty)),
    evidence=spans(),
)
READINGS = st.builds(
    Reading,
    low=st.sampled_from([None, 12.0, 15.0]),
    high=st.sampled_from([None, 12.0, 15.0]),
    modifier=st.sampled_from(get_args(Modifier)),
    surface=st.sampled_from(["12", "At least 15", "dozens", ""]),
    article=CHOSEN,
    speaker=NAMES,
    evidence=spans(),
)
IDS = st.sampled_from(["c1", "c2", "c3", "f1", "gone"])


@st.composite
def stories(draw):
    """A story whose items are linked in any way, to what is there or not."""
    some = st.lists(IDS, max_size=2).map(tuple)
    claims = st.builds(
        Claim,
        id=IDS,
        text=WORDS,
        status=st.sampled_from(get_args(ClaimStatus)),
        statements=st.lists(STATEMENTS, min_size=1, max_size=3).map(tuple),
        rivals=some,
        updates=some,
    )
    figures = st.builds(
        Figure,
        id=IDS,
        of=st.sampled_from(["people hurt", ""]),
        status=st.sampled_from(get_args(FigureStatus)),
        readings=st.lists(READINGS, min_size=1, max_size=3).map(tuple),
    )
    questions = st.builds(
        Uncertainty,
        id=IDS,
        text=WORDS,
        kind=st.sampled_from(get_args(UncertaintyKind)),
        cue=WORDS,
        evidence=spans(),
        settled_by=st.none() | IDS,
    )
    return Story(
        id=draw(st.sampled_from(["s1", "s2"])),
        headline=draw(WORDS),
        articles=tuple(draw(st.lists(CHOSEN, max_size=3))),
        claims=tuple(draw(st.lists(claims, max_size=4))),
        actors=(Actor(id="a1", name="Ada Berg", kind="person", articles=("1",)),),
        figures=tuple(draw(st.lists(figures, max_size=2))),
        uncertainties=tuple(draw(st.lists(questions, max_size=2))),
    )


RECORDS = st.builds(
    ArticleRecord,
    id=CHOSEN,
    text=st.sampled_from(TEXTS),
    url=st.sampled_from([None, "", "https://www.post.example/a?utm_x=1", "http://[x"]),
    status=st.just("ok"),
    duplicate_of=st.none() | CHOSEN,
    same_source_as=st.none() | CHOSEN,
)
BRIEFINGS = st.builds(
    Briefing,
    title=st.just(""),
    date=st.sampled_from(["2024-11-04", "2024-11-05", "soon"]),
    engine=st.just(Engine(model="extractive")),
    stories=st.lists(stories(), max_size=2).map(tuple),
    articles=st.lists(RECORDS, max_size=4).map(tuple),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(BRIEFINGS, min_size=1, max_size=2), BRIEFINGS)
def test_any_two_briefings_can_be_compared(before, now):
    """Whatever is linked to whatever, the changes lead to what is there, and are the same a second time."""
    noted = changes(before, now)
    assert noted == changes(before, now)
    told = {story.id for story in now.stories}
    items = {one.id for story in now.stories for one in (*story.claims, *story.figures, *story.uncertainties)}
    assert {one.story for one in noted.items} | set(noted.quiet) <= told
    assert {one.item for one in noted.items if one.item} | set(noted.repeated) | set(noted.still_open) <= items
    assert {cite for one in noted.items for cite in one.cites} <= items


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(BRIEFINGS)
def test_nothing_changed_in_the_same_articles(made):
    """An edition after itself has no news of a claim or a figure, but for stories and evidence of articles that are nowhere."""
    here = {one.id for one in made.articles if one.text}
    noted = changes([made], made)
    kinds = {one.kind for one in noted.items}
    cited = {s.article for t in made.stories for c in t.claims for one in c.statements for s in one.evidence}
    cited |= {s.article for t in made.stories for f in t.figures for one in f.readings for s in one.evidence}
    assert not cited <= here or kinds <= {"new_story"}
