"""A profile's editions belong to one settings file."""

from __future__ import annotations

import pytest

from summarizer.daily.owning import own
from summarizer.daily.profiles import Profile
from summarizer.errors import UsageError
from summarizer.memory.editions import Editions
from summarizer.settings import FILE, Settings


def profile(home, name="morning", file=FILE):
    return Profile(name=name, home=home, file=file, settings=Settings(), sources=("articles",))


@pytest.fixture
def desks(tmp_path):
    """Two folders with a settings file each, which both call a profile 'morning', and the store that they share."""
    for name in ("harbour", "council"):
        (tmp_path / name).mkdir()
        (tmp_path / name / FILE).write_text('[profiles.morning]\nsources = ["articles"]\n')
    with Editions(tmp_path / "store.sqlite") as editions:
        yield tmp_path / "harbour", tmp_path / "council", editions


def test_another_file_with_a_profile_of_that_name_is_told(desks):
    """Else the editions of the one would tell what is new by those of the other; another name is free."""
    harbour, council, editions = desks
    own(profile(harbour), editions)
    with pytest.raises(UsageError, match=r"'morning' belong to the settings file .*harbour.*: give this profile"):
        own(profile(council), editions)
    own(profile(council, "evening"), editions)
    own(profile(harbour), editions)


@pytest.mark.parametrize("left", ["moved", "renamed", "broken"])
def test_a_file_that_was_moved_keeps_its_editions(desks, left):
    """Where the old place holds no such profile any more, the new one takes over."""
    harbour, council, editions = desks
    own(profile(harbour), editions)
    old = harbour / FILE
    match left:
        case "moved":
            old.unlink()
        case "renamed":
            old.write_text('[profiles.harbour]\nsources = ["articles"]\n')
        case "broken":
            old.write_text("[profiles")
    own(profile(council), editions)
    assert editions.owner("morning") == str(council / FILE)


def test_a_link_to_the_settings_file_is_the_same_file(desks):
    """A folder that is reached by two paths is one desk."""
    harbour, _, editions = desks
    own(profile(harbour), editions)
    link = harbour.with_name("link")
    link.symlink_to(harbour)
    own(profile(link), editions)
    own(profile(harbour), editions)


def test_a_file_of_another_name_has_its_own(desks):
    """One that --config names is held apart as well, also from one beside it."""
    harbour, council, editions = desks
    other = council / "news.toml"
    other.write_text((council / FILE).read_text())
    own(profile(council, file="news.toml"), editions)
    for home in (harbour, council):
        with pytest.raises(UsageError, match=r"belong to the settings file .*news\.toml"):
            own(profile(home), editions)
