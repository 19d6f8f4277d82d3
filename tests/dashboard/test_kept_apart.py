"""A page of one alliance is kept while others are written to, and never a moment longer than it holds itself."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from config.definitions import Alliance
from config.language import COPENHAGEN, Text
from dashboard.keeping import Shelf
from dashboard.web import build
from etl.deciding.errands import declare_nothing, undo_submission
from etl.errands import submit
from store.definitions import apply, indicator_ids, read_alliance
from store.meetings import TAKEN_OUT, Written, keep_answer, keep_note, read_notes
from store.published import Points, PublishedSeries, replace_published
from store.renaming import rename
from store.viewer import OPERATOR
from store.work import sign_of_life
from tests.dashboard.conftest import Site, copy_of
from tests.dashboard.demo_store import NOW, TODAY
from tests.rooms import House, small_alliance

OTHER = "anden"
_CONFIG = re.compile(rb'<script id="_dash-config".*?</script>', re.S)
# Every address of an alliance's pages that is kept (`_LASTING` in routes.py).
RESTS = ("", "/deliveries", "/indbrud", "/meeting", "/meeting/indbrud", f"/minutes/{TODAY}")


def declared(house: House, slug: str) -> Alliance:
    with house.store.reading() as connection:
        found = read_alliance(connection, slug, OPERATOR, house.clock())
    assert found is not None
    return found


def changed(house: House, slug: str, **changes: object) -> None:
    with house.store.writing() as connection:
        apply(connection, declared(house, slug).model_copy(update=changes), "test", house.clock())


def shown(client: FlaskClient, path: str) -> bytes:
    """A page without the one word that Dash makes up for each that is made."""
    return _CONFIG.sub(b"", client.get(path).get_data())


def about(slug: str) -> list[str]:
    return [
        f"/alliance/{slug}",
        f"/alliance/{slug}/antal",
        f"/en/alliance/{slug}/meeting",
        f"/alliance/{slug}/deliveries",
    ]


class Pages:
    """Pages as they are kept by one process, and the same as another makes them each time."""

    def __init__(self, house: House) -> None:
        self.house, self.slugs, self.day = house, ["proeve", OTHER], 0
        self.server = build(house.store, house.room.settings, house.clock)
        self.kept = self.server.test_client()
        other = build(house.store, house.room.settings, house.clock)
        other.extensions["front"].pages = Shelf(0)
        self.anew = other.test_client()

    def check(self) -> None:
        for path in ["/", *(path for slug in self.slugs for path in about(slug))]:
            assert shown(self.kept, path) == shown(self.anew, path), path


# What is written of an alliance, by its name: every way to write what stands on a kept page.


def publish(pages: Pages, slug: str) -> None:
    pages.day += 1
    points = Points(["2025"], [float(pages.day)], ["A"], [None], [None], [None], [None], ["2026-01-01"], [[]], [None])
    one = PublishedSeries("antal", "shared", "shared", None, "", {}, points, {"verdict": "slow"})
    with pages.house.store.writing() as connection:
        replace_published(connection, indicator_ids(connection, slug)["antal"], [one])


def deliver(pages: Pages, slug: str) -> None:
    pages.day += 1
    path = pages.house.workbook([["antal", None, 2025, 60 + pages.day]])
    assert submit(pages.house.room, path, slug, "sekretariat", confirmed=True).outcome == "accepted"


def undo(pages: Pages, slug: str) -> None:
    pages.day += 1
    path = pages.house.workbook([["antal", None, 2024, 60 + pages.day]])
    done = submit(pages.house.room, path, slug, "sekretariat", confirmed=True)
    pages.check()
    undo_submission(pages.house.room, done.token)


def declare(pages: Pages, slug: str) -> None:
    declare_nothing(pages.house.room, slug, "partner", "kommuner", ["2025"], area="Ballerup")


def call_it(pages: Pages, slug: str) -> None:
    pages.day += 1
    changed(pages.house, slug, headline=Text(f"Nummer {pages.day}", f"Number {pages.day}"))


def call_its_parts(pages: Pages, slug: str) -> None:
    pages.day += 1
    one = declared(pages.house, slug)
    partners = [who.model_copy(update={"name": f"{who.slug} {pages.day}"}) for who in one.organisations]
    titled = [i.model_copy(update={"title": Text(f"Tal {pages.day}", f"Fig {pages.day}")}) for i in one.indicators]
    changed(pages.house, slug, organisations=tuple(partners), indicators=tuple(titled))


def hide_for_a_while(pages: Pages, slug: str) -> None:
    ends = (pages.house.clock() + timedelta(hours=2)).astimezone(COPENHAGEN).strftime("%Y-%m-%dT%H:%M")
    first, *rest = declared(pages.house, slug).indicators
    changed(pages.house, slug, indicators=(first.model_copy(update={"embargo": ends}), *rest))


def hide(pages: Pages, slug: str) -> None:
    first, *rest = declared(pages.house, slug).indicators
    changed(pages.house, slug, indicators=(first.model_copy(update={"visibility": "members"}), *rest))


def drop(pages: Pages, slug: str) -> None:
    changed(pages.house, slug, indicators=declared(pages.house, slug).indicators[:2])


def note(pages: Pages, slug: str) -> None:
    pages.day += 1
    seen = {"verdict": {"verdict": "slow"}, "periods": []}
    today = pages.house.clock().date()
    one = Written(today, f"Fordi {pages.day}.", "Gør noget.", "Nogen", None, "da", "Referenten", seen)
    with pages.house.store.writing() as connection:
        keep_note(connection, slug, "antal", one, pages.house.clock())


def answer(pages: Pages, slug: str) -> None:
    with pages.house.store.writing() as connection:
        for one in read_notes(connection, slug, OPERATOR, pages.house.clock()):
            keep_answer(connection, one.number, TAKEN_OUT, "Referenten", pages.house.clock())


def give_another_name(pages: Pages, slug: str) -> None:
    """The names of both go round: an address leads to the other alliance from then on."""
    pages.day += 1
    new = f"navn-{pages.day}"
    with pages.house.store.writing() as connection:
        rename(connection, slug, "alliance", slug, new, author="test", reason=None, now=pages.house.clock())
    pages.slugs[pages.slugs.index(slug)] = new


def wait(pages: Pages, _: str) -> None:
    """Until the embargo of the same day is over."""
    pages.house.clock.forward(hours=3)


def wait_long(pages: Pages, _: str) -> None:
    pages.house.clock.forward(days=1)


WRITES: list[Callable[[Pages, str], None]] = [
    note, note, answer, hide_for_a_while, publish, wait, call_it, call_its_parts, hide, drop, give_another_name,
    wait_long,
]  # fmt: skip


@pytest.fixture
def pages(house: House) -> Pages:
    with house.store.writing() as connection:
        apply(connection, small_alliance(slug=OTHER, name="Den anden"), "file", house.clock())
    found = Pages(house)
    for slug in found.slugs:
        publish(found, slug)
    found.check()
    return found


def test_no_page_is_kept_longer_than_it_holds(pages: Pages) -> None:
    for number, write in enumerate(WRITES):
        write(pages, pages.slugs[number % 2])
        pages.check()


@pytest.mark.soak
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(WRITES), st.integers(0, 1)), min_size=4, max_size=8))
def test_nor_in_any_order(pages: Pages, writes: list[tuple[Callable[[Pages, str], None], int]]) -> None:
    for write, which in writes:
        write(pages, pages.slugs[which])
        pages.check()


def test_nor_after_what_the_worker_does(pages: Pages) -> None:
    for number, write in enumerate((deliver, undo, declare)):
        write(pages, pages.slugs[number % 2])
        pages.check()


def test_it_outlives_what_is_written_of_another(pages: Pages) -> None:
    def own() -> list[bytes]:
        return [pages.kept.get(path).get_data() for path in about("proeve")]  # with the word that each one made has

    for write in (publish, call_it, hide_for_a_while, note):
        before = own()
        write(pages, OTHER)
        assert own() == before, write.__name__
        write(pages, "proeve")
        assert own() != before, write.__name__
    before = [*own(), pages.kept.get("/").get_data()]
    with pages.house.store.writing() as connection:  # most of what is written stands on no page
        sign_of_life(connection, "somebody", pages.house.clock(), leads=False)
    assert [*own(), pages.kept.get("/").get_data()] == before


def test_a_name_that_another_alliance_has_now_leads_to_that_one(pages: Pages) -> None:
    pages.kept.get("/alliance/anden")
    give_another_name(pages, OTHER)
    with pages.house.store.writing() as connection:
        apply(connection, small_alliance(slug="tredje", name="Den tredje"), "file", pages.house.clock())
        rename(connection, "tredje", "alliance", "tredje", "fjerde", author="t", reason=None, now=pages.house.clock())
    pages.slugs += ["fjerde"]
    pages.check()
    assert pages.kept.get("/alliance/anden").status_code == pages.anew.get("/alliance/anden").status_code


def test_a_page_of_an_alliance_shows_nothing_of_the_others(demo: Site, tmp_path: Path) -> None:
    """The same page where the others have never been: what it is kept under need not tell of them."""
    site = copy_of(demo, tmp_path)
    slug = "bo-trygt"
    with site.store.writing() as connection:
        seen = {"verdict": {"verdict": "slow"}, "periods": []}
        one = Written(TODAY, "Fordi.", "Gør noget.", "Nogen", None, "da", "Referenten", seen)
        keep_note(connection, slug, "indbrud", one, NOW)
    paths = [f"{language}/alliance/{slug}{rest}" for language in ("", "/en") for rest in RESTS]
    before = {path: shown(site.public, path) for path in paths}
    assert all(before.values())
    site.server.extensions["front"].pages = Shelf(0)
    with site.store._reader.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
        own = f"(SELECT alliance_id FROM alliance WHERE slug <> '{slug}')"
        numbers = f"(SELECT indicator_id FROM indicator WHERE alliance_id IN {own})"
        for table in ("published", "snapshot", "meeting_note", "series"):
            connection.exec_driver_sql(f"DELETE FROM {table} WHERE indicator_id IN {numbers}")
        for table in ("definition", "submission", "indicator", "organisation", "alliance"):
            connection.exec_driver_sql(f"DELETE FROM {table} WHERE alliance_id IN {own}")
    site.server.extensions["front"]._freshness.forget()
    for path, page in before.items():
        assert shown(site.public, path) == page, path
