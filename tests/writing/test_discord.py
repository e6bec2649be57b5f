"""Discord: the messages as they were reviewed, and text that Discord would obey.

After an intended change, write the files anew and read the diff before you keep it::

    UPDATE_GOLDEN=1 python -m pytest -q tests/writing/test_discord.py
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from summarizer.models import Briefing, Engine, Story
from summarizer.writing import discord
from summarizer.writing.discord import to_discord

HERE = Path(__file__).parent
NAMES = ["seeds", "trouble", "nothing", "ferry"]


def read(name):
    """A briefing that the other formats have golden files of."""
    return Briefing.model_validate_json((HERE / "golden" / f"{name}.json").read_bytes())


@pytest.mark.parametrize("name", NAMES)
def test_the_messages_stay_as_they_were_reviewed(name):
    """A briefing is drawn exactly as its golden file has it."""
    drawn = json.dumps(to_discord(read(name)), ensure_ascii=False, indent=2) + "\n"
    file = HERE / "chats" / f"{name}.discord.json"
    if os.environ.get("UPDATE_GOLDEN"):
        file.write_bytes(drawn.encode())
    assert drawn == file.read_bytes().decode()


def test_no_golden_file_of_a_chat_is_left_behind():
    """Every file in the folder belongs to a test, here or in test_slack.py."""
    wanted = {f"{name}.{chat}.json" for name in NAMES for chat in ("slack", "discord")}
    assert {file.name for file in (HERE / "chats").iterdir()} == wanted


def test_only_the_first_message_calls():
    """It tells the news in its content; those after it are silent, and none mentions anybody."""
    first, *others = to_discord(read("ferry"))
    assert first["content"] == "Briefing for 5 May 2031: Ferry hits the quay at Vell, and 4 more stories"
    assert "flags" not in first
    assert all(message["flags"] == discord.SUPPRESS_NOTIFICATIONS for message in others)
    assert all(message["allowed_mentions"] == {"parse": []} for message in (first, *others))


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("<!channel> <@123> <@&1> <#1>", r"\<!channel\> \<\@123\> \<\@&1\> \<\#1\>"),
        ("@everyone @here", r"\@everyone \@here"),
        ("<https://evil.example|click>", r"\<https:\/\/evil.example\|click\>"),
        ("[x](javascript:alert(1))", r"\[x\](javascript\:alert(1))"),
        ("discord.gg/evil </article> </say:1> <t:1:R>", r"discord.gg\/evil \<\/article\> \<\/say\:1\> \<t\:1\:R\>"),
        ("*b* _i_ __u__ ~~s~~ `c` ||x||", r"\*b\* \_i\_ \_\_u\_\_ \~\~s\~\~ \`c\` \|\|x\|\|"),
        ("# x", r"\# x"),
        ("-# x", r"-\# x"),
        ("- x", r"\- x"),
        ("12. x", r"12\. x"),
        ("1.9 -5", "1.9 -5"),
        (">>> x", r"\>\>\> x"),
        (":smile: 12:30: a\\b", r"\:smile: 12\:30: a\\b"),
        ("\x1b[31mred \u202egnp.exe v\u200bell", "␛\\[31mred \ufffdgnp.exe vell"),
        ("“Eleven” (police) — 港の発表, בטוח 🚢", "“Eleven” (police) — 港の発表, בטוח 🚢"),
    ],
)
def test_text_stays_text(text, drawn):
    """Mentions, links, invitations, formats, lists and what nobody sees; other text is left alone."""
    assert discord.inert(text) == drawn


@pytest.mark.parametrize("words", ["Quay", "Quay " * 100])
def test_a_heading_stands_once(words):
    """As the embed's title, or, where a title does not hold it, in bold over the text."""
    story = Story(id="s1", headline=words, articles=())
    briefing = Briefing(title="", date="2031-03-09", engine=Engine(model="extractive"), stories=(story,))
    (message,) = to_discord(briefing)
    embed = message["embeds"][1]
    assert embed.get("title", "Quay") == "Quay"
    assert ("**" in embed["description"]) == ("title" not in embed) == (words != "Quay")
