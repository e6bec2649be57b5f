"""What pronouns and descriptions stand for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.merging.reference import References
from summarizer.models import Actor, Article, Sentence


def plain(desk, *sentences, others=(), actor=None):
    """The last sentence of an article in plainer words, beside other articles of its story."""
    article = desk.article("1", *sentences)
    articles = {"1": article} | {str(n): desk.article(str(n), *told) for n, told in enumerate(others, 2)}
    actors = {actor.id: actor} if actor else {}
    return References(articles, actors).plain(sentences[-1], "1", len(sentences), actor.id if actor else None).text


def somebody(name, kind):
    """An actor of the story."""
    return Actor(id="a1", name=name, kind=kind, articles=("1",))


def test_it_is_the_one_thing_that_the_sentence_before_tells_of(desk):
    """A pronoun that opens a sentence goes on about the subject of the one before."""
    told = plain(desk, "The blast tore down a wall, Mayor Ida Lund said.", "It began in a shed.")
    assert told == "the blast began in a shed."


def test_she_is_the_one_person_of_the_sentence_before(desk):
    """A person who alone is named is meant."""
    assert plain(desk, "Ida Lund left the hall on Monday.", "She opened the quay.") == "Ida Lund opened the quay."


@pytest.mark.parametrize(
    "before",
    ["Ida Lund met Ada Vell on Monday.", "Two women left the hall.", "Rain fell on Monday."],
)
def test_with_two_antecedents_or_none_a_pronoun_stays(desk, before):
    """Where more than one could be meant, or nobody, nothing is replaced."""
    assert plain(desk, before, "She opened the quay.") == "She opened the quay."


def test_it_of_people_or_of_nothing_stays(desk):
    """A person is no "it", and an "it" that stands for nothing is left."""
    assert plain(desk, "The mayor left the hall.", "It began in a shed.") == "It began in a shed."
    assert plain(desk, "The hall burned.", "It is not yet known who paid.") == "It is not yet known who paid."


def test_it_in_what_somebody_says_is_the_speaker(desk):
    """A country that says what it will do is meant, a person is not."""
    said = "Vell said on Monday that it would close its quays."
    assert (
        plain(desk, said, actor=somebody("Vell", "country")) == "Vell said on Monday that Vell would close its quays."
    )
    assert plain(desk, said, actor=somebody("Ida Vell", "person")) == said


def test_me_is_who_speaks(desk):
    """In words that a person is quoted with, "me" is that person."""
    said = '"Nobody gave me any report," Vell said.'
    assert plain(desk, said, actor=somebody("Ida Vell", "person")) == '"Nobody gave Ida Vell any report," Vell said.'
    assert plain(desk, said, actor=somebody("Vell", "country")) == said


def test_the_mayor_is_the_one_who_holds_the_office(desk):
    """One mayor of a story is meant by "the mayor"; of two nobody is."""
    article = desk.article("1", "Lund said the mayor was given a report.")
    mayors = {
        name: Actor(id=name, name=name, kind="person", role="mayor of Tarn", articles=("1",))
        for name in ("Ida Vell", "Ada Moor")
    }
    one, two = (References({"1": article}, dict(list(mayors.items())[:count])) for count in (1, 2))
    assert one.plain(article.text, "1", 1).text == "Lund said Ida Vell was given a report."
    assert two.plain(article.text, "1", 1).text == article.text


def test_a_broader_word_is_the_one_thing_of_its_kind(desk):
    """The ship of an article with one ferry is the ferry."""
    assert plain(desk, "A ferry left Tarn.", "The ship struck a rock.") == "The ferry struck a rock."


def test_the_name_of_the_one_thing_of_a_kind_stands_for_it(desk):
    """What another article calls "the ferry Grey Gull" is the ferry where it goes by its name alone."""
    told = plain(desk, "A ferry left Tarn.", "The Grey Gull struck a rock.", others=[["The ferry Grey Gull is lost."]])
    assert told == "the ferry struck a rock."


def test_of_two_things_of_a_kind_nothing_is_replaced(desk):
    """Two ferries, or a ferry and another ship, are not told apart, and so are left."""
    assert plain(desk, "Two ferries left Tarn.", "The ship struck a rock.") == "The ship struck a rock."
    assert plain(desk, "A ferry left Tarn.", "Another ship struck a rock.") == "Another ship struck a rock."
    assert plain(desk, "A ferry met a trawler.", "The ship struck a rock.") == "The ship struck a rock."


def test_an_article_that_is_not_there_says_nothing():
    """Without its article a text is only put in plainer words."""
    assert References().plain("It began in a shed.", "1", 2).text == "It began in a shed."


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_text_is_survived(first, second):
    """Whatever stands in an article, its sentences have plainer words."""
    text = f"The {first}\nIt {second}"
    cut = len(first) + len("The ")
    sentences = (Sentence(number=1, start=0, end=cut), Sentence(number=2, start=cut, end=len(text)))
    article = Article(id="1", text=text, sentences=sentences)
    assert isinstance(References({"1": article}).plain(article.text[cut:], "1", 2).text, str)
