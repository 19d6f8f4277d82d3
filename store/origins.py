"""What may be told of the files that published figures came in: never their token, which lets one see and undo them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

import sqlalchemy as sa

from store.schema import organisation, submission

_AT_ONCE = 500  # parameters in one statement


class Origin(NamedTuple):
    """A file that was handed in.

    Attributes:
        filename: None where something was declared without a file.
    """

    filename: str | None
    organisation: str
    received_at: datetime


def read_origins(connection: sa.Connection, tokens: Collection[str]) -> dict[str, Origin]:
    """The files with these tokens; those that are not there are left out."""
    wanted, found = sorted(tokens), {}
    for start in range(0, len(wanted), _AT_ONCE):
        query = (
            sa.select(
                submission.c.token,
                submission.c.source,
                submission.c.filename,
                organisation.c.slug,
                submission.c.received_at,
            )
            .join(organisation, organisation.c.organisation_id == submission.c.organisation_id)
            .where(submission.c.token.in_(wanted[start : start + _AT_ONCE]))
        )
        for token, source, filename, slug, received_at in connection.execute(query):
            found[token] = Origin(None if source == "declaration" else filename, slug, received_at)
    return found
