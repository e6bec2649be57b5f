"""The benchmark of the briefing's own lines: what it counts as proven, and that it can tell."""

from __future__ import annotations

import json
from datetime import date

import pytest
from click.testing import CliRunner

from benchmarks import prose
from summarizer import Article, summarize
from summarizer.models import Line

DAY = date(2024, 11, 1)
DAM = "Mayor Ines Falk said that 40 people were hurt in Korrdam. Engineer Tom Reyes denied that the wall had cracked."
TRAM = "A tram hit a wall in Vesk on Friday. The driver was taken to a hospital, police said."


@pytest.fixture(scope="module")
def briefing():
    """A briefing of one article, by rule."""
    return summarize(Article(text=DAM), model="extractive", date=DAY)


def test_every_line_is_judged_and_holds(briefing):
    """Headline, lead and summary are all there, by where they stand."""
    lines = prose.printed(briefing)
    assert {one.where for one in lines} == {"headline", "lead", "summary"}
    assert len(lines) == 1 + len(briefing.lead) + len(briefing.stories[0].summary)
    assert not [one for one in lines if one.problem or one.failed or one.own]


def test_a_line_that_is_not_carried_is_found(briefing):
    """Another number in the lead, and another name in the headline."""
    (story,) = briefing.stories
    wrong = Line(text=briefing.lead[0].text.replace("40", "90").replace("Tom", "Bo"), cites=briefing.lead[0].cites)
    changed = story.model_copy(update={"headline": "Mayor Ada Berg said that 40 people were hurt in Korrdam"})
    broken = briefing.model_copy(update={"lead": (wrong,), "stories": (changed,)})
    found = [one for one in prose.printed(broken) if one.where in ("headline", "lead")]
    assert all(one.problem and one.failed and one.own for one in found)
    figures = prose.tally(prose.printed(broken))
    assert figures["proven"] == figures["verified"] < 1


def test_the_command_ends_with_its_figures(tmp_path, monkeypatch):
    """Stories of the table are briefed each by itself; the seeds' prose is left out where no answers are recorded."""
    monkeypatch.setattr(prose, "CASSETTE", tmp_path / "none.yaml")
    articles = [
        {"id": str(number), "story_id": name, "title": "", "text": text, "publisher": None, "published": None}
        for number, (name, text) in enumerate([("dam", DAM), ("tram", TRAM), ("dam", DAM + " Rain fell.")])
    ]
    (tmp_path / "dev.jsonl").write_text("\n".join(map(json.dumps, articles)), encoding="utf-8")
    done = CliRunner().invoke(prose.main, ["--data", str(tmp_path), "--verbose"])
    assert done.exit_code == 0, done.output
    figures = json.loads(done.output.splitlines()[-1])
    assert (figures["benchmark"], figures["stories"], figures["proven"], figures["verified"]) == ("prose", 2, 1, 1)
    assert figures["lines"] >= 4
    assert "seeds" not in figures
