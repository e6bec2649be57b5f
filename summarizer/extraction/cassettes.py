"""Cassettes: a run's model responses, recorded with vcrpy and answered from again without network or key.

A request is matched on method, host, path and body, so a changed prompt is a miss and not an old answer. Bodies
are stored as YAML that reads well in a diff; headers by allow-list. A cassette names the models, the server and
the window it was recorded with, so that it can be replayed by its name alone.
"""

from __future__ import annotations

import json
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit, urlunsplit

import yaml
from pydantic import BaseModel, ConfigDict

from summarizer.errors import CassetteMissError, OutputError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    import vcr

HEADERS = frozenset({"content-type"})
MATCH_ON = ("method", "host", "path", "body")
_METADATA = "summarizer"


class Recorded(BaseModel):
    """What a cassette says of itself.

    Attributes:
        model: The model's full name.
        base_url: Its server's.
        window: Sentences a window.
        embeddings: The embedding model's name at that server; None where none was asked.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    model: str
    base_url: str
    window: int
    embeddings: str | None = None


def describe(path: Path) -> Recorded:
    """Return what the cassette at `path` says of itself.

    Raises:
        UsageError: There is no such file, or it is not a cassette of this program.
    """
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506  (a safe loader)
        return Recorded.model_validate(content["metadata"][_METADATA])
    except OSError as error:
        raise UsageError(f"The cassette '{path}' cannot be read: {error.strerror}.") from None
    except _MALFORMED:
        raise _not_ours(path) from None


@contextmanager
def replaying(path: Path) -> Iterator[None]:
    """Answer requests to the cassette's server from the cassette alone.

    Raises:
        UsageError: There is no such file, or it is not a cassette of this program.
    """
    tape = _recorder("none", describe(path)).use_cassette(str(path))
    with ExitStack() as opened:
        try:
            opened.enter_context(tape)
        except _MALFORMED:
            raise _not_ours(path) from None
        yield


@contextmanager
def recording(path: Path, recorded: Recorded) -> Iterator[None]:
    """Record answered requests to `recorded.base_url`; the file appears whole, or not at all.

    Raises:
        OutputError: The file cannot be written.
    """
    partial = path.with_name(f".{path.name}.partial")
    try:
        partial.write_text("", encoding="utf-8")
        partial.unlink()
    except OSError as error:
        raise OutputError(f"The cassette '{path}' cannot be written: {error.strerror}.") from None
    if path.is_dir():
        raise OutputError(f"The cassette '{path}' cannot be written: it is a folder.")
    try:
        with _recorder("all", recorded).use_cassette(str(partial), record_on_exception=False) as tape:
            yield
            tape.get_metadata(_METADATA, recorded.model_dump(exclude_none=True))
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def check_miss(error: BaseException, *, provider: str) -> None:
    """Raise CassetteMissError where `error` came of a request that the cassette lacks."""
    from vcr.errors import CannotOverwriteExistingCassetteException  # noqa: PLC0415  (only runs with a cassette pay)

    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, CannotOverwriteExistingCassetteException):
            raise CassetteMissError(
                f"The cassette '{Path(cause.cassette.path).name}' lacks a request of this run: the articles, the "
                "prompt or the options changed since it was made. Record it again with --record.",
                provider=provider,
            ) from None
        cause = cause.__cause__ or cause.__context__


def _recorder(mode: str, recorded: Recorded) -> vcr.VCR:
    import vcr  # noqa: PLC0415  (0.6 s, and only runs with a cassette need it)

    host = urlsplit(recorded.base_url).hostname

    def request_filter(request: Any) -> Any:
        if request.host != host or request.method != "POST":
            return None  # not a question to the model's server: left alone, and not recorded
        request.headers = {name: value for name, value in request.headers.items() if name.lower() in HEADERS}
        request.uri = urlunsplit(urlsplit(request.uri)._replace(query="", fragment=""))
        return request

    def response_filter(response: Any) -> Any:
        if response["status"]["code"] != 200 or not _is_json(response["body"]["string"]):  # noqa: PLR2004  (HTTP's own)
            return None  # the request is sent again: its answer is what is worth keeping
        headers = {name: value for name, value in response["headers"].items() if name.lower() in HEADERS}
        return response | {"headers": headers}

    recorder = vcr.VCR(
        record_mode=mode,
        match_on=MATCH_ON,
        before_record_request=request_filter,
        before_record_response=response_filter,
        decode_compressed_response=True,
        serializer="readable",
    )
    recorder.register_serializer("readable", _Readable)
    recorder.register_persister(_Files)
    return recorder


class _Files:
    """A vcrpy persister: text is UTF-8 on every machine."""

    @staticmethod
    def load_cassette(path: str, serializer: Any) -> Any:
        from vcr.persisters.filesystem import CassetteNotFoundError  # noqa: PLC0415  (only runs with a cassette pay)
        from vcr.serialize import deserialize  # noqa: PLC0415

        try:
            return deserialize(Path(path).read_text(encoding="utf-8"), serializer)
        except FileNotFoundError:
            raise CassetteNotFoundError from None

    @staticmethod
    def save_cassette(path: str, cassette: dict[str, Any], serializer: Any) -> None:
        from vcr.serialize import serialize  # noqa: PLC0415

        Path(path).write_text(serialize(cassette, serializer), encoding="utf-8", newline="\n")


class _Readable:
    """A vcrpy serializer: JSON bodies as YAML mappings, interactions in an order that runs do not change."""

    @staticmethod
    def serialize(cassette: dict[str, Any]) -> str:
        seen: dict[str, Any] = {}
        for interaction in cassette["interactions"]:
            interaction["request"]["body"] = _shared(json.loads(interaction["request"]["body"]), seen)
            interaction["response"]["body"] = json.loads(interaction["response"]["body"]["string"])
        cassette["interactions"].sort(key=lambda interaction: json.dumps(interaction, sort_keys=True))
        return yaml.dump(cassette, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=120)

    @staticmethod
    def deserialize(text: str) -> dict[str, Any]:
        cassette: dict[str, Any] = yaml.load(text, Loader=_Loader)  # noqa: S506  (a safe loader)
        for interaction in cassette["interactions"]:
            interaction["request"]["body"] = json.dumps(interaction["request"]["body"])
            interaction["response"]["body"] = {"string": json.dumps(interaction["response"]["body"])}
        return cassette


def _shared(body: dict[str, Any], seen: dict[str, Any]) -> dict[str, Any]:
    """Let requests share the messages they repeat: YAML then writes each once, and an alias after that."""
    if "messages" not in body:  # a request for embeddings, which repeats nothing
        return body
    shared = [seen.setdefault(json.dumps(message, sort_keys=True), message) for message in body["messages"]]
    return body | {"messages": shared}


def _is_json(body: bytes) -> bool:
    try:
        json.loads(body)
    except ValueError:
        return False
    return True


def _not_ours(path: Path) -> UsageError:
    return UsageError(f"'{path}' is not a cassette of this program: record one with --record.")


_MALFORMED = (yaml.YAMLError, ValueError, LookupError, TypeError, AttributeError)
"""What reading a file of another shape raises."""
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_LINE_ENDS = frozenset("\x85\u2028\u2029")


class _Dumper(yaml.SafeDumper):
    """Writes strings of several lines as blocks, and vectors on as few lines as hold them."""


def _write_string(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    # YAML reads these three as line ends, which they are not, unless they are escaped.
    style = '"' if _LINE_ENDS.intersection(text) else "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


def _write_list(dumper: yaml.SafeDumper, items: list[Any]) -> yaml.SequenceNode:
    vector = any(isinstance(item, float) for item in items)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=vector or None)


_Dumper.add_representer(str, _write_string)
_Dumper.add_representer(list, _write_list)
