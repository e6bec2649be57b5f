"""Who says what: the attributions of an article, by rule.

Each sentence is searched for cue verbs outside its quotation marks. The source is the noun phrase before the
cue, or after it where the verb comes first ("…," said Ann Lee); the content is the quotation or clause on the
other side. A sentence inside a quotation that is attributed elsewhere takes its speaker. Pronouns are resolved to
whoever is in focus, and never stand as a speaker.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from operator import itemgetter
from typing import TYPE_CHECKING

from summarizer.grounding import verbs
from summarizer.grounding.hedges import certainty_of
from summarizer.grounding.phrases import (
    BLANK,
    blanked,
    clause_end,
    content_of,
    phrases_before,
    quotations,
    quotes,
    trim,
)
from summarizer.grounding.sources import Sources
from summarizer.grounding.stance import stance_of

if TYPE_CHECKING:
    from summarizer.grounding.phrases import Span
    from summarizer.grounding.roster import Roster
    from summarizer.grounding.sources import Source
    from summarizer.models import Article, Certainty, Sentence, Stance

_PHRASE_END = re.compile(rf"[,;{BLANK}]|\.?\s*$")
_REST_OF_LIST = re.compile(
    rf",(?:\s[^,.;{BLANK}]{{1,40}},)*(?:\s[^,.;{BLANK}]{{1,40}})?\s(?:and|or)\s[^,.;{BLANK}]{{1,60}}(?=[.;]|$)"
)
_COLON = re.compile(rf"\s*(?P<source>[^:.!?{BLANK}]{{2,80}})(?P<cue>:)\s*{BLANK}")
_QUOTE = re.compile(rf"[,:]?\s*{BLANK}")
_OPENS = re.compile(rf"[^{BLANK}.;]{{0,60}}:\s*$")
_SIBLING = re.compile(r"(?:[,;]\s+(?:but|while|whereas|although|though|and|as|because|with)|;|\sbecause)\s*$")


@dataclass(frozen=True, slots=True)
class Attribution:
    """Somebody says something.

    Attributes:
        sentence: Number of the sentence that holds the content.
        speaker: The fullest name, or an unnamed source as written; None where a pronoun cannot be resolved.
        mention: The source as written, such as "he".
        cue: The words that attribute, such as "said".
        stance: How the speaker takes what is said.
        certainty: How certain the speaker makes it sound.
        content: Offsets into the article's text of what is said.
        quoted: Whether some of the content stands in quotation marks.
    """

    sentence: int
    speaker: str | None
    mention: str
    cue: str
    stance: Stance
    certainty: Certainty
    content: Span
    quoted: bool


@dataclass(slots=True)
class _Saying:
    """An attribution of one sentence while the sentence is read; offsets into the sentence."""

    source: Source
    cue: Span
    content: Span


def attribute(article: Article, known: Roster) -> tuple[Attribution, ...]:
    """Return the attributions of an article whose roster is `known`, in the order of its sentences."""
    reader = _Reader(article, known)
    found = {s.number: [reader.finish(s, saying) for saying in reader.read(s)] for s in article.sentences}
    reader.fill(article.sentences, found)
    return tuple(attribution for sentence in article.sentences for attribution in found[sentence.number])


class _Reader:
    """Reads an article sentence by sentence. Offsets are into the sentence."""

    def __init__(self, article: Article, known: Roster) -> None:
        self.text = article.text
        self.quotes = quotations(self.text)
        self.plain = blanked(self.text, self.quotes)
        self.known = known
        self.sources = Sources(article, self.plain, known)
        self.openings: dict[int, _Saying] = {}

    def read(self, sentence: Sentence) -> list[_Saying]:
        """Return what a sentence attributes, and move the focus past it."""
        text = self.plain[sentence.start : sentence.end]
        found: list[_Saying] = []
        for cue in verbs.CUE.finditer(text):
            read = self._according if cue["after"] else self._verb
            if saying := read(sentence, text, cue, found):
                found.append(saying)
        found = [saying for saying in found if saying.content[0] < saying.content[1]]
        if not found and (saying := self._marked(sentence, text)):
            found.append(saying)
        for source in (self.sources.subject(sentence, text, len(text)), *(saying.source for saying in found)):
            if source:
                self.sources.saw(sentence, source)
        return found

    def _verb(self, sentence: Sentence, text: str, cue: re.Match[str], found: list[_Saying]) -> _Saying | None:
        """Read "X said …", "…, X said", "…," said X and "… and said"."""
        word, at = cue.group(), cue.start()
        last = found[-1] if found else None
        low = last.cue[1] if last else 0
        spans, passed, shared = phrases_before(text, low, at)
        if verbs.unsaid(word, passed) or text.startswith(" by ", cue.end()):
            return None
        own = source = next(filter(None, (self.sources.denoted(sentence, text, span) for span in spans)), None)
        if word.endswith("ing") and text[:at].rstrip().endswith(","):
            own = source = None
        if not own and not word.endswith("ing") and text[:at].rstrip()[-1:] in (BLANK, ","):
            source = self.sources.after(sentence, text, cue.end())
        if not source and (shared or word.endswith("ing")):
            source = last.source if last else self.sources.subject(sentence, text, at)
        sure, many = (own.sure, own.kind == "group" or (own.sure and own.kind != "person")) if own else (False, False)
        if not source or not verbs.is_verb(word, passed, text[cue.end() :], sure=sure, many=many):
            return None
        edge = own.start if own else at
        if last and last.cue[1] <= last.content[0] <= at < last.content[1]:
            if own and not _SIBLING.search(text[:edge]) and not _QUOTE.match(text, cue.end()):
                return None
            last.content = trim(text, (last.content[0], clause_end(text, edge)))
        after = max(cue.end(), source.end if source.start >= cue.end() else 0)
        head = (low, edge) if own or source.start >= cue.end() else (edge, edge)
        content = content_of(text, head, after, word)
        if content is None and _OPENS.match(text, after):
            self.openings[sentence.number] = _Saying(source, cue.span(), (len(text), len(text)))
        if content is None or (word in verbs.QUOTE_ONLY and not quotes(text, content, cue.end())):
            return None
        return _Saying(source, cue.span(), content)

    def _according(self, sentence: Sentence, text: str, cue: re.Match[str], found: list[_Saying]) -> _Saying | None:
        """Read "…, according to X" and "According to X, …"."""
        last = found[-1] if found else None
        if last and last.content[0] <= cue.start() < last.content[1]:
            return None
        stop = _PHRASE_END.search(text, cue.end())
        end = stop.start() if stop else len(text)
        leading = not text[: cue.start()].strip()
        if not leading and (more := _REST_OF_LIST.match(text, end)):
            end = more.end()
        source = self.sources.denoted(sentence, text, (cue.end(), end))
        span = (end, len(text.rstrip(" ."))) if leading else (last.cue[1] if last else 0, cue.start())
        content = trim(text, span)
        if not source or content[0] >= content[1]:
            return None
        return _Saying(source, cue.span(), content)

    def _marked(self, sentence: Sentence, text: str) -> _Saying | None:
        """Read `X: "…"`."""
        found = _COLON.match(text)
        if not found or not self.known.resolve(found["source"]):
            return None
        source = self.sources.denoted(sentence, text, found.span("source"))
        return _Saying(source, found.span("cue"), trim(text, (found.end("cue"), len(text)))) if source else None

    def finish(self, sentence: Sentence, saying: _Saying) -> Attribution:
        """Return a saying as an attribution of the article."""
        start, end = (sentence.start + at for at in saying.content)
        cue = self.text[sentence.start + saying.cue[0] : sentence.start + saying.cue[1]]
        content = self.text[start:end]
        certainty = certainty_of(content)
        return Attribution(
            sentence=sentence.number,
            speaker=saying.source.speaker,
            mention=self.text[sentence.start + saying.source.start : sentence.start + saying.source.end],
            cue=cue,
            stance=stance_of(cue, content, self.plain[sentence.start + saying.cue[1] : sentence.end]),
            certainty="probable" if certainty == "certain" and cue in verbs.OPINIONS else certainty,
            content=(start, end),
            quoted=BLANK in self.plain[start:end],
        )

    def fill(self, sentences: tuple[Sentence, ...], found: dict[int, list[Attribution]]) -> None:
        """Attribute the sentences that are wholly quoted: to their quotation's speaker, else to a neighbour's."""
        owners: dict[int, Attribution] = {}
        for attributions in found.values():
            for one in attributions:
                for quote in self._quotes_in(*one.content):
                    owners.setdefault(quote, one)
        previous: Attribution | None = None
        for sentence in sentences:
            if not found[sentence.number] and self._wholly_quoted(sentence):
                quotes = self._quotes_in(sentence.start, sentence.end)
                if owner := next((owners[quote] for quote in quotes if quote in owners), previous):
                    found[sentence.number] = [self._given(sentence, owner)]
            opening, last = self.openings.get(sentence.number), found[sentence.number][-1:]
            previous = self.finish(sentence, opening) if opening else last[0] if last and last[0].quoted else None

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
