"""Prompts: one Markdown file each under `prompts/`, front matter and Jinja blocks.

They lie beside the package in the repository and inside it in the wheel, and are found from any working
folder. A block is one chat message; its name says which.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import jinja2

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable


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

    def fixed(self) -> list[dict[str, str]]:
        """Return the messages that every request begins with, so that servers can reuse what they computed for them."""
        return [
            {"role": "system", "content": self.render("system")},
            {"role": "user", "content": self.render("example")},
            {"role": "assistant", "content": self.render("example_answer")},
        ]


@cache
def load(name: str) -> Prompt:
    """Return the prompt `prompts/NAME.md`."""
    source = _folder().joinpath(f"{name}.md").read_text(encoding="utf-8")
    _, _, body = source.split("---\n", 2)
    # What is rendered is a chat message, not HTML; article text is put in as a value and never parsed as a template.
    environment = jinja2.Environment(undefined=jinja2.StrictUndefined, autoescape=False, trim_blocks=True)  # noqa: S701
    return Prompt(source=source, template=environment.from_string(body))


def inert(text: str, longest: int = 300) -> str:
    """Return a text on one line of at most `longest` characters, with no sign in it that could end what fences it."""
    line = " ".join(text.split()).replace("<", "‹").replace(">", "›")
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"


def _folder() -> Traversable:
    package = files("summarizer")
    shipped = package.joinpath("prompts")
    return shipped if shipped.is_dir() else package.joinpath("..", "prompts")
