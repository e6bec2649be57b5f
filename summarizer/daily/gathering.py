"""What a new edition is made of: articles that no earlier edition had, and those of the stories that are still open."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from summarizer.daily.topics import foreign, unwanted
from summarizer.errors import SourceError
from summarizer.memory.editions import Kept
from summarizer.memory.pages import Page, Pages
from summarizer.merging import sources
from summarizer.merging.identity import address
from summarizer.models import Article, ArticleRecord
from summarizer.reading import files, opml
from summarizer.reading.decoding import decode
from summarizer.reading.duplicates import fingerprint
from summarizer.reading.language import detect

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from summarizer.daily.profiles import Profile
    from summarizer.memory.editions import Editions, Row
    from summarizer.reading.fetching import Limits, Seen

Found = Article | ArticleRecord

_log = logging.getLogger(__name__)
_MOST_FOLLOWED = 50  # articles of one open story: its newest
_REPOSTED = timedelta(days=7)  # a copy of an article this old, and of one in an open story, is known for one
_EARLY = timedelta(days=1)  # a date further ahead than this is a mistake: the article counts as without date


@dataclass(frozen=True, slots=True)
class Gathered:
    """What was found for an edition.

    Attributes:
        new: Articles that no earlier edition had, oldest first.
        followed: Articles of open stories, and of those that new copies tell again, oldest first.
        records: Sources that gave no article, each with its reason.
        aside: Articles that are left out, each with its reason, and count as seen.
    """

    new: list[Kept]
    followed: list[Kept]
    records: list[Kept]
    aside: list[Kept]

    @property
    def entries(self) -> list[Kept]:
        """All that the edition is made of, in the order of its briefing: what came first stands first."""
        return [*self.followed, *self.new, *self.records]


async def gather(
    profile: Profile, on: date, editions: Editions, *, now: datetime, limits: Limits | None = None
) -> Gathered:
    """Read a profile's sources and return what is new in them for the edition of a date.

    A source that cannot be read costs the others nothing.

    Args:
        profile: Its sources, topics, `since` and `follow` count.
        on: The edition's date; what was published after that day is left for a later one.
        editions: The earlier editions.
        now: Aware; what is dated more than a day later counts as without date.
        limits: How much is asked of servers.
    """
    found, named = await _read(profile, editions, now=now, limits=limits)
    chosen = _Chosen(profile, on, editions, now, named)
    for entry in found:
        chosen.take(entry)
    followed = await asyncio.to_thread(_followed, profile, on, editions, list(chosen.new.values()))
    new = sorted(chosen.new.values(), key=chosen.order)
    _log.info(
        "gathered",
        extra={"data": {"found": len(found), "new": len(new), "seen": chosen.seen, "followed": len(followed), "left_out": len(chosen.aside), "failed": len(chosen.records)}},
    )  # fmt: skip
    return Gathered(new, followed, sorted(chosen.records, key=lambda one: one.address), chosen.aside)


# ── Reading ───────────────────────────────────────────────────────────────────────────────────────


class _Conditional:
    """The pages in the store as a fetcher wants them. A `Kept` of `reading.fetching`.

    A page whose body is not kept any more is offered where the profile knows its article, so that its server is asked
    no more than whether it changed.
    """

    def __init__(self, pages: Pages, editions: Editions, profile: str) -> None:
        self._pages = pages
        self._editions = editions
        self._profile = profile

    def get(self, url: str) -> Seen | None:
        from summarizer.reading.fetching import Seen  # noqa: PLC0415  (the client of HTTP, which only addresses need)

        page = self._pages.get(url)
        if page is None or (page.body is None and not self._editions.known_at(self._profile, address(url))):
            return None
        return Seen(page.url, page.etag, page.last_modified, page.content_type, page.body)

    def put(self, url: str, seen: Seen) -> None:
        self._pages.put(url, Page(seen.url, seen.etag, seen.last_modified, seen.content_type, seen.body))


async def _read(
    profile: Profile, editions: Editions, *, now: datetime, limits: Limits | None
) -> tuple[list[Found], list[str]]:
    """Return all that a profile's sources hold, and why some hold nothing; and those that are addresses."""
    remote, local = profile.places()
    lists = [Path(path) for path in local if path.lower().endswith(".opml")]
    plain = [path for path in local if Path(path) not in lists]
    found: list[Found] = [_restored(one) for one in await asyncio.to_thread(files.read, plain)] if plain else []
    for path in lists:
        listed, failed = await asyncio.to_thread(_subscriptions, path)
        remote += listed
        found += failed
    remote = list(dict.fromkeys(remote))
    if remote:
        found += await _fetched(remote, profile, editions, now=now, limits=limits)
    return found, remote


def _subscriptions(path: Path) -> tuple[list[str], list[Found]]:
    """Return the feeds that an OPML file lists, or the record of why it cannot be read."""
    try:
        return [one.url for one in opml.subscriptions(decode(path.read_bytes(), path.name), path.name)], []
    except SourceError as error:
        why = str(error)
    except OSError as error:
        why = f"'{path.name}' cannot be read ({error.strerror}); check its name and permissions."
    return [], [ArticleRecord(id="", name=path.name, text="", status="failed", reason=why)]


async def _fetched(
    addresses: Sequence[str], profile: Profile, editions: Editions, *, now: datetime, limits: Limits | None
) -> list[Found]:
    from summarizer.reading.fetching import Fetcher, Limits  # noqa: PLC0415  (as above)
    from summarizer.reading.web import read_web  # noqa: PLC0415

    with Pages(editions.path, days=profile.keep_text) as pages:
        fetcher = Fetcher(
            kept=_Conditional(pages, editions, profile.name),
            allow_hosts=profile.settings.allow_hosts,
            contact=profile.settings.contact,
            limits=limits or Limits(),
        )
        async with fetcher:
            return await read_web(addresses, fetcher, now=now)


def _restored(found: Found) -> Found:
    """Return the article of a record that says its text was given before: which of them is used is told later."""
    if isinstance(found, ArticleRecord) and found.status == "duplicate":
        return Article(**found.model_dump(include=set(Article.model_fields) - {"id", "sentences", "asides"}))
    return found


# ── Choosing ──────────────────────────────────────────────────────────────────────────────────────


class _Chosen:
    """What of all that was found goes into an edition."""

    def __init__(self, profile: Profile, on: date, editions: Editions, now: datetime, named: Iterable[str]) -> None:
        self.new: dict[str, Kept] = {}
        self.records: list[Kept] = []
        self.aside: list[Kept] = []
        self.seen = 0
        self._profile = profile
        self._on = on
        self._editions = editions
        self._named = frozenset(named)
        self._latest = now + _EARLY
        self._zone = ZoneInfo(profile.settings.time_zone) if profile.settings.time_zone else None
        start = profile.starts(on)
        self._start = self._midnight(start) if start else None
        self._end = self._midnight(on + timedelta(days=1))

    def take(self, found: Found) -> None:
        """Put one thing that was found where it belongs: an article, or why there is none."""
        where = address(found.url) if found.url else ""
        if isinstance(found, ArticleRecord):
            self._note(found, where or found.name)
            return
        article = Article(**found.model_dump(exclude={"id", "sentences", "asides"}))
        kept = Kept(article, fingerprint(article.text), where, self._on.isoformat())
        # What a feed holds of an article whose page was not read is no new version of it.
        known = bool(article.note) and self._editions.known_at(self._profile.name, where)
        if known or self._editions.has_text(self._profile.name, kept.hash):
            self.seen += 1
            return
        if reason := self._untimely(article):
            _log.info("left out", extra={"data": {"source": article.name, "reason": reason}})
        elif reason := self._unwanted(article):
            label = f"'{article.title or article.name}' {reason}."
            self.aside.append(Kept(article, kept.hash, where, kept.first, aside=label))
            _log.info("left out", extra={"data": {"source": article.name, "reason": label}})
        else:
            self._add(kept)

    def _unwanted(self, article: Article) -> str | None:
        """Return why the profile's reader does not want an article; None where they do."""
        if self._profile.languages:
            reason = foreign(article.language or detect(article.text), self._profile.languages)
            if reason:
                return reason
        return unwanted(article, self._profile.keep, self._profile.drop)

    def order(self, kept: Kept) -> tuple[str, int, str, str]:
        """Return what articles of one day are ordered by: when they were published, the fuller first."""
        when = self._published(kept.found) or self._end.astimezone(UTC)
        return when.isoformat(), -len(kept.found.text), kept.hash, kept.address

    def _note(self, record: ArticleRecord, where: str) -> None:
        """Take the record of a source, but for a page that was read before, or of which that was told before.

        A source that the profile names and that fails is told of each time: no news from it is no good news.
        """
        is_down = record.status == "failed" and record.name in self._named
        if not is_down and self._editions.known_at(self._profile.name, where):
            self.seen += 1
            _log.info("known page not read", extra={"data": {"source": record.name, "reason": record.reason}})
            return
        self.records.append(Kept(record.model_copy(update={"id": ""}), "", where, self._on.isoformat()))
        _log.warning("source failed", extra={"data": {"source": record.name, "reason": record.reason}})

    def _add(self, kept: Kept) -> None:
        """Take an article; of one page that two feeds name, the fuller text counts."""
        key = kept.address or f"{kept.hash} {kept.found.name}"
        other = self.new.get(key)
        if other is None or (len(other.found.text), other.hash) < (len(kept.found.text), kept.hash):
            self.new[key] = kept

    def _untimely(self, article: Article) -> str | None:
        """Return why an article is left for another edition, or for none."""
        when = self._published(article)
        if when and when >= self._end:
            return f"'{article.name}' was published after {self._on.isoformat()}."
        if when and self._start and when < self._start:
            return f"'{article.name}' was published before {self._start.date().isoformat()}."
        return None

    def _published(self, article: Article | ArticleRecord) -> datetime | None:
        """Return when an article was published, in UTC; None where that is not known, or cannot be true."""
        try:
            when = datetime.fromisoformat(article.published or "")
            when = when if when.tzinfo else when.replace(tzinfo=self._zone) if self._zone else when.astimezone()
            when = when.astimezone(UTC)
        except (ValueError, OverflowError):
            return None
        return when if when <= self._latest else None

    def _midnight(self, day: date) -> datetime:
        """Return when a day begins in the profile's time zone."""
        local = datetime.combine(day, time())
        return local.replace(tzinfo=self._zone) if self._zone else local.astimezone()


# ── Following ─────────────────────────────────────────────────────────────────────────────────────


def _followed(profile: Profile, on: date, editions: Editions, new: Sequence[Kept]) -> list[Kept]:
    """Return the articles of stories that are open, and of those that a new article copies, but for older versions."""
    complete = [row for row in editions.listed(profile.name) if row.state == "complete"]
    if not complete:
        return []
    horizon = (on - timedelta(days=profile.follow)).isoformat()
    found: dict[int, Kept] = {}
    for members in _stories(complete[-1], editions):
        if max(member.first for member in members) >= horizon:
            found |= _newest(members)
    for original in _originals(profile.name, on, editions, new, found):
        if original.id not in found:
            found |= _newest(_story_of(original, editions))
    renewed = {one.address for one in new if one.address}
    ordered = sorted(found.values(), key=lambda one: (one.first, one.id))
    kept = {one.address or str(one.id): one for one in ordered if one.found.text and one.address not in renewed}
    return sorted(kept.values(), key=lambda one: (one.first, one.id))


def _stories(row: Row, editions: Editions) -> Iterator[list[Kept]]:
    """Yield the articles of each story of a complete edition."""
    briefing = editions.briefing(row)
    entries = {str(place): entry for place, entry in enumerate(editions.entries(row), 1)}
    for story in briefing.stories if briefing else ():
        members = [entries[one] for one in story.articles if one in entries]
        if members:
            yield members


def _story_of(original: Kept, editions: Editions) -> list[Kept]:
    """Return the articles of the story that an earlier one was last told in."""
    row = editions.last_with(original.id) if original.id is not None else None
    stories = _stories(row, editions) if row else iter(())
    return next((members for members in stories if any(one.id == original.id for one in members)), [original])


def _newest(members: Iterable[Kept]) -> dict[int, Kept]:
    """Return the newest articles of a story, by their keys in the store."""
    ordered = sorted(members, key=lambda one: (one.first, one.id or 0), reverse=True)
    return {one.id: one for one in ordered[:_MOST_FOLLOWED] if one.id is not None}


def _originals(profile: str, on: date, editions: Editions, new: Sequence[Kept], found: dict[int, Kept]) -> list[Kept]:
    """Return the earlier articles, not yet found, that new ones are copies of."""
    earlier = [one for one in editions.since(profile, (on - _REPOSTED).isoformat()) if one.id not in found]
    texts = [
        Article(text=one.found.text, id=str(place)) for place, one in enumerate(chain(earlier, new))
    ]  # (by their words alone: that one outlet names another does not make two of their articles one)
    first = sources.independent(texts)
    places = {int(first[one.id]) for one in texts[len(earlier) :]}
    return [earlier[place] for place in sorted(places) if place < len(earlier)]
