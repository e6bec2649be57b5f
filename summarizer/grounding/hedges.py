"""The words that show how sure a text is, what it leaves open or disputes, and that somebody says something.

A cue is a word or phrase with a span, so that an uncertainty can be shown with the words that prove it. Of two cues
that overlap the first wins, or the longer of two that start together. Garbled wording ("fell short to report", "has
really not but seen") is met by letting an adverb stand between an auxiliary and its "not".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from summarizer.models import Certainty, Stance, UncertaintyKind


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
    r"(?:did|does|do|would)\s*(?:not|n['’]t)\s+(?:\w+ly\s+)?(?:give|provide|offer|confirm|answer|report|identify)",
    rf"(?:declin|refus)(?:es?|ed|ing)\s+to\s+{_TELLING}",
    rf"(?:fail(?:s|ed|ing)?|f(?:alls?|ell|alling)\s+short)\s+to\s+{_TELLING}",
    rf"with\s?out\s+(?:(?:offering|providing|giving|citing|presenting)\s+(?:\w+\s+)?{_DETAILS}|elaborating|specifying|saying)",
    rf"no\s+(?:immediate\s+|further\s+|official\s+|clear\s+|independent\s+|other\s+)?(?:word|{_DETAILS})",
    r"(?:neither|none)\b[^.;:“”\"]{1,60}?\b(?:denied|rejected|confirmed|commented|responded|admitted|acknowledged)",
    r"under\s+investigation|(?:are|is|was|were)\s+(?:still\s+)?investigating",
)
_DENIED = (
    r"(?<!not )(?<!n't )(?<!n’t )(?<!never )(?:den(?:y|ies|ied|ying)|refut(?:es?|ed|ing)|contradict(?:s|ed|ing)?|rebut(?:s|ted)?)",
    rf"(?:reject|dismiss)(?:s|es|ed|ing)?\s+(?:\w+\s+){{0,3}}?{_TOPICS}",
    r"rubbish|nonsense|fake\s+news|hoax|fabricat(?:ed|ions?)|baseless|unfounded|groundless|untrue",
    r"(?:is|are|was|were)\s+(?:simply\s+|completely\s+|entirely\s+)?(?:false|a\s+lie|lies)",
)
_DOUBTED = (
    r"(?<!no )doubt(?:s|ed|ing|ful)?|disput(?:ed|ing)|sceptic(?:al|ism)|skeptic(?:al|ism)|implausible|dubious",
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
_NEGATION = re.compile(
    r"\b(?:not(?!\s+(?:only|just|merely)\b)|cannot|never|no(?!\s+(?:doubt|longer\s+than)\b)|none|nobody|nothing|"
    r"neither|nor|with\s?out(?!\s+(?:a\s+)?doubt\b)|den(?:y|ies|ied|ying)|refus(?:e|es|ed|ing)|"
    r"reject(?:s|ed|ing)?|fail(?:s|ed|ing)?\s+to)\b|n['’]t\b",
    re.IGNORECASE,
)


def _word_set(text: str) -> frozenset[str]:
    return frozenset(text.split())


def find_cues(text: str) -> list[Cue]:
    """Return the hedging words of a text in order, none overlapping another."""
    found = [
        Cue(match.group(), match.start(), match.end(), kind, certainty)
        for pattern, kind, certainty in _RULES
        for match in pattern.finditer(text)
    ]
    found.sort(key=lambda cue: (cue.start, -cue.end))
    kept: list[Cue] = []
    for cue in found:
        if not kept or cue.start >= kept[-1].end:
            kept.append(cue)
    return kept


def certainty_of(text: str) -> Certainty:
    """Return how certain a text sounds: its least certain cue, or 'certain' where it says things flatly.

    "Will" is an expectation, not a hedge.
    """
    return min((cue.certainty for cue in find_cues(text)), key=_ORDER.index, default="certain")


def negated(text: str) -> bool:
    """Return whether a text holds a negation: not, never, no, neither, without, denied and their like."""
    return _NEGATION.search(text) is not None


# ── Cue verbs ─────────────────────────────────────────────────────────────────────────────────────

_VERBS: dict[Stance, str] = {
    "asserts": """
        say tell claim add announce warn alert caution argue note state declare proclaim inform mention explain insist
        acknowledge admit concede confirm report write tweet post testify recommend suggest stress emphasize emphasise
        reveal disclose recall reply respond answer remark observe comment continue conclude contend maintain assert
        allege vow swear pledge promise agree believe think estimate describe call joke quip boast assure remind
        complain cite repeat reiterate shout advise hint imply charge accuse blame know launch include read praise laud
        hail slam blast knock criticize criticise condemn denounce mock ask wonder sing chant
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
    "inform": "informed informs informing knowledgeable",
}
# Phrases are tried before words; the last three stand for "noted", "said" and "warned" in paraphrased news.
_PHRASES: dict[str, Stance] = {
    r"call(?:s|ed|ing)\s+(?:for|on|upon)\b": "demands",
    r"ask(?:s|ed|ing)\s+for\b": "demands",
    r"point(?:s|ed|ing)\s+out\b": "asserts",
    r"ma(?:de|kes|king)\s+clear\b": "asserts",
    r"went\s+on\s+to\s+say\b": "asserts",
    r"put\s+it\b": "asserts",
    r"(?:kept|keeps|keeping)\s+in\s+mind\b": "asserts",
}
QUOTE_ONLY = _word_set("""
    included launched read reads call calls called calling describe describes described describing know known knock
    knocked praise praised praises praising laud lauded hail hailed hails slam slams slammed blast blasted criticized
    criticised condemn condemned denounced mocked continued continues asked asks asking wondered sang sings singing
    chanted chanting reveal reveals revealed disclosed accused blamed charged shouted answered posted
""")
_NOUNLIKE = _word_set(
    "claims reports notes states demands calls doubts questions orders hopes fears comments charges answers"
)
OPINIONS = _word_set("believe believes believed think thinks thought suggest suggests suggested hint implies")


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
_BASE_VERBS = frozenset(verb for verbs in _VERBS.values() for verb in verbs.split())
CUE = re.compile(
    rf"(?<![\w’'-])(?:(?P<after>[Aa]ccording\s+to|[Ii]n\s+the\s+words\s+of)\b|(?P<phrase>{'|'.join(_PHRASES)})"
    rf"|(?P<verb>{'|'.join(sorted(_STANCES, key=len, reverse=True))})(?![\w-]))"
)
_RUBBISH = re.compile(
    r"\b(?:is|are|was|were|as|be|being|called?|calling)\W+(?:\w+\W+){0,3}?(?:rubbish|nonsense|false|untrue|lies?|fake|hoax|"
    r"baseless|unfounded|fabricated|fabrications?|wrong)\b",
    re.IGNORECASE,
)
_DISBELIEF = re.compile(
    r"\b(?:(?:did|does|do)(?:\s+not|n['’]t)|never)\s+(?:\w+ly\s+)?(?:think|believe)|\bdoubt(?:s|ed)?\b", re.IGNORECASE
)
_FUTURE = re.compile(r"\b(?:will|would|could|going\s+to|is\s+set\s+to)\b")
_WARNINGS = ("warn", "alert", "caution")
_REQUESTS = ("told", "ask", "suggest", "recommend")
_AGAINST = re.compile(r"\s(?:[^\s,]+\s+){0,4}(?:against|versus|not\s+to)\b")
_TO_DO = re.compile(r"\s(?:[^\s,]+\s+){1,5}to\s")

_BESIDE = _word_set("""
    has have had is are was were be been being did does do also really then later moreover further again still even now
    once today yesterday tonight himself herself itself themselves nonetheless previously soon first never not just ever
    would will could should can may might must to publicly separately both all cannot
""")
_UNSAID = _word_set("not never would will could should can may might must to cannot")
_PASSIVE = _word_set("is are was were be been being")
_LY_NOUNS = _word_set("family ally assembly rally reply supply bully monopoly anomaly")
_DAY = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|morning|afternoon|evening|week|month|year|on|late|early|last|this"
)
_LAST_WORD = re.compile(r"[^\s,]+(?=\s*$)")


def _stance_of_phrase(cue: str) -> Stance:
    return next((stance for phrase, stance in _PHRASES.items() if re.fullmatch(phrase, cue)), "asserts")


def stance_of(cue: str, content: str, after: str) -> Stance:
    """Return how a speaker takes what they say.

    Args:
        cue: The cue as it is written: "said", "called for", "according to".
        content: What is said.
        after: The words that follow the cue.
    """
    base = _STANCES.get(cue) or _stance_of_phrase(cue)
    if _RUBBISH.search(content):
        return "doubts" if certainty_of(content) in ("possible", "probable") else "denies"
    if base == "asserts" and _DISBELIEF.search(content[:60]):
        return "doubts"
    if cue.startswith(_WARNINGS):
        return "demands" if _AGAINST.match(after) else "expects" if _FUTURE.search(content) else base
    if cue.startswith(_REQUESTS) and _TO_DO.match(after) and " that " not in after[:60]:
        return "demands"
    return base


def words_back(text: str, end: int) -> tuple[int, list[str]]:
    """Walk back from a cue over auxiliaries, adverbs and days; return where the source ends and the words passed."""
    passed: list[str] = []
    while found := _LAST_WORD.search(text[max(0, end - 40) : end]):
        word = found.group().casefold()
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


def is_verb(word: str, passed: list[str], after: str, *, sure: bool, many: bool) -> bool:
    """Whether a form that may be a noun or an infinitive is a verb.

    Args:
        word: The form.
        passed: The auxiliaries before it.
        after: The words after it.
        sure: Whether its subject is a name or a pronoun.
        many: Whether its subject takes a plural verb.
    """
    if word in _NOUNLIKE:
        return sure or after.startswith(" that")
    return word not in _BASE_VERBS or many or not {"did", "do", "does"}.isdisjoint(passed)


# ── What is said ──────────────────────────────────────────────────────────────────────────────────

BLANK = "\x01"
"""Stands for each character of a quotation, so that no rule looks into it."""
Span = tuple[int, int]

FRONTED = re.compile(
    r"\s*(?:in|on|at|for|from|with|by|of|to|during|after|before|since|under|over|speaking|asked|when|despite|as|like)\b",
    re.IGNORECASE,
)
_DAYS = r"(?:(?:on|late|early|last)\s+)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?:\s+(?:morning|afternoon|evening|night))?"
_SETTING = re.compile(
    rf"\s*(?:{_DAYS}|in\s+an?\s+(?:\w+\s+){{0,2}}(?:statement|interview|speech|tweet|post|report|letter|email)(?:\s+{_DAYS})?),?(?=\s)"
)
_THAT = re.compile(rf"(?P<lead>[^{BLANK},;:]{{0,90}}?)\bthat\s")
_TO_QUOTE = re.compile(rf"(?P<lead>[^{BLANK}.;]{{0,90}}?)[,:]\s*(?={BLANK})")
_TOLD = ("told", "tell", "inform", "assur", "remind", "warn", "alert", "knowledgeable", "advis")
_ADDRESSEE = re.compile(
    r"\s+(?:(?:me|us|him|her|them|reporters|journalists|lawmakers)\b|(?:the\s+)?[A-Z][\w.]*(?:\s+[A-Z][\w.]*){0,4})(?=[\s.,])"
)
_NO_CONTENT = re.compile(
    rf"\s*(?:(?:in|on|at|during|after|to|from|late|early|last|this)\b[^,.{BLANK}]*|{_DAYS}|yesterday|today)?\s*(?:[.,;]|$)"
)


def trim(text: str, span: Span) -> Span:
    """Return a span without the spaces and commas at its ends."""
    start, end = span
    while start < end and (text[start].isspace() or text[start] == ","):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] == ","):
        end -= 1
    return start, end


def clause_end(text: str, edge: int) -> int:
    """Return where the clause before an edge ends, its last conjunction left out."""
    found = re.search(r"(?:\s(?:and|but|while|whereas|although|though|as|because))?\s*$", text[:edge])
    return found.start() if found else edge


def content_of(text: str, head: Span, after: int, word: str) -> Span | None:
    """Return what is said: the quotation or clause before the source, else what follows the cue."""
    if word.startswith(_TOLD) and (addressee := _ADDRESSEE.match(text, after)):
        after = addressee.end()
    tail = _tail(text, after, word)
    before = trim(text, head)
    quote_before = text[before[1] - 1 : before[1]] == BLANK and before[0] < before[1]
    if quote_before:
        if tail and FRONTED.match(text[slice(*before)]):
            return tail
        if tail and text[tail[0]] == BLANK and tail[1] - tail[0] > before[1] - before[0]:
            return tail
        return before
    clause = text[slice(*before)]
    comma = text[: head[1]].rstrip().endswith(",")
    if comma and _NO_CONTENT.match(text, after) and len(clause.split()) > 3 and not FRONTED.match(clause):  # noqa: PLR2004  (fewer words are no clause)
        return before
    return tail


def _tail(text: str, after: int, word: str) -> Span | None:
    """Return what follows a cue and its addressee, without time, place, "that" and the full stop."""
    start = after
    if setting := _SETTING.match(text, start):
        start = setting.end()
    lead = _TO_QUOTE.match(text, start) or _THAT.match(text, start)
    if lead and (not lead["lead"].strip() or FRONTED.match(lead["lead"]) or word.startswith(_TOLD)):
        start = lead.end()
    end = len(text)
    if source := re.search(r",?\saccording\sto\s", text[start:]):
        end = start + source.start()
    start, end = trim(text, (start, end))
    while end > start and text[end - 1] in " .":
        end -= 1
    return (start, end) if re.search(rf"[\w{BLANK}]", text[start:end]) else None


def quotes(text: str, content: Span, after: int) -> bool:
    """Return whether content is quoted, or a clause after "that"."""
    return BLANK in text[slice(*content)] or text[after:].startswith(" that ")
