"""One thing made wrong in a briefing's JSON: what a careless program, or somebody with an editor, would do to it.

Each function changes the briefing that it is given in one place, and returns whether that place could be broken so.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from summarizer.grounding import names
from summarizer.grounding.hedges import negated

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterable

    Json = dict[str, Any]
    Change = Callable[[Json, random.Random], bool]

_AUXILIARY = re.compile(r"\b(?:is|are|was|were|has|have|had|will|would|could|can|did)\b(?! (?:not|never|n)\b)")
_DIGITS = re.compile(r"\d+")
_WORD = re.compile(r"[A-Za-z]{4,}")


@dataclass(frozen=True)
class Break:
    """A way to break a briefing: its kind, its name, what it does, and whether only the sources can show it."""

    kind: str
    name: str
    change: Change
    with_sources: bool = False


BREAKS: dict[str, list[Break]] = defaultdict(list)
"""Every way to break a briefing, by kind."""


def breaks(kind: str, *, with_sources: bool = False) -> Callable[[Change], Change]:
    """List a function as a way to break a briefing."""

    def listed(change: Change) -> Change:
        name = change.__name__.removeprefix("_").replace("_", " ")
        BREAKS[kind].append(Break(kind, name, change, with_sources))
        return change

    return listed


# ── Places ────────────────────────────────────────────────────────────────────────────────────────


def some_story(briefing: Json, draw: random.Random) -> Json:
    """Return one of the stories."""
    story: Json = draw.choice(briefing["stories"])
    return story


def some_claim(briefing: Json, draw: random.Random) -> Json:
    """Return one of the claims."""
    claim: Json = draw.choice(some_story(briefing, draw)["claims"])
    return claim


def some_reading(briefing: Json, draw: random.Random) -> Json:
    """Return a reading of one of the figures."""
    readings = [one for story in briefing["stories"] for figure in story["figures"] for one in figure["readings"]]
    reading: Json = draw.choice(readings)
    return reading


def some_span(briefing: Json, draw: random.Random) -> Json:
    """Return one of the spans of a story."""
    story = some_story(briefing, draw)
    spans = [span for claim in story["claims"] for one in claim["statements"] for span in one["evidence"]]
    spans += [span for figure in story["figures"] for one in figure["readings"] for span in one["evidence"]]
    spans += [span for one in story["uncertainties"] for span in one["evidence"]]
    span: Json = draw.choice(spans)
    return span


def some_line(briefing: Json, draw: random.Random) -> Json:
    """Return a line of the lead or of a summary."""
    line: Json = draw.choice([*briefing["lead"], *(line for story in briefing["stories"] for line in story["summary"])])
    return line


def texts(briefing: Json) -> list[tuple[Json, str]]:
    """Return where a briefing says something in words of its own, as an object and the key of its text."""
    lines = [(line, "text") for line in briefing["lead"]]
    for story in briefing["stories"]:
        lines += [(line, "text") for line in story["summary"]]
        lines += [(claim, "text") for claim in story["claims"]]
        lines.append((story, "headline"))
    return lines


def swap(draw: random.Random, found: Iterable[re.Match[str]], text: str, new: Callable[[str], str]) -> str | None:
    """Return a text with one of the matches replaced; None where there is none."""
    matches = list(found)
    if not matches:
        return None
    match = draw.choice(matches)
    return f"{text[: match.start()]}{new(match.group())}{text[match.end() :]}"


def put(at: Json, key: str, new: str | int | None) -> bool:
    """Put a changed text in its place; return whether there is one."""
    if new is None or new == at[key]:
        return False
    at[key] = new
    return True


def _other_digits(digits: str, draw: random.Random) -> str:
    at = draw.randrange(len(digits))
    return f"{digits[:at]}{draw.choice([d for d in '123456789' if d != digits[at]])}{digits[at + 1 :]}"


# ── Offsets ───────────────────────────────────────────────────────────────────────────────────────


@breaks("offset")
def _span_shifted_by_one(briefing: Json, draw: random.Random) -> bool:
    span, step = some_span(briefing, draw), draw.choice((-1, 1))
    span["start"], span["end"] = max(0, span["start"] + step), span["end"] + step
    return True


@breaks("offset")
def _span_cut_short(briefing: Json, draw: random.Random) -> bool:
    some_span(briefing, draw)["end"] -= draw.randint(1, 9)
    return True


@breaks("offset")
def _span_past_the_end(briefing: Json, draw: random.Random) -> bool:
    span = some_span(briefing, draw)
    span["start"], span["end"] = span["start"] + 100_000, span["end"] + 100_000
    return True


@breaks("offset")
def _span_of_another_article(briefing: Json, draw: random.Random) -> bool:
    span = some_span(briefing, draw)
    others = [article["id"] for article in briefing["articles"] if article["id"] != span["article"]]
    span["article"] = draw.choice([*others, "99"])
    return True


@breaks("offset")
def _number_of_a_sentence(briefing: Json, draw: random.Random) -> bool:
    span = some_span(briefing, draw)
    return put(span, "sentence", span["sentence"] + draw.choice((-1, 1, 2, 7)))


# ── Quotations ────────────────────────────────────────────────────────────────────────────────────


@breaks("quote")
def _word_of_the_evidence(briefing: Json, draw: random.Random) -> bool:
    span = some_span(briefing, draw)
    return put(span, "text", swap(draw, _WORD.finditer(span["text"]), span["text"], lambda word: f"un{word}"))


@breaks("quote")
def _word_inside_quotation_marks(briefing: Json, draw: random.Random) -> bool:
    at, key = draw.choice(texts(briefing))
    quoted = [match.span() for match in re.finditer(r"“[^“”]+”", at[key])]
    inside = [word for word in _WORD.finditer(at[key]) if any(a < word.start() < b for a, b in quoted)]
    return put(at, key, swap(draw, inside, at[key], lambda _: draw.choice(("rubber", "winter", "gently"))))


@breaks("quote")
def _quotation_marks_around_other_words(briefing: Json, draw: random.Random) -> bool:
    claim = some_claim(briefing, draw)
    if "“" in claim["text"]:
        return False
    return put(claim, "text", f"{claim['text'].rstrip('.')}, a “terrible betrayal of trust”.")


@breaks("quote", with_sources=True)
def _word_of_an_embedded_article(briefing: Json, draw: random.Random) -> bool:
    article = draw.choice(briefing["articles"])
    return put(article, "text", swap(draw, _WORD.finditer(article["text"]), article["text"], str.upper))


@breaks("quote")
def _cue_of_an_uncertainty(briefing: Json, draw: random.Random) -> bool:
    return put(draw.choice(some_story(briefing, draw)["uncertainties"]), "cue", "it is anybody’s guess")


# ── Numbers ───────────────────────────────────────────────────────────────────────────────────────


@breaks("number")
def _digit_of_a_text(briefing: Json, draw: random.Random) -> bool:
    at, key = draw.choice([(at, key) for at, key in texts(briefing) if _DIGITS.search(at[key])])
    return put(at, key, swap(draw, _DIGITS.finditer(at[key]), at[key], lambda found: _other_digits(found, draw)))


@breaks("number")
def _bound_of_a_reading(briefing: Json, draw: random.Random) -> bool:
    reading, key = some_reading(briefing, draw), draw.choice(("low", "high"))
    reading[key] = (reading[key] or 0) + draw.choice((1, 50, 1000))
    return True


@breaks("number")
def _number_added(briefing: Json, draw: random.Random) -> bool:
    at, key = draw.choice(texts(briefing))
    return put(at, key, f"{at[key].rstrip('.”')}, {draw.randint(11, 99)} of them on Friday.")


@breaks("number")
def _words_of_a_reading(briefing: Json, draw: random.Random) -> bool:
    return put(some_reading(briefing, draw), "surface", str(draw.randint(1_000, 9_000)))


@breaks("number")
def _modifier_of_a_reading(briefing: Json, draw: random.Random) -> bool:
    reading = some_reading(briefing, draw)
    others = {"exact", "about", "at_least", "at_most"} - {reading["modifier"]}
    return put(reading, "modifier", draw.choice(sorted(others)))


@breaks("number")
def _what_a_figure_counts(briefing: Json, draw: random.Random) -> bool:
    figure = draw.choice(some_story(briefing, draw)["figures"])
    words = " ".join(span["text"] for reading in figure["readings"] for span in reading["evidence"])
    fates = [fate for fate in ("killed", "injured", "arrested", "missing") if fate not in words]
    return put(figure, "of", f"{figure['of'].removesuffix(' killed')} {draw.choice(fates)}")


@breaks("number")
def _headline_of_another_number(briefing: Json, draw: random.Random) -> bool:
    story = some_story(briefing, draw)
    return put(story, "headline", f"{draw.randint(11, 99)} people: {story['headline']}")


# ── Names ───────────────────────────────────────────────────────────────────────────────────────


@breaks("name")
def _name_of_another_actor(briefing: Json, draw: random.Random) -> bool:
    story = some_story(briefing, draw)
    at, key = draw.choice(texts(briefing))
    people = [actor["name"] for actor in story["actors"] if actor["kind"] == "person" and actor["name"].istitle()]
    here = [name for name in people if name in at[key]]
    others = [name for name in people if name not in here]
    if not here or not others:
        return False
    return put(at, key, at[key].replace(draw.choice(here), draw.choice(others)))


@breaks("name")
def _name_nobody_bears(briefing: Json, draw: random.Random) -> bool:
    at, key = draw.choice(texts(briefing))
    found = names.find_names(at[key])
    if not found:
        return False
    name = draw.choice(found)
    return put(at, key, f"{at[key][: name.start]}Odile Marchetti{at[key][name.end :]}")


@breaks("name")
def _actor_of_another_name(briefing: Json, draw: random.Random) -> bool:
    actor = draw.choice(some_story(briefing, draw)["actors"])
    actor["aliases"] = []
    return put(actor, "name", draw.choice(("Odile Marchetti", "Tern Rail", "Korrdam")))


# ── Negations ─────────────────────────────────────────────────────────────────────────────────────


@breaks("negation")
def _not_added(briefing: Json, draw: random.Random) -> bool:
    at, key = draw.choice(texts(briefing))
    if negated(at[key]):
        return False
    return put(at, key, swap(draw, _AUXILIARY.finditer(at[key]), at[key], lambda verb: f"{verb} not"))


@breaks("negation")
def _not_dropped(briefing: Json, draw: random.Random) -> bool:
    at, key = draw.choice(texts(briefing))
    return put(at, key, swap(draw, re.finditer(r"\b(?:not|never) ", at[key]), at[key], lambda _: ""))
