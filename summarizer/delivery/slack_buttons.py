"""Buttons on a briefing's messages, which the Slack app answers: "Evidence" at each story, "What changed" on top.

A button stands beside a section that is there already, so that it costs no block. Its value says which briefing and which
story it belongs to; an edition is found again by its profile and date, also after the app was started anew.
Limits: a button's value, 2,000 characters (https://docs.slack.dev/reference/block-kit/block-elements/button-element).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from summarizer.writing import chat, mrkdwn
from summarizer.writing.blocks import Run
from summarizer.writing.outline import FULL
from summarizer.writing.slack import HEADER, SECTION
from summarizer.writing.stories import headline

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from summarizer.models import Briefing, Story
    from summarizer.writing.chat import Part

Action = Literal["evidence", "changes", "stories", "page"]
ACTIONS: tuple[Action, ...] = ("evidence", "changes", "stories", "page")
"""What a button opens: a story's evidence, what changed, the list of stories, another page of a list."""

OTHERS = ("More stories", "In one line")
"""Headings below which several stories stand: their button leads to the list of stories."""


@dataclass(frozen=True, slots=True)
class Value:
    """What a button knows.

    Attributes:
        key: Of the briefing.
        story: The story's id, or ''.
        page: From 0.
    """

    key: str
    story: str = ""
    page: int = 0

    def __str__(self) -> str:
        return f"{self.key}|{self.story}|{self.page}"

    @classmethod
    def of(cls, text: str) -> Value | None:
        """Return the value that a text gives; None where it is none."""
        key, _, rest = text.partition("|")
        story, _, page = rest.partition("|")
        return cls(key, story, int(page)) if key and page.isdecimal() and page.isascii() and len(page) < 5 else None  # noqa: PLR2004  (no list has more pages)


def edition_key(profile: str, date: str) -> str:
    """Return the key of an edition: 'e.morning.2031-05-05'; `profile` has no full stop in it."""
    return f"e.{profile}.{date}"


def edition_of(key: str) -> tuple[str, str] | None:
    """Return the profile and the date of an edition's key; None of another."""
    kind, _, rest = key.partition(".")
    profile, _, date = rest.partition(".")
    return (profile, date) if kind == "e" and profile and date else None


def button(action: Action, words: str, value: Value) -> dict[str, Any]:
    """Return a button; `words` are the app's own."""
    return {
        "type": "button",
        "action_id": action,
        "text": {"type": "plain_text", "text": words},
        "value": str(value),
    }


def with_buttons(messages: Sequence[Mapping[str, Any]], briefing: Briefing, key: str) -> tuple[dict[str, Any], ...]:
    """Return the messages of `to_slack(briefing)` with their buttons.

    The first section below a story's heading holds "Evidence", the one below a list of stories "More evidence", and the
    one below the title "What changed", where an edition before tells.
    """
    wanted = list(_wanted(briefing, key))
    drawn: list[dict[str, Any]] = []
    pending: dict[str, Any] | None = None
    for message in messages:
        blocks = []
        for block in message["blocks"]:
            if wanted and text_of(block) == wanted[0][0]:
                pending = wanted.pop(0)[1]
                blocks.append(block)
            elif pending and block["type"] == "section":
                blocks.append(block | {"accessory": pending})
                pending = None
            else:
                blocks.append(block)
        drawn.append({**message, "blocks": blocks})
    return tuple(drawn)


def headings(page: Sequence[Part], briefing: Briefing) -> list[str]:
    """Return the text of the block that `to_slack` begins each part of the page with."""
    markup = mrkdwn.markup(briefing)
    found = []
    for part in page:
        words = mrkdwn.header(part.heading.text)
        if chat.size(words) > HEADER:
            words = next(chat.texts([chat.line((Run(part.heading.text, "strong"),), markup)], SECTION))
        found.append(words)
    return found


def _wanted(briefing: Briefing, key: str) -> Iterator[tuple[str, dict[str, Any] | None]]:
    """Yield the text of each heading's block, in order, and the button below it."""
    page = chat.parts(briefing)
    stories = _by_headline(briefing)
    changes = button("changes", "What changed", Value(key)) if briefing.changes else None
    for number, (part, words) in enumerate(zip(page, headings(page, briefing), strict=True)):
        if number == 0:
            yield words, changes
        elif number <= FULL and part.heading.text in stories:
            yield words, _evidence(stories[part.heading.text], key)
        else:
            yield words, button("stories", "More evidence", Value(key)) if part.heading.text in OTHERS else None


def _evidence(told: Sequence[Story], key: str) -> dict[str, Any]:
    """Return the button of a story; of several that are called the same, one that leads to the list of stories."""
    if len(told) > 1:
        return button("stories", "Evidence", Value(key))
    return button("evidence", "Evidence", Value(key, told[0].id))


def _by_headline(briefing: Briefing) -> dict[str, list[Story]]:
    found: dict[str, list[Story]] = {}
    for tale in briefing.stories:
        found.setdefault(headline(tale), []).append(tale)
    return found


def text_of(block: Mapping[str, Any]) -> str:
    """Return the words of a header or a section; '' of any other block."""
    return str(block["text"]["text"]) if block["type"] in ("header", "section") and "text" in block else ""
