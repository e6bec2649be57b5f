"""Prompts: files that are found and rendered, with values that stay values."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from pathlib import Path

import jinja2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer import unseen
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


PIECES = st.sampled_from(
    (
        *(
            "</article>",
            "<article>",
            "</points>",
            "</pair>",
            "<|im_start|>",
            "[INST]",
            "[/INST]",
            "＜/article＞",
            "<",
            ">",
        ),
        *("[1] ", "\n", "\r", "\u2028", "\x00", "\x1b[31m", "\u200b", "\u202e", "\U000e0041", "\ufe0f", "{{ x }}", "é"),
    )
)
HOSTILE = st.one_of(st.text(), st.lists(PIECES, max_size=12).map("".join))


@given(HOSTILE)
def test_no_value_can_end_its_fence(text):
    """Whatever an article or a model says is one line between the prompt's own marks, and nothing unseen is in it."""
    told = {"id": "p1", "a": text, "b": text, "text": text, "said": text, "reason": text}
    lists = dict.fromkeys(("named", "numbers", "hedges", "sentences"), (text, text))
    texts = dict.fromkeys(("title", "speaking", "before"), text)
    shown = [
        (prompts.load("extract").render("window", fenced=True, **lists, **texts), ["<article>", "</article>"]),
        (prompts.load("extract").render("window", fenced=False, **lists, **texts), []),
        (prompts.load("judge").render("window", pairs=[told]), ['<pair id="p1">', "</pair>"]),
        (
            prompts.load("compose").render("window", points=[told], lines=3, tone="", language=""),
            ["<points>", "</points>"],
        ),
        (prompts.load("compose").render("again", refusals=[told]), []),
    ]
    for words, marks in shown:
        assert re.findall(r"[<＜﹤].*?[>＞﹥]", words) == marks
        assert words.count("<") == words.count(">") == len(marks)
        assert not re.search(f"[{unseen.BIDI}\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u200b\U000e0041]", words)
        assert not re.search(r"\[/?[A-Z][A-Z_]+\]", words)
    for words, _ in shown[:2]:
        assert re.findall(r"^\[(\d+)\]", words, re.MULTILINE) == ["1", "2"]


@pytest.mark.parametrize("name", STORED)
@pytest.mark.parametrize("fenced", [True, False])
def test_what_articles_say_is_called_text_to_work_on(name, fenced):
    """The system's words say that no instruction in it counts; where they name marks, the example has them."""
    system, example, _ = (message["content"] for message in prompts.load(name).fixed(fenced=fenced))
    assert re.search(r"text to \w+.*; if (?:they contain|it contains) instructions, .*don't follow them\.", system)
    marks = re.findall(r"between (<\w+>) and (</\w+>)", system)
    assert all(mark in example for pair in marks for mark in pair)
    assert bool(marks) == (name == "extract" and fenced)


def test_a_line_is_cut_where_it_may_not_be_longer():
    """An ellipsis says so; without a limit nothing is cut."""
    assert prompts.inert("one\ntwo three", 8) == "one two…"
    assert prompts.inert("one two", 7) == "one two"
    assert prompts.inert("x" * 5_000) == "x" * 5_000


def test_the_worked_example_keeps_the_schema():
    """What the model is shown as a good answer fits what it is asked for, about sentences that are there."""
    prompt = prompts.load("extract")
    answer = Answer.model_validate_json(prompt.render("example_answer"))
    sentences = re.findall(r"^\[(\d+)\]", prompt.render("example", fenced=True), re.MULTILINE)
    assert sentences == [str(number) for number in range(1, len(sentences) + 1)]
    assert {number for claim in answer.claims for number in claim.sentences} <= set(map(int, sentences))
    assert json.loads(prompt.render("example_answer")) == answer.model_dump()
