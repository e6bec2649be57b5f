"""Which language a text is in."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.reading.language import detect


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The harbour master of Vell said on Monday that nine boats had sunk.", "en"),
        ("Der Hafenmeister von Vell sagte am Montag, dass neun Boote gesunken seien.", "de"),
        ("Начальник порта сообщил в понедельник, что затонули девять лодок.", "ru"),
        ("Начальник порту повідомив у понеділок, що затонули дев'ять човнів.", "uk"),
        ("ראש הנמל אמר ביום שני שתשע סירות טבעו בסערה הגדולה.", "he"),
        ("港の責任者は月曜日、九隻の船が嵐で沈んだと述べた。", "ja"),
    ],
)
def test_languages_are_told_apart(text, code):
    """The answer is an ISO 639-1 code, Hebrew's of today."""
    assert detect(text) == code


@pytest.mark.parametrize("text", ["", "Nine boats lost", "1234 " * 50, "The mayor said it was fine."])
def test_no_answer_is_better_than_a_wrong_one(text):
    """Few letters, or an answer that is not sure, give None."""
    assert detect(text) is None


def test_only_the_beginning_counts():
    """Megabytes in another language after the first 2,000 characters change nothing."""
    english = (Path(__file__).parents[2] / "seeds" / "004_9fa544c1ce484911.txt").read_text(encoding="utf-8")[:2_000]
    assert detect(english + "Der Hafenmeister sagte am Montag, dass neun Boote gesunken seien. " * 20_000) == "en"


@settings(deadline=None)
@given(st.text())
def test_any_text_gets_a_two_letter_code_or_none(text):
    """Nothing makes the detector fail."""
    assert (code := detect(text)) is None or len(code) == 2


def test_nothing_heavy_is_imported_to_read_a_plain_text_file():
    """Reading UTF-8 text loads neither the HTML parser nor the guesser of encodings."""
    code = (
        "import sys; from summarizer.reading.files import read; read(['seeds']);"
        "print({'trafilatura', 'lxml', 'charset_normalizer', 'numpy'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
