"""A briefing cut into pages."""

from __future__ import annotations

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.apps.mcp import evidence, pages
from summarizer.apps.mcp.given import LONGEST, LONGEST_QUOTE, MOST, BriefingPage
from summarizer.errors import UsageError
from summarizer.models import (
    ArticleRecord,
    Briefing,
    Change,
    Changes,
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

TEXT = st.one_of(st.text(max_size=40), st.integers(0, 6_000).map(lambda size: "水" * size), st.just("\x1b[2J\u202e"))
SPAN = Span(article="1", start=0, end=1, text="x")
SAID = Statement(article="1", speaker=None, stance="asserts", certainty="certain", evidence=(SPAN,))


@st.composite
def told(draw, number):
    """A story of any size."""
    sizes = st.integers(0, 12)
    return Story(
        id=f"s{number}",
        headline=draw(TEXT),
        articles=("1",),
        claims=tuple(Claim(id=f"c{number}-{n}", text=draw(TEXT), statements=(SAID,)) for n in range(draw(sizes))),
        figures=tuple(
            Figure(
                id=f"f{number}-{n}",
                of=draw(TEXT),
                readings=(
                    Reading(
                        low=1, high=1, modifier="exact", surface="1", article="1", speaker="gone", evidence=(SPAN,)
                    ),
                ),
            )
            for n in range(draw(st.integers(0, 3)))
        ),
        uncertainties=tuple(
            Uncertainty(id=f"u{number}-{n}", text=draw(TEXT), kind="unknown", cue="may", evidence=(SPAN,))
            for n in range(draw(st.integers(0, 3)))
        ),
    )


@st.composite
def briefings(draw):
    stories = tuple(draw(told(number)) for number in range(draw(st.integers(0, 6))))
    claims = [claim.id for story in stories for claim in story.claims]
    changes = Changes(
        since="2024-05-05",
        items=tuple(
            Change(kind="new_claim", story="s0", item=one, text=draw(TEXT)) for one in claims[: draw(st.integers(0, 9))]
        ),
        ended=("Gone",) * draw(st.integers(0, 30)),
    )
    failed = [ArticleRecord(id=str(n), text="", status="failed", reason=draw(TEXT)) for n in range(2, 5)]
    return Briefing(
        title="Any",
        date="2024-05-06",
        engine=Engine(model="extractive"),
        lead=tuple(Line(text=draw(TEXT), cites=(one,)) for one in claims[:2]),
        stories=stories,
        articles=(ArticleRecord(id="1", text="x", status="ok"), *failed),
        changes=draw(st.sampled_from([None, changes])),
    )


def walked(briefing):
    """Return all pages of a briefing."""
    found = [pages.page(briefing, "any")]
    while following := found[-1].next:
        name, _, start = following.partition(":")
        found.append(pages.page(briefing, name, int(start)))
    return found


@settings(max_examples=40)
@given(briefings())
def test_pages_hold_everything_once_and_in_order(briefing):
    """Whatever the briefing, no page is longer than it may be, and nothing is on two of them."""
    found = walked(briefing)
    for page in found:
        assert len(page.model_dump_json(exclude_defaults=True).encode()) <= pages.PAGE + 4 * LONGEST
        assert page.next is None or page.stories or page.changes or page.missing or page.lead
        assert BriefingPage.model_validate(page.model_dump()) == page
    parts = [part for page in found for part in page.stories]
    assert [part.id for part in parts if not part.continued] == [story.id for story in briefing.stories]
    for kind in ("claims", "figures", "uncertainties"):
        ids = [item.id for part in parts for item in getattr(part, kind)]
        assert ids == [item.id for story in briefing.stories for item in getattr(story, kind)]
    assert sum(len(page.missing) for page in found) == 3
    assert sum(len(page.lead) for page in found) == len(briefing.lead)
    assert sum(len(page.changes) for page in found) == (len(briefing.changes.items) if briefing.changes else 0)


def briefing_of(*claims, figures=(), text="x"):
    story = Story(id="s1", headline="Flood", articles=("1",), claims=claims, figures=figures)
    article = ArticleRecord(id="1", text=text, status="ok", name="flood.txt")
    return Briefing(title="T", date="2024-05-06", engine=Engine(model="m"), stories=(story,), articles=(article,))


def test_what_is_cut_is_whole_in_the_evidence():
    """A long text, many speakers; the list says how many more there are."""
    text = string.ascii_lowercase * 100
    stances = ("asserts", "denies", "doubts", "expects", "demands")
    said = tuple(SAID.model_copy(update={"stance": stance, "certainty": certainty}) for stance in stances for certainty in ("certain", "probable", "possible"))  # fmt: skip
    briefing = briefing_of(Claim(id="c1", text=text, statements=said))
    (claim,) = pages.page(briefing, "any").stories[0].claims
    assert (len(claim.text), claim.text[-1]) == (LONGEST, "…")
    assert (len(claim.said_by), claim.more_said_by) == (MOST, 5)
    page = evidence.page(briefing, "any", "c1")
    assert (page.text, page.total, len(page.evidence)) == (text, 15, 15)
    assert page.evidence[0].quotations[0].article == "flood.txt"


def test_readings_of_one_value_are_one():
    """Ten articles that give one number for one speaker; the evidence has all ten."""
    one = Reading(low=40, high=40, modifier="exact", surface="40", article="1", speaker=None, evidence=(SPAN,))
    other = one.model_copy(update={"low": 41, "high": 41, "surface": "41"})
    briefing = briefing_of(figures=(Figure(id="f1", of="houses", readings=(one,) * 9 + (other,)),))
    (figure,) = pages.page(briefing, "any").stories[0].figures
    assert [reading.surface for reading in figure.readings] == ["40", "41"]
    assert evidence.page(briefing, "any", "f1").total == 10


def test_a_quotation_of_any_length_fits():
    """It is cut, and shows that it is."""
    text = "a" * 50_000
    span = Span(article="1", start=0, end=len(text), text=text)
    claim = Claim(id="c1", text="x", statements=(SAID.model_copy(update={"evidence": (span,)}),))
    (quoted,) = evidence.page(briefing_of(claim, text=text), "any", "c1").evidence[0].quotations
    assert (len(quoted.words), quoted.words[-1], quoted.end) == (LONGEST_QUOTE, "…", 50_000)


def test_an_empty_briefing_has_one_page_and_no_evidence():
    """And a page that is not there is told."""
    empty = Briefing(title="T", date="2024-05-06", engine=Engine(model="m"))
    assert pages.page(empty, "any").next is None
    with pytest.raises(UsageError, match="which has no claims"):
        evidence.page(empty, "any", "c1")
    with pytest.raises(UsageError, match="no such page"):
        pages.page(empty, "any", 1)
