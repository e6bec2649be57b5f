"""Which language a text is in.

CLD3 (the ``gcld3`` module) answers in about 5 ms from a cold start; py3langid needs 0.7 s to unpack its model first.
"""

from __future__ import annotations

from functools import cache
from typing import Any

_SAMPLE = 2_000  # characters: more do not make the answer better
_FEWEST_LETTERS = 20
_SUREST_WRONG = 0.9  # short English is taken for Swahili at 0.74
_RENAMED = {"iw": "he"}  # CLD3 keeps Hebrew's code of before 1989
_CODE_LENGTH = 2  # CLD3's longer codes ("ceb", "zh-Latn") are not of ISO 639-1


def detect(text: str) -> str | None:
    """Return the ISO 639-1 code of the language of `text`, judged by its first 2,000 characters.

    None where it has fewer than 20 letters, where the answer is not sure, or where the language has no such code.
    """
    sample = text[:_SAMPLE]
    if sum(map(str.isalpha, sample)) < _FEWEST_LETTERS:
        return None
    found = _detector().FindLanguage(sample)
    if found.probability < _SUREST_WRONG or len(found.language) != _CODE_LENGTH:
        return None
    return _RENAMED.get(found.language, str(found.language))


@cache
def _detector() -> Any:
    import gcld3  # noqa: PLC0415  (only where a text comes without its language)

    return gcld3.NNetLanguageIdentifier(0, 4 * _SAMPLE)  # bytes: a code point is at most four in UTF-8
