"""The error tree: its drawing is true, and every leaf ends the command with the code that is promised."""

from __future__ import annotations

import inspect
import re

import pytest

from summarizer import errors
from summarizer.errors import ModelError, SourceError, SummarizerError

LEAVES = [kind for _, kind in inspect.getmembers(errors, inspect.isclass) if not issubclass(kind, Warning)]


def drawn():
    """The tree in the module's docstring: each name with its parent and exit code."""
    tree, path = {}, ["SummarizerError"]
    for indent, name, code in re.findall(r"^ {4}([│├└─ ]+)(\w+) +(\d)\b", errors.__doc__, re.MULTILINE):
        path = [*path[: len(indent) // 4], name]
        tree[name] = (path[-2], int(code))
    return tree


def test_the_drawing_is_the_tree():
    """Every class is drawn below its base and with its exit code, and nothing else is."""
    found = {kind.__name__: (kind.__base__.__name__, kind.exit_code) for kind in LEAVES if kind is not SummarizerError}
    assert drawn() == found


@pytest.mark.parametrize("kind", LEAVES)
def test_an_error_is_its_message(kind):
    """Each error is raised with a message alone, is one of ours, and is documented."""
    error = kind("The dam broke: run.")
    assert str(error) == "The dam broke: run."
    assert isinstance(error, SummarizerError)
    assert kind.__doc__


def test_errors_carry_what_they_belong_to():
    """A source's error names the source; a model's error names provider, status and attempts."""
    assert SourceError("Gone.", source="a.txt").source == "a.txt"
    error = ModelError("Gone.", provider="openai", status=503, attempts=4)
    assert (error.provider, error.status, error.attempts) == ("openai", 503, 4)
    assert (ModelError("Gone.").status, ModelError("Gone.").attempts) == (None, 1)
