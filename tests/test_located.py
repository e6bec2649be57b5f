"""On which line of a settings file a key stands."""

from __future__ import annotations

import pytest

from summarizer.errors import UsageError
from summarizer.located import read

TEXT = '''\
model = "extractive"
# a comment
[profiles.morning]
sources = [
    "a",  # [profiles.other]
    "b",
]
text = """
[profiles.hidden]
follow = 9
"""

follow = 3
glossary.Kiev = "Kyiv"

[[profiles.morning.deliver]]
to = "a"
[[profiles.morning.deliver]]
to = "b"
[profiles.morning.deliver.more]
deep = 1
[profiles]
evening = { sources = ["c"] }
'''


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "summarizer.toml"
    path.write_text(TEXT)
    return read(path)


@pytest.mark.parametrize(
    ("keys", "line"),
    [
        (("model",), 1),
        (("profiles", "morning"), 3),
        (("profiles", "morning", "sources"), 4),
        (("profiles", "morning", "sources", 1), 4),
        (("profiles", "morning", "text"), 8),
        (("profiles", "morning", "follow"), 13),
        (("profiles", "morning", "glossary", "Kiev"), 14),
        (("profiles", "morning", "deliver", 0, "to"), 17),
        (("profiles", "morning", "deliver", 1, "to"), 19),
        (("profiles", "morning", "deliver", 1, "more", "deep"), 21),
        (("profiles", "evening", "sources"), 23),
        (("profiles", "hidden"), None),
    ],
)
def test_a_key_is_found_on_the_line_where_it_begins(file, keys, line):
    """Whatever stands in comments, lists and long strings before it."""
    assert file.line(keys) == line


def test_what_is_not_toml_is_told_with_its_line(tmp_path):
    """The message names the file and the line."""
    path = tmp_path / "summarizer.toml"
    path.write_text("a = 1\nb = = 2\n")
    with pytest.raises(UsageError, match=r"'summarizer.toml' is not valid TOML: .*line 2"):
        read(path)


def test_a_file_that_is_not_there_is_told(tmp_path):
    """A sentence, not a trace."""
    with pytest.raises(UsageError, match="cannot be read"):
        read(tmp_path / "none.toml")
