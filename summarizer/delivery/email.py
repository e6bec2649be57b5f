"""Editions by e-mail: one mail to each recipient, as text and as HTML, handed to a mail server (see `smtp`).

One mail names one recipient, so nobody learns who else reads it, and one address that is refused stops no other. A mail
that is sent again with the same content has the same Message-ID, by which it is known. RFC 3834's header keeps automatic
answers away.
"""

from __future__ import annotations

import asyncio
import os
import re
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email import policy
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from typing import TYPE_CHECKING, Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from summarizer import writing
from summarizer.delivery.smtp import Connection, Login, Security, Server
from summarizer.delivery.target import Message, Target, Variable, digest
from summarizer.delivery.webhook import is_here
from summarizer.errors import DeliveryError
from summarizer.writing import safe, wording
from summarizer.writing.mail import to_mail

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping, Sequence

    from summarizer.delivery.target import Dispatch

WIDTH = 72
"""Columns of the text: what a mail's lines are wide."""
LONGEST_SUBJECT = 120
"""Characters; most readers show fewer."""

_PORTS: Mapping[Security, int] = {"tls": 465, "starttls": 587, "none": 25}  # RFC 8314, RFC 6409, RFC 5321
_ATTACHED = {"html": ("text/html", "html"), "markdown": ("text/markdown", "md"), "json": ("application/json", "json")}
_POLICY = policy.SMTP.clone(cte_type="7bit")

_PLACE = re.compile(r"\{([^{}]*)\}|[{}]")
_PLACES = ("title", "date", "profile")
_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}")
_LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_HOST = re.compile(rf"(?=.{{1,253}}\Z){_LABEL}(?:\.{_LABEL})*+")


def _host(given: str) -> str:
    """Return a host's name in ASCII (RFC 3490), or a number, or raise."""
    bare = given.strip().strip("[]")
    try:
        name = bare if ":" in bare else bare.encode("idna").decode("ascii").lower()
    except UnicodeError:
        name = ""
    if not (_HOST.fullmatch(name) or re.fullmatch("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*", name)):
        raise ValueError(f"'{safe.plain(given)[:80]}' is not a host, such as 'mail.example'")
    return name


def _address(given: str) -> str:
    """Return a mail address, or raise where it is none that every mail server takes (RFC 5321, 4.1.2)."""
    local, _, host = given.strip().rpartition("@")
    if not _LOCAL.fullmatch(local) or local.startswith(".") or local.endswith(".") or ".." in local:
        raise ValueError(f"'{safe.plain(given)[:80]}' is not a mail address, such as 'desk@news.example'")
    return f"{local}@{_host(host)}"


def _from(given: str) -> str:
    """Return an address as it stands in a mail's head, with the name before it where there is one."""
    name, mark, rest = given.strip().removesuffix(">").rpartition("<")
    address = _address(rest)
    return str(Address(safe.plain(name).strip('" '), addr_spec=address)) if mark else address


def _recipients(given: tuple[str, ...]) -> tuple[str, ...]:
    if len(set(given)) < len(given):
        raise ValueError("an address stands twice in it")
    return given


def _subject(given: str) -> str:
    unknown = [place[0] for place in _PLACE.finditer(given) if place[1] not in _PLACES]
    if unknown or not safe.plain(given):
        raise ValueError(
            f"'{safe.plain(given)[:80]}' is no subject: {{title}}, {{date}} and {{profile}} can stand in it"
        )
    return given


def _file(given: str) -> str:
    path = os.path.expanduser(given)  # noqa: PTH111  (Path's raises where there is no home)
    if not os.path.isabs(path) or "\0" in path:  # noqa: PTH117  (as above)
        raise ValueError(f"'{given}' is not the whole path of a file")
    return path


Addr = Annotated[str, AfterValidator(_address)]


class Email(Target):
    """Mails to some people, by way of a mail server."""

    to: Literal["email"]
    recipients: Annotated[tuple[Addr, ...], AfterValidator(_recipients), Field(min_length=1, max_length=100)] = Field(
        description="Who is written to, each in a mail of its own."
    )
    sender: Annotated[str, AfterValidator(_from)] = Field(
        description="'desk@news.example', or with a name: 'Harbour desk <desk@news.example>'."
    )
    host: Annotated[str, AfterValidator(_host)] = Field(description="The mail server.")
    port: Annotated[int, Field(ge=1, le=65_535)] | None = Field(None, description="By security, where None.")
    security: Security = Field("tls", description="'none' is for a mail server on this machine only.")
    ca_file: Annotated[str, AfterValidator(_file)] | None = Field(
        None, description="Certificates that are trusted besides the system's: the whole path of a PEM file."
    )
    username: Annotated[str, Field(min_length=1)] | None = Field(None, description="None: nobody signs in.")
    password_env: Variable = Field("SMTP_PASSWORD", description="The environment variable that holds the password.")
    reply_to: Addr | None = None
    subject: Annotated[str, AfterValidator(_subject)] | None = Field(
        None, description="{title}, {date} and {profile} may stand in it; None: the title with the date."
    )
    attach: tuple[Literal["html", "markdown", "json"], ...] = Field((), description="Files that go with it.")

    @model_validator(mode="after")
    def _is_protected(self) -> Self:
        if self.security == "none" and not is_here(self.host):
            raise ValueError('security = "none" is for a mail server on this machine only; use "tls" or "starttls"')
        return self

    @property
    def address(self) -> str:
        """The sender's address alone."""
        return self.sender.rpartition("<")[2].removesuffix(">")

    @property
    def key(self) -> str:
        """The sender: the messages are named by their recipients, of whom some may come and go."""
        return f"email {self.address}"

    @property
    def places(self) -> tuple[str, ...]:
        """Each recipient, so that others are sent other mails by the same sender."""
        return tuple(f"{self.key} {one}" for one in self.recipients)

    @property
    def label(self) -> str:
        """What a person calls it."""
        return f"e-mail to {self.recipients[0] if len(self.recipients) == 1 else f'{len(self.recipients)} recipients'}"

    @property
    def can_update(self) -> bool:
        """Nobody can take back a mail."""
        return False

    @property
    def is_independent(self) -> bool:
        """Each recipient has a mail of its own."""
        return True

    def messages(self, dispatch: Dispatch) -> list[Message]:
        """Return a mail for each recipient, named by the address."""
        briefing = dispatch.briefing
        files = tuple(
            (f"briefing-{dispatch.date}.{_ATTACHED[kind][1]}", _ATTACHED[kind][0], writing.FORMATS[kind](briefing))
            for kind in self.attach
        )
        whole = "the attached page" if "html" in self.attach else "the text part of this mail"
        content = Content(
            self._titled(dispatch), writing.to_text(briefing, WIDTH), to_mail(briefing, whole=whole), files
        )
        said = digest("\0".join([dispatch.profile, dispatch.date, *content.texts()]))
        return [Message(one, Mail(one, digest(f"{said} {one}"), content), said) for one in self.recipients]

    def _titled(self, dispatch: Dispatch) -> str:
        """Return the subject, on one line, cut at a word."""
        day = wording.day(dispatch.date)
        title = safe.plain(dispatch.briefing.title) or f"Briefing for {day}"
        if self.subject is None:
            words = title if day in title else f"{title}, {day}"
        else:
            filled = {"title": title, "date": dispatch.date, "profile": dispatch.profile}
            words = _PLACE.sub(lambda place: filled[place[1]], self.subject)
        line = safe.plain(words).replace("=?", "= ?")  # which would begin an encoded word (RFC 2047)
        if len(line) <= LONGEST_SUBJECT:
            return line
        cut = line[: LONGEST_SUBJECT - 1]
        return f"{(cut.rpartition(' ')[0] or cut).rstrip()}…"

    @asynccontextmanager
    async def opened(self, environ: Mapping[str, str]) -> AsyncIterator[EmailSender]:
        """Return a sender that is signed in; see `Target`."""
        login = None
        if self.username is not None:
            password = environ.get(self.password_env, "")
            if not password:
                raise DeliveryError(
                    f"There is no password for {self.username} at {self.host}: the environment variable "
                    f"{self.password_env} is not set."
                )
            login = Login(self.username, password, self.password_env)
        server = Server(self.host, self.port or _PORTS[self.security], self.security, self.ca_file)
        connection = Connection(server, login)
        try:
            await asyncio.to_thread(connection.open)
            yield EmailSender(connection, self)
        except BaseException:
            connection.drop()  # also where somebody interrupts: a mail that is not sent whole is none
            raise
        await asyncio.to_thread(connection.close)


@dataclass(frozen=True, slots=True)
class Content:
    """What all recipients are sent; `files` are names, media types and texts."""

    subject: str
    text: str
    html: str
    files: tuple[tuple[str, str, str], ...]

    def texts(self) -> list[str]:
        """Return all that it says."""
        return [self.subject, self.text, self.html, *(part for file in self.files for part in file)]


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail to one recipient; `number` is the same for the same content."""

    recipient: str
    number: str
    content: Content


class EmailSender:
    """Sends mails over a connection that is open."""

    def __init__(self, connection: Connection, target: Email) -> None:
        self._connection = connection
        self._target = target

    async def send(self, message: Message, before: Sequence[str]) -> str:  # noqa: ARG002  (no mail is a reply)
        """Send a mail, and return its Message-ID; see `Sender`."""
        mail = composed(message.body, self._target, datetime.now(UTC))
        await asyncio.to_thread(self._connection.send, mail, self._target.address, message.body.recipient)
        return str(mail["Message-ID"])

    async def update(self, message: Message, reference: str) -> str:  # noqa: ARG002  (as the protocol has it)
        """Refuse: a mail that was sent stays as it is."""
        raise DeliveryError(f"The mail to {message.name} was sent before, and cannot be replaced.")


def composed(mail: Mail, target: Email, now: datetime) -> EmailMessage:
    """Return a mail as it is sent: its head, the text, the HTML, and what is attached."""
    message = EmailMessage(policy=_POLICY)
    message["From"] = target.sender
    message["To"] = mail.recipient
    if target.reply_to:
        message["Reply-To"] = target.reply_to
    message["Subject"] = mail.content.subject
    message["Date"] = format_datetime(now)
    message["Message-ID"] = f"<{mail.number}@{target.address.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(mail.content.text)
    message.add_alternative(mail.content.html, subtype="html")
    for name, kind, text in mail.content.files:
        maintype, _, subtype = kind.partition("/")
        charset = {"charset": "utf-8"} if maintype == "text" else {}
        message.add_attachment(
            text.encode(), maintype=maintype, subtype=subtype, filename=name, params=charset, cte="base64"
        )
    return message
