"""A purge leaves nothing: not in a table, a file, a page, a backup; and every other figure is as if it had not come."""

from __future__ import annotations

import os
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from config.layout import Layout
from etl.errands import carry_out, refresh_now, submit
from etl.operations.backup import take
from etl.operations.folder import Folder
from etl.operations.purge import ask_to_purge, purge_again, reach
from store.clock import danish_day, end_of_danish_day
from store.dump import frozen_view, lines
from store.layouts import read_remembered, remember_layout
from store.letters import NewLetter, post
from store.mappings import keep_look
from store.meetings import Written, keep_note
from store.observations import read_observations
from store.published import read_published
from store.runs import RunSource, ask_for_run, record_sources
from store.schema import submission
from store.submissions import Submission, amend_report, read_submission
from store.viewer import OPERATOR
from store.work import read_done
from tests.rooms import House

VALUE, NAME, WORD = 87654321.5, "Kirsten-Ottilia", "Ballerumvej"
Told = dict[str, float | None]


def deliver(house: House, figures: dict[int, float], name: str | None = None, note: str | None = None) -> Submission:
    house.clock.forward(days=1)
    rows = [["antal", None, year, value, None] for year, value in figures.items()]
    path = house.workbook(rows, name=name)
    return submit(house.room, path, "proeve", "sekretariat", confirmed=True, note=note)


def wrong(house: House) -> Submission:
    """The file that should never have come: a name in its name, a note with an address, a value that is no count."""
    done = deliver(house, {2022: VALUE, 2023: VALUE + 1}, f"{NAME}.xlsx", WORD)
    assert done.outcome == "accepted"
    return done


def purged(house: House, of: Submission) -> None:
    house.clock.forward(days=1)
    found = reach(house.room, Folder(house.room.settings.backups), of.sha256)
    assert found is not None
    carry_out(house.room, ask_to_purge(house.room, found, "test"))


def current(house: House) -> dict[str, tuple[float | None, str]]:
    with house.store.reading() as connection:
        found = read_observations(connection, "proeve", OPERATOR, ["antal"])
    return {one.period: (one.value, one.submission) for one in found}


def shown(house: House) -> Told:
    with house.store.reading() as connection:
        found = read_published(connection, "proeve", OPERATOR, danish_day(house.clock()), "antal")
    (one,) = (series for series in found if series.role == "shared")
    return dict(zip(one.points.periods, one.points.values, strict=True))


def everything(house: House) -> bytes:
    """All rows of all tables, and all files below the home but the backups' compressed rows."""
    with house.store.reading() as connection:
        frozen_view(connection)
        rows = b"".join(lines(connection, {}))
    house.store.close()
    paths = [one for one in house.folder.rglob("*") if one.is_file() and not one.name.startswith("fil-")]
    return rows + b"".join(str(one).encode() + one.read_bytes() for one in paths if one.name != f"{NAME}.xlsx")


SECRETS = [str(VALUE).encode(), str(VALUE + 1).encode(), b"87.654.321", b"87,654,321", NAME.encode(), WORD.encode()]


def test_nothing_of_it_is_left_anywhere(house: House) -> None:
    first = deliver(house, {2021: 95, 2022: 90})
    of = wrong(house)
    house.clock.forward(days=1)
    with house.store.writing() as connection:  # a meeting saw it
        seen = {"verdict": {"verdict": "x", "latest": {"value": VALUE}}, "periods": ["2022"]}
        written = Written(danish_day(house.clock()), "Snak", None, None, None, "da", "A", seen)
        keep_note(connection, "proeve", "antal", written, house.clock())
    with house.store.writing() as connection:  # and a letter about it waits
        content = {"subject": WORD, "text": f"Nyt tal: {VALUE}", "html": ""}
        post(connection, None, [NewLetter("digest", "proeve", "", "someone", "mail", content)], house.clock())
    later = deliver(house, {2022: 91})  # a later file corrects one of its figures, and its report tells so
    _speak_of_it(house, later)
    found = everything(house)
    assert all(one in found for one in (SECRETS[0], SECRETS[1], NAME.encode(), WORD.encode()))
    purged(house, of)
    found = everything(house)
    assert [one for one in SECRETS if one in found] == []
    assert {period: value for period, (value, _) in current(house).items()} == {"2021": 95, "2022": 91}
    assert shown(house) == {"2021": 95, "2022": 91}
    with house.store.reading() as connection:
        left = read_submission(connection, token=of.token)
        (note,) = connection.exec_driver_sql("SELECT story FROM meeting_note").scalars()
    assert left is not None
    assert (left.state, left.sha256, left.filename, note) == ("rejected", of.sha256, "slettet", "Snak")
    assert (left.report or {})["problems"][0]["code"] == "personal_data"
    assert current(house)["2021"][1] == first.token


def _speak_of_it(house: House, other: Submission) -> None:
    """What other rows may say of a file by its name: a report that could not read it again, and a run."""
    with house.store.writing() as connection:
        report = (other.report or {}) | {"withdrawn": {"unread": [f"{NAME}.xlsx"], "verdicts": []}}
        amend_report(connection, other.submission_id, report)
        run_id = ask_for_run(connection, None, "test", house.clock())
        fine = RunSource("proeve", "sekretariat", f"inbox/{NAME}.xlsx", "unchanged", None, {}, [], house.clock())
        record_sources(connection, run_id, [(fine, None)])


def test_its_layout_is_forgotten_and_words_are_blotted_out_where_people_wrote_them(house: House) -> None:
    """The layout that was remembered from it holds its headings; what a person typed elsewhere is named by --text."""
    of = wrong(house)
    chosen = {"name": "vores", "tables": [{"value": ["x"], "indicator": {"fixed": NAME}}]}
    other = chosen | {"name": "andres", "tables": [{"value": ["x"], "indicator": {"fixed": "antal"}}]}
    with house.store.writing() as connection:
        for one in (chosen, other):
            remember_layout(connection, of.organisation_id, Layout.model_validate(one), "x", house.clock())
        keep_look(connection, of.submission_id, {"layout": chosen}, None)
        seen: dict[str, Any] = {"verdict": {}, "periods": []}
        for words in (f"Ring til {WORD}", "Intet nyt"):
            written = Written(danish_day(house.clock()), words, None, None, None, "da", "A", seen)
            keep_note(connection, "proeve", "antal", written, house.clock())
    found = reach(house.room, Folder(house.room.settings.backups), of.sha256)
    assert found is not None
    house.clock.forward(days=1)
    number = ask_to_purge(house.room, found, "test", [WORD.upper()])
    carry_out(house.room, number)
    assert [one for one in SECRETS if one in everything(house)] == []
    with house.store.reading() as connection:
        stories = connection.exec_driver_sql("SELECT story FROM meeting_note ORDER BY meeting_note_id").scalars().all()
        assert stories == ["Ring til slettet", "Intet nyt"]
        assert [one.name for one in read_remembered(connection, "proeve", "sekretariat")] == ["andres"]
        assert read_done(connection, number) == {"blotted": {"meeting_note.story": 1}, "left": {}}


def test_figures_go_back_to_what_the_others_say(house: House) -> None:
    first = deliver(house, {2021: 95, 2022: 90})
    as_before = current(house)
    of = wrong(house)
    purged(house, of)
    assert current(house) == as_before == {"2021": (95.0, first.token), "2022": (90.0, first.token)}
    assert shown(house) == {"2021": 95, "2022": 90}
    with house.store.reading() as connection:
        for day in range(5):  # on no day is anything else told
            until = end_of_danish_day(danish_day(first.received_at) + timedelta(days=day))
            known = read_observations(connection, "proeve", OPERATOR, ["antal"], until)
            assert {one.period: one.value for one in known} == {"2021": 95, "2022": 90}, day


@pytest.mark.parametrize("way", ["command", "refresh"])
def test_the_same_bytes_never_come_in_again(way: str, house: House) -> None:
    of = wrong(house)
    content = house.room.files.path_of(of.token).read_bytes()
    purged(house, of)
    house.clock.forward(days=1)
    if way == "command":
        path = house.folder / "fil-again.xlsx"
        path.write_bytes(content)
        again = submit(house.room, path, "proeve", "partner", confirmed=True)  # from whomever
        outcome, token = again.outcome, again.token
    else:
        refresh_now(house.room)
        inbox = house.room.settings.inbox / "proeve/sekretariat"
        (inbox / "igen.xlsx").write_bytes(content)
        other = house.workbook([["antal", None, 2021, 95, None]], name="inbox/proeve/sekretariat/anden.xlsx")
        for path in (inbox / "igen.xlsx", other):
            _age(path)
        run = refresh_now(house.room)
        by = {one.source: one for one in run.sources}
        assert by["inbox/anden.xlsx"].outcome == "accepted"
        outcome, token = by["inbox/igen.xlsx"].outcome, str(by["inbox/igen.xlsx"].submission)
    assert outcome == "rejected"
    assert not house.room.files.path_of(token).exists()
    assert VALUE not in [value for value, _ in current(house).values()]


def _age(path: Path) -> None:
    then = time.time() - 60  # whether a file is still being written is told by the real clock
    os.utime(path, (then, then))


def test_the_partners_copy_in_the_inbox_goes_too(sqlite_house: House) -> None:
    house = sqlite_house
    refresh_now(house.room)
    path = house.workbook([["antal", None, 2022, VALUE, None]], name=f"inbox/proeve/sekretariat/{NAME}.xlsx")
    _age(path)
    run = refresh_now(house.room)
    (source,) = run.sources
    with house.store.reading() as connection:
        of = read_submission(connection, token=source.submission)
    assert of is not None
    assert path.exists()
    purged(house, of)
    assert not path.exists()
    found = everything(house)
    assert [one for one in SECRETS if one in found] == []
    assert refresh_now(house.room).sources == []


def test_every_submission_of_the_same_bytes_goes(sqlite_house: House) -> None:
    house = sqlite_house
    of = wrong(house)
    path = house.folder / "fil-2.xlsx"
    path.write_bytes(house.room.files.path_of(of.token).read_bytes())
    other = submit(house.room, path, "proeve", "partner", confirmed=True)
    waiting = submit(house.room, house.workbook([["antal", None, 2021, 1, None]]), "proeve", "partner")
    found = reach(house.room, Folder(house.room.settings.backups), of.sha256)
    assert found is not None
    assert [one.token for one in found.submissions] == [of.token, other.token]
    assert [one.token for one in found.beside] == [waiting.token]  # told: it may hold the same person
    purged(house, other)
    assert [one for one in SECRETS if one in everything(house)] == []


def test_twice_is_once(sqlite_house: House) -> None:
    deliver(sqlite_house, {2021: 95})
    of = wrong(sqlite_house)
    purged(sqlite_house, of)
    before = current(sqlite_house), shown(sqlite_house)
    purged(sqlite_house, of)
    assert (current(sqlite_house), shown(sqlite_house)) == before


def test_backups_forget_the_file_and_a_restored_one_forgets_the_figures(house: House) -> None:
    """Rows of an encrypted backup cannot be reached without its key: the purge is done again when it is restored."""
    folder = Folder(house.room.settings.backups)
    deliver(house, {2021: 95})
    of = wrong(house)
    made = take(house.store, house.room.files, house.folder / "c", folder, None, house.clock()).made
    kept = list(folder.path.glob(f"kept/*/{of.sha256}*"))
    assert len(kept) == 1
    found = reach(house.room, folder, of.sha256)
    assert found is not None
    assert [one.name for one in found.backups] == [made.name]
    assert folder.purge([of.sha256]) == 1
    assert not kept[0].exists()
    house.clock.forward(days=1)
    assert purge_again(house.room, folder.purged()) == 1  # as `restore` does
    assert [one for one in SECRETS if one in everything(house)] == []
    assert shown(house) == {"2021": 95}
    assert purge_again(house.room, folder.purged()) == 0
    again = take(house.store, house.room.files, house.folder / "c", folder, None, house.clock()).made
    assert again.lacking == 0  # what is missing on purpose is not missed


def test_a_file_that_waits_or_was_refused_goes_as_well(sqlite_house: House) -> None:
    house = sqlite_house
    deliver(house, {2021: 95})
    path = house.workbook([["antal", None, 2022, VALUE, None]], name=f"{NAME}.xlsx")
    waiting = submit(house.room, path, "proeve", "sekretariat", note=WORD)
    assert waiting.outcome == "awaiting_confirmation"
    path = house.workbook([["antal", None, 2022, WORD, None], ["antal", None, 2022, VALUE, None]], name="fil-x.xlsx")
    rejected = submit(house.room, path, "proeve", "sekretariat")
    assert rejected.outcome == "rejected"
    for one in (waiting, rejected):
        purged(house, one)
    assert [one for one in SECRETS if one in everything(house)] == []
    with house.store.reading() as connection:
        states = connection.execute(sa.select(submission.c.state)).scalars().all()
    assert sorted(states) == ["accepted", "rejected", "rejected"]
