"""`fremdrift digest`: prints what would be sent, and sends nothing unless asked to."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from click.testing import CliRunner, Result

import fremdrift
from etl.errands import submit
from store.schema import letter, telling
from tests.etl.told import LETTERS, part_of
from tests.rooms import House
from tests.servers.post import MailServer, mail_server


@pytest.fixture
def mail(sqlite_house: House, monkeypatch: pytest.MonkeyPatch) -> Iterator[MailServer]:
    """Letters set up."""
    (sqlite_house.folder / "letters.yaml").write_text(LETTERS.replace("      - webhook: FREMDRIFT_KROG\n", ""))
    monkeypatch.setenv("FREMDRIFT_HOME", str(sqlite_house.folder))
    monkeypatch.setenv("FREMDRIFT_LETTERS", str(sqlite_house.folder / "letters.yaml"))
    monkeypatch.setattr("etl.workroom.system_clock", sqlite_house.clock)
    with mail_server() as server:
        monkeypatch.setenv("FREMDRIFT_MAIL", server.url)
        yield server


@pytest.fixture
def news(sqlite_house: House, mail: MailServer) -> MailServer:
    """And a figure that came just now."""
    submit(sqlite_house.room, sqlite_house.workbook([["antal", None, 2020, 100, None]]), "proeve", "sekretariat")
    return mail


def _run(*words: str) -> Result:
    return CliRunner().invoke(fremdrift.cli, ["digest", *words])


def _count(house: House, table: sa.Table) -> int:
    with house.store.reading() as connection:
        return int(connection.execute(sa.select(sa.func.count()).select_from(table)).scalar() or 0)


def test_it_prints_and_sends_nothing(sqlite_house: House, news: MailServer) -> None:
    told = _run("proeve", "--language", "both")
    assert told.exit_code == 0
    assert told.output.startswith("Prøvealliancen: 1 nyt tal\n")
    assert "1 new figure" in told.output
    assert _run("proeve", "--html").output.startswith("<!doctype html>")
    assert news.got == []
    assert _count(sqlite_house, letter) == _count(sqlite_house, telling) == 0


def test_to_one_address_it_is_sent_and_counts_as_nothing(sqlite_house: House, news: MailServer) -> None:
    told = _run("proeve", "--to", "anna@example.dk")
    assert (told.exit_code, told.output) == (0, "Sent to anna@example.dk.\n")
    ((to, message),) = news.got
    assert to == "anna@example.dk"
    assert "1 nyt tal" in part_of(message, "plain")
    assert _count(sqlite_house, telling) == 0


def test_sent_to_the_secretariat_it_is_told(sqlite_house: House, news: MailServer) -> None:
    assert _run("proeve", "--send").output == "1 sent.\n"
    assert [to for to, _ in news.got] == ["sekretariat@example.dk"]
    again = _run("proeve", "--send")
    assert (again.exit_code, again.output) == (0, "There is no news since the last letter: nothing is sent.\n")
    assert len(news.got) == 1


def test_a_mail_server_that_refuses_is_an_exit_code_and_a_sentence(news: MailServer) -> None:
    news.answer = "451 Senere"
    told = _run("proeve", "--to", "anna@example.dk")
    assert (told.exit_code, told.output) == (4, "Not sent. The mail server did not take the letter.\n")
    told = _run("proeve", "--send")
    assert (told.exit_code, told.output[:7]) == (4, "0 sent;")


WRONG = [
    (["findes-ikke"], "There is no such alliance. Alliances here: proeve.", "an unknown alliance"),
    (["proeve", "--to", "anna"], "--to takes one e-mail address", "no address"),
    (["proeve", "--reminder", "partner"], "Nothing is overdue from partner", "nobody to remind"),
]


@pytest.mark.parametrize(("words", "said", "reason"), WRONG, ids=[one[2] for one in WRONG])
def test_wrong_use_is_told(mail: MailServer, words: list[str], said: str, reason: str) -> None:
    told = _run(*words)
    assert told.exit_code == 2, reason
    assert said in told.output


def test_without_letters_it_prints_and_refuses_to_send(mail: MailServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FREMDRIFT_LETTERS")
    assert "https://fremdrift.example/alliance/proeve" in _run("proeve").output
    told = _run("proeve", "--send")
    assert (told.exit_code, told.output) == (2, "No letters are set up: set FREMDRIFT_LETTERS (docs/breve.md).\n")
