"""Two alliances with something in each that not everybody sees, and every address that is read, with its parts."""

from __future__ import annotations

from pathlib import Path

from werkzeug.test import TestResponse

from tests.access.roles import ADDRESSES
from tests.dashboard.sight_store import NOW, Choice, World, declared_as, marks, name_of

# alfa is for its members, beta for all, but for its first indicator.
HIDDEN, NOBODY = "alfa", "omeg"


def made_world(home: Path) -> World:
    made = World(home)
    made.now = NOW
    made.declare(declared_as("alfa", Choice("members"), (Choice(),) * 3))
    made.declare(declared_as("beta", Choice(), (Choice("members"), Choice(), Choice())))
    return made


def tells(answer: TestResponse) -> list[str]:
    """What of alfa, and of beta's hidden indicator, stands in an answer."""
    text = answer.get_data(as_text=True) + str(answer.headers)
    secrets = [name_of("alfa")[:7], *(marks("alfa", number).title for number in (1, 2, 3)), marks("beta", 1).title]
    return [one for one in secrets if one in text]


NAMES = {
    "<slug>": "beta",
    "<code>": marks("beta", 2).code,
    "<kind>": "goal",
    "<key>": "faerre",
    "<part>": "x",
    "<int:number>": "1",
    "<int:version>": "1",
    "<day>": "2026-11-20",
    "<token>": "x",
    "<link>": "l-x",
    "<text>": "l-x",
    "<alliance>": "beta",
    "<organisation>": "partner",
    "<name>": "style.css",
}


def read_at() -> list[str]:
    """Every address that is read, by its rule."""
    return [one.removeprefix("GET ").split(" ")[0] for one in ADDRESSES if one.startswith("GET ")]


def filled(rule: str, **changed: str) -> str:
    """A rule with its examples, and one of its parts changed."""
    path = rule
    for name, example in NAMES.items():
        path = path.replace(name, changed.get(name.strip("<>").replace(":", "_"), example))
    for choices in ("<any(xlsx, svg, png):suffix>", "<any(csv, json):suffix>", "<any(json, csv):suffix>"):
        path = path.replace(choices, choices[5:].split(",")[0])
    tables = ("<any(figures, vintages, verdicts, indicators):table>", "<any(figures, vintages, verdicts):table>")
    for choices in tables:
        path = path.replace(choices, "figures")
    return path


PARTS = [
    (rule, part.strip("<>")) for rule in sorted({*read_at()}) for part in NAMES if part in rule and ":" not in part
]
