"""Settings: which source wins, where the file is found, and what an error says."""

from __future__ import annotations

import os
import time
from datetime import date, timedelta
from pathlib import Path

import pytest
from pydantic import ValidationError

from summarizer.errors import UsageError
from summarizer.settings import DEFAULT_MODEL, EXTRACTIVE, FILE, Settings, load, override, server_address


@pytest.fixture
def write(tmp_path):
    """Write a settings file in a folder of its own; return the folder."""

    def write(text, name=FILE):
        (tmp_path / name).write_text(text, encoding="utf-8")
        return tmp_path

    return write


# ── Which source wins ─────────────────────────────────────────────────────────────────────────────


def test_flags_win_over_the_environment_and_that_over_the_file(write):
    """Each source overrides the one before it, setting by setting."""
    folder = write('model = "ollama/a"\nwindow = 1\nconcurrency = 1\ntimeout = 1')
    environ = {"SUMMARIZER_WINDOW": "2", "SUMMARIZER_CONCURRENCY": "2"}
    settings = load({"concurrency": 3, "window": None}, environ=environ, folder=folder)
    assert (settings.model, settings.window, settings.concurrency) == ("ollama/a", 2, 3)
    assert settings.timeout == 1


def test_without_any_source_there_are_defaults(tmp_path):
    """Nothing needs to be set."""
    assert load(environ={}, folder=tmp_path) == Settings()


def test_an_empty_variable_is_not_set(tmp_path):
    """A variable that is set to nothing counts as absent, and a foreign one is left alone."""
    environ = {"SUMMARIZER_WINDOW": "", "SUMMARIZER_HOME": "/tmp/x", "WINDOW": "3"}  # noqa: S108  (only a value)
    assert load(environ=environ, folder=tmp_path).window is None


@pytest.mark.parametrize(
    ("flags", "environ", "model"),
    [
        ({}, {}, EXTRACTIVE),
        ({}, {"OPENAI_API_KEY": ""}, EXTRACTIVE),
        ({}, {"OPENAI_API_KEY": "sk"}, DEFAULT_MODEL),
        ({}, {"OPENAI_BASE_URL": "http://127.0.0.1:1/v1"}, DEFAULT_MODEL),
        ({"base_url": "http://127.0.0.1:1/v1"}, {}, DEFAULT_MODEL),
        ({"model": EXTRACTIVE}, {"OPENAI_API_KEY": "sk"}, EXTRACTIVE),
        ({}, {"OPENAI_API_KEY": "sk", "SUMMARIZER_MODEL": "ollama/a"}, "ollama/a"),
    ],
)
def test_the_model_follows_from_what_is_configured(tmp_path, flags, environ, model):
    """Where a key or a server is configured a model is used, unless another one is named; else there is none."""
    assert load(flags, environ=environ, folder=tmp_path).model == model


def test_what_is_written_and_how_is_set_in_each_place(write):
    """Length, tone, language and stories in the file, the environment or by flags; the glossary in the file alone."""
    folder = write('length = "short"\nlanguage = "de"\none_story = true\n\n[glossary]\nKiev = "Kyiv"\n')
    environ = {"SUMMARIZER_LANGUAGE": "fr", "SUMMARIZER_ONE_STORY": "false", "SUMMARIZER_GLOSSARY": "{}"}
    settings = load({"tone": " plain "}, environ=environ, folder=folder)
    assert (settings.length, settings.tone, settings.language, settings.one_story) == ("short", "plain", "fr", False)
    assert settings.glossary == {"Kiev": "Kyiv"}


def test_embeddings_are_asked_for_in_each_place(write):
    """There are none unless a model for them is named: in the file, the environment or by a flag."""
    folder = write('embeddings = "in-file"')
    assert load(environ={}, folder=folder).embeddings == "in-file"
    environ = {"SUMMARIZER_EMBEDDINGS": "acme/in-environment"}
    assert load(environ=environ, folder=folder).embeddings == "acme/in-environment"
    assert load({"embeddings": "by-flag"}, environ=environ, folder=folder).embeddings == "by-flag"
    assert Settings().embeddings is None


def test_override_keeps_what_is_not_given():
    """Flags change their own settings only, and are checked."""
    settings = Settings(model="ollama/a", window=3)
    assert override(settings, {"window": None, "timeout": 2.0}) == Settings(model="ollama/a", window=3, timeout=2.0)
    with pytest.raises(UsageError, match="'concurrency'"):
        override(settings, {"concurrency": 0})


def test_settings_do_not_change():
    """Settings are frozen, and hold no key."""
    with pytest.raises(ValidationError):
        Settings().window = 3
    assert not [name for name in Settings.model_fields if "key" in name]


# ── Where the file is found ───────────────────────────────────────────────────────────────────────


def test_the_file_is_searched_upward_and_the_nearest_wins(tmp_path, monkeypatch):
    """The working folder's own file, else the next one above it."""
    inner = tmp_path / "desk" / "today"
    inner.mkdir(parents=True)
    (tmp_path / FILE).write_text("window = 1", encoding="utf-8")
    monkeypatch.chdir(inner)
    assert load(environ={}).window == 1
    (tmp_path / "desk" / FILE).write_text("window = 2", encoding="utf-8")
    assert load(environ={}).window == 2


def test_a_file_that_is_named_is_the_only_one(write):
    """A file given by name replaces the one that would be found."""
    folder = write("window = 1")
    write("concurrency = 2", "other.toml")
    settings = load(environ={}, config=folder / "other.toml", folder=folder)
    assert (settings.window, settings.concurrency) == (None, 2)


def test_a_folder_of_the_files_name_is_not_the_file(tmp_path):
    """What only has the name is passed over."""
    (tmp_path / FILE).mkdir()
    assert load(environ={}, folder=tmp_path) == Settings()


def test_a_file_with_a_byte_order_mark_is_read(tmp_path):
    """Editors on Windows begin a file with a mark that is no part of it."""
    (tmp_path / FILE).write_bytes(b"\xef\xbb\xbfwindow = 3\r\n")
    assert load(environ={}, folder=tmp_path).window == 3


# ── What an error says ────────────────────────────────────────────────────────────────────────────


def test_a_named_file_that_is_missing_is_an_error(tmp_path):
    """The message names the file and says why it cannot be read."""
    with pytest.raises(UsageError, match=r"'gone\.toml' cannot be read: No such file"):
        load(environ={}, config=tmp_path / "gone.toml")


@pytest.mark.parametrize("content", [b"window 3", b"window = 1\nwindow = 2", b"\xff\xfe"])
def test_a_file_that_is_not_toml_is_an_error(tmp_path, content):
    """The message names the file."""
    (tmp_path / FILE).write_bytes(content)
    with pytest.raises(UsageError, match=f"'{FILE}' is not valid TOML"):
        load(environ={}, folder=tmp_path)


def test_an_error_names_the_setting_and_where_it_stands(write):
    """In the file, in the environment, or among the flags: whoever reads the message finds the mistake."""
    folder = write("window = 0")
    with pytest.raises(UsageError, match=rf"'window' in {FILE} cannot be used: .*greater than or equal to 1"):
        load(environ={}, folder=folder)
    with pytest.raises(UsageError, match="'window' in the environment cannot be used"):
        load(environ={"SUMMARIZER_WINDOW": "four"}, folder=folder)
    with pytest.raises(UsageError, match="'window' cannot be used"):
        load({"window": 61}, environ={"SUMMARIZER_WINDOW": "4"}, folder=folder)


def test_an_unknown_setting_is_an_error(write):
    """A typing error in the file is not passed over."""
    with pytest.raises(UsageError, match=f"'windows' in {FILE}"):
        load(environ={}, folder=write("windows = 4"))


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("model", "gpt-5", "PROVIDER/MODEL"),
        ("model", "/gpt-5", "PROVIDER/MODEL"),
        ("model", "openai/", "PROVIDER/MODEL"),
        ("model", "", "PROVIDER/MODEL"),
        ("base_url", "localhost:8080", "http://"),
        ("base_url", "ftp://acme.test", "http://"),
        ("base_url", "http://", "http://"),
        ("base_url", "http://[::1", "http://"),
        ("base_url", "http://acme.test:port/v1", "http://"),
        ("base_url", "http://acme.test:0", "http://"),
        ("base_url", "http://ac me.test/", "http://"),
        ("base_url", "http://acme.test/\x00", "http://"),
        ("time_zone", "Mars/Olympus", "time zone"),
        ("time_zone", "Europe", "time zone"),
        ("time_zone", "../../etc/passwd", "time zone"),
        ("time_zone", "", "time zone"),
        ("window", 61, "60"),
        ("concurrency", 65, "64"),
        ("max_requests", 0, "1"),
        ("max_tokens", 0, "1"),
        ("timeout", 0, "greater than 0"),
        ("length", "epic", "'short', 'medium' or 'long'"),
        ("tone", "x" * 81, "80 characters"),
        ("tone", "plain\nand calm", "one line"),
        ("tone", " ", "one line"),
        ("language", "English", "'en'"),
        ("language", "e", "'en'"),
        ("embeddings", "", "'text-embedding-3-small'"),
        ("embeddings", "two models", "'text-embedding-3-small'"),
        ("embeddings", "a\nb", "'text-embedding-3-small'"),
        ("one_story", "perhaps", "neither true nor false"),
        ("glossary", "Kiev", "a table of names"),
        ("glossary", {"Kiev": 3}, "not text"),
        ("glossary", {"Kiev": ""}, "'Kiev = '"),
        ("glossary", {"Ki\nev": "Kyiv"}, "one line"),
    ],
)
def test_a_value_that_cannot_be_is_refused(tmp_path, name, value, words):
    """One sentence names the setting and what would do."""
    with pytest.raises(UsageError, match=f"^The setting '{name}' cannot be used: ") as caught:
        load({name: value}, environ={}, folder=tmp_path)
    assert words in str(caught.value)


def test_a_password_in_an_address_is_refused_and_not_shown():
    """An address is shown in messages and cassettes, so it holds no secret."""
    with pytest.raises(ValueError, match="password") as caught:
        server_address("https://odile:sesame@acme.test/v1")
    assert "sesame" not in str(caught.value)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("http://127.0.0.1:8080/v1/", "http://127.0.0.1:8080/v1"),
        ("https://acme.test", "https://acme.test"),
        ("http://[::1]:8080/v1", "http://[::1]:8080/v1"),
    ],
)
def test_an_address_is_kept_without_its_last_slash(given, kept):
    """Any http or https address will do."""
    assert Settings(base_url=given).base_url == kept


# ── The clock ─────────────────────────────────────────────────────────────────────────────────────


def test_today_is_the_date_in_the_time_zone():
    """Between the first and the last time zone there are 26 hours, so it is never the same day in both."""
    first, last = (Settings(time_zone=zone).today() for zone in ("Pacific/Kiritimati", "Etc/GMT+12"))
    assert timedelta(days=1) <= first - last <= timedelta(days=2)


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="only POSIX sets a process's time zone")
def test_today_is_the_machines_date_where_no_zone_is_set(monkeypatch):
    """Without a time zone the machine's own counts."""
    found = set()
    for zone in ("Pacific/Kiritimati", "Etc/GMT+12"):
        monkeypatch.setitem(os.environ, "TZ", zone)
        time.tzset()
        found.add(Settings().today())
    monkeypatch.undo()
    time.tzset()
    assert len(found) == 2
    assert all(isinstance(day, date) for day in found)


def test_the_search_for_a_file_ends_at_the_root(monkeypatch):
    """From a folder without any settings file above it, the defaults are found."""
    monkeypatch.chdir(Path(Path.cwd().anchor))
    assert load(environ={}) == Settings()
