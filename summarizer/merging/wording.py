"""What two texts have in common: the one comparison that claims, figures and uncertainties are merged by.

A text is reduced to its `Content`: who reports it is taken off, and what remains becomes a set of terms (content
words without endings, synonyms and country names made one), its numbers, its names, its quotations and its polarity.
Two texts are *alike* when they share most terms and nothing in them clashes. The rules prefer to leave two
texts apart: a claim wrongly called corroborated does more harm than one that is listed twice.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from summarizer.grounding import hedges, names
from summarizer.grounding.numbers import number_keys

ALIKE = 0.6  # share of terms (Jaccard) from which two texts may say the same
STRICTLY_ALIKE = 0.75  # the same where they share few terms, or one affirms what the other denies
_FEWEST_SHARED = 3
_FEWEST_SHARED_PRONOUN = 5  # "He was arrested" says nothing of who: it needs more words in common
_FEWEST_OPENING = 4
_QUOTE_WORDS = 4
_SHORTEST_STEM = 4

# ── Vocabulary ────────────────────────────────────────────────────────────────────────────────────

_SAY = (
    "said|says|saying|claimed|stated|added|adds|noted|warned|announced|reported|confirmed|insisted|argued|"
    "explained|declared|acknowledged|believes|believed|thinks|alleged|suggested|told"
)
_DENY = "denied|denies|denying|rejected|rejects|disputed|disputes|dismissed|dismisses|doubted|doubts"

_STOP_WORDS = """
    a an the this that these those there here and or but nor so yet if then than as at by for from in into of
    off on onto out over per to toward towards under until up upon via with within without about above after again
    against along amid among around before behind below between beyond during through throughout near since while
    when where whether which who whom whose what why how i you he she it we they me him her us them my your his its
    our their himself herself itself themselves am is are was were be been being do does did done doing have has had
    having will would shall should can could may might must not no never neither none cannot also just only even
    still already now very really actually certainly definitely likely probably possibly perhaps reportedly allegedly
    apparently much many more most some any all both each every other another such own same too say claim thought
    think believe according unclear unknown uncertain year-old percent nobody nothing exactly nearly almost roughly
    approximately
"""
_NUMBER_WORDS = """
    one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
    nineteen twenty thirty forty fifty sixty seventy eighty ninety dozen dozens hundred hundreds thousand thousands
    million millions billion billions
"""
_NUMBERS = frozenset(_NUMBER_WORDS.split())
_STOP = frozenset((*_SAY.split("|"), *_DENY.split("|"), *_STOP_WORDS.split(), *_NUMBERS))

_SYNONYMS = """
    soldier soldiers troop troops trooper troopers forces personnel serviceman servicemen
    kill killed dead died dies die deaths death fatalities fatality fatally slain deadly
    injure injured injuries injury wounded wound wounds hurt
    send sent sends deploy deployed deployment dispatch dispatched despatched
    arrest arrested detained detain custody
    attack attacked assault assaulted
    shoot shot shooting shootings gunfire
    gunman shooter
    people person persons individuals
    man men
    woman women
    child children kids
    help aid assist assistance support
    fight fought battle combat fighting
    rise rose risen increase grew grow
    fall fell fallen decrease decline drop
    buy bought purchase
    begin began begun start
    end ended finish
    give gave given
    take took taken
    find found
    hold held
    meet met meeting
    lead led
    leave left
    win won
    lose lost
"""

_SUFFIXES = (
    *("ations", "ation", "ating", "ated", "ments", "ment", "ings", "ing"),
    *("ies", "ied", "ed", "es", "ly", "s", "ate", "e", "y"),
)


def stem(word: str) -> str:
    """Return a lower-case word without the ending that varies most; four letters at least remain."""
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= _SHORTEST_STEM:
            return word[: -len(suffix)]
    return word


_HEADS = {form: line.split()[0] for line in _SYNONYMS.strip().splitlines() for form in line.split()}
_HEADS |= {stem(form): head for form, head in _HEADS.items()}

TELLING = frozenset(_HEADS.values())
"""Terms that tell what became of somebody, or who they are: a text that lacks one tells of something else."""

_EXCLUSIVE = """
    rise fall
    kill injure
    win lose
    begin end
    man woman child
    north south east west
    monday tuesday wednesday thursday friday saturday sunday
    january february march april june july august september october november december
"""


def _exclusive() -> tuple[frozenset[str], ...]:
    lines = (line.split() for line in _EXCLUSIVE.strip().splitlines())
    return tuple(frozenset(_HEADS.get(word) or stem(word) for word in line) for line in lines)


_RIVALS = _exclusive()

# ── A text's parts ────────────────────────────────────────────────────────────────────────────────

_WORD = re.compile(r"(?:[A-Z]\.){2,}|[^\W_]+(?:[.'’-][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’]s?$")
_QUOTED = re.compile(r'“[^”]*(?:”|$)|"[^"]*(?:"|$)|«[^»]*(?:»|$)|(?<!\w)‘.*?(?:’(?!\w)|$)', re.DOTALL)
_ACTIVE = r"(?<!\bis )(?<!\bare )(?<!\bwas )(?<!\bwere )(?<!\bbeen )"
_LEAD = re.compile(
    rf"[^“”\"]{{0,90}}?\b{_ACTIVE}(?:(?!told\b)(?:{_SAY}|{_DENY})|told [^,“”\"]{{1,40}}?(?= that\b|,))\b"
    r"(?! to\b)(?: on \w+| \w+day)?(?: that\b)?[\s,:]+"
)
_OF_ACTS = re.compile(
    r"\b(?:confirmed|announced|acknowledged|reject(?:ed|s)|dismiss(?:ed|es)|declared|disputed|reported)\s$"
)
_COUNTING = re.compile(
    r"[^“”\"]{0,90}?\b(?:puts?|estimated)\s(?=(?:the|its|their)\s(?:\w+\s){0,2}(?:toll|number|count|cost|total)\b[^,;]{0,60}\sat\s)"
)
_WITHDRAWING = re.compile(
    r"[^“”\"]{0,90}?\b(?:withdr[ae]ws?|retract(?:ed|s)|recant(?:ed|s)|disavow(?:ed|s)|(?:took|takes|walked|walks)\sback)\s"
    r"(?:his|her|its|their|the|an?)\s(?:\w+\s){0,2}?"
    r"(?:statement|claim|assertion|allegation|accusation|report|remark|announcement|account)s?\sthat\s"
)
_EVIDENTIAL = re.compile(
    r"(?:(?:it|he|she|they|there|we) )?(?:(?:has|have|had|is|was|are|were) )?(?:\w+ly )?(?:(?:seen|found|got) )?"
    r"(?:\w+ )?(?:proof|evidence|reports|signs|indications) that ",
    re.IGNORECASE,
)
_TAIL = re.compile(
    rf"(?:,|(?<=[”\"»]))\s*(?:according to [^“”\"]*|(?:[^,“”\"]{{1,60}}\s)?\b(?:{_SAY})\b(?P<after>[^,“”\"]{{0,60}}))$"
)
_INVERTED = re.compile(rf",\s*(?:{_SAY})\s(?!that\b)(?P<after>[^,“”\"]{{1,60}})(?:,(?!\d)[^“”\"]{{0,160}})?$")
_FINITE = re.compile(
    r"\b(?:is|are|was|were|been?|has|have|had|will|would|can|could|may|might|must|shall|should|do|does|did|\w+n['’]t|"
    r"\w{2,}ed|found|died|fell|went|came|took|gave|made|got|ran|left|shot|held|broke|began|knew|saw|told|said|led|lost|"
    r"won|met|put|set|rose|struck|fled|drove|sank|wants?|needs?|knows?)\b"
)
_BOUNDARY = re.compile(
    r";\s|\s[–—-]+\s|\s(?=(?:because|while|although|after|before|when|where|amid|but|which|in an? \w+ that)\b)"
)
_MODAL = re.compile(r"\b(?:will|would|shall|could|may|might|can)\b|\b(?:going|expected|set|due|poised) to\b")
_EXPLETIVE = re.compile(
    r"\W*it(?:['’]s| is| was| remains) (?:\w+ ){1,2}(?:that|who|whom|whether|how|what|why|when|where|which|if|to)\b",
    re.IGNORECASE,
)
_SOME = re.compile(rf"\W*some\s(?:\d|(?:{'|'.join(_NUMBER_WORDS.split())})\b)", re.IGNORECASE)
_DENYING = re.compile(rf"\b(?:{_DENY})\b")
_PLACE = frozenset({"in", "near", "at", "from", "to", "outside", "around", "into", "inside"})


@dataclass(frozen=True, slots=True)
class Content:
    """What a text says, apart from who says it.

    Attributes:
        terms: Its content words, normalised.
        opening: The terms of its first clause.
        numbers: Its numbers, as canonical decimal strings.
        names: Its proper names, as written.
        naming: The terms of its names and countries, in order.
        quotes: Its quotations of four words or more, squeezed.
        negated: Whether its first clause, or the verb it is reported with, denies.
        modal: Whether its first clause tells what will, would or may be.
        pronoun: Whether it begins with a pronoun that stands for somebody or something.
        squeezed: Its words in lower case, with single spaces.
    """

    terms: frozenset[str]
    opening: frozenset[str]
    numbers: frozenset[str]
    names: tuple[str, ...]
    naming: tuple[str, ...]
    quotes: frozenset[str]
    negated: bool
    modal: bool
    pronoun: bool
    squeezed: str


def squeeze(text: str) -> str:
    """Return the words of a text in lower case with single spaces: equal for texts that differ in marks only."""
    return " ".join(word.casefold() for word in _WORD.findall(text))


def quotations(text: str) -> list[tuple[int, int]]:
    """Return where the quotations of a text start and end, marks included; one left open runs to the text's end."""
    return [found.span() for found in _QUOTED.finditer(text)]


def _boundaries(text: str) -> list[int]:
    """Return the offsets at which a clause of a text ends, outside quotations; a comma alone ends none."""
    quoted = quotations(text)
    found = (match.start() for match in _BOUNDARY.finditer(text))
    return [at for at in found if not any(start < at < end for start, end in quoted)]


def without_tail(text: str) -> str:
    """Return a text without an attribution at its end (', the mayor said') and without its full stop."""
    bare = re.sub(r"\s*\.$", "", text.strip())
    found = _tail(bare)
    return (bare[: found.start()] if found else bare).rstrip(" ,")


def _tail(bare: str) -> re.Match[str] | None:
    """Return the attribution at the end of a text; none where what follows the verb is what is said, with a verb of its own."""
    found = (pattern.search(bare) for pattern in (_TAIL, _INVERTED))
    return next((one for one in found if one and not _FINITE.search(one["after"] or "")), None)


def attributed(text: str) -> bool:
    """Whether a text tells who says it, at its start or its end."""
    return bool(_LEAD.match(text)) or bool(_tail(re.sub(r"\s*\.$", "", text.strip())))


@lru_cache(maxsize=16384)
def _core(text: str) -> tuple[str, bool]:
    """Return a text without who reports it, and whether what was taken off at its start denies the rest."""
    bare, denied = without_tail(text), False
    for _ in range(2):
        withdrawn = _WITHDRAWING.match(bare)
        lead = withdrawn or _LEAD.match(bare) or _COUNTING.match(bare)
        if not lead or not bare[lead.end() :].strip() or _has_object(lead, bare):
            break
        denied |= bool(withdrawn or _DENYING.search(lead.group())) or hedges.negated(lead.group())
        bare = bare[lead.end() :]
    return _EVIDENTIAL.sub("", bare, count=1) if _EVIDENTIAL.match(bare) else bare, denied


def _has_object(lead: re.Match[str], text: str) -> bool:
    """Whether what stands after a verb of saying is only what was said or done: "confirmed the sentence"."""
    return bool(_OF_ACTS.search(lead.group())) and not _FINITE.search(text[lead.end() :])


def core(text: str) -> str:
    """Return a text without who reports it."""
    return _core(text)[0]


def _country(text: str, words: list[re.Match[str]], at: int) -> tuple[str, int] | None:
    """Return the country that begins at word `at`, and how many words name it; a capital that acts is its country."""
    if not words[at].group()[0].isupper():
        return None
    for count in range(min(4, len(words) - at), 0, -1):
        phrase = _POSSESSIVE.sub("", text[words[at].start() : words[at + count - 1].end()])
        if found := names.country(phrase):
            return found, count
        if (seat := names.capital_of(phrase)) and not (at and words[at - 1].group().casefold() in _PLACE):
            return seat, count
    return None


def by_pronoun(text: str) -> bool:
    """Whether a text begins with a pronoun that stands for somebody or something: no "it is not known"."""
    first = _WORD.search(text)
    return bool(first and names.is_pronoun(first.group()) and not _EXPLETIVE.match(text) and not _SOME.match(text))


def term(word: str) -> str | None:
    """Return a word as a term, or None where it is a function word or a number."""
    plain = _POSSESSIVE.sub("", word).casefold()
    if plain in _STOP or any(c.isdigit() for c in plain) or _NUMBERS.issuperset(plain.split("-")):
        return None
    return _HEADS.get(plain) or _HEADS.get(stem(plain)) or stem(plain)


@lru_cache(maxsize=8192)
def sequence(text: str) -> tuple[str, ...]:
    """Return the terms of a text in the order they stand; a country is one term, written as its name."""
    words, found, at = list(_WORD.finditer(text)), list[str](), 0
    while at < len(words):
        if place := _country(text, words, at):
            found.append(place[0])
            at += place[1]
            continue
        if normal := term(words[at].group()):
            found.append(normal)
        at += 1
    return tuple(found)


@lru_cache(maxsize=8192)
def content(text: str, known: frozenset[str] = frozenset()) -> Content:
    """Return what a text says; `known` names confirm a name that stands as its first word."""
    core, denied = _core(text)
    cut = next((at for at in _boundaries(core) if len(sequence(core[:at])) >= _FEWEST_OPENING), len(core))
    terms = sequence(core)
    found = tuple(name.text for name in names.find_names(core, known))
    of_names = {part for name in found for part in sequence(name)}
    quoted = (squeeze(text[start:end]) for start, end in quotations(text))
    return Content(
        terms=frozenset(terms),
        opening=frozenset(sequence(core[:cut])),
        numbers=number_keys(core),
        names=found,
        naming=tuple(dict.fromkeys(one for one in terms if one in of_names or names.country(one))),
        quotes=frozenset(quote for quote in quoted if quote.count(" ") >= _QUOTE_WORDS - 1),
        negated=denied != hedges.negated(core[:cut]),
        modal=bool(_MODAL.search(core[:cut])),
        pronoun=by_pronoun(text) and by_pronoun(core),
        squeezed=squeeze(text),
    )


def reported(text: str) -> frozenset[str]:
    """Return the terms of a text without those of who reports it: the `terms` of its content."""
    return frozenset(sequence(_core(text)[0]))


# ── Two texts ─────────────────────────────────────────────────────────────────────────────────────


def similarity(a: Content, b: Content) -> float:
    """Return the share of terms two texts have in common, whole or in their first clauses, from 0 to 1."""
    short = min(len(a.opening), len(b.opening)) < _FEWEST_OPENING
    return max(_jaccard(a.terms, b.terms), 0.0 if short else _jaccard(a.opening, b.opening))


def _jaccard(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / len(a | b) if a and b else 0.0


def clash(a: Content, b: Content, *, numbers: bool | None = None) -> bool:
    """Whether two texts cannot say the same.

    They cannot where each has a number or a name of its own, where one tells of the future and the other does not,
    where they name the same two in another order (who did it to whom), or differ in a word that excludes another
    (rose and fell, Monday and Friday).

    Args:
        a: One text.
        b: The other one.
        numbers: Whether their numbers agree, where the caller knows; else those must be equal.
    """
    fit = not (a.numbers - b.numbers and b.numbers - a.numbers) if numbers is None else numbers
    return a.modal != b.modal or not fit or names_clash(a, b) or _first(a, b) != _first(b, a) or bool(exclusive(a, b))


def _first(a: Content, b: Content) -> str | None:
    return next((one for one in a.naming if one in b.naming), None)


def exclusive(a: Content, b: Content) -> list[frozenset[str]]:
    """Return the words that exclude one another of which each of two texts has some that the other lacks."""
    apart = [(a.terms & group, b.terms & group) for group in _RIVALS]
    return [mine | other for mine, other in apart if mine and other and not mine & other]


def names_clash(a: Content, b: Content) -> bool:
    """Whether each of two texts has a proper name that the other lacks."""
    return bool(_unmatched(a, b)) and bool(_unmatched(b, a))


def _unmatched(a: Content, b: Content) -> list[str]:
    """Return the names of `a` that `b` has neither as a name nor among its terms."""
    return [
        name
        for name in a.names
        if not frozenset(sequence(name)) <= b.terms and not any(names.same(name, other) for other in b.names)
    ]


def alike(a: Content, b: Content, *, numbers: bool | None = None) -> bool:
    """Whether two texts say the same, or one denies what the other affirms; for `numbers` see `clash`."""
    if a.squeezed == b.squeezed and not a.pronoun:
        return True
    shared = len(a.terms & b.terms)
    if shared < (_FEWEST_SHARED_PRONOUN if a.pronoun or b.pronoun else _FEWEST_SHARED):
        return False
    enough = ALIKE if a.negated == b.negated and shared > _FEWEST_SHARED else STRICTLY_ALIKE
    return similarity(a, b) >= enough and not clash(a, b, numbers=numbers)
