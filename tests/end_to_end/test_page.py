"""The page in a real browser: a click leads to the sentence, by mouse, by keyboard, without script, and on paper."""

from __future__ import annotations

import base64
import datetime as dt
import json
from pathlib import Path

import pytest

from summarizer import Article, summarize
from summarizer.models import Change, Changes
from summarizer.writing.html import to_html

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    """The page of the seed articles."""
    file = tmp_path_factory.mktemp("page") / "briefing.html"
    file.write_text(to_html(summarize([str(SEEDS)], model="extractive", date=dt.date(2024, 11, 1))), encoding="utf-8")
    return file


NEWS = (
    (
        *("Vell Post", "2031-03-02", "en"),
        "The ferry Aurelia struck the quay at Port Norl on Sunday.",
        "Officials said 11 people were killed in the ferry accident at Port Norl.",
        "Harbour master Ilse Vane said the ferry Aurelia was overloaded.",
        "It is not clear who steered the ferry.",
    ),
    (
        *("Moor News", "2031-03-03", "en"),
        "The ferry Aurelia struck the quay at Port Norl on Sunday, the police said.",
        "The police said on Monday that 14 people were killed in the ferry accident at Port Norl.",
        "The owner, Norl Lines, denied that the ferry Aurelia was overloaded.",
        "Norl Lines said it would help the families.",
    ),
    (
        *("Quay Courier", "2031-03-04", "en"),
        "The ferry Aurelia struck the quay at Port Norl on Sunday.",
        "The police said on Tuesday that 16 people were killed in the ferry accident at Port Norl.",
        "Tom Orr, the mayor of Port Norl, demanded an inquiry into the ferry accident.",
    ),
    (
        *("الميناء", "2031-03-04", "ar"),
        "وقالت رئيسة البلدية إن الرصيف آمن.",
        "وأعلنت الشركة أن العبارة توقفت عن العمل يوم الاثنين.",
    ),
    (
        *("Lake Courier", "2031-03-04", "en"),
        "Striker Jon Abel scored both goals for the Rovers in the second half.",
        "Coach Ada Rime called the win a relief.",
    ),
)  # publisher, day, language, sentences


@pytest.fixture(scope="module")
def news(tmp_path_factory):
    """A page that has everything: several stories, a dispute, a figure that moves, days, questions, and changes."""
    articles = [
        Article(text=" ".join(words), title=words[0].rstrip("."), publisher=publisher, published=day, language=language)
        for publisher, day, language, *words in NEWS
    ]
    made = summarize(articles, model="extractive", date=dt.date(2031, 3, 4))
    story = made.stories[0]
    claim = story.claims[0]
    new = Change(kind="new_claim", story=story.id, item=claim.id, text=claim.text, cites=(claim.id,))
    made = made.model_copy(update={"changes": Changes(since="2031-03-03", items=(new,))})
    file = tmp_path_factory.mktemp("news") / "briefing.html"
    file.write_text(to_html(made), encoding="utf-8")
    found = file.read_text(encoding="utf-8")
    assert all(f">{label}</h" in found for label in ("Disputed", "Figures that differ", "Not known", "Timeline", "New"))
    return file


LIT = "[...document.querySelectorAll('.e.hit')].map((one) => one.textContent).join('')"
IN_VIEW = """(() => {
  const pane = document.getElementById('articles').getBoundingClientRect();
  const box = document.querySelector('.e.hit').getBoundingClientRect();
  return box.top >= pane.top && box.bottom <= pane.bottom && box.bottom <= innerHeight && box.top >= 0;
})()"""
DISPUTED = ".dispute .item a.to"


@pytest.mark.parametrize("width", [1440, 820, 390])
def test_a_click_on_a_claim_lights_its_sentence(browser, page, width):
    """In view, beside the claim or below it, with who says it and in which article."""
    browser.open(page, width)
    browser.click(DISPUTED)
    assert browser.js(LIT) == (
        "The United States claimed it had actually seen proof that North Korea had actually sent out soldiers to Russia."
    )
    assert browser.js(IN_VIEW)
    assert browser.js("document.getElementById('who').textContent") == "asserted by the United States · Article 1"
    assert browser.js(f"document.querySelector('{DISPUTED}').classList.contains('on')")
    claim = browser.js(
        f"(() => {{ const box = document.querySelector('{DISPUTED}').getBoundingClientRect(); return [box.top, box.bottom]; }})()"
    )
    pane = browser.js("document.getElementById('articles').getBoundingClientRect().top")
    assert claim[0] >= 0
    assert width > 1000 or claim[1] <= pane


def test_a_click_on_a_reading_lights_its_sentence(browser, page):
    """With who gives it; the number stands in the sentence."""
    browser.open(page)
    browser.click(".figure.scaled li:nth-child(2) a.to")
    assert "hundreds" in browser.js(LIT)
    assert browser.js(IN_VIEW)
    assert "authorities in South Korea" in browser.js("document.getElementById('who').textContent")


def test_each_mark_lights_the_words_it_stands_for(browser, page):
    """A mark's article and sentence are those that light up, for every mark of the stories."""
    browser.open(page)
    wrong = browser.js(
        """[...document.querySelectorAll('#stories a.m')].filter((mark) => {
          mark.click();
          const lit = document.querySelector('.e.hit');
          const article = mark.textContent.split('.')[0];
          return !lit || lit.closest('.text').id !== 't' + article || !lit.closest('.text').classList.contains('on');
        }).map((mark) => mark.textContent)"""
    )
    assert wrong == []


def test_the_keyboard_alone_is_enough(browser, page):
    """Tab reaches a claim, and its sentence lights up; on a phone Enter opens the text, and Escape leads back."""
    browser.open(page, 390, 844)
    for _ in range(60):
        browser.press("Tab", 9)
        if browser.js("Boolean(document.activeElement.closest('.item'))"):
            break
    assert browser.js("document.activeElement.matches('.item a.to')")
    assert not browser.js("document.documentElement.classList.contains('open')")
    browser.press("Enter", 13)
    assert browser.js("document.documentElement.classList.contains('open')")
    assert browser.js(IN_VIEW)
    browser.press("Escape", 27)
    assert not browser.js("document.documentElement.classList.contains('open')")
    assert browser.js("document.activeElement.matches('.item a.to.on')")


CONTROLS = """[...document.querySelectorAll('a[href], button, select, summary, [tabindex="0"]')]
  .filter((one) => one.checkVisibility())"""
FOCUS = """(() => {
  const one = document.activeElement;
  if (one === document.body) return null;
  const look = getComputedStyle(one), box = one.getBoundingClientRect(), pane = document.getElementById('articles');
  const floor = document.documentElement.classList.contains('open') && !pane.contains(one)
    ? pane.getBoundingClientRect().top : innerHeight;
  return {
    place: CONTROLS.indexOf(one),
    outline: look.outlineStyle === 'solid' && parseFloat(look.outlineWidth) >= 2,
    seen: pane === one || (box.top >= -1 && box.top < floor && box.right > 0 && box.left < innerWidth),
    name: one.outerHTML.slice(0, 90),
  };
})()""".replace("CONTROLS", CONTROLS)


@pytest.mark.parametrize("width", [1440, 390])
def test_tab_reaches_every_control_and_shows_where_it_is(browser, news, width):
    """Each once, in order, with a ring around it, in view, and on a phone not below the text that was opened."""
    browser.open(news, width, 844)
    if width == 390:
        browser.js(f"document.querySelector('{DISPUTED}').click(); scrollTo(0, 0)")
    many = browser.js(f"{CONTROLS}.length")
    places = []
    for _ in range(many):
        browser.press("Tab", 9)
        found = browser.js(FOCUS)
        assert found["outline"], found
        assert found["seen"], found
        places.append(found["place"])
    assert sorted(set(places)) == list(range(many))
    assert browser.js("getComputedStyle(document.activeElement).transitionDuration") == "0s"


def test_what_has_the_focus_is_shown_beside_it(browser, page):
    """On a wide screen no click is needed."""
    browser.open(page)
    browser.js("document.querySelectorAll('.item a.to')[3].focus()")
    assert browser.js("document.activeElement.classList.contains('on')")
    assert browser.js(IN_VIEW)
    assert browser.js(LIT) in browser.js("document.getElementById('said').textContent")


def choose(name, shown):
    """Choose what a filter shows by these words."""
    return f"""(() => {{
      const select = document.querySelector('select[name={name}]');
      select.value = [...select.options].find((one) => one.textContent === {json.dumps(shown)}).value;
      select.dispatchEvent(new Event('change', {{bubbles: true}}));
      return [...document.querySelectorAll('.item')].filter((one) => one.checkVisibility()).map((one) => one.textContent);
    }})()"""


def test_filters_leave_what_was_asked_for(browser, page):
    """By speaker, source and status, together; "Show all" brings everything back."""
    browser.open(page)
    everything = browser.js("document.querySelectorAll('.item:not([hidden])').length")
    his = browser.js(choose("a", "Alexander Lukashenko"))
    assert his
    assert all("Lukashenko" in one for one in his)
    disputed = browser.js(choose("f", "Disputed"))
    assert 0 < len(disputed) < len(his)
    assert browser.js("document.querySelector('output').textContent").startswith(f"{len(disputed)} of {everything} ")
    browser.click("button[type=reset]")
    browser.js("new Promise((done) => setTimeout(done, 20))")
    assert browser.js("document.querySelectorAll('.item:not([hidden])').length") == everything
    assert browser.js("document.querySelectorAll('#stories [hidden]').length") == 0


def test_filters_that_nothing_fits_say_so(browser, news):
    """In words, for every reader; and the way back is at hand."""
    browser.open(news)
    assert browser.js("document.querySelector('output').textContent").endswith(" entries, in 3 stories")
    browser.js(choose("s", "Lake Courier"))
    assert browser.js(choose("f", "Disputed")) == []
    assert browser.js("document.querySelector('output').textContent").startswith("0 of ")
    assert browser.js("document.getElementById('none').checkVisibility()")
    browser.click("#none button")
    browser.js("new Promise((done) => setTimeout(done, 20))")
    assert browser.js("document.querySelectorAll('#stories [hidden]').length") == 0
    assert not browser.js("document.getElementById('none').checkVisibility()")
    assert browser.js("document.activeElement.name") == "a"


def test_what_was_chosen_is_told_to_those_who_do_not_see(browser, news):
    """By regions that a screen reader announces: the filters' count, and the sentence that was shown."""
    browser.open(news)
    tree = browser.call("Accessibility.getFullAXTree")["nodes"]
    live = [node for node in tree if node.get("role", {}).get("value") == "status"]
    assert len(live) == 2
    assert all({"name": "live", "value": {"type": "token", "value": "polite"}} in node["properties"] for node in live)


def test_filters_and_a_claim_survive_in_the_address(browser, news):
    """Opened again, the page shows the same entries and the same sentence."""
    browser.open(news)
    shown = browser.js(choose("f", "Disputed"))
    browser.click(DISPUTED)
    lit = browser.js(LIT)
    address = browser.js("location.hash")
    assert address.endswith("&f=Disputed")
    browser.open(news, fragment=address)
    assert (
        browser.js(
            "[...document.querySelectorAll('.item')].filter((one) => one.checkVisibility()).map((one) => one.textContent)"
        )
        == shown
    )
    assert browser.js(LIT) == lit
    browser.click("form button")
    browser.js("new Promise((done) => setTimeout(done, 20))")
    assert browser.js("location.hash") == address.removesuffix("&f=Disputed")


@pytest.mark.parametrize("width", [1440, 390])
def test_a_link_to_a_claim_opens_it(browser, page, width):
    """The claim is in view though it was folded, and its sentence beside it."""
    browser.open(page, width)
    folded = browser.js("document.querySelector('.fold:not([open]) .item[id^=c]').id")
    browser.open(page, width, fragment=f"#{folded}")
    assert browser.js(f"document.querySelector('#{folded} a.to').classList.contains('on')")
    assert browser.js(f"document.getElementById('{folded}').getBoundingClientRect().top") >= 0
    assert browser.js(f"document.querySelector('#{folded} a.to').getBoundingClientRect().bottom <= innerHeight")
    assert browser.js(IN_VIEW)


def test_a_story_that_is_filtered_away_comes_back_when_it_is_asked_for(browser, news):
    """A link of the contents always leads somewhere."""
    browser.open(news)
    browser.js(choose("f", "Disputed"))
    assert not browser.js("document.getElementById('s3').checkVisibility()")
    browser.click("nav a[href='#s3']")
    assert browser.js("document.getElementById('s3').checkVisibility()")
    assert "Rovers" in browser.js(LIT)


def test_nothing_fails_and_nothing_is_asked_of_a_server(browser, news):
    """No error of the script or the policy, no dialog, and no request but for the file itself, whatever is pressed."""
    browser.open(news)
    browser.js("for (const one of document.querySelectorAll('main a[href^=\"#\"], summary')) one.click()")
    browser.js(choose("a", "Ilse Vane"))
    browser.js("for (const one of document.querySelectorAll('button')) one.click()")
    browser.js("new Promise((done) => setTimeout(done, 20))")
    requests = {one["request"]["url"].partition("#")[0] for one in browser.met("Network.requestWillBeSent")}
    assert requests == {news.as_uri()}
    for kind in (
        "Runtime.exceptionThrown",
        "Log.entryAdded",
        "Page.javascriptDialogOpening",
        "Network.webSocketCreated",
    ):
        assert browser.met(kind) == []


@pytest.mark.parametrize("width", [1440, 390])
def test_without_script_a_link_leads_to_its_sentence(browser, page, width):
    """It is lit and in view, and everything else stands on the page."""
    browser.open(page, width, script=False)
    browser.click(DISPUTED)
    box = "document.querySelector('.e:target').getBoundingClientRect()"
    assert browser.js(f"{box}.top >= 0 && {box}.bottom <= innerHeight")
    lit = browser.js("getComputedStyle(document.querySelector('.e:target')).backgroundColor")
    assert lit == "rgb(255, 230, 128)"
    assert browser.js("document.querySelector('form').checkVisibility()") is False


def test_without_script_everything_can_be_read(browser, news):
    """Every text stands open, every fold is the browser's own, and no control that does nothing is shown."""
    browser.open(news, 390, script=False)
    told = browser.js(
        "[...document.querySelectorAll('.text')].filter((one) => one.checkVisibility()).map((one) => one.textContent)"
    )
    assert all(sentence in text for text, (_, _, _, *words) in zip(told, NEWS, strict=True) for sentence in words)
    assert (
        browser.js("[...document.querySelectorAll('button, select')].filter((one) => one.checkVisibility()).length")
        == 0
    )


def test_on_paper_everything_is_printed_and_nothing_to_press(browser, news):
    """Folds are open, the texts stand there with the sentences' numbers, and nothing sticks out of a page of A4."""
    browser.open(news, 794, 1123, media="print", script=False)
    hidden = "[...document.querySelectorAll('.item, .text, .people li, .days li, .ledger li')].filter((one) => !one.checkVisibility()).length"
    assert browser.js(hidden) == 0
    assert (
        browser.js(
            "[...document.querySelectorAll('button, select, .skip')].filter((one) => one.checkVisibility()).length"
        )
        == 0
    )
    assert browser.js("document.documentElement.scrollWidth <= innerWidth")
    number = "getComputedStyle(document.querySelector('.e[data-n=\"2\"]'), '::before').content"
    assert "attr(data-n)" in browser.js(number) or '"2' in browser.js(number)
    browser.open(news, 794, 1123)
    pdf = base64.b64decode(browser.call("Page.printToPDF")["data"])
    assert pdf.startswith(b"%PDF")
    assert pdf.count(b"/Type /Page\n") > 2


@pytest.mark.parametrize("features", [{"forced_colors": "active"}, {"prefers_reduced_motion": "reduce"}])
def test_the_sentence_is_marked_however_the_reader_sees(browser, page, features):
    """With an outline where colours are the reader's own; and nothing on the page moves."""
    browser.open(page, **features)
    browser.click(DISPUTED)
    look = browser.js(
        "(({backgroundColor, outlineStyle, outlineWidth}) => [backgroundColor, outlineStyle, outlineWidth])"
        "(getComputedStyle(document.querySelector('.e.hit')))"
    )
    assert look[1:] == ["solid", "2px"] if "forced_colors" in features else look[0] == "rgb(255, 230, 128)"
    assert browser.js("document.getAnimations().length") == 0


@pytest.mark.parametrize("width", [320, 390, 820, 1440])
def test_nothing_sticks_out_sideways(browser, page, width):
    """Down to 320 pixels, which is 1280 at a zoom of 400 % (WCAG 2.2, 1.4.10)."""
    browser.open(page, width)
    assert browser.js("document.documentElement.scrollWidth <= innerWidth")


WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
VIOLATIONS = f"""axe.run({{runOnly: {json.dumps(WCAG)}}})
  .then((found) => found.violations.map((one) => [one.id, one.nodes[0].html]))"""


LAID_OUT = """
  for (const one of document.querySelectorAll('details')) one.open = true;
  for (const one of document.querySelectorAll('*')) {
    if (getComputedStyle(one).contentVisibility === 'auto') one.style.contentVisibility = 'visible';
  }"""  # what is not in view has its real size only when the reader comes to it


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_no_violation(browser, page, news, axe, width, scheme):
    """Of WCAG 2.2 AA: with everything unfolded and a claim chosen; and with filters."""
    for file in (page, news):
        browser.open(file, width, prefers_color_scheme=scheme)
        browser.js(f"{axe};0")
        browser.js(LAID_OUT)
        browser.click(DISPUTED)
        assert browser.js(VIOLATIONS) == []
    browser.js(choose("f", "Disputed"))
    assert browser.js(VIOLATIONS) == []
