"""Extraction by a model: an article in windows, one question a window, one draft out.

A window whose answer is cut off or runs away is split and asked about in halves; one that fails for good is
counted, with its reason, and costs no other.
"""

from __future__ import annotations

import asyncio
import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarizer.drafts import ActorDraft, ClaimDraft, CountDraft, Draft, UncertaintyDraft
from summarizer.errors import AnswerError, BudgetError, TruncatedError, UnreachableError
from summarizer.extraction import prompts
from summarizer.extraction.schema import LARGEST_WINDOW, Answer, asked, tokens, typical
from summarizer.extraction.windows import Window, halves, windows
from summarizer.grounding.context import Context, context
from summarizer.grounding.hedges import find_cues
from summarizer.models import Windows

if TYPE_CHECKING:
    from collections.abc import Callable

    from summarizer.extraction.client import Client, Message
    from summarizer.models import Article, UncertaintyKind

NOBODY = frozenset({"article", "the article", "none", "unknown", "narrator", "reporter", "author", "n/a"})
"""What models answer for a speaker where the article speaks for itself."""


def fingerprints() -> tuple[str, str]:
    """Return short hashes of the prompts, their templates included, and of the schemas of typical questions."""
    prompt = "".join(prompts.load(name).source for name in ("extract", "judge", "compose"))
    first, second = (hashlib.sha256(text.encode()).hexdigest()[:12] for text in (prompt, typical()))
    return first, second


def parts(article: Article, size: int) -> int:
    """Return how many windows of at most `size` sentences an article has."""
    return -(-len(article.sentences) // size)


async def extract(article: Article, client: Client, size: int, on_window: Callable[[], None] = lambda: None) -> Draft:
    """Return what the model proposes about an article.

    Args:
        article: With its sentences.
        client: An open client.
        size: Sentences a window.
        on_window: Called as each window is done with, whatever its outcome.

    Raises:
        ModelError: The run cannot go on: a wrong key, an unknown model, a server out of reach from the start, a
            request that a replayed cassette lacks.
    """
    asking = _Asking(await asyncio.to_thread(context, article), client)

    async def ask(window: Window) -> list[_Outcome]:
        outcomes = await asking.ask(window)
        on_window()
        return outcomes

    parts = await asyncio.gather(*(ask(window) for window in windows(asking.context, size)))
    return _draft([outcome for outcomes in parts for outcome in outcomes])


@dataclass(frozen=True, slots=True)
class _Outcome:
    window: Window
    answer: Answer | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class _Asking:
    """What is asked about one article."""

    context: Context
    client: Client

    async def ask(self, window: Window, *, part: bool = False) -> list[_Outcome]:
        """Return the outcome of one window, or of the halves it had to be split into; `part` says that it is a half."""
        schema = asked(len(window), window.numbers, window.hedges)
        try:
            room = tokens(len(window))
            answer = await self.client.ask(self._messages(window), schema, max_tokens=room, part=part)
        except TruncatedError as error:
            if len(window) == 1:
                self.client.gave_up(error)
                return [_Outcome(window, None, str(error))]
            parts = [await self.ask(half, part=True) for half in halves(self.context, window)]
            return [outcome for outcomes in parts for outcome in outcomes]
        except UnreachableError as error:
            if not self.client.answered:
                raise
            return [_Outcome(window, None, str(error))]
        except (AnswerError, BudgetError) as error:
            return [_Outcome(window, None, str(error))]
        return [_Outcome(window, Answer.model_validate(answer.model_dump()))]

    def _messages(self, window: Window) -> list[Message]:
        # A small model answers worse where marks stand around what it reads: of the seeds' 48 claims it lost five. The
        # numbers that begin the lines, which no article's text can begin, are then all the fence there is.
        fenced = self.client.endpoint.window == LARGEST_WINDOW
        content = prompts.load("extract").render(
            "window",
            fenced=fenced,
            title=" ".join(self.context.article.title.split()),
            named=window.named,
            speaking=window.speaking,
            before=window.before,
            numbers=window.numbers,
            hedges=window.hedges,
            sentences=window.sentences,
        )
        return [*prompts.load("extract").fixed(fenced=fenced), {"role": "user", "content": content}]


def _draft(outcomes: list[_Outcome]) -> Draft:
    """Return the answers as one draft, with sentence numbers of the article."""
    answered = [(outcome.window, outcome.answer) for outcome in outcomes if outcome.answer]
    failed = [outcome for outcome in outcomes if not outcome.answer]
    return Draft(
        claims=tuple(
            ClaimDraft(
                sentences=tuple(window.first - 1 + number for number in claim.sentences if number <= len(window)),
                text=claim.statement,
                speaker=None if claim.speaker.casefold() in NOBODY else claim.speaker,
                stance=claim.stance,
                certainty=claim.certainty,
            )
            for window, answer in answered
            for claim in answer.claims
        ),
        actors=tuple(
            ActorDraft(name=actor.name, kind=actor.kind, role=actor.role or None)
            for _, answer in answered
            for actor in answer.actors
        ),
        counts=tuple(
            CountDraft(sentence=_holding(window, count.sentence, count.number), surface=count.number, of=count.of)
            for window, answer in answered
            for count in answer.counts
        ),
        uncertainties=tuple(
            UncertaintyDraft(
                sentence=_holding(window, doubt.sentence, doubt.words),
                text=doubt.about,
                cue=doubt.words,
                kind=_kind(doubt.words),
            )
            for window, answer in answered
            for doubt in answer.uncertainties
        ),
        windows=Windows(done=len(answered), failed=len(failed)),
        reason="; ".join(dict.fromkeys(outcome.reason for outcome in failed)) or None,
        missing=tuple(n for outcome in failed for n in range(outcome.window.first, outcome.window.last + 1)),
    )


def _holding(window: Window, number: int, words: str) -> int:
    """Return the article's number of the sentence that holds `words`: the one named, else the first that does."""
    candidates = [number, *range(1, len(window) + 1)]
    held = (n for n in candidates if n <= len(window) and words in window.sentences[n - 1])
    return window.first - 1 + next(held, number)


def _kind(words: str) -> UncertaintyKind:
    cues = find_cues(words)
    return cues[0].kind if cues else "unconfirmed"
