"""Sources in, articles out: files, folders, standard input and articles that a program made.

What cannot be read becomes an `ArticleRecord` with the reason, in its place: one bad source costs only itself.
"""

from __future__ import annotations

import io
import os
import sys
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from summarizer.errors import SourceError
from summarizer.models import Article, ArticleRecord, ArticleStatus
from summarizer.reading import html, limits, markdown, objects
from summarizer.reading.asides import headline, origin
from summarizer.reading.decoding import decode
from summarizer.reading.duplicates import duplicates
from summarizer.reading.language import detect
from summarizer.reading.sentences import split

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Source = str | os.PathLike[str] | Article | ArticleRecord
"""A file, a folder, '-' for standard input, an article that a program made, or why there is none."""

LARGEST = 20_000_000
"""Bytes that are read of one file at most."""

_MARKDOWN = (".md", ".markdown")
_HTML = (".html", ".htm")
_ENDINGS = (".txt", *_MARKDOWN, *_HTML, ".json", ".jsonl")
_KNOWN = " ".join(_ENDINGS)


def read(sources: Iterable[Source], *, stdin: BinaryIO | None = None) -> list[Article | ArticleRecord]:
    """Read every source, in the order given.

    Args:
        sources: Files (.txt .md .markdown .html .htm .json .jsonl), folders of them, '-' for standard input, and
            articles, which keep what they have.
        stdin: What '-' reads; the process's own standard input by default.

    Returns:
        One entry for each article found: an `Article`, ready with its sentences; or an `ArticleRecord` that says why
        there is none ('failed', 'empty') or that its text was given before ('duplicate'). Ids are '1', '2', … by
        place; an article that has an id of its own keeps it.
    """
    found = _within_limits(entry for source in sources for entry in _entries(source, stdin))
    entries = _numbered([_blank(entry) if isinstance(entry, Article) else entry for entry in found])
    articles = {entry.id: entry for entry in entries if isinstance(entry, Article)}
    repeats = duplicates(articles.values())
    ready: list[Article | ArticleRecord] = []
    for entry in entries:
        if isinstance(entry, ArticleRecord):
            ready.append(entry)
        elif entry.id in repeats:
            ready.append(_duplicate(entry, articles[repeats[entry.id]]))
        else:
            ready.append(_completed(entry))
    return ready


# ── Finding ───────────────────────────────────────────────────────────────────────────────────────


def _entries(source: Source, stdin: BinaryIO | None) -> Iterator[Article | ArticleRecord]:
    """Yield every article of one source, or the record of why there is none."""
    if isinstance(source, Article | ArticleRecord):
        yield source
        return
    given = os.fspath(source)
    if given == "-":
        yield from _from_stdin(stdin or getattr(sys.stdin, "buffer", None) or io.BytesIO())
    elif given.lower().startswith(("http://", "https://")):
        yield _failed(given, f"'{given}' is an address, which is not asked for here; save the page and give the file.")
    elif os.path.isdir(given):  # noqa: PTH112  (Path.is_dir raises where a folder above may not be entered)
        yield from _from_folder(Path(given))
    else:
        yield from _from_file(Path(given), Path(given).name)


def _from_folder(folder: Path) -> Iterator[Article | ArticleRecord]:
    """Yield the articles of the files below a folder, by path; hidden ones and links that lead out are left alone."""
    home = _target(folder)
    paths: list[Path] = []
    unreadable: list[OSError] = []
    for root, folders, files in os.walk(folder, onerror=unreadable.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        paths += [Path(root, name) for name in files if not name.startswith(".")]
    paths = [path for path in paths if path.suffix.lower() in _ENDINGS and _target(path).is_relative_to(home)]
    for path in sorted(paths):
        yield from _from_file(path, path.relative_to(folder).as_posix())
    for error in unreadable:
        name = Path(error.filename).name
        yield _failed(name, f"The folder '{name}' cannot be opened ({error.strerror}); check its permissions.")
    if not paths and not unreadable:
        yield _failed(home.name, f"The folder '{home.name}' holds no article; articles are files ending in {_KNOWN}.")


def _target(path: Path) -> Path:
    """Return what a path leads to, links followed (Path.resolve raises where they go round in a circle)."""
    return Path(os.path.realpath(path))


def _from_file(path: Path, name: str) -> Iterator[Article | ArticleRecord]:
    """Yield the articles of one file; `name` is what to call it."""
    try:
        yield from _from_text(_text_of(path, name), name, path.suffix.lower())
    except SourceError as error:
        yield _failed(name, str(error))
    except (OSError, ValueError) as error:  # (ValueError: the path holds a NUL)
        why = getattr(error, "strerror", None) or error
        yield _failed(name, f"'{name}' cannot be read ({why}); check its name and permissions.")


def _text_of(path: Path, name: str) -> str:
    """Return the text of a file of a known kind, or raise a `SourceError` that says what it is instead."""
    if not path.exists():
        raise SourceError(f"There is no file '{name}'; check its name and folder.", source=name)
    if not path.is_file():
        raise SourceError(f"'{name}' is not a file; give a file, a folder, or '-' for standard input.", source=name)
    with path.open("rb") as file:
        data = _bounded(file, name)
    ending = path.suffix.lower()
    text = decode(data, name, declared=html.charset(data) if ending in _HTML else None)
    if ending not in _ENDINGS:
        raise SourceError(f"'{name}' does not end in one of {_KNOWN}; rename it, or pipe it in as '-'.", source=name)
    return text


def _from_stdin(stdin: BinaryIO) -> Iterator[Article | ArticleRecord]:
    """Yield the articles on standard input: HTML or JSON where it is so, else text."""
    try:
        data = _bounded(stdin, "-")
        text = decode(data, "-", declared=html.charset(data))
        if html.looks_like_html(text):
            ending = ".html"
        elif objects.looks_like_json(text):
            ending = ".json"
        else:
            ending = ".jsonl" if objects.looks_like_lines(text) else ".txt"
        yield from _from_text(text, "-", ending)
    except SourceError as error:
        yield _failed("-", str(error))
    except (OSError, ValueError) as error:  # (ValueError: it is closed)
        yield _failed("-", f"Standard input cannot be read ({error}); give a file.")


def _bounded(file: BinaryIO, name: str) -> bytes:
    """Return all of a file, or raise where that is too much."""
    data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise SourceError(
            f"'{name}' is larger than {LARGEST // 1_000_000} MB; split it into smaller files.", source=name
        )
    return data


def _from_text(text: str, name: str, ending: str) -> Iterator[Article | ArticleRecord]:
    """Yield the articles in the text of a file with such an ending."""
    if not text.strip():
        yield _empty(name, f"'{name}' is empty; give a file with the article's text.")
    elif ending == ".txt":
        yield Article(text=limits.fitting(text, name), name=name, title=headline(text))
    elif ending in _MARKDOWN:
        yield markdown.extract(limits.fitting(text, name), name)
    elif ending in _HTML:
        yield _from_page(text, name)
    else:
        found = objects.from_lines(text, name) if ending == ".jsonl" else objects.from_json(text, name)
        place = ""
        for place, item in found:
            yield _failed(place, str(item)) if isinstance(item, SourceError) else item
        if not place:
            yield _empty(name, f"'{name}' is a list without articles; give one object for each article.")


def _from_page(text: str, name: str) -> Article | ArticleRecord:
    """Return the article of a page, or the record that it holds none."""
    from summarizer.reading import walls  # noqa: PLC0415  (the parser of HTML, which only pages need)

    article = html.extract(text, name)
    if instead := walls.wall(text, article.text if article else None):
        return _empty(name, f"'{name}' holds no article: it is {instead}.")
    return article or _empty(name, f"'{name}' is a page without an article; save the article's own page.")


def _within_limits(entries: Iterable[Article | ArticleRecord]) -> Iterator[Article | ArticleRecord]:
    """Yield the entries, those too long for an article as failed, until a run holds as much as it may."""
    characters = 0
    for place, entry in enumerate(entries):
        characters += len(entry.text)
        if place == limits.MOST_ARTICLES or characters > limits.MOST_CHARACTERS:
            yield _failed(
                entry.name,
                f"A run takes {limits.MOST_ARTICLES:,} articles and {limits.MOST_CHARACTERS // 1_000_000} million "
                f"characters at the most: '{entry.name}' and all after it are not read; give them to another run.",
            )
            return
        try:
            limits.fitting(entry.text, entry.name)
        except SourceError as error:
            yield _failed(entry.name, str(error))
        else:
            yield entry


# ── Settling ──────────────────────────────────────────────────────────────────────────────────────


def _numbered(entries: list[Article | ArticleRecord]) -> list[Article | ArticleRecord]:
    """Give each entry its place as id, but for articles whose own id no other has."""
    own = {entry.id for entry in entries if entry.id}
    taken: set[str] = set()
    numbered: list[Article | ArticleRecord] = []
    for place, entry in enumerate(entries, 1):
        free = (number for number in map(str, count(place)) if number not in own and number not in taken)
        chosen = entry.id if entry.id and entry.id not in taken else next(free)
        taken.add(chosen)
        numbered.append(entry.model_copy(update={"id": chosen}))
    return numbered


def _completed(article: Article) -> Article | ArticleRecord:
    """Fill in what the article lacks, or return the record that it has too many sentences."""
    sentences, asides = article.sentences, article.asides
    if not sentences:
        sentences, asides = split(article.text, title=article.title)
    if len(sentences) > limits.MOST_SENTENCES:
        reason = f"'{article.name}' has {len(sentences):,} sentences, and at most {limits.MOST_SENTENCES:,} of one article are read; give its parts as files."
        return _record(article, "failed", reason)
    return article.model_copy(
        update={
            "sentences": sentences,
            "asides": asides,
            "origin": article.origin or origin(article.text, asides),
            "language": article.language or detect(article.text),
        }
    )


def _blank(article: Article) -> Article | ArticleRecord:
    """Return the article, or the record that it is empty where its text holds no letter or digit."""
    if any(map(str.isalnum, article.text)):
        return article
    name = f"'{article.name}'" if article.name else "An article"
    return _record(article, "empty", f"{name} holds no words; give the article's text.")


def _duplicate(article: Article, original: Article) -> ArticleRecord:
    label = f"'{article.name}'" if article.name else f"Article {article.id}"
    reason = f"{label} has the same text as article {original.id} ({original.name or 'without a name'}), which is used."
    return _record(article, "duplicate", reason, duplicate_of=original.id)


def _record(article: Article, status: ArticleStatus, reason: str, *, duplicate_of: str | None = None) -> ArticleRecord:
    kept = article.model_dump(exclude={"sentences", "asides", "note"})
    return ArticleRecord(**kept, status=status, reason=reason, duplicate_of=duplicate_of)


def _failed(name: str, reason: str) -> ArticleRecord:
    return ArticleRecord(id="", name=name, text="", status="failed", reason=reason)


def _empty(name: str, reason: str) -> ArticleRecord:
    return ArticleRecord(id="", name=name, text="", status="empty", reason=reason)
