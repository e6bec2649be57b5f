"""The page: whole and inert whatever it is made from, and every citation leads to its own words."""

from __future__ import annotations

import base64
import hashlib
import os
import re
from html.parser import HTMLParser
from pathlib import Path

import lxml.html
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer import unseen
from summarizer.models import (
    Actor,
    ArticleRecord,
    Briefing,
    Change,
    Changes,
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
from summarizer.writing.html import to_html

PAGES = Path(__file__).parent / "pages"

TAGS = set(
    "html head meta title style body a main header h1 h2 h3 p div span section nav ol ul li form label select option "
    "button output bdi q code details summary time svg line circle path text aside article script".split()
)
FREE = "[A-Za-z0-9 .,%()+=#:;'/-]*"  # what the template itself writes
ATTRIBUTES = {
    **dict.fromkeys(("charset", "name", "http-equiv", "content", "type", "label", "d", "overflow", "hidden"), FREE),
    **dict.fromkeys(("class", "rel", "for", "aria-label", "text-anchor"), "[a-zA-Z -]*"),
    **dict.fromkeys(("x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r"), r"[\d.]+%?"),
    **dict.fromkeys(("id", "form", "aria-labelledby"), "[a-z][a-z0-9-]*"),
    **dict.fromkeys(("data-a", "data-s"), "[0-9 ]*"),
    "data-f": "disputed|updated|corroborated|single|open|settled",
    **dict.fromkeys(("data-end", "data-n", "start"), r"\d+"),
    "href": r"#[a-z][a-z0-9-]*|https?://[!-~]+",
    "dir": "auto|ltr",
    "lang": "[a-z]{2,3}(-[A-Za-z0-9]+)*",
    "datetime": r"\d{4}-\d\d-\d\d",
    "value": "[a-z]*|[0-9]+",
    "role": "status",
    "aria-hidden": "true",
    "focusable": "false",
    "tabindex": "0|-1",
}


VOID = {"meta", "input"}
NO_BLOCKS = {"p", "span", "bdi", "q", "a", "h1", "h2", "h3", "summary", "label", "button", "option"}
BLOCKS = {"div", "p", "ul", "ol", "li", "details", "section", "article", "nav", "form", "svg", "h1", "h2", "h3"}


class Strict(HTMLParser):
    """Refuses what a browser would have to mend (WHATWG HTML, 13.2.6.4.7): an element that is not closed, or stands wrong."""

    def __init__(self):
        super().__init__()
        self.open = []

    def handle_starttag(self, tag, attrs):
        """Every element stands where it may."""
        assert len(dict(attrs)) == len(attrs), attrs
        assert not (tag in BLOCKS and NO_BLOCKS.intersection(self.open)), (tag, self.open)
        assert tag not in {"a", "button", "label", "form"} or tag not in self.open, (tag, self.open)
        assert (tag == "li") == (self.open[-1:] in (["ul"], ["ol"])), (tag, self.open)
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, _attrs):
        """Only what SVG draws closes itself."""
        assert "svg" in self.open, tag

    def handle_endtag(self, tag):
        """What is closed was opened last."""
        assert self.open.pop() == tag


def parsed(page):
    """The page as a parser sees it, which has nothing to mend."""
    strict = Strict()
    strict.feed(page)
    strict.close()
    assert strict.open == []
    return lxml.html.document_fromstring(page.encode())


def check_policy(tree):
    """The policy lets nothing load, and its hashes are those of what stands in the page."""
    (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'; ")
    for tag in ("style", "script"):
        digest = hashlib.sha256(tree.find(f".//{tag}").text.encode()).digest()
        assert f"{tag}-src 'sha256-{base64.b64encode(digest).decode()}'" in policy


def check_inert(page):
    """Nothing is in the page but what the template puts there."""
    tree = parsed(page)
    check_policy(tree)
    for element in tree.iter():
        assert element.tag in TAGS, element.tag
        for name, value in element.attrib.items():
            assert name in ATTRIBUTES, (element.tag, name)
            assert re.fullmatch(ATTRIBUTES[name], value), (element.tag, name, value)
    assert [len(tree.findall(f".//{tag}")) for tag in ("style", "script", "title")] == [1, 1, 1]
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in tree.xpath("//@href") if link.startswith("#")} <= set(ids)
    assert not re.search(f"[\x00-\x08\x0b-\x1f\x7f-\x9f{unseen.BIDI}]", page)


def squeezed(text):
    """What is seen of a text, without its spaces."""
    return re.sub(rf"[\s{unseen.IGNORED}]", "", safe.plain(text))


def led_to(tree, link):
    """The words between where a link leads and where its span ends."""
    first = tree.get_element_by_id(link.get("href")[1:])
    place, end = int(first.get("id").split("-")[1]), int(link.get("data-end"))
    pieces = first.xpath("ancestor::article//span[@class='e']")
    return "".join(one.text for one in pieces if place <= int(one.get("id").split("-")[1]) < end)


def spans(briefing):
    """Every span of a briefing."""
    for story in briefing.stories:
        for said in (
            *(statement for claim in story.claims for statement in claim.statements),
            *(reading for figure in story.figures for reading in figure.readings),
            *story.uncertainties,
        ):
            yield from said.evidence


def check_cited(briefing, page):
    """Every span with words is a link of the stories, or of the list of sources, that leads to just those words."""
    tree = parsed(page)
    links = tree.xpath("//main//a[@data-end]")
    found = {
        (link.get("href").partition("-")[0], squeezed(led_to(tree, link))) for link in links if "-" in link.get("href")
    }
    places = {record.id: f"#t{place}" for place, record in enumerate(briefing.articles, 1)}
    wanted = {(places[one.article], squeezed(one.text)) for one in spans(briefing) if squeezed(one.text)}
    assert wanted <= found


# ── Reviewed pages ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", ["seeds", "trouble", "nothing"])
def test_a_page_stays_as_it_was_reviewed(name, request):
    """But for its style and its script, whose tests are a browser's; UPDATE_GOLDEN=1 writes the files anew."""
    page = to_html(request.getfixturevalue(name))
    bare = re.sub(r"(<(style|script)>).*?(</\2>)", r"\1\3", page, flags=re.DOTALL)
    bare = re.sub(r"sha256-[^']+", "sha256-…", bare)
    file = PAGES / f"{name}.html"
    if os.environ.get("UPDATE_GOLDEN"):
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(bare.encode())
    assert bare == file.read_bytes().decode()


@pytest.mark.parametrize("name", ["seeds", "trouble", "nothing"])
def test_a_page_is_inert_and_cites_everything(name, request):
    """Of the seeds, of hostile articles in several scripts, and of nothing."""
    briefing = request.getfixturevalue(name)
    page = to_html(briefing)
    check_inert(page)
    check_cited(briefing, page)


def test_a_page_asks_nothing_of_any_server(seeds):
    """No address stands in it but in links, and in them only the articles' own."""
    record = seeds.articles[0].model_copy(update={"url": "https://news.example/1"})
    page = to_html(seeds.model_copy(update={"articles": (record, *seeds.articles[1:])}))
    assert re.findall(r"https?://[^\s\"'<>]+", page) == ["https://news.example/1"]
    assert "@import" not in page
    assert "url(" not in page


def test_every_side_of_a_dispute_is_told(seeds):
    """With who speaks, how, and where; nothing is cut."""
    tree = parsed(to_html(seeds))
    dispute = tree.xpath("//div[@class='block dispute']")[0].text_content()
    sides = ("asserted by the United States", "doubted by Alexander Lukashenko", "rubbish", "said to be probable")
    assert all(words in dispute for words in sides)


def test_every_item_can_be_linked_to_by_its_own_id(seeds):
    """Each claim, figure and question once, by the id that the JSON gives it."""
    (story,) = seeds.stories
    told = [*story.claims, *story.figures, *(one for one in story.uncertainties if one.kind != "source_text")]
    items = parsed(to_html(seeds)).xpath("//*[contains(@class, 'item')]/@id")
    assert sorted(items) == sorted(one.id for one in told)


def test_on_paper_a_mark_is_found_by_its_number(seeds):
    """Where the evidence of a sentence begins, the page has the sentence's number, once an article."""
    tree = parsed(to_html(seeds))
    for place, record in enumerate(seeds.articles, 1):
        wanted = {str(one.sentence) for one in spans(seeds) if one.article == record.id}
        found = tree.xpath(f"//article[@id='t{place}']//@data-n")
        assert sorted(found) == sorted(wanted)


def test_what_was_left_out_stands_at_the_end(trouble, seeds):
    """Every article that is missing with why, and every item that was rejected with its reason."""
    missing = parsed(to_html(trouble)).xpath("//section[@class='ledger']")[0].text_content()
    assert all(words in missing for words in ("The server did not answer", "No paragraph of text", "broke the schema"))
    rejected = parsed(to_html(seeds)).xpath("//section[@class='ledger']")[0].text_content()
    assert all(one.item in rejected and one.reason in rejected for one in seeds.rejected)


# ── Any briefing ──────────────────────────────────────────────────────────────────────────────────

HOSTILE = (
    "<script>alert(1)</script>",
    "</script><img src=x onerror=alert(1)>",
    '" onfocus=alert(1) autofocus x="',
    "' style='position:fixed",
    "<!-- -->]]>&lt;b&#x3e;",
    "javascript:alert(1)",
    "{{ 7*7 }}{% raw %}",
    "\x1b[31m\x00 \u202eabc\u2069",
    "Vane\u200b\u00adRo 👩‍👩‍👧 \ufe0f",
    "אמרה שהרציף בטוח",
    "first\r\nsecond\u2028third\x85\n\n",
    "a" * 10_000,
    "",
    " ",
)
words = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=40))
day = st.one_of(st.none(), words, st.sampled_from(["2031-03-02", "2031-03-04T10:00:00Z", "0001-01-01"]))
value = st.one_of(st.none(), st.floats(allow_nan=True), st.integers(0, 50).map(float))


@st.composite
def briefings(draw):
    """A briefing of any words, whose spans stand anywhere in its articles."""
    texts = [draw(words) + draw(words) for _ in range(draw(st.integers(1, 3)))]
    names = [f"{number}" for number in range(1, len(texts) + 1)]

    def span():
        place = draw(st.integers(0, len(texts) - 1))
        ends = sorted((draw(st.integers(0, len(texts[place]))), draw(st.integers(0, len(texts[place])))))
        text = texts[place][ends[0] : ends[1]]
        return Span(article=names[place], start=ends[0], end=ends[1], text=text, sentence=draw(st.integers(1, 9)))

    def evidence():
        return tuple(span() for _ in range(draw(st.integers(1, 2))))

    who = st.sampled_from([None, "a1", "gone"])
    stances = st.sampled_from(["asserts", "denies", "doubts", "expects", "demands"])

    def claim(name):
        said = [
            Statement(
                article=one[0].article,
                speaker=draw(who),
                via=None,
                stance=draw(stances),
                certainty="possible",
                evidence=one,
            )
            for one in (evidence() for _ in range(draw(st.integers(1, 3))))
        ]
        links = st.lists(st.sampled_from(["c1", "c2", "c3"]), max_size=2).map(tuple)
        status = draw(st.sampled_from(["single", "corroborated", "disputed"]))
        links = {key: draw(links) for key in ("rivals", "updates", "beside")}
        return Claim(id=name, text=draw(words), status=status, statements=tuple(said), **links)

    def reading():
        one = evidence()
        low, high = draw(value), draw(value)
        return Reading(
            low=low,
            high=high,
            modifier=draw(st.sampled_from(["exact", "vague", "at_least"])),
            surface=draw(words),
            article=one[0].article,
            speaker=draw(who),
            as_of=draw(day),
            evidence=one,
        )

    claims = tuple(claim(f"c{number}") for number in range(1, draw(st.integers(2, 4))))
    figure = Figure(
        id="f1",
        of=draw(words),
        scope=draw(words),
        status=draw(st.sampled_from(["single", "agree", "updated", "disputed"])),
        readings=tuple(reading() for _ in range(draw(st.integers(1, 3)))),
    )
    kinds = st.sampled_from(["unknown", "source_text"])
    question = Uncertainty(
        id="u1",
        text=draw(words),
        kind=draw(kinds),
        cue=draw(words),
        evidence=evidence(),
        settled_by=draw(st.sampled_from([None, "c1"])),
    )
    actor = Actor(
        id="a1", name=draw(words), aliases=(draw(words),), kind="person", role=draw(words), articles=(), belongs_to="a1"
    )
    line = Line(text=draw(words), cites=("c1", "f1"))
    story = Story(
        id="s1",
        headline=draw(words),
        headline_cites=draw(st.sampled_from([(), ("c1",)])),
        summary=(line,),
        articles=tuple(names),
        claims=claims,
        actors=(actor,),
        figures=(figure,),
        uncertainties=(question,),
    )
    changes = Changes(
        since="2031-03-01",
        items=(
            Change(kind="new_claim", story="s1", item="c1", text=draw(words), was=draw(words), cites=("c1",)),
            Change(kind="figure_updated", story="s1", item="f1", text=draw(words), was=draw(words), cites=("f1",)),
        ),
        repeated=draw(st.sampled_from([(), ("c1",)])),
        ended=(draw(words),),
    )
    return Briefing(
        title=draw(words),
        date="2031-03-09",
        engine=Engine(model=draw(words)),
        lead=(line,),
        stories=(story,) * draw(st.integers(1, 2)),
        articles=tuple(
            ArticleRecord(
                id=name,
                text=text,
                title=draw(words),
                name=draw(words),
                url=draw(st.one_of(words, words.map(lambda rest: f"https://news.example/{rest}"))),
                publisher=draw(words),
                origin=draw(words),
                published=draw(day),
                language=draw(st.sampled_from([None, "en", '"><b>'])),
                status="partial",
                reason=draw(words),
            )
            for name, text in zip(names, texts, strict=True)
        ),
        rejected=(Rejected(article="1", kind="claim", item=draw(words), reason=draw(words)),),
        changes=draw(st.sampled_from([None, changes])),
    )


@settings(max_examples=60, deadline=None)
@given(briefings())
def test_any_briefing_makes_an_inert_page_in_which_everything_is_cited(briefing):
    """Whatever the words are: no element, attribute or turned text comes of them, and each span is highlighted right."""
    page = to_html(briefing)
    assert page == to_html(briefing)
    check_inert(page)
    check_cited(briefing, page)
