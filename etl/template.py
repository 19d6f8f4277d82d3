"""The templates that the pages hand out: of each organisation the workbook that it fills in, made anew where it would
be another one.
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from config.definitions import Alliance
from etl.program import program_digest
from etl.returning.form_workbook import workbook_of
from progress.due import asked_until
from store.clock import danish_day
from store.current import Figure, read_delivered, read_own
from store.database import Store
from store.definitions import indicator_ids, organisation_ids, read_alliance, read_alliances
from store.files import write_whole
from store.judged import Versions, read_versions
from store.outages import is_lost
from store.published import read_hidden
from store.viewer import OPERATOR, Viewer, contributor_of

log = logging.getLogger(__name__)

_MADE = "made.json"  # beside the templates: what each was made from, and until when it stands

Hidden = Mapping[tuple[str, str, str], str]


def make_template(connection: sa.Connection, slug: str, viewer: Viewer, on: date, organisation: str) -> bytes:
    """The content of an organisation's workbook (.xlsx), with the indicators that this viewer may see.

    Raises:
        LookupError: there is no such "alliance" or "organisation".
    """
    declared = read_alliance(connection, slug, viewer, on)
    if declared is None:
        raise LookupError("alliance")
    if declared.organisation(organisation) is None:
        raise LookupError("organisation")
    return _Making(connection, declared, on).workbook(organisation)


def write_templates(
    store: Store,
    folder: Path,
    now: datetime,
    slug: str | None = None,
    organisation: str | None = None,
    tell: Callable[[int, int], None] = lambda done, total: None,
) -> None:
    """Make the templates anew that the pages hand out, where they would be others: of one organisation, of an alliance,
    or of all.

    Each shows what a contributor of its organisation may see. One that cannot be made is logged: no figure depends
    on it.

    Args:
        tell: is told that so many of so many organisations have theirs.
    """
    with store.reading() as connection:
        alliances = [one for one in read_alliances(connection, OPERATOR, now) if slug in (None, one.slug)]
        total, done = sum(len(one.delivering) for one in alliances), 0
        for declared in alliances:
            for _ in _write(connection, declared, folder / declared.slug, now, organisation):
                done += 1
                tell(done, total)


def _write(
    connection: sa.Connection, declared: Alliance, folder: Path, now: datetime, organisation: str | None
) -> Iterator[str]:
    """Those of an alliance; each organisation when it has its own."""
    today, made = danish_day(now), _read_made(folder)
    makings = dict[tuple[str, ...], _Making]()  # most organisations see the same, and share what that takes
    names = {one.slug for one in declared.delivering}
    for name in sorted(names if organisation is None else names & {organisation}):
        try:
            seen = _seen_by(declared, name, now)
            if _codes(seen) not in makings:
                makings[_codes(seen)] = _Making(connection, seen, today)
            making = makings[_codes(seen)]
            known = making.made_from(name)
            if not (folder / f"{name}.xlsx").exists() or not _stands(made.get(name), known, today):
                write_whole(folder / f"{name}.xlsx", making.workbook(name))
                made[name] = [known, today.isoformat(), making.until.isoformat()]
        except Exception as fault:
            if is_lost(fault):  # the connection that all of them share
                raise
            made.pop(name, None)
            log.exception("no template could be made for %s/%s", declared.slug, name)
        yield name
    for left in folder.glob("*.xlsx"):
        if left.stem not in names:
            left.unlink()
    if names:
        write_whole(folder / _MADE, json.dumps({name: made[name] for name in sorted(made) if name in names}).encode())


def _seen_by(declared: Alliance, organisation: str, now: datetime) -> Alliance:
    """The alliance with the indicators that an organisation's contributors may see."""
    viewer = contributor_of(declared.slug, organisation)
    seen = tuple(one for one in declared.indicators if viewer.sees(declared.slug, one.sight, now))
    return declared.model_copy(update={"indicators": seen})


def _codes(declared: Alliance) -> tuple[str, ...]:
    return tuple(one.code for one in declared.indicators)


def _read_made(folder: Path) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads((folder / _MADE).read_bytes())
    except (OSError, ValueError):
        return {}
    return found


def _stands(before: Any, known: str, today: date) -> bool:
    """Whether the template was made from the same, and asks for the same today."""
    return bool(before) and before[0] == known and before[1] <= today.isoformat() < before[2]


class _Making:
    """The templates of one alliance; what they share is read once."""

    def __init__(self, connection: sa.Connection, declared: Alliance, today: date) -> None:
        self._connection, self._declared, self._today = connection, declared, today
        self._codes = [one.code for one in declared.indicators]
        self._delivered = read_delivered(connection, declared.slug, self._codes)
        self._hiding = {one.code for one in declared.indicators if one.suppression.threshold is not None}
        self._hidden: Hidden | None = None
        self._common: str | None = None
        self._numbers: dict[str, int] = {}
        self._who: dict[str, int] = {}
        self._versions: Versions = {}
        self.until = asked_until(declared, today)

    def workbook(self, organisation: str) -> bytes:
        """The content of an organisation's workbook."""
        own = read_own(self._connection, self._declared.slug, OPERATOR, organisation, self._codes)
        others = [
            Figure(code, who, "", {}, "", None, "A")
            for code, names in self._delivered.items()
            for who in sorted(names - {organisation})
        ]
        return workbook_of(self._declared, organisation, [*self._as_shown(own), *others], self._today)

    def made_from(self, organisation: str) -> str:
        """A digest of all that the workbook comes from but the day, without reading a figure."""
        if self._common is None:
            numbers = indicator_ids(self._connection, self._declared.slug)
            self._numbers = {code: numbers[code] for code in self._codes}
            self._who = organisation_ids(self._connection, self._declared.slug)
            self._versions = read_versions(self._connection, list(self._numbers.values()))
            shared = {code: sorted(names) for code, names in sorted(self._delivered.items())}
            self._common = json.dumps([program_digest(), self._declared.model_dump_json(), shared])
        versions = []
        for code, number in self._numbers.items():
            of = self._versions.get(number, {})
            # What is hidden of its own figures depends on those of the others.
            is_hidden_with = code in self._hiding and organisation in self._delivered.get(code, ())
            versions.append(sorted(of.items()) if is_hidden_with else of.get(self._who[organisation]))
        return hashlib.sha256(json.dumps([self._common, organisation, versions]).encode()).hexdigest()

    def _as_shown(self, stored: Sequence[Figure]) -> Sequence[Figure]:
        """What is hidden for the sake of others is in, but not told: whoever reaches the pages can fetch this."""
        if self._hidden is None:
            hiding = sorted(self._hiding & self._delivered.keys())
            self._hidden = read_hidden(self._connection, self._declared.slug, hiding) if hiding else {}
        counts = {one.code for one in self._declared.indicators if one.kind in ("count", "state")}
        return [_as_shown(one, self._hidden, counts) for one in stored] if self._hidden else stored


def _as_shown(one: Figure, hidden: Hidden, counts: Collection[str]) -> Figure:
    why = hidden.get((one.indicator, one.area, one.period))
    is_told = why != "beside" and (why != "small" or one.indicator in counts)
    return one if is_told else one._replace(value=None, status="Q")
