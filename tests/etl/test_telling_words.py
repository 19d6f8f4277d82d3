"""What letters say: each section only where there is something, cut where it would be long, marked where invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
import yaml

from config.definitions import Alliance
from config.language import Text
from config.recipients import AllianceLetters, Letters
from etl.telling.digest import digest
from etl.telling.examine import examine_letters
from etl.telling.failing import is_told
from etl.telling.letter import WIDTH, Draft, Item, Link, Section, as_html, as_text
from etl.telling.news import Failing, Figures, File, Late, Moved, News
from etl.telling.reminder import reminder
from progress.delivery import Delivery, DeliveryRow
from store.time_period import TimePeriod
from tests.etl.told import room_with
from tests.rooms import House, small_alliance

UNTIL = datetime(2026, 3, 25, 2, 30, tzinfo=UTC)  # 03:30 in Denmark, four days before the clock is changed
PAGES = "https://fremdrift.example.dk"
ALLIANCE = small_alliance()


def letters_of(text: str) -> AllianceLetters:
    return Letters.model_validate(yaml.safe_load(text)).alliances["proeve"]


def _row(*years: int, alliance: Alliance = ALLIANCE, area: str = "0751 Aarhus") -> DeliveryRow:
    indicator = alliance.indicators[1]
    ones = tuple(Delivery(TimePeriod.parse(str(year)), "missing", date(year + 1, 6, 30)) for year in years)
    return DeliveryRow(indicator, ("partner",), area, ones, date(2020, 1, 1))


def late_news(rows: int = 1, is_new: bool = True, alliance: Alliance = ALLIANCE) -> News:
    late = Late("partner", tuple(_row(2023, 2024, alliance=alliance) for _ in range(rows)), 2020, is_new)
    return News(alliance, UNTIL, UNTIL, late=(late,))


def test_being_late_as_yesterday_is_no_news() -> None:
    assert not late_news(is_new=False).has_news
    assert late_news(is_new=True).has_news
    assert not News(ALLIANCE, UNTIL, UNTIL, silent=("partner",)).has_news


INDICATOR = ALLIANCE.indicators[0]
SENTENCE = Text("Sådan er det.", "So it is.")
SECTIONS: list[tuple[News, str, str, str]] = [
    (
        News(ALLIANCE, UNTIL, UNTIL, figures=(Figures(INDICATOR, 2, 1, ("partner",), None),)),
        "2 nye tal og 1 rettet tal",
        "Nye tal",
        "Antal ting: 2 nye tal og 1 rettet tal fra Partneren.",
    ),
    (
        News(ALLIANCE, UNTIL, UNTIL, moved=(Moved(INDICATOR, None, "on_track", "slow", SENTENCE),)),
        "1 ændret vurdering",
        "Vurderinger, der er ændret",
        "Antal ting: nu »For langsomt«, før »På sporet«. Sådan er det.",
    ),
    (
        News(ALLIANCE, UNTIL, UNTIL, rejected=(File("partner", "tal.xlsx", "abc", (SENTENCE,), (Text("", ""),)),)),
        "1 fil blev afvist",
        "Filer, nogen skal gøre noget ved",
        "tal.xlsx fra Partneren blev afvist. Sådan er det. Partneren retter filen og sender den igen. De seneste tal "
        "står endnu. Rapporten, celle for celle: https://fremdrift.example.dk/upload/abc",
    ),
    (
        News(ALLIANCE, UNTIL, UNTIL, waiting=(File("partner", "tal.xlsx", "abc"),)),
        "1 fil venter på jer",
        "Filer, nogen skal gøre noget ved",
        "tal.xlsx fra Partneren venter på et svar. Intet af den er med, før det er givet.",
    ),
    (
        News(
            ALLIANCE, UNTIL, UNTIL, failing=(Failing("partner", "Sky", 5, SENTENCE, Text("Gør det om.", "Redo it.")),)
        ),
        "1 kilde kan ikke hentes",
        "Kilder, der ikke kan hentes",
        "Sky hos Partneren: 5 nætter i træk. Sådan er det. Gør det om. De seneste tal står endnu, med deres dato.",
    ),
    (
        late_news(),
        "1 partner er kommet bagud",
        "Hvem der er bagud",
        "Partneren mangler 2 leverancer: - Ting i kommuner, Aarhus: 2023–2024 (den første frist var 30. juni 2024)",
    ),
]


@pytest.mark.parametrize(("news", "heading", "section", "line"), SECTIONS, ids=[one[2] + one[1] for one in SECTIONS])
def test_each_thing_has_its_line_and_the_heading_is_the_finding(
    news: News, heading: str, section: str, line: str
) -> None:
    draft = digest(news, PAGES, "da")
    assert draft.subject == f"Prøvealliancen: {heading}"
    assert [one.heading for one in draft.sections] == [section]
    assert line in _plain(draft)
    english = digest(news, PAGES, "en")
    assert f"{PAGES}/en/alliance/proeve" in as_text((english,))
    assert len(english.sections) == 1


def test_what_is_long_is_cut_and_says_so() -> None:
    many = tuple(Moved(INDICATOR, Text(f"Sted {n}", f"Place {n}"), "slow", "on_track", None) for n in range(30))
    assert "og 25 til" in _plain(digest(News(ALLIANCE, UNTIL, UNTIL, moved=many), PAGES, "da"))
    assert "og 8 rækker til" in _plain(digest(late_news(rows=12), PAGES, "da"))
    assert "og 3 rækker til" in _plain(reminder(ALLIANCE, late_news(rows=15).late[0], PAGES, "da"))


def test_an_invented_alliance_is_marked_once() -> None:
    made_up = small_alliance(made_up=True)
    for draft in (
        digest(late_news(alliance=made_up), PAGES, "da"),
        reminder(made_up, late_news().late[0], PAGES, "da"),
    ):
        assert draft.subject.startswith("Opdigtede tal: Prøvealliancen")
        assert draft.over == "Opdigtede tal: Prøvealliancen"
    says_so = small_alliance(made_up=True, name="Øvelse: opdigtede tal")
    assert digest(late_news(alliance=says_so), PAGES, "da").subject.casefold().count("opdigtede") == 1


def test_the_reminder_is_short_and_says_where_to_deliver() -> None:
    draft = reminder(ALLIANCE, late_news().late[0], PAGES, "da")
    text = as_text((draft,))
    assert len(text.splitlines()) <= 30
    assert "Til Partneren" in text
    assert "Ting i kommuner, Aarhus: 2023–2024" in text
    assert f"{PAGES}/template/proeve/partner.xlsx" in text
    assert f"{PAGES}/upload?alliance=proeve&organisation=partner" in text
    assert "Venlig hilsen\nSekretariatet" in text, "who signs it"
    nobody = small_alliance(organisations=[{"slug": "partner", "name": "Partneren", "delivers": True}])
    assert "Venlig hilsen\nsekretariatet" in as_text((reminder(nobody, late_news().late[0], PAGES, "da"),))


HOSTILE = 'Båd <script>alert(1)</script> & "citat" ' + "æ" * 200


def test_names_are_text_and_no_markup() -> None:
    item = Item(HOSTILE, (HOSTILE,), (Link(HOSTILE, 'a"b'),), Link(HOSTILE, "javascript"))
    draft = Draft(
        "da", HOSTILE, HOSTILE, HOSTILE, HOSTILE, (Section(HOSTILE, (item,)), Section("", (item,))), (HOSTILE,)
    )
    html = as_html((draft, draft))
    assert "<script" not in html
    assert 'href="a&quot;b"' in html
    assert html.count("<h1") == 1, "two languages, one heading of the page"


def test_lines_of_plain_text_fit_and_addresses_are_whole() -> None:
    news = replace(late_news(), moved=(Moved(INDICATOR, None, "on_track", "slow", Text("ord " * 100, "word " * 100)),))
    for line in as_text((digest(news, PAGES, "da"),)).splitlines():
        assert len(line) <= WIDTH or PAGES in line
        assert line.count(PAGES) <= 1


@pytest.mark.parametrize(("nights", "told"), [(4, False), (5, True), (6, False), (11, False), (12, True), (19, True)])
def test_a_source_that_fails_is_told_on_the_fifth_night_and_then_once_a_week(nights: int, told: bool) -> None:
    assert is_told(nights) is told


def _plain(draft: Draft) -> str:
    return " ".join(as_text((draft,)).replace("\u00a0", " ").split())


WRONG: list[tuple[str, dict[str, str], list[str], str]] = [
    ("", {}, [], "no letters"),
    ("  proeve:\n    secretariat:\n      - mail: a@example.dk\n", {"FREMDRIFT_MAIL": "mailto://x"}, [], "all is well"),
    ("  proeve:\n    secretariat:\n      - mail: a@example.dk\n", {}, ["FREMDRIFT_MAIL is not set"], "no mail server"),
    (
        "  proeve:\n    partners:\n      ukendt:\n        - webhook: KROG\n",
        {"KROG": "x"},
        ["ukendt"],
        "no such partner",
    ),
    ("  bo-trykt: {}\n", {}, ["bo-trykt"], "no such alliance: nobody would ever get a letter"),
    ("  proeve: nej\n", {}, ["line 4, alliances.proeve"], "a mistake in the file"),
]


@pytest.mark.parametrize(("text", "environment", "said", "reason"), WRONG, ids=[one[3] for one in WRONG])
def test_the_doctor_says_what_nobody_would_notice(
    sqlite_house: House,
    monkeypatch: pytest.MonkeyPatch,
    text: str,
    environment: dict[str, str],
    said: list[str],
    reason: str,
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    room = room_with(sqlite_house, f"\npages: {PAGES}\nalliances:\n{text}") if text else sqlite_house.room
    with room.store.reading() as connection:
        found = list(examine_letters(connection, room.settings, date(2026, 11, 23)))
    assert len(found) == len(said), reason
    for (what, remedy), part in zip(found, said, strict=True):
        assert part in what
        assert remedy
        assert "example.dk" not in what
