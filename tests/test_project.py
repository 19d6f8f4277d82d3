"""Rules of the whole tree that no single module's test can hold."""

from __future__ import annotations

import functools
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import plotly.offline
import pytest

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCKS = ("requirements.lock", "requirements-run.lock")
BUNDLE = ROOT / "dashboard/static/plotly-basic.min.js"
LONGEST = 300

# The brackets keep these lines from finding themselves.
REGISTRY = re.compile(
    r"([p]ypi|[n]pmjs|[p]ythonhosted|[y]arnpkg)\.(org|com)"
    r"|https?://\S*/(simple|packages)[/]"
    r"|(registry|index-url|resolved)\"?\s*[=:]?\s*\"?https?:/",
    re.IGNORECASE,
)
DEVELOPERS_PATH = re.compile(r"(^|[^A-Za-z0-9_.])(/(work|farm|root|home|Users)/|[A-Z]:\\Users\\)", re.MULTILINE)


@functools.cache
def texts() -> dict[str, str]:
    """Every text that is committed or, not being ignored, is about to be: by path from the root."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    found = {}
    for name in filter(None, listed.split("\0")):
        content = (ROOT / name).read_bytes() if (ROOT / name).is_file() else b"\0"  # deleted, not yet committed
        if b"\0" not in content:
            found[name] = content.decode("utf-8", "replace")
    return found


def modules() -> dict[str, str]:
    return {n: t for n, t in texts().items() if n.endswith(".py") and not n.startswith("tests/")}


def requirements(lock: str) -> dict[str, str]:
    """Name and marker to version and hashes, comments left out."""
    lines = [line for line in (ROOT / lock).read_text().splitlines() if not line.lstrip().startswith("#")]
    entries = re.split(r"\n(?=\S)", "\n".join(lines))
    return {re.sub(r"==\S+", "", entry.split("\\")[0]).strip(): entry for entry in entries}


def normal(requirement: str) -> str:
    return re.match(r"[\w.-]+", requirement)[0].lower().replace("_", "-").replace(".", "-")  # type: ignore[index]


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        (REGISTRY, "https://files.python" + "hosted.org/x.whl", True),
        (REGISTRY, '"resolved": "ht' + 'tps://example.org/x.tgz"', True),
        (REGISTRY, "index-url = ht" + "tps://example.org", True),
        (REGISTRY, "registry = {}", False),
        (REGISTRY, "https://example.org/" + "simple/numpy", True),
        (REGISTRY, "the alliance registry: who takes part", False),  # the word alone
        (REGISTRY, "https://example.org/a-simple-page", False),
        (DEVELOPERS_PATH, "open('/ho" + "me/anna/x.csv')", True),
        (DEVELOPERS_PATH, "/ro" + "ot/.cache", True),
        (DEVELOPERS_PATH, r"C:\Us" + r"ers\anna", True),
        (DEVELOPERS_PATH, "https://example.org/ho" + "me/", False),  # a page of that name
        (DEVELOPERS_PATH, "tests/work/x", False),  # relative
    ],
)
def test_patterns_find_what_they_should(pattern: re.Pattern[str], text: str, found: bool) -> None:
    assert bool(pattern.search(text)) is found


@pytest.mark.parametrize("pattern", [REGISTRY, DEVELOPERS_PATH], ids=["registry", "developer's path"])
def test_no_committed_file_names(pattern: re.Pattern[str]) -> None:
    assert len(texts()) > 20
    found = {name: pattern.search(text) for name, text in texts().items()}
    assert {name: match[0].strip() for name, match in found.items() if match} == {}


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_has_hashes_and_no_address(lock: str) -> None:
    entries = requirements(lock)
    assert len(entries) > 20
    assert [name for name, entry in entries.items() if "--hash=sha256:" not in entry or "==" not in entry] == []
    assert "://" not in (ROOT / lock).read_text()


def test_locks_hold_what_the_project_asks_for() -> None:
    whole, run = requirements(LOCKS[0]), requirements(LOCKS[1])
    needed = {normal(r) for r in PROJECT["project"]["dependencies"]}
    tools = {normal(r) for r in PROJECT["dependency-groups"]["test"]}
    assert needed <= {normal(name) for name in run}
    assert tools <= {normal(name) for name in whole}
    assert tools & {normal(name) for name in run} == set(), "the container would carry tools of the tests"
    assert {name: whole.get(name) for name in run} == run, "the two locks differ: make lock writes both"


def test_every_make_target_says_what_it_does() -> None:
    makefile = (ROOT / "Makefile").read_text()
    targets = set(re.findall(r"^([a-z][a-z-]*):(?!=)", makefile, re.MULTILINE))
    phony = set(re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)[1].split())  # type: ignore[index]
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("MAKE", "MFLAGS"))}
    told = subprocess.run(["make"], cwd=ROOT, env=environment, check=True, capture_output=True, text=True).stdout
    assert {"demo", "test", "lint", "soak", "bench", "lock", "examples", "clean", "help"} <= targets
    assert targets == phony
    assert set(re.findall(r"^make ([a-z-]+) +\S", told, re.MULTILINE)) == targets


def test_small_plotly_is_of_the_same_version() -> None:
    if BUNDLE.is_file():
        head = BUNDLE.read_bytes()[:300].decode()
        assert f"basic - minified) v{plotly.offline.get_plotlyjs_version()}\n" in head
    else:
        fetched_here = os.environ.get("CI") and shutil.which("npm")
        assert not fetched_here, "npm is here and the bundle is not: .ci/plotly_bundle.py says why"


@pytest.mark.parametrize(
    ("module", "line", "broken"),
    [
        ("config/a.py", "", None),  # the house as it is meant
        ("dashboard/a.py", "import store, progress, config", None),  # downwards
        ("store/a.py", "import progress", "Imports go one way"),  # upwards
        ("etl/a.py", "import dashboard", "Imports go one way"),  # next door
        ("dashboard/a.py", "def later() -> None:\n    from etl import b", "Imports go one way"),  # inside a function
        ("config/a.py", "import fremdrift", "Nobody imports the front door"),
        ("progress/a.py", "import pandas as pd", "The serving path is light"),
    ],
)
def test_imports_that_break_the_house_are_caught(tmp_path: Path, module: str, line: str, broken: str | None) -> None:
    for package in ("config", "store", "progress", "etl", "dashboard"):
        (tmp_path / package).mkdir()
        (tmp_path / package / "__init__.py").touch()
    for file in ("fremdrift.py", "etl/b.py"):
        (tmp_path / file).touch()
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / module).write_text(line + "\n")

    lint = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([lint, "--no-cache"], cwd=tmp_path, capture_output=True, text=True, timeout=60)

    verdicts = dict(re.findall(r"^(.+?) (KEPT|BROKEN)$", done.stdout, re.MULTILINE))
    assert len(verdicts) == len(PROJECT["tool"]["importlinter"]["contracts"]), done.stdout + done.stderr
    assert [name for name, verdict in verdicts.items() if verdict == "BROKEN"] == ([broken] if broken else [])
    assert done.returncode == (1 if broken else 0)


def test_no_module_is_longer_than_one_subject() -> None:
    lengths = {name: text.count("\n") for name, text in modules().items() if "/migrations/" not in name}
    assert len(lengths) > 5
    assert {name: n for name, n in lengths.items() if n > LONGEST} == {}


def test_no_module_is_a_drawer_for_everything() -> None:
    drawers = {"util", "utils", "helpers", "misc", "common"}
    assert [name for name in texts() if name.endswith(".py") and drawers & set(name[:-3].split("/"))] == []


def test_every_exception_from_the_rules_of_security_says_why() -> None:
    """Of one line each: whole folders but the tests' and the benches' have none."""
    lines = [line for path, text in texts().items() if path.endswith(".py") for line in text.splitlines()]
    excepted = [line for line in lines if re.search(r"# noqa: S\d{3}", line)]
    assert len(excepted) > 5
    assert [line for line in excepted if not re.search(r"# noqa: S\d{3}(?: - |  \()\w", line)] == []
    ignored = PROJECT["tool"]["ruff"]["lint"]
    assert "S" in ignored["select"]
    assert set(ignored["per-file-ignores"]) == {"tests/**", "bench/**"}
    assert [one for one in ignored["ignore"] if one.startswith("S")] == ["S101"]
