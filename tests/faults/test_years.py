"""Years of nights with faults: in the end the store is the one that the same files make in one go."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.faults import scene, years
from tests.faults.forge import Forge
from tests.rooms import House


@contextmanager
def _declared(request: pytest.FixtureRequest, kind: str, folder: Path, partners: int) -> Iterator[House]:
    folder.mkdir()
    with scene.house_on(request, kind, folder, years.alliance(partners)) as house:
        yield house


def _lived(
    request: pytest.FixtureRequest, folder: Path, forge: Forge, kind: str, partners: int, nights: int, seed: int
) -> None:
    with (
        _declared(request, kind, folder / "lived", partners) as house,
        _declared(request, "sqlite", folder / "one-go", partners) as other,
    ):
        world = years.lived(house, other, forge, partners, nights, seed, print)
    assert world.happened["worker killed"] or nights < 200, "else it proves little"


def test_a_few_nights(
    request: pytest.FixtureRequest, tmp_path: Path, forge: Forge, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A short sample of `test_thirty_years`, with a fault nearly every night; the same on every run."""
    monkeypatch.setattr(years, "FAULTS", 0.15)
    monkeypatch.setattr(years, "UPDATES", 0.05)
    _lived(request, tmp_path, forge, "sqlite", partners=11, nights=7, seed=3)


@pytest.mark.soak
@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_thirty_years(request: pytest.FixtureRequest, tmp_path: Path, forge: Forge, kind: str) -> None:
    """Other faults on every run. FREMDRIFT_SOAK_YEARS says how many years (30), on PostgreSQL a tenth of them."""
    whole = float(os.environ.get("FREMDRIFT_SOAK_YEARS") or 30)
    nights = int(365.25 * (whole if kind == "sqlite" else whole / 10))
    _lived(request, tmp_path, forge, kind, partners=50, nights=nights, seed=time.time_ns())
