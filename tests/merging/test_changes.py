"""What changed from edition to edition: five days of invented news, and the list that an editor would write of each."""

from __future__ import annotations

from datetime import date

import pytest

from summarizer import Article, summarize
from summarizer.grounding.evidence import missing_numbers
from summarizer.merging.changes import changes
from summarizer.models import Actor, ArticleRecord, Briefing, Claim, Engine, Span, Statement, Story


def article(outlet, day, *paragraphs, slug="news", hour=8):
    """An article that an outlet published on a day of November."""
    return Article(
        text="\n\n".join(paragraphs) + "\n",
        url=f"https://{outlet.casefold().replace(' ', '')}.example/{slug}-{day}",
        publisher=outlet,
        published=f"2024-11-{day:02}T{hour:02}:00:00Z",
    )


def edition(day, *articles, before=(), **options):
    """The edition of a day, with what changed since those before it."""
    made = summarize(articles, model="extractive", date=date(2024, 11, day), **options)
    return made.model_copy(update={"changes": changes(before, made)})


def listed(made):
    """The changes of an edition as an editor notes them: of what kind, what is so now, and what was."""
    return [(one.kind, one.text, one.was) for one in made.changes.items]


# ── Five days ─────────────────────────────────────────────────────────────────────────────────────

FLOOD = article(
    "Korrdam Post",
    4,
    "The river Senn broke its banks at Korrdam on Sunday night and flooded the old town.",
    "At least 12 people were killed in the flood, Mayor Ines Falk said.",
    "“The upper dam held all night,” Falk told reporters.",
    "Engineer Tom Reyes said that the lower wall of the dam had cracked.",
    "It is unclear what caused the flood at the dam.",
)
SCHOOLS = article(
    "Senn Courier",
    4,
    "Schools in Korrdam will stay closed until Friday after the flood, the education office said.",
    "The bridge at Marel was swept away by the flood, police said.",
)
FERRY = article(
    "Port Gazette",
    4,
    "The ferry line between Vell and Ostrand will close in spring, its owner Birk Lunde said.",
    "Ferry workers in Vell were told on Monday.",
)
RISE = article(
    "Northern Herald",
    5,
    "The death toll of the Korrdam flood rose to 19, Mayor Ines Falk said on Tuesday.",
    "The flood swept away the bridge at Marel, firefighters said.",
    "Dam operator Senn Water denied that the lower wall of the dam had cracked.",
)
REPOST = article("Daily Echo", 5, *RISE.text.strip().split("\n\n"), hour=11)
INQUIRY = article(
    "Korrdam Post",
    6,
    "Mayor Ines Falk withdrew her statement that the upper dam had held all night in Korrdam.",
    "Rita Holm, who heads the inquiry, said that heavy rain had caused the flood at the dam.",
)
STRIKE = article(
    "Ostrand Times",
    6,
    "Tram drivers in Ostrand began a strike over pay on Wednesday.",
    "The Tram Union said that 900 drivers had walked out.",
)
AID = article(
    "Senn Courier",
    7,
    "The Korrdam flood killed 23 people, Mayor Ines Falk said on Thursday.",
    "The government will give each flooded household in Korrdam 4,000 crowns, minister Olan Prew said.",
)
AGAIN = article(
    "Marel Mail",
    8,
    "The flood at Korrdam killed twenty-three people, Mayor Ines Falk said.",
    "The flood swept away the bridge at Marel, police said.",
)

EXPECTED = {
    5: [
        (
            "disputed",
            "Engineer Tom Reyes said that the lower wall of the dam had cracked; Senn Water denies it.",
            None,
        ),
        ("figure_updated", "people killed: 19, according to Ines Falk", "At least 12"),
        ("corroborated", "The flood swept away the bridge at Marel, firefighters said.", None),
    ],
    6: [
        (
            "withdrawn",
            "Mayor Ines Falk withdrew her statement that the upper dam had held all night in Korrdam.",
            "“The upper dam held all night,” Falk told reporters.",
        ),
        (
            "settled",
            "Rita Holm, who heads the inquiry, said that heavy rain had caused the flood at the dam.",
            "It is unclear what caused the flood at the dam.",
        ),
        ("new_story", "Tram drivers in Ostrand began a strike over pay on Wednesday", None),
    ],
    7: [
        ("figure_updated", "people killed: 23, according to Ines Falk", "19"),
        (
            "new_claim",
            "The government will give each flooded household in Korrdam 4,000 crowns, minister Olan Prew said.",
            None,
        ),
    ],
    8: [("corroborated", "The flood at Korrdam killed twenty-three people, Mayor Ines Falk said.", None)],
    9: [],
}
"""Written by hand from the articles: what an editor would list of each day."""


@pytest.fixture(scope="module")
def week():
    """The editions of five days, by day: each reads what is new with all of the stories that are followed."""
    flood = [FLOOD, SCHOOLS]
    made = {4: edition(4, *flood, FERRY)}
    made[5] = edition(5, *flood, FERRY, RISE, REPOST, before=(made[4],))
    flood += [RISE, REPOST]
    made[6] = edition(6, STRIKE, INQUIRY, *flood, before=(made[4], made[5]))
    made[7] = edition(7, AID, *flood, INQUIRY, STRIKE, before=(made[4], made[5], made[6]))
    made[8] = edition(8, STRIKE, *flood, INQUIRY, AID, AGAIN, before=tuple(made.values()))
    made[9] = edition(9, AGAIN, AID, INQUIRY, *flood, STRIKE, before=tuple(made.values()))
    return made


@pytest.mark.parametrize("day", EXPECTED)
def test_the_changes_of_each_day_are_those_an_editor_would_list(week, day):
    """Nothing that an earlier edition's articles said stands among them, and nothing that is new is missing."""
    assert listed(week[day]) == EXPECTED[day]


def test_a_first_edition_has_no_changes(week):
    """Without an edition before it there is nothing to differ from."""
    assert week[4].changes is None
    assert changes((), week[5]) is None


def test_a_story_without_news_is_quiet_and_one_that_ends_is_named_once(week):
    """The ferry is still followed on the second day, is gone on the third, and is no more heard of on the fourth."""
    assert [len(week[day].changes.quiet) for day in EXPECTED] == [1, 0, 1, 1, 2]
    assert [len(week[day].changes.ended) for day in EXPECTED] == [0, 1, 0, 0, 0]
    assert "ferry" in week[6].changes.ended[0]


def test_what_is_settled_is_no_longer_open(week):
    """The cause of the flood is open on the second day, settled on the third, and not told again."""

    def still(day):
        texts = {one.id: one.text for story in week[day].stories for one in story.uncertainties}
        return [texts[one] for one in week[day].changes.still_open]

    cause = "It is unclear what caused the flood at the dam."
    assert [cause in still(day) for day in EXPECTED] == [True, False, False, False, False]


def test_each_change_tells_when_an_earlier_edition_said_so(week):
    """The date is that of the newest edition that told it; what is new has none."""
    assert [one.since for one in week[5].changes.items] == ["2024-11-04"] * 3
    assert [one.since for one in week[7].changes.items] == ["2024-11-06", None]


def test_every_number_stands_in_what_is_cited(week):
    """Of what is so now in the cited evidence, of what was in an earlier edition's text."""
    for day, made in week.items():
        items = {one.id: one for story in made.stories for one in (*story.claims, *story.figures)}
        for change in made.changes.items if made.changes else ():
            said = [getattr(items[cite], "statements", ()) or items[cite].readings for cite in change.cites]
            words = " ".join(span.text for each in said for one in each for span in one.evidence)
            assert missing_numbers(change.text, words) == []
            before = " ".join(one.text for earlier in range(4, day) for one in week[earlier].articles)
            assert change.was is None or change.was in before


def test_the_order_of_the_articles_changes_nothing(week):
    """The same articles in another order give the same list."""
    turned = edition(7, STRIKE, INQUIRY, REPOST, RISE, AID, SCHOOLS, FLOOD, before=(week[4], week[5], week[6]))
    assert listed(turned) == EXPECTED[7]


# ── Other days ────────────────────────────────────────────────────────────────────────────────────


def after(first, *rest, day=5):
    """The edition that has the articles of a first one and others besides."""
    return edition(day, *first, *rest, before=(edition(4, *first),))


def test_a_story_that_splits_or_merges_is_followed_by_its_articles(week):
    """What was told as one story and is two now is no news; nor is what was two and is one."""
    both = (FLOOD, FERRY)
    one, two = edition(4, *both, one_story=True), edition(4, *both)
    assert (len(one.stories), len(two.stories)) == (1, 2)
    for before, now in ((one, two), (two, one)):
        noted = changes((before,), now)
        assert (noted.items, noted.ended) == ((), ())
        assert noted.quiet == tuple(story.id for story in now.stories)


def test_a_repost_of_what_an_earlier_edition_had_is_no_news():
    """A copy, word for word or with a line of its own on top, corroborates nothing."""
    copy = article("Daily Echo", 5, *FLOOD.text.strip().split("\n\n"))
    assert listed(after([FLOOD], copy)) == []
    paragraphs = FLOOD.text.strip().split("\n\n")
    edited = article("Daily Echo", 5, "Senn Water pays 300 crowns to each guest of the Marel Hotel.", *paragraphs)
    assert [kind for kind, *_ in listed(after([FLOOD], edited))] == ["new_claim"]


def test_of_a_page_that_changed_only_what_was_added_is_new():
    """The page is known by its address, whatever stands behind the question mark, and no second source for itself."""
    added = "Senn Water switched off the power in Korrdam on Tuesday."
    longer = FLOOD.model_copy(update={"text": f"{FLOOD.text}\n{added}\n", "url": f"{FLOOD.url}?utm_source=post"})
    now = edition(5, longer, before=(edition(4, FLOOD),))
    assert listed(now) == [("new_claim", added, None)]


@pytest.mark.parametrize(
    ("was", "now", "kind"),
    [
        ("At least 12", "More than 12", None),
        ("About 40", "42", None),
        ("10,000", "Ten thousand", None),
        ("At least 12", "At least 15", "figure_updated"),
        ("12", "15", "figure_updated"),
        ("15", "12", "figure_updated"),
    ],
)
def test_another_value_is_an_update_and_another_wording_is_none(was, now, kind):
    """A number said in other words is no news; another one is, with what was said before."""
    first = article("Korrdam Post", 4, f"{was} people were killed in the flood at Korrdam, Mayor Ines Falk said.")
    second = article("Northern Herald", 5, f"{now} people were killed in the flood at Korrdam, Mayor Ines Falk said.")
    found = [(one, old) for one, _, old in listed(after([first], second)) if one.startswith("figure")]
    assert found == ([(kind, was)] if kind else [])


def test_two_accounts_of_one_day_make_a_figure_disputed():
    """A number that a new article of the same day contradicts is told once, with both."""
    first = article("Korrdam Post", 5, "The fire at Marel burned 40 houses, Mayor Ines Falk said.")
    second = article("Northern Herald", 5, "The fire at Marel burned 90 houses, firefighters said.")
    ((kind, text, _),) = listed(after([first], second))
    assert kind in ("disputed", "figure_disputed")
    assert "40" in text
    assert "90" in text


def test_who_contradicts_what_they_said_withdraws_it():
    """The same speaker, asserting then and denying now."""
    first = article("Korrdam Post", 4, "Engineer Tom Reyes said that the lower wall of the dam at Korrdam had cracked.")
    second = article(
        "Northern Herald", 5, "Engineer Tom Reyes denied that the lower wall of the dam at Korrdam had cracked."
    )
    ((kind, text, was),) = listed(after([first], second))
    assert kind == "withdrawn"
    assert (text, was) == (second.text.strip(), first.text.strip())


@pytest.mark.parametrize(
    "words",
    [
        "Ines Falk apologised for saying that the upper dam had held all night.",
        "Ines Falk has taken back her remarks on Sunday night, in which the upper dam was said to have held all night.",
        "A spokesman for Ines Falk told the council that she had been wrong about the upper dam: it had not held all night.",
    ],
)
def test_who_takes_back_what_they_said_withdraws_it(words):
    """The claim that is taken back is found among those of the same speaker, and the words are those of the new article."""
    second = article("Northern Herald", 5, words)
    ((kind, text, was),) = listed(after([FLOOD], second))
    assert (kind, text) == ("withdrawn", second.text.strip())
    assert was == "“The upper dam held all night,” Falk told reporters."


def test_a_rival_by_the_same_speaker_withdraws_a_claim():
    """What the speaker says now cannot hold beside what they said: it is told once, in the new words."""
    words = {"4": "The upper dam at Korrdam held all night.", "5": "The upper dam at Korrdam did not hold all night."}

    def made(*days):
        claims = tuple(
            Claim(
                id=f"c{day}",
                text=words[day],
                status="disputed" if len(days) > 1 else "single",
                statements=(
                    Statement(
                        article=day,
                        speaker="a1",
                        stance="asserts",
                        certainty="certain",
                        evidence=(Span(article=day, start=0, end=len(words[day]), text=words[day]),),
                    ),
                ),
                rivals=tuple(f"c{other}" for other in days if other != day),
            )
            for day in days
        )
        falk = Actor(id="a1", name="Ines Falk", kind="person", articles=days)
        return Briefing(
            title="",
            date=f"2024-11-0{days[-1]}",
            engine=Engine(model="extractive"),
            stories=(Story(id="s1", headline="", articles=days, claims=claims, actors=(falk,)),),
            articles=tuple(ArticleRecord(id=day, text=words[day], status="ok") for day in days),
        )

    noted = changes((made("4"),), made("4", "5"))
    (one,) = noted.items
    assert (one.kind, one.item, one.was, one.since) == ("withdrawn", "c4", words["4"], "2024-11-04")
    assert words["5"].rstrip(".") in one.text
    assert noted.repeated == ()


def test_what_an_article_that_is_gone_said_is_not_new():
    """A claim that the story's edition of yesterday told is repeated, though its article is not read again."""
    first = edition(4, FLOOD, SCHOOLS)
    other = article("Marel Mail", 5, "The bridge at Marel was swept away by the flood, the police said.")
    assert listed(edition(5, FLOOD, other, before=(first,), one_story=True)) == []


def test_dates_that_go_back_are_no_error():
    """A clock set back gives editions in any order of their dates."""
    later, earlier = edition(9, FLOOD), edition(3, FLOOD, RISE)
    assert changes((later,), earlier).since == "2024-11-09"
