"""Stories as a whole: their invariants, their order, and ids that run through the briefing."""

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
    lead = prose.compose([story])[1]
    Briefing(title="t", date="2024-11-01", engine=Engine(model="m"), lead=lead, stories=(story,))
    items = {item.id for item in (*story.claims, *story.figures, *story.uncertainties)}
    assert {cite for line in (*lead, *story.summary) for cite in line.cites} <= items
    assert set(story.headline_cites) <= items
    assert 1 <= story.sources <= len(articles)


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


def test_a_silent_article_belongs_to_its_group_and_makes_no_story_alone(desk):
    """An article of which nothing is proven stands with the story it was grouped with, and alone it is none."""
    told, silent, alone = (
        desk.article(str(n), text) for n, text in enumerate((BRIDGE, "More to come.", "Subscribe."), 1)
    )
    summaries = [desk.summary(silent), desk.summary(told, desk.claim(told, 1)), desk.summary(alone)]
    (story,) = stories.merge([told, silent, alone], summaries, groups=[["2", "1"], ["3"]])
    assert story.articles == ("1", "2")


def test_a_summary_of_no_article_is_an_error(desk):
    """A summary whose article was not given cannot be placed."""
    article = desk.article("1", BRIDGE)
    with pytest.raises(KeyError):
        stories.merge([], [desk.summary(article, desk.claim(article, 1))])


def test_the_weightiest_comes_first(desk):
    """What two sources say stands before what one says, and that in the order of its place in the article."""
    one = desk.article("1", "The ferry company has hired divers.", "Rain is forecast for the whole week.", BRIDGE)
    two = desk.article("2", SENTENCES[1])
    story = desk.story((one, [desk.claim(one, n) for n in (2, 1, 3)]), (two, [desk.claim(two, 1)]))
    assert [claim.statements[0].evidence[0].sentence for claim in story.claims] == [3, 1, 2]


# ── Several stories ───────────────────────────────────────────────────────────────────────────────

FERRY = "The ferry to Skarn sank on Friday with 9 people aboard."
MARKET = "The covered market in Ostby will be closed for the whole winter."


def told(desk, number, *sentences, **fields):
    """An article, and a summary with a claim by Ilse Tarn, a figure and an uncertainty on its first sentence."""
    article = desk.article(number, *sentences, **fields)
    items = [
        desk.actor(article, "a1", "Ilse Tarn"),
        desk.claim(article, 1, "a1"),
        desk.figure(article, 1, "people aboard", 9, "9", speaker="a1"),
        desk.uncertainty(article, 1, "reportedly"),
    ]
    return article, desk.summary(article, *items)


def merge_all(pairs, groups):
    """The stories of articles with their summaries."""
    return stories.merge([article for article, _ in pairs], [summary for _, summary in pairs], groups=groups)


def test_more_independent_sources_come_first(desk):
    """A story of two sources stands before a newer one of two copies."""
    pairs = [
        told(desk, "1", MARKET, published="2024-10-09"),
        told(desk, "2", MARKET, published="2024-10-09"),
        told(desk, "3", FERRY, published="2024-10-01"),
        told(desk, "4", "Nine were on the ferry that sank near Skarn, the coastguard said.", published="2024-10-01"),
    ]
    found = merge_all(pairs, [["1", "2"], ["3", "4"]])
    assert [(story.id, story.articles, story.sources) for story in found] == [
        ("s1", ("3", "4"), 2),
        ("s2", ("1", "2"), 1),
    ]


def test_the_newer_story_comes_first_and_the_undated_last(desk):
    """Of stories with as many sources the one with the latest article leads."""
    pairs = [
        told(desk, "1", FERRY),
        told(desk, "2", MARKET, published="2024-10-01"),
        told(desk, "3", BRIDGE, published="2024-10-02T07:00:00Z"),
    ]
    assert [story.articles for story in merge_all(pairs, [["1"], ["2"], ["3"]])] == [("3",), ("2",), ("1",)]


def test_the_place_of_the_first_article_breaks_ties(desk):
    """Stories of one weight stand in the order of their articles, whatever the order of the groups."""
    pairs = [told(desk, "1", FERRY), told(desk, "2", MARKET)]
    assert merge_all(pairs, [["2"], ["1"]]) == merge_all(pairs, [["1"], ["2"]])
    assert [story.articles for story in merge_all(pairs, [["2"], ["1"]])] == [("1",), ("2",)]


def test_ids_run_on_from_story_to_story(desk):
    """No id stands twice in a briefing, and every reference is to an item of the same story."""
    pairs = [told(desk, "1", FERRY), told(desk, "2", MARKET), told(desk, "3", BRIDGE)]
    found = merge_all(pairs, [["1"], ["2"], ["3"]])
    for kind in ("claims", "actors", "figures", "uncertainties"):
        ids = [item.id for story in found for item in getattr(story, kind)]
        assert ids == [f"{kind[0]}{number}" for number in range(1, 4)]
    for story in found:
        cast = {actor.id for actor in story.actors}
        cited = {item.id for item in (*story.claims, *story.figures, *story.uncertainties)}
        assert {one.speaker for claim in story.claims for one in claim.statements} == cast
        assert {one.speaker for figure in story.figures for one in figure.readings} == cast
        assert {cite for line in story.summary for cite in line.cites} <= cited
        assert set(story.headline_cites) <= cited


def test_rivals_keep_pointing_at_each_other(desk):
    """Links between claims, and the country of an actor, are renumbered with the items they name."""
    one, other = "Police arrested 12 people in Ostby on Friday.", "Police arrested 16 people in Ostby on Friday."
    first = desk.article("1", MARKET, published="2024-10-05")
    pairs = [(first, desk.summary(first, desk.claim(first, 1)))]
    for number, text in (("2", one), ("3", other)):
        article = desk.article(number, text, published="2024-10-01")
        pairs.append((article, desk.summary(article, desk.claim(article, 1))))
    found = merge_all(pairs, [["1"], ["2"], ["3"]])
    assert not any(claim.rivals for story in found for claim in story.claims)
    for story in merge_all(pairs, [["1"], ["2", "3"]]):
        known = {claim.id for claim in story.claims}
        for claim in story.claims:
            assert {*claim.rivals, *claim.updates} <= known - {claim.id}


def test_doubtful_pairs_of_all_stories_take_turns(desk):
    """Pairs are of claims of one story, and are named by article and claim."""
    texts = (
        "The council will rebuild the old pier in Ostby next spring.",
        "The old Ostby pier is to be rebuilt by builders next spring.",
    )
    articles = [desk.article(str(n), text) for n, text in enumerate((*texts, *texts), 1)]
    summaries = [desk.summary(article, desk.claim(article, 1)) for article in articles]
    groups = [["1", "2"], ["3", "4"]]
    for pair in stories.doubtful(articles, summaries, groups):
        ends = {pair.a.split(":")[0], pair.b.split(":")[0]}
        assert ends in ({"1", "2"}, {"3", "4"})
    assert stories.doubtful(articles[:1], summaries[:1], None) == ()


def test_a_group_of_an_article_not_given_is_an_error(desk):
    """Groups name articles that are there."""
    article, summary = told(desk, "1", FERRY)
    with pytest.raises(KeyError):
        stories.merge([article], [summary], groups=[["1", "9"]])
