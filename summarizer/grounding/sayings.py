"""The sayings of one sentence: source, cue and content, wherever news puts them.

A sentence is searched for cue verbs outside its quotation marks. The source is the noun phrase before the cue, or
after it where the verb comes first ("…," said Ann Lee); the content is the quotation or clause on the other side.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from summarizer.grounding import nested, verbs
from summarizer.grounding.phrases import clause_end, contents_of, phrases_before, quotes, tail_of, trim
from summarizer.grounding.quotes import BLANK
from summarizer.grounding.roles import is_document, is_source
from summarizer.grounding.sources import Saying, Sources

if TYPE_CHECKING:
    from summarizer.grounding.quotes import Span
    from summarizer.grounding.roster import Roster
    from summarizer.grounding.sources import Source
    from summarizer.models import Article, Sentence

_MOST_CUES = 10
"""Of one sentence; further ones are no prose."""
_WITHOUT = 9
"""Characters that hold "without "."""
_MEANS = (" by", " for", " from", " of", " in", " before", " without", " against", " after")
_PHRASE_END = re.compile(rf"[,;{BLANK}]|\.?\s*$")
_REST_OF_LIST = re.compile(
    rf",(?:\s[^,.;{BLANK}]{{1,40}},)*(?:\s[^,.;{BLANK}]{{1,40}})?\s(?:and|or)\s[^,.;{BLANK}]{{1,60}}(?=[.;]|$)"
)
_COLON = re.compile(rf"\s*(?P<source>[^:.!?{BLANK}]{{2,80}})(?P<cue>:)\s*(?={BLANK})")
_HEADLINE = re.compile(rf"\s*(?P<source>[^:.!?;{BLANK}]{{2,60}})(?P<cue>:)\s+(?=[\w‘'])")
_RAISED = re.compile(rf"(?<=[\w’'] )(?:{verbs.RAISED})(?![\w-])")
_QUOTE = re.compile(rf"[,:]?\s*{BLANK}")
_OPENS = re.compile(rf"[^{BLANK}.;]{{0,60}}:\s*$")
_RELATIVE = re.compile(
    r"(?<![\w’'-])(?P<who>who|which|that)(?:,?\s+(?:in|on|at|during|after|earlier|since|like)\b[^,;:]{0,40},?)?\s*$"
)
_NOUN = re.compile(
    r"(?:(?<=\w)['’]s?|(?<![\w’'-])(?P<owner>[Hh]is|[Hh]er|[Ii]ts|[Tt]heir))\s+(?:[a-z][\w-]*\s+){0,2}?"
    r"(?P<cue>claim|statement|assertion|allegation|accusation|contention|warning|belief|promise|prediction|announcement|"
    r"suggestion|pledge|admission|insistence|argument|remark|comment|threat|vow|denial|complaint|view|estimate)s?\s+that\s"
)
_RESUMES = re.compile(
    r",\s+(?:also\s+)?(?:\w+ed|said|says|told|is|are|was|were|has|had|have|will|would|could|did|does|left|went|came|made|took|gave|won|"
    r"lost|spoke|wrote)\b(?!\s*,)"
)
_HEAD_END = re.compile(r"\s(?:of|for|at|in|to|with|from|by|on|who|which|that)\s")
_AND_NAME = re.compile(r"\band\s+(?:the\s+)?[A-Z]")
_CUT_OFF = re.compile(r"\s*,\s*")
_SIBLING = re.compile(r"(?:[,;]\s+(?:but|while|whereas|although|though|and|as|because|with)|;|\sbecause)\s*$")


def _speaks(phrase: str) -> bool:
    """Whether the head of a phrase names somebody or something that can say something, or it ends in a name."""
    head = _HEAD_END.split(phrase, maxsplit=1)[0].split()
    return _AND_NAME.search(phrase) is not None or any(map(is_source, head[-2:]))


@dataclass(frozen=True, slots=True)
class _Subject:
    """The subject of a cue.

    Attributes:
        source: Who it is.
        own: Whether it stands before the cue, and belongs to no other.
        edge: Where the subject begins, or the cue without one.
        low: Where what is said before it may begin; `edge` where nothing may.
        relative: Whether it is a relative pronoun: "Ann Lee, who said".
    """

    source: Source
    own: bool
    edge: int
    low: int
    relative: bool


class Reader:
    """Reads the sentences of an article in order; `plain` is its text with quotations blanked.

    `openings` are the sayings of a sentence that ends in a colon, by its number.
    """

    def __init__(self, article: Article, plain: str, known: Roster) -> None:
        self.plain = plain
        self.known = known
        self.sources = Sources(article, plain, known)
        self.openings: dict[int, Saying] = {}

    def read(self, sentence: Sentence) -> list[Saying]:
        """Return what a sentence attributes, and move the focus past it."""
        text = self.plain[sentence.start : sentence.end]
        headline = sentence.number == 1 and self.plain[sentence.end : sentence.end + 3].lstrip(" ;").startswith("\n")
        if headline:
            text = _RAISED.sub(lambda cue: cue.group().casefold(), text)
        found: list[Saying] = []
        for cue in self._cues(text):
            read = self._noun if cue.re is _NOUN else self._verb if cue.re is verbs.CUE else self._relay
            if saying := (self._according if cue.re is verbs.CUE and cue["after"] else read)(
                sentence, text, cue, found
            ):
                found.append(saying)
        for saying in found:
            saying.contents = [span for span in saying.contents if span[0] < span[1]]
        found = [saying for saying in found if saying.contents]
        if not found and (saying := self._marked(sentence, text, _COLON)):
            found.append(saying)
        if headline and (saying := self._marked(sentence, text, _HEADLINE)):
            found = [saying]
        for source in (self.sources.subject(sentence, text, len(text)), *(saying.source for saying in found)):
            if source:
                self.sources.saw(sentence, source)
        return found

    def _cues(self, text: str) -> list[re.Match[str]]:
        """Return the cues of a sentence in order; of a relay, only the relay."""
        relays = nested.relays(text)
        taken = [relay.span() for relay in relays]
        plain = (*islice(verbs.CUE.finditer(text), _MOST_CUES), *islice(_NOUN.finditer(text), _MOST_CUES))
        free = (cue for cue in plain if not (taken and nested.holds(taken, cue.start("cue"))))
        return sorted((*free, *relays), key=lambda cue: cue.start("cue"))

    def _relay(self, sentence: Sentence, text: str, cue: re.Match[str], found: list[Saying]) -> Saying | None:
        """Read "TASS cited X as saying …" and "X was quoted as saying …"."""
        if found and nested.holds(found[-1].contents, cue.start()):
            return None
        return nested.relayed(self.sources, sentence, text, cue, found[-1] if found else None)

    def _verb(self, sentence: Sentence, text: str, cue: re.Match[str], found: list[Saying]) -> Saying | None:
        """Read "X said …", "…, X said", "…," said X, "X, who said …" and "… and said"."""
        last = found[-1] if found else None
        if last and nested.credited(self.sources, sentence, text, cue, last):
            return None
        subject = self._subject(sentence, text, cue, last)
        if not subject:
            return None
        if last and last.cue[1] <= last.contents[-1][0] <= cue.start() < last.contents[-1][1]:
            edge = subject.edge
            if subject.own and nested.only_says_so(text, edge, cue.end()):
                last.contents[-1], last.via = trim(text, (last.contents[-1][0], edge)), subject.source.speaker
                return None
            if subject.own and not _SIBLING.search(text[:edge]) and not _QUOTE.match(text, cue.end()):
                return None
            last.contents[-1] = trim(text, (last.contents[-1][0], clause_end(text, edge)))
        return self._said(sentence, text, cue, subject)

    def _subject(self, sentence: Sentence, text: str, cue: re.Match[str], last: Saying | None) -> _Subject | None:
        """Return who the subject of a cue is, `last` being the saying before; None where nobody says anything."""
        word, at = cue.group(), cue.start()
        low = last.cue[1] if last else 0
        spans, passed, shared = phrases_before(text, low, at)
        participle, before = word.endswith("ing"), text[max(0, at - _WITHOUT) : at].rstrip()
        inside = last is not None and nested.holds(last.contents[-1:], at)
        aside = participle and before.endswith(_MEANS if inside else ("without", "against"))
        nothing = aside or text.startswith(" by ", cue.end())
        if nothing or verbs.unsaid(word, passed):
            return None
        end = verbs.words_back(text, at)[0]
        relative = _RELATIVE.search(text, max(0, end - 60), end)
        if relative:
            own = self.sources.antecedent(sentence, text, *relative.span("who"))
        else:
            own = None if participle and before.endswith(",") else self._own(sentence, text, cue, spans, last)
        source = own if own or relative else self._elsewhere(sentence, text, cue, last, shared=shared)
        sure, many = (own.sure, own.kind == "group" or (own.sure and own.kind != "person")) if own else (False, False)
        if own and not own.sure and verbs.needs_speaker(word) and not _speaks(text[own.start : own.end]):
            return None
        if not source or not verbs.is_verb(word, passed, text[cue.end() :], sure=sure, many=many):
            return None
        edge = own.start if own else at
        inverted = source.start >= cue.end()
        return _Subject(
            source, own is not None, edge, low if (own and not relative) or inverted else edge, relative is not None
        )

    def _own(
        self, sentence: Sentence, text: str, cue: re.Match[str], spans: list[Span], last: Saying | None
    ) -> Source | None:
        """Return the source before a cue; "they" after a group in the same sentence is that group."""
        found = [one for span in spans if (one := self.sources.denoted(sentence, text, span))]
        own = found[0] if found else None
        if own and len(found) > 1 and self.sources.apposed(sentence, text, own, found[1]):
            own = found[1]
        if own and not own.sure and _CUT_OFF.fullmatch(text, own.end, cue.start()) and "," not in text[: own.start]:
            named = self.sources.after(sentence, text, cue.end())  # "Some workers struck, said Ann Lee": no subject
            return None if named and named.sure else own
        if own and last and last.source.kind == "group" and text[own.start : own.end].casefold() == "they":
            return replace(own, speaker=last.source.speaker)
        return own

    def _elsewhere(
        self, sentence: Sentence, text: str, cue: re.Match[str], last: Saying | None, *, shared: bool
    ) -> Source | None:
        """Return the source of a cue that has none before it: the one after it, or an earlier verb's."""
        participle = cue.group().endswith("ing")
        if not participle and text[: cue.start()].rstrip()[-1:] in (BLANK, ","):
            source = self.sources.after(sentence, text, cue.end())
            if source:
                return source
        if shared or participle:
            return last.source if last else self.sources.subject(sentence, text, cue.start())
        return None

    def _said(self, sentence: Sentence, text: str, cue: re.Match[str], subject: _Subject) -> Saying | None:
        """Return what the subject of a cue says; None where nothing is given."""
        word, source = cue.group(), subject.source
        after = max(cue.end(), source.end if source.start >= cue.end() else 0)
        via = None
        if cited := nested.cited_from(self.sources, sentence, text, after):
            via, (source, after) = source.speaker, cited
        contents = contents_of(text, (subject.low, subject.edge), after, word)
        if not contents and _OPENS.match(text, after):
            self.openings[sentence.number] = Saying(source, cue.span(), [(len(text), len(text))])
        if contents and subject.relative and (main := _RESUMES.search(text, *contents[-1])):
            contents[-1] = trim(text, (contents[-1][0], main.start()))
        shown = word in verbs.SHOWING and any(map(is_document, text[source.start : source.end].split()))
        shown = shown or verbs.ACCUSING.match(text, cue.start()) is not None
        if not contents or (word in verbs.QUOTE_ONLY and not shown and not quotes(text, contents[-1], cue.end())):
            return None
        return Saying(source, cue.span(), contents, via)

    def _according(self, sentence: Sentence, text: str, cue: re.Match[str], found: list[Saying]) -> Saying | None:
        """Read "…, according to X" and "According to X, …"."""
        last = found[-1] if found else None
        if last and last.contents[-1][0] <= cue.start() < last.contents[-1][1]:
            return None
        stop = _PHRASE_END.search(text, cue.end())
        end = stop.start() if stop else len(text)
        leading = not text[: cue.start()].strip()
        if not leading and (more := _REST_OF_LIST.match(text, end)):
            end = more.end()
        source = self.sources.denoted(sentence, text, (cue.end(), end))
        if (
            source
            and last
            and not text[max(last.cue[1], last.source.end, last.contents[-1][1]) : cue.start()].strip(" ,")
        ):
            last.via = source.speaker
            return None
        span = (end, len(text.rstrip(" ."))) if leading else (last.cue[1] if last else 0, cue.start())
        content = trim(text, span)
        if not source or content[0] >= content[1]:
            return None
        return Saying(source, cue.span(), [content])

    def _noun(self, sentence: Sentence, text: str, cue: re.Match[str], found: list[Saying]) -> Saying | None:
        """Read "X's claim that …"."""
        if found and (nested.holds(found[-1].contents, cue.start()) or cue.start("cue") < found[-1].cue[1]):
            return None
        source = self.sources.owner(sentence, text, cue)
        content = tail_of(text, cue.end(), "")
        return Saying(source, cue.span("cue"), [content]) if source and content else None

    def _marked(self, sentence: Sentence, text: str, form: re.Pattern[str]) -> Saying | None:
        """Read `X: "…"`, and a headline's `X: it rained`."""
        found = form.match(text)
        source = self.sources.denoted(sentence, text, found.span("source")) if found else None
        if not found or not source or not (source.sure or any(map(is_source, found["source"].split()[-1:]))):
            return None
        return Saying(source, found.span("cue"), [trim(text, (found.end(), len(text.rstrip(" ."))))])
