"""After a refresh: news are told once, whatever happens to worker and mail server; and nothing that is hidden."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from etl.problems.problem import problem
from etl.refresh import refresh
from etl.telling import tell
from etl.telling.post import send_due
from store.definitions import apply
from store.letters import FAILED, LOST, SENDING, SENT, WAITING, last_told, release_letters, take
from store.runs import RunSource, ask_for_run, finish_run, record_sources, start_run
from store.schema import letter, telling
from tests.etl.test_telling_words import late_news, letters_of
from tests.etl.told import LETTERS, PAGES, Told, part_of, room_with
from tests.etl.told import telling as set_up
from tests.rooms import House, small_alliance
from tests.servers.post import mail_server

FEW = 2.140625  # an invented count that is hidden, and can be looked for


@pytest.fixture
def told(house: House, monkeypatch: pytest.MonkeyPatch) -> Iterator[Told]:
    """On each database in turn."""
    with set_up(house, monkeypatch) as found:
        yield found


@pytest.fixture
def quick(sqlite_house: House, monkeypatch: pytest.MonkeyPatch) -> Iterator[Told]:
    """For what does not concern the database."""
    with set_up(sqlite_house, monkeypatch) as found:
        yield found


def test_news_are_told_once_to_each_and_old_news_never_again(told: Told) -> None:
    told.drop([["antal", None, 2020, 100, None]])
    told.refresh()
    assert told.got() == [("sekretariat@example.dk", "Prøvealliancen: 1 nyt tal")]
    assert "Antal ting: 1 nyt tal fra Sekretariatet. Det seneste fælles tal: 100 ting (2020)." in _joined(told.text())
    (posted,) = told.hook.got
    assert (posted["title"], posted["kind"], posted["alliance"]) == ("Prøvealliancen: 1 nyt tal", "digest", "proeve")
    assert told.states() == [("digest", SENT, None)] * 2
    told.refresh()
    assert len(told.mail.got) == 1, "nothing has happened since"
    told.drop([["antal", None, 2020, 99, None]])
    told.refresh()
    assert told.got()[1:] == [("sekretariat@example.dk", "Prøvealliancen: 1 rettet tal")]


def test_a_verdict_that_has_changed_is_told_with_both_words_and_its_sentence(quick: Told) -> None:
    rows = [["antal", None, year, 100 - 5 * (year - 2020), None] for year in (2020, 2021, 2022)]
    quick.drop(rows)
    quick.refresh(days=900)
    assert "Antal ting: for første gang »På sporet«." in _joined(quick.text())
    quick.drop([*rows[:2], ["antal", None, 2022, 120, None]])
    quick.refresh()
    text = _joined(quick.text())
    assert "Antal ting: nu »Går den forkerte vej«, før »På sporet«. 120 ting i 2022." in text
    assert f"{PAGES}/alliance/proeve/antal" in text


def test_a_run_that_is_done_again_tells_nothing_twice(told: Told) -> None:
    """The worker was lost after the letters, before the work was marked as done: the next one does the run again."""
    told.drop([["antal", None, 2020, 100, None]])
    told.refresh()
    (run_id,) = {one.run_id for one in told.letters()}
    assert run_id is not None
    refresh(told.room, run_id)
    assert len(told.mail.got) == len(told.hook.got) == 1
    with told.room.store.reading() as connection:
        assert connection.execute(sa.select(sa.func.count()).select_from(telling)).scalar() == 1


def test_a_worker_lost_before_anything_was_written_leaves_all_of_it_to_the_next_one(
    quick: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its files are known by then: the run that is done again finds them unchanged, and they are told all the same."""
    quick.drop([["antal", None, 2020, 100, None]])
    quick.drop([["findes_ikke", None, 2020, 1, None]], name="forkert.xlsx")
    with monkeypatch.context() as lost:
        lost.setattr("etl.refresh.tell", lambda *_: None)
        quick.refresh()
    with quick.room.store.reading() as connection:
        run_id = connection.execute(sa.text("select max(run_id) from run")).scalar()
    assert run_id
    refresh(quick.room, run_id)
    assert quick.got() == [("sekretariat@example.dk", "Prøvealliancen: 1 fil blev afvist og 1 nyt tal")]


def test_a_letter_in_the_hand_of_a_lost_worker_is_sent_again_under_the_same_name(told: Told) -> None:
    told.mail.answer = "451 Prøv igen"
    told.write()
    told.send()
    told.house.clock.forward(minutes=6)
    (waiting,) = [one for one in told.letters() if one.state == WAITING]
    with told.room.store.writing() as connection:
        taken = take(connection, waiting.letter_id, told.house.clock())  # and then the process was gone
        assert taken is not None
        assert take(connection, waiting.letter_id, told.house.clock()) is None, "nobody else gets it meanwhile"
    told.mail.answer = "250 OK"
    assert send_due(told.room) == 0
    told.house.clock.forward(seconds=LOST.total_seconds() + 1)
    assert send_due(told.room) == 1
    assert not _held(told), "and nothing is left in a hand"
    assert told.mail.got[0][1]["Message-ID"] == f"<{waiting.token}@example.dk>"
    assert send_due(told.room) == 0


def test_the_next_leader_gives_back_what_a_lost_one_had_in_hand_at_once(quick: Told) -> None:
    """Letters after a run: those sent by hand belong to a command that may still live."""
    quick.drop([["antal", None, 2020, 100, None]])
    quick.mail.answer = "451 Senere"
    quick.refresh()
    quick.write()
    with quick.room.store.writing() as connection:
        for one in quick.letters():
            if one.state == WAITING:
                take(connection, one.letter_id, quick.house.clock())
        release_letters(connection)
    assert [(one.run_id is None, one.state) for one in quick.letters() if one.way == "mail"] == [
        (False, WAITING),
        (True, SENDING),
    ]


def _held(told: Told) -> list[int]:
    return [one.letter_id for one in told.letters() if one.state == SENDING]


def test_a_mail_server_that_does_not_answer_costs_one_wait_and_its_letters_go_out_later(
    quick: Told, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    text = LETTERS.replace("      - webhook", "      - mail: anden@example.dk\n      - webhook")
    quick.room = room_with(quick.house, text)
    monkeypatch.setenv("FREMDRIFT_MAIL", "mailto://brev:hemmelig@127.0.0.1:1?from=a@example.dk&mode=insecure")
    quick.write()
    with caplog.at_level(logging.INFO):
        quick.send()
    assert quick.states() == [("digest", WAITING, "no_answer")] * 2 + [("digest", SENT, None)]
    monkeypatch.setenv("FREMDRIFT_MAIL", quick.mail.url)
    assert send_due(quick.room) == 0, "not at once"
    quick.house.clock.forward(minutes=6)
    assert send_due(quick.room) == 2
    assert {to for to, _ in quick.got()} == {"sekretariat@example.dk", "anden@example.dk"}
    ours = [one for one in caplog.records if one.name.startswith("etl.telling")]
    assert len(ours) == 2
    _assert_no_secrets(quick, caplog.text)


def _assert_no_secrets(quick: Told, logged: str) -> None:
    with quick.room.store.reading() as connection:
        kept = json.dumps([dict(row) for row in connection.execute(sa.select(letter)).mappings()], default=str)
    for secret in ("hemmelig", "example.dk", "127.0.0.1:1", str(quick.hook.port)):
        assert secret not in logged, secret
        assert secret not in kept.replace(PAGES, ""), secret


REFUSALS: list[tuple[str, str, str, str]] = [
    ("recipient", "550 Kender vi ikke", FAILED, "recipient_refused"),
    ("recipient", "450 Senere", WAITING, "recipient_refused"),
    ("answer", "554 Nej tak", WAITING, "server_refused"),
]


@pytest.mark.parametrize(("what", "answer", "state", "failure"), REFUSALS)
def test_a_refusal_for_good_is_not_tried_again(quick: Told, what: str, answer: str, state: str, failure: str) -> None:
    if what == "recipient":
        quick.mail.refusals["sekretariat@example.dk"] = answer
    else:
        quick.mail.answer = answer
    quick.write()
    quick.send()
    assert quick.states()[0] == ("digest", state, failure)


def test_after_two_days_a_letter_is_given_up_and_the_next_one_is_written(quick: Told) -> None:
    quick.mail.answer, quick.hook.status = "451 Nej", 500
    quick.write()
    quick.send()
    for _ in range(20):
        quick.house.clock.forward(hours=6)
        send_due(quick.room)
    assert quick.states() == [("digest", FAILED, "server_refused"), ("digest", FAILED, "webhook_refused")]
    assert all(one.content is None for one in quick.letters()), "what is done keeps no figures"
    assert 8 <= quick.letters()[0].attempts <= 16


def test_who_was_taken_off_the_list_gets_nothing_more(quick: Told) -> None:
    quick.mail.answer = "451 Senere"
    quick.write()
    quick.send()
    quick.mail.answer = "250 OK"
    quick.room = room_with(quick.house, LETTERS.replace("sekretariat@", "en_anden@"))
    quick.house.clock.forward(minutes=10)
    assert send_due(quick.room) == 0
    assert quick.states()[0] == ("digest", FAILED, "not_a_recipient")


SETTINGS: list[tuple[str, str]] = [
    (LETTERS.replace("pages:", "sider:"), "a field that is none"),
    ("pages: [", "no YAML"),
]


@pytest.mark.parametrize(("text", "reason"), SETTINGS, ids=[one[1] for one in SETTINGS])
def test_a_list_that_cannot_be_read_is_told_and_loses_no_news(quick: Told, text: str, reason: str) -> None:
    quick.room = room_with(quick.house, text)
    quick.drop([["antal", None, 2020, 100, None]])
    quick.refresh()
    assert quick.states() == [("settings", FAILED, "settings")], reason
    quick.room = room_with(quick.house, LETTERS)
    (run_id,) = {one.run_id for one in quick.letters()}
    tell.tell(quick.room, int(run_id or 0))
    assert quick.got() == [("sekretariat@example.dk", "Prøvealliancen: 1 nyt tal")]


def test_a_fault_of_ours_does_not_fail_the_run(quick: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tell, "gather", lambda *_: 1 / 0)
    quick.drop([["antal", None, 2020, 100, None]])
    quick.refresh()
    assert quick.states() == [("settings", FAILED, "fault")]


def test_nothing_is_written_where_nothing_is_set_up(quick: Told) -> None:
    quick.room = quick.house.room
    quick.drop([["antal", None, 2020, 100, None]])
    quick.refresh()
    assert quick.letters() == []
    with quick.room.store.reading() as connection:
        assert last_told(connection, "proeve") is None


def test_a_reminder_says_what_is_missing_and_comes_once_a_week(quick: Told) -> None:
    quick.drop([["kommuner", "Aarhus", 2020, 30, None]], organisation="partner")
    quick.refresh()
    quick.mail.got.clear()
    quick.refresh(days=500)  # figures of 2021 were due at New Year: this indicator has no lag
    assert [to for to, _ in quick.got()] == ["sekretariat@example.dk", "partner@example.dk"]
    text = _joined(quick.text())
    assert "Ting i kommuner, Aarhus: 2021 (fristen var 31. december 2021)" in text
    assert f"{PAGES}/template/proeve/partner.xlsx" in text
    assert "We are missing some figures from you" in text, "this recipient asks for both languages"
    assert "En påmindelse er sendt til Partneren." in _joined(quick.text(0))
    quick.refresh(days=6)
    assert len(quick.mail.got) == 2, "six days later there is nothing new"
    quick.refresh()
    assert quick.got()[3][0] == "partner@example.dk"


def test_who_has_no_address_or_wants_none_is_not_reminded(quick: Told) -> None:
    quick.drop([["kommuner", "Aarhus", 2020, 30, None]], organisation="partner")
    quick.refresh()
    quick.room = room_with(quick.house, LETTERS + "    reminders: never\n")
    quick.refresh(days=500)
    assert {one.kind for one in quick.letters()} == {"digest"}
    assert "Partneren mangler 1 leverance" in _joined(quick.text())


def test_a_week_is_seven_days_also_when_the_clock_is_changed() -> None:
    """From 03:30 to 03:30 over the last Sunday of March is an hour less than a week."""
    news, of = late_news(), letters_of(LETTERS)
    then = news.until
    for later, is_due in ((timedelta(days=7) - timedelta(hours=1), True), (timedelta(days=6, hours=12), False)):
        found = tell.to_remind(news, of, {"partner": then}, then + later)
        assert bool(found) is is_due, later


def test_a_place_that_fails_is_told_on_its_fifth_night_once(quick: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run by hand on the same day tells it no second time."""
    failed = problem("source_failed").to_json()
    for night in range(1, 7):
        quick.house.clock.forward(days=1)
        now = quick.house.clock()
        with quick.room.store.writing() as connection:
            run_id = ask_for_run(connection, None, "schedule", now)
            start_run(connection, run_id, now)
            source = RunSource("proeve", "partner", "sky/tal.csv", "failed", None, {}, [failed], now)
            record_sources(connection, run_id, [(source, None)])
            finish_run(connection, run_id, now)
        tell.tell(quick.room, run_id)
        assert len(quick.mail.got) == (night >= 5)
    with quick.room.store.writing() as connection:
        assert last_told(connection, "proeve") is not None
    assert "sky hos Partneren: 5 nætter i træk. " in _joined(quick.text())


def test_no_letter_tells_what_no_page_tells(quick: Told) -> None:
    """A hidden count, an indicator under embargo, one for members: none of their figures is in any letter."""
    base = small_alliance().model_dump(mode="json", by_alias=True, exclude_defaults=True)
    usual = {one["code"]: one for one in base["indicators"]}
    secret = [
        usual["antal"] | {"code": "spaerret", "embargo": "2030-01-01", "title": {"da": "Spærret", "en": "Embargoed"}},
        usual["antal"] | {"code": "medlem", "visibility": "members", "title": {"da": "Kun os", "en": "Only us"}},
    ]
    with quick.room.store.writing() as connection:
        apply(connection, small_alliance(indicators=[*usual.values(), *secret]), "file", quick.house.clock())
    rows = [
        [code, None, year, value, None] for code in ("spaerret", "medlem") for year, value in ((2020, 71), (2021, 73))
    ]
    quick.drop([["antal", None, 2020, 100, None], ["antal", None, 2021, FEW, None], *rows])
    quick.refresh(days=500)
    written = quick.mail.got[0][1]
    texts = [part_of(written, "plain"), part_of(written, "html"), json.dumps(quick.hook.got), str(written["Subject"])]
    for told in ("2.14", "2,14", " 71", " 73", "Spærret", "Kun os"):
        assert told not in " ".join(texts)
    assert "Det seneste fælles tal, 2021, er skjult." in _joined(quick.text(0))


def test_a_webhook_is_not_led_elsewhere(quick: Told) -> None:
    quick.hook.status = 302
    quick.write()
    quick.send()
    assert quick.states()[1] == ("digest", WAITING, "webhook_refused")


LOGINS: list[tuple[str, str | None]] = [("rigtig", None), ("forkert", "login_refused")]


@pytest.mark.parametrize(("password", "failure"), LOGINS)
def test_the_mail_server_asks_who_we_are(
    quick: Told, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, password: str, failure: str | None
) -> None:
    """The address, with its password, lies in a file that a variable names."""
    with mail_server(password="rigtig") as server:
        (tmp_path / "mail").write_text(server.url_of("brev", password) + "\n")
        monkeypatch.delenv("FREMDRIFT_MAIL")
        monkeypatch.setenv("FREMDRIFT_MAIL_FILE", str(tmp_path / "mail"))
        quick.write()
        quick.send()
        assert len(server.got) == (failure is None)
    assert quick.states()[0][2] == failure


ADDRESSES: list[tuple[dict[str, str], str, str]] = [
    ({}, "no_address", "not set"),
    ({"FREMDRIFT_MAIL": "json://127.0.0.1/"}, "no_mail_address", "an address of another kind"),
    ({"FREMDRIFT_MAIL": "vrøvl"}, "no_mail_address", "no address"),
]


@pytest.mark.parametrize(("environment", "failure", "reason"), ADDRESSES, ids=[one[2] for one in ADDRESSES])
def test_a_mail_address_that_is_none(
    quick: Told, monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], failure: str, reason: str
) -> None:
    monkeypatch.delenv("FREMDRIFT_MAIL")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    quick.write()
    quick.send()
    assert quick.states()[0] == ("digest", WAITING, failure), reason
    assert SENDING not in {one.state for one in quick.letters()}


def test_the_two_forms_of_a_letter_are_what_mail_programs_expect(quick: Told) -> None:
    quick.write()
    quick.send()
    message = quick.mail.got[0][1]
    assert message.get_content_type() == "multipart/alternative"
    assert message["Auto-Submitted"] == "auto-generated"
    assert str(message["From"]) == "Fremdrift <fremdrift@example.dk>"
    html = part_of(message, "html")
    assert html.startswith('<!doctype html>\n<html lang="da">')
    for dangerous in ("<script", "<img", "http-equiv", "@import", "url("):
        assert dangerous not in html


def _joined(text: str) -> str:
    """The text with its lines joined and its hard spaces plain."""
    return " ".join(text.replace("\u00a0", " ").split())
