"""What stands in for a model that gives no answer: the rules, and only where it gave none."""

from __future__ import annotations

from datetime import date

import pytest

from summarizer import Article, ModelError, summarize
from summarizer.drafts import ClaimDraft, Draft
from summarizer.engines.fallback import filled, unasked
from summarizer.models import Windows

FLOOD = "Mayor Ines Falk said on Monday that 40 people were hurt in Korrdam. The dam had cracked in the night."
FIRE = "Engineer Tom Reyes warned that the bridge at Vesk might fall. Boats left the harbour before noon."
DAY = date(2024, 11, 1)


@pytest.fixture
def ask(server, naps, monkeypatch, tmp_path):
    """Brief articles with the model on loopback."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("OPENAI_API_KEY", "sk-loopback")

    def ask(*texts, **options):
        sources = [Article(text=text) for text in texts]
        return summarize(sources, model="openai/scripted", base_url=server.url, date=DAY, **options)

    return ask


def test_a_model_out_of_reach_leaves_all_to_the_rules(server, ask):
    """With a fallback, a server that only fails gives the briefing that the rules alone give, and it says so."""
    server.answer = lambda _: server.Reply(status=503)
    briefing = ask(FLOOD, FIRE, fallback="extractive")
    alone = summarize([Article(text=FLOOD), Article(text=FIRE)], model="extractive", date=DAY)
    assert [story.claims for story in briefing.stories] == [story.claims for story in alone.stories]
    assert [(one.status, one.by_rule) for one in briefing.articles] == [("partial", True)] * 2
    assert all("by rule" in one.reason and "503" in one.reason for one in briefing.articles)
    assert "By rule, without the model" in briefing.to_markdown()


def test_without_a_fallback_the_run_ends(server, ask):
    """Nobody gets a briefing by rule who asked for a model's, unless they said so."""
    server.answer = lambda _: server.Reply(status=503)
    with pytest.raises(ModelError, match="503"):
        ask(FLOOD)


def test_a_wrong_key_ends_the_run_in_spite_of_a_fallback(server, ask):
    """What only the user can mend is told, and not covered up."""
    server.answer = lambda _: server.Reply(status=401)
    with pytest.raises(ModelError, match="key"):
        ask(FLOOD, fallback="extractive")


def test_only_what_the_model_gave_no_answer_on_is_done_by_rule(server, ask):
    """An article that it answered stays the model's; one that it refused is the rules', and the head names it."""
    before = server.answer
    server.answer = lambda request: (
        server.Reply(refusal="No.") if "Vesk" in request["messages"][-1]["content"] else before(request)
    )
    briefing = ask(FLOOD, FIRE, fallback="extractive")
    assert [one.by_rule for one in briefing.articles] == [False, True]
    assert briefing.articles[0].status == "ok"
    assert any("Tom Reyes" in claim.text for story in briefing.stories for claim in story.claims)
    head = briefing.to_markdown().split("##")[0]
    assert "1 of 2 articles" in head
    assert "article 2" in head


def test_an_article_answered_in_full_is_left_alone(article_of):
    """Nothing is missing: the draft stays what it is."""
    draft = Draft(windows=Windows(done=1))
    assert filled(article_of(*FLOOD.split(". ")), draft) is draft


def test_rules_fill_only_the_missing_sentences(article_of):
    """What the model said of its sentences stays, and the rules add nothing to them."""
    article = article_of("The dam at Korr had cracked.", "Tom Reyes said that 300 homes could be flooded.")
    said = ClaimDraft(sentences=(1,), text="The dam at Korr had cracked.")
    draft = Draft(claims=(said,), windows=Windows(done=1, failed=1), missing=(2,), reason="It was cut off.")
    whole = filled(article, draft)
    assert whole.claims[0] == said
    assert {number for claim in whole.claims[1:] for number in claim.sentences} == {2}
    assert {one.sentence for one in (*whole.counts, *whole.uncertainties)} == {2}
    assert whole.by_rule
    assert whole.reason == "In part done by rule: It was cut off."


def test_what_was_never_asked_is_all_missing(article_of):
    """Every sentence of an article that nothing was answered about is the rules'."""
    draft = unasked(article_of("The dam cracked.", "Boats left."), 1, "No answer.")
    assert draft.missing == (1, 2)
    assert draft.windows == Windows(done=0, failed=1)
