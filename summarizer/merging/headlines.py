"""A headline out of a claim's text: whole, or cut where a clause ends; and what no editor would print above a story."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summarizer.merging import wording

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LONGEST_HEADLINE = 110
"""Characters. Search results and messengers cut longer ones."""
SHORTEST_HEADLINE = 20
"""Characters: what is shorter rarely tells who did what."""

_FEWEST_WORDS = 5  # of a headline that was cut: fewer are rarely a sentence
_TURNS = re.compile(
    r"[\s,;:–—-]*(?:and |or )?(?:if|unless|but|except|though|although|without|not|nor|denied|than|until)\b"
)
_CLAUSE = re.compile(
    r"[,;:–—-]\s+(?:and|which|who|whose|with|where|when|while|as|after|before|because|since|including|according|in|\w+ing)\b"
    r"|[;:–—-]\s|\s(?:because|while|after|before|when|amid|in an? \w+ that)\b"
)
_DANGLING = re.compile(
    r"\b(?:though|although|and|but|or|because|while|as|that|which|who|than|if|of|in|on|at|to|for|with|by|from|the|an?|says?|said|told|"
    r"(?:minutes?|hours?|days?|weeks?|months?|years?|just|shortly|soon|not|long))$",
    re.IGNORECASE,
)  # "two weeks before" goes together
_FURNITURE = re.compile(
    r"\bclick (?:here|on|to)\b|\btap here\b|\bcopyright\b|©|\ball rights reserved\b|\bstay (?:with|tuned)\b|\bfollow us\b"
    r"|\bfollow (?:him|her|them|\w+ \w+) on (?:twitter|facebook|instagram|x)\b|\bsubscribe\b|\bsign up\b|\bnewsletter\b"
    r"|\bphotos?(?: (?:by|credit|courtesy))\b|\bphoto:|\bcourtesy (?:of|photo)\b|\b(?:ap|getty|reuters|afp)(?: images?| photos?)\b"
    r"|\bcredit:|\brelated(?: (?:stor(?:y|ies)|articles?|coverage))?:|\bread (?:more|also|next)\b|\bmore (?:stories|coverage):"
    r"|\bwatch (?:live|the video|video|below|above)\b|\b(?:video|live stream|livestream) (?:above|below)\b|\S@\S+\.\w"
    r"|https?://|\bwww\.|\bdownload (?:our|the) app\b|\bour app\b|\breport a typo\b|\bcheck back\b|\bbreaking news (?:alerts?|emails?)\b"
    r"|\b(?:this is a |is a )?(?:developing|breaking) (?:news )?story\b|\bwill (?:be updated|update (?:this|you))\b|\bmore (?:details|information) as\b"
    r"|\bcontributed to this (?:report|story)\b|\bthe associated press contributed\b|\b(?:anyone with|with any) (?:information|tips)\b"
    r"|\bcall (?:crime ?stoppers|the \w+ at|\(?\d{3})|\(?\d{3}\)?[-. ]\d{3}[-. ]\d{4}\b|\bcrime ?stoppers\b|\b(?:posted|updated?)(?: (?:on|at|by)\b|[:,])"
    r"|^\W*(?:previous|update[ds]?|watch|videos?|photos?|breaking|exclusive|alert|correction|editor['’]s note|more)\b[^.:]{0,20}:"
    r"|\baddresses reporters\b|\bled into court\b|^\W*image \d+ of \d+|\bfile photo\b|\bseen here\b|\b(?:is|are) (?:seen|pictured|shown|viewed)\b|\bpictured\b|\bcaption\b"
    r"|\bnews on your\b|\btext message\b|\bshare this\b|\bcomments? below\b|\badvertisement\b|\bcookies?\b(?= (?:policy|settings))",
    re.IGNORECASE,
)
_DATELINE = re.compile(
    r"(?:\([\d-]+\) )?(?:\d{1,2}:\d\d [A-Z]{2,4} )?[A-Z][A-Z.' ]{2,30}(?:, [\w. ]{2,20})?(?: ?\([\w /]{2,20}\))? ?(?:--|[—–-]) "
    r"|[\w.' ,]{3,40} ?\((?:AP|CNN|Reuters|AFP|UPI|KT\w{2}|W\w{3}|K\w{3})\) ?(?:--|[—–-]) "
)
_ENGLISH = re.compile(r"\b(?:the|of|and|in|an?|to|for|at)\b")
_RELATIVE = re.compile(r"\b(?:who|whom|whose|which|that)\s+[^,;]*?(?=,|;|$)")
_STATES = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|does|did|do)\b|['’](?:s|re|ll|ve)\b"
    r"|\b[a-z]{3,}(?<!accus)(?<!suspect)(?<!charg)(?<!call)(?<!nam)ed\b(?!\s+(?:of|by|as|man|woman|m[ae]n|shoot\w+|report\w*)\b)"
    r"|\b(?:said|told|held|made|met|won|lost|left|shot|began|came|went|took|gave|got|fell|rose|ran|sent|broke|fought|found|hit|"
    r"set|put|cut|quit|led|kept|knew|saw|sought|struck|stood|spoke|threw|wrote|died|felt|paid|bought|sold|drew|withdrew|drove|flew|grew)\b"
    r"|\b(?:say|call|face|want|plan|seek|remain|believe|claim|think|warn|expect)\b"
    r"|\b[a-z]{2,}s\s+(?:the|an?|to|his|her|its|their|that|up|on|for|no|not|it|“|\d)"
)
_ADDRESSED = re.compile(r"\b(?:I|I'm|I’m|we|we're|we’re|our|us|my|you|your|you're|you’re|let's|let’s)\b")


def is_furniture(text: str) -> bool:
    """Whether a text is of the page and not of the story: a teaser, a credit, a call for tips, an address."""
    return bool(_FURNITURE.search(text))


def is_addressed(text: str) -> bool:
    """Whether a text speaks to or for the reader outside its quotations, or asks: 'We will keep you informed'."""
    bare = text
    for start, end in reversed(wording.quotations(text)):
        bare = bare[:start] + bare[end:]
    return bool(_ADDRESSED.search(bare)) or text.rstrip('”"’ ').endswith("?")


def is_title(text: str) -> bool:
    """Whether a text may stand as a headline: a clause of some length that speaks for itself, and quotes more than words."""
    whole = wording.quotations(text)[:1] == [(0, len(text))]
    return (
        len(text) >= SHORTEST_HEADLINE
        and is_clause(text)
        and not (whole or is_addressed(text) or is_furniture(text) or wording.content(text).pronoun)
    )


def is_clause(text: str) -> bool:
    """Whether an English text has a verb that states something; "LinkedIn profile of the suspect" has none.

    Lenient: it passes what it cannot tell, and every text that has none of English's commonest words.
    """
    return not _ENGLISH.search(text) or bool(_STATES.search(_RELATIVE.sub(" ", text)))


def shortened(text: str, longest: int = LONGEST_HEADLINE) -> str | None:
    """Return a text that fits, whole or cut where a clause ends; None where no such cut fits."""
    whole = re.sub(r"\s*\.$", "", _DATELINE.sub("", text.strip()))
    bare = wording.without_tail(whole)
    if fitting := next((one for one in (whole, bare) if one and len(one) <= longest), None):
        return fitting
    return next(_cuts(bare, [found.start() for found in _CLAUSE.finditer(bare)], longest), None)


def cut(text: str) -> str | None:
    """Return a text cut after a word, with an ellipsis; None where it is one quotation."""
    bare = wording.without_tail(_DATELINE.sub("", text.strip()))
    spaces = [found.start() for found in re.finditer(r"(?<![\d.,])\s(?!\d)", bare)]
    fitting = _cuts(bare, spaces, LONGEST_HEADLINE)
    return next((f"{short}…" for short in fitting if len(short) < LONGEST_HEADLINE), None)


def _cuts(text: str, places: Sequence[int], longest: int) -> Iterator[str]:
    """Yield what stands before each place, the longest first, where it fits, quotes nothing in part and turns nothing."""
    quoted = wording.quotations(text)
    for at in reversed(places):
        if at > longest:
            continue
        short = text[:at].rstrip(" ,;:–—-")
        inside = any(start < at < end for start, end in quoted)
        whole = not (inside or _TURNS.match(text, at) or _DANGLING.search(short))
        if whole and len(short.split()) >= _FEWEST_WORDS:
            yield short
