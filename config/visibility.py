"""Who may see what is declared, and from when. `store.viewer` says who is who."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated, Any, NamedTuple

from pydantic import BeforeValidator, Field, WithJsonSchema

from config.entries import SLUG
from config.language import COPENHAGEN, Text, format_date

PUBLIC, MEMBERS = "public", "members"
EVERYBODY: tuple[tuple[str, Text], ...] = (  # what is not one organisation's
    (PUBLIC, Text("alle", "everybody")),
    (MEMBERS, Text("alliancens medlemmer", "the alliance's members")),
)
_MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?::00)?)?")


class Sight(NamedTuple):
    """Who may see an alliance or an indicator.

    Attributes:
        visibility: public, members, or the slug of the one organisation that may.
        ends: the moment at which its embargo ends; None where there is none.
    """

    visibility: str = PUBLIC
    ends: datetime | None = None


def _embargo(value: Any) -> str:
    """A day or a moment of Danish time, as it is kept: "2026-12-01", "2026-12-01T09:00"."""
    if isinstance(value, datetime):  # YAML reads "2026-12-01 09:00:00" as a moment
        value = value.isoformat()
    found = _MOMENT.fullmatch(str(value).strip()) if isinstance(value, str | date) else None
    try:
        if found is None:
            raise ValueError
        date.fromisoformat(found[1])
        if found[2]:
            time.fromisoformat(found[2])
    except ValueError:
        raise ValueError("embargo_shape") from None
    return f"{found[1]}T{found[2]}" if found[2] else found[1]


Visibility = Annotated[str, Field(pattern=SLUG, max_length=80)]
Embargo = Annotated[
    str,
    BeforeValidator(_embargo),
    WithJsonSchema({"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:00)?)?$"}),
]


def embargo_ends(embargo: str | None) -> datetime | None:
    """The moment in UTC from which it holds no more: after the day, or at the Danish moment.

    Where clocks are put back or forward, an hour that comes twice or never is the later moment that it may mean.
    """
    if embargo is None:
        return None
    day, _, at = embargo.partition("T")
    local = datetime.combine(date.fromisoformat(day), time.fromisoformat(at) if at else time())
    local = local if at else local + timedelta(days=1)
    return max(local.replace(tzinfo=COPENHAGEN, fold=fold).astimezone(UTC) for fold in (0, 1))


def sight_of(document: Mapping[str, Any]) -> Sight:
    """Who may see an entry that is kept as a document."""
    return Sight(document.get("visibility") or PUBLIC, embargo_ends(document.get("embargo")))


def embargo_text(embargo: str) -> Text:
    """ "til og med 1. december 2026", "til 1. december 2026 kl. 9.00"."""
    day, _, at = embargo.partition("T")
    da, en = (format_date(date.fromisoformat(day), language) for language in ("da", "en"))
    if not at:
        return Text(f"til og med {da}", f"until the end of {en}")
    return Text(f"til {da} kl. {at.lstrip('0').replace(':', '.') if at[:2] != '00' else at.replace(':', '.')}",
                f"until {en} at {at}")  # fmt: skip
