"""The record of who did what: whoever changes, removes, puts in or moves a row is found, past the triggers too."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store.actor import AT_THE_COMMAND_LINE, Actor
from store.audit import Broken, Head, empty_for_a_restore, find_broken, head_of, note
from store.database import Store
from store.dump import what_is_held
from store.schema import audit, audit_address
from store.viewer import PUBLIC
from tests.rooms import NOW

ANNA = Actor("account a", PUBLIC, address="192.0.2.7")
ROOT = Path(__file__).parents[2]
CUT = "the record of who did what only grows"


def noted(store: Store, count: int = 5) -> Head:
    """That many acts, each in a transaction of its own."""
    for number in range(1, count + 1):
        with store.writing() as connection:
            note(
                connection,
                ANNA,
                "definition_edited",
                NOW + timedelta(seconds=number),
                alliance="proeve",
                subject=f"indicator/nr-{number}",
                before={"title": {"da": "Før", "en": "Before"}, "value": 0.1 + 0.2},
                after={"title": {"en": "After", "da": "Efter"}, "value": 1e22, "targets": [1, 1.0, -0.0, 1e-7, None]},
            )
    with store.reading() as connection:
        return head_of(connection)


def broken(store: Store, *told: Head) -> Broken | None:
    with store.reading() as connection:
        return find_broken(connection, told)


def past_the_triggers(store: Store, *statements: Any) -> None:
    """As somebody does who may change the database itself."""
    with store.writing() as connection:
        if store.is_sqlite:
            for act in ("update", "delete", "insert"):
                connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS audit_only_grows_{act}")
        else:
            connection.exec_driver_sql("ALTER TABLE audit DISABLE TRIGGER ALL")
        for statement in statements:
            connection.execute(sa.text(statement) if isinstance(statement, str) else statement)


def test_a_record_that_nobody_touched_is_whole(store: Store) -> None:
    assert broken(store) is None, "an empty one is whole too"
    last = noted(store)
    assert last.number == 5
    assert broken(store, Head(0, ""), last) is None


_ROW_3 = audit.c.audit_id == 3
_COPY = (
    "INSERT INTO audit SELECT 6, at, who, action, alliance, organisation, subject, before, after, address_hash, "
    "previous, hash FROM audit WHERE audit_id = 3"
)
_ATTACKS: list[tuple[str, list[Any], int]] = [
    # what was done to row 3 of 5, past the triggers; the first row that shows it
    ("another person did it", [sa.update(audit).where(_ROW_3).values(who="account b")], 3),
    ("it was done another day", [sa.update(audit).where(_ROW_3).values(at=NOW - timedelta(days=1))], 3),
    ("it was another act", [sa.update(audit).where(_ROW_3).values(action="signed_in")], 3),
    ("in another alliance", [sa.update(audit).where(_ROW_3).values(alliance="anden")], 3),
    ("in none", [sa.update(audit).where(_ROW_3).values(alliance=None)], 3),
    ("for an organisation", [sa.update(audit).where(_ROW_3).values(organisation="partner")], 3),
    ("to something else", [sa.update(audit).where(_ROW_3).values(subject="indicator/andet")], 3),
    ("it was otherwise before", [sa.update(audit).where(_ROW_3).values(before={"value": 0.3})], 3),
    ("it became nothing", [sa.update(audit).where(_ROW_3).values(after=None)], 3),
    ("from elsewhere", [sa.update(audit).where(_ROW_3).values(address_hash="0" * 64)], 3),
    ("a hash of its own", [sa.update(audit).where(_ROW_3).values(hash="f" * 64)], 3),
    ("after another row", [sa.update(audit).where(_ROW_3).values(previous="f" * 64)], 3),
    ("it is gone", [sa.delete(audit).where(_ROW_3)], 3),
    ("the first is gone", [sa.delete(audit).where(audit.c.audit_id == 1)], 1),
    (
        "it is gone and the others have moved up",
        [
            sa.delete(audit).where(_ROW_3),
            "UPDATE audit SET audit_id = 3 WHERE audit_id = 4",
            "UPDATE audit SET audit_id = 4 WHERE audit_id = 5",
        ],
        3,
    ),
    (
        "two have changed places",
        [
            "UPDATE audit SET audit_id = 99 WHERE audit_id = 3",
            "UPDATE audit SET audit_id = 3 WHERE audit_id = 4",
            "UPDATE audit SET audit_id = 4 WHERE audit_id = 99",
        ],
        3,
    ),
    ("one was copied to the end", [_COPY], 6),
    ("another address was written to it", ["UPDATE audit_address SET address = '198.51.100.1' WHERE audit_id = 3"], 3),
    ("its address has another salt", ["UPDATE audit_address SET salt = 'x' WHERE audit_id = 3"], 3),
]


def test_whatever_is_changed_past_the_triggers_shows(store: Store) -> None:
    noted(store)
    found: dict[str, int | None] = {}
    past_the_triggers(store)
    for what, statements, _ in _ATTACKS:
        with store.writing() as connection, connection.begin_nested() as changes:
            for statement in statements:
                connection.execute(sa.text(statement) if isinstance(statement, str) else statement)
            shown = find_broken(connection)
            found[what] = shown.number if shown else None
            changes.rollback()
    assert found == {what: shows for what, _, shows in _ATTACKS}
    assert broken(store) is None, "each was taken back"


def test_a_cut_tail_and_a_record_written_anew_show_by_what_was_told_elsewhere(store: Store) -> None:
    last = noted(store)
    past_the_triggers(store, sa.delete(audit).where(audit.c.audit_id > 3))
    assert broken(store) == Broken(4, "cut"), "the addresses of what was cut off are left"
    past_the_triggers(store, sa.delete(audit_address).where(audit_address.c.audit_id > 3))
    assert broken(store) is None, "the rows alone cannot tell: that is why the last hash is logged"
    assert broken(store, last) == Broken(4, "cut")
    noted(store, 3)  # whoever cut it wrote others in their place
    assert broken(store, last) == Broken(5, "rewritten")


_REFUSED = [
    "UPDATE audit SET who = 'account b' WHERE audit_id = 3",
    "DELETE FROM audit WHERE audit_id = 5",
    "DELETE FROM audit",
    "INSERT OR REPLACE INTO audit SELECT * FROM audit WHERE audit_id = 3",
    "REPLACE INTO audit SELECT * FROM audit WHERE audit_id = 3",
    "TRUNCATE audit",
]


def test_the_database_itself_refuses(store: Store) -> None:
    """Also where a fault of ours would do it; a word that one of the two does not know is refused anyhow."""
    last = noted(store)
    for statement in _REFUSED:
        with pytest.raises(sa.exc.DBAPIError), store.writing() as connection:
            connection.execute(sa.text(statement))
    assert broken(store, last) is None


def test_addresses_may_go_and_the_record_stays_whole(store: Store) -> None:
    last = noted(store)
    with store.writing() as connection:
        connection.execute(sa.delete(audit_address))
    assert broken(store, last) is None


def test_what_fails_leaves_no_row(store: Store) -> None:
    last = noted(store)
    with store.writing() as connection, connection.begin_nested() as act:
        note(connection, ANNA, "definition_edited", NOW)
        act.rollback()
    with store.reading() as connection:
        assert head_of(connection) == last


def _write_many(url: str, count: int) -> None:
    one = Store(url)
    noted(one, count)
    one.close()


def _two_threads(url: str) -> None:
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(_write_many, [url] * 2, [20] * 2))


_WRITER = """
import sys
from datetime import UTC, datetime
from store.actor import AT_THE_COMMAND_LINE
from store.audit import note
from store.database import Store
one = Store(sys.argv[1])
for number in range(20):
    with one.writing() as connection:
        note(connection, AT_THE_COMMAND_LINE, "refresh_asked", datetime.now(UTC), after={"number": number})
"""


def _two_processes(url: str) -> None:
    """As two web processes are."""
    both = [subprocess.Popen([sys.executable, "-c", _WRITER, url], cwd=ROOT) for _ in range(2)]
    assert [one.wait() for one in both] == [0, 0]


@pytest.mark.parametrize("at_once", [_two_threads, _two_processes])
def test_two_who_write_at_once_keep_one_chain(store: Store, store_url: str, at_once: Callable[[str], None]) -> None:
    at_once(store_url)
    with store.reading() as connection:
        last = head_of(connection)
    assert last.number == 40
    assert broken(store, last) is None


_SAID = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(said=st.dictionaries(st.text(max_size=5), _SAID, max_size=3), subject=st.text(), where=st.none() | st.text())
def test_whatever_was_changed_reads_as_it_was_written(
    store: Store, said: dict[str, Any], subject: str, where: str | None
) -> None:
    """Each database writes numbers, keys and texts in its own way; the hash is of what they mean."""
    with store.writing() as connection:
        empty_for_a_restore(connection)
        note(connection, ANNA, "definition_edited", NOW, subject=subject, before=said, after={"said": [said, where]})
    assert broken(store) is None


def test_a_store_that_is_nobodys_yet_can_be_emptied_for_a_restore_and_grows_only_afterwards(store: Store) -> None:
    noted(store)
    with store.writing() as connection:
        empty_for_a_restore(connection)
    assert what_is_held(store)["audit"].rows == what_is_held(store)["audit_address"].rows == 0
    last = noted(store, 2)
    with pytest.raises(sa.exc.DBAPIError, match=CUT), store.writing() as connection:
        connection.execute(sa.delete(audit))
    assert broken(store, last) is None


def test_an_act_at_the_command_line_has_no_address(store: Store) -> None:
    with store.writing() as connection:
        note(connection, AT_THE_COMMAND_LINE, "alliance_added", NOW)
    assert what_is_held(store)["audit_address"].rows == 0
    assert broken(store) is None
