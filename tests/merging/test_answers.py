"""Answers that leave a disputed claim open stand beside it."""

from __future__ import annotations

import pytest

from summarizer.drafts import ClaimDraft, Draft
from summarizer.merging import actors, claims, contrasts
from summarizer.models import Article
from summarizer.reading import files

SENT = "Norway said it had seen proof that Iceland had sent soldiers to Vesk."
DENIED = "Norway denied that Iceland had sent soldiers to Vesk."
ASKED = "Asked about satellite pictures of Icelandic ships off Vesk, President Bo Lund said: “If there are pictures, they show something.”"
NEITHER = "Neither nation has rejected the reports."


def told(desk, *sentences, stance="denies"):
    """The claims of three articles: the first two say and deny it, the third is what is beside it."""
    first, second = desk.article("1", SENT, *sentences), desk.article("2", DENIED)
    said = [desk.claim(first, number) for number in range(1, len(sentences) + 2)]
    against = desk.claim(second, 1, stance=stance, text=SENT)
    summaries = [desk.summary(first, *said), desk.summary(second, against)]
    return claims.merge(summaries, actors.merge(summaries), {"1": "1", "2": "2"})


@pytest.mark.parametrize("answer", [ASKED, NEITHER])
def test_what_takes_no_side_stands_beside_the_disputed_claim(desk, answer):
    """It is a claim of its own, and the disputed one names it."""
    disputed, other = told(desk, answer)
    assert disputed.status == "disputed"
    assert disputed.beside == (other.id,)
    assert other.text == answer


@pytest.mark.parametrize(
    "answer",
    [
        "Asked about pictures of Swedish ships, President Bo Lund said: “If there are pictures, they show something.”",
        "Asked about pictures of Icelandic ships, President Bo Lund said: “They are at sea.”",
        "If there are ships off Iceland, Bo Lund will see them.",
        "Neither nation has rejected a fishing treaty.",
    ],
)
def test_what_speaks_of_something_else_does_not(desk, answer):
    """Another country, an answer that says something, and what nobody asked are not beside it."""
    assert all(claim.beside == () for claim in told(desk, answer))


def test_nothing_is_beside_what_nobody_disputes(desk):
    """A claim without dispute has nothing left open."""
    assert all(claim.beside == () for claim in told(desk, NEITHER, stance="asserts"))


@pytest.mark.parametrize(("stance", "wanted"), [("denies", True), ("asserts", False)])
def test_such_answers_are_proposed_where_something_is_denied(stance, wanted):
    """A story in which something is denied gains the answer, with the question as evidence; no other story does."""
    (article,) = files.read([Article(text=f"{DENIED}\n\n{ASKED}\n\n{NEITHER}")])
    article = article.model_copy(update={"id": "1"})
    known = {"1": Draft(claims=(ClaimDraft(sentences=(1,), text=DENIED, stance=stance),))}
    found = contrasts.drafts([article], known)["1"]
    assert [one.speaker for one in found] == (["Bo Lund", None] if wanted else [])
