"""The scale of a figure's readings: true to their numbers, and readable."""

from __future__ import annotations

import lxml.html
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from summarizer.models import Reading, Span
from summarizer.writing.html import to_html
from summarizer.writing.page.scale import Scale, number

value = st.one_of(st.none(), st.floats(allow_nan=True), st.integers(0, 50).map(float))


def test_readings_that_differ_stand_on_one_scale(seeds):
    """Each is drawn, and told in words for those who do not see it."""
    figure = lxml.html.document_fromstring(to_html(seeds)).xpath("//div[contains(@class, 'scaled')]")[0]
    assert len(figure.xpath(".//svg[@class='strip']")) == 3
    words = [one.text_content() for one in figure.xpath(".//span[@class='vh']")]
    assert sorted(words) == [
        f"{value}, on a scale from 0 to 10,000." for value in ("10,000", "100 or more", "up to 10,000")
    ]


@given(st.lists(st.tuples(value, value), min_size=1, max_size=5))
@example([(12.0, 12.0), (16.0, 16.0)])
@example([(0.0, 0.0), (5e-324, 1e308)])
@example([(-1e308, 1e308), (None, None)])
def test_every_reading_stands_on_the_scale(bounds):
    """Within it, in order of its numbers, whatever these are; no label of the scale stands in another's way."""
    text = Span(article="1", start=0, end=1, text="x")
    readings = [
        Reading(low=low, high=high, modifier="exact", surface="x", article="1", speaker=None, evidence=(text,))
        for low, high in bounds
    ]
    scale = Scale.of(readings)
    if scale is None:
        return
    assert 2 <= len(scale.ticks) <= 8
    labels = [tick.label for tick in scale.ticks]
    assert labels[0]
    assert labels[-1]
    assert sum(len(label) + 2 for label in labels if label) <= 38 or not any(labels[1:-1])
    numbers = sorted(one for pair in bounds for one in pair if one is not None)
    places = [float(scale.at(one).rstrip("%")) for one in numbers]
    assert places == sorted(places)
    assert all(0 <= place <= 100 for place in places)


@pytest.mark.parametrize(
    ("given_number", "shown"),
    [
        (12, "12"),
        (2.5, "2.5"),
        (10_000, "10,000"),
        (1.2e6, "1.2 million"),
        (1_000_001, "1,000,001"),
        (-3e9, "−3 billion"),
        (1e12, "1 trillion"),
        (1e300, "1e+300"),
    ],
)
def test_a_scale_shows_numbers_as_people_write_them(given_number, shown):
    """Grouped, in words from a million on where these say all of it, and never rounded to what another number shows."""
    assert number(given_number) == shown
