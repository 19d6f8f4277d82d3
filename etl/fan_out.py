"""Work done by several processes through `concurrent.futures`: a pool of this machine, or a dask cluster's workers.

The results are those of one process, in the same order: what is done elsewhere depends on what it is given alone. What
a lost worker had in hand is done by another; where none is left, by this process. No run fails for want of helpers.
"""

from __future__ import annotations

import logging
import multiprocessing
import multiprocessing.connection
import os
import signal
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager, suppress
from typing import Any, Generic, NamedTuple, TypeVar

from config.settings import Settings
from etl.program import program_digest

log = logging.getLogger(__name__)

Given = TypeVar("Given")
Result = TypeVar("Result")

_LOOK = 1.0  # seconds between two looks at whether anybody is there to do the work
_PATIENCE = 20.0  # seconds that nobody may be there
_CONNECT = 5.0  # seconds for a scheduler to answer
_RENEWED = 2  # times that helpers are sought anew
_FEW = 8  # pieces of work that are done at once here: others would first have to start


class Told(NamedTuple):
    """What came of a piece of work: its result, or the fault that it raised; or that it was not begun, and why."""

    result: Any = None
    fault: Exception | None = None
    refused: str = ""


class Sent(NamedTuple):
    """A piece of work that was given to somebody."""

    executor: Executor
    future: Future[Told]


def told(program: str, work: Callable[[Any], Any], given: Any) -> Told:
    """Do the work here, where this is the same program; a fault of the work is told apart from a lost helper."""
    if program != program_digest():
        return Told(refused="a helper runs another version of the program")
    try:
        return Told(work(given))
    except Exception as fault:
        return Told(fault=fault)


class Helpers:
    """Those who may do the work. `start` gives an executor; `are_there` whether anybody stands behind it."""

    def start(self) -> Executor:
        raise NotImplementedError

    def are_there(self) -> bool:
        return True

    def end(self) -> None:
        """Let go of them; those that hang as well."""


class Processes(Helpers):
    """Processes of this machine. They end with the one that started them, however it ends."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._pool: ProcessPoolExecutor | None = None

    def start(self) -> Executor:
        # Not forked: this process has threads. The server loads the program once for all.
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["etl.judged_apart"])
        self._pool = ProcessPoolExecutor(self._count, context, initializer=_end_with_parent)
        return self._pool

    def end(self) -> None:
        if self._pool is not None:
            # A broken pool waits for ever for a process that was started while it broke: none of them is needed now.
            for one in list((self._pool._processes or {}).values()):
                one.kill()
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None


def _end_with_parent() -> None:
    """A process of the pool waits for work for ever, also when nobody is left to give it any."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    assert parent is not None

    def watch() -> None:
        multiprocessing.connection.wait([parent.sentinel])
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


class Dask(Helpers):
    """The workers of a cluster, by the address of its scheduler."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._client: Any = None

    def start(self) -> Executor:
        from distributed import Client  # half a second that nobody else need spend

        self.end()
        for name in ("distributed", "distributed.client", "distributed.core"):
            logging.getLogger(name).setLevel(logging.CRITICAL)  # what matters we tell ourselves
        self._client = Client(  # type: ignore[no-untyped-call]
            self._address, timeout=_CONNECT, set_as_default=False
        )
        executor: Executor = self._client.get_executor(pure=False, retries=_RENEWED)
        return executor

    def are_there(self) -> bool:
        try:
            return bool(self._client.scheduler_info()["workers"])
        except Exception:  # the scheduler is gone
            return False

    def end(self) -> None:
        if self._client is not None:
            with suppress(Exception):
                self._client.close(timeout=_LOOK)
            self._client = None


class FanOut:
    """Gives work to helpers, if there are any and there is enough of it."""

    def __init__(self, *helpers: Helpers, few: int | None = None) -> None:
        self._helpers = list(helpers)  # the first of them, then those after it
        self._few = _FEW if few is None else few
        self._executor: Executor | None = None
        self._left = _RENEWED

    def begin(self, work: Callable[[Given], Result], given: Sequence[Given]) -> Begun[Given, Result]:
        """Have each of these done.

        Args:
            work: a function of a module, which gives the same wherever it runs.
        """
        begun = Begun(self, work, given)
        if self._executor is not None or len(given) > self._few:
            begun.send(range(len(given)))
        return begun

    def submit(self, work: Callable[[Any], Any], given: Any) -> Sent | None:
        """The work, given to a helper; None where there is none."""
        while self._helpers:
            try:
                if self._executor is None:
                    self._executor = self._helpers[0].start()
                return Sent(self._executor, self._executor.submit(told, program_digest(), work, given))
            except Exception as fault:
                self._lose(fault)
        return None

    def wait_for(self, sent: Sent) -> Told | None:
        """What came of it; None where the helper is lost."""
        alone_since: float | None = None
        while True:
            try:
                if wait([sent.future], _LOOK).done:
                    found = sent.future.result()
                    if not found.refused:
                        return found
                    raise RuntimeError(found.refused)
                if self._is_anybody_there(sent):
                    alone_since = None
                    continue
                alone_since = alone_since or time.monotonic()
                if time.monotonic() - alone_since > _PATIENCE:
                    raise TimeoutError("nobody is there to do it")
            except (KeyboardInterrupt, SystemExit):
                raise
            except BaseException as fault:  # also CancelledError, which is no Exception
                if sent.executor is self._executor:  # else others have been sought since
                    self._lose(fault)
                return None

    @property
    def has_help(self) -> bool:
        """Whether anybody is left to give work to."""
        return bool(self._helpers)

    def close(self) -> None:
        """Let the helpers go."""
        if self._executor is not None:
            self._helpers[0].end()
            self._executor = None

    def _is_anybody_there(self, sent: Sent) -> bool:
        return sent.executor is self._executor and self._helpers[0].are_there()

    def _lose(self, fault: BaseException) -> None:
        """The helpers are lost: they are sought again, but not for ever; then the next ones are."""
        self._executor = None
        self._left -= 1
        log.warning("those who help are lost (%s: %s)", type(fault).__name__, fault)
        with suppress(Exception):
            self._helpers[0].end()
        if self._left <= 0:
            self._helpers.pop(0)
            self._left = _RENEWED


class Begun(Generic[Given, Result]):
    """Work that is being done."""

    def __init__(self, fan: FanOut, work: Callable[[Given], Result], given: Sequence[Given]) -> None:
        self._fan, self._work, self._given = fan, work, given
        self._sent: list[Sent | None] = [None] * len(given)

    def send(self, places: Iterable[int]) -> None:
        """Give these to helpers."""
        for at in places:
            self._sent[at] = self._fan.submit(self._work, self._given[at])

    def results(self) -> list[Result]:
        """What came of each, in their order.

        Raises:
            Exception: a fault of the work itself, as it was raised where it was done.
        """
        return [self._result(at) for at in range(len(self._given))]

    def _result(self, at: int) -> Result:
        while (sent := self._sent[at]) is not None:
            found = self._fan.wait_for(sent)
            if found is None:
                self.send(range(at, len(self._given)))  # all that the lost ones may have had in hand
            elif found.fault is not None:
                raise found.fault
            else:
                result: Result = found.result
                return result
        return self._work(self._given[at])


@contextmanager
def fan_out(settings: Settings) -> Iterator[FanOut]:
    """Helpers as the operator wishes; they start with the first work that is worth it."""
    count = settings.processes or len(os.sched_getaffinity(0))
    helpers: list[Helpers] = [Dask(settings.dask)] if settings.dask else []
    if count > 1:
        helpers.append(Processes(count))
    fan = FanOut(*helpers)
    try:
        yield fan
    finally:
        fan.close()
