"""The formats as a reader gets them, byte for byte.

After an intended change, write the files anew and read the diff before you keep it::

    UPDATE_GOLDEN=1 python -m pytest -q tests/writing/test_golden.py
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from summarizer import writing
from summarizer.models import (
    Actor,
    ArticleRecord,
    Briefing,
    Claim,
    Engine,
    Figure,
    Line,
    Reading,
    Span,
    Statement,
    Story,
    Uncertainty,
)

GOLDEN = Path(__file__).parent / "golden"
FORMATS = {"md": writing.to_markdown, "txt": writing.to_text, "json": writing.to_json}
NAMES = ["seeds", "trouble", "nothing", "ferry"]

# ── A day of five stories, invented: a ferry hits a quay, and four articles stand alone ───────────────

SENTENCES = {
    "1": (
        "A ferry from Port Norl hit the quay at Vell on Monday.",
        "Eleven people were hurt, police said.",
        "Twelve people were arrested, police said.",
        "Police have not named the skipper.",
        "The ferry is Norland’s, Mayor Ilse Vane said.",
    ),
    "2": (
        "A ferry has struck the quay at Vell.",
        "Fourteen people were hurt, not counting the crew, police said on Tuesday.",
        "Sixteen people were arrested, Mayor Ilse Vane said.",
        "Police named the skipper as Tom Orr.",
        "“It is none of ours,” Port Norl said of the ferry.",
        "About two hundred people were on board.",
    ),
    "3": ("A ferry from Port Norl hit the quay at Vell on Monday.", "Some 200 people were on board."),
    "4": ("The board of Moor Bank met in Vell.", "It closed nine of its forty branches."),
    "5": ("Rain fell on the Lower Moor for nine days.", "The dam may not hold, engineers said."),
    "6": ("Tarn won the cup in Odile.", "The score was three to one."),
    "7": ("The old theatre in Odile opens again.", "It seats 400 people."),
}


def at(mark):
    """The sentence with a mark, '2.3', as evidence."""
    article, _, sentence = mark.partition(".")
    place = int(sentence) - 1
    start = sum(len(words) + 1 for words in SENTENCES[article][:place])
    words = SENTENCES[article][place]
    return Span(article=article, start=start, end=start + len(words), text=words, sentence=place + 1)


def says(mark, speaker=None, stance="asserts", certainty="certain"):
    """What a sentence says, by whom."""
    return Statement(article=mark[0], speaker=speaker, stance=stance, certainty=certainty, evidence=(at(mark),))


def claim(number, text, *statements, **rest):
    """A claim of these statements, or of the articles' own that have these marks."""
    found = tuple(one if isinstance(one, Statement) else says(one) for one in statements)
    return Claim(id=f"c{number}", text=text, statements=found, **rest)


def counted(number, what, status, *readings, scope=None):
    """A figure; a reading is its value, its words, its mark, its speaker and the day it holds for."""
    found = tuple(
        Reading(
            low=value,
            high=value,
            modifier="exact",
            surface=words,
            article=mark[0],
            speaker=speaker,
            as_of=day,
            evidence=(at(mark),),
        )
        for value, words, mark, speaker, day in readings
    )
    return Figure(id=f"f{number}", of=what, scope=scope, status=status, readings=found)


def alone(number, article, *claims, **rest):
    """A story of one article: its first claim is its headline, the others its summary."""
    return Story(
        id=f"s{number}",
        headline=claims[0].text,
        headline_cites=(claims[0].id,),
        summary=tuple(Line(text=one.text, cites=(one.id,)) for one in claims[1:]),
        articles=(article,),
        claims=claims,
        **rest,
    )


CRASH = Story(
    id="s1",
    headline="Ferry hits the quay at Vell",
    headline_cites=("c1",),
    summary=(
        Line(text="A ferry from Port Norl hit the quay at Vell on Monday.", cites=("c1",)),
        Line(text="Police named the skipper as Tom Orr.", cites=("c6",)),
    ),
    articles=("1", "2", "3"),
    sources=2,
    claims=(
        claim(1, "A ferry from Port Norl hit the quay at Vell on Monday.", "1.1", "2.1", "3.1").model_copy(
            update={"status": "corroborated", "sources": 2}
        ),
        claim(2, "Eleven people were hurt.", says("1.2", "police")),
        claim(3, "Fourteen people were hurt.", says("2.2", "police"), updates=("c2",)),
        claim(4, "Twelve people were arrested.", says("1.3", "police"), status="disputed", rivals=("c5",)),
        claim(5, "Sixteen people were arrested.", says("2.3", "vane"), status="disputed", rivals=("c4",)),
        claim(6, "Police named the skipper as Tom Orr.", says("2.4", "police")),
        claim(
            7,
            "The ferry is Norland’s.",
            says("1.5", "vane"),
            says("2.5", "norl", "denies"),
            status="disputed",
            sources=2,
        ),
        claim(8, "About two hundred people were on board.", "2.6", "3.2", status="corroborated", sources=2),
    ),
    actors=(
        Actor(id="police", name="police", kind="group", articles=("1", "2")),
        Actor(id="vane", name="Ilse Vane", kind="person", role="Mayor", articles=("1", "2")),
        Actor(id="orr", name="Tom Orr", kind="person", role="skipper", articles=("2",)),
        Actor(id="norl", name="Port Norl", kind="place", articles=("2",), belongs_to="norland"),
        Actor(id="norland", name="Norland", kind="country", role="country", articles=("1",)),
        Actor(id="vell", name="Vell", kind="place", articles=("1", "2", "3")),
    ),
    figures=(
        counted(
            1,
            "people hurt",
            "updated",
            (14, "Fourteen", "2.2", "police", "2031-05-04"),
            (11, "Eleven", "1.2", "police", None),
            scope="not counting the crew",
        ),
        counted(
            2,
            "people arrested",
            "disputed",
            (12, "Twelve", "1.3", "police", None),
            (16, "Sixteen", "2.3", "vane", None),
        ),
        counted(
            3, "people on board", "agree", (200, "two hundred", "2.6", None, None), (200, "200", "3.2", None, None)
        ),
    ),
    uncertainties=(
        Uncertainty(
            id="u1",
            text="Who the skipper is",
            kind="unknown",
            cue="have not named",
            evidence=(at("1.4"),),
            settled_by="c6",
        ),
        Uncertainty(id="u2", text="Whose the ferry is", kind="disputed", cue="none of ours", evidence=(at("2.5"),)),
    ),
)


@pytest.fixture
def ferry():
    """A briefing of five stories, with everything that merging can find in them."""
    return Briefing(
        title="Briefing for 5 May 2031",
        date="2031-05-05",
        engine=Engine(model="extractive"),
        lead=(Line(text="A ferry from Port Norl hit the quay at Vell on Monday.", cites=("c1",)),),
        stories=(
            alone(
                2,
                "4",
                claim(21, "Moor Bank closed nine of its forty branches", "4.2"),
                claim(22, "The board of Moor Bank met in Vell", "4.1"),
                figures=(counted(21, "branches", "single", (9, "nine", "4.2", None, None)),),
            ),
            alone(
                3,
                "5",
                claim(31, "The dam may not hold", says("5.2", "engineers", certainty="possible")),
                claim(32, "Rain fell on the Lower Moor for nine days", "5.1"),
                actors=(Actor(id="engineers", name="engineers", kind="group", articles=("5",)),),
                uncertainties=(
                    Uncertainty(
                        id="u31", text="The dam may not hold", kind="unknown", cue="may", evidence=(at("5.2"),)
                    ),
                ),
            ),
            alone(
                4, "6", claim(41, "Tarn won the cup in Odile", "6.1"), claim(42, "The score was three to one", "6.2")
            ),
            CRASH,
            alone(5, "7", claim(51, "The old theatre in Odile opens again", "7.1")),
        ),
        articles=tuple(
            ArticleRecord(
                id=number,
                title=sentences[0].rstrip("."),
                text=" ".join(sentences),
                publisher=("Vell Post", "Moor News")[number == "2"],
                published="2031-05-04" if number == "2" else "2031-05-03",
                url=f"https://news.example/{number}",
                status="ok",
                same_source_as="1" if number == "3" else None,
            )
            for number, sentences in SENTENCES.items()
        ),
    )


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("name", NAMES)
def test_a_format_stays_as_it_was_reviewed(name, suffix, request):
    """A briefing is drawn exactly as its golden file has it."""
    drawn = FORMATS[suffix](request.getfixturevalue(name))
    file = GOLDEN / f"{name}.{suffix}"
    if os.environ.get("UPDATE_GOLDEN"):
        file.write_bytes(drawn.encode())
    assert drawn == file.read_bytes().decode()


def test_no_golden_file_is_left_behind():
    """Every file in the folder belongs to a test."""
    wanted = {f"{name}.{suffix}" for name in NAMES for suffix in FORMATS}
    assert {file.name for file in GOLDEN.iterdir()} == wanted


def test_the_manual_shows_what_is_printed():
    """The example in docs/briefing.md is the text of the golden briefing, and its limits are the renderers' own."""
    manual = (GOLDEN.parents[2] / "docs" / "briefing.md").read_text(encoding="utf-8")
    example = manual.partition("```text\n")[2].partition("```")[0]
    assert "Twelve people were arrested" in example
    assert [
        line for line in example.splitlines() if line not in (GOLDEN / "ferry.txt").read_text("utf-8").splitlines()
    ] == []
