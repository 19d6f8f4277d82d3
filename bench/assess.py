"""How long judging takes with everything that stands beside a verdict, on one core, without and with a store.

Usage: python -m bench.assess [INDICATORS]. Each has 40 points; all figures are made up. Asked: 10,000 in at most 60 s.
"store" is SQLite: the first publishing, a new day (all judged, little written), the same day again, one figure changed.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from bench._rooms import received, write_rows
from config.definitions import Alliance
from config.indicator import Indicator
from config.settings import read_settings
from etl.combine import Series
from etl.jobs import Workroom, assess_again, import_submission, open_room
from etl.publish import shown_series
from store.definitions import apply
from store.observations import Observation

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
POINTS = 40
_HEADINGS = ("indikator", "periode", "værdi")
_RHYTHMS = ("annual", "quarterly", "monthly")


class _Quiet(Workroom):
    """A room in which a file is loaded and not published."""

    @property
    def shows_at_once(self) -> bool:
        return False


def periods(rhythm: str) -> list[str]:
    """The last forty."""
    if rhythm == "annual":
        return [str(year) for year in range(2025 - POINTS + 1, 2026)]
    if rhythm == "quarterly":
        return [f"{2016 + number // 4}-Q{number % 4 + 1}" for number in range(POINTS)]
    return [f"{2023 + number // 12}-{number % 12 + 1:02d}" for number in range(POINTS)]


def indicator(number: int) -> dict[str, Any]:
    """Every rhythm, with and without target and deadline, falling and rising; all other methods."""
    rhythm = _RHYTHMS[number % 3]
    baseline = periods(rhythm)[14]
    deadline = {"annual": "2030", "quarterly": "2030-Q4", "monthly": "2030-12"}[rhythm]
    targets = [[{"value": 50, "period": deadline}], [], [{"value": 50}], [{"value": 150, "period": deadline}]]
    return {
        "code": f"i-{number}",
        "goal": "g",
        "title": f"Opdigtet {number}",
        "unit": "ting",
        "decimals": 1,
        "frequency": rhythm,
        "lag_months": 3,
        "kind": ("count", "rate", "state")[number // 3 % 3],
        "direction": "increase" if number % 4 == 3 else "decrease",
        "baseline": {"period": baseline},
        "targets": targets[number % 4],
        "methods": ["open_sdg", "eurostat", "un_2023"],
    }


def values(number: int) -> Iterator[tuple[str, float]]:
    """Forty figures of a noisy series that bends at its baseline."""
    noise = random.Random(number)
    for at, period in enumerate(periods(_RHYTHMS[number % 3])):
        yield period, round(100 + at * 0.2 - max(0, at - 14) * noise.uniform(0.5, 1.5) + noise.gauss(0, 3), 1)


def declared(count: int) -> Alliance:
    return Alliance.model_validate(
        {
            "slug": "bench",
            "name": "Opdigtet",
            "problem": "Opdigtet",
            "years": {"from": 1986},
            "organisations": [{"slug": "sekretariat", "name": "Sekretariatet", "delivers": True}],
            "goals": [{"code": "g", "title": "Mål"}],
            "indicators": [indicator(number) for number in range(count)],
        }
    )


def timed(work: Callable[[], object]) -> str:
    """Seconds of processor time (not those of the child process that opens a file), and by the clock."""
    start, began = time.process_time(), time.perf_counter()
    work()
    return f"{time.process_time() - start:.1f} s of one core ({time.perf_counter() - began:.1f} s by the clock)"


def observations(one: Indicator, number: int) -> list[Observation]:
    plain = Series("shared", "sekretariat", "Danmark", {}, ())
    return [
        Observation(one.code, "sekretariat", plain.area, {}, period, value, None, None, "A", None, "", "", "", NOW, NOW)
        for period, value in values(number)
    ]


def alone(alliance: Alliance) -> tuple[float, int]:
    """Seconds of processor time and bytes of JSON, from observations to what would be shown."""
    held = [observations(one, number) for number, one in enumerate(alliance.indicators)]
    start, size = time.process_time(), 0
    for one, figures in zip(alliance.indicators, held, strict=True):
        for shown, _ in shown_series(alliance, one, figures, TODAY):
            size += len(json.dumps(shown.verdict, ensure_ascii=False))
    return time.process_time() - start, size


def stored(alliance: Alliance, folder: Path) -> None:
    count = len(alliance.indicators)
    rows = [(f"i-{number}", period, value) for number in range(count) for period, value in values(number)]
    write_rows(folder / "tal.xlsx", [_HEADINGS, *rows])
    write_rows(folder / "rettet.xlsx", [_HEADINGS, (*rows[-1][:2], rows[-1][2] + 1)])
    room = replace(open_room(read_settings({"FREMDRIFT_HOME": str(folder / "home")})), clock=lambda: NOW)
    with room.store.writing() as connection:
        apply(connection, alliance, "bench", NOW)
    quiet = _Quiet(room.store, room.files, room.settings, room.clock)
    done = import_submission(quiet, received(quiet, folder / "tal.xlsx").submission_id)
    assert done.outcome == "accepted", done.report
    tomorrow = replace(room, clock=lambda: NOW + timedelta(days=1))
    correction = received(tomorrow, folder / "rettet.xlsx")
    steps = {
        "first": lambda: assess_again(room),
        "a new day": lambda: assess_again(tomorrow),
        "the same day": lambda: assess_again(tomorrow),
        "one figure (with its file)": lambda: import_submission(tomorrow, correction.submission_id),
    }
    for name, work in steps.items():
        print(f"{count} indicators, store, {name}: {timed(work)}", flush=True)
    room.store.close()


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    alliance = declared(count)
    seconds, size = alone(alliance)
    print(
        f"{count} indicators of {POINTS} points: {seconds:.1f} s of one core, {seconds / count * 1000:.2f} ms each; "
        f"{size / count / 1000:.1f} kB of JSON each",
        flush=True,
    )
    with tempfile.TemporaryDirectory() as folder:
        stored(alliance, Path(folder))


if __name__ == "__main__":
    main()
