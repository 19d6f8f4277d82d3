"""`fremdrift audit` as an operator meets it: the latest acts, whether they are whole, a way on."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.actor import Actor
from store.audit import head_of, note
from store.database import Store
from store.viewer import PUBLIC
from tests.rooms import NOW, House
from tests.test_command_line import TO, Run
from tests.test_command_line import run as run


def test_what_is_done_at_the_command_line_is_noted_and_shown(run: Run, sqlite_house: House) -> None:
    book = sqlite_house.workbook([["antal", None, 2021, 95, None]])
    token = run("submit", book, *TO, "--confirm", "--json").object["submission"]
    run("rename", "proeve/indicator/antal", "antal-ting")
    run("retire", "proeve/indicator/andel", "--reason", "Anna ville det")
    run("undo", token)
    told = run("audit", "--json").object["acts"]
    assert [(one["action"], one["subject"], one["who"], one["alliance"]) for one in told] == [
        ("submission_undone", token, "operator", "proeve"),
        ("definition_retired", "indicator/andel", "operator", "proeve"),
        ("definition_renamed", "indicator/antal-ting", "operator", "proeve"),
        ("submission_received", token, "operator", "proeve"),
    ]
    assert "Anna" not in str(told)
    shown = run("audit", "--last", "1", "--alliance", "proeve").out
    assert "operator  submission_undone  proeve/sekretariat" in shown
    assert len(shown.splitlines()) == 1
    whole = run("audit", "--check", "--json").object
    assert (whole["is_whole"], whole["rows"], whole["broken"]) == (True, 4, None)
    assert "The record is whole: 4 acts" in run("audit", "--check", "--expect", whole["last"]).out
    run("backup")
    past = Store(f"sqlite:///{sqlite_house.folder / 'fremdrift.db'}")
    with past.writing() as connection:
        connection.exec_driver_sql("DROP TRIGGER audit_only_grows_delete")
        connection.exec_driver_sql("DELETE FROM audit WHERE audit_id = 4")
        note(connection, Actor("account a", PUBLIC), "signed_in", NOW)
        now = head_of(connection)
    past.close()
    harmed = run("audit", "--check")
    assert (harmed.code, "NOT WHOLE: act 4 is not the one that was told of" in harmed.out) == (3, True)
    again = run("audit", "--expect", whole["last"], "--json", FREMDRIFT_BACKUPS=str(sqlite_house.folder / "none"))
    assert (again.code, again.object["broken"]) == (3, {"number": 4, "why": "rewritten"})
    alone = run("audit", "--check", FREMDRIFT_BACKUPS=str(sqlite_house.folder / "none"))
    assert (alone.code, str(now) in alone.out) == (0, True), "that is why the last hash is kept elsewhere"


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (["audit", "--alliance", "ukendt"], "no alliance ukendt"),
        (["audit", "--expect", "5"], "no NUMBER:HASH"),
        (["audit", "--expect", "x:" + "a" * 64], "no NUMBER:HASH"),
        (["audit", "--last", "0"], "range"),
    ],
)
def test_what_cannot_be_understood_is_said(run: Run, sqlite_house: House, words: list[str], part: str) -> None:
    refused = run(*words)
    assert (refused.code, part in refused.err) == (2, True)
    assert isinstance(sqlite_house.folder, Path)
