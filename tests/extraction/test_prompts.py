"""Prompts: files that are found and rendered, with values that stay values."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from pathlib import Path

import jinja2
import pytest

from summarizer.extraction import prompts
from summarizer.extraction.schema import Answer

ROOT = Path(prompts.__file__).parents[2]
STORED = sorted(path.stem for path in (ROOT / "prompts").glob("*.md"))


@pytest.mark.parametrize("name", STORED)
def test_a_stored_prompt_is_loaded_by_its_name(name):
    """The front matter's name is the file's, and it has the blocks of a request."""
    prompt = prompts.load(name)
    assert f"name: {name}\n" in prompt.source
    assert {"system", "window"} <= set(prompt.template.blocks)


def test_a_prompt_is_found_from_any_folder(tmp_path, monkeypatch):
    """The working folder does not matter."""
    monkeypatch.chdir(tmp_path)
    prompts.load.cache_clear()
    assert "name: extract\n" in prompts.load("extract").source


def test_the_prompts_inside_the_package_are_used_where_it_holds_them(tmp_path, monkeypatch):
    """An installed wheel carries its prompts: those are read, and none beside it."""
    shipped = tmp_path / "package" / "prompts"
    shipped.mkdir(parents=True)
    (shipped / "extract.md").write_text("---\nname: shipped\nversion: 7\n---\n{% block a %}A{% endblock %}", "utf-8")
    monkeypatch.setattr(prompts, "files", lambda _: tmp_path / "package")
    prompts.load.cache_clear()
    prompt = prompts.load("extract")
    prompts.load.cache_clear()
    assert prompt.render("a") == "A"
    assert files("summarizer").joinpath("prompts").is_dir() is False


def test_a_value_that_is_missing_is_an_error():
    """A block is never rendered with a hole in it."""
    with pytest.raises(jinja2.UndefinedError):
        prompts.load("extract").render("window")


def test_a_value_is_never_taken_for_a_template():
    """Braces in a value come out as they went in, and nothing is escaped for HTML."""
    template = jinja2.Environment(autoescape=False).from_string("{% block a %} {{ value }} {% endblock %}")  # noqa: S701  (no HTML)
    prompt = prompts.Prompt("", template)
    assert prompt.render("a", value="{{ 7*7 }} {% raw %} <b> & {#") == "{{ 7*7 }} {% raw %} <b> & {#"


def test_the_worked_example_keeps_the_schema():
    """What the model is shown as a good answer fits what it is asked for, about sentences that are there."""
    prompt = prompts.load("extract")
    answer = Answer.model_validate_json(prompt.render("example_answer"))
    sentences = re.findall(r"^\[(\d+)\]", prompt.render("example"), re.MULTILINE)
    assert sentences == [str(number) for number in range(1, len(sentences) + 1)]
    assert {number for claim in answer.claims for number in claim.sentences} <= set(map(int, sentences))
    assert json.loads(prompt.render("example_answer")) == answer.model_dump()
