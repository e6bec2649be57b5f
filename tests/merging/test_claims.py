"""Which claims are one, who says them, and what their status is."""

from __future__ import annotations

import pytest

from summarizer.merging import actors, candidates, claims

SENT = "Norland has sent soldiers to the island of Vesk."


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (SENT, "Norland sent troops to the island of Vesk, officials said."),
        (
            "A warehouse in Tarn burned down on Friday night.",
            "The warehouse in Tarn burned down Friday night, police said.",
        ),
        ("The minister said 12 trawlers had left port.", "Twelve trawlers have left port."),
        (SENT, "Officials told reporters that Norland had sent soldiers to the island of Vesk."),
        (SENT, "Lund said ministers believed that Norland had sent soldiers to the island of Vesk."),
        ("Pyongyang has sent troops to Vesk harbour.", "North Korea has sent soldiers to Vesk harbour."),
        (SENT, "It has seen proof that Norland has sent soldiers to the island of Vesk."),
        (SENT, "Norland sent soldiers to the island of Vesk because its own fleet is old and slow to move."),
    ],
)
def test_the_same_said_in_other_words_is_one_claim(desk, one, other):
    """Synonyms, endings, number words and who reports it do not keep two claims apart."""
    (claim,) = desk.story_of_claims(one, other).claims
    assert claim.status == "corroborated"
    assert claim.sources == len(claim.statements) == 2


def test_the_same_words_are_one_claim_however_few(desk):
    """Texts that differ in marks and case only are one claim, even where they are too short to compare."""
    assert len(desk.story_of_claims("Bees swarm!", "“BEES SWARM”").claims) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (SENT, "Soldiers of Norland on the island of Vesk complain of the cold and the food."),
        (SENT, "Norland will send soldiers to the island of Vesk."),
        ("Police in Tarn arrested 12 dockers on Monday.", "Police in Tarn arrested 15 dockers on Monday."),
        ("Police in Tarn arrested dockers on Monday night.", "Police in Tarn arrested dockers on Friday night."),
        ("Three sailors were killed in the Vesk harbour fire.", "Three sailors were injured in the Vesk harbour fire."),
        ("Bread prices rose sharply across Norland in spring.", "Bread prices fell sharply across Norland in spring."),
        ("France attacked a convoy of Spain near the border.", "Spain attacked a convoy of France near the border."),
        ("The council met Bo Lund over harbour repairs.", "The council met Cy Marr over harbour repairs."),
        ("He was taken to hospital.", "He was taken to hospital."),
        ("The road to Tarn was closed because of the ash.", "The airport of Tarn closed on Friday because of the ash."),
        ("What is unclear is what caused the fire in Tarn.", "A spark from a saw caused the fire in Tarn."),
        ("Lund apologised for saying that the pier of Tarn was safe.", "The pier of Tarn was safe, Lund said."),
        ("Lund asked whether the pier of Tarn was safe.", "The pier of Tarn was safe, an engineer said."),
        ("The council of Tarn approved the new bridge on Monday.", "The council of Tarn discussed the new bridge on Monday."),
        ("The court in Tarn suspended the sentence on Friday.", "The court in Tarn confirmed the sentence on Friday."),
        ("Two hikers are missing on Mount Vesk.", "Two hikers who were missing on Mount Vesk were found."),
    ],
)  # fmt: skip
def test_a_shared_topic_is_not_a_shared_claim(desk, one, other):
    """Another number, name, day, time, outcome, order or a bare pronoun keeps two claims apart."""
    assert len(desk.story_of_claims(one, other).claims) == 2


def test_a_demand_is_not_an_assertion(desk):
    """That somebody wants it done does not corroborate that it is done."""
    article = desk.article("1", SENT, SENT)
    story = desk.story((article, [desk.claim(article, 1), desk.claim(article, 2, stance="demands")]))
    assert len(story.claims) == 2


def test_a_claim_without_numbers_does_not_tie_two_that_differ(desk):
    """Groups are joined only where every two of them fit."""
    texts = [f"Police in the town of Tarn arrested {number}striking dockers." for number in ("12 ", "15 ", "")]
    claims = desk.story_of_claims(*texts).claims
    assert len(claims) == 2
    assert not any({"12", "15"} <= set(" ".join(s.evidence[0].text for s in c.statements).split()) for c in claims)


def test_two_speakers_are_two_statements(desk):
    """Who speaks plays no part in what is said; each speaker keeps a statement of their own."""
    article = desk.article("1", SENT, "Norland sent troops to the island of Vesk, Bo Lund said.")
    lund = desk.actor(article, "a1", "Bo Lund")
    story = desk.story((article, [lund, desk.claim(article, 1), desk.claim(article, 2, "a1")]))
    (claim,) = story.claims
    assert [one.speaker for one in claim.statements] == [None, "a1"]
    assert (claim.status, claim.sources, claim.text) == ("single", 1, SENT)


def test_a_quotation_alone_does_not_carry_what_stands_around_it(desk):
    """Neither text may stand for the other article, so the two stay apart and nobody seems to confirm the rest."""
    one = desk.article("1", "“Never again,” Tarn told sailors aboard the ferry Morven in Arle harbour after the fire.")
    two = desk.article(
        "2", "“Never again” was painted by Tarn over the council chamber's oldest wooden door yesterday."
    )
    cast = [[desk.actor(article, "a1", "Ilse Tarn")] for article in (one, two)]
    said = [desk.claim(article, 1, "a1") for article in (one, two)]
    story = desk.story((one, [*cast[0], said[0]]), (two, [*cast[1], said[1]]))
    assert [claim.sources for claim in story.claims] == [1, 1]


def test_two_who_speak_in_one_sentence_are_two_claims(desk):
    """What one says is not put into the mouth of the other because both stand in one sentence."""
    said = "Bo Lund said Norland sent troops to Vesk, while Ida Berg said Norland sent no troops to Vesk at all."
    article = desk.article("1", said)
    cast = [desk.actor(article, "a1", "Bo Lund"), desk.actor(article, "a2", "Ida Berg")]
    clause = desk.claim(article, 1, "a2", text="Ida Berg said Norland sent no troops to Vesk at all.", name="d")
    story = desk.story((article, [*cast, desk.claim(article, 1, "a1"), clause]))
    assert [[one.speaker for one in claim.statements] for claim in story.claims] == [["a1"], ["a2"]]


def test_one_speaker_in_one_article_is_one_statement(desk):
    """What one speaker repeats in one article is one statement with all its evidence, as certain as it was put."""
    article = desk.article("1", SENT, "Norland sent troops to the island of Vesk.")
    items = [desk.claim(article, 1, certainty="possible"), desk.claim(article, 2), desk.claim(article, 2, name="d")]
    (claim,) = desk.story((article, items)).claims
    (said,) = claim.statements
    assert [span.sentence for span in said.evidence] == [1, 2]
    assert said.certainty == "certain"


def test_one_quotation_of_one_speaker_is_one_claim(desk):
    """A quotation kept word for word ties what paraphrase around it would keep apart; another's does not."""
    one = desk.article("1", "“We will repair every bolt of it,” Tarn told reporters.", "Elsewhere it rained.")
    two = desk.article("2", "Asked about the pier, Ilse Tarn promised: “We will repair every bolt of it.”")
    for speakers, groups in (("a1", "a1"), 1), (("a1", "a2"), 2):
        cast = [
            [desk.actor(article, "a1", "Ilse Tarn"), desk.actor(article, "a2", "Bo Lund")] for article in (one, two)
        ]
        said = [desk.claim(article, 1, speaker) for article, speaker in zip((one, two), speakers, strict=True)]
        story = desk.story((one, [*cast[0], said[0]]), (two, [*cast[1], said[1]]))
        assert len(story.claims) == groups


@pytest.mark.parametrize(
    "denial",
    [
        "Norland has not sent soldiers to the island of Vesk.",
        "Norland denied that it had sent soldiers to the island of Vesk.",
        "No soldiers have been sent by Norland to the island of Vesk.",
    ],
)
def test_a_denial_of_the_same_makes_a_dispute(desk, denial):
    """What one affirms and another negates is one disputed claim; the negation is a denial, its text never shown."""
    (claim,) = desk.story_of_claims(SENT, denial).claims
    assert claim.status == "disputed"
    assert claim.text == SENT
    assert [one.stance for one in claim.statements] == ["asserts", "denies"]


def test_a_stance_against_makes_a_dispute(desk):
    """A claim that is doubted in the same words is disputed, and the doubt stays a doubt."""
    one, two = desk.article("1", SENT), desk.article("2", SENT + " ", "Much else is told here.", "And more.")
    story = desk.story((one, [desk.claim(one, 1)]), (two, [desk.claim(two, 1, stance="doubts")]))
    (claim,) = story.claims
    assert (claim.status, [one.stance for one in claim.statements]) == ("disputed", ["asserts", "doubts"])


def test_a_negation_that_nobody_contradicts_is_what_is_claimed(desk):
    """Two articles that say it did not happen corroborate each other."""
    (claim,) = desk.story_of_claims(
        "Norland has not sent soldiers to the island of Vesk.", "Norland did not send troops to the island of Vesk."
    ).claims
    assert claim.status == "corroborated"
    assert {one.stance for one in claim.statements} == {"asserts"}


def test_denials_alone_corroborate_nothing(desk):
    """Two articles that only carry denials do not make their content corroborated."""
    one, two = desk.article("1", SENT), desk.article("2", SENT, "More of it.", "And more.", "And more again.")
    pairs = [(article, [desk.claim(article, 1, stance="denies")]) for article in (one, two)]
    assert [claim.status for claim in desk.story(*pairs).claims] == ["single"]


def test_the_clearest_text_is_shown(desk):
    """A named subject goes before a pronoun, a plain text before an attributed one, then the shortest."""
    texts = (
        "Officials said Norland has sent soldiers to the island of Vesk.",
        "Norland has already sent its soldiers to the island of Vesk.",
        SENT,
    )
    (claim,) = desk.story_of_claims(*texts).claims
    assert claim.text == SENT


# ── In other words ────────────────────────────────────────────────────────────────────────────────


def test_what_another_articles_sentence_holds_whole_is_one_claim(desk):
    """A claim that another article's longer sentence proves is of both articles, in the words that both carry."""
    short = "The ferry Morven was towed to Vesk harbour on Monday."
    long = (
        "Bo Lund said that the ferry Morven was towed into Vesk harbour on Monday after its crew had left in two boats."
    )
    (claim,) = desk.story_of_claims(long, short).claims
    assert (claim.status, claim.text, claim.sources) == ("corroborated", short, 2)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("A second man is in custody over the fire at Tarn pier.", "Police are looking for a second man over the fire at Tarn pier."),
        ("Four victims of the Tarn pier fire were identified.", "One of four victims of the Tarn pier fire was identified."),
        ("Follow us on Chirp for more on the Tarn pier fire.", "Follow us on Chirp for all about the Tarn pier fire."),
        ("The Tarn mill may be sold to Bo Lund this spring.", "The Tarn mill, men say, was sold to Bo Lund this spring."),
    ],
)  # fmt: skip
def test_what_only_looks_alike_is_not_corroborated(desk, one, other):
    """Another outcome, a part of a number, a page's furniture and what only may be corroborate nothing."""
    assert all(claim.status != "corroborated" for claim in desk.story_of_claims(one, other).claims)


def test_the_order_of_the_articles_decides_no_group(desk):
    """The same claims are one, and rivals, whichever article comes first."""
    texts = [
        "Police in Tarn arrested 12 dockers on Monday.",
        "Police in Tarn arrested 16 dockers on Monday.",
        "Police in the town of Tarn arrested a dozen dockers on Monday, Bo Lund said.",
        "Police in Tarn arrested twelve dockers on Monday.",
    ]
    found = set()
    for order in (texts, texts[::-1], texts[2:] + texts[:2]):
        claims = desk.story_of_claims(*order).claims
        found.add(frozenset((claim.text, claim.status, len(claim.statements), len(claim.rivals)) for claim in claims))
    assert len(found) == 1


# ── What a model judges ───────────────────────────────────────────────────────────────────────────

MIDDLING = (
    "Bo Lund closed the old pier of Tarn after the storm in March.",
    "After the March storm Lund shut the pier to all visitors of the town.",
)


def judged(desk, texts, verdict=None):
    """The claims of two articles of one sentence, and the pairs that the rules leave open."""
    articles = [desk.article(str(number), text) for number, text in enumerate(texts, 1)]
    summaries = [desk.summary(article, desk.claim(article, 1)) for article in articles]
    cast = actors.merge(summaries)
    pairs = candidates.doubtful(summaries, cast)
    said = {(pair.a, pair.b): verdict for pair in pairs} if verdict else {("1:c1", "2:c1"): "same"}
    return claims.merge(summaries, cast, {"1": "1", "2": "2"}, said), pairs


def test_a_middling_pair_is_asked_about(desk):
    """Two claims that share a fair part of their words, and nothing that clashes, are named by article and claim."""
    _, (pair,) = judged(desk, MIDDLING)
    assert {pair.a, pair.b} == {"1:c1", "2:c1"}
    assert {pair.a_text, pair.b_text} == set(MIDDLING)


@pytest.mark.parametrize(
    ("verdict", "status"), [("same", "corroborated"), ("contradicts", "disputed"), ("neither", "single")]
)
def test_a_verdict_decides_what_the_rules_leave_open(desk, verdict, status):
    """Same joins, contradicts disputes, neither keeps apart."""
    found, _ = judged(desk, MIDDLING, verdict)
    assert {claim.status for claim in found} == {status}
    assert len(found) == (1 if verdict == "same" else 2)


def test_no_verdict_joins_what_clashes(desk):
    """A number or a name of its own keeps a claim apart, whatever a model says."""
    for texts in (
        ("Bo Lund was fined 300 crowns in Tarn.", "Bo Lund was fined 900 crowns for the pier in Tarn."),
        ("The old pier of Tarn was closed by Bo Lund.", "Cy Marr closed the old pier of Tarn."),
    ):
        found, pairs = judged(desk, texts)
        assert len(found) == 2
        assert not pairs
