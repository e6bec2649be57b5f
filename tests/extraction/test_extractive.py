"""The engine by rule: what it chooses, whom it names, and what it says of the two seed articles."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.drafts import Draft
from summarizer.extraction.extractive import FEWEST_CLAIMS, MOST_CLAIMS, extract
from summarizer.grounding import names
from summarizer.grounding.summary import ground
from summarizer.models import Article, Windows
from summarizer.reading.sentences import split

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))
PIECES = "Ann Lee|said|He|she|“|”|, |.|\n|40 boats|may|according to|police|denied it|in Peru|$5m|for 3 days|?".split(
    "|"
)
STORY = (
    "Mayor Ann Lee said 40 boats were lost. The harbour may close. “The sea took them,” she added. "
    "“We are poor. We have no boats.” Fishermen denied the report. It happened."
)


def article(text):
    sentences, asides = split(text)
    return Article(text=text, id="1", sentences=sentences, asides=asides)


def seed(number):
    return article(SEEDS[number].read_text(encoding="utf-8"))


def long_story(sentences):
    """A story in which each sentence has words of its own."""
    return article(
        " ".join(f"Then the word{n:03} matter {'x' * (n % 9 + 4)} grew item{n:03}." for n in range(sentences))
    )


# ── Claims ────────────────────────────────────────────────────────────────────────────────────────


def test_a_claim_is_a_sentence_with_its_speaker():
    """Speaker, stance and certainty come with the sentence as it stands."""
    claims = extract(article(STORY)).claims
    assert (claims[0].sentences, claims[0].text) == ((1,), "Mayor Ann Lee said 40 boats were lost.")
    assert (claims[0].speaker, claims[0].stance, claims[0].certainty) == ("Ann Lee", "asserts", "certain")
    assert (claims[1].speaker, claims[1].certainty) == (None, "possible")
    assert ("Fishermen", "denies") in {(claim.speaker, claim.stance) for claim in claims}


def test_a_name_replaces_the_pronoun_and_its_sentence_is_cited():
    """A claim can be read on its own, and its evidence holds the name; one quotation is one claim."""
    told = article(STORY)
    draft = extract(told)
    text = "“The sea took them,” Ann Lee added. “We are poor. We have no boats.”"
    assert draft.claims[2].text == text
    assert set(draft.claims[2].sentences) >= {3, 4, 5}
    (proven,) = (claim for claim in ground(told, draft).claims if claim.text == text)
    assert {span.sentence for span in proven.statements[0].evidence} == {1, 3, 4, 5}


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("It was cold. He said it rained.", "He said it rained."),
        ("Then Lee left. She said it rained. Ann Lee left.", "She said it rained."),
        ("Experts met. They said it rained.", "They said it rained."),
        ("The police said no. When asked, they said it rained.", "When asked, they said it rained."),
    ],
)
def test_a_pronoun_stays_where_no_name_can_stand(text, claim):
    """Without a full name in an earlier sentence the words are left as they are."""
    assert claim in [one.text for one in extract(article(text)).claims]


def test_each_speaker_of_a_sentence_has_a_claim():
    """The second speaker's claim is their part of the sentence, not all of it."""
    claims = extract(article("It will rain all night, Ann Lee said, because the army warned roads will flood.")).claims
    assert [(claim.speaker, claim.text) for claim in claims] == [
        ("Ann Lee", "It will rain all night, Ann Lee said, because the army warned roads will flood."),
        ("the army", "The army warned roads will flood"),
    ]
    twice = extract(article("Ann Lee said it rained and stated that it snowed.")).claims
    assert [claim.speaker for claim in twice] == ["Ann Lee"]


@pytest.mark.parametrize(
    ("sentences", "expected"), [(0, 0), (1, 1), (8, 8), (9, FEWEST_CLAIMS), (30, 15), (100, MOST_CLAIMS)]
)
def test_the_number_of_claims_grows_with_the_article(sentences, expected):
    """All of a short article, half of a longer one, and never more than twenty."""
    assert len(extract(long_story(sentences)).claims) == expected


def test_the_number_of_claims_can_be_given():
    """What is asked for is what comes, in the order of the text."""
    claims = extract(long_story(30), claims=3).claims
    assert len(claims) == 3
    assert list(claims) == sorted(claims, key=lambda claim: claim.sentences)
    assert extract(long_story(30), claims=0).claims == ()


def test_an_attributed_sentence_is_worth_more_than_a_bare_one():
    """Of nine others, a late sentence that says who says it is chosen first."""
    text = (
        " ".join(f"Then matter{n} grew old{n}." for n in range(9))
        + " The mayor of Tern said 40 boats were lost at sea."
    )
    assert [claim.speaker for claim in extract(article(text), claims=1).claims] == ["The mayor of Tern"]


def test_what_is_said_twice_is_chosen_once():
    """A sentence that repeats another adds nothing."""
    text = "Ann Lee said many boats were lost there. Ann Lee said many boats were lost there. The harbour closed."
    assert [claim.sentences for claim in extract(article(text)).claims] == [(1,), (3,)]


# ── Actors, counts, uncertainties ─────────────────────────────────────────────────────────────────


def test_actors_speak_or_bear_a_role_or_come_again():
    """A name in passing is no actor."""
    text = "Mayor Ann Lee left. Cy Dole said it rained. Acme Trust paid. Acme Trust won. Chile lost. They saw Eve Hall."
    actors = {(one.name, one.kind, one.role) for one in extract(article(text)).actors}
    assert actors == {
        ("Ann Lee", "person", "Mayor"),
        ("Cy Dole", "person", None),
        ("Acme Trust", "organization", None),
        ("Chile", "country", "country"),
    }


def test_counts_are_what_is_counted():
    """Things count; lengths of time do not, nor does money of which nothing is said."""
    text = "Ann Lee said 40 boats sank. The town thought of $5m. It lasted three days."
    counts = [(one.sentence, one.surface, one.of) for one in extract(article(text)).counts]
    assert counts == [(1, "40", "boats")]


def test_each_hedged_sentence_is_an_uncertainty():
    """The words that show it come with it, once for each kind of doubt."""
    text = "It rained. It may rain and might snow; why is unclear."
    found = [(one.sentence, one.cue, one.kind) for one in extract(article(text)).uncertainties]
    assert found == [(2, "may", "unconfirmed"), (2, "unclear", "unknown")]


def test_what_is_past_the_first_sentences_is_accounted_for(article_of):
    """A very long article is read in part, and says so."""
    draft = extract(article_of(*(f"Ann Lee said boat {number} sank." for number in range(900))))
    assert (draft.windows.done, draft.windows.failed) == (1, 2)
    assert "first 400 of its 900 sentences" in draft.reason
    assert max(number for claim in draft.claims for number in claim.sentences) <= 400


def test_an_empty_article_gives_an_empty_draft():
    """Nothing to read is nothing to say, and no error."""
    assert extract(article("")) == Draft(windows=Windows(done=1))


# ── The seeds ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("number", [0, 1])
def test_at_least_eight_claims_of_each_seed_have_a_speaker(number):
    """No speaker is a pronoun, and most claims say who says them."""
    speakers = [claim.speaker for claim in extract(seed(number)).claims if claim.speaker]
    assert len(speakers) >= 8
    assert not any(names.is_pronoun(speaker) for speaker in speakers)


def test_lukashenko_calls_it_rubbish():
    """The pronoun of the garbled sentence is Lukashenko, and he doubts it."""
    (claim,) = (claim for claim in extract(seed(0)).claims if "“rubbish.”" in claim.text)
    assert (claim.speaker, claim.stance) == ("Alexander Lukashenko", "doubts")
    assert claim.text.endswith("Alexander Lukashenko claimed they were most likely “rubbish.”")


def test_the_seeds_counts_have_their_speakers():
    """The words "hundreds", "as a lot as 10,000" and "ten,000" are readings by three sources."""
    counts = {}
    for article in (seed(0), seed(1)):
        summary = ground(article, extract(article))
        people = {actor.id: actor.name for actor in summary.actors}
        for figure in summary.figures:
            counts[figure.readings[0].surface] = (figure.of, people.get(figure.readings[0].speaker))
    assert counts["hundreds"] == ("soldiers", "authorities in South Korea, Ukraine, and the United States")
    assert counts["as a lot as 10,000"] == ("North Korean troopers", "West")
    assert counts["ten,000"] == ("North Koreans", "Lloyd Austin")


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (0, ("United States", "Alexander Lukashenko", "Vladimir Putin")),
        (1, ("Choe Son Hui", "Sergei Lavrov", "Lloyd Austin", "Volodymyr Zelensky", "United States", "Vladimir Putin")),
    ],
)
def test_the_seeds_actors_stand_once_with_a_role(number, expected):
    """Nobody appears twice, and everybody who matters has a role."""
    actors = extract(seed(number)).actors
    found = [actor.name for actor in actors]
    assert len(found) == len(set(found))
    roles = {actor.name: actor.role for actor in actors}
    assert all(roles[name] for name in expected)


# ── Any text ──────────────────────────────────────────────────────────────────────────────────────


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=40).map(" ".join))
def test_a_draft_points_at_what_is_there(text):
    """Sentences exist, cues and surfaces stand in theirs, speakers are no pronouns; twice gives the same."""
    told = article(text)
    draft = extract(told)
    numbers = {sentence.number for sentence in told.sentences}
    assert all(claim.sentences and set(claim.sentences) <= numbers for claim in draft.claims)
    assert all(count.surface in told.sentence(count.sentence) for count in draft.counts)
    assert all(one.cue in told.sentence(one.sentence) for one in draft.uncertainties)
    assert not any(names.is_pronoun(claim.speaker) for claim in draft.claims if claim.speaker)
    assert extract(told) == draft
