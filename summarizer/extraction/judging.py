"""Judging by a model: whether two claims of different articles say the same, answered by a pair's id and nothing else."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from summarizer.errors import AnswerError, BudgetError, UnreachableError
from summarizer.extraction import prompts
from summarizer.extraction.schema import Judgements, judgements_of, judging_tokens
from summarizer.models import Rejected

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.drafts import Judgement, Pair
    from summarizer.extraction.client import Client, Message

PAIRS = 8
"""Pairs a request: few enough for a small model to keep apart, and for a context of 4,096 tokens."""
LONGEST_CLAIM = 300
"""Characters of a claim that are shown: more than a model may write, less than a sentence of an article may have."""
MOST_REQUESTS = 12
"""Requests a run, re-asks aside: pairs come with the most promising first, and those beyond stay with the rules."""

Judged = dict[tuple[str, str], "Judgement"]


async def judge(pairs: Sequence[Pair], client: Client) -> tuple[Judged, tuple[Rejected, ...]]:
    """Return the model's judgements by the two claims' ids, and what it could not be asked, with the reason.

    Args:
        pairs: The most promising first; at most `PAIRS * MOST_REQUESTS` of them are asked about.
        client: An open client.

    Raises:
        ModelError: The run cannot go on: a wrong key, an unknown model, a request that a replayed cassette lacks.
    """
    asked = pairs[: PAIRS * MOST_REQUESTS]
    batches = [asked[at : at + PAIRS] for at in range(0, len(asked), PAIRS)]
    answers = await asyncio.gather(*(_ask(batch, client) for batch in batches))
    judged: Judged = {}
    missed = []
    for batch, answer in zip(batches, answers, strict=True):
        if isinstance(answer, str):
            missed.append(Rejected(article=None, kind="help", item=f"{len(batch)} pairs of claims", reason=answer))
        else:
            judged |= {(pair.a, pair.b): answer[name] for name, pair in _named(batch) if name in answer}
    return judged, tuple(missed)


async def _ask(batch: Sequence[Pair], client: Client) -> dict[str, Judgement] | str:
    """Return the judgements by the pairs' names in the request, the first of each; or why there are none."""
    names = tuple(name for name, _ in _named(batch))
    schema = judgements_of(names)
    try:
        answer = await client.ask(messages(batch), schema, max_tokens=judging_tokens(len(batch)))
    except (AnswerError, BudgetError, UnreachableError) as error:
        return f"Left to the rules, as the model gave no answer: {error}"
    found = Judgements.model_validate(answer.model_dump()).judgements
    return {one.pair: one.judgement for one in reversed(found)}


def messages(batch: Sequence[Pair]) -> list[Message]:
    """Return the messages that ask about a batch of pairs."""
    prompt = prompts.load("judge")
    told = [
        {"id": name, "a": prompts.inert(pair.a_text, LONGEST_CLAIM), "b": prompts.inert(pair.b_text, LONGEST_CLAIM)}
        for name, pair in _named(batch)
    ]
    return [*prompt.fixed(), {"role": "user", "content": prompt.render("window", pairs=told)}]


def _named(batch: Sequence[Pair]) -> list[tuple[str, Pair]]:
    return [(f"p{number}", pair) for number, pair in enumerate(batch, 1)]
