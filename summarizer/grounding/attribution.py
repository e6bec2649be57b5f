"""Who says what: the attributions of an article, by rule.

Each sentence is read for what it attributes (`sayings`); then quotations that go on over sentences and paragraphs take
the speaker of the part that names one. Pronouns are resolved to whoever is in focus, and never stand as a speaker.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING

from summarizer.grounding import verbs
from summarizer.grounding.hedges import certainty_of
from summarizer.grounding.quotes import BLANK, blanked, quotations, signatures
from summarizer.grounding.sayings import Reader
from summarizer.grounding.sources import Saying
from summarizer.grounding.stance import stance_of
from summarizer.models import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.grounding.quotes import Span
    from summarizer.grounding.roster import Roster
    from summarizer.models import Article, Certainty, Stance

_LONGEST = 2_000
"""Characters: longer sentences are not joined."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Somebody says something. One saying in several pieces or sentences is an attribution each, with one `cue_span`.

    Attributes:
        sentence: Number of the sentence that holds the content.
        speaker: The fullest name, or an unnamed source as written; None where a pronoun cannot be resolved.
        mention: The source as written, such as "he".
        cue: The words that attribute, such as "said".
        stance: How the speaker takes what is said.
        certainty: How certain the speaker makes it sound.
        content: Offsets into the article's text of what is said.
        quoted: Whether some of the content stands in quotation marks.
        mention_span: Offsets into the article's text of the source as written.
        cue_span: Offsets into the article's text of the cue.
        via: Who relays it, such as the agency that cites the speaker; None where the article has it at first hand.
    """

    sentence: int
    speaker: str | None
    mention: str
    cue: str
    stance: Stance
    certainty: Certainty
    content: Span
    quoted: bool
    mention_span: Span
    cue_span: Span
    via: str | None = None


def attribute(article: Article, known: Roster) -> tuple[Attribution, ...]:
    """Return the attributions of an article whose roster is `known`, in the order of its sentences."""
    return _Writer(article, known).attributions()


class _Writer:
    """Writes the sayings of an article's sentences down as attributions."""

    def __init__(self, article: Article, known: Roster) -> None:
        self.text = article.text
        self.sentences = article.sentences
        self.quotes = quotations(self.text)
        self.plain = blanked(self.text, self.quotes)
        self.reader = Reader(article, self.plain, known)
        self.found: dict[int, list[Attribution]] = {sentence.number: [] for sentence in self.sentences}
        self.spoken: dict[int, Attribution] = {}

    def attributions(self) -> tuple[Attribution, ...]:
        """Return the attributions in the order of the text."""
        self._signed()
        for passage in self._passages():
            for saying in self.reader.read(passage):
                for one in self._written(passage, saying):
                    self.found[one.sentence].append(one)
                    self.spoken[passage.number] = one
        self._go_on()
        return tuple(one for sentence in self.sentences for one in self.found[sentence.number])

    def _passages(self) -> Iterator[Sentence]:
        """Yield the sentences, joined to what was torn off: “Why?” she said; said Rep. Ann Lee (D-Tern), a farmer."""
        last: Sentence | None = None
        for sentence in self.sentences:
            joined = last and "\n" not in self.text[last.end : sentence.start]
            torn = self.text[sentence.start] in ",;"
            if last and joined and torn and sentence.end - last.start < _LONGEST:
                last = sentence.model_copy(update={"start": last.start})
                continue
            if last:
                yield last
            asks = last and joined and self._asked(last, sentence)
            last = sentence.model_copy(update={"start": last.start}) if last and asks else sentence
        if last:
            yield last

    def _asked(self, quote: Sentence, sentence: Sentence) -> bool:
        """Whether a sentence may name the speaker of the quotation that the one before ends with."""
        if not self._wholly_quoted(quote):
            return False
        words = self.plain[sentence.start : sentence.start + 80]
        cue = verbs.CUE.search(words)
        open_ended = self.text[quote.end - 2 : quote.end - 1] in "?!…—–-"
        return words[:1].islower() or (open_ended and cue is not None and BLANK not in words[: cue.start()])

    def _written(self, passage: Sentence, saying: Saying) -> Iterator[Attribution]:
        """Yield a saying as attributions of the article: one for each sentence of each piece."""
        cue_span = (passage.start + saying.cue[0], passage.start + saying.cue[1])
        cue = self.text[slice(*cue_span)]
        mention = (passage.start + saying.source.start, passage.start + saying.source.end)
        for first, last in saying.contents:
            for number, content in self._by_sentence(passage.start + first, passage.start + last):
                words = self.text[slice(*content)]
                certainty = certainty_of(words)
                yield Attribution(
                    sentence=number,
                    speaker=saying.source.speaker,
                    mention=self.text[slice(*mention)],
                    cue=cue,
                    stance=stance_of(cue, words, self.plain[cue_span[1] : passage.end]),
                    certainty="probable" if certainty == "certain" and cue in verbs.OPINIONS else certainty,
                    content=content,
                    quoted=BLANK in self.plain[slice(*content)],
                    mention_span=mention,
                    cue_span=cue_span,
                    via=saying.via,
                )

    def _by_sentence(self, start: int, end: int) -> Iterator[tuple[int, Span]]:
        """Yield the number of each sentence that a span touches, and the part of the span that lies in it."""
        at = bisect_right(self.sentences, start, key=attrgetter("end"))
        while at < len(self.sentences) and self.sentences[at].start < end:
            home = self.sentences[at]
            yield home.number, (max(start, home.start), min(end, home.end))
            at += 1

    def _signed(self) -> None:
        """Attribute the quotations that a line signs: “It rained.” — Ann Lee."""
        for quote, dash, name in signatures(self.plain, self.quotes):
            home = Sentence(number=1, start=0, end=name[1])
            for one in self._written(home, Saying(self.reader.sources.signed(name), dash, [quote])):
                self.found[one.sentence].append(one)

    # ── Quotations that go on ─────────────────────────────────────────────────────────────────────

    def _go_on(self) -> None:
        """Attribute the sentences that are wholly quoted: to their quotation's speaker, else to a neighbour's."""
        owners: dict[int, Attribution] = {}
        for attributions in self.found.values():
            for one in attributions:
                for quote in self._quotes_in(*one.content):
                    owners.setdefault(quote, one)
        previous: Attribution | None = None
        for sentence in self.sentences:
            found = self.found[sentence.number]
            if not found and self._wholly_quoted(sentence):
                quotes = self._quotes_in(sentence.start, sentence.end)
                near = previous if previous and (previous.quoted or self._same_line(previous, sentence)) else None
                if owner := next((owners[quote] for quote in quotes if quote in owners), near):
                    found.append(self._given(sentence, owner))
            opening = self.reader.openings.get(sentence.number)
            said = self.spoken.get(sentence.number) or (found[-1] if found else None)
            previous = self._opened(sentence, opening) if opening else said

    def _opened(self, sentence: Sentence, opening: Saying) -> Attribution:
        """Return a saying whose content only begins after its sentence."""
        opening.contents = [(0, 1)]
        return replace(next(self._written(sentence, opening)), quoted=True)

    def _same_line(self, before: Attribution, sentence: Sentence) -> bool:
        return "\n" not in self.text[before.cue_span[1] : sentence.start]

    def _wholly_quoted(self, sentence: Sentence) -> bool:
        words = self.plain[sentence.start : sentence.end]
        return BLANK in words and not re.search(r"\w", words)

    def _given(self, sentence: Sentence, owner: Attribution) -> Attribution:
        """Return a quoted sentence as said by whom another attribution names."""
        words = self.text[sentence.start : sentence.end]
        stance, certainty = stance_of("said", words, ""), certainty_of(words)
        content = (sentence.start, sentence.end)
        return replace(
            owner, sentence=sentence.number, stance=stance, certainty=certainty, content=content, quoted=True
        )

    def _quotes_in(self, start: int, end: int) -> range:
        """Return the places, among the article's quotations, of those that touch a span."""
        first = bisect_right(self.quotes, start, key=itemgetter(1))
        return range(first, bisect_left(self.quotes, end, key=itemgetter(0)))
