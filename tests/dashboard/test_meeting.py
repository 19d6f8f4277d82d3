"""Meetings: the forms and what is wrong in them, the order of indicators, minutes, and the figures that were seen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from dashboard.web import build
from store.definitions import indicator_ids
from store.meetings import read_notes
from store.published import PublishedSeries, read_published, replace_published
from store.viewer import PUBLIC
from tests.dashboard.conftest import Site, copy_of
from tests.dashboard.demo_store import NOW, TODAY
from tests.people import administrators

STEP = "/alliance/bo-trygt/meeting/indbrud"
MINUTES = "/alliance/bo-trygt/minutes/2026-11-23"
TYPED = {"decision": "Spørg de to kommuner.", "who": "Sekretariatet"}


@pytest.fixture
def noted(demo: Site, tmp_path: Path) -> Iterator[Site]:
    """A copy of the demo with its figures, to be written to."""
    site = copy_of(demo, tmp_path)
    yield site
    site.store.close()


def text(site: Site, path: str, status: int = 200) -> str:
    answer = site.client.get(path)
    assert answer.status_code == status
    return plain(answer.get_data(as_text=True))


def plain(markup: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", markup)).replace("\u00a0", " ")).strip()


def seen(site: Site, path: str = STEP) -> str:
    found = re.search(r'<input[^>]*value="(\w+)"[^>]*name="seen"|<input[^>]*name="seen"[^>]*value="(\w+)"',
                      site.client.get(path).get_data(as_text=True))  # fmt: skip
    assert found is not None
    return found[1] or found[2]


def send(site: Site, path: str = STEP, **fields: str) -> Any:
    form = {"seen": seen(site, path)} | fields
    return site.client.post(path, data=form, headers={"Accept": "text/html"})


def count(site: Site) -> int:
    with site.store.reading() as connection:
        return len(read_notes(connection, "bo-trygt", PUBLIC, TODAY))


def test_a_decision_is_kept_and_shown_in_all_its_places(noted: Site) -> None:
    answer = send(noted, **TYPED, story="Faldet er gået i stå.", due="2027-01-15")
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{STEP}?saved=1#gemt")
    said = "Den dag: Mål ikke nået , 14.844 indbrud i 2023."
    assert "Gemt i referatet." in text(noted, f"{STEP}?saved=1")
    assert "Gemt i referatet." not in text(noted, STEP)
    for path in (STEP, "/alliance/bo-trygt/meeting", MINUTES, "/alliance/bo-trygt/indbrud"):
        shown = text(noted, path)
        assert "Spørg de to kommuner. Sekretariatet, senest 15. januar 2027" in shown, path
        assert "Faldet er gået i stå." in shown, path
        assert said in shown, path
    assert "1 beslutning og 1 historie om 1 indikator; 1 står åben i dag." in text(noted, MINUTES)
    assert "Referat fra 23. november 2026" in text(noted, "/alliance/bo-trygt")
    english = text(noted, "/en" + MINUTES)
    assert "That day: Target missed , 14,844 burglaries in 2023." in english
    page = noted.client.get("/en" + MINUTES).get_data(as_text=True)
    assert 'lang="da">Spørg' in page, "typed in Danish, and said so on an English page"


@pytest.mark.parametrize(
    ("fields", "said", "why"),
    [
        ({"decision": "", "story": ""}, "Skriv historien, en beslutning eller begge dele.", "nothing was written"),
        ({"who": ""}, "Skriv, hvem der gør det.", "a decision that is nobody's is none"),
        ({"due": "på fredag"}, "Skriv en dag som 2027-03-01.", "not a day"),
        ({"due": "2026-11-22"}, "Den dag er gået.", "yesterday"),
        ({"due": "9999-01-01"}, "Skriv en dag som 2027-03-01.", "a slip of the finger"),
        ({"decision": "Ring til 010190-1234"}, "ligner et CPR-nummer", "the minutes are public"),
        ({"who": "010190 1234"}, "ligner et CPR-nummer", "in any field"),
        ({"story": "a" * 2001}, "højst 2000 tegn", "longer than the field"),
        ({"who": "a" * 121}, "højst 120 tegn", "longer than the field"),
        ({"decision": "", "story": "x"}, "Skriv, hvad der er besluttet.", "who, but not what"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(noted: Site, fields: dict[str, str], said: str, why: str) -> None:
    answer = send(noted, **TYPED | fields)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422, why
    assert said in plain(page), why
    name = "decision" if "decision" in fields else next(iter(fields))
    assert re.search(rf'<(input|textarea)[^>]*id="{name}"', page)
    assert re.search(rf'aria-describedby="{name}-fejl', page), why
    assert "react-entry-point" not in page, "Dash knows the address only, not what was typed"
    assert count(noted) == 0


def test_what_was_typed_is_still_there_after_a_mistake(noted: Site) -> None:
    page = send(noted, **TYPED | {"who": "", "story": "<b>Fed & farlig</b>"}).get_data(as_text=True)
    assert "Spørg de to kommuner.</textarea>" in page
    assert "&lt;b&gt;Fed &amp; farlig&lt;/b&gt;</textarea>" in page


def test_today_is_no_day_that_has_passed(noted: Site) -> None:
    assert send(noted, **TYPED, due="2026-11-23").status_code == 303


def republish(site: Site, **changes: Any) -> None:
    """The shared series of burglaries with another verdict."""
    with site.store.writing() as connection:
        shown = read_published(connection, "bo-trygt", PUBLIC, TODAY, "indbrud")
        number = indicator_ids(connection, "bo-trygt")["indbrud"]
        replace_published(connection, number, [_changed(one, changes) for one in shown])


def _changed(one: PublishedSeries, changes: dict[str, Any]) -> PublishedSeries:
    fields = {name: getattr(one, name) for name in PublishedSeries.__slots__}
    return PublishedSeries(**fields | {"verdict": one.verdict | changes} if one.role == "shared" else fields)


def test_figures_that_change_during_the_talk_are_looked_at_first(noted: Site) -> None:
    """A decision stays tied to the figures that were on the wall, or it is not kept."""
    before = seen(noted)
    republish(noted, assessed_on="2026-11-24")
    assert seen(noted) == before, "a new day alone is nothing new"
    republish(noted, verdict="slow")
    answer = noted.client.post(STEP, data=TYPED | {"seen": before})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "Tallene er blevet nye, mens I talte." in plain(page)
    assert "Spørg de to kommuner.</textarea>" in page
    assert count(noted) == 0
    assert send(noted, **TYPED).status_code == 303


def test_todays_figures_stand_beside_those_of_then(noted: Site) -> None:
    send(noted, **TYPED)
    republish(noted, verdict="met", latest={"period": "2025", "value": 9000.0})
    shown = text(noted, MINUTES)
    assert "Den dag: Mål ikke nået , 14.844 indbrud i 2023. I dag: Mål nået , 9.000 indbrud i 2025." in shown


def test_a_decision_is_answered_for(noted: Site) -> None:
    send(noted, **TYPED, due="2026-12-01")
    day = NOW + timedelta(days=10)
    later = administrators(build(noted.store, noted.settings, lambda: day), noted.store, noted.settings, day)
    start = plain(later.get("/alliance/bo-trygt/meeting").get_data(as_text=True))
    assert "Siden sidst: gjorde vi det?" in start
    assert "Åben Fristen er gået" in start
    answer = later.post(STEP, data={"answer": "1", "state": "done"})
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{STEP}?saved=1#gemt")
    start = plain(later.get("/alliance/bo-trygt/meeting").get_data(as_text=True))
    assert "Siden sidst" not in start
    assert "Gjort, ifølge sekretariatet, 3. december 2026" in plain(later.get(MINUTES).get_data(as_text=True))
    assert "Én tidligere beslutning er afsluttet" in plain(later.get(STEP).get_data(as_text=True))
    later.post(STEP, data={"answer": "1", "state": "taken_out"})
    assert later.get(MINUTES).status_code == 404, "nothing is left of that day"


@pytest.mark.parametrize(
    ("fields", "said", "why"),
    [
        ({"state": ""}, "Vælg, hvad der er sket.", "no answer"),
        ({"state": "open"}, "Vælg, hvad der er sket.", "an answer that is none"),
        ({"answer": "99", "state": "done"}, "findes ikke her mere", "not one of this indicator's"),
    ],
)
def test_an_answer_that_cannot_be_kept(noted: Site, fields: dict[str, str], said: str, why: str) -> None:
    send(noted, **TYPED)
    answer = noted.client.post(STEP, data={"answer": "1"} | fields)
    assert answer.status_code == 422
    assert said in plain(answer.get_data(as_text=True)), why
    assert "Åben" in text(noted, MINUTES)


def test_a_page_that_is_kept_is_made_anew_by_a_note(noted: Site) -> None:
    path = "/alliance/bo-trygt/indbrud"
    tag = noted.client.get(path).headers["ETag"]
    assert noted.client.get(path, headers={"If-None-Match": tag}).status_code == 304
    send(noted, **TYPED)
    assert noted.client.get(path, headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        (STEP, {"Origin": "https://elsewhere.example"}, 403),
        (STEP, {"Host": "elsewhere.example"}, 403),
        ("/alliance/bo-trygt/meeting/ukendt", {}, 404),
        ("/alliance/ukendt/meeting/indbrud", {}, 404),
        ("/alliance/bo-trygt/meeting", {}, 405),
    ],
)
def test_nothing_is_written_from_elsewhere_or_nowhere(
    noted: Site, path: str, headers: dict[str, str], status: int
) -> None:
    form = TYPED | {"seen": seen(noted)}
    assert noted.client.post(path, data=form, headers=headers).status_code == status
    assert count(noted) == 0


def test_indicators_come_weakest_first_and_lead_on(demo: Site) -> None:
    order, path = [], "/alliance/bo-trygt/meeting"
    while True:
        page = demo.client.get(path).get_data(as_text=True)
        found = re.search(r'<a[^>]*href="([^"#]+)"[^>]*rel="next"|<a[^>]*rel="next"[^>]*href="([^"#]+)"', page)
        if found is None:
            break
        path = found[1] or found[2]
        order.append(path.rsplit("/", 1)[1])
    assert order == ["indbrud", "indbrud_kvartal", "indbrud_pr_1000_boliger", "bekymrede", "indbrud_kommune"]
    assert "#besluttet" in page, "the last leads to what was decided"


@pytest.mark.parametrize(
    ("path", "said"),
    [
        (
            STEP,
            "Bo trygt . Hvad siger kurven? Anmeldte indbrud i beboelse: næsten halveret siden 2017, men målet blev",
        ),
        (STEP, "Hvad er historien?"),
        (STEP, "Hvad gør vi før næste gang? Der er ingen åbne beslutninger."),
        (STEP, "2018 , databrud: Ny § 276 a i straffeloven."),
        (STEP, "2020 Under 20.000 i hele landet."),  # a small win of this indicator
        ("/alliance/bo-trygt/meeting/indbrud_kommune", "1 forbedres, 10 uden vurdering. Esbjerg Ikke nok data"),
        ("/en/alliance/bo-trygt/meeting", "5 indicators: 1 target missed, 2 improving, 1 without a verdict, 1 judged"),
        ("/alliance/troldhedestien/meeting", "Alliancen har ingen indikatorer endnu"),
        ("/alliance/bo-trygt/meeting?paper=1", "Mødepapir 23. november 2026"),
    ],
)
def test_what_a_meeting_is_told(demo: Site, path: str, said: str) -> None:
    assert said in text(demo, path)


@pytest.mark.parametrize("day", ["2026-11-22", "i-dag", "20261123", "2026-13-01"])
def test_a_day_without_notes_has_no_minutes(demo: Site, day: str) -> None:
    text(demo, f"/alliance/bo-trygt/minutes/{day}", 404)


def test_the_minutes_are_read_by_all_and_written_by_the_secretariat_alone(noted: Site) -> None:
    """Of whoever wrote, the public reads what they are, and no name."""
    send(noted, **TYPED)
    form = TYPED | {"seen": seen(noted)}
    refused = noted.public.post(STEP, data=form, headers={"Accept": "text/html"})
    assert (refused.status_code, count(noted)) == (401, 1)
    page = noted.public.get(STEP).get_data(as_text=True)
    assert "Skrevet af sekretariatet." in plain(page)
    assert "Person" not in plain(page)
    assert "<form" not in page.partition("<main")[2].partition("</main>")[0]
