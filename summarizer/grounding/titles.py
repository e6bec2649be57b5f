"""The titles that stand before a name, such as "President" and "Lt. Gen."."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

TITLES = frozenset(
    (
        "president|vice president|prime minister|deputy prime minister|foreign minister|defence minister|defense minister"
        "|interior minister|finance minister|health minister|justice minister|minister|foreign secretary|home secretary"
        "|defence secretary|defense secretary|treasury secretary|press secretary|health secretary|secretary of state"
        "|secretary of defense|secretary general|secretary-general|secretary|chancellor|attorney general|chief executive"
        "|chief justice|justice|judge|senator|sen|congressman|congresswoman|representative|rep|governor|gov|mayor|premier"
        "|ambassador|general|gen|lieutenant general|lt gen|major general|maj gen|brigadier|colonel|col|captain|capt|major"
        "|maj|lieutenant|lt|sergeant|sgt|admiral|adm|commander|marshal|field marshal|king|queen|prince|princess|emperor"
        "|crown prince|duke|duchess|pope|cardinal|archbishop|bishop|rabbi|imam|ayatollah|sheikh|sir|dame|lord|lady|mr|mrs"
        "|ms|miss|mx|dr|prof|professor|rev|reverend|father|sister|chairman|chairwoman|chairperson|chair|chief|leader"
        "|director|director general|spokesman|spokeswoman|spokesperson|coach|detective|inspector|officer|chief of staff"
        "|supreme leader|speaker|mp|sheriff|police chief|fire chief|police captain|commissioner|superintendent|deputy|trooper"
        "|constable|corporal|cpl|councilman|councilwoman|councillor|councilor|district attorney|prosecutor|pastor"
        "|special counsel|coroner|senators|sens|reps"
    ).split("|")
)
LONGEST_TITLE = 3
_NOT_A_TITLE = re.compile(
    r"(?i:general\s(?:motors|electric|assembly|staff|mills|election|hospital|dynamics|council)|premier\sleague|major\sleague"
    r"|prince\sgeorge|king\sjr|chief\sof\sstaff|queen\selizabeth\sii|speaker\sof)\b"
)


def is_title(words: Sequence[str], rest: Sequence[str]) -> bool:
    """Whether `words` are a title and `rest`, which follows, is what bears it."""
    phrase = " ".join(word.rstrip(".") for word in words).casefold()
    return phrase in TITLES and not _NOT_A_TITLE.match(f"{phrase} {rest[0]}")
