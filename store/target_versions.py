"""Targets as they are edited: the list of an indicator's targets is their history, and nothing in it is overwritten."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from config.language import Text
from config.mistakes import Mistake, mistake
from store.entries import Document
from store.whole import Mistaken

_OF_TARGET = ("value", "period", "area", "organisation", "adopted")  # what makes a target the one it is


def check_targets(before: Document, after: Document, today: date) -> None:
    """No target is overwritten: those that stood still stand, and a new one says since when and why."""
    wrong = dict(_target_mistakes(before.get("targets", []), after.get("targets", []), today))
    if wrong:
        raise Mistaken(tuple(wrong.values()), wrong)


def _target_mistakes(before: list[Document], after: list[Document], today: date) -> Iterator[tuple[str, Mistake]]:
    where = Text("måltallet", "the target")
    there = [_sign(target) for target in after]
    for number, target in enumerate(before):
        if _sign(target) not in there and (target.get("adopted") or "") < today.isoformat():
            fields = {"value": f"{target['value']:g}"}
            yield f"targets.{number}", mistake("target_overwritten", "", ("targets", number), where, fields=fields)
    stood = [_sign(target) for target in before]
    for number, target in enumerate(after):
        if _sign(target) in stood:
            continue
        for name, code in (("adopted", "target_adopted"), ("reason", "target_reason")):
            if not target.get(name):
                path = ("targets", number, name)
                made = mistake(code, "", path, where, fields={"today": today.isoformat()})
                yield f"targets.{number}.{name}", made


def _sign(target: Document) -> tuple[Any, ...]:
    return tuple(target.get(name) for name in _OF_TARGET)
