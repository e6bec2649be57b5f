"""Claims of several articles that are one, once what they refer to is named."""

from __future__ import annotations

import pytest

from summarizer.merging.likeness import face
from summarizer.merging.plain import plain, tells
from summarizer.merging.reference import References

SAME = [
    (["The fire tore through a hall.", "It began on Friday at a campsite near Tarn."], ["Lund said the fire had started at a campsite."]),
    (["A ferry left Tarn.", "The ship struck Gull Rock at 5:40 a.m."], ["A ferry hit Gull Rock shortly before six in the morning."]),
    (["A bridge broke in Tarn.", "Nobody was on the span when it broke."], ["Lund said the bridge was empty at the time."]),
    (["Lund was dismissed by the mill in May."], ["Lund lost his job at the mill."]),
    (["Some 3,000 homes had no electricity."], ["About 3,000 homes were without power."]),
    (["The town had shut half of the bridge in 2022 because of rusting bolts."], ["Rust on its bolts had led the town to close part of the bridge two years ago."]),
    (['Tarn called the threat "reckless".'], ['Vell described the move as "reckless".']),
    (["Two men were shot dead at a car wash in Tarn."], ["Two brothers were killed in a shooting at a car wash in Tarn."]),
]  # fmt: skip
APART = [
    (["The storm tore through a hall.", "It began on Friday at a campsite near Tarn."], ["Lund said the fire had started at a campsite."]),
    (["A ferry left Tarn.", "The ship struck Gull Rock at 5:40 a.m."], ["A ferry hit Gull Rock at 9 a.m."]),
    (["A bridge broke in Tarn.", "Nobody was on the span when it broke."], ["Lund said the hall was empty at the time."]),
    (["Lund was dismissed by the mill in May."], ["Vell lost his job at the mill."]),
    (["The town had shut half of the bridge in 2022 because of rusting bolts."], ["Rust on its bolts had led the town to close part of the bridge six years ago."]),
    (['Tarn called the threat "reckless".'], ['Vell described the mayor as "reckless".']),
    (["Two men were killed at a car wash in Tarn."], ["The owner of a car wash in Tarn says she knew the two men killed."]),
]  # fmt: skip


def told(desk, *articles):
    """The claims of articles, each of which is its last sentence."""
    made = [
        desk.article(str(number), *lines, published=f"2024-06-0{number}") for number, lines in enumerate(articles, 1)
    ]
    return desk.story(*((article, [desk.claim(article, len(article.sentences))]) for article in made)).claims


@pytest.mark.parametrize(("one", "other"), SAME)
def test_what_is_referred_to_ties_two_articles(desk, one, other):
    """A pronoun, a description, a set phrase or a rounded time stands for what the other article names."""
    (claim,) = told(desk, one, other)
    assert (claim.status, claim.sources) == ("corroborated", 2)


@pytest.mark.parametrize(("one", "other"), APART)
def test_something_else_is_kept_apart(desk, one, other):
    """Another thing, time, person or place, or one of several, is another claim."""
    assert [claim.sources for claim in told(desk, one, other)] == [1, 1]


def test_who_never_got_what_somebody_was_given_denies_it(desk):
    """One claim with who asserts it and who denies it, within one article too."""
    one = desk.article("1", "Lund was given the report on 14 January.", "Ida Lund says Lund never received any report.")
    other = desk.article("2", "Lund was handed the laboratory's report in January.")
    (claim,) = desk.story((one, [desk.claim(one, 1), desk.claim(one, 2)]), (other, [desk.claim(other, 1)])).claims
    assert claim.status == "disputed"
    assert sorted(said.stance for said in claim.statements) == ["asserts", "asserts", "denies"]


def test_one_word_of_two_named_persons_is_two_claims(desk):
    """What two people each call a thing is each one's own."""
    one = desk.article("1", 'Ida Lund called the threat "reckless".')
    other = desk.article("2", 'Ada Vell described the move as "reckless".')
    pairs = [
        (article, [desk.actor(article, "a1", name), desk.claim(article, 1, "a1")])
        for article, name in ((one, "Ida Lund"), (other, "Ada Vell"))
    ]
    assert [claim.sources for claim in desk.story(*pairs).claims] == [1, 1]


def test_what_is_printed_is_what_an_article_says(desk):
    """Plainer words are compared and never shown, and the text with a pronoun gives way."""
    (claim,) = told(desk, *SAME[0])
    assert claim.text == "Lund said the fire had started at a campsite."


def test_one_article_is_not_held_against_itself(desk):
    """Within one article two sentences in other words are two claims."""
    article = desk.article("1", "Forty homes had no electricity.", "Forty homes were without power.")
    assert len(desk.story((article, [desk.claim(article, 1), desk.claim(article, 2)])).claims) == 2


def test_a_statement_tells_what_the_other_claims(desk):
    """Whoever has the claim and its evidence alone finds again that they are one."""
    one, other = desk.article("1", "Forty homes had no electricity."), desk.article("2", "Forty homes lost power.")
    said, claimed = (desk.claim(article, 1).statements[0] for article in (one, other))
    meant = References({"1": one, "2": other})
    assert tells(said, other.text, claimed, meant)
    assert not tells(said, "Fifty homes lost power.", claimed, meant)


def test_without_articles_a_claim_has_its_own_words(desk):
    """Nothing is named where no article says what."""
    article = desk.article("1", "It began in a shed.")
    found = plain(article.text, desk.claim(article, 1).statements[0], face(article.text), References())
    assert found.face is found.own
