"""What docs/slack.md says is what the app is."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import yaml
from click.testing import CliRunner

from summarizer.apps.slack.app import COMMAND, PATH, SHORTCUT, App, Setup
from summarizer.apps.slack.limits import Limits
from summarizer.cli.slack import command
from summarizer.delivery.slack import Slack
from summarizer.delivery.slack_web import Web
from summarizer.settings import Settings

PAGE = (Path(__file__).parents[3] / "docs" / "slack.md").read_text()


def manifest():
    (block,) = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    return yaml.safe_load(block)


def test_the_manifest_names_every_handler():
    """The command, the shortcut and each event, and no scope that nothing needs."""
    told = manifest()
    assert [one["command"] for one in told["features"]["slash_commands"]] == [COMMAND]
    assert [(one["type"], one["callback_id"]) for one in told["features"]["shortcuts"]] == [("message", SHORTCUT)]
    assert told["settings"]["interactivity"]["is_enabled"]
    events = told["settings"]["event_subscriptions"]["bot_events"]
    assert events == ["app_mention", "message.channels", "message.groups", "message.im"]
    needed = {"app_mentions:read", "channels:history", "groups:history", "im:history", "chat:write", "commands"}
    assert set(told["oauth_config"]["scopes"]["bot"]) == needed
    assert len(told["display_information"]["description"]) <= 140
    assert len(told["features"]["shortcuts"][0]["name"]) <= 24
    app = App(Setup(Web("xoxb-1"), Settings(), Limits()), {"user_id": "U1"})
    assert len(app.bolt._async_listeners) == 1 + 1 + 1 + len({event.split(".")[0] for event in events})


def test_the_page_tells_the_options():
    """Each limit with its default, and the address that Slack sends to."""
    said = CliRunner().invoke(command, ["--help"]).output
    for option, default in re.findall(r"^\| `(--[a-z-]+)` \| (\d+) \|", PAGE, re.MULTILINE):
        assert re.search(rf"{option} .*?\[default: {default}[;\]]", " ".join(said.split()))
    assert f"http://127.0.0.1:3000{PATH}" in PAGE
    limits = Limits()
    told = {name: int(value) for name, value in re.findall(r"^\| `--([a-z-]+)` \| (\d+) \|", PAGE, re.MULTILINE)}
    assert list(told.values()) == [
        limits.per_user, limits.per_channel, limits.at_once, limits.queue, limits.links, limits.messages
    ]  # fmt: skip


def test_the_profiles_of_the_page_can_be():
    """Each is a target as it stands there, with its comments taken as settings too."""
    for block in re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL):
        for text in (block, re.sub(r"^# (\w+ =)", r"\1", block, flags=re.MULTILINE)):
            (target,) = tomllib.loads(text)["profiles"]["morning"]["deliver"]
            assert Slack(**target).label
