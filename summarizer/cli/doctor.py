"""`summarize doctor`: is everything there that a run needs? Each line says ok, or what to do."""

from __future__ import annotations

import asyncio
import os
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from summarizer.daily.profiles import Profile
    from summarizer.delivery.target import Target
    from summarizer.extraction.client import Client
    from summarizer.extraction.providers import Endpoint
    from summarizer.settings import Settings

EXTRAS = {"slack": ("slack-bolt", "aiohttp"), "mcp": ("mcp",)}
"""The distributions of each extra, which only the sub-command of its name needs, and who sends to a Slack channel."""
LISTED = 5
"""Model names that are shown where the one that is asked for is not among the server's."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found of one thing.

    Attributes:
        what: The thing.
        said: How it is, or what to do.
        verdict: 'ok'; 'NO': a run would fail, or lack something; '-': not looked at.
        code: What a run would exit with because of it.
    """

    what: str
    said: str
    verdict: str = "ok"
    code: int = 0


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--model", metavar="NAME", help="'extractive', or PROVIDER/MODEL. Default: as a run would choose.")
@click.option("--base-url", metavar="URL", help="Any OpenAI-compatible server.")
@click.option("--config", type=click.Path(path_type=Path), metavar="FILE", help="Default: the nearest summarizer.toml.")
@click.option("--ask", is_flag=True, help="Also ask the model one tiny question, which may cost a fraction of a cent.")
def command(config: Path | None, *, ask: bool, **flags: Any) -> int:
    """Check settings, store, extras, profiles, key, server and model, and say what to do where something is missing.

    Without --ask nothing is sent that costs anything: the server is only asked which models it has, and the places that
    editions are sent to are not asked at all. Exits with 0 where all is well, else as a run would.
    """
    from summarizer.writing import safe

    worst = 0
    for found in _findings(flags, config, ask=ask):
        click.echo(f"{found.verdict:<3} {found.what:<10} {safe.plain(found.said)}")
        worst = max(worst, found.code)
    return worst


def _findings(flags: dict[str, Any], config: Path | None, *, ask: bool) -> Iterator[Finding]:
    from summarizer.errors import UsageError
    from summarizer.settings import EXTRACTIVE, find, load

    try:
        settings = load(flags, environ=os.environ, config=config)
    except UsageError as error:
        yield _no("settings", error)
        return
    path = config or find(Path.cwd())
    yield Finding(
        "settings", f"from '{path}', the environment and flags" if path else "no file; the environment and flags"
    )
    yield Finding("time zone", f"{settings.time_zone or 'that of this machine'}: today is {settings.today()}")
    yield _store()
    yield from map(_extra, EXTRAS)
    if path:
        yield from _profiles(path)
    if settings.model == EXTRACTIVE:
        yield Finding("model", "none: articles are read by rule (extractive), which needs no key and no server")
    else:
        yield from _served(settings, ask=ask)


def _no(what: str, error: Exception) -> Finding:
    return Finding(what, str(error), "NO", getattr(error, "exit_code", 2))


def _store() -> Finding:
    """Say whether answers can be kept and reused; a run does without where they cannot."""
    from summarizer.memory import database, responses

    path = database.where(os.environ)
    if not path.exists():
        return Finding("store", f"none yet; the first run with a model makes it, at {path}")
    try:
        with database.explained(path), closing(database.connect(path)) as connection:
            return Finding("store", f"{responses.held(connection).answers:,} answers, at {path}")
    except database.StoreError as error:
        return Finding("store", str(error), "NO")


def _extra(name: str) -> Finding:
    """Say whether what an extra brings is there; whoever does not use it does without."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        found = ", ".join(f"{one} {version(one)}" for one in EXTRAS[name])
    except PackageNotFoundError:
        return Finding(f"[{name}]", f"not installed: pip install 'summarizer[{name}]'", "-")
    return Finding(f"[{name}]", f"installed: {found}")


def _profiles(path: Path) -> Iterator[Finding]:
    """Say of each profile whether its edition can be sent where it is to be; nothing is sent."""
    from summarizer.daily.profiles import load_profile
    from summarizer.errors import UsageError
    from summarizer.located import read

    tables = read(path).values.get("profiles", {})
    for name in tables if isinstance(tables, dict) else [""]:  # what is no table is told by who loads it
        try:
            profile = load_profile(name, environ=os.environ, config=path)
        except UsageError as error:
            yield _no("profile", error)
        else:
            yield _profile(profile)


def _profile(profile: Profile) -> Finding:
    from summarizer.errors import DeliveryError

    missing = [problem for target in profile.deliver for problem in _missing(target)]
    if missing:
        return Finding("profile", f"'{profile.name}': {'; '.join(missing)}", "NO", DeliveryError.exit_code)
    places = " and ".join(target.label for target in profile.deliver)
    return Finding(
        "profile", f"'{profile.name}': {f'editions go to {places}' if places else 'editions are not sent anywhere'}"
    )


def _missing(target: Target) -> Iterator[str]:
    """Yield what a target needs and has not: variables of the environment, and a library."""
    fields = {name: value for name, value in target if value}
    if "webhook_env" in fields:
        fields.pop("token_env", None)  # it needs no token
    elif "token_env" in fields and _extra("slack").verdict != "ok":
        yield f"for {target.label} a library is missing: pip install 'summarizer[slack]'"
    if "username" not in fields:
        fields.pop("password_env", None)  # it needs none
    for name, variable in fields.items():
        if name.endswith("_env") and not os.environ.get(variable):
            yield f"for {target.label} the environment variable {variable} is not set"


def _served(settings: Settings, *, ask: bool) -> Iterator[Finding]:
    from summarizer.errors import UsageError
    from summarizer.extraction import providers
    from summarizer.extraction.prices import Price, Prices, Tokens

    try:
        endpoint = providers.resolve(settings.model, settings.base_url, os.environ)
    except UsageError as error:
        yield _no("key", error)
        return
    keyed = "none is set, and none is sent" if endpoint.api_key == providers.NO_KEY else "one is set; it is never shown"
    yield Finding("key", f"for '{endpoint.provider}': {keyed}")
    own = Prices(input=settings.input_price, output=settings.output_price)
    cost = Price(endpoint.provider, endpoint.model, own).of(Tokens(1_000_000, 1_000_000))
    yield Finding(
        "price",
        "known" if cost is not None else "not known: costs are not counted; input_price and output_price set it",
    )
    yield from asyncio.run(_asked(endpoint, settings, ask=ask))


async def _asked(endpoint: Endpoint, settings: Settings, *, ask: bool) -> list[Finding]:
    from summarizer.engines.local import connection

    async with connection(endpoint, settings) as client:
        return [found async for found in _answers(client, ask=ask)]


async def _answers(client: Client, *, ask: bool) -> AsyncIterator[Finding]:
    from summarizer.errors import ModelError

    endpoint = client.endpoint
    try:
        models = await client.models()
    except ModelError as error:
        yield _no("server", error)
        return
    yield Finding("server", f"answers at {endpoint.base_url}")
    if models is None:
        yield Finding("model", f"'{endpoint.model}': the server lists no models, so it may have it or not", "-")
    elif endpoint.model in models:
        yield Finding("model", f"'{endpoint.model}' is there")
    else:
        some = ", ".join(f"'{name}'" for name in models[:LISTED]) + (", …" if len(models) > LISTED else "")
        yield Finding("model", f"'{endpoint.model}' is not among the server's ({some}): check --model", "NO", 5)
    if not ask:
        yield Finding("schema", "not tried; --ask asks one tiny question", "-")
        return
    try:
        yield Finding("schema", await _tiny(client))
    except ModelError as error:
        yield _no("schema", error)


async def _tiny(client: Client) -> str:
    """Ask how many boats there are, and say how the answer was."""
    from pydantic import BaseModel

    class Boats(BaseModel):
        boats: int

    question = [
        {"role": "user", "content": "Three boats lie in the harbour. How many boats are there? Answer as JSON."}
    ]
    answer = await client.ask(question, Boats, max_tokens=40)
    usage = client.usage
    return f"an answer fits it (boats: {answer.boats}; {usage.requests} requests, {usage.input_tokens + usage.output_tokens} tokens)"
