"""Profiles in the settings file."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from summarizer.daily.profiles import load_profile, since
from summarizer.daily.publishing import Output
from summarizer.delivery.folder import Folder
from summarizer.delivery.stdout import Stdout
from summarizer.errors import UsageError


@pytest.fixture
def loaded(tmp_path):
    """Write a settings file and load a profile of it."""

    def load(text, name=None, environ=None, **flags):
        path = tmp_path / "summarizer.toml"
        path.write_text(text)
        return load_profile(name, environ=environ or {}, config=path, flags=flags)

    return load


FULL = """\
window = 8
length = "short"

[profiles.morning]
sources = ["https://news.example/feed.xml", "articles/", "feeds.opml"]
keep = ["harbour"]
drop = ["football"]
since = "7d"
follow = 5
keep_text = 30
time_zone = "Europe/Zurich"
allow_hosts = ["127.0.0.1:8080"]
formats = { markdown = "briefings/{date}.md", json = "latest.json" }
length = "long"

[[profiles.morning.deliver]]
to = "folder"
path = "site/"

[[profiles.morning.deliver]]
to = "stdout"
"""


def test_a_profile_holds_its_choices_and_settings(loaded, tmp_path):
    """The only profile needs no name; settings of the file hold where the profile has none of its own."""
    profile = loaded(FULL)
    assert (profile.name, profile.home) == ("morning", tmp_path)
    assert profile.places() == (
        ["https://news.example/feed.xml"],
        [str(tmp_path / "articles"), str(tmp_path / "feeds.opml")],
    )
    assert (profile.keep, profile.drop, profile.follow, profile.keep_text) == (("harbour",), ("football",), 5, 30)
    assert profile.starts(date(2024, 5, 8)) == date(2024, 5, 1)
    assert profile.formats == (
        Output(format="markdown", path="briefings/{date}.md"),
        Output(format="json", path="latest.json"),
    )
    assert profile.deliver == (Folder(to="folder", path="site"), Stdout(to="stdout"))
    chosen = profile.settings
    assert (chosen.window, chosen.length, chosen.time_zone, chosen.fallback) == (
        8,
        "long",
        "Europe/Zurich",
        "extractive",
    )


def test_the_later_layer_wins(loaded):
    """File, profile, environment, flags."""
    text = 'window = 2\n[profiles.a]\nsources = ["x"]\nwindow = 3\n'
    assert loaded(text).settings.window == 3
    assert loaded(text, environ={"SUMMARIZER_WINDOW": "4"}).settings.window == 4
    assert loaded(text, environ={"SUMMARIZER_WINDOW": "4"}, window=5).settings.window == 5


def test_a_missing_answer_is_done_by_rule_unless_somebody_says_otherwise(loaded):
    """In the file, in the profile or in the environment."""
    text = '[profiles.a]\nsources = ["x"]\n'
    assert loaded(text).settings.fallback == "extractive"
    assert loaded('fallback = "none"\n' + text).settings.fallback == "none"
    assert loaded(text + 'fallback = "none"\n').settings.fallback == "none"
    assert loaded(text, environ={"SUMMARIZER_FALLBACK": "none"}).settings.fallback == "none"


ONE = '[profiles.morning]\nsources = ["a"]\n'
TO = "[[profiles.morning.deliver]]\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (ONE + "\nwindw = 3\n", ["line 4", "'windw'", "did you mean 'window'"]),
        (ONE + "folow = 3\n", ["line 3", "'folow'", "did you mean 'follow'"]),
        (ONE + "window = 99\n", ["line 3", "'window'", "out of range"]),
        (ONE + 'model = "gpt"\n', ["line 3", "'model'", "PROVIDER/MODEL"]),
        (ONE + 'time_zone = "Mars/North"\n', ["line 3", "'time_zone'", "not a time zone"]),
        (ONE + "follow = -1\n", ["line 3", "'follow'", "greater than or equal to 0"]),
        (ONE + 'follow = "long"\n', ["line 3", "'follow'", "whole number"]),
        (ONE + 'since = "yesterday"\n', ["line 3", "'since'", "neither a date"]),
        (ONE + "since = 0\n", ["line 3", "'since'", "neither a date"]),
        (ONE + 'keep = "harbour"\n', ["line 3", "'keep'", "not a list"]),
        (ONE + 'drop = [\n  "a",\n  "",\n]\n', ["line 3", "'drop'", "not a word"]),
        (ONE + "keep = [1]\n", ["line 3", "'keep'", "not text"]),
        (ONE + 'allow_hosts = ["http://a"]\n', ["line 3", "'allow_hosts'", "not a host"]),
        (ONE + 'formats = ["markdown"]\n', ["line 3", "'formats'", "not a table"]),
        (ONE + 'formats = { markdwn = "a" }\n', ["line 3", "'formats'", "none of markdown"]),
        (ONE + 'formats = [{ format = "text", pth = "a" }]\n', ["line 3", "no 'pth'; did you mean 'path'?"]),
        (ONE + 'formats = [{ format = "text" }]\n', ["line 3", "'path' is missing"]),
        (ONE + TO + 'to = "slak"\n', ["line 3", "'deliver'", "none of the kinds slack, ", "did you mean 'slack'?"]),
        (ONE + TO + 'path = "a"\n', ["line 3", "'to' is missing, which names its kind: slack, "]),
        (ONE + 'deliver = ["slack"]\n', ["line 3", "'slack' is not a table, such as [[profiles.morning.deliver]]"]),
        (ONE + 'deliver = "slack"\n', ["line 3", "'slack' is not a list"]),
        (ONE + TO + 'to = "folder"\n', ["line 3", "'folder': 'path' is missing."]),
        (
            ONE + TO + 'to = "folder"\nfromats = []\n',
            ["line 5", "'folder': there is no 'fromats'; did you mean 'formats'?"],
        ),
        (
            ONE + TO + 'to = "stdout"\n' + TO + 'to = "folder"\npaht = "a"\n',
            ["line 7", "no 'paht'; did you mean 'path'?"],
        ),
        (ONE + '[profiles.morning.deliver]\nto = "folder"\npaht = "a"\n', ["line 5", "did you mean 'path'?"]),
        (ONE + TO + 'to = "folder"\npath = 3\n', ["line 5", "'path' of 'folder': '3' is not text"]),
        (ONE + TO + 'to = "folder"\npath = "a"\nformats = [\n"html",\n"pdf"]\n', ["line 6", "'pdf' is none of"]),
        (
            ONE + TO + 'to = "folder"\npath = "a"\nformats = []\n',
            ["line 6", "'formats' of 'folder': name at least one."],
        ),
        (ONE + TO + 'to = "folder"\npath = "a"\nfeed = "perhaps"\n', ["line 6", "neither true nor false"]),
        (ONE + TO + 'to = "folder"\npath = "a"\nlink = "here"\n', ["line 6", "not an http:// or https:// address"]),
        (ONE + (TO + 'to = "stdout"\n') * 2, ["line 3", "standard output stands in it twice"]),
        ("[profiles.morning]\n", ["line 1", "'sources' is missing"]),
        ("[profiles.morning]\nsources = []\n", ["line 2", "at least one"]),
        ('[profiles.morning]\nsources = ["-"]\n', ["line 2", "'-' is not"]),
        ('[profiles."a b"]\nsources = ["a"]\n', ["line 1", "'a b' is not a profile's name"]),
        ("\nprofiles = 3\n", ["line 2", "a profile is a table"]),
        ("[profiles]\nmorning = 3\n", ["line 1", "a profile is a table"]),
        ('window = "x"\n' + ONE, ["'window'", "in summarizer.toml"]),
    ],
)
def test_a_mistake_is_told_with_its_line(loaded, text, said):
    """The message names the file, the line and the key, and what to do."""
    with pytest.raises(UsageError) as error:
        loaded(text)
    assert "summarizer.toml" in str(error.value)
    for words in said:
        assert words in str(error.value)


def test_a_secret_in_the_file_is_refused_and_not_shown(loaded):
    """What is meant is the name of the variable that holds it."""
    with pytest.raises(UsageError, match=r"line 5: .*there is no 'password'; did you mean 'password_env'\?") as error:
        loaded(ONE + TO + 'to = "email"\npassword = "hunter-2-hunter"\n')
    assert "hunter-2" not in str(error.value)


@pytest.mark.parametrize("key", ["token_env", "webhook_env"])
def test_a_secret_in_place_of_its_variable_is_not_shown(loaded, key):
    """A mistake is easily made, and its message is easily mailed."""
    for to in ("slack", "discord"):
        if (to, key) != ("discord", "token_env"):
            with pytest.raises(UsageError, match=f"line 5: .*'{key}' of '{to}'") as error:
                loaded(ONE + TO + f'to = "{to}"\n{key} = "xoxb-hunter-2"\n')
            assert "hunter" not in str(error.value)


def test_two_mails_may_come_from_one_sender(loaded):
    """Where nobody gets both: the ledger tells them apart by their recipients."""
    mail = TO + 'to = "email"\nhost = "mail.news.example"\nsender = "desk@news.example"\n'
    one, other = (mail + f'recipients = ["{name}@news.example"]\n' for name in ("ines", "otto"))
    first, second = loaded(ONE + one + other + 'attach = ["html"]\n').deliver
    assert first.key == second.key
    assert not set(first.places) & set(second.places)
    with pytest.raises(UsageError, match=r"e-mail to ines@news.example stands in it twice\.$"):
        loaded(ONE + one + one)
    both = mail + 'recipients = ["rosa@news.example", "otto@news.example"]\n'
    with pytest.raises(UsageError, match=r"twice in part \(email desk@news.example otto@news.example\)"):
        loaded(ONE + other + both)


def test_two_profiles_cannot_share_a_folder(loaded, tmp_path):
    """Each would write over the other's pages and feed; folders that only look alike are two."""
    into = '\nto = "folder"\npath = "{}"\n'
    other = '[profiles.evening]\nsources = ["b"]\n[profiles.evening.deliver]' + into.format(tmp_path / "site")
    with pytest.raises(UsageError, match=r"line 5: .*'./site/' .* profile 'evening', too; give each its own|'site' is"):
        loaded(ONE + TO + into.format("./site/").lstrip() + other, "morning")
    assert loaded(ONE + TO + into.format("sites").lstrip() + other, "morning").deliver
    assert loaded(ONE + TO + into.format("site").lstrip() + "[profiles.evening]\ndeliver = 3\n", "morning").deliver


def test_a_profile_is_chosen_by_name(loaded):
    """Of several one must be named; a name that is nearly right is recognised."""
    text = ONE + '[profiles.evening]\nsources = ["b"]\n'
    assert loaded(text, "evening").sources == ("b",)
    with pytest.raises(UsageError, match="name one with --profile: morning, evening"):
        loaded(text)
    with pytest.raises(UsageError, match="did you mean 'evening'"):
        loaded(text, "evenin")
    with pytest.raises(UsageError, match="it holds morning, evening"):
        loaded(text, "noon")


def test_without_a_file_or_a_profile_it_is_said_how_to_get_one(tmp_path, loaded):
    """By 'summarize init'."""
    with pytest.raises(UsageError, match="summarize init"):
        load_profile(environ={}, folder=tmp_path)
    with pytest.raises(UsageError, match="holds no profile; add a table"):
        loaded("window = 3\n")


def test_what_since_may_be():
    """A date, or days."""
    assert since("2024-05-06") == since(date(2024, 5, 6)) == date(2024, 5, 6)
    assert since("0d") == timedelta()
    for wrong in ("d", "-1d", "99999d", "May", "", 3):
        with pytest.raises(ValueError, match="neither"):
            since(wrong)
