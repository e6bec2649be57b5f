"""What changed stands on top: by kind of change, each line with its marks, and no more lines than can be read."""

from __future__ import annotations

import pytest

from summarizer.models import (
    Actor,
    ArticleRecord,
    Briefing,
    Change,
    Changes,
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
from summarizer.writing.blocks import Bullets, Paragraph, Section, gap
from summarizer.writing.changes import MOST, changed
from summarizer.writing.stories import Page, in_short

TEXT = "Mayor Ilse Vane said that 15 boats sank."


def spot(sentence, article="1"):
    return Span(article=article, start=0, end=len(TEXT), text=TEXT, sentence=sentence)


def says(sentence, speaker=None, stance="asserts", article="1"):
    return Statement(
        article=article, speaker=speaker, stance=stance, certainty="certain", evidence=(spot(sentence, article),)
    )


def reading(surface, sentence, speaker=None, **rest):
    value = float(surface.split()[-1])
    return Reading(
        low=value,
        high=value,
        modifier="exact",
        surface=surface,
        article="1",
        speaker=speaker,
        evidence=(spot(sentence),),
        **rest,
    )


CLAIMS = (
    Claim(
        id="c1", text="The quay is safe.", status="corroborated", sources=2, statements=(says(1), says(2, article="2"))
    ),
    Claim(id="c2", text="The wall held.", status="disputed", statements=(says(3, "vane"), says(4, "orr", "denies"))),
    *(Claim(id=f"n{n}", text=f"Berth {n} is closed.", statements=(says(n),)) for n in range(1, 31)),
)
STORY = Story(
    id="s1",
    headline="Boats sank",
    articles=("1", "2"),
    sources=2,
    claims=CLAIMS,
    actors=(
        Actor(id="vane", name="Ilse Vane", kind="person", articles=("1",)),
        Actor(id="orr", name="Tom Orr", kind="person", articles=("1",)),
    ),
    figures=(
        Figure(id="f1", of="boats sunk", readings=(reading("12", 5), reading("15", 6, "vane"))),
        Figure(id="f2", of="crew", scope="so far", readings=(reading("40", 7, as_of="2031-03-07"),)),
    ),
    uncertainties=(Uncertainty(id="u1", text="Why is unclear.", kind="unknown", cue="unclear", evidence=(spot(8),)),),
)
FERRY = Story(id="s2", headline="", articles=("2",))


def lines(*items, **rest):
    """What a briefing with these changes shows of them, a line each; notes are set in."""
    noted = Changes(since="2031-03-08", items=items, **rest)
    return drawn(noted)


def drawn(noted, story=STORY):
    articles = tuple(
        ArticleRecord(id=name, text=TEXT, status="ok", published="2031-03-09T08:00:00Z") for name in ("1", "2")
    )
    briefing = Briefing(
        title="",
        date="2031-03-09",
        engine=Engine(model="extractive"),
        stories=(story, FERRY),
        articles=articles,
        changes=noted,
    )
    found = []
    for block in changed(briefing, Page.of(briefing)):
        match block:
            case Section():
                found.append(block.text)
            case Paragraph():
                found.append(line(block.runs))
            case Bullets():
                for item in block.items:
                    found += [line(item.runs), *(f"  {line(note)}" for note in item.notes)]
    return found


def line(runs):
    words = [f"[{run.text}]" if run.style == "mark" else run.text for run in runs if run.text]
    return "".join(gap(text) + text for text in words).lstrip()


def change(kind, item=None, text="", was=None, cites=()):
    return Change(kind=kind, story="s1", item=item, text=text, was=was, cites=cites)


def test_the_first_edition_has_no_such_section():
    """Where there is no edition before, nothing is said of one."""
    assert drawn(None) == []


def test_where_nothing_changed_one_line_says_so():
    """A reader need not look for what is new; what is still open stands there in its words."""
    assert lines() == ["Nothing new since 8 March."]
    assert lines(still_open=("u1",)) == ["Nothing new since 8 March.", "Still open: Why is unclear [1.8]"]


def test_changes_stand_in_groups_each_with_its_marks():
    """What became of things that were known, then what is new; and whatever is as before in a line each."""
    assert lines(
        change("settled", "u1", "A pump failed.", "Why is unclear.", ("n3",)),
        change("withdrawn", "c2", "Vane withdrew it.", "The wall held.", ("n2",)),
        change("disputed", "c2", "The wall held; Tom Orr denies it.", cites=("c2",)),
        change("figure_updated", "f1", "boats sunk: 15, according to Ilse Vane", "12", ("f1",)),
        change("corroborated", "c1", "The quay is safe.", cites=("c1",)),
        change("new_claim", "n1", "Berth 1 is closed.", cites=("n1",)),
        change("new_claim", "n4", "Berth 4 is open.", "Berth 4 is closed.", ("n4",)),
        change("new_story", None, "Boats sank", cites=("c1",)),
        still_open=("u1", "u2"),
        quiet=("s2",),
        ended=("A", "", "C", "D"),
    ) == [
        "What changed since 8 March",
        "Updated",
        "  boats sunk: “12” → “15” (Ilse Vane, 9 March) [1.6]",
        "  Berth 4 is open. [1.4] (before: Berth 4 is closed [1.4])",
        "Disputed",
        "  The wall held; Tom Orr denies it. [1.3, 1.4]",
        "Withdrawn",
        "  Vane withdrew it. [1.2] (said before: The wall held [1.3])",
        "Settled",
        "  A pump failed. [1.3] (open before: Why is unclear [1.8])",
        "Corroborated",
        "  The quay is safe. (2 sources) [1.1, 2.2]",
        "New",
        "  Berth 1 is closed. [1.1]",
        "  Boats sank (2 independent articles) [1.1, 2.2]",
        "Still open: Why is unclear [1.8]; and 1 more",
        "Nothing new in 1 of 2 stories",
        "No longer followed: A; Untitled story; C; and 1 more",
    ]


def test_who_speaks_against_a_claim_is_named_where_its_text_does_not():
    """A dispute without its other side tells half."""
    (*_, told) = lines(change("disputed", "c2", "The wall held.", cites=("c2",)))
    assert told == "  The wall held. [1.3] Denied by Tom Orr [1.4]."


def test_what_is_taken_back_leads_to_where_and_to_what_was_said():
    """The words that take a claim back have their own mark; those of before have that of who said so."""
    back = Statement(
        article="2",
        speaker="orr",
        stance="denies",
        certainty="certain",
        evidence=(Span(article="2", start=0, end=22, text="Orr took his word back.", sentence=9),),
    )
    held = CLAIMS[1].model_copy(update={"statements": (says(3, "orr"), back)})
    story = STORY.model_copy(update={"claims": (held,)})
    told = change("withdrawn", "c2", "Orr took his word back", "The wall held.", ("c2",))
    noted = Changes(since="2031-03-08", items=(told,))
    assert drawn(noted, story)[-1] == "  Orr took his word back [2.9] (said before: The wall held [1.3])"


def test_what_a_new_claim_brings_up_to_date_leads_to_its_own_sentence():
    """The words of before are those of the older claim."""
    newer = CLAIMS[3].model_copy(update={"text": "Berth 1 is open.", "updates": ("n1",)})
    story = STORY.model_copy(update={"claims": (*CLAIMS[:3], newer)})
    noted = Changes(since="2031-03-08", items=(change("new_claim", "n2", newer.text, "Berth 1 is closed.", ("n2",)),))
    assert drawn(noted, story)[-1] == "  Berth 1 is open. [1.2] (before: Berth 1 is closed [1.1])"


def test_a_figure_tells_its_scope_and_the_day_it_holds_for():
    """The day is the reading's own where it has one."""
    (*_, told) = lines(change("figure_updated", "f2", "crew, so far: 40", "30", ("f2",)))
    assert told == "  crew, so far: “30” → “40” (7 March) [1.7]"


def test_a_new_claim_that_is_disputed_says_so():
    """What is new need not be certain."""
    (*_, told) = lines(change("new_claim", "c2", "The wall held; Tom Orr denies it.", cites=("c2",)))
    assert told == "  The wall held; Tom Orr denies it. (disputed) [1.3, 1.4]"


def test_a_long_list_is_cut_and_leaves_no_kind_out():
    """At most a dozen lines are shown, some of every kind, and each group counts what is more."""
    many = [change("new_claim", f"n{n}", f"Berth {n} is closed.", cites=(f"n{n}",)) for n in range(1, 31)]
    told = lines(*many, change("corroborated", "c1", "The quay is safe.", cites=("c1",)))
    notes = [one for one in told if one.startswith("  ")]
    assert len(notes) == MOST + 1
    assert "  The quay is safe. (2 sources) [1.1, 2.2]" in notes
    assert f"  … and {30 - (MOST - 1)} more in the JSON" in notes


@pytest.mark.parametrize("item", ["gone", None])
def test_what_leads_nowhere_is_shown_in_its_words(item):
    """An id that is none of the briefing's takes no mark, and is no error."""
    for kind in ("new_claim", "figure_updated", "disputed", "corroborated"):
        assert lines(change(kind, item, "Words.", cites=("gone",)))[-1] == "  Words."
    (*_, told) = lines(Change(kind="new_story", story="gone", text="Words."))
    assert told == "  Words."


def test_a_new_story_whose_headline_cites_nothing_is_marked_by_its_articles():
    """A reader finds where it stands."""
    (*_, told) = lines(change("new_story", None, "Boats sank"))
    assert told == "  Boats sank (2 independent articles) [1, 2]"


def test_in_short_a_story_tells_first_what_is_new():
    """A line of an earlier edition stands back, and stands there where there is no other."""
    told = (Line(text="Berth 1 is closed.", cites=("n1",)), Line(text="Berth 2 is closed.", cites=("n2",)))
    for shown, words in ((told, "Berth 2 is closed."), (told[:1], "Berth 1 is closed.")):
        tale = STORY.model_copy(update={"claims": CLAIMS[2:], "figures": (), "summary": shown})
        briefing = Briefing(
            title="",
            date="2031-03-09",
            engine=Engine(model="extractive"),
            stories=(tale,),
            changes=Changes(since="2031-03-08", repeated=("n1",)),
        )
        (note,) = in_short(tale, Page.of(briefing)).notes
        assert note[0].text == words
