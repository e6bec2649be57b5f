"""What is taken in of a draft and what is refused, item by item, each with its reason."""

from __future__ import annotations

import re

import pytest

from summarizer.drafts import ActorDraft, ClaimDraft, CountDraft, Draft, UncertaintyDraft
from summarizer.grounding.summary import ground
from summarizer.models import ArticleSummary

REPORT = (
    "Mayor Ines Falk said on Monday that the dam had cracked.",
    "She said that 40 people were evacuated in Korrdam.",
    "Tom Reyes, an engineer, warned that the bridge might fall.",
    "He opened the northern lock late in the evening and walked home.",
    "The repairs could take 3 weeks.",
    "About 1,200 old fishing boats sank off the coast, and 7 were in the paper.",
    "Residents of the valley left.",
    "A senior official said the wall had moved.",
    "Experts said the wall was old.",
    "The cause is unclear, Falk added.",
)


@pytest.fixture
def article(article_of):
    return article_of(*REPORT)


@pytest.fixture
def grounded(article):
    """Ground some drafted items of the report; every span is true and every rejection says why."""

    def grounded(**items) -> ArticleSummary:
        summary = ground(article, Draft(**{kind: tuple(drafts) for kind, drafts in items.items()}))
        for span in spans(summary):
            assert article.text[span.start : span.end] == span.text == article.sentence(span.sentence)
        for item in summary.rejected:
            assert re.fullmatch(r"[A-Z][^:]+: .+\.", item.reason)
            assert item.article == article.id
        return summary

    return grounded


def spans(summary):
    said = [statement for claim in summary.claims for statement in claim.statements]
    read = [reading for figure in summary.figures for reading in figure.readings]
    return [span for item in (*said, *read, *summary.uncertainties) for span in item.evidence]


def claim(text, *sentences, speaker=None, **fields):
    return ClaimDraft(text=text, sentences=sentences, speaker=speaker, **fields)


def refused(summary):
    """Return the one reason for which the one item was left out."""
    assert summary == ArticleSummary(article=summary.article, rejected=summary.rejected)
    (item,) = summary.rejected
    return item.reason


# ── Claims ────────────────────────────────────────────────────────────────────────────────────────


def test_a_claim_has_its_speaker_its_manner_and_its_sentence(grounded):
    """A carried claim is taken in, with the speaker as an actor of the article."""
    summary = grounded(claims=[claim(REPORT[2], 3, speaker="Reyes", certainty="certain")])
    (taken,) = summary.claims
    (statement,) = taken.statements
    (actor,) = summary.actors
    assert (taken.id, taken.text) == ("c1", REPORT[2])
    assert (statement.speaker, statement.stance, statement.certainty) == (actor.id, "asserts", "possible")
    assert [span.sentence for span in statement.evidence] == [3]
    assert (actor.name, actor.kind, actor.role, actor.articles) == ("Tom Reyes", "person", "engineer", ("1",))
    assert summary.rejected == ()


@pytest.mark.parametrize(
    ("text", "sentences", "reason"),
    [
        (REPORT[0], (), "No evidence: it names no sentence that it rests on."),
        (REPORT[0], (11,), "No evidence: the article has no sentence 11."),
        (REPORT[0], (1, 0), "No evidence: the article has no sentence 0."),
        ("It cracked.", (1,), "Too short to say anything: it has 2 words."),
        ("The dam cracked. " * 10, (1,), "Longer than its sentences: it repeats itself, or says more than they do."),
        (
            "Ministers quarrelled over pensions again.",
            (1,),
            "Words that are not in its sentences: most of what it says stands elsewhere, or nowhere.",
        ),
        ("Ines Falk said the dam had cracked in 41 places.", (1,), "A number that is not in its sentences: ‘41’."),
        ("On Monday the dam at Vesk had cracked.", (1,), "A name that is not in its sentences: ‘Vesk’."),
        (
            "Ines Falk said the dam had “cracked wide”.",
            (1,),
            "A quotation that is not in its sentences: ‘cracked wide’.",
        ),
        (
            "Ines Falk said on Monday the dam had not cracked.",
            (1,),
            "A statement turned into its opposite: a negation was added.",
        ),
        ("The repairs of Ines Falk could take 3 weeks.", (5,), "A name that is not in its sentences: ‘Ines Falk’."),
    ],
)
def test_a_claim_that_is_not_carried_is_refused(grounded, text, sentences, reason):
    """Each way in which a claim is not the article's has its reason."""
    assert refused(grounded(claims=[claim(text, *sentences)])) == reason


def test_a_wrong_speaker_is_overruled_and_listed(grounded):
    """The claim stays, with the article's speaker; the proposal is among what was left out."""
    summary = grounded(claims=[claim(REPORT[0], 1, speaker="Tom Reyes")])
    assert [actor.name for actor in summary.actors] == ["Ines Falk"]
    assert [item.item for item in summary.rejected] == [f"Tom Reyes: {REPORT[0]}"]
    assert summary.rejected[0].reason.startswith("Another speaker: ")


def test_a_speaker_whom_nothing_shows_leaves_the_claim_to_the_article(grounded):
    """A subject is no speaker: the statement has none."""
    summary = grounded(claims=[claim(REPORT[6], 7, speaker="residents")])
    assert summary.claims[0].statements[0].speaker is None
    assert summary.actors == ()
    assert summary.rejected[0].reason.startswith("No speaker: ")


@pytest.mark.parametrize("speaker", ["she", "Ines Falk", None])
def test_a_pronoun_at_the_start_becomes_the_speakers_name(grounded, speaker):
    """The sentence that names her stands after the one cited."""
    summary = grounded(claims=[claim(REPORT[1], 2, speaker=speaker)])
    (taken,) = summary.claims
    assert taken.text == "Ines Falk said that 40 people were evacuated in Korrdam."
    assert [span.sentence for span in taken.statements[0].evidence] == [2, 1]
    assert [actor.name for actor in summary.actors] == ["Ines Falk"]


def test_a_name_may_stand_for_a_pronoun_within(grounded):
    """One name a pronoun, with the sentence that spells it out; a second has nothing to stand for."""
    walked = REPORT[3].removeprefix("He ")
    (taken,) = grounded(claims=[claim(f"Tom Reyes {walked}", 4)]).claims
    assert [span.sentence for span in taken.statements[0].evidence] == [4, 3]
    reason = refused(grounded(claims=[claim(f"Tom Reyes and Ines Falk {walked}", 4)]))
    assert reason in {f"A name that is not in its sentences: ‘{name}’." for name in ("Tom Reyes", "Ines Falk")}


def test_a_fuller_form_of_a_name_brings_the_sentence_that_has_it(article_of):
    """A short name in the cited sentence may be spelled out as the article does before."""
    article = article_of("Mayor Ines Falk spoke in Korrdam.", "It rained.", "Falk left the old town hall late.")
    (taken,) = ground(article, Draft(claims=(claim("Ines Falk left the old town hall late.", 3),))).claims
    assert [span.sentence for span in taken.statements[0].evidence] == [3, 1]


def test_a_wrong_sentence_number_is_mended(grounded):
    """A copied sentence is its own evidence, whatever number it came with."""
    (taken,) = grounded(claims=[claim(REPORT[7], 9)]).claims
    assert [span.sentence for span in taken.statements[0].evidence] == [8]


# ── Counts ────────────────────────────────────────────────────────────────────────────────────────


def test_a_count_is_a_figure_with_its_speaker(grounded):
    """Value, words, what is counted and who says it."""
    summary = grounded(counts=[CountDraft(sentence=2, surface="40", of="people")])
    (figure,) = summary.figures
    (reading,) = figure.readings
    assert (figure.id, figure.of, figure.unit) == ("f1", "people evacuated", None)
    assert (reading.low, reading.high, reading.modifier, reading.surface) == (40, 40, "exact", "40")
    assert reading.speaker == summary.actors[0].id
    assert summary.actors[0].name == "Ines Falk"


def test_the_fuller_phrase_is_what_is_counted(grounded):
    """The article's noun phrase is shown, and the number with its bound."""
    (figure,) = grounded(counts=[CountDraft(sentence=6, surface="1,200", of="boats")]).figures
    assert figure.of == "old fishing boats"
    assert (figure.readings[0].surface, figure.readings[0].modifier) == ("About 1,200", "about")
    assert figure.readings[0].speaker is None


def test_one_count_is_one_figure(grounded):
    """The same number of the same thing is taken in once."""
    drafts = [
        CountDraft(sentence=2, surface="40", of="people"),
        CountDraft(sentence=2, surface="40 people", of="people"),
    ]
    assert len(grounded(counts=drafts).figures) == 1


@pytest.mark.parametrize(
    ("sentence", "surface", "of", "reason"),
    [
        (11, "40", "people", "No evidence: the article has no sentence 11."),
        (2, "41", "people", "Words that are not in its sentence: ‘41’."),
        (2, "people", "people", "Not a quantity: ‘people’."),
        (5, "3 weeks", "weeks", "Not a count: ‘3 weeks’ is a length of time."),
        (6, "7", "lorries", "Not what is counted: the sentence does not count ‘lorries’."),
    ],
)
def test_a_count_that_is_none_is_refused(grounded, sentence, surface, of, reason):
    """Its words must stand there, be a quantity, and count what it says."""
    summary = grounded(counts=[CountDraft(sentence=sentence, surface=surface, of=of)])
    assert refused(summary) == reason
    assert summary.rejected[0].item == f"{surface} {of}"


@pytest.mark.parametrize(
    ("sentence", "of"),
    [("The toll is 12 so far, and 9 boats sank.", "toll"), ("The toll of the flood, at 12, is high.", "high")],
)
def test_a_proposed_thing_must_stand_right_beside_its_number(article_of, sentence, of):
    """Where no rule finds what is counted, the draft's words count if they are near, in the same clause."""
    summary = ground(article_of(sentence), Draft(counts=(CountDraft(sentence=1, surface="12", of=of),)))
    assert [figure.of for figure in summary.figures] == (["toll"] if of == "toll" else [])


# ── Uncertainties ─────────────────────────────────────────────────────────────────────────────────


def test_an_uncertainty_shows_its_words(grounded):
    """What is left open, the words that show it, and where."""
    draft = UncertaintyDraft(sentence=10, text="The cause is unclear.", cue="unclear", kind="unknown")
    (doubt,) = grounded(uncertainties=[draft]).uncertainties
    assert (doubt.id, doubt.text, doubt.kind, doubt.cue) == ("u1", draft.text, "unknown", "unclear")
    assert [span.sentence for span in doubt.evidence] == [10]


@pytest.mark.parametrize(
    ("sentence", "text", "cue", "reason"),
    [
        (0, "The cause is unclear.", "unclear", "No evidence: the article has no sentence 0."),
        (10, "The cause is unclear.", "reportedly", "Words that are not in its sentence: ‘reportedly’."),
        (10, "The cause is unclear.", "The cause", "Not a hedge: ‘The cause’ leaves nothing open."),
    ],
)
def test_an_uncertainty_that_is_none_is_refused(grounded, sentence, text, cue, reason):
    """Its words must stand there and hedge."""
    draft = UncertaintyDraft(sentence=sentence, text=text, cue=cue)
    assert refused(grounded(uncertainties=[draft])).startswith(reason)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Whether anybody drowned is unclear.", "Words that are not in its sentences: "),
        ("The cause at Vesk is unclear.", "A name that is not in its sentences: ‘Vesk’."),
    ],
)
def test_an_uncertainty_in_wrong_words_is_told_in_the_sentences_own(grounded, text, reason):
    """The hedge is true; what was made of it is refused, and the sentence is shown instead, once."""
    draft = UncertaintyDraft(sentence=10, text=text, cue="unclear")
    summary = grounded(uncertainties=[draft, draft])
    (doubt,) = summary.uncertainties
    assert doubt.text == doubt.evidence[0].text
    assert [item.item for item in summary.rejected] == [text, text]
    assert all(item.reason.startswith(reason) for item in summary.rejected)


# ── Actors ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", ["Nobody Known", "she", "it", "They"])
def test_who_is_not_named_is_no_actor(grounded, name):
    """A name that the article lacks and a pronoun are left out."""
    reason = "Not named in the article: its text does not hold the name."
    assert refused(grounded(actors=[ActorDraft(name=name)])) == reason


def test_an_actor_is_there_once_by_the_fullest_name(grounded):
    """Forms of one name are one actor, with the article's role and not the draft's."""
    drafts = [ActorDraft(name="Falk", role="dentist", kind="place"), ActorDraft(name="Ines Falk")]
    (actor,) = grounded(actors=drafts).actors
    assert (actor.id, actor.name, actor.role, actor.kind) == ("a1", "Ines Falk", "Mayor", "person")
    assert actor.aliases == ("Falk",)


@pytest.mark.parametrize(
    ("text", "role", "kept"),
    [
        ("Deputy weather clerk Ada Berg left at noon.", "Deputy weather clerk", True),
        ("Ada Berg, keeper of locks, left at noon.", "keeper of locks", True),
        ("Ada Berg, a lover of locks, left at noon.", "lover of locks", True),
        ("Ada Berg left at noon. The baker stayed.", "baker", False),
        ("Ada Berg left at noon.", None, False),
    ],
)
def test_a_drafted_role_must_stand_beside_the_name(article_of, text, role, kept):
    """A role is the article's own: found by rule or, as drafted, right beside the name."""
    summary = ground(article_of(text), Draft(actors=(ActorDraft(name="Ada Berg", role=role),)))
    assert summary.actors[0].name == "Ada Berg"
    assert (summary.actors[0].role is not None) == kept


@pytest.mark.parametrize(
    ("name", "kind"),
    [("A senior official", "person"), ("Experts", "group"), ("Residents of the valley", "group")],
)
def test_who_has_no_name_is_a_person_or_a_group(grounded, name, kind):
    """A senior official is one; experts are several."""
    (actor,) = grounded(actors=[ActorDraft(name=name)]).actors
    assert (actor.name, actor.kind) == (name, kind)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("the police spokeswoman", "person"),
        ("a court document", "organization"),
        ("the new survey", "organization"),
        ("one of Falk’s closest allies", "person"),
        ("local law enforcement officials", "group"),
    ],
)
def test_the_noun_tells_what_an_unnamed_source_is(article_of, name, kind):
    """A role in the singular is a person, something written an organization's, anything else a group."""
    (actor,) = ground(article_of(f"It rained, {name} said."), Draft(actors=(ActorDraft(name=name),))).actors
    assert actor.kind == kind


def test_words_at_second_hand_say_who_relays_them(article_of):
    """The speaker is whose words they are, and the agency stands beside."""
    said = "TASS cited Ines Falk as saying the wall had moved."
    draft = ClaimDraft(sentences=(1,), text=said, speaker="Ines Falk")
    summary = ground(article_of(said), Draft(claims=(draft,)))
    (statement,) = summary.claims[0].statements
    assert (summary.actors[0].name, statement.via) == ("Ines Falk", "TASS")


@pytest.mark.parametrize(("first", "last"), [('"', '"'), ("“", "”")])
def test_a_pronoun_that_is_quoted_keeps_its_place(article_of, first, last):
    """No name is put into somebody's own words, also where their quotation began a sentence before."""
    article = article_of(f"{first}The wall fell.", f"He was just a boy,{last} Ines Falk said.")
    draft = ClaimDraft(sentences=(2,), text=f"He was just a boy,{last} Ines Falk said.", speaker="Ines Falk")
    summary = ground(article, Draft(claims=(draft,)))
    assert all("He was just a boy" in claim.text for claim in summary.claims)
    assert summary.claims


def test_a_pronoun_that_cannot_be_the_speakers_stays(article_of):
    """Police are no "he": the name of whom they speak of is not theirs."""
    told = article_of("Police searched the house.", "He had a licence for three guns, police said.")
    (claim_of,) = ground(told, Draft(claims=(claim(told.sentence(2), 2, speaker="police"),))).claims
    assert claim_of.text == told.sentence(2)


def test_nothing_proposed_is_nothing_taken_in(grounded):
    """An empty draft gives an empty summary."""
    assert grounded() == ArticleSummary(article="1")


def test_a_number_that_is_denied_is_no_reading(article_of):
    """Who denies that 40 were evacuated does not count 40."""
    article = article_of("Ines Falk said 40 people were evacuated.", "Police denied that 40 people were evacuated.")
    drafts = tuple(CountDraft(sentence=number, surface="40", of="people evacuated") for number in (1, 2))
    summary = ground(article, Draft(counts=drafts))
    assert [figure.readings[0].evidence[0].sentence for figure in summary.figures] == [1]
    assert summary.rejected[0].reason.startswith("Not given as a count: ")


def test_a_speaker_who_is_put_right_is_listed_and_the_claim_kept(article_of):
    """The claim is printed under whom the article names, and what was proposed is told."""
    article = article_of("Ines Falk said the wall had cracked.")
    draft = ClaimDraft(sentences=(1,), text="Ines Falk said the wall had cracked.", speaker="Tom Reyes")
    summary = ground(article, Draft(claims=(draft,)))
    assert len(summary.claims) == 1
    assert [item.kind for item in summary.rejected] == ["speaker"]


def test_a_quotation_may_span_the_sentences_that_a_claim_rests_on(article_of):
    """Its marks stand in the first and in the last; those between have none."""
    said = ("“The dam held.", "It is old and it leaks.", "It will hold again,” Ines Falk said.")
    draft = ClaimDraft(sentences=(1, 2, 3), text=" ".join(said))
    assert len(ground(article_of(*said), Draft(claims=(draft,))).claims) == 1
