"""Proper names: finding them, comparing them, and telling what kind of actor they name.

Names are found by capitalisation alone, so no list of given names is needed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from summarizer.grounding.countries import ACRONYM, EDGES, bare, capital_of, country, is_demonym, key
from summarizer.grounding.roles import ROLE_NOUNS
from summarizer.grounding.titles import LONGEST_TITLE, TITLES, is_title
from summarizer.grounding.vocabulary import (
    COMPANIES,
    CORPORATE,
    DATES,
    DESCRIBED,
    DIRECTIONS,
    OPENING,
    ORDINARY,
    ORGANIZATIONS,
    PARTICLES,
    PLACES,
    PLURALS,
    PRONOUNS,
    SEAT_PHRASES,
    SEATS,
    SMALL,
    VAGUE,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from summarizer.models import ActorKind

# Users say `names.key` and the like: what a name is compared by is used together with what finds it.
__all__ = [
    "Name",
    "abbreviates",
    "bare",
    "capital_of",
    "country",
    "find_names",
    "initials",
    "is_company",
    "is_generic",
    "is_ordinary",
    "is_pronoun",
    "is_seat",
    "key",
    "kind",
    "same",
]


_ORDINARY_ENDING = re.compile(r"(?:ing|ly|ed|tion|sion|ment|ness|ity|ism|ance|ence|ship|[^s]s|ers|ists)$")
_APPOSED = re.compile(r",\s(?:the|an?)\s(?:[a-z-]+\s){0,3}?(?P<role>[a-z]+),\s(?:said|says|told|was|is|has|had|who)\b")
_VERB = re.compile(
    r"(?:\w{2,}ed|said|says|is|was|has|had|will|would|did|does|told|tells|swore|took|made|gave|went|came|knows?|wrote"
    r"|spoke|met|won|lost|kept|left|held|began|became|can|could|may|might|must|should|also|wants?|plans?|\w{2,}s)$"
)
_MOST_NAMES = 4  # words in a person's name
_LONGEST_NAME = 16  # words in any name; a longer stretch of capitals is a heading
_SUFFIXES = frozenset("jr jr. sr sr. ii iii iv".split())

# ── Finding ───────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name: `sentence[start:end] == text`; `title` is what stood before it ("President"), or None."""

    text: str
    start: int
    end: int
    title: str | None = None


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    start: int
    end: int
    closes: bool  # nothing after it belongs to the same name: "Russia’s", "US-led"

    @property
    def lower(self) -> str:
        return self.text.casefold()

    @property
    def capital(self) -> bool:
        return bool(_CAPITAL.match(self.text)) and self.lower not in DATES and not _I.fullmatch(self.text)


_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}|[^\W\d_]\.(?=\s\w)|(?:Jr|Sr|St|Mr|Mrs|Ms|Dr|Gen|Lt|Col|Sen|Rep|Gov|Prof|Inc|Ltd|Corp)\.|&|\w++(?:[-‐‑’'&]\w++)*+"
)
_CAPITAL = re.compile(r"[^\W\d_a-z](?<![a-zß-öø-ÿ])|[a-z]{1,2}[A-Z]|(?:al|el|as|ash|an|ar)[-‐‑][A-Z]")
_I = re.compile(r"I(?:['’]\w+)?")
_TAIL = re.compile(r"['’]s$|[-‐‑](?=[a-z]+$)[a-z]+$")
_BREAK = re.compile(r"[.!?:;“”\"‘\n–—(\[…]|(?<!\w)'")
_JOINING = SMALL | PARTICLES


def find_names(text: str, known: Collection[str] = ()) -> list[Name]:
    """Return the proper names of a sentence, left to right, none overlapping another.

    Titles, possessives and quotation marks stay outside; a nationality before a title is a name of its own.

    Args:
        text: The sentence; an opening quotation mark within it starts another.
        known: Names seen elsewhere in the article; they confirm a single capitalised word that starts a sentence.
    """
    return list(_found(text, frozenset(known)))


@lru_cache(maxsize=2048)  # each stage asks about the same sentences again
def _found(text: str, known: frozenset[str]) -> tuple[Name, ...]:
    sure = _words_of(known)
    return tuple(name for run in _runs(text) for name in _split(text, _trimmed(text, run, sure)))


@lru_cache(maxsize=64)
def _words_of(known: frozenset[str]) -> frozenset[str]:
    return frozenset(word for name in known for word in (name.casefold(), *name.casefold().split()))


def _tokens(text: str) -> Iterator[_Token]:
    for match in _TOKEN.finditer(text):
        word = match.group()
        cut = _TAIL.search(word) if word[0].isupper() else None
        end = match.start() + (cut.start() if cut else len(word))
        yield _Token(text[match.start() : end], match.start(), end, closes=cut is not None)


def _runs(text: str) -> Iterator[list[_Token]]:
    """Yield the longest stretches of capitalised words, with the small words ("of", "van") that join them."""
    run: list[_Token] = []
    small: list[_Token] = []
    for token in _tokens(text):
        last = (small or run)[-1] if run else None
        touching = (
            last is not None
            and len(run) < _LONGEST_NAME
            and (token.start - last.end == 1 or _owned(text, last, token))
            and text[token.start - 1].isspace()
            and not last.closes
        )
        if touching and token.capital and (not small or _joins(run, small, token)):
            run += [*small, token]
            small = []
        elif touching and run and not small and token.text.isdecimal() and _numbered(text, run, token):
            run.append(token)
        elif touching and run and (token.lower in _JOINING or token.text == "&"):
            small.append(token)
        else:
            if run:
                yield run
            run, small = [token] if token.capital else [], []
    if run:
        yield run


def _owned(text: str, owner: _Token, body: _Token) -> bool:
    """Whether only the apostrophe of a plural stands between two words of a body's name: "Teachers' Union"."""
    plural = text[owner.end : body.start] in ("' ", "’ ") and owner.lower.endswith("s")
    return plural and body.capital and body.lower in ORGANIZATIONS | COMPANIES


def _joins(run: list[_Token], small: list[_Token], token: _Token) -> bool:
    """Whether small words make one name of what stands on both sides: "Bank of England", not "Russia and Iran"."""
    words = [word.lower for word in small]
    if set(words) <= PARTICLES | {"&"}:
        return True
    before = " ".join(word.text for word in run)
    organization = any(word.lower in ORGANIZATIONS for word in run)
    if words[0] == "of":
        return organization or (len(run) == 1 and not country(before) and not capital_of(before)) or _ends_title(run)
    if words[0] == "and":
        return (
            organization and len(words) == 1 and any(w.lower in ("of", "for") for w in run) and not country(token.text)
        )
    return organization and words[0] in ("for", "on", "in") and words[-1] in ("for", "the", "on")


def _ends_title(run: list[_Token]) -> bool:
    return any(title.startswith(f"{run[-1].lower} of") for title in TITLES)


def _numbered(text: str, run: list[_Token], number: _Token) -> bool:
    """Whether a number after a name is part of it, as in "Rossiya 1", and counts nothing itself."""
    name = " ".join(token.text for token in run)
    counting = re.compile(
        r"[,.]?\d|\s?%|\s(?!(?:was|is|has|as|does|says)\b)(?:[a-z-]+s|people|men|women|children|million|billion|thousand|percent)\b"
    )
    return not country(name) and not capital_of(name) and not counting.match(text, number.end) and len(number.text) < 4  # noqa: PLR2004  (four digits are a year)


def _trimmed(text: str, run: list[_Token], sure: Collection[str]) -> list[_Token]:
    """Return `run` without the ordinary words at its start that are capitalised because a sentence starts."""
    while run and run[0].lower in ORDINARY and not ACRONYM.fullmatch(run[0].text):
        if _opens_name(text, run):
            return run
        article, run = run[0].lower == "the", run[1:]
        if article and len(run) > 1 and run[0].capital and run[-1].lower in ORGANIZATIONS:
            return run  # "The World Health Organization": only its article is there because a sentence starts
        while run and not run[0].capital:
            run = run[1:]
    if len(run) != 1 or not _starts_sentence(text, run[0].start):
        return run
    word = run[0]
    if word.lower in sure or word.closes or country(word.text) or capital_of(word.text) or ACRONYM.fullmatch(word.text):
        return run
    apposed = _APPOSED.match(text, word.end)  # "Lund, the mayor, said"
    beside = apposed is not None and apposed["role"] in ROLE_NOUNS and word.lower not in ROLE_NOUNS
    after = re.compile(r"\s([a-z’']+)").match(text, word.end)
    acts = after is not None and _VERB.match(after.group(1)) and not _ORDINARY_ENDING.search(word.lower)
    return run if beside or acts else []


def _opens_name(text: str, run: list[_Token]) -> bool:
    """Whether an ordinary word is part of the name that it opens: "New York", "the State Department"."""
    word, follower = run[0], run[1] if len(run) > 1 else None
    if word.lower not in OPENING or follower is None or not follower.capital or is_title([follower.text], ["Lund"]):
        return False
    return run[-1].lower in ORGANIZATIONS or not _starts_sentence(text, word.start)


def _starts_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - 3) : start].rstrip(" \t")
    return not before or bool(_BREAK.search(before[-1]))


def _split(text: str, run: list[_Token]) -> Iterator[Name]:
    """Yield the names of a run: what stands before a title, and the name that bears it."""
    for at, size in ((at, size) for at in range(len(run)) for size in range(LONGEST_TITLE, 0, -1)):
        title, rest = run[at : at + size], run[at + size :]
        if len(title) < size or not is_title([t.text for t in title], [t.text for t in rest[:1]] or [""]):
            continue
        if at and size == 1 and not country(" ".join(t.text for t in run[:at])) and title[0].lower != "president":
            continue
        if at:
            yield _name(text, run[:at])
        if rest:
            yield _name(text, rest, text[title[0].start : title[-1].end])
        return
    if run:
        yield _name(text, run, _role_before(text, run[0].start))


def _role_before(text: str, start: int) -> str | None:
    """Return the lower-case title directly before a name, as in "foreign minister Sergei Lavrov"."""
    words = re.findall(r"\S+", text[max(0, start - 40) : start])
    if text[start - 1 : start] != " ":
        return None
    for size in range(min(LONGEST_TITLE, len(words)), 0, -1):
        if " ".join(words[-size:]) in TITLES:
            return " ".join(words[-size:])
    return None


def _name(text: str, tokens: Sequence[_Token], title: str | None = None) -> Name:
    start, end = tokens[0].start, tokens[-1].end
    return Name(text[start:end], start, end, title)


# ── Comparing ─────────────────────────────────────────────────────────────────────────────────────


@lru_cache(maxsize=4096)
def same(a: str, b: str) -> bool:
    """Whether two names may denote the same actor; symmetric.

    A surname or short name equals a longer name that begins or ends with it, unless that makes a body or a place of it
    ("Korr" is neither "Korr Police Board" nor "North Korr"); countries equal their variants and
    demonyms; an acronym equals its expansion; transliterations may differ in their last two letters.
    """
    if key(a) == key(b):
        return True
    land, other = country(a), country(b)
    if land or other:
        return land == other
    if abbreviates(a, b) or abbreviates(b, a):
        return True
    short, long = sorted((_parts(a), _parts(b)), key=len)
    if len(short) == len(long):
        return bool(short) and all(map(_alike, short, long))
    if not short or is_generic(short) or capital_of(" ".join(short).title()):
        return False
    return _shortened(short, long) or _alike_but_middle(short, long)


def _shortened(short: list[str], long: list[str]) -> bool:
    """Whether the longer name ends or begins with the shorter, and is not thereby a body's or a place's of its own."""
    size = len(short)
    if all(map(_alike, short, long[-size:])):
        return not DIRECTIONS.issuperset(long[:-size])
    rest = long[size:]
    return all(map(_alike, short, long[:size])) and (ORGANIZATIONS.isdisjoint(rest) or CORPORATE.issuperset(rest))


def _parts(name: str) -> list[str]:
    words = key(name).replace("-", " ").split()
    while len(words) > 2 and words[-1] in _SUFFIXES:  # noqa: PLR2004  ("Elizabeth II" has no surname)
        words.pop()
    return words


_LONG_WORD = 7  # shorter words differ in two letters by chance


def _alike(a: str, b: str) -> bool:
    """Whether two words are equal, or transliterations of one that differ in the last two letters."""
    if a == b:
        return True
    shared = max(len(a), len(b)) - 2
    spelled = min(len(a), len(b)) >= _LONG_WORD and a[:shared] == b[:shared]
    return spelled and not {a, b} & (ORGANIZATIONS | TITLES)


def _alike_but_middle(short: list[str], long: list[str]) -> bool:
    """Whether the longer name only adds initials: "Joseph S. Bermudez" and "Joseph Bermudez"."""
    return len(short) > 1 and short == [word for word in long if len(word.rstrip(".")) > 1]


def abbreviates(short: str, long: str) -> bool:
    """Whether `short` is an acronym of `long`: "FBI" of "Federal Bureau of Investigation"."""
    acronym = bare(short)
    return bool(ACRONYM.fullmatch(acronym)) and acronym in initials(long)


def initials(name: str) -> frozenset[str]:
    """Return the acronyms of a name of several words, its small words counted or not; none for a single word."""
    words = re.split(r"[\s-]+", bare(name).removeprefix("the ").removeprefix("The "))
    if len(words) < 2:  # noqa: PLR2004  (an acronym stands for several words)
        return frozenset()
    telling = "".join(word[0] for word in words if word[:1].isalpha() and word.casefold() not in SMALL).upper()
    return frozenset({telling, "".join(word[:1] for word in words).upper()})


def is_generic(words: Collection[str]) -> bool:
    """Whether words (in lower case) only say what kind of thing they name: "police department", "new river"."""
    return set(words) <= ORGANIZATIONS | PLACES | VAGUE | TITLES | ORDINARY


def is_ordinary(word: str) -> bool:
    """Whether a word is capitalised only where a sentence starts."""
    return word.casefold() in ORDINARY


def is_pronoun(text: str) -> bool:
    """Whether `text` is a pronoun, such as "She", "who" or "the latter", and so names nobody by itself."""
    words = text.casefold().strip(EDGES + ".").removeprefix("the ").split()
    return len(words) == 1 and words[0].split("’")[0].split("'")[0] in PRONOUNS and text.strip(EDGES + ".") != "US"


def is_seat(name: str) -> bool:
    """Whether a name is that of a seat of power, which acts itself: "the Kremlin", "White House"; a capital is none."""
    return bare(name).casefold().removeprefix("the ") in SEATS | SEAT_PHRASES


def is_company(name: str) -> bool:
    """Whether a name of several words ends as companies' names do: "Corran Lines", "Vell Energy"."""
    words = bare(name).casefold().split()
    return len(words) > 1 and words[-1] in COMPANIES


def kind(name: str, title: str | None = None) -> ActorKind:
    """Return what kind of actor a name, or a description such as "officials in Kyiv", is likely to be."""
    plain = bare(name)
    words = plain.casefold().removeprefix("the ").split()
    if title:
        return "person"
    if country(name):
        return "group" if plain.casefold().endswith("s") and is_demonym(name) else "country"
    if is_seat(name):
        return "organization"
    if capital_of(name):
        return "place"
    return _kind_by_words(plain, words)


def _kind_by_words(plain: str, words: list[str]) -> ActorKind:
    head = re.split(r"\s(?:of|in|for|from|at|on|to|and|who|with)\s", plain)[0].split()
    last = head[-1] if head else ""
    if last.casefold() in PLURALS | DESCRIBED or (last.islower() and last not in ORGANIZATIONS):
        return "group" if last.casefold() in PLURALS or last.endswith("s") else "person"
    if ACRONYM.fullmatch(plain) or last.isdecimal() or is_company(plain) or ORGANIZATIONS.intersection(words):
        return "organization"
    if words and PLACES.intersection((words[0], last.casefold())):
        return "place"
    return "person" if len(words) <= _MOST_NAMES else "organization"
