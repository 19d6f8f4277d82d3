"""Every ugly file of the corpus gives its observations, or the problem that it must; none is silently wrong."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
import yaml

from config.definition_file import read_text
from config.read_layouts import understand_layout
from etl.layouts.fingerprint import match_layout
from tests.corpus import (
    makers_blind_after,
    makers_blind_aimed,
    makers_blind_around,
    makers_blind_final,
    makers_blind_final_climate,
    makers_blind_final_homes,
    makers_blind_final_places,
    makers_blind_first,
    makers_blind_last,
    makers_blind_proof,
    makers_blind_proof_second,
    makers_blind_second,
    makers_blind_third,
    makers_long,
    makers_ministry,
    makers_statbank,
    makers_unseen_climate,
    makers_unseen_crime,
    makers_unseen_forms,
    makers_unseen_fresh,
    makers_unseen_second,
    makers_wide,
)
from tests.corpus.case import Case, Outcome, declared_of, organisation_of, run

KINDS: dict[str, list[Case]] = {
    "wide and cross-tabs": makers_wide.CASES,
    "StatBank and PX": makers_statbank.CASES,
    "ministries": makers_ministry.CASES,
    "long and CSV": makers_long.CASES,
    "held out: crime, homelessness": makers_unseen_crime.CASES,
    "held out: climate, district": makers_unseen_climate.CASES,
    "held out: other shapes": makers_unseen_forms.CASES,
    "held out: first lot afterwards": makers_unseen_fresh.CASES,
    "held out: second lot": makers_unseen_second.CASES,
    "blind: first lot": makers_blind_first.CASES,
    "blind: second lot": makers_blind_second.CASES,
    "blind: third lot": makers_blind_third.CASES,
    "blind: last lot": makers_blind_last.CASES,
    "blind: after all of it": makers_blind_after.CASES,
    "blind: final lot, crime": makers_blind_final.CASES,
    "blind: final lot, homelessness": makers_blind_final_homes.CASES,
    "blind: final lot, climate": makers_blind_final_climate.CASES,
    "blind: final lot, a district and a marsh": makers_blind_final_places.CASES,
    "blind: proof after the mending": makers_blind_proof.CASES,
    "blind: second proof": makers_blind_proof_second.CASES,
    "aimed at weak places": makers_blind_aimed.CASES,
    "aimed at words around the figures": makers_blind_around.CASES,
}
CASES = [case for cases in KINDS.values() for case in cases]
NAMES = [case.name for case in CASES]
COLUMNS = ("standard", "confirmed", "answered", "asked", "refused", "silently wrong")
OUTCOMES: dict[str, Outcome] = {}


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_file(case: Case, tmp_path: Path) -> None:
    outcome = run(case, tmp_path)
    OUTCOMES[case.name] = outcome
    assert set(outcome.asks) == set(case.asks), outcome.problems
    assert is_right(case, outcome), (outcome.observations, outcome.problems)
    for code in (case.problem, case.warning):
        assert code is None or code in outcome.problems
    if outcome.layout is not None and outcome.observations is not None:
        assert_is_known_again(case, outcome)


def is_right(case: Case, outcome: Outcome) -> bool:
    """All that is expected came out, and nothing else but what may."""
    found, wanted = outcome.observations, case.expected
    if found is None or wanted is None:
        return found is wanted
    return {k: v for k, v in found.items() if case.also.get(k, object()) != v or k in wanted} == wanted


def assert_is_known_again(case: Case, outcome: Outcome) -> None:
    """Written as a file and read back, the layout is the same, and fits the file it was made from."""
    assert outcome.layout is not None
    assert outcome.workbook is not None
    entry = outcome.layout.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    document = read_text(yaml.safe_dump(entry, allow_unicode=True, sort_keys=False), "layout.yaml")
    assert not isinstance(document, tuple)
    assert understand_layout(document) == outcome.layout
    match = match_layout(outcome.workbook, [outcome.layout], declared_of(case), organisation_of(case))
    assert match is not None
    assert match.fits


def kind_of(case: Case, outcome: Outcome) -> str:
    """The column of the report that a file counts in."""
    if outcome.observations is not None and not is_right(case, outcome):
        return "silently wrong"
    return "asked" if outcome.observations is None and outcome.asks else outcome.how


def test_the_corpus_is_large_real_and_never_silently_wrong(tmp_path: Path) -> None:
    """The table of the report; run with -s to see it."""
    table: dict[str, Counter[str]] = {}
    for number, case in enumerate(CASES):
        outcome = OUTCOMES.get(case.name)
        if outcome is None:  # run alone, or in another process
            own = tmp_path / str(number)
            own.mkdir()
            outcome = run(case, own)
        kind = next(kind for kind, cases in KINDS.items() if case in cases)
        table.setdefault(kind, Counter())[kind_of(case, outcome)] += 1
    count = sum(table.values(), Counter())
    print(f"\n{'':32}{'files':>7}" + "".join(f"{column:>16}" for column in COLUMNS))
    for kind, one in [*table.items(), ("all", count)]:
        print(f"{kind:32}{one.total():>7}" + "".join(f"{one[column]:>16}" for column in COLUMNS))
    assert len(set(NAMES)) == len(CASES) >= 350
    assert sum(case.real for case in CASES) >= 250
    assert sum(case.alliance is not None for case in CASES) >= 200
    assert count["silently wrong"] == 0
    assert count["confirmed"] >= 200
