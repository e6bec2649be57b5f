"""Three briefings: the seed articles', one of invented articles where much went wrong, and one of nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from summarizer.models import (
    Actor,
    ArticleRecord,
    Briefing,
    Claim,
    Engine,
    Figure,
    Line,
    Reading,
    Rejected,
    Span,
    Statement,
    Story,
    Uncertainty,
    Usage,
    Windows,
)

SEEDS = Path(__file__).parents[2] / "seeds"
FILES = {"1": "000_475e599eac001d78.txt", "2": "004_9fa544c1ce484911.txt"}
TEXTS = {number: (SEEDS / file).read_text(encoding="utf-8") for number, file in FILES.items()}


def span(article, sentence, first, last="", texts=TEXTS):
    """Evidence: what stands in an article from the words `first` to the words `last`."""
    text = texts[article]
    start = text.index(first)
    end = text.index(last, start) + len(last) if last else start + len(first)
    return Span(article=article, start=start, end=end, text=text[start:end], sentence=sentence)


def says(speaker, *evidence, stance="asserts", certainty="certain"):
    """What a speaker says in the article that the evidence stands in."""
    article = evidence[0].article
    return Statement(article=article, speaker=speaker, stance=stance, certainty=certainty, evidence=evidence)


def reading(surface, bounds, modifier, speaker, evidence):
    """One reading of a figure; `bounds` are its low and high."""
    return Reading(
        low=bounds[0],
        high=bounds[1],
        modifier=modifier,
        surface=surface,
        article=evidence.article,
        speaker=speaker,
        evidence=(evidence,),
    )


# ── The seed articles ─────────────────────────────────────────────────────────────────────────────

PROOF = span("1", 1, "The United States claimed", "to Russia.")
ESCALATION = span("1", 5, "Speaking to BBC News", "of the conflict.”")
NATO = span("1", 8, "Because you", "to Ukraine.”")
RUBBISH = span("1", 9, "When asked if", "“rubbish.”")
NO_NEED = span("1", 11, "In one more meeting", "to be successful.")
UNDESIRABLE = span("1", 12, "He included that Moscow", "to Ukraine.")
HUNDREDS = span("1", 14, "North Korea is thought", "United States.")
VALIDATED = span("1", 15, "Russian President Vladimir Putin today", "the records.")
IMAGES = span("1", 16, "When inquired", "If there are images, then they reflect something.”")
TEN = span("2", 2, "North Korea’s Choe Son Hui", "Russia’s aspect.")
KURSK = span("2", 3, "United States data", "its troopers.")
VICTORY = span("2", 4, "“We will always stand", "Sergei Lavrov.")
SILENT = span("2", 8, "Neither nation", "after their talks.")
GRATEFUL = span("2", 11, "Lavrov claimed Russia was", "“principled stance”")
NOT_YET = span("2", 18, "The United States claimed Thursday", "“in the coming days”.")
AUSTIN = span("2", 19, "Defence Secretary Lloyd Austin", "have misplaced”")
ZERO = span("2", 22, "“If there is nothing", "media Thursday.")
NUCLEAR = span("2", 26, "“I once again assure you", "she claimed.")
REQUEST = span("2", 29, "Seoul has really alerted", "applications.")

CLAIMS = (
    Claim(
        id="c1",
        text="North Korea has sent soldiers to Russia.",
        status="disputed",
        sources=2,
        statements=(
            says("usa", PROOF),
            says("usa", KURSK),
            says("authorities", HUNDREDS, certainty="probable"),
            says("lukashenko", RUBBISH, stance="doubts", certainty="probable"),
            says("putin", IMAGES, stance="doubts", certainty="possible"),
            says(None, SILENT, stance="asserts"),
        ),
    ),
    Claim(
        id="c2",
        text="North Korea supports Russia in its war in Ukraine.",
        status="corroborated",
        sources=2,
        statements=(says(None, HUNDREDS), says("choe", VICTORY)),
    ),
    Claim(
        id="c3",
        text="Alexander Lukashenko expects that NATO troops would be deployed to Ukraine.",
        statements=(says("lukashenko", NATO, UNDESIRABLE, stance="expects"),),
    ),
    Claim(
        id="c4",
        text="Russia does not need North Korean soldiers to succeed.",
        statements=(says("lukashenko", NO_NEED),),
    ),
    Claim(
        id="c5",
        text="North Korea will not change course on strengthening its nuclear forces.",
        statements=(says("choe", NUCLEAR),),
    ),
    Claim(
        id="c6",
        text="The reaction of the allies “has been zero”.",
        statements=(says("zelensky", ZERO),),
    ),
    Claim(
        id="c7",
        text="Pyongyang will ask Russia for technology for its weapons programmes.",
        statements=(says("seoul", REQUEST, stance="expects", certainty="probable"),),
    ),
    Claim(
        id="c8",
        text="Russia is “deeply grateful” for North Korea’s “principled stance” on Ukraine.",
        statements=(says("lavrov", GRATEFUL),),
    ),
    Claim(id="c9", text="Vladimir Putin appeared to confirm the reports.", statements=(says(None, VALIDATED),)),
)

ACTORS = (
    Actor(id="usa", name="United States", aliases=("US", "Washington"), kind="country", articles=("1", "2")),
    Actor(
        id="lukashenko",
        name="Alexander Lukashenko",
        aliases=("Lukashenko",),
        kind="person",
        role="Belarusian leader",
        articles=("1",),
    ),
    Actor(
        id="putin",
        name="Vladimir Putin",
        aliases=("Putin", "President Vladimir Putin"),
        kind="person",
        role="Russian President",
        articles=("1", "2"),
    ),
    Actor(
        id="authorities",
        name="authorities in South Korea, Ukraine and the United States",
        kind="group",
        articles=("1",),
    ),
    Actor(id="choe", name="Choe Son Hui", aliases=("Choe",), kind="person", articles=("2",)),
    Actor(id="lavrov", name="Sergei Lavrov", kind="person", role="Choe’s Russian counterpart", articles=("2",)),
    Actor(id="austin", name="Lloyd Austin", kind="person", role="Defence Secretary", articles=("2",)),
    Actor(id="zelensky", name="Volodymyr Zelensky", kind="person", role="Ukrainian President", articles=("2",)),
    Actor(id="seoul", name="Seoul", kind="place", articles=("2",)),
    Actor(id="west", name="the West", kind="group", articles=("2",)),
    Actor(id="kim", name="Kim Jong Un", kind="person", articles=("1", "2")),
    Actor(id="kursk", name="Kursk", kind="place", articles=("2",)),
)

FIGURES = (
    Figure(
        id="f1",
        of="North Korean soldiers sent to Russia",
        status="disputed",
        readings=(
            reading("hundreds", (100, None), "vague", "authorities", HUNDREDS),
            reading("as a lot as 10,000", (None, 10000), "at_most", "west", TEN),
            reading("ten,000", (10000, 10000), "exact", "austin", AUSTIN).model_copy(update={"as_of": "2024-10-31"}),
        ),
    ),
)

UNCERTAINTIES = (
    Uncertainty(
        id="u1",
        text="Whether the soldiers fight against Ukrainian forces",
        kind="unknown",
        cue="has really not but seen",
        evidence=(NOT_YET,),
    ),
    Uncertainty(
        id="u2",
        text="Whether North Korea has sent hundreds of soldiers",
        kind="unconfirmed",
        cue="is thought to",
        evidence=(HUNDREDS,),
    ),
    Uncertainty(
        id="u3",
        text="the text is broken, or was changed by a machine, in 2 places outside quotations",
        kind="source_text",
        cue="bear up the action",
        evidence=(IMAGES,),
    ),
)


@pytest.fixture(scope="session")
def seeds():
    """The briefing that an editor would want of the two seed articles."""
    return Briefing(
        title="Briefing for 1 November 2024",
        date="2024-11-01",
        engine=Engine(model="qwen2.5-coder-1.5b", prompt="5f0c1d", schema="9b1e77"),
        lead=(
            Line(text="The United States says North Korea has sent soldiers to Russia.", cites=("c1",)),
            Line(text="Alexander Lukashenko expects that NATO troops would follow in Ukraine.", cites=("c3",)),
        ),
        stories=(
            Story(
                id="s1",
                headline="North Korean soldiers in Russia: who says they are there, and how many",
                headline_cites=("c1", "f1"),
                sources=2,
                summary=(
                    Line(text="The United States says North Korea has sent soldiers to Russia.", cites=("c1",)),
                    Line(text="Between hundreds and 10,000 are spoken of.", cites=("f1",)),
                ),
                articles=("1", "2"),
                claims=CLAIMS,
                actors=ACTORS,
                figures=FIGURES,
                uncertainties=UNCERTAINTIES,
            ),
        ),
        articles=(
            ArticleRecord(
                id="1",
                name=FILES["1"],
                text=TEXTS["1"],
                origin="Business Insider",
                language="en",
                status="ok",
                windows=Windows(done=5),
            ),
            ArticleRecord(
                id="2", name=FILES["2"], text=TEXTS["2"], language="en", status="ok", windows=Windows(done=8)
            ),
        ),
        rejected=(
            Rejected(article="1", kind="claim", item="12,000 soldiers", reason="Number not in the evidence: 12,000."),
            Rejected(article="2", kind="claim", item="70 soldiers", reason="Number not in the evidence: 70."),
            Rejected(article="2", kind="actor", item="Lavrova", reason="Name not in the article."),
        ),
        usage=Usage(requests=13, cached=2, input_tokens=11840, output_tokens=3127, retries=1),
    )


# ── Invented articles ─────────────────────────────────────────────────────────────────────────────

INVENTED = {
    "1": (
        "*Harbour* [news](javascript:alert(1)) | <b>Mayor</b> Ilse Vane said “the quay is safe”.\n"
        "\x1b[31mAt least 1,200 people\x1b[0m left their homes 🚢, she said.\n"
        "# Tom Orr denied it: \u202eesolc yauq\u202c.\n"
    ),
    "2": "港の発表によると、少なくとも千二百人が避難した。\nאילזה ויין אמרה שהרציף בטוח.\n",
    "3": "",
    "4": "",
    "5": "The quay is safe.\n",
}
SAFE = span("1", 1, "*Harbour*", "safe”.", INVENTED)
LEFT = span("1", None, "\x1b[31mAt least", "she said.", INVENTED)
ORR = span("1", 3, "# Tom Orr", ".", INVENTED)
JAPANESE = span("2", 1, "港の", "した。", INVENTED)
HEBREW = span("2", 2, "אילזה", "בטוח.", INVENTED)


@pytest.fixture(scope="session")
def trouble():
    """A briefing of invented articles: some failed, and all of it hostile or in another script."""
    claims = (
        Claim(
            id="c1",
            text="The quay is *safe* | <img src=x onerror=alert(1)>\n# and not closed",
            status="disputed",
            statements=(
                says("vane", SAFE, certainty="unknown"),
                says("orr", ORR, stance="denies"),
                says(None, HEBREW, stance="doubts", certainty="possible"),
            ),
        ),
        Claim(
            id="c2",
            text="1. ![x](https://evil.example/x.png) Homes were left 🚢 after the flood",
            status="corroborated",
            sources=3,
            statements=(says("vane", LEFT), says(None, JAPANESE)),
        ),
        Claim(id="c3", text=JAPANESE.text * 3, statements=(says(None, JAPANESE),)),
        Claim(id="c4", text=HEBREW.text, statements=(says("vane", HEBREW),)),
        Claim(id="c5", text="Tom Orr closed the quay.", statements=(says("orr", ORR, stance="denies"),)),
        *(
            Claim(id=f"n{number}", text=f"- Berth {number} is closed.", statements=(says("gone", SAFE),))
            for number in range(1, 13)
        ),
    )
    return Briefing(
        title="Harbour [watch](https://evil.example)",
        date="2031-03-09",
        engine=Engine(model="acme/`large`", prompt="1", schema="2"),
        stories=(
            Story(
                id="s1",
                headline="# Quay\n\n<script>alert(1)</script> \x1b]0;owned\x07",
                articles=("1", "2"),
                sources=2,
                claims=claims,
                actors=(
                    Actor(
                        id="vane",
                        name="Ilse Vane",
                        aliases=("אילזה ויין",),
                        kind="person",
                        role="Mayor [of](http://evil.example)",
                        articles=("1", "2"),
                    ),
                    Actor(id="orr", name="Tom Orr", kind="person", articles=("1",)),
                    Actor(id="quay", name="quay", kind="place", articles=("1",)),
                ),
                figures=(
                    Figure(
                        id="f1",
                        of="people | homes",
                        status="agree",
                        readings=(
                            reading("At least 1,200", (1200, None), "at_least", "vane", LEFT),
                            reading("少なくとも千二百人", (1200, None), "at_least", None, JAPANESE).model_copy(
                                update={"as_of": "9 March"}
                            ),
                        ),
                    ),
                ),
                uncertainties=(
                    Uncertainty(id="u1", text="Who closed the quay", kind="unknown", cue="", evidence=(ORR,)),
                ),
            ),
            Story(id="s2", headline="", articles=("5",)),
        ),
        articles=(
            ArticleRecord(
                id="1",
                title="Harbour](javascript:alert(1)) *news*",
                name="harbour`s_news.txt",
                text=INVENTED["1"],
                url="javascript:alert(1)",
                publisher="The | Quay",
                published="2031-03-08T22:15:00Z",
                status="partial",
                reason="The model's answer broke the schema twice.",
                windows=Windows(done=3, failed=1),
            ),
            ArticleRecord(
                id="2",
                title="港の発表 : [1]",
                text=INVENTED["2"],
                url="https://news.example/a_(b)?x=<1>&y=&lt;",
                publisher="港新聞",
                published="spring",
                status="ok",
            ),
            ArticleRecord(id="3", name="late.html", text="", status="failed", reason="The server did not answer."),
            ArticleRecord(id="4", url="http://empty.example/", text="", status="empty", reason="No paragraph of text."),
            ArticleRecord(id="5", name="copy.txt", text=INVENTED["5"], status="duplicate", duplicate_of="1"),
        ),
        usage=Usage(requests=1204, input_tokens=2_400_000, output_tokens=81_000, cost_usd=1.5),
    )


@pytest.fixture(scope="session")
def nothing():
    """A briefing of no articles, made without a model."""
    return Briefing(title="", date="2031-03-09", engine=Engine(model="extractive"))
