"""Accounts of people who sign in by an OpenID provider, and the roles that its groups give them.

They are found by what the provider calls them, (issuer, subject), never by an e-mail address: whoever may write an
address into their profile there would otherwise have the account of somebody here.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from datetime import datetime
from typing import Any, NamedTuple

import sqlalchemy as sa

from config.language import Language
from config.provider_groups import ProviderGroups
from store.accounts import Account, add_account, change_account, folded, read_account
from store.actor import Actor
from store.audit import note
from store.grants import give, numbers_of, read_grants, take
from store.links import withdraw_made_by
from store.viewer import Grant

_BY = "provider"


class Person(NamedTuple):
    """Somebody as the provider tells of them; `email` None where it tells none that it stands for."""

    issuer: str
    subject: str
    name: str
    email: str | None
    groups: frozenset[str]


class Act(NamedTuple):
    """What was done, and the role that it was done with."""

    name: str
    grant: Grant | None = None


class Welcomed(NamedTuple):
    """Somebody's account, and what is still to be noted of it (`note_acts`)."""

    account: Account
    acts: tuple[Act, ...]


def welcome(
    connection: sa.Connection,
    person: Person,
    rules: ProviderGroups | None,
    now: datetime,
    language: Language,
    warn: Callable[[str], None],
) -> Welcomed:
    """The account of a person, made where there is none, with the roles of their groups of now.

    Args:
        warn: told of a rule that names what is not there.

    Raises:
        sqlalchemy.exc.IntegrityError: it was made by another sign-in at the same moment.
    """
    found = read_account(connection, subject=(person.issuer, person.subject))
    acts: list[Act] = []
    if found is None:
        email = _free(connection, person.email, None)
        found = add_account(
            connection, person.name, email, now, language=language, issuer=person.issuer, subject=person.subject
        )
        acts.append(Act("account_made"))
    else:
        email = _free(connection, person.email, found.account_id)
        change_account(connection, found.account_id, name=person.name[:120], email=email)
    acts += _fit_roles(connection, found, person.groups, rules, now, warn)
    again = read_account(connection, account_id=found.account_id)
    assert again is not None
    return Welcomed(again, tuple(acts))


def note_acts(connection: sa.Connection, welcomed: Welcomed, actor: Actor, now: datetime) -> None:
    """Write them into the record: last in the transaction, as `store.audit.note` wants it.

    Args:
        actor: where the person came from.
    """
    for act in welcomed.acts:
        about: dict[str, Any] = {}
        if act.grant is not None:
            told = "before" if act.name == "role_ended" else "after"
            about = {
                "alliance": act.grant.alliance,
                "organisation": act.grant.organisation,
                told: {"role": act.grant.role},
            }
        note(connection, actor._replace(key=_BY), act.name, now, subject=welcomed.account.key, **about)


def _free(connection: sa.Connection, email: str | None, account_id: int | None) -> str | None:
    """An address that is no other account's; else None."""
    if email is None or len(email) > 254:
        return None
    holder = read_account(connection, email=email)
    return folded(email) if holder is None or holder.account_id == account_id else None


def _fit_roles(
    connection: sa.Connection,
    one: Account,
    groups: Collection[str],
    rules: ProviderGroups | None,
    now: datetime,
    warn: Callable[[str], None],
) -> Iterator[Act]:
    """Give and end what the groups say. What was given here stays; an administrator is the file's to say if it says."""
    wished: set[Grant] = set()
    roles = () if rules is None else rules.roles
    for rule in roles:
        if rule.group in groups and rule.role != "administrator":
            assert rule.alliance is not None
            grant = Grant(rule.alliance, rule.role, rule.organisation)
            try:
                numbers_of(connection, grant)
            except LookupError as missing:
                warn(f"FREMDRIFT_OIDC_GROUPS: a rule for {rule.role} names no {missing} that is here")
            else:
                wished.add(grant)
    held = read_grants(connection, one.account_id, "oidc")
    for grant in sorted(held - wished, key=str):
        take(connection, one.account_id, [grant], now, "oidc")
        withdraw_made_by(connection, f"account {one.key}", now, grant.alliance)
        yield Act("role_ended", grant)
    for grant in sorted(wished - held, key=str):
        give(connection, one.account_id, grant, _BY, now, "oidc")
        yield Act("role_given", grant)
    if any(rule.role == "administrator" for rule in roles):
        is_one = any(rule.role == "administrator" and rule.group in groups for rule in roles)
        if is_one != one.is_administrator:
            change_account(connection, one.account_id, is_administrator=is_one)
            if not is_one:
                withdraw_made_by(connection, f"account {one.key}", now)
            yield Act("administrator_made" if is_one else "administrator_ended")
