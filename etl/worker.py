"""The worker: of all that run one leads, does the queue's work piece by piece, and starts the nightly refresh.

The leader is the only writer of observations. Work that a lost worker had in hand is done by the next leader; since a
submission goes in whole or not at all, nothing is counted twice. A database that is restarted or a disk that is full
ends no worker: it tries again, longer and longer apart, and what it had in hand is done again.
"""

from __future__ import annotations

import logging
import os
import socket
import threading
from collections import Counter
from collections.abc import Callable

import sqlalchemy as sa

from etl.deciding.declare import declare
from etl.deciding.undo import undo
from etl.deciding.vanished import answer_vanished
from etl.jobs import Workroom, assess_again, import_submission
from etl.looks import look_again
from etl.operations.housekeeping import clean_up
from etl.operations.purge import purge
from etl.problems.findings import Findings
from etl.problems.problem import problem
from etl.problems.report import make_report
from etl.program import program_digest
from etl.refresh import refresh
from etl.schedule import Schedule
from etl.template import write_templates
from store.database import StoreUnavailable
from store.lead import Leadership
from store.letters import release_letters
from store.outages import is_lost, is_outage, told
from store.runs import finish_run
from store.submissions import REJECTED, move
from store.work import (
    ATTEMPTS,
    TEMPLATE,
    Work,
    claim,
    finish,
    give_back,
    next_kind,
    release_orphans,
    sign_of_life,
    sign_off,
)

log = logging.getLogger(__name__)

LOOK_AFTER = 5.0  # seconds after which the queue is looked at though no bell has rung
STAND_BY = 0.5  # seconds between two tries to lead
SIGN_EVERY = 5.0
PATIENCE = (0.5, 1.0, 2.0, 5.0, 10.0)  # seconds between tries while the store fails; the last one from then on
# How far the worker stands back where the processor is short: a tenth of what a web process gets, so that no reader
# waits for what is brought in; still enough that no upload waits in vain for SQLite's one writer.
NICE = 10
LOSSES = 20  # so often a piece of work may have lost its database before that is counted against it


def stand_back() -> None:
    """This process, and all that it starts, leaves the processor to others; for a process that is a worker's alone."""
    os.nice(NICE)


class Interrupted(StoreUnavailable):
    """The store or a disk failed in the middle of a piece of work, which is as it was before."""

    def __init__(self, work_id: int) -> None:
        super().__init__("The store or its disk failed in the middle of the work; it will be done again.")
        self.work_id = work_id


class Worker:
    """Runs until `stop` is set. Any number may run; one leads, the others stand by."""

    def __init__(self, room: Workroom) -> None:
        self.room = room
        self.name = f"{socket.gethostname()}:{os.getpid()}"
        self.stop = threading.Event()
        self._failures = 0  # of the store, one after the other
        self._innocent: set[int] = set()  # work that the store failed in the middle of
        self._losses = Counter[int]()

    def run(self) -> None:
        """Lead as soon as the place is free, and work until told to stop."""
        program_digest()  # of the program that runs: by the first verdict its files may have been replaced
        log.info("%s is ready", self.name)
        with Leadership(self.room.store) as leadership:
            while not self.stop.is_set():
                try:
                    if leadership.try_take():
                        self._lead(leadership)
                    else:
                        self._answers()
                        self.stop.wait(STAND_BY)
                except Exception as fault:
                    if not is_outage(fault):
                        raise
                    self._bear(fault)
                    leadership.is_held()  # lets go of a lock that was lost with its connection

    def _lead(self, leadership: Leadership) -> None:
        with self.room.store.writing() as connection:
            release_orphans(connection, self._innocent)
            release_letters(connection)
        self._innocent.clear()
        log.info("%s leads", self.name)
        deposed = threading.Event()
        heart = threading.Thread(target=self._beat, args=(deposed,), daemon=True)
        heart.start()
        try:
            with Schedule(self.room):
                while not self.stop.is_set() and leadership.is_held():
                    has_worked = work_once(self.room, self.name)
                    self._answers()
                    if not has_worked:
                        leadership.wait(self.stop, LOOK_AFTER)
        finally:
            deposed.set()
            heart.join(SIGN_EVERY)
            self._sign_off()

    def _answers(self) -> None:
        if self._failures:
            log.info("the store answers again")
        self._failures = 0

    def _bear(self, fault: Exception) -> None:
        """Wait for a store or disk that failed; what was in hand is not to blame, unless it goes on."""
        if isinstance(fault, Interrupted):
            self._losses[fault.work_id] += is_lost(fault)
            if self._losses[fault.work_id] <= LOSSES:
                self._innocent.add(fault.work_id)
        seconds = PATIENCE[min(self._failures, len(PATIENCE) - 1)]
        self._failures += 1
        log.warning("the store or its disk fails (%s); tried again in %s s", told(fault), seconds)
        self.stop.wait(seconds)

    def _sign_off(self) -> None:
        try:
            with self.room.store.writing() as connection:
                sign_off(connection, self.name)
        except Exception as fault:
            if not is_outage(fault):
                raise

    def _beat(self, deposed: threading.Event) -> None:
        """Signs of life come from a thread of their own, since one import may take minutes."""
        while not deposed.is_set():
            try:
                with self.room.store.writing() as connection:
                    sign_of_life(connection, self.name, self.room.clock(), leads=True)
            except (StoreUnavailable, sa.exc.DBAPIError) as fault:
                log.warning("no sign of life could be written (%s)", told(fault))
            deposed.wait(SIGN_EVERY)


def work_once(room: Workroom, name: str) -> bool:
    """Do the oldest piece of work in the queue; False where there is none.

    Raises:
        Interrupted: the store or a disk failed; the piece is still in hand.
        StoreUnavailable: it failed before.
    """
    with room.store.reading() as connection:
        if next_kind(connection) is None:
            return False
    with room.store.writing() as connection:
        piece = claim(connection, name, room.clock())
    if piece is None:
        return False
    if piece.attempts > ATTEMPTS:  # it took its worker with it each time
        _give_up(room, piece, "the worker was lost with it")
        return True
    try:
        _do(room, piece)
    except Exception as fault:
        if is_outage(fault):
            raise Interrupted(piece.work_id) from fault
        log.exception("work %s failed (attempt %s)", piece.work_id, piece.attempts)
        if piece.attempts >= ATTEMPTS:
            _give_up(room, piece, type(fault).__name__)
        else:
            with room.store.writing() as connection:
                give_back(connection, piece.work_id)
        return True
    with room.store.writing() as connection:
        finish(connection, piece.work_id, room.clock())
    return True


_DECISIONS: dict[str, Callable[[Workroom, Work], None]] = {
    "undo": undo,
    "vanished": answer_vanished,
    "declare": declare,
    "purge": purge,
}


def _do(room: Workroom, piece: Work) -> None:
    if piece.kind == "submission":
        assert piece.submission_id is not None
        import_submission(room, piece.submission_id)
    elif piece.kind == "look":
        assert piece.submission_id is not None
        look_again(room, piece.submission_id)
    elif piece.kind == "refresh":
        assert piece.run_id is not None
        refresh(room, piece.run_id)
        clean_up(room, piece.run_id)
    elif piece.kind == TEMPLATE:
        who = piece.detail["organisation"]
        write_templates(room.store, room.settings.templates, room.clock(), piece.alliance, who)
    elif piece.kind in _DECISIONS:
        _DECISIONS[piece.kind](room, piece)
    else:
        assess_again(room, piece.alliance)


def _give_up(room: Workroom, piece: Work, failure: str) -> None:
    """End work that cannot be done, so that whoever waits for it is told and the queue goes on."""
    now = room.clock()
    with room.store.writing() as connection:
        finish(connection, piece.work_id, now, failure)
        if piece.submission_id is not None and piece.kind in ("submission", "declare"):
            report = make_report(Findings([problem("import_failed")]))
            move(connection, piece.submission_id, REJECTED, 1.0, outcome=REJECTED, report=report, finished_at=now)
        if piece.run_id is not None:
            finish_run(connection, piece.run_id, now, failure)
