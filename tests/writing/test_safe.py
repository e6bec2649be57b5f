"""Text of articles and models is inert in every format a person reads, piece by piece and in whole briefings."""

from __future__ import annotations

import json
import re
import unicodedata
from io import StringIO
from urllib.parse import urlsplit

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from rich.cells import cell_len
from rich.console import Console

from summarizer import writing
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
)
from summarizer.writing import safe

PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])

# Pieces that mean something to a parser turn up far more often together than in random text.
PIECES = st.sampled_from(
    (
        *("*", "**", "_", "[", "]", "(", ")", "](", "![", "<", ">", "<b>", "<!--", "&", "&lt;", "&#60;", "`", "```"),
        *("|", "\\", "#", "-", "- ", "+ ", "1. ", "2) ", "=", "---", "~~", "~~~", ":", "[1]: ", "[^1]"),
        *(" ", "\n", "\n\n", "\t", "    ", "\x1b[31m", "\x00", "\x85", "\u202e", "\u2066"),
        *("http://a.example", "javascript:alert(1)", "www.", "@", "@all", "a.b", ".example", "//", "#1", "GH-1"),
        *("word", "é", "港", "\u200b", "\u200d", "\ufe0f", "😀", "می", "\U000e0041", "\ufeff", "\xad"),
    )
)
HOSTILE = st.one_of(st.text(), st.lists(PIECES, max_size=12).map("".join))


def shown(tokens):
    """What a reader sees of parsed Markdown, and the types of its tokens."""
    flat = [child for token in tokens for child in (token, *(token.children or ()))]
    words = "".join(token.content for token in flat if token.type in {"text", "code_inline"})
    return words, {token.type for token in flat}


def reads_as_itself(text):
    words, types = shown(PARSER.parse(safe.markdown(text)))
    assert words == safe.plain(text)
    assert types <= {"paragraph_open", "paragraph_close", "inline", "text", "code_inline"}


@pytest.mark.parametrize(
    "text",
    [
        *("# x", "#", "x #", "- x", "-", "---", "+ x", "* x", "* * *", "___", "1. x", "12) x", "> x", "    x"),
        *("```", "~~~ x", "*x*", "__x__", "~~x~~", "`x`", "a\\", "\\*x", "<b>x</b>", "<!-- x", "<http://a.example>"),
        *("&lt;b&gt; &#60; &copy", "[x](javascript:alert(1))", "![x](y)", "[x][y]", "[1]: http://evil.example"),
        *("x\n===", "| a |\n| - |\n| b |"),
    ],
)
def test_every_construct_of_markdown_stays_text(text):
    """Headings, lists, rules, quotes, code, emphasis, HTML, entities, links, images and tables are only their letters."""
    reads_as_itself(text)


@given(HOSTILE)
def test_markdown_shows_the_text_and_nothing_else(text):
    """Parsed as a paragraph of its own, escaped text is one paragraph that reads as the plain text."""
    reads_as_itself(text)


@given(HOSTILE)
def test_markdown_survives_bold_headings_lists_and_tables(text):
    """Wherever a renderer puts escaped text, it ends where the renderer ends it."""
    safe_text = safe.markdown(text) or "x"
    plain = safe.plain(text) or "x"
    page = f"# {safe_text}\n\n- **{safe_text}** end\n\n| a |\n| --- |\n| {safe_text} |\n"
    words, types = shown(PARSER.parse(page))
    assert words == f"{plain}{plain} enda{plain}"
    assert not types & {"link_open", "image", "html_inline", "html_block", "fence", "em_open"}


@given(HOSTILE)
def test_a_code_span_holds_its_whole_text(text):
    """A file's name stays inside its code span, whatever backticks it holds."""
    (paragraph,) = (token for token in PARSER.parse(f"x {safe.code(text)} y") if token.type == "inline")
    codes = [child.content for child in paragraph.children if child.type == "code_inline"]
    assert codes == ([safe.plain(text)] if safe.plain(text) else [])


# What GitHub makes a link of: addresses and e-mail (GFM 0.29 §6.9), and in conversations names and numbers.
LINKED = re.compile(r"(?:https?|ftp)://\S|www\.\S|[\w.+-]+@\w|(?<![\w`])@\w|(?<!\w)#\d|\bGH-\d", re.IGNORECASE)


@given(HOSTILE)
@example("https://evil.example/(a_b) <www.evil.example> ceo@evil.example, “@everyone”: #1 `@a`@b|@c GH-7")
def test_no_viewer_makes_a_link_of_text(text):
    """Addresses, names and numbers stand in code spans, where no viewer looks for links; other text holds none."""
    (inline,) = [token for token in PARSER.parse(f"x {safe.markdown(text)} y") if token.type == "inline"]
    texts = "".join(child.content if child.type == "text" else "`" for child in inline.children)
    assert not LINKED.search(texts)


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("See https://a.example/x_y, or (www.a.example).", "See `https://a.example/x_y`, or (`www.a.example`)."),
        ("“@mayor” wrote to a.b@vell.example: #1!", "“`@mayor`” wrote to `a.b@vell.example`: `#1`!"),
        ("<https://a.example|click> `@a`@b", "&lt;`https://a.example`\\|click\\> \\``@a`\\``@b`"),
        (
            "It is on vell.example, at 5 p.m. in the U.S. or 1.5",
            "It is on vell\\.example, at 5 p.m. in the U.S. or 1.5",
        ),
        ("[x](https://a.example/(b))", "\\[x\\](`https://a.example/`(b))"),
        ("@", "`@`"),
        ("and/or # 5", "and/or \\# 5"),
    ],
)
def test_what_viewers_link_is_code(text, drawn):
    """Without the marks around it; a bare name of a host has its full stop escaped, and other text is left alone."""
    assert safe.markdown(text) == drawn


@given(HOSTILE)
def test_plain_text_commands_no_terminal(text):
    """No control character, line break or sign that turns text round is left; made plain again it stays as it is."""
    plain = safe.plain(text)
    assert all(unicodedata.category(c) not in {"Cc", "Cs", "Zl", "Zp"} for c in plain)
    assert not set(plain) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    assert safe.plain(plain) == plain


def test_what_is_replaced_stays_visible():
    """A reader can see that something was there: an escape character, a bell, an override."""
    assert safe.plain("a\x1b[1m b\x07 \u202ec\x9b \ud800") == "a␛[1m b␇ \ufffdc\ufffd \ufffd"


def test_what_nobody_sees_is_dropped():
    """Zero-width signs, tags, soft hyphens and marks of direction go; a space between words stays one."""
    assert safe.plain("v\u200be\xadl\u2060l\ufeff \u200e \u061cb\U000e0041\U000e007fo\ufff9at\ufe0f") == "vell boat"


@given(st.one_of(HOSTILE, HOSTILE.map("https://quay.example/{}".format)))
def test_only_web_addresses_are_links(text):
    """An address is http or https, and a link made of it is one link that leads there."""
    address = safe.web_address(text)
    if address is None:
        return
    assert urlsplit(address).scheme in {"http", "https"}
    (inline,) = (token for token in PARSER.parse(safe.link("x", address)) if token.type == "inline")
    assert [child.type for child in inline.children] == ["link_open", "text", "link_close"]


@pytest.mark.parametrize(
    "url",
    [
        *(None, "", "javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "http:x", "https://", " http://a"),
        *("https://bank.example@evil.example/", "https://bank.example:x@evil.example"),
    ],
)
def test_other_addresses_are_no_links(url):
    """What a browser would run, open from disk or fail to find, or what looks like another host, is no link."""
    assert safe.web_address(url) is None


def test_an_address_is_kept_as_it_is_where_it_can_be():
    """Escapes that are there are not escaped again; only what could end the link is."""
    assert safe.web_address("HTTPS://a.example/p%20q?x=1&y=2#z") == "HTTPS://a.example/p%20q?x=1&y=2#z"
    assert safe.web_address("https://a.example/(b) c>") == "https://a.example/%28b%29%20c%3E"


# ── Whole briefings ───────────────────────────────────────────────────────────────────────────────


def saying(text):
    """A briefing in which titles, claims, names, quotations, figures and reasons are all `text`."""
    record = ArticleRecord(
        id="1",
        name=text,
        title=text,
        text=text,
        url=text,
        publisher=text,
        origin=text,
        published=text,
        status="partial",
        reason=text,
    )
    text = record.text  # without what no encoding can write
    evidence = (Span(article="1", start=0, end=len(text), text=text, sentence=1),)

    def says(speaker, stance="asserts"):
        return Statement(article="1", speaker=speaker, stance=stance, certainty="possible", evidence=evidence)

    def reading(surface, speaker):
        return Reading(
            low=1, high=1, modifier="exact", surface=surface, article="1", speaker=speaker, evidence=evidence
        )

    return Briefing(
        title=text,
        date="2031-03-09",
        engine=Engine(model=text),
        lead=(Line(text=text, cites=("c1", "f1")),),
        stories=(
            Story(
                id="s1",
                headline=text,
                summary=(Line(text=f"{text} and more", cites=("c2",)),),
                articles=("1",),
                claims=(
                    Claim(id="c1", text=text, status="disputed", statements=(says("a"), says(None))),
                    Claim(id="c2", text=text, status="corroborated", statements=(says(None),)),
                    Claim(id="c3", text=f"{text}!", statements=(says("b", "doubts"),)),
                    Claim(id="c4", text=f"{text}?", statements=(says("b"),), rivals=("c5",)),
                    Claim(id="c5", text=f"{text}.", statements=(says("a"),), updates=("c3",)),
                ),
                actors=(
                    Actor(id="a", name=text, aliases=(f"{text}ally", "x"), kind="person", role=text, articles=("1",)),
                    Actor(id="b", name="Ilse Vane", aliases=(text,), kind="person", articles=("1",), belongs_to="a"),
                ),
                figures=(
                    Figure(id="f1", of=text, readings=(reading(text, "a"),)),
                    Figure(id="f2", of="homes", scope=text, readings=(reading("2", text),)),
                    Figure(id="f3", of=text, status="updated", readings=(reading(text, None), reading("2", text))),
                ),
                uncertainties=(
                    Uncertainty(id="u1", text=text, kind="unknown", cue=text, evidence=evidence),
                    Uncertainty(id="u2", text=text, kind="source_text", cue=text, evidence=evidence),
                    Uncertainty(id="u3", text=text, kind="unknown", cue=text, evidence=evidence, settled_by="c3"),
                ),
            ),
            *(Story(id=f"s{number}", headline=text, articles=(text,)) for number in range(2, 18)),
        ),
        articles=(
            record,
            ArticleRecord(id=text, text="", name=text, status="duplicate", duplicate_of=text),
            ArticleRecord(id="3", text="", publisher=text, url=text, status="ok", same_source_as="1"),
        ),
        rejected=(Rejected(article="1", kind="claim", item=text, reason=text),),
    )


fewer = settings(max_examples=40, deadline=None)  # a whole page is drawn for each: slow on a busy machine


@fewer
@given(HOSTILE)
@example("- x\n# y | z")
@example("https://quay.example/](javascript:alert(1))")
def test_no_text_becomes_markup_in_a_briefing(text):
    """The page has the renderer's own structure, no image or HTML, and links to web addresses only."""
    environment = {}
    tokens = PARSER.parse(writing.to_markdown(saying(text)), environment)
    flat = [child for token in tokens for child in (token, *(token.children or ()))]
    links = {token.attrGet("href") for token in flat if token.type == "link_open"}
    own = r"heading|paragraph|bullet_list|list_item|strong|table|thead|tbody|tr|th|td|link"
    assert {token.type for token in flat if not re.fullmatch(f"({own})_(open|close)", token.type)} <= {
        "inline",
        "text",
        "code_inline",
    }
    assert all(re.match("https?://", link, re.IGNORECASE) for link in links)
    assert sum(token.type == "heading_open" for token in flat) == 7
    assert not environment.get("references")


@fewer
@given(HOSTILE, st.integers(1, 120))
def test_plain_text_keeps_its_width_and_sends_no_command(text, width):
    """No line is wider than asked for, in columns of a terminal, and no control character gets through."""
    drawn = writing.to_text(saying(text), width)
    assert drawn.endswith("\n")
    assert all(unicodedata.category(c) != "Cc" for c in drawn.replace("\n", ""))
    assert max(cell_len(line) for line in drawn.split("\n")) <= max(width, 20)


@fewer
@given(HOSTILE.filter(lambda text: "\x1b" not in text))
@example("[bold red]:smile: [/nothing] [link=http://evil.example]x[/link]")
def test_a_terminal_is_sent_colours_and_no_other_command(text):
    """All escape sequences are rich's own colours; text in rich's markup stays text."""
    paper = StringIO()
    writing.print_text(saying(text), Console(file=paper, width=100, force_terminal=True, color_system="standard"))
    drawn = re.sub(r"\x1b\[[\d;]*m", "", paper.getvalue())
    assert all(unicodedata.category(c) != "Cc" for c in drawn.replace("\n", ""))


@fewer
@given(HOSTILE)
def test_json_is_true_and_raw_controls_never_stand_in_it(text):
    """JSON reads back as the very briefing, without raw characters that a terminal would obey."""
    briefing = saying(text)
    drawn = writing.to_json(briefing)
    assert Briefing.model_validate_json(drawn) == briefing
    assert drawn.endswith("\n}\n")
    assert json.loads(drawn)["title"] == briefing.title
    assert all(unicodedata.category(c) != "Cc" for c in drawn.replace("\n", ""))
    assert not set(drawn) & set("\u2028\u2029\u202e\u2066\u200b\u200d\ufe0f\U000e0041\ufeff\xad")


def test_json_escapes_what_nobody_sees():
    """Characters past U+FFFF as two halves, as RFC 8259 asks for."""
    briefing = saying("a\u200b\U000e0041\xadb\u202e")
    assert '"title": "a\\u200b\\udb40\\udc41\\u00adb\\u202e"' in writing.to_json(briefing)
