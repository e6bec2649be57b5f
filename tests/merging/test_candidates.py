"""Pairs of claims that a model may judge: which are offered, in what order, and what its verdict on far ones can do."""

from __future__ import annotations

import pytest

from summarizer.merging import actors, candidates, claims

PANEL = "The harbour office has stopped all traffic on the water until the end of the week."
BOATS = "Boats will be kept off the water until Friday, the harbour office said."
OTHER = "Schools in the valley of Ostby opened as usual."


def offered(desk, *texts, speakers=(), stances=()):
    """The summaries of articles of one sentence each, with what speaks there, their cast and the pairs offered."""
    articles = [desk.article(str(number), text) for number, text in enumerate(texts, 1)]
    summaries = []
    for at, article in enumerate(articles):
        speaker = speakers[at] if at < len(speakers) else None
        stance = stances[at] if at < len(stances) and stances[at] else "asserts"
        who = [desk.actor(article, "a1", speaker, kind="organization")] if speaker else []
        summaries.append(desk.summary(article, desk.claim(article, 1, "a1" if speaker else None, stance=stance), *who))
    cast = actors.merge(summaries)
    return articles, summaries, cast, candidates.doubtful(summaries, cast, articles)


def far(pairs):
    """The texts of the far pairs, in their order."""
    return [frozenset((pair.a_text, pair.b_text)) for pair in pairs if pair.far]


def merged(desk, verdict, *texts, **given):
    """The claims of articles of one sentence where a model gives one verdict on the first two."""
    articles, summaries, cast, _ = offered(desk, *texts, **given)
    sources = {article.id: article.id for article in articles}
    return claims.merge(summaries, cast, sources, {("1:c1", "2:c1"): verdict}, articles)


OFFICE = {"speakers": (None, "the harbour office")}


def test_a_far_pair_shares_an_actor_and_an_act(desk):
    """Two claims of one office's order share few words, and are offered as far; nothing else is."""
    _, _, _, pairs = offered(desk, PANEL, BOATS, OTHER, **OFFICE)
    assert far(pairs) == [frozenset((PANEL, BOATS))]


def test_what_the_rules_join_is_not_offered(desk):
    """A claim that is one with another already is asked about with no third."""
    _, _, _, pairs = offered(desk, PANEL, BOATS, PANEL, **OFFICE)
    assert not [pair for pair in far(pairs) if PANEL in pair]


def test_near_pairs_come_first_and_are_not_far(desk):
    """Pairs that share many words stand before the far ones, and no pair is offered twice."""
    near = (
        "Bo Lund closed the old pier of Tarn after the storm in March.",
        "After the March storm Lund shut the pier to all visitors of the town.",
    )
    _, _, _, pairs = offered(desk, PANEL, BOATS, *near, **OFFICE)
    assert [pair.far for pair in pairs] == sorted(pair.far for pair in pairs)
    assert not pairs[0].far
    assert {pairs[0].a_text, pairs[0].b_text} == set(near)
    assert len({frozenset((pair.a, pair.b)) for pair in pairs}) == len(pairs)


def test_the_order_of_the_articles_decides_nothing(desk):
    """The same pairs are offered, in the same order, whatever the order of the articles."""
    texts = (
        PANEL,
        "The harbour office promised a ban on boats.",
        BOATS,
        OTHER,
        "Schools were shut in Ostby until May.",
    )
    first = far(offered(desk, *texts)[3])
    assert first
    for order in (texts[::-1], texts[2:] + texts[:2]):
        assert far(offered(desk, *order)[3]) == first


def test_a_large_story_offers_no_more_than_its_share(desk):
    """However many claims share signals, far pairs are bounded for a story, and for a claim."""
    towns = "Alda Bera Cora Dena Edda Fria Gala Hela Inga Jara Kyra Lona".split()
    things = "pier mill tower barn".split()
    texts = [f"The harbour office will open the {thing} of {town} in May." for town in towns for thing in things]
    _, _, _, pairs = offered(desk, *texts)
    found = [pair for pair in pairs if pair.far]
    ends = [end for pair in found for end in (pair.a, pair.b)]
    assert len(found) <= candidates.FAR
    assert max((ends.count(end) for end in ends), default=0) <= 2


@pytest.mark.parametrize(("verdict", "count"), [("same", 1), ("neither", 2), (None, 2)])
def test_a_verdict_decides_a_far_pair(desk, verdict, count):
    """A model that calls two far claims the same joins them; without one they are two."""
    assert len(merged(desk, verdict, PANEL, BOATS, **OFFICE)) == count


@pytest.mark.parametrize(
    "texts",
    [
        ("The harbour office shut 3 piers until Friday.", "Until Friday 40 boats stay out, the harbour office said."),
        ("The harbour office raised the fee for boats.", "The fee for boats was lowered by the harbour office."),
        ("The harbour office will open the pier to boats.", "The harbour office will close the pier to boats."),
        ("Nobody warned the skippers of the rotten pier.", "In March the office had warned skippers of the pier."),
        ("The harbour office has opened the pier to boats.", "The harbour office will let boats use the pier."),
        ("The harbour office praised Ana Berg.", "The harbour office praised Bo Lund."),
    ],
)
def test_a_wrong_same_is_refused(desk, texts):
    """Numbers or names that clash, opposite ways, a negation, done or yet to be done: no verdict joins those."""
    assert len(merged(desk, "same", *texts)) == 2


def test_same_joins_only_what_one_text_can_stand_for(desk):
    """Where neither article has most of the other's words, no text could be printed for both: they stay two."""
    texts = ("Mayor Ana Berg promised an outside inquiry.", "An independent panel would look into the fall, Berg said.")
    assert len(merged(desk, "same", *texts)) == 2


def test_what_is_advised_and_done_on_advice_may_be_one(desk):
    """A demand and what people do on that advice are one claim where a model says so, and else no demand is one."""
    told = "The health agency told residents last week to use bottled water."
    done = "Residents have been using bottled water since last week, on the advice of the agency."
    plain = "Residents have been using bottled water since last week, and like the taste."
    given = {"stances": ("demands",)}
    assert len(merged(desk, "same", told, done, **given)) == 1
    assert len(merged(desk, "same", told, plain, **given)) == 2


@pytest.mark.parametrize(("verdict", "count"), [("contradicts", 1), ("same", 2), ("neither", 2)])
def test_a_charge_and_its_denial_are_one_disputed_claim(desk, verdict, count):
    """What one affirms and another denies is one claim with both sides, where a model says that they contradict."""
    charge = "The council accused the mill of having known since March that its wells were foul."
    denial = "The mill denied that it had known for months of oil in the wells."
    given = {"speakers": ("The council", "The mill"), "stances": ("asserts", "denies")}
    found = merged(desk, verdict, charge, denial, **given)
    assert len(found) == count
    if count == 1:
        assert found[0].status == "disputed"
        assert {one.stance for one in found[0].statements} == {"asserts", "denies"}
