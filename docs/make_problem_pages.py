"""Writes docs/fejl.md from the catalogue of problems: `python docs/make_problem_pages.py`."""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from config.language import LANGUAGES, Language, Text  # noqa: E402
from etl.problems.kind import Severity  # noqa: E402
from etl.problems.problem import PROBLEMS  # noqa: E402

PAGE = ROOT / "docs" / "fejl.md"

HEAD = """# Det kan rapporten sige om din fil

*What a report can say about your file: the English table is below.*

Siden er skrevet af `docs/make_problem_pages.py` ud fra programmets egen liste. „…“ er det, der stod i din fil.
Se også [vejledningen til partnere](partnere.md).
"""
SECTIONS = {"da": "På dansk", "en": "In English"}
SEVERITIES: dict[Severity, Text] = {
    "error": Text(
        "Fejl: filen afvises, og intet tal kommer med", "Errors: the file is refused, and no figure is taken"
    ),
    "warning": Text("Advarsler: filen kan godt komme med", "Warnings: the file may still be taken"),
    "note": Text("Bemærkninger: du behøver ikke gøre noget", "Notes: nothing need be done"),
}
COLUMNS = Text(
    "| kode | det står der | det ventede vi | det gør du |", "| code | what it says | expected | what to do |"
)


def page() -> str:
    """The whole page, as it should stand in the repository."""
    return "\n".join([HEAD, *(_section(language) for language in LANGUAGES)])


def _section(language: Language) -> str:
    lines = [f"## {SECTIONS[language]}", ""]
    for severity, name in SEVERITIES.items():
        lines += [f"### {name[language]}", "", COLUMNS[language], "|---|---|---|---|"]
        lines += [_row(code, language) for code, kind in PROBLEMS.items() if kind.severity == severity]
        lines.append("")
    return "\n".join(lines)


def _row(code: str, language: Language) -> str:
    kind = PROBLEMS[code]
    cells = [f"`{code}`", *(_words(text[language]) for text in (kind.title, kind.expected, kind.remedy))]
    return "| " + " | ".join(cells) + " |"


def _words(template: str) -> str:
    """The text of a problem with an ellipsis for what a file fills in, fit for a cell of a table."""
    return re.sub(r"\{\w+\}", "…", template).replace("|", "\\|")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
