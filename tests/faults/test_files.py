"""Partners' files that are moved, changed, broken or no files at all: the others go in, and what was in stays in."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from etl import refresh
from etl.errands import refresh_now
from store.observations import read_observations
from store.viewer import OPERATOR
from tests.faults import scene, truths
from tests.rooms import House

CSV = "indikator;område;periode;værdi\n"


def _outcomes(house: House) -> dict[str, str]:
    return {one.source.removeprefix("inbox/"): one.outcome for one in refresh_now(house.room).sources}


def _values(house: House) -> dict[str, float | None]:
    with house.store.reading() as connection:
        found = read_observations(connection, "proeve", OPERATOR, ["kommuner"])
    return {f"{one.area[5:]} {one.period}": one.value for one in found}


def _put(house: House, value: int, name: str = "tal.csv", age: float = scene.OLD) -> Path:
    return scene.put(house, "partner", name, f"{CSV}kommuner;Aarhus;2021;{value}\n", age)


def _gone(house: House, path: Path) -> None:
    path.unlink()


def _folder_gone(house: House, path: Path) -> None:
    shutil.rmtree(path.parent)


def _folder(house: House, path: Path) -> None:
    path.unlink()
    path.mkdir()


def _link(house: House, path: Path) -> None:
    """To another partner's figures."""
    other = scene.put(house, "sekretariat", "skjult.txt", f"{CSV}kommuner;Aarhus;2021;66\n")
    path.unlink()
    path.symlink_to(other)


def _dead_link(house: House, path: Path) -> None:
    path.unlink()
    path.symlink_to(path.parent / "findes-ikke.csv")


def _pipe(house: House, path: Path) -> None:
    """Whoever opens it waits for ever."""
    path.unlink()
    os.mkfifo(path)


def _renamed(house: House, path: Path) -> None:
    """To what is no kind of file that is read."""
    path.rename(path.with_suffix(".bak"))


def _empty(house: House, path: Path) -> None:
    path.write_bytes(b"")
    os.utime(path, (time.time() - 30,) * 2)


def _cut(house: House, path: Path) -> None:
    path.write_bytes(path.read_bytes()[:20])
    os.utime(path, (time.time() - 30,) * 2)


def _growing(house: House, path: Path) -> None:
    """It was written to a moment ago, by a clock a little ahead of ours."""
    path.write_bytes(path.read_bytes()[:-4])
    os.utime(path, (time.time() + 200,) * 2)


def _too_large(house: House, path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(house.room.settings.max_upload_bytes + 1)
    os.utime(path, (time.time() - 30,) * 2)


def _file_for_folder(house: House, path: Path) -> None:
    """A file in the place of the partner's folder."""
    shutil.rmtree(path.parent)
    path.parent.write_bytes(b"what is that?")


# what happens to a file that was read before, what the run says of it
LOSSES: list[tuple[Callable[[House, Path], None], set[str]]] = [
    (_gone, set()),
    (_folder_gone, set()),
    (_folder, set()),
    (_link, set()),
    (_dead_link, set()),
    (_pipe, set()),
    (_renamed, set()),
    (_empty, {"rejected"}),
    (_cut, {"rejected"}),
    (_growing, set()),
    (_too_large, {"failed"}),
    (_file_for_folder, {"failed"}),
]


@pytest.mark.parametrize(("happens", "told"), LOSSES, ids=[one.__name__.strip("_") for one, _ in LOSSES])
def test_what_was_in_stays_in(sqlite_house: House, happens: Callable[[House, Path], None], told: set[str]) -> None:
    """Another partner's file goes in that night; when the file is back as it was, nothing is new."""
    path = _put(sqlite_house, 90)
    content = path.read_bytes()
    assert _outcomes(sqlite_house) == {"tal.csv": "accepted"}
    before = truths.figures(sqlite_house.store)
    happens(sqlite_house, path)
    scene.put(sqlite_house, "sekretariat", "b.csv", f"{CSV}kommuner;Odense;2021;80\n")
    outcomes = _outcomes(sqlite_house)
    assert outcomes.pop("b.csv") == "accepted"
    assert set(outcomes.values()) == told
    now = truths.figures(sqlite_house.store)
    assert {key: now[key] for key in before} == before
    _clear(path.parent)
    assert scene.put(sqlite_house, "partner", "tal.csv", content, age=10) == path
    assert _outcomes(sqlite_house)["tal.csv"] == "unchanged"
    assert truths.figures(sqlite_house.store) == now
    truths.nothing_is_half(sqlite_house.store)


def _clear(folder: Path) -> None:
    if folder.is_dir():
        shutil.rmtree(folder)
    else:
        folder.unlink(missing_ok=True)


def _replaced(path: Path) -> None:
    path.write_text(f"{CSV}kommuner;Aarhus;2021;91\n")


def _removed(path: Path) -> None:
    path.unlink()


def _made_a_link(path: Path) -> None:
    path.unlink()
    path.symlink_to("/etc/hostname")


@pytest.mark.parametrize("happens", [_replaced, _removed, _made_a_link])
def test_between_being_found_and_being_read(
    sqlite_house: House, monkeypatch: pytest.MonkeyPatch, happens: Callable[[Path], None]
) -> None:
    """Whatever is made of it that night, the next one knows what lies there."""
    path = _put(sqlite_house, 90)
    fetched = refresh.fetched

    def fetch(*given: object) -> object:
        if path.exists():
            happens(path)
        return fetched(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(refresh, "fetched", fetch)
    refresh_now(sqlite_house.room)
    monkeypatch.undo()
    if happens is _replaced:
        os.utime(path, (time.time() - 10,) * 2)
        refresh_now(sqlite_house.room)
        assert _values(sqlite_house) == {"Aarhus 2021": 91.0}
    else:
        assert _values(sqlite_house) == {}
    truths.nothing_is_half(sqlite_house.store)


def test_replaced_while_it_is_read(sqlite_house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Half of it is the old file and half of it the new one: at the latest the next night has the new one alone."""
    places = [*scene.PLACES]
    content = [f"{CSV}" + "".join(f"kommuner;{place};2021;{value}\n" for place in places) for value in (90, 91)]
    path = scene.put(sqlite_house, "partner", "tal.csv", content[0])
    monkeypatch.setattr("store.files.CHUNK", 1000)
    write, done = type(sqlite_house.room.files).write, []

    class Changing:
        def __init__(self, stream: object) -> None:
            self.stream = stream

        def read(self, size: int) -> bytes:
            found: bytes = self.stream.read(size)  # type: ignore[attr-defined]
            if not done:
                done.append(1)
                path.write_text(content[1])
            return found

    def changed(files: object, stream: object, most: int) -> object:
        return write(files, Changing(stream), most)  # type: ignore[arg-type]

    monkeypatch.setattr(type(sqlite_house.room.files), "write", changed)
    refresh_now(sqlite_house.room)
    monkeypatch.undo()
    os.utime(path, (time.time() - 10,) * 2)
    refresh_now(sqlite_house.room)
    assert set(_values(sqlite_house).values()) == {91.0}
    truths.nothing_is_half(sqlite_house.store)


def test_dated_in_the_future(sqlite_house: House) -> None:
    """The partner's clock is a year ahead: the file is read tonight, not in a year."""
    _put(sqlite_house, 90, age=-365 * 86_400)
    assert _outcomes(sqlite_house) == {"tal.csv": "accepted"}


POISON: list[tuple[str, scene.Content, str]] = [
    ("no workbook", b"PK\x03\x04 and then nothing", ".xlsx"),
    ("a page", b"<html><body>404</body></html>", ".xlsx"),
    ("a mistake in a cell", [["kommuner", "Aarhus", "i fjor", 90, None]], ".xlsx"),
    ("zeros", b"\0" * 5000, ".csv"),
    ("an unknown indicator", f"{CSV}hvad;Aarhus;2021;90\n", ".csv"),
]


@pytest.mark.parametrize("position", range(5))
def test_poisoned_in_every_position(sqlite_house: House, position: int) -> None:
    """Of five files one is poisoned, another kind in each position: the other four go in, in one night."""
    what, content, ending = POISON[position]
    names = [f"{number}.xlsx" for number in range(5)]
    for number, name in enumerate(names):
        if number == position:
            names[number] = f"{number}{ending}"
            scene.put(sqlite_house, "partner", names[number], content)
        else:
            scene.put(sqlite_house, "partner", name, [["kommuner", scene.PLACES[number], 2021, 90, None]])
    expected = {name: "rejected" if at == position else "accepted" for at, name in enumerate(names)}
    assert _outcomes(sqlite_house) == expected, what
    assert len(_values(sqlite_house)) == 4
    truths.nothing_is_half(sqlite_house.store)


@pytest.mark.soak
@pytest.mark.parametrize("kind", range(len(POISON)), ids=[one[0] for one in POISON])
def test_poisoned_in_every_position_of_a_chunk(house: House, kind: int) -> None:
    """A hundred and two files are a chunk and two; one poisoned file after another, a night each."""
    _, content, ending = POISON[kind]
    count = 102
    for number in range(count):
        scene.put(
            house,
            "partner",
            f"{number:03}.xlsx",
            [["kommuner", scene.PLACES[number % 98], 1990 + number // 98, 90, None]],
        )
    assert set(_outcomes(house).values()) == {"accepted"}
    for position in range(0, count, 5):
        good = house.room.settings.inbox / "proeve" / "partner" / f"{position:03}.xlsx"
        kept = good.read_bytes()
        good.unlink()
        scene.put(house, "partner", f"{position:03}{ending}", content)
        for number in range(count):  # all of them are read anew, and say what they said
            if number != position:
                path = good.parent / f"{number:03}.xlsx"
                os.utime(path, (time.time() - 1000 + position,) * 2)
        outcomes = _outcomes(house)
        assert outcomes.pop(f"{position:03}{ending}") == "rejected"
        assert set(outcomes.values()) == {"unchanged"}
        (good.parent / f"{position:03}{ending}").unlink()
        scene.put(house, "partner", good.name, kept, age=2000 + position)
    assert len(_values(house)) == count
    truths.nothing_is_half(house.store)


def test_two_partners_send_the_same_bytes(sqlite_house: House) -> None:
    """A file copied to the wrong folder is that partner's file too, and is told as such; no figure is one of both."""
    for organisation in ("partner", "sekretariat"):
        scene.put(sqlite_house, organisation, "tal.csv", f"{CSV}kommuner;Aarhus;2021;90\n")
    assert [one.outcome for one in refresh_now(sqlite_house.room).sources] == ["accepted", "accepted"]
    assert {key[1]: len(held) for key, held in truths.figures(sqlite_house.store).items()} == {
        "partner": 1,
        "sekretariat": 1,
    }


def test_saved_again_every_night(sqlite_house: House) -> None:
    """The same bytes with another time of change: no figure has a second vintage."""
    for night in range(4):
        _put(sqlite_house, 90, age=100 - night)
        assert _outcomes(sqlite_house) == {"tal.csv": "accepted" if night == 0 else "unchanged"}
    assert [len(held) for held in truths.figures(sqlite_house.store).values()] == [1]


def test_an_old_copy_is_put_back(sqlite_house: House) -> None:
    """What it says counts, for it came last; what was said between is an earlier vintage."""
    for night, value in enumerate((90, 91, 90)):
        _put(sqlite_house, value, age=100 - night)
        assert _outcomes(sqlite_house) == {"tal.csv": "accepted"}
        sqlite_house.clock.forward(days=1)
    (held,) = truths.figures(sqlite_house.store).values()
    assert [(one[0], one[3]) for one in held] == [(90.0, False), (91.0, False), (90.0, True)]
