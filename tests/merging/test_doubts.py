"""Doubts of "the reports": linked to the one claim they are about, and to none where that is not plain."""

from __future__ import annotations

import pytest

SENT = "Ministers in Tarn claimed they had seen proof that Norland had sent soldiers to Vesk."
RUBBISH = "When asked if he thought the records held true, he claimed they were most likely “rubbish.”"
SAID = "Harbour police said the crane fell on Sunday."


def told(desk, *sentences, stance="doubts", text=None, speaker="a1"):
    """The story of an article whose last sentence is Bo Lund's doubt, and the others the ministers' claims."""
    article = desk.article("1", *sentences)
    cast = [desk.actor(article, "a1", "Bo Lund", "Lund"), desk.actor(article, "a2", "Tarn ministers")]
    said = [desk.claim(article, number, "a2") for number in range(1, len(sentences))]
    doubt = desk.claim(article, len(sentences), speaker, stance=stance, text=text)
    return desk.story((article, [*cast, *said, doubt]))


@pytest.mark.parametrize(
    ("doubt", "text"),
    [
        (RUBBISH, None),
        (RUBBISH, "The records are most likely rubbish."),
        ("Bo Lund dismissed the reports as baseless.", None),
        ("“It is a complete fabrication,” he said.", None),
        ("Lund called the allegations absurd.", "Lund called the allegations absurd."),
    ],
)
def test_a_doubt_of_the_reports_disputes_the_reported_claim(desk, doubt, text):
    """The doubt becomes a statement of the one claim told as reported, and keeps its speaker, stance and evidence."""
    (claim,) = told(desk, SENT, doubt, text=text).claims
    assert claim.status == "disputed"
    assert claim.text == SENT
    assert [(one.stance, one.evidence[0].sentence) for one in claim.statements] == [("asserts", 1), ("doubts", 2)]
    assert claim.statements[0].speaker != claim.statements[1].speaker


@pytest.mark.parametrize(
    "doubt",
    [
        "He called the reports that Ostia had sold frigates rubbish.",
        "He denied the claims of a pact with Ostia.",
        "He doubted whether the harbour would reopen before winter.",
        "The reports were rubbish, as were 12 others.",
        "Ostia was right to call the reports rubbish.",
        "He shook his head and left the hall.",
    ],
)
def test_a_doubt_with_content_of_its_own_stays_a_claim(desk, doubt):
    """A doubt that says what is doubted, or names others, is not moved to another claim."""
    assert len(told(desk, SENT, doubt).claims) == 2


def test_an_affirmation_is_never_linked(desk):
    """Saying "the reports are true" is no doubt of anything."""
    assert len(told(desk, SENT, "He said the reports were true.", stance="asserts").claims) == 2


def test_what_is_told_with_evidence_goes_before_what_is_merely_said(desk):
    """Of two reported claims before the doubt the one told with proof is meant; of two with proof, none is sure."""
    first = told(desk, SAID, SENT, RUBBISH).claims
    assert [claim.text for claim in first if claim.status == "disputed"] == [SENT]
    unsure = told(desk, SENT, "There is evidence that the crane in Ostia harbour was sabotaged.", RUBBISH).claims
    assert [claim.status for claim in unsure] == ["single"] * 3


def test_the_doubters_own_claim_is_not_doubted(desk):
    """What the doubter says elsewhere, and what the article says flatly, are not the reports."""
    article = desk.article("1", SENT, "The harbour lies in the north, it is said.", RUBBISH)
    lund = desk.actor(article, "a1", "Bo Lund")
    items = [lund, desk.claim(article, 1, "a1"), desk.claim(article, 2), desk.claim(article, 3, "a1", stance="doubts")]
    assert all(claim.status == "single" for claim in desk.story((article, items)).claims)


def test_a_claim_after_the_doubt_is_meant_where_none_stands_before(desk):
    """A doubt in the first sentence is of what the article tells next; a claim of another article is never meant."""
    article, other = desk.article("1", RUBBISH, SENT), desk.article("2", "Proof was shown in Ostia, it claimed.")
    cast = [desk.actor(article, "a1", "Bo Lund"), desk.actor(article, "a2", "Tarn ministers")]
    items = [*cast, desk.claim(article, 1, "a1", stance="denies"), desk.claim(article, 2, "a2")]
    story = desk.story((article, items), (other, [desk.claim(other, 1, certainty="possible")]))
    assert [(claim.text, claim.status) for claim in story.claims] == [
        (SENT, "disputed"),
        ("Proof was shown in Ostia, it claimed.", "single"),
    ]


@pytest.mark.parametrize(
    "reported",
    [
        "Ministers said Norland would send soldiers to Vesk.",
        "Ministers said Norland had not sent soldiers to Vesk.",
        "Norland sends soldiers to Vesk.",
    ],
)
def test_forecasts_negations_and_plain_facts_are_not_reports(desk, reported):
    """Only an affirmed claim on what is so, told as somebody's word, can be what a doubt calls the reports."""
    assert len(told(desk, reported, RUBBISH).claims) == 2


def test_who_speaks_for_somebody_does_not_deny_what_they_say(desk):
    """A campaign's denial of the reports is not of its own candidate's claim."""
    article = desk.article(
        "1", "Lund claimed he had proof that the press hunted him.", "Lund’s office called the reports baseless."
    )
    cast = [
        desk.actor(article, "a1", "Bo Lund", "Lund"),
        desk.actor(article, "a2", "Lund’s office", kind="organization"),
    ]
    said = [desk.claim(article, 1, "a1"), desk.claim(article, 2, "a2", stance="denies")]
    assert [claim.status for claim in desk.story((article, [*cast, *said])).claims] == ["single", "single"]
