"""A story of the page: every claim once, in the order and under the labels that the other formats have."""

from __future__ import annotations

import lxml.html
from hypothesis import given
from hypothesis import strategies as st

from summarizer.models import ArticleRecord, Briefing, Changes, Claim, Engine, Span, Statement, Story
from summarizer.writing.blocks import Heading
from summarizer.writing.claims import Claims, Undisputed
from summarizer.writing.html import to_html
from summarizer.writing.outline import outline

TEXT = "The quay is closed."
IDS = ("c1", "c2", "c3", "c4")


def said(article):
    """What an article says in its first sentence."""
    span = Span(article=article, start=0, end=len(TEXT), text=TEXT, sentence=1)
    return Statement(article=article, speaker=None, stance="asserts", certainty="certain", evidence=(span,))


def parsed(briefing):
    """The page as a parser sees it."""
    return lxml.html.document_fromstring(to_html(briefing))


def test_stories_stand_in_the_order_of_the_other_formats():
    """Those with news first, and of them those of several sources."""
    stories = tuple(
        Story(id=f"s{number}", headline=f"Quay {number}", sources=sources, articles=("1",))
        for number, sources in ((1, 1), (2, 3), (3, 2))
    )
    changes = Changes(since="2031-03-08", quiet=("s2",))
    records = (ArticleRecord(id="1", text=TEXT, status="ok"),)
    engine = Engine(model="extractive")
    made = Briefing(title="", date="2031-03-09", engine=engine, stories=stories, articles=records, changes=changes)
    others = [block.text for block in outline(made) if isinstance(block, Heading) and block.text.startswith("Quay")]
    assert others == ["Quay 3", "Quay 1", "Quay 2"]
    assert [one.text_content() for one in parsed(made).xpath("//section[@class='story']/h2")] == others


def test_a_question_that_somebody_asks_has_their_name(seeds):
    """It is told and filtered by who says the same words as a claim."""
    (story,) = seeds.stories
    (asked,) = (one for one in story.uncertainties if one.id == "u1")
    asked = asked.model_copy(update={"text": "The reaction of the allies “has been zero”."})
    tree = parsed(seeds.model_copy(update={"stories": (story.model_copy(update={"uncertainties": (asked,)}),)}))
    (number,) = tree.xpath("//select[@name='a']/option[. = 'Volodymyr Zelensky']/@value")
    item = tree.get_element_by_id("u1")
    assert item.get("data-a").split() == [number]
    assert "(Volodymyr Zelensky)" in item.text_content()


links = st.lists(st.sampled_from((*IDS, "gone")), max_size=2).map(tuple)
claims = st.tuples(
    *(
        st.builds(
            Claim,
            id=st.just(name),
            text=st.just(f"Quay {name} is closed."),
            status=st.sampled_from(["single", "corroborated", "disputed"]),
            statements=st.just((said("1"),)),
            rivals=links,
            updates=links,
            beside=links,
        )
        for name in IDS
    )
)


@given(claims, st.sets(st.sampled_from(IDS)), st.sets(st.sampled_from(IDS)))
def test_every_claim_has_a_place(found, printed, before):
    """In a dispute, beside one, or in just one of the other groups; and all of them are on the page."""
    story = Story(id="s1", headline="Quay", articles=("1",), claims=found)
    standing = Claims.of(story)
    rest = Undisputed.of(story, standing, printed, before)
    groups = (rest.several, rest.lone, rest.printed, rest.before, rest.older)
    apart = [one.id for group in groups for one in group]
    assert len(apart) == len(set(apart))
    disputed = {one.id for group in standing.disputes(story) for one in group}
    assert set(apart) == set(IDS) - disputed - standing.aside
    records = (ArticleRecord(id="1", text=TEXT, status="ok"),)
    engine = Engine(model="extractive")
    tree = parsed(Briefing(title="", date="2031-03-09", engine=engine, stories=(story,), articles=records))
    assert set(tree.xpath("//li[contains(@class, 'item')]/@id")) == set(IDS)
