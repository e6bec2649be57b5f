"""After the briefing: buttons that open its evidence, and questions in its thread."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from slack_sdk.models.blocks import Block

from benchmarks.slack_limits import problem
from benchmarks.slack_person import Person
from summarizer.apps.questions import UNKNOWN, Answer, Found, answer
from summarizer.apps.slack import modals, replies
from summarizer.apps.slack.limits import Limits
from summarizer.apps.slack.threads import is_question
from summarizer.apps.slack.words import BROKEN, GONE
from summarizer.delivery.slack import Slack
from summarizer.delivery.slack_buttons import Value
from summarizer.delivery.target import Dispatch
from summarizer.memory import database
from summarizer.memory.editions import Editions
from summarizer.models import Briefing, Change, Changes

GOLDEN = Path(__file__).parents[2] / "writing" / "golden"


def read(name):
    return Briefing.model_validate_json((GOLDEN / f"{name}.json").read_bytes())


def edition():
    """A briefing of five stories, with what changed."""
    item = Change(kind="new_claim", story="s1", item="c2", text="Eleven people were hurt.", cites=("c2",))
    return read("ferry").model_copy(update={"changes": Changes(since="2031-05-04", items=(item,))})


@pytest.fixture
def morning():
    """The store has an edition of the profile 'morning'."""
    briefing = edition()
    with Editions() as editions:
        row = editions.begin("morning", briefing.date, "x", [])
        editions.complete(row, briefing)
    return briefing


def buttons(posted):
    """The buttons of messages."""
    return [block["accessory"] for one in posted for block in one.body["blocks"] if "accessory" in block]


def head_of(slack):
    return slack.until(lambda: next((one for one in slack.posted if one.thread is None), None))


@pytest.fixture
def thread(slack, ada, morning):
    """The thread of the edition, and how many messages it has."""
    ada.brief("morning")
    head = head_of(slack)
    slack.until(lambda: len(slack.posted) > 1)
    return head.ts


# ── Editions ──────────────────────────────────────────────────────────────────────────────────────


def test_a_profile_gives_its_newest_edition(slack, ada, morning):
    """From the store; where there is none, that is told with those there are."""
    ada.brief("morning")
    assert "Ferry hits the quay" in head_of(slack).words
    ada.brief("evening")
    slack.until(lambda: any("no edition of “evening”" in one[2] and "morning" in one[2] for one in slack.told))


def test_only_profiles_that_are_named_are_shown(slack, start, morning):
    """Others are neither shown nor named; an edition that was sent to a channel keeps its buttons."""
    with Editions() as editions:
        editions.complete(editions.begin("board", morning.date, "x", []), morning)
    ada = Person(slack, start(profiles=("board",)))
    ada.brief("morning")
    (words,) = slack.until(lambda: [one[2] for one in slack.told if "no edition of “morning”" in one[2]])
    assert "editions of: board." in words
    assert not slack.posted
    ada.brief("board")
    head_of(slack)
    ada.click({"action_id": "evidence", "value": "e.morning.2031-05-05|s1|0"})
    (view,) = slack.until(lambda: list(slack.views.values()))
    assert GONE not in json.dumps(view)


# ── Buttons ───────────────────────────────────────────────────────────────────────────────────────


def test_a_button_opens_the_evidence(slack, ada, thread, morning):
    """What each says, and the sentences word for word; two clicks open one view."""
    (button,) = [one for one in buttons(slack.posted) if one["value"].endswith("|s1|0")]
    ada.click(button)
    ada.click(button)
    (view,) = slack.until(lambda: list(slack.views.values()))
    words = json.dumps(view["blocks"], ensure_ascii=False)
    story = next(tale for tale in morning.stories if tale.id == "s1")
    for claim in story.claims:
        assert claim.text.split("’")[0] in words
    assert "denied by Port Norl" in words
    assert ada.seconds < 1
    time.sleep(0.2)
    assert len(slack.views) == 1


def test_a_button_tells_what_changed(slack, ada, thread):
    """As the message does, in full."""
    ada.click(buttons(slack.posted)[0])
    (view,) = slack.until(lambda: list(slack.views.values()))
    assert view["title"]["text"] == "What changed"
    assert "Eleven people were hurt" in json.dumps(view["blocks"])


def test_the_other_stories_are_listed(slack, ada, thread):
    """Each with a button that opens its evidence on top."""
    (button,) = [one for one in buttons(slack.posted) if one["action_id"] == "stories"]
    ada.click(button)
    (view,) = slack.until(lambda: list(slack.views.values()))
    ada.click(view["blocks"][-1]["accessory"], view=view)
    slack.until(lambda: len(slack.of("views.push")) == 1)


def test_a_button_works_after_a_new_start(slack, start, thread):
    """The edition is found again in the store, in another process as in this one."""
    bo = Person(slack, start(), "U2")
    bo.click(buttons(slack.posted)[-1])
    (view,) = slack.until(lambda: list(slack.views.values()))
    assert GONE not in json.dumps(view)


@pytest.mark.parametrize("value", ["b.0123|s1|0", "e.morning.1999-01-01|s1|0", "what", ""])
def test_a_briefing_that_is_gone_is_told(slack, ada, morning, value):
    """One made on request before a new start, an edition that is not there, a button of nobody's."""
    ada.click({"action_id": "evidence", "value": value})
    (view,) = slack.until(lambda: list(slack.views.values()))
    assert GONE in json.dumps(view)


def test_pages_are_turned_in_place(slack, ada, monkeypatch, morning):
    """By the buttons below."""
    monkeypatch.setattr(modals, "ROOM", modals.chat.Room(count=3, size=30_000, first=30_000))
    ada.click({"action_id": "evidence", "value": "e.morning.2031-05-05|s1|0"})
    (view,) = slack.until(lambda: list(slack.views.values()))
    first = json.dumps(view["blocks"])
    ada.click(view["blocks"][-1]["elements"][-1], view=view)
    slack.until(lambda: slack.of("views.update"))
    (view,) = slack.views.values()
    assert "Page 2 of" in json.dumps(view["blocks"])
    assert json.dumps(view["blocks"]) != first


# ── Questions ─────────────────────────────────────────────────────────────────────────────────────


def test_a_question_in_the_thread_is_answered(slack, ada, thread):
    """With who says it and the sentence; what is not said is not answered."""
    count = len(slack.posted)
    ada.say("How many were hurt?", thread=thread)
    slack.until(lambda: len(slack.posted) == count + 1)
    ada.say("Who said that?", thread=thread)
    slack.until(lambda: len(slack.posted) == count + 2)
    ada.say("Who won the election?", thread=thread)
    slack.until(lambda: len(slack.posted) == count + 3)
    many, who, unknown = slack.posted[count:]
    assert {one.thread for one in (many, who, unknown)} == {thread}
    assert "Fourteen" in many.words
    assert "police" in who.words
    assert UNKNOWN in unknown.words


def test_what_people_say_to_one_another_is_left_alone(slack, ada, thread):
    """No question, one to somebody else, one in another thread, or by a bot."""
    count = len(slack.posted)
    ada.say("Good work.", thread=thread)
    ada.say("<@U7> how many were hurt?", thread=thread)
    ada.say("How many were hurt?", thread="1500000000.000001", parent_user_id="U7")
    ada.say("How many were hurt?")
    ada.say("How many were hurt?", thread=thread, bot_id="B9")
    ada.say("How many were hurt?", thread=thread, subtype="message_changed")
    time.sleep(0.3)
    assert len(slack.posted) == count


def test_a_mention_in_the_thread_is_a_question_too(slack, ada, thread):
    """Also without a question mark; with a link it asks for another briefing."""
    count = len(slack.posted)
    ada.mention("who said that", thread_ts=thread, parent_user_id="U0BOT")
    slack.until(lambda: len(slack.posted) == count + 1)
    assert "Who says so" in slack.posted[-1].words
    ada.mention("who said that?", thread_ts="1500000000.000001", parent_user_id="U7")
    slack.until(lambda: any("no briefing in this thread" in one[2] for one in slack.told))


def test_a_thread_is_known_after_a_new_start(slack, start, thread):
    """By the buttons of its first message; one that the daily delivery sent is answered alike."""
    bo = Person(slack, start(), "U2")
    count = len(slack.posted)
    bo.say("How many were arrested?", thread=thread)
    slack.until(lambda: len(slack.posted) == count + 1)
    assert "Sixteen" in slack.posted[-1].words
    bo.say("How many were hurt?", thread=thread)
    slack.until(lambda: len(slack.posted) == count + 2)
    assert len(slack.of("conversations.replies")) == 1
    target = Slack(to="slack", channel="C1", buttons=True)
    (first, *_) = target.messages(Dispatch("morning", "2031-05-05", 1, edition(), Path("/nowhere")))
    sent = slack._chat_postMessage(first.body | {"channel": "C1"})
    bo.say("What is uncertain?", thread=sent["ts"])
    slack.until(lambda: len(slack.posted) == count + 4)


def test_what_goes_wrong_in_a_thread_is_told(slack, start, thread):
    """A thread that cannot be read is left alone, a briefing that is gone and a refusal of Slack are told."""
    bo = Person(slack, start(), "U2")
    slack.put("conversations.replies", "missing_scope")
    bo.say("How many were hurt?", thread=thread)
    slack.until(lambda: len(slack.of("conversations.replies")) == 1)
    slack.put("chat.postMessage", "restricted_action")
    bo.say("How many were hurt?", thread=thread)
    slack.until(lambda: any("ask who administers it" in one[2] for one in slack.told))
    accessory = {"action_id": "evidence", "value": "b.0123|s1|0"}
    slack.put("conversations.replies", body={"ok": True, "messages": [{"blocks": [{"accessory": accessory}]}]})
    bo.say("How many were hurt?", thread="1500000000.000002")
    slack.until(lambda: any(one[2] == GONE for one in slack.told))
    slack.put("views.open", "expired_trigger_id")
    bo.click({"action_id": "evidence", "value": "e.morning.2031-05-05|s1|0"})
    slack.until(lambda: any("more than three seconds old" in one[2] for one in slack.told))


def test_answers_have_a_limit(slack, start, thread):
    """An hour, for each person."""
    bo = Person(slack, start(limits=Limits(questions=1)), "U2")
    bo.say("How many were hurt?", thread=thread)
    bo.say("How many were arrested?", thread=thread)
    slack.until(lambda: any("You have had 1 answer within the hour" in one[2] for one in slack.told))


def test_a_store_that_cannot_be_read_is_told(slack, ada, thread):
    """In a sentence that names no file of the machine."""
    path = database.where(os.environ)
    path.write_bytes(b"no database" * 1000)
    bo = Person(slack, ada.app, "U2")
    slack.put(
        "conversations.replies",
        body={"ok": True, "messages": [{"blocks": [{"accessory": {"value": "e.a.2031-05-05|s1|0"}}]}]},
    )
    bo.say("How many were hurt?", thread="1500000000.000002")
    slack.until(lambda: any(one[1:3] == ("U2", BROKEN) for one in slack.told))


def test_views_say_what_they_do_not_have():
    """A first briefing has no changes, and a long headline is no header."""
    first = read("ferry")
    assert "This is a first briefing" in json.dumps(modals.changes(first, Value("b.1")))
    assert modals.evidence(first, Value("b.1", "s99")) is None
    long = first.stories[3].model_copy(update={"headline": "The ferry hits the quay again " * 20})
    view = modals.evidence(first.model_copy(update={"stories": (long,)}), Value("b.1", "s1"))
    assert view["blocks"][0]["type"] == "section"


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("How many?", True),
        ("“Really?” ", True),
        ("<@U0BOT> and why?", True),
        ("<@U7> why?", False),
        ("fine", False),
        ("see <https://a.example/?q=1>", False),
    ],
)
def test_a_question_ends_with_its_mark(text, asks):
    """An address's own mark is none."""
    assert is_question(text, "U0BOT") is asks


# ── Limits of views and answers ───────────────────────────────────────────────────────────────────


def validated(blocks):
    """Slack's own library finds nothing wrong with blocks."""
    for block in Block.parse_all(blocks):
        block.validate_json()


@settings(max_examples=20)
@given(st.data())
def test_views_and_answers_keep_within_the_limits(data):
    """Whatever the texts, each page of each view, and each answer, is what Slack takes."""
    briefing = edition()
    words = data.draw(st.text("a <>&*_`@!|é🚢\n", min_size=1, max_size=6_000))
    claims = tuple(claim.model_copy(update={"text": words}) for claim in briefing.stories[3].claims)
    tale = briefing.stories[3].model_copy(update={"claims": claims * data.draw(st.integers(1, 30)), "headline": words})
    briefing = briefing.model_copy(update={"stories": (tale,) * data.draw(st.integers(1, 95))})
    page = data.draw(st.integers(0, 9))
    for view in (
        modals.evidence(briefing, Value("e.x.y", tale.id, page)),
        modals.changes(briefing, Value("e.x.y", "", page)),
        modals.stories(briefing, Value("e.x.y", "", page)),
    ):
        assert problem(view["blocks"], 100, size=250_000) is None
        validated(view["blocks"])
        assert len(view["title"]["text"]) <= 24
    found = tuple(Found(claim.id, claim.text, words[:200], claim.statements[0].evidence) for claim in claims[:5])
    message = replies.message(Answer(words[:100], found), briefing)
    assert problem(message["blocks"], 50, size=40_000) is None
    validated(message["blocks"])


def test_an_answer_is_inert():
    """What the articles say formats and mentions nothing there, either."""
    briefing = edition()
    found = Found("c1", "<!channel> *now* @here", "<@U1>", ())
    words = json.dumps(replies.message(Answer("x", (found,)), briefing))
    assert "<!channel>" not in words
    assert "<@U1>" not in words
    assert answer(briefing, "<!channel> how many?").text
