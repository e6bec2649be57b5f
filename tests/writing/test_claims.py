"""A story's claims and figures on the page: each once, sides together, the newest with what it brings up to date."""

from __future__ import annotations

import pytest

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

TEXT = "The quay is closed."
POLICE = Actor(id="police", name="police", kind="group", articles=("1",))
VANE = Actor(id="vane", name="Ilse Vane", kind="person", role="mayor", articles=("2",))


def span(mark):
    article, _, sentence = mark.partition(".")
    return Span(article=article, start=0, end=len(TEXT), text=TEXT, sentence=int(sentence))


def says(mark, speaker=None, stance="asserts"):
    return Statement(article=mark[0], speaker=speaker, stance=stance, certainty="certain", evidence=(span(mark),))


def claim(number, text, *statements, **rest):
    found = tuple(one if isinstance(one, Statement) else says(one) for one in statements)
    return Claim(id=f"c{number}", text=text, statements=found, **rest)


def page(*claims, lead=(), headline="Quay", **rest):
    """Markdown of one story with these claims."""
    actors = rest.pop("actors", (POLICE, VANE))
    story = Story(id="s1", headline=headline, articles=("1", "2", "3"), claims=claims, actors=actors, **rest)
    records = tuple(
        ArticleRecord(id=number, name=f"{number}.txt", text=TEXT, published=f"2031-03-0{number}", status="ok")
        for number in ("1", "2", "3")
    )
    return Briefing(
        title="", date="2031-03-09", engine=Engine(model="extractive"), lead=lead, stories=(story,), articles=records
    ).to_markdown()


def line(text, *cites):
    return Line(text=text, cites=cites)


# ── Rivals ────────────────────────────────────────────────────────────────────────────────────────


def test_what_leaves_a_dispute_open_stands_below_its_sides_and_nowhere_else():
    """An answer names who gives it; the article's own words do not."""
    drawn = page(
        claim(1, "A mine sank it.", "1.1", says("2.1", "vane", "denies"), status="disputed", beside=("c2", "c3")),
        claim(2, "If there is a mine, it lies deep.", says("3.2", "police")),
        claim(3, "Neither side has rejected the reports.", "3.4"),
    )
    assert (
        "  - left open by police: If there is a mine, it lies deep. [3.2]\n"
        "  - beside it: Neither side has rejected the reports. [3.4]\n"
    ) in drawn
    assert "In one article" not in drawn


@pytest.mark.parametrize("rivals", [(("c2",), ("c1",)), (("c2",), ()), ((), ("c1",))])
def test_rivals_stand_together_once(rivals):
    """Both sides are one item under Disputed, whichever of them names the other."""
    drawn = page(
        claim(1, "Twelve were arrested.", says("1.3", "police"), status="disputed", rivals=rivals[0]),
        claim(2, "Sixteen were arrested.", says("2.5", "vane"), status="disputed", rivals=rivals[1]),
    )
    assert (
        "**Disputed**\n\n"
        "- These cannot both hold:\n"
        "  - **Twelve were arrested.** — police [1.3]\n"
        "  - **Sixteen were arrested.** — Ilse Vane [2.5]\n\n"
    ) in drawn
    assert drawn.count("were arrested") == 2


def test_three_rivals_are_one_item():
    """What is linked through another belongs together."""
    drawn = page(
        claim(1, "Two sank.", "1.1", rivals=("c2",)),
        claim(2, "Three sank.", "2.1", rivals=("c3",)),
        claim(3, "Four sank.", "3.1"),
    )
    assert (
        "These cannot all hold:\n  - **Two sank.** [1.1]\n  - **Three sank.** [2.1]\n  - **Four sank.** [3.1]" in drawn
    )


def test_many_rivals_are_cut_with_a_count():
    """Six of a crowd are shown."""
    crowd = tuple(claim(n, f"{n} sank.", "1.1", rivals=("c1",)) for n in range(1, 10))
    assert "  - **6 sank.** [1.1]\n  - … and 3 more in the JSON\n" in page(*crowd)


def test_rivals_that_are_not_there_change_nothing():
    """A link to a claim of no story, or to itself, makes no dispute."""
    drawn = page(claim(1, "Two sank.", "1.1", rivals=("c1", "c9")))
    assert "Disputed" not in drawn
    assert "**In one article**\n\n- Two sank. [1.1]\n" in drawn


def test_a_disputed_line_says_so_and_away_from_its_story_by_whom():
    """Beside its story a word is enough; alone on top the other side is told, unless the line tells it itself."""
    sides = (
        claim(1, "The quay is safe.", says("1.1", "police"), says("2.1", "vane", "denies"), status="disputed"),
        claim(2, "Two sank.", says("1.2", "police"), status="disputed", rivals=("c3",)),
        claim(3, "Three sank.", says("2.2", "vane"), status="disputed", rivals=("c2",)),
    )
    own = page(*sides, summary=(line("The quay is safe.", "c1"),))
    assert "The quay is safe. **(disputed)** [1.1]\n\n**Disputed**" in own
    lines = (
        line("The quay is safe.", "c1"),
        line("The quay is safe; Ilse Vane denies it.", "c1"),
        line("Two sank.", "c2"),
    )
    other = Story(id="s2", headline="Other", articles=("3",))
    base = Story(id="s1", headline="Quay", articles=("1",), claims=sides, actors=(POLICE, VANE))
    top = Briefing(
        title="", date="2031-03-09", engine=Engine(model="m"), lead=lines, stories=(base, other)
    ).to_markdown()
    assert (
        "The quay is safe. **(disputed)** [1.1] Denied by Ilse Vane [2.1]. "
        "The quay is safe; Ilse Vane denies it. **(disputed)** [1.1, 2.1] "
        "Two sank. **(disputed)** [1.2] But: Three sank. (Ilse Vane) [2.2]\n"
    ) in top


def test_a_rival_of_several_claims_that_a_line_rests_on_is_told_once():
    """Away from its story a line that cites two of three rivals has each other side once."""
    sides = (
        claim(1, "Two sank.", "1.1", status="disputed", rivals=("c3",)),
        claim(2, "At most two sank.", "1.2", status="disputed", rivals=("c3",)),
        claim(3, "Nine sank.", "2.1", status="disputed", rivals=("c1", "c2")),
    )
    lead = (line("Two boats went down, and no more.", "c1", "c2"),)
    stories = (Story(id="s1", headline="Quay", articles=("1",), claims=sides), Story(id="s2", headline="", articles=()))
    drawn = Briefing(title="", date="2031-03-09", engine=Engine(model="m"), lead=lead, stories=stories).to_markdown()
    top, _, below = drawn.partition("## Quay")
    assert top.count("But: Nine sank. [2.1]") == 1
    assert "Nine sank." in below


def test_in_short_a_dispute_is_told_with_both_sides():
    """Below the headline of a story in short stands what is disputed in it; else a figure that moves; else a line."""
    full = tuple(Story(id=f"x{n}", headline=f"Full {n}", articles=("1", "2"), sources=2) for n in range(3))
    rivals = (
        claim(1, "Twelve were arrested", says("1.3", "police"), status="disputed", rivals=("c2",)),
        claim(2, "Sixteen were arrested", says("2.5", "vane"), status="disputed", rivals=("c1",)),
    )
    moved = figure("updated", (9, "nine", "2.1"), (7, "seven", "1.1"))
    stories = (
        *full,
        Story(id="s1", headline="Arrests", articles=("1", "2"), claims=rivals, actors=(POLICE, VANE)),
        Story(id="s2", headline="Hurt", articles=("1", "2"), figures=(moved,)),
        Story(
            id="s3",
            headline="Rain",
            articles=("3",),
            claims=(claim(9, "It rained", "3.1"),),
            summary=(line("It rained", "c9"),),
        ),
    )
    drawn = Briefing(title="", date="2031-03-09", engine=Engine(model="m"), stories=stories).to_markdown()
    assert (
        "- **Arrests** [1, 2] · 2 articles, one source\n"
        "  - **disputed:** Twelve were arrested. [1.3] But: Sixteen were arrested (Ilse Vane) [2.5]\n"
        "- **Hurt** [1, 2] · 2 articles, one source\n"
        "  - boats: “seven” [1.1] → **“nine”** [2.1] **(updated)**\n"
        "- **Rain** [3] · 1 article\n"
        "  - It rained. [3.1]\n"
    ) in drawn


# ── Updates ───────────────────────────────────────────────────────────────────────────────────────


def test_the_newer_claim_is_printed_with_what_it_updates():
    """The older one steps back: its number stands in brackets, or its words and whose they are where it is not one number."""
    drawn = page(
        claim(1, "Eleven people were hurt.", says("1.4", "police")),
        claim(2, "Fourteen people were hurt.", says("2.2", "police"), updates=("c1",)),
        claim(3, "The quay is shut.", says("1.5", "vane")),
        claim(4, "The quay is open again.", "2.6", updates=("c3",)),
        claim(5, f"The wall {'may hold or ' * 20}fall.", "1.6"),
        claim(6, "The wall fell.", "2.7", updates=("c5",)),
    )
    assert "- Fourteen people were hurt. — police [2.2] (earlier: Eleven [1.4])\n" in drawn
    assert "- The quay is open again. [2.6] (earlier: The quay is shut — Ilse Vane [1.5])\n" in drawn
    assert "may hold… [1.6])\n" in drawn
    assert "Eleven people" not in drawn
    assert drawn.count("shut") == 1


def test_a_chain_of_updates_is_one_line():
    """The newest is printed with all that came before it, the nearest first; a circle of updates hides nothing."""
    drawn = page(
        claim(1, "Nine were hurt.", "1.1"),
        claim(2, "Ten were hurt.", "1.2", updates=("c1",)),
        claim(3, "Twelve were hurt.", "2.3", updates=("c2",)),
    )
    assert "- Twelve were hurt. [2.3] (earlier: Ten [1.2]; Nine [1.1])\n" in drawn
    circle = page(claim(1, "Nine sank.", "1.1", updates=("c2",)), claim(2, "Ten sank.", "2.1", updates=("c1",)))
    assert "Nine sank." in circle
    assert "Ten sank." in circle


def test_a_line_of_an_older_claim_says_that_it_was_updated():
    """What a summary still tells as it was is marked."""
    older, newer = claim(1, "Nine were hurt.", "1.1"), claim(2, "Ten were hurt.", "2.1", updates=("c1",))
    assert "Nine were hurt. **(since updated)** [1.1]" in page(older, newer, summary=(line("Nine were hurt.", "c1"),))
    assert "Ten were hurt. [2.1] (earlier: Nine [1.1])" in page(older, newer, summary=(line("Ten were hurt.", "c2"),))


def test_what_one_source_says_in_several_articles_is_not_called_one_article():
    """Copies of one report are marked each, below a label that fits."""
    assert "**From one source**\n\n- It rained. [1.1, 2.1]\n" in page(claim(1, "It rained.", "1.1", "2.1"))
    assert "**In one article**\n\n- It rained. [1.1, 1.2]\n" in page(claim(1, "It rained.", "1.1", "1.2"))


# ── Nothing twice ─────────────────────────────────────────────────────────────────────────────────


def test_what_headline_lead_or_summary_tell_is_not_listed_again():
    """The words stand once, with whose they are and how many sources; the headline's marks stand below it."""
    drawn = page(
        claim(1, "The quay is closed", says("1.1", "police"), says("2.1", "police"), status="corroborated", sources=2),
        claim(2, "Nine boats sank.", says("1.2", "vane")),
        claim(3, "Rain fell.", "1.3"),
        headline="The quay is closed",
        headline_cites=("c1",),
        lead=(line("Nine boats sank.", "c2"), line("The quay is closed.", "c1")),
        summary=(line("Nine boats sank.", "c2"),),
    )
    assert "## The quay is closed\n\n(police; 2 sources) [1.1, 2.1] · 3 articles, one source\n\n" in drawn
    assert "\n\nNine boats sank. (Ilse Vane) [1.2]\n\n**In one article**\n\n- Rain fell. [1.3]\n" in drawn
    assert drawn.count("The quay is closed") == 1
    assert drawn.count("Nine boats sank") == 1


def test_a_line_of_the_headline_s_own_claim_is_not_printed():
    """Who says it stands below the headline, and who denies it among the disputes."""
    safe = claim(1, "The quay is safe.", says("1.1", "police"), says("2.1", "vane", "denies"), status="disputed")
    drawn = page(safe, headline="The quay is safe", summary=(line("The quay is safe; Ilse Vane denies it.", "c1"),))
    assert "\n\n**(disputed)** [1.1] · 3 articles, one source\n\n**Disputed**\n" in drawn
    assert drawn.count("Ilse Vane denies") == 0


def test_a_headline_that_names_nothing_finds_the_claim_of_its_words():
    """Where nothing is said to carry a headline, the claim or line of the same words does, else the articles."""
    assert "## Rain fell\n\n[1.3] · 3 articles" in page(claim(1, "Rain fell.", "1.3"), headline="Rain fell")
    assert "## Quay\n\n[1, 2, 3] · 3 articles" in page(claim(1, "Rain fell.", "1.3"))


def test_words_inside_a_longer_claim_of_the_same_sentence_are_not_printed_again():
    """But what several sources say, or what another sentence says, is."""
    drawn = page(
        claim(1, "Police said the quay is closed.", "1.1"),
        claim(2, "The quay is closed.", "1.1"),
        claim(3, "Nine boats sank, the mayor said.", "1.2"),
        claim(4, "Nine boats sank.", "2.2"),
    )
    assert "- The quay is closed." not in drawn
    assert "- Nine boats sank. [2.2]" in drawn


def test_what_is_open_is_listed_once():
    """A claim that is an open question stands there, with who says it; one that the summary tells does not."""
    unsure = Uncertainty(id="u1", text="The dam may break.", kind="unknown", cue="may", evidence=(span("1.1"),))
    dam = claim(1, "The dam may break.", says("1.1", "vane"))
    drawn = page(dam, uncertainties=(unsure,))
    assert "- The dam may break. (Ilse Vane) — “may” [1.1]\n" in drawn
    assert drawn.count("The dam may break") == 1
    told = page(dam, uncertainties=(unsure,), summary=(line("The dam may break.", "c1"),))
    assert "Not known" not in told
    assert told.count("The dam may break") == 1


def test_what_was_settled_says_by_what():
    """The claim that settles it is told there, or by its mark where it stands on the page already."""
    unsure = Uncertainty(
        id="u1", text="who the skipper is", kind="unknown", cue="unnamed", evidence=(span("1.4"),), settled_by="c1"
    )
    named = claim(1, "The skipper is Tom Orr.", says("2.4", "police"))
    filler = tuple(claim(n, f"Berth {n} is closed.", f"1.{n}") for n in range(10, 20))
    assert "- Who the skipper is — “unnamed” [1.4]\n  - settled by [2.4]\n" in page(named, uncertainties=(unsure,))
    unprinted = page(*filler, named, uncertainties=(unsure,))
    assert "  - settled: The skipper is Tom Orr. (police) [2.4]\n" in unprinted
    assert "Not known" not in unprinted
    lost = unsure.model_copy(update={"settled_by": "c9"})
    assert "**Not known**\n\n- Who the skipper is" in page(named, uncertainties=(lost,))


# ── Figures ───────────────────────────────────────────────────────────────────────────────────────


def figure(status, *readings, **rest):
    """A figure of boats; a reading is its value, words and mark, and may have a speaker and a day."""
    found = tuple(
        Reading(
            low=value,
            high=value,
            modifier="exact",
            surface=words,
            article=mark[0],
            speaker=more[0] if more else None,
            as_of=more[1] if len(more) > 1 else None,
            evidence=(span(mark),),
        )
        for value, words, mark, *more in readings
    )
    return Figure(id="f1", of="boats", status=status, readings=found, **rest)


@pytest.mark.parametrize(
    ("shown", "row"),
    [
        (figure("single", (9, "nine", "1.1", "vane")), "| boats | “nine” (Ilse Vane) [1.1] |  |"),
        (figure("agree", (9, "nine", "1.1"), (9, "9", "2.1", "vane")), "| boats | “nine” [1.1, 2.1] | agree |"),
        (
            figure("agree", (9, "nine", "1.1", "vane"), (9, "9", "2.1", "police")),
            "| boats | “nine” (Ilse Vane; police) [1.1, 2.1] | agree |",
        ),
        (
            figure("disputed", (9, "nine", "1.1"), (9, "9", "1.2", "police"), (7, "7", "2.1", "vane")),
            "| boats | “nine” (article 1; police) [1.1, 1.2] · “7” (Ilse Vane) [2.1] | **disputed** |",
        ),
        (
            figure("updated", (9, "nine", "2.1"), (7, "seven", "1.1")),
            "| boats | “seven” (1 March) [1.1] → **“nine”** (2 March) [2.1] | **updated** |",
        ),
        (
            figure(
                "updated", (9, "nine", "1.2", None, "2031-03-05"), (8, "8", "1.1", None, "2030-12-30"), (7, "7", "2.1")
            ),
            "| boats | “8” (30 December 2030) [1.1] → “7” (2 March) [2.1] → **“nine”** (5 March) [1.2] | **updated** |",
        ),
        (
            figure("updated", (9, "nine", "1.2"), (7, "seven", "1.1")),
            "| boats | “seven” [1.1] → **“nine”** [1.2] | **updated** |",
        ),
        (
            figure("updated", (9, "nine", "2.1", None, "2031-03-02"), (9, "9", "1.1", None, "2031-03-01")),
            "| boats | “nine” (2 March) [2.1, 1.1] | **updated** |",
        ),
        (
            figure("agree", *((9, "9", f"1.{n}", f"Speaker {n}") for n in range(1, 6))),
            "| boats | “9” (Speaker 1; Speaker 2; Speaker 3; 2 more) [1.1, 1.2, 1.3, 1.4, …] | agree |",
        ),
        (
            figure("agree", (9, "nine", "1.1"), scope="in the inner harbour"),
            "| boats, in the inner harbour | “nine” [1.1] | agree |",
        ),
    ],
)
def test_a_figure_is_one_row(shown, row):
    """Equal values are one with all marks; who speaks is named where they differ; updates run from old to new."""
    assert row in page(figures=(shown,))


def test_a_long_row_keeps_its_ends():
    """Of many updates the first and the last ones stay."""
    many = figure("updated", *((n, str(n), f"1.{n}") for n in range(20, 0, -1)))
    drawn = page(figures=(many,))
    assert "“1” [1.1] → … and 14 more in the JSON → “16” [1.16] → " in drawn
    assert "→ **“20”** [1.20] |" in drawn


# ── Who is who ────────────────────────────────────────────────────────────────────────────────────


def test_a_capital_stands_with_its_country_once():
    """The country is named beside what belongs to it, and again only where it has a role of its own."""
    port = Actor(id="port", name="Port Norl", kind="place", articles=("1",), belongs_to="norland")
    land = Actor(id="norland", name="Norland", kind="country", role="country", articles=("1",))
    said = claim(1, "It rained.", says("1.1", "port"), says("2.1", "norland"))
    assert "**Who is who**\n\n**Port Norl** (Norland)\n" in page(said, actors=(port, land))
    host = land.model_copy(update={"role": "host of the talks"})
    assert "**Port Norl** (Norland); **Norland**, host of the talks\n" in page(said, actors=(port, host))
    each = land.model_copy(update={"belongs_to": "port"})
    assert "**Port Norl** (Norland); **Norland** (Port Norl)\n" in page(said, actors=(port, each))
