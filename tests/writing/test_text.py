"""Plain text and the terminal: width, colour, and what they cost."""

from __future__ import annotations

import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from summarizer import writing
from summarizer.models import Briefing, Engine

GOLDEN = Path(__file__).parent / "golden"


def on_terminal(briefing, width=100):
    paper = StringIO()
    writing.print_text(briefing, Console(file=paper, width=width, force_terminal=True, color_system="standard"))
    return paper.getvalue()


@pytest.mark.parametrize("width", [20, 40, 80, 200])
def test_text_fits_its_width_in_columns(trouble, seeds, width):
    """Ideographs and emoji count as two columns, and no line ends in blanks."""
    for briefing in (trouble, seeds):
        lines = writing.to_text(briefing, width).split("\n")
        assert max(map(cell_len, lines)) <= width
        assert not [line for line in lines if line != line.rstrip()]


def test_wrapped_list_lines_stand_under_their_text(seeds):
    """A line that wraps is indented like the text it goes on with."""
    assert "\n- North Korea will not change course on strengthening its nuclear forces. — Choe\n  Son Hui" in (
        writing.to_text(seeds)
    )


@pytest.mark.parametrize("width", [20, 40, 100])
def test_a_heading_s_underline_is_one_line_as_wide_as_its_words(width):
    """A heading that wraps is underlined once, as far as its widest line goes."""
    title = "The storm that came over 港新聞 sank nine boats off Vell on Monday, " + "and it went on raining " * 3
    lines = writing.to_text(Briefing(title=title, date="2024-11-01", engine=Engine(model="m")), width).split("\n")
    (end,) = (place for place, line in enumerate(lines) if line and not line.strip("="))
    assert end > 1
    assert len(lines[end]) == max(map(cell_len, lines[:end]))


def test_text_does_not_depend_on_the_environment(seeds, monkeypatch):
    """Variables that terminals set change nothing: the same briefing gives the same bytes."""
    before = writing.to_text(seeds)
    for name, value in {"COLUMNS": "33", "LINES": "5", "FORCE_COLOR": "1", "TERM": "dumb", "NO_COLOR": "1"}.items():
        monkeypatch.setenv(name, value)
    assert writing.to_text(seeds) == before


def test_a_terminal_shows_what_matters_in_colour(seeds):
    """Red is disputed, green is corroborated, yellow is open, marks and counts are dim."""
    drawn = on_terminal(seeds)
    for code, words in {
        "1;36": "Briefing for 1 November 2024",
        "1;31": "DISPUTED",
        "32": "IN MORE THAN ONE ARTICLE",
        "1;33": "NOT KNOWN",
        "1": "North Korea has sent soldiers to Russia.",
        "2": "[2.22]",
    }.items():
        assert f"\x1b[{code}m{words}\x1b[0m" in drawn
    assert "\x1b[1;31mdisputed\x1b[0m" in drawn


def test_a_wide_terminal_is_not_filled(seeds):
    """Lines stay readable on a wide screen, at most 100 columns; who asks for a width in a program gets it."""
    lines = [Text.from_ansi(line).cell_len for line in on_terminal(seeds, width=300).split("\n")]
    assert 90 < max(lines) <= 100
    assert 150 < max(map(cell_len, writing.to_text(seeds, 200).split("\n"))) <= 200


def test_figures_are_a_table_where_there_is_room():
    """Its columns are no wider than what stands in them; on a narrow screen each reading is a line of a list.

    An arrow stands before a reading that took another's place.
    """
    ferry = Briefing.model_validate_json((GOLDEN / "ferry.json").read_text(encoding="utf-8"))
    assert (
        "people hurt, not counting   “Eleven” (police, 3 May) [1.2]      updated\n"
        "the crew                    → “Fourteen” (police, 4 May) [2.2]\n"
        "people on board             “two hundred” [2.6, 3.2]            agree\n"
    ) in writing.to_text(ferry)
    assert (
        "- people hurt, not counting the crew\n"
        "  (updated)\n"
        "  - “Eleven” (police, 3 May) [1.2]\n"
        "  - → “Fourteen” (police, 4 May) [2.2]\n"
    ) in writing.to_text(ferry, 40)


def test_a_mark_is_not_torn(seeds):
    """The numbers of one mark stay on one line."""
    for width in (40, 60, 80, 100):
        assert not [line for line in writing.to_text(seeds, width).split("\n") if line.count("[") != line.count("]")]


def test_an_address_can_be_read_without_its_link(trouble):
    """On paper there is nothing to click: the address stands after the title, unless it is the title."""
    drawn = writing.to_text(trouble, 200)
    assert "[1] <https://news.example/a_%28b%29?x=%3C1%3E&y=&lt;>, 港新聞" in drawn
    assert "- [4] http://empty.example/\n" in drawn


def test_other_formats_do_not_pay_for_rich():
    """Rich is imported when something is drawn with it, not before."""
    code = "import sys, summarizer.writing; sys.exit('rich' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_briefing_s_own_methods_are_these_renderers(seeds):
    """`briefing.to_markdown()` and its like are what the command prints."""
    assert seeds.to_markdown() == writing.to_markdown(seeds)
    assert seeds.to_text(60) == writing.to_text(seeds, 60)
    assert seeds.to_json() == writing.to_json(seeds)
