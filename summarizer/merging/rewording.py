"""What a text says in plainer words, for comparison only: set phrases as one verb, causes last, times as dates.

"Rust had led the city to close the bridge six years ago", in an article of 2025, says that "the city close the bridge in
2019 because of Rust". Nothing that is written here is ever printed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from summarizer.grounding.dates import find_dates
from summarizer.grounding.numbers import small_worth

_NEAR = 30  # minutes: "shortly before six" may be half past five, "about six" too
_BE = r"(?:is|are|was|were|been|being)"
_HAVE = r"(?:has|have|had)"
_PHRASES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), plain)
    for pattern, plain in (
        (
            rf"\b(?:{_HAVE}\s)?{_BE}\s(?:dismissed|fired|sacked|laid\soff|let\sgo)\s(?:by|from)(?=\s(?:the|a|his|her|their|its)\b)",
            "lost job at",
        ),
        (r"\b(?:lost|lose|loses)\s(?:his|her|their)\sjobs?\b", "lost job"),
        (
            rf"\b(?:{_BE}\s(?:left\s)?without|{_HAVE}\sno|lost|lacked)\s(?:electrical\s)?(?:power|electricity)\b(?!\s(?:to|of|over)\b)",
            "lost power",
        ),
        (
            (
                r"\b(?P<of>(?:bridge|footbridge|overpass|building|tower|roof|wall|crane|scaffold(?:ing)?|dam)\b[^.;,]{0,60}?)\s"
                r"(?:came\sdown|gave\sway|caved\sin)\b(?=\s(?:on|in|at|just|shortly|after|before|early|late|around|about)\b|[.,;]|$)"
            ),
            r"\g<of> collapsed",
        ),
        (r"\b(?i:an?|the)\s[a-z]+,?\s(?:known\sas|called|named)\s(?=[A-Z])", ""),
        (rf"\bpeople\s(?P<be>(?:{_HAVE}\s)?{_BE})\ssaved\b", r"people \g<be> rescued"),
        (r"\b(?:lost\s(?:his|her|their)\s(?:life|lives)|passed\saway)\b", "died"),
        (rf"\b{_BE}\s(?:taken|placed|put)\s(?:into|in)\s(?:police\s)?custody\b", "was arrested"),
        (
            r"\bturned\s(?:the|a|his|her)\s(?:own\s)?(?:gun|weapon|pistol|rifle|handgun|firearm)\son\s(?=(?:him|her)self\b)",
            "shot ",
        ),
        (r"\b(?:joined|took\spart\sin)\s(?P<day>\w+day)['’]s\sstrike\b", r"went on strike on \g<day>"),
        (
            (
                r"\b(?:(?:join(?:ed|s)|took\spart\sin|takes?\spart\sin)\s(?:the|an?|[\w-]+['’]s)\s(?:\w+\s)?strike|stopped\swork|"
                r"walked\soff\s(?:the|their)\sjobs?|walked\sout|downed\stools|stayed\saway\sfrom\swork)\b"
            ),
            "went on strike",
        ),
        (r"\bstrikers\b", "workers who went on strike"),
    )
)
_CAUSE = re.compile(
    rf"^(?P<cause>[^,;“”\"]{{3,60}}?)\s(?:{_HAVE}\s)?(?:led|caused|forced|prompted)\s"
    r"(?P<who>(?:the|an?|its|his|her|their)\s\w+|[A-Z]\w+)\sto\s(?P<what>\w[^;“”\"]{3,160}?)(?P<end>[.]?)$"
)
_AGO = re.compile(r"\b(?:(?:year|month)s?\sago|last\s(?:month|year)|next\smonth)$", re.IGNORECASE)
_HOUR = (
    r"(?P<hour>\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?:[:.](?P<minute>[0-5]\d))?"
    r"\s?(?:[ap]\.?m\b\.?|o['’]clock(?:\sin\sthe\s(?:morning|afternoon|evening))?|in\sthe\s(?:morning|afternoon|evening))"
)
_CLOCK = re.compile(
    rf"\s(?:(?:at|(?:just|shortly|soon|a\slittle)\s(?:before|after)|before|after|about|around|by|near(?:ly)?)\s){{1,2}}{_HOUR}",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Reworded:
    """A text in plainer words, without its times of day: those are `minutes`, from 0 to 719 as a clock shows them."""

    text: str
    minutes: tuple[int, ...]


@lru_cache(maxsize=16384)
def reworded(text: str, published: str = "") -> Reworded:
    """Return a text in plainer words; `published` is its article's ISO 8601 day, or ''."""
    text = phrased(text)
    if found := _CAUSE.match(text):
        text = f"{found['who']} {found['what']} because of {found['cause']}{found['end']}"
    text = _dated(text, published)
    minutes = tuple(_minute(one) for one in _CLOCK.finditer(text))
    return Reworded(_CLOCK.sub("", text), minutes)


@lru_cache(maxsize=16384)
def phrased(text: str) -> str:
    """Return a text with its set phrases as one verb: "went on strike" for "stopped work"."""
    for pattern, plain in _PHRASES:
        text = pattern.sub(plain, text)
    return text


def _dated(text: str, published: str) -> str:
    """Return a text with "six years ago" as "in 2019", and "last month" as "in December"."""
    try:
        day = date.fromisoformat(published)
    except ValueError:  # no date, or none that ISO 8601 knows
        return text
    for one in reversed(find_dates(text, day)):
        if one.low and one.high and _AGO.search(one.surface):
            first = date.fromisoformat(one.low)
            told = f"{first:%Y}" if "year" in one.surface.casefold() else f"{first:%B}"
            text = f"{text[: one.start]}in {told}{text[one.end :]}"
    return text


def _minute(found: re.Match[str]) -> int:
    hour = found["hour"]
    count = int(hour) if hour.isdecimal() else small_worth(hour)
    return count % 12 * 60 + int(found["minute"] or 0)


def clocks_clash(a: Reworded, b: Reworded) -> bool:
    """Whether two texts give times of day that lie further apart than people round."""
    return bool(a.minutes and b.minutes) and not any(_apart(x, y) <= _NEAR for x in a.minutes for y in b.minutes)


def _apart(minute: int, other: int) -> int:
    """Return how many minutes lie between two times on the face of a clock, from 0 to 360."""
    gap = abs(minute - other) % (12 * 60)
    return min(gap, 12 * 60 - gap)
