"""Settings: a file, then the environment, then flags; the later one wins.

The file is `summarizer.toml`, searched upward from the working folder, or the one that is named. The
environment's names are `SUMMARIZER_` and the setting in capitals. `OPENAI_API_KEY` and `OPENAI_BASE_URL` are
read as the OpenAI client reads them. A key is never part of the settings.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from summarizer import located
from summarizer.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic_core import ErrorDetails

Length = Literal["short", "medium", "long"]
Fallback = Literal["none", "extractive"]
Price = Annotated[float, Field(ge=0)] | None

FILE = "summarizer.toml"
EXTRACTIVE = "extractive"
DEFAULT_MODEL = "openai/gpt-5-mini"
"""The model where a key or a base URL is configured and no model is named."""
LONGEST_TONE = 80
"""Characters of a tone: it goes into a prompt."""
LONGEST_NAME = 80
"""Characters of a name in the glossary."""
_TABLES = frozenset({"glossary"})


def _model_name(name: str) -> str:
    provider, slash, model = name.partition("/")
    if name != EXTRACTIVE and not (provider and slash and model):
        raise ValueError(f"'{name}' is neither 'extractive' nor PROVIDER/MODEL, such as 'openai/gpt-5-mini'")
    return name


def server_address(url: str) -> str:
    """Return a server's address without a slash at its end; ValueError where it is none."""
    try:
        parts = urlsplit(url)
        valid = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        valid = False
    if not valid or not url.isprintable() or " " in url:
        raise ValueError(f"'{url}' is not an http:// or https:// address")
    if "@" in parts.netloc:
        raise ValueError("an address must not hold a user's name or password: it is shown in messages and cassettes")
    return url.rstrip("/")


def _time_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError(f"'{name}' is not a time zone, such as 'Europe/Zurich'") from None
    return name


def _hosts(given: Any) -> Any:
    """Return hosts as a list; the environment gives them in one text, with commas between them."""
    return [one.strip() for one in given.split(",")] if isinstance(given, str) else given


def _host(name: str) -> str:
    if not re.fullmatch(r"[\w.:\[\]-]+", name):
        raise ValueError(f"'{name}' is not a host, such as 'intranet.example' or '127.0.0.1:8080'")
    return name


def _contact(address: str) -> str:
    if not address.isascii() or not address.isprintable() or not address.strip():
        raise ValueError(f"'{address}' is not an address, such as 'https://desk.example/about'")
    return address.strip()


def _tone(words: str) -> str:
    if not words.strip() or not words.isprintable() or len(words) > LONGEST_TONE:
        raise ValueError(f"a tone is one line of at most {LONGEST_TONE} characters, such as 'plain and calm'")
    return words.strip()


def _embedder(name: str) -> str:
    if not name.isprintable() or not name or " " in name:
        raise ValueError(f"'{name}' is not an embedding model's name, such as 'text-embedding-3-small'")
    return name


def language_code(code: str) -> str:
    """Return a language's code; ValueError where it cannot be one of ISO 639."""
    if not re.fullmatch(r"[a-z]{2,3}", code):
        raise ValueError(f"'{code}' is not a language's ISO 639-1 code, such as 'en'")
    return code


def _glossary(names: dict[str, str]) -> dict[str, str]:
    for name, written in names.items():
        if not all(one.strip() and one.isprintable() and len(one) <= LONGEST_NAME for one in (name, written)):
            raise ValueError(f"a name is one line of at most {LONGEST_NAME} characters: '{name} = {written}' is not")
    return names


class Settings(BaseModel):
    """Everything that can be set, with its default."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    model: Annotated[str, AfterValidator(_model_name)] = EXTRACTIVE
    base_url: Annotated[str, AfterValidator(server_address)] | None = None
    window: Annotated[int, Field(ge=1, le=60)] | None = Field(None, description="Sentences a request; None: by model.")
    concurrency: Annotated[int, Field(ge=1, le=64)] = Field(4, description="Requests under way at once.")
    max_requests: Annotated[int, Field(ge=1)] | None = Field(None, description="Requests a run may send.")
    max_tokens: Annotated[int, Field(ge=1)] | None = Field(None, description="Tokens a run may use, in and out.")
    max_cost: Annotated[float, Field(gt=0)] | None = Field(None, description="US$ a run may spend.")
    input_price: Price = Field(None, description="US$ a million tokens in; None: from a list of known models.")
    output_price: Price = Field(None, description="US$ a million tokens out; None: as of `input_price`.")
    requests_per_minute: Annotated[int, Field(ge=1)] | None = Field(None, description="Sent to the server at most.")
    tokens_per_minute: Annotated[int, Field(ge=1)] | None = Field(None, description="Sent and answered at most.")
    timeout: Annotated[float, Field(gt=0)] = Field(300.0, description="Seconds to wait for one answer.")
    deadline: Annotated[float, Field(gt=0)] | None = Field(
        None, description="Seconds that one question may take, with all its attempts; None: twice `timeout`."
    )
    cache: bool = Field(True, description="Reuse the responses that earlier runs stored.")  # noqa: FBT003
    fallback: Fallback = Field("none", description="What does the articles that the model could not be asked about.")
    embeddings: Annotated[str, AfterValidator(_embedder)] | None = Field(
        None, description="An embedding model of the same server, by whose vectors stories are told apart too."
    )
    one_story: bool = Field(False, description="All articles tell one story.")  # noqa: FBT003  (pydantic's default)
    length: Length = Field("medium", description="How many lines stand above the stories, and above each.")
    tone: Annotated[str, AfterValidator(_tone)] | None = Field(None, description="How a model is to write, in words.")
    language: Annotated[str, AfterValidator(language_code)] | None = Field(
        None, description="ISO 639-1 code: what a model is to write in, where articles are written in it."
    )
    glossary: Annotated[dict[str, str], AfterValidator(_glossary)] = Field(
        default_factory=dict,
        description="How names are written in the briefing's own lines, by how articles write them.",
    )
    allow_hosts: Annotated[tuple[Annotated[str, AfterValidator(_host)], ...], BeforeValidator(_hosts)] = Field(
        (), description="Hosts of pages and feeds that may lie in a private network."
    )
    contact: Annotated[str, AfterValidator(_contact)] | None = Field(
        None, description="Where the owner of a site can learn who asks for its pages."
    )
    time_zone: Annotated[str, AfterValidator(_time_zone)] | None = Field(None, description="None: the machine's.")

    def now(self) -> datetime:
        """Return the time in the configured time zone; aware."""
        return datetime.now(UTC).astimezone(ZoneInfo(self.time_zone) if self.time_zone else None)

    def today(self) -> date:
        """Return today's date in the configured time zone."""
        return self.now().date()


def load(
    flags: Mapping[str, Any] | None = None,
    *,
    environ: Mapping[str, str],
    config: Path | None = None,
    folder: Path | None = None,
) -> Settings:
    """Return the settings of file, environment and flags; None among the flags means not given.

    Args:
        flags: Settings by name, as the command's options or the API's arguments give them.
        environ: The environment, such as `os.environ`.
        config: The settings file; searched for upward from `folder` where it is None.
        folder: Where the search begins; the working folder where it is None.

    Raises:
        UsageError: The file cannot be read, or a value cannot be; the message names where it stands.
    """
    path = config or find(folder or Path.cwd())
    values: dict[str, Any] = {}
    origins: dict[str, str] = {}
    layers = (
        (f"in {path.name}" if path else "", _without_profiles(located.read(path).values) if path else {}),
        ("in the environment", _from_environment(environ)),
        ("", _given(flags or {})),
    )
    for origin, layer in layers:
        values |= layer
        origins |= dict.fromkeys(layer, origin)
    configured = values.get("base_url") or environ.get("OPENAI_API_KEY") or environ.get("OPENAI_BASE_URL")
    values.setdefault("model", DEFAULT_MODEL if configured else EXTRACTIVE)
    return _validated(values, origins)


def override(settings: Settings, flags: Mapping[str, Any]) -> Settings:
    """Return `settings` with those of `flags` that are given, that is, not None.

    Raises:
        UsageError: A value cannot be.
    """
    return _validated(settings.model_dump() | _given(flags), {})


def _validated(values: Mapping[str, Any], origins: Mapping[str, str]) -> Settings:
    try:
        return Settings(**values)
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0])
        where = " ".join(filter(None, (f"'{name}'", origins.get(name, ""))))
        raise UsageError(f"The setting {where} cannot be used: {_problem(name, first)}.") from None


_UNFIT = {
    "int": "'{}' is not a number",
    "float": "'{}' is not a number",
    "bool": "'{}' is neither true nor false",
    "string": "'{}' is not text in quotation marks",
    "dict": "'{}' is not a table of names, such as {{ Kiev = \"Kyiv\" }}",
}
"""What is wrong with a value that is not of its setting's type, by the beginning of Pydantic's name for the error."""


def _problem(name: str, error: ErrorDetails) -> str:
    """Return what is wrong with a setting, in words for whoever wrote it."""
    if error["type"] == "extra_forbidden":
        close = get_close_matches(name, Settings.model_fields, n=1)
        return "there is no such setting" + (f"; did you mean '{close[0]}'?" if close else "")
    if error["type"] in ("greater_than_equal", "less_than_equal", "greater_than"):
        return f"{error['input']} is out of range; {error['msg'].removeprefix('Input ')}"
    kind = error["type"].partition("_")[0]
    if kind == "literal":
        return f"'{error['input']}' is none of {error['ctx']['expected']}"
    return _UNFIT[kind].format(error["input"]) if kind in _UNFIT else error["msg"].removeprefix("Value error, ")


def _given(flags: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in flags.items() if value is not None}


def _from_environment(environ: Mapping[str, str]) -> dict[str, str]:
    plain = (name for name in Settings.model_fields if name not in _TABLES)
    known = ((name, environ.get(f"SUMMARIZER_{name.upper()}")) for name in plain)
    return {name: value for name, value in known if value}


def find(folder: Path) -> Path | None:
    """Return the settings file in `folder` or the nearest one above it; None where there is none."""
    return next((path for path in (f / FILE for f in (folder, *folder.parents)) if path.is_file()), None)


def _without_profiles(values: dict[str, Any]) -> dict[str, Any]:
    """Return what is set for every run: what profiles hold is theirs."""
    return {name: value for name, value in values.items() if name != "profiles"}
