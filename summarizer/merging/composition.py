"""A model's prose, held to a story's claims: what may be cited, what may be printed, and what stands in for the rest.

A line is printed where what it cites carries it (`proving`), and where it keeps what a reader must not lose: who says a
claim that others dispute, the doubt a claim is told with, whose words are whose. What fails is replaced by the claim
itself, or by nothing where that is printed already.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain, islice, pairwise
from typing import TYPE_CHECKING

from summarizer.grounding.evidence import misfit, stands_in
from summarizer.grounding.hedges import find_cues
from summarizer.merging import prose, wording
from summarizer.merging.doubts import AGAINST
from summarizer.merging.headlines import LONGEST_HEADLINE, shortened
from summarizer.merging.proving import cited, is_told, named, passages, sayings, undisputed, unproven
from summarizer.merging.sides import MARKS
from summarizer.merging.sides import line as told_line
from summarizer.merging.weighing import ranked
from summarizer.models import Claim, Line, Rejected

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from summarizer.drafts import LineDraft, ProseDraft
    from summarizer.models import Article, Figure, Story

MOST_CLAIMS = 12
"""Claims that a model writes from: with them a request fits a context of 4,096 tokens."""
MOST_FIGURES = 4
LONGEST_POINT = 240
"""Characters of a claim that a model writes from: longer ones are cut where a clause ends."""
LONGEST_LINE = 300
"""Characters of a sentence that a model writes."""

_META = re.compile(
    r"\W*(?:(?:the|this|these|that) )?(?:(?:news|above|following|given) )*"
    r"(?:stor(?:y|ies)|articles?|briefings?|points?|reports?|summar(?:y|ies)|text|headline|news|information|sentences?)\b"
    r"(?: (?:here|above|below))?(?:,| (?:also |further )?(?:is|are|was|were) (?:about|on|that)\b| (?:also |further )?"
    r"(?:describes?|discuss(?:es)?|covers?|highlights?|summari[sz]es?|details?|focus(?:es)?|outlines?|provides?|"
    r"presents?|mentions?|concerns?|deals?|tells?|explores?|examines?|includes?|contains?)\b)"
    r"|\W*(?:in (?:summary|conclusion|short)|overall|to (?:sum up|summari[sz]e)|key (?:points?|takeaways?)|here (?:is|are))\b",
    re.IGNORECASE,
)
_PRONOUN = re.compile(
    r"\W*(?:he|she|they|him|them|his|her|hers|their|theirs|its|it(?!['’]s |\s(?:is|was|remains)\s(?:\w+\s){1,2}"
    r"(?:that|who|whether|how|what|why|when|where|which|if|to)\b))\b",
    re.IGNORECASE,
)  # "It is unclear whether" stands for nobody
_SAYS = (
    r"(?:say|says|said|claims?|claimed|warns?|warned|states?|stated|announces?|announced|reports?|reported|confirms?|"
    r"confirmed|insists?|insisted|argues?|argued|believes?|believed|thinks?|thought|expects?|expected|demands?|demanded)"
)
_DENIES = r"(?:den(?:y|ies|ied)|doubts?|doubted|rejects?|rejected|dismiss(?:es|ed)?|disputes?|disputed)"
_HALVES = re.compile(r"\s?;\s+(\w)")
_CLAUSES = re.compile(r";\s|\.\s|,?\s(?=(?:while|but|whereas|although|though|and)\s)")


# ── What may be cited ─────────────────────────────────────────────────────────────────────────────


def narrowed(story: Story, articles: Sequence[Article], language: str | None = None) -> Story | None:
    """Return a story with the claims and figures that a model may write from, the best first; None where there are none.

    Args:
        story: With all of its claims.
        articles: All articles, which know their language.
        language: The language to write in: what rests on no article in it could not be proven. None: any.
    """
    spoken = {article.id: article.language for article in articles}

    def readable(item: Claim | Figure) -> bool:
        return language is None or any(spoken.get(one.article) in (None, language) for one in sayings(item))

    claims = list(islice(filter(None, (_pointed(one) for one in ranked(story) if readable(one))), MOST_CLAIMS))
    order = ("disputed", "updated", "agree", "single")
    figures = sorted((one for one in story.figures if readable(one)), key=lambda one: order.index(one.status))
    if not claims:
        return None
    return story.model_copy(update={"claims": tuple(claims), "figures": tuple(figures[:MOST_FIGURES])})


def _pointed(claim: Claim) -> Claim | None:
    """Return a claim with a text that a small model can copy: whole, or cut where a clause ends; None where none fits."""
    if len(claim.text) <= LONGEST_POINT:
        return claim
    short = shortened(claim.text, LONGEST_POINT)
    return claim.model_copy(update={"text": short}) if short else None


# ── What may be printed ───────────────────────────────────────────────────────────────────────────


def refusal(line: LineDraft, story: Story, longest: int = LONGEST_LINE) -> str | None:
    """Return why a model's line cannot be printed, as a sentence for people and for the model; None where it can."""
    items = cited(story, line.cites)
    if not items:
        return "It cites nothing of its story."
    reasons = (
        _misshapen(line.text, longest),
        misfit(line.text, " ".join((*passages(items), *_voices(story, items)))),
        unproven(line.text, story, line.cites),
        *(undisputed(line.text, one, story) for one in items if isinstance(one, Claim)),
        _undoubted(line.text, items),
        _in_whose_mouth(line.text, items, story),
        _mixed(line.text, items, story),
    )
    return next(filter(None, reasons), None)


def _misshapen(text: str, longest: int) -> str | None:
    if len(text) > longest:
        return f"Too long: {len(text)} characters, and at most {longest} fit."
    if text.rstrip(MARKS).endswith(("…", "...")):
        return "It breaks off: write the sentence to its end."
    if _META.match(text):
        return "It tells of the story, not of what happened."
    if _PRONOUN.match(text):
        return "It begins with a pronoun, so that nobody knows who is meant."
    return None


def _undoubted(text: str, items: Sequence[Claim | Figure]) -> str | None:
    """Return why a line drops a doubt: all claims it rests on are told with one, and it is not."""
    claims = [one for one in items if isinstance(one, Claim)]
    if not claims or find_cues(text) or is_told(text):
        return None
    doubts = [find_cues(one.text) for one in claims]
    if not all(doubts):
        return None
    return f"It drops the doubt in ‘{doubts[0][0].text}’."


def _in_whose_mouth(text: str, items: Sequence[Claim | Figure], story: Story) -> str | None:
    """Return why a line has somebody say or deny what they do not: neither is what it cites theirs, nor told of them."""
    said = passages(items)
    sides = [(one.speaker, getattr(one, "stance", "asserts")) for item in items for one in sayings(item)]
    for actor in story.actors:
        forms = [form for form in (actor.name, *actor.aliases) if stands_in(form, text)]
        for verb, who in (
            (_DENIES, {speaker for speaker, stance in sides if stance in AGAINST}),
            (_SAYS, {speaker for speaker, _ in sides}),
        ):
            does = [re.compile(rf"\b{re.escape(form)}(?:\s+[a-z][\w-]*){{0,3}}?\s+{verb}\b") for form in forms]
            told = any(one.search(words) for one in does for words in said)
            if (
                actor.id not in who
                and not told
                and (found := next(filter(None, (one.search(text) for one in does)), None))
            ):
                return f"‘{found.group()}’: nothing that it cites is said so by them."
    return None


def _mixed(text: str, items: Sequence[Claim | Figure], story: Story) -> str | None:
    """Return why a line puts words under a name that is not their speaker's.

    Each clause that names one of the speakers of what is cited, and says so with a verb of saying, may only hold words
    of what they say; each quotation must be of somebody whom its clause names, where it names anybody.
    """
    bounds = [0, *(one.start() for one in _outside(_CLAUSES, text)), len(text)]
    for start, end in pairwise(bounds):
        clause = text[start:end]
        speakers = named(clause, items, story)
        if not speakers:
            continue
        own = [one for one in items if speakers & {saying.speaker for saying in sayings(one)}]
        for quote in _quoted(clause):
            holders = [one for one in items if any(stands_in(quote, words) for words in passages([one]))]
            if holders and not any(one in own for one in holders):
                return f"‘{quote}’ is not said by whom it names."
        if not wording.attributed(clause.strip(" ,;.")) or not own:
            continue
        others = [one for one in items if one not in own]
        said = wording.content(clause).terms
        mine = frozenset(chain.from_iterable(wording.sequence(words) for words in passages(own)))
        theirs = frozenset(chain.from_iterable(wording.sequence(words) for words in passages(others)))
        if alien := sorted((said & theirs) - mine - _words(_voices(story, items))):
            return f"‘{alien[0]}’ is not of the words of whom it names: keep speakers apart."
    return None


def _words(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(chain.from_iterable(map(wording.sequence, texts)))


def _outside(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    quoted = wording.quotations(text)
    return (one for one in pattern.finditer(text) if not any(start < one.start() < end for start, end in quoted))


def _quoted(text: str) -> list[str]:
    found = (text[start:end].strip('“”"«»‘’ .,') for start, end in wording.quotations(text))
    return [quote for quote in found if quote]


def _voices(story: Story, items: Iterable[Claim | Figure]) -> tuple[str, ...]:
    speakers = {one.speaker for item in items for one in sayings(item)}
    return tuple(form for actor in story.actors if actor.id in speakers for form in (actor.name, *actor.aliases))


# ── What stands in for the rest ───────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Refused:
    """A line that a model wrote and that cannot be printed.

    Attributes:
        place: 0 for the headline, else its place in the summary, from 1.
        line: What was written.
        reason: Why it cannot be printed.
    """

    place: int
    line: LineDraft
    reason: str

    @property
    def rejected(self) -> Rejected:
        """It, as the briefing lists what it left out."""
        return Rejected(article=None, kind="prose", item=self.line.text, reason=self.reason)


def tidied(line: LineDraft) -> LineDraft:
    """Return a line with its halves as sentences: what stands on both sides of a semicolon is proven each by itself."""
    text = line.text
    for one in reversed(list(_outside(_HALVES, text))):
        text = f"{text[: one.start()]}. {one[1].upper()}{text[one.end() :]}"
    return line.model_copy(update={"text": text})


def refused(draft: ProseDraft, story: Story) -> list[Refused]:
    """Return what cannot be printed of a model's prose: what is not proven, and what was said in a line before."""
    found = []
    printed: list[str] = []
    for place, line in enumerate((draft.headline, *draft.summary)):
        longest = LONGEST_HEADLINE if place == 0 else LONGEST_LINE
        reason = refusal(line, story, longest)
        if not reason and place and any(_repeats(line.text, other) for other in printed):
            reason = "It repeats a sentence before it."
        if reason:
            found.append(Refused(place, line, reason))
        elif place:
            printed.append(line.text)
    return found


def _repeats(text: str, other: str) -> bool:
    return wording.squeeze(text) == wording.squeeze(other) or wording.alike(
        wording.content(text), wording.content(other)
    )


def mended(draft: ProseDraft, again: Mapping[int, LineDraft]) -> ProseDraft:
    """Return a model's prose, tidied, with lines written anew by their place: 0 for the headline, from 1 in the summary."""
    return draft.model_copy(
        update={
            "headline": tidied(again.get(0, draft.headline)),
            "summary": tuple(tidied(again.get(place, line)) for place, line in enumerate(draft.summary, 1)),
        }
    )


def printed(draft: ProseDraft, story: Story, failed: Iterable[Refused]) -> tuple[Line | None, tuple[Line, ...]]:
    """Return the headline and the lines of a model's prose; where one failed, the claim that it cites stands instead.

    A claim that is printed already, or cited by a line that is, is not repeated. The headline is None where it failed: the
    rules compose it better than any one claim.
    """
    bad = {one.place for one in failed}
    used = {cite for place, line in enumerate(draft.summary, 1) if place not in bad for cite in line.cites}
    lines = []
    for place, line in enumerate(draft.summary, 1):
        if place not in bad:
            lines.append(Line(text=line.text, cites=line.cites))
            continue
        claims = (one for one in cited(story, line.cites) if isinstance(one, Claim) and one.id not in used)
        instead = next((told_line(one, story) for one in claims if prose.printable(one)), None)
        if instead and not any(_repeats(instead.text, one.text) for one in lines):
            used.update(instead.cites)
            lines.append(instead)
    headline = None if 0 in bad else Line(text=draft.headline.text.rstrip(". "), cites=draft.headline.cites)
    return headline, tuple(lines)
