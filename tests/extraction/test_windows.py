"""Windows: every sentence once, in order, and with the context that makes it readable."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.extraction.windows import NAMED_BEFORE, halves, windows
from summarizer.grounding.context import context
from summarizer.models import Article
from summarizer.reading.sentences import split

STORY = (
    "Mayor Ines Falk said on Monday that 40 people were hurt in the flood.",
    "Engineer Tom Reyes denied that the wall had cracked.",
    "He said up to 300 homes could be flooded, and again up to 300.",
    "It is unclear who ordered the report.",
    "“We will rebuild,” Falk told reporters.",
)
WORDS = st.sampled_from("Rain fell on Vesk. Falk spoke. Nobody came! Was it so? It may snow. Ten men left.".split(" "))
TEXTS = st.lists(WORDS, min_size=1, max_size=60).map(" ".join)


def read(text):
    sentences, asides = split(text)
    return Article(text=text, id="1", sentences=sentences, asides=asides)


@pytest.fixture
def story(article_of):
    return context(article_of(*STORY))


def covered(found):
    return [number for window in found for number in range(window.first, window.last + 1)]


@given(TEXTS, st.integers(1, 8))
@settings(deadline=None, max_examples=40)
def test_windows_hold_every_sentence_once_and_in_order(text, size):
    """Nothing is lost or asked about twice, no window is too large, and none is much smaller than the others."""
    known = context(read(text))
    found = windows(known, size)
    sentences = known.article.sentences
    assert covered(found) == [sentence.number for sentence in sentences]
    lengths = [len(window) for window in found]
    assert max(lengths, default=0) <= size
    assert max(lengths, default=0) - min(lengths, default=0) <= 1
    assert len(found) == -(-len(sentences) // size)
    for window in found:
        assert len(window) == window.last - window.first + 1
        spoken = [known.article.sentence(number) for number in range(window.first, window.last + 1)]
        assert list(window.sentences) == [" ".join(sentence.split()) for sentence in spoken]


@given(TEXTS, st.integers(2, 8))
@settings(deadline=None, max_examples=25)
def test_halves_are_the_window_again(text, size):
    """A window of two or more sentences is cut in two, each at least one sentence smaller."""
    known = context(read(text))
    for window in windows(known, size):
        if len(window) > 1:
            first, second = halves(known, window)
            assert covered([first, second]) == covered([window])
            assert first.sentences + second.sentences == window.sentences
            assert abs(len(first) - len(second)) <= 1


def test_an_article_without_sentences_has_no_windows():
    """Nothing is asked about nothing."""
    assert windows(context(Article(text="")), 4) == []


def test_a_window_knows_what_came_before(story):
    """The sentence before and the actors named before, the latest last; the first window has neither."""
    first, second, third, *_ = windows(story, 1)
    assert (first.before, first.named, first.speaking) == ("", (), "")
    assert (second.before, second.named, second.speaking) == (STORY[0], ("Ines Falk",), "Ines Falk")
    assert (third.before, third.named, third.speaking) == (STORY[1], ("Ines Falk", "Tom Reyes"), "Tom Reyes")


def test_what_the_prompt_shows_otherwise_is_not_offered(article_of):
    """A number with a sign in it that nobody sees is no choice: the model could not answer it as it stands."""
    (window,) = windows(context(article_of("The storm sank 9\u200b0 boats and 7 ships.")), 1)
    assert all(number.isascii() for number in window.numbers)
    assert "7" in window.numbers


def test_only_the_latest_are_named(article_of):
    """The list of those named before stays short, and keeps those mentioned last."""
    names = "Anders Bellac Corvin Dunmore Eskild Farrow Gellert Hobart Iversen Jorund".split()
    sentences = [f"Mr {name} met Mrs {name}sen in the harbour." for name in names]
    last = windows(context(article_of(*sentences, "It rained.")), 1)[-1]
    assert len(last.named) == NAMED_BEFORE
    assert any("Jorund" in name for name in last.named)
    assert not any("Anders" in name for name in last.named)


def test_numbers_and_hedges_are_those_of_the_window_each_once(story):
    """Each number and hedge stands in the window as written, and is listed once."""
    found = windows(story, 1)
    assert found[0].numbers == ("40",)
    assert found[2].numbers == ("up to 300",)
    assert found[2].hedges == ("could",)
    assert found[3].hedges == ("unclear",)
    assert (found[3].numbers, found[4].hedges) == ((), ())


@pytest.mark.parametrize("path", sorted(Path("seeds").glob("*.txt")), ids=lambda path: path.stem)
def test_the_seeds_numbers_and_hedges_stand_in_their_windows(path):
    """On real articles, too, what the model may choose from is in the sentences it is asked about."""
    for window in windows(context(read(path.read_text(encoding="utf-8"))), 4):
        text = "\n".join(window.sentences)
        assert all(words in text for words in (*window.numbers, *window.hedges))
        assert len(set(window.numbers)) == len(window.numbers)
        assert len(set(window.hedges)) == len(window.hedges)


def test_a_sentence_is_one_line(article_of):
    """A line end inside a sentence cannot begin a line of the prompt."""
    article = article_of("It rained\n[9] all\u2028day  long.", "It snowed\r\nlater.")
    (window,) = windows(context(article), 2)
    assert window.sentences == ("It rained [9] all day long.", "It snowed later.")
    second = windows(context(article), 1)[1]
    assert second.before == "It rained [9] all day long."
