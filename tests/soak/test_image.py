"""The Dockerfile without Docker: its steps are run in a folder, and what they make is used as compose.yaml uses it."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import socket
import subprocess
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "Dockerfile").read_text(encoding="utf-8")
PLACES = ("/app", "/builder", "/wheel", "/source", "/node", "/data", "/config", "/backups")
MINUTES = 30 * 60


def steps(stage: str) -> list[str]:
    """The instructions of a stage, each in one line."""
    joined = re.sub(r"\\\n", "", "\n".join(line for line in TEXT.splitlines() if not line.startswith("#")))
    stages = re.split(r"^FROM .*?(?: AS (\w+))?$", joined, flags=re.MULTILINE)
    named = dict(zip((name or "last" for name in stages[1::2]), stages[2::2], strict=True))
    return [line.strip() for line in named[stage].splitlines() if line.strip()]


def in_folder(text: str, home: Path) -> str:
    """The same with every place of the image in a folder of ours."""
    return re.sub(rf"(?<![\w/.])({'|'.join(PLACES)})(?=[/\s:]|$)", lambda found: f"{home}{found[0]}", text)


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the steps of the stage `build` were run."""
    home = tmp_path_factory.mktemp("image")
    for place in PLACES:
        if place not in ("/app", "/builder", "/wheel"):
            (home / place[1:]).mkdir()
    source = home / "source"
    environment = {"PATH": os.environ["PATH"], "HOME": str(home), "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    environment |= {name: value for name, value in os.environ.items() if name.startswith("PIP_")}
    for step in steps("build"):
        word, _, rest = step.partition(" ")
        if word == "RUN":
            done = subprocess.run(
                ["/bin/sh", "-ec", in_folder(rest, home)], cwd=source, env=environment, capture_output=True, text=True,
                timeout=MINUTES, check=False,
            )  # fmt: skip
            assert done.returncode == 0, f"{step}\n{done.stdout}{done.stderr}"
        elif word == "COPY" and not rest.startswith("--from"):
            _copy(rest.split()[:-1], source)
    return home


def _copy(names: list[str], source: Path) -> None:
    if names != ["."]:
        for name in names:
            shutil.copy(ROOT / name, source / name)
        return
    kept = [line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")]
    for name in kept:
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, source / name)


def environment_of(home: Path) -> dict[str, str]:
    """What the last stage sets, and a folder for backups."""
    found = dict(os.environ)
    for step in steps("last"):
        if step.startswith("ENV "):
            for word in shlex.split(step.removeprefix("ENV ")):
                name, _, value = word.partition("=")
                found[name] = in_folder(value.replace("$PATH", found["PATH"]), home)
    found = {name: value for name, value in found.items() if not name.startswith("PYTHONPATH")}
    return found | {"FREMDRIFT_BACKUPS": str(home / "backups")}


def run(home: Path, *words: str, code: int = 0, **environment: str) -> str:
    done = subprocess.run(
        list(words), cwd=home / "data", env=environment_of(home) | environment, capture_output=True, text=True,
        timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.mark.soak
def test_the_steps_make_a_program_that_runs(image: Path) -> None:
    assert "fremdrift" in run(image, "fremdrift", "--version")
    assert not (image / "app/bin/pip").exists()  # none of the tools that built it
    run(image, "fremdrift", "migrate")
    assert json.loads(run(image, "fremdrift", "backup", "--json"))["database"] == "sqlite"
    assert "can be restored" in run(image, "fremdrift", "rehearse")
    told = run(image, "fremdrift", "doctor", code=3)  # no worker yet
    assert "Start fremdrift worker" in told
    assert "FREMDRIFT_URL" in told  # it listens to all, and nobody has said under which address


@pytest.mark.soak
def test_its_health_check_knows_whether_it_lives(image: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    (check,) = (step for step in steps("last") if step.startswith("HEALTHCHECK"))
    program = json.loads(check.partition("CMD ")[2])
    run(image, *program, code=1, FREMDRIFT_PORT=port)  # nobody there
    where = {"FREMDRIFT_PORT": port, "FREMDRIFT_HOST": "127.0.0.1"}
    (command,) = (json.loads(step.removeprefix("CMD ")) for step in steps("last") if step.startswith("CMD "))
    web = subprocess.Popen(command, cwd=image / "data", env=environment_of(image) | where)
    try:
        end = time.monotonic() + 120
        while True:
            try:
                run(image, *program, **where)
                break
            except AssertionError:
                assert time.monotonic() < end
                time.sleep(1)
    finally:
        web.terminate()
        assert web.wait(60) == 0
