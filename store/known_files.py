"""Files of sources as they were seen last, and whole folders in which nothing has changed since."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

import sqlalchemy as sa

from store.schema import source_file, source_folder


class KnownFile(NamedTuple):
    """A source's file as it was last seen; `mark` is what its server called that version."""

    size: int
    modified_ns: int
    sha256: str
    outcome: str
    mark: str = ""


def read_known_files(connection: sa.Connection, organisation_id: int | None = None) -> dict[tuple[int, str], KnownFile]:
    """Every source's file as it was last seen, by organisation and source; those of one organisation, or of all."""
    of, facts = source_file.c, [source_file.c[name] for name in KnownFile._fields[:-1]]
    query = sa.select(of.organisation_id, of.source, *facts, sa.func.coalesce(of.mark, ""))
    if organisation_id is not None:
        query = query.where(of.organisation_id == organisation_id)
    return {(row[0], row[1]): KnownFile._make(row[2:]) for row in connection.execute(query)}


def remember_files(connection: sa.Connection, files: Sequence[tuple[int, str, KnownFile]], now: datetime) -> None:
    """Note each of these files (organisation, source, facts) as it was seen."""
    if not files:
        return
    numbers = {number for number, _, _ in files}
    connection.execute(sa.delete(source_folder).where(source_folder.c.organisation_id.in_(numbers)))
    names = ("size", "modified_ns", "sha256", "outcome", "mark")
    rows = [
        {"organisation_id": number, "source": source, "seen_at": now} | {name: getattr(known, name) for name in names}
        for number, source, known in files
    ]
    _upsert(connection, source_file, ("organisation_id", "source"), (*names, "seen_at"), rows)


def read_footprints(connection: sa.Connection) -> dict[int, str]:
    """Of each organisation whose inbox held nothing but unchanged files when it was looked into last, what it was.

    Only where as many of its files are known as then: whoever forgets one need not know of footprints.
    """
    columns = source_folder.c.organisation_id, source_folder.c.footprint
    rows = connection.execute(sa.select(*columns)).all()
    counts = _counts(connection) if rows else {}
    told = ((row[0], *row[1].rpartition(" ")[::2]) for row in rows)
    return {number: footprint for number, footprint, count in told if count == str(counts.get(number, 0))}


def remember_footprints(connection: sa.Connection, footprints: Mapping[int, str], now: datetime) -> None:
    """Note inboxes in which every file is known as it is, until one of their files is noted otherwise."""
    counts = _counts(connection) if footprints else {}
    rows = [
        {"organisation_id": one, "footprint": f"{footprint} {counts.get(one, 0)}", "seen_at": now}
        for one, footprint in footprints.items()
    ]
    if rows:
        _upsert(connection, source_folder, ("organisation_id",), ("footprint", "seen_at"), rows)


def _counts(connection: sa.Connection) -> dict[int, int]:
    """How many files of each organisation are known."""
    number = source_file.c.organisation_id
    return {row[0]: row[1] for row in connection.execute(sa.select(number, sa.func.count()).group_by(number))}


def _upsert(
    connection: sa.Connection, table: sa.Table, keys: Sequence[str], names: Sequence[str], rows: list[dict[str, object]]
) -> None:
    if connection.dialect.name == "postgresql":
        from sqlalchemy.dialects.postgresql import insert
    else:
        from sqlalchemy.dialects.sqlite import insert  # type: ignore[assignment]
    statement = insert(table)
    set_ = {name: statement.excluded[name] for name in names}
    connection.execute(statement.on_conflict_do_update(index_elements=list(keys), set_=set_), rows)
