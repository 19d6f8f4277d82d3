"""Reading the single fields of a case in JSON: each gives its value, or says what is wrong with it."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, TypeVar

from config.language import Text
from progress.case import Break, Exemption, Point, Target
from store.time_period import PeriodError, TimePeriod

Found = TypeVar("Found")
STATUSES = tuple("AEPFLMQN")


class Mistake(ValueError):
    """What is wrong with one field, in words."""

    def __init__(self, danish: str, english: str) -> None:
        super().__init__(english)
        self.text = Text(danish, english)


def read_number(given: object) -> float:
    if isinstance(given, bool) or not isinstance(given, int | float):
        raise Mistake(f"'{given}' er ikke et tal.", f"'{given}' is not a number.")
    try:
        return float(given)
    except OverflowError:
        return math.inf  # judged as no value, like every number that is none


def read_whole(given: object) -> int:
    if isinstance(given, bool) or not isinstance(given, int):
        raise Mistake(f"'{given}' er ikke et helt tal.", f"'{given}' is not a whole number.")
    return given


def read_period(given: object) -> TimePeriod:
    text = str(given) if isinstance(given, str) or (isinstance(given, int) and not isinstance(given, bool)) else ""
    try:
        return TimePeriod.parse(text)
    except PeriodError as error:
        forms = "2024, 2024-H1, 2024-Q1, 2024-03, 2024-W06, 2024-03-12, 2023/24"
        raise Mistake(
            f"'{given}' er ikke en periode. Skriv for eksempel {forms}.",
            f"'{given}' is not a period. Write for example {forms}.",
        ) from error


def read_day(given: object) -> date:
    try:
        return date.fromisoformat(given if isinstance(given, str) else "")
    except ValueError as error:
        raise Mistake(
            f"'{given}' er ikke en dato. Skriv for eksempel 2026-11-23.",
            f"'{given}' is not a date. Write for example 2026-11-23.",
        ) from error


def read_text(given: object) -> str:
    if not isinstance(given, str) or not given.strip():
        raise Mistake(f"'{given}' er ikke en tekst.", f"'{given}' is not a text.")
    return given


def read_truth(given: object) -> bool:
    if not isinstance(given, bool):
        raise Mistake(f"'{given}' er hverken true eller false.", f"'{given}' is neither true nor false.")
    return given


def one_of(allowed: Iterable[str]) -> Callable[[object], str]:
    names = tuple(allowed)

    def read(given: object) -> str:
        if given not in names:
            listed = ", ".join(names)
            raise Mistake(f"'{given}' kendes ikke. Brug: {listed}.", f"'{given}' is unknown. Use: {listed}.")
        return str(given)

    return read


def list_of(read: Callable[[object], Found]) -> Callable[[object], tuple[Found, ...]]:
    def read_all(given: object) -> tuple[Found, ...]:
        if not isinstance(given, list):
            raise Mistake("Feltet skal være en liste.", "The field must be a list.")
        return tuple(read(entry) for entry in given)

    return read_all


def pair_of(read: Callable[[object], Found]) -> Callable[[object], tuple[Found, Found]]:
    def read_pair(given: object) -> tuple[Found, Found]:
        if not isinstance(given, list) or len(given) != 2:
            raise Mistake("Skriv to værdier: [laveste, højeste].", "Write two values: [lowest, highest].")
        return read(given[0]), read(given[1])

    return read_pair


def read_bound(given: object) -> float | None:
    return None if given is None else read_number(given)


def read_observation(given: object) -> Point:
    if not isinstance(given, list) or len(given) not in (2, 3):
        raise Mistake(
            f"'{given}' er ikke en måling. Skriv [periode, værdi] eller [periode, værdi, status].",
            f"'{given}' is not an observation. Write [period, value] or [period, value, status].",
        )
    status = one_of(STATUSES)(given[2]) if len(given) == 3 else "A"
    return Point(read_period(given[0]), None if given[1] is None else read_number(given[1]), status)


def read_observations(given: object) -> tuple[Point, ...]:
    points = list_of(read_observation)(given)
    seen: dict[TimePeriod, Point] = {}
    for point in points:
        first = seen.setdefault(point.period, point)
        if repr(first) != repr(point):  # repr, since a NaN never equals itself
            raise Mistake(
                f"{point.period} har to forskellige værdier: {first.value} og {point.value}.",
                f"{point.period} has two different values: {first.value} and {point.value}.",
            )
    return points


def _object(given: object, required: dict[str, Callable[[object], Any]], **optional: Callable[[object], Any]) -> Any:
    fields = {**required, **optional}
    if not isinstance(given, dict) or not required.keys() <= given.keys() <= fields.keys():
        listed = ", ".join(fields)
        raise Mistake(f"Skriv et objekt med {listed}.", f"Write an object with {listed}.")
    return {name: fields[name](value) for name, value in given.items() if value is not None or name in required}


def read_target(given: object) -> Target:
    found = _object(given, {"value": read_number}, period=read_period, adopted=read_day)
    return Target(found["value"], found.get("period"), found.get("adopted"))


def read_break(given: object) -> Break:
    return Break(**_object(given, {"period": read_period, "bridged": read_truth, "reason": read_text}))


def read_exemption(given: object) -> Exemption:
    return Exemption(**_object(given, {"person": read_text, "reason": read_text, "expires": read_day}))
