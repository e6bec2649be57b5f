"""Lines that stand in an article's text and are no part of its story.

Four kinds, as in `summarizer.models.Aside`:

* ``repost``: who published it first ("Read the original article on The Vell Times");
* ``sign_off``: who made it, when, and how to reach them ("bur/db", "(Reporting by …; editing by …)", "© 2024 AFP", "ENDS",
  a photo's credit, "(Published Friday, Jan. 6, 2017)", "Contact Ada Moor at amoor@vell.example");
* ``heading``: a title or section heading, and the page's furniture ("Related: …", "Sign up for our newsletter",
  "ADVERTISEMENT", "Stay with Vell 5 for updates", a picture's place in a gallery, a line that is nothing but a link);
* ``dateline``: where, when and by which agency it was written, before the first words of a paragraph ("VELL, Nov 1 (XPA) —").
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from summarizer.models import Aside, AsideKind

_LONGEST = 300  # characters: whatever is longer tells something
_HEADING_CHARACTERS = 60
_HEADING_WORDS = 8
_HEADLINE_CHARACTERS = 100
_HEADLINE_WORDS = 4
_SMALL_WORD = 3  # letters: "of", "the" and their like stay small in a title

TERMINATED = re.compile(r"[.!?…。！？:;,][\"'”’»)\]]*$")

# ── Reposts ───────────────────────────────────────────────────────────────────────────────────────

_PIECE = r"(?:article|blog|column|essay|item|news|piece|post|report|story|tale|version|write-?up)"
_FIRST = r"(?:originally|initially|first|at first|previously)"
_PUBLISHED = r"(?:appeared|featured|posted|printed|published|ran|released)"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s\d"
_WORD = r"(?:(?:[A-Z]\.){2,}(?=\s)|St\.(?=\s[A-Z])|[A-Z0-9][\w&.’'-]*\w|[A-Z0-9])"
_NAME = rf"(?:[Tt]he\s)?{_WORD}(?:\s(?:(?:and|for|of|the|&)\s(?:the\s)?)?{_WORD}){{0,7}}"
_OUTLET = rf"(?P<outlet>(?!\d{{4}}\b|{_MONTH})(?:{_NAME}|[a-z0-9-]+(?:\.[a-z]{{2,}})+))"
_REPOST = re.compile(
    rf"""(?:
      (?i:(?:read|see|view)\s(?:the|this|our)\s(?:initial|original|full|complete|authentic|whole)(?:\s{_PIECE})?\s(?:on|at|in|from|by))
    | (?i:(?:this\s(?:\w+\s)?|the\soriginal\s){_PIECE}\s(?:was\s|has\s|had\s)?(?:been\s)?{_FIRST}\s{_PUBLISHED}\s(?:on|in|at|by|with))
    | (?i:the\spost)\s.{{1,200}}?\s(?i:appeared\sfirst\son|first\sappeared\son)
    | (?i:{_FIRST}\s{_PUBLISHED}\s(?:on|in|at|by))
    | (?i:(?:reposted|republished|reprinted|syndicated)\s(?:from|by|with\s(?:the\s)?permission\s(?:from|of)))
    )\s{_OUTLET}(?:[.,:;(]?$|[,:;(]\s?\S|\.\s|\s(?:and|as|at|here|in|on|under|via|with)\b)""",
    re.VERBOSE,
)

# ── Sign-offs ─────────────────────────────────────────────────────────────────────────────────────

_ROLE = r"(?:additional\s|further\s)?(?:compiled|edited|editing|produced|production|report|reported|reporting|translated|writing|written)"
_DATE = r"""(?:
    (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*+[.,]{0,2}+
  | \d{1,4}(?:st|nd|rd|th)?(?:[:/-]\d{1,4}){0,2}\s?(?i:[ap]\.?m\b\.?)?[.,]?
  | (?i:minutes?|hours?|days?|ago|at|on|by|[ap]\.?m\.?) | [A-Z]{2,4} | [-–|,]
)"""  # one word of a date and time of day
_DATED = rf"(?>(?:{_DATE}(?:\s|$|(?=\)))){{2,14}})"
_MAIL = r"[\w.+-]{1,40}@[\w-]{1,40}(?:\.[\w-]{2,20})++"
_NO_POLICE = r"(?!.{0,160}(?i:police|sheriff|detective|deput|sgt|crime|tips?\b|\.gov\b|\.us\b))"
_CAPITAL = r"[A-Z0-9][\w.,’'&/-]*+"
_SIGN_OFF = re.compile(
    rf"""(?:
      [a-z]{{1,5}}(?:[-/][a-z]{{1,5}})*/[a-z]{{1,5}}                                      # bur/db, str-abc/def/xy
    | [(\[](?i:{_ROLE}\s(?:and\s\w+\s)?by\b)[^()]*[)\]]?\.?                               # (Reporting by …; editing by …)
    | (?i:{_ROLE}\s(?:and\s\w+\s)?by)\s(?:[A-Z]\S*|and|by|for|from|in|{_ROLE})(?:\s(?:[A-Z]\S*|and|by|for|from|in|{_ROLE}))*
    | [(\[]?(?:TM\s(?:and|&)\s)?(?:©|\([cC]\)\s|(?i:copyright)\s(?:©|\([cC]\)|\d{{4}})).*
    | (?i:copyright\sby)\b.{{1,80}}\b(?i:all\srights\sreserved)\b.*
    | (?i:this\s(?:material|article|story)\smay\snot\sbe\s(?:published|reproduced|broadcast|copied|rewritten))\b.*
    | (?i:all\srights\sreserved)\b.*
    | [-–—*\s]*(?:ENDS?|Ends|[-–—]\s?30\s?[-–—])[-–—*\s.]*
    | [(\[](?:[A-Z][\w.]*\s){{0,3}}(?i:photos?|images?|pictures?|pic|credit|video|graphic|illustration)\b[^()]*[)\]]\.?
    | (?i:(?:photo|image|picture|video|illustration|file)s?(?:\s(?:credit|by|courtesy)s?)?|credits?)\s?:.{{1,80}}
    | (?i:photos?|images?|videos?|pictures?)\s(?i:courtesy)\b[^.!?]{{1,60}}
    | Credit\s?[A-Z][\w.’'-]*(?:\s[A-Z][\w.’'-]*){{0,3}}/[^.!?]{{1,40}}
    | [(\[]\s?{_CAPITAL}(?:\s(?:{_CAPITAL}|for|via|of|the|and|by|at|/)){{0,9}}\s?[)\]](?:\s?Buy\sPhoto)?  # (Ada Moor/Vell News)
    | [(\[](?i:source|photo|image|video|credit|courtesy)s?\s?:[^()]{{1,80}}[)\]](?:\s?Buy\sPhoto)?
    | (?:.{{1,40}}\s(?:reports|has\sthe\sstory)\.\s)?\((?i:first\s|last\s)?(?i:published|posted|updated)\s{_DATED}\)
    | (?:.{{1,120}}\s)?(?:(?i:first\s|last\s)?(?i:posted|published|updated):\s{_DATED}){{1,3}}
    | (?i:first\s|last\s)?(?i:posted|published|updated)\s{_DATED}
    | (?i:(?:an?\s(?:video|photo|post|status)\s)?posted\sby)\s[^.!?]{{1,60}}?\son\s{_DATED}
    | [Bb][Yy]:?\s{_CAPITAL}(?:\s(?:{_CAPITAL}|and|of|for|the|in|/)){{0,7}}\s\|\s{_DATED}
    | (?:(?:[\#@]\w+|pic\.\S+|https?:\S+)\s?){{0,9}}[–—]\s[^–—]{{1,60}}\(@\w+\)\s{_DATED}          # under a message on Twitter
    | [-–—]\s?{_CAPITAL}(?:\s{_CAPITAL}){{0,3}}\s(?i:staff\s(?:writer|reporter))\W*
    | [A-Z].{{2,200}}?\scontributed\sto\sthis\s(?:report|story|article)(?:\sfrom\s[A-Z].{{1,60}})?\.?(?:\sAn?\s.{{1,60}}\sis\sincluded\.)?
    | (?i:information\sfrom\s?:).{{1,120}}
    | (?i:(?:material|information)\sfrom)\s.{{1,120}}\s(?i:(?:was|were)\s(?:also\s)?(?:used|included)\s(?:in|for)\sthis)\s\w+\.?
    | {_NO_POLICE}(?:(?i:you\scan\s)?(?i:contact|reach|e-?mail|follow)\b|.{{1,60}}\scan\sbe\sreached\b|.{{1,60}}\scan\sbe\scontacted\b)
      .{{0,120}}(?:{_MAIL}|@\w+|(?i:twitter\.com/)\w+).{{0,80}}
    | {_NO_POLICE}(?:{_CAPITAL}(?:\s{_CAPITAL}){{0,3}}:?\s)?(?:[\d().-]{{3,16}}[\d-]*[,;]?\s)?{_MAIL}(?:(?:,|;|\s(?:or|and|\|))?\s(?:{_MAIL}|\S{{1,60}})){{0,5}}
    )""",
    re.VERBOSE,
)

# ── Datelines ─────────────────────────────────────────────────────────────────────────────────────

_AGENCY = r"\((?:[A-Z][a-z0-9./ -]{0,20}[A-Z][\w./ -]{0,20}|Reuters|Xinhua|Yonhap|Kyodo|Bloomberg|Interfax|Tass|dpa)\)"
_CAPITALS = r"[A-Z][A-Z.’'-]++(?:\s[A-Z][A-Z.’'-]++){0,4}"
_DATELINE = re.compile(
    rf"""(?:
      (?=[A-Z]{{4}}|[A-Z][A-Za-z.]++(?:\s[A-Z]|,)){_CAPITALS}(?:,\s[A-Z][\w.]{{1,20}}(?:\s[A-Z][\w.]{{1,20}}){{0,2}})?(?:,\s{_MONTH}{{1,2}})?(?:\s{_AGENCY})?
    | (?:[A-Z][\w.’'-]*,?\s){{0,4}}{_AGENCY}
    )\s?(?:[-–—―]{{1,2}})\s(?=[A-Z0-9“"‘'])""",
    re.VERBOSE,
)

# ── Headings and furniture ────────────────────────────────────────────────────────────────────────

_HEADING = re.compile(r"\#{1,6}\s.*|[–—-]{1,3}\s(?=.*\w).{1,118}\s[–—-]{1,3}", re.VERBOSE)
_LINK = re.compile(r"!?\[[^\]]*\](?:\([^)]*\)|:\s*\S+)|\[!\[[^\]]*\]\([^)]*\)\]\([^)]*\)|<?(?:https?://|www\.)\S+>?")
_NEWEST = r"""(?:updates?|(?:the\s)?(?:very\s)?latest|(?:any\s|all\sthe\s)?(?:new|more|further|additional|breaking)\s
    (?:information|details|news|updates?|developments|on\sth(?:is|e)\s(?:\w+\s)?story))\b"""
_FURNITURE = re.compile(
    rf"""(?:
      (?:also\sread|more(?:\s(?:from|on|stories))?|read\s(?:also|more|next)|recommended|related(?:\s\w+)?|see\salso|watch|listen)\s?[:|].*
    | (?:previous|earlier)\s(?:coverage|stor(?:y|ies))\s?[:|][^.!?]*
    | related\s(?:to\sthis\sstory\b.*|[^.!?]{{1,60}}\s(?:stories|coverage|articles|links|content|videos?)\s?:?)
    | more\s(?:content|coverage|headlines|stories|news|videos?)\s(?:from|on|about)\s[^.!?]{{1,60}}(?:\.com)?:
    | (?:(?:raw|full)\svideo|videos?|photos|gallery|slideshow)\s?[:|].{{1,120}}
    | (?:advertisement|advertising|sponsored\scontent|story\scontinues(?:\sbelow(?:\s\w+)?)?|continue\sreading)\W*
    | sign\sup\s(?:for|to|here|now|today)\b.*
    | subscribe\s(?:to\s(?:our|the)|now|here|today)\b.*
    | follow\s(?:us|me|@\w+|[\w\s]{{1,40}}\son\s(?:x|twitter|facebook|instagram|telegram|whatsapp|google\snews))\b.*
    | like\sus\son\sfacebook\b.*
    | (?:click|tap)\shere\b.*
    | (?:read|see|view|watch|hear)\s[^.!?]{{1,80}}\shere\W*
    | share\sthis(?:\s\w+)?\W*
    | (?:download|get)\s(?:our|the)\s(?:[\w\s]{{1,20}}\s)?(?:app|newsletter)\b.*
    | get\sthe\s(?:latest|best)\b.*(?:inbox|newsletter|alerts?)\b.*
    | to\s(?:comment\son|respond\sto)\sthis\s(?:story|article|report)\b.*
    | (?:have|got)\san?\s(?:(?:news|story)\s)?(?:tip|idea)\b[^.!?]{{0,60}}\?.*
    | (?:please\s)?(?:stay|tune|check|keep\schecking|watch|follow|read|see|visit|join)\b[^"“”]{{0,100}}\s(?:for|with|bring\syou)\s{_NEWEST}[^"“”]{{0,80}}
    | stay\s(?:with|tuned\sto)\s[^"“”]{{1,80}}\sas\s(?:this|the|we)\s[^"“”]{{1,60}}
    | for\s(?:more|{_NEWEST})\b[^"“”]{{0,80}}\s(?:follow|visit|go\sto|click|download|check|tune|like\sus)\s[^"“”]{{1,120}}
    | this\s(?:is\s(?:still\s)?an?\s(?:developing|breaking)(?:\snews)?\sstory|story\s(?:is\s(?:still\s)?developing|(?:has\sbeen|will\sbe)\supdated))
      (?:[.;,]?\s(?:and|please|we|stay|check|more\s(?:to|info)|come|refresh|watch|follow|keep)\b[^"“”]{{1,140}}|(?:\sas|\swhen)\s[^"“”]{{1,60}})?\W*
    | [A-Z][^"“”.]{{1,60}}\sis\sfollowing\sth(?:is|e)\sstory\b(?:\sand\swill\supdate\b[^"“”]{{1,120}}|\.\s(?:watch|stay|check)\b[^"“”]{{1,140}}|\W*)
    | we(?:\swill|['’]ll)\s(?:continue\sto\s)?(?:update|bring\syou|have\smore|post\smore)\s[^"“”]{{1,100}}
    | (?:we['’]re|we\sare)\sfollowing\sthis\sstory\b[^"“”]{{0,60}}
    | more\s(?:(?:info(?:rmation)?|details?|updates?|on\sthis(?:\sstory)?)\s(?:(?:to\s(?:come|follow)|coming)\b|(?:as|when)\s(?:we|they|it|i)\s)[^"“”]{{0,60}}|to\s(?:come|follow)\W*)
    | updated?:?(?:,?\s(?:@\s|at\s)?\d{{1,2}}(?::\d\d)?\s?[ap]\.?m\.?(?:\s\([^()]{{1,20}}\))?)?\W*
    | (?:photo:\s.{{1,60}}?\s)?image\s\d+\sof\s(?:/\s)?\d+\s.*
    | (?:close\sskip\sin\sskip|embed\s?>)\W?.*
    | (?:view\sfull|hide|show)\scaption\b[^.!?]{{0,60}}
    | (?:previous\snext|show\smore|see\smore\svideos?|back\sto\sgallery)\W*
    | (?:(?:already|become|be)\sa\s(?:\w+\s)?(?:member|subscriber|supporter|patron)\b | subscribe\s | (?:sign|log)\sin\s(?:to|or|now|here)\b
      | (?:support|fund)\s(?:our|my|this|independent|local)\s(?:work|journalism|reporting|newsroom|newsletter|podcast|site)\b
      | (?:thanks|thank\syou)\sfor\s(?:reading|subscribing|watching|listening)\b | (?:listen\sto|watch|catch)\sour\s
      | if\syou\s(?:like|liked|enjoy|enjoyed|value)\s(?:this|our)\s(?:article|story|post|piece|newsletter|podcast|work|journalism|reporting)\b
      | our\s(?:journalism|reporting)\sis\b | this\s(?:article|story|newsletter|podcast)\sis\s(?:free\sto\s(?:read|all)|funded|made\spossible)\b
      | join\s(?:(?:the|our|over|more\sthan)\s)?(?:[\d,.]+\s)?(?:other\s)?(?:readers|subscribers|members|supporters)\b
      | you\scan\s(?:unsubscribe|opt\sout|cancel)\b | the\s(?:views|opinions)\sexpressed\sin\sth(?:is|e)\b | we\suse\scookies\b
      | this\s(?:web)?site\s(?:uses\scookies|is\sprotected\sby)\b | by\s(?:signing\sup|subscribing|submitting|registering)\b[^.!?]{{0,80}}\byou\s
      | (?:have|were|are|do)\syou\b[^.!?]{{1,100}}\?\s(?:tell|let|write|e-?mail|share|send|contact|get\sin\stouch)\b
      | [^"“”]{{1,200}}\s(?:if\syou\scan,?\s(?:please\s)?|please\s)(?:give|donate|chip\sin|consider\s(?:giving|donating|supporting|becoming))\b
      ).*
    | read\s(?:the|our)\s(?:full|whole|complete|original)\s(?:interview|story|article|report|text|piece|analysis)\b[^.!?"“”]{{0,80}}\W*
    | (?:this\s(?:article|story|piece|report)\s(?:was|has\sbeen)\s(?:amended|corrected|clarified)\b
      | (?:correction|clarification|editor['’]s\snote)\b[^:]{{0,30}}:\s(?:an?|the|this|in)\s(?:\w+\s){{0,3}}(?:version|article|story|headline|report)\b).*
    | (?:sorry,\s)?your\sbrowser\sdoes(?:n['’]t|\snot)\ssupport\b.*
    | (?:please\senable|you\s(?:must|need\sto)\s(?:have|enable))\s(?:javascript|cookies)\b.*
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_NO_HEADLINE = re.compile(
    r"^(?:by|copyright|file|first posted|last updated|page|photo|posted|published|updated)\b|\d:\d\d|^\d+[.)]|[)\]–—-]$",
    re.IGNORECASE,
)


def marked(words: str) -> AsideKind | None:
    """Return what kind of aside `words` (a line or a sentence, stripped) show themselves to be, or None."""
    if len(words) > _LONGEST:
        return None
    if _REPOST.match(words):
        return "repost"
    if _SIGN_OFF.fullmatch(words):
        return "sign_off"
    if any(pattern.fullmatch(words) for pattern in (_HEADING, _LINK, _FURNITURE)):
        return "heading"
    return None


def dateline_end(text: str, start: int, end: int) -> int:
    """Return where the dateline ends that a paragraph from `start` to `end` opens with; `start` where it has none."""
    found = _DATELINE.match(text, start, end)
    return found.end() if found else start


def looks_like_heading(line: str, following: str) -> bool:
    """Tell whether a stripped line with no mark of its own is a heading by its shape.

    It has at most 8 words and 60 characters and no final punctuation. A line in small letters, or before one, is a
    sentence torn apart. The last line heads nothing: it is furniture where all its longer words are capitals.

    Args:
        line: The line.
        following: The first letter of the next line that is not blank, or ''.
    """
    return (
        len(line) <= _HEADING_CHARACTERS
        and len(line.split()) <= _HEADING_WORDS
        and not TERMINATED.search(line)
        and not line[0].islower()
        and not following.islower()
        and (following != "" or not any(word[0].islower() for word in line.split() if len(word) > _SMALL_WORD))
    )


def headline(text: str) -> str:
    """Return the headline that `text` clearly opens with, or ''.

    It is a Markdown heading; or a first line of 4 words to 100 characters, without bullet, byline, date or final
    punctuation, that a blank line follows or a line at least twice as long.
    """
    first, _, rest = text.lstrip().partition("\n")
    first = first.strip()
    if len(first) > _HEADLINE_CHARACTERS or not rest.strip():
        return ""
    if first.startswith("#") and _HEADING.fullmatch(first):
        return first.strip("# ")
    following = rest.partition("\n")[0].strip()
    is_apart = not following or len(following) >= 2 * len(first)
    opens_like_one = first[:1].isupper() or first[:1] in "“\"‘'0123456789"
    if not is_apart or not opens_like_one or len(first.split()) < _HEADLINE_WORDS:
        return ""
    return "" if TERMINATED.search(first) or _NO_HEADLINE.search(first) or marked(first) else first


def origin(text: str, asides: Iterable[Aside]) -> str | None:
    """Return the outlet that the first repost line of `text` names, such as 'Business Insider', or None."""
    for aside in asides:
        if aside.kind == "repost" and (found := _REPOST.match(text[aside.start : aside.end])):
            return found["outlet"]
    return None
