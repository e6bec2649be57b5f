"""The daily editions in the store, opened for one call at a time, and errors that tell an assistant the next step."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from summarizer.apps.search import Library
from summarizer.errors import UsageError
from summarizer.memory import database

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarizer.memory.editions import Row
    from summarizer.models import Briefing

_NONE = "There are no daily editions yet: 'summarize daily' makes them. To brief articles now, call brief with texts or urls."


@contextmanager
def library() -> Iterator[Library]:
    """Open the store; where there is none yet, none is made.

    Raises:
        UsageError: There is no store, or it cannot be read.
    """
    if not database.where(os.environ).exists():
        raise UsageError(_NONE)
    with Library() as opened:
        yield opened


def edition(profile: str, day: str) -> Briefing:
    """Return the briefing of an edition.

    Raises:
        UsageError: There is none.
    """
    with library() as opened:
        briefing = opened.briefing(_chosen(opened.listed(), profile, day))
    if briefing is None:
        raise UsageError(f"The edition of {day} is not in the store any more: call get_edition without a date.")
    return briefing


def chosen(profile: str | None, day: str | None) -> Row:
    """Return the edition of a profile and a date.

    Args:
        profile: Whose; None where there are editions of one profile only.
        day: ISO 8601; None is the newest.

    Raises:
        UsageError: There is none, or it is not clear whose.
    """
    with library() as opened:
        return _chosen(opened.listed(), profile, day)


def check(rows: Sequence[Row], profile: str | None) -> None:
    """Do nothing where there are editions of a profile, or of any where it is None.

    Raises:
        UsageError: There are none.
    """
    if not rows:
        raise UsageError(_NONE)
    if profile is not None and not any(row.profile == profile for row in rows):
        raise UsageError(
            f"There are no editions of the profile '{profile}'; there are some of {_profiles(rows)}: call again with one "
            "of these as profile."
        )


def _chosen(rows: Sequence[Row], profile: str | None, day: str | None) -> Row:
    check(rows, profile)
    if profile is None and len({row.profile for row in rows}) > 1:
        raise UsageError(
            f"There are editions of several profiles, {_profiles(rows)}: call get_edition with one of these as profile."
        )
    own = [row for row in rows if profile in (None, row.profile)]
    complete = [row for row in own if row.state == "complete"]
    if not complete:
        raise UsageError(
            "No edition is complete yet: 'summarize daily' completes the one that is begun. To brief articles now, call "
            "brief with texts or urls."
        )
    newest = complete[-1]
    found = newest if day is None else next((row for row in complete if row.date == day), None)
    if found is None:
        why = "is not complete yet" if any(row.date == day for row in own) else "does not exist"
        raise UsageError(
            f"The edition of {day} {why}; the newest is of {newest.date}{_nearest(complete, day or '')}: call get_edition "
            "with one of these dates, or without a date for the newest."
        )
    return found


def _nearest(rows: Sequence[Row], day: str) -> str:
    """Return, in words, the editions before and after a day that are not the newest."""
    before = [row.date for row in rows[:-1] if row.date < day][-1:]
    after = [row.date for row in rows[:-1] if row.date > day][:1]
    return f", the nearest of {' and '.join(before + after)}" if before or after else ""


def _profiles(rows: Sequence[Row]) -> str:
    return ", ".join(dict.fromkeys(f"'{row.profile}'" for row in rows))
