"""Denials: who denies a claim is led to wherever they are named, and asked about nowhere else."""

from __future__ import annotations

from summarizer.models import Actor, ArticleRecord, Briefing, Claim, Engine, Span, Statement, Story, Uncertainty

TEXT = "The mayor denied that the quay is safe."
ACTORS = (
    Actor(id="police", name="police", kind="group", articles=("1",)),
    Actor(id="vane", name="Ilse Vane", kind="person", articles=("2",)),
)


def span(article):
    return Span(article=article, start=0, end=len(TEXT), text=TEXT, sentence=1)


def says(article, speaker, stance="asserts"):
    return Statement(article=article, speaker=speaker, stance=stance, certainty="certain", evidence=(span(article),))


CLAIM = Claim(
    id="c1", text="The quay is safe.", status="disputed", statements=(says("1", "police"), says("2", "vane", "denies"))
)


def page(headline="Quay", **rest):
    """Markdown of the story of the claim."""
    story = Story(id="s1", headline=headline, articles=("1", "2"), claims=(CLAIM,), actors=ACTORS, **rest)
    records = tuple(ArticleRecord(id=number, name=f"{number}.txt", text=TEXT, status="ok") for number in ("1", "2"))
    return Briefing(
        title="", date="2031-03-09", engine=Engine(model="extractive"), stories=(story,), articles=records
    ).to_markdown()


def test_a_headline_that_names_who_denies_leads_to_the_denial():
    """A reader of "Vane denies it" finds her words; the words of the claim alone lead to who asserts it."""
    assert "[1.1, 2.1] · " in page("Vane denies that the quay is safe", headline_cites=("c1",))
    assert "[1.1] · " in page("The quay is safe", headline_cites=("c1",))


def test_the_sentence_of_a_denial_is_no_open_question():
    """It stands among the sides; in other words it is a question."""
    same = Uncertainty(id="u1", text=TEXT, kind="disputed", cue="denied", evidence=(span("2"),))
    other = same.model_copy(update={"text": "Whether the quay holds."})
    assert "Not known" not in page(uncertainties=(same,))
    assert "- Whether the quay holds. — “denied” [2.1]" in page(uncertainties=(other,))
