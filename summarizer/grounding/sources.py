"""Sources: whom a noun phrase denotes that stands where a speaker may stand.

A name denotes whoever the roster says, a pronoun whoever is in focus, "the president" the one who bears that role;
any other phrase that can speak is an unnamed source, kept as it is written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarizer.grounding.focus import Focus, genders
from summarizer.grounding.phrases import FRONTED, WINDOW, trim
from summarizer.grounding.quotes import BLANK
from summarizer.grounding.roles import ROLE_NOUNS, is_role_word, is_source

if TYPE_CHECKING:
    from summarizer.grounding.quotes import Span
    from summarizer.grounding.roster import Entry, Roster
    from summarizer.models import ActorKind, Article, Sentence

_MAX_SOURCE_WORDS = 14
_BARE_PLURAL = 2
_APPOSITION = 120
"""Characters: how far before a relative pronoun or a noun the name is looked for."""
_RELATIVE = re.compile(r"\b(?:who|which|that)\b")
_CLAUSE_MARK = re.compile(rf"[;:{BLANK}]")
_OWNERS = {"his": "he", "her": "she", "its": "it", "their": "they"}
_PREPOSITION = re.compile(r"\s(?:of|for|at|in|to|with|from|by|on|near|under|who|which|that)\s")
_SUBJECTLESS = re.compile(
    r"\b(?:of|for|at|in|to|with|from|by|on|about|against|like|over|under|than|after)\s+(?:[\w’'-]+\s+){0,4}$"
)
_DETERMINER = re.compile(
    r"(?:the|an?|one|two|three|some|many|several|most|other|his|her|its|their|another|all)\b|[A-Z]\w+['’]s\s",
    re.IGNORECASE,
)
_IN_PHRASE = re.compile(r"\s*(?:of|to|in|on|at|for|from|with|by|against|under|about|into)\s+(?:the\s+)?", re.IGNORECASE)
_PAIR = re.compile(r"(?:^|\s)(?:and|&)\s")
_ARTICLE = re.compile(r"(?:^|\s)(?:an?|the)\s+$", re.IGNORECASE)
_HONORIFIC = re.compile(r"(?:(?:Mr|Mrs|Ms|Dr)\.?\s+)?")
_FORMER = re.compile(
    r"(?:the\s+|some\s+|several\s+)?(?:earlier|early|initial|first|previous|preliminary|prior|conflicting|unconfirmed)\s+"
    r"(?:(?:media|news|press)\s+)?(?:reports?|accounts?|estimates?|counts?|figures?|information|indications?|tolls?|statements?)",
    re.IGNORECASE,
)
"""What was reported before by nobody that is named."""
_SOME_OF = re.compile(r"(?:one|two|three|some|many|most|several|both|all|others?)\s+of\s", re.IGNORECASE)
_NOBODY = re.compile(r"(?:no|none|neither|nobody|nothing|this|that|these|those|there|here)\b", re.IGNORECASE)
_PRONOUN = re.compile(r"\b(he|she|they|it)$", re.IGNORECASE)
_OTHER_PRONOUN = re.compile(
    r"\b(?:i|we|you|him|her|them|us|me|this|that|these|those|there|which|who|what)$", re.IGNORECASE
)
_SOURCE_END = re.compile(
    rf"[;:!?{BLANK}—–―,]|\.(?=\s*$)|\s(?:who|whom|which|that|after|during|when|as|while|told|said|because|before|last|this|on|but|\w+day)\b"
    r"|\sin\s+(?:an?|the|his|her|its|their)\b"
)
_DANGLING = re.compile(
    r"\b(?:the|an?|of|in|on|at|for|with|to|from|by|into|despite|his|her|its|their|and|or|no|any|many|against|about|over|"
    r"than|between|among|without)$"
)
_CLAUSE = re.compile(
    r"\b(?:(?:it|he|she|that|there|here|what)['’]s|would|could|should|will|can|cannot|may|might|must|is|are|was|were|has|"
    r"had|have|does|did|do|seems?|remains?|became|began|sent|made|took|gave|went|got|decided|"
    r"\w{2,}ed\s+(?:the|an?|his|her|its|their))(?!\w)",
    re.IGNORECASE,
)
_BEFORE_HEAD = re.compile(r"(?:of|for|at|with|from|in|by)\s")


@dataclass(frozen=True, slots=True)
class Source:
    """A source at offsets into its sentence; no speaker for a pronoun nobody fits, `sure` for a name or pronoun."""

    start: int
    end: int
    speaker: str | None
    kind: ActorKind
    sure: bool = True


@dataclass(slots=True)
class Saying:
    """Somebody says something in a sentence; offsets into it.

    Attributes:
        source: Who says it.
        cue: Where the words are that attribute.
        contents: The pieces of what is said.
        via: Who relays it.
    """

    source: Source
    cue: Span
    contents: list[Span]
    via: str | None = None


class Sources:
    """Finds the sources of an article, read sentence by sentence; keeps who is in focus.

    `text` is a sentence with its quotations blanked, and offsets are into it.
    """

    def __init__(self, article: Article, plain: str, known: Roster) -> None:
        self._text = article.text
        self._known = known
        self._focus = Focus(genders(((s.start, plain[s.start : s.end]) for s in article.sentences), known))
        self._bearers: dict[str, list[Entry]] = {}
        for entry in known.entries:
            for word in set((entry.role or "").casefold().split()) & ROLE_NOUNS:
                self._bearers.setdefault(word, []).append(entry)

    def saw(self, sentence: Sentence, source: Source) -> None:
        """Put a source of a sentence into focus; one nobody is known for changes nothing."""
        if source.speaker:
            self._focus.saw(sentence.number, source.speaker, source.kind)

    def denoted(self, sentence: Sentence, text: str, span: Span) -> Source | None:
        """Return whom a noun phrase denotes, or None where it is no source."""
        start, end = trim(text, span)
        words = text[start:end]
        if not words or _NOBODY.match(words) or _OTHER_PRONOUN.search(words):
            return None
        named = self._known.within(sentence.start + start, sentence.start + end)
        if named and named[-1][1] == sentence.start + end:
            if _IN_PHRASE.fullmatch(text[start : named[-1][0] - sentence.start]):
                return None
            entry = self._bearer(text, sentence.start, start, named)
        else:
            entry = None if named else self._known.resolve(words)
        if entry:
            return Source(start, end, entry.name, entry.kind)
        if pronoun := _PRONOUN.search(words):
            at = start + pronoun.start()
            return Source(at, end, self._meant(sentence, text, pronoun.group(), at), "group")
        return self._described(sentence, text, (start, end))

    def _bearer(self, text: str, offset: int, start: int, named: list[tuple[int, int, Entry]]) -> Entry | None:
        """Return which of the names of a phrase, the last of which ends it, is its head; None where it is none of them.

        "Ann Lee of Acme News" is Ann Lee, "officials of Acme News" and "Ann Lee and Cy Dole" are nobody that is named.
        """
        before = text[start : named[-1][0] - offset]
        first = _PREPOSITION.search(f" {before}")
        head = before[: first.start() - 1].rstrip() if first else before
        bearer = next((entry for _, end, entry in named if first and end - offset == start + len(head)), None)
        if bearer and bearer.kind == "person" and not _PAIR.search(head):
            return bearer
        joint = _PAIR.search(before) and (len(named) > 1 or before.rstrip().endswith(("and", "and the")))
        return None if joint or (first and any(map(is_source, head.split()[-3:]))) else named[-1][2]

    def apposed(self, sentence: Sentence, text: str, phrase: Source, other: Source) -> bool:
        """Whether a source is the name that stands beside a phrase and tells who that is: "the mayor, Ann Lee, said"."""
        first, last = sentence.start + other.start, sentence.start + other.end
        named = self._known.within(first, last)
        beside = not phrase.sure and text[phrase.end : other.start].strip() == ","
        whole = len(named) == 1 and named[0][1] == last and _HONORIFIC.fullmatch(self._text[first : named[0][0]])
        return beside and bool(whole) and other.kind in ("person", "organization")

    def after(self, sentence: Sentence, text: str, start: int) -> Source | None:
        """Return the source that follows a verb: `said Ann Lee, a farmer`."""
        if FRONTED.match(text, start):
            return None
        stop = _SOURCE_END.search(text, start + 1)
        end = min(stop.start() if stop else len(text), start + WINDOW)
        preposition = _BEFORE_HEAD.search(text, start, end)
        while preposition:
            head = self.denoted(sentence, text, (start, preposition.start()))
            if head and self._known.resolve(head.speaker or "") is not None:
                return head
            preposition = _BEFORE_HEAD.search(text, preposition.end(), end)
        return self.denoted(sentence, text, (start, end))

    def antecedent(self, sentence: Sentence, text: str, start: int, end: int) -> Source | None:
        """Return whom a relative pronoun stands for: "Ann Lee, a farmer, who"; the source reaches to the pronoun's end."""
        low = max(0, start - _APPOSITION)
        low = max((mark.end() for mark in _CLAUSE_MARK.finditer(text, low, start)), default=low)
        stop = len(text[:start].rstrip(" ,-–—"))
        named = self._known.within(sentence.start + low, sentence.start + stop)
        beside = named[-1] if named and named[-1][1] == sentence.start + stop else None
        people = [mention for mention in named if mention[2].kind == "person"]
        one = beside if beside and (beside[2].kind == "person" or not people) else None
        if not one and text[start:end] == "who" and stop < len(text[:start].rstrip()) and people:
            one = people[-1]
        if one:
            return Source(one[0] - sentence.start, end, one[2].name, one[2].kind)
        words = text[low:stop].split()[-4:]
        first = max((at for at, word in enumerate(words) if _DETERMINER.fullmatch(word)), default=len(words) - 1)
        while first > 0 and _DETERMINER.fullmatch(words[first - 1]):
            first -= 1
        phrase = " ".join(words[first:]) if words else ""
        if not phrase or not is_source(words[-1]) or not text[:stop].endswith(phrase):
            return None
        kind: ActorKind = (
            "group" if words[-1].endswith("s") else "person" if is_role_word(words[-1]) else "organization"
        )
        return Source(stop - len(phrase), end, phrase, kind, sure=False)

    def signed(self, name: Span) -> Source:
        """Return who signs a quotation, at offsets into the article."""
        words = self._text[slice(*name)].rstrip(".")
        entry = self._known.resolve(words)
        return Source(*name, entry.name if entry else words, entry.kind if entry else "person")

    def owner(self, sentence: Sentence, text: str, cue: re.Match[str]) -> Source | None:
        """Return whose claim a noun is: "Ann Lee's claim", "his claim"."""
        if cue["owner"]:
            pronoun = _OWNERS[cue["owner"].casefold()]
            return Source(*cue.span("owner"), self._meant(sentence, text, pronoun, cue.start("owner")), "group")
        end = cue.start()
        named = self._known.within(sentence.start + max(0, end - _APPOSITION), sentence.start + end + 2)
        near = [one for one in named if end <= one[1] - sentence.start <= cue.start("cue")]
        return Source(near[-1][0] - sentence.start, end, near[-1][2].name, near[-1][2].kind) if near else None

    def subject(self, sentence: Sentence, text: str, limit: int) -> Source | None:
        """Return the grammatical subject of a sentence, where it is named or a pronoun."""
        for begin, stop, entry in self._known.within(sentence.start, sentence.start + limit):
            start, end = begin - sentence.start, stop - sentence.start
            lone = " " not in entry.name and not entry.role and len(entry.mentions) == 1
            if entry.kind == "person" and (lone or _ARTICLE.search(text[max(0, start - 5) : start])):
                continue
            free = not _SUBJECTLESS.search(text[max(0, start - 60) : start]) and text[end : end + 1] not in ("’", "'")
            if free and BLANK not in text[start:end]:
                return Source(start, end, entry.name, entry.kind)
        opening = re.match(r"\s*(?:[Hh]e|[Ss]he|[Tt]hey|[Ii]t)\b(?!['’])", text[:limit])
        return self.denoted(sentence, text, opening.span()) if opening else None

    def _described(self, sentence: Sentence, text: str, span: Span) -> Source | None:
        """Return an unnamed source, such as "officials in Kyiv"; "the president" is the one who bears the role."""
        start, end = span
        if FRONTED.match(text[start:end]):
            inner = [found.start() for found in re.finditer(r"\b(?:the|an?|his|her|its|their)\s", text[start:end])]
            start = start + inner[-1] if inner else end
        words = self._text[sentence.start + start : sentence.start + end]
        head = (words if _SOME_OF.match(words) else _PREPOSITION.split(words)[0]).split()
        if not head or len(words.split()) > _MAX_SOURCE_WORDS or head[-1].endswith(("’s", "'s", "’", "'")):
            return None
        noun = head[-1].casefold()
        many = noun.endswith("s") and not noun.endswith(("ss", "us", "is")) and len(head) <= _BARE_PLURAL
        phrase = len(head) > 1 and (_DETERMINER.match(words) or " and " in words)
        if not (any(map(is_source, head[-2:])) or phrase or many):
            return None
        if _DANGLING.search(words) or _CLAUSE.search(_RELATIVE.split(words, maxsplit=1)[0]):
            return None
        bearers = self._bearers.get(noun, []) if head[0].casefold() == "the" and len(head) == len(words.split()) else []
        if len(bearers) == 1 and bearers[0].mentions[0][1] < sentence.start + start:
            return Source(start, end, bearers[0].name, bearers[0].kind)
        plural = (
            (noun.endswith("s") and not noun.endswith(("ss", "us", "is")))
            or noun in ("police", "people", "men", "women")
            or " and " in words
        )
        kind: ActorKind = "group" if plural else "person" if noun in ROLE_NOUNS else "organization"
        return Source(start, end, None if _FORMER.fullmatch(words) else words, kind, sure=False)

    def _meant(self, sentence: Sentence, text: str, pronoun: str, at: int) -> str | None:
        """Return whom a pronoun means: whom the sentence is about so far, else whoever is in focus."""
        named = self._known.within(sentence.start, sentence.start + at)
        if pronoun.casefold() in ("he", "she") and named:
            subject = self.subject(sentence, text, at)
            if subject and subject.kind == "person" and self._focus.fits(pronoun, subject.speaker):
                return subject.speaker
        if pronoun.casefold() == "it":
            bodies = [entry.name for _, _, entry in named if entry.kind in ("organization", "country")]
            if bodies:
                return bodies[-1]
        return self._focus.meant(pronoun, sentence.number)
