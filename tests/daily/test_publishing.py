"""The files of an edition."""

from __future__ import annotations

import pytest
from pydantic import TypeAdapter, ValidationError

from summarizer.daily.publishing import Output, Outputs, publish
from summarizer.errors import OutputError
from summarizer.models import Briefing, Engine

BRIEFING = Briefing(title="Briefing", date="2024-05-06", engine=Engine(model="extractive"))
DATED = Output(format="markdown", path="out/{profile}/{date}.md")
NEWEST = Output(format="json", path="latest.json")


def test_each_edition_has_its_file_and_the_newest_one_more(tmp_path):
    """Folders are made; the content is the format's."""
    written = publish(BRIEFING, (DATED, NEWEST), tmp_path, "morning", is_newest=True)
    assert written == [tmp_path / "out/morning/2024-05-06.md", tmp_path / "latest.json"]
    assert written[0].read_text() == BRIEFING.to_markdown()
    assert written[1].read_text() == BRIEFING.to_json()


def test_what_is_there_is_not_written_again(tmp_path):
    """Not one that has changed since either: it is its owner's."""
    publish(BRIEFING, (DATED, NEWEST), tmp_path, "morning", is_newest=True)
    (tmp_path / "out/morning/2024-05-06.md").write_text("with a note of my own")
    assert publish(BRIEFING, (DATED, NEWEST), tmp_path, "morning", is_newest=True) == []


def test_an_older_edition_leaves_the_newest_ones_file_alone(tmp_path):
    """Its own file is written where it is missing."""
    (tmp_path / "latest.json").write_text("newer")
    written = publish(BRIEFING, (DATED, NEWEST), tmp_path, "morning", is_newest=False)
    assert [path.name for path in written] == ["2024-05-06.md"]
    assert (tmp_path / "latest.json").read_text() == "newer"


def test_one_file_that_cannot_be_written_does_not_cost_the_others(tmp_path):
    """It is told when they are written."""
    (tmp_path / "out").write_text("a file where the folder should be")
    with pytest.raises(OutputError, match="cannot be written"):
        publish(BRIEFING, (DATED, NEWEST), tmp_path, "morning", is_newest=True)
    assert (tmp_path / "latest.json").exists()


@pytest.mark.parametrize(
    "given",
    [
        [{"format": "markdown", "path": "{date}.md"}],
        {"format": "markdown", "path": "{date}.md"},
        {"markdown": "{date}.md"},
    ],
)
def test_outputs_are_given_as_a_list_or_a_table(given):
    """One alone needs no brackets, and a table by format says the same."""
    assert TypeAdapter(Outputs).validate_python(given) == (Output(format="markdown", path="{date}.md"),)


@pytest.mark.parametrize(
    "given",
    [
        [{"format": "pdf", "path": "a"}],
        [{"format": "text", "path": "{time}.txt"}],
        [{"format": "text", "path": "{date.txt"}],
        [{"format": "text", "path": "{date.__class__}"}],
        [{"format": "text", "path": " "}],
        [{"format": "text", "path": "folder/"}],
        [{"format": "text", "path": "a"}, {"format": "json", "path": "a"}],
    ],
)
def test_an_output_that_cannot_be_is_refused(given):
    """A format that is not known, a place that cannot be filled, no file, or one for two."""
    with pytest.raises(ValidationError):
        TypeAdapter(Outputs).validate_python(given)
