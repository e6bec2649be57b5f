"""The HTML of a mail: small enough not to be clipped, complete or plain about what is missing, and inert."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from urllib.parse import unquote

import lxml.html
import pytest
from hypothesis import example, given

from summarizer import unseen
from summarizer.models import ArticleRecord, Briefing, Claim, Engine, Span, Statement, Story
from summarizer.writing import mail, safe
from summarizer.writing.mail import to_mail


def _chats():
    """The recipes for any briefing that the tests of chats have."""
    spec = importlib.util.spec_from_file_location("chats", Path(__file__).with_name("test_chat.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


chats = _chats()

TAGS = set("html head meta title body div h1 h2 h3 p ul li table tr th td a strong small code bdi br".split())
STYLES = {vars(mail)[name] for name in ("_BODY", "_TITLE", "_STORY", "_LABEL", "_CELL", "_SHORT", "_LIST", "_NOTES")}
ATTRIBUTES = {
    "href": "https?://[!-~]+",
    "style": "|".join(map(re.escape, (*STYLES, "border-collapse:collapse;width:100%"))),
    "dir": "auto",
    "scope": "col",
    "lang": "en",
    **dict.fromkeys(("charset", "name", "content"), "[a-z0-9=., -]+"),
}


def parsed(page):
    """The mail as a parser sees it."""
    return lxml.html.document_fromstring(page.encode())


def check_inert(page, briefing):
    """Nothing is in the mail but plain tags, and links to the articles' own addresses; nothing is loaded or run."""
    tree = parsed(page)
    for element in tree.iter():
        assert element.tag in TAGS, element.tag
        for name, value in element.attrib.items():
            assert name in ATTRIBUTES, (element.tag, name)
            assert re.fullmatch(ATTRIBUTES[name], value), (element.tag, name, value)
    own = {safe.web_address(article.url) for article in briefing.articles}
    assert {re.split("#?:~:", link)[0] for link in tree.xpath("//@href")} <= own
    assert not re.search(f"[\x00-\x09\x0b-\x1f\x7f-\x9f{unseen.BIDI}]", page)
    assert page.count("<title>") == page.count("<h1") == 1


def squeezed(text):
    """A text without its spaces."""
    return re.sub(r"\s", "", safe.plain(text))


@chats.every
@given(chats.RECIPES)
@example(chats.LARGEST)
@example(([("'", 10_000)], ["web"], 64, 9))
def test_any_briefing_is_a_small_and_inert_mail(recipe):
    """Whatever it says; and what is shown of it is all, or the rest is named, so that each story is found by its name."""
    briefing = chats.made(*recipe)
    page = to_mail(briefing)
    assert len(page.encode()) <= mail.LARGEST
    check_inert(page, briefing)
    text = squeezed(parsed(page).text_content())
    if "Cut to fit a mail" not in page:
        assert all(squeezed(f"[{marks}]") in text for marks in chats.marks(briefing))
    shown = {squeezed(story.headline)[:100] or "Untitledstory" for story in briefing.stories[:60]}
    assert all(name in text for name in shown)


@pytest.mark.parametrize("name", ["seeds", "trouble", "nothing"])
def test_reviewed_briefings_are_whole_and_inert(name, request):
    """Those that the other formats have golden files of: all of their marks, and no cut."""
    briefing = request.getfixturevalue(name)
    page = to_mail(briefing)
    check_inert(page, briefing)
    text = squeezed(parsed(page).text_content())
    assert "Cuttofitamail" not in text
    assert all(squeezed(f"[{marks}]") in text for marks in chats.marks(briefing))


def test_each_cited_sentence_stands_at_the_end(seeds):
    """In the article's own words, after its mark, in order; each once."""
    lines = [paragraph.text_content() for paragraph in parsed(to_mail(seeds)).iter("p")]
    at = lines.index("What the marks name, in the articles' own words.")
    quotes = dict(re.match(r"\[([\d.]+)\] (.*)", line).groups() for line in lines[at + 1 :])
    assert list(quotes) == sorted(quotes, key=lambda place: [int(part) for part in place.split(".")])
    marked = {place for marks in chats.marks(seeds) for place in marks.split(", ") if "." in place}
    assert set(quotes) == marked
    texts = {article.id: squeezed(article.text) for article in seeds.articles}
    assert all(squeezed(words).rstrip("…") in texts[place.partition(".")[0]] for place, words in quotes.items())


def one(url, words, claims=1):
    """A briefing of one article, whose claims rest on one sentence."""
    span = Span(article="1", start=0, end=len(words), text=words, sentence=1)
    said = Statement(article="1", speaker=None, stance="asserts", certainty="certain", evidence=(span,))
    told = tuple(Claim(id=f"c{n}", text=f"Ferry {n} sank.", statements=(said,)) for n in range(claims))
    story = Story(id="s1", headline="Ferries sank", articles=("1",), claims=told)
    article = ArticleRecord(id="1", text=words, url=url, status="ok")
    return Briefing(
        title="", date="2031-03-09", engine=Engine(model="extractive"), stories=(story,), articles=(article,)
    )


@pytest.mark.parametrize(
    ("url", "words", "link"),
    [
        (
            "https://vell.example/a",
            "Two - ferries, & one quay hit",
            "https://vell.example/a#:~:text=Two - ferries, & one",
        ),
        ("https://vell.example/a#b", "港の発表", "https://vell.example/a#b:~:text=港の発表"),
        ("https://vell.example/a", "x" * 90, f"https://vell.example/a#:~:text={'x' * 60}"),
    ],
)
def test_a_mark_leads_to_its_sentence(url, words, link):
    """By its first words, in a fragment that browsers look for in the page; none of them ends it."""
    links = {unquote(found) for found in parsed(to_mail(one(url, words))).xpath("//li//a[text()='1.1']/@href")}
    assert links == {link}
    fragments = re.findall(r"text=([^\"]*)", to_mail(one(url, words)))
    assert not re.search("[-,& ]", "".join(fragments))


@pytest.mark.parametrize("url", [None, "javascript:alert(1)", f"https://vell.example/{'x' * 2_000}"])
def test_a_mark_of_an_article_without_an_address_is_none(url):
    """It stands there all the same, as its sentence does at the end."""
    page = to_mail(one(url, "The ferry sank."))
    assert not parsed(page).xpath("//a")
    assert "[1.1] The ferry sank." in page


def test_what_does_not_fit_is_named():
    """Where the rest is, and which stories, by their headlines; the first ones are shown."""
    briefing = chats.made([("Ferry & quay ", 30), ("Vell ", 20), ("Moor ", 25)], ["web"], 64, 5)
    whole = to_mail(briefing, largest=1_000_000)
    cut = to_mail(briefing, largest=40_000, whole="the <attached> page")
    assert "Cut to fit" not in whole
    assert len(cut.encode()) <= 40_000 < len(whole.encode())
    assert "<strong>Cut to fit a mail.</strong> These stand only in the &lt;attached&gt; page:" in cut
    tree = parsed(cut)
    (names,) = tree.xpath("//p[contains(., 'Cut to fit')]/following-sibling::ul[1]")
    assert len(names) > 3
    shown = [heading.text_content() for heading in tree.iter("h2")]
    assert safe.plain(briefing.stories[0].headline) in shown
    assert all(len(name.text_content()) <= mail.LONGEST_NAME for name in names)


def test_sentences_that_do_not_fit_are_counted():
    """They give way before any story does."""
    words = "The ferry sank off Vell on Monday, she said. " * 8
    briefing = one("https://vell.example/a", words)
    most = len(to_mail(briefing).encode())
    page = to_mail(briefing, largest=most - 1)
    assert words.strip() not in page
    assert "<p><small>… and 1 more sentence in the JSON</small></p>" in page
    assert "Cut to fit" not in page


def test_text_from_the_right_turns_nothing_beside_it():
    """It is set apart from the marks and the words around it."""
    page = to_mail(one(None, "הרציף בטוח"))
    assert "[1.1] <bdi>הרציף בטוח</bdi>" in page
