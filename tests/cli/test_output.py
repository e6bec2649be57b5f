"""Where a briefing goes: how wide it is there, and whether in colour."""

from __future__ import annotations

import io
from contextlib import redirect_stdout

import pytest
from rich.cells import cell_len
from rich.text import Text

from summarizer import Article, summarize
from summarizer.cli import output

ARTICLE = "Mayor Ines Falk said on Monday that 40 people were hurt in the flood at Korrdam. Tom Reyes of 港新聞 said the dam had cracked."
ESCAPE = "\x1b["


class Out(io.TextIOWrapper):
    """Standard output, kept; a terminal or not."""

    def __init__(self, *, is_terminal, encoding="utf-8"):
        super().__init__(io.BytesIO(), encoding=encoding)
        self.is_terminal = is_terminal

    def isatty(self):
        return self.is_terminal

    @property
    def text(self):
        return self.buffer.getvalue().decode(self.encoding)


@pytest.fixture(scope="module")
def briefing():
    return summarize(Article(text=ARTICLE), model="extractive")


@pytest.fixture
def written(briefing, monkeypatch):
    """What a briefing looks like in a format, on a terminal or not, with these variables set."""
    monkeypatch.setenv("TERM", "xterm")
    for name in ("COLUMNS", "NO_COLOR", "FORCE_COLOR", "COLORTERM", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)

    def written(form=None, *, is_terminal=False, encoding="utf-8", **variables):
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        out = Out(is_terminal=is_terminal, encoding=encoding)
        with redirect_stdout(out):
            output.write(briefing, form, None)
        return out.text

    return written


def test_markdown_is_the_default_but_on_a_terminal(written, briefing):
    """A program gets Markdown, a reader a drawing; who names Markdown gets it everywhere."""
    assert written() == briefing.to_markdown()
    assert written(is_terminal=True).startswith(ESCAPE)
    assert written("markdown", is_terminal=True) == briefing.to_markdown()


def test_text_is_as_wide_as_is_said(written, briefing):
    """COLUMNS says it where there is no terminal; what is no number is not taken for one."""
    assert written("text") == briefing.to_text(80)
    assert written("text", COLUMNS="50") == briefing.to_text(50)
    for odd in ("wide", "-4", "0x50", "99999999"):
        assert written("text", COLUMNS=odd) == briefing.to_text(80)


@pytest.mark.parametrize("columns", [20, 40, 80, 200])
def test_a_terminal_is_filled_and_not_more(written, columns):
    """No line is wider than the terminal, nor than 100 columns."""
    lines = [Text.from_ansi(line) for line in written(is_terminal=True, COLUMNS=str(columns)).split("\n")]
    most = min(columns, 100)
    assert most / 2 < max(cell_len(line.plain) for line in lines) <= most


def test_colour_is_for_terminals_that_are_to_have_it(written):
    """NO_COLOR leaves weight and takes colour, a dumb terminal gets neither, FORCE_COLOR gives text both in a pipe."""
    red_or_so = ESCAPE + "1;36m"
    assert red_or_so in written(is_terminal=True)
    assert ESCAPE not in written("text")
    assert red_or_so in written("text", FORCE_COLOR="1")
    assert ESCAPE not in written(FORCE_COLOR="1")
    plain = written("text", is_terminal=True, NO_COLOR="1")
    assert red_or_so not in plain
    assert ESCAPE + "1m" in plain


def test_a_dumb_terminal_gets_no_commands(written):
    """It would show them."""
    assert ESCAPE not in written("text", is_terminal=True, TERM="dumb")


def test_a_terminal_that_lacks_a_character_shows_another(written):
    """And the briefing comes whole."""
    drawn = written(is_terminal=True, encoding="ascii")
    assert "Tom Reyes of ??? said" in drawn
    assert "cracked" in drawn
