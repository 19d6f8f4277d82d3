"""The morning after: what a person reads of the night's update, of one under way, and of one that never came."""

from __future__ import annotations

import io
import os
import re
import shutil
import time
from datetime import UTC, datetime, timedelta
from html import unescape
from typing import Any

import pytest
from flask.testing import FlaskClient

import etl.telling_how_far
from config.language import Language
from dashboard.pages.runs_sentence import how_far, told
from dashboard.web import build
from etl.errands import refresh_now
from etl.terminal_bars import progress_bars
from store.run_tallies import MOST, Tally, read_tallies, with_sources
from store.runs import (
    Deleted,
    Run,
    RunSource,
    claim_scheduled_run,
    finish_run,
    note_deleted_after,
    note_progress,
    record_sources,
    start_run,
)
from store.viewer import Grant
from tests.dashboard.conftest import serving
from tests.people import administrators, client_of, session_of
from tests.rooms import House

NIGHT = datetime(2026, 11, 24, 2, 30, tzinfo=UTC)  # 03:30 in Denmark
MORNING = NIGHT + timedelta(hours=5)


def _run(**fields: Any) -> Run:
    bare: dict[str, Any] = dict.fromkeys(name for name in Run.__slots__)
    return Run(
        **(bare | {"run_id": 1, "asked_by": "schedule", "asked_at": NIGHT, "started_at": NIGHT, "sources": []} | fields)
    )


SENTENCES = [
    # outcomes, more of the run, now, Danish, English
    (
        {"unchanged": 8, "accepted": 3, "rejected": 1},
        {},
        MORNING,
        "I nat kl. 03.30: 12 kilder, 3 med nye tal, 1 afvist",
        "Last night at 03:30: 12 sources, 3 with new figures, 1 rejected",
    ),
    (
        {"unchanged": 1},
        {},
        MORNING,
        "I nat kl. 03.30: 1 kilde, intet nyt",
        "Last night at 03:30: 1 source, nothing new",
    ),
    ({}, {}, MORNING, "I nat kl. 03.30: ingen filer at hente", "Last night at 03:30: no files to fetch"),
    (
        {"accepted": 1, "awaiting_confirmation": 2, "failed": 1},
        {"started_at": MORNING},
        MORNING,
        "I dag kl. 08.30: 4 kilder, 1 med nye tal, 2 venter på svar, 1 ikke hentet",
        "Today at 08:30: 4 sources, 1 with new figures, 2 waiting for an answer, 1 not fetched",
    ),
    (
        {"accepted": 4},
        {"failure": "lost"},
        MORNING + timedelta(days=1),
        "I går kl. 03.30: afbrudt, og intet halvt er gemt",
        "Yesterday at 03:30: cut off, and nothing half is stored",
    ),
    (
        {"failed": 1200},
        {},
        MORNING + timedelta(days=2),
        "Den 24. november 2026 kl. 03.30: 1.200 kilder, 1.200 ikke hentet",
        "24 November 2026, 03:30: 1,200 sources, 1,200 not fetched",
    ),
]


@pytest.mark.parametrize(("counts", "more", "now", "da", "en"), SENTENCES)
def test_one_sentence_says_what_happened(
    counts: dict[str, int], more: dict[str, Any], now: datetime, da: str, en: str
) -> None:
    tally = Tally(_run(**more), counts)
    assert (told(tally, now, "da"), told(tally, now, "en")) == (da, en)


STEPS: list[tuple[dict[str, Any], Language, str]] = [
    ({"started_at": None}, "da", "Den venter på tur."),
    ({"phase": "fetching", "done": 57}, "da", "57 kilder er hentet og læst."),
    ({"phase": "fetching", "done": 57, "total": 1200}, "en", "57 of 1,200 sources are fetched and read."),
    ({"phase": "judging", "done": 3, "total": 40}, "da", "Filerne er læst. 3 af 40 indikatorer er vurderet igen."),
    ({"phase": "judging", "done": 0, "total": 0}, "da", "Filerne er læst."),
    ({"phase": "templates"}, "en", "The figures are on the pages. The templates are being made."),
]


@pytest.mark.parametrize(("fields", "language", "words"), STEPS)
def test_how_far_it_is(fields: dict[str, Any], language: Language, words: str) -> None:
    assert how_far(_run(**fields), language) == words


def _source(number: int, outcome: str, **more: Any) -> tuple[RunSource, None]:
    fields = {"counts": {}, "problems": []} | more
    name = f"inbox/fil-{number}.xlsx"
    return RunSource("proeve", "partner", name, outcome, None, finished_at=NIGHT, **fields), None


def _night(house: House, sources: list[tuple[RunSource, None]], when: datetime = NIGHT) -> int:
    with house.store.writing() as connection:
        number = claim_scheduled_run(connection, when, "schedule", when)
        assert number is not None
        start_run(connection, number, when)
        record_sources(connection, number, sources)
        finish_run(connection, number, when + timedelta(seconds=40))
    return number


def test_what_is_as_it_was_is_counted_and_not_read(house: House) -> None:
    sources = [_source(n, "unchanged") for n in range(300)] + [_source(n, "accepted") for n in range(300, 300 + MOST)]
    _night(house, [*sources, _source(999, "failed")])
    with house.store.reading() as connection:
        (tally,) = read_tallies(connection, ["proeve"])
        assert (tally.sources, tally.run.sources) == (301 + MOST, [])
        found = with_sources(connection, tally, ["proeve"]).run.sources
    assert len(found) == MOST
    assert found[0].outcome == "failed", "what is to be acted on is among those that are told"


def test_a_run_expects_as_many_sources_as_the_last_one_had(house: House) -> None:
    _night(house, [_source(n, "accepted") for n in range(3)])
    with house.store.writing() as connection:
        number = claim_scheduled_run(connection, MORNING, "schedule", MORNING)
        assert number is not None
        start_run(connection, number, MORNING)
        begun = read_tallies(connection, ["proeve"])[0].run
        assert (begun.phase, begun.done, begun.total) == ("fetching", 0, 3)
        note_progress(connection, number, "judging", 7, 40)
        finish_run(connection, number, MORNING)
        ended = read_tallies(connection, ["proeve"])[0].run
    assert (ended.phase, ended.done, ended.total) == (None, 7, 40)


# The page


def _seen(house: House, path: str) -> str:
    server = build(house.store, house.room.settings, house.clock)
    return _words(administrators(server, house.store, house.room.settings, house.clock()), path)


def _words(client: FlaskClient, path: str) -> str:
    text = unescape(client.get(path).get_data(as_text=True)).replace("\u00a0", " ")
    return re.sub(r"\s+", " ", text)


PROBLEM = {
    "severity": "error",
    "title": {"da": "Området kendes ikke.", "en": "The place is not known."},
    "remedy": {"da": "Ret navnet.", "en": "Correct the name."},
}


def test_others_hear_that_something_happened_and_not_what_the_file_is_called(sqlite_house: House) -> None:
    house, told = sqlite_house, {"counts": {"new": 1234}, "problems": [PROBLEM]}
    _night(house, [_source(1, "accepted", **told), _source(2, "rejected", **told), _source(3, "failed")])
    house.clock.moment = MORNING
    hidden = ["fil-1", "fil-2", "1.234", "Området kendes ikke"]
    server = build(house.store, house.room.settings, house.clock)
    for grants, is_theirs in (
        ((), False),
        ((Grant("proeve", "viewer"),), False),
        ((Grant("proeve", "contributor", "sekretariat"),), False),
        ((Grant("proeve", "contributor", "partner"),), True),
        ((Grant("proeve", "secretariat"),), True),
    ):
        cookie = session_of(house.store, house.room.settings, MORNING, *grants) if grants else None
        text = _words(client_of(server, cookie), "/runs")
        assert "3 kilder, 1 med nye tal, 1 afvist, 1 ikke hentet" in text
        assert "Partneren" in text
        assert [one in text for one in hidden] == [is_theirs] * len(hidden), grants


ALL = {"files": {"proeve": 2, "anden": 3}, "pieces": 0, "addresses": 12, "sessions": 0, "attempts": 1, "links": 0}
NONE: Deleted = {"files": {}, "pieces": 0, "addresses": 0, "sessions": 0, "attempts": 0, "links": 0}
_STAY = "Tal og vurderinger bliver stående."
DELETED: list[tuple[Any, str, str, str, str]] = [
    # what is noted, whose eyes, the address, the words, why
    (ALL, "administrator", "/runs", "Efter opdateringen er slettet: 5 afleverede filer, 12 internetadresser i loggen "
     f"og 1 note om et forsøg på at logge ind eller lignende. {_STAY}", "all that there was"),
    (ALL, "administrator", "/en/runs", "Deleted after the update: 5 delivered files, 12 internet addresses in the "
     "record and 1 note of a try to sign in or the like. Figures and verdicts stay.", "in English"),
    (ALL, "secretariat", "/runs", "2 af jeres afleverede filer er slettet efter opdateringen, fordi de var gamle nok. "
     f"{_STAY}", "their own, and nobody else's"),
    (ALL, "secretariat", "/en/runs", "2 of your delivered files were deleted", "in English"),
    (ALL | {"files": {"proeve": 1}}, "secretariat", "/runs", "1 af jeres afleverede filer er slettet", "one"),
    (ALL | {"files": {"anden": 3}}, "secretariat", "/runs", "", "another alliance's are nothing of theirs"),
    (ALL, "contributor", "/runs", "", "what an organisation hears is on its reports"),
    (ALL, "public", "/runs", "", "the public hears nothing of files"),
    (NONE, "administrator", "/runs", "Efter opdateringen var intet gammelt nok til at blive slettet.", "it ran"),
    (None, "administrator", "/runs", "Oprydningen efter opdateringen er ikke gjort færdig", "it did not run"),
    ({"files": {}, "pieces": 1}, "administrator", "/runs", "Efter opdateringen er slettet: 1 rest af en fil. "
     "Oprydningen efter opdateringen er ikke gjort færdig", "half of it"),
]  # fmt: skip


@pytest.mark.parametrize(("noted", "who", "path", "words", "why"), DELETED, ids=[case[-1] for case in DELETED])
def test_what_was_deleted_by_rule_is_told(
    noted: Deleted | None, who: str, path: str, words: str, why: str, sqlite_house: House
) -> None:
    house = sqlite_house
    number = _night(house, [_source(1, "unchanged")])
    if noted is not None:
        with house.store.writing() as connection:
            note_deleted_after(connection, number, noted)
    house.clock.moment = MORNING
    server = build(house.store, house.room.settings, house.clock)
    grants = {"secretariat": Grant("proeve", "secretariat"), "contributor": Grant("proeve", "contributor", "partner")}
    given = [grants[who]] if who in grants else []
    cookie = session_of(house.store, house.room.settings, MORNING, *given, is_administrator=who == "administrator")
    text = re.sub(r"<[^>]*>\s*", " ", _words(client_of(server, None if who == "public" else cookie), path))
    text = re.sub(r"\s+", " ", text)
    assert words in text
    assert ("Slettet efter reglerne" in text or "Deleted by rule" in text) is bool(words)


def test_it_is_not_missed_before_it_can_be_done(sqlite_house: House) -> None:
    _night(sqlite_house, [])
    sqlite_house.clock.moment = NIGHT + timedelta(minutes=5)
    assert "Slettet efter reglerne" not in _seen(sqlite_house, "/runs")


def test_the_morning_after(sqlite_house: House) -> None:
    house = sqlite_house
    sources = [
        _source(1, "unchanged"),
        _source(2, "accepted", counts={"new": 1234, "changed": 2}),
        _source(3, "rejected", problems=[PROBLEM] * 5),
    ]
    _night(house, sources)
    house.clock.moment = MORNING
    for path, words in (
        (
            "/runs",
            [
                "<h1>I nat kl. 03.30: 3 kilder, 1 med nye tal, 1 afvist</h1>",
                "De nye tal er på siderne. Hvor en fil ikke kom med, står de seneste tal endnu",
                "Det skal nogen gøre noget ved",
                "Området kendes ikke. Ret navnet.",
                "og 2 til i rapporten",
                "1.234",
                "1 fil er, som den var sidst, og er ikke åbnet.",
                "Bestilt af planen",
                "40 sek.",
            ],
        ),
        ("/en/runs", ["<h1>Last night at 03:30: 3 sources, 1 with new figures, 1 rejected</h1>", "Correct the name."]),
    ):
        text = _seen(house, path)
        assert [one for one in words if one not in text] == []
    assert "http-equiv" not in text, "nothing moves"
    assert text.index("For somebody to act on") < text.index("fil-2.xlsx"), "what is to be done comes first"
    assert "fil-1.xlsx" not in text


def test_earlier_updates_are_a_line_each_and_can_be_looked_at(sqlite_house: House) -> None:
    house = sqlite_house
    first = _night(house, [_source(1, "accepted")])
    _night(house, [_source(1, "unchanged")], NIGHT + timedelta(days=1))
    house.clock.moment = MORNING + timedelta(days=1)
    text = _seen(house, "/runs")
    assert "<h1>I nat kl. 03.30: 1 kilde, intet nyt</h1>" in text
    assert f'href="/runs?run={first}"' in text
    assert "1 kilde, 1 med nye tal" in text
    assert "<h1>I går kl. 03.30: 1 kilde, 1 med nye tal</h1>" in _seen(house, f"/runs?run={first}")
    assert "<h1>I nat" in _seen(house, "/runs?run=nonsens"), "what is not there is not asked for"


def test_one_under_way_moves_by_itself_unless_it_is_told_not_to(sqlite_house: House) -> None:
    house = sqlite_house
    _night(house, [_source(1, "accepted")])
    house.clock.moment = MORNING + timedelta(days=1)
    with house.store.writing() as connection:
        number = claim_scheduled_run(connection, house.clock(), "schedule", house.clock())
        assert number is not None
        start_run(connection, number, house.clock())
        note_progress(connection, number, "judging", 7, 40)
    text = _seen(house, "/runs")
    assert "<h1>En opdatering er i gang</h1>" in text
    assert "7 af 40 indikatorer er vurderet igen." in text
    assert 'max="40"' in text
    assert 'value="7"' in text
    assert '<noscript><meta http-equiv="refresh" content="10"></noscript>' in text
    assert "run.js" in text
    assert "Den seneste: I går kl. 03.30: 1 kilde, 1 med nye tal." in text
    still = _seen(house, "/runs?still=1")
    assert "http-equiv" not in still
    assert "run.js" not in still
    assert "7 af 40" in still


def test_a_night_that_never_came_is_told(sqlite_house: House) -> None:
    house = sqlite_house
    house.clock.moment = MORNING + timedelta(days=1)
    assert "er ikke begyndt" not in _seen(house, "/runs"), "nothing was ever planned here"
    _night(house, [_source(1, "accepted")])
    assert "Opdateringen 25. november 2026 kl. 03.30 er ikke begyndt: arbejdsprocessen kører ikke." in _seen(
        house, "/runs"
    )
    house.clock.moment = NIGHT + timedelta(days=1, minutes=5)
    assert "er ikke begyndt" not in _seen(house, "/runs"), "it may begin a little late"


def test_a_reader_with_scripts_sees_it_come_to_its_end(sqlite_house: House, page: Any) -> None:
    house = sqlite_house
    with house.store.writing() as connection:
        number = claim_scheduled_run(connection, NIGHT, "schedule", NIGHT)
        assert number is not None
        start_run(connection, number, NIGHT)
        note_progress(connection, number, "judging", 7, 40)
    with serving(build(house.store, house.room.settings, house.clock), None) as url:
        seen = page(url)
        seen.goto("/runs")
        seen.get_by_text("7 af 40 indikatorer").wait_for()
        with house.store.writing() as connection:
            note_progress(connection, number, "judging", 33, 40)
        seen.get_by_text("33 af 40 indikatorer").wait_for()
        with house.store.writing() as connection:
            finish_run(connection, number, NIGHT)
        seen.get_by_role("heading", level=1, name="ingen filer at hente").wait_for()


def test_a_real_refresh_tells_how_far_it_is(sqlite_house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    house, told_of = sqlite_house, list[tuple[Any, ...]]()
    for number in range(3):
        path = house.room.settings.inbox / "proeve" / "partner" / f"{number}.xlsx"
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(house.workbook([["antal", None, 2021 + number, 95, None]]), path)
        os.utime(path, (time.time() - 60, time.time() - 60))
    note = etl.telling_how_far.note_progress
    monkeypatch.setattr(etl.telling_how_far, "note_progress", lambda *given: (told_of.append(given[2:]), note(*given)))
    refresh_now(house.room)
    assert told_of == [("fetching", 3, None), ("judging", 0, 3), ("templates", 1, 2)]


def test_a_terminal_shows_a_bar_for_each_phase() -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    stream = Terminal()
    with progress_bars(stream, wanted=True) as show:
        assert show is not None
        for fields in (
            {"phase": "fetching", "done": 3, "total": None},
            {"phase": "fetching", "done": 5, "total": 10},
            {"phase": "fetching", "done": 12, "total": 12},
            {"phase": "judging", "done": 30, "total": 40},
            {"phase": "templates"},
            {"phase": None},
        ):
            show(_run(**fields))
    assert "Fetching and reading" in stream.getvalue()
    assert "Fetching and reading  3\n" in stream.getvalue(), "where it is not known of how many"
    assert "12/12" in stream.getvalue()
    assert "40/40" in stream.getvalue(), "a phase that is over was done whole"
    with progress_bars(stream, wanted=False) as show:
        assert show is None
