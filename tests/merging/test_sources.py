"""Independent sources: copies, however edited, and reposts count once; what two reports share does not make them one."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.merging.sources import independent
from summarizer.models import Article

BRIDGE = "The bridge over the Arle river was closed on Monday after cracks were found."
REPORT = (
    "Two trawlers collided in thick fog off the harbour of Skarn early on Tuesday, and one of them went down within an"
    " hour, the coastguard reported. All eleven of the crew were pulled from the water by a lifeboat that had put to sea"
    " for a drill.\n\nThe skipper of the larger boat, the Halla, was taken to the clinic in Ostby with a broken arm."
    " Divers are to go down to the wreck once the swell eases, which forecasters do not expect before the weekend."
    " Harbour master Nils Orre has asked captains to keep clear of the northern channel until a buoy is laid."
)
OTHER = (
    "A lifeboat crew on exercise saved eleven fishermen on Tuesday when their vessel was rammed by the Halla outside Skarn"
    " and quickly filled. Visibility was under fifty metres at the time, according to the coastguard.\n\nA salvage firm"
    " from Ostby expects to inspect what is left of the boat next week. Until then the northern channel stays shut, and"
    " ferries leave from the old quay. The captain of the Halla broke an arm and is being treated."
)
QUOTE = (
    "“I have worked on this coast for thirty-one years and I have never seen a morning as thick as this one, and I want"
    " to thank every man and woman of the lifeboat from the bottom of my heart for what they did in that cold water,”"
)


def sources(*texts, **fields):
    """How many independent sources articles with these texts are."""
    articles = [Article(id=str(number), text=text, **fields) for number, text in enumerate(texts, 1)]
    return len(set(independent(articles).values()))


def edited(text, seed, share=0.1):
    """A text with a share of its words substituted, dropped, or followed by another."""
    chosen, words = Random(seed), []  # noqa: S311  (nothing secret)
    for word in text.split(" "):
        kind = chosen.choice("sdi") if chosen.random() < share else ""
        words += {"": [word], "s": ["mellow"], "d": [], "i": [word, "rather"]}[kind]
    return " ".join(words)


@pytest.mark.parametrize(
    ("first", "second", "count"),
    [
        ({"origin": "Arle Post"}, {"origin": "The Arle Post"}, 1),
        ({"origin": "Arle Post"}, {"publisher": "www.arlepost.example"}, 1),
        ({"publisher": "https://arlepost.example/news"}, {"origin": "arle post"}, 1),
        ({"origin": "Arle Post"}, {"origin": "Tarn Times"}, 2),
        ({"publisher": "Arle Post"}, {"publisher": "Arle Post"}, 2),
        ({}, {}, 2),
    ],
)
def test_reposts_of_one_origin_are_one_source(desk, first, second, count):
    """Articles of one origin count once, however the outlet is spelt; two reports of one outlet's own count twice."""
    one = desk.article("1", BRIDGE, "Cars queued for hours.", **first)
    again = "The bridge over the Arle river was closed on Monday after inspectors found cracks."
    other = desk.article("2", "Buses were sent round.", again, **second)
    assert len(set(independent([one, other]).values())) == count
    story = desk.story((one, [desk.claim(one, 1)]), (other, [desk.claim(other, 2)]))
    (claim,) = story.claims
    assert claim.sources == story.sources == count
    assert claim.status == ("corroborated" if count > 1 else "single")


def test_a_short_copy_is_not_a_second_source(desk):
    """Articles of few words that share half their sentences word for word corroborate nothing."""
    one = desk.article("1", BRIDGE, "Cars queued for hours.")
    copy = desk.article("2", BRIDGE, "Our reporter was there.")
    story = desk.story((one, [desk.claim(one, 1)]), (copy, [desk.claim(copy, 1)]))
    assert [(claim.sources, claim.status) for claim in story.claims] == [(1, "single")]


def test_a_chain_of_reposts_is_one_source(desk):
    """Where a repost links two articles, all three are the source that comes first."""
    text = ("One thing happened here.", "Another thing happened there.", "A third thing was said.")
    a = desk.article("1", text[0], text[1], publisher="A")
    b = desk.article("2", "Wholly different words stand here.", publisher="Arle Post")
    c = desk.article("3", text[0], text[2], origin="Arle Post")
    assert independent([a, b, c]) == {"1": "1", "2": "1", "3": "1"}


@pytest.mark.parametrize(
    "copy",
    [
        REPORT,
        REPORT.upper(),
        REPORT.split("\n\n", maxsplit=1)[0],
        f"By our own staff\n\n{REPORT}\n\nThe last such accident off Skarn was nine years ago, when a tug ran aground.",
        *(edited(REPORT, seed) for seed in range(5)),
        edited(REPORT, 7).split("\n\n")[1],
    ],
)
def test_a_copy_is_the_same_source(copy):
    """A copy counts once: whole, shortened, with a paragraph added, or with a tenth of its words edited."""
    assert sources(REPORT, copy) == sources(copy, REPORT) == 1
    assert sources(REPORT, OTHER, copy, publisher="Arle Post") == 2


def test_two_reports_of_one_event_are_two_sources():
    """Own words on the same facts are another source."""
    assert sources(REPORT, OTHER) == 2


def test_a_shared_quotation_makes_no_copy():
    """What both quote from one press conference, however long, does not make two reports one; nor does a dateline."""
    first = (
        f"SKARN, March 3 — {QUOTE} said Nils Orre, who runs the harbour, after two trawlers had met in the fog there."
    )
    other = f"SKARN, March 3 — Eleven men were saved. {QUOTE} their skipper told a crowd that had gathered on the quay."
    assert sources(first, other) == 2


def test_many_copies_of_one_text_are_one_source():
    """Forty edited copies of a text are found, though more share each run of words than are compared with one another."""
    assert sources(REPORT, OTHER, *(edited(REPORT, seed) for seed in range(40))) == 2


@given(texts=st.lists(st.text(max_size=60) | st.sampled_from((REPORT, OTHER, "", "…")), max_size=6), data=st.data())
def test_sources_do_not_depend_on_the_order(texts, data):
    """Any texts, in any order, are parted in the same way; each source is named by its first article."""
    articles = [Article(id=str(number), text=text) for number, text in enumerate(texts)]
    found = independent(articles)
    other = independent(data.draw(st.permutations(articles)))
    for a in found:
        assert int(found[a]) <= int(a)
        for b in found:
            assert (found[a] == found[b]) == (other[a] == other[b])
