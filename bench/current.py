"""Whether reading what is current costs more in a store of ten million figures than in one of a hundred thousand.

Usage: python -m bench.current [MANY [ROUNDS [DATABASE]]]; DATABASE is sqlite or postgresql, both where none is named.
All figures are made up: alliances of ten indicators, a hundred places and a hundred months, brought in year by year, so
that the figures of a series lie far apart. The small store is one alliance, the large one a hundred of them; what is
read is of the same size in both, of another alliance in every round. Read in turn: "series", one series' current
figures with their origin (`read_vintage_columns`); "indicator", ten thousand of them as a person is shown them
(`read_observations`). Warm: each is read once before it is measured.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

import sqlalchemy as sa

from store.database import Store
from store.observations import read_observations
from store.schema import alliance, indicator, organisation, provenance, series, submission
from store.viewer import OPERATOR
from store.vintages import read_moments, read_vintage_columns
from tests.servers.postgres import Postgres, fresh_database

NOW = datetime(2026, 11, 23, tzinfo=UTC)
INDICATORS, PLACES, MONTHS = 10, 100, 100
EACH = INDICATORS * PLACES * MONTHS
MUST = 1.3


def fill(store: Store, count: int) -> None:
    """So many figures: alliances a-0, a-1, ...; series are numbered alliance by alliance."""
    store.migrate()
    many = count // EACH
    with store.writing() as connection:
        _add(connection, alliance, ({"alliance_id": a, "slug": f"a-{a}"} for a in range(1, many + 1)))
        _add(
            connection,
            organisation,
            ({"organisation_id": a, "alliance_id": a, "slug": "o"} for a in range(1, many + 1)),
        )
        _add(
            connection,
            indicator,
            (
                {"indicator_id": (a - 1) * INDICATORS + i, "alliance_id": a, "code": f"i-{i}"}
                for a in range(1, many + 1)
                for i in range(1, INDICATORS + 1)
            ),
        )
        of = {"dimensions": "{}"}
        _add(
            connection,
            series,
            (
                of | {"indicator_id": i, "organisation_id": (i - 1) // INDICATORS + 1, "area": f"{place:04d} Sted"}
                for i in range(1, many * INDICATORS + 1)
                for place in range(PLACES)
            ),
        )
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
    months = [(at, f"{2016 + at // 12}-{at % 12 + 1:02d}") for at in range(MONTHS)]
    for year in range(0, MONTHS, 12):
        with store.writing() as connection:
            year_of = ", ".join(f"({at}, '{period}')" for at, period in months[year : year + 12])
            connection.execute(
                sa.text(
                    "INSERT INTO observation (series_id, period, value, status, provenance_id, cell_row) "
                    f"WITH month(at, period) AS (VALUES {year_of}) "
                    "SELECT series_id, period, 1000 + (series_id * 31 + at) % 97, 'A', 1, at + 2 "
                    "FROM series CROSS JOIN month ORDER BY series_id, at"
                )
            )
    with store.writing() as connection:
        connection.exec_driver_sql("ANALYZE")


def _add(connection: sa.Connection, table: sa.Table, rows: Iterator[dict[str, Any]]) -> None:
    connection.execute(sa.insert(table), list(rows))


def one_series(store: Store, which: int) -> int:
    """Figures of one series of an alliance."""
    number = (which * INDICATORS + which % INDICATORS) * PLACES + which % PLACES + 1
    with store.reading() as connection:
        found = read_vintage_columns(connection, [number], is_current=True)
        read_moments(connection, [*set(found.provenance_id.tolist())])
    return len(found)


def one_indicator(store: Store, which: int) -> int:
    with store.reading() as connection:
        return len(read_observations(connection, f"a-{which + 1}", OPERATOR, [f"i-{which % INDICATORS + 1}"]))


READS: dict[str, tuple[Callable[[Store, int], int], int]] = {
    "series": (one_series, MONTHS),
    "indicator": (one_indicator, PLACES * MONTHS),
}


def measure(name: str, small: Store, large: Store, many: int, rounds: int) -> bool:
    """Says how the two compare; whether it holds."""
    holds = True
    for what, (read, expected) in READS.items():
        by = random.Random(1)
        took: dict[str, list[float]] = {"small": [], "large": []}
        for _ in range(rounds):
            for size, store, which in (("small", small, 0), ("large", large, by.randrange(many))):
                for is_measured in (False, True):
                    start = time.perf_counter()
                    assert read(store, which) == expected
                    if is_measured:
                        took[size].append((time.perf_counter() - start) * 1000)
        value = median(took["large"]) / median(took["small"])
        verdict = "holds" if value <= MUST else "FALLS SHORT"
        holds &= value <= MUST
        print(
            f"{name}, {what}: {median(took['small']):.2f} ms of {EACH} figures, {median(took['large']):.2f} ms of "
            f"{many * EACH}; {value:.2f} (must <= {MUST:g}): {verdict}",
            flush=True,
        )
    return holds


@contextmanager
def stores(database: str, server: str, count: int) -> Iterator[tuple[Store, Store]]:
    """The small and the large one."""
    with tempfile.TemporaryDirectory() as folder:
        made = list[Store]()
        with (
            fresh_database(server, "few") if server else nullcontext("") as few,
            fresh_database(server, "many") if server else nullcontext("") as lots,
        ):
            for url, size in ((few, EACH), (lots, count)):
                store = Store(url or f"sqlite:///{Path(folder) / str(size)}-{len(made)}.db")
                start = time.perf_counter()
                fill(store, size)
                print(f"   ({database}: {size} figures laid in, {time.perf_counter() - start:.0f} s)", flush=True)
                made.append(store)
            yield made[0], made[1]
            for store in made:
                store.close()


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000_000
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 30
    for database in sys.argv[3:4] or ("sqlite", "postgresql"):
        server = Postgres() if database == "postgresql" else None
        try:
            with stores(database, server.start() if server else "", count) as (small, large):
                measure(database, small, large, count // EACH, rounds)
        finally:
            if server:
                server.stop()


if __name__ == "__main__":
    main()
