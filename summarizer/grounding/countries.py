"""Countries, and the form that two spellings of one name share.

`countries.tsv`, beside this file, gives each country's variants, demonyms, and the capitals and seats that stand for
its government.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from importlib import resources

from summarizer.grounding.titles import LONGEST_TITLE, is_title

_QUOTES = str.maketrans("’‘ʼ`´“”‐‑‒–—\u00a0", "'''''\"\"----- ")
_POSSESSIVE = re.compile(r"(?:'s)++$", re.IGNORECASE)
EDGES = " \t\r\n\"'“”‘’,;:!?()[]{}"
_DOTTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]?|[A-Z][a-z]{1,3}\.")
ACRONYM = re.compile(r"[A-Z][A-Z0-9&]{1,7}")


@lru_cache(maxsize=4096)
def bare(name: str) -> str:
    """Return `name` without diacritics, acronym dots, a possessive and what stands around it; its case is kept."""
    text = unicodedata.normalize("NFKD", name.translate(_QUOTES)).translate(_QUOTES)
    text = "".join(char for char in text if not unicodedata.combining(char))
    text = _POSSESSIVE.sub("", text.strip(EDGES))
    words = [word.strip(EDGES) for word in text.split()]
    return " ".join(word.replace(".", "") if _DOTTED.fullmatch(word) else word for word in words if word)


@lru_cache(maxsize=4096)
def key(name: str) -> str:
    """Return the form that two spellings of one name share.

    Diacritics, case, curly quotes, dashes, acronym dots, a possessive, a leading "the" and titles are gone. Upper-case
    "US" and "U.S." give "united states", so neither equals the pronoun.
    """
    short = _country_key(name)
    if ACRONYM.fullmatch(short) and (land := _countries().get(short)):
        return land.casefold()
    return " ".join(_untitled(bare(name).casefold().split()))


def _untitled(words: list[str]) -> list[str]:
    """Return `words` (in lower case) without a leading "the", title, or nationality before a title."""
    if words[:1] == ["the"] and len(words) > 1:
        return _untitled(words[1:])
    for nation in (0, 1, 2):
        if nation and not _countries().get(" ".join(words[:nation])):
            continue
        for size in range(LONGEST_TITLE, 0, -1):
            rest = words[nation + size :]
            if rest and is_title(words[nation : nation + size], rest):
                return _untitled(rest)
    return words


def _country_key(word: str) -> str:
    """Return the form a country is looked up by: acronyms keep their case, so that "US" is not "us"."""
    plain = bare(word).removeprefix("the ").removeprefix("The ")
    return plain if ACRONYM.fullmatch(plain) else plain.casefold()


@cache
def _table() -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """Read `countries.tsv`: names and variants, demonyms, and seats, each to the country's name."""
    names: dict[str, str] = {}
    demonyms: dict[str, str] = {}
    seats: dict[str, str] = {}
    text = resources.files(__package__).joinpath("countries.tsv").read_text(encoding="utf-8")
    for line in text.splitlines()[1:]:
        name, variants, adjectives, capitals = line.split("\t")
        for column, words in ((names, f"{name}|{variants}"), (demonyms, adjectives), (seats, capitals)):
            column.update((_country_key(word), name) for word in words.split("|") if word)
    demonyms.update(
        {f"{word}s": name for word, name in demonyms.items() if not word.endswith(("s", "sh", "ch", "men"))}
    )
    return names, demonyms, seats


@cache
def _countries() -> dict[str, str]:
    names, demonyms, _ = _table()
    return {**demonyms, **names}


@lru_cache(maxsize=4096)
def country(word: str) -> str | None:
    """Return the country that a name, a variant or a demonym stands for: "North Koreans" and "DPRK" → "North Korea".

    The word must be capitalised: "turkey", "polish" and "us" are no countries.
    """
    return _countries().get(_country_key(word)) if word != word.lower() else None


@lru_cache(maxsize=4096)
def capital_of(word: str) -> str | None:
    """Return the country whose government a capital or a seat stands for: "Kyiv", "the Kremlin"; None for others."""
    return _table()[2].get(_country_key(word)) if word != word.lower() else None


def is_demonym(name: str) -> bool:
    """Whether a name is what a country's people or things are called: "North Koreans", "French"."""
    return bare(name).casefold().removeprefix("the ") in _table()[1]


def is_acronym(word: str) -> bool:
    """Whether a word is set in capitals throughout: "FBI", "AT&T"."""
    return bool(ACRONYM.fullmatch(word))
