"""The tables of who may what: accounts, their roles and sessions, links and tokens, tries, and the record of acts.

Of every secret only a hash is kept.
"""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy import Column, Index, String, Table, Text, UniqueConstraint

from store.columns import Document, Id, Moment, id_column, metadata, reference

account = Table(
    "account",
    metadata,
    id_column("account_id"),
    Column("key", String(24), nullable=False, unique=True),  # what is written beside their acts
    Column("name", String(120)),  # null once they are deleted, as are e-mail, password and codes
    Column("email", String(254), unique=True),  # folded: the same however it is typed
    Column("password", String(200)),  # Argon2id; null: they sign in elsewhere
    Column("totp", String(64)),  # what a telephone's codes are made from; null: none are asked for
    Column("totp_used", sa.BigInteger),  # the last code's number: none is taken twice
    Column("issuer", String(300)),  # of the OpenID provider, and what it calls them
    Column("subject", String(300)),
    Column("language", String(2), nullable=False),
    Column("is_administrator", sa.Boolean, nullable=False, server_default=sa.false()),
    Column("created_at", Moment, nullable=False),
    Column("deleted_at", Moment),
    UniqueConstraint("issuer", "subject"),
)

account_grant = Table(
    "account_grant",
    metadata,
    id_column("account_grant_id"),
    reference("account_id", "account.account_id"),
    reference("alliance_id", "alliance.alliance_id"),
    Column("role", String(12), nullable=False),  # viewer, contributor, secretariat
    reference("organisation_id", "organisation.organisation_id", nullable=True),
    Column("origin", String(6), nullable=False),  # local, or oidc: given by the provider's groups
    Column("given_by", String(60), nullable=False),
    Column("given_at", Moment, nullable=False),
    Column("ended_at", Moment),
    Index("ix_account_grant_account_id", "account_id"),
)

session = Table(
    "session",
    metadata,
    id_column("session_id"),
    Column("hash", String(64), nullable=False, unique=True),
    reference("account_id", "account.account_id", nullable=True),
    reference("link_id", "link.link_id", nullable=True),  # of whoever opened an upload link, without an account
    Column("begun_at", Moment, nullable=False),
    Column("seen_at", Moment, nullable=False),
    Column("ends_at", Moment, nullable=False),
    Column("shows_public", sa.Boolean, nullable=False, server_default=sa.false()),
    Index("ix_session_account_id", "account_id"),
)

link = Table(
    "link",
    metadata,
    id_column("link_id"),
    Column("kind", String(8), nullable=False),  # first, invite, reset, upload
    Column("hash", String(64), nullable=False, unique=True),
    reference("account_id", "account.account_id", nullable=True),  # whose password it sets
    reference("alliance_id", "alliance.alliance_id", nullable=True),
    reference("organisation_id", "organisation.organisation_id", nullable=True),
    Column("role", String(12)),
    Column("email", String(254)),  # whom it was made for, where that was said
    Column("made_by", String(60), nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("ends_at", Moment, nullable=False),
    Column("uses_left", sa.Integer),  # null: as often as one likes until it ends
    Column("last_used_at", Moment),
    Column("withdrawn_at", Moment),
    Index("ix_link_alliance_id", "alliance_id"),
)

api_token = Table(
    "api_token",
    metadata,
    id_column("api_token_id"),
    Column("hash", String(64), nullable=False, unique=True),
    reference("account_id", "account.account_id"),  # it may never more than they may
    Column("name", String(80), nullable=False),
    Column("scope", String(12), nullable=False),  # read, deliver
    reference("alliance_id", "alliance.alliance_id", nullable=True),
    reference("organisation_id", "organisation.organisation_id", nullable=True),
    Column("made_at", Moment, nullable=False),
    Column("ends_at", Moment, nullable=False),
    Column("last_used_at", Moment),
    Column("withdrawn_at", Moment),
    Index("ix_api_token_account_id", "account_id"),
)

attempt = Table(  # tries of the last hours, so that limits hold across processes
    "attempt",
    metadata,
    id_column("attempt_id"),
    Column("kind", String(20), nullable=False),  # sign_in, reset, upload ...
    Column("whose", String(64), nullable=False),  # a hash of an address or an account
    Column("at", Moment, nullable=False),
    Index("ix_attempt_kind_whose_at", "kind", "whose", "at"),
)

# Who did what. Rows are added and never changed: triggers refuse it, and each row's hash holds the one before.
audit = Table(
    "audit",
    metadata,
    Column("audit_id", Id, primary_key=True, autoincrement=False),  # 1, 2, 3 ... without a gap
    Column("at", Moment, nullable=False),
    Column("who", String(60), nullable=False),  # the key of an actor
    Column("action", String(40), nullable=False),
    Column("alliance", String(80)),  # its slug of then
    Column("organisation", String(80)),
    Column("subject", String(200), nullable=False),
    Column("before", Document),
    Column("after", Document),
    Column("address_hash", String(64), nullable=False),  # salted: the address itself may go, the chain stays whole
    Column("previous", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
    Index("ix_audit_alliance", "alliance"),
)

audit_address = Table(  # deleted after a while: an address is personal data
    "audit_address",
    metadata,
    Column("audit_id", Id, primary_key=True, autoincrement=False),
    Column("address", Text, nullable=False),
    Column("salt", String(32), nullable=False),
)
