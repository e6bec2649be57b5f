"""What is left open, once each."""

from __future__ import annotations

import pytest

from summarizer.merging import uncertainties


def test_the_same_left_open_in_two_articles_is_one_entry(desk):
    """One entry with the evidence of both, and the words and cue of the first."""
    one = desk.article("1", "It is unclear who built the old pier of Tarn.", "Rain fell.")
    two = desk.article("2", "Officials said it was unknown who had built the old pier of Tarn.")
    story = desk.story((one, [desk.uncertainty(one, 1, "unclear")]), (two, [desk.uncertainty(two, 1, "unknown")]))
    (found,) = story.uncertainties
    assert (found.id, found.cue, [span.article for span in found.evidence]) == ("u1", "unclear", ["1", "2"])


def test_other_doubts_stay_apart_in_their_order(desk):
    """Entries on other matters stay as they are, those of more sources first and then by their place."""
    one = desk.article("1", "The harbour may close.", "It is unclear who built the old pier of Tarn.")
    two = desk.article("2", "It is unclear who built the old pier of Tarn, it says.", "Nobody knows when bread comes.")
    story = desk.story(
        (one, [desk.uncertainty(one, 1, "may"), desk.uncertainty(one, 2, "unclear")]),
        (two, [desk.uncertainty(two, 2, "Nobody knows"), desk.uncertainty(two, 1, "unclear")]),
    )
    assert [one.cue for one in story.uncertainties] == ["unclear", "may", "Nobody knows"]


def test_opposed_doubts_are_two(desk):
    """To say "may reopen the pier" and "may not reopen the pier" leaves two things open."""
    one, two = (
        desk.article("1", "Tarn may reopen its old pier in spring."),
        desk.article("2", "Tarn may not reopen its old pier in spring."),
    )
    story = desk.story((one, [desk.uncertainty(one, 1, "may")]), (two, [desk.uncertainty(two, 1, "may not")]))
    assert len(story.uncertainties) == 2


def test_a_doubt_about_an_articles_text_stays_with_the_article(desk):
    """Two broken texts are two entries, alike as their words may be, and neither joins another doubt."""
    words = "The text is broken in 2 places: “of of”, “the a”"
    one, two = desk.article("1", "Tons of of rain."), desk.article("2", "Tons of of rain fell.")
    doubts = [desk.uncertainty(article, 1, "of of", kind="source_text", text=words) for article in (one, two)]
    other = desk.uncertainty(two, 1, "rain", text=words)
    story = desk.story((one, [doubts[0]]), (two, [doubts[1], other]))
    assert [(found.kind, [span.article for span in found.evidence]) for found in story.uncertainties] == [
        ("source_text", ["1"]),
        ("source_text", ["2"]),
        ("unconfirmed", ["2"]),
    ]


def test_an_entry_repeated_at_one_place_is_one(desk):
    """The same words with the same cue at the same place, found twice, stand once, short as they may be."""
    article = desk.article("1", "It may.")
    story = desk.story((article, [desk.uncertainty(article, 1, "may"), desk.uncertainty(article, 1, "may")]))
    assert len(story.uncertainties) == 1


def left_open(desk, one, cue, other, said):
    """The uncertainties of an article that leaves something open, and one whose first sentence is a claim.

    The other article leaves something open, too, where `said` is its cue.
    """
    first, second = desk.article("1", one), desk.article("2", other)
    item = desk.uncertainty(second, 1, said, kind="unknown") if said else desk.claim(second, 1)
    story = desk.story((first, [desk.uncertainty(first, 1, cue, kind="unknown")]), (second, [item]))
    return story.uncertainties


@pytest.mark.parametrize(
    ("one", "cue", "other", "said"),
    [
        (
            "The motive for the attack is unknown.",
            "unknown",
            "Police have not said why the man opened fire.",
            "have not said",
        ),
        (
            "The cause of the blaze was under investigation.",
            "under investigation",
            "It is unclear what caused the fire.",
            "unclear",
        ),
        (
            "Police have not released the names of the victims.",
            "have not released",
            "Nobody has identified the dead, and it is not clear when the victims will be named.",
            "not clear",
        ),
        (
            "It was not known who was at the wheel.",
            "not known",
            "Police have not said who was at the wheel, or why.",
            "have not said",
        ),
        (
            "It was not clear how many people were aboard.",
            "not clear",
            "The firm declined to say how many people had been aboard.",
            "declined to say",
        ),
    ],
)
def test_one_matter_in_other_words_is_one_entry(desk, one, cue, other, said):
    """A motive, a cause, who the victims are, who did it and how many: two articles that leave it open leave one thing open."""
    (found,) = left_open(desk, one, cue, other, said)
    assert [span.article for span in found.evidence] == ["1", "2"]


def test_two_matters_are_two_entries(desk):
    """Who the victims are and who the suspect is are two things to know, and so are the causes of two disasters."""
    for one, other in (
        ("Police have not released the names of the victims.", "Police have not released the name of the suspect."),
        (
            "The cause of the fire is unknown, they have not released it.",
            "They have not released the cause of the crash.",
        ),
        ("They have not released who was at the wheel.", "They have not released who owns the bus."),
        ("They have not released who he is.", "They have not released who she is."),
    ):
        assert len(left_open(desk, one, "have not released", other, "have not released")) == 2


@pytest.mark.parametrize(
    ("one", "cue", "other"),
    [
        ("Police have not released the victim's name.", "have not released", "The victim was identified as Ada Lund."),
        ("Police did not identify the gunman.", "did not identify", "Police identified the gunman as Cy Marr, 31."),
        ("The cause of the fire is unknown.", "unknown", "The blaze was caused by a faulty heater in the Tarn mill."),
        ("The motive remains unknown.", "unknown", "The motive for the attack was a debt, the prosecutor said."),
        (
            "It is unclear whether Norland sent soldiers to the island of Vesk.",
            "unclear",
            "Norland has sent soldiers to the island of Vesk.",
        ),
        ("It is unclear who was at the wheel.", "unclear", "Cy Marr, 31, was at the wheel, police said."),
        ("It is unclear who was at the wheel.", "unclear", "The guard who was at the wheel on Monday was Cy Marr."),
        ("It is unclear who was at the wheel.", "unclear", "Police identified the woman at the wheel as Ada Lund."),
        ("It is unclear what caused the fire.", "unclear", "Investigators said that a spark had caused the fire."),
        ("It is unclear how long the strike in Tarn will last.", "unclear", "Dockers in Tarn ended their strike."),
        ("It is unclear when the pier in Tarn will reopen.", "unclear", "The pier in Tarn was opened again."),
    ],
)
def test_a_claim_of_another_article_settles_what_is_open(desk, one, cue, other):
    """The entry names the claim that says what it leaves open."""
    (found,) = left_open(desk, one, cue, other, None)
    assert found.settled_by == "c1"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("It is unclear what caused the fire.", "Investigators said that a spark had not caused the fire."),
        ("It is unclear what caused the fire.", "Investigators said that a spark may have caused the fire."),
        ("It is unclear what caused the fire.", "Investigators asked whether a spark caused the fire."),
        ("It is unclear how long the strike in Tarn will last.", "Dockers in Tarn will end their strike."),
        ("It is unclear how long the strike in Tarn will last.", "Dockers in Vesk ended their strike."),
        ("It is unclear when the fire in Tarn started.", "The fire in Tarn was put out."),
    ],
)
def test_what_is_no_answer_settles_nothing(desk, one, other):
    """What was not the cause, may be, or is asked; what is to come; another place; an end that was not asked for."""
    assert left_open(desk, one, "unclear", other, None)[0].settled_by is None


@pytest.mark.parametrize(
    ("one", "cue", "other"),
    [
        ("Police have not released the victim's name.", "have not released", "The suspect was identified as Cy Marr."),
        ("Police have not released the victim's name.", "have not released", "The victim was identified as a baker."),
        ("The cause of the fire is unknown.", "unknown", "The crash was caused by a faulty brake on Quay Road."),
        (
            "The motive remains unknown.",
            "unknown",
            "The motive may be a debt, though it was unclear to the prosecutor.",
        ),
        ("It is unclear who built the pier of Tarn.", "unclear", "The pier of Tarn was closed by Ada Lund."),
        ("It is unclear who was at the wheel.", "unclear", "Ada Lund said the guard was at the wheel."),
        ("It is unclear who was at the wheel.", "unclear", "Ada Lund was not at the wheel."),
        ("It is unclear who attacked the ferry.", "unclear", "Ada Lund was attacked on the ferry."),
    ],
)
def test_another_matter_settles_nothing(desk, one, cue, other):
    """Somebody else's name, another cause and what is open itself leave the entry open."""
    (found,) = left_open(desk, one, cue, other, None)
    assert found.settled_by is None


def test_an_article_does_not_settle_what_it_or_a_later_one_leaves_open(desk):
    """Only another article settles something, and none that came before."""
    words = "Police have not released the victim's name.", "The victim was identified as Ada Lund."
    one = desk.article("1", *words)
    story = desk.story((one, [desk.uncertainty(one, 1, "have not released", kind="unknown"), desk.claim(one, 2)]))
    assert story.uncertainties[0].settled_by is None
    for days, by in (("2031-03-02", "2031-03-03"), "c1"), (("2031-03-03", "2031-03-02"), None):
        first, second = (
            desk.article(str(n), text, published=day) for n, (text, day) in enumerate(zip(words, days, strict=True), 1)
        )
        summaries = [
            desk.summary(first, desk.uncertainty(first, 1, "have not released", kind="unknown")),
            desk.summary(second, desk.claim(second, 1)),
        ]
        claims = (summaries[1].claims[0].model_copy(update={"id": "c1"}),)
        (found,) = uncertainties.merge(summaries, {"1": "1", "2": "2"}, claims, (first, second))
        assert found.settled_by == by


def test_the_cause_may_be_asked_for_with_why(desk):
    """Why something fell and what made it collapse are one matter, of two articles."""
    one = desk.article("1", "It is not yet known why the crane failed.")
    other = desk.article("2", "Divers look for the cause of the collapse, which remains unclear.")
    story = desk.story(
        (one, [desk.uncertainty(one, 1, "not yet known", kind="unknown")]),
        (other, [desk.uncertainty(other, 1, "remains unclear", kind="unknown")]),
    )
    assert len(story.uncertainties) == 1
