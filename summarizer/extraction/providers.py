"""Where a model is served: from `PROVIDER/MODEL` and a base URL to an endpoint.

Any server that speaks OpenAI's chat completions will do; a provider is a name for a default address and for
the variable that holds its key.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from summarizer.errors import UsageError
from summarizer.extraction.schema import LARGEST_WINDOW
from summarizer.settings import server_address

if TYPE_CHECKING:
    from collections.abc import Mapping

NO_KEY = "none"
"""What is sent in place of a key where there is none."""
SMALL_WINDOW = 4
"""Sentences a small model is asked about at once; measured to be the difference between nonsense and a right answer."""
LARGE_FROM = 14
"""Billions of parameters from which a model is asked about a whole article."""


@dataclass(frozen=True, slots=True)
class _Provider:
    base_url: str
    key_variable: str | None  # None: a server that asks for no key


_PROVIDERS = {
    "openai": _Provider("https://api.openai.com/v1", "OPENAI_API_KEY"),
    "openrouter": _Provider("https://openrouter.ai/api/v1", "OPENROUTER_API_KEY"),
    "mistral": _Provider("https://api.mistral.ai/v1", "MISTRAL_API_KEY"),
    "groq": _Provider("https://api.groq.com/openai/v1", "GROQ_API_KEY"),
    "ollama": _Provider("http://localhost:11434/v1", None),
}


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A model, and where it is served.

    Attributes:
        provider: The name before the slash in `--model`.
        model: The name after it, as the server knows it.
        base_url: Without a slash at the end.
        api_key: Never shown in a `repr`.
    """

    provider: str
    model: str
    base_url: str
    api_key: str = field(repr=False)

    @property
    def official(self) -> bool:
        """Whether this is OpenAI's own server, which differs in what it accepts."""
        return self.base_url == _PROVIDERS["openai"].base_url

    @property
    def window(self) -> int:
        """Sentences a request, by the size the model's name tells, else by whether the server is on this machine."""
        size = re.search(r"(?<![\d.])(?:(\d+)x)?(\d+(?:\.\d+)?)b\b", self.model.lower())  # "7b", "1.5b", "8x7b"
        billions = int(size[1] or 1) * float(size[2]) if size else None
        large = billions >= LARGE_FROM if billions is not None else not _is_local(self.base_url)
        return LARGEST_WINDOW if large else SMALL_WINDOW


def resolve(name: str, base_url: str | None, environ: Mapping[str, str]) -> Endpoint:
    """Return the endpoint of `PROVIDER/MODEL`.

    Raises:
        UsageError: The provider is unknown and no base URL is given, its key is not set, or one of them cannot be.
    """
    provider, _, model = name.partition("/")
    known = _PROVIDERS.get(provider)
    if provider == "openai":
        base_url = base_url or environ.get("OPENAI_BASE_URL") or None
    if known is None and base_url is None:
        raise UsageError(
            f"The provider '{provider}' in the model '{name}' is not known: use one of {', '.join(_PROVIDERS)}, "
            "or give the server's address with --base-url."
        )
    variable = known.key_variable if known else f"{provider.upper()}_API_KEY"  # no provider is sent another's key
    key = environ.get(variable, "").strip() if variable else ""
    if not key and base_url is None and variable:
        raise UsageError(
            f"There is no key for '{provider}': set {variable}, name another server with --base-url, "
            "or use --model extractive, which needs none."
        )
    if not (key.isascii() and key.isprintable()):
        raise UsageError(f"The key in {variable} holds characters that no key has: set it again.")
    try:
        address = server_address(base_url or (known.base_url if known else ""))
    except ValueError as error:
        raise UsageError(f"The server's address cannot be used: {error}.") from None
    return Endpoint(provider=provider, model=model, base_url=address, api_key=key or NO_KEY)


def _is_local(base_url: str) -> bool:
    host = urlsplit(base_url).hostname or ""
    try:
        address = ip_address(host)
    except ValueError:
        return host == "localhost" or host.endswith((".localhost", ".local"))
    return address.is_private
