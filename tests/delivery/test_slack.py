"""Editions in Slack: sent, replied to, replaced, put off and refused by a workspace on loopback."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError
from slack_sdk.models.blocks import Block

from benchmarks.slack_limits import MESSAGE, problem
from benchmarks.slack_server import SlackServer
from summarizer.delivery import slack_buttons, slack_web
from summarizer.delivery.deliverer import Deliverer
from summarizer.delivery.slack import Slack, shown
from summarizer.delivery.slack_web import SlackError
from summarizer.delivery.target import Dispatch
from summarizer.errors import DeliveryError
from summarizer.memory.deliveries import Deliveries
from summarizer.memory.editions import Editions
from summarizer.models import (
    ArticleRecord,
    Briefing,
    Change,
    Changes,
    Claim,
    Engine,
    Line,
    Span,
    Statement,
    Story,
)
from summarizer.writing.slack import to_slack

GOLDEN = Path(__file__).parents[1] / "writing" / "golden"


def ferry():
    """A briefing of five stories, with what changed."""
    briefing = Briefing.model_validate_json((GOLDEN / "ferry.json").read_bytes())
    item = Change(kind="new_claim", story="s1", item="c2", text="Eleven people were hurt.", cites=("c2",))
    return briefing.model_copy(update={"changes": Changes(since="2031-05-04", items=(item,))})


def dispatch(briefing):
    return Dispatch("morning", "2031-05-05", 3, briefing, Path("/nowhere"))


def channel(**fields):
    return Slack(to="slack", channel="C1", **fields)


def deliver(target, messages, environ):
    """Send messages in order, and return their references."""

    async def run():
        references = []
        async with target.opened(environ) as sender:
            for message in messages:
                references.append(await sender.send(message, references))
        return references

    return asyncio.run(run())


def refused(slack, *faults):
    """What is said of a message that Slack refuses, with the error itself."""
    target = channel()
    for fault, how in faults:
        slack.put("chat.postMessage", fault, **how)
    with pytest.raises(SlackError) as caught:
        deliver(target, target.messages(dispatch(ferry()))[:1], slack.environ)
    return str(caught.value), caught.value


@pytest.fixture
def slack():
    with SlackServer() as workspace:
        yield workspace


def test_an_edition_is_a_message_and_replies_in_its_thread(slack):
    """The first message stands in the channel, the others below it, and nothing is unfurled."""
    target = channel()
    references = deliver(target, target.messages(dispatch(ferry())), slack.environ)
    head, *replies = slack.posted
    assert references == [f"C1:{one.ts}" for one in slack.posted]
    assert head.thread is None
    assert replies
    assert {reply.thread for reply in replies} == {head.ts}
    assert all(one.body["unfurl_links"] is False for one in slack.posted)


def test_an_edition_that_is_run_again_is_put_in_its_place(slack):
    """What changed replaces the message that was sent: the channel has it once."""
    target = channel()
    briefing = ferry()
    (reference, *_) = deliver(target, target.messages(dispatch(briefing)), slack.environ)
    again = target.messages(dispatch(briefing.model_copy(update={"title": "Corrected briefing"})))

    async def run():
        async with target.opened(slack.environ) as sender:
            return await sender.update(again[0], reference)

    count = len(slack.posted)
    assert asyncio.run(run()) == reference
    assert len(slack.posted) == count
    assert slack.posted[0].updates == 1
    assert "Corrected briefing" in slack.posted[0].words
    assert target.can_update


@pytest.mark.parametrize("code", ["message_not_found", "cant_update_message", "edit_window_closed"])
def test_a_message_that_cannot_be_replaced_is_told_as_gone(slack, code):
    """Deleted, another app's, or too old: the sender says so by '', so that the ledger decides what is done."""
    target = channel()
    (message, *_) = target.messages(dispatch(ferry()))
    slack.put("chat.update", code)

    async def run():
        async with target.opened(slack.environ) as sender:
            return await sender.update(message, "C1:1.1")

    assert asyncio.run(run()) == ""


def test_a_message_that_somebody_deleted_is_left_so(slack, tmp_path):
    """A later run leaves the others in peace and is no failure; only `again` posts it anew."""
    target = channel()
    with Editions(tmp_path / "store.sqlite") as editions:
        row = editions.begin("morning", "2031-05-05", "", [])
    changed = ferry().model_copy(update={"title": "Corrected briefing"})

    def run(briefing, *, again=False):
        told = Dispatch("morning", "2031-05-05", 3, briefing, Path("/nowhere"), row.id)
        with Deliveries(tmp_path / "store.sqlite") as ledger:
            found = asyncio.run(Deliverer(ledger, slack.environ).deliver(told, [target], again=again))
        return [one.fate for one in found]

    assert set(run(ferry())) == {"sent"}
    head, *replies = slack.posted
    slack.posted.remove(head)
    assert run(changed)[0] == "skipped"
    assert slack.posted == replies
    assert run(changed, again=True)[0] == "sent"
    assert "Corrected briefing" in slack.posted[-1].words


def test_the_same_edition_has_the_same_digests():
    """What was sent already is known by them."""
    first, second = (channel().messages(dispatch(ferry())) for _ in range(2))
    assert [(one.name, one.digest) for one in first] == [(one.name, one.digest) for one in second]
    assert len({one.digest for one in first}) == len(first)


def test_a_pause_that_slack_asks_for_is_kept(slack, naps):
    """The message is sent again after it, and only then."""
    slack.put("chat.postMessage", "ratelimited", Retry_After="7")
    target = channel()
    deliver(target, target.messages(dispatch(ferry()))[:1], slack.environ)
    assert 7 in naps
    assert len(slack.posted) == 1


def test_a_pause_that_is_too_long_ends_it(slack, naps):
    """Nobody waits an hour: the message surely was not sent, and the next run may send it."""
    words, error = refused(slack, ("ratelimited", {"Retry_After": "3600"}))
    assert "a pause of 3600 seconds" in words
    assert not error.is_unknown
    assert not slack.posted


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("not_in_channel", "invite it there with '/invite'"),
        ("channel_not_found", "check the channel's id"),
        ("invalid_auth", "SLACK_BOT_TOKEN: put the app's bot token (it begins with 'xoxb-') there"),
        ("msg_blocks_too_long", "too long or malformed (msg_blocks_too_long)"),
        ("is_archived", "the Slack channel C1 is archived"),
        ("restricted_action", "ask who administers it"),
        ("something_new", "Slack refused what was sent to the Slack channel C1 (something_new)"),
    ],
)
def test_a_refusal_says_what_to_do(slack, code, said):
    """One sentence, and the message surely did not arrive."""
    words, error = refused(slack, (code, {}))
    assert said.casefold() in words.casefold()
    assert words.endswith(".")
    assert not error.is_unknown
    assert error.code == code


def test_a_scope_that_is_missing_is_named(slack):
    """Slack says which."""
    words, _ = refused(slack, ("", {"body": {"ok": False, "error": "missing_scope", "needed": "chat:write"}}))
    assert "lacks the scope 'chat:write'" in words


@pytest.mark.parametrize(
    "fault",
    [("internal_error", {}), ("", {"status": 502, "body": {"ok": False}}), ("", {}), ("", {"body": "plain"})],
)
def test_an_answer_that_is_lost_leaves_it_open(slack, fault):
    """The message may have arrived, so nobody sends it again by himself."""
    words, error = refused(slack, fault)
    assert error.is_unknown
    assert "look there before it is sent again" in words


def test_what_did_not_arrive_is_sent_when_slack_is_back(slack, naps):
    """Out of service, and then there: the message stands once."""
    slack.put("chat.postMessage", "service_unavailable", status=503)
    slack.put("chat.postMessage", "service_unavailable", status=503, Retry_After="5")
    target = channel()
    deliver(target, target.messages(dispatch(ferry()))[:1], slack.environ)
    assert len(slack.posted) == 1
    assert [one for one in naps if one >= 1] == [1.0, 5.0]


def test_who_cannot_be_reached_was_not_sent_to(naps):
    """Nothing arrived where nothing listens; it is tried for about a minute."""
    target = channel()
    environ = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_API_URL": "http://127.0.0.1:9/api/"}
    with pytest.raises(DeliveryError, match="cannot be reached") as caught:
        deliver(target, target.messages(dispatch(ferry()))[:1], environ)
    assert not caught.value.is_unknown
    assert 30 <= sum(naps) <= 60


def test_a_token_that_is_not_set_is_asked_for():
    """By the variable that should hold it."""
    target = channel(token_env="NEWS_TOKEN")  # noqa: S106  (a variable's name)
    with pytest.raises(DeliveryError, match="into NEWS_TOKEN"):
        deliver(target, [], {})


def test_the_token_is_in_no_message(slack):
    """Nor in what is said of a failure."""
    words, _ = refused(slack, ("invalid_auth", {}))
    assert "xoxb-loopback" not in words


def test_a_webhook_posts_one_message_below_another(slack, monkeypatch):
    """It knows no threads and gives no references; what it is given is the same."""
    monkeypatch.setattr("summarizer.delivery.slack.PAUSE", 0.0)
    target = Slack(to="slack", webhook_env="HOOK")
    messages = target.messages(dispatch(ferry()))
    references = deliver(target, messages, {"HOOK": f"{slack.url}/response/hook"})
    assert references == [""] * len(messages)
    assert [text for *_, text, _ in slack.told] == [message.body["text"] for message in messages]
    assert not target.can_update
    assert target.key == "slack:webhook:HOOK"


@pytest.mark.parametrize(
    "fields",
    [{}, {"channel": "C1", "webhook_env": "HOOK"}, {"channel": "a b"}, {"channel": "C1", "token_env": "xoxb-1"}],
)
def test_a_place_is_one_place(fields):
    """A channel or a webhook, each as it can be; a secret is no variable's name."""
    with pytest.raises(ValidationError):
        Slack(to="slack", **fields)


# ── How much is shown, and buttons ────────────────────────────────────────────────────────────────


def many(stories, claims=12):
    """A briefing of so many stories."""

    def story(number):
        words = f"Boat {number} sank off Vell in a storm that lasted {'very ' * 30}long"
        evidence = (Span(article="1", start=0, end=1, text="x", sentence=1),)
        said = Statement(article="1", speaker=None, stance="asserts", certainty="certain", evidence=evidence)
        told = tuple(
            Claim(id=f"c{number}.{place}", text=f"{words} {place} {'of a night ' * 20}", statements=(said,))
            for place in range(claims)
        )
        line = Line(text=words, cites=(told[0].id,))
        return Story(id=f"s{number}", headline=words, articles=("1",), claims=told, summary=(line,))

    return Briefing(
        title="Boats",
        date="2031-03-09",
        engine=Engine(model="extractive"),
        stories=tuple(map(story, range(stories))),
        articles=(ArticleRecord(id="1", text="x", title="Boats", status="ok"),),
    )


@pytest.mark.parametrize(("most", "left"), [(1, 39), (2, 25)])
def test_what_takes_too_many_messages_is_counted(most, left):
    """The last message says how many stories are not shown; the table of contents on top shows none."""
    briefing = many(40)
    messages = to_slack(briefing)
    kept = shown(messages, briefing, most)
    assert len(kept) == most < len(messages)
    note = kept[-1]["blocks"][-1]["elements"][0]["text"]
    assert note == f"… {left} stories are not shown here: the whole briefing takes {len(messages)} messages."
    assert shown(messages, briefing, 100) == messages


def test_an_edition_has_buttons_where_the_app_runs():
    """They know the edition by its profile and date, and each story in full has its own."""
    (first, *rest) = channel(buttons=True).messages(dispatch(ferry()))
    found = [block["accessory"] for one in (first, *rest) for block in one.body["blocks"] if "accessory" in block]
    values = [(one["action_id"], one["value"]) for one in found]
    key = "e.morning.2031-05-05"
    assert values[0] == ("changes", f"{key}||0")
    assert [value for action, value in values if action == "evidence"] == [
        f"{key}|{one}|0" for one in ("s1", "s2", "s3")
    ]
    assert ("stories", f"{key}||0") in values
    assert slack_buttons.edition_of(key) == ("morning", "2031-05-05")
    assert "accessory" not in json.dumps([one.body for one in channel().messages(dispatch(ferry()))])


@settings(max_examples=15)
@given(stories=st.sampled_from([0, 1, 2, 3, 4, 9, 16, 61]), claims=st.integers(1, 12), twice=st.booleans())
def test_buttons_keep_within_the_limits(stories, claims, twice):
    """Whatever the briefing, no message grows beyond what Slack takes, and every story in full has its button."""
    briefing = many(stories, claims if stories < 10 else 1)
    if twice:
        same = tuple(one.model_copy(update={"headline": "The same"}) for one in briefing.stories)
        briefing = briefing.model_copy(update={"stories": same})
    messages = slack_buttons.with_buttons(to_slack(briefing), briefing, f"e.{'p' * 40}.2031-03-09")
    assert [problem(one["blocks"], 50) for one in messages] == [None] * len(messages)
    assert all(len(json.dumps(one["blocks"], ensure_ascii=False)) < MESSAGE for one in messages)
    for block in Block.parse_all([block for one in messages for block in one["blocks"]]):
        block.validate_json()  # Slack's own library agrees
    buttons = [block for one in messages for block in one["blocks"] if "accessory" in block]
    assert len(buttons) >= min(stories, 3)


@given(st.builds(slack_buttons.Value, st.text("ab.-", min_size=1), st.text("s0123"), st.integers(0, 9999)))
def test_a_button_knows_what_it_was_given(value):
    """Its value leads back to it."""
    assert slack_buttons.Value.of(str(value)) == value


@pytest.mark.parametrize("text", ["", "a", "a|b", "|s1|0", "a|b|x", "a|b|-1", "a|b|99999"])
def test_a_value_that_is_none_leads_nowhere(text):
    """A button that another made, or an older release."""
    assert slack_buttons.Value.of(text) is None


def test_the_library_is_asked_for_where_it_is_missing(monkeypatch):
    """In one sentence that says what to run."""
    import sys

    monkeypatch.setitem(sys.modules, "slack_sdk.web.async_client", None)
    with pytest.raises(Exception, match=r"pip install 'summarizer\[slack\]'"):
        slack_web.Web("xoxb-1")
