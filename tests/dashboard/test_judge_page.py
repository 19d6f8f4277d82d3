"""`/judge`: any pasted series, judged by the same rules; all that is wrong told at once; nothing stored or logged."""

from __future__ import annotations

import logging
import re
from dataclasses import replace
from datetime import date
from html import unescape
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard import judging
from dashboard.judging import FIELDS, Judged, judged
from dashboard.pages.judge import MOST_BYTES
from progress.case import Case, Point, Target
from progress.declared import naming_of
from progress.describe import describe
from progress.judge import judge
from store.schema import metadata
from store.time_period import parse
from tests.dashboard.conftest import Site

TODAY = date(2026, 11, 23)
YEARS = {2017: 29147, 2018: 29015, 2019: 24705, 2020: 17529, 2021: 14804, 2022: 14956, 2023: 14844}
SERIES = "\n".join(f"{year}\t{value}" for year, value in YEARS.items())
FULL = {"series": SERIES, "direction": "decrease", "target": "10000", "deadline": "2023", "baseline": "2017"}


def answered(language: Any = "da", **form: str) -> Judged:
    return judged({**FULL, **form}, language, TODAY)


def verdict(answer: Judged) -> dict[str, Any]:
    assert (answer.lines, dict(answer.mistakes)) == ((), {})
    assert answer.view is not None
    return answer.view.verdict


def readable(html: str) -> str:
    return unescape(re.sub(r"<[^>]*>", " ", html)).replace("\u00a0", " ")


def main_of(text: str) -> str:
    return text.split("<main")[1].split("</main>")[0]


@pytest.mark.parametrize(
    ("form", "change", "why"),
    [
        ({}, {}, "everything as in Bo trygt"),
        ({"deadline": "2029"}, {"targets": (Target(10000.0, parse("2029")),)}, "another deadline"),
        ({"target": "", "deadline": ""}, {"targets": ()}, "the direction"),
        ({"baseline": ""}, {"baseline_period": None}, "no baseline"),
        ({"kind": "count"}, {"kind": "count"}, "another kind"),
        ({"least": "0", "most": "50000"}, {"bounds": (0.0, 50000.0)}, "bounds"),
        ({"decimals": "0"}, {"decimals": 0}, "declared decimals give a tolerance"),
        (
            {"direction": "keep", "low": "10000", "high": "20000"},
            {"direction": "keep", "range": (10000.0, 20000.0), "targets": ()},
            "limits",
        ),
    ],
)
def test_the_verdict_is_that_of_the_command(form: dict[str, str], change: dict[str, Any], why: str) -> None:
    """What `fremdrift judge` would make of the same: nothing is taken for granted that was not written."""
    case = Case(
        direction="decrease",
        points=tuple(Point(parse(str(year)), float(value)) for year, value in YEARS.items()),
        assessed_on=TODAY,
        baseline_period=parse("2017"),
        targets=(Target(10000.0, parse("2023")),),
    )
    answer = answered(**form)
    found = verdict(answer)
    assert answer.view is not None
    assert found == describe(judge(replace(case, **change)), naming_of(answer.view.indicator)).to_json(), why


@pytest.mark.parametrize(
    ("form", "field", "words"),
    [
        ({"direction": ""}, "direction", "Vælg, hvad der er bedre."),
        ({"target": ""}, "target", "Der er en frist, men intet måltal."),
        ({"target": "ti"}, "target", "»ti« er ikke et tal."),
        ({"target": "1.234"}, "target", "»1.234« kan læses på to måder."),
        ({"deadline": "2016"}, "deadline", "Fristen skal ligge efter udgangspunktet, 2017."),
        ({"deadline": "i morgen"}, "deadline", "»i morgen« er ikke en periode."),
        ({"baseline": "2012"}, "baseline", "Serien har intet tal for 2012."),
        ({"direction": "keep", "low": "5"}, "high", "Skriv begge grænser."),
        ({"direction": "keep", "low": "5", "high": "5"}, "high", "Den øverste grænse skal være over den nederste."),
        ({"least": "9", "most": "8"}, "most", "Den øverste grænse skal være over den nederste."),
        ({"decimals": "to"}, "decimals", "Skriv et helt tal fra 0 til 9."),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(demo: Site, form: dict[str, str], field: str, words: str) -> None:
    answer = answered(**form)
    assert answer.view is None
    assert list(answer.mistakes) == [field]
    reply = demo.public.post("/judge", data={**FULL, **form})
    assert reply.status_code == 422
    main = main_of(reply.get_data(as_text=True))
    assert readable(main).count(words) == 2  # in the list above, and beside the field
    assert f'id="{field}-fejl"' in main
    assert "Metodens svar" not in main


def test_lines_are_named_and_everything_is_told_at_once(demo: Site) -> None:
    form = {"series": "2017\t5\nnår\t6\n2019\tmange", "direction": "", "target": "x"}
    text = readable(main_of(demo.public.post("/judge", data=form).get_data(as_text=True)))
    for words in ("Linje 2: »når« er ikke en periode.", "Linje 3: »mange« er ikke et tal.", "Hvad er bedre", "»x« er"):
        assert words in text
    english = readable(main_of(demo.public.post("/en/judge", data=form).get_data(as_text=True)))
    for words in ("Line 2: 'når' is not a period.", "Line 3: 'mange' is not a number.", "Choose which is better."):
        assert words in english


def test_many_mistakes_are_counted(demo: Site) -> None:
    form = {**FULL, "series": "2016\t5\n" + "\n".join(f"2017\t{'a' * (n + 1)}" for n in range(25))}
    text = readable(main_of(demo.public.post("/judge", data=form).get_data(as_text=True)))
    assert "Linje 21:" in text
    assert "Linje 22:" not in text
    assert "Og 5 linjer mere." in text


def test_a_column_that_may_be_read_in_two_ways_is_asked_about_once(demo: Site) -> None:
    series = SERIES.replace("29147", "29.147").replace("14844", "14.844")
    answer = answered(series=series, target="10.000")
    assert [one.line for one in answer.lines] == [1]
    assert set(answer.mistakes) == {"written", "target"}
    chosen = verdict(answered(series=series, target="10.000", written="da"))
    assert (chosen["verdict"], chosen["latest"]["value"]) == ("missed", 14844)


def test_the_target_is_read_as_the_column_is_written() -> None:
    series = "\n".join(f"{year}\t{value / 10:.1f}".replace(".", ",") for year, value in YEARS.items())
    assert verdict(answered(series=series, target="1.000"))["target"]["value"] == 1000
    english = "\n".join(f"{year}\t{value / 10:.1f}" for year, value in YEARS.items())
    assert verdict(answered(series=english, target="1.000"))["target"]["value"] == 1


@pytest.mark.parametrize(
    ("path", "words"),
    [
        (
            "/judge",
            [
                "Metodens svar",
                "Mål ikke nået",
                "Ikke gemt: kun en beregning",
                "14.844 indbrud i 2023. Målet var højst 10.000 i 2023 og blev ikke nået: 75 pct. af vejen.",
                "7 tal læst.",
                "Læst som overskrift: »År Indbrud«.",
                "Foran vejen i 2020 og 2021, bag den siden 2022",
                "(14.844 − 29.147) / (10.000 − 29.147)",
                "Alle tal",
            ],
        ),
        ("/en/judge", ["The method's answer", "Target missed", "Not stored: only a calculation", "7 figures read."]),
    ],
)
def test_the_answer_shows_what_every_indicator_shows(demo: Site, path: str, words: list[str]) -> None:
    form = {**FULL, "series": "År\tIndbrud\n" + SERIES, "unit": "indbrud"}
    answer = demo.public.post(path, data=form)
    assert answer.status_code == 200
    main = main_of(answer.get_data(as_text=True))
    text = readable(main)
    assert [word for word in words if word not in text] == []
    assert main.count('role="img"') == 3  # the curve for three widths
    assert 'class="ventet' not in main
    assert "29147" in main.split("<textarea")[1]  # the form keeps what was sent, to be changed


def test_nobody_is_called_late_who_promised_nothing(demo: Site) -> None:
    """The series ends in 2023, and today is 2026: nothing is lacking, stale or not delivered."""
    text = readable(main_of(demo.public.post("/judge", data=FULL).get_data(as_text=True)))
    assert not [word for word in ("ikke leveret", "mangler", "forfalden", "Forældet") if word in text]
    assert verdict(answered())["overlays"] == []


@pytest.mark.parametrize(
    ("periods", "joined"),
    [
        ([f"{year}" for year in range(2009, 2025, 2)], True),  # every second year
        ([f"2024-{month:02}" for month in range(1, 13)], True),
        ([f"2024-W{week:02}" for week in range(1, 13)], True),
        ([f"2024-03-{day:02}" for day in range(1, 13)], True),
        ([f"{year}/{(year + 1) % 100:02}" for year in range(2012, 2024)], True),
        ([f"2024-Q{part}" for part in range(1, 5)], True),
        (["2010", "2014", "2015", "2020", "2023"], True),
        (["2010", "2013", "2017", "2023"], False),  # nothing is drawn where nothing is known
    ],
)
def test_series_of_every_kind_are_drawn(demo: Site, periods: list[str], joined: bool) -> None:
    series = "\n".join(f"{period};{20 - number}" for number, period in enumerate(periods))
    answer = demo.public.post("/judge", data={"series": series, "direction": "decrease"})
    text = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert ('class="maalt"' in text) == joined


def test_what_was_sent_is_never_markup(demo: Site) -> None:
    nasty = "</textarea><script>alert(1)</script>"
    form = {**FULL, "title": nasty, "unit": nasty, "series": SERIES + f"\n{nasty}\t1"}
    for sent in (form, {**form, "series": f"{nasty}\t{nasty}\n" + SERIES}):
        text = demo.public.post("/judge", data=sent).get_data(as_text=True)
        assert "<script>alert" not in text
        assert text.count("</textarea>") == 1


def test_nothing_is_kept(demo: Site, caplog: pytest.LogCaptureFixture) -> None:
    def counts() -> dict[str, int]:
        with demo.store.reading() as connection:
            return {
                table.name: connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()
                for table in metadata.tables.values()
            }

    before = counts()
    with caplog.at_level(logging.DEBUG):
        answer = demo.public.post("/judge", data={**FULL, "title": "hemmelig serie"})
    assert counts() == before
    assert "hemmelig" not in caplog.text
    assert "29147" not in caplog.text
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert "Set-Cookie" not in answer.headers
    assert "ETag" not in answer.headers
    # Dash asks by the address alone, and would put the empty form in the answer's place.
    assert "_dash-renderer" not in answer.get_data(as_text=True)


def test_a_fault_of_ours_does_not_log_what_was_pasted(
    demo: Site, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(text: str, _: object) -> None:
        raise ValueError(f"cannot read {text}")

    monkeypatch.setattr(judging, "read_pasted", broken)  # the fault; everything around it is the product's
    answer = demo.public.post("/judge", data={**FULL, "series": "2017\t424242"})
    assert answer.status_code == 500
    assert "424242" not in answer.get_data(as_text=True)
    assert "424242" not in caplog.text
    assert "in broken" in caplog.text  # where it arose is told


@pytest.mark.parametrize(
    "headers", [{"Origin": "https://example.org"}, {"Sec-Fetch-Site": "cross-site"}, {"Host": "example.org"}]
)
def test_only_our_own_form_is_answered(demo: Site, headers: dict[str, str]) -> None:
    assert demo.public.post("/judge", data=FULL, headers=headers).status_code == 403


def test_figures_are_not_taken_from_an_address(demo: Site) -> None:
    main = main_of(demo.public.get("/judge", query_string=FULL).get_data(as_text=True))
    assert "29147\t" not in main
    assert "Metodens svar" not in main


@pytest.mark.parametrize("size", [MOST_BYTES + 1, 2_000_000])
def test_too_much_is_refused_in_words(demo: Site, size: int) -> None:
    answer = demo.public.post("/judge", data={**FULL, "series": "x" * size})
    assert answer.status_code == 422
    assert "Det indsatte er for langt. Højst 2.000 linjer kan læses." in answer.get_data(as_text=True)


def test_two_thousand_lines_are_judged(demo: Site) -> None:
    days = [parse("2020-01-01").shift(step) for step in range(2000)]
    series = "\n".join(f"{day}\t{number % 97}" for number, day in enumerate(days))
    assert demo.public.post("/judge", data={"series": series, "direction": "decrease"}).status_code == 200


def test_it_is_found_from_method_and_foot(demo: Site) -> None:
    for path in ("/method", "/"):
        assert 'href="/judge"' in demo.public.get(path).get_data(as_text=True)
    assert 'href="/en/judge"' in demo.public.get("/en/method").get_data(as_text=True)


LINES = st.tuples(st.integers(1950, 2060), st.floats(-1e14, 1e14).map(lambda value: round(value, 3)))
WORDS = st.one_of(
    st.just(""),
    st.sampled_from(["keep", "increase", "decrease", "count", "index", "da", "en", "0", "2030", "2020-Q1", "%"]),
    st.floats(-1e14, 1e14).map(lambda value: f"{value:.3f}"),
    st.text(max_size=12),
)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(
    st.lists(LINES, max_size=12, unique_by=lambda line: line[0]),
    st.dictionaries(st.sampled_from([name for name in FIELDS if name != "series"]), WORDS),
    st.sampled_from(["da", "en"]),
)
def test_any_form_gets_a_verdict_or_words(
    lines: list[tuple[int, float]], fields: dict[str, str], language: Any
) -> None:
    series = "\n".join(f"{year}\t{value:.3f}" for year, value in lines)
    answer = judged({"direction": "decrease", **fields, "series": series}, language, TODAY)
    assert (answer.view is None) == bool(answer.lines or answer.mistakes)
    assert all(text.da and text.en for text in answer.mistakes.values())
