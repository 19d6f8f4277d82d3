"""Answers compressed, and which compression a browser takes."""

from __future__ import annotations

import gzip
import sys
from functools import lru_cache

import brotli
from werkzeug.datastructures import Accept
from werkzeug.http import parse_accept_header

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

ENCODINGS = ("br", "zstd", "gzip")  # the smallest first
_ONCE = {"br": 9, "zstd": 15, "gzip": 9}  # made once, sent often


@lru_cache(maxsize=256)
def encoding_of(accepted: str) -> str:
    """The best of ours that an Accept-Encoding header allows; "" for none."""
    wanted = parse_accept_header(accepted, Accept)
    named = {name for name, _ in wanted}
    return next((one for one in ENCODINGS if wanted.quality(one if one in named else "*") > 0), "")


def pack(content: bytes, encoding: str) -> bytes:
    """The content in one of `ENCODINGS`; as it is for ""."""
    if encoding == "br":
        return bytes(brotli.compress(content, quality=_ONCE["br"]))
    if encoding == "zstd":
        return bytes(zstd.compress(content, _ONCE["zstd"]))
    return gzip.compress(content, _ONCE["gzip"], mtime=0) if encoding == "gzip" else content


def unpack(packed: bytes) -> bytes:
    """What was packed as br."""
    return bytes(brotli.decompress(packed))
