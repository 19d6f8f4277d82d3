"""What becomes of each entry of a definition when its file is read: new, changed, renamed, retired, left alone.

Three things are compared: what stands, what the file said when it was read last, and what it says now. So an entry
edited in the browser stays while the file is only behind ("edited"), and where both have changed it is a conflict.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, NamedTuple

import sqlalchemy as sa

from config.definitions import Alliance
from store.entries import WHOLE, Document, Entry, Row, current_rows, entries_of, key_name, said_by_file
from store.renaming import find_slug, with_keys
from store.whole import check_whole

Side = Literal["file", "store"]


class Difference(NamedTuple):
    """One field of an entry in conflict, as JSON; None where it is left out."""

    field: str
    before: Any  # in the file, when it was read last
    stands: Any  # in the store
    says: Any  # in the file now


class Choice(NamedTuple):
    """Which side counts for an entry in conflict, or for one field of it."""

    side: Side
    kind: str
    key: str
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """One entry in which file and store differ.

    Attributes:
        what: new, changed, renamed or retired by the file; edited: only in the browser; conflict: in both. The last
            two are left alone.
        fields: that differ; "order" where only its place does.
        differences: of a conflict, field by field.
        author, recorded_at: of an edited entry or a conflict, who changed it in the browser, and when.
    """

    what: Literal["new", "changed", "renamed", "retired", "edited", "conflict"]
    kind: str
    key: str
    fields: tuple[str, ...] = ()
    differences: tuple[Difference, ...] = field(default=(), compare=False)
    author: str | None = field(default=None, compare=False)
    recorded_at: datetime | None = field(default=None, compare=False)


@dataclass(slots=True)
class Outcome:
    """What becomes of one entry.

    Attributes:
        row: its current row; None for one that is not in the store.
        document: what will stand; None: it stands no more.
        said: what the file says now, to be remembered beside an entry edited in the browser.
    """

    kind: str
    key: str
    row: Row | None
    document: Document | None
    said: Document | None
    change: Change | None = None

    @property
    def stands(self) -> Document | None:
        return None if self.row is None or self.row.is_retired else self.row.document

    @property
    def is_the_files(self) -> bool:
        """What will stand is what the file says."""
        return self.document == self.said


def weigh(connection: sa.Connection, declared: Alliance, choices: Sequence[Choice]) -> list[Outcome]:
    """What becomes of every entry, those of the file first and in its order.

    Raises:
        store.whole.Mistaken: what would stand does not hold together.
    """
    rows = current_rows(connection, find_slug(connection, declared.slug, declared.formerly), with_retired=True)
    entries = entries_of(declared)
    matched, left = _matched(entries, rows)
    behind = _new_keys(
        (entry.kind, entry.key, row.key) for entry, row in matched if row is not None and _is_behind(entry, row)
    )
    ahead = _new_keys(
        (entry.kind, row.key, entry.key) for entry, row in matched if row is not None and not _is_behind(entry, row)
    )
    chosen = {(one.kind, one.key, one.field): one.side for one in choices}
    outcomes = [_outcome(entry, row, behind, chosen) for entry, row in matched]
    outcomes += [_of_one_left(row, chosen) for row in left]
    for one in outcomes:
        if one.document is not None and not one.is_the_files:
            one.document = with_keys(one.kind, one.document, ahead)  # edited entries follow what the file renames
    _note_order(outcomes)
    stands = any(one.kind == WHOLE and one.document is not None for one in outcomes)
    if stands and any(one.document is not None and not one.is_the_files for one in outcomes):
        check_whole(
            [(one.kind, one.document) for one in outcomes if one.document is not None],
            [(row.kind, row.document) for row in rows if not row.is_retired],
        )
    return outcomes


def _matched(entries: Sequence[Entry], rows: Sequence[Row]) -> tuple[list[tuple[Entry, Row | None]], list[Row]]:
    """Each entry of the file with its row, and the rows that the file does not have.

    It is the row of its key, else of a key that the file says it had, else of one that was renamed in the store.
    """
    standing = {(row.kind, row.key): row for row in rows if not row.is_retired}
    retired = {(row.kind, row.key): row for row in rows if row.is_retired}
    renamed = {(row.kind, key): row for row in standing.values() for key in row.document.get("formerly", ())}
    found: list[tuple[Entry, Row | None]] = []
    for entry in entries:
        names = [(entry.kind, key) for key in (entry.key, *entry.document.get("formerly", ()))]
        row = next((standing[name] for name in names if name in standing), None)
        found.append((entry, row or renamed.get(names[0]) or retired.get(names[0])))
    taken = {(row.kind, row.key) for _, row in found if row is not None}
    return found, [row for row in rows if (row.kind, row.key) not in taken]


def _is_behind(entry: Entry, row: Row) -> bool:
    """The file has the entry under a key that it had before it was renamed."""
    return entry.key in row.document.get("formerly", ()) and entry.key != row.key


def _new_keys(pairs: Iterable[tuple[str, str, str]]) -> dict[str, dict[str, str]]:
    """By kind, the new key of each old one, of (kind, old, new)."""
    found: dict[str, dict[str, str]] = {}
    for kind, old, new in pairs:
        if old != new:
            found.setdefault(kind, {})[old] = new
    return found


def _outcome(
    entry: Entry,
    row: Row | None,
    behind: Mapping[str, Mapping[str, str]],
    chosen: Mapping[tuple[str, str, str | None], Side],
) -> Outcome:
    kind, said = entry.kind, entry.document
    if row is None:
        made = with_keys(kind, said, behind)
        return Outcome(kind, entry.key, None, made, made, Change("new", kind, entry.key))
    key = row.key if _is_behind(entry, row) else entry.key
    before = said_by_file(row)
    one = Outcome(kind, key, row, None, said)
    stands = one.document = one.stands
    if said == before:
        if stands != before:
            _leave(one, before, said, chosen)
        return one
    own = {key_name(kind): key, "formerly": row.document["formerly"]} if key != entry.key else {}
    says = with_keys(kind, said, behind) | own
    before = None if before is None else with_keys(kind, before, behind) | own
    if says == stands:
        return one
    if stands == before:  # in the browser nothing but keys was changed
        what: Any = "new" if stands is None else "renamed" if key != row.key else "changed"
        one.document, one.said = says, says
        one.change = Change(what, kind, key, _differing(stands, says))
    else:
        _settle(one, before, stands, says, chosen)
    return one


def _leave(one: Outcome, before: Document, says: Document, chosen: Mapping[tuple[str, str, str | None], Side]) -> None:
    """An entry in which the file is only behind, unless somebody wants the file's side back."""
    assert one.row is not None
    stands = one.stands
    wanted = {name for (kind, key, name), side in chosen.items() if (kind, key, side) == (one.kind, one.key, "file")}
    if wanted:
        default: dict[tuple[str, str, str | None], Side] = {(one.kind, one.key, None): "store"}
        _settle(one, before, stands, says, {**default, **chosen})
    else:
        one.change = _told("edited", one.kind, one.key, one.row, before, stands, says)


def _of_one_left(row: Row, chosen: Mapping[tuple[str, str, str | None], Side]) -> Outcome:
    """What becomes of an entry that is not in the file."""
    before = said_by_file(row)
    one = Outcome(row.kind, row.key, row, None, None)
    stands = one.stands
    if stands is None:
        return one
    if stands == before:
        one.change = Change("retired", row.kind, row.key)
        return one
    one.document = stands
    if before is None:
        one.change = _told("edited", row.kind, row.key, row, None, stands, None)
    else:
        _settle(one, before, stands, None, chosen)
    return one


def _settle(
    one: Outcome,
    before: Document | None,
    stands: Document | None,
    says: Document | None,
    chosen: Mapping[tuple[str, str, str | None], Side],
) -> None:
    """A conflict, or what follows from the sides that were chosen for all of its fields."""
    assert one.row is not None
    fields = _differing(stands, says)
    whole = chosen.get((one.kind, one.key, None))
    sides = {name: chosen.get((one.kind, one.key, name), whole) for name in fields}
    if (not fields and whole is None) or None in sides.values():
        one.change = _told("conflict", one.kind, one.key, one.row, before, stands, says)
        one.said = before  # it stays a conflict: the file's side has not been dealt with
        return
    if not fields:
        one.document = says if whole == "file" else stands
    elif stands is not None and says is not None:
        taken = {name: says.get(name) for name, side in sides.items() if side == "file"}
        one.document = {name: value for name, value in (stands | taken).items() if name not in taken or name in says}
    if one.document != stands:
        what: Any = "retired" if one.document is None else "new" if stands is None else "changed"
        one.change = Change(what, one.kind, one.key, _differing(stands, one.document))


def _told(
    what: Any, kind: str, key: str, row: Row, before: Document | None, stands: Document | None, says: Document | None
) -> Change:
    fields = _differing(stands, says)
    values = [
        Difference(name, *(None if one is None else one.get(name) for one in (before, stands, says))) for name in fields
    ]
    return Change(what, kind, key, fields, tuple(values), row.author, row.recorded_at)


def _differing(one: Document | None, other: Document | None) -> tuple[str, ...]:
    """The fields in which two documents differ; none where one of them is not there."""
    if one is None or other is None:
        return ()
    return tuple(sorted(name for name in {*one, *other} if one.get(name) != other.get(name)))


def _note_order(outcomes: Sequence[Outcome]) -> None:
    """Entries that stand as they stood, but in another order among those that the file has too."""
    for kind in {one.kind for one in outcomes} - {WHOLE}:
        both = [one for one in outcomes if one.kind == kind and one.row is not None and one.said is not None]
        both = [one for one in both if one.stands is not None and one.document is not None]
        before = sorted(both, key=lambda one: (one.row.position, one.row.definition_id) if one.row else (0, 0))
        for now, then in zip(both, before, strict=True):
            if now is not then and now.change is None:
                now.change = Change("changed", kind, now.key, ("order",))
