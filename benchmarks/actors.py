"""Scores who is one actor across the articles of a story: `python -m benchmarks.actors --data DIR`.

DIR is the folder of the stories' data (`dev.jsonl`). `actors_gold.json` names 20 of its stories, ten of each set, drawn
with a fixed seed from those that name several people, and holds no text: of each story the people and bodies that act
in it, judged by hand, as clusters of mentions, `[article id, start, end]`, offsets into the article's text. A cluster
has the first mention of every form of the name that an article uses; places that do not act are left out.

A mention belongs to the actor under whose name, by offsets or by the words themselves, the briefing lists it. Then

- `merged_right`: of the pairs of mentions that are listed as one actor, the share that is one in the gold;
- `persons_merged`: how many listed actors are two or more people of the gold (or more);
- `joined`: of the pairs that are one in the gold, and both listed, the share that is listed as one actor.

Beside them stand the pairs of different forms or different articles' forms only (`unlike`), which exact comparison of
names gets none of, and how many mentions of the gold are listed at all.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from benchmarks.data import data_option, records
from summarizer.extraction.extractive import extract
from summarizer.grounding import names
from summarizer.grounding.roster import roster
from summarizer.grounding.summary import ground
from summarizer.merging import actors
from summarizer.models import Article
from summarizer.reading.files import read

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from summarizer.models import ArticleSummary

GOLD = Path(__file__).with_name("actors_gold.json")

_SHARED = 0.5  # of the characters: the mention of a name with or without what stands around it

Mention = tuple[str, int, int]
"""Article id, and offsets into its text."""


@dataclass(frozen=True, slots=True)
class Known:
    """A mention of the gold: its actor, whether that is a person, and its words."""

    actor: int
    person: bool
    words: str


@dataclass(slots=True)
class Tally:
    """Counts over stories."""

    mentions: int = 0
    listed: int = 0
    merged: int = 0
    right: int = 0
    wanted: int = 0
    joined: int = 0
    persons_merged: int = 0
    unlike: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def figures(self) -> dict[str, float]:
        """Return the shares, each rounded to three places."""
        return {
            "merged_right": _share(self.right, self.merged),
            "persons_merged": self.persons_merged,
            "joined": _share(self.joined, self.wanted),
        }


def _share(part: int, whole: int) -> float:
    return round(part / whole, 3) if whole else 0.0


def summaries(texts: Iterable[dict[str, Any]]) -> list[tuple[Article, ArticleSummary]]:
    """Return a story's articles, by the project's own reading, and what is proven of each by rule."""
    found = []
    for one in texts:
        (article,) = read([Article(text=one["text"], title=one.get("title") or "")])
        if isinstance(article, Article):
            named = article.model_copy(update={"id": one["id"]})
            found.append((named, ground(named, extract(named))))
    return found


def listed(story: Sequence[tuple[Article, ArticleSummary]], mentions: Iterable[Mention]) -> dict[Mention, str]:
    """Return the story's actor under which each mention is listed; those that are not listed are left out."""
    cast = actors.merge([summary for _, summary in story])
    found: dict[Mention, str] = {}
    for article, summary in story:
        by_name = {form: one.id for one in reversed(summary.actors) for form in (*one.aliases, one.name)}
        by_key = {names.key(form): ident for form, ident in by_name.items()}
        entries = roster(article).entries
        for mention in mentions:
            of, start, end = mention
            if of != article.id:
                continue
            words = article.text[start:end]
            at = max(entries, key=lambda entry: max(_shared(mention, one) for one in entry.mentions), default=None)
            near = at.name if at and max(_shared(mention, one) for one in at.mentions) >= _SHARED else words
            ident = by_name.get(words) or by_name.get(near) or by_key.get(names.key(words))
            if ident:
                found[mention] = cast.ids[of, ident]
    return found


def _shared(mention: Mention, other: tuple[int, int, int]) -> float:
    """Return the characters that two mentions share, over those that either covers: 0 to 1."""
    (_, start, end), (_, first, last) = mention, other
    return max(0, min(end, last) - max(start, first)) / (max(end, last) - min(start, first))


def judge(gold: Mapping[Mention, Known], answer: Mapping[Mention, str], tally: Tally) -> None:
    """Count one story into the tally."""
    tally.mentions += len(gold)
    tally.listed += len(answer)
    people: dict[str, set[int]] = {}
    for mention, ident in answer.items():
        if gold[mention].person:
            people.setdefault(ident, set()).add(gold[mention].actor)
    tally.persons_merged += sum(len(several) > 1 for several in people.values())
    for a, b in combinations(sorted(answer), 2):
        one, same = gold[a].actor == gold[b].actor, answer[a] == answer[b]
        unlike = gold[a].words.casefold() != gold[b].words.casefold()
        tally.merged += same
        tally.right += same and one
        tally.wanted += one
        tally.joined += same and one
        if unlike:
            tally.unlike.update(merged=same, right=same and one, wanted=one)
        if one != same:
            tally.faults.append(f"{'joined' if same else 'apart '}  {gold[a].words}  |  {gold[b].words}")


def load(path: Path, texts: Mapping[str, str]) -> list[tuple[list[str], dict[Mention, Known]]]:
    """Return the stories of the gold: the ids of each one's articles, and its mentions.

    Raises:
        click.ClickException: An article of the gold is not among `texts`, by id.
    """
    stories = []
    for story in json.loads(path.read_text(encoding="utf-8"))["stories"]:
        if missing := sorted(set(story["articles"]) - set(texts)):
            raise click.ClickException(f"the data has no article {missing[0]}: name the folder of the stories' data.")
        known = {
            (article, start, end): Known(number, actor["kind"] == "person", texts[article][start:end])
            for number, actor in enumerate(story["actors"])
            for article, start, end in actor["mentions"]
        }
        stories.append((story["articles"], known))
    return stories


@click.command()
@data_option
@click.option("--faults", is_flag=True, help="Print every pair that is judged wrong.")
def main(data: Path, *, faults: bool) -> None:
    """Score the actors of the stories that were judged by hand."""
    by_id = {record["id"]: record for record in records(data)}
    tally = Tally()
    stories = load(GOLD, {ident: record["text"] for ident, record in by_id.items()})
    for articles, gold in stories:
        judge(gold, listed(summaries(by_id[one] for one in articles), gold), tally)
    if faults:
        click.echo("\n".join(tally.faults))
    unlike = tally.unlike
    click.echo(f"stories                     {len(stories)}")
    click.echo(f"mentions listed             {tally.listed} of {tally.mentions}")
    click.echo(f"pairs merged, right         {tally.right} of {tally.merged} ({_share(tally.right, tally.merged)})")
    click.echo(f"  of unlike words           {unlike['right']} of {unlike['merged']}")
    click.echo(f"pairs of one, joined        {tally.joined} of {tally.wanted} ({_share(tally.joined, tally.wanted)})")
    click.echo(f"  of unlike words           {unlike['right']} of {unlike['wanted']}")
    click.echo(f"actors of several people    {tally.persons_merged}")
    click.echo(json.dumps({"benchmark": "actors", **tally.figures()}))


if __name__ == "__main__":
    main()
