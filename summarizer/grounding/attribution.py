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

from summarizer.grounding import hedges
from summarizer.grounding.roster import ROLE_NOUNS, Entry, Focus, Roster, genders, is_source

if TYPE_CHECKING:
    from collections.abc import Iterable

    from summarizer.grounding.hedges import Span
    from summarizer.models import ActorKind, Article, Certainty, Sentence, Stance

_BLANK = hedges.BLANK
_WINDOW = 300
_MAX_SOURCE_WORDS = 14
_BARE_PLURAL = 2


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


@dataclass(frozen=True, slots=True)
class _Source:
    """A source at offsets into its sentence; no speaker for a pronoun nobody fits, `sure` for a name or pronoun."""

    start: int
    end: int
    speaker: str | None
    kind: ActorKind
    sure: bool = True


@dataclass(slots=True)
class _Saying:
    """An attribution of one sentence while the sentence is read; offsets into the sentence."""

    source: _Source
    cue: Span
    content: Span


def attribute(article: Article, known: Roster) -> tuple[Attribution, ...]:
    """Return the attributions of an article whose roster is `known`, in the order of its sentences."""
    reader = _Reader(article, known)
    found = {s.number: [reader.finish(s, saying) for saying in reader.read(s)] for s in article.sentences}
    reader.fill(article.sentences, found)
    return tuple(attribution for sentence in article.sentences for attribution in found[sentence.number])


# ── Quotations ────────────────────────────────────────────────────────────────────────────────────

_MARK = re.compile(r"[“”\"]|''|``")
_ASIDE = re.compile(r"\([^()\n]{0,80}\)")


def quotations(text: str) -> list[Span]:
    """Return the offsets of the quotations of a text, marks included, in order.

    A quotation never outruns its paragraph: one that is left open ends there.
    """
    found: list[Span] = []
    for paragraph in re.finditer(r"[^\n]+", text):
        opened: int | None = None
        for mark in _MARK.finditer(text, paragraph.start(), paragraph.end()):
            if opened is None or mark.group() == "“":
                opened = mark.start()
            else:
                found.append((opened, mark.end()))
                opened = None
        if opened is not None and text[opened] != "”":
            found.append((opened, paragraph.end()))
    return found


def _blanked(text: str, spans: Iterable[Span]) -> str:
    """Return the text with quotations replaced by blanks and parentheses by spaces; offsets stay true."""
    parts, last = [], 0
    for start, end in spans:
        parts += [text[last:start], _BLANK * (end - start)]
        last = end
    return _ASIDE.sub(lambda aside: " " * len(aside.group()), "".join((*parts, text[last:])))


# ── Noun phrases ──────────────────────────────────────────────────────────────────────────────────

_HARD = re.compile(rf"[{_BLANK};:\[\]—–―]|\s-+\s")
_CONJUNCTION = re.compile(
    r"(?:^|(?<=\s))(?:that|because|while|whilst|when|after|before|but|though|although|if|whether|as|since|so|however|"
    r"nonetheless|then|where|once|with|and|or|meanwhile|also|still|yet|what|how|why|than|who|which)(?=\s|$)",
    re.IGNORECASE,
)
_NAMES = re.compile(r"\s*(?:the\s+)?(?:[A-Z][\w.’'-]*\s+){1,4}")
_PREPOSITION = re.compile(r"\s(?:of|for|at|in|to|with|from|by|on|near|under|who|which|that)\s")
_SUBJECTLESS = re.compile(
    r"\b(?:of|for|at|in|to|with|from|by|on|about|against|like|over|under|than|after)\s+(?:[\w’'-]+\s+){0,4}$"
)
_DETERMINER = re.compile(
    r"(?:the|an?|one|two|three|some|many|several|most|other|his|her|its|their|another|all)\b|[A-Z]\w+['’]s\s",
    re.IGNORECASE,
)
_SOME_OF = re.compile(r"(?:one|two|three|some|many|most|several|both|all|others?)\s+of\s", re.IGNORECASE)
_NOBODY = re.compile(r"(?:no|none|neither|nobody|nothing|this|that|these|those|there|here)\b", re.IGNORECASE)
_PRONOUN = re.compile(r"\b(he|she|they|it)$", re.IGNORECASE)
_OTHER_PRONOUN = re.compile(
    r"\b(?:i|we|you|him|her|them|us|me|this|that|these|those|there|which|who|what)$", re.IGNORECASE
)
_SOURCE_END = re.compile(
    rf"[;:!?{_BLANK}—–―,]|\.(?=\s*$)|\s(?:who|whom|which|that|after|during|when|as|while|told|said|because|before|last|this|on|but|\w+day)\b"
    r"|\sin\s+(?:an?|the|his|her|its|their)\b"
)
_PHRASE_END = re.compile(rf"[,;{_BLANK}]|\.?\s*$")
_DANGLING = re.compile(r"\b(?:the|an?|of|in|on|at|for|with|to|from|by|into|despite|his|her|its|their|and|or|no)$")
_REST_OF_LIST = re.compile(
    rf",(?:\s[^,.;{_BLANK}]{{1,40}},)*(?:\s[^,.;{_BLANK}]{{1,40}})?\s(?:and|or)\s[^,.;{_BLANK}]{{1,60}}(?=[.;]|$)"
)


def _after_conjunction(text: str, span: Span) -> tuple[Span, str]:
    """Return what follows the last conjunction of a span, and that conjunction; two joined names stay together."""
    start, last = span[0], ""
    for found in _CONJUNCTION.finditer(text[slice(*span)]):
        before, after = text[start : span[0] + found.start()], text[span[0] + found.end() : span[1]]
        joins = found.group().casefold() in ("and", "or") and _NAMES.fullmatch(before) and after.strip()
        if not joins:
            start, last = span[0] + found.end(), found.group().casefold()
    return hedges.trim(text, (start, span[1])), last


def _phrases_before(text: str, low: int, cue: int) -> tuple[list[Span], list[str], bool]:
    """Look for the subject of a cue.

    Returns:
        Where its noun phrase may stand, likeliest first; the auxiliaries and adverbs between the two; and whether
        the cue shares the subject of an earlier verb ("… and said").
    """
    end, passed = hedges.words_back(text, cue)
    low = max(low, end - _WINDOW)
    low = max((hard.end() for hard in _HARD.finditer(text[:end], low)), default=low)
    starts = [low, *(low + comma.end() for comma in re.finditer(",", text[low:end]))]
    segments = list(zip(starts, [*(start - 1 for start in starts[1:]), end], strict=True))
    if not text[slice(*segments[-1])].strip():
        spans = [_after_conjunction(text, segment)[0] for segment in segments[:-1]]
        return [span for span in spans if not hedges.FRONTED.match(text[slice(*span)])], passed, bool(spans)
    span, conjunction = _after_conjunction(text, segments[-1])
    own = span[0] < span[1] and conjunction not in ("if", "whether")
    return [span] if own else [], passed, not own and conjunction in ("and", "but", "or", "also", "then", "")


# ── Reading ───────────────────────────────────────────────────────────────────────────────────────

_COLON = re.compile(rf"\s*(?P<source>[^:.!?{_BLANK}]{{2,80}})(?P<cue>:)\s*{_BLANK}")
_QUOTE = re.compile(rf"[,:]?\s*{_BLANK}")
_OPENS = re.compile(rf"[^{_BLANK}.;]{{0,60}}:\s*$")
_SIBLING = re.compile(r"(?:[,;]\s+(?:but|while|whereas|although|though|and|as|because|with)|;|\sbecause)\s*$")
_BEFORE_HEAD = re.compile(r"(?:of|for|at|with|from|in|by)\s")


class _Reader:
    """Reads an article sentence by sentence; keeps who is in focus. Offsets are into the sentence."""

    def __init__(self, article: Article, known: Roster) -> None:
        self.text = article.text
        self.quotes = quotations(self.text)
        self.plain = _blanked(self.text, self.quotes)
        self.known = known
        self.focus = Focus(genders(((s.start, self.plain[s.start : s.end]) for s in article.sentences), known))
        self.openings: dict[int, _Saying] = {}
        self.bearers: dict[str, list[Entry]] = {}
        for entry in known.entries:
            for word in set((entry.role or "").casefold().split()) & ROLE_NOUNS:
                self.bearers.setdefault(word, []).append(entry)

    def read(self, sentence: Sentence) -> list[_Saying]:
        """Return what a sentence attributes, and move the focus past it."""
        text = self.plain[sentence.start : sentence.end]
        found: list[_Saying] = []
        for cue in hedges.CUE.finditer(text):
            read = self._according if cue["after"] else self._verb
            if saying := read(sentence, text, cue, found):
                found.append(saying)
        found = [saying for saying in found if saying.content[0] < saying.content[1]]
        if not found and (saying := self._marked(sentence, text)):
            found.append(saying)
        for source in (self._subject(sentence, text, len(text)), *(saying.source for saying in found)):
            if source and source.speaker:
                self.focus.saw(sentence.number, source.speaker, source.kind)
        return found

    def _verb(self, sentence: Sentence, text: str, cue: re.Match[str], found: list[_Saying]) -> _Saying | None:
        """Read "X said …", "…, X said", "…," said X and "… and said"."""
        word, at = cue.group(), cue.start()
        last = found[-1] if found else None
        low = last.cue[1] if last else 0
        spans, passed, shared = _phrases_before(text, low, at)
        if hedges.unsaid(word, passed) or text.startswith(" by ", cue.end()):
            return None
        own = source = next(filter(None, (self._source(sentence, text, span) for span in spans)), None)
        if word.endswith("ing") and text[:at].rstrip().endswith(","):
            own = source = None
        if not own and not word.endswith("ing") and text[:at].rstrip()[-1:] in (_BLANK, ","):
            source = self._inverted(sentence, text, cue.end())
        if not source and (shared or word.endswith("ing")):
            source = last.source if last else self._subject(sentence, text, at)
        sure, many = (own.sure, own.kind == "group" or (own.sure and own.kind != "person")) if own else (False, False)
        if not source or not hedges.is_verb(word, passed, text[cue.end() :], sure=sure, many=many):
            return None
        edge = own.start if own else at
        if last and last.cue[1] <= last.content[0] <= at < last.content[1]:
            if own and not _SIBLING.search(text[:edge]) and not _QUOTE.match(text, cue.end()):
                return None
            last.content = hedges.trim(text, (last.content[0], hedges.clause_end(text, edge)))
        after = max(cue.end(), source.end if source.start >= cue.end() else 0)
        head = (low, edge) if own or source.start >= cue.end() else (edge, edge)
        content = hedges.content_of(text, head, after, word)
        if content is None and _OPENS.match(text, after):
            self.openings[sentence.number] = _Saying(source, cue.span(), (len(text), len(text)))
        if content is None or (word in hedges.QUOTE_ONLY and not hedges.quotes(text, content, cue.end())):
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
        source = self._source(sentence, text, (cue.end(), end))
        span = (end, len(text.rstrip(" ."))) if leading else (last.cue[1] if last else 0, cue.start())
        content = hedges.trim(text, span)
        if not source or content[0] >= content[1]:
            return None
        return _Saying(source, cue.span(), content)

    def _marked(self, sentence: Sentence, text: str) -> _Saying | None:
        """Read `X: "…"`."""
        found = _COLON.match(text)
        if not found or not self.known.resolve(found["source"]):
            return None
        source = self._source(sentence, text, found.span("source"))
        return _Saying(source, found.span("cue"), hedges.trim(text, (found.end("cue"), len(text)))) if source else None

    def _inverted(self, sentence: Sentence, text: str, start: int) -> _Source | None:
        """Return the source that follows a verb: `said Ann Lee, a farmer`."""
        stop = _SOURCE_END.search(text, start + 1)
        end = min(stop.start() if stop else len(text), start + _WINDOW)
        preposition = _BEFORE_HEAD.search(text, start, end)
        while preposition:
            head = self._source(sentence, text, (start, preposition.start()))
            if head and self.known.resolve(head.speaker or "") is not None:
                return head
            preposition = _BEFORE_HEAD.search(text, preposition.end(), end)
        return self._source(sentence, text, (start, end))

    def _source(self, sentence: Sentence, text: str, span: Span) -> _Source | None:
        """Return whom a noun phrase denotes, or None where it is no source."""
        start, end = hedges.trim(text, span)
        words = text[start:end]
        if not words or _NOBODY.match(words) or _OTHER_PRONOUN.search(words):
            return None
        named = self.known.within(sentence.start + start, sentence.start + end)
        if named and named[-1][1] == sentence.start + end:
            before = text[start : named[-1][0] - sentence.start]
            head = _PREPOSITION.split(f" {before}")[0] if _PREPOSITION.search(f" {before}") else ""
            if not re.search(r"\band\s+(?:the\s+)?$", before) and not any(map(is_source, head.split()[-3:])):
                return _Source(start, end, named[-1][2].name, named[-1][2].kind)
        if pronoun := _PRONOUN.search(words):
            at = start + pronoun.start()
            return _Source(at, end, self._meant(sentence, text, pronoun.group(), at), "group")
        return self._described(sentence, text, (start, end))

    def _described(self, sentence: Sentence, text: str, span: Span) -> _Source | None:
        """Return an unnamed source, such as "officials in Kyiv"; "the president" is the one who bears the role."""
        start, end = span
        if hedges.FRONTED.match(text[start:end]):
            inner = [found.start() for found in re.finditer(r"\b(?:the|an?|his|her|its|their)\s", text[start:end])]
            start = start + inner[-1] if inner else end
        words = self.text[sentence.start + start : sentence.start + end]
        head = (words if _SOME_OF.match(words) else _PREPOSITION.split(words)[0]).split()
        if not head or len(words.split()) > _MAX_SOURCE_WORDS or head[-1].endswith(("’s", "'s", "’", "'")):
            return None
        noun = head[-1].casefold()
        many = noun.endswith("s") and not noun.endswith("ss") and len(head) <= _BARE_PLURAL
        phrase = len(head) > 1 and (_DETERMINER.match(words) or " and " in words)
        if not (any(map(is_source, head[-2:])) or phrase or many) or _DANGLING.search(words):
            return None
        bearers = self.bearers.get(noun, []) if head[0].casefold() == "the" and len(head) == len(words.split()) else []
        if len(bearers) == 1 and bearers[0].mentions[0][1] < sentence.start + start:
            return _Source(start, end, bearers[0].name, bearers[0].kind)
        plural = noun.endswith("s") or noun in ("police", "people", "men", "women") or " and " in words
        kind: ActorKind = "group" if plural else "person" if noun in ROLE_NOUNS else "organization"
        return _Source(start, end, words, kind, sure=False)

    def _subject(self, sentence: Sentence, text: str, limit: int) -> _Source | None:
        """Return the grammatical subject of a sentence, where it is named or a pronoun."""
        for begin, stop, entry in self.known.within(sentence.start, sentence.start + limit):
            start, end = begin - sentence.start, stop - sentence.start
            free = not _SUBJECTLESS.search(text[max(0, start - 60) : start]) and text[end : end + 1] not in ("’", "'")
            if free and _BLANK not in text[start:end]:
                return _Source(start, end, entry.name, entry.kind)
        opening = re.match(r"\s*(?:[Hh]e|[Ss]he|[Tt]hey|[Ii]t)\b", text[:limit])
        return self._source(sentence, text, opening.span()) if opening else None

    def _meant(self, sentence: Sentence, text: str, pronoun: str, at: int) -> str | None:
        """Return whom a pronoun means: the person the sentence is about so far, else whoever is in focus."""
        if pronoun.casefold() in ("he", "she") and self.known.within(sentence.start, sentence.start + at):
            subject = self._subject(sentence, text, at)
            if subject and subject.kind == "person" and subject.speaker:
                return subject.speaker
        return self.focus.meant(pronoun, sentence.number)

    def finish(self, sentence: Sentence, saying: _Saying) -> Attribution:
        """Return a saying as an attribution of the article."""
        start, end = (sentence.start + at for at in saying.content)
        cue = self.text[sentence.start + saying.cue[0] : sentence.start + saying.cue[1]]
        content = self.text[start:end]
        certainty = hedges.certainty_of(content)
        return Attribution(
            sentence=sentence.number,
            speaker=saying.source.speaker,
            mention=self.text[sentence.start + saying.source.start : sentence.start + saying.source.end],
            cue=cue,
            stance=hedges.stance_of(cue, content, self.plain[sentence.start + saying.cue[1] : sentence.end]),
            certainty="probable" if certainty == "certain" and cue in hedges.OPINIONS else certainty,
            content=(start, end),
            quoted=_BLANK in self.plain[start:end],
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
        return _BLANK in words and not re.search(r"\w", words)

    def _given(self, sentence: Sentence, owner: Attribution) -> Attribution:
        """Return a quoted sentence as said by whom another attribution names."""
        words = self.text[sentence.start : sentence.end]
        stance, certainty = hedges.stance_of("said", words, ""), hedges.certainty_of(words)
        content = (sentence.start, sentence.end)
        return replace(
            owner, sentence=sentence.number, stance=stance, certainty=certainty, content=content, quoted=True
        )

    def _quotes_in(self, start: int, end: int) -> range:
        """Return the places, among the article's quotations, of those that touch a span."""
        first = bisect_right(self.quotes, start, key=itemgetter(1))
        return range(first, bisect_left(self.quotes, end, key=itemgetter(0)))
