"""The article in a Markdown file, by markdown-it-py."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from summarizer.models import Article
from summarizer.reading.asides import headline
from summarizer.reading.objects import moment, string
from summarizer.reading.sentences import split

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_FRONT_MATTER = re.compile(
    r"\A---[ \t]*\n(?P<fields>[\w-]+[ \t]*:.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE
)


def extract(source: str, name: str) -> Article:
    """Return the article of a Markdown file, split into sentences; every heading of the file is an aside.

    `text` is what a reader sees of its paragraphs, list items and headings, a blank line between them: link texts
    without addresses, and no images, code blocks, tables or HTML. Title, date (or published), author and publisher come from
    the YAML front matter; without a title there, it is the first heading of level 1, or the headline of the text.

    Args:
        source: The whole file.
        name: What to call it in the article.
    """
    found = _FRONT_MATTER.match(source)
    fields = _fields(found["fields"]) if found else {}
    blocks = list(_blocks(_parser().parse(source[found.end() :] if found else source)))
    text = "\n\n".join(words for _, words in blocks)
    title = string(fields, "title") or next((words for kind, words in blocks if kind == "h1"), "") or headline(text)
    headings = [words for kind, words in blocks if kind.startswith("h")]
    sentences, asides = split(text, title=title, headings=headings)
    return Article(
        text=text,
        name=name,
        title=title,
        author=string(fields, "author"),
        publisher=string(fields, "publisher"),
        published=moment(string(fields, "published")) or moment(string(fields, "date")),
        sentences=sentences,
        asides=asides,
    )


def _fields(block: str) -> dict[str, Any]:
    """Return the fields of a front matter, their values as they are written; none where it is not a YAML mapping."""
    import yaml  # noqa: PLC0415  (only front matter pays for it)

    try:
        fields = yaml.load(block, Loader=yaml.BaseLoader)  # noqa: S506  (BaseLoader makes strings, lists and mappings only)
    except (yaml.YAMLError, RecursionError):
        return {}
    return {str(key).lower(): value for key, value in fields.items()} if isinstance(fields, dict) else {}


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt  # noqa: PLC0415  (only Markdown pays for it)

    return MarkdownIt("commonmark").enable(["table", "strikethrough"])


def _blocks(tokens: Sequence[Token]) -> Iterator[tuple[str, str]]:
    """Yield the tag ('p', 'h1', …) and the words of each block; an item of a list begins with a dash."""
    tag, mark = "", ""
    for token in tokens:
        if token.type in ("paragraph_open", "heading_open"):
            tag = token.tag
        elif token.type == "list_item_open":
            mark = "- "
        elif token.type == "list_item_close":
            mark = ""
        elif token.type in ("paragraph_close", "heading_close"):
            tag = ""
        elif tag and token.type == "inline" and (words := _words(token.children or ())):
            yield tag, mark + words if tag == "p" else " ".join(words.split())
            mark = ""


def _words(tokens: Sequence[Token]) -> str:
    """Return what a reader sees of the inline tokens of one block, on one line but for its hard breaks."""
    shown = "".join(_shown(token) for token in tokens)
    lines = (" ".join(line.split()) for line in shown.split("\n"))
    return "\n".join(filter(None, lines))


def _shown(token: Token) -> str:
    match token.type:
        case "text" | "code_inline":
            return token.content.replace("\n", " ")
        case "softbreak":
            return " "
        case "hardbreak":
            return "\n"
        case "html_inline" if token.content.lower().startswith("<br"):
            return "\n"
        case _:
            return ""
