"""Another key: the figures, the history and the old names stay with the entry, whoever renames it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from config.definitions import Alliance
from etl.deciding.errands import undo_submission
from etl.errands import refresh_now, submit
from etl.jobs import assess_again
from store.applying import Change, apply, plan
from store.definitions import indicator_ids, read_alliance
from store.editing import edit, read_entries, read_history
from store.observations import read_observations
from store.published import read_published
from store.renaming import current_slug, former_keys, rename
from store.schema import publication, snapshot
from store.submissions import Submission
from store.viewer import OPERATOR
from store.whole import Mistaken
from tests.rooms import NOW, House, small_alliance

WHOLE = small_alliance(
    areas=["alle kommuner"],
    small_wins=[{"key": "sti", "period": "2024", "title": "En sti", "indicators": ["antal"]}],
    plan=[{"key": "moede", "title": "Hold et møde", "who": ["partner"], "indicators": ["antal"]}],
)
DOCUMENT = WHOLE.model_dump(mode="json", by_alias=True, exclude_defaults=True)
TODAY = NOW.date()
COUNTY = ["kommuner", "Aarhus", 2021, 3, None]


def _rename(house: House, kind: str, key: str, new: str, slug: str = "proeve") -> None:
    with house.store.writing() as connection:
        rename(connection, slug, kind, key, new, author="Anna", reason="Klarere", now=NOW)


def _apply(house: House, declared: Alliance) -> list[Change]:
    with house.store.writing() as connection:
        return apply(connection, declared, "file", NOW)


def _read(house: House, slug: str = "proeve") -> Alliance:
    with house.store.reading() as connection:
        found = read_alliance(connection, slug, OPERATOR, TODAY)
    assert found is not None
    return found


@pytest.fixture
def there(sqlite_house: House) -> House:
    """The alliance without figures, on SQLite alone."""
    _apply(sqlite_house, WHOLE)
    return sqlite_house


def _submit(house: House) -> Submission:
    return submit(house.room, house.workbook([["antal", None, 2021, 95, None], COUNTY]), "proeve", "partner")


def test_everything_renamed_keeps_figures_verdicts_and_history(house: House) -> None:
    """On both databases: indicator, goal, organisation and the alliance itself, one after the other."""
    _apply(house, WHOLE)
    done = _submit(house)
    with house.store.reading() as connection:
        ids = indicator_ids(connection, "proeve")
        subjects = set(connection.execute(sa.select(snapshot.c.subject)).scalars())
    _rename(house, "indicator", "antal", "ting")
    _rename(house, "goal", "faerre", "mindre")
    _rename(house, "organisation", "partner", "ny")
    _rename(house, "alliance", "proeve", "efter")
    declared = _read(house, "efter")
    assert (declared.slug, declared.formerly) == ("efter", ("proeve",))
    assert {one.goal for one in declared.indicators} == {"mindre"}
    assert (declared.small_wins[0].indicators, declared.plan[0].who) == (("ting",), ("ny",))
    assess_again(house.room)
    with house.store.reading() as connection:
        assert indicator_ids(connection, "efter")["ting"] == ids["antal"]
        (figure,) = read_observations(connection, "efter", OPERATOR, ["ting"])
        assert (figure.value, figure.organisation) == (95, "ny")
        shown = read_published(connection, "efter", OPERATOR, TODAY)
        assert {one.organisation for one in shown if one.organisation} == {"ny"}
        assert {one.subject for one in shown} == {one.replace("partner|", "ny|") for one in subjects}
        assert not any("partner|" in one for one in connection.execute(sa.select(snapshot.c.subject)).scalars())
        remembered = connection.execute(sa.select(publication.c.told)).scalars().all()
        assert remembered, "3 in Aarhus is a small count"
        assert "partner" not in str(remembered)
        history = read_history(connection, "efter", "indicator", "ting")
        assert [one.document["code"] for one in history][-1] == "antal"
        assert ("Anna", "Klarere") in {(one.author, one.reason) for one in history}
        assert plan(connection, declared) == []
    assert undo_submission(house.room, done.token).state == "withdrawn", "what was handed in before can be undone"


def test_old_names_are_understood(there: House) -> None:
    _submit(there)
    _rename(there, "indicator", "antal", "ting")
    _rename(there, "organisation", "partner", "ny")
    _rename(there, "alliance", "proeve", "efter")
    done = submit(there.room, there.workbook([["antal", None, 2022, 90, None]]), "proeve", "partner")
    assert (done.outcome, done.alliance, done.organisation) == ("accepted", "efter", "ny")
    with there.store.reading() as connection:
        figures = read_observations(connection, "efter", OPERATOR, ["ting"])
        assert [(one.period, one.value) for one in figures] == [("2021", 95), ("2022", 90)]
        assert current_slug(connection, "proeve") == "efter"
        assert former_keys(connection, "efter", "indicator") == {"antal": "ting"}


def test_the_folder_of_before_is_still_emptied_and_the_present_one_counts(there: House) -> None:
    _submit(there)
    _rename(there, "organisation", "partner", "ny")
    rows = {"gammel": ["antal", None, 2023, 85, None], "begge": ["antal", None, 2024, 84, None]}
    for folder, name, row in (
        ("partner", "gammel.xlsx", rows["gammel"]),
        ("partner", "begge.xlsx", ["antal", None, 2024, 1, None]),
        ("ny", "begge.xlsx", rows["begge"]),
    ):
        there.folder.joinpath("inbox", "proeve", folder).mkdir(parents=True, exist_ok=True)
        made = there.workbook([row])
        made.replace(there.folder / "inbox" / "proeve" / folder / name)
        _age(there.folder / "inbox" / "proeve" / folder / name)
    run = refresh_now(there.room)
    assert [(one.organisation, one.source, one.outcome) for one in run.sources] == [
        ("ny", "inbox/begge.xlsx", "accepted"),
        ("ny", "inbox/gammel.xlsx", "accepted"),
    ]
    with there.store.reading() as connection:
        figures = {one.period: one.value for one in read_observations(connection, "proeve", OPERATOR, ["antal"])}
    assert figures == {"2021": 95, "2023": 85, "2024": 84}


def _age(file: Path) -> None:
    os.utime(file, (1_700_000_000, 1_700_000_000))


def test_a_file_from_before_is_only_behind_and_may_change_other_things(there: House) -> None:
    _rename(there, "indicator", "antal", "ting")
    _rename(there, "goal", "faerre", "mindre")
    assert {(one.what, one.key) for one in _apply(there, WHOLE)} == {
        ("edited", key) for key in ("mindre", "ting", "kommuner", "andel", "sti", "moede")
    }
    entries = [one | ({"lag_months": 9} if one["code"] == "antal" else {}) for one in DOCUMENT["indicators"]]
    entries.append(entries[0] | {"code": "nyt", "title": "Nyt"})
    told = _apply(there, Alliance.model_validate(DOCUMENT | {"indicators": entries}))
    assert [(one.what, one.key, one.fields) for one in told if one.what != "edited"] == [
        ("changed", "ting", ("lag_months",)),
        ("new", "nyt", ()),
    ]
    made = _read(there).indicator("nyt")
    assert made is not None
    assert made.goal == "mindre", "the goal that the file calls by its former key"


def test_a_file_renames_by_saying_what_the_key_was(there: House) -> None:
    _submit(there)
    with there.store.reading() as connection:
        ids = indicator_ids(connection, "proeve")
        (win,) = read_entries(connection, "proeve", "small_win")
    with there.store.writing() as connection:  # edited in the browser: it follows what the file renames
        how: dict[str, Any] = {"author": "Anna", "reason": None, "now": NOW, "seen": win.version}
        named = win.document | {"title": {"da": "Stien", "en": "The path"}}
        edit(connection, "proeve", "small_win", "sti", named, **how)
    entries = [DOCUMENT["indicators"][0] | {"code": "ting", "formerly": ["antal"]}, *DOCUMENT["indicators"][1:]]
    plan_ = [DOCUMENT["plan"][0] | {"indicators": ["ting"]}]
    wins = [DOCUMENT["small_wins"][0] | {"indicators": ["ting"]}]
    whole = {"slug": "efter", "formerly": ["proeve"], "indicators": entries, "plan": plan_}
    conflicting = Alliance.model_validate(DOCUMENT | whole | {"small_wins": wins})
    told = [(one.what, one.kind, one.key) for one in _apply(there, conflicting)]
    assert told == [
        ("renamed", "alliance", "efter"),
        ("renamed", "indicator", "ting"),
        ("conflict", "small_win", "sti"),
        ("changed", "action", "moede"),
    ]
    with there.store.reading() as connection:
        assert indicator_ids(connection, "efter") == {"ting": ids["antal"]} | {
            code: ids[code] for code in ("kommuner", "andel")
        }
        assert [one.value for one in read_observations(connection, "efter", OPERATOR, ["ting"])] == [95]
    declared = _read(there, "efter")
    assert (declared.small_wins[0].title.da, declared.small_wins[0].indicators) == ("Stien", ("ting",))


def test_renamed_there_and_back(there: House) -> None:
    _rename(there, "indicator", "antal", "ting")
    _rename(there, "indicator", "ting", "antal")
    found = _read(there).indicator("antal")
    assert found is not None
    assert found.formerly == ("ting",)


def test_a_retired_entry_follows_and_stays_as_retired_as_it_was(there: House) -> None:
    with there.store.writing() as connection:
        (_, _, last) = read_entries(connection, "proeve", "indicator")
        how: dict[str, Any] = {"author": "Anna", "reason": None, "now": NOW, "seen": last.version}
        gone = edit(connection, "proeve", "indicator", "andel", None, **how)
    _rename(there, "goal", "faerre", "mindre")
    with there.store.reading() as connection:
        history = read_history(connection, "proeve", "indicator", "andel")
    assert (history[0].version, history[0].document["goal"]) == (gone.version, "mindre")


REFUSED = [
    ("indicator", "antal", "Ting!", "slug", "no key"),
    ("indicator", "antal", "x" * 81, "slug", "too long a key"),
    ("indicator", "antal", "andel", "key_taken", "another's key"),
    ("indicator", "antal", "meeting", "reserved", "a page of the alliance's"),
    ("goal", "faerre", "faerre2", None, "a key that is free"),
    ("alliance", "proeve", "anden", "key_taken", "another alliance's"),
]


@pytest.mark.parametrize(("kind", "key", "new", "code", "why"), REFUSED, ids=[one[-1] for one in REFUSED])
def test_a_key_is_one_and_nobody_elses(there: House, kind: str, key: str, new: str, code: str | None, why: str) -> None:
    _apply(there, small_alliance(slug="anden"))
    if code is None:
        return _rename(there, kind, key, new)
    with pytest.raises(Mistaken) as told:
        _rename(there, kind, key, new)
    assert [one.code for one in told.value.mistakes] == [code], why
    return None


def test_a_key_that_one_had_is_not_anothers(there: House) -> None:
    _rename(there, "indicator", "antal", "ting")
    with pytest.raises(Mistaken):
        _rename(there, "indicator", "andel", "antal")
    document = DOCUMENT["indicators"][2] | {"code": "antal"}
    how: dict[str, Any] = {"author": "Anna", "reason": None, "now": NOW, "seen": None}
    with there.store.writing() as connection, pytest.raises(Mistaken) as told:
        edit(connection, "proeve", "indicator", "antal", document, **how)
    assert [one.code for one in told.value.mistakes] == ["former_twice"]


@pytest.mark.parametrize(
    ("slug", "kind", "key", "missing"),
    [("x", "goal", "faerre", "alliance"), ("proeve", "goal", "x", "entry"), ("proeve", "story", "x", "kind")],
)
def test_what_is_not_there_cannot_be_renamed(there: House, slug: str, kind: str, key: str, missing: str) -> None:
    with pytest.raises(LookupError, match=missing):
        _rename(there, kind, key, "nyt", slug)


def test_a_retired_alliance_or_organisation_hands_in_no_more(there: House) -> None:
    file = there.workbook([["antal", None, 2022, 90, None]])
    for kind, key, missing in (("organisation", "sekretariat", "organisation"), ("alliance", "proeve", "alliance")):
        with there.store.writing() as connection:
            seen = next(one.version for one in read_entries(connection, "proeve", kind) if one.key == key)
            edit(connection, "proeve", kind, key, None, author="Anna", reason=None, now=NOW, seen=seen)
        with pytest.raises(LookupError, match=missing):
            submit(there.room, file, "proeve", "sekretariat" if kind == "organisation" else "partner")
