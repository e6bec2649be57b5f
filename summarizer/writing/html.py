"""The briefing as one HTML file that asks nothing of any server and is whole without its script."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from summarizer.writing.safe import plain

if TYPE_CHECKING:
    import jinja2

    from summarizer.models import Briefing

_FILES = ("page.html", "parts.html", "story.html", "style.css", "script.js")


def to_html(briefing: Briefing) -> str:
    """Return the briefing as an HTML page, ending in a newline; the same briefing gives the same bytes.

    Whatever articles and models wrote is text: it is escaped and has no invisible or turning characters. A policy in
    the page (Content Security Policy Level 3) lets nothing run or load but the page's own style and script, by hash.
    """
    from summarizer.writing.page.whole import whole  # noqa: PLC0415  (other formats need not load it)

    return _template().render(page=whole(briefing)).strip() + "\n"


@cache
def _template() -> jinja2.Template:
    import jinja2  # noqa: PLC0415  (slow to import)

    folder = files("summarizer.writing") / "page"
    sources = {name: folder.joinpath(name).read_text(encoding="utf-8") for name in _FILES}
    environment = jinja2.Environment(
        loader=jinja2.DictLoader(sources),
        undefined=jinja2.StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    for name in ("style.css", "script.js"):
        kind = name.partition(".")[0]
        environment.globals[kind] = sources[name]
        environment.globals[f"{kind}_hash"] = _digest(sources[name])
    return environment.get_template("page.html")


def _shown(value: Any) -> Any:
    """Return a value as the page shows it: text without what nobody sees, but for what is marked as fit already."""
    return plain(value) if type(value) is str else value


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
