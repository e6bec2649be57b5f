"""`summarize` as a stranger meets it: what it says where it cannot go on."""

from __future__ import annotations

import pytest

from summarizer.cli import SUBCOMMANDS, main


@pytest.fixture
def said(capfdbinary, tmp_path, monkeypatch):
    """Run the command with words in an empty folder; return its exit code and all that it prints."""
    monkeypatch.chdir(tmp_path)

    def said(*words):
        with pytest.raises(SystemExit) as stop:
            main(words)
        out, err = capfdbinary.readouterr()
        return stop.value.code, (out + err).decode()

    return said


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ((), "SOURCE is missing: give a file, a folder, an address, or - for standard input."),
        (("dayly",), "There is no file 'dayly'. Did you mean 'summarize daily'?"),
        (("Doctor",), "There is no file 'Doctor'. Did you mean 'summarize doctor'?"),
        (("hist", "list"), "Did you mean 'summarize history'?"),
        (("help",), "See 'summarize --help'."),
        (("a.txt", "--formt", "html"), "Did you mean '--format'?"),
        (("a.txt", "--format", "htm"), "'htm' is not one of 'markdown', 'text', 'html'"),
        (("a.txt", "--date", "tomorrow"), "'tomorrow' is not a date, such as 2026-11-22."),
        (("a.txt", "--date", "2026-02-30"), "'2026-02-30' is not a date, such as 2026-11-22."),
        (("a.txt", "--max-cost", "much"), "'much' is not a valid number."),
    ],
)
def test_what_cannot_be_is_one_sentence_that_helps(said, words, sentence):
    """It names what was given and what to give instead, and the command ends with 2."""
    code, told = said(*words)
    assert code == 2
    assert sentence in told
    assert told.count("\n") == 1


def test_a_file_may_have_any_name(said, tmp_path):
    """A name that is like a sub-command's is a file's where there is one."""
    (tmp_path / "dayly").mkdir()
    (tmp_path / "dayly" / "a.txt").write_text("Mayor Ines Falk said 40 people were hurt.", encoding="utf-8")
    code, told = said("dayly", "--model", "extractive")
    assert code == 0
    assert "Ines Falk" in told


def test_the_help_says_what_a_source_is_and_shows_examples(said):
    """Every kind of source, every sub-command, and a first command to try."""
    code, told = said("--help")
    words = " ".join(told.split())
    assert code == 0
    assert "the address of a page or feed, or - for standard input" in words
    assert "Examples: summarize articles/" in words
    assert all(f"{name} {purpose}" in words for name, purpose in SUBCOMMANDS.items())
