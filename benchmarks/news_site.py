"""Five days of news on loopback: four outlets with a feed each, two of which repost what the wire sends.

Everybody and everything in it is invented. The stories: a flood whose dead are counted anew each day, a minister who
denies what a paper reports, a company that takes a statement back, a strike of which it is unclear how long it will
last until it ends, an eruption, and a cup final.
"""

from __future__ import annotations

import hashlib
import html
import json
import threading
from dataclasses import dataclass
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, NamedTuple, Self

if TYPE_CHECKING:
    from types import TracebackType

    from summarizer.models import Change

FIRST = date(2024, 5, 6)
"""A Monday."""
FEEDS = ("wire.rss", "marn.atom", "harbour.json", "courier.rss")
_OUTLETS = {"wire": "Osk Wire", "marn": "Marn Daily", "harbour": "Harbour Post", "courier": "Lake Courier"}
_PADDING = "<!-- " + "a page of an outlet is mostly this: scripts, styles and links. " * 400 + " -->"


@dataclass(frozen=True)
class Page:
    """One article of one outlet; `day` is from 1."""

    day: int
    outlet: str
    slug: str
    title: str
    text: tuple[str, ...]

    @property
    def published(self) -> str:
        """When it was published: the wire at eight, who reposts it at nine, the paper at ten."""
        hour = {"wire": 8, "marn": 9, "harbour": 9, "courier": 10}[self.outlet]
        return f"{FIRST + timedelta(days=self.day - 1)}T{hour:02}:00:00+00:00"


def _sent(day: int, slug: str, titles: dict[str, str], *text: str) -> list[Page]:
    """Return an article as each outlet prints it, under its own headline; the Harbour Post cuts the end."""
    return [
        Page(day, outlet, f"{day}-{slug}", title, text[:-1] if outlet == "harbour" and len(text) > 2 else text)
        for outlet, title in titles.items()
    ]


PAGES: tuple[Page, ...] = (
    *_sent(
        1, "flood",
        {"wire": "Flood kills 12 in Belmar", "marn": "Belmar under water", "harbour": "River Osk floods Belmar"},
        "The river Osk flooded the town of Belmar on Monday and killed at least 12 people, the fire service said.",
        "Some 400 people were moved from their houses to schools on higher ground.",
        "Rescuers searched the houses near the old bridge through the night.",
    ),
    *_sent(
        1, "payments", {"courier": "Minister took payments from builder"},
        "Minister Ana Korvin took payments from the builder Sandrel Group, the Lake Courier reported on Monday.",
        "The Sandrel Group won the contract for the northern ring road in March.",
        "Opposition leader Tomas Weir demanded that the minister resign.",
    ),
    *_sent(
        1, "plant", {"wire": "Halden Motors to close Vessby plant", "marn": "Vessby loses its car plant"},
        "Halden Motors will close its plant in Vessby in June, the company's spokesman Olaf Brandt said on Monday.",
        "The car plant in Vessby employs 900 workers.",
    ),
    *_sent(
        1, "strike", {"wire": "Dock workers strike in Marn", "harbour": "Port of Marn stands still"},
        "Dock workers at the port of Marn went on strike on Monday, the union Harbour Hands said.",
        "It is unclear how long the strike at the port of Marn will last.",
    ),
    *_sent(
        2, "flood",
        {"wire": "Flood in Belmar: 19 dead", "marn": "More dead in Belmar", "harbour": "Belmar counts its dead"},
        "The number of people killed by the flood in the town of Belmar rose to 19, the fire service said on Tuesday.",
        "The river Osk fell by a metre on Tuesday morning.",
    ),
    *_sent(
        2, "denial",
        {"wire": "Korvin denies payments", "marn": "Minister denies", "harbour": "Korvin: no payments"},
        "Minister Ana Korvin denied on Tuesday that she took payments from the builder Sandrel Group.",
        "Korvin said she would hand her bank records to the prosecutor.",
    ),
    *_sent(
        2, "plant", {"courier": "Car maker confirms end of Vessby plant"},
        "Olaf Brandt, the spokesman of Halden Motors, told the Lake Courier that the company will close its plant in "
        "Vessby in June.",
        "The mayor of Vessby, Ida Falk, called the decision a heavy blow for the town.",
    ),
    *_sent(
        2, "strike", {"courier": "Ships wait outside Marn"},
        "Eleven ships waited outside the port of Marn on Tuesday because of the strike of the dock workers.",
        "Shipping company Tessel Line sent two of its ships to another port.",
    ),
    *_sent(
        3, "flood",
        {"wire": "Flood in Belmar: 27 dead", "marn": "Belmar: toll rises again", "harbour": "Belmar mourns"},
        "The number of people killed by the flood in the town of Belmar rose to 27, the fire service said on Wednesday.",
        "The schools of Belmar will stay closed until Monday, mayor Rita Solm said.",
    ),
    *_sent(
        3, "strike", {"wire": "Strike in Marn ends", "marn": "Dock workers back at work"},
        "Dock workers at the port of Marn ended their strike on Wednesday, the union Harbour Hands said.",
        "The first ship was unloaded at the port of Marn at noon.",
    ),
    *_sent(
        3, "eruption", {"wire": "Mount Pell erupts", "harbour": "Ash over Pell"},
        "Mount Pell erupted on Wednesday morning, the observatory's director Nils Aker said.",
        "Ash fell on three villages at the foot of the mountain.",
    ),
    *_sent(
        3, "ash", {"courier": "Mount Pell throws ash on villages"},
        "Farmers at the foot of Mount Pell drove their cattle to the valley after the mountain erupted on Wednesday.",
        "The road from Pell to the coast was closed because of the ash.",
    ),
    *_sent(
        4, "flood",
        {"wire": "Flood in Belmar: 31 dead", "marn": "Belmar: 31 dead", "harbour": "Day of mourning for Belmar"},
        "The number of people killed by the flood in the town of Belmar rose to 31, the fire service said on Thursday.",
        "The government declared Saturday a day of mourning for the dead of Belmar.",
    ),
    *_sent(
        4, "plant",
        {"wire": "Halden Motors takes plan back", "marn": "Vessby plant stays", "harbour": "Halden Motors turns round"},
        "Halden Motors withdrew its statement that it will close its plant in Vessby in June, the company's spokesman "
        "Olaf Brandt said on Thursday.",
        "Workers in Vessby celebrated in front of the gates on Thursday evening.",
    ),
    *_sent(
        4, "eruption", {"wire": "250 leave slopes of Mount Pell", "marn": "Hundreds leave Mount Pell"},
        "Some 250 people left their homes on the slopes of Mount Pell on Thursday, the district's office said.",
        "A second vent opened on the northern slope of Mount Pell.",
    ),
    *_sent(
        5, "inquiry",
        {"courier": "Inquiry into minister", "marn": "Prosecutors look at Korvin", "harbour": "Korvin under inquiry"},
        "Prosecutors opened an inquiry into Minister Ana Korvin on Friday over payments from the builder Sandrel Group.",
        "Prime Minister Leo Marsh said that Korvin keeps his trust.",
    ),
    *_sent(
        5, "eruption",
        {"wire": "600 leave slopes of Mount Pell", "marn": "More leave Mount Pell", "harbour": "Pell empties"},
        "Some 600 people had left their homes on the slopes of Mount Pell by Friday, the district's office said.",
        "The airport of Pell closed on Friday because of the ash.",
    ),
    *_sent(
        5, "cup", {"wire": "Marn Rovers win the cup", "marn": "Rovers bring the cup home"},
        "Marn Rovers beat Vessby United 2-1 in the cup final on Friday evening.",
        "Striker Jon Abel scored both goals for the Rovers in the second half.",
    ),
)  # fmt: skip


class Told(NamedTuple):
    """A change that an edition has to tell: its kind, words of what is so now, and of what was so before."""

    kind: str
    now: str
    was: str = ""

    def meets(self, change: Change) -> bool:
        """Whether a change of an edition is this one."""
        return self.kind == change.kind and self.now in change.text and self.was in (change.was or "")


CHANGES: dict[int, tuple[Told, ...]] = {
    2: (
        Told("figure_updated", "19", "12"),
        Told("new_claim", "fell by a metre"),
        Told("disputed", "took payments from the builder Sandrel Group"),
        Told("new_claim", "hand her bank records to the prosecutor"),
        Told("corroborated", "close its plant in Vessby in June"),
        Told("new_claim", "a heavy blow for the town"),
        Told("new_claim", "Eleven ships waited outside the port of Marn"),
        Told("new_claim", "two of its ships to another port"),
    ),
    3: (
        Told("figure_updated", "27", "19"),
        Told("new_claim", "schools of Belmar will stay closed until Monday"),
        Told("settled", "ended their strike on Wednesday"),
        Told("new_claim", "The first ship was unloaded"),
        Told("new_story", "Pell"),
    ),
    4: (
        Told("figure_updated", "31", "27"),
        Told("new_claim", "a day of mourning"),
        Told("withdrawn", "close its plant in Vessby in June"),
        Told("new_claim", "Workers in Vessby celebrated"),
        Told("new_claim", "250 people left their homes"),
        Told("new_claim", "A second vent opened"),
    ),
    5: (
        Told("new_claim", "opened an inquiry into Minister Ana Korvin"),
        Told("new_claim", "Korvin keeps his trust"),
        Told("figure_updated", "600", "250"),
        Told("new_claim", "The airport of Pell closed"),
        Told("new_story", "Rovers"),
    ),
}
"""What each day's edition has to tell as changed, and nothing else: written from the articles before any edition was made."""


class NewsSite:
    """The site, as of one day; a context manager. `requests` and `sent` count what was asked for and the bytes sent."""

    def __init__(self, day: int = 1) -> None:
        self.day = day
        self.down: set[str] = set()
        self.requests: list[str] = []
        self.sent = 0
        lock = threading.Lock()
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                body, kind = site.content(self.path)
                tag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
                status = 404 if not body else 304 if self.headers.get("if-none-match") == tag else 200
                payload = body if status == 200 else b""
                head = f"HTTP/1.1 {status} -\r\nContent-Type: {kind}\r\nContent-Length: {len(payload)}\r\n"
                head += (f"ETag: {tag}\r\n" if body else "") + "Connection: close\r\n\r\n"
                with lock:
                    site.requests.append(self.path)
                    site.sent += len(head) + len(payload)
                self.close_connection = True
                self.wfile.write(head.encode() + payload)

            def log_message(self, *_: object) -> None:
                """Keep quiet."""

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._http.daemon_threads = True
        self.host = f"127.0.0.1:{self._http.server_address[1]}"
        self.url = f"http://{self.host}"
        self.feeds = tuple(f"{self.url}/{feed}" for feed in FEEDS)
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.02,), daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()

    def content(self, path: str) -> tuple[bytes, str]:
        """Return what lies at a path and its media type; no bytes where there is nothing."""
        name = path.lstrip("/")
        outlet = name.partition(".")[0].partition("/")[0]
        if name in self.down or outlet not in _OUTLETS:
            return b"", "text/plain"
        pages = [page for page in PAGES if page.outlet == outlet and page.day <= self.day]
        if name in FEEDS:
            return self._feed(name, pages)
        page = next((page for page in pages if name == f"{outlet}/{page.slug}.html"), None)
        return (_page(page).encode(), "text/html; charset=utf-8") if page else (b"", "text/plain")

    def _feed(self, name: str, pages: list[Page]) -> tuple[bytes, str]:
        outlet, kind = name.split(".")
        title = _OUTLETS[outlet]
        entries = [(page, f"{self.url}/{outlet}/{page.slug}.html") for page in reversed(pages)]
        if kind == "json":
            items = [
                {"id": url, "url": url, "title": page.title, "date_published": page.published} for page, url in entries
            ]
            feed = {"version": "https://jsonfeed.org/version/1.1", "title": title, "items": items}
            return json.dumps(feed).encode(), "application/feed+json"
        if kind == "atom":
            listed = "".join(
                f'<entry><id>{url}</id><title>{html.escape(page.title)}</title><link href="{url}"/>'
                f"<updated>{page.published}</updated></entry>"
                for page, url in entries
            )
            body = f'<feed xmlns="http://www.w3.org/2005/Atom"><id>{self.url}/{name}</id><title>{title}</title>{listed}</feed>'
            return body.encode(), "application/atom+xml"
        listed = "".join(
            f"<item><guid>{url}</guid><link>{url}</link><title>{html.escape(page.title)}</title>"
            f"<dc:date>{page.published}</dc:date></item>"
            for page, url in entries
        )
        space = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
        body = f'<rss version="2.0" {space}><channel><title>{title}</title>{listed}</channel></rss>'
        return body.encode(), "application/rss+xml"


def _page(page: Page) -> str:
    """Return an article's page: mostly what is not the article."""
    outlet, text = _OUTLETS[page.outlet], "".join(f"<p>{html.escape(part)}</p>" for part in page.text)
    return f"""<!DOCTYPE html><html lang="en"><head><title>{html.escape(page.title)}</title>
<meta property="og:site_name" content="{outlet}"><meta property="article:published_time" content="{page.published}">
{_PADDING}</head><body><nav><a href="/">Home</a> <a href="/sport">Sport</a> <a href="/weather">Weather</a></nav>
<main><article><h1>{html.escape(page.title)}</h1>{text}</article></main>
<footer><p>All rights reserved by {outlet}. <a href="/imprint">Imprint</a></p></footer></body></html>"""
