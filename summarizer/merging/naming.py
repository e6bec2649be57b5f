"""What an actor's name says about who bears it, and whether two names may be borne by one.

An actor is of one of five sorts. A *person*, a *body* and a *land* bear a proper name, which means the same in every
article. A *force* is named by what it is and whose: "Chicago police", "the Saudi government"; it too is the same
everywhere. Everything else is *described*: "officials", "a White House spokesman", "police" are whoever their own
article means, and never somebody of another article.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from summarizer.grounding import countries, names
from summarizer.grounding.roles import without_article

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.models import ActorKind

Sort = Literal["person", "body", "land", "force", "described"]

_HEAD = re.compile(r"\s(?:of|in|for|from|at|on|to|by|with|who|that|which)\s|,")
_ANY = re.compile(r"(?:an?|one|another|some|several|many|two|three)\s", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_FORCES = frozenset(
    """
    police government ministry office department council court agency army military navy parliament administration
    authorities embassy forces guard coastguard campaign service board cabinet intelligence
    """.split()
)
_STATE = _FORCES - {"council", "agency", "campaign", "board", "service", "office", "department"} | {
    "officials",
    "troops",
}
_SUFFIXES = frozenset("jr sr ii iii iv".split())
_CORPORATE = frozenset("inc ltd llc plc corp co company corporation limited ag gmbh holdings incorporated".split())
_SHORT_GIVEN = """
    alexander alex|abigail abby|albert al|andrew andy drew|anthony tony|barbara barb|benjamin ben|bernard bernie|
    catherine kate kathy cathy katherine kathryn|charles chuck charlie|christine chris christina|christopher chris|
    daniel dan danny|david dave|deborah debbie deb debra|donald don|douglas doug|edward ed eddie ted|elizabeth liz beth betsy|
    eugene gene|francis frank|frederick fred|geoffrey geoff|gerald jerry|gregory greg|henry hank harry|jacob jake|
    james jim jimmy jamie|jeffrey jeff|jennifer jen jenny|jessica jess|john jack johnny|jonathan jon|joseph joe joey|
    joshua josh|kenneth ken kenny|kimberly kim|lawrence larry|leonard len|margaret maggie meg peggy|
    matthew matt|michael mike mick mickey|mohammed muhammad mohamed mohammad muhammed|nathaniel nathan nate|
    nicholas nick|oliver ollie|pamela pam|patricia pat patty|patrick pat|peter pete|philip phil phillip|raymond ray|
    rebecca becky|richard rick dick rich|robert bob rob bobby robbie|ronald ron|rudolph rudy|samantha sam|samuel sam|
    stephanie steph|stephen steve steven|susan sue|theodore ted|thomas tom tommy|timothy tim|victoria vicky|
    vincent vince|walter walt|william bill will billy|volodymyr vladimir|sergei sergey serhiy|yevgeny evgeny
"""
_GROUPS = [frozenset(group.split()) for group in _SHORT_GIVEN.replace("\n", " ").split("|")]
_APART = frozenset({frozenset({"volodymyr", "vladimir"}), frozenset({"christine", "christina"})})
_TRANSPOSED = 6  # letters; shorter words differ in two by chance


@dataclass(frozen=True, slots=True)
class Form:
    """A name as it is compared.

    Attributes:
        name: As the article writes it.
        sort: What sort of actor it names.
        words: In the order in which they stand, without case, diacritics, article, title and what every company has.
        suffix: "jr", "iii" and the like, or "".
    """

    name: str
    sort: Sort
    words: tuple[str, ...]
    suffix: str = ""

    @property
    def key(self) -> str:
        """What two equal names share."""
        return " ".join((*self.words, self.suffix)).rstrip()

    @property
    def fullness(self) -> tuple[int, int, str]:
        """More words, then more letters, are a fuller name; the last item only makes the order total."""
        return len(self.words) + bool(self.suffix), sum(map(len, self.words)), self.key


@lru_cache(maxsize=4096)
def form(name: str, kind: ActorKind) -> Form:
    """Return the form of a name that an article gives to an actor of some kind."""
    if kind == "country" and (land := names.country(name)):
        return Form(land, "land", (names.key(land),))
    sort = _sort(name, kind)
    if sort == "person":
        words = names.key(name).replace("-", " ").replace(".", "").split()
        suffix = words.pop() if len(words) > 1 and words[-1] in _SUFFIXES else ""
        return Form(name, sort, tuple(words) or (name,), suffix)
    return Form(name, sort, _body(name))


def _sort(name: str, kind: ActorKind) -> Sort:
    plain = without_article(name)
    head = (_HEAD.split(plain, maxsplit=1)[0].split() or [""])[-1].strip(".,'’\"")
    if not head[:1].islower() and not names.is_ordinary(head):
        return "person" if kind == "person" else "body"
    own = any(word[0].isupper() and not names.is_ordinary(word) for word in _WORD.findall(plain))
    return "force" if own and head.casefold() in _FORCES and not _ANY.match(name) else "described"


def _body(name: str) -> tuple[str, ...]:
    """Return the words of a body's name in one order: "Department of Justice" and "Justice Department" are equal."""
    text = names.bare(without_article(name)).casefold().replace("&", "and").replace("-", " ")
    text = re.sub(r"^(?:us|u\.s\.)(?=\s)", "united states", text)
    text = re.sub(r"\bpolice (?:department|force|service|dept)\b", "police", text)
    text = re.sub(r"^(department|ministry) of (?:the )?(.+)$", r"\2 \1", text)
    words = [word.strip(".,") for word in text.replace("'s", "").split()]
    while len(words) > 1 and words[-1] in _CORPORATE:
        words.pop()
    return tuple(words) or (name,)


# ── May two names be one actor's? ─────────────────────────────────────────────────────────────────


def filed(full: Form) -> Iterator[str]:
    """Yield what a name can be found by when a shorter or other form of it turns up; each shares one with `sought`."""
    yield from sought(full)
    if full.sort != "person":
        yield from (f"end {' '.join(full.words[at:])}" for at in range(1, len(full.words) - 1))
        yield from (f"letters {letters}" for letters in names.initials(full.name))
    elif len(full.words) > 1:
        first, second, *rest = full.words
        yield from (f"word {_folded(word)}" for word in dict.fromkeys((first, full.words[-1])))
        if rest:
            yield f"{_folded(second)} {_initial(first)}"


def sought(short: Form) -> Iterator[str]:
    """Yield what a name is looked up by among those that are `filed`."""
    *given, last = short.words
    if short.sort != "person":
        yield f"end {' '.join(short.words)}"
        yield f"letters {names.bare(without_article(short.name))}"
    elif not given:
        yield f"word {_folded(last)}"
    else:
        letters = (letter for word in given[:2] for letter in (_initial(word), word[0]))
        yield from (f"{_folded(last)} {letter}" for letter in dict.fromkeys(letters))


def fits(short: Form, full: Form) -> bool:
    """Whether `full` may be the fuller name of whoever `short` names."""
    if "person" in (short.sort, full.sort):
        return short.sort == full.sort and _same_person(short, full)
    return {short.sort, full.sort} <= {"body", "force"} and (
        names.abbreviates(short.name, full.name) or _ends(short, full)
    )


def _same_person(short: Form, full: Form) -> bool:
    if short.suffix and full.suffix and short.suffix != full.suffix:
        return False
    *given, last = short.words
    *others, surname = full.words
    if not given:
        return _folded(last) in (_folded(surname), _folded(full.words[0]))
    if full.words[: len(short.words)] == short.words:
        return True
    return _folded(last) == _folded(surname) and bool(others) and _same_given(given, others)


def _same_given(given: list[str], others: list[str]) -> bool:
    """Whether the names before two equal surnames may be one person's: "Thomas F." and "Tom", not "Thomas K."."""
    (one, middle), (other, middles) = _first(given), _first(others)
    if middle and middles and middle[0][0] != middles[0][0]:
        return False
    if min(len(one), len(other)) == 1:
        return one[0] == other[0] or one[0] in {word[0] for word in others}
    return _called(one, other)


def _first(given: list[str]) -> tuple[str, list[str]]:
    """Return the name somebody is called by and the names between it and the surname: "J. Christopher" is Christopher."""
    called = next((at for at, word in enumerate(given) if len(word) > 1), 0)
    return given[called], given[called + 1 :]


def _called(a: str, b: str) -> bool:
    """Whether two given names are one, its short form, or a spelling of it."""
    if frozenset({a, b}) in _APART:
        return False
    return _folded(a) == _folded(b) or any({a, b} <= group for group in _GROUPS) or _transposed(a, b)


@lru_cache(maxsize=4096)
def _folded(word: str) -> str:
    """Return a word without what transliterations differ in: doubled letters, y for i, ph for f, kh for h."""
    for spelled, plain in (("ph", "f"), ("kh", "h"), ("ck", "k"), ("q", "k"), ("iy", "y"), ("ii", "y"), ("ij", "y")):
        word = word.replace(spelled, plain)
    word = re.sub(r"(.)\1+", r"\1", word)
    return re.sub(r"(?<=.)i$|(?<=.)y", "i", word).replace("ei", "i")


def _initial(word: str) -> str:
    """Return the first letter that all short forms of a given name are filed under."""
    group = next((group for group in _GROUPS if word in group), None)
    return min(group)[0] if group and len(word) > 1 else _folded(word)[:1]


def _transposed(a: str, b: str) -> bool:
    """Whether two long words differ in two neighbouring letters that changed places: a slip, not another name."""
    if len(a) != len(b) or len(a) < _TRANSPOSED:
        return False
    at = next((at for at, (one, other) in enumerate(zip(a, b, strict=True)) if one != other), 0)
    return a[:at] + a[at : at + 2][::-1] + a[at + 2 :] == b


def _ends(short: Form, full: Form) -> bool:
    """Whether a body's short name is the end of its full one, and tells more than what kind of body it is."""
    size = len(short.words)
    return 1 < size < len(full.words) and full.words[-size:] == short.words and not names.is_generic(short.words)


def within(short: Form, full: Form) -> bool:
    """Whether a description means a body or force that its own article names: "the board" of the "Korr Water Board"."""
    size = len(short.words)
    if short.sort != "described" or full.sort not in ("body", "force") or countries.is_acronym(names.bare(short.name)):
        return False
    if not short.name.casefold().startswith("the ") and short.words != ("police",):
        return False
    return size < len(full.words) and full.words[-size:] == short.words


def country_of(name: str) -> str | None:
    """Return the country a seat, a ministry or a force stands for: "the Kremlin", "North Korea's foreign ministry"."""
    if not names.country(name) and (land := names.capital_of(name)):
        return land
    words = names.bare(without_article(name)).split()
    if not words or words[-1].casefold() not in _STATE:
        return None
    return next(
        (
            land
            for size in (3, 2, 1)
            if len(words) > size and (land := names.country(" ".join(words[:size]).removesuffix("'s")))
        ),
        None,
    )
