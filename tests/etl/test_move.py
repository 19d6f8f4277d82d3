"""`fremdrift move`: every row of every table comes over and is compared, or nothing does."""

from __future__ import annotations

import json
import math
import os
import random
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from click.testing import CliRunner

from etl.errands import submit
from etl.moving.comparing import is_same
from etl.moving.copying import NotMoved
from etl.moving.move import move
from fremdrift import cli
from store.database import Store
from store.lead import Leadership
from store.observations import read_observations
from store.schema import alliance, counter, metadata, submission
from store.viewer import OPERATOR
from tests.conftest import SERVER
from tests.rooms import House, house_in
from tests.servers.postgres import fresh_database

ROWS = 3  # in each table


@pytest.fixture
def bare_target() -> Iterator[Store]:
    """An empty database, without tables."""
    with fresh_database(os.environ[SERVER], "moved") as url:
        store = Store(url)
        yield store
        store.close()


@pytest.fixture
def target(migrated_postgres: str) -> Iterator[Store]:
    """One with tables that are empty."""
    with fresh_database(os.environ[SERVER], "moved", migrated_postgres) as url:
        store = Store(url)
        yield store
        store.close()


@pytest.fixture(scope="module")
def filled(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite store with rows in every table, whatever tables there are."""
    path = tmp_path_factory.mktemp("filled") / "fremdrift.db"
    shutil.copyfile(migrated_sqlite, path)
    store = Store(f"sqlite:///{path}")
    with store.writing() as connection:
        for table in metadata.sorted_tables:
            connection.execute(sa.insert(table), [_made_up(table, number) for number in range(1, ROWS + 1)])
    store.close()
    return path


@pytest.fixture
def source(filled: Path, tmp_path: Path) -> Iterator[Store]:
    """A copy of it."""
    with closing(sqlite3.connect(filled)) as kept, closing(sqlite3.connect(tmp_path / "fremdrift.db")) as copy:
        kept.backup(copy)
    store = Store(f"sqlite:///{tmp_path / 'fremdrift.db'}")
    yield store
    store.close()


def _made_up(table: sa.Table, number: int) -> dict[str, Any]:
    """A row that fits its table: what refers to another has that one's number, the odd values are in the last."""
    by = random.Random(f"{table.name} {number}")
    odd = number == ROWS
    row: dict[str, Any] = {}
    for column in table.c:
        kind = column.type
        if column.foreign_keys or (column.primary_key and isinstance(kind, sa.Integer)):
            row[column.name] = number
        elif column.nullable and odd:
            row[column.name] = None
        elif isinstance(kind, sa.JSON):
            row[column.name] = {"ø": [by.random(), None, 1e300, -1e-7, {"b": True, "a": "\u2028 \"'\\"}], "z": number}
        elif isinstance(kind, sa.Boolean):
            row[column.name] = by.random() < 0.5
        elif isinstance(kind, sa.Integer):
            row[column.name] = by.choice([0, 2**31 - 1]) if not isinstance(kind, sa.BigInteger) else 2**40 + number
        elif isinstance(kind, sa.Double):
            row[column.name] = by.choice([0.1 + 0.2, 5e-324, -1.7976931348623157e308, 1 / 3])
        elif isinstance(kind, sa.LargeBinary):
            row[column.name] = bytes(range(256))
        elif isinstance(kind, sa.Date):
            row[column.name] = date(1999, 12, 31) + timedelta(number)
        elif isinstance(kind, sa.String):
            length = kind.length or 60
            row[column.name] = (f"{number}" + ("\\N\t" if length > 20 else "") + "æøåß" * 15)[:length]
        else:  # a moment, to the microsecond
            row[column.name] = datetime(2026, 3, 29, 1, 59, 59, 999_999, tzinfo=UTC) + timedelta(number)
    return row


def _all(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    with store.reading() as connection:
        return {
            table.name: sorted((tuple(row) for row in connection.execute(sa.select(table))), key=repr)
            for table in metadata.sorted_tables
        }


def _count(store: Store) -> int:
    return sum(map(len, _all(store).values()))


def test_every_row_of_every_table(source: Store, bare_target: Store) -> None:
    before, target = _all(source), bare_target
    told: dict[str, int] = {}
    counts = move(source, target, told.__setitem__)
    assert counts == told == dict.fromkeys(metadata.tables, ROWS)
    after = _all(target)
    assert all(is_same([*map(list, rows)], [*map(list, after[name])]) for name, rows in before.items())
    assert _all(source) == before, "the old store is only read"
    with target.writing() as connection:  # new rows are numbered after those that came
        made = sa.insert(alliance).values(slug="ny").returning(alliance.c.alliance_id)
        assert connection.execute(made).scalar() == ROWS + 1


def test_life_goes_on_in_the_new_store(sqlite_house: House, target: Store, tmp_path: Path) -> None:
    house = sqlite_house
    submit(house.room, house.workbook([["antal", None, year, 100 - year + 2020, None] for year in (2021, 2022)]),
           "proeve", "sekretariat")  # fmt: skip
    move(house.store, target, lambda *_: None)
    moved = house_in(tmp_path, target, target.url.render_as_string(hide_password=False))
    with house.store.reading() as old, target.reading() as new:
        asked = ("proeve", OPERATOR, ["antal"], None, True)
        assert read_observations(new, *asked) == read_observations(old, *asked)
    moved.clock.forward(days=1)
    done = submit(moved.room, moved.workbook([["antal", None, 2023, 97, None]]), "proeve", "sekretariat")
    assert done.outcome == "accepted"
    with target.reading() as new:
        assert [one.value for one in read_observations(new, "proeve", OPERATOR, ["antal"])] == [99, 98, 97]


def _is_empty(target: Store) -> bool:
    return _count(target) == 0


TAMPERED = [
    ("value := 1", "observation", "a figure that comes out otherwise"),
    ("period := '2024'", "observation", "a text"),
    ("told := '{}'", "publication", "a document"),
]


@pytest.mark.parametrize(("change", "table", "why"), TAMPERED, ids=[one[2] for one in TAMPERED])
def test_a_row_that_comes_out_otherwise_takes_all_of_it_back(
    source: Store, target: Store, change: str, table: str, why: str
) -> None:
    column = change.split(" ")[0]
    with target.writing() as connection:  # a database that does not keep what it is given
        body = f"BEGIN IF NEW.{table}_id = 2 THEN NEW.{change}; END IF; RETURN NEW; END"
        connection.exec_driver_sql(f"CREATE FUNCTION tamper() RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$")
        connection.exec_driver_sql(f"CREATE TRIGGER t BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION tamper()")
    with pytest.raises(NotMoved, match=rf"{table}, {table}_id 2: {column} came out otherwise. Nothing was moved"):
        move(source, target, lambda *_: None)
    assert _is_empty(target)


def test_rows_that_are_not_kept_take_all_of_it_back(source: Store, target: Store) -> None:
    with target.writing() as connection:
        connection.exec_driver_sql("CREATE RULE none AS ON INSERT TO counter DO INSTEAD NOTHING")
        connection.exec_driver_sql("ALTER TABLE counter DISABLE RULE none")
        connection.exec_driver_sql(
            "CREATE FUNCTION drop_it() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$"
        )
        connection.exec_driver_sql("CREATE TRIGGER t BEFORE INSERT ON counter FOR EACH ROW EXECUTE FUNCTION drop_it()")
    with pytest.raises(NotMoved, match="counter: the two stores do not have the same rows"):
        move(source, target, lambda *_: None)
    assert _is_empty(target)


REFUSED = [
    (submission.c.note, "med \0 i", "submission_id 2", "a text that PostgreSQL cannot hold"),
    (submission.c.filename, "x" * 201, "submission_id 2, column filename", "a text longer than its column"),
    (submission.c.report, '{"a": "\\u0000"}', "submission_id 2, column report", "the same in a document"),
]


@pytest.mark.parametrize(("column", "value", "where", "why"), REFUSED, ids=[one[3] for one in REFUSED])
def test_a_row_that_does_not_fit_is_named(
    source: Store, target: Store, column: sa.Column[Any], value: str, where: str, why: str
) -> None:
    with source.writing() as connection:
        changed = sa.text(f"UPDATE submission SET {column.name} = :value WHERE submission_id = 2")
        connection.execute(changed, {"value": value})
    with pytest.raises(NotMoved, match=where) as refused:
        move(source, target, lambda *_: None)
    assert value not in str(refused.value), "what stands in it may be anybody's"
    assert _is_empty(target)
    with source.writing() as connection:
        connection.execute(sa.update(submission).values({column.name: None if column.nullable else "kort"}))
    assert sum(move(source, target, lambda *_: None).values()) == ROWS * len(metadata.tables), "then it goes"


def test_a_target_that_is_not_empty_is_refused(source: Store, target: Store) -> None:
    with target.writing() as connection:
        connection.execute(sa.insert(counter).values(name="published", value=1))
    with pytest.raises(NotMoved, match="not empty: there are rows in counter"):
        move(source, target, lambda *_: None)
    assert _count(target) == 1
    with target.writing() as connection:
        connection.execute(sa.delete(counter))
    move(source, target, lambda *_: None)
    with pytest.raises(NotMoved, match="not empty"):
        move(source, target, lambda *_: None)


def test_other_tables_are_left_in_peace(source: Store, bare_target: Store) -> None:
    target = bare_target
    with target.writing() as connection:
        connection.exec_driver_sql("CREATE TABLE andres (a int)")
    with pytest.raises(NotMoved, match="andres"):
        move(source, target, lambda *_: None)


def test_a_worker_that_runs_is_not_overtaken(source: Store, target: Store) -> None:
    with Leadership(source) as lead:
        assert lead.try_take()
        with pytest.raises(NotMoved, match="Stop it"):
            move(source, target, lambda *_: None)
    assert _is_empty(target)


def test_cut_off_it_begins_again(source: Store, target: Store) -> None:
    def _cut_off(table: str, _: int) -> None:
        if table == "observation":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        move(source, target, _cut_off)
    assert _is_empty(target)
    move(source, target, lambda *_: None)
    assert _count(target) == _count(source)


def test_the_command(source: Store, target: Store, tmp_path: Path) -> None:
    address = target.url.render_as_string(hide_password=False)
    run = CliRunner(env={"FREMDRIFT_HOME": str(tmp_path), "FREMDRIFT_DATABASE_URL": None})
    done = run.invoke(cli, ["move", "--to", address, "--json"])
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout)["rows"] == ROWS * len(metadata.tables)
    again = run.invoke(cli, ["move", "--to", address])
    assert again.exit_code == 2
    assert "not empty" in again.stderr
    elsewhere = run.invoke(cli, ["move", "--to", f"sqlite:///{tmp_path / 'ny.db'}"])
    assert (elsewhere.exit_code, "PostgreSQL" in elsewhere.stderr) == (2, True)
    nothing = CliRunner(env={"FREMDRIFT_HOME": str(tmp_path / "tom")}).invoke(cli, ["move", "--to", address])
    assert (nothing.exit_code, "no SQLite store" in nothing.stderr) == (2, True)


def test_numbers_survive_to_the_last_bit(source: Store, target: Store) -> None:
    """Of figures, not of those made up by type alone: doubles that end up otherwise by the way through a text."""
    by = random.Random(1)
    values = [math.ldexp(by.random(), by.randint(-300, 300)) for _ in range(300)]
    with source.writing() as connection:
        row = "INSERT INTO observation (series_id, period, value, status, provenance_id, cell_row) "
        row += "VALUES (1, :p, :v, 'A', 1, 0)"
        connection.execute(sa.text(row), [{"p": f"t{at}", "v": value} for at, value in enumerate(values)])
    move(source, target, lambda *_: None)
    with target.reading() as connection:
        asked = "SELECT value FROM observation WHERE period LIKE 't%' ORDER BY observation_id"
        assert list(connection.execute(sa.text(asked)).scalars()) == values


SAME = [
    (1e300, 10**300, True, "PostgreSQL keeps a document's numbers as decimals"),
    (1.5, 1.5, True, ""),
    (1e16, 10**16 + 1, True, "no double is between them"),
    (1e15, 10**15 + 1, False, "two doubles"),
    (1.0, True, False, "a truth is no number"),
    (1, True, False, "nor here"),
    ("1", 1, False, "a text is no number"),
    ([1, 2], [1, 2, 3], False, "one more"),
    ({"a": None}, {}, False, "nothing said, and nothing there"),
    ({"a": 1, "b": [2.0]}, {"b": [2], "a": 1}, True, "the order of names means nothing"),
]


@pytest.mark.parametrize(("one", "other", "expected", "why"), SAME)
def test_what_is_the_same(one: Any, other: Any, expected: bool, why: str) -> None:
    assert is_same(one, other) is expected, why
