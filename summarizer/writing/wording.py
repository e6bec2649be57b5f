"""Small words the whole view shares: source marks, names, dates and counts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from summarizer.writing.blocks import Bullets, Item, Run
from summarizer.writing.safe import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from summarizer.models import Actor, ArticleRecord, Certainty, Span, Stance, Statement, Story

MAX_MARKS = 4
MAX_QUOTE = 120  # characters
_LONG_WORD = 20  # characters

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_BY: Mapping[Stance, str] = {
    "asserts": "asserted by",
    "expects": "expected by",
    "demands": "demanded by",
    "doubts": "doubted by",
    "denies": "denied by",
}
# From the surest to the least sure, so that the place in it ranks them.
_CERTAINTY: Mapping[Certainty, str] = {
    "certain": "",
    "unknown": "",
    "probable": "said to be probable",
    "possible": "said to be possible",
}
_TAKES_THE = re.compile(r"\b(?:Emirates|Kingdom|Nations|Netherlands|Philippines|Republic|States|Union)$")
_STOP = re.compile(r"(?<!\.)[.,]$")  # a quotation's last stop or comma, but not the end of an ellipsis
_QUOTED = re.compile(
    r"“([^“”]+)”"
    r"|«([^«»]+)»"
    r"|(?<![^\s(\[—–])\"(?!\s)([^\"]+)(?<!\s)\"(?!\w)"  # straight quotes: which one opens is told by the space outside
)


@dataclass(frozen=True, slots=True)
class Cast:
    """Who may be named in a story: its actors and the briefing's articles, by id."""

    actors: Mapping[str, Actor]
    articles: Mapping[str, ArticleRecord]

    @classmethod
    def of(cls, story: Story, articles: Mapping[str, ArticleRecord]) -> Cast:
        """Return the cast of `story` in a briefing of `articles`, which are by id."""
        return cls({actor.id: actor for actor in story.actors}, articles)

    def name(self, speaker: str | None, article: str) -> str:
        """Return what to call whoever speaks: an actor by name, an article by its publisher or its number."""
        if speaker is not None:
            actor = self.actors.get(speaker)
            return with_article(actor) if actor else speaker
        record = self.articles.get(article)
        return record.publisher if record and record.publisher else f"article {article}"


def with_article(actor: Actor) -> str:
    """Return the actor's name as it stands inside a sentence: 'the United States', but 'Belarus'."""
    takes_the = (
        actor.kind in ("country", "organization")
        and _TAKES_THE.search(actor.name)
        and not actor.name.lower().startswith("the ")
    )
    return f"the {actor.name}" if takes_the else actor.name


def mentions(text: str, actor: Actor) -> bool:
    """Whether `text` names `actor`, by name, alias or a person's last name."""
    names = {actor.name, *actor.aliases}
    if actor.kind == "person":
        names |= {name.split()[-1] for name in names if name.split()}
    return any(contains(text, name) for name in names)


def contains(text: str, words: str) -> bool:
    """Whether `words` stand in `text` as whole words, in whatever case."""
    return bool(words.strip() and re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text, re.IGNORECASE))


def by(stance: Stance, *, article_speaks: bool = False) -> str:
    """Return the words before whoever takes `stance`: 'doubted by'."""
    return "reported by" if article_speaks and stance == "asserts" else _BY[stance]


def certainty(statements: Iterable[Statement]) -> str:
    """Return how sure the least sure of `statements` sounds, in words; '' where nothing need be said."""
    ranks = list(_CERTAINTY)
    return _CERTAINTY[max((statement.certainty for statement in statements), key=ranks.index)]


def quotation(spans: Iterable[Span]) -> str:
    """Return the first short quotation inside `spans`, without its quotation marks; '' where there is none."""
    for span in spans:
        for match in _QUOTED.finditer(span.text):
            words = next(group for group in match.groups() if group)
            if len(words) <= MAX_QUOTE:
                return _STOP.sub("", words.strip())
    return ""


def marks(spans: Iterable[Span]) -> Run:
    """Return the source mark of `spans`, '1.9, 2.3': article and sentence, in order, each once.

    Of more than `MAX_MARKS` the first of each article go before the others, and an ellipsis tells of the rest.
    """
    articles = {_mark(span): span.article for span in spans}
    shown = list(articles)
    if len(shown) > MAX_MARKS:
        first = {article: mark for mark, article in reversed(articles.items())}
        ranked = sorted(articles, key=lambda mark: first[articles[mark]] != mark)
        shown = [mark for mark in articles if mark in ranked[:MAX_MARKS]] + ["…"]
    return Run(", ".join(shown), "mark")


def _mark(span: Span) -> str:
    return span.article if span.sentence is None else f"{span.article}.{span.sentence}"


def bare(text: str) -> str:
    """Return `text` on one line and without its last full stop: what two sentences that say the same share."""
    return plain(text).rstrip(". ")


def shortened(words: str, most: int) -> str:
    """Return at most `most` characters of plain text, with an ellipsis where there are more; no word is cut but a long one."""
    if len(words) <= most:
        return words
    cut = words[: most - 1]
    whole = cut if words[most - 1].isspace() else cut[: cut.rfind(" ", most - 1 - _LONG_WORD) + 1] or cut
    return f"{whole.rstrip()}…"


def day(iso: str, beside: str = "") -> str:
    """Return the date of an ISO 8601 date or date-time in words, '1 November 2024'; what is none, as it is.

    The year is left out where it is that of the ISO 8601 date `beside`.
    """
    try:
        found = date.fromisoformat(iso[:10])
    except ValueError:
        return iso
    year = "" if beside[:4] == iso[:4] else f" {found.year}"
    return f"{found.day} {_MONTHS[found.month - 1]}{year}"


def count(number: int, noun: str, plural: str = "") -> str:
    """Return '1 story', '2 stories' or '1,204 requests'."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def sources(story: Story) -> str:
    """Return how many articles tell a story, and how many of them on their own account."""
    articles = len(story.articles)
    if articles <= 1 or story.sources >= articles:
        return count(articles, "article" if articles <= 1 else "independent article")
    return f"{articles:,} articles, {count(story.sources, 'independent source') if story.sources > 1 else 'one source'}"


def more(number: int) -> Run:
    """Return the note that stands where a long list was cut."""
    return Run(f"… and {number:,} more in the JSON", "quiet")


def bullets(items: Sequence[Item], rest: int) -> Bullets:
    """Return a list of `items`, and a note of how many more there are, where `rest` is above nought."""
    return Bullets((*items, Item((more(rest),))) if rest > 0 else tuple(items))
