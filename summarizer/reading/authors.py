"""Who wrote an article, as pages and feeds name it: the names of people, and nothing else.

What stands in their author's field is as often an outlet, a desk, a place, a date, an e-mail address or "admin".
"""

from __future__ import annotations

import re

LONGEST = 120
"""Characters of all names together."""

_READ = 500  # characters of what is given
_MOST = 4  # names
_WORDS = range(2, 6)  # of a name; one word alone is a place or an alias as often
_BY = re.compile(
    r"^\W*(?:(?:written|reported|text|story|posted|words|article|interview|by|von|vom|par|por|di|da|door|av|af|przez|autor(?:in|es)?|auteur|autore|author)s?\b\s*:?\s*){1,3}",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"\s*(?:[;,|/·•&+\n]|\s[–—-]\s|\s(?:and|und|et|y|e|en|i|with|mit|avec|con|im\sGespräch\smit)\s)\s*"
)
_ASIDE = re.compile(r"\([^()]{0,100}\)|\[[^\[\]]{0,100}\]|<[^<>]{0,200}>")
_SITE = re.compile(
    r"\s(?:com|org|net|de|ch|at|it|fr|es|eu|pl|nl|info|uk)$", re.IGNORECASE
)  # "Vell News De", without its dot
_ARTICLE = re.compile(
    r"(?:the|die|der|das|les|le|il|lo|gli|o|os|het)\s", re.IGNORECASE
)  # no name begins so; outlets' do
_NO_NAME = re.compile(r"[@#:\d_]|\bwww\b|https?|\w\.(?:com|org|net|de|fr|es|it|uk|pl|nl|br|example)\b", re.IGNORECASE)
_NOBODY = re.compile(
    r"""\b(?:admin\w* | agenc\w+ | agentur\w* | archive | associated | author | autor | blog\w* | broadcasting | bureau | channel | chief
    | club | co | collective | columnist | company | contributor\w* | corp\w* | correspondent\w* | corresponsal | daily | department | desk
    | digital | editor\w* | editorial\w* | ev | foundation | gazette | gmbh | group | gruppe | herald | images? | inc | institut\w* | journal
    | journalist\w* | kurier | ltd | magazin\w* | media | medien | ministr\w+ | network | news\w* | newsroom | office | online | partner\w*
    | photo\w* | post | posted | press\w* | presse\w* | producer | promoted | public | publish\w* | radio | redac\w+ | redak\w+ | redazione | report\w*
    | reuters | rédac\w+ | rundschau | service | services | society | sponsored | staff | stiftung | studio\w* | team | television | times
    | tribune | tv | university | universität | unknown | user | verband | verein | verlag | webmaster | website | wire | writers? | zeitung
    | dpa | afp | apa | epa | tass | xinhua | sports? | reviews? | guest | anonymous | partei | bundes\w* | sekretariat | copyright | all | rights
    | january | february | march | april | june | july | august | september | october | november | december )\b""",
    re.VERBOSE | re.IGNORECASE,
)
_SMALL = frozenset(
    "al af av bin bint da dal das de dei del della der des di do dos du el e i ibn la las le los op 't ten ter van vom von y zu zum zur".split()
)
_TITLES = frozenset("dr dr. prof prof. phd ph.d. md m.d. mba msc mag mag. dipl.-ing. jr jr. sir".split())


def author(named: str | None, publisher: str | None = None) -> str | None:
    """Return the people that an author's field names, such as 'Ada Moor, Ida Falk'; None where it names none.

    Args:
        named: The field as a page or a feed has it.
        publisher: Who published the article, which is nobody.
    """
    words = _BY.sub("", " ".join(_ASIDE.sub(" ", (named or "")[:_READ]).split()))
    found: dict[str, None] = {}
    for part in _BETWEEN.split(words):
        name = _name(part)
        if name and name.casefold() != (publisher or "").casefold():
            found[name] = None
    names = list(found)[:_MOST]
    while len(", ".join(names)) > LONGEST:
        names.pop()
    return ", ".join(names) or None


def _name(part: str) -> str | None:
    """Return a person's name, or None where a part of the field is none."""
    words = [word for word in _BY.sub("", part).split() if word.casefold() not in _TITLES]
    name = " ".join(words).strip(" .\"'“”„«»*-")
    if not name or any(found.search(name) for found in (_NO_NAME, _NOBODY, _SITE)) or _ARTICLE.match(name):
        return None
    if name.lower() == name.upper():  # a script without capitals, of which some have no spaces
        return name if len(words) in _WORDS or (len(words) == 1 and len(name) in _WORDS) else None
    if len(words) not in _WORDS or not all(map(_is_of_a_name, words)):
        return None
    return " ".join(map(_small, words)).strip(" .") if name.isupper() else name


def _is_of_a_name(word: str) -> bool:
    return word.casefold() in _SMALL or word[0].isupper() or word[:2] in ("d’", "d'", "’t")


def _small(word: str) -> str:
    """Return a word in capitals as names are written: 'O'NEIL-KORVIN' as 'O'Neil-Korvin'."""
    return "".join(part.capitalize() for part in re.split(r"([-'’.])", word))
