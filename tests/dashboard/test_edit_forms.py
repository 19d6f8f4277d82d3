"""Editing in the browser: what a plain form sends becomes a new version; what is wrong is said at its field."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from dashboard.editing.kinds import KINDS
from etl.errands import submit
from etl.worker import work_once
from store.database import Store
from store.editing import edit
from store.published import read_published
from store.schema import definition, work
from store.viewer import OPERATOR
from tests.dashboard.desk import HOME, TARGET, Desk, desk_in, readable
from tests.rooms import NOW, House, house_in

ENTRIES = {
    "alliance": "proeve",
    "goal": "faerre",
    "indicator": "antal",
    "action": "tilbud",
    "small_win": "sejr",
    "story": "historie",
    "organisation": "partner",
    "source": "kilde",
}


@pytest.fixture
def desk(sqlite_house: House) -> Desk:
    return desk_in(sqlite_house)


@pytest.fixture(scope="module")
def unchanged(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """For what stores nothing."""
    folder = tmp_path_factory.mktemp("unchanged")
    shutil.copyfile(migrated_sqlite, folder / "fremdrift.db")
    store = Store(f"sqlite:///{folder / 'fremdrift.db'}")
    yield desk_in(house_in(folder, store, str(store.url)))
    store.close()


def test_every_kind_is_listed_and_can_be_opened(unchanged: Desk) -> None:
    listed = unchanged.get(HOME)
    for kind in KINDS.values():
        assert kind.heading.da in listed
        assert unchanged.get(f"{HOME}/{kind.code}/{ENTRIES[kind.code]}")
        if kind.code != "alliance":
            assert unchanged.get(f"/en{HOME}/{kind.code}")


def test_the_guide_names_what_can_be_edited() -> None:
    guide = (Path(__file__).parents[2] / "docs" / "redigering.md").read_text("utf-8")
    assert [row.split(" |")[0][2:] for row in guide.split("|---|---|---|\n")[1].split("\n\n")[0].splitlines()] == [
        kind.heading.da for kind in KINDS.values()
    ]


@pytest.mark.parametrize("kind", [*ENTRIES])
def test_a_form_sent_as_it_is_changes_nothing(unchanged: Desk, kind: str) -> None:
    """Every field is read back as the same: no text lost, no default written, no hidden indicator dropped."""
    for path in (f"{HOME}/{kind}/{ENTRIES[kind]}", f"/en{HOME}/{kind}/{ENTRIES[kind]}"):
        unchanged.save(path)
        assert {one.origin for one in unchanged.versions(kind, ENTRIES[kind])} == {"file"}


def test_a_long_text_that_stands_is_not_cut(desk: Desk) -> None:
    """A text of many lines, longer than the field would take: it came from the file, and stays as it is."""
    title = "\n".join(["En lang linje"] * 40)
    with desk.house.store.writing() as connection:
        document = desk.newest("goal", "faerre").document | {"title": {"da": title, "en": "Long"}}
        seen = desk.newest("goal", "faerre").version
        edit(connection, "proeve", "goal", "faerre", document, author="Bo", reason=None, now=NOW, seen=seen)
    desk.save(f"{HOME}/goal/faerre", description="Uddybet")
    assert desk.newest("goal", "faerre").document["title"] == {"da": title, "en": "Long"}


def test_a_changed_goal_is_a_new_version_by_name_and_reason(desk: Desk) -> None:
    path = f"{HOME}/goal/faerre"
    to = desk.save(path, title="Endnu færre", title__en="Fewer still", why="Aftalt på mødet")
    assert to == f"{path}?saved=1"
    new, old = desk.versions("goal", "faerre")
    assert (new.document["title"], new.author, new.reason) == (
        {"da": "Endnu færre", "en": "Fewer still"},
        desk.key,
        "Aftalt på mødet",
    )
    assert old.document["title"]["da"] == "Færre"
    seen = desk.get(to)
    for words in ("Gemt 23. november 2026 kl. 13.00 af Anna.", "»Aftalt på mødet«", "Færre → Endnu færre", "Fewer → "):
        assert words in seen
    assert "Endnu færre" in desk.get("/alliance/proeve")


@pytest.mark.parametrize(
    ("kind", "form", "key", "expected", "why"),
    [
        ("goal", {"title": "Flere i job"}, "flere-i-job", {"title": {"da": "Flere i job", "en": "Flere i job"}}, ""),
        (
            "action",
            {"title": "Møde", "who.partner": "1", "by": "2027-01-31", "state": "under_way", "indicators.antal": "1"},
            "moede",
            {"who": ["partner"], "by": "2027-01-31", "state": "under_way", "indicators": ["antal"]},
            "",
        ),
        ("small_win", {"title": "Først!", "period": "marts 2026"}, "foerst", {"period": "2026-03"}, "as people write"),
        ("story", {"title": "T", "text": "Linje 1\r\n\r\nLinje 2"}, "t", {"text": {"da": "Linje 1\n\nLinje 2"}}, ""),
        ("organisation", {"name": "Ny", "role": "funder"}, "ny", {"roles": [{"role": "funder"}]}, ""),
        ("source", {"title": "Rapport"}, "rapport", {"title": "Rapport"}, ""),
        ("goal", {"title": "Edit"}, "edit-2", {}, "a name that is a page's"),
        (
            "indicator",
            {
                "title": "Unge",
                "goal": "faerre",
                "unit": "unge",
                "kind": "count",
                "direction": "decrease",
                "frequency": "annual",
                "decimals": "0",
                "baseline_period": "2020",
                "baseline_value": "1234,5",
            },
            "unge",
            {"baseline": {"period": "2020", "value": 1234.5}, "frequency": "annual", "decimals": 0},
            "what figures hang on is asked once",
        ),
    ],
)
def test_an_entry_is_added(
    desk: Desk, kind: str, form: dict[str, str], key: str, expected: dict[str, Any], why: str
) -> None:
    path = f"{HOME}/{kind}"
    sent = desk.form(path) | form
    assert desk.post(path, sent, status=303) == f"{path}/{key}?saved=1"
    document = desk.newest(kind, key).document
    for name, value in expected.items():
        found = document[name]
        assert (found | value if isinstance(value, dict) else value) == found, why
    assert desk.post(path, sent, status=303) == f"{path}/{key}?saved=1"  # sent twice by a double click: still one
    assert len(desk.versions(kind, key)) == 1
    assert desk.post(path, sent | {"title": form.get("title", "") + "!", "name": "Ny!"}, status=303).startswith(
        f"{path}/{key.removesuffix('-2')}-"
    )  # another entry of the same name has its own key


@pytest.mark.parametrize(
    ("path", "form", "field", "words"),
    [
        ("goal/faerre", {"title": ""}, "title", "Skriv også den danske tekst."),
        ("goal/faerre", {"title": "", "title-en": ""}, "title", "Feltet skal udfyldes."),
        ("goal/faerre", {"title": "x" * 301}, "title", "Højst 300 tegn."),
        ("goal/faerre", {"why": "x" * 1001}, "why", "Det er for langt."),
        ("action/tilbud", {"by": "snart"}, "by", "Skriv en dato"),
        ("action/tilbud", {"state": "måske"}, "state", "Vælg en af mulighederne."),
        ("small_win/sejr", {"period": "engang"}, "period", "»engang« er ikke en periode."),
        ("source/kilde", {"title": ""}, "title", "Feltet skal udfyldes."),
        ("indicator/antal", {"goal": "andet"}, "goal", "Vælg en af mulighederne."),
        ("indicator", {"decimals": "to"}, "decimals", "Skriv et helt tal"),
        ("indicator/antal/target", TARGET | {"value": "x"}, "value", "»x« er ikke et tal."),
        ("indicator/antal/target", TARGET | {"value": "1.234"}, "value", "Skriv 1234 eller 1,2340."),
        ("indicator/antal/target", TARGET | {"value": "40,5"}, "value", "Indikatoren opgøres med 0 decimaler."),
        ("indicator/antal/target", TARGET | {"value": "-1"}, "value", "Mindst 0."),
        ("indicator/antal/target", TARGET | {"period": "1. kvartal 2030"}, "period", "opgøres for hvert år"),
        ("indicator/antal/target", TARGET | {"period": "2020"}, "period", "Fristen skal ligge efter udgangspunktet"),
        ("indicator/antal/target", TARGET | {"adopted": ""}, "adopted", "Feltet skal udfyldes."),
        ("indicator/antal/target", TARGET | {"reason": ""}, "reason", "Feltet skal udfyldes."),
        (
            "indicator/antal/target",
            TARGET | {"period": "2030", "adopted": "2020-06-01"},
            "adopted",
            "allerede et måltal med samme frist",
        ),
        ("indicator/kommuner/target", TARGET | {"area": "Aarhuus"}, "area", "Skriv »0751 Aarhus«."),
        ("indicator/antal/event", {"title": "Nyt", "period": ""}, "period", "Feltet skal udfyldes."),
        ("alliance/proeve", {"problem": "", "problem-en": ""}, "problem", "Feltet skal udfyldes."),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_stored(
    unchanged: Desk, path: str, form: dict[str, str], field: str, words: str
) -> None:
    before = _stored(unchanged)
    sent = unchanged.form(f"{HOME}/{path}") | form
    html = unchanged.post(f"{HOME}/{path}", sent, status=422)
    assert words in readable(html)
    at_field = re.search(rf'id="{field}-fejl"[^>]*>([^<]*)<', html)
    assert at_field
    assert words in readable(at_field[1])
    assert re.search(rf'href="#{field}"', html)  # the list above leads to it
    for name, text in form.items():
        is_kept = text.strip() in readable(html) or f'value="{text}"' in html
        assert is_kept or words.startswith("Vælg"), name  # nothing written is lost
    assert _stored(unchanged) == before


def _stored(desk: Desk) -> list[Any]:
    with desk.house.store.reading() as connection:
        return [tuple(row) for row in connection.execute(sa.select(definition).order_by(definition.c.definition_id))]


def test_in_english_it_is_said_in_english(desk: Desk) -> None:
    html = desk.post(f"/en{HOME}/indicator/antal/target", TARGET | {"value": "1,234"}, status=422)
    assert "can be read in two ways. Write 1234 or 1.2340." in readable(html)
    assert desk.save(f"/en{HOME}/goal/faerre", title="Nyt").startswith(f"/en{HOME}/goal/faerre")


def test_a_new_target_stands_beside_the_old_one(desk: Desk) -> None:
    path = f"{HOME}/indicator/antal/target"
    assert "50 i 2030, vedtaget 1. juni 2020" in desk.get(path)
    desk.save(path, **TARGET)
    stored = desk.newest("indicator", "antal")
    assert [one["value"] for one in stored.document["targets"]] == [50, 40]
    assert stored.document["targets"][1] == {
        "value": 40,
        "period": "2032",
        "adopted": "2026-11-20",
        "reason": {"da": TARGET["reason"], "en": TARGET["reason"]},
    }
    assert (stored.author, stored.reason) == (desk.key, TARGET["reason"])
    assert "Måltal intet → 40 i 2032, vedtaget 20. november 2026" in desk.get(f"{HOME}/indicator/antal")
    assert desk.status(f"{HOME}/indicator/antal/target/0") == 404  # what stands is not changed


def test_zero_is_a_target_like_any_other(desk: Desk) -> None:
    desk.save(f"{HOME}/indicator/antal/target", **(TARGET | {"value": "0", "period": ""}))
    assert desk.newest("indicator", "antal").document["targets"][1]["value"] == 0
    assert "0, ingen frist, vedtaget 20. november 2026" in desk.get(f"{HOME}/indicator/antal")


def test_a_target_for_each_place(desk: Desk) -> None:
    desk.save(f"{HOME}/indicator/kommuner/target", **TARGET, area="hvert sted")
    desk.save(f"{HOME}/indicator/kommuner/target", **TARGET, area="aarhus")
    assert [one["area"] for one in desk.newest("indicator", "kommuner").document["targets"]] == ["each", "0751 Aarhus"]


def test_what_follows_from_a_target_is_shown_before_it_is_stored(desk: Desk) -> None:
    file = desk.house.workbook([["antal", None, year, 100 - 3 * (year - 2020), None] for year in range(2020, 2026)])
    _deliver(desk, file)
    path = f"{HOME}/indicator/antal/target"
    before = _stored(desk)
    seen = readable(desk.post(path, desk.form(path) | TARGET | {"look": "1"}, status=200))
    assert "Intet er gemt endnu" in seen
    assert re.search(r"Nu .* 50 i 2030.*Med det nye måltal .* 40 i 2032", seen), seen
    assert _stored(desk) == before
    desk.save(path, **TARGET)
    while work_once(desk.house.room, "test"):
        pass
    with desk.house.store.reading() as connection:
        found = read_published(connection, "proeve", OPERATOR, NOW.date())
    one = next(one for one in found if (one.indicator, one.role) == ("antal", "shared"))
    assert one.verdict["sentence"]["da"].replace("\u00a0", " ") in seen  # what was shown is what then stands


def _deliver(desk: Desk, file: Any) -> None:
    assert submit(desk.house.room, file, "proeve", "sekretariat").outcome == "accepted"


def test_events_and_notes_are_added_changed_and_taken_out(desk: Desk) -> None:
    path = f"{HOME}/indicator/antal"
    desk.save(f"{path}/event", title="Ny lov", period="2024", until="2025")
    desk.save(f"{path}/note", text="Foreløbige tal")
    desk.save(f"{path}/event/0", title="Ny lov om ting")
    document = desk.newest("indicator", "antal").document
    assert document["events"] == [
        {"period": "2024", "until": "2025", "title": {"da": "Ny lov om ting", "en": "Ny lov om ting"}}
    ]
    assert document["notes"] == [{"da": "Foreløbige tal", "en": "Foreløbige tal"}]
    assert "2024–2025: Ny lov om ting" in desk.get(path)
    desk.save(f"{path}/event/0/retire", why="Skrevet forkert")
    assert "events" not in desk.newest("indicator", "antal").document
    assert desk.status(f"{path}/event/0") == 404
    desk.save(f"{HOME}/alliance/proeve/note", text="Endnu en")
    assert [note.da for note in desk.declared().notes] == ["Opdigtet", "Endnu en"]


def test_the_path_and_what_is_said_of_single_periods_are_edited(desk: Desk) -> None:
    path = f"{HOME}/indicator/antal"
    desk.save(f"{path}/milestone", period="2025", value="75")
    desk.save(f"{path}/break", period="2022", reason="Ny optælling", bridged="1")
    desk.save(f"{path}/missing", period="2021", reason="Ikke talt")
    desk.save(f"{path}/milestone/0", value="70")
    document = desk.newest("indicator", "antal").document
    assert document["milestones"] == [{"value": 70, "period": "2025"}]
    assert document["breaks"][0]["bridged"] is True
    seen = desk.get(path)
    for words in (
        "2025: 70",
        "2022: Ny optælling (serien føres hen over bruddet)",
        "2021: Ikke talt",
        "2025: 75 → 2025: 70",
    ):
        assert words in seen
    html = desk.save(f"{path}/milestone", period="marts 2026", value="60", status=422)
    assert "indikatoren opgøres pr. år" in readable(html)


def test_an_entry_is_taken_out_and_put_back(desk: Desk) -> None:
    path = f"{HOME}/indicator/andel"
    html = desk.post(f"{path}/retire", desk.form(f"{path}/retire"), status=422)
    assert "Grund til ændringen : Feltet skal udfyldes." in readable(html)
    desk.save(f"{path}/retire", why="Måles ikke længere")
    assert desk.declared().indicator("andel") is None
    seen = desk.get(path)
    assert "»Andel« er taget ud" in seen
    assert "»Måles ikke længere«" in seen
    assert "Taget ud: Andel" in desk.get(HOME)
    version = desk.versions("indicator", "andel")[-1].version
    desk.save(f"{path}/restore/{version}", why="Det var en fejl")
    assert desk.declared().indicator("andel") is not None
    assert desk.newest("indicator", "andel").reason == "Det var en fejl"


@pytest.mark.parametrize(
    ("path", "shown", "told"),
    [
        ("goal/faerre", "Antal ting", "Indikatoren antal hænger på det."),
        ("organisation/partner", "Nyt tilbud", "Handlingen tilbud hænger på det."),
    ],
)
def test_what_others_hang_on_cannot_be_taken_out(unchanged: Desk, path: str, shown: str, told: str) -> None:
    """The page says so at once; whoever sends the form all the same is told too, of what is for members as well."""
    address = f"{HOME}/{path}/retire"
    page = unchanged.get(address)
    assert shown in page.split("det her hænger på det.")[1]
    newest = unchanged.newest(*path.split("/"))
    sent = {"seen": str(newest.version), "why": "x"}
    answer = readable(unchanged.post(address, sent, status=422))
    assert told in answer
    assert ("hemmelig" in answer) == (path == "goal/faerre")
    assert not unchanged.newest(*path.split("/")).is_retired


def test_what_an_indicator_is_tied_to_is_named_and_lets_go(desk: Desk) -> None:
    path = f"{HOME}/indicator/antal/retire"
    assert "Det her hører så ikke længere til den: Nyt tilbud" in desk.get(path)
    desk.save(path, why="Erstattet")
    assert desk.newest("action", "tilbud").document["indicators"] == ["hemmelig"]
    assert "Hører til indikatorerne Antal ting" not in desk.get(f"{HOME}/action/tilbud")


def test_an_earlier_version_is_put_back_and_adopted_targets_stay(desk: Desk) -> None:
    path = f"{HOME}/indicator/antal"
    first = desk.newest("indicator", "antal").version
    desk.save(path, title="Forkert")
    desk.save(f"{path}/target", **TARGET)
    seen = desk.get(f"{path}/restore/{first}")
    assert "Titel Forkert → Antal ting" in seen
    assert "Måltal" not in seen
    desk.save(f"{path}/restore/{first}", why="Tilbage")
    document = desk.newest("indicator", "antal").document
    assert document["title"]["da"] == "Antal ting"
    assert [one["value"] for one in document["targets"]] == [50, 40]
    assert desk.status(f"{path}/restore/999999") == 404


def test_a_version_whose_goal_is_gone_cannot_be_put_back(desk: Desk) -> None:
    first = desk.newest("indicator", "andel").version
    desk.save(f"{HOME}/goal", title="Flere")
    with desk.house.store.writing() as connection:
        for code in ("antal", "kommuner", "andel", "hemmelig"):
            stands = desk.newest("indicator", code)
            moved = stands.document | {"goal": "flere"}
            edit(connection, "proeve", "indicator", code, moved, author="Bo", reason=None, now=NOW, seen=stands.version)
    desk.save(f"{HOME}/goal/faerre/retire", why="Nået")
    html = desk.save(f"{HOME}/indicator/andel/restore/{first}", why="Tilbage", status=422)
    assert "Mål: »faerre« findes ikke." in readable(html)


def test_two_at_once_do_not_overwrite_each_other(desk: Desk) -> None:
    path = f"{HOME}/goal/faerre"
    mine = desk.form(path) | {"title": "Mit"}
    desk.of("Bo").save(path, title="Deres")
    html = desk.post(path, mine, status=409)
    seen = readable(html)
    for words in ("Intet er gemt: der er gemt en anden udgave imens", "af Bo.", "Deres → Mit"):
        assert words in seen
    assert desk.newest("goal", "faerre").document["title"]["da"] == "Deres"
    seen_now = re.search(r'name="seen" type="hidden" value="(\d+)"|value="(\d+)"[^>]*name="seen"', html)
    assert seen_now
    desk.post(path, mine | {"seen": next(filter(None, seen_now.groups()))}, status=303)
    assert [one.document["title"]["da"] for one in desk.versions("goal", "faerre")] == ["Mit", "Deres", "Færre"]


def test_both_databases_take_a_form(house: House) -> None:
    desk = desk_in(house)
    path = f"{HOME}/indicator/antal"
    opened = desk.form(path)
    desk.save(f"{path}/target", **TARGET)
    desk.post(path, opened | {"title": "Med gammel udgave"}, status=409)
    desk.save(path, title="a\0b", goal="andet", status=422)
    desk.save(path, title="a\0b")
    assert desk.newest("indicator", "antal").document["title"]["da"] == "ab"


def test_a_target_sent_twice_is_one(desk: Desk) -> None:
    path = f"{HOME}/indicator/antal/target"
    sent = desk.form(path) | TARGET
    desk.post(path, sent, status=303)
    desk.post(path, sent, status=303)
    assert len(desk.newest("indicator", "antal").document["targets"]) == 2


def test_what_hangs_on_an_edit_is_judged_anew(desk: Desk) -> None:
    desk.save(f"{HOME}/goal/faerre", title="Nyt")
    with desk.house.store.reading() as connection:
        asked = list(connection.execute(sa.select(work.c.kind, work.c.alliance, work.c.asked_by)))
    assert asked == [("assess", "proeve", desk.key)]


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("/alliance/ukendt/edit", "no such alliance"),
        (f"{HOME}/ukendt", "no such kind"),
        (f"{HOME}/alliance", "there is one alliance, and it is here"),
        (f"{HOME}/alliance/andre", "an alliance's texts have its own name"),
        (f"{HOME}/alliance/proeve/retire", "an alliance is not taken out here"),
        (f"{HOME}/goal/ukendt", "no such entry"),
        (f"{HOME}/goal/faerre/target", "a goal has no targets"),
        (f"{HOME}/indicator/antal/event/0", "no such event"),
    ],
)
def test_what_is_not_there_is_not_found(unchanged: Desk, path: str, why: str) -> None:
    assert unchanged.status(path) == 404, why
    if path.count("/") > 3:
        unchanged.post(path, TARGET | {"title": "x", "why": "x"}, status=404)


def test_what_is_for_members_only_is_offered_and_stays_tied(desk: Desk) -> None:
    path = f"{HOME}/action/tilbud"
    assert desk.form(path)["indicators.hemmelig"] == "1"
    desk.save(path, **{"who.sekretariat": "1"})
    document = desk.newest("action", "tilbud").document
    assert document["who"] == ["partner", "sekretariat"]
    assert set(document["indicators"]) == {"antal", "hemmelig"}


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "a\0b\x07c"])
def test_what_is_written_is_text(desk: Desk, text: str) -> None:
    path = f"{HOME}/goal/faerre"
    desk.save(path, title=text, description=text, why=text)
    for address in (path, HOME, "/alliance/proeve"):
        html = desk.client.get(address).get_data(as_text=True)
        assert "<script>alert" not in html
        assert "<img" not in html
    assert "\0" not in desk.newest("goal", "faerre").document["title"]["da"]


def test_a_form_from_elsewhere_is_refused(unchanged: Desk) -> None:
    client = unchanged.client
    answer = client.post(f"{HOME}/goal/faerre", data={"title": "x"}, headers={"Origin": "https://example.org"})
    assert answer.status_code == 403
    answer = client.get(f"{HOME}/goal/faerre")
    assert answer.headers["Cache-Control"] == "no-store, private"
    assert answer.headers["X-Robots-Tag"] == "noindex"


def test_an_edit_survives_what_the_file_says(desk: Desk) -> None:
    """The same by the store's own hand: the page shows who, and the file's author is not taken for a person."""
    with desk.house.store.writing() as connection:
        seen = desk.newest("goal", "faerre").version
        changed = {"title": {"da": "Fra før", "en": "Before"}}
        edit(connection, "proeve", "goal", "faerre", changed, author="Bo", reason=None, now=NOW, seen=seen)
    listed = desk.get(HOME)
    assert "Fra før 23. november 2026, Bo" in listed
    assert "Antal ting 50 i 2030, vedtaget 1. juni 2020 23. november 2026, fra filen" in listed


def test_where_files_are_fetched_from_is_edited_at_the_organisation(desk: Desk) -> None:
    path = f"{HOME}/organisation/partner/collect"
    form = {"key": "sky", "way": "webdav", "address": "https://sky.example.dk/tal/", "user": "anna"}
    assert desk.save(path, **form, secret="FREMDRIFT_SOURCE_PARTNER") == f"{HOME}/organisation/partner?saved=1"
    (feed,) = desk.declared().organisation("partner").collect  # type: ignore[union-attr]
    assert (feed.way, feed.address, feed.secret) == ("webdav", form["address"], "FREMDRIFT_SOURCE_PARTNER")
    assert "https://sky.example.dk/tal/" in desk.get(f"{HOME}/organisation/partner")
    for fields, words in (
        ({"address": "http://10.0.0.1/tal"}, "en adresse som https://sky.example.dk"),
        ({"way": "sftp", "address": "sftp://x.dk/"}, "offentlige nøgle"),
        ({"secret": "hemmeligt"}, "aldrig selve kodeordet"),
    ):
        assert words in readable(desk.save(f"{path}/0", 422, **fields)), fields


def test_no_form_says_that_a_host_is_within_the_house(desk: Desk) -> None:
    """Whoever reaches the page could otherwise have the server ask machines that only the server can reach."""
    path = f"{HOME}/organisation/partner/collect"
    form = {"key": "sky", "way": "web", "address": "https://sky.example.dk/tal.csv"}
    desk.save(path, **form, intranet_host="sky.example.dk", other_hosts="10.0.0.1")
    (feed,) = desk.declared().organisation("partner").collect  # type: ignore[union-attr]
    assert (feed.intranet_host, feed.other_hosts) == (None, ())
