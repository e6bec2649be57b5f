"""Headless Chromium, spoken to by its DevTools protocol through a pipe, and axe-core, which npm brings."""

from __future__ import annotations

import itertools
import json
import os
import select
import shutil
import subprocess
import sys
import time

import pytest

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
PATIENCE = 30  # seconds for one answer, on a busy machine
AS_3_AND_4 = """
import fcntl, os, sys
high = [fcntl.fcntl(int(one), fcntl.F_DUPFD, 10) for one in sys.argv[1:3]]
for place, one in enumerate(high, 3):
    os.dup2(one, place)
os.execv(sys.argv[3], sys.argv[3:])
"""  # Chromium reads from file descriptor 3 and writes to 4


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

    def open(self, file, width=1440, height=900, fragment="", *, script=True, media="", **features):
        """Open a file in a window of that size; `prefers_color_scheme="dark"` and the like are what the reader prefers."""
        wanted = [{"name": name.replace("_", "-"), "value": value} for name, value in features.items()]
        self.call("Emulation.setEmulatedMedia", media=media, features=wanted)
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
        """Click in the middle of the first line of what a selector finds, as a mouse does, once it has come to rest."""
        find = (
            f"(() => {{ const one = document.querySelector({json.dumps(selector)});"
            " one.scrollIntoView({block: 'center'}); const box = one.getClientRects()[0];"
            " return {x: box.x + box.width / 2, y: box.y + box.height / 2}; })()"
        )
        before, box = None, self.js(find)
        while box != before:
            time.sleep(0.03)  # two frames, in which what came into view may take another size
            before, box = box, self.js(find)
        for kind in ("mousePressed", "mouseReleased"):
            self.call("Input.dispatchMouseEvent", type=kind, button="left", clickCount=1, **box)

    def close(self):
        """End the browser."""
        self._session = None
        self.call("Browser.close")
        self._process.wait(PATIENCE)
        os.close(self._tell)
        os.close(self._hear)


@pytest.fixture(scope="session")
def browser(tmp_path_factory):
    """A browser for all tests here; skipped where there is none (`.ci/run` installs one where it may)."""
    if CHROMIUM is None:
        pytest.skip("no Chromium is installed here")
    one = Browser(tmp_path_factory.mktemp("profile"))
    yield one
    one.close()


@pytest.fixture(scope="session")
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
