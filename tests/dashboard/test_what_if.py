"""Another target, deadline or baseline: the verdict that follows, beside the stored one, and nothing kept."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
import sqlalchemy as sa

from dashboard.asking import number_for_field, period_for_field, read_number, read_one_period
from dashboard.what_if import WhatIf, what_if
from store.schema import metadata
from store.time_period import parse
from tests.dashboard.conftest import Site
from tests.dashboard.demo_series import TODAY, demo
from tests.dashboard.made_series import indicator, series

BURGLARIES = "/alliance/bo-trygt/indbrud"


def asked(query: dict[str, str], code: str = "indbrud", language: Any = "da") -> WhatIf:
    shown = demo()[code]
    return what_if(shown.indicator, shown.shared, query, language, TODAY)


def verdict(answer: WhatIf) -> dict[str, Any]:
    assert answer.mistakes == {}
    assert answer.verdict is not None
    return answer.verdict


@pytest.mark.parametrize(
    ("query", "code", "progress", "why"),
    [
        # b = 29,147 (2017), x = 14,844 (2023): 14,303 of the way
        ({"target": "15000"}, "met", 14303 / 14147, "14,844 is below 15,000"),
        ({"target": "10.000", "deadline": "2029"}, "on_track", 14303 / 19147, "74.7 % in 6 of 12 years: R 1.49"),
        ({"target": "0", "deadline": "2026"}, "acceleration_needed", 14303 / 29147, "49.1 % in 6 of 9: R 0.74"),
        ({"baseline": "2020"}, "missed", (14844 - 17529) / (10000 - 17529), "the same target, counted from 2020"),
        ({"target": "", "deadline": ""}, "improving", None, "no target: the direction"),
        ({"target": "9000", "deadline": ""}, "improving", 14303 / 20147, "no deadline: the direction, P beside it"),
    ],
)
def test_the_verdict_that_would_follow(query: dict[str, str], code: str, progress: float | None, why: str) -> None:
    found = verdict(asked(query))
    assert found["verdict"] == code, why
    assert found["progress"] == (None if progress is None else pytest.approx(progress, abs=1e-6)), why
    assert found["sentence"]["da"]


@pytest.mark.parametrize("code", [code for code, shown in demo().items() if shown.shared.points.periods])
@pytest.mark.parametrize("language", ["da", "en"])
def test_asking_for_what_holds_already_gives_the_stored_verdict(code: str, language: Any) -> None:
    """The fields as they come filled in, sent back as they are."""
    texts = dict(asked({}, code, language).texts)
    answer = asked(texts, code, language)
    if answer.mistakes:  # a declared baseline or target that the form cannot hold would be a fault
        raise AssertionError(answer.mistakes)
    stored = demo()[code].shared.verdict
    found = verdict(answer)
    assert answer.is_same
    assert {name: found[name] for name in ("verdict", "progress", "pace", "lead_months", "sentence")} == {
        name: stored[name] for name in ("verdict", "progress", "pace", "lead_months", "sentence")
    }


@pytest.mark.parametrize(
    ("query", "field", "words"),
    [
        ({"target": "mange"}, "target", "»mange« er ikke et tal. Skriv for eksempel 1234,5."),
        ({"target": "12 mio."}, "target", "»12 mio.« har en enhed. Skriv tallet alene, i seriens egen enhed."),
        ({"target": ""}, "target", "Der er en frist, men intet måltal."),
        ({"deadline": "snart"}, "deadline", "»snart« er ikke en periode."),
        ({"deadline": "2016"}, "deadline", "Fristen skal ligge efter udgangspunktet, 2017."),
        ({"baseline": "2012"}, "baseline", "Serien har intet tal for 2012. Vælg en periode med et tal, fra 2005 til"),
        ({"baseline": "2019-Q1"}, "baseline", "Serien har intet tal for 1. kvartal 2019."),
    ],
)
def test_wrong_input_is_answered_beside_its_field(demo: Site, query: dict[str, str], field: str, words: str) -> None:
    answer = asked(query)
    assert answer.verdict is None
    assert list(answer.mistakes) == [field]
    text = unescape(demo.public.get(BURGLARIES, query_string=query).get_data(as_text=True))
    told = re.search(rf'<p id="{field}-fejl" class="besked">([^<]*)</p>', text)
    assert told is not None
    assert words in told[1]
    control = re.search(rf'<input name="{field}"[^>]*>', text)
    assert control is not None
    assert 'aria-invalid="true"' in control[0]
    assert f"{field}-fejl" in control[0]
    assert "Ikke gemt" not in text


def test_limits_are_asked_for_where_the_goal_is_to_stay_inside_them() -> None:
    declared = indicator(direction="keep", range=[5, 10])
    one = series(
        declared, [(str(year), 8.0 + year % 4) for year in range(2015, 2026)]
    )  # 11 in 2019 and 2023, 9 in 2025
    assert dict(what_if(declared, one, {}, "da", TODAY).texts) == {"low": "5", "high": "10"}
    assert verdict(what_if(declared, one, {"high": "8,4"}, "da", TODAY))["verdict"] == "slipped"
    assert verdict(what_if(declared, one, {"low": "8"}, "da", TODAY))["verdict"] == "kept"
    assert list(what_if(declared, one, {"low": "11"}, "da", TODAY).mistakes) == ["high"]
    assert list(what_if(declared, one, {"low": ""}, "da", TODAY).mistakes) == ["low"]


def test_hidden_values_are_not_used() -> None:
    """A value that was published by mistake under Q changes nothing."""
    declared = indicator(baseline={"period": "2015"}, targets=[{"value": 2, "period": "2030"}])
    rows: list[tuple[Any, ...]] = [(str(year), 30.0 - year + 2015) for year in range(2015, 2026)]
    hidden = [(*row[:2], "Q") if row[0] == "2020" else row for row in rows]
    other = [(row[0], 999.0, "Q") if row[0] == "2020" else row for row in rows]
    query = {"target": "10", "deadline": "2028"}
    first, second = (what_if(declared, series(declared, given), query, "da", TODAY) for given in (hidden, other))
    assert verdict(first) == verdict(second)
    baseline = what_if(declared, series(declared, hidden), {"baseline": "2020"}, "da", TODAY)
    assert list(baseline.mistakes) == ["baseline"]


def test_milestones_belong_to_the_target_that_was_adopted() -> None:
    declared = indicator(
        baseline={"period": "2015"},
        targets=[{"value": 10, "period": "2030"}],
        milestones=[{"value": 29, "period": "2025"}],
    )
    one = series(declared, [(str(year), 30.0 - 0.1 * (year - 2015)) for year in range(2015, 2026)])
    assert verdict(what_if(declared, one, {"baseline": "2015"}, "da", TODAY))["verdict"] == "on_track"
    assert verdict(what_if(declared, one, {"deadline": "2031"}, "da", TODAY))["verdict"] == "slow"


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("14.844", "da", 14844.0),  # as the Danish page itself writes it
        ("14,844", "en", 14844.0),
        ("12,5", "en", 12.5),  # cannot be English: nothing is lost by taking it
        ("1.234,5", "da", 1234.5),
        ("75 %", "da", 75.0),
        ("−4", "da", -4.0),
    ],
)
def test_a_field_is_read_as_the_page_writes(text: str, language: Any, value: float) -> None:
    assert read_number(text, language) == value


@pytest.mark.parametrize("language", ["da", "en"])
def test_what_a_field_is_filled_with_is_read_again(language: Any) -> None:
    for value in (0.0, 14844.0, 1234.567, 0.125, -4.5, 123456789.0):
        assert read_number(number_for_field(value, language), language) == value
    for period in map(parse, ("2024", "2024-H1", "2024-Q3", "2024-03", "2024-W06", "2024-03-12", "2023/24")):
        assert read_one_period(period_for_field(period, language)) == period


@pytest.mark.parametrize(
    ("query", "language", "text", "value"),
    [
        ({"target": "12.000", "written": "da"}, "da", "12.000", 12000),
        ({"target": "12.000", "written": "da"}, "en", "12000", 12000),
        ({"target": "12.5", "written": "en"}, "da", "12,5", 12.5),
        ({"target": "12.000"}, "en", "12.000", 12),  # written on the English page
        ({"target": "12.000", "written": "xx"}, "da", "12.000", 12000),
    ],
)
def test_the_other_language_s_page_asks_about_the_same_number(
    query: dict[str, str], language: Any, text: str, value: float
) -> None:
    answer = asked(query, language=language)
    assert (answer.texts["target"], verdict(answer)["target"]["value"]) == (text, value)


def test_it_stands_beside_the_stored_one_and_is_marked(demo: Site) -> None:
    text = demo.public.get(BURGLARIES + "?target=12.000&deadline=2026&baseline=2019").get_data(as_text=True)
    section = unescape(text.split('aria-labelledby="hvad-nu-hvis"')[1].split("</section>")[0]).replace("\u00a0", " ")
    assert "Ikke gemt: kun en beregning" in section
    cells = re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", section)
    plain = [re.sub(r"<[^>]*>", "", cell) for cell in cells]
    assert plain[:12] == [
        "", "Gemt", "Hvad nu hvis",
        "Vurdering", "Mål ikke nået", "På sporet",
        "Mål og frist", "10.000, 2023", "12.000, 2026",
        "Udgangspunkt", "29.147, 2017", "24.705, 2019",
    ]  # fmt: skip
    assert 'value="12.000"' in section
    assert "14.844 indbrud i 2023. Målet er højst 12.000 i 2026." in section
    (status,) = re.findall(r'<p class="status">.*?</p>', text)
    assert "Mål ikke nået" in status  # the page's own verdict stays what is stored
    english = demo.public.get("/en" + BURGLARIES + "?target=12,000").get_data(as_text=True)
    assert "Not stored: only a calculation" in english


def test_such_a_page_is_nobody_s_to_keep(demo: Site) -> None:
    plain, asking = demo.public.get(BURGLARIES), demo.public.get(BURGLARIES + "?target=5000")
    assert plain.headers["Cache-Control"] == "no-cache"
    assert "X-Robots-Tag" not in plain.headers
    assert (asking.headers["Cache-Control"], asking.headers["X-Robots-Tag"]) == ("no-store", "noindex")
    assert "ETag" not in asking.headers
    again = demo.public.get(BURGLARIES + "?target=5000", headers={"If-None-Match": plain.headers["ETag"]})
    assert again.status_code == 200


def test_nothing_is_stored(demo: Site) -> None:
    def counts() -> dict[str, int]:
        with demo.store.reading() as connection:
            return {
                table.name: connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()
                for table in metadata.tables.values()
            }

    before = counts()
    demo.public.get(BURGLARIES + "?target=5000&deadline=2040")
    assert counts() == before


@pytest.mark.parametrize("value", ["<script>alert(1)</script>", '"><b>', "x" * 5000, "\x00", "１２"])
def test_what_stands_in_an_address_is_never_markup(demo: Site, value: str) -> None:
    answer = demo.public.get(BURGLARIES, query_string={"target": value, "deadline": value, "baseline": value})
    text = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert "<script>alert" not in text
    section = text.split('aria-labelledby="hvad-nu-hvis"')[1].split("</section>")[0]
    assert "<b>" not in section
    assert "x" * 100 not in section


@pytest.mark.parametrize(
    ("path", "is_there"),
    [
        (BURGLARIES, True),
        ("/alliance/hjem-til-alle/unge_18_29_kommune", False),  # judged place by place: nothing of its own to ask about
        ("/alliance/klimaalliancen/co2e_kommune?area=0751+Aarhus", True),
    ],
)
def test_it_is_there_where_something_is_judged(demo: Site, path: str, is_there: bool) -> None:
    text = demo.public.get(path).get_data(as_text=True)
    assert ('id="hvad-nu-hvis"' in text) == is_there
    assert not is_there or "Tilbage til det gemte" not in text


def test_a_place_stays_the_place(demo: Site) -> None:
    path = "/alliance/klimaalliancen/co2e_kommune?area=0751+Aarhus"
    text = unescape(demo.public.get(path + "&target=100&deadline=2030").get_data(as_text=True))
    assert '<input name="area" type="hidden" value="0751 Aarhus">' in text
    assert "/alliance/klimaalliancen/co2e_kommune?area=0751+Aarhus#hvad-nu-hvis" in text
