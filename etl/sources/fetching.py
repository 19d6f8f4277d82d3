"""Fetching from places elsewhere, each in a process of its own: several at once, none longer than its time."""

from __future__ import annotations

import errno
import logging
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from pathlib import Path
from typing import Any

from config.personal_numbers import masked
from config.settings import Settings, read_source_secret
from config.source import host_of
from etl.collect import Found
from etl.problems.problem import problem
from etl.sources.child import DONE
from etl.sources.fetchers import Fetchers
from etl.sources.order import Fetched, Known, Order, order_of
from etl.sources.taking import NO_ROOM
from etl.sources.trouble import Trouble
from store.feeds import Place
from store.files import Files, Received
from store.known_files import KnownFile
from store.outages import is_outage

log = logging.getLogger(__name__)

_AT_ONCE = 4
_FOLDER, _FILE = ".fetching-", ".fetched-"  # in the folder of received files, for as long as it takes

KnownFiles = Mapping[tuple[int, str], KnownFile]


class Elsewhere:
    """Fetches from places while other things are done. Use as a context; `found` waits for what is not there yet."""

    def __init__(
        self,
        settings: Settings,
        files: Files,
        places: Sequence[Place],
        known: KnownFiles,
        fetchers: Fetchers | None = None,
    ) -> None:
        self._settings, self._files, self._known = settings, files, known
        self._pool = ThreadPoolExecutor(_AT_ONCE)
        self._fetchers = fetchers or Fetchers(files.folder)
        self._begun: list[Future[list[Found]]] = []
        for left in files.folder.glob(f"{_FOLDER}*"):  # of a worker that was lost; there is one at a time
            shutil.rmtree(left, ignore_errors=True)
        for bytes_ in files.folder.glob(f"{_FILE}*"):
            bytes_.unlink(missing_ok=True)
        for place in places:
            self._begun.append(self._pool.submit(self._of_place, place))

    def __enter__(self) -> Elsewhere:
        return self

    def __exit__(self, *fault: object) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)
        self._fetchers.__exit__()
        self._pool.shutdown()

    def found(self) -> Iterator[list[Found]]:
        """What was found at each place, as soon as it is."""
        for future in as_completed(self._begun):
            yield future.result()

    def _of_place(self, place: Place) -> list[Found]:
        known = self._known_at(place)
        try:
            order = self._order(place, known)
            return [self._found(place, known, one) for one in self.fetch(order)]
        except Trouble as trouble:
            return [self._found(place, known, Fetched("", failure=trouble.code, fields=trouble.fields))]
        except Exception as fault:
            if is_outage(fault):
                raise
            # Ours, and no reason to lose the others.
            log.exception("a place could not be fetched: %s/%s %s", *place[1:3], place.feed.key)
            return [self._found(place, known, Fetched("", failure="source_odd_answer", fields={"status": "-"}))]

    def _known_at(self, place: Place) -> dict[str, KnownFile]:
        """By file name; those that failed are fetched as if they were new."""
        key = place.feed.key
        return {
            source[len(key) + 1 :]: known
            for (number, source), known in self._known.items()
            if number == place.organisation_id and (source == key or source.startswith(f"{key}/"))
            if known.outcome != "failed"
        }

    def _order(self, place: Place, known: Mapping[str, KnownFile]) -> Order:
        feed, secret = place.feed, ""
        if feed.secret:
            found = read_source_secret(feed.secret)
            if found is None:
                raise Trouble("source_secret_missing", name=feed.secret)
            if found.host != host_of(feed.url):
                raise Trouble("source_secret_host", name=feed.secret)
            secret = found.value
        seen = {name: Known(one.size, one.modified_ns, one.sha256, one.mark) for name, one in known.items()}
        roots = tuple(str(one) for one in self._settings.source_folders)
        most, proxy = self._settings.max_upload_bytes, self._settings.proxy or ""
        return order_of(feed, secret, seen, most, roots, proxy)

    def fetch(self, order: Order) -> list[Fetched]:
        """What the process tells of its place; files that were whole when its time was over count.

        Raises:
            OSError: our own disk is full; the refresh is done again when it is not.
        """
        folder = Path(tempfile.mkdtemp(prefix=_FOLDER, dir=self._files.folder))
        try:
            told, ending = self._fetchers.ask(order, folder)
            fetched = [self._moved(Fetched(**one)) for one in told]
            if any(one.failure == NO_ROOM for one in fetched):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            if ending == "slow":
                slow = {"seconds": round(order.limit_seconds)}
                fetched.append(Fetched("", failure="source_slow", fields=slow))
            elif ending != DONE:
                fetched.append(Fetched("", failure="source_odd_answer", fields={"status": "-"}))
            return fetched
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def _moved(self, one: Fetched) -> Fetched:
        """Its bytes beside the other received files: the process's folder goes."""
        if not one.path:
            return one
        path = self._files.folder / f"{_FILE}{os.urandom(8).hex()}"
        os.rename(one.path, path)
        return Fetched(**{**one.to_json(), "path": str(path)})

    def _found(self, place: Place, known: Mapping[str, KnownFile], one: Fetched) -> Found:
        is_place = one.is_place or not one.name
        key = place.feed.key
        why: Any = None
        if one.failure:
            why = problem(one.failure, **one.fields)
            log.warning("%s/%s %s: %s", place.alliance, place.organisation, key, one.failure)
        return Found(
            place.organisation_id,
            place.alliance,
            place.organisation,
            key if is_place else f"{key}/{masked(one.name)}",
            one.name or key,
            one.size,
            one.modified_ns,
            one.state != "new" and not one.failure,
            known.get("" if is_place else masked(one.name)),
            mark=one.mark,
            received=Received(Path(one.path), one.sha256, one.size) if one.path else None,
            problem=why,
        )
