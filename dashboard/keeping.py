"""Answers that were made once and are sent many times, compressed; never more of them than a number of bytes."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from dashboard.packing import encoding_of, pack, unpack

_AROUND = 2_000  # bytes that an answer costs beside its body
_ALL = 4  # how many times its br body an answer takes at most, with the other encodings
_VARYING = {"content-length", "content-encoding", "vary", "date"}

Headers = list[tuple[str, str]]
Reply = tuple[str, Headers, bytes]  # status, headers, body


class Place(NamedTuple):
    """Where an answer is kept.

    Attributes:
        kind: page, callback, file.
        reader: for whom it was made; nobody else gets it.
        address: which page, with its language.
        stamp: what the store, the program and the day were. Of an address one stamp only is kept, the last.
    """

    kind: str
    reader: str
    address: str
    stamp: str


class Answer:
    """One answer: its headers, and its body as br; other encodings are made when they are first asked for."""

    def __init__(self, headers: Iterable[tuple[str, str]], content: bytes) -> None:
        headers = list(headers)
        self.headers = [(name, value) for name, value in headers if name.lower() not in _VARYING]
        is_for_one = any(name.lower() == "vary" and "cookie" in value.lower() for name, value in headers)
        self.headers.append(("Vary", "Accept-Encoding, Cookie" if is_for_one else "Accept-Encoding"))
        self.etag = next((value for name, value in self.headers if name.lower() == "etag"), "")
        self._bodies = {"br": pack(content, "br")}

    def body(self, encoding: str) -> bytes:
        """In one of `packing.ENCODINGS`; "" for as it is."""
        if not encoding:
            return unpack(self._bodies["br"])
        if encoding not in self._bodies:
            self._bodies[encoding] = pack(unpack(self._bodies["br"]), encoding)
        return self._bodies[encoding]

    def is_ready(self, environ: Mapping[str, Any]) -> bool:
        """Whether it stands there in the encoding that this request takes."""
        return encoding_of(environ.get("HTTP_ACCEPT_ENCODING", "")) in self._bodies

    def reply(self, environ: Mapping[str, Any]) -> Reply:
        """Status, headers and body for a request: in an encoding that it takes, or "not modified"."""
        if environ.get("HTTP_IF_NONE_MATCH") and self._is_known_to(environ["HTTP_IF_NONE_MATCH"]):
            return "304 NOT MODIFIED", [pair for pair in self.headers if pair[0].lower() != "content-type"], b""
        encoding = encoding_of(environ.get("HTTP_ACCEPT_ENCODING", ""))
        body = self.body(encoding)
        coded = [("Content-Encoding", encoding)] if encoding else []
        return "200 OK", [*self.headers, *coded, ("Content-Length", str(len(body)))], body

    def _is_known_to(self, tags: str) -> bool:
        """Whether an If-None-Match header names this answer (compared weakly, as it is for GET)."""
        named = {one.strip().removeprefix("W/") for one in tags.split(",")}
        return bool(self.etag) and (self.etag.removeprefix("W/") in named or "*" in named)

    @property
    def size(self) -> int:
        """Bytes, counted as if every encoding had been made."""
        return _AROUND + _ALL * len(self._bodies["br"])


class Shelf:
    """So many bytes of answers; the one that was not asked for the longest time goes first."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._kept: OrderedDict[tuple[str, str, str], tuple[str, Answer]] = OrderedDict()

    def get(self, place: Place) -> Answer | None:
        """The answer at exactly this place; one of another stamp is none."""
        key = place[:3]
        with self._lock:
            found = self._kept.get(key)
            if found is None or found[0] != place.stamp:
                return None
            self._kept.move_to_end(key)
            return found[1]

    def put(self, place: Place, answer: Answer) -> None:
        """Keep it, in the place of an older one of the same address."""
        with self._lock:
            self._kept.pop(place[:3], None)
            self._kept[place[:3]] = (place.stamp, answer)
            while self._kept and self._size() > self._most:
                self._kept.popitem(last=False)

    @property
    def size(self) -> int:
        """Bytes held now."""
        with self._lock:
            return self._size()

    def _size(self) -> int:
        return sum(answer.size for _, answer in self._kept.values())
