"""Embeddings by a model: what each article's beginning means, as a vector, to tell stories apart by more than words.

Articles of the same beginning are asked about once, and in the order of their texts: requests do not depend on the order
in which the articles are given.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from summarizer.errors import AnswerError, BudgetError, InvalidError, UnreachableError
from summarizer.models import Rejected

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.extraction.client import Client, Vector
    from summarizer.models import Article

BEGINNING = 1500
"""Characters of an article that are embedded, its title included: about 350 tokens of English, where many embedding models
read 512, and a news article says in its first paragraphs what happened."""
BATCH = 32
"""Texts a request: what Hugging Face's text-embeddings-inference takes at the most unless it is told otherwise
(`--max-client-batch-size`); hosted servers take more."""


async def embed(
    articles: Sequence[Article], client: Client, model: str
) -> tuple[list[Vector] | None, tuple[Rejected, ...]]:
    """Return a vector for each article, all of one length; or None, and why there are none.

    Args:
        articles: One alone is not asked about: there is nothing to tell it apart from.
        client: An open client.
        model: The embedding model's name at the client's server.

    Raises:
        ModelError: The run cannot go on: a wrong key, an unknown model, a request that a replayed cassette lacks.
    """
    if len(articles) < 2:  # noqa: PLR2004  (a pair)
        return None, ()
    texts = [_beginning(article) for article in articles]
    try:
        vectors = await _vectors(sorted(set(texts)), client, model)
    except (AnswerError, BudgetError, UnreachableError) as error:
        reason = f"Left to the rules, as the model gave no answer: {error}"
        return None, (
            Rejected(article=None, kind="help", item=f"Embeddings of {len(articles)} articles", reason=reason),
        )
    return [vectors[text] for text in texts], ()


def _beginning(article: Article) -> str:
    return " ".join(f"{article.title} {article.text}".split())[:BEGINNING]


async def _vectors(texts: Sequence[str], client: Client, model: str) -> dict[str, Vector]:
    """Return the vectors by text; the first error cancels the other requests, which are of no use without it."""
    batches = [texts[at : at + BATCH] for at in range(0, len(texts), BATCH)]
    try:
        async with asyncio.TaskGroup() as group:
            asked = [group.create_task(client.embed(batch, model)) for batch in batches]
    except BaseExceptionGroup as failed:
        raise failed.exceptions[0] from None
    found = [vector for task in asked for vector in task.result()]
    if len({len(vector) for vector in found}) > 1:
        raise InvalidError(
            f"The server at {client.endpoint.base_url} answered with vectors of different lengths: check --embeddings.",
            provider=client.endpoint.provider,
        )
    return dict(zip(texts, found, strict=True))
