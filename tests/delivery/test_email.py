"""Editions by e-mail: to a mail server on loopback with TLS, read back by the standard library's parser."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from summarizer.delivery import smtp
from summarizer.delivery.email import LONGEST_SUBJECT, Email, composed
from summarizer.delivery.target import Dispatch
from summarizer.errors import DeliveryError
from summarizer.models import Briefing, Engine
from summarizer.writing import to_html, to_text
from summarizer.writing.mail import to_mail

READER, OTHER = "reader@vell.example", "other@moor.example"
FIELDS = {
    "to": "email",
    "recipients": (READER, OTHER),
    "sender": "Harbour desk <desk@quay.example>",
    "host": "127.0.0.1",
}
NOW = datetime(2031, 3, 9, 6, 30, tzinfo=UTC)


def of(briefing, profile="morning"):
    """An edition of a briefing."""
    return Dispatch(profile=profile, date=briefing.date, number=1, briefing=briefing, home=Path())


def target_of(server, certificate, **fields):
    """A target at a server on loopback."""
    own = {"port": server.port, "ca_file": str(certificate.file), "username": server.USER}
    return Email(**{**FIELDS, **own, **fields})


def deliver(target, briefing):
    """Send all mails of an edition, and return their references."""

    async def delivered():
        found = []
        async with target.opened({"SMTP_PASSWORD": "open-quay-42"}) as sender:
            for message in target.messages(of(briefing)):
                found.append(await sender.send(message, found))
        return found

    return asyncio.run(delivered())


def read(target, briefing):
    """The mail to the first recipient, as it is read at its end."""
    mail = composed(target.messages(of(briefing))[0].body, target, NOW)
    return message_from_bytes(mail.as_bytes(), policy=policy.default)


def lines(part):
    """What a part says, with the ends of lines that this machine has."""
    return part.get_content().replace("\r\n", "\n")


def named(title, date="2031-03-09"):
    """A briefing with a title."""
    return Briefing(title=title, date=date, engine=Engine(model="extractive"))


# ── It arrives ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_an_edition_arrives(mail_server, certificate, harbour, security):
    """Over TLS, from a user who signed in, a mail to each recipient, with the text and the HTML as they were written."""
    server = mail_server(security)
    references = deliver(target_of(server, certificate, security=security), harbour)
    assert [(sender, to) for sender, to, _ in server.mails] == [
        ("desk@quay.example", [READER]),
        ("desk@quay.example", [OTHER]),
    ]
    for (_, (recipient,), mail), reference in zip(server.mails, references, strict=True):
        assert (mail["From"], mail["To"]) == ("Harbour desk <desk@quay.example>", recipient)
        assert (mail["Cc"], mail["Bcc"], mail["Reply-To"]) == (None, None, None)
        assert (mail["Subject"], mail["Auto-Submitted"]) == ("Harbour, 9 March 2031", "auto-generated")
        assert mail["Message-ID"] == reference
        assert abs(mail["Date"].datetime - datetime.now(UTC)).total_seconds() < 600
        assert mail.get_content_type() == "multipart/alternative"
        text, html = mail.iter_parts()
        assert (text.get_content_type(), html.get_content_type()) == ("text/plain", "text/html")
        assert lines(text) == to_text(harbour, 72)
        assert lines(html) == to_mail(harbour)
        assert not list(mail.defects)
    assert server.connections == 1 + (security == "starttls")


def test_files_go_with_it(mail_server, certificate, harbour):
    """The whole page, and others, as they are; the mail says so where it is cut."""
    server = mail_server()
    target = target_of(server, certificate, attach=["html", "json", "markdown"], recipients=[READER])
    deliver(target, harbour)
    mail = server.mails[0][2]
    assert mail.get_content_type() == "multipart/mixed"
    files = {part.get_filename(): part for part in mail.iter_attachments()}
    assert list(files) == [f"briefing-2031-03-09.{ending}" for ending in ("html", "json", "md")]
    page, data, markdown = files.values()
    assert page.get_content() == to_html(harbour)
    assert data.get_content().decode() == harbour.to_json()
    assert markdown.get_content() == harbour.to_markdown()


def test_any_server_takes_its_lines(mail_server, certificate, harbour):
    """They are of ASCII and at most 998 letters (RFC 5322, 2.1.1), and a line that is a full stop ends nothing."""
    words = ".\r\n.\n" + "港" * 2_000 + " " + "x" * 2_000
    briefing = harbour.model_copy(update={"title": words})
    server = mail_server()
    target = target_of(server, certificate, recipients=[READER], attach=["markdown"])
    deliver(target, briefing)
    (raw,) = server.raw
    assert raw.isascii()
    assert max(map(len, raw.split(b"\r\n"))) <= 998
    assert b"\n" not in raw.replace(b"\r\n", b"")
    text, html = server.mails[0][2].get_body(("plain",)), server.mails[0][2].get_body(("html",))
    assert lines(text) == to_text(briefing, 72)
    assert lines(html) == to_mail(briefing)


def test_mail_on_this_machine_needs_no_tls(mail_server, certificate, harbour):
    """As nobody listens there."""
    server = mail_server("none")
    assert len(deliver(target_of(server, certificate, security="none", host="localhost"), harbour)) == 2
    assert len(server.mails) == 2


# ── Its head ──────────────────────────────────────────────────────────────────────────────────────


def test_the_same_mail_has_the_same_number(harbour):
    """So a repeated one is known; another recipient's, day's or content's has another."""
    target = Email(**FIELDS)
    numbers = [message.body.number for message in target.messages(of(harbour))]
    assert [message.body.number for message in target.messages(of(harbour))] == numbers
    changed = (of(harbour, "evening"), of(named("Harbour", "2031-03-10")), of(named("Quay")))
    others = [message.body.number for edition in changed for message in target.messages(edition)]
    assert len({*numbers, *others}) == 8
    assert read(target, harbour)["Message-ID"] == f"<{numbers[0]}@quay.example>"


@pytest.mark.parametrize(
    ("title", "subject", "line"),
    [
        ("Harbour", None, "Harbour, 9 March 2031"),
        ("", None, "Briefing for 9 March 2031"),
        ("Quay of 9 March 2031", None, "Quay of 9 March 2031"),
        ("Harbour", "{profile}: {title} ({date})", "morning: Harbour (2031-03-09)"),
        ("{date} {x}", "{title}", "{date} {x}"),
        ("Quay\r\nBcc: evil@evil.example", None, "Quay Bcc: evil@evil.example, 9 March 2031"),
        ("Quay\n\n<html>", None, "Quay <html>, 9 March 2031"),
        ("Quay\u2028Bcc: x\x85Cc: y\x0bTo: z", None, "Quay Bcc: x Cc: y To: z, 9 March 2031"),
        ("\x1b[31mQuay\x00 \u202egnp.exe\u200b", None, "␛[31mQuay␀ \ufffdgnp.exe, 9 March 2031"),
        ("=?utf-8?q?Quay=0D=0ABcc=3A_x?=", None, "= ?utf-8?q?Quay=0D=0ABcc=3A_x?=, 9 March 2031"),
        ("港の発表, בטוח 🚢", None, "港の発表, בטוח 🚢, 9 March 2031"),
    ],
)
def test_a_subject_is_one_inert_line(title, subject, line):
    """Whatever articles and models wrote, nothing of it becomes a line of the head."""
    mail = read(Email(**FIELDS, subject=subject), named(title))
    assert mail["Subject"] == line
    assert (mail["Bcc"], mail["Cc"], mail["To"]) == (None, None, READER)
    assert not mail["Subject"].defects


@given(st.text(max_size=300))
@settings(max_examples=60)
def test_any_title_is_a_subject(title):
    """It comes back as it was sent, cut at a word, and the head has no line more."""
    target = Email(**FIELDS)
    mail = read(target, named(title))
    assert mail["Subject"] == target.messages(of(named(title)))[0].body.content.subject
    assert 1 <= len(mail["Subject"]) <= LONGEST_SUBJECT
    assert mail.keys() == read(target, named("Quay")).keys()
    assert mail["To"] == READER


def test_a_long_subject_is_cut_at_a_word():
    """One word alone is cut where it has to be."""
    target = Email(**FIELDS)
    assert read(target, named("Ferry hits the quay " * 20))["Subject"] == f"{'Ferry hits the quay ' * 5}Ferry hits the…"
    assert read(target, named("x" * 500))["Subject"] == f"{'x' * 119}…"


def test_answers_may_go_elsewhere(harbour):
    """To the address that the settings name; a sender's name may be of any script."""
    mail = read(Email(**{**FIELDS, "sender": "Börse, «港» <desk@quay.example>"}, reply_to="you@quay.example"), harbour)
    assert mail["Reply-To"] == "you@quay.example"
    (sender,) = mail["From"].addresses
    assert (sender.display_name, sender.addr_spec) == ("Börse, «港»", "desk@quay.example")


# ── The target ────────────────────────────────────────────────────────────────────────────────────


def test_the_ledger_knows_it_by_its_sender(harbour):
    """And each message by its recipient, so that those who come later are sent their own, and the others none."""
    few, more = (Email(**{**FIELDS, "recipients": some}) for some in ([READER], [OTHER, READER]))
    assert few.key == more.key == "email desk@quay.example"
    assert [message.name for message in more.messages(of(harbour))] == [OTHER, READER]
    assert len({message.digest for one in (few, more) for message in one.messages(of(harbour))}) == 1
    assert (few.label, more.label) == (f"e-mail to {READER}", "e-mail to 2 recipients")
    assert few.is_independent
    assert not few.can_update


def test_a_mail_that_was_sent_is_not_replaced(mail_server, certificate, harbour):
    """Nobody asks for it; who does is told."""
    target = target_of(mail_server(), certificate)

    async def replaced():
        async with target.opened({"SMTP_PASSWORD": "open-quay-42"}) as sender:
            await sender.update(target.messages(of(harbour))[0], "<1@quay.example>")

    with pytest.raises(DeliveryError, match="was sent before, and cannot be replaced"):
        asyncio.run(replaced())


def test_ports_follow_from_security():
    """Those of the standards, where none is named."""
    ports = []
    for security in ("tls", "starttls", "none"):
        target = Email(**FIELDS, security=security)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(smtp.Connection, "open", lambda self: ports.append(self._server.port))
            asyncio.run(opened(target))
    assert ports == [465, 587, 25]


async def opened(target):
    """Open a target, and close it."""
    async with target.opened({}):
        pass


def test_addresses_are_written_as_servers_take_them():
    """A host's name in ASCII and small letters."""
    target = Email(**{**FIELDS, "recipients": ["Reader+news@Bücher.Example"], "sender": "«Q» <d@QUAY.example>"})
    assert target.recipients == ("Reader+news@xn--bcher-kva.example",)
    assert target.address == "d@quay.example"


@pytest.mark.parametrize(
    "fields",
    [
        *({"recipients": [one]} for one in ("", "quay", "@quay.example", "a@", "a b@quay.example", "a@b@quay.example")),
        *(
            {"recipients": [one]}
            for one in ("a@quay.example\nBcc: b@c", "<a@quay.example>", "a@-quay.example", "a@q..x")
        ),
        *(
            {"recipients": [one]}
            for one in (".a@quay.example", "a..b@quay.example", "é@quay.example", "a@[127.0.0.1]x")
        ),
        {"recipients": []},
        {"recipients": [READER, READER]},
        {"recipients": READER},
        {"sender": "Harbour desk"},
        {"sender": "x\ny"},
        {"reply_to": "x"},
        {"host": "mail server"},
        {"host": ""},
        {"host": "mail.example:465"},
        {"host": "x" * 300},
        {"port": 0},
        {"security": "ssl"},
        {"security": "none", "host": "mail.example"},
        {"security": "none", "host": "10.0.0.1"},
        {"ca_file": "certs/own.pem"},
        {"subject": " "},
        {"subject": "{day}"},
        {"subject": "{"},
        {"username": ""},
        {"password_env": "hunter 2"},
        {"password": "hunter2"},
        {"attach": ["pdf"]},
    ],
)
def test_fields_that_cannot_be(fields):
    """Are refused before anything is sent, in a message of one line."""
    with pytest.raises(ValidationError) as caught:
        Email(**{**FIELDS, **fields})
    assert "hunter" not in (said := caught.value.errors()[0]["msg"])
    assert "\n" not in said
