"""Dates in text: where they stand, and which days of the calendar they mean.

Our own expression finds them, precision first ("May" and "March" are months only where a date goes on); dateutil counts
the days. Words that lean on the day of writing ("on Friday", "last week") need a reference.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from summarizer.grounding.numbers import SMALL, small_worth

if TYPE_CHECKING:
    from collections.abc import Callable

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_WEEKDAYS = "mon tue wed thu fri sat sun".split()
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_ALONE = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
    r"|(?:Jan|Feb|Aug|Sept?|Oct|Nov|Dec)\."
)
_NO_DAY = r"(?!,?\s(?:of\s)?\d)"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_YEAR = r"(?:1[5-9]|20)\d\d"
_TILL = r"(?:\s?[-–—]\s?|\s(?:to|and)\s)"
_GOES_ON = r"(?![.,:]\d|\s?%)"
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
_NO_NAME = "".join(rf"(?<!\b{word}\s)" for word in "Good Black Bloody Super Palm Ash Easter Cyber Giving Holy".split())
_MANY = rf"\d{{1,3}}|{SMALL}|an?(?:\s(?:couple|few)(?:\sof)?)?|several"
_NO_YEAR = r"(?![.,]\d|\s?%|[-–]\w)"
_COUNTED = r"\s(?:[\w’'-]{1,20}\s)?(?i:(?!was\b|has\b|this\b|its\b|his\b)\w{2,20}s|people|men|women|children|troops|police|hundred|thousand|[mb]illion|per\scent)\b"

_DATE = re.compile(
    rf"""
    \b(?:
    (?P<iso>{_YEAR}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])\b)
  | (?P<figures>(?<![\d./-])(?P<f_one>\d{{1,2}})(?P<mark>[./])(?P<f_two>\d{{1,2}})(?P=mark)(?P<f_year>{_YEAR})\b(?![./]?\d))
  | (?P<monthday>{_MONTH}\s(?P<md_first>{_DAY})\b{_GOES_ON}(?:{_TILL}(?P<md_last>{_DAY})\b{_GOES_ON}(?!(?:\sof)?\s{_MONTH}))?
        (?:,?\s(?P<md_year>{_YEAR})\b(?![.,]\d))?)
  | (?P<daymonth>(?<![\d.,$€£-])(?:(?P<dm_first>{_DAY}){_TILL})?(?P<dm_last>{_DAY})(?:\sof)?\s(?P<dm_month>{_MONTH})
        (?:,?\s(?P<dm_year>{_YEAR})\b(?![.,]\d))?)
  | (?P<monthyear>{_MONTH},?\s(?:of\s)?(?P<my_year>{_YEAR})\b(?![.,]\d))
  | (?P<nearmonth>(?P<nm_near>(?i:last|this|next))\s(?P<nm_month>{_ALONE}){_NO_DAY})
  | (?P<month>(?i:(?:in|since|until|during|by)\s|(?:in\s|by\s|since\s)?(?:early|late|mid)[\s-])(?P<m_month>{_ALONE}){_NO_DAY})
  | (?P<nearday>(?P<nd_near>(?i:last|this|next))\s(?P<nd_day>{_WEEKDAY})) | {_NO_NAME}(?P<weekday>{_WEEKDAY})
  | (?P<close>(?i:the\sday\s(?:before\syesterday|after\stomorrow)|yesterday|(?<!USA\s)today|tonight|tomorrow|last\snight)\b)
  | (?P<near>(?P<n_near>(?i:last|this|next))\s(?P<n_unit>(?i:week|month|year))\b)
  | (?P<ago>(?P<a_many>(?i:{_MANY}))\s(?P<a_unit>(?i:day|week|month|year|decade))s?\s(?i:ago)\b)
  | (?P<decade>(?P<d_year>{_YEAR[:-2]}0)['’]?s\b)
  | (?:(?i:in|since|until|during|early|late|mid|year)[\s-]|(?<=\())(?P<year>(?P<y_year>{_YEAR})\b{_NO_YEAR})
  | (?i:by|from|before|after|of)\s(?P<oneyear>(?P<o_year>{_YEAR})\b{_NO_YEAR}(?!{_COUNTED}))
    )
    """,
    re.VERBOSE,
)
_LATER = re.compile(
    r"(?:\b(?:will|shall|won['’]t|scheduled|upcoming|due\s(?!to\b)|(?:expected|planned|going|set|plans?)\s(?:to|for)\b)|['’]ll\b)"
    r"[^.!?]*\Z|\bby\s?\Z",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"\b(?:said|told|added|announced|reported|warned|wrote|posted|stated|confirmed|(?:inter|re)view|statement)\b[^,.;:!?]{0,24}\Z"
)
_BEFORE = 60
"""So many characters before a date without a year are looked at for a word of the future."""
_LONG_AGO = 300
"""Days: a date without a year that lies further back may be the one ahead ("December 12", written in November)."""
_CLOSE = {"the day before yesterday": -2, "yesterday": -1, "last night": -1, "tomorrow": 1, "the day after tomorrow": 2}
_NEAR = {"last": -1, "this": 0, "next": 1}

Days = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Date:
    """A date as a text gives it: `text[start:end] == surface`, and the days it spans.

    Attributes:
        start: Offset of its first code point.
        end: Offset after its last.
        surface: The words, such as "Friday" of "on Friday".
        low: ISO 8601 day it begins with ("October" begins on the 1st); None where it cannot be told.
        high: ISO 8601 day it ends with, `low` for a single day; None where `low` is.
    """

    start: int
    end: int
    surface: str
    low: str | None
    high: str | None


def find_dates(text: str, reference: date | None = None) -> list[Date]:
    """Return the dates of `text`, left to right, none overlapping another.

    A date without a year is the last one before `reference`, or the next where a word of the future stands before it;
    where the last one is most of a year ago it may be either, and has no days.

    Args:
        text: English text; of another language only ISO dates, dates in figures and the like are found.
        reference: The day the text was written. Without it "yesterday", "March 3" and their like have no days.
    """
    found = []
    for match in _DATE.finditer(text):
        kind = str(match.lastgroup)
        at = match.start("m_month" if kind == "month" else kind)
        try:
            days = _RESOLVE[kind](match, reference)
        except (ValueError, OverflowError):  # "31 February", "900 years ago"
            days = None
        low, high = (days[0].isoformat(), days[1].isoformat()) if days else (None, None)
        found.append(Date(at, match.end(), text[at : match.end()], low, high))
    return found


# ── Which days ───────────────────────────────────────────────────────────────────────────────────────


def _shift(day: date, unit: str, count: int) -> date:
    """Return the day `count` times `unit` ("day", "week", "month", "year" or "decade") after `day`.

    Raises:
        ValueError, OverflowError: The calendar has no such day.
    """
    from dateutil.relativedelta import relativedelta  # noqa: PLC0415  (only a text with such dates pays for it)

    years = {"year": count, "decade": 10 * count}.get(unit, 0)
    months, weeks, days = (count * (unit == name) for name in ("month", "week", "day"))
    return day + relativedelta(years=years, months=months, weeks=weeks, days=days)


def _whole(day: date, unit: str) -> Days:
    """Return the first and last day of the week (from Monday), month or year that `day` is in."""
    if unit == "week":
        monday = _shift(day, "day", -day.weekday())
        return monday, _shift(monday, "day", 6)
    if unit == "month":
        first = day.replace(day=1)
        return first, _shift(_shift(first, "month", 1), "day", -1)
    if unit in ("year", "decade"):
        return date(day.year, 1, 1), date(day.year, 12, 31)
    return day, day


def _month(name: str) -> int:
    return _MONTHS.index(name[:3].lower()) + 1


def _day(digits: str) -> int:
    return int(digits.rstrip("stndrh"))


def _ahead(match: re.Match[str]) -> bool:
    """Whether a word of the future stands before the date, in its sentence, and it is not the day of saying so."""
    before = match.string[max(0, match.start() - _BEFORE) : match.start() + 3]
    return bool(_LATER.search(before)) and not _SAID.search(before)


def _yearless(match: re.Match[str], month: int, day: int, reference: date | None) -> int | None:
    """Return the year of a month and day that stand without one; None where it may well be either."""
    if reference is None:
        return None
    past = reference.year - ((month, day) > (reference.month, reference.day))
    is_today = (month, day) == (reference.month, reference.day)
    if _ahead(match) and not is_today:
        return past + 1
    far = (reference - date(past, month, min(day, 28))).days > _LONG_AGO
    return None if far and "since" not in match.string[max(0, match.start() - 7) : match.end()].casefold() else past


def _dated(match: re.Match[str], reference: date | None, names: tuple[str, str, str, str]) -> Days | None:
    """Return the days of a month, a last day, and perhaps a first day and a year, in the groups `names`."""
    name, first, last, written = (match.group(group) for group in names)
    month, end = _month(name), _day(last or first)
    year = int(written) if written else _yearless(match, month, end, reference)
    if year is None:
        return None
    return date(year, month, _day(first or last)), date(year, month, end)


def _in_figures(match: re.Match[str], _: date | None) -> Days | None:
    one, two, year = (int(match.group(name)) for name in ("f_one", "f_two", "f_year"))
    months = len(_MONTHS)
    if match.group("mark") == "." or one > months or one == two:
        return (day := date(year, two, one)), day
    return ((day := date(year, one, two)), day) if two > months else None


def _bare_month(match: re.Match[str], reference: date | None) -> Days | None:
    month = _month(match.group("m_month"))
    if reference and month == reference.month:
        return _whole(reference, "month")
    year = _yearless(match, month, 1, reference)
    return _whole(date(year, month, 1), "month") if year else None


def _near_month(match: re.Match[str], reference: date | None) -> Days | None:
    if not reference:
        return None
    month, near = _month(match.group("nm_month")), _NEAR[match.group("nm_near").lower()]
    passed = month < reference.month if near < 0 else month > reference.month
    return _whole(date(reference.year + (0 if passed else near), month, 1), "month")


def _week_day(name: str, reference: date, near: int | None, *, ahead: bool) -> Days:
    """Return the weekday `name`: the last one or today; strictly before, after or within the week where `near` says so."""
    on = _WEEKDAYS.index(name[:3].lower())
    back = (reference.weekday() - on) % 7
    if near == 0:
        days = on - reference.weekday()
    elif near == 1 or (ahead and back):
        days = 7 - back
    else:
        days = -(back or 7 * (near == -1))
    return (day := _shift(reference, "day", days)), day


def _ago(match: re.Match[str], reference: date | None) -> Days | None:
    many, unit = match.group("a_many").casefold(), match.group("a_unit").casefold()
    count = int(many) if many.isdecimal() else small_worth(many)
    return _whole(_shift(reference, unit, -count), unit) if reference and count else None


def _near(match: re.Match[str], reference: date | None) -> Days | None:
    unit = match.group("n_unit").casefold()
    return _whole(_shift(reference, unit, _NEAR[match.group("n_near").lower()]), unit) if reference else None


def _close(match: re.Match[str], reference: date | None) -> Days | None:
    said = " ".join(match.group("close").casefold().split())
    return ((day := _shift(reference, "day", _CLOSE.get(said, 0))), day) if reference else None


_RESOLVE: dict[str, Callable[[re.Match[str], date | None], Days | None]] = {
    "iso": lambda match, _: ((day := date.fromisoformat(match.group("iso"))), day),
    "figures": _in_figures,
    "monthday": lambda match, reference: _dated(match, reference, ("monthday", "md_first", "md_last", "md_year")),
    "daymonth": lambda match, reference: _dated(match, reference, ("dm_month", "dm_first", "dm_last", "dm_year")),
    "monthyear": lambda match, _: _whole(date(int(match.group("my_year")), _month(match.group()), 1), "month"),
    "nearmonth": _near_month,
    "month": _bare_month,
    "nearday": lambda match, reference: (
        _week_day(match.group("nd_day"), reference, _NEAR[match.group("nd_near").lower()], ahead=False)
        if reference
        else None
    ),
    "weekday": lambda match, reference: (
        _week_day(match.group(), reference, None, ahead=_ahead(match)) if reference else None
    ),
    "close": _close,
    "near": _near,
    "ago": _ago,
    "decade": lambda match, _: (date(year := int(match.group("d_year")), 1, 1), date(year + 9, 12, 31)),
    "year": lambda match, _: _whole(date(int(match.group("y_year")), 1, 1), "year"),
    "oneyear": lambda match, _: _whole(date(int(match.group("o_year")), 1, 1), "year"),
}
