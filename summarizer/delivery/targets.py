"""Every kind of place that editions are sent to, told apart by `to`."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from summarizer.delivery.discord import Discord
from summarizer.delivery.email import Email
from summarizer.delivery.folder import Folder
from summarizer.delivery.slack import Slack
from summarizer.delivery.stdout import Stdout

Kind = Slack | Discord | Email | Folder | Stdout
AnyTarget = Annotated[Kind, Field(discriminator="to")]
"""A target as a settings file has it."""
KINDS: dict[str, type[Kind]] = {
    "slack": Slack,
    "discord": Discord,
    "email": Email,
    "folder": Folder,
    "stdout": Stdout,
}
"""The class of each kind, by what `to` calls it."""
