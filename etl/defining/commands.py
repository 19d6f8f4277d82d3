"""The commands `fremdrift apply`, `export-definitions`, `rename` and `retire`; help answers at once."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from config.settings import read_settings

if TYPE_CHECKING:
    from etl.jobs import Workroom
    from store.weighing import Change, Choice, Side
    from store.whole import Mistaken

WRONG_USE, PROBLEMS = 2, 3
ENTRY, WHICH = "KIND/KEY[/FIELD]", "ALLIANCE[/KIND/KEY]"
REASON = click.option("--reason", help="Why: it stands in the history.")
AUTHOR = click.option("--author", default="command", show_default=True, help="Who says so: it stands in the history.")


@click.command()
@click.argument("path", required=False, type=click.Path(path_type=Path))
@click.option("--check", "check_only", is_flag=True, help="Show what would change; change nothing.")
@click.option("--take-file", multiple=True, metavar=ENTRY, help="In this conflict, or field of it, the file counts.")
@click.option("--keep-edited", multiple=True, metavar=ENTRY, help="What was edited in the browser counts.")
def apply(path: Path | None, check_only: bool, take_file: tuple[str, ...], keep_edited: tuple[str, ...]) -> None:
    """Bring definitions (one YAML file, or a folder of them) into the store.

    PATH is config/alliances where nothing is said. What would change is shown first. What was edited in the browser is
    never overwritten: where the file has changed it too, the conflict is shown field by field and left alone (exit code
    3) until you choose, for example with --take-file indicator/indbrud/targets.
    """
    from etl.apply import apply_definitions

    settings = read_settings()
    path = path or settings.config / "alliances"
    if not path.exists():
        _stop(f"There is nothing at {path}. Write a definition there; config/demo/ has eight to learn from.")
    choices = [*_choices("file", take_file), *_choices("store", keep_edited)]
    try:
        applied = apply_definitions(_room(), path, check_only, choices)
    except LookupError as unknown:
        _stop(f"{unknown} is not in conflict. fremdrift apply --check names what is.")
    for mistake in (*applied.mistakes, *applied.notes):
        click.echo(f"{mistake.sentence('da')}\n  {mistake.sentence('en')}", err=True)
    for slug, changes in applied.changes.items():
        click.echo(f"{slug}: {'no change' if not changes else f'{len(changes)} changes'}")
        for line in change_lines(changes):
            click.echo(line)
    if applied.conflicts:
        click.echo(
            "Changed in the browser and in the file, and left alone. Choose with --take-file or --keep-edited.",
            err=True,
        )
    if applied.mistakes or applied.conflicts:
        sys.exit(PROBLEMS)


def change_lines(changes: Iterable[Change]) -> Iterable[str]:
    """A line for each change; of a conflict each field with what it was, what stands and what the file says."""
    from config.mistakes import as_written

    for change in changes:
        fields = f" ({', '.join(change.fields)})" if change.fields else ""
        yield f"  {change.what:<9} {change.kind} {change.key}{fields}"
        if change.author is not None and change.recorded_at is not None:
            yield f"            in the browser: {change.author}, {change.recorded_at:%Y-%m-%d}"
        if change.what != "conflict":
            continue
        for one in change.differences:
            was, edited, says = (as_written(value) or "-" for value in (one.before, one.stands, one.says))
            yield f"            {one.field}: was {was} | edited {edited} | file {says}"


@click.command("export-definitions")
@click.argument("alliance", required=False)
@click.option("--into", "folder", type=click.Path(path_type=Path, file_okay=False), help="Write <slug>.yaml there.")
@click.option("--force", is_flag=True, help="Also over a file that says something the store does not.")
def export_definitions(alliance: str | None, folder: Path | None, force: bool) -> None:
    """Write what stands, edited in the browser too, as YAML that apply reads to no change.

    Without --into it is printed. With it, files that are behind are written: entries that say the same keep their lines
    and their comments.
    """
    from etl.defining.export import export_into, read_standing, text_of

    room = _room()
    standing = read_standing(room, alliance)
    if not standing:
        _stop(f"There is no alliance {alliance}." if alliance else "There is no alliance yet.")
    if folder is None:
        for one in standing:
            click.echo(text_of(one))
        return
    refused = False
    for slug, outcome in export_into(room, folder, standing, force):
        click.echo(f"{folder / slug}.yaml: {outcome}")
        refused |= outcome.startswith("left alone")
    sys.exit(PROBLEMS if refused else 0)


@click.command()
@click.argument("entry", metavar=WHICH)
@click.argument("new", metavar="NEW")
@REASON
@AUTHOR
def rename(entry: str, new: str, reason: str | None, author: str) -> None:
    """Give an alliance, or one of its organisations, goals or indicators, another key.

    \b
    fremdrift rename bo-trygt trygt-hjem
    fremdrift rename bo-trygt/indicator/indbrud boligindbrud

    Its figures and its history stay with it, old links lead to the new address, and files that still say the old key
    are understood.
    """
    from etl.defining.errands import rename_entry

    which = _which(entry)
    _decide(lambda room: rename_entry(room, *which, new, author, reason), *which)
    click.echo(f"{entry} is now {new}.")


@click.command()
@click.argument("entry", metavar=WHICH)
@click.option("--back", is_flag=True, help="Take it in again, as it was.")
@REASON
@AUTHOR
def retire(entry: str, back: bool, reason: str | None, author: str) -> None:
    """Retire an alliance or one of its entries: it counts no more, its page says so and keeps its figures.

    Kinds: organisation, goal, indicator, small_win, action, story, source.
    """
    from etl.defining.errands import bring_back, retire_entry

    which, do = _which(entry), bring_back if back else retire_entry
    _decide(lambda room: do(room, *which, author, reason), *which)
    click.echo(f"{entry} is back." if back else f"{entry} is retired.")


def _decide(carry_out: Callable[[Workroom], None], alliance: str, kind: str, key: str) -> None:
    from store.whole import Mistaken

    try:
        carry_out(_room())
    except LookupError as unknown:
        if str(unknown) == "alliance":
            _stop(f"There is no alliance {alliance}.")
        if str(unknown) == "kind":
            _stop("Only an alliance, an organisation, a goal or an indicator has links that a new key must keep.")
        _stop(f"There is no {kind} {key} in {alliance}.")
    except Mistaken as found:
        _stop(_sentences(found), PROBLEMS)


def _sentences(found: Mistaken) -> str:
    return "\n".join(f"{one.sentence('da')}\n  {one.sentence('en')}" for one in found.mistakes)


def _which(text: str) -> tuple[str, str, str]:
    """`bo-trygt/indicator/indbrud` taken apart; `bo-trygt` is the alliance itself."""
    from store.definitions import PARTS

    alliance, _, rest = text.partition("/")
    kind, _, key = rest.partition("/")
    if rest and (kind not in PARTS or not key):
        _stop(f"{text} names no entry. Write for example bo-trygt/indicator/indbrud; kinds: {', '.join(PARTS)}.")
    return (alliance, kind, key) if rest else (alliance, "alliance", alliance)


def _choices(side: Side, names: Iterable[str]) -> Iterable[Choice]:
    from store.applying import Choice
    from store.definitions import PARTS

    for name in names:
        kind, _, rest = name.partition("/")
        key, _, part = rest.partition("/")
        if kind not in (*PARTS, "alliance") or not key:
            _stop(
                f"{name} names no entry. Write it as apply shows it: indicator/indbrud, or indicator/indbrud/targets."
            )
        yield Choice(side, kind, key, part or None)


def _room() -> Workroom:
    from etl.jobs import open_room

    return open_room(read_settings())


def _stop(text: str, code: int = WRONG_USE) -> NoReturn:
    click.echo(text, err=True)
    sys.exit(code)
