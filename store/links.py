"""Links that open something without a password: made, looked at, used, withdrawn. Only their hash is kept.

To look at one changes nothing: mail programs and chats open links by themselves. Whoever uses one sends a form.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, NamedTuple

import sqlalchemy as sa

from store.grants import numbers_of
from store.schema import alliance, link, organisation
from store.signed import hash_of, make
from store.viewer import Grant, Role

# first: of whoever becomes the first administrator. invite: of whoever gets a role. reset: of a new password. upload:
# of whoever delivers for an organisation without an account.
LinkKind = Literal["first", "invite", "reset", "upload"]


@dataclass(frozen=True, slots=True)
class Link:
    """A link as it is kept.

    Attributes:
        account_id: whose password it sets.
        alliance, organisation, role: what it gives or opens; slugs. None where it is about no alliance.
        email: whom it was made for, where that was said.
        made_by: the key of an actor.
        uses_left: None: as often as one likes until it ends.
    """

    link_id: int
    kind: LinkKind
    account_id: int | None
    alliance: str | None
    organisation: str | None
    role: Role | None
    email: str | None
    made_by: str
    made_at: datetime
    ends_at: datetime
    uses_left: int | None
    last_used_at: datetime | None
    withdrawn_at: datetime | None

    def is_open(self, now: datetime) -> bool:
        """Whether it still opens something."""
        return self.withdrawn_at is None and self.ends_at > now and self.uses_left != 0

    @property
    def grant(self) -> Grant | None:
        """The role that it gives; None of a link that is about no alliance."""
        return (
            None if self.alliance is None or self.role is None else Grant(self.alliance, self.role, self.organisation)
        )


class NewLink(NamedTuple):
    """A link just made: `text` is told once and kept nowhere; `link_id` is its number."""

    link_id: int
    text: str


def make_link(
    connection: sa.Connection,
    kind: LinkKind,
    secret: bytes,
    by: str,
    now: datetime,
    ends_at: datetime,
    *,
    grant: Grant | None = None,
    account_id: int | None = None,
    email: str | None = None,
    uses: int | None = 1,
) -> NewLink:
    """A new link.

    Args:
        by: the key of whoever makes it.
        grant: the role that it gives or, with the role "bearer", opens.
        uses: None: as often as one likes until it ends.

    Raises:
        LookupError: there is no such alliance, or no such organisation in it; the argument says which.
    """
    made = make("l", secret)
    row: dict[str, Any] = {"kind": kind, "hash": made.hash, "account_id": account_id, "email": email, "made_by": by}
    row |= {"made_at": now, "ends_at": ends_at, "uses_left": uses}
    if grant is not None:
        row |= {"role": grant.role, **numbers_of(connection, grant)}
    number = connection.execute(sa.insert(link).values(row).returning(link.c.link_id)).scalar_one()
    return NewLink(number, made.text)


def look_at(connection: sa.Connection, text: str, kind: LinkKind, secret: bytes, now: datetime) -> Link | None:
    """The link of this text, which stays as it is; None where it opens nothing, or nothing any longer."""
    hashed = hash_of(text, "l", secret)
    if hashed is None:
        return None
    found = _read(connection, link.c.hash == hashed, link.c.kind == kind)
    return found[0] if found and found[0].is_open(now) else None


def use(connection: sa.Connection, text: str, kind: LinkKind, secret: bytes, now: datetime) -> Link | None:
    """Use it once: the link as it is after that. Of two at once with one use left, one gets None."""
    hashed = hash_of(text, "l", secret)
    if hashed is None:
        return None
    query = (
        sa.update(link)
        .where(link.c.hash == hashed, link.c.kind == kind, *_open(now))
        .values(uses_left=link.c.uses_left - 1, last_used_at=now)
        .returning(link.c.link_id)
    )
    number = connection.execute(query).scalar()
    return None if number is None else _read(connection, link.c.link_id == number)[0]


def withdraw(connection: sa.Connection, link_id: int, now: datetime) -> bool:
    """It opens nothing any longer; whether it did until now."""
    query = sa.update(link).where(link.c.link_id == link_id, *_open(now)).values(withdrawn_at=now)
    return connection.execute(query).rowcount == 1


def withdraw_all(connection: sa.Connection, kind: LinkKind, now: datetime, account_id: int | None = None) -> int:
    """The same of all of a kind, or of those about one account; how many they were."""
    query = sa.update(link).where(link.c.kind == kind, *_open(now)).values(withdrawn_at=now)
    if account_id is not None:
        query = query.where(link.c.account_id == account_id)
    return connection.execute(query).rowcount


def withdraw_made_by(connection: sa.Connection, by: str, now: datetime, alliance_slug: str | None = None) -> int:
    """The same of the invitations, and the links for a new password, that somebody made; how many they were.

    Args:
        by: the key of who made them.
        alliance_slug: only invitations to this alliance, and links about no alliance.
    """
    query = sa.update(link).where(link.c.made_by == by, link.c.kind.in_(("invite", "reset")), *_open(now))
    if alliance_slug is not None:
        this = sa.select(alliance.c.alliance_id).where(alliance.c.slug == alliance_slug).scalar_subquery()
        query = query.where(link.c.alliance_id.is_(None) | (link.c.alliance_id == this))
    return connection.execute(query.values(withdrawn_at=now)).rowcount


def read_link(connection: sa.Connection, link_id: int) -> Link | None:
    """A link by its number, open or not."""
    return next(iter(_read(connection, link.c.link_id == link_id)), None)


def read_links(
    connection: sa.Connection, kinds: Collection[LinkKind], alliance_slug: str | None, now: datetime | None = None
) -> list[Link]:
    """Links of these kinds, the newest first.

    Args:
        alliance_slug: of this alliance; None: those about no alliance.
        now: only those that are open at this moment; None: all.
    """
    where = [link.c.kind.in_(kinds), alliance.c.slug.is_not_distinct_from(alliance_slug)]
    return _read(connection, *where, *(() if now is None else _open(now)))


def _open(now: datetime) -> tuple[sa.ColumnElement[bool], ...]:
    has_uses = link.c.uses_left.is_(None) | (link.c.uses_left > 0)
    return link.c.withdrawn_at.is_(None), link.c.ends_at > now, has_uses


def _read(connection: sa.Connection, *where: sa.ColumnElement[bool]) -> list[Link]:
    about = [alliance.c.slug.label("alliance"), organisation.c.slug.label("organisation")]
    own = [link.c[name] for name in Link.__slots__ if name not in ("alliance", "organisation")]
    query = (
        sa.select(*own, *about)
        .join(alliance, alliance.c.alliance_id == link.c.alliance_id, isouter=True)
        .join(organisation, organisation.c.organisation_id == link.c.organisation_id, isouter=True)
        .where(*where)
        .order_by(link.c.link_id.desc())
    )
    return [Link(**row._mapping) for row in connection.execute(query)]
