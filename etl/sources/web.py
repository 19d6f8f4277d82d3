"""A file at an address of the web, asked for only if it is another than last time."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import parse_qs, quote

import aiohttp
from yarl import URL

from etl.sources.endings import ENDINGS, IN_ADDRESS
from etl.sources.guard import Guard
from etl.sources.order import Fetched, Order
from etl.sources.taking import take, unchanged
from etl.sources.trouble import Trouble, of_status

_MOST_STEPS = 5  # of an address that leads on
_PAUSE = 30.0  # seconds without a byte
_LEADS = (301, 302, 303, 307, 308)
_TYPES = {
    "text/csv": ".csv",
    "application/csv": ".csv",
    "text/plain": ".csv",
    "application/json": ".json",
    "application/vnd.ms-excel": ".xls",
    "application/vnd.oasis.opendocument.spreadsheet": ".ods",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/vnd.ms-excel.sheet.macroenabled.12": ".xlsm",
    "application/vnd.ms-excel.sheet.binary.macroenabled.12": ".xlsb",
}
_PAGES = ("text/html", "application/xhtml+xml")

Run = Callable[[Any], Any]  # carries out a coroutine


class Body:
    """The bytes of an answer, read like a file."""

    def __init__(self, answer: aiohttp.ClientResponse, run: Run) -> None:
        self._answer, self._run = answer, run

    def read(self, size: int = -1, /) -> bytes:
        return bytes(self._run(self._answer.content.read(size)))


@contextmanager
def client(order: Order) -> Iterator[tuple[aiohttp.ClientSession, Run]]:
    """A client without cookies and with no proxy but the order's, and what carries its coroutines out."""
    with asyncio.Runner() as runner:

        async def _open() -> aiohttp.ClientSession:
            return aiohttp.ClientSession(
                timeout=aiohttp.ClientTimeout(total=None, sock_connect=_PAUSE, sock_read=_PAUSE),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": "Fremdrift", "Accept-Encoding": "identity"},
                trust_env=False,
                proxy=order.proxy or None,
            )

        session = runner.run(_open())
        try:
            yield session, runner.run
        finally:
            runner.run(session.close())


def fetch(order: Order, guard: Guard, folder: Path) -> Fetched:
    """The one file of a web address."""
    with client(order) as (session, run):
        found = _fetch(order, guard, folder, session, run)
        if found.state == "new" and not found.fields.get("has_length"):
            # Without a length an answer that was cut looks whole: only two that are alike are believed.
            again = _fetch(order, guard, folder, session, run)
            Path(again.path or found.path).unlink()
            if again.sha256 != found.sha256:
                Path(found.path).unlink(missing_ok=True)
                raise Trouble("source_cut")
    return found


def _fetch(order: Order, guard: Guard, folder: Path, session: aiohttp.ClientSession, run: Run) -> Fetched:
    last = order.known.get("")
    headers = _conditions(last.mark) if last else {}
    answer = run(_asked(order, guard, session, headers))
    try:
        if answer.status == 304 and last is not None:
            return unchanged(_name(order, answer), last, is_place=True)
        if answer.status != 200:
            raise of_status(answer.status, answer.headers.get("Retry-After"))
        if answer.content_type in _PAGES:
            raise Trouble("source_is_a_page")
        if (answer.content_length or 0) > order.most_bytes:
            raise Trouble("source_too_large", limit=order.most_bytes >> 20)
        told = Fetched(_name(order, answer), mark=_mark(answer.headers), is_place=True)
        found = take(folder, order, Body(answer, run), told)
        has_length = answer.content_length is not None or "chunked" in answer.headers.get("Transfer-Encoding", "")
        return Fetched(**{**found.to_json(), "fields": {"has_length": has_length}})
    finally:
        answer.close()


async def _asked(
    order: Order, guard: Guard, session: aiohttp.ClientSession, headers: Mapping[str, str]
) -> aiohttp.ClientResponse:
    """The answer of the last of the addresses that one leads to; each of them must be one of the source's hosts."""
    url = URL(order.url.replace(IN_ADDRESS, quote(order.secret, safe="")))
    first = url.origin()
    for _ in range(_MOST_STEPS + 1):
        guard.check_url(str(url))
        own = _key(order) if url.origin() == first else {}
        answer = await session.get(url, headers={**headers, **own}, allow_redirects=False)
        if answer.status not in _LEADS or "Location" not in answer.headers:
            return answer
        answer.close()
        after = url.join(URL(answer.headers["Location"]))
        if after.scheme != "https" and after.scheme != url.scheme:
            raise Trouble("source_leads_on", host=f"{after.scheme}://{after.host}"[:100])
        url = after
    raise Trouble("source_odd_answer", status=str(answer.status))


def _key(order: Order) -> dict[str, str]:
    """What opens the address: for its own host alone."""
    if not order.secret or IN_ADDRESS in order.url:
        return {}
    if order.user:
        return {"Authorization": aiohttp.BasicAuth(order.user, order.secret, "utf-8").encode()}
    return {"Authorization": f"Bearer {order.secret}"}


def _conditions(mark: str) -> dict[str, str]:
    kind, _, value = mark.partition(":")
    return {name: value for way, name in (("etag", "If-None-Match"), ("date", "If-Modified-Since")) if kind == way}


def _mark(headers: Mapping[str, str]) -> str:
    """What the server calls this version; "" where it does not say."""
    for kind, name in (("etag", "ETag"), ("date", "Last-Modified")):
        if value := headers.get(name):
            return f"{kind}:{value}" if len(value) <= 300 else ""
    return ""


def _name(order: Order, answer: aiohttp.ClientResponse) -> str:
    """The place's key with the ending of what it holds."""
    url = URL(order.url.replace(IN_ADDRESS, "x"))
    asked = parse_qs(url.query_string)
    said = answer.content_disposition.filename if answer.content_disposition else None
    endings = [
        PurePosixPath(url.path).suffix,
        *(f".{one}" for name in ("output", "format") for one in asked.get(name, ())),
    ]
    endings += [PurePosixPath(said or "").suffix, _TYPES.get(answer.content_type, "")]
    ending = next((one.casefold() for one in endings if one.casefold() in ENDINGS), ".csv")
    return order.key + ending
