"""The contract's invariants, for any text and any answer that fits the schema."""

from __future__ import annotations

import asyncio
import json
import re
from datetime import date
from typing import get_args

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from summarizer import Article, summarize
from summarizer.drafts import ActorDraft, ClaimDraft, CountDraft, Draft, UncertaintyDraft
from summarizer.engines.local import ByRule
from summarizer.grounding import names
from summarizer.grounding.evidence import missing_names, missing_numbers, missing_quotations
from summarizer.models import Briefing, Certainty, Claim, Figure, Stance, Windows
from summarizer.pipeline import brief
from summarizer.reading import files
from summarizer.settings import Settings

DAY = date(2024, 11, 1)
WORDS = st.sampled_from(
    "Ada Berg said that the mayor of Korrdam , denied 40 10,000 hundreds of people were hurt . “ ” ‘ ’ not may "
    "United States US President he She \n \n\n - – Zoë 2,5 km $1.2bn 15-17 “Why? ten,000 two-thirds ... ; : ( ) it’s "
    "unclear according to officials never in Paris Moscow told reporters : “No.” bur/db 日本 🙂 \u202e".split(" ")
)
PROSE = st.lists(WORDS, min_size=1, max_size=120).map(" ".join)
TEXTS = st.one_of(PROSE, st.text(max_size=200))
SPEAKERS = st.one_of(
    st.sampled_from(["article", "Ada Berg", "he", "the mayor", "Nobody Named"]), st.text(min_size=1, max_size=20)
)
STATEMENTS = st.one_of(st.lists(WORDS, min_size=4, max_size=20).map(" ".join), st.text(min_size=8, max_size=60))
SURFACES = st.sampled_from(["40", "10,000", "hundreds", "ten,000", "two-thirds", "soldiers", "$1.2bn", ""]) | STATEMENTS
NUMBERS = st.integers(-1, 12)
DRAFTS = st.builds(
    Draft,
    claims=st.lists(
        st.builds(
            ClaimDraft,
            sentences=st.lists(NUMBERS, max_size=3).map(tuple),
            text=STATEMENTS,
            speaker=st.none() | SPEAKERS,
            stance=st.sampled_from(get_args(Stance)),
            certainty=st.sampled_from(get_args(Certainty)),
        ),
        max_size=5,
    ).map(tuple),
    actors=st.lists(st.builds(ActorDraft, name=SPEAKERS, role=st.none() | WORDS), max_size=3).map(tuple),
    counts=st.lists(st.builds(CountDraft, sentence=NUMBERS, surface=SURFACES, of=SPEAKERS | WORDS), max_size=4).map(
        tuple
    ),
    uncertainties=st.lists(st.builds(UncertaintyDraft, sentence=NUMBERS, text=STATEMENTS, cue=WORDS), max_size=4).map(
        tuple
    ),
    windows=st.just(Windows(done=1)),
)
QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


class Drafted(ByRule):
    """An engine that proposes what it was given."""

    def __init__(self, drafts):
        super().__init__(Settings())
        self.drafts = drafts

    async def extract(self, *_):
        return self.drafts


def spans_of(node: object) -> list[dict]:
    """Return every span in a briefing's JSON."""
    if isinstance(node, dict):
        own = [node] if {"article", "start", "end", "text"} <= node.keys() else []
        return own + [span for value in node.values() for span in spans_of(value)]
    return [span for value in node for span in spans_of(value)] if isinstance(node, list) else []


def assert_invariants(briefing: Briefing, given_in: int) -> None:
    """Fail where one of the contract's invariants does not hold."""
    content = json.loads(briefing.to_json())
    texts = {article.id: article.text for article in briefing.articles}
    assert len(texts) == len(briefing.articles) == given_in, "every article given in is there once"
    for span in spans_of(content["stories"]):
        assert texts[span["article"]][span["start"] : span["end"]] == span["text"]
    for story in briefing.stories:
        assert_story(story)
    cited = {cite for line in briefing.lead for cite in line.cites}
    assert cited <= {item.id for story in briefing.stories for item in (*story.claims, *story.figures)}
    assert Briefing.model_validate_json(briefing.to_json()) == briefing


def assert_story(story) -> None:
    """Fail where a story prints what its evidence does not hold."""
    people = {actor.id: actor for actor in story.actors}
    items: dict[str, Claim | Figure] = {item.id: item for item in (*story.claims, *story.figures)}
    known = frozenset(name for actor in story.actors for name in (actor.name, *actor.aliases))
    for claim in story.claims:
        assert_carried(claim.text, evidence_of(claim), known)
        for statement in claim.statements:
            assert statement.speaker is None or not names.is_pronoun(people[statement.speaker].name)
        assert claim.sources <= len({statement.article for statement in claim.statements})
    for line in story.summary:
        assert_carried(line.text, " ".join(evidence_of(items[cite]) for cite in line.cites), known)
    for figure in story.figures:
        for reading in figure.readings:
            assert reading.low is not None or reading.high is not None
            assert any(reading.surface in span.text for span in reading.evidence)
    for uncertainty in story.uncertainties:
        assert any(fold(uncertainty.cue) in fold(span.text) for span in uncertainty.evidence)


def assert_carried(text: str, evidence: str, known: frozenset[str]) -> None:
    """Fail where a number, a name or a quotation of `text` does not stand in its evidence."""
    assert missing_numbers(text, evidence) == []
    assert missing_names(text, evidence, known) == []
    assert missing_quotations(text, evidence) == []


def evidence_of(item: Claim | Figure) -> str:
    """Return all evidence of a claim or figure as one text."""
    said = item.statements if isinstance(item, Claim) else item.readings
    return " ".join(span.text for one in said for span in one.evidence)


def fold(text: str) -> str:
    """Return text with white space collapsed, in lower case."""
    return re.sub(r"\s+", " ", text).casefold()


@QUICK
@given(st.lists(TEXTS, min_size=1, max_size=3))
@example(["\ud800 Ada Berg said 40 people were hurt."])
@example(["He said: “No.”\r\nShe said 10,000 \u2028people."])
def test_the_extractive_engine_keeps_the_invariants_for_any_text(texts):
    """Whatever the text, spans are true, cites exist and nothing unproven is printed."""
    articles = [Article(text="Ada Berg said that 40 people were hurt in Korrdam."), *(Article(text=t) for t in texts)]
    assert_invariants(summarize(articles, model="extractive", date=DAY), len(articles))


@QUICK
@given(st.lists(st.tuples(PROSE, DRAFTS), min_size=1, max_size=3))
def test_no_draft_breaks_the_invariants(drafted):
    """Whatever an engine proposes, what is printed is proven, and each item that is not is listed with a reason."""
    articles = [Article(text=f"Ada Berg said that 40 people were hurt in Korrdam. {text}") for text, _ in drafted]
    read = files.read(articles)
    kept = [entry for entry in read if isinstance(entry, Article)]
    drafts = [drafted[int(article.id) - 1][1] for article in kept]
    briefing = asyncio.run(brief(read, Drafted(drafts), Settings(), DAY))
    assert_invariants(briefing, len(drafted))
    for article, draft in zip(kept, drafts, strict=True):
        statements = [s for story in briefing.stories for c in story.claims for s in c.statements]
        printed = any(statement.article == article.id for statement in statements)
        refused = [item for item in briefing.rejected if (item.article, item.kind) == (article.id, "claim")]
        assert printed or len(refused) >= len(draft.claims)
        assert all(item.reason for item in refused)


@pytest.mark.parametrize("engine", ["extractive"])
def test_a_briefing_is_the_same_bytes_again(engine):
    """The same articles and date give the same JSON."""
    articles = [Article(text="Ada Berg said 40 people were hurt. Tom Reyes denied that the wall had cracked.")] * 1
    first, second = (summarize(articles, model=engine, date=DAY).to_json() for _ in range(2))
    assert first == second
