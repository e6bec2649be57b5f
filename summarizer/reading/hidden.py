"""What a page hides from its readers: taken out before the article is looked for, as it was written for machines.

Only what an element says of itself is known here: its attributes and its own `style`. A style sheet is not read, so what
a class hides is not found; nor is anything taken for hidden that a style sheet may well show.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

_WHOLE = frozenset({"html", "body", "head"})  # many pages hide these until their scripts have run
_NOISE = re.compile(r"/\*.*?\*/|!important|\s+", re.DOTALL)
_NOTHING = re.compile(r"[+-]?(?:0+\.?0*|\.0+)(?:[a-z]+|%)?")
_FAR_OFF = re.compile(
    r"-\d{3,}(?:\.\d*)?(?:px|r?em|%|vw|vh|pt)?"
)  # a screen's width to the left of the page, or above it
_HIDING = {
    "display": re.compile("none"),
    "visibility": re.compile("hidden|collapse"),
    "opacity": _NOTHING,
    "color": re.compile("transparent"),
    "text-indent": _FAR_OFF,
    "left": _FAR_OFF,
    "top": _FAR_OFF,
}
_RGB = re.compile(r"rgba?\((\d{1,3}),(\d{1,3}),(\d{1,3})(?:,[\d.]+)?\)|#([0-9a-f]{6})|#([0-9a-f]{3})")
_NAMED = {"white": (255, 255, 255), "black": (0, 0, 0), "snow": (255, 250, 250), "ivory": (255, 255, 240)}
_ALIKE = 16  # of 255, in each colour: no eye tells such letters from what is behind them

Colour = tuple[int, int, int]


def strip(tree: HtmlElement) -> None:
    """Take what is hidden out of a page: by `hidden`, `template`, or a style that shows nothing of it.

    Such a style sets display, visibility, opacity, a font size of nothing, a place far off the page, or letters in the
    colour of what is behind them. What is behind them is the nearest background that an element sets, else white, but
    on a page with style sheets nothing that is known.
    """
    for element in list(_hidden(tree)):
        if element.getparent() is not None:
            element.drop_tree()


def _hidden(tree: HtmlElement) -> Iterator[HtmlElement]:
    styled = any(
        element.tag == "style" or "stylesheet" in element.get("rel", "") for element in tree.iter("style", "link")
    )
    behind: dict[HtmlElement, Colour | None] = {}
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue  # a comment
        style = _style(element)
        around = behind.get(element.getparent(), None if styled else _NAMED["white"])
        behind[element] = _background(element, style, around)
        if element.tag in _WHOLE:
            continue
        letters = _colour(style.get("color") or element.get("color"))
        if _says_hidden(element, style) or _alike(letters, behind[element]):
            yield element


def _style(element: HtmlElement) -> dict[str, str]:
    words = _NOISE.sub("", element.get("style", "").lower())
    pairs = (declaration.partition(":") for declaration in words.split(";"))
    return {name: value for name, _, value in pairs}


def _says_hidden(element: HtmlElement, style: dict[str, str]) -> bool:
    if element.tag == "template" or element.get("hidden", "until-found") != "until-found":
        return True
    if any(name in style and hides.fullmatch(style[name]) for name, hides in _HIDING.items()):
        return True
    # Rows of boxes have no gaps where their parent's letters have no size; each box then sets its own.
    tiny = _NOTHING.fullmatch(style.get("font-size", "1"))
    return bool(tiny) and not any("font-size" in inner.get("style", "") for inner in element.iterdescendants("*"))


def _background(element: HtmlElement, style: dict[str, str], around: Colour | None) -> Colour | None:
    """Return what is behind an element's letters, or None where that is not known."""
    own = style.get("background-color") or style.get("background") or element.get("bgcolor")
    return _colour(own) if own and own not in ("none", "inherit", "transparent") else around


def _colour(words: str | None) -> Colour | None:
    words = (words or "").strip().lower()
    if words in _NAMED:
        return _NAMED[words]
    found = _RGB.fullmatch(words)
    if not found:
        return None
    red, green, blue, six, three = found.groups()
    if red is not None:
        return int(red), int(green), int(blue)
    digits = six or "".join(digit * 2 for digit in three)
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)


def _alike(letters: Colour | None, behind: Colour | None) -> bool:
    if letters is None or behind is None:
        return False
    return all(abs(one - other) <= _ALIKE for one, other in zip(letters, behind, strict=True))
