"""The glossary: names in the briefing's own lines, and both forms with the actor."""

from __future__ import annotations

from summarizer.merging.proving import unproven
from summarizer.merging.spelling import spelt
from summarizer.models import Line


def told(desk):
    """A story in which Tarnow is an actor and Vesk is not, and its lead."""
    article = desk.article("1", "Tarnow sent boats to Vesk.", "“Tarnow must pay,” Tarnowski said.")
    town = desk.actor(article, "a1", "Tarnow", kind="place")
    story = desk.story((article, [town, desk.claim(article, 1), desk.claim(article, 2)]))
    lead = [Line(text=claim.text, cites=(claim.id,)) for claim in story.claims]
    return story.model_copy(update={"headline": "Tarnow sent boats", "summary": tuple(lead)}), lead


def test_a_name_is_written_as_the_glossary_has_it(desk):
    """In headline, summary and lead; whole words only, and never in a quotation or a claim."""
    story, lead = told(desk)
    (named,), lines = spelt([story], lead, {"Tarnow": "Tarnau"})
    assert named.headline == "Tarnau sent boats"
    assert [line.text for line in lines] == ["Tarnau sent boats to Vesk.", "“Tarnow must pay,” Tarnowski said."]
    assert named.summary == lines
    assert named.claims == story.claims


def test_the_actor_bears_both_names_and_the_line_is_proven(desk):
    """What the article writes is an alias, so that the new name stands for it."""
    story, lead = told(desk)
    (named,), lines = spelt([story], lead, {"Tarnow": "Tarnau"})
    assert [(actor.name, actor.aliases) for actor in named.actors] == [("Tarnau", ("Tarnow",))]
    assert all(unproven(line.text, named, line.cites) is None for line in lines)


def test_only_names_of_actors_are_changed(desk):
    """What is no actor's name stays: nothing would tell a reader what stood there."""
    story, lead = told(desk)
    assert spelt([story], lead, {"Vesk": "Wesk", "boats": "ships"}) == ((story,), tuple(lead))
    assert spelt([story], lead, {}) == ((story,), tuple(lead))
