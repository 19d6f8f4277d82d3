"""A text that must be found nowhere any more: where in the store it could stand, and how it is blotted out.

Every column that holds text is in one of four lists, which a test compares with the tables: whoever adds one says in
which.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from typing import Any, NamedTuple

import sqlalchemy as sa

from store.database import as_json
from store.schema import metadata

BLOT = "slettet"  # in its place

# What partners and people have written, and what was made of it: blotted out here.
BLOTTED = frozenset(
    {
        "letter.content",
        "letter.failure",
        "meeting_note.story",
        "meeting_note.decision",
        "meeting_note.who",
        "provenance.sheet",
        "provenance.source",
        "run.failure",
        "run_source.source",
        "run_source.report",
        "submission.source",
        "submission.filename",
        "submission.note",
        "submission.report",
        "work.detail",
        "work.failure",
        "api_token.name",
    }
)

# The whole row goes: half a layout reads wrongly, and a file that was not seen yet is only looked at again.
TAKEN_AWAY = frozenset({"layout.name", "layout.document", "source_file.source", "source_file.mark"})

# What may hold it and cannot be changed here: looked through, and told to whoever purges.
TOLD = {
    "audit.subject": "the record only grows: a row that was changed would break its chain",
    "audit.before": "the record only grows",
    "audit.after": "the record only grows",
    "definition.document": "declared by the secretariat: it is edited there, and earlier versions stay",
    "definition.file_document": "what the definition file says: it is edited there",
    "definition.reason": "why somebody edited, in their words; versions are never rewritten",
    "mapping.answers": "how another file is read, which changes with its words: purge that file",
    "mapping.known": "how another file is read",
    "mapping.look": "how another file is read",
}

# What no file and no form of a partner reaches as text of its own.
_KEY = "a key that is declared, or chosen from what is declared"
_SERIES = "place and dimensions, which a file only chooses from what is declared"
_WORD = "one of a few words of ours"
_DIGEST = "a digest, a token or a signature of ours"
_PERIOD = "a period in its written form"
_ACTOR = "the key of whoever acts, or the name of a process"
_ACCOUNT = "of an account, which its owner deletes (docs/konti.md)"
_FIGURES = "figures and what is declared: they go with the values of the file"
LEFT = {
    "account.email": _ACCOUNT,
    "account.issuer": _ACCOUNT,
    "account.key": _DIGEST,
    "account.language": _WORD,
    "account.name": _ACCOUNT,
    "account.password": _DIGEST,
    "account.subject": _ACCOUNT,
    "account.totp": _DIGEST,
    "account_grant.given_by": _ACTOR,
    "account_grant.origin": _WORD,
    "account_grant.role": _WORD,
    "alliance.slug": _KEY,
    "api_token.hash": _DIGEST,
    "api_token.scope": _WORD,
    "attempt.kind": _WORD,
    "attempt.whose": _DIGEST,
    "audit.action": _WORD,
    "audit.address_hash": _DIGEST,
    "audit.alliance": _KEY,
    "audit.hash": _DIGEST,
    "audit.organisation": _KEY,
    "audit.previous": _DIGEST,
    "audit.who": _ACTOR,
    "audit_address.address": "an internet address, deleted after a while by rule",
    "audit_address.salt": _DIGEST,
    "counter.name": _WORD,
    "definition.author": _ACTOR,
    "definition.key": _KEY,
    "definition.kind": _WORD,
    "definition.origin": _WORD,
    "deleted_file.reason": _WORD,
    "deleted_file.sha256": _DIGEST,
    "frozen_forecast.baseline_period": _PERIOD,
    "frozen_forecast.method_version": _WORD,
    "frozen_forecast.points": _FIGURES,
    "frozen_forecast.subject": _SERIES,
    "indicator.code": _KEY,
    "judged.made_from": _DIGEST,
    "judged.program": _DIGEST,
    "layout.author": _ACTOR,
    "letter.alliance": _KEY,
    "letter.kind": _WORD,
    "letter.organisation": _KEY,
    "letter.recipient": "a key of the operator's file of recipients",
    "letter.state": _WORD,
    "letter.token": _DIGEST,
    "letter.way": _WORD,
    "link.email": _ACCOUNT,
    "link.hash": _DIGEST,
    "link.kind": _WORD,
    "link.made_by": _ACTOR,
    "link.role": _WORD,
    "meeting_answer.author": _ACTOR,
    "meeting_answer.state": _WORD,
    "meeting_note.author": _ACTOR,
    "meeting_note.language": _WORD,
    "meeting_note.seen": _FIGURES,
    "observation.period": _PERIOD,
    "observation.status": _WORD,
    "organisation.slug": _KEY,
    "provenance.cell_column": "letters of a cell, or its address",
    "publication.period": _PERIOD,
    "publication.told": _FIGURES,
    "published.area": _SERIES,
    "published.dimensions": _SERIES,
    "published.inputs_sha256": _DIGEST,
    "published.organisation": _KEY,
    "published.points": "made anew from what is left, before the purge is over",
    "published.role": _WORD,
    "published.shown_sha256": _DIGEST,
    "published.subject": _SERIES,
    "published.verdict": "made anew from what is left, before the purge is over",
    "run.alliance": _KEY,
    "run.asked_by": _ACTOR,
    "run.deleted": "counts, and slugs of alliances",
    "run.phase": _WORD,
    "run_source.alliance": _KEY,
    "run_source.organisation": _KEY,
    "run_source.outcome": _WORD,
    "series.area": _SERIES,
    "series.dimensions": _SERIES,
    "session.hash": _DIGEST,
    "snapshot.inputs": _FIGURES,
    "snapshot.inputs_sha256": _DIGEST,
    "snapshot.method": _WORD,
    "snapshot.method_version": _WORD,
    "snapshot.result": _FIGURES,
    "snapshot.subject": _SERIES,
    "source_file.outcome": _WORD,
    "source_file.sha256": _DIGEST,
    "source_folder.footprint": _DIGEST,
    "submission.outcome": _WORD,
    "submission.received_by": _ACTOR,
    "submission.sha256": _DIGEST,
    "submission.state": _WORD,
    "submission.token": _DIGEST,
    "submission.via": _WORD,
    "telling.alliance": _KEY,
    "telling.wins": _KEY,
    "work.alliance": _KEY,
    "work.asked_by": _ACTOR,
    "work.claimed_by": _ACTOR,
    "work.kind": _WORD,
    "worker.worker_id": _ACTOR,
}


class Hit(NamedTuple):
    """A row in a column of which one of the texts stands: its key, and what the column holds."""

    column: sa.Column[Any]
    key: tuple[Any, ...]
    value: Any

    @property
    def name(self) -> str:
        return f"{self.column.table.name}.{self.column.name}"

    @property
    def is_it(self) -> sa.ColumnElement[bool]:
        keys = self.column.table.primary_key.columns
        return sa.and_(*(key == there for key, there in zip(keys, self.key, strict=True)))


def text_columns() -> dict[str, sa.Column[Any]]:
    """Every column that holds text, by "table.column"."""
    kinds = (sa.String, sa.JSON)  # Text is one of the first
    columns = (column for table in metadata.sorted_tables for column in table.c)
    return {f"{one.table.name}.{one.name}": one for one in columns if isinstance(one.type, kinds)}


def count_texts(connection: sa.Connection, texts: Collection[str], names: Collection[str]) -> dict[str, int]:
    """How many rows of which of these columns hold one of the texts, as words, however written large or small."""
    return dict(Counter(one.name for one in _find(connection, texts, names)))


def blot_out(connection: sa.Connection, texts: Collection[str], names: Collection[str] | None = None) -> dict[str, int]:
    """Take the texts out of every column that allows it, or of these; how many rows of which columns held them."""
    wanted, found = _pattern(texts), Counter[str]()
    for one in list(_find(connection, texts, BLOTTED | TAKEN_AWAY if names is None else names)):
        table = one.column.table
        if one.name in TAKEN_AWAY:
            connection.execute(sa.delete(table).where(one.is_it))
        else:
            left = _without(one.value, wanted)
            connection.execute(sa.update(table).where(one.is_it).values({one.column.name: left}))
        found[one.name] += 1
    return dict(found)


def _find(connection: sa.Connection, texts: Collection[str], names: Collection[str]) -> Iterator[Hit]:
    if not texts:
        return
    wanted, columns = _pattern(texts), text_columns()
    for name in sorted(names):
        column = columns[name]
        query = sa.select(*column.table.primary_key.columns, column).where(_may_hold(column, texts))
        for *key, value in connection.execute(query).all():
            if any(wanted.search(one) for one in _strings(value)):
                yield Hit(column, tuple(key), value)


def _pattern(texts: Collection[str]) -> re.Pattern[str]:
    longest_first = sorted(texts, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)", re.IGNORECASE)


def _may_hold(column: sa.Column[Any], texts: Collection[str]) -> sa.ColumnElement[bool]:
    """A first look by the database, which may find too much: SQLite folds no letters beyond a to z."""
    written = {way for one in texts for way in (one, one.lower(), one.upper(), one.title(), one.capitalize())}
    if not isinstance(column.type, sa.JSON):
        return sa.or_(*(column.icontains(one, autoescape=True) for one in sorted(written)))
    said = sa.cast(column, sa.Text)
    return sa.or_(*(said.icontains(as_json(one)[1:-1], autoescape=True) for one in sorted(written)))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from value
        for one in value.values():
            yield from _strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from _strings(one)


def _without(value: Any, wanted: re.Pattern[str]) -> Any:
    """Blotted out, also where it is the name of a field; those of ours are plain words and stay."""
    if isinstance(value, str):
        return wanted.sub(BLOT, value)
    if isinstance(value, dict):
        return {
            name if name.isidentifier() and name.islower() else wanted.sub(BLOT, name): _without(one, wanted)
            for name, one in value.items()
        }
    return [_without(one, wanted) for one in value] if isinstance(value, list) else value
