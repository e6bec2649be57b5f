"""The verbs that say that somebody says something.

A form may be a noun ("claims"), an infinitive or a passive: the words around it tell whether anything was said.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.models import Stance

_VERBS: dict[Stance, str] = {
    "asserts": """
        say tell claim add announce warn alert caution argue note state declare proclaim inform mention explain insist
        acknowledge admit concede confirm report write tweet post testify recommend suggest stress emphasize emphasise
        reveal disclose recall reply respond answer remark observe comment continue conclude contend maintain assert
        allege vow swear pledge promise agree believe think estimate describe call joke quip boast assure remind
        complain cite repeat reiterate shout advise hint imply charge accuse blame know launch include read praise laud
        hail slam blast knock criticize criticise condemn denounce mock ask wonder sing chant show find indicate
        threaten propose signal lament retort chide scold counter reason theorize speculate echo tout liken compare
        characterize characterise label dub brand decry deride defend rule decide determine calculate realize realise
        feel worry opine reference identify attack bemoan tease rail concur instruct relay summarize declaim muse
    """,
    "denies": "deny reject dismiss refute rebut",
    "doubts": "doubt question dispute",
    "expects": "predict expect forecast anticipate foresee hope fear",
    "demands": "urge demand order implore beg prompt press exhort",
}
_IRREGULAR = {
    "say": "say says said saying",
    "tell": "tell tells told telling",
    "write": "write writes wrote written writing",
    "swear": "swear swears swore sworn swearing",
    "think": "think thinks thought thinking",
    "know": "known",
    "foresee": "foresees foresaw",
    "forecast": "forecasts",
    "read": "reads read",
    "sing": "sings sang singing",
    "admit": "admit admits admitted admitting",
    "quip": "quips quipped quipping",
    "rebut": "rebuts rebutted",
    "slam": "slams slammed slamming",
    "beg": "begs begged begging",
    "launch": "launched",
    "include": "included",
    "show": "show shows showed showing",
    "find": "find finds found finding",
    "feel": "feel feels felt feeling",
    "signal": "signals signaled signalled signaling signalling",
    "label": "label labels labeled labelled labeling labelling",
    "counter": "counters countered countering",
    "reason": "reasons reasoned",
    "dub": "dub dubs dubbed dubbing",
    "inform": "informed informs informing knowledgeable",
}
_SIZE = (
    r"(?:the|its|their|his|her|that|this)\s+(?:[\w’'-]+\s+){0,2}?(?:toll|number|figure|count|total|tally|cost|costs|bill|crowd|"
    r"damage|losses|turnout|size|price|value)(?:\s+of\s+(?:[\w’'-]+\s+){0,4}?[\w’'-]+)?"
)
_NUMBER = (
    r"(?:[$€£]?\d|(?:about|around|some|nearly|almost|roughly|(?:more|fewer|less)\s+than|at\s+least|over|up\s+to)\s|"
    r"[a-z]+teen\b|[a-z]+ty\b|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b)"
)
_WITHDRAWS = (
    r"(?:withdr(?:ew|aws|awn)|retract(?:s|ed)|recant(?:s|ed)|disavow(?:s|ed)|rescind(?:s|ed)|"
    r"(?:took|takes|taken|taking|walked|walks)\s+back|backed\s+away\s+from)"
)
_STATEMENT = (
    r"(?:statement|claim|assertion|allegation|accusation|report|remark|comment|announcement|suggestion|account|"
    r"contention|testimony)"
)
# Phrases are tried before words; the last three stand for "noted", "said" and "warned" in paraphrased news.
_PHRASES: dict[str, Stance] = {
    r"call(?:s|ed|ing)\s+(?:for|on|upon)\b": "demands",
    r"ask(?:s|ed|ing)\s+for\b": "demands",
    r"point(?:s|ed|ing)\s+out\b": "asserts",
    r"ma(?:de|kes|king)\s+clear\b": "asserts",
    rf"(?:put(?:s|ting)?|estimate[sd])(?=\s+{_SIZE}\s+at\s+{_NUMBER})": "asserts",
    rf"g(?:a|i)ve[sn]?(?=\s+{_SIZE}\s+as\s+{_NUMBER})": "asserts",
    rf"{_WITHDRAWS}\s+(?:his|her|its|their|the|an?)\s+(?:[a-z]+\s+){{0,2}}?{_STATEMENT}s?\s+that\b": "denies",
    r"went\s+on\s+to\s+say\b": "asserts",
    r"put\s+it\b": "asserts",
    r"(?:kept|keeps|keeping)\s+in\s+mind\b": "asserts",
}
_WITH_QUOTE = """
    launch read call describe know knock praise laud hail slam blast criticize criticise condemn denounce mock continue ask
    wonder sing chant reveal disclose accuse blame charge shout answer post show find indicate signal echo tout liken
    compare characterize characterise label dub brand decry deride defend rule decide determine calculate realize realise
    feel worry counter reason propose threaten lament summarize relay reference identify attack bemoan tease rail instruct
"""
_NOUNLIKE = frozenset(
    """
    claims reports notes states demands calls doubts questions orders hopes fears comments charges answers remarks boasts
    quips jokes hints vows pledges promises estimates forecasts references finds shows signals threats attacks tweets
    posts counters worries brands labels rules echoes reasons rails complaints
    """.split()
)
SHOWING = frozenset("show shows showed find finds found indicate indicates indicated reveal reveals revealed".split())
"""What a poll or a document does that speaks."""
OPINIONS = frozenset("believe believes believed think thinks thought suggest suggests suggested hint implies".split())


def _forms(verb: str) -> list[str]:
    """Return the forms of a regular verb: "deny" gives deny, denies, denied, denying."""
    if verb in _IRREGULAR:
        return _IRREGULAR[verb].split()
    if verb.endswith("e"):
        return [verb, f"{verb}s", f"{verb}d", f"{verb[:-1]}ing"]
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return [verb, f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing"]
    return [verb, f"{verb}{'es' if verb.endswith(('s', 'x', 'ch', 'sh')) else 's'}", f"{verb}ed", f"{verb}ing"]


_STANCES: dict[str, Stance] = {
    form: stance for stance, verbs in _VERBS.items() for v in verbs.split() for form in _forms(v)
}
QUOTE_ONLY = frozenset(form for verb in _WITH_QUOTE.split() for form in _forms(verb)) | {"included"}
"""Forms that say something only with a quotation or a clause that "that" opens."""
ACCUSING = re.compile(r"accuse[sd]\s[^.;,]{2,80}?\sof\s\w+ing\b")
"""An accusation, which says something without a quotation: "accused the firm of hiding it"."""
_BASE_VERBS = frozenset(verb for verbs in _VERBS.values() for verb in verbs.split())
CUE = re.compile(
    rf"(?<![\w’'-])(?P<cue>(?P<after>(?<=,\s)per(?=\s+(?:the\s|[A-Z]))|[Aa]ccording\s+to|[Ii]n\s+the\s+(?:words|view|opinion|eyes)\s+of)\b|(?P<phrase>{'|'.join(_PHRASES)})"
    rf"|(?P<verb>{'|'.join(sorted(_STANCES, key=len, reverse=True))})(?![\w-]))"
)
RAISED = "|".join(sorted((form.capitalize() for form in _STANCES), key=len, reverse=True))
"""The forms as a headline in title case writes them, as alternatives of a regular expression."""
_BESIDE = frozenset(
    """
    has have had is are was were be been being did does do also really then later moreover further again still even now
    once today yesterday tonight himself herself itself themselves nonetheless previously soon first never not just ever
    would will could should can may might must to publicly separately both all cannot
    """.split()
)
_UNSAID = frozenset("not never would will could should can may might must to cannot".split())
_PASSIVE = frozenset("is are was were be been being".split())
_LY_NOUNS = frozenset("family ally assembly rally reply supply bully monopoly anomaly".split())
_DAY = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|morning|afternoon|evening|week|month|year|on|late|early|last|this"
)
_SAID_NEXT = re.compile(
    r"\s+(?:(?:has|have|had|also|later|first|earlier|initially)\s+)*"
    r"(?:said|say|suggested|suggest|indicated|indicate|claimed|showed|shown|show|put|were|are|had|have)\b"
)
_LAST_WORD = re.compile(r"[^\s,]+(?=\s*$)")


def base_stance(cue: str) -> Stance:
    """Return the stance that a cue's verb shows by itself."""
    of_phrases: Iterator[Stance] = (stance for phrase, stance in _PHRASES.items() if re.fullmatch(phrase, cue))
    return _STANCES[cue] if cue in _STANCES else next(of_phrases, "asserts")


def words_back(text: str, end: int) -> tuple[int, list[str]]:
    """Walk back from a cue over auxiliaries, adverbs and days; return where the source ends and the words passed."""
    passed: list[str] = []
    while found := _LAST_WORD.search(text[max(0, end - 40) : end]):
        word = found.group().casefold() if found.group() != "May" else ""
        adverb = word.endswith("ly") and word not in _LY_NOUNS and found.group()[0].islower()
        if not (adverb or word in _BESIDE or word.endswith(("n't", "n’t")) or _DAY.fullmatch(found.group())):
            break
        passed.append(word)
        end = max(0, end - 40) + found.start()
    return end, passed


def unsaid(word: str, passed: list[str]) -> bool:
    """Whether the words between source and cue show that nothing was said: "did not say", "to say", "was told"."""
    if word in OPINIONS and not _PASSIVE & set(passed):
        return not {"to", "would", "will", "should", "may", "might"}.isdisjoint(passed)
    if _UNSAID & set(passed) or any(other.endswith(("n't", "n’t")) for other in passed):
        return True
    auxiliary = next((other for other in passed if not other.endswith("ly")), "")
    return auxiliary in _PASSIVE and not word.endswith("ing")


def needs_speaker(word: str) -> bool:
    """Whether a form may be a noun or go with one as a participle, so that a bare noun before it shows no speaker."""
    return word in _NOUNLIKE or word in _BASE_VERBS or word.split(maxsplit=1)[0].endswith("ing")


def is_verb(word: str, passed: list[str], after: str, *, sure: bool, many: bool) -> bool:
    """Whether a form that may be a noun or an infinitive is a verb.

    Args:
        word: The form.
        passed: The auxiliaries before it.
        after: The words after it.
        sure: Whether its subject is a name or a pronoun.
        many: Whether its subject takes a plural verb.
    """
    if word == "state" and sure:  # "Washington state"
        return after.startswith(" that")
    if word in _NOUNLIKE and _SAID_NEXT.match(after):  # "reports said", "claims have shown"
        return False
    if word in _NOUNLIKE:
        return sure or after.startswith(" that")
    return word not in _BASE_VERBS or many or not {"did", "do", "does"}.isdisjoint(passed)
