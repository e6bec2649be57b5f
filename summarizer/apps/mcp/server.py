"""The protocol: tools listed, called, told of as they go on, and ended. The one place that knows the `mcp` library.

A call that is cancelled ends its work, in order, before anything else is told; one that fails says so in a result of the
tool, with the next step, as the protocol asks for
(https://modelcontextprotocol.io/specification/2025-11-25/server/tools#error-handling).
"""

from __future__ import annotations

import asyncio
import logging
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

import anyio
from mcp.server import Server
from mcp.server.stdio import stdio_server
from mcp.types import CallToolResult, ListToolsResult, TextContent, ToolAnnotations
from mcp.types import Tool as Offered
from pydantic import ValidationError

from summarizer.apps.mcp.given import LONGEST, cut
from summarizer.apps.mcp.tools import INSTRUCTIONS, TOOLS
from summarizer.errors import SummarizerError
from summarizer.memory.database import StoreError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine

    from mcp.server import ServerRequestContext
    from mcp.types import CallToolRequestParams, PaginatedRequestParams
    from pydantic_core import ErrorDetails

    from summarizer.apps.mcp.desk import Desk, OnProgress
    from summarizer.apps.mcp.given import Given
    from summarizer.apps.mcp.tools import Tool

_log = logging.getLogger(__name__)

TELL_EVERY = 0.1
"""Seconds between two steps of progress at the least; a step that is passed by is not told."""

_STORE = (
    "The store of the editions cannot be used: 'summarize doctor' tells its owner why. Until then, brief works with texts "
    "or urls."
)
"""Instead of the store's own words, which name the owner's files."""


def serve(desk: Desk) -> None:
    """Serve until the client ends. Nothing but the protocol is written to standard output."""
    try:
        asyncio.run(_serve(desk))
    except* BrokenPipeError:  # it ended without a word
        _log.info("client is gone")


async def _serve(desk: Desk) -> None:
    async def listed(_context: ServerRequestContext, _params: PaginatedRequestParams | None) -> ListToolsResult:
        return ListToolsResult(tools=[_offered(tool) for tool in TOOLS.values()])

    async def called(context: ServerRequestContext, params: CallToolRequestParams) -> CallToolResult:
        return await _called(desk, context, params)

    server: Server[Any] = Server(
        "summarizer",
        version=version("summarizer"),
        title="Summarizer",
        instructions=INSTRUCTIONS,
        on_list_tools=listed,
        on_call_tool=called,
    )
    async with stdio_server() as (reading, writing):
        await server.run(reading, writing, server.create_initialization_options())


def _offered(tool: Tool) -> Offered:
    return Offered(
        name=tool.name,
        title=tool.title,
        description=tool.description,
        input_schema=tool.takes.model_json_schema(),
        output_schema=tool.gives.model_json_schema(),
        annotations=ToolAnnotations(
            title=tool.title,
            read_only_hint=tool.reads_only,
            destructive_hint=False,
            idempotent_hint=True,
            open_world_hint=tool.is_open,
        ),
    )


async def _called(desk: Desk, context: ServerRequestContext, params: CallToolRequestParams) -> CallToolResult:
    """Do a tool's work, and give its result or say what went wrong."""
    tool = TOOLS.get(params.name)
    if tool is None:
        return _failed(f"There is no tool '{params.name}'; there are {', '.join(TOOLS)}.")
    try:
        request = tool.takes.model_validate(params.arguments or {})
    except ValidationError as error:
        return _failed(_misfit(tool, error.errors()[0]))
    try:
        result = await _told(context, lambda on_progress: tool.work(desk, request, on_progress))
    except StoreError as error:
        _log.warning("store failed", extra={"data": {"tool": params.name, "reason": str(error)}})
        return _failed(_STORE)
    except SummarizerError as error:
        return _failed(str(error))
    except Exception as error:  # noqa: BLE001  (the one place where a tool's error is told, and shows no trace)
        _log.exception("tool failed", extra={"data": {"tool": params.name}})
        return _failed(
            f"An error inside the program ended the call ({type(error).__name__}); its owner sees more in the log that "
            "'summarize mcp --verbose' writes. Other calls still work."
        )
    _log.info("tool called", extra={"data": {"tool": params.name}})
    content = result.model_dump(mode="json", exclude_defaults=True)
    text = result.model_dump_json(exclude_defaults=True)
    return CallToolResult(content=[TextContent(type="text", text=text)], structured_content=content)


def _failed(message: str) -> CallToolResult:
    _log.info("call refused", extra={"data": {"reason": message}})
    return CallToolResult(content=[TextContent(type="text", text=cut(message, LONGEST))], is_error=True)


def _misfit(tool: Tool, error: ErrorDetails) -> str:
    """Return what is wrong with a tool's arguments, in words for who gave them."""
    where = ".".join(map(str, error["loc"]))
    problem = error["msg"].removeprefix("Value error, ")
    if error["type"] == "missing":
        return f"The argument '{where}' is missing."
    if error["type"] == "extra_forbidden":
        problem = f"there is no such argument; {tool.name} takes {', '.join(tool.takes.model_fields)}"
    if error["type"] == "model_type":
        problem = "it must be an object with its `text`"
    return f"The argument '{where}' cannot be used: {problem}." if where else f"{problem}."


# ── While a tool works ────────────────────────────────────────────────────────────────────────────


async def _told(context: ServerRequestContext, work: Callable[[OnProgress], Coroutine[Any, Any, Given]]) -> Given:
    """Return what `work` gives, and tell the client meanwhile how far it is, and at the end the last of it."""
    told = -1.0
    latest = (told, told, "")
    moved = asyncio.Event()

    def on_progress(done: float, total: float, doing: str) -> None:
        nonlocal latest
        latest = (done, total, doing)
        moved.set()

    async def tell() -> None:
        nonlocal told
        if latest[0] > told:
            told = latest[0]
            await context.session.report_progress(*latest)

    async def keep_telling() -> None:
        while await moved.wait():
            moved.clear()
            await tell()
            await asyncio.sleep(TELL_EVERY)

    telling = asyncio.create_task(keep_telling())
    try:
        result = await _ended(work(on_progress))
    finally:
        telling.cancel()
    await tell()
    return result


async def _ended(work: Awaitable[Given]) -> Given:
    """Return what `work` gives; where the call is cancelled, cancel it, and wait until it has put its things away.

    A cancelled call's scope interrupts every wait inside it, also those in which connections are closed; in a task of its
    own the work is interrupted once.
    """
    task = asyncio.ensure_future(work)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        task.cancel()
        with anyio.CancelScope(shield=True):
            await asyncio.wait([task])
        raise
