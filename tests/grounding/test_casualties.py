"""The toll of an article's main event."""

from __future__ import annotations

import pytest

from summarizer.drafts import CountDraft, Draft
from summarizer.grounding.casualties import casualties, proves, readings
from summarizer.grounding.summary import ground
from summarizer.models import Article
from summarizer.reading.sentences import split


def article(text, title=""):
    """An article with its sentences."""
    sentences, asides = split(text, title=title)
    return Article(id="1", text=text, title=title, sentences=sentences, asides=asides)


def toll(text, title=""):
    """The numbers of killed and injured; 0 where the article tells of none."""
    found = {one.harm: one.low for one in casualties(article(text, title))}
    return found.get("killed", 0), found.get("injured", 0)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two people were killed and three hurt in Tarn. The dead were brothers.", (2, 3)),
        ("Three people were shot, one fatally, in Tarn. The death is looked into.", (1, 2)),
        ("Five people were shot in Tarn on Friday. They are all stable.", (0, 5)),
        ("Two men were shot in Tarn. One of them died at a hospital. It is a homicide.", (1, 1)),
        ("A man was killed in a crash in Tarn. The victim, Bo Stern, 25, died at the scene.", (1, 0)),
        ("A woman was shot dead in Tarn. Her son, 9, was wounded. It is a murder.", (1, 1)),
        ("Ada Vale, 25, and Bo Stern, 31, were killed in Tarn. Both died at once.", (2, 0)),
        ("A gunman killed three people in Tarn before killing himself. The dead were kin.", (4, 0)),
        ("A flood hit Tarn. Nobody was hurt.", (0, 0)),
    ],
)
def test_the_toll_follows_from_the_sentences(text, expected):
    """Numbers, lists, persons told of more than once, and those shot less those who died."""
    assert toll(text) == expected


@pytest.mark.parametrize(
    "other",
    [
        "Last year 30 people were killed in Tarn.",
        "It was the city’s 40th homicide this year, and 60 people were injured.",
        "In an unrelated shooting 9 people were killed.",
        "Across the country 90 people were killed.",
    ],
)
def test_other_events_do_not_count(other):
    """Earlier years, other places and other events are not of the article's own toll."""
    assert toll(f"Two people were killed in Tarn on Friday. The dead were brothers. {other}") == (2, 0)


def test_a_title_decides_but_is_no_evidence():
    """What the title gives goes before what a later sentence gives; the evidence is a sentence."""
    told = article("Tarn mourns. Three people were killed. Later, four people were killed.", "Four dead in Tarn")
    (killed,) = casualties(told)
    assert (killed.low, killed.sentences) == (4, (3,))


def test_what_only_the_title_says_is_not_given():
    """Without a sentence that says it there is no toll."""
    assert toll("Tarn mourns after Friday’s night. It was loud.", "Four dead in Tarn") == (0, 0)


def test_every_toll_is_proven_by_its_sentences():
    """Read again without the rest, its sentences give the same words, bounds and modifier, and no others do."""
    told = article("Five people were shot in Tarn. Rain fell. One of them died on Friday. It is a homicide.")
    for one in casualties(told):
        sentences = [told.sentence(number) for number in one.sentences]
        assert proves(one, sentences)
        assert one.surface in sentences[0]
        assert not proves(one, ["Rain fell."])
    assert {(one.harm, one.low) for one in readings(["Five people were shot, one fatally."])} >= {
        ("injured", 4),
        ("killed", 1),
    }


def test_no_text_has_no_toll():
    """An article without sentences tells of nobody."""
    assert casualties(Article(text="", id="1")) == ()


def test_grounding_adds_the_tolls_to_what_was_drafted():
    """Those killed and injured are figures of any engine's summary; a drafted count of the same people is one with them."""
    told = article("Two people were killed and three hurt in Tarn by Thursday. The dead were brothers.")
    told = told.model_copy(update={"published": "2024-10-25"})
    drafts = (CountDraft(sentence=1, surface="Two", of="people"), CountDraft(sentence=1, surface="three", of="hurt"))
    for draft in (Draft(), Draft(counts=drafts)):
        figures = ground(told, draft).figures
        assert [(one.id, one.of, one.readings[0].low, one.readings[0].surface) for one in figures] == [
            ("f1", "people killed", 2, "Two"),
            ("f2", "people injured", 3, "three"),
        ]
        assert {one.readings[0].as_of for one in figures} == {"2024-10-24"}
