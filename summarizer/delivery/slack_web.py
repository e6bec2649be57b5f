"""Slack's Web API: its limits are honoured, and its errors told in a sentence that says what to do.

Nothing is sent twice by itself: the SDK's own retries are off. A call that Slack put off (429) is made again, and one that
posts a message also where it surely did not arrive: no connection, or 503.
Facts are of https://docs.slack.dev/apis/web-api/rate-limits and of each method's page.
"""

from __future__ import annotations

import asyncio
import logging
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from summarizer.errors import DeliveryError, UsageError
from summarizer.extraction.transport import seconds
from summarizer.writing import safe

if TYPE_CHECKING:
    from collections.abc import Mapping

    from slack_sdk.web.async_client import AsyncWebClient

TOKEN = "SLACK_BOT_TOKEN"  # noqa: S105  (the name of the environment variable that holds it)
APP_TOKEN = "SLACK_APP_TOKEN"  # noqa: S105
API_URL = "SLACK_API_URL"
"""The environment variable that holds another address of the Web API than Slack's own, as of a relay or a test."""
INSTALL = "pip install 'summarizer[slack]'"
LONGEST_WAIT = 60.0
"""Seconds that one call waits in all, where Slack asks for pauses or is out of reach."""
TIMEOUT = 30
"""Seconds to wait for an answer."""

_log = logging.getLogger(__name__)
_sdk = _log.getChild("sdk")
_sdk.setLevel(logging.WARNING)  # below that it logs what is sent, and the addresses of answers

_GONE = ("message_not_found", "cant_update_message", "edit_window_closed")
"""What Slack says of a message that cannot be replaced (https://docs.slack.dev/reference/methods/chat.update)."""

_REPEATABLE = frozenset({"auth.test", "chat.update", "conversations.replies", "views.update"})
_TOKEN = "Slack does not accept the token in {variable}: put the app's {kind} there"  # noqa: S105
_LONG = "Slack refused a message as too long or malformed ({code}); please report it, with the briefing"
_RULES = "The rules of the workspace keep the app from posting to {where} ({code}): ask who administers it"
_SENTENCES: Mapping[str, str] = {
    "not_in_channel": "The app is not a member of {where}: invite it there with '/invite' and its name, and try again",
    "channel_not_found": "Slack shows the app no {where}: check the channel's id, and invite the app there with '/invite' and its name",
    "is_archived": "{where} is archived: name another channel",
    "missing_scope": "The app lacks the scope '{needed}': add it under 'OAuth & Permissions', and install the app again",
    "expired_trigger_id": "The click is more than three seconds old: click again",
    **dict.fromkeys(
        ("invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired", "not_allowed_token_type"),
        _TOKEN,
    ),
    **dict.fromkeys(
        ("msg_too_long", "msg_blocks_too_long", "invalid_blocks", "invalid_blocks_format", "invalid_arguments"), _LONG
    ),
    **dict.fromkeys(
        ("restricted_action", "restricted_action_read_only_channel", "restricted_action_thread_only_channel",
         "team_access_not_granted", "ekm_access_denied", "access_denied"),
        _RULES,
    ),
}  # fmt: skip
_AWAITED = frozenset({"chat.postMessage", "chat.update"})
"""Calls that a briefing hangs on: they are made again where Slack was out of reach or service, so that nothing arrived."""
_UNREACHED = 0  # in place of HTTP's status
_HOOKS = ("hooks.slack.com", "hooks.slack-gov.com")  # where Slack takes answers to commands and clicks
_UNSURE = frozenset({"fatal_error", "internal_error"})
"""Errors after which some of a call may have been done, as Slack's pages say."""


class SlackError(DeliveryError):
    """Slack refused a call, or gave no answer.

    Attributes:
        code: Slack's own word for it, such as 'not_in_channel'; '' where Slack gave none.
    """

    def __init__(self, message: str, *, code: str = "", is_unknown: bool = False) -> None:
        super().__init__(message, is_unknown=is_unknown)
        self.code = code

    @property
    def is_outside(self) -> bool:
        """Whether the app is no member of the channel."""
        return self.code in ("not_in_channel", "channel_not_found", "user_not_in_channel")

    @property
    def is_gone(self) -> bool:
        """Whether the message that was to be replaced cannot be any more: deleted, not the app's own, or too old."""
        return self.code in _GONE


class Web:
    """The Web API, with a token.

    Args:
        token: A bot's.
        variable: The environment variable that holds it, for messages.
        base_url: Another address than Slack's own.

    Raises:
        UsageError: The Slack SDK is not installed.
    """

    def __init__(self, token: str, *, variable: str = TOKEN, base_url: str | None = None) -> None:
        try:
            from slack_sdk.web.async_client import AsyncWebClient  # noqa: PLC0415  (only who speaks with Slack pays)
        except ImportError:
            raise UsageError(f"Slack's own library is not installed; run: {INSTALL}") from None
        address = base_url or AsyncWebClient.BASE_URL
        self.client: AsyncWebClient = AsyncWebClient(token, address, TIMEOUT, retry_handlers=[], logger=_sdk)
        self._variable = variable

    @classmethod
    def of(cls, environ: Mapping[str, str], variable: str = TOKEN) -> Web:
        """Return the Web API with the token that an environment variable holds.

        Raises:
            DeliveryError: It is not set.
            UsageError: The Slack SDK is not installed.
        """
        token = environ.get(variable, "").strip()
        if not token:
            raise DeliveryError(f"There is no token for Slack: put the app's bot token (xoxb-…) into {variable}.")
        return cls(token, variable=variable, base_url=environ.get(API_URL))

    async def call(self, method: str, where: str = "Slack", **arguments: Any) -> dict[str, Any]:
        """Call a method with arguments as JSON, and return the answer; pauses that Slack asks for are kept.

        Args:
            method: Such as 'chat.postMessage'.
            where: What is spoken to, for messages: 'the Slack channel C0123'.
            **arguments: The method's own; those that are None are left out.

        Raises:
            SlackError: It was refused, or no answer came; `is_unknown` where it may have been done.
        """
        given = {name: value for name, value in arguments.items() if value is not None}
        return await self._called(method, where, {"json": given})

    async def read(self, method: str, where: str = "Slack", **arguments: Any) -> dict[str, Any]:
        """Call a method that only reads, which takes its arguments in the address; else as `call`."""
        return await self._called(method, where, {"params": arguments, "http_verb": "GET"})

    async def respond(self, address: str, text: str) -> None:
        """Post a message that only the person sees to the `response_url` of what that person did.

        Raises:
            SlackError: The address is not Slack's, it was refused, or no answer came.
        """
        if not self._is_slack(address):
            raise SlackError("An answer was to go to an address that is not Slack's, and was not sent.")
        import aiohttp  # noqa: PLC0415
        from slack_sdk.webhook.async_client import AsyncWebhookClient  # noqa: PLC0415

        hook = AsyncWebhookClient(address, timeout=TIMEOUT, retry_handlers=[], logger=_sdk)
        try:
            answer = await hook.send_dict({"text": text, "response_type": "ephemeral", "replace_original": False})
        except (TimeoutError, aiohttp.ClientError, ValueError) as error:
            raise SlackError(f"Slack did not take an answer ({type(error).__name__}).") from None
        if answer.status_code != HTTPStatus.OK:
            raise SlackError(f"Slack refused an answer ({answer.status_code}).")

    def _is_slack(self, address: str) -> bool:
        """Whether an address is one that Slack takes answers at, or lies where the Web API does."""
        given, own = urlsplit(address), urlsplit(self.client.base_url)
        if given.scheme == "https" and given.netloc in _HOOKS:
            return True
        return (given.scheme, given.netloc) == (own.scheme, own.netloc)

    async def _called(self, method: str, where: str, options: dict[str, Any]) -> dict[str, Any]:
        waited, attempt = 0.0, 0
        while True:
            status, code, answer, asked = await self._once(method, where, options)
            if status == HTTPStatus.OK and not code:
                return answer
            is_away = status in (_UNREACHED, HTTPStatus.SERVICE_UNAVAILABLE)
            if status == HTTPStatus.TOO_MANY_REQUESTS or code in ("ratelimited", "rate_limited"):
                refused = SlackError(
                    f"Slack asks for a pause of {asked:.0f} seconds; try again later.", code="ratelimited"
                )
            else:
                refused = self._refused(method, where, status, code, answer)
                if not is_away or method not in _AWAITED:
                    raise refused
                asked = max(asked, 2.0**attempt)
            if waited + asked > LONGEST_WAIT:
                raise refused
            _log.info("slack is waited for", extra={"data": {"method": method, "seconds": asked, "status": status}})
            await asyncio.sleep(asked)
            waited += asked
            attempt += 1

    async def _once(self, method: str, where: str, options: dict[str, Any]) -> tuple[int, str, dict[str, Any], float]:
        """Return the status, the error's code or '', the answer and the seconds that Slack asks to wait.

        The status is 0 where there was no connection.
        """
        import aiohttp  # noqa: PLC0415  (the SDK's own client of HTTP)
        from slack_sdk.errors import SlackApiError  # noqa: PLC0415

        try:
            answer = (await self.client.api_call(method, **options)).data
        except SlackApiError as error:
            return _failed(error.response)
        except aiohttp.ClientConnectorError:
            return _UNREACHED, "", {}, 0.0
        except (
            TimeoutError,
            aiohttp.ClientError,
            AttributeError,
        ):  # (AttributeError: an answer of plain text, which the SDK cannot read)
            raise self._unsure(method, where) from None
        return HTTPStatus.OK, "", answer if isinstance(answer, dict) else {}, 0.0

    def _refused(self, method: str, where: str, status: int, code: str, answer: Mapping[str, Any]) -> SlackError:
        if status == _UNREACHED:
            return SlackError(
                f"Slack cannot be reached, so nothing was sent to {where}; check the connection, or try again later."
            )
        if code in _UNSURE or (status >= HTTPStatus.INTERNAL_SERVER_ERROR and status != HTTPStatus.SERVICE_UNAVAILABLE):
            return self._unsure(method, where, code)
        if status == HTTPStatus.SERVICE_UNAVAILABLE:
            return SlackError("Slack is out of service at present; try again later.", code=code)
        sentence = _SENTENCES.get(code, "Slack refused what was sent to {where} ({code})")
        needed = answer.get("needed", "")
        kind = (
            "app-level token (it begins with 'xapp-')"
            if self._variable == APP_TOKEN
            else "bot token (it begins with 'xoxb-')"
        )
        words = sentence.format(where=where, code=safe.plain(code), variable=self._variable, kind=kind, needed=needed)
        return SlackError(f"{words[:1].upper()}{words[1:]}.", code=code)

    def _unsure(self, method: str, where: str, code: str = "") -> SlackError:
        """Return the error of a call that may have been done, which matters only where once more would be twice."""
        why = f"Slack gave no answer on what was sent to {where}"
        if method in _REPEATABLE:
            return SlackError(f"{why}; try again later.", code=code)
        return SlackError(
            f"{why}: it may have arrived; look there before it is sent again.", code=code, is_unknown=True
        )


def _failed(answer: Any) -> tuple[int, str, dict[str, Any], float]:
    """Return what `_once` returns, of the SDK's answer, or of HTTP's where the SDK could not read it."""
    status = int(getattr(answer, "status_code", None) or answer.status)
    data = getattr(answer, "data", None)
    body = data if isinstance(data, dict) else {}
    headers = {name.lower(): value for name, value in answer.headers.items()}
    code = str(body.get("error") or "unreadable_answer")
    return status, code, body, max(seconds(headers.get("retry-after", "")), 1.0)
