"""Writes docs/roles.md from the table that the tests hold every address to: `python docs/make_roles_page.py`."""

from __future__ import annotations

import runpy
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "roles.md"
_SIGNS = {"y": "yes", "s": "sign in", "n": "403", "-": "404"}
_HEAD = """# Who may do what

Written by `python docs/make_roles_page.py` from `tests/access/roles.py`; there every cell is tried by a real request,
for every address and method. **yes**: comes in. **sign in**: 401, or the sign-in page, whether or not there is such a
thing. **403**: it is there, and not theirs. **404**: for them there is no such thing.

Contributor, upload link and delivering token are here those of the organisation that it is done for; the delivering
token is a contributor's, the reading token one of the secretariat's. An upload link knows of nothing but the files that
came by it. The administrator of the installation has the secretariat's rights in every alliance.
"""


def page() -> str:
    """The whole page."""
    told = runpy.run_path(str(ROOT / "tests" / "access" / "roles.py"))
    roles, actions = told["ROLES"], told["ACTIONS"]
    by_action = {name: [one for one, (of, _) in told["ADDRESSES"].items() if of == name] for name in actions}
    parts = [_HEAD]
    for number, heading in enumerate(("In an alliance that everybody sees", "In an alliance for its members")):
        rows = [(of[2], of[number]) for of in actions.values()]
        parts.append(f"## {heading}\n\n{_table('to', roles, rows)}")
    rows = [(words, letters) for letters, words in told["SIGHT"].values()]
    parts.append(f"## Indicators of an alliance that everybody sees\n\n{_table('visibility', roles, rows)}")
    lines = [f"- **{actions[name][2]}**: {', '.join(f'`{one}`' for one in by_action[name])}" for name in actions]
    parts.append("## The addresses\n\nEach also below `/en`.\n\n" + "\n".join(lines) + "\n")
    commands = ", ".join(f"`{one}`" for one in told["COMMANDS"])
    parts.append(
        "## The command line\n\nWhoever may start programs as Fremdrift's user is the operator, and may use every "
        f"command: {commands}. The record calls them `operator`.\n"
    )
    return "\n".join(parts)


def _table(first: str, roles: tuple[str, ...], rows: list[tuple[str, str]]) -> str:
    lines = [f"| {first} | {' | '.join(roles)} |", f"|---|{'---|' * len(roles)}"]
    lines += [f"| {words} | {' | '.join(_SIGNS[one] for one in letters)} |" for words, letters in rows]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
