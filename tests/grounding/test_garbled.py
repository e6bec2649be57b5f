"""The signs of broken or machine-paraphrased text, and what only looks like one."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.drafts import Draft, UncertaintyDraft
from summarizer.grounding.garbled import SHOWN, garbled, source_text
from summarizer.grounding.summary import ground
from summarizer.models import Article
from summarizer.reading.sentences import split

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))
PIECES = "of of the to a see to as a lot as onTarn Tarn on war.The ” “ \" means”is â€™ &amp;nbsp; ten,000 ' \n".split(
    " "
)


def article(text, **fields):
    sentences, asides = split(text)
    return Article(text=text, id="1", sentences=sentences, asides=asides, **fields)


def signs(text, **fields):
    return [span.text for span in garbled(article(text, **fields))]


# ── Signs ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("The ferry took tons of of sand.", "of of"),
        ("Falk will get on a see to Tarn as the rain ends.", "a see to"),
        ("The was no rain in the town.", "The was"),
        ("The mayor asked the a bank.", "the a"),
        ("A ferry left to of the bank.", "to of"),
        ("It came in an motion of the town.", "an motion"),
        ("The dam would will hold.", "would will"),
        ("The town took as a lot as it could.", "as a lot as"),
        ("The paper fell short to report it.", "fell short to"),
        ("The town has really not but seen rain.", "has really not but"),
        ("The ferry left with out a word.", "with out"),
        ("The ten,000 boats sank.", "ten,000"),
        ("The Soviet- design engine held.", "Soviet- design"),
        ("The town went to war.The ferry sank.", "war.The"),
        ("The ferry goes on to Tarn; the rest is onTarn too.", "onTarn"),
        ("The boats on their means”is not going to the “harbour”.", "means”is"),
        ("The mayor called it “rubbish”and left the hall.", "rubbish”and"),
        ('The mayor called it "rubbish"and left the hall.', '"and'),
        ("Falk said“we go” at the harbour.", "said“we"),
        ("The mayorâ€™s boat sank.", "â€™"),
        ("The cafÃ© was open.", "Ã©"),
        ("The ca\ufffde was open.", "\ufffd"),
        ("The dam&amp;nbsp;broke.", "&amp;nbsp;"),
    ],
)
def test_a_sign_is_found_as_it_stands(text, sign):
    """Small words that do not go together, words and marks without a space, and bytes read wrongly."""
    assert sign in signs(text)


@pytest.mark.parametrize(
    "text",
    [
        "She said that that boat had had a leak, and it was very very old.",
        "Duran Duran play on Bora Bora; no no, said the harbour master.",
        "He was sworn in in May, and what it is is plain to the town.",
        "The mayor was there. the A-list came to the a cappella night.",
        "Those in the know say the political will could fade, and a can will rust.",
        "A one-off came from of old; a European, an hour, an FBI man and a US one dealt with the by-law.",
        "McDonald and iPhone owners on YouTube, at eBay and PayPal pay the deBlasio fund; Bill de Blasio pays.",
        "See the www.tarn.example/Page or @theTarn at the node; Tarn is in the U.S.A. and the No.1 port.",
        "The pre- and post-war dams, and two- to three-year plans, were with out-of-state firms.",
        "“Of of the the,” the mayor said. “The was no rain as a lot as onTarn.”",
        "The town “will definitely” go, and Falk will certainly stay; they had actually met, and have really tried.",
    ],
)
def test_what_only_looks_like_a_sign_is_none(text):
    """Names, brands, emphasis, set phrases, addresses, and whatever somebody is quoted with."""
    assert signs(text) == []


def test_a_quotation_is_trusted_but_for_its_bytes():
    """Inside quotation marks only a wrong encoding counts, and the doubt does not say that it stands outside."""
    text = "The mayor said: “Itâ€™s of of the the rain, isnâ€™t it?”"
    assert signs(text) == ["â€™", "â€™"]
    assert "outside" not in source_text(article(text), "u1").text


@pytest.mark.parametrize(("language", "found"), [("en", 2), (None, 2), ("de", 0), ("es", 0)])
def test_other_languages_are_judged_by_their_bytes_only(language, found):
    """What English cannot say another language may."""
    assert len(signs("The of of, a en el: the the.", language=language)) >= found
    assert bool(signs("The of of, a en el: the the.", language=language)) == bool(found)
    assert signs("Die MÃ¼hle und die MÃ¼ller.", language=language) == ["Ã¼", "Ã¼"]


@pytest.mark.parametrize(
    "text",
    [
        "TARN HARBOUR CLOSED AS THE THE RAIN OF OF A CENTURY FALLS",
        "Team\tWon\tLost\nTarn\t1\t1\nKorr\tNo\tNo\nYes Yes No No",
        "",
    ],
)
def test_capitals_and_tables_are_no_signs(text):
    """A headline in capitals and a table pasted as text are what they are."""
    assert signs(text) == []


def test_padding_counts_where_no_author_would_write_so_much_of_it():
    """One "has really" is style; one in every other sentence is a program's."""
    padded = "The town has really paid. It will definitely pay more. "
    assert signs(padded) == []
    assert len(signs(padded * 2)) == 4
    assert signs(padded * 2 + "The rain fell on the town. " * 200) == []


# ── The doubt ─────────────────────────────────────────────────────────────────────────────────────


def test_two_different_signs_make_a_doubt():
    """It says how many there are and shows them; what only pads comes last."""
    text = "The ferry took tons of of sand.\nFalk will get on a see to Tarn."
    doubt = source_text(article(text), "u7")
    assert (doubt.id, doubt.kind, doubt.cue) == ("u7", "source_text", "of of")
    assert doubt.text == (
        "The text is broken, or was changed by a machine, in 2 places outside quotations: “of of”, “a see to”"
    )
    assert [(span.article, span.text, span.sentence) for span in doubt.evidence] == [
        ("1", "of of", 1),
        ("1", "a see to", 2),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The ferry took the rain. It was dry.",
        "The ferry took tons of of sand.",
        "The ferry took tons of of sand, and of of salt.",
        "The ferry took tons of of sand to of the town. " + "The rain fell on the town all day and all night. " * 300,
    ],
)
def test_a_slip_makes_no_doubt(text):
    """Nothing is said of one mistake, of one mistake made again, or of two in a long text."""
    assert source_text(article(text), "u1") is None


def test_many_unread_bytes_make_a_doubt_though_they_are_the_same():
    """Each place where an encoding went wrong counts."""
    doubt = source_text(article("The mayorâ€™s boat and the bankâ€™s boat sank."), "u1")
    assert doubt.cue == "â€™"
    assert len(doubt.evidence) == 2


def test_a_few_signs_stand_for_all():
    """At most five spans are kept, in the order of the text, and a long sign is named in short."""
    text = (
        "The dam&"
        + "amp;" * 30
        + "nbsp;broke; tons of of sand to of the town, in the a the was an motion, as a lot as ten,000."
    )
    doubt = source_text(article(text), "u1")
    assert len(doubt.evidence) == SHOWN
    assert [span.start for span in doubt.evidence] == sorted(span.start for span in doubt.evidence)
    assert len(doubt.text) < 200


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name)
def test_both_seeds_are_doubted(path):
    """Both were paraphrased by a program before they reached us; their quotations were not."""
    given_article = article(path.read_text(encoding="utf-8"))
    doubt = source_text(given_article, "u1")
    assert "outside quotations" in doubt.text
    assert doubt.cue in [span.text for span in doubt.evidence]
    assert all(given_article.text[span.start : span.end] == span.text for span in doubt.evidence)


def test_what_is_proven_of_an_article_tells_of_its_text_last():
    """The doubt stands beside what the article leaves open, with a number of its own, and refuses nothing."""
    text = "The ferry may take tons of of sand.\nFalk will get on a see to Tarn."
    given_article = article(text)
    drafted = UncertaintyDraft(sentence=1, text="The ferry may take tons of of sand.", cue="may")
    summary = ground(given_article, Draft(uncertainties=(drafted,)))
    assert [(one.id, one.kind) for one in summary.uncertainties] == [("u1", "unconfirmed"), ("u2", "source_text")]
    assert summary.rejected == ()


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=40), st.sampled_from(["", " "]))
def test_spans_are_true_to_any_text(pieces, joint):
    """In order, none overlapping another, each with its words and the sentence it begins in."""
    given_article = article(joint.join(pieces))
    found = garbled(given_article)
    for span in found:
        assert given_article.text[span.start : span.end] == span.text != ""
        if span.sentence:
            whole = given_article.span(span.sentence)
            assert whole.start <= span.start < whole.end
    assert all(a.end <= b.start for a, b in pairwise(found))
    if doubt := source_text(given_article, "u1"):
        assert set(doubt.evidence) <= set(found)
        assert doubt.cue in [span.text for span in doubt.evidence]
