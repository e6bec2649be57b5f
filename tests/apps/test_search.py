"""Claims found again over all editions."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.apps.search import Index, Library, Query
from summarizer.memory.database import StoreError
from summarizer.memory.editions import Editions
from summarizer.models import Actor, Briefing, Claim, Engine, Span, Statement, Story

SPAN = Span(article="1", start=0, end=1, text="x")
ACTORS = (
    Actor(id="a1", name="Ilse Varga", aliases=("the mayor of Belmar",), kind="person", articles=("1",)),
    Actor(id="a2", name="Gökçe Ünal", kind="person", articles=("1",)),
)


def said(speaker=None, via=None):
    return Statement(article="1", speaker=speaker, via=via, stance="asserts", certainty="certain", evidence=(SPAN,))


def claim(number, text, *statements, sources=1):
    return Claim(id=f"c{number}", text=text, statements=statements or (said(),), sources=sources)


def story(headline, *claims):
    return Story(id="s1", headline=headline, articles=("1",), claims=claims, actors=ACTORS)


def briefing(day, *stories):
    return Briefing(title="T", date=day, engine=Engine(model="extractive"), stories=stories)


@pytest.fixture
def store(tmp_path):
    """A store, and what puts an edition into it."""

    def add(day, *stories, profile="morning"):
        with Editions(tmp_path / "store") as editions:
            row = editions.begin(profile, day, "", [])
            if stories:
                editions.complete(row, briefing(day, *stories))
        return tmp_path / "store"

    return add


def found(path, index=None, **query):
    """Search a store; return the hits' claims, as edition and id."""
    with Library(path) as library:
        hits = (index or Index()).search(Query(**query), library).hits
    return [(hit.row.date, hit.claim.id) for hit in hits]


def test_all_words_must_stand_in_claim_headline_or_speaker(store):
    """In any case and with or without accents; the beginning of a word is enough, its inside is not."""
    path = store(
        "2024-05-06",
        story(
            "Flood in Belmar",
            claim(1, "The bridge is closed.", said("a1")),
            claim(2, "The Düna rose by two metres.", said("a2")),
        ),
        story("Strike in Tarn", claim(3, "No bus drives."), claim(4, "Ferries go.", said(via="Radio Tarn"))),
    )
    assert found(path, words="flood bridge") == [("2024-05-06", "c1")]
    assert found(path, words="FLOOD brid") == [("2024-05-06", "c1")]
    assert found(path, words="duna") == [("2024-05-06", "c2")]
    assert found(path, words="the flood in varga") == [("2024-05-06", "c1")]
    assert found(path, words="lood") == []
    assert found(path, words="'radio'!") == [("2024-05-06", "c4")]
    assert found(path, words="flood strike") == []


def test_an_actor_is_who_says_it(store):
    """By words of one name or alias, also who only relays it; not by who is talked about."""
    path = store(
        "2024-05-06",
        story(
            "Flood",
            claim(1, "The bridge is closed.", said("a1"), said("a2")),
            claim(2, "Ilse Varga was in Tarn.", said("a2")),
            claim(3, "Ferries go.", said(via="Radio Tarn")),
        ),
    )
    assert found(path, actor="varga") == [("2024-05-06", "c1")]
    assert found(path, actor="mayor Belmar") == [("2024-05-06", "c1")]
    assert found(path, actor="unal", words="tarn") == [("2024-05-06", "c2")]
    assert found(path, actor="Radio Tarn") == [("2024-05-06", "c3")]
    assert found(path, actor="Ilse Ünal") == []


def test_scripts_without_capitals_are_found_inside_words(store):
    """Chinese puts no spaces between words, and Arabic joins some."""
    path = store("2024-05-06", story("x", claim(1, "河水淹没了城镇。"), claim(2, "غمر النهر المدينة")))
    assert found(path, words="城镇") == [("2024-05-06", "c1")]
    assert found(path, words="نهر") == [("2024-05-06", "c2")]


def test_the_order_is_words_in_the_text_then_date_then_sources(store):
    """Then the edition's own."""
    store(
        "2024-05-06",
        story("The flood", claim(1, "Old flood."), claim(2, "One source."), claim(3, "Three sources.", sources=3)),
    )
    path = store("2024-05-07", story("The flood", claim(1, "Roads are closed."), claim(2, "New flood.")))
    assert found(path, words="flood") == [
        ("2024-05-07", "c2"),
        ("2024-05-06", "c1"),
        ("2024-05-07", "c1"),
        ("2024-05-06", "c3"),
        ("2024-05-06", "c2"),
    ]


def test_the_same_words_in_several_editions_are_one_hit(store):
    """The newest, with the date of the first; those of another profile are their own."""
    for day in ("2024-05-06", "2024-05-08", "2024-05-07"):
        store(day, story("Flood", claim(1, "The bridge is closed.")))
    path = store("2024-05-07", story("Flood", claim(9, "The bridge is closed.")), profile="evening")
    with Library(path) as library:
        hits = Index().search(Query(words="bridge"), library).hits
    assert [(hit.row.profile, hit.row.date, hit.first, hit.editions) for hit in hits] == [
        ("morning", "2024-05-08", "2024-05-06", 3),
        ("evening", "2024-05-07", "2024-05-07", 1),
    ]


def test_only_the_editions_that_are_meant_are_searched(store):
    """By date, both ends counted, by profile, and up to the newest of the first page; open ones have no claims."""
    for day in ("2024-05-06", "2024-05-07", "2024-05-08"):
        store(day, story("Flood", claim(1, f"The bridge is closed on {day}.")))
    path = store("2024-05-09")
    assert found(path, since="2024-05-07", until="2024-05-07") == [("2024-05-07", "c1")]
    assert len(found(path, profile="morning")) == 3
    assert found(path, profile="evening") == []
    assert found(path, newest=1) == [("2024-05-06", "c1")]


def test_an_index_follows_the_store(store, tmp_path):
    """What is added is found, what is gone is not; what is there is not read again."""
    index, read = Index(), []
    path = store("2024-05-06", story("Flood", claim(1, "The bridge is closed.")))

    def search():
        with Library(path) as library:
            hits = index.search(Query(words="bridge"), library, lambda *step: read.append(step)).hits
        return [hit.row.date for hit in hits]

    assert search() == ["2024-05-06"]
    store("2024-05-07", story("Flood", claim(1, "The bridge is open.")))
    assert search() == ["2024-05-07", "2024-05-06"]
    assert read == [(1, 1), (1, 1)]
    for file in tmp_path.glob("store*"):
        file.unlink()
    store("2024-05-09", story("Flood", claim(1, "The bridge is gone.")))
    assert search() == ["2024-05-09"]


def test_where_nothing_is_found_each_word_is_counted_alone(store):
    """So that the next search can leave the right one out."""
    path = store("2024-05-06", story("Flood", claim(1, "The bridge is closed."), claim(2, "The road is closed.")))
    with Library(path) as library:
        result = Index().search(Query(words="closed bridge road"), library)
    assert (result.hits, result.alone) == ([], {"closed": 2, "bridge": 1, "road": 1})


def test_a_damaged_edition_is_told(store):
    """As the store's other methods tell it."""
    path = store("2024-05-06", story("Flood", claim(1, "The bridge is closed.")))
    with Library(path) as library:
        library._connection.execute("UPDATE editions SET briefing = x'00'")
        with pytest.raises(StoreError, match="is damaged"):
            Index().search(Query(), library)


@settings(max_examples=30)
@given(st.text(max_size=60), st.text(max_size=60))
def test_any_words_can_be_looked_for(words, text):
    """Whatever characters they have; a text is found by its own first word."""
    with TemporaryDirectory() as folder, Library(Path(folder) / "store") as library:
        row = library.begin("morning", "2024-05-06", "", [])
        library.complete(row, briefing("2024-05-06", story("x", claim(1, text), claim(2, "flood"))))
        index = Index()
        index.search(Query(words=words, actor=text), library)
        assert any(hit.claim.text == "flood" for hit in index.search(Query(words="flood"), library).hits)
        if text.split() and text.split()[0].isalnum():
            assert any(hit.claim.id == "c1" for hit in index.search(Query(words=text.split()[0]), library).hits)
