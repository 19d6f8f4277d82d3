"""What the tests of faults share: one process that forks workers, begun by the first test that needs it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.faults.forge import Forge


@pytest.fixture(scope="session")
def forge() -> Iterator[Forge]:
    with Forge() as one:
        yield one
