"""Which claims cannot hold together, which bring others up to date, and which sentences are claims for that reason."""

from __future__ import annotations

import pytest

from summarizer.extraction.extractive import extract
from summarizer.merging import actors, claims, contrasts
from summarizer.models import Article
from summarizer.reading import files

DAYS = ("2031-03-02", "2031-03-03")


def merged(desk, one, other, *, days=(None, None), speakers=((), ())):
    """The claims of two articles, the first sentence of each being one; speakers are names, ids following their order."""
    articles = [
        desk.article(str(number), *texts, published=day)
        for number, (texts, day) in enumerate(zip((one, other), days, strict=True), 1)
    ]
    summaries = []
    for article, names in zip(articles, speakers, strict=True):
        cast = [desk.actor(article, f"a{number}", name) for number, name in enumerate(names, 1)]
        summaries.append(desk.summary(article, *cast, desk.claim(article, 1, "a1" if names else None)))
    sources = {article.id: article.id for article in articles}
    return claims.merge(summaries, actors.merge(summaries), sources, articles=articles)


def how(desk, one, other, **given):
    """What two sentences are to each other: 'same', 'rivals', 'newer' (the second one), 'older' or 'apart'."""
    found = merged(desk, (one,), (other,), **given)
    if len(found) == 1:
        return "same" if found[0].status == "corroborated" else found[0].status
    first, second = sorted(found, key=lambda claim: claim.statements[0].article)
    if first.rivals == (second.id,) and second.rivals == (first.id,):
        assert first.status == second.status == "disputed"
        return "rivals"
    return "newer" if second.updates == (first.id,) else "older" if first.updates == (second.id,) else "apart"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Police in Tarn arrested 12 dockers on Monday.", "Police in Tarn arrested 16 dockers on Monday."),
        ("Bail for Cy Marr was set at $45,000.", "Bail for Cy Marr was set at about $81,000."),
        ("The toll ferry Morven carries 40 percent of trade.", "The toll ferry Morven carries 70% of trade."),
        ("For that year, the budget was $640 million.", "For that year, the budget was roughly $450 million."),
        ("Bo Lund lives 3 miles south of Vesk harbour.", "Bo Lund lives six miles south of Vesk harbour."),
        ("Ida Berg was elected in Tarn on Monday.", "Ida Berg was elected in Tarn on Tuesday."),
    ],
)
def test_what_cannot_both_be_so_are_rivals(desk, one, other):
    """Two claims that differ in one number, day or negation name each other and are disputed."""
    assert how(desk, one, other, days=(DAYS[0], DAYS[0])) == "rivals"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Police in Tarn arrested 12 dockers on Monday.", "Police in Tarn arrested twelve dockers on Monday."),
        ("The fire cost the port of Tarn $5 million.", "The fire cost the port of Tarn $5,000,000."),
        ("Ice crushed 10 percent of the boats in Tarn.", "Ice crushed 10% of the boats in Tarn."),
        ("Police in Tarn interviewed 175 dockers.", "Police in Tarn interviewed almost 180 dockers."),
        ("The repair of Tarn pier cost $84,000.", "The repair of Tarn pier cost about $80,000."),
        ("Tarn counted 42 lost boats last winter.", "Tarn counted over 40 lost boats last winter."),
    ],
)
def test_another_form_of_a_number_is_the_same_claim(desk, one, other):
    """Number words, units, rounding and bounds neither dispute a claim nor keep two apart."""
    assert how(desk, one, other) == "same"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Four people, not counting the gunman, were shot at Tarn pier.",
            "Five people, counting the gunman, were shot at Tarn pier.",
        ),
        ("Nine people were shot at Tarn pier.", "So far this year, 78 people were shot at Tarn pier."),
        ("Bo Lund was fined 300 crowns over the pier.", "Cy Marr was fined 500 crowns over the pier."),
        ("A man of 19 was hit in the 5000 block of Quay Road.", "A man of 23 was hit in the 7100 block of Quay Road."),
        ("He was fined 300 crowns.", "He was fined 500 crowns."),
        ("The rebuilt pier of Tarn will cost 3 million crowns.", "The rebuilt pier of Tarn cost 5 million crowns."),
    ],
)
def test_other_things_are_no_rivals(desk, one, other):
    """Another scope, person, place or time is another thing, and a bare pronoun names nobody."""
    assert how(desk, one, other) == "apart"


def test_what_a_toll_has_grown_to_is_newer(desk):
    """A toll that is higher on a later day brings the earlier one up to date; on one day it is disputed."""
    texts = "Four people were injured in the Tarn fire.", "Six people were injured in the Tarn fire."
    assert how(desk, *texts, days=DAYS) == "newer"
    assert how(desk, *texts, days=DAYS[::-1]) == "rivals"
    assert how(desk, *texts, days=(DAYS[0], DAYS[0])) == "rivals"
    assert how(desk, *texts) == "rivals"


def test_what_does_not_grow_is_not_newer_for_its_date_alone(desk):
    """An amount of money or a share is disputed a day later, too."""
    texts = "Bail for Cy Marr was set at $45,000.", "Bail for Cy Marr was set at $81,000."
    assert how(desk, *texts, days=DAYS) == "rivals"


@pytest.mark.parametrize(
    "added", ["Earlier reports put the number at nine.", "Authorities had earlier said nine.", "It was revised."]
)
def test_an_article_that_says_so_is_newer(desk, added):
    """Whose text tells of the earlier number, beside its own, is the newer one, whatever the day and which way it went."""
    one, other = ("Nine boats were lost off Tarn pier.",), ("Seven boats were lost off Tarn pier.", added)
    articles = [desk.article(str(n), " ".join(texts)) for n, texts in enumerate((one, other), 1)]
    for article, texts in zip(articles, (one, other), strict=True):
        assert article.text.startswith(texts[0])
    first, second = (
        article.model_copy(update={"sentences": (article.sentences[0].model_copy(update={"end": len(texts[0])}),)})
        for article, texts in zip(articles, (one, other), strict=True)
    )
    summaries = [desk.summary(article, desk.claim(article, 1)) for article in (first, second)]
    found = claims.merge(summaries, actors.merge(summaries), {"1": "1", "2": "2"}, articles=(first, second))
    newer = next(claim for claim in found if claim.updates)
    assert newer.text == "Seven boats were lost off Tarn pier."
    assert all(claim.status == "single" and not claim.rivals for claim in found)


def test_a_negation_in_a_later_clause_is_a_denial_of_the_claim(desk):
    """Where the rest is the same, one claim has both sides, wherever in it the negation stands."""
    texts = "A boat was stopped and a flare gun was found.", "A boat was stopped and a flare gun was not found."
    assert how(desk, *texts) == "disputed"


def test_no_arrests_is_a_matter_of_time(desk):
    """What had not happened one day and has on the next is newer, not disputed."""
    texts = (
        "No arrests have been made in the Tarn pier fire case.",
        "Arrests have been made in the Tarn pier fire case.",
    )
    claim, *others = merged(desk, texts[:1], texts[1:], days=(DAYS[0], DAYS[0]))
    assert not others
    assert claim.status == "disputed"
    assert how(desk, *texts, days=DAYS) == "newer"


@pytest.mark.parametrize(
    ("begun", "ended"),
    [
        ("Dock workers at Tarn pier went on strike.", "Dock workers at Tarn pier ended their strike."),
        ("The trial of Bo Lund began in Tarn on Monday.", "The trial of Bo Lund ended in Tarn on Friday."),
        ("Two sailors are missing off Tarn pier.", "Two sailors who were missing off Tarn pier were found."),
        ("The road to Tarn is blocked by rocks.", "The road to Tarn was cleared."),
    ],
)
def test_what_has_ended_is_newer_and_never_disputed(desk, begun, ended):
    """That it ended takes for granted that it began; told before, it may have begun anew."""
    assert how(desk, begun, ended, days=DAYS) == "newer"
    assert how(desk, begun, ended) == "newer"
    assert how(desk, begun, ended, days=DAYS[::-1]) == "apart"


def test_exchanged_numbers_are_disputed(desk):
    """Two accounts of one count that give each side the other's votes cannot both be so."""
    texts = "Berg got 412 votes and Lund got 388 votes in Tarn.", "Lund got 412 votes and Berg got 388 votes in Tarn."
    assert how(desk, *texts) == "rivals"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The mayor of Tarn resigned on Monday over the contract.", "The clerk of Tarn resigned on Friday over the contract."),
        ("Reporters asked whether the pier of Tarn burned on Monday.", "The pier of Tarn burned on Friday, reporters said."),
    ],
)  # fmt: skip
def test_of_two_things_another_day_is_no_dispute(desk, one, other):
    """What differs beside the day may be why the day does."""
    assert how(desk, one, other) == "apart"


def test_one_quotation_of_two_people_is_disputed(desk):
    """The same words in two mouths are two claims that rule each other out, where both people are named beside them."""
    said = "“We will repair every bolt of it,” {} told the Tarn Herald."
    texts = said.format("Ilse Tarrow"), said.format("Bo Lund")
    assert how(desk, *texts, speakers=(("Ilse Tarrow",), ("Bo Lund",))) == "rivals"
    assert how(desk, texts[0], texts[0], speakers=(("Ilse Tarrow",), ("Ilse Tarrow",))) == "same"


def test_spellings_and_short_names_are_one_person(desk):
    """A slip of the pen or a nickname makes nobody another person."""
    said = "“We will repair every bolt of it,” {} told the Tarn Herald."
    for name in ("Ilsa Tarrow", "Ilse Tarow"):
        texts = said.format("Ilse Tarrow"), said.format(name)
        assert how(desk, *texts, speakers=(("Ilse Tarrow",), (name,))) != "rivals"


def test_an_article_that_gives_both_numbers_disputes_neither(desk):
    """Who tells of both knows of both: they are two things."""
    one = desk.article("1", "Four people were injured in the Tarn fire.", "Six people were injured in the Tarn fire.")
    two = desk.article("2", "Six people were injured in the Tarn fire.")
    summaries = [
        desk.summary(one, desk.claim(one, 1), desk.claim(one, 2)),
        desk.summary(two, desk.claim(two, 1)),
    ]
    found = claims.merge(summaries, actors.merge(summaries), {"1": "1", "2": "2"}, articles=(one, two))
    assert not any(claim.rivals or claim.updates for claim in found)


def test_an_article_that_has_two_numbers_from_two_people_tells_of_a_dispute(desk):
    """Of one speaker, or of nobody who is named, two numbers are two things."""
    texts = (
        "Some 3,200 workers went on strike at Tarn pier, Ann Lee said.",
        "Only 900 workers went on strike at Tarn pier, Bo Lund said.",
    )
    one, two = desk.article("1", *texts), desk.article("2", *texts)

    def rivals(*speakers):
        cast = [
            desk.actor(article, f"a{n}", name) for n, name in enumerate(("Ann Lee", "Bo Lund"), 1) for article in (one,)
        ]
        others = [desk.actor(two, f"a{n}", name) for n, name in enumerate(("Ann Lee", "Bo Lund"), 1)]
        summaries = [
            desk.summary(one, *cast, *(desk.claim(one, n, who) for n, who in enumerate(speakers, 1))),
            desk.summary(two, *others, *(desk.claim(two, n, who) for n, who in enumerate(speakers, 1))),
        ]
        found = claims.merge(summaries, actors.merge(summaries), {"1": "1", "2": "2"}, articles=(one, two))
        return [claim.rivals for claim in found]

    assert rivals("a1", "a2") == [("c2",), ("c1",)]
    assert rivals("a1", "a1") == rivals(None, None) == [(), ()]


def test_a_lower_toll_is_newer_where_its_article_gives_up_the_other(desk):
    """The sentence after it, in a paragraph of its own, names the old number; without that nothing tells which holds."""
    one = ("Forty people were missing after the ferry Skua sank off Vesk.",)
    two = "Twelve people are missing after a ferry went down off the island of Vesk."
    for told, expected in (("Earlier reports had said 40 were missing.", True), ("The sea was calm.", False)):
        found = merged(desk, one, (two, told), days=(DAYS[0], DAYS[0]))
        (newer,) = [claim for claim in found if claim.text == two]
        assert bool(newer.updates) is expected


def test_who_puts_a_number_at_something_revises_nothing(desk):
    """Another's number in the sentence after is no former one."""
    one = ("Seven boats were lost off Tarn pier.",)
    two = ("Nine boats were lost off Tarn pier.", "The harbour office put the number at seven.")
    found = merged(desk, one, two, days=(DAYS[0], DAYS[0]))
    assert not any(claim.updates for claim in found)


def test_what_a_model_judged_to_contradict_is_disputed(desk):
    """Two claims of which a model says that they contradict are rivals, alike in words or not."""
    one, two = desk.article("1", "Bo Lund left Tarn by sea."), desk.article("2", "Lund never set foot on a boat.")
    summaries = [desk.summary(article, desk.claim(article, 1)) for article in (one, two)]
    judged = {("1:c1", "2:c1"): "contradicts", ("1:c9", "2:c1"): "contradicts"}
    found = claims.merge(summaries, actors.merge(summaries), {"1": "1", "2": "2"}, judged)
    assert {claim.rivals for claim in found} == {("c1",), ("c2",)}


# ── Sentences ─────────────────────────────────────────────────────────────────────────────────────

FILLER = "\n\n".join(f"The {word} of Tarn was painted by Ida Berg in {year}." for word, year in zip(
    ("harbour hall", "old mill", "fish market", "lighthouse", "school", "quay", "chapel", "bakery", "inn", "court"),
    range(1960, 1970), strict=True,
))  # fmt: skip


def read(text, name):
    (article,) = files.read([Article(text=text)])
    return article.model_copy(update={"id": name})


def test_sentences_that_contradict_are_drafted(desk):
    """A sentence that an engine leaves aside becomes a claim of both articles where they differ in it."""
    texts = (
        "Nets worth 300 crowns burned in the shed of Cy Marr.",
        "Nets worth 900 crowns burned in the shed of Cy Marr.",
    )
    one, two = (read(f"{FILLER}\n\n{text}", name) for text, name in zip(texts, "ab", strict=True))
    added = contrasts.drafts([one, two])
    assert [[draft.text for draft in added[name]] for name in "ab"] == [[texts[0]], [texts[1]]]
    drafts = {"a": extract(one, claims=40)}
    assert contrasts.drafts([one, two], drafts)["a"] == ()


def test_articles_that_agree_add_nothing():
    """The same sentences, whatever their order, are nothing to add."""
    one, two = read(FILLER, "a"), read("\n\n".join(FILLER.split("\n\n")[::-1]), "b")
    assert contrasts.drafts([one, two]) == {"a": (), "b": ()}


@pytest.mark.parametrize(
    ("one", "other", "days", "expected"),
    [
        (
            "Floods in the Tarn Valley killed at least nine people, Sheriff Bo Lund said.",
            "The number of people killed by floods in the Tarn Valley rose to 14, after crews found five more bodies.",
            DAYS,
            "newer",
        ),
        (
            "The number of people killed by floods in the Tarn Valley rose to 14 on Friday.",
            "Seventeen people are now known to have died in the floods in the Tarn Valley.",
            ("2031-03-02T09:00:00Z", "2031-03-02T21:15:00Z"),
            "newer",
        ),
        (
            "Floods in the Tarn Valley killed nine people.",
            "Fourteen people died in the Vesk Hills floods.",
            DAYS,
            "apart",
        ),
        (
            "Floods in the Tarn Valley killed nine people.",
            "Floods have killed 90 people in the Tarn Valley this year.",
            DAYS,
            "apart",
        ),
    ],
)
def test_a_higher_toll_of_a_later_time_is_newer_however_it_is_worded(desk, one, other, days, expected):
    """The same place and cause must be named, and nothing may widen what is counted."""
    assert how(desk, one, other, days=days) == expected
