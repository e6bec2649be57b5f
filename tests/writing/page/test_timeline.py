"""A story's days, as the page tells them."""

from __future__ import annotations

import lxml.html

from summarizer.writing.html import to_html


def test_a_day_tells_a_value_once_for_all_who_word_it_alike(seeds):
    """With a mark for each of them."""
    (story,) = seeds.stories
    (figure,) = story.figures
    alike = figure.readings[2].model_copy(update={"evidence": figure.readings[0].evidence, "article": "1"})
    figure = figure.model_copy(update={"readings": (*figure.readings, alike)})
    records = [record.model_copy(update={"published": "2024-11-01"}) for record in seeds.articles]
    story = story.model_copy(update={"figures": (figure,)})
    tree = lxml.html.document_fromstring(
        to_html(seeds.model_copy(update={"stories": (story,), "articles": tuple(records)}))
    )
    days = tree.xpath("//ol[@class='days']/li")
    assert [day.find("time").get("datetime") for day in days] == ["2024-10-31", "2024-11-01"]
    (value,) = days[0].xpath(".//div[@class='day']/div")
    assert value.text_content().split() == "North Korean soldiers sent to Russia: “ten,000” Sentences 2.19 1.14".split()
