"""The whole page, however much is on it."""

from __future__ import annotations

from summarizer.models import ArticleRecord, Briefing, Claim, Engine, Span, Statement, Story
from summarizer.writing.html import to_html


def test_a_page_of_many_articles_stays_small():
    """300 articles of 60 sentences, on all of which a claim rests, take less than 5 MB."""
    sentence = "The ferry from Port Norl hit the quay at Vell on Monday, and the mayor told reporters so. "
    length = len(sentence) - 1
    stories = []
    for article in map(str, range(300)):
        claims = []
        for one in range(12):
            at = one * len(sentence)
            span = Span(article=article, start=at, end=at + length, text=sentence[:-1], sentence=one + 1)
            said = Statement(article=article, speaker=None, stance="asserts", certainty="certain", evidence=(span,))
            claims.append(Claim(id=f"{article}-{one}", text=f"{sentence[:-2]} {one}.", statements=(said,)))
        stories.append(Story(id=f"s{article}", headline="Ferry", articles=(article,), claims=tuple(claims)))
    briefing = Briefing(
        title="",
        date="2031-03-09",
        engine=Engine(model="extractive"),
        stories=tuple(stories),
        articles=tuple(ArticleRecord(id=str(one), text=sentence * 60, status="ok") for one in range(300)),
    )
    assert len(to_html(briefing).encode()) < 5_000_000
