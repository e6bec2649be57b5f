"""The daily edition, made of local files by rule."""

from __future__ import annotations

import asyncio
import json
import shutil
from datetime import date, timedelta

import pytest

from summarizer.daily import gathering
from summarizer.daily.edition import daily
from summarizer.daily.profiles import Profile
from summarizer.errors import AuthenticationError, NothingToSummarize, UsageError
from summarizer.memory import lock
from summarizer.memory.editions import Editions
from summarizer.settings import Settings

MONDAY = date(2024, 5, 6)
TUESDAY, WEDNESDAY = MONDAY + timedelta(days=1), MONDAY + timedelta(days=2)
FLOOD = (
    "The river Osk flooded the town of Belmar on Monday and killed at least 12 people, the fire service said.\n\n"
    "Some 400 people were moved from their houses to schools on higher ground.\n\n"
    "Rescuers searched the houses near the old bridge through the night, and the army sent two boats.\n"
)
TOLL = "The number of people killed by the flood in the town of Belmar rose to 19, the fire service said on Tuesday.\n"
STRIKE = "Dock workers at the port of Marn went on strike on Monday, the union Harbour Hands said.\n"


class Newsroom:
    """A folder of articles, a profile that reads it, and a store."""

    def __init__(self, home) -> None:
        self.home = home
        self.store = home / "store.sqlite"
        self.folder = home / "articles"
        self.folder.mkdir()

    def put(self, name, text="", **about) -> None:
        """Put an article into the folder: a text, or an object with what is known of it."""
        if about:
            (self.folder / f"{name}.json").write_text(json.dumps({"text": text, **about}))
        else:
            (self.folder / f"{name}.txt").write_text(text)

    def run(self, on=MONDAY, *, settings=None, sources=("articles",), **choices):
        """Make the edition of a date."""
        settings = settings or Settings(time_zone="UTC")
        profile = Profile(name="morning", home=self.home, settings=settings, sources=sources, **choices)
        return asyncio.run(daily(profile, date=on, store=self.store))

    def rows(self):
        with Editions(self.store) as editions:
            return [(row.date, row.number, row.state) for row in editions.listed()]


@pytest.fixture
def room(tmp_path):
    return Newsroom(tmp_path)


def test_an_edition_is_made_once(room):
    """The second run reads nothing and changes nothing, whatever became of the sources; files are written again."""
    room.put("flood", FLOOD)
    outputs = {"markdown": "out/{date}.md", "json": "latest.json"}
    first = room.run(formats=outputs)
    assert (first.number, first.is_new, first.briefing.changes) == (1, True, None)
    assert [path.name for path in first.written] == ["2024-05-06.md", "latest.json"]
    before = room.store.read_bytes()
    shutil.rmtree(room.folder)
    first.written[0].unlink()
    second = room.run(formats=outputs)
    assert (second.briefing, second.number, second.is_new) == (first.briefing, 1, False)
    assert second.written == first.written[:1]
    assert second.written[0].read_text() == first.briefing.to_markdown()
    assert room.store.read_bytes() == before


def test_the_next_edition_tells_what_is_new(room):
    """What was read before is followed, not told as new; the changes say what is new of it."""
    room.put("flood", FLOOD)
    room.put("strike", STRIKE)
    room.run()
    room.put("toll", TOLL)
    second = room.run(TUESDAY)
    assert [(one.name, one.id) for one in second.briefing.articles][-1] == ("toll.txt", "3")
    found = second.briefing.changes
    assert found.since == "2024-05-06"
    assert [(one.kind, one.was) for one in found.items] == [("figure_updated", "at least 12")]
    assert len(found.quiet) == 1


def test_nothing_new_is_no_edition(room):
    """It is told in one sentence, and a later run can still make one of that date."""
    room.put("flood", FLOOD)
    room.run()
    with pytest.raises(
        NothingToSummarize, match="nothing new for the profile 'morning' since the edition of 2024-05-06"
    ):
        room.run(TUESDAY)
    room.put("again", FLOOD.upper().replace("\n\n", "\n"))  # (the same text, set in another way)
    with pytest.raises(NothingToSummarize):
        room.run(TUESDAY)
    assert room.rows() == [("2024-05-06", 1, "complete")]


def test_one_bad_source_costs_only_itself(room):
    """Files that are missing, empty or not readable, a list of feeds that is none, an address that leads nowhere."""
    room.put("flood", FLOOD)
    (room.home / "blank.txt").write_text(" \n")
    (room.home / "feeds.opml").write_text("no list")
    bad = ("missing.txt", "blank.txt", "feeds.opml", "no.opml", "http://127.0.0.1:9/feed", "http://")
    edition = room.run(sources=(*bad, "articles"))
    status = {one.name.split("/")[-1]: one.status for one in edition.briefing.articles}
    assert status["flood.txt"] == "ok"
    assert status["blank.txt"] == "empty"
    assert [status[name] for name in ("missing.txt", "feeds.opml", "no.opml", "feed")] == ["failed"] * 4
    assert all(one.reason for one in edition.briefing.articles if one.status != "ok")
    assert edition.briefing.stories


def test_where_every_source_is_bad_the_first_reason_is_told(room):
    """And no edition is made."""
    with pytest.raises(
        NothingToSummarize, match=r"Sources without an article: 1\. The first: There is no file 'x.txt'"
    ):
        room.run(sources=("x.txt",))
    assert room.rows() == []


def test_a_list_of_feeds_may_be_a_file(room):
    """Its feeds are sources: here one that may not be asked."""
    room.put("flood", FLOOD)
    (room.home / "feeds.opml").write_text(
        '<opml version="2.0"><body><outline text="A" xmlUrl="http://127.0.0.1:9/a.xml"/></body></opml>'
    )
    edition = room.run(sources=("feeds.opml", "articles"))
    assert [one.name for one in edition.briefing.articles] == ["flood.txt", "http://127.0.0.1:9/a.xml"]


def test_what_was_empty_is_told_once_and_what_failed_is_tried_again(room):
    """A page that holds no article is no news the day after; a server that was down is."""
    room.put("flood", FLOOD)
    (room.home / "blank.txt").write_text("")
    sources = ("missing.txt", "blank.txt", "articles")
    room.run(sources=sources)
    room.put("toll", TOLL)
    second = room.run(TUESDAY, sources=sources)
    assert [one.name for one in second.briefing.articles if one.status in ("failed", "empty")] == ["missing.txt"]


# ── Dates ─────────────────────────────────────────────────────────────────────────────────────────


def test_a_clock_that_was_set_back_is_told(room):
    """Before the newest edition none is made, and one that is there is only printed again."""
    room.put("flood", FLOOD)
    room.run(TUESDAY)
    room.put("toll", TOLL)
    with pytest.raises(UsageError, match=r"has an edition of 2024-05-07 already.*check the clock"):
        room.run(MONDAY)
    assert room.run(TUESDAY).is_new is False
    assert room.rows() == [("2024-05-07", 1, "complete")]


def test_a_date_in_the_future_is_refused(room):
    """It would bar every edition until then."""
    room.put("flood", FLOOD)
    with pytest.raises(UsageError, match="lies in the future"):
        room.run(date.today() + timedelta(days=3))  # noqa: DTZ011  (a day more or less does not matter)


@pytest.mark.parametrize(
    ("published", "on", "taken"),
    [
        ("2024-03-30T22:59:59+00:00", date(2024, 3, 30), True),
        ("2024-03-30T23:00:00+00:00", date(2024, 3, 30), False),  # midnight in Zurich
        ("2024-03-31T00:30:00", date(2024, 3, 30), False),  # without a zone: the profile's
        ("2024-03-31T21:59:59+00:00", date(2024, 3, 31), True),  # that day has 23 hours
        ("2024-03-31T22:00:00+00:00", date(2024, 3, 31), False),
        ("2024-10-27T22:59:59+00:00", date(2024, 10, 27), True),  # and that one 25
        ("2024-10-27T23:00:00+00:00", date(2024, 10, 27), False),
        ("2024-03-30", date(2024, 3, 30), True),
        ("2099-01-01", date(2024, 3, 30), True),  # cannot be: as if without date
        ("soon", date(2024, 3, 30), True),
        ("0001-01-01T00:00:00+14:00", date(2024, 3, 30), True),  # before time began
    ],
)
def test_a_day_ends_at_midnight_where_the_reader_is(room, published, on, taken):
    """What was published after is left for the next edition; daylight saving and wrong dates cost nothing."""
    room.put("flood", FLOOD, published=published)
    settings = Settings(time_zone="Europe/Zurich")
    if taken:
        assert room.run(on, settings=settings).is_new
        return
    with pytest.raises(NothingToSummarize):
        room.run(on, settings=settings)
    assert room.run(on + timedelta(days=1), settings=settings).is_new


def test_old_articles_are_left_out_where_the_reader_says_so(room):
    """By `since`; one without a date is taken."""
    room.put("old", STRIKE, published="2024-05-01")
    room.put("new", FLOOD, published="2024-05-06")
    room.put("undated", "The cup final was won by Marn Rovers in the last minute of the match.")
    edition = room.run(since="2d")
    assert [one.name for one in edition.briefing.articles] == ["new.json", "undated.txt"]


# ── Choosing and following ────────────────────────────────────────────────────────────────────────


def test_what_is_not_wanted_is_left_out_with_its_reason(room):
    """And not offered again when the topics change."""
    room.put("flood", FLOOD)
    room.put("cup", "The cup final ended 2-1.", title="Marn wins the cup")
    edition = room.run(drop=("cup",))
    assert [one.name for one in edition.briefing.articles] == ["flood.txt"]
    (left_out,) = edition.briefing.left_out
    assert left_out.reason == "'Marn wins the cup' has 'cup' in its title, which is dropped."
    assert "1 further article left out by topic or language" in edition.briefing.to_markdown()
    assert left_out.title in edition.briefing.to_html()
    with pytest.raises(NothingToSummarize):
        room.run(TUESDAY)
    assert room.run(drop=("cup",)).briefing == edition.briefing


def test_other_languages_than_those_of_the_profile_are_left_out(room):
    """One that names none, and is too short for one to be told, is taken."""
    room.put("flood", FLOOD)
    room.put(
        "hafen", "Die Hafenarbeiter in Marn haben am Montag die Arbeit niedergelegt, sagte die Gewerkschaft der Stadt."
    )
    room.put("named", STRIKE, language="en")
    room.put("short", "12 / 34 / 56")
    edition = room.run(languages=("en", "fr"))
    assert "hafen.txt" not in [one.name for one in edition.briefing.articles]
    (left_out,) = edition.briefing.left_out
    assert left_out.reason.endswith("is in another language ('de') than en, fr.")


def test_a_story_that_is_over_is_no_more_followed(room):
    """Days after its last new article it leaves, and the edition says so."""
    room.put("flood", FLOOD)
    room.run(MONDAY, follow=1)
    room.put("strike", STRIKE)
    second = room.run(TUESDAY, follow=1)
    assert len(second.briefing.stories) == 2
    room.put("cup", "Marn Rovers beat Vessby United 2-1 in the cup final on Wednesday evening.\n")
    third = room.run(WEDNESDAY, follow=1)
    assert [one.name for one in third.briefing.articles] == ["strike.txt", "cup.txt"]
    assert len(third.briefing.changes.ended) == 1


def test_of_a_long_story_the_newest_articles_are_followed(room, monkeypatch):
    """A story that goes on for weeks does not grow for ever; what older articles told is no news again."""
    monkeypatch.setattr(gathering, "_MOST_FOLLOWED", 2)
    for day, (text, name) in enumerate(
        [(FLOOD, "a"), (TOLL, "b"), (TOLL.replace("19", "27").replace("Tues", "Wednes"), "c")]
    ):
        room.put(name, text)
        room.run(MONDAY + timedelta(days=day))
    room.put("d", TOLL.replace("19", "31").replace("Tues", "Thurs"))
    last = room.run(MONDAY + timedelta(days=3)).briefing
    assert [one.name for one in last.articles] == ["b.txt", "c.txt", "d.txt"]
    assert [(one.kind, one.was) for one in last.changes.items] == [("figure_updated", "27")]


def test_a_page_that_changed_is_a_new_version(room):
    """It takes the old one's place, and only what it adds is new."""
    room.put("flood", FLOOD, url="https://wire.example/flood?utm_source=feed")
    room.run()
    added = "The river Osk fell by a metre on Tuesday morning.\n"
    room.put("flood", f"{FLOOD}\n{added}", url="https://www.wire.example/flood")
    second = room.run(TUESDAY)
    assert len(second.briefing.articles) == 1
    assert [one.kind for one in second.briefing.changes.items] == ["new_claim"]
    assert "fell by a metre" in second.briefing.changes.items[0].text


def test_a_repost_of_a_story_that_is_over_is_no_news(room):
    """Its original is read with it: it is one source, and nothing of it is new."""
    room.put("flood", FLOOD)
    room.run(MONDAY, follow=1)
    room.put("strike", STRIKE)
    room.run(TUESDAY, follow=1)
    room.put("repost", FLOOD.replace("Some 400", "About 400").replace("army", "military"), title="Belmar under water")
    third = room.run(MONDAY + timedelta(days=4), follow=1)
    records = {one.name: one for one in third.briefing.articles}
    assert set(records) == {"flood.txt", "repost.json"}
    assert records["repost.json"].same_source_as == records["flood.txt"].id
    assert all(claim.sources == 1 for story in third.briefing.stories for claim in story.claims)
    assert not [one for one in third.briefing.changes.items if one.kind in ("new_story", "corroborated")]


def test_the_order_of_sources_does_not_matter(tmp_path):
    """What was published first stands first, whatever the folder or the settings file say."""
    found = []
    for sources in (("articles", "more"), ("more", "articles")):
        home = tmp_path / sources[0]
        home.mkdir()
        room = Newsroom(home)
        room.put("z", STRIKE, published="2024-05-06T06:00:00Z")
        room.put("a", FLOOD, published="2024-05-06T09:00:00Z")
        (home / "more").mkdir()
        (home / "more" / "m.json").write_text(json.dumps({"text": TOLL, "published": "2024-05-06T10:00:00+02:00"}))
        found.append(room.run(sources=sources).briefing)
    assert found[0] == found[1]
    assert [one.name for one in found[0].articles] == ["z.json", "m.json", "a.json"]


# ── Interrupted and overlapping runs ──────────────────────────────────────────────────────────────


def test_an_edition_left_open_is_completed_of_what_was_gathered(room, server):
    """The model refuses the key: what was gathered is kept, and the next run reads no source again."""
    room.put("flood", FLOOD)
    server.answer = lambda _: server.Reply(status=401)
    settings = Settings(model="openai/scripted", base_url=server.url)
    with pytest.raises(AuthenticationError):
        room.run(settings=settings)
    assert room.rows() == [("2024-05-06", 1, "open")]
    shutil.rmtree(room.folder)
    edition = room.run()
    assert edition.is_new
    assert [one.name for one in edition.briefing.articles] == ["flood.txt"]
    assert room.rows() == [("2024-05-06", 1, "complete")]


def test_an_edition_left_open_yesterday_is_completed_first(room, server):
    """Its files are written, and today's edition follows."""
    room.put("flood", FLOOD)
    server.answer = lambda _: server.Reply(status=401)
    with pytest.raises(AuthenticationError):
        room.run(settings=Settings(model="openai/scripted", base_url=server.url))
    room.put("toll", TOLL)
    edition = room.run(TUESDAY, formats={"markdown": "{date}.md"})
    assert edition.briefing.changes.since == "2024-05-06"
    assert room.rows() == [("2024-05-06", 1, "complete"), ("2024-05-07", 2, "complete")]
    assert sorted(path.name for path in room.home.glob("*.md")) == ["2024-05-06.md", "2024-05-07.md"]


def test_runs_of_one_profile_do_not_overlap(room):
    """The second ends at once, with one sentence."""
    room.put("flood", FLOOD)
    with lock.held(room.store, "morning"), pytest.raises(UsageError, match="Another run of 'morning' is under way"):
        room.run()
    assert room.run().is_new


# ── Retention ─────────────────────────────────────────────────────────────────────────────────────


def test_texts_are_kept_as_long_as_the_profile_says(room):
    """After that the edition can still be printed, with its claims and the words of their evidence."""
    room.put("flood", FLOOD)
    first = room.run(keep_text=2)
    room.put("toll", TOLL)
    room.run(WEDNESDAY + timedelta(days=1), keep_text=2)
    again = room.run(MONDAY)
    assert [one.text for one in again.briefing.articles] == [""]
    assert again.briefing.stories == first.briefing.stories
    assert "at least 12 people" in again.briefing.to_markdown()
