"""Garbled text: the signs that an article's words were broken, or changed by a machine, before they reached us.

Only closed rules: pairs of small words that English does not join ("of of", "the was", "a see to"), words without the
space or the mark between them ("onUkraine", "war.The"), bytes read in the wrong encoding, and what programs that
paraphrase leave behind ("as a lot as", and "really" or "certainly" after one auxiliary in every few sentences). What
stands in quotation marks is trusted more: there only a wrong encoding counts.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from summarizer.grounding.quotes import blanked, quotations
from summarizer.models import Span, Uncertainty

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from summarizer.models import Article

FEWEST_SIGNS = 2
"""Different signs below which nothing is said of an article: anybody may mistype once, or one thing again and again."""
WORDS_A_SIGN = 1_000
"""Words for which there must be one sign, so that a long text is not judged by its few slips."""
FEWEST_PADDINGS = 4
"""Padded auxiliaries below which they are an author's own; news that nobody paraphrased has hardly one an article."""
WORDS_A_PADDING = 250
SHOWN = 5
"""Spans that are kept as evidence."""
NAMED = 3
"""Signs that the uncertainty's text names."""
LONGEST_NAMED = 40
"""Characters of a sign that is named."""


def _words(words: str) -> str:
    return "|".join(words.split())


# Left out are pairs that a sentence may join: "sworn in in May", "what it is is", "gave her her due", "that that".
_DOUBLED = _words(
    """
    of the to a an and or for with from at as be been have has its his their our my your these those they we would
    should could but because which whose into between during
    """
)
_NO_NOUN = _words(
    """
    of from with into onto upon was were are had does did be a an the this that these those his its my your their they
    we or but because whose
    """
)
_VERB = _words(
    """
    seem become include provide believe occur happen continue require receive decide suggest explain arrive achieve
    contain appear ensure involve accept agree belong improve prevent bring lose begin choose hear
    """
)
_NO_NOUN_MODAL = _words("would could may must shall should")  # "the political will could", "a can will"
_MODAL = _words("will would can could may might must shall should")
_NUMBER = _words("one two three four five six seven eight nine ten twelve twenty thirty forty fifty hundred thousand")
_PARTICLE = _words("al da de del della den der di dos du el la le mac mc van von")


def _rule(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w’'.@#/&-])(?:{pattern})(?![\w’'@/-])")


_WORDING = (
    _rule(rf"({_DOUBLED}) \1"),
    _rule(rf"(?:[Tt]he|[Aa]n?) (?:{_NO_NOUN})(?! (?:cappella|la|priori)\b)"),
    _rule(rf"(?:[Tt]he|[Aa]n?|[Hh]is|[Tt]heir) (?:{_VERB})|[Aa] see to"),
    _rule(r"a (?!one\b|once\b|oui|eu|ewe)[aeio][a-z]++|an [bcdfgjklmnpqrstvwyz][a-z]{2,}+"),
    _rule(r"(?:to|at|from|by|with|into|during) of(?! (?:late|old|course)\b)"),
    _rule(rf"(?:{_NO_NOUN_MODAL}) (?:{_MODAL})"),
    _rule(r"as a lot as|f(?:ell|alls?|allen|alling) short to|with out(?! of\b)"),
    _rule(r"ha(?:s|ve|d) (?:(?:really|actually) )?not but"),
    _rule(rf"(?:{_NUMBER}),\d{{3}}"),
    _rule(r"[A-Za-z]{3,}+- (?!(?:and|or|to|but|nor|through|versus|vs)\b)[a-z]{3,}+"),
    _rule(r"[a-z]{2,}+[.!?](?:[A-Z][a-z]++(?!\.)|[AI](?= ))"),
)
_GLUED = _rule(rf"(?!(?:{_PARTICLE})[A-Z])(?P<left>[a-z]{{2,}}+)(?P<right>[A-Z][a-z]++)(?!\.\w)")
_PADDING = _rule(r"(?:has|have|had) (?:actually|really)|(?:will|would) (?:certainly|definitely)")
# "â€™", "Ã©" and "Â£": UTF-8 read as Windows-1252; "&amp;nbsp;": an entity that was escaped twice or never read.
_ENCODING = re.compile(
    "â€[\u0080-\uffff]?|[ÃÂ][\u0080-\u00bf]|ï¿½|ï»¿|\ufffd"
    r"|&(?:amp;)++(?:(?:nbsp|quot|lt|gt|[rl][sd]quo|[mn]dash|hellip|#\d{1,6});)?"
    r"|&(?:nbsp|quot|apos|lt|gt|[rl][sd]quo|[mn]dash|hellip|#\d{1,6}|#x[0-9A-Fa-f]{1,6});"
)
_THE = re.compile(r"\b[Tt]he\b")
_PLAIN_WORD = re.compile(r"(?<![^\W_])[^\W\d_]++")
_CURLY = re.compile(r"(?<![^\W_])[^\W\d_]++[“”][^\W\d_]++|[.,!?]”[^\W\d_]++")
_Place = tuple[int, int]


def garbled(article: Article) -> tuple[Span, ...]:
    """Return every sign that an article's text is broken or was changed by a machine, in order, none overlapping another.

    Signs of wording are looked for in English only: in what is known to be, or may be and has the word "the".
    """
    broken, padded = _signs(article, quotations(article.text))
    return tuple(_span(article, place) for place in sorted([*broken, *padded]))


def source_text(article: Article, uncertainty_id: str) -> Uncertainty | None:
    """Return the doubt that the signs in an article cast on its text; None where they are too few to say so.

    Its evidence is the first `SHOWN` signs, those that only pad an auxiliary after all others, in the order of the text.
    """
    text, quoted = article.text, quotations(article.text)
    broken, padded = _signs(article, quoted)
    surfaces = [text[start:end] for start, end in (*broken, *padded)]
    told = list(dict.fromkeys(map(_shortened, surfaces)))
    unread = sum(bool(_ENCODING.fullmatch(surface)) for surface in surfaces)
    count = len(surfaces)
    if max(len(told), unread) < FEWEST_SIGNS or count * WORDS_A_SIGN < len(text.split()):
        return None
    where = "" if _within(quoted, broken) else " outside quotations"
    named = ", ".join(f"“{words}”" for words in told[:NAMED])
    return Uncertainty(
        id=uncertainty_id,
        text=f"The text is broken, or was changed by a machine, in {count} places{where}: {named}",
        kind="source_text",
        cue=surfaces[0],
        evidence=tuple(_span(article, place) for place in sorted([*broken, *padded][:SHOWN])),
    )


# ── Signs ─────────────────────────────────────────────────────────────────────────────────────────


def _signs(article: Article, quoted: Sequence[_Place]) -> tuple[list[_Place], list[_Place]]:
    """Return the signs in order, those that only pad an auxiliary apart from the others."""
    text = article.text
    found = {match.span() for match in _ENCODING.finditer(text)}
    padded: list[_Place] = []
    if article.language == "en" or (article.language is None and _THE.search(text)):
        plain = blanked(text, quoted)
        found |= {match.span() for rule in _WORDING for match in rule.finditer(plain)}
        found |= {*_glued(plain, text), *_unspaced(text, quoted)}
        padded = [match.span() for match in _PADDING.finditer(plain)]
        if len(padded) < FEWEST_PADDINGS or len(padded) * WORDS_A_PADDING < len(text.split()):
            padded = []
    whole = _apart([*found, *padded])
    return [place for place in whole if place in found], [place for place in whole if place not in found]


def _glued(plain: str, text: str) -> Iterator[_Place]:
    """Yield two words without a space between them that both stand in the text by themselves, too: "onUkraine"."""
    found = list(_GLUED.finditer(plain))
    known = set(_PLAIN_WORD.findall(text)) if found else set[str]()
    yield from (match.span() for match in found if {match["left"], match["right"]} <= known)


def _unspaced(text: str, quoted: Sequence[_Place]) -> Iterator[_Place]:
    """Yield the places where letters touch a quotation mark's outer side: `means”is`, `left."The`."""
    yield from (match.span() for match in _CURLY.finditer(text))
    for _, end in quoted:
        closes = text[end - 1] == '"' and (text[end - 2].isalnum() or text[end - 2] in ".,!?")
        if closes and (after := _PLAIN_WORD.match(text, end)):
            yield end - 1, after.end()


def _within(quoted: Sequence[_Place], places: Iterable[_Place]) -> bool:
    """Return whether one of the places stands inside a quotation."""
    starts = [start for start, _ in quoted]
    return any((at := bisect_right(starts, start)) and end < quoted[at - 1][1] for start, end in places)


def _shortened(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= LONGEST_NAMED else f"{plain[:LONGEST_NAMED].rstrip()}…"


def _apart(places: Iterable[_Place]) -> list[_Place]:
    """Return places in order; of two that overlap the first, and the longer of two that begin together."""
    kept: list[_Place] = []
    for place in sorted(places, key=lambda place: (place[0], -place[1])):
        if not kept or place[0] >= kept[-1][1]:
            kept.append(place)
    return kept


def _span(article: Article, place: _Place) -> Span:
    """Return a place of an article as evidence, with the number of the sentence it begins in."""
    start, end = place
    before = bisect_right(article.sentences, start, key=lambda sentence: sentence.start)
    sentence = article.sentences[before - 1] if before else None
    return Span(
        article=article.id,
        start=start,
        end=end,
        text=article.text[start:end],
        sentence=sentence.number if sentence and start < sentence.end else None,
    )
