"""The story as a whole: its invariants, its order, and what counts as an independent source."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.merging import prose, stories
from summarizer.models import ArticleSummary, Briefing, Engine

BRIDGE = "The bridge over the Arle river was closed on Monday after cracks were found."
SENTENCES = (
    BRIDGE,
    "The bridge over the Arle river was closed on Monday after inspectors found cracks.",
    "The bridge over the Arle river was not closed on Monday after cracks were found.",
    "Mayor Ilse Tarn said 40 families would be moved before the winter.",
    "He called the reports nonsense.",
    "Officials said 12 workers were injured.",
    "At least 9 workers were injured, the union said.",
    "It is unclear who built the bridge.",
    "“We will repair every bolt of it,” Tarn told reporters.",
)
NAMES = ("Ilse Tarn", "Tarn", "Otto Tarn", "France", "the French", "Arle Council", "she")


@st.composite
def newsrooms(draw):
    """Up to four articles, each with items on some of its sentences."""
    return [
        (
            draw(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=5)),
            draw(st.lists(st.sampled_from(NAMES), max_size=3, unique=True)),
            draw(st.lists(st.tuples(st.integers(1, 5), st.sampled_from(("asserts", "doubts", "expects", "demands"))))),
            draw(
                st.lists(
                    st.tuples(st.integers(1, 5), st.sampled_from((9, 12, 40)), st.sampled_from(("exact", "about")))
                )
            ),
            draw(st.sampled_from((None, "Arle Post"))),
        )
        for _ in range(draw(st.integers(1, 4)))
    ]


def made(desk, newsroom):
    """The articles and summaries of a drawn newsroom."""
    articles, summaries = [], []
    for number, (sentences, names, said, counted, origin) in enumerate(newsroom, 1):
        article = desk.article(str(number), *sentences, origin=origin)
        items = [desk.actor(article, f"a{at}", name) for at, name in enumerate(names)]
        speakers = [None, *(item.id for item in items)]
        items += [
            desk.claim(article, min(at, len(sentences)), speakers[at % len(speakers)], stance=stance, name=f"c{place}-")
            for place, (at, stance) in enumerate(said)
        ]
        items += [
            desk.figure(article, min(at, len(sentences)), "workers injured", value, f"{value}", modifier=modifier)
            for at, value, modifier in counted
        ]
        items += [desk.uncertainty(article, 1, "unclear")]
        articles.append(article)
        summaries.append(desk.summary(article, *items))
    return articles, summaries


def spans(owner):
    """Where all evidence of a story or a summary stands."""
    said = [one for claim in owner.claims for one in claim.statements]
    said += [one for figure in owner.figures for one in figure.readings]
    return {(span.article, span.start, span.end) for one in (*said, *owner.uncertainties) for span in one.evidence}


def merged(story):
    """Which evidence stands together, whatever the ids and the order."""
    together = {frozenset(span for one in claim.statements for span in one.evidence) for claim in story.claims}
    together |= {frozenset(span for one in figure.readings for span in one.evidence) for figure in story.figures}
    return together | {frozenset(one.evidence) for one in story.uncertainties}


@settings(max_examples=60, deadline=None)
@given(newsroom=newsrooms())
def test_a_story_loses_nothing_and_holds_together(desk, newsroom):
    """Every span of the summaries is in the story, ids are unique, and speakers, cites and sources are sound."""
    articles, summaries = made(desk, newsroom)
    (story,) = stories.merge(articles, summaries)
    assert spans(story) == {span for summary in summaries for span in spans(summary)}
    for items in (story.claims, story.actors, story.figures, story.uncertainties):
        assert [item.id[1:] for item in items] == [str(number) for number in range(1, len(items) + 1)]
    speakers = {one.speaker for claim in story.claims for one in claim.statements} - {None}
    assert speakers <= {actor.id for actor in story.actors}
    assert all(1 <= claim.sources <= len(articles) for claim in story.claims)
    assert len(story.headline) <= prose.LONGEST_HEADLINE
    lead = prose.lead([story])
    Briefing(title="t", date="2024-11-01", engine=Engine(model="m"), lead=lead, stories=(story,))
    texts = {text for summary in summaries for claim in summary.claims for text in [claim.text]}
    assert {line.text for line in (*lead, *story.summary)} <= texts


@settings(max_examples=40, deadline=None)
@given(newsroom=newsrooms(), data=st.data())
def test_the_order_of_articles_does_not_decide_what_is_merged(desk, newsroom, data):
    """Articles in another order give the same groups, sources and statuses; the same order the same story."""
    articles, summaries = made(desk, newsroom)
    (story,) = stories.merge(articles, summaries)
    assert stories.merge(articles, summaries[::-1]) == (story,)
    (other,) = stories.merge(data.draw(st.permutations(articles)), summaries)
    assert merged(other) == merged(story)
    assert sorted((c.text, c.status, c.sources) for c in other.claims) == sorted(
        (c.text, c.status, c.sources) for c in story.claims
    )
    assert sorted(actor.name for actor in other.actors) == sorted(actor.name for actor in story.actors)


def test_nothing_gives_no_story(desk):
    """Without articles, or with summaries that hold nothing, there is no story."""
    article = desk.article("1", BRIDGE)
    assert stories.merge([], []) == ()
    assert stories.merge([article], [ArticleSummary(article="1")]) == ()


def test_a_story_names_the_articles_that_carry_it(desk):
    """An article of which nothing is proven is not among the story's."""
    told, silent = desk.article("1", BRIDGE), desk.article("2", "Subscribe to our letter.")
    summaries = [desk.summary(silent), desk.summary(told, desk.claim(told, 1))]
    (story,) = stories.merge([silent, told], summaries)
    assert story.articles == ("1",)


def test_a_summary_of_no_article_is_an_error(desk):
    """A summary whose article was not given cannot be placed."""
    article = desk.article("1", BRIDGE)
    with pytest.raises(KeyError):
        stories.merge([], [desk.summary(article, desk.claim(article, 1))])


@pytest.mark.parametrize(
    ("first", "second", "sources"),
    [
        ({"origin": "Arle Post"}, {"origin": "The Arle Post"}, 1),
        ({"origin": "Arle Post"}, {"publisher": "www.arlepost.example"}, 1),
        ({"publisher": "https://arlepost.example/news"}, {"origin": "arle post"}, 1),
        ({"origin": "Arle Post"}, {"origin": "Tarn Times"}, 2),
        ({"publisher": "Arle Post"}, {"publisher": "Arle Post"}, 2),
        ({}, {}, 2),
    ],
)
def test_reposts_of_one_origin_are_one_source(desk, first, second, sources):
    """Articles of one origin count once, however the outlet is spelt; two reports of one outlet's own count twice."""
    one = desk.article("1", BRIDGE, "Cars queued for hours.", **first)
    other = desk.article("2", "Buses were sent round.", SENTENCES[1], **second)
    story = desk.story((one, [desk.claim(one, 1)]), (other, [desk.claim(other, 2)]))
    (claim,) = story.claims
    assert claim.sources == sources
    assert claim.status == ("corroborated" if sources > 1 else "single")


def test_a_copy_is_not_a_second_source(desk):
    """Articles that share half their sentences word for word corroborate nothing."""
    one = desk.article("1", BRIDGE, "Cars queued for hours.")
    copy = desk.article("2", BRIDGE.replace("over", "over"), "Our reporter was there.")
    story = desk.story((one, [desk.claim(one, 1)]), (copy, [desk.claim(copy, 1)]))
    assert [(claim.sources, claim.status) for claim in story.claims] == [(1, "single")]


def test_a_chain_of_reposts_is_one_source(desk):
    """Where a repost links two articles, all three are the source that comes first."""
    text = ("One thing happened here.", "Another thing happened there.", "A third thing was said.")
    a = desk.article("1", text[0], text[1], publisher="A")
    b = desk.article("2", "Wholly different words stand here.", publisher="Arle Post")
    c = desk.article("3", text[0], text[2], origin="Arle Post")
    assert stories.independent([a, b, c]) == {"1": "1", "2": "1", "3": "1"}


def test_the_weightiest_comes_first(desk):
    """What two sources say stands before what one says, and that in the order of its place in the article."""
    one = desk.article("1", "The ferry company has hired divers.", "Rain is forecast for the whole week.", BRIDGE)
    two = desk.article("2", SENTENCES[1])
    story = desk.story((one, [desk.claim(one, n) for n in (2, 1, 3)]), (two, [desk.claim(two, 1)]))
    assert [claim.statements[0].evidence[0].sentence for claim in story.claims] == [3, 1, 2]
