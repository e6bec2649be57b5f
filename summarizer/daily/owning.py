"""Whose a profile's editions are: one settings file's. Another file's profile of the same name is another profile."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from summarizer import located
from summarizer.errors import UsageError

if TYPE_CHECKING:
    from summarizer.daily.profiles import Profile
    from summarizer.memory.editions import Editions


def own(profile: Profile, editions: Editions) -> None:
    """Keep that a profile's editions are made by its settings file; where that file was moved, it is found again.

    Raises:
        UsageError: Another settings file, which is still there, has made editions of a profile of that name.
    """
    file, known = profile.home / profile.file, editions.owner(profile.name)
    if known and _is_same(Path(known), file):
        return
    if known and _holds(Path(known), profile.name):
        raise UsageError(
            f"The editions of the profile '{profile.name}' belong to the settings file {known}: give this profile "
            "another name, or a store of its own by SUMMARIZER_HOME."
        )
    editions.settle(profile.name, str(file))


def _is_same(one: Path, other: Path) -> bool:
    """Whether two paths are one file's, also where a link leads to it."""
    try:
        return one == other or one.samefile(other)
    except OSError:
        return False


def _holds(path: Path, name: str) -> bool:
    """Whether there is a settings file with such a profile."""
    try:
        profiles = located.read(path).values.get("profiles")
    except UsageError:
        return False
    return isinstance(profiles, dict) and name in profiles
