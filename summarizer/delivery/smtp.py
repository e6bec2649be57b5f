"""Handing mails to a mail server (SMTP, RFC 5321), and what its answers mean.

Until the last byte of a mail was sent, a broken connection means that it was not taken; after that, without the
server's answer, nobody can tell. The password stands in no message: what a server says is searched for it.
"""

from __future__ import annotations

import base64
import contextlib
import re
import smtplib
import ssl
from dataclasses import dataclass, field
from email import policy
from typing import TYPE_CHECKING, Literal

from summarizer.errors import DeliveryError
from summarizer.writing import safe

if TYPE_CHECKING:
    from email.message import EmailMessage

Security = Literal["tls", "starttls", "none"]

TIMEOUT = 30.0
"""Seconds to connect in, and for each answer until somebody is signed in."""
LAST_TIMEOUT = 120.0
"""Seconds for each answer after that: servers look through a mail first (RFC 5321, 4.5.3.2.6, would give them 600)."""
LONGEST_WORDS = 200
"""Characters of a server's own words that are shown."""

_TAKEN = range(200, 300)
_GO_ON = range(354, 355)
_CLOSING = 421
_PASSING = range(400, 500)
_DOT = re.compile(rb"^\.", re.MULTILINE)
_POLICY = policy.SMTP.clone(cte_type="7bit")  # any server takes it


@dataclass(frozen=True, slots=True)
class Login:
    """Who mails are sent as: a user's name, its password, and the environment variable that holds that."""

    user: str
    password: str = field(repr=False)
    variable: str


@dataclass(frozen=True, slots=True)
class Server:
    """A mail server: where it is, how the connection is protected, and a file of certificates besides the system's."""

    host: str
    port: int
    security: Security
    authority: str | None = None

    @property
    def label(self) -> str:
        """What a person calls it, at the beginning of a sentence."""
        return f"The mail server {self.host}:{self.port}"


class Connection:
    """A connection to a mail server, opened anew where it was lost. Blocking: for a thread of its own."""

    def __init__(self, server: Server, login: Login | None) -> None:
        self._server = server
        self._login = login
        self._smtp: smtplib.SMTP | None = None

    def open(self) -> smtplib.SMTP:
        """Return the connection, greeted, protected and signed in.

        Raises:
            DeliveryError: There is none to be had.
        """
        if self._smtp is None:
            try:
                self._smtp = self._connected()
            except (OSError, smtplib.SMTPException) as error:  # of which ssl's errors are
                raise self._unreached(error) from None
            try:
                self._protect(self._smtp)
                self._sign_in(self._smtp)
            except BaseException:
                self.drop()
                raise
            if self._smtp.sock is not None:
                self._smtp.sock.settimeout(LAST_TIMEOUT)
        return self._smtp

    def close(self) -> None:
        """Take leave of the server; whatever it says to that."""
        if self._smtp is not None:
            with contextlib.suppress(OSError, smtplib.SMTPException):
                self._smtp.quit()
            self.drop()

    def drop(self) -> None:
        """Let go of the connection."""
        if self._smtp is not None:
            self._smtp.close()
            self._smtp = None

    def send(self, mail: EmailMessage, sender: str, recipient: str) -> None:
        """Hand over one mail for one recipient.

        Raises:
            DeliveryError: It was refused or not taken; `is_unknown` where the server's answer is missing.
        """
        smtp = self.open()
        content = _DOT.sub(b"..", mail.as_bytes(policy=_POLICY))
        try:
            size = [f"size={len(content)}"] if smtp.has_extn("size") else []
            self._check(smtp.mail(sender, size), f"refused mail from {sender}")
            self._check(smtp.rcpt(recipient), f"refused the recipient {recipient}")
            self._check(smtp.docmd("DATA"), f"refused the mail to {recipient}", _GO_ON)
            smtp.send(content + b".\r\n")
        except (OSError, smtplib.SMTPException):
            self.drop()
            raise DeliveryError(
                f"{self._server.label} broke the connection before it had the mail to {recipient}; try again later."
            ) from None
        self._check(self._answer(smtp), f"refused the mail to {recipient}")

    def _answer(self, smtp: smtplib.SMTP) -> tuple[int, bytes]:
        """Return the server's answer to a whole mail."""
        reply = None
        with contextlib.suppress(OSError, smtplib.SMTPException):
            reply = smtp.getreply()
        if reply is None or reply[0] < 0:
            self.drop()
            raise DeliveryError(f"{self._server.label} did not answer after it was sent.", is_unknown=True)
        return reply

    # ── The connection ──

    def _connected(self) -> smtplib.SMTP:
        server = self._server
        if server.security == "tls":
            return smtplib.SMTP_SSL(server.host, server.port, timeout=TIMEOUT, context=self._trust())
        return smtplib.SMTP(server.host, server.port, timeout=TIMEOUT)

    def _trust(self) -> ssl.SSLContext:
        """Return the certificates that are trusted: the system's, and those of the file."""
        context = ssl.create_default_context()
        if self._server.authority:
            try:
                context.load_verify_locations(self._server.authority)
            except (OSError, ssl.SSLError):
                raise DeliveryError(
                    f"The file of certificates, '{self._server.authority}', cannot be read; check ca_file."
                ) from None
        return context

    def _protect(self, smtp: smtplib.SMTP) -> None:
        """Begin TLS where the connection begins without it."""
        server = self._server
        try:
            smtp.ehlo_or_helo_if_needed()
            if server.security == "starttls":
                if not smtp.has_extn("starttls"):
                    raise DeliveryError(
                        f"{server.label} offers no STARTTLS, and nothing is sent in the open; "
                        'set security = "tls" with its port, which is often 465.'
                    )
                self._check(smtp.starttls(context=self._trust()), "refused STARTTLS")
                smtp.ehlo()
        except (OSError, smtplib.SMTPException) as error:
            raise self._unreached(error) from None

    def _sign_in(self, smtp: smtplib.SMTP) -> None:
        login = self._login
        if login is None:
            return
        label = self._server.label
        try:
            smtp.login(login.user, login.password)
        except smtplib.SMTPAuthenticationError as error:
            advice = f"check username and the password in {login.variable}"
            if error.smtp_code in _PASSING:
                advice = "try again later"
            said = self._said(error.smtp_code, error.smtp_error)
            raise DeliveryError(f"{label} did not accept the user {login.user} {said}; {advice}.") from None
        except UnicodeError:
            raise DeliveryError(
                f"The user's name or the password in {login.variable} has letters that SMTP cannot send; only ASCII's can."
            ) from None
        except smtplib.SMTPServerDisconnected as error:
            raise self._unreached(error) from None
        except smtplib.SMTPException:  # it offers no way to sign in, or none that is known here
            raise DeliveryError(
                f"{label} offers no way to sign in that is known here (PLAIN, LOGIN, CRAM-MD5); leave out username, or use "
                "another port or security."
            ) from None
        except OSError as error:
            raise self._unreached(error) from None

    # ── What it says ──

    def _check(self, reply: tuple[int, bytes], what: str, wanted: range = _TAKEN) -> None:
        """Raise where a reply is a refusal, and make the connection ready for the next mail."""
        code, words = reply
        if code in wanted:
            return
        smtp = self._smtp
        if smtp is not None:
            try:
                if code == _CLOSING or smtp.rset()[0] not in _TAKEN:
                    self.drop()
            except (OSError, smtplib.SMTPException):
                self.drop()
        passes = code in _PASSING
        advice = "for now; try again later" if passes else "for good; mend what it says before it is sent again"
        raise DeliveryError(f"{self._server.label} {what} {self._said(code, words)} {advice}.")

    def _said(self, code: int, words: bytes | str) -> str:
        """Return a reply in brackets: its code and the beginning of its words, without the password."""
        text = words.decode(errors="replace") if isinstance(words, bytes) else words
        if self._login is not None:
            secret, user = self._login.password, self._login.user
            for one in (_in_base64(f"\0{user}\0{secret}"), _in_base64(secret), secret):
                text = text.replace(one, "…")
        shown = safe.plain(text[: 4 * LONGEST_WORDS])[:LONGEST_WORDS].rstrip(" .")
        return f"({code}, ‘{shown}’)" if shown else f"({code})"

    def _unreached(self, error: Exception) -> DeliveryError:
        label = self._server.label
        if isinstance(error, ssl.SSLCertVerificationError):
            why = f"shows a certificate that does not hold ({error.verify_message}); check host, or name its ca_file"
        elif isinstance(error, ssl.SSLError):
            other = {"tls": "starttls", "starttls": "tls"}.get(self._server.security, "tls")
            why = f'does not speak TLS on this port; check port, or set security = "{other}"'
        elif isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError):
            why = f"did not answer in {TIMEOUT:.0f} seconds; check host, port and security"
        elif isinstance(error, smtplib.SMTPServerDisconnected):
            why = "broke the connection; check port and security, or try again later"
        elif isinstance(error, smtplib.SMTPResponseException):
            why = f"does not take mail at present {self._said(error.smtp_code, error.smtp_error)}; try again later"
        else:
            why = "cannot be reached; check host and port, and the connection"
        return DeliveryError(f"{label} {why}.")


def _in_base64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()
