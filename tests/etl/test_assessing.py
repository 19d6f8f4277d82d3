"""What the nightly judging looks at again: told by versions of figures, definitions, days, and nothing else."""

from __future__ import annotations

import ast
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

import etl.assessing
import etl.judging
import etl.template
from etl.assessing import changed_codes
from etl.errands import submit
from etl.jobs import assess_again, import_submission
from etl.template import write_templates
from progress.due import asked_until, rows_due
from store.clock import danish_day
from store.current import Figure
from store.definitions import apply, read_alliance
from store.judged import forget_judged
from store.schema import indicator, judged, published
from store.submissions import NewSubmission, receive
from store.time_period import TimePeriod
from store.versions import read_version
from store.viewer import OPERATOR
from tests.etl.test_fan_out import _Quiet
from tests.rooms import House, small_alliance

ROOT = Path(__file__).parents[2]
ROWS: list[list[Any]] = [["antal", None, year, 95, None] for year in (2020, 2021, 2022)]


def _changed(house: House) -> list[str]:
    """The indicators that would be looked at again now."""
    today = danish_day(house.clock())
    with house.store.reading() as connection:
        found = read_alliance(connection, "proeve", OPERATOR, today)
        assert found is not None
        return changed_codes(connection, found, today)


def _load(house: House, rows: list[list[Any]], who: str = "sekretariat") -> None:
    """Figures that are in and not judged: as a worker leaves them that is lost between the two."""
    room, path = house.room, house.workbook(rows)
    with path.open("rb") as stream:
        file = room.files.receive(stream, 10**9)
    with room.store.writing() as connection:
        new = NewSubmission("proeve", who, path.name, path.name, file.sha256, file.size, "refresh", "x", house.clock())
        submission = receive(connection, new)
        room.files.keep(file, submission.token)
    quiet = _Quiet(room.store, room.files, room.settings, room.clock)
    assert import_submission(quiet, submission.submission_id).outcome == "accepted"


def _days(house: House) -> set[date]:
    with house.store.reading() as connection:
        return set(connection.execute(sa.select(published.c.assessed_on)).scalars())


def test_figures_that_a_lost_worker_left_unjudged_are_judged(house: House) -> None:
    assess_again(house.room)
    assert _changed(house) == []
    _load(house, ROWS)
    assert _changed(house) == ["antal"]
    assess_again(house.room)
    assert _changed(house) == []
    with house.store.reading() as connection:
        query = sa.select(published.c.points).join(indicator).where(indicator.c.code == "antal")
        assert connection.execute(query).scalar_one()["periods"] == ["2020", "2021", "2022"]


def test_a_definition_and_the_order_of_partners_count(house: House) -> None:
    assess_again(house.room)
    document = small_alliance().model_dump(mode="json", by_alias=True)
    document["indicators"][0]["decimals"] = 2
    with house.store.writing() as connection:
        apply(connection, small_alliance(indicators=document["indicators"]), "file", house.clock())
    assert _changed(house) == ["antal"]
    assess_again(house.room)
    document["organisations"].reverse()  # where two give the same figure, the first of them counts
    turned = small_alliance(indicators=document["indicators"], organisations=document["organisations"])
    with house.store.writing() as connection:
        apply(connection, turned, "file", house.clock())
    assert _changed(house) == ["antal", "kommuner", "andel"]


def test_another_program_another_time_and_a_clock_set_back_judge_all(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    codes = ["antal", "kommuner", "andel"]
    _load(house, ROWS)
    assess_again(house.room)
    house.clock.forward(days=1)
    assert _changed(house) == []
    assess_again(house.room)
    assert _days(house) == {danish_day(house.clock())}, "not looked at, and standing on the new day"
    house.clock.forward(days=-5)
    assert _changed(house) == codes, "of earlier days nothing is known"
    assess_again(house.room)
    house.clock.forward(days=30)
    assert _changed(house) == codes, "once a month at least, though nothing says so"
    assess_again(house.room)
    for module in (etl.assessing, etl.judging):
        monkeypatch.setattr(module, "program_digest", lambda: "another")
    assert _changed(house) == codes


def test_the_same_day_again_writes_nothing(house: House) -> None:
    _load(house, ROWS)
    assess_again(house.room)
    with house.store.reading() as connection:
        version = read_version(connection)
    assess_again(house.room)
    with house.store.reading() as connection:
        assert read_version(connection) == version, "every page that is kept still holds"


def test_figures_written_while_others_judge_are_not_lost(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between reading and writing somebody else brings a figure: what is shown is made of it too."""
    _load(house, ROWS)
    prepare_part = etl.assessing.prepare_part
    later = [["antal", None, 2023, 80, None]]

    def then_another(*given: Any) -> Any:
        found = prepare_part(*given)
        if later:
            _load(house, [later.pop()], "partner")
        return found

    monkeypatch.setattr(etl.assessing, "prepare_part", then_another)
    assess_again(house.room)
    with house.store.reading() as connection:
        query = sa.select(published.c.points).join(indicator).where(indicator.c.code == "antal")
        shown = connection.execute(query.where(published.c.role == "shared")).scalar_one()
    assert shown["periods"] == ["2020", "2021", "2022", "2023"]
    assert _changed(house) == []


def test_what_is_forgotten_is_judged_again(house: House) -> None:
    assess_again(house.room)
    with house.store.writing() as connection:
        numbers = list(connection.execute(sa.select(judged.c.indicator_id)).scalars())
        forget_judged(connection, numbers[:1])
    assert len(_changed(house)) == 1


def test_whoever_writes_figures_raises_their_versions() -> None:
    """One that did not would leave an old verdict standing."""
    writers = {}
    for path in [*ROOT.glob("store/*.py"), *ROOT.glob("etl/**/*.py")]:
        text = path.read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute | ast.Name):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id
                given = {ast.unparse(one) for one in node.args}
                if name in ("insert", "update", "delete") and given & {"observation_table", "observation"}:
                    writers[path.relative_to(ROOT).as_posix()] = "raise_versions(" in text
    assert writers == {"store/writing.py": True, "store/purging.py": True}


# Templates: made anew where they would be others.


def _made(house: House, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The organisations whose template is made now."""
    made: list[str] = []
    workbook_of = etl.template.workbook_of

    def noted(declared: Any, organisation: str, *more: Any) -> bytes:
        made.append(organisation)
        return workbook_of(declared, organisation, *more)

    monkeypatch.setattr(etl.template, "workbook_of", noted)
    write_templates(house.store, house.room.settings.templates, house.clock())
    monkeypatch.setattr(etl.template, "workbook_of", workbook_of)
    return made


def test_a_template_is_made_where_it_would_be_another(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    both = ["partner", "sekretariat"]
    assert _made(house, monkeypatch) == both
    assert _made(house, monkeypatch) == []
    submit(house.room, house.workbook([["andel", None, "2024-Q1", 5, None]]), "proeve", "partner")
    assert _made(house, monkeypatch) == ["sekretariat"], "it is asked for it no more"
    submit(house.room, house.workbook([["andel", None, "2024-Q2", 5, None]]), "proeve", "partner")
    assert _made(house, monkeypatch) == [], "nothing of it concerns the others; its own is made with the file"
    (house.room.settings.templates / "proeve" / "partner.xlsx").unlink()
    assert _made(house, monkeypatch) == ["partner"]
    house.clock.forward(days=1)
    assert _made(house, monkeypatch) == [], "no other figure is due"
    house.clock.forward(days=200)
    assert _made(house, monkeypatch) == both, "others are"
    (house.room.settings.templates / "proeve" / "made.json").write_text("{")
    assert _made(house, monkeypatch) == both, "what cannot be read says nothing"


FREQUENCIES = ("annual", "biennial", "half_yearly", "quarterly", "monthly", "weekly", "school_year", "irregular")


@settings(max_examples=60, deadline=None, derandomize=True)
@given(
    st.sampled_from(FREQUENCIES),
    st.integers(0, 14),
    st.lists(st.integers(0, 40), max_size=3),
    st.integers(0, 700),
    st.integers(1, 400),
)
def test_a_template_asks_for_the_same_until_that_day(
    frequency: str, lag: int, held: list[int], start: int, later: int
) -> None:
    document = small_alliance().model_dump(mode="json", by_alias=True)["indicators"][0]
    document |= {"frequency": frequency, "lag_months": lag, "baseline": None, "targets": []}
    alliance = small_alliance(indicators=[document])
    today = date(2023, 1, 1) + timedelta(days=start)
    one = alliance.indicators[0]
    first = TimePeriod.containing(one.periods, today)
    periods = sorted({str(first.shift(-back)) for back in held})
    stored = [Figure(one.code, "partner", alliance.area, {}, period, 1.0, "A") for period in periods]
    until = asked_until(alliance, today)
    day = min(until - timedelta(days=1), today + timedelta(days=later))
    if day > today:
        assert rows_due(alliance, "partner", stored, day) == rows_due(alliance, "partner", stored, today)
