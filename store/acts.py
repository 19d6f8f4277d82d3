"""The record of who did what, read: by a secretariat what concerns its alliance, by the administrator all of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

import sqlalchemy as sa

from store.accounts import names_of
from store.clock import end_of_danish_day, start_of_danish_day
from store.renaming import former_slugs
from store.rights import may
from store.schema import account as account_table
from store.schema import alliance, api_token, audit, audit_address, link, organisation
from store.viewer import Viewer

_ACCOUNT, _TOKEN, _LINK = "account ", "token ", "link "
_AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class Act:
    """Something that somebody did.

    Attributes:
        who: the key of an actor.
        subject: what it was done to: a key, a token.
        before, after: the fields that changed.
        address: where it came from; None where that is not told, or was deleted.
    """

    number: int
    at: datetime
    who: str
    action: str
    alliance: str | None
    organisation: str | None
    subject: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    address: str | None
    hash: str


class Wish(NamedTuple):
    """Which acts: of this person, of this kind, from and to and with these days; before this number."""

    who: str | None = None
    action: str | None = None
    since: date | None = None
    until: date | None = None
    before: int | None = None


class Whose(NamedTuple):
    """An actor as people know them.

    Attributes:
        name: of the person with the account, or of the account that the token belongs to; of the organisation that
            an upload link is for; None where it is nobody's any longer, or never was a person.
    """

    key: str
    name: str | None


ALL = Wish()


def read_acts(
    connection: sa.Connection, viewer: Viewer, slug: str | None, wish: Wish = ALL, limit: int | None = None
) -> Iterator[Act]:
    """Acts, the newest first.

    Args:
        slug: of this alliance, whatever it was called then; None: of all, and of the installation.

    Raises:
        LookupError: this viewer may not read them.
    """
    query = (
        sa.select(audit, audit_address.c.address)
        .join(audit_address, audit_address.c.audit_id == audit.c.audit_id, isouter=True)
        .where(*_allowed(connection, viewer, slug))
        .order_by(audit.c.audit_id.desc())
        .limit(limit)
    )
    if wish.who is not None:
        query = query.where(audit.c.who == wish.who)
    if wish.action is not None:
        query = query.where(audit.c.action == wish.action)
    if wish.since is not None:
        query = query.where(audit.c.at >= start_of_danish_day(wish.since))
    if wish.until is not None:
        query = query.where(audit.c.at < end_of_danish_day(wish.until))
    if wish.before is not None:
        query = query.where(audit.c.audit_id < wish.before)
    with connection.execute(query, execution_options={"yield_per": _AT_ONCE}) as rows:
        for row in rows:
            yield Act(
                number=row.audit_id,
                at=row.at,
                who=row.who,
                action=row.action,
                alliance=row.alliance,
                organisation=row.organisation,
                subject=row.subject,
                before=row.before,
                after=row.after,
                address=row.address,
                hash=row.hash,
            )


def read_choices(connection: sa.Connection, viewer: Viewer, slug: str | None) -> tuple[list[str], list[str]]:
    """Who has done something here, and what has been done: what can be asked for; in no order for people.

    Raises:
        LookupError: as `read_acts`.
    """
    allowed = _allowed(connection, viewer, slug)
    who = connection.execute(sa.select(audit.c.who).where(*allowed).distinct()).scalars()
    actions = connection.execute(sa.select(audit.c.action).where(*allowed).distinct()).scalars()
    return sorted(who), sorted(actions)


def whose(connection: sa.Connection, keys: set[str]) -> dict[str, Whose]:
    """The names that actors have now, by their keys."""
    accounts = {key.removeprefix(_ACCOUNT) for key in keys if key.startswith(_ACCOUNT)}
    found = {f"{_ACCOUNT}{key}": name for key, name in names_of(connection, accounts).items()}
    query = (
        sa.select(api_token.c.api_token_id, account_table.c.name)
        .join(account_table, account_table.c.account_id == api_token.c.account_id)
        .where(api_token.c.api_token_id.in_(_numbers(keys, _TOKEN)))
    )
    found |= {f"{_TOKEN}{number}": name for number, name in connection.execute(query) if name is not None}
    query = (
        sa.select(link.c.link_id, organisation.c.slug)
        .join(organisation, organisation.c.organisation_id == link.c.organisation_id)
        .where(link.c.link_id.in_(_numbers(keys, _LINK)))
    )
    found |= {f"{_LINK}{number}": name for number, name in connection.execute(query)}
    return {key: Whose(key, found.get(key)) for key in keys}


def _allowed(connection: sa.Connection, viewer: Viewer, slug: str | None) -> list[sa.ColumnElement[bool]]:
    if slug is None:
        if not (viewer.is_administrator or viewer.sees_all):
            raise LookupError("audit")
        return []
    there = connection.execute(sa.select(alliance.c.alliance_id).where(alliance.c.slug == slug)).first()
    if there is None or not may(viewer, "audit", slug):
        raise LookupError("audit")
    names = [slug, *(former for former, now in former_slugs(connection).items() if now == slug)]
    return [audit.c.alliance.in_(names)]


def _numbers(keys: set[str], kind: str) -> list[int]:
    rest = (key.removeprefix(kind) for key in keys if key.startswith(kind))
    return [int(one) for one in rest if one.isascii() and one.isdigit()]
