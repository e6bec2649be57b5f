"""Lines of a given width: by columns, between words, and nothing torn that belongs together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.text import Text

from summarizer.writing.wrapping import GLUE, wrapped

FAMILY = "\N{MAN}\u200d\N{WOMAN}\u200d\N{GIRL}"


def lines(words, width):
    return [line.plain for line in wrapped(Text(words), width)]


@pytest.mark.parametrize(
    ("words", "width", "drawn"),
    [
        ("nine boats sank", 9, ["nine", "boats", "sank"]),
        ("nine boats sank", 10, ["nine boats", "sank"]),
        ("", 10, [""]),
        ("港の発表によると、", 8, ["港の発表", "によると、"[:3], "と、"]),
        ("boats 港新聞", 9, ["boats 港", "新聞"]),
        ("「港新」", 6, ["「港", "新」"]),
        ("한국어 신문은 말했다", 14, ["한국어 신문은", "말했다"]),
        ("cafe\u0301s cafe\u0301s", 5, ["cafe\u0301s", "cafe\u0301s"]),
        (FAMILY * 3, 4, [FAMILY * 2, FAMILY]),
        ("a" * 12, 5, ["aaaaa", "aaaaa", "aa"]),
    ],
)
def test_lines_end_where_a_reader_expects_it(words, width, drawn):
    """Between words, between ideographs but not before their full stop, never inside a character."""
    assert lines(words, width) == drawn


def test_an_address_stays_whole_where_it_can():
    """It begins a line of its own sooner than it is torn; one longer than a line ends after a separator."""
    address = "<https://news.example/harbour/2031/quay-closed>"
    assert lines(f"The Quay {address}", 50) == ["The Quay", address]
    assert lines(f"The Quay {address}", 30) == ["The Quay", "<https://news.example/harbour/", "2031/quay-closed>"]


def test_glue_holds_a_mark_together_unless_it_is_longer_than_a_line():
    """It is drawn as a space either way."""
    mark = f"[1.1,{GLUE}1.2]"
    assert lines(f"It sank. {mark}", 12) == ["It sank.", "[1.1, 1.2]"]
    assert lines(mark, 8) == ["[1.1,", "1.2]"]


def test_styles_go_with_their_words():
    """What is bold stays bold on both lines."""
    first, second = wrapped(Text.assemble("It ", ("sank fast", "bold"), " then"), 9)
    assert (first.plain, second.plain) == ("It sank", "fast then")
    assert [line.plain[span.start : span.end] for line in (first, second) for span in line.spans] == ["sank", "fast"]


@given(st.text(), st.integers(2, 30))
def test_any_text_fits_and_nothing_is_lost(words, width):
    """No line is wider than asked for, and all that is not a space stands in one of them, in order."""
    words = "".join(c for c in words if c.isprintable())
    drawn = lines(words, width)
    assert max(map(cell_len, drawn)) <= width
    assert "".join(drawn).replace(" ", "") == words.replace(" ", "")


def test_a_long_word_takes_no_long_time():
    """Its length is walked through once."""
    assert len(lines("ab/" * 100_000, 20)) > 15_000
    assert len(lines("港。" * 100_000, 20)) >= 20_000
