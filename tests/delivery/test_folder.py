"""Editions as files in a folder."""

from __future__ import annotations

import asyncio

import feedparser
import pytest
from pydantic import ValidationError

from summarizer.delivery.folder import Folder
from summarizer.delivery.target import Dispatch
from summarizer.errors import DeliveryError
from summarizer.models import Briefing, Engine
from summarizer.writing.feed import Issue

BRIEFING = Briefing(title="Briefing", date="2024-05-06", engine=Engine(model="extractive"))


def dispatch(home, **about):
    issue = Issue("morning", "2024-05-06", "2024-05-06T05:00:00+00:00", BRIEFING)
    return Dispatch("morning", "2024-05-06", 1, BRIEFING, home, recent=lambda: [issue], **about)


def sent(target, home, **about):
    """Send all of an edition; return the messages."""

    async def send():
        messages = target.messages(dispatch(home, **about))
        async with target.opened({}) as sender:
            assert [await sender.send(one, ()) for one in messages] == [one.name for one in messages]
        return messages

    return asyncio.run(send())


def test_an_edition_is_a_page_and_an_entry_of_the_feed(tmp_path):
    """Folders are made; the feed's link leads to the page."""
    sent(Folder(to="folder", path="site/news", link="https://news.example/b/"), tmp_path)
    folder = tmp_path / "site" / "news"
    assert (folder / "2024-05-06.html").read_text() == BRIEFING.to_html()
    (entry,) = feedparser.parse((folder / "feed.xml").read_bytes()).entries
    assert entry.link == "https://news.example/b/2024-05-06.html"


def test_a_file_for_each_format(tmp_path):
    """The entries lead to that of the first; without a feed there is none."""
    formats = ("markdown", "text", "json", "slack", "discord", "html")
    sent(Folder(to="folder", path=".", formats=formats, feed=False), tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        *("2024-05-06.discord.json", "2024-05-06.html", "2024-05-06.json", "2024-05-06.md"),
        *("2024-05-06.slack.json", "2024-05-06.txt"),
    ]
    messages = Folder(to="folder", path=".", formats=("text",), link="https://a.example").messages(dispatch(tmp_path))
    assert "https://a.example/2024-05-06.txt" in messages[-1].body[1]


def test_an_older_edition_leaves_the_feed_alone(tmp_path):
    """It holds the newest ones already."""
    messages = Folder(to="folder", path="a").messages(dispatch(tmp_path, is_newest=False))
    assert [one.name for one in messages] == ["2024-05-06.html"]


def test_messages_follow_from_the_edition(tmp_path):
    """The same edition gives the same digests, wherever the settings file lies; a changed one gives others."""
    target = Folder(to="folder", path="a")
    first, again = (target.messages(dispatch(home)) for home in (tmp_path, tmp_path / "other"))
    assert [one.digest for one in first] == [one.digest for one in again]
    linked = Folder(to="folder", path="a", link="https://a.example").messages(dispatch(tmp_path))
    assert [one.digest == two.digest for one, two in zip(first, linked, strict=True)] == [True, False]


def test_a_file_that_cannot_be_written_surely_did_not_arrive(tmp_path):
    """A file where the folder should be, or a folder where the file should be."""
    (tmp_path / "a").write_text("mine")
    with pytest.raises(DeliveryError, match="cannot be made") as caught:
        sent(Folder(to="folder", path="a"), tmp_path)
    assert not caught.value.is_unknown
    (tmp_path / "b" / "2024-05-06.html").mkdir(parents=True)
    with pytest.raises(DeliveryError, match="cannot be written"):
        sent(Folder(to="folder", path="b"), tmp_path)
    assert (tmp_path / "a").read_text() == "mine"


def test_what_it_is_and_how_it_is_known(tmp_path, monkeypatch):
    """One folder has one key, however it is written; a relative one and ~ lead where they should."""
    target = Folder(to="folder", path="site//news/")
    assert (target.key, target.label) == ("folder site/news", "the folder 'site/news'")
    assert (target.can_update, target.is_repeatable, target.is_independent) == (True, True, True)
    monkeypatch.setenv("HOME", str(tmp_path))
    messages = Folder(to="folder", path="~/news").messages(dispatch(tmp_path / "elsewhere"))
    assert messages[0].body[0] == tmp_path / "news" / "2024-05-06.html"


def test_a_file_is_written_again_in_its_place(tmp_path):
    """As the ledger asks for where an edition changed."""
    target = Folder(to="folder", path="a")
    (message, _) = sent(target, tmp_path)
    (tmp_path / "a" / "2024-05-06.html").write_text("old")

    async def update():
        async with target.opened({}) as sender:
            return await sender.update(message, message.name)

    assert asyncio.run(update()) == message.name
    assert (tmp_path / "a" / "2024-05-06.html").read_text() == BRIEFING.to_html()


@pytest.mark.parametrize(
    "given", [{"path": " "}, {"path": "a\0"}, {"path": "a", "formats": []}, {"path": "a", "link": "ftp://a"}, {}]
)
def test_a_folder_that_cannot_be_is_refused(given):
    """Before anything is made."""
    with pytest.raises(ValidationError):
        Folder(to="folder", **given)
