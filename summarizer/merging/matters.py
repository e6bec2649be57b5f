"""What an uncertainty is about, of the few matters that most news leaves open at first, and which claims settle it.

A motive, a cause, the name of a victim or a suspect, who did something, where, when, and "whether" something is so: these
can be told by rule in other words ("the motive is unknown", "police have not said why he opened fire"), and so can the
claim that settles them ("the victim was identified as Ada Lund", "the officer who was on watch was Ada Lund").
Everything else that is left open is only compared by its words.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summarizer.grounding import names
from summarizer.grounding.hedges import find_cues
from summarizer.merging import likeness, states, wording
from summarizer.merging.doubts import AGAINST

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from summarizer.models import Claim

_ATTACK = (
    r"(?:shoot\w*|shot|attack\w*|kill\w*|stab\w*|open(?:ed)?\s+fire|fired|bomb\w*|murder\w*|violence|"
    r"assault\w*|rampage|massacre|fight\w*)"
)
_VICTIM = r"(?:victims?|dead|deceased|bod(?:y|ies)|slain|killed|fatalit(?:y|ies))"
_SUSPECT = r"(?:suspects?|gun(?:man|men)|shooters?|attackers?|assailants?|perpetrators?)"
_NAMING = r"(?:identif\w+|identit(?:y|ies)|names?|named)"
_MOTIVE = re.compile(
    rf"\bmotives?\b|\bwhy\b[^.;]{{0,60}}?\b{_ATTACK}\b|\bwhat\s+(?:led(?:\s+up)?\s+to|prompted|sparked|triggered)\b"
    rf"[^.;]{{0,40}}?\b{_ATTACK}\b",
    re.IGNORECASE,
)
_EVENT = (
    r"(?:fire|blaze|crash|collision|explosion|blast|collapse|derailment|outage|leak|spill|deaths?|outbreak|flood(?:ing)?|"
    r"accident|wreck)"
)
_THIS = r"(?:the|this|that)\s+(?:\w+\s+){0,2}?"
_CAUSE = re.compile(
    r"\b(?:caus(?:e|ed|es)\s+(?:of\s+)?|what\s+(?:caused|led\s+to|sparked|started)\s+)(?:the|a|an|this|that)?\s*"
    rf"(?:\w+\s+){{0,2}}?(?P<what>{_EVENT})\b",
    re.IGNORECASE,
)
_WHY = re.compile(
    r"\bwhy\s+(?:the|a|an|this|that|it|they)\s(?:[\w’'-]+\s){0,4}?(?P<what>collapsed|failed|fell|gave\s+way|came\s+down|"
    r"exploded|blew\s+up|crashed|collided|derailed|burned|caught\s+fire|leaked|flooded)\b",
    re.IGNORECASE,
)
_HAPPENED = {
    **dict.fromkeys(("collapsed", "failed", "fell", "gave way", "came down"), "collapse"),
    **dict.fromkeys(("exploded", "blew up"), "explosion"),
    **dict.fromkeys(("crashed", "collided"), "crash"),
    **dict.fromkeys(("burned", "caught fire"), "fire"),
    "derailed": "derailment",
    "leaked": "leak",
    "flooded": "flood",
}
_CAUSED = re.compile(
    rf"\b(?P<what>{_EVENT})\s+(?:was|were)\s+(?:caused|sparked|triggered|set\s+off)\s+by\b|"
    rf"\b(?:caused|sparked|triggered|set\s+off|led\s+to)\s+{_THIS}(?P<this>{_EVENT})\b|"
    rf"\bcause\s+of\s+{_THIS}(?P<of>{_EVENT})\s+(?:was|is)\b",
    re.IGNORECASE,
)
_REACH = 120  # characters before what was caused in which it may be asked
_OPEN_BEFORE = re.compile(r"\b(?:what|whether|if|who|which|how|why)\b[^,;]*$", re.IGNORECASE)
_MOTIVATED = re.compile(
    rf"\bmotive\s+(?:(?:for|behind|in|of)\s+[^.;,]{{1,60}}?\s+)?(?:was|is|appears\s+to\s+be)\b|"
    rf"\b{_ATTACK}\s+was\s+motivated\s+by\b",
    re.IGNORECASE,
)
_SAME_EVENT = {"blaze": "fire", "blast": "explosion", "collision": "crash", "wreck": "crash", "flooding": "flood"}
_VICTIM_NAMED = re.compile(
    rf"\b{_VICTIM}\b[^.;]{{0,60}}?\bidentified\b[^.;]{{0,30}}?\bas\b|"
    rf"\bidentified\s+(?:the\s+)?[^.;]{{0,30}}?\b{_VICTIM}\b[^.;]{{0,40}}?\bas\b",
    re.IGNORECASE,
)
_SUSPECT_NAMED = re.compile(
    rf"\b{_SUSPECT}\b[^.;]{{0,60}}?\bidentified\b[^.;]{{0,30}}?\bas\b|"
    rf"\bidentified\s+(?:the\s+)?[^.;]{{0,30}}?\b{_SUSPECT}\b[^.;]{{0,40}}?\bas\b",
    re.IGNORECASE,
)
_NOT_NAMED = {
    "victim": re.compile(
        rf"\b{_NAMING}\b[^.;]{{0,60}}?\b{_VICTIM}\b|\b{_VICTIM}\b[^.;]{{0,60}}?\b{_NAMING}\b", re.IGNORECASE
    ),
    "suspect": re.compile(
        rf"\b{_NAMING}\b[^.;]{{0,60}}?\b{_SUSPECT}\b|\b{_SUSPECT}\b[^.;]{{0,60}}?\b{_NAMING}\b", re.IGNORECASE
    ),
}
_ASKED = re.compile(
    r"\s+(?:(?!who\b)[\w-]+\s+){0,3}?(?P<how>who|where|when|how\s+(?:many|long))\s+(?P<what>[^,.;:?!“”\"—–]{4,120})",
    re.IGNORECASE,
)
_ASKED_END = re.compile(r"\s(?:and|but|or|because|while|as|after|when|before|who|why|how|where|if|whether)\s")
_ENDING = frozenset(
    wording.sequence("end ended reopen resume restored return lifted finish stop freed released over open")
)
_LASTING = frozenset(wording.sequence("last continue go stay remain closed shut work")) | _ENDING
"""Terms that ask when something ends or how long it goes on, and not what that is."""
_ABOUT_NOBODY = re.compile(
    r"\b(?:he|she|they|it|him|her|them|his|hers|its|their|this|that|these|those)\b", re.IGNORECASE
)
_WHO_IS = re.compile(r"\bwho\b(?P<did>[^;]{3,160}?)\b(?:is|was|were)\b(?P<named>[^;.]{3,80})", re.IGNORECASE)
_IDENTIFIED = re.compile(r"\b(?:identified|named)\b(?P<did>[^;]{3,160}?)\bas\b(?P<named>[^;.]{3,80})", re.IGNORECASE)
_ASIDE = re.compile(r",[^,;]{1,60},")
_UNDERGONE = re.compile(
    r"\s*(?:(?:has|have|had)\s)?(?:been|is|are|was|were)\s(?:\w+ly\s)?(?:\w+ed|shot|hit|struck|hurt|found|taken|held|seen|beaten)\b"
)
_WHETHER = re.compile(r"\b(?:whether|if)\s+(?P<what>[^.;:?!]{12,200})", re.IGNORECASE)


def matter(text: str, cue: str) -> str | None:
    """Return what an uncertainty is about: 'motive', 'cause fire', 'name victim', 'who helm'; None for all else.

    Args:
        text: What is left open.
        cue: The hedging words, which must stand in the same clause as the matter.
    """
    at = text.find(cue)
    clause = text if at < 0 else _clause(text, at)
    if _MOTIVE.search(clause):
        return "motive"
    if found := _CAUSE.search(clause):
        return f"cause {_event(found['what'])}"
    if found := _WHY.search(clause):
        return f"cause {_HAPPENED[' '.join(found['what'].casefold().split())]}"
    named = [who for who, pattern in _NOT_NAMED.items() if pattern.search(clause)]
    if named:
        return f"name {named[0]}" if len(named) == 1 else None
    return _question(text[at + len(cue) :]) if at >= 0 else None


def _question(rest: str) -> str | None:
    """Return what is asked right after a cue, by its terms: 'who helm' of "who was at the helm"; None of "who he was"."""
    found = _ASKED.match(rest)
    if found is None:
        return None
    what = _ASKED_END.split(found["what"], maxsplit=1)[0]
    terms = sorted(set(wording.sequence(what)))
    return " ".join((*found["how"].casefold().split(), *terms)) if terms and not _ABOUT_NOBODY.search(what) else None


def _clause(text: str, at: int) -> str:
    """Return the part of a text around an offset, between semicolons, dashes, 'but' and ', and'."""
    breaks = re.finditer(r";|\s[–—-]+\s|,?\s(?:but|while|although)\s|,\s(?:and|or)\s", text)
    bounds = [0, *(found.end() for found in breaks), len(text)]
    start = max(bound for bound in bounds if bound <= at)
    return text[start : min((bound for bound in bounds if bound > at), default=len(text))]


def _event(word: str) -> str:
    low = word.casefold().removesuffix("s") if word.casefold() != "loss" else word.casefold()
    return _SAME_EVENT.get(low, low)


class Settling:
    """The claims of a story that leave nothing open, to be asked which of them settle something, in their order."""

    def __init__(self, claims: Iterable[Claim]) -> None:
        self._claims = [claim for claim in claims if _leaves_nothing_open(claim)]
        self._of: dict[str, list[Claim]] = {}
        self._with: dict[str, list[int]] = {}
        for at, claim in enumerate(self._claims):
            for term in likeness.face(claim.text).content.terms:
                self._with.setdefault(term, []).append(at)

    def settling(self, text: str, about: str | None) -> Iterator[Claim]:
        """Yield the claims that say what is left open.

        Args:
            text: What is left open.
            about: Its `matter`.
        """
        if about is None:
            yield from self._saying(text)
            return
        if about not in self._of:
            self._of[about] = [claim for claim in self._claims if _tells(claim.text, about)]
        yield from self._of[about]

    def _saying(self, text: str) -> Iterator[Claim]:
        """Yield the claims that say of what a text leaves open with "whether" that it is so."""
        asked = _WHETHER.search(text)
        if asked is None:
            return
        face = likeness.face(asked["what"])
        rarest = sorted(face.content.terms, key=lambda term: (len(self._with.get(term, ())), term))
        looked_up = rarest[: int(len(rarest) * (1 - wording.STRICTLY_ALIKE)) + 1]
        for at in sorted({at for term in looked_up for at in self._with.get(term, ())}):
            if _affirms(self._claims[at], face):
                yield self._claims[at]


def _leaves_nothing_open(claim: Claim) -> bool:
    if claim.status == "disputed" or any(one.stance in AGAINST for one in claim.statements):
        return False
    return not any(cue.kind in ("unknown", "unconfirmed") for cue in find_cues(claim.text))


def _tells(words: str, about: str) -> bool:
    """Whether a claim tells what a matter was: the motive, the cause, the name."""
    if about == "motive":
        return bool(_MOTIVATED.search(words))
    if about.startswith("cause "):
        return _tells_cause(words, about.removeprefix("cause "))
    if about.startswith(("how long ", "when ")):
        return _tells_end(words, about)
    if about.startswith("who "):
        return _tells_who(words, frozenset(about.split()[1:]))
    if not about.startswith("name "):
        return False
    named = (_VICTIM_NAMED if about == "name victim" else _SUSPECT_NAMED).search(words)
    return named is not None and _names_somebody(words[named.end() :])


def _tells_cause(words: str, event: str) -> bool:
    """Whether a claim says what caused an event, and not that something did not, or may have."""
    found = _CAUSED.search(words)
    if found is None or _event(found["what"] or found["this"] or found["of"]) != event:
        return False
    said = likeness.face(words).content
    return not (
        said.negated or said.modal or _OPEN_BEFORE.search(words[max(0, found.start() - _REACH) : found.start()])
    )


def _tells_end(words: str, about: str) -> bool:
    """Whether a claim says that it is over, of which it was asked how long it goes on or when it ends."""
    asked = frozenset(about.split()) - {"how", "long", "when"}
    of = asked - _LASTING
    if not of or (about.startswith("when ") and not asked & _ENDING):
        return False
    return of <= frozenset(wording.sequence(words)) and states.is_over(likeness.face(words))


def _tells_who(words: str, terms: frozenset[str]) -> bool:
    """Whether a claim names who it was that did something: "the man who fired was Ada Lund", "Ada Lund fired"."""
    if likeness.face(words).content.negated:
        return False
    for pattern in (_WHO_IS, _IDENTIFIED):
        found = pattern.search(words)
        if found and terms <= frozenset(wording.sequence(found["did"])) and _names_somebody(found["named"]):
            return True
    core = wording.core(words)
    first = next((one for one in names.find_names(core) if names.kind(one.text) == "person"), None)
    if first is None or wording.sequence(core[: first.start]):
        return False
    did = _ASIDE.sub("", core[first.end :], count=1)
    return not _UNDERGONE.match(did) and terms <= frozenset(wording.sequence(did)[: len(terms)])


def _names_somebody(words: str) -> bool:
    return any(names.kind(one.text) == "person" for one in names.find_names(words))


def _affirms(claim: Claim, face: likeness.Face) -> bool:
    """Whether a claim says for certain all of a text, and nothing against it."""
    said = likeness.face(claim.text)
    if any(one.certainty != "certain" for one in claim.statements) or face.content.modal != said.content.modal:
        return False
    if likeness.opposed(face, said) or likeness.unclear(face, said) or not wording.alike(face.content, said.content):
        return False
    return wording.similarity(face.content, said.content) >= wording.STRICTLY_ALIKE
