"""Every pattern of ours meets texts that would make a careless one try every way: each answers within a moment."""

from __future__ import annotations

import importlib
import pkgutil
import re
import signal
from collections.abc import Iterator
from types import ModuleType

import pytest

import config
import etl

LENGTH = 400
SECONDS = 0.4  # for one pattern and one text; one that tries every way takes years
SINGLE = "0a A.,-_/()?<>=\"'#*%@:;&+|\u00a0\u00c3\ufffd\u00e6\n\t["
REPEATED = [
    "1.",
    "1,",
    "1 ",
    "a ",
    "a.",
    "a@",
    "-1",
    "2024-",
    "2024/",
    "uge ",
    "<5",
    "0751 ",
    "010190-",
    "<v>",
    't="s"',
    "x:",
]
ENDS = ["", "!", "\0", "x"]


def modules() -> list[ModuleType]:
    names = [
        found.name
        for package in (etl, config)
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
        if not found.name.endswith(".child")
    ]
    return [importlib.import_module(name) for name in names]


def patterns() -> dict[str, re.Pattern[str] | re.Pattern[bytes]]:
    """Every compiled pattern that stands by name in a module, or in a list or dictionary there."""
    found: dict[str, re.Pattern[str] | re.Pattern[bytes]] = {}
    seen = set[re.Pattern[str] | re.Pattern[bytes]]()  # one that others import is tried once
    for module in modules():
        for name, value in vars(module).items():
            inside = list(value.values()) if isinstance(value, dict) else value
            for number, one in enumerate(inside if isinstance(inside, list | tuple | set | frozenset) else [value]):
                for part in one if isinstance(one, tuple) else [one]:
                    if isinstance(part, re.Pattern) and part not in seen:
                        seen.add(part)
                        found[f"{module.__name__}.{name}.{number}"] = part
    return found


PATTERNS = patterns()
TEXTS = [piece * (LENGTH // len(piece)) + end for piece in [*SINGLE, *REPEATED] for end in ENDS]


def test_patterns_are_found() -> None:
    assert len(PATTERNS) > 60
    assert any(name.startswith("etl.opening.letters.") for name in PATTERNS)


class TooLong(Exception):
    pass


@pytest.fixture
def impatient() -> Iterator[None]:
    """After a moment the search is broken off: `re` looks for signals now and then."""

    def give_up(*_: object) -> None:
        raise TooLong

    before = signal.signal(signal.SIGVTALRM, give_up)
    yield
    signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    signal.signal(signal.SIGVTALRM, before)


@pytest.mark.usefixtures("impatient")
def test_a_long_text_is_answered_at_once() -> None:
    slow = []
    for name, pattern in PATTERNS.items():
        for text in TEXTS:
            given = text.encode() if isinstance(pattern.pattern, bytes) else text
            signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)  # of this process's own time
            try:
                pattern.fullmatch(given)  # type: ignore[arg-type]
                pattern.search(given)  # type: ignore[arg-type]
            except TooLong:
                slow.append((name, given[:12], given[-1:]))
                break
    assert slow == []
