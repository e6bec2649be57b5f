"""From a draft to what is proven of one article: `ground` checks every item and says why it leaves one out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from summarizer.grounding import names
from summarizer.grounding.asof import as_of
from summarizer.grounding.casualties import casualties, same_people
from summarizer.grounding.context import context
from summarizer.grounding.counting import counted
from summarizer.grounding.evidence import misfit, missing_names, prove, stands_in
from summarizer.grounding.garbled import source_text
from summarizer.grounding.hedges import find_cues
from summarizer.grounding.quantities import find_quantities
from summarizer.grounding.roles import ROLE_NOUNS, is_document, noun_of
from summarizer.grounding.scopes import place_of, scope_of
from summarizer.grounding.speakers import manner, rule
from summarizer.grounding.units import DURATIONS
from summarizer.grounding.verbatim import as_written
from summarizer.models import (
    Actor,
    ActorKind,
    ArticleSummary,
    Claim,
    Figure,
    Reading,
    Rejected,
    Statement,
    Uncertainty,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from summarizer.drafts import ActorDraft, ClaimDraft, CountDraft, Draft, UncertaintyDraft
    from summarizer.grounding.attribution import Attribution
    from summarizer.grounding.roster import Entry
    from summarizer.models import Article, ItemKind, Quantity, Span

_LEADING_PRONOUN = re.compile(r"(?:He|She|They)(?=\s)")
_ONE_PERSON = re.compile(r"(?:an?|one of|another)\b(?!.*\b(?:group|team|report|study|statement)\b)", re.IGNORECASE)
_PRONOUN = re.compile(r"\b(?:he|him|his|she|her|hers|they|them|their|it|its|who|whose)\b", re.IGNORECASE)
_CLAUSE_END = re.compile(r"[.,;:!?—–()]")
_BESIDE = 6  # words between a number and what it counts, at the most


def ground(article: Article, draft: Draft) -> ArticleSummary:
    """Return what the article carries of a draft; `rejected` holds the rest, each with its reason."""
    grounding = _Grounding(article)
    for claim in draft.claims:
        grounding.claim(claim)
    for count in draft.counts:
        grounding.count(count)
    grounding.tolls()
    for uncertainty in draft.uncertainties:
        grounding.uncertainty(uncertainty)
    for actor in draft.actors:
        grounding.actor(actor)
    grounding.source_text()
    return grounding.summary()


class _Refused(Exception):  # noqa: N818  (not an error: how one item ends)
    """An item that the article does not carry; the message says why."""


@dataclass
class _Grounding:
    """One article while its items are checked."""

    article: Article
    claims: list[Claim] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    uncertainties: list[Uncertainty] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    actors: dict[str, Actor] = field(default_factory=dict)

    def __post_init__(self) -> None:
        read = context(self.article)
        self.roster, self.attributions = read.roster, read.attributions
        self.known = frozenset(form for entry in self.roster.entries for form in (entry.name, *entry.aliases))

    # ── Items ─────────────────────────────────────────────────────────────────────────────────────

    def claim(self, draft: ClaimDraft) -> None:
        """Take in a claim whose sentences exist, whose speaker the article names and whose words it carries."""
        try:
            self._check_sentences(draft.sentences)
            words, numbers = as_written(draft.text, draft.sentences, self.article)
            draft = draft.model_copy(update={"sentences": numbers})
            ruling = rule(draft, self.article, self.roster, self.attributions)
            text = self._with_name(words, ruling.speaker)
            self._check_words(words, numbers)
            evidence = self._proven(text, numbers, ruling.speaker)
        except _Refused as refused:
            self._reject("claim", draft.text, str(refused))
            return
        if ruling.objection:
            self._reject("speaker", f"{draft.speaker}: {draft.text}", ruling.objection)
        stance, certainty = manner(draft, ruling.attribution, self._cited(draft.sentences))
        statement = Statement(
            article=self.article.id,
            speaker=self._actor_id(ruling.speaker),
            via=ruling.attribution.via if ruling.attribution else None,
            stance=stance,
            certainty=certainty,
            evidence=evidence,
        )
        self.claims.append(Claim(id=f"c{len(self.claims) + 1}", text=text, statements=(statement,)))

    def count(self, draft: CountDraft) -> None:
        """Take in a count whose words stand in its sentence, are a quantity and count something named there."""
        item = f"{draft.surface} {draft.of}"
        try:
            self._check_sentences((draft.sentence,))
            quantity = self._quantity(draft)
        except _Refused as refused:
            self._reject("count", item, str(refused))
            return
        of = _counted(draft.of, self.article, draft.sentence, quantity)
        if of is None:
            self._reject("count", item, f"Not what is counted: the sentence does not count ‘{draft.of}’.")
            return
        said = self._said_at(draft.sentence, quantity)
        if said and said.stance in ("denies", "doubts"):
            self._reject("count", item, f"Not given as a count: {said.speaker} {said.stance} it.")
            return
        reading = Reading(
            low=quantity.low,
            high=quantity.high,
            modifier=quantity.modifier,
            surface=quantity.surface,
            article=self.article.id,
            speaker=self._actor_id(said.speaker if said else None),
            as_of=as_of(self.article, draft.sentence, quantity.start),
            evidence=(self.article.span(draft.sentence),),
        )
        text = self.article.sentence(draft.sentence)
        scope = scope_of(text, quantity.start, quantity.end) or place_of(text, quantity.start, quantity.end)
        figure = Figure(id=f"f{len(self.figures) + 1}", of=of, unit=quantity.unit, scope=scope, readings=(reading,))
        if all((other.of, other.readings) != (figure.of, figure.readings) for other in self.figures):
            self.figures.append(figure)

    def tolls(self) -> None:
        """Take in who was killed and injured in the event; a drafted count of the same people is one with it."""
        for toll in casualties(self.article):
            at = self.article.sentences[toll.sentences[0] - 1].start + toll.start
            said = self._said_from(toll.sentences[0], at)
            if said and said.stance in ("denies", "doubts"):
                continue
            reading = Reading(
                low=toll.low,
                high=toll.high,
                modifier=toll.modifier,
                surface=toll.surface,
                article=self.article.id,
                speaker=self._actor_id(said.speaker if said else None),
                as_of=as_of(self.article, toll.sentences[0], toll.start),
                evidence=tuple(self.article.span(number) for number in toll.sentences),
            )
            text = self.article.sentence(toll.sentences[0])
            scope = scope_of(text, toll.start, toll.start + len(toll.surface))
            self.figures = [one for one in self.figures if not same_people(one, toll.harm, reading)]
            self.figures.append(
                Figure(id=f"f{len(self.figures) + 1}", of=f"people {toll.harm}", scope=scope, readings=(reading,))
            )
        self.figures = [one.model_copy(update={"id": f"f{n}"}) for n, one in enumerate(self.figures, 1)]

    def uncertainty(self, draft: UncertaintyDraft) -> None:
        """Take in an uncertainty whose hedging words stand in its sentence; what it says, or the sentence itself."""
        try:
            self._check_sentences((draft.sentence,))
            self._check_cue(draft)
        except _Refused as refused:
            self._reject("uncertainty", draft.text, str(refused))
            return
        text = draft.text
        try:
            self._check_words(text, (draft.sentence,))
            evidence = self._proven(text, (draft.sentence,), None)
        except _Refused as refused:
            self._reject("uncertainty", text, str(refused))
            text, evidence = self.article.sentence(draft.sentence), (self.article.span(draft.sentence),)
        if all((other.cue, other.evidence[0]) != (draft.cue, evidence[0]) for other in self.uncertainties):
            number = len(self.uncertainties) + 1
            self.uncertainties.append(
                Uncertainty(id=f"u{number}", text=text, kind=draft.kind, cue=draft.cue, evidence=evidence)
            )

    def actor(self, draft: ActorDraft) -> None:
        """Take in an actor whose name stands in the article and is no pronoun."""
        entry = self.roster.resolve(draft.name)
        if entry is None and (names.is_pronoun(draft.name) or not stands_in(draft.name, self.article.text)):
            self._reject("actor", draft.name, "Not named in the article: its text does not hold the name.")
            return
        self._actor(draft.name, entry, draft)

    def source_text(self) -> None:
        """Take in the doubt that broken wording casts on the article's text, where there is one."""
        if doubt := source_text(self.article, f"u{len(self.uncertainties) + 1}"):
            self.uncertainties.append(doubt)

    def summary(self) -> ArticleSummary:
        """Return what was taken in."""
        return ArticleSummary(
            article=self.article.id,
            claims=tuple(self.claims),
            actors=tuple(self.actors.values()),
            figures=tuple(self.figures),
            uncertainties=tuple(self.uncertainties),
            rejected=tuple(self.rejected),
        )

    # ── Proof ─────────────────────────────────────────────────────────────────────────────────────

    def _check_sentences(self, numbers: Sequence[int]) -> None:
        if not numbers:
            raise _Refused("No evidence: it names no sentence that it rests on.")
        if absent := [number for number in numbers if not 1 <= number <= len(self.article.sentences)]:
            raise _Refused(f"No evidence: the article has no sentence {absent[0]}.")

    def _check_cue(self, draft: UncertaintyDraft) -> None:
        if not stands_in(draft.cue, self.article.sentence(draft.sentence)):
            raise _Refused(f"Words that are not in its sentence: ‘{draft.cue}’.")
        if not find_cues(draft.cue):
            raise _Refused(f"Not a hedge: ‘{draft.cue}’ leaves nothing open.")

    def _check_words(self, words: str, numbers: Sequence[int]) -> None:
        """Hold the words of a statement to those of the sentences it cites, and to no others."""
        if reason := misfit(words, self._cited(numbers)):
            raise _Refused(reason)

    def _cited(self, numbers: Sequence[int]) -> str:
        return " ".join(self.article.sentence(number) for number in numbers)

    def _with_name(self, text: str, speaker: str | None) -> str:
        """Return a statement that opens with "He", "She" or "They" with its speaker's name there instead, where it may be.

        Of police "He had a licence, police said" does not speak, nor "They left" of a person. Where a quotation mark has no
        fellow, the pronoun may be somebody's own word, and stays.
        """
        found = _LEADING_PRONOUN.match(text)
        if not speaker or not found or text.count('"') % 2 or text.count("“") != text.count("”"):
            return text
        entry = self.roster.resolve(speaker)
        kind = entry.kind if entry else _unnamed_kind(speaker)
        return speaker + text[found.end() :] if (kind == "person") == (found.group() != "They") else text

    def _proven(self, text: str, numbers: Sequence[int], speaker: str | None) -> tuple[Span, ...]:
        """Return the evidence that carries `text`: the sentences given, then those that name whom they mean by "he"."""
        chosen = list(dict.fromkeys([*numbers, *self._naming(text, numbers, speaker)]))
        proof = prove(text, self._passages(chosen), self.known)
        if not proof.holds:
            raise _Refused(proof.reason)
        return tuple(self.article.span(number) for number in chosen)

    def _passages(self, numbers: Iterable[int]) -> list[str]:
        """Return the article's text of sentences; those that follow one another are one: a quotation may span them."""
        runs: list[list[int]] = []
        for number in sorted(numbers):
            if runs and number == runs[-1][-1] + 1:
                runs[-1].append(number)
            else:
                runs.append([number])
        sentences = self.article.sentences
        return [self.article.text[sentences[run[0] - 1].start : sentences[run[-1] - 1].end] for run in runs]

    def _naming(self, text: str, numbers: Sequence[int], speaker: str | None) -> list[int]:
        """Return the earlier sentences that spell out names which the cited ones only stand in for.

        A name may come from an earlier sentence where it is the speaker's, where the cited sentences use a shorter
        form of it, or for a pronoun in them: one name a pronoun.
        """
        cited = self._cited(numbers)
        pronouns = len(_PRONOUN.findall(cited))
        found = []
        for name in missing_names(text, cited, self.known):
            entry = self.roster.resolve(name)
            if entry is None:
                continue
            short = any(start for number, start, _ in entry.mentions if number in numbers)
            if not short and entry.name != speaker:
                if pronouns == 0:
                    continue
                pronouns -= 1
            earlier = [
                n for n, start, end in entry.mentions if n < min(numbers) and stands_in(name, self.article.sentence(n))
            ]
            found += earlier[-1:]
        return found

    def _quantity(self, draft: CountDraft) -> Quantity:
        sentence = self.article.sentence(draft.sentence)
        if not stands_in(draft.surface, sentence):
            raise _Refused(f"Words that are not in its sentence: ‘{draft.surface}’.")
        for quantity in find_quantities(sentence, self.article.language):
            if stands_in(quantity.surface, draft.surface) or stands_in(draft.surface, quantity.surface):
                if quantity.unit in DURATIONS:
                    raise _Refused(f"Not a count: ‘{quantity.surface}’ is a length of time.")
                return quantity
        raise _Refused(f"Not a quantity: ‘{draft.surface}’.")

    def _said_at(self, number: int, quantity: Quantity) -> Attribution | None:
        """Return the attribution whose words a quantity stands in; None where it is the article's own."""
        return self._said_from(number, self.article.sentences[number - 1].start + quantity.start)

    def _said_from(self, number: int, at: int) -> Attribution | None:
        """Return the attribution in a sentence whose words the article's offset `at` stands in."""
        here = [one for one in self.attributions if one.sentence == number and one.speaker]
        return next((one for one in here if one.content[0] <= at < one.content[1]), None)

    # ── Actors ────────────────────────────────────────────────────────────────────────────────────

    def _actor_id(self, name: str | None) -> str | None:
        return self._actor(name, self.roster.resolve(name)) if name else None

    def _actor(self, name: str, entry: Entry | None, draft: ActorDraft | None = None) -> str:
        """Return the id of the actor of that name, taken in now if it was not before."""
        key = names.key(entry.name if entry else name)
        if key not in self.actors:
            kind = entry.kind if entry else (draft and draft.kind) or _unnamed_kind(name)
            self.actors[key] = Actor(
                id=f"a{len(self.actors) + 1}",
                name=entry.name if entry else name,
                aliases=entry.aliases if entry else (),
                kind=kind,
                role=(entry.role if entry else None) or _role(draft, self.article),
                articles=(self.article.id,),
            )
        return self.actors[key].id

    def _reject(self, kind: ItemKind, item: str, reason: str) -> None:
        self.rejected.append(Rejected(article=self.article.id, kind=kind, item=item, reason=reason))


def _counted(proposed: str, article: Article, number: int, quantity: Quantity) -> str | None:
    """Return what a quantity of a sentence counts: by rule, else as proposed where those words stand right beside it."""
    sentence = article.sentence(number)
    if of := counted(sentence, quantity, article.language):
        return of
    around = (
        _CLAUSE_END.split(sentence[quantity.end :])[0].split()[:_BESIDE],
        _CLAUSE_END.split(sentence[: quantity.start])[-1].split()[-_BESIDE:],
    )
    return proposed if any(stands_in(proposed, " ".join(words)) for words in around) else None


def _unnamed_kind(name: str) -> ActorKind:
    """Return what an actor is that the article gives no proper name of its own: "a senior official", "experts"."""
    head = noun_of(name)
    if is_document(head):
        return "organization"
    if _ONE_PERSON.match(name) or head in ROLE_NOUNS:
        return "person"
    return names.kind(name) if name.istitle() and " and " not in name else "group"


def _role(draft: ActorDraft | None, article: Article) -> str | None:
    """Return a drafted role where the article has it right beside the name, else None."""
    if draft is None or not draft.role:
        return None
    beside = (f"{draft.role} {draft.name}", f"{draft.name}, {draft.role}", f"{draft.name}, a {draft.role}")
    return draft.role if any(stands_in(words, article.text) for words in beside) else None
