"""A proposal that could be read otherwise, or leaves figures out, says so in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from etl.layouts.recognise import recognise
from etl.opening.cells import Workbook
from etl.opening.limits import Limits
from etl.opening.read_file import read_file
from tests.corpus import makers_blind_aimed, makers_blind_first, makers_blind_second
from tests.corpus.case import declared_of, organisation_of

FILES = {case.name: case for m in (makers_blind_aimed, makers_blind_first, makers_blind_second) for case in m.FILES}


@pytest.mark.parametrize(
    ("name", "da", "en"),
    [
        # the same figure in a first and in a revised table
        (
            "blind: first and revised figures under one heading",
            "to forskellige tal for det samme",
            "two different figures",
        ),
        # the country's row could be another indicator, in another unit
        (
            "blind: a region and the country among municipalities",
            "kan også være om co2e_danmark",
            "may be about co2e_danmark",
        ),
        # part of a year beside whole years
        ("blind 2: the year so far", "ikke læses: 2023 (jan.-sep.)", "not read: 2023 (jan.-sep.)"),
        # a goal among the years
        ("aimed 2: a goal among the years down", "ikke læses: Mål 2023", "not read: Mål 2023"),
        # which rows are estimates
        (
            "aimed 2: estimates marked in a column of letters",
            "hvor sikre tallene er: „Skøn“",
            "how sure they are: “Skøn”",
        ),
    ],
)
def test_the_other_reading_is_told(name: str, da: str, en: str, tmp_path: Path) -> None:
    case = FILES[name]
    path = case.make(tmp_path)
    workbook = read_file(path, path.name, Limits())
    assert isinstance(workbook, Workbook)
    proposal = recognise(workbook, declared_of(case), organisation_of(case))
    assert proposal is not None
    assert any(da in reason.da and en in reason.en for reason in proposal.reasons)
    assert proposal.confidence != "sure"
