"""What it costs to keep every vintage: a million figures brought in through the store, beside the barest way there is.

Usage: python -m bench.upserts [FIGURES [ROUNDS [DATABASE]]]; DATABASE is sqlite or postgresql, both where none is
named. All figures are made up. A million figures of ten thousand series
come three times: all new; all changed (each takes the place of one that is there, which stays as an earlier vintage);
all the same (each is held against the two vintages that are stored by then, and nothing is written).

"ours" is the product's own way from figures to the committed transaction (`etl.load`: read what is stored, compare,
supersede, add). "bare" on SQLite is `executemany` of an upsert into a table of the same columns whose key is series and
period, which forgets what was there before. On PostgreSQL it is COPY of the same rows into an empty table of the same
columns and keys as ours, without its references; "one key": the same with series and period as the only key; "upsert":
COPY into a temporary table and INSERT ... ON CONFLICT into one with that key, which forgets too; "two statements" is
what keeping all vintages takes at the least: one UPDATE that ends what is current, and COPY, without asking what has
changed. Both sides run in turn in one process, on the same SQLite settings and the same server; on a machine with
other work the processor's time tells more than the wall's.
"""

from __future__ import annotations

import os
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import sqlalchemy as sa

from etl.load import compare_at_once, write
from etl.meaning.tidy import coded
from etl.stored import stored_vintages
from store.database import Store
from store.schema import alliance, indicator, observation_table, organisation, provenance, series, submission
from tests.servers.postgres import Postgres, fresh_database

NOW = datetime(2026, 11, 23, tzinfo=UTC)
MONTHS = 100
Rows = list[tuple[Any, ...]]


class Cost(NamedTuple):
    """Seconds by the wall, and of the processor: of this process and the database server's."""

    wall: float
    processor: float


Timed = Callable[[Callable[[], Any]], Cost]
Bare = Callable[[Rows, str], dict[str, Cost]]  # of each bare way; "bare" is the one that counts

COLUMNS = ("series_id", "period", "value", "numerator", "denominator", "status", "provenance_id", "cell_row")
CASES = ("new", "changed", "same")
MUST = {"sqlite": 2.0, "postgresql": 1.2}
_PERIODS = [f"{2016 + month // 12}-{month % 12 + 1:02d}" for month in range(MONTHS)]


def figures(count: int, is_changed: bool) -> pd.DataFrame:
    """Rows as a checked file gives them, in the order of series and period."""
    at = np.arange(count)
    return pd.DataFrame(
        {
            "period": coded(_PERIODS, at % MONTHS),
            "value": (4000 + at * 7919 % 991) + (0.5 if is_changed else 0.0),
            "numerator": np.nan,
            "denominator": np.nan,
            "status": coded(["A"], np.zeros(count, np.int8)),
            "source": None,
            "series_id": at // MONTHS + 1,
            "known_from": pd.Timestamp(NOW),
            "row": at % MONTHS + 2,
        }
    )


def ours(store: Store, rows: pd.DataFrame) -> int:
    """Bring them in.

    Returns:
        how many vintages were written.
    """
    with store.writing() as connection:
        news, superseded = compare_at_once(rows, stored_vintages(connection, rows))
        write(connection, news, superseded, np.ones(len(news), np.int64), NOW)
    return len(news)


def as_tuples(rows: pd.DataFrame) -> Rows:
    """The same rows as a driver takes them, made before the clock runs."""
    held = {name: rows[name].tolist() for name in ("series_id", "period", "value", "status", "row")}
    empty = [None] * len(rows)
    columns = (*(held[name] for name in ("series_id", "period", "value")), empty, empty, held["status"])
    return list(zip(*columns, [1] * len(rows), held["row"], strict=True))


def store_of(url: str, count: int) -> Store:
    """A store that knows the series and one file."""
    store = Store(url)
    store.migrate()
    with store.writing() as connection:
        for table, row in (
            (alliance, {"slug": "a"}),
            (organisation, {"alliance_id": 1, "slug": "o"}),
            (indicator, {"alliance_id": 1, "code": "i"}),
        ):
            connection.execute(sa.insert(table).values(row))
        file = {
            "token": "t",
            "alliance_id": 1,
            "organisation_id": 1,
            "source": "upload",
            "filename": "f",
            "sha256": "0",
        }
        file |= {"size": 1, "via": "command", "received_by": "bench", "received_at": NOW, "known_from": NOW}
        file |= {"check_only": False, "confirmed": True, "state": "accepted", "progress": 1.0}
        connection.execute(sa.insert(submission).values(file))
        origin = {"submission_id": 1, "sheet": "s", "cell_column": "D", "known_from": NOW, "recorded_at": NOW}
        connection.execute(sa.insert(provenance).values(origin))
        of = {"indicator_id": 1, "organisation_id": 1, "dimensions": "{}"}
        connection.execute(sa.insert(series), [of | {"area": f"{at}"} for at in range(count // MONTHS)])
    return store


def timer(server: Path | None = None) -> Timed:
    """What measures; with the processes of the server whose data are here."""
    keeper = int((server / "postmaster.pid").read_text().split()[0]) if server else None

    def used() -> float:
        seconds = time.process_time()
        if keeper:
            for number in Path(f"/proc/{keeper}/task/{keeper}/children").read_text().split():
                with suppress(FileNotFoundError):
                    facts = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
                    seconds += (int(facts[11]) + int(facts[12])) / os.sysconf("SC_CLK_TCK")
        return seconds

    def timed(what: Callable[[], Any]) -> Cost:
        start, begun = time.perf_counter(), used()
        what()
        return Cost(time.perf_counter() - start, used() - begun)

    return timed


@contextmanager
def sqlite_side(folder: Path, count: int, timed: Timed) -> Iterator[tuple[Store, Bare]]:
    """The store, and the bare way for each case: one table that is filled first and then upserted into."""
    names = ", ".join(COLUMNS)
    updated = ", ".join(f"{name} = excluded.{name}" for name in COLUMNS[2:])
    upsert = (
        f"INSERT INTO figure ({names}) VALUES ({', '.join('?' * len(COLUMNS))}) ON CONFLICT (series_id, period) "
        f"DO UPDATE SET {updated} WHERE (value, status) IS NOT (excluded.value, excluded.status)"
    )
    with closing(sqlite3.connect(folder / "bare.db", isolation_level=None)) as bare:
        for setting in ("journal_mode=WAL", "synchronous=NORMAL", "wal_autocheckpoint=8000"):
            bare.execute(f"PRAGMA {setting}")
        bare.execute(f"CREATE TABLE figure ({names}, PRIMARY KEY (series_id, period))")

        def run(rows: Rows, case: str) -> dict[str, Cost]:
            def upserted() -> None:
                bare.execute("BEGIN IMMEDIATE")
                bare.executemany(upsert, rows)
                bare.execute("COMMIT")

            return {"bare": timed(upserted)}

        store = store_of(f"sqlite:///{folder / 'ours.db'}", count)
        yield store, run
        store.close()


def copy_into(connection: sa.Connection, table: str, rows: Rows) -> None:
    raw: Any = connection.connection.driver_connection
    with raw.cursor() as cursor, cursor.copy(f"COPY {table} ({', '.join(COLUMNS)}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


@contextmanager
def postgresql_side(server: str, count: int, timed: Timed) -> Iterator[tuple[Store, Bare]]:
    with fresh_database(server, "bench") as url:
        store = store_of(url, count)
        with store.writing() as connection:
            for table in ("bare", "kept"):
                for statement in (
                    "CREATE TABLE {0} AS SELECT * FROM observation LIMIT 0",
                    "CREATE SEQUENCE {0}_numbers OWNED BY {0}.observation_id",
                    "ALTER TABLE {0} ALTER observation_id SET DEFAULT nextval('{0}_numbers')",
                    "ALTER TABLE {0} ADD PRIMARY KEY (observation_id)",
                    "CREATE UNIQUE INDEX ON {0} (series_id, period) WHERE superseded_at IS NULL",
                    "CREATE INDEX ON {0} (series_id, period) WHERE superseded_at IS NOT NULL",
                ):
                    connection.exec_driver_sql(statement.format(table))
            for statement in (
                "CREATE TABLE one_key AS SELECT * FROM observation LIMIT 0",
                "ALTER TABLE one_key ADD PRIMARY KEY (series_id, period)",
                "CREATE TABLE upsert (LIKE one_key INCLUDING ALL)",
            ):
                connection.exec_driver_sql(statement)

        names = ", ".join(COLUMNS)
        updated = ", ".join(f"{name} = excluded.{name}" for name in COLUMNS[2:])

        def copied(table: str, rows: Rows) -> None:
            with store.writing() as connection:
                copy_into(connection, table, rows)

        def upserted(rows: Rows) -> None:
            with store.writing() as connection:
                connection.exec_driver_sql("CREATE TEMP TABLE came (LIKE one_key) ON COMMIT DROP")
                copy_into(connection, "came", rows)
                connection.exec_driver_sql(
                    f"INSERT INTO upsert ({names}) SELECT {names} FROM came ON CONFLICT (series_id, period) DO UPDATE "
                    f"SET {updated} WHERE (upsert.value, upsert.status) "
                    "IS DISTINCT FROM (excluded.value, excluded.status)"
                )

        def kept(rows: Rows) -> None:
            with store.writing() as connection:
                connection.exec_driver_sql("UPDATE kept SET superseded_at = now() WHERE superseded_at IS NULL")
                copy_into(connection, "kept", rows)

        def run(rows: Rows, case: str) -> dict[str, Cost]:
            taken = {}
            for table in ("bare", "one_key"):
                taken[table] = timed(lambda table=table: copied(table, rows))  # type: ignore[misc]
                with store.writing() as connection:
                    connection.exec_driver_sql(f"TRUNCATE {table}")
            if case == "changed":
                taken["two statements"] = timed(lambda: kept(rows))
            elif case == "new":
                kept(rows)
            return taken | {"upsert": timed(lambda: upserted(rows))}

        yield store, run
        store.close()


def compare(name: str, store: Store, bare: Bare, count: int, timed: Timed) -> dict[str, Cost]:
    """One round: the ratios of each case, and of what is changed to the two statements."""
    ratios = {}
    for case in CASES:
        rows = figures(count, is_changed=case != "new")
        given = as_tuples(rows)
        floors = bare(given, case)
        taken = timed(lambda rows=rows: ours(store, rows))
        ratios[case] = _ratio(taken, floors["bare"])
        if "two statements" in floors:
            ratios["changed, beside two statements"] = _ratio(taken, floors["two statements"])
        told = ", ".join(f"{what} {cost.wall:.2f} ({cost.processor:.2f})" for what, cost in floors.items())
        print(f"   {name}, {case}: ours {taken.wall:.2f} ({taken.processor:.2f}) s; {told}", flush=True)
    with store.reading() as connection:
        table = observation_table.c
        query = sa.select(sa.func.count(), sa.func.count(table.superseded_at))
        assert tuple(connection.execute(query).one()) == (2 * count, count), "figures were lost or doubled"
    return ratios


def _ratio(ours: Cost, floor: Cost) -> Cost:
    return Cost(ours.wall / floor.wall, ours.processor / floor.processor)


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    databases = sys.argv[3:4] or ["sqlite", "postgresql"]
    found: dict[str, list[dict[str, Cost]]] = {name: [] for name in databases}
    server = Postgres()
    try:
        address = server.start()
        near, far = timer(), timer(server.home / "data")
        for _ in range(rounds):
            if "sqlite" in found:
                with tempfile.TemporaryDirectory() as folder, sqlite_side(Path(folder), count, near) as (store, bare):
                    found["sqlite"].append(compare("SQLite", store, bare, count, near))
            if "postgresql" in found:
                with postgresql_side(address, count, far) as (store, bare):
                    found["postgresql"].append(compare("PostgreSQL", store, bare, count, far))
    finally:
        server.stop()
    for name, all_rounds in found.items():
        for case in all_rounds[0]:
            value, processor = (median(one[case][at] for one in all_rounds) for at in (0, 1))
            verdict = "holds" if value <= MUST[name] else "FALLS SHORT"
            asked = f" (must <= {MUST[name]:g}): {verdict}" if case in CASES else ""
            print(f"{name}, {count} {case}: {value:.2f} times, of the processor's time {processor:.2f}{asked}")


if __name__ == "__main__":
    main()
