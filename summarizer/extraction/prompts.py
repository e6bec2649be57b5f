"""Prompts: one Markdown file each under `prompts/`, front matter and Jinja blocks.

They lie beside the package in the repository and inside it in the wheel, and are found from any working
folder. A block is one chat message; its name says which.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import jinja2

from summarizer import unseen

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

# Angle brackets, which make the marks of a fence and most servers' own ("<|im_start|>"), and what looks like them.
_SIGNS = {ord(sign): stand_in for pair, stand_in in (("<＜﹤", "‹"), (">＞﹥", "›")) for sign in pair}
_CONTROLS = {code: None for code in (*range(0x20), *range(0x7F, 0xA0)) if not chr(code).isspace()}
_INERT = _SIGNS | _CONTROLS
_TURNED = re.compile(f"[{unseen.BIDI}]")
_OWN_MARK = re.compile(r"\[(/?[A-Z][A-Z_]+)\]")  # as some servers mark a turn: "[INST]"


@dataclass(frozen=True, slots=True)
class Prompt:
    """A prompt file, parsed.

    Attributes:
        source: The file's text, front matter included.
        template: Its blocks.
    """

    source: str
    template: jinja2.Template

    def render(self, block: str, **values: Any) -> str:
        """Return one block with `values` filled in, stripped. Undefined values are an error."""
        context = self.template.new_context(values)
        return "".join(self.template.blocks[block](context)).strip()

    def fixed(self, **values: Any) -> list[dict[str, str]]:
        """Return the messages that every request begins with, so that servers can reuse what they computed for them."""
        return [
            {"role": "system", "content": self.render("system", **values)},
            {"role": "user", "content": self.render("example", **values)},
            {"role": "assistant", "content": self.render("example_answer", **values)},
        ]


@cache
def load(name: str) -> Prompt:
    """Return the prompt `prompts/NAME.md`."""
    source = _folder().joinpath(f"{name}.md").read_text(encoding="utf-8")
    _, _, body = source.split("---\n", 2)
    # What is rendered is a chat message, not HTML; article text is put in as a value, never parsed as a template, and
    # every value is made inert.
    environment = jinja2.Environment(
        undefined=jinja2.StrictUndefined,
        autoescape=False,  # noqa: S701
        trim_blocks=True,
        finalize=lambda value: inert(str(value)),
    )
    return Prompt(source=source, template=environment.from_string(body))


def inert(text: str, longest: int | None = None) -> str:
    """Return a text on one line with no sign in it that could end what fences it, or that people do not see.

    Angle brackets become ‹ and ›, marks such as "[INST]" have round brackets, and controls, invisible characters and
    those that turn text round are dropped.

    Args:
        text: Of an article or a model.
        longest: Characters of the line at the most; None for no limit.
    """
    line = " ".join(_TURNED.sub("", unseen.without(text)).translate(_INERT).split())
    line = _OWN_MARK.sub(r"(\1)", line)
    return line if longest is None or len(line) <= longest else f"{line[: longest - 1].rstrip()}…"


def _folder() -> Traversable:
    package = files("summarizer")
    shipped = package.joinpath("prompts")
    return shipped if shipped.is_dir() else package.joinpath("..", "prompts")
