"""Whether a claim's rivals and updates hold, when they are counted again."""

from __future__ import annotations

import json
from datetime import date

import pytest

from summarizer import Article, summarize, verify
from summarizer.verification import load

DAY = "2031-03-0"
FIRST = (
    "Police in Korrdam arrested 12 dockers after the strike, Rita Holm said.\n\n"
    "Four people were injured in the Korrdam harbour fire."
)
SECOND = (
    "Police in Korrdam arrested 16 dockers after the strike, Rita Holm said.\n\n"
    "Six people were injured in the Korrdam harbour fire. The ferry to Tern was late."
)


@pytest.fixture(scope="module")
def whole() -> str:
    """A briefing of two articles that differ in two numbers, a day apart, as JSON."""
    articles = (Article(text=FIRST, published=f"{DAY}2"), Article(text=SECOND, published=f"{DAY}3"))
    return summarize(articles, model="extractive", one_story=True, date=date(2031, 3, 4)).to_json()


@pytest.fixture
def told(whole) -> dict:
    """The same, to be broken."""
    return json.loads(whole)


def claims(told, words):
    """The claims of the one story whose texts hold some words."""
    return [one for one in told["stories"][0]["claims"] if words in one["text"]]


def failing(told):
    """What fails, as pairs of kind and item."""
    return {(check.kind, check.item) for check in verify(load(json.dumps(told))).failures}


def test_rivals_and_updates_of_a_whole_briefing_hold(told):
    """Both are in the briefing, and the rule that is run again finds them."""
    dozen, more = claims(told, "dockers")
    few, many = sorted(claims(told, "injured in"), key=lambda one: "Six" in one["text"])
    assert many["updates"] == [few["id"]]
    assert {dozen["status"], more["status"]} <= {"disputed", "single"}
    assert not failing(told)


def test_a_rival_that_is_none_is_found(told):
    """Two claims that go together are no rivals, whatever the briefing says."""
    (ferry,), (first, _) = claims(told, "ferry"), claims(told, "dockers")
    ferry["rivals"], ferry["status"] = [first["id"]], "disputed"
    first["rivals"], first["status"] = [*first["rivals"], ferry["id"]], "disputed"
    assert ("status", f"rival: {first['id']}") in failing(told)


def test_a_rival_by_a_model_is_for_people_to_judge(told):
    """What a model found to contradict may be what no rule can tell."""
    (ferry,), (first, _) = claims(told, "ferry"), claims(told, "dockers")
    told["engine"]["model"] = "openai/some-model"
    ferry["rivals"], ferry["status"] = [first["id"]], "disputed"
    first["rivals"], first["status"] = [*first["rivals"], ferry["id"]], "disputed"
    assert not {item for kind, item in failing(told) if item.startswith("rival")}


def test_rivals_are_mutual_and_exist(told):
    """A rival that is not there, or does not name the claim, is found; so is an update of nothing."""
    (ferry,), (first, _) = claims(told, "ferry"), claims(told, "dockers")
    ferry["rivals"], ferry["updates"], ferry["status"] = ["c99", first["id"]], ["c98"], "disputed"
    assert {("reference", "rival: c99"), ("reference", "updates: c98"), ("status", f"rival: {first['id']}")} <= failing(
        told
    )


def test_an_update_of_a_later_claim_is_found(told):
    """The earlier toll does not bring the later one up to date."""
    few, many = sorted(claims(told, "injured in"), key=lambda one: "Six" in one["text"])
    few["updates"], many["updates"] = [many["id"]], []
    assert ("status", f"updates: {many['id']}") in failing(told)


def test_a_status_that_its_rivals_give_is_needed(told):
    """A claim with rivals is disputed, and called so."""
    few, many = claims(told, "injured in")
    few["rivals"], many["rivals"] = [many["id"]], [few["id"]]
    assert ("status", f"status: {few['status']}") in failing(told)


@pytest.mark.parametrize(("ident", "kind"), [("c99", "reference"), ("own", "reference"), ("c1", "status")])
def test_what_stands_beside_a_claim_must_be_there_and_the_claim_disputed(told, ident, kind):
    """An id of no other claim fails as a reference, and so does anything beside what nobody disputes."""
    (late,) = claims(told, "ferry to Tern")
    late["beside"] = [late["id"] if ident == "own" else ident]
    assert (kind, f"beside: {late['beside'][0]}") in failing(told)
