"""What is shown, in which order and how much of it; seen through Markdown, which draws the shared view in full."""

from __future__ import annotations

import pytest

from summarizer.models import (
    Actor,
    ArticleRecord,
    Briefing,
    Claim,
    Engine,
    Figure,
    Reading,
    Rejected,
    Span,
    Statement,
    Story,
    Uncertainty,
)

TEXT = 'Vane said "we are sure". The port called it “a rumour,” and Orr “x” it.'


def spot(article="1", sentence=1, text=TEXT):
    return Span(article=article, start=0, end=len(text), text=text, sentence=sentence)


def says(speaker=None, stance="asserts", certainty="certain", article="1", sentence=1, text=TEXT):
    evidence = (spot(article, sentence, text),)
    return Statement(article=article, speaker=speaker, stance=stance, certainty=certainty, evidence=evidence)


def claim(*statements, text="The quay is safe.", number=1, **rest):
    return Claim(id=f"c{number}", text=text, statements=statements or (says(),), **rest)


def drawn(*claims, actors=(), articles=("1", "2"), **rest):
    """Markdown of one story with these claims."""
    story = Story(id="s1", headline="Quay", articles=articles, claims=claims, actors=actors, **rest)
    records = tuple(ArticleRecord(id=number, name=f"{number}.txt", text=TEXT, status="ok") for number in articles)
    return Briefing(
        title="", date="2031-03-09", engine=Engine(model="extractive"), stories=(story,), articles=records
    ).to_markdown()


VANE = Actor(id="vane", name="Ilse Vane", aliases=("the mayor",), kind="person", articles=("1",))
STATES = Actor(id="states", name="Lower States", kind="country", articles=("1",))


def test_sections_come_in_the_reader_s_order(seeds):
    """What is disputed stands before what is agreed, and that before what one article says."""
    page = seeds.to_markdown()
    order = ("# Briefing", "## North Korean", "The United States says", "**Disputed**", "**In more than one article**")
    order += ("**In one article**", "**Figures**", "**Not known**", "**Who is who**", "## Sources", "13 requests")
    places = [page.index(label) for label in order]
    assert places == sorted(places)


def test_who_relays_a_claim_is_named_once():
    """Words at second hand are shown as such, unless the claim itself names who passes them on."""
    relayed = says("vane").model_copy(update={"via": "XPA"})
    assert "— Ilse Vane, via XPA" in drawn(claim(relayed), actors=(VANE,))
    assert "via XPA" not in drawn(claim(relayed, text="The quay is safe, XPA reported."), actors=(VANE,))
    mixed = claim(relayed, says("vane", article="2"), status="corroborated", sources=2)
    assert "via XPA" not in drawn(mixed, actors=(VANE,))
    disputed = claim(relayed, says("orr", stance="denies", article="2"), status="disputed", sources=2)
    assert "by Ilse Vane, via XPA" in drawn(disputed, actors=(VANE,))


def test_a_summary_line_that_repeats_the_lead_is_not_printed_twice(seeds):
    """The lead's sentence stands on the page once."""
    assert seeds.to_markdown().count("The United States says North Korea has sent soldiers to Russia.") == 1


def test_each_side_of_a_dispute_has_its_line_and_its_words():
    """Sides are told apart by stance, speakers by their marks, and a short quotation shows how it was put."""
    page = drawn(
        claim(
            says("vane"),
            says("states", sentence=2, text="States have proof."),
            says("vane", sentence=3),
            says(None, "denies", "possible", "2", None, "The port called it “a rumour,” and left."),
            status="disputed",
        ),
        actors=(VANE, STATES),
    )
    assert "- **The quay is safe.**\n" in page
    assert "  - asserted by Ilse Vane: “we are sure” [1.1, 1.3]; by the Lower States [1.2]\n" in page
    assert "  - denied by article 2: “a rumour” [2]\n" in page


@pytest.mark.parametrize(
    ("text", "statement", "line"),
    [
        ("The quay is safe.", says("vane"), "The quay is safe. — Ilse Vane [1.1]"),
        ("The quay is safe.", says("vane", "doubts"), "The quay is safe. — doubted by Ilse Vane [1.1]"),
        ("Vane called the quay safe.", says("vane"), "Vane called the quay safe. [1.1]"),
        ("The Mayor calls it safe.", says("vane", "expects"), "The Mayor calls it safe. [1.1]"),
        ("Vane denied it.", says("vane", "denies"), "Vane denied it. — a denial [1.1]"),
        ("Vane doubts it.", says("vane", certainty="probable"), "Vane doubts it. — said to be probable [1.1]"),
        ("A vanenut fell.", says("vane", "demands"), "A vanenut fell. — demanded by Ilse Vane [1.1]"),
        ("It is safe.", says(None), "It is safe. [1.1]"),
        ("It is safe.", says(None, "expects", "possible"), "It is safe. — expected by article 1, said to be possible"),
        ("It is safe.", says("nobody"), "It is safe. — nobody [1.1]"),
    ],
)
def test_the_speaker_stands_after_a_claim_that_does_not_name_them(text, statement, line):
    """A reader learns who says so, and how, once: in the claim or after it."""
    assert f"- {line}" in drawn(claim(statement, text=text), actors=(VANE,))


def test_an_article_that_speaks_beside_a_person_is_named():
    """What an article says itself is not taken for the words of somebody else's."""
    page = drawn(claim(says(None), says("vane", article="2"), status="corroborated", sources=3), actors=(VANE,))
    assert "- The quay is safe. — reported by article 1; Ilse Vane (3 sources) [1.1, 2.1]" in page
    several = drawn(claim(says(None), says(None, article="2"), says("vane", sentence=2)), actors=(VANE,))
    assert "— reported by 2 articles; Ilse Vane [1.1, 2.1, 1.2]" in several


def test_many_speakers_are_cut_with_a_count():
    """The seventh speaker and those after are counted, on either side of a dispute and outside of it."""
    crowd = tuple(says(f"speaker {number}") for number in range(9))
    assert "; speaker 5; and 3 more [1.1]" in drawn(claim(*crowd))
    assert "by speaker 5: “we are sure” [1.1] … and 3 more in the JSON" in drawn(claim(*crowd, status="disputed"))


def test_a_long_mark_is_cut_but_names_every_article():
    """Of many sentences four are shown, one of each article before a second of any, and an ellipsis."""
    statements = (*(says(sentence=number) for number in range(1, 7)), says(article="2", sentence=5))
    assert "[1.1, 1.2, 1.3, 2.5, …]" in drawn(claim(*statements))


@pytest.mark.parametrize(
    ("words", "quoted"),
    [
        ("“One.” Then “two”.", "One"),
        ("« Bien sûr », dit-il.", "Bien sûr"),
        ('“And then…” she said; 5" pipes', "And then…"),
        ("“Wait...” he said.", "Wait..."),
        (f"“{'long ' * 30}” and “short”", "short"),
        ('safe." Then "he" left', "he"),
        ('5" of rain and 6" of snow', None),
        ("“never closed", None),
    ],
)
def test_the_first_short_quotation_of_the_evidence_is_shown(words, quoted):
    """Quotation marks of several kinds are read in pairs; what stands between two quotations is none."""
    page = drawn(claim(says("vane", text=words), status="disputed"), actors=(VANE,))
    assert (f"asserted by Ilse Vane: “{quoted}” [1.1]" if quoted else "asserted by Ilse Vane [1.1]") in page


def test_a_quotation_that_the_claim_holds_is_not_shown_again():
    """Words are quoted beside a claim only where they add to it; part of a word is not the word."""
    statement = says("vane", text="“No,” Vane said.")
    for text, line in {"Vane says no.": "asserted by Ilse Vane [1.1]", "Nothing.": "Vane: “No” [1.1]"}.items():
        assert line in drawn(claim(statement, text=text, status="disputed"), actors=(VANE,))


def test_nothing_of_a_long_list_vanishes_in_silence():
    """Two hundred claims, and long lists of everything else, end in a count of what the JSON has besides."""
    number = range(200)
    readings = tuple(
        Reading(low=n, high=n, modifier="exact", surface=str(n), article="1", speaker=None, evidence=(spot(),))
        for n in number
    )
    page = drawn(
        *(claim(number=n, text=f"Berth {n} is closed.") for n in number),
        figures=tuple(Figure(id=f"f{n}", of=f"ships at {n}", readings=readings) for n in number),
        uncertainties=tuple(
            Uncertainty(id=f"u{n}", text=f"Whether {n}", kind="unknown", cue="may", evidence=(spot(),)) for n in number
        ),
        actors=tuple(
            Actor(id=f"a{n}", name=f"Actor {n}", kind="person", role="sailor", articles=("1",)) for n in number
        ),
    )
    assert "- Berth 6 is closed." in page
    assert "- Berth 7 is closed." not in page
    assert "- … and 193 more in the JSON\n" in page
    assert "· … and 194 more in the JSON |" in page
    assert "\n… and 192 more in the JSON\n" in page
    assert "- … and 195 more in the JSON\n" in page
    assert "**Actor 11**, sailor; and 188 more in the JSON" in page
    assert len(page) < 20_000


def test_many_stories_sources_and_gaps():
    """Three stories are told in full, twelve in short, 45 in a line, the rest is counted; five gaps are named on top."""
    briefing = Briefing(
        title="Harbour",
        date="some day",
        engine=Engine(model="extractive"),
        stories=tuple(Story(id=f"s{n}", headline=f"Story {n}", articles=("1",)) for n in range(1, 102)),
        articles=tuple(ArticleRecord(id=str(n), text="", status="empty") for n in range(1, 31)),
    )
    page = briefing.to_markdown()
    assert "some day. 30 articles, 101 stories. Made by rule (extractive), without a language model;" in page
    assert "- Story 3 (1 article)\n- and 12 in short, 45 in one line each, 41 in the JSON\n" in page
    assert "## Story 3\n\n[1] · 1 article\n\n## More stories\n\n- **Story 4** [1] · 1 article\n" in page
    assert "- **Story 15** [1] · 1 article\n\n## In one line\n\n- Story 16 [1]\n" in page
    assert "- Story 60 [1]\n\n… and 41 more stories in the JSON\n" in page
    assert "article 5 holds no text; and 25 more. See Sources for why." in page
    assert "- [30] article 30\n" in page


def test_a_story_of_several_sources_goes_before_lone_ones():
    """Otherwise the order of the briefing stays, and few stories need no table of contents."""
    stories = [Story(id=f"s{n}", headline=f"Story {n}", articles=("1", "2"), sources=n) for n in (1, 3, 2)]
    page = Briefing(title="x", date="2031-03-09", engine=Engine(model="m"), stories=tuple(stories)).to_markdown()
    assert [line for line in page.splitlines() if line.startswith("## ")] == ["## Story 3", "## Story 2", "## Story 1"]
    assert "[1, 2] · 2 articles, one source" in page
    assert "[1, 2] · 2 independent articles" in page
    assert "In this briefing" not in page


def test_who_is_who_lists_those_with_a_role_or_a_voice():
    """Aliases that a reader would guess are left out, and actors who only occur are counted."""
    other = Actor(
        id="orr", name="Tom Orr", aliases=("Orr", "Captain Tom Orr", "“Gull”"), kind="person", role="pilot", articles=()
    )
    page = drawn(claim(says("vane")), actors=(VANE, other, STATES))
    assert "**Ilse Vane** (also “the mayor”); **Tom Orr**, pilot (also ““Gull””); and 1 more in the JSON" in page


def test_a_story_of_silent_actors_has_no_who_is_who():
    """A label never stands over nothing."""
    page = drawn(actors=(STATES,))
    assert not [label for label in ("Who is who", "Figures", "Not known", "Disputed") if label in page]


def test_left_out_items_are_counted_by_reason():
    """Reasons are told without their details, the commonest first, and the rest is counted."""
    reasons = ["Number not found: 7.", "Number not found: 9.", "Name unknown", "A; b", "B (c)", "C", "“quoted” whole"]
    briefing = Briefing(
        title="x",
        date="2031-03-09",
        engine=Engine(model="extractive"),
        rejected=tuple(Rejected(article=None, kind="claim", item="x", reason=reason) for reason in reasons),
    )
    told = "Number not found (2); Name unknown (1); A (1); B (1); other reasons (2)"
    page = briefing.to_markdown()
    assert f"7 items were left out, not carried by the articles: {told}. See `rejected`" in page
    overruled = Rejected(article=None, kind="speaker", item="x", reason="y")
    put_right = briefing.model_copy(update={"rejected": (overruled,)}).to_markdown()
    assert "1 speaker was put right by the articles' own words." in put_right
    one = briefing.model_copy(update={"rejected": briefing.rejected[-1:]}).to_markdown()
    assert "1 item was left out, not carried by the articles: “quoted” whole (1). See" in one
