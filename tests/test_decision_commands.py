"""`fremdrift undo`, `vanished` and `declare`: exit codes, one JSON object, refusals that say why."""

from __future__ import annotations

from typing import Any

import pytest

from etl.errands import submit
from tests.rooms import House
from tests.test_command_line import NOT_FOR_PEOPLE, TO, Run, run

__all__ = ["run"]  # the fixture


def _submitted(run: Run, house: House, *rows: list[Any]) -> str:
    said = run("submit", str(house.workbook(list(rows))), *TO, "--json")
    assert said.code == 0, said.err
    return str(said.object["submission"])


def test_undo_says_what_it_did(run: Run, sqlite_house: House) -> None:
    token = _submitted(run, sqlite_house, ["antal", None, 2021, 95, None])
    said = run("undo", token, "--reason", "forkert", "--json")
    assert said.code == 0
    assert (said.object["submission"], said.object["state"]) == (token, "withdrawn")
    assert said.object["withdrawn"]["counts"] == {"restored": 0, "ended": 1, "kept": 0, "later": 0}
    assert said.object["withdrawn"]["reason"] == "forkert"
    again = run("undo", token)
    assert again.code == 2
    assert "allerede trukket tilbage" in again.err


def test_vanished_figures_are_answered_about(run: Run, sqlite_house: House) -> None:
    _submitted(run, sqlite_house, ["antal", None, 2021, 95, None], ["antal", None, 2022, 90, None])
    token = _submitted(run, sqlite_house, ["antal", None, 2022, 90, None])
    said = run("vanished", token, "--withdrawn", "--json")
    assert said.code == 0
    assert [(one["answer"], one["number"]) for one in said.object["vanished"]] == [("withdrawn", 1)]


def test_declared_and_undone(run: Run, sqlite_house: House) -> None:
    said = run("declare", *TO, "--indicator", "andel", "--period", "2021-Q1", "--dimension", "koen=mænd", "--json")
    assert said.code == 0
    assert (said.object["source"], said.object["counts"]["new"]) == ("declaration", 1)
    lines = run("undo", said.object["submission"])
    assert (lines.code, lines.out.splitlines()[0]) == (0, "withdrawn: 0 restored, 1 ended, 0 kept, 0 later")


WRONG = [
    ("no such submission", ["undo", "findes-ikke"]),
    ("no answer", ["vanished", "findes-ikke"]),
    ("no such submission to answer about", ["vanished", "findes-ikke", "--stays"]),
    ("not due", ["declare", *TO, "--indicator", "antal", "--period", "2031"]),
    ("no such place", ["declare", *TO, "--indicator", "antal", "--period", "2021", "--area", "Atlantis"]),
    ("no such dimension", ["declare", *TO, "--indicator", "andel", "--period", "2021-Q1", "--dimension", "koen"]),
    ("no such alliance", ["declare", "--alliance", "x", "--organisation", "y", "--indicator", "a", "--period", "2021"]),
]


@pytest.mark.parametrize(("why", "words"), WRONG, ids=[case[0] for case in WRONG])
def test_wrong_use_is_told(run: Run, why: str, words: list[str]) -> None:
    said = run(*words)
    assert (said.code, said.out) == (2, "")
    assert said.err.strip()
    assert not NOT_FOR_PEOPLE.search(said.err)


def test_a_submission_is_never_called_like_an_option(monkeypatch: pytest.MonkeyPatch, sqlite_house: House) -> None:
    monkeypatch.setattr("secrets.token_urlsafe", lambda _: "-hIV0Brn_sNNA4mg")
    done = submit(sqlite_house.room, sqlite_house.workbook([["antal", None, 2021, 95, None]]), "proeve", "sekretariat")
    assert done.token == "xhIV0Brn_sNNA4mg"
