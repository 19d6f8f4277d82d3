"""Whose a file is, by the names it is handed in under; those that an alliance or an organisation had are understood."""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa

from store.entries import WHOLE
from store.renaming import current_slug, former_keys
from store.schema import alliance, definition, organisation

Names = tuple[str, str]  # slug of the alliance, of the organisation
Numbers = tuple[int, int]


def addressed(connection: sa.Connection, whose: Iterable[Names]) -> dict[Names, Numbers]:
    """The numbers of alliance and organisation, by their slugs as they were given.

    Raises:
        LookupError: there is no such "alliance", or no such "organisation" in it; or it has been retired.
    """
    wanted = list(dict.fromkeys(whose))
    there = _numbers(connection, {slug for slug, _ in wanted})
    found = {names: there.get(names) or _by_former_names(connection, *names) for names in wanted}
    _check_standing(connection, found)
    return found


def _numbers(connection: sa.Connection, slugs: Iterable[str]) -> dict[Names, Numbers]:
    query = (
        sa.select(alliance.c.slug, organisation.c.slug, alliance.c.alliance_id, organisation.c.organisation_id)
        .join(organisation, organisation.c.alliance_id == alliance.c.alliance_id)
        .where(alliance.c.slug.in_(list(slugs)))
    )
    return {(row[0], row[1]): (row[2], row[3]) for row in connection.execute(query)}


def _by_former_names(connection: sa.Connection, slug: str, who: str) -> Numbers:
    there = connection.execute(sa.select(alliance.c.slug).where(alliance.c.slug == slug)).scalar()
    slug = there or current_slug(connection, slug) or ""
    if not slug:
        raise LookupError("alliance")
    found = _numbers(connection, [slug])
    numbers = found.get((slug, who)) or found.get((slug, former_keys(connection, slug, "organisation").get(who, "")))
    if numbers is None:
        raise LookupError("organisation")
    return numbers


def _check_standing(connection: sa.Connection, found: dict[Names, Numbers]) -> None:
    """An alliance or organisation that has been retired takes part no more."""
    query = (
        sa.select(definition.c.alliance_id, definition.c.kind, organisation.c.organisation_id)
        .join(
            organisation,
            sa.and_(organisation.c.alliance_id == definition.c.alliance_id, organisation.c.slug == definition.c.key),
            isouter=True,
        )
        .where(definition.c.superseded_at.is_(None), definition.c.is_retired)
        .where(definition.c.kind.in_([WHOLE, "organisation"]))
        .where(definition.c.alliance_id.in_({number for number, _ in found.values()}))
    )
    gone = {(row.alliance_id, None if row.kind == WHOLE else row.organisation_id) for row in connection.execute(query)}
    for alliance_id, organisation_id in found.values():
        if (alliance_id, None) in gone:
            raise LookupError("alliance")
        if (alliance_id, organisation_id) in gone:
            raise LookupError("organisation")
