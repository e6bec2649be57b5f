"""The baseline: one plain request an article, scored by the same table: `python -m benchmarks.naive`.

It is what an engineer writes in an hour: the client, a JSON schema, one prompt, the whole article. Nothing is
split, checked or asked again. The last line is one JSON object with the figures.
"""

from __future__ import annotations

import json
import re
import time
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

import click
import openai
from pydantic import BaseModel, ValidationError

from benchmarks.gold import load_pages, share
from benchmarks.scoring import ActorItem, ClaimItem, FigureItem, Item, UncertaintyItem, judge, report, tally
from summarizer.models import Stance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.gold import Page, Range

MAX_TOKENS = 2048
PATIENCE = 3600  # seconds: a small local server answers one request at a time, and may have a queue
By = Literal["quote", "text"]
ALIKE = 0.6  # share of a quote's words that must stand in a sentence for it to be that sentence
OWN_VOICE = {"", "article", "author", "n/a", "narrator", "none", "null", "the article", "unknown"}
PROMPT = """Read the news article and return JSON with:
- claims: every claim the article reports, with its text, the speaker who makes it (null if nobody is named),
  the stance of the speaker (asserts, denies, doubts, expects or demands) and the exact quote from the article
  that supports it
- actors: the people, organizations and countries involved, each with their role
- counts: every number in the article and what it counts
- uncertainties: what is unconfirmed, disputed or unknown

Article:

"""


class Claim(BaseModel):
    """A claim as the model is asked for it."""

    text: str
    speaker: str | None
    stance: Stance
    quote: str


class Actor(BaseModel):
    """An actor as the model is asked for it."""

    name: str
    role: str


class Count(BaseModel):
    """A number as the model is asked for it."""

    number: str
    of: str


class Answer(BaseModel):
    """What the model is asked for about one article."""

    claims: list[Claim]
    actors: list[Actor]
    counts: list[Count]
    uncertainties: list[str]


class Raw(BaseModel):
    """One answer as it came, what it cost, and whether it was cut off."""

    content: str
    seconds: float
    output_tokens: int
    truncated: bool


class Answers(BaseModel):
    """Every answer of one model, by the article's file name: what `--answers` holds."""

    model: str
    articles: dict[str, Raw]


def ask(client: openai.OpenAI, model: str, text: str) -> Raw:
    """Return the model's answer about one article."""
    start = time.monotonic()
    done = client.chat.completions.create(
        model=model,
        messages=[{"role": "user", "content": PROMPT + text}],
        response_format={
            "type": "json_schema",
            "json_schema": {"name": "answer", "strict": True, "schema": Answer.model_json_schema()},
        },
        max_tokens=MAX_TOKENS,
        temperature=0,
    )
    return Raw(
        content=done.choices[0].message.content or "",
        seconds=round(time.monotonic() - start, 1),
        output_tokens=done.usage.completion_tokens if done.usage else 0,
        truncated=done.choices[0].finish_reason == "length",
    )


def items(content: str, page: Page, by: By = "quote") -> Iterator[Item]:
    """Yield the items of an answer, its claims located `by` their quote or their text.

    An answer that is no JSON of the schema, such as one cut off, has none.
    """
    try:
        answer = Answer.model_validate_json(content)
    except ValidationError:
        return
    for claim in answer.claims:
        name = claim.speaker or ""
        speaker = () if name.strip().casefold() in OWN_VOICE else (name,)
        yield ClaimItem(claim.text, speaker, claim.stance, locate(getattr(claim, by), page))
    for actor in answer.actors:
        yield ActorItem(actor.name, (page.name,), role=actor.role or None)
    for count in answer.counts:
        yield FigureItem(count.number, count.of)
    for text in answer.uncertainties:
        yield UncertaintyItem(text, None, locate(text, page))


def locate(quote: str, page: Page) -> tuple[Range, ...]:
    """Return where `quote` stands, else the sentence that has most of its words, else nothing."""
    if not quote.strip():
        return ()
    if found := tuple(match.span() for match in re.finditer(re.escape(quote.strip()), page.text)):
        return found
    best = max(page.sentences, key=lambda sentence: share(quote, page.text[slice(*sentence)]))
    return (best,) if share(quote, page.text[slice(*best)]) >= ALIKE else ()


def collect(answers: Path | None, model: str, base_url: str | None, pages: dict[str, Page]) -> Answers:
    """Return an answer for every page; what the file `answers` lacks is asked, and stored there as it comes.

    The key is read as the client reads it.
    """
    got = Answers(model=model, articles={})
    if answers and answers.exists():
        got = Answers.model_validate_json(answers.read_bytes())
    for name in sorted(pages.keys() - got.articles.keys()):
        client = openai.OpenAI(base_url=base_url, timeout=PATIENCE, max_retries=0)
        got.articles[name] = ask(client, got.model, pages[name].text)
        if answers:
            answers.write_text(got.model_dump_json(indent=2) + "\n", encoding="utf-8")
    return got


@click.command()
@click.option("--model", default="gpt-4.1-mini", show_default=True, help="The model's name at the server.")
@click.option("--base-url", envvar="OPENAI_BASE_URL", help="Any OpenAI-compatible server.")
@click.option(
    "--answers",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Keep the answers here; what it holds is not asked again.",
)
@click.option("--by", type=click.Choice(get_args(By)), default="quote", show_default=True, help="What locates a claim.")
@click.option("--verbose", is_flag=True, help="List every item that is not right, and every miss.")
def main(model: str, base_url: str | None, answers: Path | None, by: By, *, verbose: bool) -> None:
    """Score one plain request an article against the gold table."""
    pages = load_pages()
    got = collect(answers, model, base_url, pages)
    judged = []
    for name, raw in got.articles.items():
        of_page = list(judge(list(items(raw.content, pages[name], by)), [pages[name]]))
        figures = tally(of_page, [pages[name]])
        print(
            f"{name}: {raw.seconds} s, {raw.output_tokens} tokens, {'truncated' if raw.truncated else 'whole'}, "
            f"{figures['items_right']:g} right, {figures['items_wrong']:g} wrong"
        )
        judged += of_page
    print(*report(judged, list(pages.values()), verbose=verbose), sep="\n")
    cost = {
        "seconds": round(sum(raw.seconds for raw in got.articles.values()), 1),
        "output_tokens": sum(raw.output_tokens for raw in got.articles.values()),
        "truncated": sum(raw.truncated for raw in got.articles.values()),
    }
    print(
        json.dumps({"benchmark": "naive", "model": got.model, "by": by, **cost, **tally(judged, list(pages.values()))})
    )


if __name__ == "__main__":
    main()
