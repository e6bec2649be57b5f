"""The walk through an edition's messages: what is sent, what is not, and what is told of it."""

from __future__ import annotations

import asyncio
import logging
from contextlib import asynccontextmanager, closing, suppress
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.delivery.deliverer import Deliverer, step
from summarizer.delivery.target import Dispatch, Message, Target, digest
from summarizer.errors import DeliveryError, UsageError
from summarizer.memory import database
from summarizer.memory.deliveries import Deliveries, Entry
from summarizer.memory.editions import Editions
from summarizer.models import Briefing, Engine

BRIEFING = Briefing(title="Briefing", date="2024-05-06", engine=Engine(model="extractive"))
ARRIVED: dict[str, list[str]] = {}
"""What each place got, in order: 'name=text', '^' before what took another's place."""
TROUBLE: dict[str, BaseException] = {}
"""What is raised as a message is sent, by its text (with 'arrived': after that); by a place's name, as it is opened."""


GONE: set[str] = set()
"""References of messages that somebody took away."""


class Killed(BaseException):
    """Stands in for the end of the process: nothing after it is done."""


class Place(Target):  # its methods have the interface's arguments
    """A place in this process, which does what a test tells it to."""

    to: Literal["place"] = "place"
    name: str = "a"
    texts: tuple[str, ...] = ("one", "two", "three")
    updates: bool = True
    alone: bool = False
    repeats: bool = False

    @property
    def key(self):
        return f"place {self.name}"

    @property
    def label(self):
        return f"the place {self.name}"

    @property
    def can_update(self):
        return self.updates

    @property
    def is_independent(self):
        return self.alone

    @property
    def is_repeatable(self):
        return self.repeats

    def messages(self, dispatch):  # noqa: ARG002
        return [Message(f"message {place}", text, digest(text)) for place, text in enumerate(self.texts, 1)]

    @asynccontextmanager
    async def opened(self, environ):  # noqa: ARG002
        if self.name in TROUBLE:
            raise TROUBLE[self.name]
        yield self
        if f"/{self.name}" in TROUBLE:
            raise TROUBLE[f"/{self.name}"]

    async def send(self, message, before):
        got = ARRIVED.setdefault(self.name, [])
        if message.body == "hang":
            await asyncio.Event().wait()
        await asyncio.sleep(0)
        if message.body in TROUBLE:
            raise TROUBLE[message.body]
        got.append(f"{message.body}<{before[0]}" if before and before[0] else message.body)
        if f"{message.body} arrived" in TROUBLE:
            raise TROUBLE[f"{message.body} arrived"]
        return f"{self.name}{len(got)}" if self.updates else ""

    async def update(self, message, reference):
        if reference in GONE:
            return ""
        if message.body in TROUBLE:
            raise TROUBLE[message.body]
        ARRIVED.setdefault(self.name, []).append(f"^{reference}={message.body}")
        return reference


@pytest.fixture
def post(tmp_path):
    """Deliver one edition to places, as often as is asked for; each time is a run of its own."""
    ARRIVED.clear()
    TROUBLE.clear()
    GONE.clear()
    path = tmp_path / "summarizer.sqlite"
    with Editions(path) as editions:
        row = editions.complete(editions.begin("morning", "2024-05-06", "", []), BRIEFING)
    dispatch = Dispatch("morning", row.date, row.number, BRIEFING, tmp_path, row.id)

    def post(*places, again=False, limit=60.0, wait=0.05):
        with Deliveries(path, wait=wait) as ledger:
            return asyncio.run(Deliverer(ledger, {}, limit=limit).deliver(dispatch, places, again=again))

    post.path, post.edition = path, row.id
    return post


def fates(outcomes):
    return [outcome.fate for outcome in outcomes]


def kept(post, place="a"):
    """What the ledger has of a place: each message's state."""
    with Deliveries(post.path) as ledger:
        found = ledger.account(post.edition, f"place {place}").entries()
    return [entry.state for entry in found.values()]


# ── What is sent ──────────────────────────────────────────────────────────────────────────────────


def test_each_message_is_sent_once_in_order_below_the_first(post):
    """The second run sends nothing, and says so."""
    first = post(Place())
    assert fates(first) == ["sent"] * 3
    assert first[0].told == "The edition of 2024-05-06 was sent to the place a (message 1)."
    assert fates(post(Place())) == ["skipped"] * 3
    assert ARRIVED["a"] == ["one", "two<a1", "three<a1"]


def test_nothing_is_opened_where_nothing_is_to_be_sent(post):
    """A place that is out of reach is no problem once all has arrived."""
    post(Place())
    TROUBLE["a"] = DeliveryError("Nobody answers.")
    assert fates(post(Place())) == ["skipped"] * 3


def test_what_changed_is_replaced_where_it_stands(post):
    """Only that; and where the place can do no such thing, it is left as it is."""
    for updates, told in ((True, "updated"), (False, "skipped")):
        post(Place(name=str(updates), updates=updates))
        again = post(Place(name=str(updates), updates=updates, texts=("one", "zwei", "three", "four")))
        assert fates(again) == ["skipped", told, "skipped", "sent"]
    assert ARRIVED["True"][3:] == ["^True2=zwei", "four<True1"]
    assert ARRIVED["False"][3:] == ["four"]


def test_again_replaces_where_it_can_and_else_sends_anew(post):
    """That is what it is for."""
    post(Place(), Place(name="b", updates=False))
    assert fates(post(Place(), Place(name="b", updates=False), again=True)) == ["updated"] * 3 + ["sent"] * 3
    assert ARRIVED["a"][3:] == ["^a1=one", "^a2=two", "^a3=three"]
    assert ARRIVED["b"] == ["one", "two", "three"] * 2


def test_what_somebody_took_away_is_sent_anew_only_where_that_is_asked_for(post):
    """A run by itself leaves it so; one by hand sends it where it belongs, and the ledger knows of it before."""
    post(Place())
    GONE.add("a2")
    changed = ("one", "zwei", "three")
    assert fates(post(Place(texts=changed))) == ["skipped"] * 3
    TROUBLE["zwei"] = Killed()
    with pytest.raises(Killed):
        post(Place(texts=changed), again=True)
    assert fates(post(Place(texts=changed))) == ["skipped", "unknown", "held"]
    TROUBLE.clear()
    assert fates(post(Place(texts=changed), again=True)) == ["updated", "sent", "updated"]
    assert ARRIVED["a"][3:] == ["^a1=one", "^a1=one", "zwei<a1", "^a3=three"]


def test_a_place_without_messages_gets_none(post):
    """And nothing is told of it."""
    assert post(Place(texts=())) == []


def test_hundreds_of_messages_are_sent_once_each(post):
    """In order, and none twice by a second run."""
    texts = tuple(map(str, range(200)))
    post(Place(texts=texts, updates=False))
    post(Place(texts=texts, updates=False))
    assert ARRIVED["a"] == list(texts)


# ── What goes wrong ───────────────────────────────────────────────────────────────────────────────


def test_what_surely_did_not_arrive_is_tried_again_by_the_next_run(post):
    """What follows it waits: a reply needs its head."""
    TROUBLE["two"] = DeliveryError("The place is full.")
    first = post(Place())
    assert fates(first) == ["sent", "failed", "held"]
    assert first[1].told == (
        "The edition of 2024-05-06 was not sent to the place a (message 2, and 1 more after it): The place is full. To try again: "
        "'summarize history deliver 2024-05-06 --profile morning'."
    )
    assert first[2].told.endswith("was not sent to the place a (message 3), as what stands before it was not.")
    assert [outcome.is_problem for outcome in first] == [False, True, False]
    assert kept(post) == ["sent", "failed"]
    del TROUBLE["two"]
    assert fates(post(Place())) == ["skipped", "sent", "sent"]
    assert ARRIVED["a"] == ["one", "two<a1", "three<a1"]


@pytest.mark.parametrize(
    "trouble", [DeliveryError("No answer came.", is_unknown=True), TypeError("a mistake"), OSError("no reason")]
)
def test_what_may_have_arrived_is_not_sent_again_by_itself(post, trouble):
    """An answer that did not come, or a mistake in a sender; each run tells it until somebody decides."""
    TROUBLE["one"] = trouble
    first = post(Place())
    assert fates(first) == ["unknown", "held", "held"]
    assert (
        "may have reached the place a (message 1, and 2 more after it), and is not sent again by itself"
        in first[0].told
    )
    assert first[0].told.endswith("look there first: 'summarize history deliver 2024-05-06 --profile morning --again'.")
    del TROUBLE["one"]
    assert post(Place()) == first
    assert fates(post(Place(), again=True)) == ["sent"] * 3


def test_a_run_that_was_killed_while_it_sent_is_told_and_not_repeated(post):
    """The ledger has the message as under way: nobody knows."""
    with Deliveries(post.path) as ledger:
        ledger.account(post.edition, "place a").begin("message 1", digest("one"))
    first = post(Place())
    assert fates(first) == ["unknown", "held", "held"]
    assert "The run that was sending it ended before it knew." in first[0].told
    assert kept(post) == ["unknown"]
    assert fates(post(Place())) == ["unknown", "held", "held"]
    assert ARRIVED == {}


def test_a_run_that_was_killed_while_it_replaced_a_message_is_made_good(post):
    """To replace it once more does no harm."""
    post(Place())
    with Deliveries(post.path) as ledger:
        ledger.account(post.edition, "place a").begin("message 1", digest("one"), "a1")
    assert fates(post(Place())) == ["updated", "skipped", "skipped"]


def test_where_repeating_does_no_harm_it_is_simply_done_again(post):
    """A file that may have been written is written."""
    with Deliveries(post.path) as ledger:
        ledger.account(post.edition, "place a").begin("message 1", digest("one"))
    assert fates(post(Place(repeats=True))) == ["sent"] * 3


def test_messages_that_are_no_replies_do_not_wait_for_one_another(post):
    """One that fails costs itself."""
    TROUBLE["one"] = DeliveryError("It is too long.")
    assert fates(post(Place(alone=True))) == ["failed", "sent", "sent"]


@pytest.mark.parametrize("trouble", [DeliveryError("Not now."), DeliveryError("?", is_unknown=True), OSError("?")])
def test_a_replacement_that_fails_keeps_its_reference(post, trouble):
    """The next run replaces it, whatever came of it: it is not sent as a second one."""
    post(Place())
    TROUBLE["eins"] = trouble
    assert fates(post(Place(texts=("eins", "two", "three")))) == ["failed", "held", "held"]
    del TROUBLE["eins"]
    assert fates(post(Place(texts=("eins", "two", "three")))) == ["updated", "skipped", "skipped"]
    assert ARRIVED["a"][3:] == ["^a1=eins"]


@pytest.mark.parametrize(
    "trouble",
    [DeliveryError("There is no token."), UsageError("Its library is not installed."), TypeError("a mistake")],
)
def test_a_place_that_cannot_be_opened_got_nothing(post, trouble):
    """So that the next run sends all of it; only a mistake of the program's is to be reported."""
    TROUBLE["a"] = trouble
    first = post(Place())
    assert fates(first) == ["failed", "held", "held"]
    assert str(trouble) in first[0].told
    assert ("please report it" in first[0].told) == isinstance(trouble, TypeError)
    assert kept(post) == ["failed"]
    del TROUBLE["a"]
    assert fates(post(Place())) == ["sent"] * 3


def test_a_place_that_fails_as_it_is_closed_has_got_everything(post):
    """What was sent was sent."""
    TROUBLE["/a"] = DeliveryError("It hung up.")
    assert fates(post(Place())) == ["sent"] * 3
    assert kept(post) == ["sent"] * 3


def test_one_place_costs_the_others_nothing(post):
    """Whatever it does: refuse, hang, or be broken; all of them are served at once."""

    class Broken(Place):
        def messages(self, dispatch):  # noqa: ARG002
            raise ZeroDivisionError

    TROUBLE["b"] = DeliveryError("Refused.")
    places = (Place(), Place(name="b"), Place(name="c", texts=("hang", "x")), Broken(name="d"), Place(name="e"))
    found = post(*places, limit=2.0)
    assert fates(found) == ["sent"] * 3 + ["failed", "held", "held"] + ["unknown", "held"] + ["failed"] + ["sent"] * 3
    assert "It took longer than 2 seconds." in found[6].told
    assert found[8].told.startswith(
        "The edition of 2024-05-06 was not sent to the place d: An error inside the program"
    )
    assert kept(post, "c") == ["unknown"]


def test_the_limit_is_one_for_each_message(post):
    """A place that takes a message now and then is not given up."""

    class Slow(Place):
        async def send(self, message, before):
            await asyncio.sleep(0.5)
            return await super().send(message, before)

    assert fates(post(Slow(texts=("1", "2", "3", "4")), limit=1.8)) == ["sent"] * 4


def test_a_place_that_does_not_open_in_time_got_nothing(post):
    """The limit holds for connecting, too."""

    class Slow(Place):
        @asynccontextmanager
        async def opened(self, environ):  # noqa: ARG002
            await asyncio.Event().wait()
            yield self

    assert fates(post(Slow(), limit=0.5)) == ["failed", "held", "held"]
    assert kept(post) == ["failed"]


# ── The ledger ────────────────────────────────────────────────────────────────────────────────────


def test_nothing_is_sent_that_the_ledger_cannot_hold(post):
    """A store that is locked for too long, as one that is full or cannot be written."""
    with Deliveries(post.path, wait=0.01) as ledger, closing(database.connect(post.path)) as other:
        other.execute("BEGIN IMMEDIATE")
        dispatch = Dispatch("morning", "2024-05-06", 1, BRIEFING, Path(), post.edition)
        found = asyncio.run(Deliverer(ledger, {}).deliver(dispatch, [Place()]))
    assert fates(found) == ["failed", "held", "held"]
    assert "locked by another program" in found[0].told
    assert ARRIVED == {}
    assert fates(post(Place())) == ["sent"] * 3


def test_what_was_sent_and_could_not_be_kept_is_told_and_not_repeated(post):
    """The store fails between the two writes: the next run takes the message for one that may have arrived."""
    others = []

    class Locking(Place):
        async def send(self, message, before):
            found = await super().send(message, before)
            others.append(database.connect(post.path))
            others[-1].execute("BEGIN IMMEDIATE")
            return found

    first = post(Locking())
    others[0].close()
    assert fates(first) == ["unknown", "held", "held"]
    assert "It was sent, but that could not be kept. The store" in first[0].told
    assert fates(post(Place())) == ["unknown", "held", "held"]
    assert ARRIVED["a"] == ["one"]


def test_each_message_is_an_event_of_the_log(post, caplog):
    """With its place; what somebody has to look at is a warning, with its reason."""
    TROUBLE["two"] = DeliveryError("Refused.")
    with caplog.at_level(logging.INFO, "summarizer"):
        post(Place())
    found = [(record.levelname, record.getMessage(), record.data) for record in caplog.records]
    assert [(level, said, data["message"]) for level, said, data in found] == [
        ("INFO", "message sent", "message 1"),
        ("WARNING", "message failed", "message 2"),
        ("INFO", "message held", "message 3"),
    ]
    assert found[0][2] == {"profile": "morning", "date": "2024-05-06", "target": "place a", "message": "message 1"}
    assert "Refused." in found[1][2]["reason"]


@settings(max_examples=25)
@given(
    runs=st.lists(
        st.tuples(
            st.sampled_from((DeliveryError("x"), DeliveryError("x", is_unknown=True), Killed(), None)),
            st.sampled_from(("one", "two", "three")),
            st.booleans(),
        ),
        max_size=6,
    ),
    updates=st.booleans(),
)
def test_whatever_happens_no_message_arrives_twice(tmp_path_factory, runs, updates):
    """Runs that fail, hear nothing or are killed at any message, before or after it arrived; and none out of order."""
    ARRIVED.clear()
    path = tmp_path_factory.mktemp("runs") / "summarizer.sqlite"
    with Editions(path) as editions:
        row = editions.complete(editions.begin("morning", "2024-05-06", "", []), BRIEFING)
    dispatch = Dispatch("morning", row.date, row.number, BRIEFING, path.parent, row.id)
    for error, text, has_arrived in runs:
        TROUBLE.clear()
        surely_failed = isinstance(error, DeliveryError) and not error.is_unknown
        if error:
            TROUBLE[f"{text} arrived" if has_arrived and not surely_failed else text] = error
        with Deliveries(path) as ledger, suppress(Killed):
            asyncio.run(Deliverer(ledger, {}).deliver(dispatch, [Place(updates=updates)]))
    texts = [one.partition("<")[0] for one in ARRIVED.get("a", ())]
    assert texts == ["one", "two", "three"][: len(texts)]


# ── The table ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("entry", "updates", "again", "todo"),
    [
        (None, True, False, "send"),
        (Entry("sent", "d", "r", ""), True, False, "leave"),
        (Entry("sent", "other", "r", ""), True, False, "update"),
        (Entry("sent", "d", "r", ""), True, True, "update"),
        (Entry("sending", "d", "r", ""), True, False, "update"),
        (Entry("unknown", "d", "r", ""), True, False, "update"),
        (Entry("failed", "d", "r", ""), True, False, "update"),
        (Entry("failed", "d", "", ""), True, False, "send"),
        (Entry("sending", "d", "", ""), True, False, "unknown"),
        (Entry("unknown", "d", "", ""), True, False, "unknown"),
        (Entry("unknown", "d", "", ""), True, True, "send"),
        (Entry("sent", "other", "", ""), False, False, "leave"),
        (Entry("sent", "d", "", ""), False, True, "send"),
        (Entry("sending", "d", "", ""), False, True, "send"),
        (Entry("sent", "other", "", ""), True, False, "leave"),
    ],
)
def test_what_is_done_follows_from_the_ledger(entry, updates, again, todo):
    """Each case of it."""
    assert step(Place(updates=updates), entry, "d", again=again) == todo
