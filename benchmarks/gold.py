"""The gold table of the two seed articles, made by hand by one reader, and how its words are compared.

Where the text is ambiguous the table accepts every reading. A row is located by a quote that stands once in
its article; sentences are split here, line by line, and not by the code under test.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import nupunkt
from pydantic import BaseModel, ConfigDict, TypeAdapter

from summarizer.models import ActorKind, Certainty, Stance

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

FOLDER = Path(__file__).parent
SEEDS = FOLDER.parent / "seeds"
LINKS = {"and", "by", "for", "of", "or", "to", "with"}  # "the allies of Putin" are not Putin

Range = tuple[int, int]

seeds_option: Callable[[Any], Any] = click.option(
    "--data",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="DIR",
    default=SEEDS,
    help="The folder that holds the two seed articles. Default: seeds/ of the repository.",
)


class Row(BaseModel):
    """A row of the table; `optional` rows may be printed and need not be."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    optional: bool = False


class GoldStatement(Row):
    """Something said, located by `quote`, with everybody who may be named for saying it."""

    quote: str
    speaker: str
    accept: tuple[str, ...] = ()
    stance: Stance
    stance_accept: tuple[Stance, ...] = ()
    certainty: Certainty
    certainty_accept: tuple[Certainty, ...] = ()


class GoldQuantity(Row):
    """A number in the text: the words at its heart, what it may be said to count, and its bounds."""

    surface: str
    quote: str
    of: tuple[str, ...]
    low: float | None
    high: float | None

    @property
    def value(self) -> float | None:
        """The one number that stands for it, or None where there is none ("hundreds")."""
        if self.low is None or self.high is None:
            return self.high if self.low is None else self.low
        return self.low if self.low == self.high else None


class GoldUncertainty(Row):
    """Something left open, and the words that may be given as its cue."""

    quote: str
    cue: tuple[str, ...]


class GoldActor(Row):
    """Somebody who acts or speaks; an empty `role` means that a role is not judged."""

    name: str
    accept: tuple[str, ...] = ()
    kind: tuple[ActorKind, ...]
    role: tuple[str, ...] = ()

    def is_named(self, name: str) -> bool:
        """Whether `name` names this actor; a person may carry a title before the name."""
        return any(same_name(name, form, titled="person" in self.kind) for form in (self.name, *self.accept))


class GoldArticle(BaseModel):
    """Everything the table says about one article; `garbled` are words that are broken, or a paraphrasing machine's."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    statements: tuple[GoldStatement, ...]
    unattributed: tuple[str, ...]
    quantities: tuple[GoldQuantity, ...]
    not_quantities: tuple[str, ...]
    uncertainties: tuple[GoldUncertainty, ...]
    garbled: tuple[str, ...] = ()
    actors: tuple[GoldActor, ...]


@dataclass(frozen=True)
class Page:
    """An article beside its part of the table."""

    name: str
    text: str
    gold: GoldArticle

    @cached_property
    def sentences(self) -> tuple[Range, ...]:
        """The offsets of the article's sentences; a line's end always ends one."""
        lines = re.finditer(r".+", self.text)
        return tuple(
            (line.start() + start, line.start() + end)
            for line in lines
            for start, end in nupunkt.sent_spans(line.group())
        )

    def holds(self, spans: Sequence[Range], quote: str) -> bool:
        """Whether a span touches the sentence of `quote`."""
        at = self.text.index(quote)
        sentence = next(found for found in self.sentences if found[0] <= at < found[1])
        return any(start < sentence[1] and sentence[0] < end for start, end in spans)

    def is_garbled(self, span: Range) -> bool:
        """Whether a span touches words of the article that are garbled."""
        places = ((self.text.index(words), len(words)) for words in self.gold.garbled)
        return any(span[0] < at + length and at < span[1] for at, length in places)

    def is_speaker(self, names: Iterable[str], row: GoldStatement) -> bool:
        """Whether one of `names` may be named as the speaker of `row`."""
        actors = [actor for actor in self.gold.actors if actor.name == row.speaker]
        forms = (row.speaker, *row.accept)
        return any(
            any(same_name(name, form) for form in forms) or any(actor.is_named(name) for actor in actors)
            for name in names
        )


def load_pages(folder: Path = SEEDS) -> dict[str, Page]:
    """Return the seed articles of a folder with their gold, by file name.

    Raises:
        click.ClickException: The folder lacks one of them.
    """
    table = TypeAdapter(dict[str, GoldArticle]).validate_json((FOLDER / "seeds_gold.json").read_bytes())
    if missing := [name for name in table if not (folder / name).is_file()]:
        raise click.ClickException(f"'{folder}' lacks {' and '.join(missing)}: name the folder of the seed articles.")
    return {name: Page(name, (folder / name).read_text(encoding="utf-8"), gold) for name, gold in table.items()}


@cache
def words(text: str) -> tuple[str, ...]:
    """Return the words of `text` in lower case, without marks and without a leading "the"."""
    found = re.findall(r"\w+", text.casefold())
    return tuple(found[1:] if found[:1] == ["the"] else found)


def share(part: str, whole: str) -> float:
    """Return which share of the words of `part` stands in `whole`, from 0 to 1; order does not count."""
    wanted = set(words(part))
    return ratio(len(wanted & set(words(whole))), len(wanted))


def same_name(name: str, form: str, *, titled: bool = False) -> bool:
    """Whether two names are one; where `titled`, words may stand before it, or after a comma."""
    name = re.sub(r"\(.*?\)", "", name)
    theirs = words(form)
    if words(name) == theirs or not titled:
        return words(name) == theirs
    mine = words(name.split(",")[0])
    before = mine[: len(mine) - len(theirs)]
    return bool(theirs) and mine[len(before) :] == theirs and (not before or before[-1] not in LINKS)


def mentions(text: str, forms: Iterable[str]) -> bool:
    """Whether one of `forms` stands in `text`, as whole words in a row."""
    padded = f" {' '.join(words(text))} "
    return any(f" {' '.join(words(form))} " in padded for form in forms)


def ratio(part: int, whole: int) -> float:
    """Return `part / whole` to four places; a share of nothing is 0."""
    return round(part / whole, 4) if whole else 0.0
