"""Slack: the messages as they were reviewed, and text that Slack would obey.

After an intended change, write the files anew and read the diff before you keep it::

    UPDATE_GOLDEN=1 python -m pytest -q tests/writing/test_slack.py
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from summarizer.models import ArticleRecord, Briefing, Claim, Engine, Figure, Line, Reading, Span, Statement, Story
from summarizer.writing import mrkdwn
from summarizer.writing.slack import to_slack

HERE = Path(__file__).parent
NAMES = ["seeds", "trouble", "nothing", "ferry"]


def read(name):
    """A briefing that the other formats have golden files of."""
    return Briefing.model_validate_json((HERE / "golden" / f"{name}.json").read_bytes())


@pytest.mark.parametrize("name", NAMES)
def test_the_messages_stay_as_they_were_reviewed(name):
    """A briefing is drawn exactly as its golden file has it."""
    drawn = json.dumps(to_slack(read(name)), ensure_ascii=False, indent=2) + "\n"
    file = HERE / "chats" / f"{name}.slack.json"
    if os.environ.get("UPDATE_GOLDEN"):
        file.write_bytes(drawn.encode())
    assert drawn == file.read_bytes().decode()


def test_a_notification_tells_the_news():
    """Of the first message the title, the first story and how many more; of a reply what stands in it."""
    first, *replies = [message["text"] for message in to_slack(read("ferry"))]
    assert first == "Briefing for 5 May 2031: Ferry hits the quay at Vell, and 4 more stories"
    assert replies == ["The dam may not hold; More stories; Sources"]
    assert [message["text"] for message in to_slack(read("nothing"))] == ["Briefing for 9 March 2031"]


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("<!channel> <@U123> <#C1|x>", "&lt;!channel&gt; &lt;`@U123`&gt; &lt;#C1|x&gt;"),
        ("<https://evil.example|click>", "&lt;`https://evil.example`|click&gt;"),
        ("“@everyone”, @here: ceo@vell.example!", "“`@everyone`”, `@here`: `ceo@vell.example`!"),
        ("</article> & &lt;!here&gt;", "&lt;/article&gt; &amp; &amp;lt;!here&amp;gt;"),
        ("\x1b[31mred\x1b[0m \u202egnp.exe", "␛[31mred␛[0m \ufffdgnp.exe"),
        ("[x](javascript:alert(1))", "[x](javascript:alert(1))"),
        ("*bold* _it_ ~no~ `code` ```x```", "∗bold∗ ˍitˍ ∼no∼ ˋcodeˋ ˋˋˋxˋˋˋ"),
        (":smile: :+1: at 10:30:45 a_b", "∶smile: ∶+1: at 10:30:45 a_b"),
        (">> quoted\n> x", "›› quoted &gt; x"),
        ("v\u200bell \U000e0041boat", "vell boat"),
        ("“Eleven” — 港の発表, בטוח 🚢", "“Eleven” — 港の発表, בטוח 🚢"),
        ("見@here。", "見`@here`。"),
        (f"https://a.example/{'x' * 300}//b", f"`https://a.example/{'x' * 182}`{'x' * 118}∕∕b"),
    ],
)
def test_text_stays_text(text, drawn):
    """Mentions, links, formats, quotes, emoji names and what nobody sees; other text is left alone."""
    assert mrkdwn.inert(text) == drawn


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("<!channel> & *x* @here :x: https://evil.example", "‹!channel› & ∗x∗ ＠here ∶x: https:∕∕evil.example"),
        ("Ferry hits the quay: 11 hurt", "Ferry hits the quay: 11 hurt"),
    ],
)
def test_a_header_is_plain_text(text, drawn):
    """Slack knows no entities there, and what would mention or link looks like it only."""
    assert mrkdwn.header(text) == drawn


def test_the_words_of_a_link_cannot_end_it():
    """Nor can its address, which `safe.web_address` has encoded."""
    words = mrkdwn.label("a|b> <https://evil.example|c>")
    assert words == "a∣b&gt; &lt;https://evil.example∣c&gt;"
    assert mrkdwn.link("1.9", "https://news.example/?a=1&b=%3E") == "<https://news.example/?a=1&amp;b=%3E|1.9>"


def told(figures, url="https://news.example/1"):
    """A briefing of one article with so many figures."""
    evidence = (Span(article="1", start=0, end=1, text="x", sentence=1),)
    said = Statement(article="1", speaker=None, stance="asserts", certainty="certain", evidence=evidence)

    def counted(number):
        value = Reading(low=1, high=1, modifier="exact", surface="9", article="1", speaker=None, evidence=evidence)
        return Figure(id=f"f{number}", of=f"boats {number}", readings=(value,))

    story = Story(
        id="s1",
        headline="Boats",
        articles=("1",),
        summary=(Line(text="Nine boats sank.", cites=("c1",)),),
        claims=(Claim(id="c1", text="Nine boats sank off Vell.", statements=(said,)),),
        figures=tuple(map(counted, range(figures))),
    )
    article = ArticleRecord(id="1", text="x", title="Boats", url=url, status="ok")
    return Briefing(
        title="Boats", date="2031-03-09", engine=Engine(model="extractive"), stories=(story,), articles=(article,)
    )


def test_figures_are_fields_below_their_label():
    """Each has what is counted over its readings, with their marks."""
    blocks = [block for message in to_slack(told(3)) for block in message["blocks"] if "fields" in block]
    (section,) = blocks
    assert section["text"]["text"] == "*Figures*"
    assert section["fields"][2]["text"] == "*boats 2*\n“9” [<https://news.example/1|1.1>]"


@pytest.mark.parametrize(
    "url", [None, "javascript:alert(1)", "https://bank.example@evil.example", f"https://a.example/{'x' * 2_000}"]
)
def test_a_mark_without_an_address_stays_a_mark(url):
    """An article that has no web address, or one too long to stand in a message, is cited all the same."""
    page = json.dumps(to_slack(told(1, url)), ensure_ascii=False)
    assert "“9” [1.1]" in page
    assert "|1.1>" not in page
