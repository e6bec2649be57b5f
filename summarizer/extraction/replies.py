"""What a server's HTTP answer means: a body, a failure that may pass, or an error that ends the question or the run."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from summarizer.errors import (
    AuthenticationError,
    InvalidError,
    ModelError,
    RefusedError,
    TruncatedError,
    UnknownModelError,
)
from summarizer.extraction.prices import Tokens
from summarizer.extraction.transport import Failed, is_passing

if TYPE_CHECKING:
    from summarizer.extraction.providers import Endpoint

MOST_TOKENS = 1_000_000_000
"""What a server may say it used in one request; a larger number is none."""
LONGEST_WORDS = 200
"""Characters of a server's own words that are shown."""

_GARBLED = object()
_TOO_LONG = re.compile(r"context[_ -](?:length|size|window)", re.IGNORECASE)  # as servers say it, each its own way
_USED_UP = frozenset({"insufficient_quota", "billing_hard_limit_reached", "billing_not_active"})  # OpenAI's codes


@dataclass(frozen=True, slots=True)
class Reply:
    """A server's answer over HTTP.

    Attributes:
        wait: Seconds that it asks to be left alone for; None where it asks for nothing.
        kind: Its content type; '' where it gives none.
        location: Where it redirects to; '' where it does not.
        content: Its body, as it came.
    """

    status: int
    wait: float | None
    kind: str
    location: str
    content: bytes

    @property
    def good(self) -> bool:
        """Whether the server says that this is what was asked for."""
        return 200 <= self.status < 300  # noqa: PLR2004  (HTTP's own numbers)


def read(reply: Reply, endpoint: Endpoint, model: str, option: str, *, known: bool) -> dict[str, Any]:
    """Return the body of an answer, a JSON object.

    Args:
        reply: What the server answered.
        endpoint: The server.
        model: The model that was asked.
        option: Where that model is named.
        known: Whether the server has given a good answer before: a web page then is a failure that may pass.

    Raises:
        Failed: There may be a better answer to another attempt.
        ModelError: There will be none; the leaf says why.
    """
    body = parsed(reply.content, _GARBLED)
    if reply.good:
        if isinstance(body, dict):
            return body
        page = "html" in reply.kind.lower() and not known
        if body is _GARBLED and not page:
            raise Failed("what it answered is no JSON", garbled=True)
        raise InvalidError(no_answer(endpoint, option), provider=endpoint.provider)
    error = body.get("error", body) if isinstance(body, dict) else None if body is _GARBLED else body
    code = [str(error.get(name)) for name in ("code", "type")] if isinstance(error, dict) else []
    said = _said(error, reply)
    ours = _final(reply, code, said, endpoint, model, option)
    if ours:
        raise ours
    busy = reply.status == 429  # noqa: PLR2004
    raise Failed(
        f"it answered {reply.status}{_asking(reply)}: {said}",
        status=reply.status,
        wait=reply.wait,
        advice="try again later, or ask for less at once with --concurrency" if busy else "try again later",
    )


def parsed(content: bytes | str, otherwise: object = None) -> Any:
    """Return JSON as what it holds; `otherwise` where it is none."""
    try:
        return json.loads(content)
    except (ValueError, RecursionError):  # a UnicodeDecodeError is a ValueError, too
        return otherwise


def tokens(content: bytes) -> Tokens | None:
    """Return what the server says a request used, in an answer or in an error; None where it says nothing."""
    body = parsed(content)
    usage = body.get("usage") if isinstance(body, dict) else None
    if not isinstance(usage, dict):
        return None
    read, written = _number(usage.get("prompt_tokens")), _number(usage.get("completion_tokens"))
    if read is None and written is None:
        return None
    details = usage.get("prompt_tokens_details")
    cached = _number(details.get("cached_tokens")) if isinstance(details, dict) else None
    return Tokens(read or 0, written or 0, min(cached or 0, read or 0))


def is_answer(body: Any) -> bool:
    """Return whether this is what a model said, and worth keeping: a chat completion, or embeddings."""
    if not isinstance(body, dict):
        return False
    choices, data = body.get("choices"), body.get("data")
    if isinstance(choices, list) and choices:
        return isinstance(choices[0], dict) and isinstance(choices[0].get("message"), dict)
    return isinstance(data, list) and bool(data)


def one_line(text: str) -> str:
    """Return the beginning of a text on one line, without what a terminal would obey."""
    shown = "".join(c if c.isprintable() else " " for c in text[: 4 * LONGEST_WORDS])
    return " ".join(shown.split())[:LONGEST_WORDS]


def _final(  # noqa: PLR0911, PLR0913, PLR0917  (a table of what statuses mean, and what the sentences name)
    reply: Reply, code: list[str], said: str, endpoint: Endpoint, model: str, option: str
) -> ModelError | None:
    """Return the error of ours that says what happened and what mends it; None where another attempt may."""
    status = reply.status
    whose: dict[str, Any] = {"provider": endpoint.provider, "status": status}
    where = f"the server at {endpoint.base_url}"
    if status in (401, 403):
        return AuthenticationError(key_refused(endpoint, status), **whose)
    if status == 402 or (status == 429 and _USED_UP.intersection(code)):  # noqa: PLR2004
        return AuthenticationError(
            f"The quota of the key for '{endpoint.provider}' is used up ({status}), says {where}: add to it, or use "
            f"another key. ({said})",
            **whose,
        )
    if status == 404 or "model_not_found" in code:  # noqa: PLR2004
        return UnknownModelError(
            f"The model '{model}' is not known ({status}) to {where}: check {option} and --base-url.", **whose
        )
    if 300 <= status < 400:  # noqa: PLR2004
        to = f" to '{one_line(reply.location)}'" if reply.location else ""
        return UnknownModelError(
            f"A redirect ({status}){to} by {where} is not followed, as the key would go with it: check --base-url.",
            **whose,
        )
    if is_passing(status):
        return None
    if _TOO_LONG.search(f"{code} {said}"):
        return TruncatedError("What was sent is too long for the model.", **whose)
    return RefusedError(f"The request was refused ({status}) by {where}: {said}", **whose)


def key_refused(endpoint: Endpoint, status: int) -> str:
    """Return the sentence for a key that the server does not take."""
    return f"The key for '{endpoint.provider}' was refused ({status}) by the server at {endpoint.base_url}: check it."


def no_answer(endpoint: Endpoint, option: str) -> str:
    """Return the sentence for an answer that is none."""
    if option == "--embeddings":
        wanted, check = "a vector for each text", option
    else:
        wanted, check = "a chat completion", "--base-url"
    return f"The server at {endpoint.base_url} answered with something other than {wanted}: check {check}."


def _asking(reply: Reply) -> str:
    return f" and asks to wait {reply.wait:.0f} s" if reply.wait else ""


def _said(error: Any, reply: Reply) -> str:
    """Return the server's own words for what is wrong."""
    message = error.get("message") or error.get("detail") if isinstance(error, dict) else error
    raw = reply.content[: 4 * LONGEST_WORDS].decode("utf-8", "replace")
    return one_line(str(message or raw)) or "it says no more"


def _number(value: object) -> int | None:
    return value if type(value) is int and 0 <= value <= MOST_TOKENS else None
