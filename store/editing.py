"""Editing: an entry of a definition changed by a person in the browser. Each change is a new version, never a loss.

The caller opens the transaction (`store.writing()`); `edit` also puts the alliance in the queue to be judged anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

import sqlalchemy as sa

from config.definitions import Alliance
from config.language import Text
from config.mistakes import mistake
from config.personal_numbers import masked
from store.clock import danish_day
from store.entries import (
    BROWSER,
    PARTS,
    WHOLE,
    Document,
    Row,
    current_rows,
    entries_of,
    key_name,
    lock_alliance,
    said_by_file,
    write_version,
)
from store.schema import alliance, definition
from store.target_versions import check_targets
from store.whole import Mistaken as Mistaken
from store.whole import check_whole
from store.work import ask_to_assess


class Stored(NamedTuple):
    """One version of one entry.

    Attributes:
        kind: a key of `store.definitions.PARTS`, or "alliance".
        document: its fields as the file writes them, without those that say the default; of a retired one the last.
        origin: "file" or "browser".
        reason: why, in the author's words; None where nobody said.
        version: to be handed to `edit` as `seen`.
        is_retired: it stands no more since `recorded_at`.
    """

    kind: str
    key: str
    position: int
    document: Document
    origin: str
    author: str
    recorded_at: datetime
    reason: str | None
    version: int
    is_retired: bool


class EditedMeanwhile(Exception):
    """Another version stands by now than the one that was shown: `stored` is the one that stands."""

    def __init__(self, stored: Stored) -> None:
        super().__init__(f"{stored.kind} {stored.key}")
        self.stored = stored


def read_entries(connection: sa.Connection, slug: str, kind: str) -> list[Stored]:
    """The entries of a kind as they stand, in their order; retired ones are not among them."""
    return [_stored(row) for row in current_rows(connection, slug) if row.kind == kind]


def read_retired(connection: sa.Connection, slug: str, kind: str) -> list[Stored]:
    """The entries of a kind that stand no more, latest first: `edit` with their document brings them back."""
    rows = (row for row in current_rows(connection, slug, with_retired=True) if row.kind == kind and row.is_retired)
    return sorted(map(_stored, rows), key=lambda one: one.recorded_at, reverse=True)


def read_history(connection: sa.Connection, slug: str, kind: str, key: str) -> list[Stored]:
    """Every version of an entry, newest first; also what it was before it was renamed."""
    query = (
        sa.select(definition)
        .join(alliance, alliance.c.alliance_id == definition.c.alliance_id)
        .where(alliance.c.slug == slug, definition.c.kind == kind, definition.c.key == key)
        .order_by(definition.c.definition_id.desc())
    )
    return [_stored(row) for row in connection.execute(query)]


def edit(
    connection: sa.Connection,
    slug: str,
    kind: str,
    key: str,
    document: Mapping[str, Any] | None,
    *,
    author: str,
    reason: str | None,
    now: datetime,
    seen: int | None,
) -> Stored:
    """Write a new version of an entry, or its first; a document that says what stands already writes none.

    Targets that stand already keep value, deadline, place, partner and day of adoption: a change is one more target,
    with `adopted` and `reason`. Only one adopted today or later may be corrected.
    The key and the former keys of an entry are not edited here: see `store.renaming`.

    Args:
        document: all its fields, not only the changed ones; the key in it may be left out. None retires the entry;
            small wins and actions tied to a retired indicator are so no longer.
        author: who says so; not blank.
        seen: the version that was shown; None where there was none (a new entry).

    Raises:
        LookupError: there is no such "alliance", or no such "entry" to retire.
        EditedMeanwhile: another version than `seen` stands by now, or one where there was none.
        Mistaken: with the change the alliance would not hold together.
    """
    author = _clean(author).strip()
    if not author:
        wrong = mistake("author_blank", "", ("author",))
        raise Mistaken((wrong,), {"author": wrong})
    with connection.begin_nested():  # all of it or nothing, also where the caller goes on after a refusal
        return _edited(connection, slug, kind, key, document, author, _clean(reason or "").strip() or None, now, seen)


def _edited(
    connection: sa.Connection,
    slug: str,
    kind: str,
    key: str,
    document: Mapping[str, Any] | None,
    author: str,
    reason: str | None,
    now: datetime,
    seen: int | None,
) -> Stored:
    rows = _locked_rows(connection, slug)
    row = next((one for one in rows if (one.kind, one.key) == (kind, key)), None)
    _check_seen(row, seen)
    if document is None and (row is None or row.is_retired):
        raise LookupError("entry")
    standing = [one for one in rows if not one.is_retired]
    if kind == "indicator" and document is None:
        _forget_mentions(connection, standing, key, author, now)
        standing = current_rows(connection, slug)
    wanted = None if document is None else _wanted(row, kind, key, document)
    made = _checked(standing, kind, key, wanted, danish_day(now))
    if row is not None and not row.is_retired and made == row.document:
        return _stored(row)
    retired = made is None
    last = [one.position for one in standing if one.kind == kind]
    write_version(
        connection,
        rows[0].alliance_id,
        kind,
        key,
        row.position if row is not None and not row.is_retired else max(last, default=-1) + 1,
        row.document if made is None and row is not None else made or {},
        origin=BROWSER,
        author=author,
        now=now,
        reason=reason,
        is_retired=retired,
        file_document=None if row is None else said_by_file(row),
    )
    ask_to_assess(connection, slug, author, now)
    return read_history(connection, slug, kind, key)[0]


def _forget_mentions(connection: sa.Connection, standing: list[Row], code: str, author: str, now: datetime) -> None:
    """Small wins and actions name the indicators that they are tied to; what is retired is none of them any more."""
    for row in standing:
        if row.kind not in ("small_win", "action") or code not in row.document.get("indicators", ()):
            continue
        others = [one for one in row.document["indicators"] if one != code]
        document = {name: value for name, value in row.document.items() if name != "indicators"}
        write_version(
            connection,
            row.alliance_id,
            row.kind,
            row.key,
            row.position,
            document | ({"indicators": others} if others else {}),
            origin=BROWSER,
            author=author,
            now=now,
            reason=f"indikatoren {code} udgik / the indicator {code} was retired",
            file_document=said_by_file(row),
        )


def _locked_rows(connection: sa.Connection, slug: str) -> list[Row]:
    """The current rows of an alliance; whoever else edits it waits until this transaction is over."""
    rows = current_rows(connection, slug, with_retired=True) if lock_alliance(connection, slug) else []
    if not any(row.kind == WHOLE for row in rows):
        raise LookupError("alliance")
    return rows


def _check_seen(row: Row | None, seen: int | None) -> None:
    """Whoever writes has seen what stands; of a retired entry that is either nothing or how it was retired."""
    if row is None:
        return
    allowed = (None, row.definition_id) if row.is_retired else (row.definition_id,)
    if seen not in allowed:
        raise EditedMeanwhile(_stored(row))


def _wanted(row: Row | None, kind: str, key: str, document: Mapping[str, Any]) -> Document:
    """The document as it is meant: texts cleaned, key and former keys as they are."""
    parts = {name for name, _ in PARTS.values()} if kind == WHOLE else set()
    fields = {name: _clean(value) for name, value in document.items() if name not in parts}
    formerly = row.document.get("formerly") if row is not None else None
    fields = {name: value for name, value in fields.items() if name != "formerly"} | {key_name(kind): key}
    return fields | {"formerly": formerly} if formerly else fields


def _checked(standing: list[Row], kind: str, key: str, wanted: Document | None, today: date) -> Document | None:
    """The document as the store keeps it, when the alliance with it holds together."""
    if kind == WHOLE and wanted is None:
        return None  # the alliance itself: its entries rest with it
    before = next((row for row in standing if (row.kind, row.key) == (kind, key)), None)
    entries = [(row.kind, wanted if row is before else row.document) for row in standing]
    if before is None:
        entries.append((kind, wanted))
    kept = [(one, document) for one, document in entries if document is not None]
    number = [document for one, document in kept if one == kind]
    place = next((n for n, document in enumerate(number) if document is wanted), None)
    path = "" if kind == WHOLE else f"{PARTS[kind][0]}.{place}" if place is not None else None
    declared = check_whole(kept, [(row.kind, row.document) for row in standing], path)
    made = None if wanted is None else _normal(declared, kind, key)
    if before is not None and made is not None and kind == "indicator":
        check_targets(before.document, made, today)
    return made


def _normal(declared: Alliance, kind: str, key: str) -> Document:
    return next(one.document for one in entries_of(declared) if (one.kind, one.key) == (kind, key))


def _clean(value: Any) -> Any:
    """A text without CPR numbers and without what PostgreSQL refuses; the same inside lists and fields."""
    if isinstance(value, str):
        return masked(value.replace("\r\n", "\n").replace("\0", "").encode("utf-8", "replace").decode())
    if isinstance(value, Text):
        return _clean(value.to_json())
    if isinstance(value, Mapping):
        return {name: _clean(one) for name, one in value.items()}
    if isinstance(value, Iterable):
        return [_clean(one) for one in value]
    return value


def _stored(row: Row) -> Stored:
    return Stored(
        kind=row.kind,
        key=row.key,
        position=row.position,
        document=row.document,
        origin=row.origin,
        author=row.author,
        recorded_at=row.recorded_at,
        reason=row.reason,
        version=row.definition_id,
        is_retired=row.is_retired,
    )
