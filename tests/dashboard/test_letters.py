"""Letters on /runs, without any address; and small wins that are suggested where a secretariat writes its own."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest
from flask.testing import FlaskClient

from etl.errands import submit
from store.definitions import apply
from store.letters import NewLetter, due_letters, note_failed, note_sent, note_unwritten, post, take
from store.runs import ask_for_run
from tests.people import administrator_of
from tests.rooms import House, small_alliance

ROWS = [["antal", None, year, value, None] for year, value in ((2020, 100), (2021, 90), (2022, 49))]


@pytest.fixture
def client(sqlite_house: House) -> FlaskClient:
    return administrator_of(sqlite_house)


def _page(client: FlaskClient, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.get_data(as_text=True))))


def _write(house: House, *ones: tuple[str, str, str]) -> None:
    """Letters after a run: kind, organisation, recipient."""
    with house.store.writing() as connection:
        run_id = ask_for_run(connection, None, "command", house.clock())
        content = {"subject": "Hemmelig", "text": "Hemmelig", "html": "Hemmelig"}
        letters = [NewLetter(kind, "proeve", who, to, "mail", content) for kind, who, to in ones]  # type: ignore[arg-type]
        post(connection, run_id, letters, house.clock())


def _end(house: House, failure: str | None, is_final: bool = False) -> None:
    with house.store.writing() as connection:
        for number in due_letters(connection, house.clock()):
            one = take(connection, number, house.clock())
            assert one is not None
            if failure is None:
                note_sent(connection, number, house.clock())
            else:
                note_failed(connection, one, failure, house.clock(), is_final)


def test_without_letters_the_page_says_nothing_of_them(client: FlaskClient) -> None:
    assert "Breve" not in _page(client, "/runs")


SAID: list[tuple[str | None, bool, str, str]] = [
    (None, False, "til sekretariatet Sendt.", "to the secretariat Sent."),
    (
        "no_answer",
        False,
        "2 breve er ikke kommet af sted endnu og prøves igen af sig selv.",
        "2 letters could not be sent yet; it is tried again by itself.",
    ),
    (
        "no_answer",
        False,
        "Mailserveren svarer ikke. Prøves igen 23. november 2026 kl. 13.05.",
        "The mail server does not",
    ),
    (
        "recipient_refused",
        True,
        "Ikke sendt. Mailserveren kender ikke modtageren.",
        "Not sent. The mail server refuses",
    ),
]


@pytest.mark.parametrize(("failure", "is_final", "da", "en"), SAID)
def test_what_became_of_letters_is_said_in_words(
    sqlite_house: House, client: FlaskClient, failure: str | None, is_final: bool, da: str, en: str
) -> None:
    _write(sqlite_house, ("digest", "", "modtager-a"), ("reminder", "partner", "modtager-b"))
    _end(sqlite_house, failure, is_final)
    danish, english = _page(client, "/runs"), _page(client, "/en/runs")
    assert da in danish
    assert en in english
    assert "påmindelse til Partneren" in danish
    for secret in ("Hemmelig", "modtager-a", "modtager-b"):
        assert secret not in danish


def test_a_list_that_cannot_be_read_is_said(sqlite_house: House, client: FlaskClient) -> None:
    with sqlite_house.store.writing() as connection:
        run_id = ask_for_run(connection, None, "command", sqlite_house.clock())
        for _ in range(2):
            note_unwritten(connection, run_id, "settings", sqlite_house.clock())
    assert _page(client, "/runs").count("Listen over modtagere kan ikke læses") == 1


def test_a_small_win_is_suggested_filled_in_and_gone_when_written(sqlite_house: House, client: FlaskClient) -> None:
    submit(sqlite_house.room, sqlite_house.workbook(ROWS), "proeve", "sekretariat", confirmed=True)
    page = _page(client, "/alliance/proeve/edit")
    assert "Antal ting: måltallet er nået" in page
    assert "Det er jer, der afgør" in page
    html = client.get("/alliance/proeve/edit").get_data(as_text=True)
    found = re.search(r'href="(/alliance/proeve/edit/small_win\?suggested=[^"]+)"', html)
    assert found is not None
    form = client.get(unescape(found[1])).get_data(as_text=True)
    assert 'value="Antal ting: måltallet er nået"' in form
    assert "Måltallet på 50" in form
    assert re.search(r'value="2022"', form)
    assert "måltallet" not in _page(client, "/alliance/proeve/edit/small_win?suggested=findes|ikke")
    win = {"key": "naaet", "period": 2022, "title": "Nået", "indicators": ["antal"]}
    with sqlite_house.store.writing() as connection:
        apply(connection, small_alliance(small_wins=[win]), "file", sqlite_house.clock() + timedelta(minutes=1))
    assert "måltallet er nået" not in _page(client, "/alliance/proeve/edit")
