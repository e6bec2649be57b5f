"""Roles: the nouns that say what somebody is, and the role that stands beside a name.

A role is the title or noun before the name ("Belarusian leader"), the apposition after it ("a farmer from Kent"), or
the country that owns it ("North Korea's Choe Son Hui").
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summarizer.grounding import countries
from summarizer.grounding.verbs import CUE

if TYPE_CHECKING:
    from summarizer.grounding import names

_MAX_ROLE_WORDS = 12
_MAX_BEFORE_WORDS = 6

ROLE_NOUNS = frozenset(
    """
    activist actor actress adviser advisor agent aide ally ambassador analyst architect archbishop artist athlete
    attorney author banker billionaire biologist bishop boss broker businessman businesswoman candidate captain cardinal
    ceo chair chairman chairperson chairwoman champion chancellor chief coach colleague colonel columnist comedian
    commander commentator commissioner congressman congresswoman constable consultant coordinator correspondent
    councillor counsel counterpart critic dean defender delegate deputy detective dictator diplomat director doctor
    driver economist editor emperor engineer entrepreneur envoy equal executive expert farmer fighter filmmaker founder
    friend general governor guard head historian inspector instructor investor journalist judge justice king lawmaker
    lawyer leader lecturer legislator lieutenant lobbyist major manager mayor militant minister model mp negotiator
    neighbor neighbour nominee nurse officer official operator opponent oppressor organiser organizer owner partner
    pastor patient physician pilot player politician pollster pope premier president priest prince princess principal
    producer professional professor prosecutor psychologist publisher queen reporter representative researcher resident
    rival ruler runner scholar scientist secretary senator sergeant sheriff singer soldier solicitor speaker specialist
    spokesman spokesperson spokeswoman strategist striker student successor superintendent supervisor surgeon teacher
    technician trader trainer treasurer tycoon veteran victim volunteer warden winner witness worker writer father
    mother son daughter brother sister husband wife widow cousin nephew niece uncle aunt girlfriend boyfriend
    marshal clerk coroner councilman councilwoman councilor deputy trooper admiral brigadier corporal caretaker
    """.split()
)
_SOURCES = ROLE_NOUNS | frozenset(
    """
    authority company council court critic data expert firm force government group ministry department document media
    member nation network newspaper office organisation organization outlet panel party paper people police poll
    report research staff statement state source study survey team tribunal troop union university witness
    agency army article bank board body campaign committee commission charity club embassy filing indictment lawsuit man
    men woman women parent child foe percent
    """.split()
)
_DOCUMENTS = frozenset(
    """
    analysis article audit bulletin calculation census communique data dispatch document email estimate figure filing
    finding indictment lawsuit leak letter log memo memorandum message notice opinion poll polling projection report
    research review statement statistic study summary survey testimony text transcript
    """.split()
)
_MODIFIERS = frozenset(
    """
    acting assistant associate chief current defence defense deputy economic emeritus exiled finance first foreign former
    head health home incoming interior interim jailed junior justice late lead long-time longtime managing new opposition
    outgoing presidential prime retired ruling second senior state then top veteran vice republican democratic labour
    conservative liberal left-wing right-wing far-right national regional local military medical political attorney
    """.split()
)
_SHORT_TITLES = frozenset("gov sen rep gen lt col maj capt sgt prof rev".split())
_HONORIFICS = frozenset("mr mrs ms miss mx dr sir dame lord lady".split())
_SHE_ROLES = frozenset("actress mother daughter sister wife widow niece aunt girlfriend queen princess".split())
_HE_ROLES = frozenset("actor father son brother husband nephew uncle boyfriend king prince pope monk".split())
_FUNCTION = frozenset(
    """
    the a an his her its their our my this that and or but nor of by with from to for in on at as so if than then when
    while after before since because although though like unlike under over about against between during until once both
    meanwhile however today yesterday said says where what one here there monday tuesday wednesday thursday friday
    saturday sunday
    """.split()
)
_APPOSITION = re.compile(r",\s+(?:\d{1,3},\s+)?(?P<role>[^,.;:!?“”\"()\n—–]{3,160})(?=[,.;:!?“”\"()\n—–]|$)")
_RELATIVE = re.compile(r"\b(?:who|whose|which|that|said|says|told|claimed|added|has|had|was|is|will)\b.*", re.DOTALL)
_PREPOSITION = re.compile(r"\b(?:of|at|in|for|on|with|from|to|by|and)\b")
_LEADING = re.compile(r"^(?:the|an?|his|her|its|their|our|my)\s+", re.IGNORECASE)
_OWNER = re.compile(r"(?P<owner>[A-Z]\w+(?:\s[A-Z]\w+){0,3})['’]s?\s+$")
_STOPS = ',.;:!?”"’)'


def is_role_word(word: str) -> bool:
    """Whether a word belongs to a role before a name: "Speaker", "acting", "Sen."."""
    return word.casefold().rstrip(".") in ROLE_NOUNS | _SHORT_TITLES | _MODIFIERS


def without_article(phrase: str) -> str:
    """Return a phrase without the article or possessive pronoun that it opens with."""
    return _LEADING.sub("", phrase)


def is_source(noun: str) -> bool:
    """Whether a noun, in singular or plural, names people or bodies that can say something."""
    bare = noun.casefold().strip(".,'’\"").rpartition("-")[2]
    endings = (("", ""), ("s", ""), ("es", ""), ("ies", "y"), ("men", "man"))
    spoken = _SOURCES | _DOCUMENTS
    return any(bare.endswith(end) and bare.removesuffix(end) + one in spoken for end, one in endings)


def noun_of(phrase: str) -> str:
    """Return the noun that a phrase is about, in small letters: "the police spokeswoman in Vell" gives "spokeswoman"."""
    return _bare((_PREPOSITION.split(phrase, maxsplit=1)[0].split() or [""])[-1])


def is_document(noun: str) -> bool:
    """Whether a noun, in singular or plural, names something written or measured that can say something."""
    bare = noun.casefold().strip(".,'’\"").rpartition("-")[2]
    return any(form in _DOCUMENTS for form in (bare, bare.removesuffix("s"), bare.removesuffix("ies") + "y"))


def role_beside(text: str, name: names.Name) -> str | None:
    """Return the role that stands beside a name, before it or after it."""
    before, after = text[: name.start], text[name.end :]
    return (
        _role_before(before, name.title) or _role_after(after) or (owner_before(before) if " " in name.text else None)
    )


def _role_before(before: str, title: str | None) -> str | None:
    """Return the title or noun phrase that leads up to a name: "Belarusian leader", "Defence Secretary"."""
    tokens = before.split()[-_MAX_BEFORE_WORDS:]
    titled = {word.casefold().rstrip(".") for word in (title or "").split()} - _HONORIFICS
    if not tokens or _bare(tokens[-1]) not in ROLE_NOUNS | titled:
        return None
    first = len(tokens)
    while first and _leads(tokens[first - 1]) and (first == len(tokens) or tokens[first - 1][-1] not in _STOPS):
        first -= 1
    return " ".join(tokens[first:]).rstrip(",;:") or None


def _leads(token: str) -> bool:
    """Whether a word can stand in the noun phrase before a name."""
    bare = _bare(token)
    if bare in _FUNCTION or not bare or CUE.fullmatch(bare):
        return False
    return bare in ROLE_NOUNS or bare in _MODIFIERS or token[0].isupper()


def _bare(token: str) -> str:
    """Return the last part of a word in lower case, without marks: "vice-president" gives "president"."""
    return token.strip("“”‘’\"'(),.;:—–-").casefold().rpartition("-")[2]


def _role_after(after: str) -> str | None:
    """Return the apposition that follows a name: ", a farmer from Kent,"."""
    found = _APPOSITION.match(after)
    if not found:
        return None
    phrase = _RELATIVE.sub("", found["role"]).strip()
    role = without_article(phrase)
    head = _PREPOSITION.split(role, maxsplit=1)[0].split()
    if not head or (role == phrase and not _leads(head[0])) or ROLE_NOUNS.isdisjoint(map(_bare, head)):
        return None
    return " ".join(role.split()[:_MAX_ROLE_WORDS])


def owner_before(before: str) -> str | None:
    """Return "of North Korea" where a name follows a country's possessive."""
    found = _OWNER.search(before)
    return f"of {found['owner']}" if found and countries.country(found["owner"]) else None


def gender_of(role: str | None) -> str | None:
    """Return the gender, 'he' or 'she', that a role such as "spokeswoman" shows; None where it shows none."""
    last = noun_of(role or "")
    if last.endswith("woman") or last in _SHE_ROLES:
        return "she"
    return "he" if last.endswith("man") or last in _HE_ROLES else None
