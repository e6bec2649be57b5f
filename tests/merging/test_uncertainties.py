"""What is left open, once each."""

from __future__ import annotations


def test_the_same_left_open_in_two_articles_is_one_entry(desk):
    """One entry with the evidence of both, and the words and cue of the first."""
    one = desk.article("1", "It is unclear who built the old pier of Tarn.", "Rain fell.")
    two = desk.article("2", "Officials said it was unknown who had built the old pier of Tarn.")
    story = desk.story((one, [desk.uncertainty(one, 1, "unclear")]), (two, [desk.uncertainty(two, 1, "unknown")]))
    (found,) = story.uncertainties
    assert (found.id, found.cue, [span.article for span in found.evidence]) == ("u1", "unclear", ["1", "2"])


def test_other_doubts_stay_apart_in_their_order(desk):
    """Entries on other matters stay as they are, those of more sources first and then by their place."""
    one = desk.article("1", "The harbour may close.", "It is unclear who built the old pier of Tarn.")
    two = desk.article("2", "It is unclear who built the old pier of Tarn, it says.", "Nobody knows when bread comes.")
    story = desk.story(
        (one, [desk.uncertainty(one, 1, "may"), desk.uncertainty(one, 2, "unclear")]),
        (two, [desk.uncertainty(two, 2, "Nobody knows"), desk.uncertainty(two, 1, "unclear")]),
    )
    assert [one.cue for one in story.uncertainties] == ["unclear", "may", "Nobody knows"]


def test_opposed_doubts_are_two(desk):
    """To say "may reopen the pier" and "may not reopen the pier" leaves two things open."""
    one, two = (
        desk.article("1", "Tarn may reopen its old pier in spring."),
        desk.article("2", "Tarn may not reopen its old pier in spring."),
    )
    story = desk.story((one, [desk.uncertainty(one, 1, "may")]), (two, [desk.uncertainty(two, 1, "may not")]))
    assert len(story.uncertainties) == 2


def test_a_doubt_about_an_articles_text_stays_with_the_article(desk):
    """Two broken texts are two entries, alike as their words may be, and neither joins another doubt."""
    words = "The text is broken in 2 places: “of of”, “the a”"
    one, two = desk.article("1", "Tons of of rain."), desk.article("2", "Tons of of rain fell.")
    doubts = [desk.uncertainty(article, 1, "of of", kind="source_text", text=words) for article in (one, two)]
    other = desk.uncertainty(two, 1, "rain", text=words)
    story = desk.story((one, [doubts[0]]), (two, [doubts[1], other]))
    assert [(found.kind, [span.article for span in found.evidence]) for found in story.uncertainties] == [
        ("source_text", ["1"]),
        ("source_text", ["2"]),
        ("unconfirmed", ["2"]),
    ]


def test_an_entry_repeated_at_one_place_is_one(desk):
    """The same words with the same cue at the same place, found twice, stand once, short as they may be."""
    article = desk.article("1", "It may.")
    story = desk.story((article, [desk.uncertainty(article, 1, "may"), desk.uncertainty(article, 1, "may")]))
    assert len(story.uncertainties) == 1
