"""`/metrics`: how the installation fares, for Prometheus. Counts and moments only, never anything of anybody."""

from __future__ import annotations

import hmac
import shutil
from collections.abc import Iterator
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import flask
import sqlalchemy as sa

from config.language import Text
from config.settings import Settings
from dashboard.guards import hostname, is_loopback
from dashboard.refusal import Refusal
from dashboard.times import BOUNDS, Times
from store.clock import Clock
from store.database import Store, StoreUnavailable
from store.deleted import count_deleted
from store.failing import read_failing
from store.health import (
    count_given_up,
    count_open_work,
    count_runs,
    count_submissions,
    latest_run,
    latest_sign,
    oldest_waiting,
)

if TYPE_CHECKING:  # 15 MB that only those who are monitored pay
    from prometheus_client.core import Metric

_NOT_FOR_ALL = Text(
    "Driftstal gives kun til den, der har nøglen (FREMDRIFT_METRICS_TOKEN).",
    "Metrics are given only to whoever has the token (FREMDRIFT_METRICS_TOKEN).",
)


def blueprint(store: Store, settings: Settings, times: Times, clock: Clock) -> flask.Blueprint:
    """The route of the metrics."""
    routes = flask.Blueprint("metrics", __name__)

    @routes.get("/metrics")
    def metrics() -> flask.Response:
        """Text for Prometheus; with a store that does not answer, what can be told without it."""
        if not _may_read(flask.request, settings):
            raise Refusal(403, "not_for_all", _NOT_FOR_ALL)
        from prometheus_client import CollectorRegistry
        from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest

        registry = CollectorRegistry(auto_describe=False)
        registry.register(_Collector(store, settings, times, clock))
        answer = flask.Response(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)
        answer.cache_control.no_store = True
        return answer

    return routes


def _may_read(request: flask.Request, settings: Settings) -> bool:
    if settings.metrics_token is None:
        return is_loopback(settings.host) and is_loopback(hostname(request.host))
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    return hmac.compare_digest(given.encode(), settings.metrics_token.encode())


class _Collector:
    def __init__(self, store: Store, settings: Settings, times: Times, clock: Clock) -> None:
        self._store, self._settings, self._times, self._clock = store, settings, times, clock

    def collect(self) -> Iterator[Metric]:
        """Everything, asked for with each scrape."""
        yield _gauge("fremdrift_build", "The version that runs.", [(1.0, {"version": version("fremdrift")})])
        try:
            with self._store.reading() as connection:
                found = list(_of_store(connection, self._clock()))
        except (StoreUnavailable, sa.exc.DBAPIError):
            found = [_gauge("fremdrift_store_up", "Whether the store answers.", [(0.0, {})])]
        yield from found
        yield from _of_answers(self._times)
        yield from _of_disks(self._settings)


def _of_store(connection: sa.Connection, now: datetime) -> Iterator[Metric]:
    yield _gauge("fremdrift_store_up", "Whether the store answers.", [(1.0, {})])
    opened = [
        (float(count), {"kind": kind, "state": "in_hand" if taken else "waiting"})
        for (kind, taken), count in count_open_work(connection).items()
    ]
    yield _gauge("fremdrift_work_open", "Work that is not finished.", opened)
    waiting = oldest_waiting(connection)
    seconds = 0.0 if waiting is None else max(0.0, (now - waiting).total_seconds())
    yield _gauge("fremdrift_work_oldest_waiting_seconds", "How long the oldest of it has waited.", [(seconds, {})])
    yield _counter(
        "fremdrift_work_given_up", "Work given up after three tries.", [(float(count_given_up(connection)), {})]
    )
    submissions = [
        (float(count), {"via": via, "outcome": outcome})
        for (via, outcome), count in count_submissions(connection).items()
    ]
    yield _counter("fremdrift_submissions", "Files received, by way and outcome.", submissions)
    runs = [(float(count), {"outcome": outcome}) for outcome, count in count_runs(connection).items()]
    yield _counter("fremdrift_runs", "Refreshes, by outcome.", runs)
    begun, ended = latest_run(connection)
    if begun and ended:
        yield _moment("fremdrift_run_last_success", "When the last good refresh ended.", ended)
        took = (ended - begun).total_seconds()
        yield _gauge("fremdrift_run_last_success_seconds", "How long it took.", [(took, {})])
    sign = latest_sign(connection)
    if sign:
        yield _moment("fremdrift_worker_last_sign", "The leading worker's last sign of life.", sign)
    failing = float(len(read_failing(connection)))
    yield _gauge("fremdrift_sources_failing", "Sources that have failed five nights in a row.", [(failing, {})])
    deleted = [(float(count), {"reason": reason}) for reason, count in count_deleted(connection).items()]
    yield _counter("fremdrift_files_deleted", "Received files deleted, by reason.", deleted)


def _of_answers(times: Times) -> Iterator[Metric]:
    from prometheus_client.core import HistogramMetricFamily

    counted = times.counted()
    statuses = [
        (float(count), {"kind": kind, "status": f"{digit}xx"})
        for kind, one in counted.items()
        for digit, count in one.statuses.items()
        if count
    ]
    yield _counter("fremdrift_answers", "Answers of the web processes of this machine.", statuses)
    taken = HistogramMetricFamily("fremdrift_answer_seconds", "How long they took.", labels=["kind"])
    for kind, one in counted.items():
        buckets, below = [], 0
        for bound, count in zip([*map(str, BOUNDS), "+Inf"], one.buckets, strict=True):
            below += count
            buckets.append((bound, float(below)))
        taken.add_metric([kind], buckets, one.seconds)
    yield taken


def _of_disks(settings: Settings) -> Iterator[Metric]:
    folders = {"home": settings.home, "files": settings.files, "backups": settings.backups}
    free = [
        (float(shutil.disk_usage(folder).free), {"of": name}) for name, folder in folders.items() if folder.exists()
    ]
    yield _gauge("fremdrift_disk_free_bytes", "Room left on the disks.", free)
    newest = _newest_backup(settings.backups)
    if newest is not None:
        text = "When the newest backup was made, as far as this machine sees it."
        yield _gauge("fremdrift_backup_last_timestamp_seconds", text, [(newest, {})])


def _newest_backup(folder: Path) -> float | None:
    return max((one.stat().st_mtime for one in folder.glob("*Z/backup.json")), default=None)


def _gauge(name: str, text: str, samples: list[tuple[float, dict[str, str]]]) -> Metric:
    from prometheus_client.core import GaugeMetricFamily

    return _filled(GaugeMetricFamily(name, text), name, samples)


def _counter(name: str, text: str, samples: list[tuple[float, dict[str, str]]]) -> Metric:
    from prometheus_client.core import CounterMetricFamily

    return _filled(CounterMetricFamily(name, text), f"{name}_total", samples)


def _moment(name: str, text: str, moment: datetime) -> Metric:
    return _gauge(f"{name}_timestamp_seconds", text, [(moment.timestamp(), {})])


def _filled(family: Metric, name: str, samples: list[tuple[float, dict[str, str]]]) -> Metric:
    for value, labels in samples:
        family.add_sample(name, labels, value)
    return family
