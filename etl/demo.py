"""The real part of the demo: seven alliances and their figures, through the very path that a partner's file takes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import yaml

from etl.apply import apply_definitions
from etl.errands import submit
from etl.jobs import Workroom
from store.addressed import addressed
from store.clock import danish_day
from store.definitions import read_alliances
from store.submissions import was_accepted
from store.viewer import OPERATOR

ORDER = "demo.yaml"


class StoreInUse(Exception):
    """The store holds alliances that are not the demo's; the text names them."""


def load_demo(room: Workroom, config: Path, examples: Path, tell: Callable[[str], None]) -> None:
    """Apply the demo's definitions, then hand in its workbooks in order; what is there already is unchanged.

    Raises:
        StoreInUse: the store is somebody's own.
        RuntimeError: a definition or workbook of our own is not in order.
    """
    with room.store.reading() as connection:
        alliances = read_alliances(connection, OPERATOR, danish_day(room.clock()))
    own = {file.stem for file in config.glob("*.yaml")}
    if others := {one.slug for one in alliances if own.isdisjoint((one.slug, *one.formerly))}:
        raise StoreInUse(", ".join(sorted(others)))
    applied = apply_definitions(room, config)
    if applied.mistakes:
        raise RuntimeError("\n".join(mistake.sentence("en") for mistake in applied.mistakes))
    for entry in yaml.safe_load((examples / ORDER).read_text(encoding="utf-8"))["submissions"]:
        if _is_in(room, examples / entry["file"], entry["alliance"], entry["organisation"]):
            continue
        done = submit(
            room, examples / entry["file"], entry["alliance"], entry["organisation"], note=entry["note"]["da"]
        )
        counts = (done.report or {}).get("counts", {})
        tell(f"{entry['file']}: {done.outcome}, {counts.get('new', 0)} new, {counts.get('changed', 0)} changed")
        if done.outcome not in ("accepted", "unchanged"):
            raise RuntimeError(f"{entry['file']} was not accepted: {(done.report or {}).get('problems')}")


def _is_in(room: Workroom, file: Path, alliance: str, organisation: str) -> bool:
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    with room.store.reading() as connection:
        try:
            ((_, organisation_id),) = addressed(connection, [(alliance, organisation)]).values()
        except LookupError:
            return True  # retired by somebody who tries the demo out: nothing is handed in for it
        return was_accepted(connection, organisation_id, digest)
