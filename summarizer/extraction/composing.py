"""Prose by a model: a story's headline and first sentences, written from its points and citing them by id.

The model sees claims and figures, never an article. Nothing it writes is trusted: whoever asks proves each sentence, and
may ask once more for those that failed.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from summarizer.drafts import LineDraft, ProseDraft
from summarizer.extraction import prompts
from summarizer.extraction.schema import AnsweredLines, AnsweredProse, lines_of, prose_of, prose_tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from summarizer.extraction.client import Client, Message
    from summarizer.extraction.schema import AnsweredLine
    from summarizer.models import Claim, Figure, Statement, Story

LONGEST_POINT = 300
"""Characters of a claim, of a figure, of who says it and of a refused sentence that are shown."""
LONGEST_QUOTE = 80
"""Characters of a quotation that is shown with who says it."""
MOST_VOICES = 3
"""Speakers that are shown with a claim, and readings with a figure."""
_STANCES = {
    "asserts": "asserted by",
    "expects": "expected by",
    "demands": "demanded by",
    "doubts": "doubted by",
    "denies": "denied by",
}


@dataclass(frozen=True, slots=True)
class Style:
    """How the briefing's own sentences are to be written.

    Attributes:
        lines: Sentences a story, the headline aside.
        tone: In a few words; '' for none.
        language: An ISO 639-1 code; '' for that of the points.
    """

    lines: int
    tone: str = ""
    language: str = ""


@dataclass
class Writer:
    """A conversation about one story: asked once, and once more for what could not be printed.

    Attributes:
        story: The story, narrowed to the claims and figures that may be cited.
        client: An open client.
        style: How to write.
    """

    story: Story
    client: Client
    style: Style
    _messages: list[Message] = field(default_factory=list, init=False)

    async def write(self) -> ProseDraft:
        """Return what the model writes, its cites as ids of the story.

        Raises:
            ModelError: No answer came, or none that can be used.
        """
        self._messages = messages(self.story, self.style)
        schema = prose_of(tuple(self._ids), self.style.lines)
        room = prose_tokens(self.style.lines)
        answer = AnsweredProse.model_validate(
            (await self.client.ask(list(self._messages), schema, max_tokens=room)).model_dump()
        )
        told = prompts.inert(json.dumps(answer.model_dump(), ensure_ascii=False))
        self._messages.append({"role": "assistant", "content": told})
        return ProseDraft(headline=self._line(answer.headline), summary=tuple(map(self._line, answer.summary)))

    async def again(self, refused: Sequence[tuple[str, str]]) -> tuple[LineDraft, ...]:
        """Return new sentences for those refused, in their order, fewer where the model gives fewer.

        Args:
            refused: Each sentence, and why it cannot be printed.

        Raises:
            ModelError: No answer came, or none that can be used.
        """
        told = [
            {"text": prompts.inert(text, LONGEST_POINT), "reason": prompts.inert(reason, LONGEST_POINT)}
            for text, reason in refused
        ]
        content = prompts.load("compose").render("again", refusals=told)
        schema = lines_of(tuple(self._ids), len(refused))
        asked = [*self._messages, {"role": "user", "content": content}]
        answer = await self.client.ask(asked, schema, max_tokens=prose_tokens(len(refused)))
        return tuple(map(self._line, AnsweredLines.model_validate(answer.model_dump()).sentences))

    @property
    def _ids(self) -> dict[str, str]:
        """The story's ids by those of the request, which count from 1 in each story: they depend on no other."""
        own = [(f"c{number}", one.id) for number, one in enumerate(self.story.claims, 1)]
        return dict(own + [(f"f{number}", one.id) for number, one in enumerate(self.story.figures, 1)])

    def _line(self, answered: AnsweredLine) -> LineDraft:
        cites = tuple(dict.fromkeys(self._ids[cite] for cite in answered.cites))
        return LineDraft(text=" ".join(answered.text.split()), cites=cites)


def messages(story: Story, style: Style) -> list[Message]:
    """Return the messages that ask for a story's prose."""
    prompt = prompts.load("compose")
    points = [
        *(
            {"id": f"c{n}", "text": prompts.inert(one.text, LONGEST_POINT), "said": _said(story, one)}
            for n, one in enumerate(story.claims, 1)
        ),
        *({"id": f"f{n}", "text": _read(story, one), "said": ""} for n, one in enumerate(story.figures, 1)),
    ]
    content = prompt.render("window", points=points, lines=style.lines, tone=style.tone, language=style.language)
    return [*prompt.fixed(), {"role": "user", "content": content}]


def _said(story: Story, claim: Claim) -> str:
    """Return who says a claim in which stance, as 'asserted by A, B; denied by C: “quoted”'; '' where nobody is named."""
    names = {actor.id: actor.name for actor in story.actors}
    told = []
    for stance, words in _STANCES.items():
        side = [one for one in claim.statements if one.stance == stance and one.speaker in names]
        who = list(dict.fromkeys(names[one.speaker or ""] for one in side))
        if who:
            quote = _quote(side, claim.text) if stance in ("denies", "doubts") else ""
            told.append(f"{words} {_some(who)}{quote}")
    return prompts.inert("; ".join(told), LONGEST_POINT)


def _quote(side: Sequence[Statement], text: str) -> str:
    """Return a short quotation of those who speak against a claim, which its text lacks."""
    for one in side:
        for span in one.evidence:
            _, mark, rest = span.text.partition("“")
            quoted = rest.partition("”")[0].rstrip(".,")
            if mark and quoted and len(quoted) <= LONGEST_QUOTE and quoted not in text:
                return f": “{quoted}”"
    return ""


def _read(story: Story, figure: Figure) -> str:
    """Return a figure with its readings, as 'homes evacuated: 40 (A), more than 100 (B); disputed'."""
    names = {actor.id: actor.name for actor in story.actors}
    told = (f"{one.surface} ({names[one.speaker]})" if one.speaker in names else one.surface for one in figure.readings)
    scope = f", {figure.scope}" if figure.scope else ""
    status = "" if figure.status == "single" else f"; {figure.status}"
    return prompts.inert(f"{figure.of}{scope}: {_some(dict.fromkeys(told))}{status}", LONGEST_POINT)


def _some(words: Iterable[str]) -> str:
    return ", ".join(list(words)[:MOST_VOICES])
