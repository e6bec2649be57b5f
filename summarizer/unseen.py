"""Characters that no reader sees, and text without them: by them text can be smuggled past people.

They are Unicode's Default_Ignorable_Code_Point (DerivedCoreProperties.txt of Unicode 16) and the interlinear
annotation signs. Those that turn text round are a group of their own (`BIDI`).
"""

from __future__ import annotations

import re

BIDI = "\u202a-\u202e\u2066-\u2069"
"""Embeddings, overrides and isolates (Unicode Standard Annex 9), as the inside of a character class."""

IGNORED = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2060-\u2065\u206a-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
"""What shows nothing of its own, `BIDI` aside, as the inside of a character class."""

# Letters of the scripts that joiners shape: Arabic and its kin, the Indic ones, Tibetan, Burmese, Khmer, Mongolian.
_JOINED = (
    "\u0620-\u08ff\u0900-\u0fff\u1000-\u109f\u1780-\u17b3\u17b6-\u17dd\u1820-\u18aa\ua840-\ua97f"
    "\ufb50-\ufdff\ufe70-\ufefc\U00010a00-\U00011fff"
)
_EMOJI = "\u00a9\u00ae\u203c-\u205f\u2100-\u27bf\u2900-\u297f\u2b00-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff"
_NEEDED = "|".join(
    (
        f"(?<=[{_JOINED}])[\u200c\u200d](?=[{_JOINED}])",
        f"(?:(?<=[{_EMOJI}])|(?<=[{_EMOJI}]\ufe0f))\u200d(?=[{_EMOJI}])",
        f"(?<=[{_EMOJI}])[\ufe0e\ufe0f]",
        "(?<=[#*0-9])\ufe0f(?=\u20e3)",
        "(?<=[\u1820-\u18aa])[\u180b-\u180d\u180f]",
    )
)
_UNSEEN = re.compile(f"(?!{_NEEDED})[{IGNORED}]")


def without(text: str) -> str:
    """Return `text` without the characters of `IGNORED`, but where a script or an emoji needs one to look right.

    Kept are joiners between letters of scripts that are shaped by them and within emoji, one variation selector after
    an emoji, and one after a Mongolian letter. Dropped are also marks of direction, soft hyphens, the tags of three
    flags, and the selectors of an ideograph's variants, which then has its usual shape.
    """
    return _UNSEEN.sub("", text)
