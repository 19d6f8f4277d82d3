"""The command line as people and their scripts meet it: exit codes, one JSON object, mistakes with a remedy."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
import yaml

import fremdrift
from store.clock import danish_day
from store.schema import definition, observation, submission
from tests.rooms import House

ROOT = Path(__file__).parents[1]
TO = ("--alliance", "proeve", "--organisation", "sekretariat")
ROW = ["antal", None, 2021, 95, None]
NOT_FOR_PEOPLE = re.compile(
    r"Traceback|sqlalchemy|psycopg|sqlite3|pandas|site-packages|\.py\b|Error:.*Error", re.IGNORECASE
)


@dataclass(frozen=True)
class Said:
    """What a command ended with, and said."""

    code: int
    out: str
    err: str

    @property
    def object(self) -> Any:
        """The one JSON object on standard output; anything beside it is a fault."""
        assert self.out.startswith("{"), self.out
        return json.loads(self.out)


Run = Callable[..., Said]


@pytest.fixture
def run(sqlite_house: House, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Carries out a command as its process would, from its words to its exit code."""
    for name in [one for one in os.environ if one.startswith("FREMDRIFT_") and "TEST" not in one]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("FREMDRIFT_HOME", str(sqlite_house.folder))
    if not sqlite_house.store.is_sqlite:  # the soak
        monkeypatch.setenv("FREMDRIFT_DATABASE_URL", sqlite_house.room.settings.database_url)
    monkeypatch.chdir(sqlite_house.folder)

    def _run(*words: str | Path, stdin: str | bytes = b"", **environment: str) -> Said:
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        data = stdin.encode() if isinstance(stdin, str) else stdin
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        monkeypatch.setattr(sys, "argv", ["fremdrift", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            fremdrift.main()
        out, err = capsys.readouterr()
        assert not NOT_FOR_PEOPLE.search(out + err), out + err
        return Said(int(ended.value.code or 0), out, err)

    return _run


def _count(house: House, table: sa.Table) -> int:
    with house.store.reading() as connection:
        return connection.execute(sa.select(sa.func.count()).select_from(table)).scalar() or 0


# Help


def test_every_command_says_what_it_does(run: Run) -> None:
    names = set(fremdrift.cli.commands)
    assert {"demo", "up", "web", "worker", "apply", "submit", "refresh", "status", "observations", "judge"} <= names
    told = run("--help")
    assert told.code == 0
    for name, command in fremdrift.cli.commands.items():
        assert re.search(rf"^  {name} +\w", told.out, re.MULTILINE), f"{name} is not in the list"
        one = run(name, "-h")
        assert one.code == 0
        assert len(one.out.splitlines()) > 4
        for parameter in command.params:
            if parameter.param_type_name == "option":
                assert getattr(parameter, "help", None), f"{name} {parameter.opts[0]} has no help"


WRONG_USE = [
    (["findes-ikke"], "No such command", "a command that is none"),
    (["submit"], "Missing argument", "no file"),
    (["submit", "x.xlsx"], "--alliance", "no alliance"),
    (["submit", "findes-ikke.xlsx", *TO], "There is no file findes-ikke.xlsx", "no such file"),
    (["submit", ".", *TO], "There is no file", "a folder"),
    (["status"], "Missing argument", "no alliance"),
    (["status", "findes-ikke"], "There is no such alliance. Alliances here: proeve.", "an unknown alliance"),
    (["status", "proeve", "--as-of", "1. juni"], "'1. juni'", "a day that is none"),
    (["status", "proeve", "--as-of", "2020-02-30"], "2020-02-30", "a day that does not exist"),
    (["status", "proeve", "--as-of", "9999-12-31"], "from 1900 to 2999", "the last day of all"),
    (["submit", "x.xlsx", *TO, "--known-from", "0001-01-01"], "from 1900 to 2999", "known since year 1"),
    (["observations", "findes-ikke"], "There is no such alliance", "observations of an unknown alliance"),
    (["observations", "proeve", "--indicator", "x"], "There is no such indicator", "an unknown indicator"),
    (["observations", "proeve", "--as-of", "0001-01-01"], "from 1900 to 2999", "the first day of all"),
    (["observations", "proeve", "--format", "xml"], "'xml'", "a format that is none"),
    (["refresh", "--alliance", "findes-ikke"], "There is no alliance findes-ikke", "refresh of an unknown alliance"),
    (["apply", "findes-ikke"], "There is nothing at", "no such definition"),
    (["judge", "findes-ikke.json"], "findes-ikke.json", "no such cases"),
    (["judge", "."], "'.'", "cases that are a folder"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "told", "why"), WRONG_USE, ids=[why for *_, why in WRONG_USE])
def test_wrong_use_is_2_and_says_what_is_wrong(run: Run, words: list[str], told: str, why: str) -> None:
    said = run(*words)
    assert (said.code, said.out) == (2, ""), why
    assert told in said.err


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("FREMDRIFT_PORT", "mange"),
        ("FREMDRIFT_MAX_ROWS", "-1"),
        ("FREMDRIFT_MAX_UPLOAD_MB", "0"),
        ("FREMDRIFT_PROXIES", "ja"),
        ("FREMDRIFT_URL", "tal.example"),
    ],
)
def test_a_setting_that_cannot_be_used_is_2_and_named(run: Run, name: str, value: str) -> None:
    said = run("status", "proeve", **{name: value})
    assert said.code == 2
    assert f"{name} is '{value}'" in said.err


# Handing in


def test_a_file_goes_in_and_its_report_is_one_object(run: Run, sqlite_house: House) -> None:
    path = sqlite_house.workbook([ROW])
    said = run("submit", path, *TO, "--json")
    assert said.code == 0
    found = said.object
    assert {"submission", "outcome", "counts", "problems"} <= set(found)
    assert found["outcome"] == "accepted"
    assert found["counts"] == {"new": 1, "changed": 0, "unchanged": 0, "vanished": 0}
    again = run("submit", path, *TO, "--json")
    assert (again.code, again.object["outcome"]) == (0, "unchanged")
    assert _count(sqlite_house, observation) == 1


def test_a_file_with_problems_is_3_and_names_the_cell(run: Run, sqlite_house: House) -> None:
    path = sqlite_house.workbook([["antal", None, 2021, "ca. 95", None]])
    for words in (["submit", path, *TO], ["submit", path, *TO, "--check"]):
        said = run(*words, "--json")
        assert said.code == 3
        (problem,) = said.object["problems"]
        assert {"code", "severity", "sheet", "cell", "found", "expected", "remedy"} <= set(problem)
        assert (problem["sheet"], problem["cell"], problem["found"]) == ("Indberetning", "D2", "ca. 95")
        assert problem["remedy"]["da"] != problem["remedy"]["en"]
        for_people = run(*words)
        assert for_people.code == 3
        for text in ("Indberetning!D2", "[ca. 95]", problem["remedy"]["da"], problem["remedy"]["en"]):
            assert text in for_people.out
    assert _count(sqlite_house, observation) == 0


def test_a_check_stores_no_figure(run: Run, sqlite_house: House) -> None:
    said = run("submit", sqlite_house.workbook([ROW]), *TO, "--check", "--json")
    assert (said.code, said.object["outcome"], said.object["counts"]["new"]) == (0, "checked", 1)
    assert _count(sqlite_house, observation) == 0
    assert run("observations", "proeve", "--format", "json").object == {"observations": []}


def test_an_outlier_waits_until_it_is_confirmed(run: Run, sqlite_house: House) -> None:
    run("submit", sqlite_house.workbook([ROW]), *TO)
    path = sqlite_house.workbook([ROW, ["antal", None, 2022, 950, None]])
    waits = run("submit", path, *TO, "--json")
    assert (waits.code, waits.object["outcome"]) == (3, "awaiting_confirmation")
    assert "--confirm" in run("submit", path, *TO).out
    taken = run("submit", path, *TO, "--confirm", "--json")
    assert (taken.code, taken.object["outcome"]) == (0, "accepted")


UNKNOWN = [
    ("findes-ikke", "sekretariat", "There is no alliance findes-ikke. Alliances here: proeve."),
    ("proeve", "findes-ikke", "There is no organisation findes-ikke in proeve."),
]


@pytest.mark.parametrize(("alliance", "organisation", "told"), UNKNOWN)
def test_an_unknown_sender_is_2(run: Run, sqlite_house: House, alliance: str, organisation: str, told: str) -> None:
    words = ["submit", sqlite_house.workbook([ROW]), "--alliance", alliance, "--organisation", organisation]
    said = run(*words, "--json")
    assert (said.code, said.out) == (2, "")
    assert told in said.err
    assert _count(sqlite_house, submission) == 0


def test_a_file_larger_than_the_limit_is_3_and_names_it(run: Run, sqlite_house: House) -> None:
    path = sqlite_house.folder / "stor.csv"
    path.write_bytes(b"x" * ((1 << 20) + 1))
    said = run("submit", path, *TO, FREMDRIFT_MAX_UPLOAD_MB="1")
    assert said.code == 3
    assert "1 MB (FREMDRIFT_MAX_UPLOAD_MB)" in said.err


@pytest.mark.parametrize("days", [1, 400])
def test_nothing_is_known_from_the_future(run: Run, sqlite_house: House, days: int) -> None:
    later = date.today() + timedelta(days=days)
    said = run("submit", sqlite_house.workbook([ROW]), *TO, "--known-from", f"{later}")
    assert (said.code, said.out) == (2, "")
    assert "--known-from must be today or an earlier day" in said.err
    assert _count(sqlite_house, submission) == 0


def test_history_is_brought_in_with_the_day_it_was_known(run: Run, sqlite_house: House) -> None:
    run("submit", sqlite_house.workbook([ROW]), *TO, "--known-from", "2022-06-01")
    (then,) = run("observations", "proeve", "--as-of", "2022-06-01", "--format", "json").object["observations"]
    assert (then["value"], then["known_from"][:10]) == (95, "2022-05-31")  # midnight in Copenhagen, in UTC
    assert run("observations", "proeve", "--as-of", "2022-05-31", "--format", "json").object == {"observations": []}
    status = run("status", "proeve", "--as-of", "2022-06-01", "--json").object
    assert (status["as_of"], status["indicators"][0]["latest"]["value"]) == ("2022-06-01", 95)


# Reading


def test_status_is_one_object_or_lines(run: Run, sqlite_house: House) -> None:
    run("submit", sqlite_house.workbook([ROW, ["antal", None, 2022, 90, None]]), *TO)
    found = run("status", "proeve", "--json").object
    assert {"alliance", "as_of", "indicators", "goals", "counts", "weakest", "judged", "of"} <= set(found)
    antal = found["indicators"][0]
    fields = "indicator verdict progress elapsed pace baseline latest target targets method assessed_on overlays"
    assert {*fields.split(), "sentence", "series"} <= set(antal)
    assert (antal["indicator"], antal["progress"]) == ("antal", 0.2)
    lines = run("status", "proeve")
    assert lines.code == 0
    assert f"{antal['verdict']:<20} antal: {antal['sentence']['da']}" in lines.out


def test_what_was_said_on_a_day_is_one_object_or_lines(run: Run, sqlite_house: House) -> None:
    run("submit", sqlite_house.workbook([ROW, ["antal", None, 2022, 90, None]]), *TO)
    today = danish_day(datetime.now(UTC))
    now = run("status", "proeve", "--json").object["indicators"][0]
    found = run("status", "proeve", "--said-on", str(today), "--json").object
    assert (set(found), found["said_on"]) == ({"alliance", "said_on", "indicators"}, str(today))
    antal = found["indicators"][0]
    of_verdict = now.keys() - {"series", "contributions", "equity"}  # these are worked out when they are asked for
    assert {name: antal[name] for name in of_verdict} == {name: now[name] for name in of_verdict}
    before = run("status", "proeve", "--said-on", "2020-01-01")
    assert "nothing had been said" in before.out
    for words, told in (
        (["--said-on", str(today + timedelta(days=1))], "today or an earlier day"),
        (["--said-on", str(today), "--as-of", str(today)], "not both"),
        (["--said-on", "1. marts"], "--said-on"),
    ):
        wrong = run("status", "proeve", *words)
        assert (wrong.code, told in wrong.err) == (2, True), wrong.err


def test_observations_are_one_object_or_a_table_for_a_danish_excel(run: Run, sqlite_house: House) -> None:
    path = sqlite_house.folder / "tal.csv"
    sources = ['=HYPERLINK("http://x")', "@SUM(A1)", "-1+2"]
    with path.open("w", encoding="utf-8", newline="") as out:
        lines = csv.writer(out, delimiter=";")
        lines.writerow(["indikator", "periode", "værdi", "kilde"])
        lines.writerows(["antal", 2021 + n, value, sources[n]] for n, value in enumerate(("95", "90,5", "80")))
    done = run("submit", path, *TO, "--json")
    assert done.code == 0, done.out
    found = run("observations", "proeve", "--format", "json").object["observations"]
    fields = "indicator organisation area dimensions period value status unit source submission sheet cell known_from"
    assert {*fields.split(), "recorded_at"} <= set(found[0])
    said = run("observations", "proeve", "--indicator", "antal")
    assert said.code == 0
    headings, *told = csv.reader(said.out.splitlines(), delimiter=";")
    table = [dict(zip(headings, row, strict=True)) for row in told]
    assert [one["value"] for one in table] == ["95", "90,5", "80"]
    assert [one["source"] for one in table] == ["'" + one for one in sources]
    assert {(one["sheet"], one["cell"]) for one in table} == {("CSV", f"C{row}") for row in (2, 3, 4)}
    assert not [cell for row in told for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


# Refresh


@pytest.fixture
def drop(sqlite_house: House) -> Callable[[str, bytes], None]:
    """Puts a file in the secretariat's folder, old enough to be taken for finished."""

    def _drop(name: str, content: bytes) -> None:
        path = sqlite_house.folder / "inbox" / "proeve" / "sekretariat" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        when = time.time() - 60
        os.utime(path, (when, when))

    return _drop


def test_refresh_says_what_became_of_each_source(
    run: Run, sqlite_house: House, drop: Callable[[str, bytes], None]
) -> None:
    assert "no refresh yet" in run("refresh", "--last").err
    assert run("refresh", "--json").object["sources"] == []
    drop("god.xlsx", sqlite_house.workbook([ROW]).read_bytes())
    fine = run("refresh", "--json")
    assert fine.code == 0
    (source,) = fine.object["sources"]
    assert {"alliance", "organisation", "source", "outcome", "counts", "problems"} <= set(source)
    assert (source["source"], source["outcome"], source["counts"]["new"]) == ("inbox/god.xlsx", "accepted", 1)
    drop("skidt.xlsx", b"no workbook")
    bad = run("refresh", "--alliance", "proeve", "--json")
    assert (bad.code, {one["outcome"] for one in bad.object["sources"]}) == (3, {"unchanged", "rejected"})
    again = run("refresh", "--last")
    (_, refused) = (one["submission"] for one in bad.object["sources"])
    assert (again.code, f"/upload/{refused}" in again.out) == (3, True), "fetches nothing, and names the reports"
    drop("stor.csv", b"x" * ((1 << 20) + 1))
    failed = run("refresh", FREMDRIFT_MAX_UPLOAD_MB="1")
    assert failed.code == 4, "a source could not be fetched"
    assert "failed       proeve/sekretariat/inbox/stor.csv" in failed.out


# Judging


CASE = {
    "id": "a",
    "direction": "decrease",
    "observations": [["2017", 29147], ["2020", 17529], ["2023", 14844]],
    "baseline_period": "2017",
    "target": 10000,
    "deadline": "2023",
}


def test_judge_takes_a_file_or_standard_input(run: Run, sqlite_house: House) -> None:
    path = sqlite_house.folder / "sager.json"
    path.write_text(json.dumps([CASE, CASE | {"id": "b", "target": 20000}]))
    from_file = run("judge", path, "--json")
    from_input = run("judge", "-", "--json", stdin=path.read_bytes())
    assert from_file == from_input
    assert from_file.code == 0
    assert [(one["id"], one["verdict"]) for one in from_file.object["cases"]] == [("a", "missed"), ("b", "met")]
    for_people = run("judge", path)
    lines = for_people.out.splitlines()
    assert lines[0] == f"a: missed. {from_file.object['cases'][0]['sentence']['da']}"
    assert lines[1].startswith("  Mål ikke nået / Target missed. ")
    assert any(line.startswith("b: met. ") for line in lines)


def test_judge_takes_a_file_with_one_series(run: Run, sqlite_house: House) -> None:
    path = sqlite_house.folder / "hjemløse.csv"
    path.write_text("år;antal\n2017;29.147\n2020;17.529,0\n2023;14.844\n")
    promised = ("--direction", "decrease", "--baseline", "2017", "--target", "10000", "--deadline", "2023")
    (from_file,) = run("judge", path, *promised, "--json").object["cases"]
    (from_case,) = run("judge", "-", "--json", stdin=json.dumps([CASE | {"id": "hjemløse"}])).object["cases"]
    assert from_file == from_case


def test_what_a_file_to_judge_does_not_say_is_told(run: Run, sqlite_house: House) -> None:
    path = sqlite_house.folder / "tal.csv"
    path.write_text("år;antal\nx;1\n2018;hej\n")
    said = run("judge", path, "--direction", "decrease")
    assert (said.code, said.out) == (2, "")
    assert "tal.csv, A2: 'x' er ikke en periode" in said.err
    assert "tal.csv, B3: 'hej' er ikke et tal." in said.err
    assert run("judge", path, "--deadline", "2030").code == 2
    said = run("judge", "-", "--target", "1", stdin=json.dumps([CASE]))
    assert (said.code, said.err) == (
        2,
        "The options are for a file with one series. In JSON each case says what is promised.\n",
    )


NO_CASES = [
    (json.dumps([CASE | {"kind": "sum", "target": "ti"}, {"id": "b"}]), ["a, kind:", "a, target:", "b, observations:"]),
    (json.dumps({"cases": [CASE]}), ["Filen skal indeholde en liste af sager.", "The file must hold a list of cases."]),
    (json.dumps([CASE, CASE]), ["a, id: Navnet bruges to gange.", "The id is used twice."]),
    ("{", ["no JSON"]),
    ("", ["no JSON"]),
    (b"\xff\xfe\x00", ["no JSON"]),
    ("[" * 100_000, ["no JSON"]),
]  # fmt: skip
NO_CASES_WHY = ["fields", "no list", "one id twice", "cut off", "nothing", "no text", "too deep"]


@pytest.mark.parametrize(("document", "told"), NO_CASES, ids=NO_CASES_WHY)
def test_mistakes_in_cases_are_2_and_named(run: Run, document: str | bytes, told: list[str]) -> None:
    said = run("judge", "-", "--json", stdin=document)
    assert (said.code, said.out) == (2, "")
    for text in told:
        assert text in said.err


def test_a_mistake_in_a_case_is_told_in_both_languages(run: Run) -> None:
    said = run("judge", "-", stdin=json.dumps([{"id": "b"}]))
    assert said.err == "b, observations: Feltet mangler.\n  The field is missing.\n"


# Definitions


@pytest.fixture
def declared(sqlite_house: House) -> Path:
    """A definition file that is in order, and new to the store."""
    path = sqlite_house.folder / "ny.yaml"
    document = {
        "slug": "ny",
        "name": "Ny",
        "problem": "Et problem",
        "years": {"from": 2020},
        "goals": [{"code": "maal", "title": "Mål"}],
        "indicators": [
            {"code": "tal", "goal": "maal", "title": "Tal", "unit": "ting", "frequency": "annual", "kind": "count"}
        ],
    }
    path.write_text(yaml.safe_dump(document, allow_unicode=True), encoding="utf-8")
    return path


def test_apply_shows_what_it_would_do_and_then_does_it(run: Run, sqlite_house: House, declared: Path) -> None:
    before = _count(sqlite_house, definition)
    plan = run("apply", declared, "--check")
    assert plan.code == 0
    assert plan.out.splitlines() == [
        "ny: 3 changes",
        "  new       alliance ny",
        "  new       goal maal",
        "  new       indicator tal",
    ]
    assert _count(sqlite_house, definition) == before
    assert run("apply", declared).out == plan.out
    assert _count(sqlite_house, definition) == before + 3
    assert run("apply", declared.parent).out == "ny: no change\n"
    declared.write_text(declared.read_text().replace("title: Tal", "title: Flere tal"))
    assert run("apply", declared).out.splitlines()[1:] == ["  changed   indicator tal (title)"]


def test_mistakes_in_a_definition_are_3_and_change_nothing(run: Run, sqlite_house: House, declared: Path) -> None:
    folder = sqlite_house.folder / "definitioner"
    folder.mkdir()
    shutil.copy(declared, folder / "ny.yaml")
    (folder / "skidt.yaml").write_text(
        declared.read_text().replace("slug: ny", "slug: skidt").replace("frequency: annual", "frequency: ofte")
    )
    before = _count(sqlite_house, definition)
    for words in (["apply", folder], ["apply", folder, "--check"]):
        said = run(*words)
        assert said.code == 3
        danish, english = said.err.splitlines()[:2]
        assert danish.startswith("skidt.yaml, linje ")
        assert "indicators.0.frequency" in danish
        assert "»ofte«" in danish
        assert english.strip().startswith("skidt.yaml, line ")
        assert str(folder) not in said.err
    assert _count(sqlite_house, definition) == before, "all files or none"


@pytest.mark.parametrize("content", [b"", b"a: [", b"\xff\xfe\x00", b"- 1\n- 2\n", b"&a [*a]", b"slug: " + b"x" * 100])
def test_a_file_that_is_no_definition_is_3(run: Run, sqlite_house: House, content: bytes) -> None:
    path = sqlite_house.folder / "skidt.yaml"
    path.write_bytes(content)
    said = run("apply", path)
    assert said.code == 3
    assert said.err.startswith("skidt.yaml")


# What cannot be reached


def _closed_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


STORES = [
    (lambda _: f"postgresql+psycopg://a@127.0.0.1:{_closed_port()}/x", "a closed port"),
    (lambda folder: f"postgresql+psycopg://a@/x?host={folder}", "no socket"),
    (lambda _: "sqlite:////proc/fremdrift/x.db", "a folder that cannot be made"),
    (lambda _: "vrøvl", "no address"),
]
COMMANDS = [["status", "proeve"], ["refresh", "--json"], ["migrate"], ["demo", "--load"], ["web"], ["apply", "x.yaml"]]


@pytest.mark.parametrize(("address", "why"), STORES, ids=[why for _, why in STORES])
def test_a_store_that_does_not_answer_is_4(run: Run, sqlite_house: House, address: Any, why: str) -> None:
    (sqlite_house.folder / "x.yaml").write_text("")
    for words in [*COMMANDS, ["submit", str(sqlite_house.workbook([ROW])), *TO, "--json"]]:
        said = run(*words, FREMDRIFT_DATABASE_URL=address(sqlite_house.folder))
        assert (said.code, said.out) == (4, ""), (words, said.err)
        assert "FREMDRIFT_DATABASE_URL" in said.err, why


def test_a_folder_for_files_that_cannot_be_made_is_4(run: Run, sqlite_house: House) -> None:
    said = run("submit", sqlite_house.workbook([ROW]), *TO, FREMDRIFT_FILES="/proc/fremdrift/files")
    assert said.code == 4
    assert "FREMDRIFT_FILES" in said.err


# Servers


def test_the_demo_keeps_out_of_a_store_that_is_in_use(run: Run, sqlite_house: House) -> None:
    before = _count(sqlite_house, definition)
    said = run("demo", "--load")
    assert said.code == 2
    assert "This store holds other alliances (proeve)" in said.err
    assert "FREMDRIFT_HOME" in said.err
    assert _count(sqlite_house, definition) == before


# As processes of their own


def _process(house: House, *words: str, stdin: str | None = None, **more: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "FREMDRIFT_HOME": str(house.folder), **more}
    command = [sys.executable, "-m", "fremdrift", *words]
    return subprocess.run(
        command, cwd=house.folder, env=environment, input=stdin, capture_output=True, text=True, timeout=60
    )


def test_a_process_says_the_same(sqlite_house: House) -> None:
    done = _process(sqlite_house, "submit", str(sqlite_house.workbook([ROW])), *TO, "--json")
    assert (done.returncode, json.loads(done.stdout)["outcome"], done.stderr) == (0, "accepted", "")
    judged = _process(sqlite_house, "judge", "-", "--json", stdin=json.dumps([CASE]))
    assert (judged.returncode, json.loads(judged.stdout)["cases"][0]["verdict"], judged.stderr) == (0, "missed", "")
    lost = _process(
        sqlite_house, "status", "proeve", FREMDRIFT_DATABASE_URL=f"postgresql+psycopg://a@/x?host={sqlite_house.folder}"
    )
    assert (lost.returncode, lost.stdout) == (4, "")
    assert lost.stderr == "The store does not answer: check FREMDRIFT_DATABASE_URL and the database.\n"
