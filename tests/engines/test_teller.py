"""What a run tells of how far it is."""

from __future__ import annotations

from summarizer.engines.session import Progress
from summarizer.engines.teller import Teller
from summarizer.models import Usage


def test_parts_and_articles_are_counted():
    """An article is read when its last part is; one without sentences is from the start."""
    told = []
    teller = Teller(told.append, [2, 0, 1])
    teller.begin("reading", 3)
    for article in (0, 2, 0):
        teller.part(article)
    assert told == [Progress(n, 3, "reading", read, 3) for n, read in ((0, 1), (1, 1), (2, 2), (3, 3))]


def test_each_stage_counts_its_own_parts():
    """What is known of the articles stays."""
    told = []
    teller = Teller(told.append, [1])
    teller.begin("reading", 1)
    teller.part(0)
    teller.begin("merging", 0)
    teller.begin("writing", 2)
    teller.part()
    assert told[2:] == [
        Progress(0, 1, "merging", 1, 1),
        Progress(0, 2, "writing", 1, 1),
        Progress(1, 2, "writing", 1, 1),
    ]


def test_what_was_used_is_told_as_it_is_then():
    """Each step carries the count of its own moment."""
    told, requests = [], [0]
    teller = Teller(told.append, [2], lambda: Usage(requests=requests[0]))
    for _ in range(2):
        requests[0] += 3
        teller.part(0)
    assert [now.usage.requests for now in told] == [3, 6]
