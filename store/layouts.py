"""Layouts that were confirmed in the browser and are remembered for an organisation; a changed one keeps the old."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from config.layout import Layout
from store.schema import alliance, layout, organisation

_MOST_NAMES = 1000


def remember_layout(
    connection: sa.Connection, organisation_id: int, of: Layout, author: str, now: datetime, replaces: str | None = None
) -> str:
    """Keep a layout for an organisation, under a name of its own.

    Args:
        replaces: name of the remembered layout whose place it takes, since the file has been changed.

    Returns:
        the name under which it is kept.
    """
    taken = set(_names(connection, organisation_id))
    name = replaces if replaces in taken else _free(of.name, taken)
    current = (layout.c.organisation_id == organisation_id) & layout.c.superseded_at.is_(None)
    connection.execute(sa.update(layout).where(current, layout.c.name == name).values(superseded_at=now))
    document = of.model_copy(update={"name": name}).model_dump(mode="json", by_alias=True, exclude_defaults=True)
    connection.execute(
        sa.insert(layout).values(
            organisation_id=organisation_id, name=name, document=document, author=author[:120], recorded_at=now
        )
    )
    return name


def forget_layout(connection: sa.Connection, organisation_id: int, name: str, now: datetime) -> bool:
    """Use a layout no longer; False where there is none of that name."""
    current = (layout.c.organisation_id == organisation_id) & layout.c.superseded_at.is_(None)
    gone = connection.execute(sa.update(layout).where(current, layout.c.name == name).values(superseded_at=now))
    return gone.rowcount > 0


def read_remembered(connection: sa.Connection, slug: str, who: str) -> tuple[Layout, ...]:
    """The layouts of an organisation, in the order of their names."""
    query = (
        sa.select(layout.c.document)
        .join(organisation, organisation.c.organisation_id == layout.c.organisation_id)
        .join(alliance, alliance.c.alliance_id == organisation.c.alliance_id)
        .where(alliance.c.slug == slug, organisation.c.slug == who, layout.c.superseded_at.is_(None))
    )
    return tuple(Layout.model_validate(row.document) for row in connection.execute(query.order_by(layout.c.name)))


def _names(connection: sa.Connection, organisation_id: int) -> list[str]:
    query = sa.select(layout.c.name).where(
        layout.c.organisation_id == organisation_id, layout.c.superseded_at.is_(None)
    )
    return list(connection.execute(query).scalars())


def _free(name: str, taken: set[str]) -> str:
    """A name that no other layout of the organisation has: a second file of the same figures is another layout."""
    names = (name[:70], *(f"{name[:70]}-{number}" for number in range(2, _MOST_NAMES)))
    return next(one for one in names if one not in taken)
