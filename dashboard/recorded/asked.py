"""What is asked of the record in an address: whose acts, which, from and to which day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from urllib.parse import urlencode

from store.acts import Wish

WHO, ACTION, SINCE, UNTIL, BEFORE = "who", "action", "from", "to", "before"
ASKED = (WHO, ACTION, SINCE, UNTIL, BEFORE)


def wish_of(query: Mapping[str, str]) -> Wish:
    """What cannot be read is not asked for: the form shows what was understood."""
    before = query.get(BEFORE, "")
    return Wish(
        who=query.get(WHO, "").replace("\0", "") or None,
        action=query.get(ACTION, "").replace("\0", "") or None,
        since=_day(query.get(SINCE, "")),
        until=_day(query.get(UNTIL, "")),
        before=int(before) if before.isascii() and before.isdigit() and len(before) < 19 else None,
    )


def query_text(wish: Wish, before: int | None = None) -> str:
    """The same as it stands in an address, "" or "?...". Before: the page that goes on where another ended."""
    said = {
        WHO: wish.who,
        ACTION: wish.action,
        SINCE: wish.since.isoformat() if wish.since else None,
        UNTIL: wish.until.isoformat() if wish.until else None,
        BEFORE: str(before) if before else None,
    }
    told = urlencode({name: value for name, value in said.items() if value})
    return f"?{told}" if told else ""


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if 1900 <= day.year <= 2999 else None
