"""The words that show how sure a text is, and what it leaves open or disputes.

A cue is a word or phrase with a span, so that an uncertainty can be shown with the words that prove it. Of two cues
that overlap the first wins, or the longer of two that start together. Garbled wording ("fell short to report", "has
really not but seen") is met by letting an adverb stand between an auxiliary and its "not". Two more sorts of words
leave a statement less than certain without marking it as open: those of a claim or belief, and conditions.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from summarizer.grounding.matching import content_words
from summarizer.grounding.polarity import negated_at, negations
from summarizer.grounding.verbs import CUE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.models import Certainty, UncertaintyKind


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that hedge, doubt or leave open: `text` stands at `[start:end]` of what was searched.

    Attributes:
        text: The words as they are written.
        start: Offset of the first character.
        end: Offset after the last character.
        kind: What the cue makes of its sentence: unconfirmed, disputed or unknown.
        certainty: How certain the cue leaves its sentence; 'certain' for a flat denial.
    """

    text: str
    start: int
    end: int
    kind: UncertaintyKind
    certainty: Certainty


_BE = r"(?:is|are|was|were|be|been|being)"
_ADVERBS = r"(?:\s+(?!not\b)[a-z]+ly|\s+also|\s+still|\s+yet){0,2}"
_TOPICS = r"(?:claims?|reports?|allegations?|accusations?|charges?|suggestions?|notions?|ideas?|rumou?rs?|findings?)"
_TELLING = (
    r"(?:say|said|state|specify|elaborate|comment|respond|reply|answer|disclose|reveal|mention|identify|name|explain|"
    r"address|confirm|give|provide|offer|report)"
)
_DETAILS = r"(?:details?|info|information|evidence|proof|explanations?|comments?|indications?|particulars|specifics)"
_OPENLY_TELLING = (
    r"(?:say|state|specify|elaborate|comment|respond|reply|disclose|reveal|mention|identify|explain|address)"
)

_POSSIBLE = (
    # "may" in lower case is the verb, "May" the month; "might" is a noun after an article or before "of"
    r"(?-i:may)(?!\s+\d)(?:\s+or\s+may\s+not)?",
    r"(?<!the )(?<!its )(?<!military )(?<!economic )(?<!financial )might(?!\s+of\b)",
    # "could see", "could not sleep" tell of an ability; "could be", "could lead" of a possibility
    r"could(?!\s+not\b|\s+never\b|\s+(?:\w+ly\s+)?(?:see|hear|feel|smell|taste|remember|afford)\b)",
    r"possibly|perhaps|maybe|conceivably|potentially",
    r"reportedly|allegedly|purportedly|supposedly|ostensibly|apparently|evidently|seemingly",
    r"alleged|suspected|rumou?red|purported|putative|unconfirmed|unverified|tentative(?:ly)?",
    rf"(?:{_BE}{_ADVERBS}\s+)?(?:thought|believed|presumed|suspected|rumou?red|alleged)\s+(?:to|of)\b",
    rf"{_BE}{_ADVERBS}\s+(?:presumed|suspected|feared|(?:understood|said|reported|considered)\s+to\b)",
    r"(?:appear|seem)(?:s|ed)?\s+(?:to|that|as\s+if|as\s+though|likely)\b",
    r"it\s+(?:is|was)\s+possible|(?:a|the)\s+possibility|if\s+(?:confirmed|true|proven|verified)",
    r"speculat(?:es?|ed|ing|ion)",
)
_PROBABLE = (
    r"(?:(?:most|very|highly|more\s+than|almost\s+definitely|almost\s+certainly)\s+)?(?:likely|probabl[ey])(?!\s+voters?\b)",
    r"unlikely|improbable|presumably|almost\s+(?:definitely|certainly|surely)|in\s+all\s+likelihood",
    rf"{_BE}{_ADVERBS}\s+(?:expected|forecast|projected|predicted)(?:\s+to\b)?|expected\s+to\b",
)
_UNKNOWN = (
    r"unclear|unknown|uncertain|undetermined|undisclosed|unanswered|inconclusive|unspecified",
    r"(?:not|n['’]t)\s+(?:\w+ly\s+)?(?:clear|known|certain|sure)",
    r"remain(?:s|ed)?\s+to\s+be\s+seen|questions?\s+remain(?:s|ed)?",
    rf"(?:has|have|had){_ADVERBS}\s+(?:not\s+(?:but|yet)|yet\s+to)\b(?:\s+been)?(?:\s+(?:\w+(?:ed|en)|said|made)\b)?",
    r"(?:has|have|had)(?:n['’]t)\s+yet|not\s+yet\b",
    rf"{_BE}{_ADVERBS}\s+(?:not|yet\s+to\s+be)\s+(?:\w+ly\s+)?(?:been\s+)?(?:confirmed|verified|disclosed|identified|named)",
    r"could\s*(?:not|n['’]t)\s+(?:\w+\s+)?(?:be\s+)?(?:\w+ly\s+)?(?:verif(?:y|ied)|confirm(?:ed)?|reached)",
    rf"(?:did|does|do|would|has|have|had)\s*(?:not|n['’]t)\s+(?:\w+ly\s+)?(?:want\s+to\s+)?{_OPENLY_TELLING}\w*",
    r"(?:has|have|had)\s*(?:not|n['’]t)\s+(?:\w+ly\s+)?said(?=\s+(?:who|what|how|why|when|where|which|whether)\b|$)",
    r"(?:did|does|do|would)\s*(?:not|n['’]t)\s+(?:\w+ly\s+)?(?:give|provide|offer|confirm|answer|report|identify)",
    rf"(?:declin|refus)(?:es?|ed|ing)\s+to\s+{_TELLING}",
    rf"(?:fail(?:s|ed|ing)?|f(?:alls?|ell|alling)\s+short)\s+to\s+{_TELLING}",
    rf"with\s?out\s+(?:(?:offering|providing|giving|citing|presenting)\s+(?:\w+\s+)?{_DETAILS}|elaborating|specifying|saying)",
    rf"no\s+(?:immediate\s+|further\s+|official\s+|clear\s+|independent\s+|other\s+)?(?:word|{_DETAILS})",
    r"(?:neither|none)\b[^.;:“”\"]{1,60}?\b(?:denied|rejected|confirmed|commented|responded|admitted|acknowledged)",
    r"under\s+investigation|(?:are|is|was|were)\s+(?:still\s+)?investigating",
)
UNTRUE = r"rubbish|nonsense|fake\s+news|hoax|fabricat(?:ed|ions?)|baseless|unfounded|groundless|untrue"
"""The words that call a report false, as a pattern."""
_DENIED = (
    r"(?:den(?:y|ies|ied|ying)|refut(?:es?|ed|ing)|contradict(?:s|ed|ing)?|rebut(?:s|ted)?)",
    rf"(?:reject|dismiss)(?:s|es|ed|ing)?\s+(?:\w+\s+){{0,3}}?{_TOPICS}",
    UNTRUE,
    r"(?:is|are|was|were)\s+(?:simply\s+|completely\s+|entirely\s+)?(?:false|a\s+lie|lies)",
)
_DOUBTED = (
    r"(?<!no )(?<!beyond )(?<!without )(?<!without a )doubt(?:s|ed|ing|ful)?|disput(?:ed|ing)|sceptic(?:al|ism)|skeptic(?:al|ism)|implausible|dubious",
    rf"question(?:s|ed|ing)\s+(?:whether|if|the\s+(?:\w+\s+)?{_TOPICS})|conflicting\s+(?:accounts|reports|claims)",
    r"(?:did|does|do)\s*(?:not|n['’]t)\s+(?:\w+ly\s+)?(?:think|believe)",
)


def _any(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(patterns)})(?!\w)", re.IGNORECASE)


_RULES: tuple[tuple[re.Pattern[str], UncertaintyKind, Certainty], ...] = (
    (_any(_UNKNOWN), "unknown", "unknown"),
    (_any(_DENIED), "disputed", "certain"),
    (_any(_DOUBTED), "disputed", "possible"),
    (_any(_POSSIBLE), "unconfirmed", "possible"),
    (_any(_PROBABLE), "unconfirmed", "probable"),
)
_ORDER: tuple[Certainty, ...] = ("unknown", "possible", "probable", "certain")
_BELIEVED = (
    r"claim(?:s|ed|ing)?|alleg(?:e|es|ed|ing)|contend(?:s|ed|ing)?|insist(?:s|ed|ing)?(?!\s+on\b)|purport(?:s|ed|ing)?",
    r"believ(?:e|es|ed|ing)(?!\s+in\b)|think(?:s|ing)?|thought|suppos(?:e|es|ed|ing)(?!\s+to\b)|assum(?:e|es|ed|ing)",
    r"suspect(?:s|ed|ing)?|fear(?:s|ed|ing)?|accus(?:e|es|ed|ing)|charged\s+with|allegations?\s+(?:that|of)",
)
# "asked if", "see if": whether; "as if", "even if", "if not": no condition of what is said
_NO_CONDITION = "".join(
    rf"(?<!\b{word} )" for word in "as even or ask asked see know sure unclear wonder wondered".split()
)
_CONDITIONS = (
    rf"{_NO_CONDITION}if(?!\s+(?:not|any|anything|only|so)\b)|unless|provided\s+that|providing\s+that|in\s+case",
    r"on\s+condition\s+that|as\s+long\s+as",
)
_CLAUSE_END = re.compile(r"[,;:()—–!?]|\.(?=\s|$)")
_SENTENCE = re.compile(r"(?<=[.!?”\"’'])\s+")
_INFINITIVE = re.compile(r"\bto\s+(?:(?:soon|now|\w+ly)\s+)?[^\W_]+", re.IGNORECASE)
_WOULD = re.compile(r"\bwould\b", re.IGNORECASE)
_WHETHER = re.compile(r"\s+(?:whether|if)\b", re.IGNORECASE)
_SLIGHT = frozenset("even i just likel most must not now own shall soon still whom whose why yet".split())  # as stems
_SCOPE = 3  # content words beside a cue that tell what it hedges
_FEWEST = 2  # of these, that tell that a text speaks of the same
_WINDOW = 160  # characters around a cue that are looked at
_BELIEF, _CONDITION = _any(_BELIEVED), _any(_CONDITIONS)


def find_cues(text: str) -> list[Cue]:
    """Return the hedging words of a text in order, none overlapping another."""
    found = [
        Cue(match.group(), match.start(), match.end(), kind, certainty)
        for pattern, kind, certainty in _RULES
        for match in pattern.finditer(text)
    ]
    refused = negated_at(text, (cue.start for cue in found if cue.kind == "disputed"))
    found = [cue for cue in found if cue.start not in refused]
    found.sort(key=lambda cue: (cue.start, -cue.end))
    kept: list[Cue] = []
    for cue in found:
        if not kept or cue.start >= kept[-1].end:
            kept.append(cue)
    return kept


def beliefs(text: str) -> list[Cue]:
    """Return the words by which a text says that somebody claims or believes something, which makes it no fact."""
    return _plain(_BELIEF, text)


def conditions(text: str) -> list[Cue]:
    """Return the words that make what a text says hang on something else: if, unless, provided that."""
    return _plain(_CONDITION, text)


def _plain(pattern: re.Pattern[str], text: str) -> list[Cue]:
    found = pattern.finditer(text)
    return [Cue(match.group(), match.start(), match.end(), "unconfirmed", "possible") for match in found]


def certainty_of(text: str) -> Certainty:
    """Return how certain a text sounds: its least certain cue, or 'certain' where it says things flatly.

    "Will" is an expectation, not a hedge.
    """
    return min((cue.certainty for cue in find_cues(text)), key=_ORDER.index, default="certain")


def negated(text: str) -> bool:
    """Return whether a text holds a negation, in so many words or by what a verb means: not, never, denied, failed to."""
    return bool(negations(text, implicit=True))


# ── What a claim leaves out ───────────────────────────────────────────────────────────────────────


def overstated(text: str, evidence: str, *, attributed: bool = False) -> Cue | None:
    """Return the cue of `evidence` that `text` drops, so that it sounds surer than what it rests on; None where none is.

    A cue is dropped where the content words that it hedges stand in `text` and nothing beside them there hedges, they
    are not what somebody is "asked to" do there, and they stand in one sentence of `evidence` only. Words of other
    stems are not matched: what is returned is sure.

    Args:
        text: A sentence that is to be printed as a claim.
        evidence: The sentences it rests on, as the article has them.
        attributed: Whether the claim is shown with who says it, so that "claimed" and "believes" may go.
    """
    said, sentences = set(_stems(text)), [set(_stems(sentence)) for sentence in _SENTENCE.split(evidence)]
    attributed = attributed or bool(CUE.search(text))
    intended = {stem for match in _INFINITIVE.finditer(text) for stem in _stems(match.group())}
    kept: set[str] | None = None
    for cue, scope in _scopes(evidence, attributed=attributed, conditional=bool(_WOULD.search(text))):
        ours = {word for word in scope if word in said}
        if len(ours) < _FEWEST or scope[0] not in ours - intended:
            continue
        if sum(1 for _ in islice((words for words in sentences if ours <= words), 2)) > 1:
            continue
        kept = _hedged(text) if kept is None else kept
        if kept.isdisjoint(ours):
            return cue
    return None


def _scopes(evidence: str, *, attributed: bool, conditional: bool) -> Iterator[tuple[Cue, list[str]]]:
    """Yield each cue of a text with the content words it hedges, nearest first."""
    for cue in find_cues(evidence):
        if cue.kind == "unconfirmed" or (cue.kind == "unknown" and _WHETHER.match(evidence, cue.end)):
            yield cue, _beside(evidence, cue)
    for cue in () if attributed else beliefs(evidence):
        yield cue, _beside(evidence, cue)
    for cue in () if conditional else conditions(evidence):
        yield cue, _stems(_after(evidence, cue.end))[:_SCOPE]
        yield cue, _main_clause(evidence, cue)[:_SCOPE]


def _main_clause(text: str, condition: Cue) -> list[str]:
    """Return the content words of what hangs on a condition, nearest first: before it, else after its comma."""
    if before := _stems(_before(text, condition.start)):
        return before[::-1]
    comma = text.find(",", condition.end, condition.end + _WINDOW)
    return _stems(_after(text, comma + 1)) if comma >= 0 else []


def _beside(text: str, cue: Cue) -> list[str]:
    """Return the content words that a cue hedges: those after it in its clause, else those before it too."""
    after = _stems(_after(text, cue.end))[:_SCOPE]
    return after if len(after) >= _FEWEST else after + _stems(_before(text, cue.start))[::-1][:_SCOPE]


def _hedged(text: str) -> set[str]:
    """Return the content words of the clauses of a text that hedge; of all of it, where such a clause says little."""
    found = set(_stems(text)) if conditions(text) else set[str]()
    for cue in (*find_cues(text), *beliefs(text)):
        clause = {*_stems(_before(text, cue.start)), *_stems(_after(text, cue.end))}
        found |= clause if len(clause) > _FEWEST else set(_stems(text))
    return found


def _after(text: str, at: int) -> str:
    """Return the words after an offset that stand in its clause."""
    return _CLAUSE_END.split(text[at : at + _WINDOW].lstrip(" ,"), maxsplit=1)[0]


def _before(text: str, at: int) -> str:
    """Return the words before an offset that stand in its clause."""
    return _CLAUSE_END.split(text[max(0, at - _WINDOW) : at].rstrip(" ,"))[-1]


def _stems(text: str) -> list[str]:
    return [stem for stem in content_words(text) if stem not in _SLIGHT]
