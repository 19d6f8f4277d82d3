"""Backup, restore, rehearsal and purge as an operator meets them: exit codes, one JSON object, a way on."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.rooms import House
from tests.test_command_line import TO, Run
from tests.test_command_line import run as run

VALUE = 87654321


def test_from_backup_to_restore(run: Run, sqlite_house: House, tmp_path: Path) -> None:
    book = sqlite_house.workbook([["antal", None, 2021, VALUE, None]])
    token = run("submit", book, *TO, "--confirm", "--json").object["submission"]
    assert run("rehearse").code == 2  # there is none yet
    key = run("backup", "--new-key", "key.txt")
    assert key.out.startswith("age1")
    assert run("backup", "--new-key", "key.txt").code == 2  # never written over
    piped = run("backup", "--new-key", "-")  # in a container nothing is left of a file
    assert "AGE-SECRET-KEY-" in piped.out
    assert piped.err.split()[-1] in piped.out
    made = run("backup", "--json", FREMDRIFT_BACKUP_KEY=key.out.strip()).object
    assert (made["files"], made["encrypted"], made["lacking"]) == (1, True, 0)
    assert made["backup"] in run("backup", "--list").out
    assert run("rehearse").code == 2  # without the key
    told = run("rehearse", "--key", "key.txt", "--json").object
    assert (told["is_good"], told["files"], told["faults"]) == (True, 1, [])
    assert "can be restored" in run("rehearse", "--key", "key.txt").out
    refused = run("restore", "--key", "key.txt")
    assert (refused.code, "not empty" in refused.err) == (2, True)
    assert run("restore", "20200101T000000Z").code == 2

    purged = run("purge", token, "--yes", "--json").object
    assert (purged["submissions"], purged["values"], purged["backups"]["files"]) == ([token], 1, 1)
    assert purged["backups"]["left"] == [made["backup"]]
    assert str(VALUE) not in run("observations", "proeve").out

    backups = str(sqlite_house.folder / "backups")
    done = run("restore", "--key", "key.txt", "--json", FREMDRIFT_HOME=str(tmp_path / "new"), FREMDRIFT_BACKUPS=backups)
    assert (done.object["backup"], done.object["purged"], done.object["purged_again"]) == (made["backup"], 1, 1)
    found = run("observations", "proeve", "--format", "json")
    assert found.object == {"observations": []}  # what was purged did not come back with the backup

    path = next((sqlite_house.folder / "backups" / made["backup"]).glob("store*"))
    path.write_bytes(path.read_bytes()[:-9])
    harmed = run("rehearse", "--key", "key.txt")
    assert (harmed.code, "CANNOT BE RELIED ON" in harmed.out) == (3, True)


def test_a_purge_asks_first_and_says_what_it_will_do(run: Run, sqlite_house: House) -> None:
    book = sqlite_house.workbook([["antal", None, 2021, VALUE, None]])
    token = run("submit", book, *TO, "--confirm", "--json").object["submission"]
    run("backup")
    refused = run("purge", token, stdin="n\n")
    assert (refused.code, "Nothing was deleted" in refused.err) == (3, True)
    assert f"{token}  proeve/sekretariat" in refused.out
    assert "1 backups made since" in refused.out
    assert str(VALUE) in run("observations", "proeve").out
    done = run("purge", "--file", book, "--drop-backups", stdin="y\n")
    assert (done.code, "Purged: 1 submissions, 1 values" in done.out) == (0, True)
    assert run("backup", "--list").out == ""
    assert str(VALUE) not in run("observations", "proeve").out
    again = run("submit", book, *TO, "--confirm", "--json")
    assert (again.code, again.object["problems"][0]["code"]) == (3, "personal_data")


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (["purge"], "Name one submission"),
        (["purge", "x", "--file", "y"], "Name one submission"),
        (["purge", "x", "--json"], "--yes"),
        (["purge", "x", "--yes"], "no submission x"),
        (["purge", "--file", "nothing.xlsx"], "no file"),
        (["rehearse", "--key", "nothing"], "no file of private keys|no such backup"),
        (["backup", "--keep", "0"], "keep"),
    ],
)
def test_wrong_use_is_told(run: Run, words: list[str], part: str) -> None:
    done = run(*words)
    assert done.code == 2
    assert re.search(part, done.err + done.out)


def test_a_list_is_one_json_object_or_lines(run: Run) -> None:
    assert json.loads(run("backup", "--list", "--json").out) == []
