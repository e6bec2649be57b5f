"""Which articles tell of one event: the seeds, follow-ups and two events of one kind in one town; in any order."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.merging import events
from summarizer.models import Article

SEEDS = Path(__file__).parents[2] / "seeds"

FIRE = (
    (
        "A fire broke out late on Tuesday in a furniture warehouse on Kestrel Road in Ostby, police said. Two night"
        " watchmen, Olav Brenn, 54, and Jon Tveit, 31, were killed. The blaze spread from a paint store on the second floor."
        " Fire chief Marte Lie said 60 firefighters fought the flames for nine hours."
    ),
    (
        "Investigators in Ostby believe a paint store is where the Kestrel Road warehouse fire began, fire chief Marte Lie"
        " told reporters. The deaths of Olav Brenn and Jon Tveit, who guarded the furniture warehouse at night, have shaken"
        " the town. Their union asks why no alarm was heard on the second floor."
    ),
    (
        "The owner of the furniture warehouse on Kestrel Road was charged on Monday, three weeks after the fire that killed"
        " the watchmen Brenn and Tveit. Prosecutors in Ostby say the paint store had no permit."
    ),
)
SHOP_FIRE = (
    (
        "A fire destroyed a bakery on Harbour Lane in Ostby on Saturday morning, police said. The baker Siri Aune, 67, and"
        " four customers were injured, one of them seriously. An oven that was left on is thought to be the cause, said"
        " deputy fire chief Per Holm."
    ),
    (
        "Siri Aune, whose bakery on Harbour Lane burned down on Saturday, has left hospital. Four customers of hers were"
        " injured in the fire. Deputy fire chief Per Holm blamed an oven, and people in Ostby have collected 90,000 crowns."
    ),
)
ELECTION = (
    (
        "The Skarn council chose Berit Falk as mayor by 21 votes to 18 on Thursday, after the Green List withdrew its own"
        " candidate. Falk promised to keep the ferry and to cut parking fees."
    ),
    (
        "Berit Falk is the new mayor of Skarn. With the help of the Green List she won by three votes on Thursday, and said"
        " that the ferry would stay and parking would be cheaper."
    ),
)
FOOTBALL = "Skarn United beat Halla 3-1 in the cup semi-final, with two late goals by the substitute Ida Moe."


def articles(*texts, **fields):
    """Articles with ids from 1."""
    return [Article(id=str(number), text=text, **fields) for number, text in enumerate(texts, 1)]


def grouped(found, vectors=None):
    """The ids of each group."""
    return [[article.id for article in group] for group in events.group(found, vectors)]


def test_the_seeds_are_one_story():
    """The two articles on soldiers in Russia tell of one event, machine-paraphrased as they are."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt"))]
    assert len(texts) > 1
    assert len(events.group(articles(*texts))) == 1


def test_nothing_and_one():
    """No article is no group, and one is a group."""
    assert events.group([]) == []
    assert grouped(articles(FOOTBALL)) == [["1"]]


@pytest.mark.parametrize("pair", [FIRE[:2], SHOP_FIRE, ELECTION])
def test_two_articles_on_one_event_are_one_story(pair):
    """Two articles are enough, though nothing can be learned from two about which words are rare."""
    assert grouped(articles(*pair)) == [["1", "2"]]


@pytest.mark.parametrize("pair", [(FIRE[0], ELECTION[0]), (ELECTION[1], FOOTBALL), (FIRE[0], SHOP_FIRE[0])])
def test_two_unrelated_articles_are_two_stories(pair):
    """Neither one town nor one kind of event makes one story."""
    assert grouped(articles(*pair)) == [["1"], ["2"]]


def test_two_events_of_one_kind_in_one_town_are_two_stories():
    """Two fires with other victims, streets and causes stay apart, and a follow-up weeks later joins its own."""
    found = articles(FIRE[0], SHOP_FIRE[0], ELECTION[0], FIRE[1], SHOP_FIRE[1], ELECTION[1], FIRE[2], FOOTBALL)
    assert grouped(found) == [["1", "4", "7"], ["2", "5"], ["3", "6"], ["8"]]


def test_dates_far_apart_do_not_part_an_event():
    """A follow-up three weeks later is of the same story where dates are known, too."""
    first, second, last = articles(*FIRE)
    dated = [
        first.model_copy(update={"published": "2024-10-02"}),
        second.model_copy(update={"published": "2024-10-04T09:00:00Z"}),
        last.model_copy(update={"published": "2024-10-21"}),
    ]
    assert grouped(dated) == [["1", "2", "3"]]
    assert grouped([one.model_copy(update={"published": "last week"}) for one in dated]) == [["1", "2", "3"]]


def test_outlets_furniture_makes_no_story():
    """Articles of one outlet share its page's lines, and tell of their own events."""
    lines = "\n\nSubscribe to the Ostby Courier newsletter. Download the Courier app for news that matters to Ostby."
    assert grouped(articles(FIRE[0] + lines, ELECTION[0] + lines, FOOTBALL + lines)) == [["1"], ["2"], ["3"]]


def test_a_roundup_does_not_chain_two_events():
    """An article that tells of two events joins at most one of them, and ties no two."""
    roundup = "The week in brief. " + FIRE[0][:170] + " " + ELECTION[0][:150]
    groups = grouped(articles(*FIRE, *ELECTION, roundup))
    assert not any({"1", "4"} <= set(group) for group in groups)


def test_a_story_of_very_many_articles_is_one():
    """A story of more articles than each is compared with does not fall apart, and takes in no other."""
    parts = [part for text in FIRE for part in text.split(". ")]
    chosen = Random(7)  # noqa: S311  (nothing secret)
    told = [". ".join(chosen.sample(parts, 6)) for _ in range(70)]
    groups = grouped(articles(*told, *ELECTION))
    assert sorted(map(len, groups)) == [2, 70]


def test_other_languages_and_empty_texts_are_grouped():
    """Articles in another language are grouped by their names and words; those without words stay alone."""
    german = (
        "Bei einem Brand in einer Lagerhalle an der Kestrelstraße in Ostby starben die Wachleute Olav Brenn und Jon Tveit.",
        "Nach dem Brand in der Lagerhalle an der Kestrelstraße in Ostby trauern die Kollegen von Olav Brenn und Jon Tveit.",
    )
    assert grouped(articles(german[0], "", german[1], "…", "火災で倉庫が全焼した。")) == [
        ["1", "3"],
        ["2"],
        ["4"],
        ["5"],
    ]


def test_embeddings_join_and_part():
    """Where embeddings are given, doubtful articles go by them; without them by words alone."""
    found = articles(
        "Marta Lund has resigned as head of the port authority, the board announced on Friday.",
        "The chief of the harbour steps down after a row about cranes. Lund gave no reasons for it.",
        FOOTBALL,
    )
    far = [[1.0, 0.0, 0.1], [0.0, 1.0, 0.1], [0.1, 0.0, 1.0]]
    near = [[1.0, 0.05, 0.0], [1.0, 0.0, 0.05], [0.0, 0.0, 1.0]]
    assert grouped(found, far) == [["1"], ["2"], ["3"]]
    assert grouped(found, near) == [["1", "2"], ["3"]]
    assert grouped(articles(*FIRE[:2]), [[0.0, 0.0], [0.0, 0.0]]) in ([["1", "2"]], [["1"], ["2"]])


TIMBER_FIRE = (
    (
        "A night watchman died when fire swept through a timber warehouse on Canal Street in Ostby early on Tuesday, police"
        " said.\n\nThe man, 58, had called for help, fire chief Marte Lie said. Forty firefighters fought the flames."
    ),
    (
        "OSTBY — A watchman was killed in a fire at a timber warehouse on Canal Street on Tuesday, the fire service"
        " said.\n\nFire chief Marte Lie said the man had rung for help. The warehouse burned to the ground."
    ),
)
FLAT_FIRE = (
    "A family of four were saved from a burning flat on Mill Lane in Ostby on Friday evening, firefighters said.\n\nA"
    " neighbour had seen smoke from a kitchen window, fire chief Marte Lie said. Nobody was hurt.\n\nLie said there was no"
    " connection with Tuesday's fire at a timber warehouse, in which a watchman died."
)
BAKER_TRIAL = (
    (
        "A baker was jailed for nine years at Harle Crown Court on Tuesday for poisoning a rival's well.\n\nJudge Petra"
        " Ansell said Colin Marsh, 51, had acted out of envy. The jury took three hours to find him guilty."
    ),
    (
        "Colin Marsh, the baker who poisoned the well of a competitor, was sentenced to nine years in prison at Harle Crown"
        " Court on Tuesday.\n\nJudge Petra Ansell called it a cruel plan. His lawyer said he would appeal."
    ),
)
BRIBERY_TRIAL = (
    "A councillor was cleared of taking bribes at Harle Crown Court on Thursday after a trial of six weeks.\n\nThe jury"
    " found Edna Frost, 62, not guilty of all four charges. Judge Petra Ansell thanked the jurors.\n\nIt was the second"
    " case in a week to fill the court: on Tuesday the baker Colin Marsh was jailed for poisoning a rival's well."
)
SHIFTS_STRIKE = (
    (
        "Some 400 workers walked out at Brenmore Motors' engine plant in Halden on Monday over night shifts, their union"
        " said.\n\nThe Metal Workers' Union said the strike would last. Brenmore Motors called it unlawful."
    ),
    (
        "Brenmore Motors' engine plant in Halden stood still for a second day on Tuesday as 400 workers stayed away.\n\n"
        "They oppose a plan for night shifts, the Metal Workers' Union said. The firm said it would go to court."
    ),
)
PAY_STRIKE = (
    "Workers at Brenmore Motors' paint shop in Tarvik went on strike on Thursday to press for higher pay, the Metal Workers'"
    " Union said.\n\nAbout 150 people stopped work at noon. Brenmore Motors said its offer was fair.\n\nIt is the second"
    " strike at the firm in a month. Workers at its engine plant in Halden walked out over night shifts."
)
ALLEY_SHOOTING = (
    (
        "Two women were shot dead at a bowling alley on Prior Street in Kelmouth on Saturday night, police said.\n\nInspector"
        " Dora Quill said a gunman fled on foot. The victims were aged 41 and 45."
    ),
    (
        "Two women in their forties were killed in a shooting at a bowling alley in Kelmouth on Saturday.\n\nPolice are"
        " looking for a man in a red coat, Inspector Dora Quill said. Prior Street was closed."
    ),
    (
        "A 29-year-old man was charged on Monday with the murder of two women at a bowling alley in Kelmouth nine days ago,"
        " prosecutors said.\n\nHe was arrested at his sister's flat. Inspector Dora Quill said nothing linked him to another"
        " shooting in the port last month."
    ),
)
AGROUND = (
    (
        "A car ferry ran aground off Skarn on Monday with 212 people on board, the coast guard said.\n\nNobody was hurt. Tugs"
        " pulled the Solveig free at high tide, captain Nils Aker said."
    ),
    (
        "The captain of the ferry that ran aground off Skarn on Monday was suspended on Thursday, its owner said.\n\nNils"
        " Aker had been on the bridge of the Solveig alone. It was not related to drink, the line said."
    ),
)


@pytest.mark.parametrize(
    ("event", "other"),
    [(TIMBER_FIRE, FLAT_FIRE), (BAKER_TRIAL, BRIBERY_TRIAL), (SHIFTS_STRIKE, PAY_STRIKE)],
    ids=["fires", "trials", "strikes"],
)
def test_an_event_that_is_only_told_apart_is_another_story(event, other):
    """An article that says what else happened in town, and that it is something else, does not join that story."""
    assert grouped(articles(*event, other)) == [["1", "2"], ["3"]]
    assert grouped(articles(other, event[1])) == [["1"], ["2"]]


@pytest.mark.parametrize("event", [ALLEY_SHOOTING, AGROUND], ids=["shooting", "ferry"])
def test_what_opens_with_something_new_follows_up(event):
    """A charge or a suspension days later is of the story that its opening points back to, whatever else it rules out."""
    assert grouped(articles(*event)) == [[str(number) for number in range(1, len(event) + 1)]]


@settings(max_examples=25, deadline=None)
@given(
    texts=st.lists(st.sampled_from((*FIRE, *SHOP_FIRE, *ELECTION, FOOTBALL, "")) | st.text(max_size=40), max_size=9),
    data=st.data(),
)
def test_groups_do_not_depend_on_the_order(texts, data):
    """The same articles give the same groups in any order; each is in one, and groups keep the order given."""
    found = articles(*texts)
    groups = grouped(found)
    assert sorted(name for group in groups for name in group) == sorted(one.id for one in found)
    assert groups == sorted(([*sorted(group, key=int)] for group in groups), key=lambda group: int(group[0]))
    other = grouped(data.draw(st.permutations(found)))
    texts_of = {one.id: one.text for one in found}
    assert sorted(sorted(texts_of[name] for name in group) for group in groups) == sorted(
        sorted(texts_of[name] for name in group) for group in other
    )
