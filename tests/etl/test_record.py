"""The record of acts among the operator's tools: what was done to it past the triggers is found by each of them."""

from __future__ import annotations

import logging
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from etl.errands import submit
from etl.operations.backup import Taken, take
from etl.operations.doctor import Finding
from etl.operations.doctor_store import examine_store
from etl.operations.folder import Folder
from etl.operations.housekeeping import keep_record
from etl.operations.rehearse import Rehearsal, rehearse
from etl.operations.restore import restore
from store.accounts import add_account, read_account
from store.actor import AT_THE_COMMAND_LINE, Actor
from store.acts import read_acts
from store.audit import find_broken, head_of, note
from store.database import Store
from store.forgetting import delete_account
from store.schema import audit, audit_address
from store.viewer import OPERATOR, PUBLIC
from tests.rooms import NOW, House

ROWS = [["antal", None, 2021, 95, None]]


def folder_of(house: House) -> Folder:
    return Folder(house.room.settings.backups)


def backed_up(house: House) -> Taken:
    house.clock.forward(minutes=1)
    room = house.room
    return take(room.store, room.files, room.settings.config, folder_of(house), None, room.clock())


def rehearsed(house: House, taken: Taken) -> Rehearsal:
    return rehearse(taken.made, folder_of(house), house.store, house.room.settings.home, [], house.clock())


def record(house: House) -> Finding:
    found = examine_store(house.store, house.room.settings, False, house.clock)
    return next(one for one in found if one.part == "record")


def past_the_triggers(store: Store, statement: Any) -> None:
    with store.writing() as connection:
        if store.is_sqlite:
            for act in ("update", "delete"):
                connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS audit_only_grows_{act}")
        else:
            connection.exec_driver_sql("ALTER TABLE audit DISABLE TRIGGER ALL")
        connection.execute(statement)


def test_each_tool_finds_what_was_changed_and_what_was_cut_off(house: House) -> None:
    submit(house.room, house.workbook(ROWS), "proeve", "sekretariat")
    with house.store.writing() as connection:
        note(connection, AT_THE_COMMAND_LINE, "refresh_asked", NOW)
    with house.store.reading() as connection:
        (_, delivered) = read_acts(connection, OPERATOR, None)
        assert (delivered.who, delivered.action, delivered.organisation) == (
            "operator",
            "submission_received",
            "sekretariat",
        )
        last = head_of(connection)
    whole = backed_up(house)
    assert (whole.made.audit_head, whole.broken) == (str(last), None)
    assert folder_of(house).audit_heads() == [last]
    good = rehearsed(house, whole)
    assert (good.faults, good.is_good) == ([], True)
    assert record(house).level == "ok"

    past_the_triggers(house.store, sa.delete(audit).where(audit.c.audit_id == last.number))
    assert "from act 2 on" in record(house).said, "cut off: a backup's list tells of it"
    with house.store.writing() as connection:
        note(connection, AT_THE_COMMAND_LINE, "signed_in", NOW)
    assert (record(house).level, "from act 2 on" in record(house).said) == ("wrong", True), "and written anew"

    past_the_triggers(house.store, sa.update(audit).where(audit.c.audit_id == 1).values(who="account b"))
    assert "from act 1 on" in record(house).said
    harmed = backed_up(house)
    assert harmed.broken is not None
    assert (harmed.broken.number, harmed.broken.why) == (1, "changed")
    found = rehearsed(house, harmed)
    assert (found.is_good, found.faults) == (False, ["the record of acts is not whole from act 1 on"])


def test_a_night_deletes_old_addresses_and_tells_the_last_act(
    sqlite_house: House, caplog: pytest.LogCaptureFixture
) -> None:
    with sqlite_house.store.writing() as connection:
        note(connection, Actor("account a", PUBLIC, "192.0.2.1"), "signed_in", NOW - timedelta(days=91))
        note(connection, Actor("account a", PUBLIC, "192.0.2.2"), "signed_in", NOW)
        last = head_of(connection)
    with caplog.at_level(logging.INFO):
        done = keep_record(sqlite_house.room)
    assert done is not None
    assert done.addresses == 1
    assert f"the record of acts ends at {last}" in caplog.text
    assert "192.0.2" not in caplog.text
    with sqlite_house.store.reading() as connection:
        assert list(connection.execute(sa.select(audit_address.c.address)).scalars()) == ["192.0.2.2"]
        assert find_broken(connection, [last]) is None


def test_a_restored_backup_does_not_bring_back_whoever_was_deleted(house: House, tmp_path: Path) -> None:
    with house.store.writing() as connection:
        anna = add_account(connection, "Anna Jensen", "anna@example.dk", NOW)
        bo = add_account(connection, "Bo", "bo@example.dk", NOW)
        note(connection, Actor(f"account {anna.key}", PUBLIC, "192.0.2.1"), "signed_in", NOW)
    before = backed_up(house)
    with house.store.writing() as connection:
        delete_account(connection, anna.account_id, NOW)
    backed_up(house)
    assert folder_of(house).forgotten() == {anna.key}
    assert anna.name is not None
    assert anna.name not in "".join(path.read_text() for path in folder_of(house).path.glob("*.txt"))

    restored = Store(f"sqlite:///{tmp_path / 'restored' / 'fremdrift.db'}")
    restored.migrate()
    with restored.writing() as connection:  # as the first start of a new installation does
        note(connection, AT_THE_COMMAND_LINE, "first_link_made", NOW)
    home = tmp_path / "restored"
    told: list[str] = []
    restore(before.made, folder_of(house), restored, home / "files", home / "config", [], NOW, told.append)
    with restored.reading() as connection:
        assert read_account(connection, key=anna.key) is None
        assert read_account(connection, key=bo.key) is not None
        assert connection.execute(sa.select(audit_address)).first() is None
        assert find_broken(connection, folder_of(house).audit_heads()[-1:]) is None
    restored.close()
