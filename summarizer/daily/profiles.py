"""Profiles: what a daily edition is made of, by name, in the tables `[profiles.NAME]` of the settings file."""

from __future__ import annotations

import os
import re
from datetime import date, datetime, timedelta
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from summarizer.daily.publishing import Output, Outputs
from summarizer.delivery.folder import Folder
from summarizer.delivery.targets import KINDS, AnyTarget
from summarizer.errors import UsageError
from summarizer.located import read
from summarizer.settings import FILE, Settings, find, language_code, load, override

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pydantic_core import ErrorDetails

    from summarizer.located import Located

_NAME = re.compile(r"[A-Za-z0-9_-]{1,40}")
_DAYS = re.compile(r"([0-9]{1,4})d")
_ADDRESS = ("http://", "https://")
_TAGGED = 2  # where a target's kind stands in the place of an error in it


def since(given: Any) -> date | timedelta:
    """Return from when on articles are taken: a date, or so many days before the edition's ('7d').

    Raises:
        ValueError: It is neither.
    """
    if isinstance(given, date | timedelta) and not isinstance(given, datetime):
        return given
    days = _DAYS.fullmatch(given) if isinstance(given, str) else None
    if days:
        return timedelta(days=int(days[1]))
    try:
        return date.fromisoformat(given)
    except (TypeError, ValueError):
        raise ValueError(
            f"'{given}' is neither a date, such as 2026-11-22, nor a number of days, such as '7d'"
        ) from None


def _topic(words: str) -> str:
    if not words.strip(" *") or not words.isprintable():
        raise ValueError(f"'{words}' is not a word or phrase")
    return " ".join(words.split())


def _source(given: str) -> str:
    if not given.strip() or "\0" in given or given == "-":
        raise ValueError(f"'{given}' is not an address, a file or a folder")
    return given.strip()


def _targets(given: Any) -> Any:
    """Return targets as a list, also where one is given alone: [profiles.morning.deliver]."""
    return [given] if isinstance(given, dict) else given


def _apart(targets: tuple[AnyTarget, ...]) -> tuple[AnyTarget, ...]:
    """Refuse two targets that the ledger could not tell apart: what is sent to one would count for both."""
    known: set[str] = set()
    for target in targets:
        if twice := known.intersection(target.places):
            part = f" in part ({', '.join(sorted(twice))})" if len(twice) < len(target.places) else ""
            raise ValueError(f"{target.label} stands in it twice{part}")
        known.update(target.places)
    return targets


Topics = tuple[Annotated[str, AfterValidator(_topic)], ...]


class Choices(BaseModel):
    """What a profile's table may hold beside settings."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    sources: Annotated[tuple[Annotated[str, AfterValidator(_source)], ...], Field(min_length=1)] = Field(
        description="Pages, feeds and OPML lists by address; files and folders, beside the settings file where relative."
    )
    keep: Topics = Field((), description="Only articles with one of these words or phrases are taken.")
    drop: Topics = Field((), description="Articles about these are left out.")
    languages: tuple[Annotated[str, AfterValidator(language_code)], ...] = Field(
        (),
        description="Only articles in these languages are taken, by ISO 639-1 code, and those of which none can be told.",
    )
    since: Annotated[
        date | timedelta | None, BeforeValidator(lambda given: None if given is None else since(given))
    ] = Field(None, description="Articles published before it are left out.")
    follow: Annotated[int, Field(ge=0, le=60)] = Field(
        3, description="Days that a story stays open after its last new article."
    )
    keep_text: Annotated[int, Field(ge=1)] | None = Field(
        None, description="Days that the texts of articles are kept; None: for ever."
    )
    formats: Outputs = Field((), description="The files that an edition is written to.")
    deliver: Annotated[tuple[AnyTarget, ...], BeforeValidator(_targets), AfterValidator(_apart)] = Field(
        (), description="Where an edition is sent."
    )


class Profile(Choices):
    """A profile, with the settings that its runs have.

    Attributes:
        name: Its table's.
        home: The folder that relative sources and outputs lie in: the settings file's.
        file: The settings file's name there.
        settings: Those of the file, the profile, the environment and the flags; the later one wins.
    """

    name: str
    home: Path
    file: str = FILE
    settings: Settings

    def places(self) -> tuple[list[str], list[str]]:
        """Return the sources that are addresses, and the files and folders by their whole path."""
        remote = [one for one in self.sources if one.lower().startswith(_ADDRESS)]
        local = [str(self.home / os.path.expanduser(one)) for one in self.sources if one not in remote]  # noqa: PTH111  (Path's raises where there is no home)
        return remote, local

    def starts(self, on: date) -> date | None:
        """Return the first day whose articles an edition takes; None where it takes whatever is new."""
        return on - self.since if isinstance(self.since, timedelta) else self.since


def load_profile(
    name: str | None = None,
    *,
    environ: Mapping[str, str],
    config: Path | None = None,
    folder: Path | None = None,
    flags: Mapping[str, Any] | None = None,
) -> Profile:
    """Return a profile of the settings file, with the settings of its runs.

    What the model gives no answer on is done by rule, unless `fallback` says otherwise: a morning needs its briefing.

    Args:
        name: Which; None where the file holds only one.
        environ: The environment, such as `os.environ`.
        config: The settings file; searched for upward from `folder` where it is None.
        folder: Where the search begins; the working folder where it is None.
        flags: Settings by name, which win; None among them means not given.

    Raises:
        UsageError: There is no such file or profile, or something in it cannot be; the message names the line.
    """
    path = config or find(folder or Path.cwd())
    if path is None:
        raise UsageError(f"There is no {FILE} here or in a folder above; 'summarize init' writes one to start from.")
    file = read(path)
    chosen = _chosen(file, name)
    table = file.values["profiles"][chosen]
    own = {key: value for key, value in table.items() if key not in Settings.model_fields}
    overrides = {key: value for key, value in table.items() if key in Settings.model_fields}
    choices, home = _validated(file, chosen, own), path.absolute().parent
    _check_folders(file, chosen, choices.deliver, home)
    for key, value in overrides.items():
        try:
            override(Settings(), {key: value})
        except UsageError as error:
            raise _misfit(file, chosen, (key,), str(error).partition(": ")[2]) from None
    unset = {key: value for key, value in overrides.items() if not environ.get(f"SUMMARIZER_{key.upper()}")}
    if not environ.get("SUMMARIZER_FALLBACK") and "fallback" not in file.values:
        unset.setdefault("fallback", "extractive")
    given = {key: value for key, value in (flags or {}).items() if value is not None}
    settings = load(unset | given, environ=environ, config=path)
    return Profile(name=chosen, home=home, file=path.name, settings=settings, **dict(choices))


def _chosen(file: Located, name: str | None) -> str:
    """Return the name of the profile that is meant."""
    tables = file.values.get("profiles", {})
    label = file.path.name
    if not isinstance(tables, dict) or not all(isinstance(table, dict) for table in tables.values()):
        line = file.line(("profiles",))
        raise UsageError(f"{label}, line {line}: a profile is a table, such as [profiles.morning].")
    for known in tables:
        if not _NAME.fullmatch(known):
            line = file.line(("profiles", known))
            raise UsageError(
                f"{label}, line {line}: '{known}' is not a profile's name: at most 40 letters (a-z), digits, - and _."
            )
    if not tables:
        raise UsageError(
            f"{label} holds no profile; add a table [profiles.NAME] with its sources, as 'summarize init' shows."
        )
    if name is None:
        if len(tables) > 1:
            raise UsageError(f"{label} holds {len(tables)} profiles; name one with --profile: {', '.join(tables)}.")
        return str(next(iter(tables)))
    if name not in tables:
        close = get_close_matches(name, tables, n=1)
        hint = f"did you mean '{close[0]}'?" if close else f"it holds {', '.join(tables)}."
        raise UsageError(f"{label} holds no profile '{name}'; {hint}")
    return name


def _validated(file: Located, name: str, table: dict[str, Any]) -> Choices:
    try:
        return Choices(**table)
    except ValidationError as error:
        # A key that is not known may well be one that is missing, misspelt.
        first = next((one for one in error.errors() if one["type"] == "extra_forbidden"), error.errors()[0])
        where, of, known = first["loc"], "", [*Choices.model_fields, *Settings.model_fields]
        if where[0] == "deliver" and len(where) > _TAGGED:  # Pydantic names the kind between the place and the key
            of = str(where[_TAGGED])
            where = (*where[:_TAGGED], *where[_TAGGED + 1 :])
            known = list(KINDS[of].model_fields)
        elif len(where) > 1:
            known = list(Output.model_fields)
        problem = _problem(first, known)
        key = next((one for one in where[_TAGGED:] if isinstance(one, str)), None) if of else None
        inside = f"'{key}' of '{of}': " if key and f"'{key}'" not in problem else f"'{of}': " if of else ""
        raise _misfit(file, name, where, f"{inside}{problem}") from None


def _check_folders(file: Located, name: str, targets: Iterable[AnyTarget], home: Path) -> None:
    """Refuse a folder that another profile delivers to as well: each would write over the other's pages and feed."""
    others: dict[str, str] = {}
    for other, table in file.values["profiles"].items():
        entries = _targets(table.get("deliver", ()))
        for entry in entries if other != name and isinstance(entries, list) else ():
            if isinstance(entry, dict) and entry.get("to") == "folder" and isinstance(entry.get("path"), str):
                others[_place(home, entry["path"])] = other
    for number, target in enumerate(targets):
        if isinstance(target, Folder) and (other := others.get(_place(home, target.path))):
            problem = (
                f"'path' of 'folder': '{target.path}' is the folder of the profile '{other}', too; give each its own"
            )
            raise _misfit(file, name, ("deliver", number, "path"), problem)


def _place(home: Path, path: str) -> str:
    return os.path.normpath(home / os.path.expanduser(path))  # noqa: PTH111  (Path's raises where there is no home)


def _misfit(file: Located, name: str, where: tuple[str | int, ...], problem: str) -> UsageError:
    """Return the error that names the file, the line, the profile and the key."""
    named = tuple(one for one in where if isinstance(one, str))  # as it stands where one is given alone
    paths = (where, named, where[:2], where[:1], ())
    line = next(line for path in paths if (line := file.line(("profiles", name, *path))))
    return UsageError(
        f"{file.path.name}, line {line}: '{where[0]}' of the profile '{name}' cannot be used: {problem.rstrip('.')}"
        f"{'' if problem.endswith('?') else '.'}"
    )


_SOURCES = "; name at least one page, feed, file or folder"
_UNFIT = {
    "string": "'{}' is not text in quotation marks",
    "tuple": "'{}' is not a list in square brackets",
    "int": "'{}' is not a whole number",
    "bool": "'{}' is neither true nor false",
    "model": '\'{}\' is not a table, such as {{ format = "markdown", path = "{{date}}.md" }}',
}
_FIT = ("int_parsing_size", "string_pattern_mismatch", "string_too_short", "string_too_long")
"""What Pydantic says of a value that is of the right kind."""


def _problem(error: ErrorDetails, known: Sequence[str]) -> str:
    """Return what is wrong, in words for whoever wrote it.

    Args:
        error: What Pydantic says.
        known: The keys that may stand there.
    """
    key, given = str(error["loc"][-1]), error["input"]
    kind = error["type"].partition("_")[0]
    match error["type"]:
        case "extra_forbidden":
            said = f"there is no '{key}'{_meant(key, known)}"
        case "union_tag_invalid":
            tag = error["ctx"]["tag"]
            said = f"'{tag}' is none of the kinds {', '.join(KINDS)}{_meant(tag, KINDS)}"
        case "union_tag_not_found":
            said = f"'to' is missing, which names its kind: {', '.join(KINDS)}"
        case "missing":
            said = f"'{key}' is missing{_SOURCES if key == 'sources' else ''}"
        case "too_short":
            said = "name at least one" if error["loc"][0] == "deliver" else _SOURCES.removeprefix("; ")
        case "model_attributes_type":
            said = f"'{given}' is not a table, such as [[profiles.morning.deliver]] with its keys below"
        case unfit if kind in _UNFIT and unfit not in _FIT:
            said = _UNFIT[kind].format(given)
        case _:
            said = error["msg"].removeprefix("Value error, ").removeprefix("Input ")
    return said


def _meant(given: str, known: Iterable[str]) -> str:
    close = get_close_matches(given, known, n=1)
    return f"; did you mean '{close[0]}'?" if close else ""
