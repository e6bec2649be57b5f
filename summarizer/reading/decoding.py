"""Bytes in, text out: which encoding, or why it is no text at all."""

from __future__ import annotations

import codecs

from summarizer.errors import SourceError

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = {
    b"%PDF-": "a PDF",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"RIFF": "an image, sound or film",
    b"PK\x03\x04": "a ZIP archive, or an office document",
    b"\xd0\xcf\x11\xe0": "an old office document",
    b"{\\rtf": "an RTF document",
    b"\x1f\x8b": "a gzip archive",
    b"7z\xbc\xaf": "a 7-Zip archive",
    b"SQLite format 3": "a database",
    b"\x7fELF": "a program",
}
# Without a byte order mark these fit nearly any bytes, so a guess at them says nothing.
_NEVER_GUESSED = ["utf_16", "utf_16_be", "utf_16_le", "utf_32", "utf_32_be", "utf_32_le", "utf_7"]
_TOLERATED_DAMAGE = 0.01
_TOLERATED_NULS = 0.001
_WHOLE = 3  # characters of several bytes for each that is broken
_SAMPLE = 500_000  # bytes that an encoding is guessed by: more make no better guess, and take seconds
# What a page may name, as Python calls it: the single-byte and East Asian encodings that browsers know
# (https://encoding.spec.whatwg.org/#names-and-labels). Python knows others that are none of the web or take for ever.
_OF_PAGES = frozenset(
    """
    ascii big5 big5hkscs cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 cp866 cp874 cp932 cp949 euc_jp
    euc_kr gb18030 gb2312 gbk iso2022_jp iso8859-1 iso8859-10 iso8859-13 iso8859-14 iso8859-15 iso8859-16 iso8859-2
    iso8859-3 iso8859-4 iso8859-5 iso8859-6 iso8859-7 iso8859-8 koi8-r koi8-u mac-cyrillic mac-roman shift_jis utf-8
    """.split()
)


def decode(data: bytes, name: str, *, declared: str | None = None) -> str:
    r"""Return `data` as text, newlines normalised to ``\n`` and nothing else changed.

    UTF-8 is tried first, then the encoding that the file declares, then charset-normalizer's best guess. A file that
    is UTF-8 but for a few broken bytes keeps them as U+FFFD; a page loses the few NULs it has, as in a browser.

    Args:
        data: The whole file.
        name: What to call the file in an error.
        declared: The encoding that an HTML page names in its head, if any.

    Raises:
        SourceError: It is not text.
    """
    text = _decode(data, name, declared)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decode(data: bytes, name: str, declared: str | None) -> str:
    if kind := next((kind for magic, kind in _MAGIC.items() if data.startswith(magic)), None):
        raise _not_text(name, kind)
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    if declared and data.count(b"\0") <= _TOLERATED_NULS * len(data):
        data = data.replace(b"\0", b"")
    if b"\0" in data:
        raise _not_text(name, "binary data")
    for encoding in filter(None, ("utf-8", _of_pages(declared))):
        try:
            return data.decode(encoding)
        except UnicodeError:
            continue
    if (text := _damaged(data) or _guessed(data) or _mended(data)) is None:
        raise _not_text(name, "binary data")
    return text


def _of_pages(declared: str | None) -> str | None:
    """Return the encoding that a page names where it is one that pages have, else None."""
    try:
        found = codecs.lookup(declared or "").name
    except LookupError:
        return None
    if found in ("ascii", "iso8859-1"):  # which browsers read as this one, and pages mean
        return "cp1252"
    return found if found in _OF_PAGES else None


def _damaged(data: bytes) -> str | None:
    """Return the text of UTF-8 that is broken in places, or None: what is none at all has hardly a sequence of it."""
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\N{REPLACEMENT CHARACTER}")
    whole = len(text) - broken - len(text.encode("ascii", "ignore"))
    return text if whole >= _WHOLE * broken else None


def _guessed(data: bytes) -> str | None:
    from charset_normalizer import from_bytes  # noqa: PLC0415  (costs time that a UTF-8 file need not spend)

    matches = from_bytes(data[:_SAMPLE], cp_exclusion=_NEVER_GUESSED)
    best = matches.best()
    if best is None:
        return None
    # Among guesses that are as good as each other the commonest on the web wins: with few accented letters the
    # Windows code pages cannot be told apart.
    for match in matches:
        if match.encoding == "cp1252" and (match.chaos, match.coherence) == (best.chaos, best.coherence):
            best = match
            break
    return str(best) if len(data) <= _SAMPLE else _mended(data, best.encoding)


def _mended(data: bytes, encoding: str = "utf-8") -> str | None:
    """Return the text with what is broken in it as U+FFFD, or None where that is more than a little."""
    text = data.decode(encoding, errors="replace")
    return text if text.count("\N{REPLACEMENT CHARACTER}") <= 1 + _TOLERATED_DAMAGE * len(text) else None


def _not_text(name: str, kind: str) -> SourceError:
    return SourceError(f"'{name}' is not text (it looks like {kind}); give the article as .txt, .md or .html.")
