"""What Prometheus reads: right numbers, from every process, for whoever may have them, and nothing of anybody."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from typing import Any

import pytest
from flask.testing import FlaskClient
from prometheus_client.parser import text_string_to_metric_families

from dashboard.times import KINDS, Times, kind_of
from dashboard.web import build
from etl.errands import refresh_now, submit
from store.work import ask, sign_of_life
from tests.rooms import House

TOKEN = "s3cret-token"


def client_of(house: House, **settings: Any) -> FlaskClient:
    return build(house.store, replace(house.room.settings, **settings), house.clock).test_client()


def read(client: FlaskClient, **headers: str) -> dict[tuple[str, ...], float]:
    answer = client.get("/metrics", headers=headers)
    assert answer.status_code == 200, answer.text
    return {
        (sample.name, *(f"{name}={value}" for name, value in sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }


def test_numbers_are_those_of_the_store(house: House) -> None:
    name = "Kirsten Ottilia"
    submit(house.room, house.workbook([["antal", None, 2021, 95, None]], name=f"{name}.xlsx"), "proeve", "sekretariat")
    submit(house.room, house.workbook([["antal", None, 2021, "x", None]]), "proeve", "partner", note="hemmelig")
    refresh_now(house.room)
    with house.store.writing() as connection:
        sign_of_life(connection, "w", house.clock(), leads=True)
        ask(connection, "assess", "test", house.clock(), alliance="proeve")
    house.clock.forward(seconds=90)
    client = client_of(house)
    client.get("/")
    client.get("/nowhere")
    found = read(client)
    now = house.clock().timestamp()
    assert found["fremdrift_store_up",] == 1
    assert found["fremdrift_submissions_total", "outcome=accepted", "via=command"] == 1
    assert found["fremdrift_submissions_total", "outcome=rejected", "via=command"] == 1
    assert found["fremdrift_runs_total", "outcome=done"] == 1
    assert found["fremdrift_work_open", "kind=assess", "state=waiting"] == 1
    assert found["fremdrift_work_oldest_waiting_seconds",] == 90
    assert found["fremdrift_worker_last_sign_timestamp_seconds",] == now - 90
    assert found["fremdrift_run_last_success_timestamp_seconds",] == now - 90
    assert found["fremdrift_answers_total", "kind=page", "status=2xx"] == 1
    assert found["fremdrift_answers_total", "kind=page", "status=4xx"] == 1
    assert found["fremdrift_answer_seconds_bucket", "kind=page", "le=+Inf"] == 2
    assert found["fremdrift_disk_free_bytes", "of=home"] > 0
    text = client.get("/metrics").text
    for word in (name, "hemmelig", "proeve", "sekretariat", "partner", str(house.folder)):
        assert word not in text, word
    assert not re.search(r"[\w-]{16}\"", text.replace("Content-Type", ""))  # no token of a submission


def test_a_store_that_is_away_is_a_number_too(sqlite_house: House) -> None:
    client = client_of(sqlite_house)
    sqlite_house.store.close()
    path = sqlite_house.folder / "fremdrift.db"
    path.rename(path.with_name("aside"))
    path.mkdir()
    found = read(client)
    assert found["fremdrift_store_up",] == 0
    assert ("fremdrift_work_oldest_waiting_seconds",) not in found


@pytest.mark.parametrize(
    ("settings", "host", "sent", "status", "why"),
    [
        ({}, "localhost", None, 200, "the machine itself"),
        ({}, "stat.example.org", None, 403, "by another name it may be anybody, through a proxy"),
        ({"host": "0.0.0.0"}, "localhost", None, 403, "open to others: then a token is needed"),
        ({"host": "0.0.0.0", "metrics_token": TOKEN}, "stat.example.org", f"Bearer {TOKEN}", 200, "who has the token"),
        ({"metrics_token": TOKEN}, "localhost", None, 403, "with a token nobody goes without"),
        ({"metrics_token": TOKEN}, "localhost", "Bearer wrong", 403, "another one"),
        ({"metrics_token": TOKEN}, "localhost", "Bearer ", 403, "none"),
        ({"metrics_token": TOKEN}, "localhost", "Bearer æ", 403, "not even ASCII"),
    ],
)
def test_who_may_read(settings: Any, host: str, sent: str | None, status: int, why: str, sqlite_house: House) -> None:
    client = client_of(sqlite_house, **settings)
    headers = {"Host": host} | ({"Authorization": sent} if sent else {})
    answer = client.get("/metrics", headers=headers)
    assert answer.status_code == status, why
    assert (TOKEN in answer.text) is False


def test_processes_count_together_and_apart() -> None:
    """Forked as gunicorn forks them: what each counts is in the sum, whoever is asked."""
    times = Times()
    children = []
    for slot in range(1, 4):
        child = os.fork()
        if child == 0:
            times.use(slot)
            for _ in range(1000):
                times.count("page", 200, 0.02 * slot)
            os._exit(0)
        children.append(child)
    for child in children:
        assert os.waitpid(child, 0)[1] == 0
    one = times.counted()["page"]
    assert one.statuses[2] == 3000
    assert one.buckets[:5] == [0, 0, 1000, 1000, 1000]  # 0.02, 0.04 and 0.06 s; a bound belongs to its bucket
    assert one.seconds == pytest.approx(120)


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "page"),
        ("/en/alliance/bo-trygt", "page"),
        ("/_dash-update-component", "callback"),
        ("/_dash-layout", "file"),
        ("/_dash-component-suites/x.js", "file"),
        ("/static/style.css", "file"),
        ("/api/v1/submissions", "api"),
        ("/alliance/bo-trygt/indbrud.csv", "data"),
        ("/healthz", "health"),
        ("/metrics", "health"),
        ("/../../etc/passwd", "page"),  # whatever is asked for: one of few words
    ],
)
def test_kinds_are_few(path: str, kind: str) -> None:
    assert kind_of(path) == kind
    assert kind in KINDS


def test_serving_does_not_load_it() -> None:
    """Fifteen megabytes for those who are not monitored."""
    import subprocess
    import sys

    code = "import dashboard.serve, sys; print('prometheus_client' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
