"""A table of Danmarks Statistik's StatBank: asked when it was updated last, fetched where that is another day."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import aiohttp

from etl.sources.guard import Guard
from etl.sources.order import Fetched, Order
from etl.sources.taking import take, unchanged
from etl.sources.trouble import Trouble, of_status
from etl.sources.web import Body, Run, client

_ENDINGS = {"JSONSTAT": ".json", "CSV": ".csv"}


def fetch(order: Order, guard: Guard, folder: Path) -> Fetched:
    """The one answer to a query. The answer holds when the table was updated, or StatBank does not say."""
    guard.check_url(order.url)
    with client(order) as (session, run):
        asked = query_of(order)
        mark = _mark(order, session, run)
        name, last = order.table.lower() + _ENDINGS[order.answer], order.known.get("")
        if last is not None and mark and last.mark == mark:
            return unchanged(name, last, is_place=True)
        answer = run(_posted(order, session, "data", asked))
        try:
            _check(answer)
            return take(folder, order, Body(answer, run), Fetched(name, mark=mark, is_place=True))
        finally:
            answer.close()


def query_of(order: Order) -> dict[str, Any]:
    """ "OMRÅDE=000,101&Tid=>=2015" as StatBank takes it.

    Raises:
        Trouble: a part that has no "=".
    """
    variables = []
    for part in filter(None, (one.strip() for one in order.query.split("&"))):
        code, sign, values = part.partition("=")
        if not sign or not values.strip():
            raise Trouble("source_query")
        variables.append({"code": code.strip(), "values": [one.strip() for one in values.split(",")]})
    asked: dict[str, Any] = {"table": order.table, "format": order.answer, "lang": "da", "variables": variables}
    return asked | ({"delimiter": "Semicolon"} if order.answer == "CSV" else {})


def _mark(order: Order, session: aiohttp.ClientSession, run: Run) -> str:
    """When the table was updated, and of which query that is said; "" where StatBank does not say."""
    answer = run(_posted(order, session, "tableinfo", {"table": order.table, "format": "JSON", "lang": "da"}))
    try:
        _check(answer)
        content = run(answer.content.read(1 << 20))
        while piece := run(answer.content.read(1 << 20)):
            content += piece
            if len(content) > 8 << 20:
                return ""
        updated = json.loads(content).get("updated")
    except (ValueError, AttributeError):
        return ""
    finally:
        answer.close()
    of = hashlib.sha256(f"{order.table}|{order.query}|{order.answer}".encode()).hexdigest()[:16]
    return f"updated:{str(updated)[:40]}:{of}" if updated else ""


async def _posted(
    order: Order, session: aiohttp.ClientSession, function: str, asked: dict[str, Any]
) -> aiohttp.ClientResponse:
    return await session.post(f"{order.url.rstrip('/')}/{function}", json=asked, allow_redirects=False)


def _check(answer: aiohttp.ClientResponse) -> None:
    if answer.status == 400 or answer.status == 404:
        raise Trouble("source_query")
    if answer.status != 200:
        raise of_status(answer.status, answer.headers.get("Retry-After"))
