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


def decode(data: bytes, name: str, *, declared: str | None = None) -> str:
    r"""Return `data` as text, newlines normalised to ``\n`` and nothing else changed.

    UTF-8 is tried first, then the encoding that the file declares, then charset-normalizer's best guess. A file that
    is UTF-8 but for a few broken bytes keeps them as U+FFFD.

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
    if b"\0" in data:
        raise _not_text(name, "binary data")
    for encoding in filter(None, ("utf-8", declared)):
        try:
            return data.decode(encoding)
        except (UnicodeError, LookupError):
            continue
    if (text := _guessed(data) or _mended(data)) is None:
        raise _not_text(name, "binary data")
    return text


def _guessed(data: bytes) -> str | None:
    from charset_normalizer import from_bytes  # noqa: PLC0415  (costs time that a UTF-8 file need not spend)

    matches = from_bytes(data, cp_exclusion=_NEVER_GUESSED)
    best = matches.best()
    if best is None:
        return None
    # Among guesses that are as good as each other the commonest on the web wins: with few accented letters the
    # Windows code pages cannot be told apart.
    for match in matches:
        if match.encoding == "cp1252" and (match.chaos, match.coherence) == (best.chaos, best.coherence):
            return str(match)
    return str(best)


def _mended(data: bytes) -> str | None:
    text = data.decode("utf-8", errors="replace")
    return text if text.count("\N{REPLACEMENT CHARACTER}") <= 1 + _TOLERATED_DAMAGE * len(text) else None


def _not_text(name: str, kind: str) -> SourceError:
    return SourceError(f"'{name}' is not text (it looks like {kind}); give the article as .txt, .md or .html.")
