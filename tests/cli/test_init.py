"""`summarize init`: a settings file to start from."""

from __future__ import annotations

import re
import tomllib

import pytest

from summarizer.cli import main
from summarizer.cli.init import TEMPLATE
from summarizer.daily.profiles import Choices, load_profile
from summarizer.settings import Settings


def run(*arguments):
    """Run the command in this process; return its exit code."""
    with pytest.raises(SystemExit) as stop:
        main(["init", *map(str, arguments)])
    return stop.value.code


def uncommented(text):
    """Take the # away before every key, bracket, table and entry."""
    return re.sub(r"^#(?=[a-z_]+ = |\]|\[\[|    )", "", text, flags=re.MULTILINE)


def test_the_file_is_valid_as_it_stands(tmp_path, capsys):
    """It is written into the folder, and holds one profile that can be loaded."""
    assert run(tmp_path) == 0
    assert "summarize daily" in capsys.readouterr().out
    profile = load_profile(environ={}, config=tmp_path / "summarizer.toml")
    assert (profile.name, profile.sources) == ("morning", ("articles/",))


def test_every_line_that_is_commented_out_is_valid(tmp_path):
    """With all of them in force the file loads, and no setting named in it is unknown."""
    path = tmp_path / "summarizer.toml"
    path.write_text(uncommented(TEMPLATE))
    assert len(tomllib.loads(path.read_text())) > len(tomllib.loads(TEMPLATE))
    profile = load_profile(environ={}, config=path)
    assert (profile.sources[-1], profile.keep_text, profile.settings.max_cost) == ("feeds.opml", 90, 1.0)
    assert len(profile.formats) == 2
    assert [target.to for target in profile.deliver] == ["slack", "folder"]


def test_every_choice_of_a_profile_is_shown():
    """None has to be looked up elsewhere to be known of."""
    shown = tomllib.loads(uncommented(TEMPLATE))
    assert set(Choices.model_fields) <= set(shown["profiles"]["morning"])
    assert set(shown) - {"profiles"} <= set(Settings.model_fields)


def test_what_is_shown_as_default_is_the_default():
    """A line without an example's value changes nothing when its # is taken away."""
    shown = tomllib.loads(uncommented(TEMPLATE))
    assert shown["length"] == Settings().length
    assert shown["profiles"]["morning"]["follow"] == Choices.model_fields["follow"].default


def test_nothing_is_overwritten(tmp_path, capsys):
    """A file that is there stays as it is."""
    (tmp_path / "summarizer.toml").write_text("mine")
    assert run(tmp_path) == 2
    assert "exists already" in capsys.readouterr().err
    assert (tmp_path / "summarizer.toml").read_text() == "mine"


def test_a_path_may_be_a_file_or_the_working_folder(tmp_path, monkeypatch):
    """Whatever the file is called."""
    assert run(tmp_path / "other.toml") == 0
    monkeypatch.chdir(tmp_path)
    assert run() == 0
    assert (tmp_path / "summarizer.toml").read_text() == (tmp_path / "other.toml").read_text() == TEMPLATE


@pytest.mark.parametrize("path", ["no/such/folder/x.toml", "a\0b"])
def test_a_path_that_cannot_be_written_is_told(tmp_path, capsys, monkeypatch, path):
    """In one sentence."""
    monkeypatch.chdir(tmp_path)
    assert run(path) == 2
    assert capsys.readouterr().err.count("\n") == 1
