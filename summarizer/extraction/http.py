"""The HTTP below the model's client: no redirect is followed, and no answer is read that is too large to be one."""

from __future__ import annotations

from typing import Any

import httpx2

LARGEST = 8_000_000
"""Bytes of an answer, unpacked. Vectors of 32 texts, 8,192 numbers each, take about 6 million as JSON; an answer of 16,000
tokens takes 100 thousand. What JSON of this size unpacks to fits into 200 MB."""
_LENGTHS = frozenset({"content-encoding", "content-length", "transfer-encoding"})


class TooLargeError(Exception):
    """An answer is larger than `LARGEST`."""


class Http(httpx2.AsyncClient):
    """An HTTP client that reads every answer, whatever its status, up to a bound."""

    async def send(self, request: httpx2.Request, **options: Any) -> httpx2.Response:
        """Send a request, and return its answer, read and unpacked.

        Raises:
            TooLargeError: It is larger than `LARGEST`, packed or unpacked.
        """
        response = await super().send(request, **options | {"stream": True, "follow_redirects": False})
        content = bytearray()
        try:
            async for part in response.aiter_bytes():  # unpacked, at most a mebibyte at a time
                content += part
                if len(content) > LARGEST:
                    raise TooLargeError(f"the answer is larger than {LARGEST // 1_000_000} MB")
        finally:
            await response.aclose()
        return httpx2.Response(
            response.status_code,
            headers=[(name, value) for name, value in response.headers.multi_items() if name.lower() not in _LENGTHS],
            content=bytes(content),
            request=request,
            extensions=response.extensions,
        )
