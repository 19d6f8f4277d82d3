"""Another key for an alliance, organisation, goal or indicator: its figures, history and old links stay with it.

Figures hang on numbers, not on keys, so that only names are changed here. The entry remembers its former keys
(`formerly`), by which old links, workbooks and definition files are understood.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from config.contradictions import RESERVED
from config.entries import SLUG
from config.language import Text
from config.mistakes import mistake
from store.entries import (
    BROWSER,
    WHOLE,
    Document,
    Row,
    current_rows,
    key_name,
    lock_alliance,
    said_by_file,
    write_version,
)
from store.publications import rename_publications
from store.schema import (
    alliance,
    definition,
    frozen_forecast,
    indicator,
    organisation,
    published,
    run,
    run_source,
    snapshot,
    work,
)
from store.whole import Mistaken, check_whole
from store.work import ask_to_assess

KINDS = (WHOLE, "organisation", "goal", "indicator")
_WORDS = {
    WHOLE: Text("alliance", "alliance"),
    "organisation": Text("organisation", "organisation"),
    "goal": Text("mål", "goal"),
    "indicator": Text("indikator", "indicator"),
}


def rename(
    connection: sa.Connection,
    slug: str,
    kind: str,
    key: str,
    new: str,
    *,
    author: str,
    reason: str | None,
    now: datetime,
) -> None:
    """Give an entry another key, everywhere that it is named. The alliance is put in the queue to be judged anew.

    Raises:
        LookupError: there is no such "alliance" or "entry", or entries of this kind have no links: "kind".
        store.whole.Mistaken: the key is none, or has been used in this alliance before.
    """
    if kind not in KINDS:
        raise LookupError("kind")
    if not lock_alliance(connection, slug):
        raise LookupError("alliance")
    rows = current_rows(connection, slug, with_retired=True)
    row = next((one for one in rows if (one.kind, one.key) == (kind, key) and not one.is_retired), None)
    if row is None:
        raise LookupError("entry")
    if new == key:
        return
    with connection.begin_nested():
        _rename(connection, rows, row, new, author, reason, now)
    ask_to_assess(connection, new if kind == WHOLE else slug, author, now)


def _rename(
    connection: sa.Connection, rows: list[Row], row: Row, new: str, author: str, reason: str | None, now: datetime
) -> None:
    slug, kind, key = row.slug, row.kind, row.key
    _check_key(connection, rows, kind, new, row.document)
    alliance_id = row.alliance_id
    names = {kind: {key: new}}
    rename_key(connection, alliance_id, kind, key, new)
    for one in (one for one in rows if not one.is_retired):
        document = with_keys(one.kind, one.document, names)
        if one is row:
            formerly = [former for former in (*row.document.get("formerly", ()), key) if former != new]
            document = document | {key_name(kind): new, "formerly": formerly}
        if document != one.document:
            is_it = one is row
            _rewrite(connection, one, new if is_it else one.key, document, author, reason if is_it else None, now)
    stood = [(one.kind, one.document) for one in rows if not one.is_retired]
    after = current_rows(connection, new if kind == WHOLE else slug)
    check_whole([(one.kind, one.document) for one in after], stood)


def with_keys(kind: str, document: Document, names: Mapping[str, Mapping[str, str]]) -> Document:
    """A document that names other entries by their new keys.

    Args:
        names: by kind, the new key of each old one.
    """
    goals, codes, slugs = (names.get(one, {}) for one in ("goal", "indicator", "organisation"))
    changed = dict(document)
    if kind in (WHOLE, "indicator") and "visibility" in changed:
        changed["visibility"] = slugs.get(changed["visibility"], changed["visibility"])
    if kind == "indicator":
        if "goal" in changed:
            changed["goal"] = goals.get(changed["goal"], changed["goal"])
        if slugs and "targets" in changed:
            changed["targets"] = [_with_organisation(target, slugs) for target in changed["targets"]]
    if "indicators" in changed and kind in ("small_win", "action"):
        changed["indicators"] = [codes.get(code, code) for code in changed["indicators"]]
    if "who" in changed and kind == "action":
        changed["who"] = [slugs.get(one, one) for one in changed["who"]]
    return changed


def _with_organisation(target: Document, slugs: Mapping[str, str]) -> Document:
    who = target.get("organisation", "")
    return target | {"organisation": slugs[who]} if who in slugs else target


def find_slug(connection: sa.Connection, slug: str, formerly: tuple[str, ...] = ()) -> str:
    """What an alliance is called in the store: its slug, one that its file says it had, or one that the store knows."""
    there = set(connection.execute(sa.select(alliance.c.slug)).scalars())
    called = next((one for one in (slug, *formerly) if one in there), None)
    return called or current_slug(connection, slug) or slug


def current_slug(connection: sa.Connection, former: str) -> str | None:
    """What the alliance is called by now that had this slug before; None where none had."""
    return former_slugs(connection).get(former)


def former_slugs(connection: sa.Connection) -> dict[str, str]:
    """The present slug of each former one of the alliances."""
    return _former_keys(connection, WHOLE, None)


def former_keys(connection: sa.Connection, slug: str, kind: str) -> dict[str, str]:
    """The present key of each former one, of the entries of a kind in an alliance; retired ones too."""
    return _former_keys(connection, kind, slug)


def _former_keys(connection: sa.Connection, kind: str, slug: str | None) -> dict[str, str]:
    query = sa.select(definition.c.key, definition.c.document).where(
        definition.c.kind == kind, definition.c.superseded_at.is_(None)
    )
    if slug is not None:
        query = query.join(alliance, alliance.c.alliance_id == definition.c.alliance_id).where(alliance.c.slug == slug)
    return {former: row.key for row in connection.execute(query) for former in row.document.get("formerly", ())}


def rename_key(connection: sa.Connection, alliance_id: int, kind: str, key: str, new: str) -> None:
    """Change a key wherever the store goes by it; what standing documents say of it is for the caller."""
    if kind == WHOLE:
        connection.execute(sa.update(alliance).where(alliance.c.alliance_id == alliance_id).values(slug=new))
        for table in (work, run, run_source):
            connection.execute(sa.update(table).where(table.c.alliance == key).values(alliance=new))
    elif kind == "indicator":
        is_it = (indicator.c.alliance_id == alliance_id, indicator.c.code == key)
        connection.execute(sa.update(indicator).where(*is_it).values(code=new))
    elif kind == "organisation":
        _rename_organisation(connection, alliance_id, key, new)
    is_entry = (definition.c.alliance_id == alliance_id, definition.c.kind == kind, definition.c.key == key)
    connection.execute(sa.update(definition).where(*is_entry).values(key=new))
    gone = (definition.c.alliance_id == alliance_id, definition.c.superseded_at.is_(None), definition.c.is_retired)
    for row in connection.execute(sa.select(definition).where(*gone)).all():
        followed = with_keys(row.kind, row.document, {kind: {key: new}})
        if followed != row.document:  # no version: it is as retired as it was
            is_it = definition.c.definition_id == row.definition_id
            connection.execute(sa.update(definition).where(is_it).values(document=followed))


def _rename_organisation(connection: sa.Connection, alliance_id: int, key: str, new: str) -> None:
    is_it = (organisation.c.alliance_id == alliance_id, organisation.c.slug == key)
    connection.execute(sa.update(organisation).where(*is_it).values(slug=new))
    slug = sa.select(alliance.c.slug).where(alliance.c.alliance_id == alliance_id).scalar_subquery()
    connection.execute(
        sa.update(run_source)
        .where(run_source.c.alliance == slug, run_source.c.organisation == key)
        .values(organisation=new)
    )
    numbers = sa.select(indicator.c.indicator_id).where(indicator.c.alliance_id == alliance_id)
    connection.execute(
        sa.update(published)
        .where(published.c.indicator_id.in_(numbers), published.c.organisation == key)
        .values(organisation=new)
    )
    for table in (published, snapshot, frozen_forecast):  # a subject begins with the organisation
        rest = sa.func.substr(table.c.subject, len(key) + 1)
        connection.execute(
            sa.update(table)
            .where(table.c.indicator_id.in_(numbers), table.c.subject.startswith(f"{key}|", autoescape=True))
            .values(subject=sa.literal(new, sa.String) + rest)
        )
    rename_publications(connection, numbers, key, new)


def _check_key(connection: sa.Connection, rows: list[Row], kind: str, new: str, document: Document) -> None:
    """A key has a shape, and is nobody else's."""
    own = document.get("formerly", ())
    taken = {key for row in rows if row.kind == kind for key in (row.key, *row.document.get("formerly", ()))}
    if kind == WHOLE:
        taken |= set(connection.execute(sa.select(alliance.c.slug)).scalars())
    fields: dict[str, Any] = {"key": new, "what": _WORDS[kind]}
    if re.fullmatch(SLUG, new) is None or len(new) > 80:
        wrong = mistake("slug", "", (key_name(kind),), _WORDS[kind], new, fields={"limit": 80, "example": "ny-noegle"})
    elif kind == "indicator" and new in RESERVED:
        wrong = mistake("reserved", "", (key_name(kind),), _WORDS[kind], new, fields=fields)
    elif new in taken and new not in own:
        wrong = mistake("key_taken", "", (key_name(kind),), _WORDS[kind], new, fields=fields)
    else:
        return
    raise Mistaken((wrong,), {key_name(kind): wrong})


def _rewrite(
    connection: sa.Connection, row: Row, key: str, document: Document, author: str, reason: str | None, now: datetime
) -> None:
    write_version(
        connection,
        row.alliance_id,
        row.kind,
        key,
        row.position,
        document,
        origin=BROWSER,
        author=author,
        now=now,
        reason=reason,
        is_retired=row.is_retired,
        file_document=said_by_file(row),
    )
