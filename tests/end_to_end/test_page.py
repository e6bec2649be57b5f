"""The page in a real browser: headless Chromium, spoken to by its DevTools protocol through a pipe; skipped without it."""

from __future__ import annotations

import datetime as dt
import itertools
import json
import os
import select
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from summarizer import summarize
from summarizer.writing.html import to_html

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
SEEDS = Path(__file__).parents[2] / "seeds"
PATIENCE = 30  # seconds for one answer, on a busy machine
AS_3_AND_4 = """
import fcntl, os, sys
high = [fcntl.fcntl(int(one), fcntl.F_DUPFD, 10) for one in sys.argv[1:3]]
for place, one in enumerate(high, 3):
    os.dup2(one, place)
os.execv(sys.argv[3], sys.argv[3:])
"""  # Chromium reads from file descriptor 3 and writes to 4

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed here")


class Browser:
    """One page of a browser. Messages are JSON with a NUL after each (`--remote-debugging-pipe`)."""

    def __init__(self, profile):
        told, tell = os.pipe()
        hear, heard = os.pipe()
        options = "--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage --remote-debugging-pipe".split()
        command = [sys.executable, "-c", AS_3_AND_4, str(told), str(heard)]
        self._process = subprocess.Popen(
            [*command, CHROMIUM, *options, f"--user-data-dir={profile}", "about:blank"],
            pass_fds=(told, heard),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(told)
        os.close(heard)
        self._tell, self._hear = tell, hear
        self._numbers, self._rest, self._session = itertools.count(1), b"", None
        self.events = []
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(f"{domain}.enable")

    def call(self, method, **params):
        """Ask for something and wait for the answer; events that come in between are kept."""
        message = {"id": next(self._numbers), "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._tell, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._next()
            if answer.get("id") == message["id"]:
                assert "error" not in answer, answer
                return answer["result"]

    def _next(self):
        end = time.monotonic() + PATIENCE
        while b"\0" not in self._rest:
            assert select.select([self._hear], [], [], max(0.0, end - time.monotonic()))[0], "the browser is silent"
            self._rest += os.read(self._hear, 1 << 20)
        message, _, self._rest = self._rest.partition(b"\0")
        found = json.loads(message)
        if "method" in found:
            self.events.append(found)
        return found

    def open(self, file, width=1440, height=900, fragment="", *, script=True):
        """Open a file in a window of that size."""
        self.call("Emulation.setScriptExecutionDisabled", value=not script)
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        self._go("about:blank")
        self._go(f"{file.as_uri()}{fragment}")

    def _go(self, address):
        self.events.clear()
        self.call("Page.navigate", url=address)
        while not self.met("Page.loadEventFired"):
            self._next()

    def met(self, method):
        """The events of that kind since a page was opened."""
        return [event["params"] for event in self.events if event["method"] == method]

    def js(self, expression):
        """The value of an expression in the page."""
        answer = self.call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def press(self, key, code):
        """Press a key and let it go."""
        text = {"text": "\r"} if key == "Enter" else {}
        keys = {"key": key, "code": key, "windowsVirtualKeyCode": code}
        self.call("Input.dispatchKeyEvent", type="keyDown", **keys, **text)
        self.call("Input.dispatchKeyEvent", type="keyUp", **keys)

    def click(self, selector):
        """Click in the middle of the first line of what a selector finds, as a mouse does."""
        box = self.js(
            f"(() => {{ const one = document.querySelector({json.dumps(selector)});"
            " one.scrollIntoView({block: 'center'}); const box = one.getClientRects()[0];"
            " return {x: box.x + box.width / 2, y: box.y + box.height / 2}; })()"
        )
        for kind in ("mousePressed", "mouseReleased"):
            self.call("Input.dispatchMouseEvent", type=kind, button="left", clickCount=1, **box)

    def close(self):
        """End the browser."""
        self._session = None
        self.call("Browser.close")
        self._process.wait(PATIENCE)
        os.close(self._tell)
        os.close(self._hear)


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    """A browser for all tests here."""
    one = Browser(tmp_path_factory.mktemp("profile"))
    yield one
    one.close()


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    """The page of the seed articles."""
    file = tmp_path_factory.mktemp("page") / "briefing.html"
    file.write_text(to_html(summarize([str(SEEDS)], model="extractive", date=dt.date(2024, 11, 1))), encoding="utf-8")
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
      return [...document.querySelectorAll('.item')].filter((one) => one.checkVisibility()).map((one) => one.innerText);
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


def test_nothing_fails_and_nothing_is_asked_of_a_server(browser, page):
    """No error of the script or the policy, no dialog, and no request but for the file itself."""
    browser.open(page)
    browser.js("for (const one of document.querySelectorAll('main a[href^=\"#t\"], summary')) one.click()")
    requests = {one["request"]["url"] for one in browser.met("Network.requestWillBeSent")}
    assert requests == {page.as_uri()}
    for kind in ("Runtime.exceptionThrown", "Log.entryAdded", "Page.javascriptDialogOpening"):
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


@pytest.mark.parametrize("width", [320, 390, 820, 1440])
def test_nothing_sticks_out_sideways(browser, page, width):
    """Down to 320 pixels, which is 1280 at a zoom of 400 % (WCAG 2.2, 1.4.10)."""
    browser.open(page, width)
    assert browser.js("document.documentElement.scrollWidth <= innerWidth")


@pytest.fixture(scope="module")
def axe(tmp_path_factory):
    """The source of axe-core, which npm brings; skipped where it cannot."""
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("no npm is installed here")
    folder = tmp_path_factory.mktemp("axe")
    command = [npm, "install", "--silent", "--no-save", "--fetch-retries=0", "--prefix", str(folder), "axe-core@4"]
    done = subprocess.run(command, capture_output=True, check=False, timeout=120)
    if done.returncode:
        pytest.skip("npm could not bring axe-core")
    return (folder / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_no_violation(browser, page, axe, width, scheme):
    """With everything unfolded and a claim chosen."""
    browser.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
    browser.open(page, width)
    browser.js("for (const one of document.querySelectorAll('details')) one.open = true")
    browser.click(DISPUTED)
    browser.js(f"{axe};0")
    found = browser.js("axe.run().then((found) => found.violations.map((one) => [one.id, one.nodes[0].html]))")
    browser.call("Emulation.setEmulatedMedia", features=[])
    assert found == []
