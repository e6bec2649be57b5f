"""Independent sources: copies of one text, however edited, and reposts of one origin count once.

Whether one article is a copy of another is told by its words: `_SHARED` of the shorter one's stand in runs of `_RUN` words
that the other has too. An edit breaks only the runs it touches, so a copy with a tenth of its words substituted, dropped
or inserted keeps about three quarters of them, while two reports of one event seldom share half. Words that both quote
say nothing of who wrote the rest.

Of texts of a sentence or two runs say little: those are copies where half of the shorter one's sentences stand in the
other word for word.

Which articles are compared is found by sketches: the runs of least hash of each article (A. Broder, "On the resemblance
and containment of documents", 1997). The work grows with the articles, not with their pairs.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import TYPE_CHECKING
from zlib import crc32

from summarizer.grounding.matching import fold
from summarizer.merging import wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from summarizer.models import Article

_RUN = 4  # words
_SHARED = 0.6  # of the shorter article's words
_OWN_SHARED = 0.45  # of those that it does not quote; edits move quotation marks, so they are held to less
_FEWEST_OWN = 12  # words outside quotations from which they are looked at apart
_SHORT = 40  # words up to which a text is told by its sentences
_SAME = 0.5  # of its sentences
_SKETCH = 64  # runs
_CROWD = 12  # articles with one run from which only neighbours by length are compared
_LIKELY = 16  # of the runs in a smaller sketch, one in so many is shared before articles are compared

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_QUOTED = re.compile(r'“[^“”\n]*+”|"[^"\n]*+"|«[^«»\n]*+»')


@dataclass(frozen=True, slots=True)
class _Text:
    """An article's words, folded; for each whether it stands outside quotations; its sentences, and its runs of words."""

    words: tuple[str, ...]
    own: tuple[bool, ...]
    sentences: frozenset[str]
    runs: frozenset[str]
    sketch: frozenset[str]


def independent(articles: Sequence[Article]) -> dict[str, str]:
    """Return for each article's id the id of the first article of the same source: itself where it is independent.

    Two articles are one source where they name one origin, where one's origin published the other, or where one is a
    copy of the other: whole or shortened, with words edited or paragraphs added.

    Args:
        articles: In the order of the briefing, each with an id of its own.
    """
    leader = list(range(len(articles)))

    def root(at: int) -> int:
        while leader[at] != at:
            leader[at] = at = leader[leader[at]]
        return at

    texts = [_read(article) for article in articles]
    for a, b in (*_reposts(articles), *_candidates(texts)):
        first, second = sorted((root(a), root(b)))
        if first != second and (_reposted(articles[a], articles[b]) or _copied(texts[a], texts[b])):
            leader[second] = first
    return {article.id: articles[root(at)].id for at, article in enumerate(articles)}


# ── Reposts ───────────────────────────────────────────────────────────────────────────────────────


def _reposts(articles: Sequence[Article]) -> Iterator[tuple[int, int]]:
    """Yield pairs that tie all articles of one outlet to those that name it as their origin."""
    of: dict[str, list[int]] = defaultdict(list)
    for at, article in enumerate(articles):
        of[_outlet(article.origin) or _outlet(article.publisher)].append(at)
    for members in of.values():
        named = [at for at in members if _outlet(articles[at].origin)]
        yield from ((min(named[0], at), max(named[0], at)) for at in members if named and at != named[0])


def _reposted(a: Article, b: Article) -> bool:
    origins = {_outlet(a.origin), _outlet(b.origin)} - {""}
    mine, other = _outlet(a.origin) or _outlet(a.publisher), _outlet(b.origin) or _outlet(b.publisher)
    return bool(mine) and mine == other and mine in origins


def _outlet(name: str | None) -> str:
    """Return the letters of an outlet's name: 'Daily Post' and 'www.dailypost.example' are one."""
    plain = (name or "").strip().casefold().removeprefix("https://").removeprefix("http://").removeprefix("www.")
    host = plain.split("/")[0]
    first = host.split(".")[0] if "." in host and " " not in host else plain
    return "".join(letter for letter in first if letter.isalnum()).removeprefix("the")


# ── Copies ────────────────────────────────────────────────────────────────────────────────────────


def _read(article: Article) -> _Text:
    text = article.text
    quoted = [match.span() for match in _QUOTED.finditer(text)]
    words, own, at = [], [], 0
    for match in _WORD.finditer(text):
        while at < len(quoted) and quoted[at][1] <= match.start():
            at += 1
        words.append(fold(match.group()))
        own.append(at == len(quoted) or match.start() < quoted[at][0])
    runs = frozenset(_runs(words))
    sketch = sorted(runs, key=lambda run: (crc32(run.encode()), run))[:_SKETCH]
    said = [article.sentence(one.number) for one in article.sentences] or [text]
    sentences = frozenset(part for one in said if (part := wording.squeeze(one)))
    return _Text(tuple(words), tuple(own), sentences, runs, frozenset(sketch))


def _runs(words: Sequence[str]) -> list[str]:
    """Return every run of words; a text that is too short for one is a run itself."""
    if len(words) < _RUN:
        return [" ".join(words)] if words else []
    return [" ".join(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1)]


def _candidates(texts: Sequence[_Text]) -> list[tuple[int, int]]:
    """Return pairs of articles whose sketches share enough runs, in their order."""
    having: dict[str, list[int]] = defaultdict(list)
    for at in sorted(range(len(texts)), key=lambda at: (len(texts[at].words), texts[at].words)):
        for run in texts[at].sketch:
            having[run].append(at)
    shared = Counter(pair for members in having.values() for pair in _meeting(members))
    likely = (
        pair
        for pair, count in shared.items()
        if count * _LIKELY >= min(len(texts[pair[0]].sketch), len(texts[pair[1]].sketch))
    )
    return sorted(likely)


def _meeting(members: Sequence[int]) -> Iterable[tuple[int, int]]:
    """Return the pairs of those that share a run: all of a few, neighbours of many."""
    pairs = combinations(members, 2) if len(members) <= _CROWD else pairwise(members)
    return ((min(pair), max(pair)) for pair in pairs)


def _copied(a: _Text, b: _Text) -> bool:
    """Whether most words of the shorter article stand in runs that the other has, quoted words left aside."""
    short, long = sorted((a, b), key=lambda one: (len(one.words), one.words))
    if len(short.words) <= _SHORT:
        fewest = min(len(a.sentences), len(b.sentences))
        return bool(fewest) and len(a.sentences & b.sentences) >= _SAME * fewest
    shared = [False] * len(short.words)
    for at, run in enumerate(_runs(short.words)):
        if run in long.runs:
            shared[at : at + _RUN] = [True] * min(_RUN, len(shared))
    own = [held for held, mine in zip(shared, short.own, strict=True) if mine]
    return sum(shared) >= _SHARED * len(shared) and (len(own) < _FEWEST_OWN or sum(own) >= _OWN_SHARED * len(own))
