"""Edits by program of real sentences: six that change what a sentence says, or set it as a quotation, and five that do not.

Each edit is a function of a sentence, the names of its article, and a source of chance; it returns the edited sentence,
or None where the sentence offers nothing to edit.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summarizer.grounding import names
from summarizer.grounding.numbers import TEENS, UNITS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from random import Random

    Edit = Callable[[str, Sequence[str], Random], str | None]

_DIGITS = re.compile(r"\d+")
_NOT = re.compile(r"(?<=\w)n['’]t\b|\s\bnot\b(?!\s(?:only|just|merely)\b)|\bnever\s", re.IGNORECASE)
_VERB = re.compile(r"\b(?:is|are|was|were|has|have|had|will|would|can|could|should|did|does|do)\b(?!n['’]t|\snot\b|\?)")
_QUOTE = re.compile(r"[“\"]([^“”\"]{12,400})[”\"]")
_OPPOSITES = (
    "raise/lower raised/lowered raising/lowering raises/lowers increase/decrease increased/decreased increases/decreases"
    " increasing/decreasing rise/fall rose/fell rises/falls rising/falling risen/fallen higher/lower growth/decline"
    " grow/shrink grew/shrank growing/shrinking gain/lose gained/lost gains/losses gaining/losing climbed/dropped"
    " jumped/plunged surged/slumped up/down upward/downward boost/cut boosted/cut expand/reduce expanded/reduced"
    " strengthen/weaken strengthened/weakened widened/narrowed improved/worsened more/fewer"
).split()
_TURNED = {a: b for pair in _OPPOSITES for a, b in (pair.split("/"), pair.split("/")[::-1])}
_DIRECTION = re.compile(rf"\b(?:{'|'.join(_TURNED)})\b(?!\s(?:to|for|with|on|in|until)\b)")
_SMALL = dict(zip(range(1, 20), [*UNITS, *TEENS], strict=True))
_WORTH = {word: str(value) for value, word in _SMALL.items() if value > 1}
_NUMBER_WORD = re.compile(rf"(?<![\w-])(?:{'|'.join(_WORTH)})\b(?!-)")
_SMALL_NUMBER = re.compile(r"(?<=\s)(?<!\.\s)(?:1\d|[2-9])(?=\s[a-z])")
_BIG_NUMBER = re.compile(r"(?<=[a-z]\s)(?:\d{1,3}(?:,\d{3})+|[1-9]\d{2})(?=\s[a-z])")
_STATES = {"U.S.": "United States", "US": "United States", "United States": "U.S.", "UK": "United Kingdom"}
_STATE = re.compile(r"(?<![\w.-])(?:U\.S\.|US|United States|UK)(?![\w-])")


def digit(sentence: str, _: Sequence[str], chance: Random) -> str | None:
    """Change one digit of one number."""
    found = list(_DIGITS.finditer(sentence))
    if not found:
        return None
    number = chance.choice(found)
    at = chance.randrange(number.start(), number.end())
    others = [figure for figure in "123456789" if figure != sentence[at]]
    return sentence[:at] + chance.choice(others) + sentence[at + 1 :]


def name(sentence: str, known: Sequence[str], chance: Random) -> str | None:
    """Swap one name for another of the article, of the same kind."""
    found = names.find_names(sentence, known)
    if not found:
        return None
    one = chance.choice(found)
    others = [other for other in known if names.kind(other) == names.kind(one.text) and not names.same(other, one.text)]
    if not others:
        return None
    return sentence[: one.start] + chance.choice(others) + sentence[one.end :]


def negation(sentence: str, _: Sequence[str], chance: Random) -> str | None:
    """Take one "not" out, or put one in after an auxiliary verb."""
    if found := list(_NOT.finditer(sentence)):
        one = chance.choice(found)
        whole = sentence[: one.start()] + sentence[one.end() :]
        return re.sub(r"\b(ca|wo)(?=\s)", lambda match: {"ca": "can", "wo": "will"}[match.group()], whole)
    verbs = list(_VERB.finditer(sentence))
    if not verbs:
        return None
    verb = chance.choice(verbs)
    return f"{sentence[: verb.end()]} not{sentence[verb.end() :]}"


def turn(sentence: str, _: Sequence[str], chance: Random) -> str | None:
    """Turn one word of rise or fall into its opposite."""
    found = list(_DIRECTION.finditer(sentence))
    if not found:
        return None
    one = chance.choice(found)
    return sentence[: one.start()] + _TURNED[one.group()] + sentence[one.end() :]


def quotation(sentence: str, _: Sequence[str], chance: Random) -> str | None:
    """Change one word of a quotation, or set a few words that nobody is quoted with in quotation marks."""
    found = list(_QUOTE.finditer(sentence))
    if found:
        one = chance.choice(found)
        words = list(re.finditer(r"[a-z]{4,}", one.group(1)))
        if not words:
            return None
        word = chance.choice(words)
        start, end = one.start(1) + word.start(), one.start(1) + word.end()
        other = chance.choice("almost bitter careful digital eastern famous golden honest market winter".split())
        return sentence[:start] + other + sentence[end:]
    if any(mark in sentence for mark in '“”"‘'):
        return None
    words = list(re.finditer(r"(?<=\s)[a-z]\w+", sentence))
    if len(words) < 8:
        return None
    first = chance.randrange(1, len(words) - 4)
    last = first + chance.randrange(2, 5)
    start, end = words[first].start(), words[last].end()
    return f"{sentence[:start]}“{sentence[start:end]}”{sentence[end:]}"


def numbers(sentence: str, _: Sequence[str], chance: Random) -> str | None:
    """Write a small number in words, or in figures."""
    found = [*_NUMBER_WORD.finditer(sentence), *_SMALL_NUMBER.finditer(sentence)]
    if not found:
        return None
    one = chance.choice(found)
    other = _WORTH.get(one.group()) or _SMALL[int(one.group())]
    return sentence[: one.start()] + other + sentence[one.end() :]


def marks(sentence: str, _: Sequence[str], __: Random) -> str | None:
    """Set quotation marks and apostrophes straight, or curly."""
    if any(mark in sentence for mark in "“”‘’"):
        return sentence.translate(str.maketrans("“”‘’", "\"\"''"))
    if sentence.count('"') in (2, 4):
        opened = iter("“”" * 2)
        return re.sub('"', lambda _: next(opened), sentence).replace("'", "’")
    return sentence.replace("'", "’") if "'" in sentence else None


def dashes(sentence: str, _: Sequence[str], __: Random) -> str | None:
    """Set dashes in another way, and spaces too."""
    for old, new in (("—", " – "), (" – ", "—"), (" -- ", " — "), (" - ", " – ")):
        if old in sentence:
            return sentence.replace(old, new)
    return sentence.replace("-", "‐").replace(" ", "\u00a0", 1) if "-" in sentence else None


def forms(sentence: str, known: Sequence[str], chance: Random) -> str | None:
    """Give a country by another form of its name, or a person by the last one."""
    if found := list(_STATE.finditer(sentence)):
        one = chance.choice(found)
        return sentence[: one.start()] + _STATES[one.group()] + sentence[one.end() :]
    people = [
        one
        for one in names.find_names(sentence, known)
        if len(one.text.split()) == 2 and names.kind(one.text) == "person" and one.text in known
    ]
    if not people:
        return None
    person = chance.choice(people)
    return sentence[: person.start] + person.text.split()[-1] + sentence[person.end :]


def rounding(sentence: str, _: Sequence[str], chance: Random) -> str | None:
    """Round a number to two figures, with "about"."""
    found = list(_BIG_NUMBER.finditer(sentence))
    if not found or any(mark in sentence for mark in '“”"‘') or "''" in sentence:
        return None  # who rounds inside a quotation changes it
    one = chance.choice(found)
    value = int(one.group().replace(",", ""))
    size = 10 ** (len(str(value)) - 2)
    return f"{sentence[: one.start()]}about {round(value / size) * size:,}{sentence[one.end() :]}"


HARMFUL: dict[str, Edit] = {
    "digit": digit,
    "name": name,
    "not": negation,
    "direction": turn,
    "quotation": quotation,
}
HARMLESS: dict[str, Edit] = {
    "number words": numbers,
    "quotation marks": marks,
    "dashes and spaces": dashes,
    "forms of names": forms,
    "rounding": rounding,
}
