"""A mail server's answers, and the lack of them: what is sent, what is not, and what nobody can tell."""

from __future__ import annotations

import asyncio
import base64
import logging
import re
import socket
import threading
import traceback
from contextlib import contextmanager
from pathlib import Path

import pytest

from summarizer.delivery import smtp
from summarizer.delivery.email import Email
from summarizer.delivery.target import Dispatch
from summarizer.errors import DeliveryError

READER, OTHER = "reader@vell.example", "other@moor.example"
FIELDS = {"to": "email", "recipients": (READER, OTHER), "sender": "desk@quay.example", "host": "127.0.0.1"}
RIGHT, WRONG = "open-quay-42", "secret-0123456789"


def target_of(server, certificate, **fields):
    """A target at a server on loopback."""
    own = {"port": server.port, "ca_file": str(certificate.file), "username": server.USER}
    return Email(**{**FIELDS, **own, **fields})


def deliver(target, briefing, password=RIGHT):
    """Send all mails of an edition; return their references, and the errors in their place."""
    edition = Dispatch(profile="morning", date=briefing.date, number=1, briefing=briefing, home=Path())

    async def delivered():
        found = []
        async with target.opened({"SMTP_PASSWORD": password}) as sender:
            for message in target.messages(edition):
                try:
                    found.append(await sender.send(message, found))
                except DeliveryError as error:
                    found.append(error)
        return found

    return asyncio.run(delivered())


def refused(target, briefing, **options):
    """Return the error in which opening ends, in one line."""
    with pytest.raises(DeliveryError) as caught:
        deliver(target, briefing, **options)
    assert "\n" not in str(caught.value)
    return caught.value


def test_one_recipient_refused_stops_no_other(mail_server, certificate, harbour):
    """It is told in the server's words; the next mail goes over the same connection."""
    server = mail_server()
    server.answers[READER] = "550 5.1.1 no such\x1b[31m user"
    error, reference = deliver(target_of(server, certificate), harbour)
    assert str(error) == (
        f"The mail server 127.0.0.1:{server.port} refused the recipient {READER} (550, ‘5.1.1 no such␛[31m user’) "
        "for good; mend what it says before it is sent again."
    )
    assert not error.is_unknown
    assert reference.endswith("@quay.example>")
    assert [to for _, to, _ in server.mails] == [[OTHER]]
    assert server.connections == 1


@pytest.mark.parametrize(
    ("what", "answer", "told"),
    [
        (READER, "450 4.2.0 greylisted", "refused the recipient reader@vell.example (450, ‘4.2.0 greylisted’) for now"),
        ("MAIL", "553 not yours", "refused mail from desk@quay.example (553, ‘not yours’) for good"),
        ("END", "552 too large", "refused the mail to reader@vell.example (552, ‘too large’) for good"),
        ("END", "421 shutting down", "refused the mail to reader@vell.example (421, ‘shutting down’) for now"),
        ("MAIL", "", "broke the connection before it had the mail to reader@vell.example"),
        (READER, "", "broke the connection before it had the mail to reader@vell.example"),
    ],
)
def test_what_is_not_taken_is_not_sent(mail_server, certificate, harbour, what, answer, told):
    """The next mail is tried, over a new connection where that is needed."""
    server = mail_server()
    server.answers[what] = answer
    error, other = deliver(target_of(server, certificate), harbour)
    assert str(error).startswith(f"The mail server 127.0.0.1:{server.port} {told}")
    assert not error.is_unknown
    assert isinstance(other, str) == (what == READER)
    assert len(server.mails) == (what == READER)


def test_a_mail_without_an_answer_may_have_arrived(mail_server, certificate, harbour):
    """Once it was sent whole, nobody can tell; the next one has a connection of its own."""
    server = mail_server()
    server.answers["END"] = "250 taken, and lost"
    first, second = deliver(target_of(server, certificate), harbour)
    assert str(first) == f"The mail server 127.0.0.1:{server.port} did not answer after it was sent."
    assert first.is_unknown
    assert second.is_unknown
    assert server.connections == 2
    assert [to for _, to, _ in server.mails] == [[READER], [OTHER]]


def test_an_answer_that_is_none_leaves_it_open(mail_server, certificate, harbour):
    """A mail that was answered with words alone may have been taken."""
    server = mail_server()
    server.answers["END"] = "taken"
    assert deliver(target_of(server, certificate, recipients=[READER]), harbour)[0].is_unknown


def test_a_mail_that_is_too_large_is_refused_at_once(mail_server, certificate, harbour):
    """The server is told its size, and says no before it is sent."""
    server = mail_server(data_size_limit=1_000)
    error, _ = deliver(target_of(server, certificate), harbour)
    assert "refused mail from desk@quay.example (552" in str(error)


def test_a_wrong_password(mail_server, certificate, harbour):
    """Is told with what to check, and never printed."""
    server = mail_server()
    error = refused(target_of(server, certificate), harbour, password=WRONG)
    assert str(error).startswith(f"The mail server 127.0.0.1:{server.port} did not accept the user desk (535, ‘5.7.8 ")
    assert str(error).endswith("check username and the password in SMTP_PASSWORD.")


@pytest.mark.parametrize(
    ("password", "told"),
    [
        ("", "There is no password for desk at 127.0.0.1: the environment variable SMTP_PASSWORD is not set."),
        ("sønner-0123456789", "has letters that SMTP cannot send; only ASCII's can."),
    ],
)
def test_a_password_that_cannot_be(mail_server, certificate, harbour, password, told):
    """Is told by its variable's name."""
    error = refused(target_of(mail_server(), certificate), harbour, password=password)
    assert told in str(error)
    assert "sønner" not in "".join(traceback.format_exception(error))


def test_a_server_without_a_way_to_sign_in(mail_server, certificate, harbour):
    """Says what to change."""
    server = mail_server(auth_exclude_mechanism=["LOGIN", "PLAIN"])
    assert "offers no way to sign in that is known here" in str(refused(target_of(server, certificate), harbour))


def test_nothing_is_sent_in_the_open(mail_server, certificate, harbour):
    """Not where the server offers no STARTTLS."""
    server = mail_server("none")
    error = refused(target_of(server, certificate, security="starttls"), harbour)
    assert 'offers no STARTTLS, and nothing is sent in the open; set security = "tls"' in str(error)


@pytest.mark.parametrize(("speaks", "wanted"), [("none", "tls"), ("starttls", "tls")])
def test_a_port_of_another_kind(mail_server, certificate, harbour, speaks, wanted):
    """Says that the port does not speak TLS."""
    error = refused(target_of(mail_server(speaks), certificate, security=wanted), harbour)
    assert 'does not speak TLS on this port; check port, or set security = "starttls"' in str(error)


@pytest.mark.parametrize("security", ["tls", "starttls"])
@pytest.mark.parametrize("host", ["127.0.0.1", "moor.example"])
def test_a_certificate_that_does_not_hold(mail_server, certificate, certificate_of, harbour, security, host):
    """Neither one of an unknown authority, nor one of another name: nobody signs in, and nothing is sent."""
    other = certificate_of(host)
    server = mail_server(security, shown=other)
    trusted = certificate if host == "127.0.0.1" else other
    error = refused(target_of(server, trusted, security=security), harbour)
    assert re.search(r"shows a certificate that does not hold \(.*\); check host, or name its ca_file\.$", str(error))
    assert not server.mails


def test_certificates_that_cannot_be_read(mail_server, certificate, harbour, tmp_path):
    """Are told by the file's name, whether it is missing or holds none."""
    server = mail_server()
    (tmp_path / "empty.pem").write_text("none")
    for name in ("gone.pem", "empty.pem"):
        error = refused(target_of(server, certificate, ca_file=str(tmp_path / name)), harbour)
        assert f"{name}', cannot be read; check ca_file." in str(error)


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_nothing_listens(mail_server, certificate, harbour, security):
    """Then nothing was sent."""
    server = mail_server(security)
    server.close()
    error = refused(target_of(server, certificate, security=security), harbour)
    assert str(error).endswith("cannot be reached; check host and port, and the connection.")
    assert not error.is_unknown


def test_a_silent_port(harbour, monkeypatch, certificate):
    """It is given up after a while."""
    monkeypatch.setattr(smtp, "TIMEOUT", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        target = Email(**FIELDS, security="starttls", port=listening.getsockname()[1])
        assert "did not answer in 0 seconds; check host, port and security." in str(refused(target, harbour))


@contextmanager
def scripted(*answers):
    """A server that gives these answers, one to each line it reads, the first as its greeting, and then hangs up."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def talk():
            line, _ = listening.accept()
            listening.close()  # nobody waits for a second talk
            with line, line.makefile("rb") as heard:
                for answer in answers:
                    line.sendall(f"{answer}\r\n".encode())
                    heard.readline()

        port = listening.getsockname()[1]
        thread = threading.Thread(target=talk)
        thread.start()
        yield port
        thread.join()


HELLO = ("220 quay.example", "250-quay.example\r\n250 AUTH PLAIN")
IN = (*HELLO, "235 in")


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        (["554 closed today"], "does not take mail at present (554, ‘closed today’); try again later."),
        ([], "broke the connection; check port and security, or try again later."),
        (HELLO[:1], "broke the connection; check port and security, or try again later."),
        (HELLO, "broke the connection; check port and security, or try again later."),
        ((*HELLO, "454 busy"), "did not accept the user desk (454, ‘busy’); try again later."),
        ((*HELLO, "535"), "did not accept the user desk (535); check username and the password in SMTP_PASSWORD."),
    ],
)
def test_a_server_that_lets_nobody_in(harbour, answers, told):
    """Is told in its words, with what to do."""
    with scripted(*answers) as port:
        error = refused(Email(**FIELDS, security="none", port=port, username="desk"), harbour)
    assert str(error) == f"The mail server 127.0.0.1:{port} {told}"
    assert not error.is_unknown


@pytest.mark.parametrize("then", [[], ["500 what"]])
def test_a_server_that_refuses_all_is_asked_anew(harbour, then):
    """Where it does not even forget the mail it refused, the connection is of no more use."""
    with scripted(*IN, "550 no", *then) as port:
        first, second = deliver(Email(**FIELDS, security="none", port=port, username="desk"), harbour)
    assert "refused mail from desk@quay.example (550, ‘no’) for good" in str(first)
    assert not first.is_unknown
    assert not second.is_unknown


def test_the_password_is_told_to_nobody(mail_server, certificate, harbour, caplog):
    """Not where the server repeats it as it is or as it was sent, nor in a log, nor in what is printed of an error."""
    caplog.set_level(logging.DEBUG)
    secret = RIGHT
    encoded = base64.b64encode(f"\0desk\0{secret}".encode()).decode()
    server = mail_server()
    target = target_of(server, certificate)
    login = smtp.Login("desk", secret, "SMTP_PASSWORD")
    connection = smtp.Connection(smtp.Server("127.0.0.1", server.port, "tls"), login)
    server.answers |= {READER: f"550 {secret} {encoded}", OTHER: f"550 {base64.b64encode(secret.encode()).decode()}"}
    errors = deliver(target, harbour)
    said = "".join("".join(traceback.format_exception(error)) for error in errors)
    said += f"{login!r} {connection!r} {target!r} {target.key} {target.label} "
    said += " ".join(one.getMessage() for one in caplog.records if one.name != "mail.log")  # the server's own
    assert "(550, ‘… …’)" in said
    assert secret not in said
    assert encoded not in said


def test_an_interruption_closes_the_connection(mail_server, certificate, harbour):
    """Whatever goes wrong between two mails, no connection stays open."""
    server = mail_server()

    async def interrupted():
        async with target_of(server, certificate).opened({"SMTP_PASSWORD": server.PASSWORD}) as sender:
            kept.append(sender)
            raise KeyboardInterrupt

    kept = []
    with pytest.raises(KeyboardInterrupt):
        asyncio.run(interrupted())
    assert kept[0]._connection._smtp is None
