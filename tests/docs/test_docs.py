"""The documentation stays true: links lead somewhere, commands exist, tables say what the code says."""

from __future__ import annotations

import importlib
import re
import runpy
import shlex
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import click
import pytest

from config.definition_file import read_text
from config.layout import Layout, Span, Table, Where
from config.read_layouts import understand_layout
from config.settings import read_settings
from config.written_numbers import read_numbers
from etl.apply import apply_definitions
from etl.errands import submit
from etl.load import CHANGE_FIELDS
from etl.meaning.contents import Content
from etl.meaning.fit_periods import period_for
from etl.meaning.headings import DANISH, REQUIRED
from etl.meaning.words import STATUSES
from etl.opening.cells import TEXT
from etl.opening.limits import Limits
from etl.problems.findings import Findings
from etl.problems.problem import problem
from etl.problems.report import make_report
from etl.status import status
from fremdrift import cli
from progress.answer_cases import answer_cases
from progress.signal import fewest_usual_crossings, longest_usual_run
from progress.words import FORECASTS, VERDICTS
from store.clock import danish_day
from store.database import Store
from store.viewer import OPERATOR
from store.written_periods import read_period
from tests.docs.pages import DOCS, PAGES, ROOT, anchors, blocks, code_words, links, pictures, table, text_of
from tests.rooms import House, house_in

CERTAINTY = DOCS / "certainty.md"
METHOD, OPERATORS, PARTNERS = DOCS / "method.md", DOCS / "operators.md", DOCS / "partnere.md"
SECRETARIATS = DOCS / "sekretariater.md"
DECISIONS = sorted((DOCS / "decisions").glob("*.md"))
CODE = [file for room in ("config", "store", "progress", "etl", "dashboard") for file in (ROOT / room).rglob("*.py")]


def named(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


# Pages


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_links_lead_somewhere(page: Path) -> None:
    for link in links(page):
        if link.startswith(("http://", "https://")):
            continue
        path, _, anchor = link.partition("#")
        there = (page.parent / path).resolve() if path else page
        assert there.exists(), link
        assert there.is_relative_to(ROOT), link
        assert not anchor or anchor in anchors(there), link


def test_every_page_is_reached_from_the_readme() -> None:
    reached, waiting = set(), [ROOT / "README.md"]
    while waiting:
        page = waiting.pop()
        reached.add(page)
        found = [(page.parent / link.partition("#")[0]).resolve() for link in links(page)]
        waiting += [one for one in found if one in PAGES and one not in reached]
    assert [named(page) for page in PAGES if page not in reached] == []


def test_pictures_have_a_text_and_come_together() -> None:
    shown = [(page.parent / address, alt) for page in PAGES for alt, address in pictures(page)]
    assert len(shown) >= 2
    assert all(len(alt) > 20 for _, alt in shown)
    there = set((DOCS / "pictures").glob("*.png"))
    assert there in (set(), {file for file, _ in shown})  # none taken yet, or exactly those shown


def test_first_screen_is_one_screen() -> None:
    assert text_of(ROOT / "README.md").split("\n## ")[0].count("\n") <= 40


GENERATED = ("definitions.md", "fejl.md")


@pytest.mark.parametrize("page", [page for page in PAGES if page.name not in GENERATED], ids=named)
def test_no_page_is_long(page: Path) -> None:
    assert text_of(page).count("\n") <= 150


@pytest.mark.parametrize("page", DECISIONS, ids=named)
def test_decisions_are_short_and_of_one_shape(page: Path) -> None:
    assert text_of(page).count("\n") < 50
    headings = re.findall(r"^## (.+)$", text_of(page), re.MULTILINE)
    assert headings == ["Context", "Decision", "Status", "Consequences"]
    assert text_of(page).startswith(f"# {page.name[:4]}: ")


def test_decisions_are_numbered_without_gaps() -> None:
    assert [page.name[:4] for page in DECISIONS] == [f"{number:04}" for number in range(1, len(DECISIONS) + 1)]


# Commands


def _shown_commands() -> Iterator[tuple[str, list[str]]]:
    """Each command of ours in a sh block: page, and its words without settings before and comment behind."""
    for page in PAGES:
        for line in "".join(blocks(page, "sh")).replace("\\\n", " ").splitlines():
            words = shlex.split(line, comments=True)
            while words and re.match(r"[A-Z_]+=", words[0]):
                words.pop(0)
            if words and Path(words[0]).name in ("fremdrift", "make"):
                yield named(page), [Path(words[0]).name, *words[1:]]


SHOWN = list(_shown_commands())


@pytest.mark.parametrize("words", [words for _, words in SHOWN], ids=[f"{page}: {words[1]}" for page, words in SHOWN])
def test_shown_commands_exist(words: list[str]) -> None:
    program, name, *rest = words
    if program == "make":
        targets = re.search(r"^\.PHONY: (.+)$", text_of(ROOT / "Makefile"), re.MULTILINE)
        assert targets is not None
        assert name in targets[1].split()
        assert all(re.match(r"(ARGS|MARKS|PORT|PYTHON|VENV)=", word) for word in rest)
        return
    command = cli.commands[name]
    options = {flag: one for one in command.params if isinstance(one, click.Option) for flag in one.opts}
    arguments = [one for one in command.params if isinstance(one, click.Argument)]
    given = {word for word in rest if word.startswith("-")}
    assert given <= set(options)
    assert all(set(one.opts) & given for one in command.params if isinstance(one, click.Option) and one.required)
    taken = sum(not options[flag].is_flag for flag in given)
    plain = len(rest) - len(given) - taken
    assert sum(one.required for one in arguments) <= plain <= len(arguments)


def test_enough_commands_are_shown() -> None:
    shown = {words[1] for _, words in SHOWN if words[0] == "fremdrift"}
    assert shown >= {"apply", "submit", "refresh", "status", "observations", "judge", "migrate"}


# Tables that say what the code says


def judged(case: dict[str, Any]) -> dict[str, Any]:
    """The answer of `fremdrift judge` to one case."""
    answer: dict[str, Any] = answer_cases([case], date(2026, 11, 23))
    return dict(answer["cases"][0])


def test_settings_are_those_of_the_code() -> None:
    told = [*table(OPERATORS, "variable"), *table(ROOT / "docs" / "oidc.md", "variable")]
    rows = {code_words(name)[0]: default for name, default, _ in told}
    read = set(re.findall(r"FREMDRIFT_[A-Z_]+", text_of(ROOT / "config" / "settings.py")))
    assert set(rows) == read
    found = read_settings({})
    names = {name: getattr(found, name.removeprefix("FREMDRIFT_").lower(), None) for name in rows}
    for name, value in names.items():
        if isinstance(value, str | int) and name != "FREMDRIFT_DATABASE_URL":
            assert code_words(rows[name]) == [str(value)], name
    assert names["FREMDRIFT_HOME"].name == code_words(rows["FREMDRIFT_HOME"])[0]  # type: ignore[union-attr]
    assert names["FREMDRIFT_CONFIG"].name == code_words(rows["FREMDRIFT_CONFIG"])[0]  # type: ignore[union-attr]


def test_verdict_words_are_those_of_the_code() -> None:
    shown = [(code_words(code)[0], da, en, tone) for code, da, en, tone in table(METHOD, "code")]
    assert shown == [(code, word.text.da, word.text.en, word.tone) for code, word in VERDICTS.items()]


def test_limits_of_the_method_are_those_of_the_code() -> None:
    for _, value, where in [*table(METHOD, "limit"), *table(CERTAINTY, "limit")]:
        module, _, name = code_words(where)[0].rpartition(".")
        assert float(value) == getattr(importlib.import_module(module), name), name


def test_limits_of_the_run_chart_are_those_of_the_code() -> None:
    for useful, longest, fewest in (map(int, row) for row in table(CERTAINTY, "n")):
        assert (longest_usual_run(useful), fewest_usual_crossings(useful)) == (longest, fewest)


def test_forecasts_are_those_of_the_code() -> None:
    assert {code_words(code)[0] for code, _ in table(CERTAINTY, "code")} == set(FORECASTS)


def test_same_data_under_the_linear_method() -> None:
    for b, x, g, t0, t, end, direction, pace, verdict, *_ in table(METHOD, "b"):
        between = (int(t0) + int(t)) // 2
        case = {
            "id": "a",
            "direction": direction,
            "observations": [[t0, float(b)], [str(between), (float(b) + float(x)) / 2], [t, float(x)]],
            "baseline_period": t0,
            "target": float(g),
            "deadline": end,
            "assessed_on": f"{int(t) + 1}-06-01",
        }
        answer = judged(case)
        assert answer["verdict"] == verdict, (b, x, g)
        assert answer["pace"] == (None if pace == "–" else pytest.approx(float(pace))), (b, x, g)


def test_headings_of_the_workbook_are_those_of_the_code() -> None:
    rows = {code_words(name)[0]: needed for name, needed, _ in table(PARTNERS, "overskrift")}
    assert set(rows) == set(DANISH.values())
    assert {name for name, needed in rows.items() if needed == "ja"} == {DANISH[field] for field in REQUIRED}


def test_statuses_are_those_of_the_code() -> None:
    rows = {letter: code_words(word)[0] for word, letter, _ in table(PARTNERS, "ord")}
    assert {letter: STATUSES[word.replace(" ", "")] for letter, word in rows.items()} == {one: one for one in rows}
    assert set(rows) == set(STATUSES.values()) - {""}


def test_periods_are_read_as_the_page_says() -> None:
    rows = table(PARTNERS, "du skriver")
    assert len(rows) == 7
    read = {text: str(read_period(text)) for written, _ in rows for text in code_words(written)}
    assert read == {text: becomes for written, becomes in rows for text in code_words(written)}


FREQUENCIES = {"månedlig": "M", "årlig": "A", "kvartalsvis": "Q", "pr. skoleår": "Y"}


def test_periods_are_fitted_as_the_page_says() -> None:
    rows = table(PARTNERS, "i cellen står")
    assert {said for _, said, _ in rows} == set(FREQUENCIES)
    for written, said, becomes in rows:
        for text in code_words(written):
            assert str(period_for(Content(TEXT, text), FREQUENCIES[said])) == becomes, text
    asked = re.search(r"Ellers spørger vi: (.*) siger ikke nok", text_of(PARTNERS))
    assert asked
    assert [read_period(text) for text in code_words(asked[1])] == [None] * 4


@pytest.mark.parametrize(
    ("column", "read"),
    [
        (["12,5", "1.234"], [12.5, 1234]),
        (["12.5", "1,234"], [12.5, 1234]),
        (["1.234"], ["ambiguous"]),
        (["12,5", "12.5"], ["mixed", "mixed"]),
        (["1 234", "1'234"], [1234, 1234]),
        (["(5)", "\u22125"], [-5, -5]),
        ([",5", "12,-"], [0.5, 12]),
        (["1 2"], ["not_a_number"]),
        (["1,2E+05"], ["shortened"]),
    ],
)
def test_numbers_are_read_as_the_page_says(column: list[str], read: list[float | str]) -> None:
    assert any(code_words(written) == column for written, _ in table(PARTNERS, "i kolonnen står"))
    assert [one if isinstance(one, str) else one[1] for one in read_numbers(column).values()] == read


def test_limits_of_a_file_are_those_of_the_code() -> None:
    shown = [int(re.sub(r"\D", "", most)) for _, most in table(PARTNERS, "grænse")]
    of = Limits()
    upload = read_settings({}).max_upload_mb
    assert shown == [upload, of.max_unpacked_mb, of.max_rows, of.max_columns, of.max_sheets, of.seconds]


def test_problem_page_is_up_to_date() -> None:
    made = runpy.run_path(str(DOCS / "make_problem_pages.py"))
    assert text_of(DOCS / "fejl.md") == made["page"](), "run: python docs/make_problem_pages.py"


def test_every_field_of_the_definition_is_explained() -> None:
    made = runpy.run_path(str(DOCS / "make_definition_page.py"))
    for name, model in made["TABLES"].items():
        paths, words = [row.path for row in made["rows"](model)], made["meanings"]()[name]
        assert len(paths) > 40
        assert set(paths) == set(words)
        assert all(isinstance(meaning, str) and meaning.strip("* ") for meaning in words.values())
    standing = text_of(DOCS / "definitions.md")
    assert standing == made["page"](standing), "run: python docs/make_definition_page.py"


def test_every_field_of_a_layout_is_explained_and_the_example_is_one() -> None:
    page = text_of(DOCS / "layouts.md")
    explained = {word for line in page.splitlines() for word in code_words(line)}
    fields = {
        field.alias or name for model in (Layout, Table, Where, Span) for name, field in model.model_fields.items()
    }
    assert fields - explained == set()
    (example,) = blocks(DOCS / "layouts.md", "yaml")
    document = read_text(example, "indbrud-bred.yaml")
    assert not isinstance(document, tuple)
    assert isinstance(understand_layout(document), Layout)


def test_glossary_names_are_in_the_code() -> None:
    rows = [row for row in text_of(ROOT / "GLOSSARY.md").splitlines() if row.startswith("| `")]
    names = [code_words(row)[0] for row in rows]
    code = "\n".join(file.read_text(encoding="utf-8") for file in CODE)
    assert len(names) == len(set(names)) > 40
    assert [name for name in names if not re.search(rf"\b{name}\b", code)] == []


def test_fields_of_the_json_are_explained() -> None:
    explained = {word for line in text_of(DOCS / "reports.md").splitlines() for word in code_words(line)}
    case = {"id": "a", "direction": "decrease", "observations": [["2017", 29147], ["2023", 14844]]}
    report = make_report(Findings([problem("file_empty")]))
    (entry,) = report["problems"]
    assert {*judged(case)} - {"id"} - explained == set()
    assert {*report, *entry} - explained == set()
    assert set(CHANGE_FIELDS) - explained == set()


# The example of the secretariats' page, done


@pytest.fixture
def empty_house(migrated_sqlite: Path, tmp_path: Path) -> Iterator[House]:
    (tmp_path / "fremdrift.db").write_bytes(migrated_sqlite.read_bytes())
    url = f"sqlite:///{tmp_path / 'fremdrift.db'}"
    store = Store(url)
    yield house_in(tmp_path, store, url)
    store.close()


def test_the_made_up_example_gives_what_the_page_promises(empty_house: House) -> None:
    (definition,), (figures,) = blocks(SECRETARIATS, "yaml"), blocks(SECRETARIATS, "csv")
    assert "opdigtet" in text_of(SECRETARIATS)
    folder = empty_house.folder / "alliances"
    folder.mkdir()
    (folder / "cykel-til-skole.yaml").write_text(definition, encoding="utf-8")
    (empty_house.folder / "tal.csv").write_text(figures, encoding="utf-8")

    applied = apply_definitions(empty_house.room, folder)
    done = submit(empty_house.room, empty_house.folder / "tal.csv", "cykel-til-skole", "skolerne")
    with empty_house.store.reading() as connection:
        today = danish_day(empty_house.clock())
        found = status(connection, "cykel-til-skole", OPERATOR, today, None)

    assert (applied.mistakes, applied.notes, done.outcome) == ((), (), "accepted")
    shown: dict[tuple[str, str], Any] = {
        (one["indicator"], series["area"]): (VERDICTS[series["verdict"]].text.da, series["sentence"]["da"])
        for one in found["indicators"]
        for series in one["series"]
    }
    promised = table(SECRETARIATS, "indikator")
    plain = {key: (word, sentence.replace("\u00a0", " ")) for key, (word, sentence) in shown.items()}
    assert plain == {(code_words(code)[0], place): (word, said) for code, place, word, said in promised}
