"""What of the rows of definitions a viewer may see: asked before anything is made of them.

What is hidden is left out first, so that it goes the same way as what is not there, and takes the same time.
"""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa

from config.visibility import PUBLIC, Sight, embargo_ends, sight_of
from store.entries import WHOLE, Row, current_rows
from store.schema import alliance, definition
from store.viewer import Viewer, When

_SIGHT = (definition.c.document["visibility"].as_string(), definition.c.document["embargo"].as_string())


def may_know(connection: sa.Connection, slug: str, viewer: Viewer, at: When) -> bool:
    """Whether there is such an alliance for this viewer; one that rests is there."""
    query = (
        sa.select(*_SIGHT)
        .join(alliance, alliance.c.alliance_id == definition.c.alliance_id)
        .where(alliance.c.slug == slug, definition.c.kind == WHOLE, definition.c.superseded_at.is_(None))
    )
    found = connection.execute(query).first()
    return found is not None and viewer.knows(slug, Sight(found[0] or PUBLIC, embargo_ends(found[1])), at)


def known_slugs(connection: sa.Connection, viewer: Viewer, at: When) -> frozenset[str]:
    """The names of the alliances that this viewer may know of; of those that rest too."""
    query = (
        sa.select(alliance.c.slug, *_SIGHT)
        .join(alliance, alliance.c.alliance_id == definition.c.alliance_id)
        .where(definition.c.kind == WHOLE, definition.c.superseded_at.is_(None))
    )
    found = ((row[0], Sight(row[1] or PUBLIC, embargo_ends(row[2]))) for row in connection.execute(query))
    return frozenset(slug for slug, sight in found if viewer.knows(slug, sight, at))


def seen_rows(rows: Iterable[Row], viewer: Viewer, at: When) -> list[Row]:
    """The entries of an alliance that this viewer knows, without the indicators that they may not see."""
    return [row for row in rows if row.kind != "indicator" or viewer.sees(row.slug, sight_of(row.document), at)]


def former_codes(connection: sa.Connection, slug: str, viewer: Viewer, at: When) -> dict[str, str]:
    """The present code of each former one, of the indicators of an alliance that this viewer may see."""
    rows = [row for row in current_rows(connection, slug, with_retired=True) if row.kind == "indicator"]
    seen = seen_rows(rows, viewer, at)
    return {former: row.key for row in seen for former in row.document.get("formerly", ())}


def keeps_anything(connection: sa.Connection, viewer: Viewer, at: When) -> bool:
    """Whether anything at all is declared that this viewer may not see: then a count of all would tell of it."""
    query = (
        sa.select(alliance.c.slug, definition.c.kind, *_SIGHT)
        .join(alliance, alliance.c.alliance_id == definition.c.alliance_id)
        .where(definition.c.kind.in_((WHOLE, "indicator")), definition.c.superseded_at.is_(None))
        .where(sa.or_(*(one.is_not(None) for one in _SIGHT)))
    )
    for slug, kind, visibility, embargo in connection.execute(query):
        sight = Sight(visibility or PUBLIC, embargo_ends(embargo))
        if not (viewer.knows if kind == WHOLE else viewer.sees)(slug, sight, at):
            return True
    return False
