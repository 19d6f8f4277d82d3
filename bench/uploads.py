"""Two hundred uploads at once from fifty clients: all answered, all stored once, and pages meanwhile.

Usage: python -m bench.uploads [DATABASE [UPLOADS [CLIENTS]]]; DATABASE is sqlite or postgresql, both where none is
named; at most 600 uploads, more than which no place may send in an hour. Each partner delivers by a token of its own.
All figures and partners are made up. The product's web process and worker run as they are installed; the clients, and
four readers of pages, are processes of their own. A file holds 24 months of one indicator of one partner.

Read are three pages of another alliance, which the uploads do not touch; before and meanwhile the same number of
readers ask for them one after the other. "while received": from the first upload to the last answer. "while stored":
from then until the worker has brought in the last file; with each of them something new is shown, so that pages that
are kept are made anew.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median, quantiles

import sqlalchemy as sa

from bench._rooms import INDICATORS, LONG_MONTHS, NOW, PARTNERS, declared, write_rows
from bench._servers import ROOT, ours
from bench._site import SLUG, site
from config.secret import installation_secret
from config.settings import Settings
from store.accounts import add_account
from store.database import Store
from store.definitions import apply
from store.grants import give
from store.schema import observation_table, submission, work
from store.tokens import make_token
from store.viewer import Grant
from tests.servers.postgres import Postgres, fresh_database

MONTHS, QUIET = 24, 10.0
PAGES = ("/", f"/alliance/{SLUG}", f"/alliance/{SLUG}/i-1")


def write_files(folder: Path, count: int) -> None:
    """Files `<partner>-<number>.xlsx`, no two of them of one series."""
    for number in range(count):
        partner, code = PARTNERS[number % 50], INDICATORS[number // 50 % len(INDICATORS)]
        head = ("indikator", "område", "periode", "gruppe", "værdi", "status")
        lines = [
            (code, "Aarhus", month, f"gruppe {number // 600 + 1}", 4000 + (number + at) * 7919 % 991, None)
            for at, month in enumerate(LONG_MONTHS[100 : 100 + MONTHS])
        ]
        write_rows(folder / f"{number:04d} {partner}.xlsx", (head, *lines))


def write_tokens(settings: Settings, store: Store, path: Path) -> None:
    """The token of every partner's own account, as JSON."""
    now, secret, found = datetime.now(UTC), installation_secret(settings), dict[str, str]()
    with store.writing() as connection:
        for partner in PARTNERS[:50]:
            one = add_account(connection, partner, f"{partner}@example.dk", now)
            give(connection, one.account_id, Grant("bench", "contributor", partner), "bench", now)
            ends_at = now + timedelta(days=1)
            _, found[partner] = make_token(connection, secret, one.account_id, "bench", "deliver", now, ends_at)
    path.write_text(json.dumps(found))


def client(*words: str) -> subprocess.Popen[str]:
    """A process of clients that is ready to begin."""
    command = [sys.executable, "-m", "bench._clients", *words]
    process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    process.stdout.readline()
    return process


def begin(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    process.stdin.write("\n")
    process.stdin.flush()


@contextmanager
def reading(port: int, took: list[float]) -> Iterator[None]:
    """Readers in a process of their own; what they took is there at the end."""
    process = client("read", str(port), *PAGES)
    begin(process)
    try:
        yield
    finally:
        told, _ = process.communicate("")
    if process.returncode:
        raise RuntimeError("a reader failed")
    took += json.loads(told)


@contextmanager
def worker(home: Path) -> Iterator[None]:
    environment = {**os.environ, "FREMDRIFT_HOME": str(home), "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(
        [sys.executable, "-m", "fremdrift", "worker"], cwd=ROOT, env=environment, stderr=subprocess.DEVNULL
    )
    try:
        yield
    finally:
        process.terminate()
        process.wait(60)


def measure(name: str, home: Path, count: int, clients: int) -> None:
    settings = site(home, os.environ.get("FREMDRIFT_DATABASE_URL", ""))
    store = Store(settings.database_url)
    with store.writing() as connection:
        apply(connection, declared(50), "bench", NOW)
    write_files(home / "given", count)
    tokens = home / "tokens.json"
    write_tokens(settings, store, tokens)
    before, received, stored = list[float](), list[float](), list[float]()
    with ours(home) as server, worker(home):
        for _ in range(20):  # the worker's first steps, and every page made by every process
            with reading(server.port, []):
                time.sleep(0.5)
        with reading(server.port, before):
            time.sleep(QUIET)
        uploaders = client("upload", str(server.port), str(home / "given"), str(clients), str(tokens))
        with reading(server.port, received):
            start = time.perf_counter()
            begin(uploaders)
            answered = json.loads(uploaders.communicate()[0])
            seconds = time.perf_counter() - start
        with reading(server.port, stored):
            while _waiting(store):
                time.sleep(0.2)
        done = time.perf_counter() - start
    with store.reading() as connection:
        query = sa.select(submission.c.outcome, sa.func.count()).group_by(submission.c.outcome)
        outcomes = {row[0]: row[1] for row in connection.execute(query)}
        figures = connection.execute(sa.select(sa.func.count()).select_from(observation_table)).scalar()
    store.close()
    is_whole = outcomes == {"accepted": count} and figures == count * MONTHS and len(answered) == count
    print(
        f"{name}: {len(answered)} of {count} uploads from {clients} clients answered in {seconds:.1f} s "
        f"(median {median(answered):.0f} ms, most {max(answered):.0f}), stored after {done:.1f} s: {outcomes}, "
        f"{figures} figures: {'all once' if is_whole else 'FALLS SHORT'}"
    )
    floor = _p95(before)
    for when, took in (("while received", received), ("while stored", stored)):
        value = _p95(took) / floor
        verdict = "holds" if value <= 2 else "FALLS SHORT"
        print(
            f"{name}, pages {when}: p95 {_p95(took):.1f} ms of {len(took)}, before {floor:.1f} ms of {len(before)}; "
            f"{value:.2f} (must <= 2): {verdict}",
            flush=True,
        )


def _waiting(store: Store) -> bool:
    with store.reading() as connection:
        query = sa.select(work.c.work_id).where(work.c.finished_at.is_(None), work.c.kind == "submission")
        return connection.execute(query.limit(1)).first() is not None


def _p95(took: list[float]) -> float:
    return quantiles(took, n=20)[18]


def main() -> None:
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 200
    clients = int(sys.argv[3]) if len(sys.argv) > 3 else 50
    for database in sys.argv[1:2] or ("sqlite", "postgresql"):
        with ExitStack() as stack:
            home = Path(stack.enter_context(tempfile.TemporaryDirectory()))
            os.environ.pop("FREMDRIFT_DATABASE_URL", None)
            if database == "postgresql":
                server = Postgres()
                stack.callback(server.stop)
                os.environ["FREMDRIFT_DATABASE_URL"] = stack.enter_context(fresh_database(server.start(), "bench"))
            measure({"sqlite": "SQLite"}.get(database, "PostgreSQL"), home, count, clients)


if __name__ == "__main__":
    main()
