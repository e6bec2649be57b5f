"""What a briefing says in words of its own: headline, lines, claims and uncertainties, each proven by what it cites."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarizer.grounding.evidence import CARRIED_WORDS, prove
from summarizer.grounding.hedges import find_cues
from summarizer.grounding.matching import carried_share, content_words, stands_in
from summarizer.merging.doubts import AGAINST
from summarizer.merging.paraphrase import carried
from summarizer.merging.plain import tells
from summarizer.merging.proving import also_called
from summarizer.models import Claim
from summarizer.verifying.checks import clipped, fails, found, holds, unsure
from summarizer.verifying.structure import lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from summarizer.models import Figure, Line, Reading, Span, Statement, Story, Uncertainty
    from summarizer.verifying.checks import Check, CheckKind
    from summarizer.verifying.index import Index

FEWEST_CARRIED = 0.2
"""The share of content words below which a text is about something else than its evidence; see `CARRIED_WORDS`."""
ELSEWHERE = 0.9
"""The share from which another sentence of the article is the one that a claim comes from."""


_PLACED = ("role", "word")  # what is compared word by word with the evidence
_STANDING = ("number", "name", "date", "quote")  # what may come from anywhere in the evidence


@dataclass(frozen=True, slots=True)
class _Saying:
    """A text to prove.

    Attributes:
        where: The path to it.
        text: Its words.
        spans: What it rests on.
        evidence: The words of these, in passages.
        speakers: The names of those who say it: it may have them where its evidence has a pronoun.
    """

    where: str
    text: str
    spans: tuple[Span, ...]
    evidence: tuple[str, ...]
    speakers: tuple[str, ...] = ()

    @property
    def passages(self) -> tuple[str, ...]:
        """The words that it rests on, and the names."""
        return (*self.evidence, *self.speakers)


def _saying(index: Index, where: str, text: str, spans: Iterable[Span], speakers: Iterable[str] = ()) -> _Saying:
    kept = tuple(spans)
    return _Saying(where, text, kept, tuple(index.passages(kept)), tuple(speakers))


def check(index: Index) -> Iterator[Check]:
    """Yield checks for everything that a briefing says in words of its own."""
    for story in index.briefing.stories:
        known = index.names(story)
        here = f"stories/{story.id}"
        yield from _headline(index, f"{here}/headline", story, known)
        for claim in story.claims:
            where = f"{here}/claims/{claim.id}"
            saying = _saying(index, where, claim.text, _spans([claim]), _speakers(story, [claim]))
            yield from _proven(index, saying, known)
            yield from _carried(index, saying, claim, story)
        for one in story.uncertainties:
            yield from _uncertainty(index, f"{here}/uncertainties/{one.id}", one, known)
    yield from _lines(index)
    yield from _changes(index)


# ── Whole texts ───────────────────────────────────────────────────────────────────────────────────


def _proven(index: Index, saying: _Saying, known: frozenset[str]) -> Iterator[Check]:
    """Yield a check for each number, name, date, quotation and turn of a text; one of polarity where it has none."""
    proof = prove(saying.text, saying.passages, known, reference=index.day(saying.spans))
    for item in proof.items:
        kind: CheckKind = "quote" if item.kind == "quotation" else item.kind
        absent = item.verdict == "absent" and not (kind in _PLACED and _is_speaker(item.text, saying))
        problem = item.reason or "It is not in its evidence." if absent else None
        yield found(kind, saying.where, _within(saying.text, item.text), problem)
    if all(item.kind != "polarity" for item in proof.items):
        yield found("polarity", saying.where, saying.text, None)


def _is_speaker(words: str, saying: _Saying) -> bool:
    """Return whether words are of the speaker's name, and stand for a pronoun: the evidence does not have them."""
    return any(stands_in(words, name) for name in saying.speakers) and not any(
        stands_in(words, passage) for passage in saying.evidence
    )


def _within(text: str, part: str) -> str:
    """Return a part of a text with the text it is in, for people."""
    return part if part == text else f"‘{clipped(part)}’ in: {text}"


def _headline(index: Index, where: str, story: Story, known: frozenset[str]) -> Iterator[Check]:
    """Check a headline by what it cites, as a line.

    One that cites nothing is checked for what it names by all of the story's evidence, and for how it says it by the
    sentence most like it.
    """
    claims = [claim for claim in story.claims if claim.id in story.headline_cites]
    cited: list[Claim | Figure] = [*claims, *(one for one in story.figures if one.id in story.headline_cites)]
    if cited:
        spans = _spans(cited)
        saying = _saying(index, where, story.headline, spans, _called([story], cited, index.passages(spans)))
        yield from _proven(index, saying, known)
        yield _supported(saying)
        return
    everything = [*_spans([*story.claims, *story.figures]), *(s for one in story.uncertainties for s in one.evidence)]
    names = tuple(name for actor in story.actors for name in (actor.name, *actor.aliases))
    whole = _saying(index, where, story.headline, everything, names)
    nearest = max(everything, key=lambda span: carried_share(story.headline, span.text), default=None)
    alike = _saying(index, where, story.headline, [nearest] if nearest else [], names)
    yield from (one for one in _proven(index, whole, known) if one.kind in _STANDING)
    yield from (one for one in _proven(index, alike, known) if one.kind not in _STANDING)
    yield _supported(whole)


def _uncertainty(index: Index, where: str, one: Uncertainty, known: frozenset[str]) -> Iterator[Check]:
    saying = _saying(index, where, one.text, one.evidence)
    standing = any(stands_in(one.cue, words) for words in saying.passages)
    yield found("cue", where, one.cue, None if standing else f"‘{one.cue}’ does not stand in its evidence.")
    yield _kind(index, where, one)
    if one.kind != "source_text":  # its text is about the article's words, not from them
        yield from _proven(index, saying, known)
        yield _supported(saying)


def _kind(index: Index, where: str, one: Uncertainty) -> Check:
    """Check the kind of an uncertainty by its cue, where a rule knows such words."""
    item = f"{one.kind}: {one.cue}"
    kinds = list(dict.fromkeys(cue.kind for cue in find_cues(one.cue)))
    broken = [doubt for span in one.evidence if (doubt := index.garbled(span.article))]
    if any(stands_in(one.cue, doubt.cue) for doubt in broken):
        kinds.append("source_text")
    if one.kind in kinds:
        return holds("cue", where, item)
    if kinds:
        return fails("cue", where, item, f"‘{clipped(one.cue)}’ shows that it is ‘{kinds[0]}’.")
    if one.kind == "source_text":
        return unsure("cue", where, item, "No rule finds this wording broken.")
    return unsure("cue", where, item, "No rule knows these words as a hedge.")


def _lines(index: Index) -> Iterator[Check]:
    """Check each line of the lead and the summaries by the claims and figures that it cites."""
    for where, line, stories in lines(index):
        claims = [claim for story in stories for claim in story.claims if claim.id in line.cites]
        figures = [figure for story in stories for figure in story.figures if figure.id in line.cites]
        cited: list[Claim | Figure] = [*claims, *figures]
        if not cited:
            continue  # told as citations that fail
        spans = _spans(cited)
        saying = _saying(index, where, line.text, spans, _called(stories, cited, index.passages(spans)))
        yield from _proven(index, saying, frozenset().union(*map(index.names, stories)))
        yield _cited(where, line, claims, stories)
        yield _supported(saying)
        for item in cited if len(cited) > 1 else ():
            share = carried_share(line.text, " ".join(index.passages(_spans([item]))))
            problem = f"‘{item.id}’ tells of something else." if share < FEWEST_CARRIED else None
            yield found("cite", where, item.id, problem)


def _changes(index: Index) -> Iterator[Check]:
    """Check what each change says is so now by what it cites; what was so before stands in another briefing."""
    stories = {story.id: story for story in index.briefing.stories}
    for number, change in enumerate(index.briefing.changes.items if index.briefing.changes else (), 1):
        story = stories.get(change.story)
        claims = [claim for claim in story.claims if claim.id in change.cites] if story else []
        figures = [figure for figure in story.figures if figure.id in change.cites] if story else []
        cited: list[Claim | Figure] = [*claims, *figures]
        where = f"changes/items/{number}"
        if story is None or not cited:
            if not change.cites and change.kind != "new_story":  # whose text is checked as its headline
                yield fails("cite", where, change.text, "It cites nothing, so that nothing shows it.")
            continue
        spans = _spans(cited)
        saying = _saying(index, where, change.text, spans, _called([story], cited, index.passages(spans)))
        yield from _proven(index, saying, index.names(story))
        if claims:
            yield _supported(saying)


def _cited(where: str, line: Line, cited: list[Claim], stories: Iterable[Story]) -> Check:
    """Check that a line which repeats a claim cites that one."""
    own = [claim.id for story in stories for claim in story.claims if claim.text == line.text]
    wrong = own and not set(own) & {claim.id for claim in cited}
    cites = ", ".join(line.cites)
    return found("cite", where, line.text, f"It is what {own[0]} says, and cites {cites}." if wrong else None)


def _sayings(item: Claim | Figure) -> tuple[Statement, ...] | tuple[Reading, ...]:
    return item.statements if isinstance(item, Claim) else item.readings


def _spans(items: Iterable[Claim | Figure]) -> tuple[Span, ...]:
    return tuple(span for item in items for one in _sayings(item) for span in one.evidence)


def _speakers(story: Story, items: Iterable[Claim | Figure]) -> tuple[str, ...]:
    """Return the names of those who say some of a story: a text may have them where its evidence has a pronoun."""
    own = (item for item in items if item in story.claims or item in story.figures)
    ids = {one.speaker for item in own for one in _sayings(item)}
    return tuple(name for actor in story.actors if actor.id in ids for name in (actor.name, *actor.aliases))


def _called(stories: Iterable[Story], items: Iterable[Claim | Figure], words: Iterable[str]) -> tuple[str, ...]:
    """Return the names that a line may use though its evidence has a pronoun, or another name for the same actor."""
    cited, said = list(items), list(words)
    return tuple(dict.fromkeys(name for story in stories for name in also_called(story, cited, said)))


# ── Whether the evidence tells of it ──────────────────────────────────────────────────────────────


def _supported(saying: _Saying) -> Check:
    """Check how many of a text's words its evidence has: few show that it tells of something else."""
    where, text = saying.where, saying.text
    share = carried_share(text, " ".join(saying.passages))
    if share < FEWEST_CARRIED:
        return found("support", where, text, f"Its evidence tells of something else: it has {share:.0%} of its words.")
    if share < CARRIED_WORDS:
        return unsure("support", where, text, f"Its evidence has {share:.0%} of its words; people must judge the rest.")
    return found("support", where, text, None)


def _carried(index: Index, saying: _Saying, claim: Claim, story: Story) -> Iterator[Check]:
    """Check that a claim's evidence tells of it: all of it together, then that of each statement."""
    check = _supported(saying)
    place = _elsewhere(index, claim) if check.verdict != "holds" else None
    problem = f"It stands in {place}, which is not its evidence."
    yield found("support", saying.where, claim.text, problem) if place else check
    if len(claim.statements) > 1:
        yield from _shares(index, saying.where, claim, story)


def _shares(index: Index, where: str, claim: Claim, story: Story) -> Iterator[Check]:
    """Check that each of several statements carries the claim: nearly as many of its words as the one that has most.

    Words of the same meaning count: two articles tell a thing in words of their own, and one that has few of them may
    tell it by the rules that claims are merged by. Who calls "the reports" rubbish need not repeat them.
    """
    shares = {
        number: carried(claim.text, " ".join(index.passages(one.evidence)))
        for number, one in enumerate(claim.statements, 1)
        if one.stance not in AGAINST
    }
    enough = CARRIED_WORDS * max(shares.values(), default=0.0)
    full = [claim.statements[number - 1] for number, share in shares.items() if share and share >= enough]
    for number, share in shares.items():
        said = claim.statements[number - 1]
        told = said in full or any(tells(said, claim.text, one, index.references(story)) for one in full)
        problem = f"Its evidence tells of something else: it has {share:.0%} of the claim's words."
        yield found("support", f"{where}/statements/{number}", claim.text, None if told else problem)


def _elsewhere(index: Index, claim: Claim) -> str | None:
    """Return in which sentence of its articles a claim stands nearly word for word; None where in none."""
    wanted = set(content_words(claim.text))
    for article in dict.fromkeys(one.article for one in claim.statements):
        for number, words in enumerate(index.words(article), 1):
            if wanted and len(wanted & words) >= ELSEWHERE * len(wanted):
                return f"sentence {number} of article {article}"
    return None
