"""Every ugly file of the corpus gives its observations, or the problem that it must; none is silently wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from config.definition_file import read_text
from config.read_layouts import understand_layout
from etl.layouts.fingerprint import match_layout
from tests.corpus import makers_long, makers_ministry, makers_statbank, makers_wide
from tests.corpus.case import ALLIANCE, ORGANISATION, Case, Outcome, run

CASES: list[Case] = [*makers_wide.CASES, *makers_statbank.CASES, *makers_ministry.CASES, *makers_long.CASES]
NAMES = [case.name for case in CASES]


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_file(case: Case, tmp_path: Path) -> None:
    outcome = run(case, tmp_path)
    assert set(outcome.asks) == set(case.asks), outcome.problems
    assert outcome.observations == case.expected, outcome.problems
    for code in (case.problem, case.warning):
        assert code is None or code in outcome.problems
    if outcome.layout is not None and outcome.observations is not None:
        assert_is_known_again(outcome)


def assert_is_known_again(outcome: Outcome) -> None:
    """Written as a file and read back, the layout is the same, and fits the file it was made from."""
    assert outcome.layout is not None
    assert outcome.workbook is not None
    entry = outcome.layout.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    document = read_text(yaml.safe_dump(entry, allow_unicode=True, sort_keys=False), "layout.yaml")
    assert not isinstance(document, tuple)
    assert understand_layout(document) == outcome.layout
    match = match_layout(outcome.workbook, [outcome.layout], ALLIANCE, ORGANISATION)
    assert match is not None
    assert match.fits


def results(folder: Path) -> Iterator[tuple[Case, Outcome]]:
    for number, case in enumerate(CASES):
        own = folder / str(number)
        own.mkdir()
        yield case, run(case, own)


def test_the_corpus_is_large_real_and_never_silently_wrong(tmp_path: Path) -> None:
    """The table of the report; run with -s to see it."""
    count: Counter[str] = Counter()
    for case, outcome in results(tmp_path):
        is_wrong = outcome.observations is not None and outcome.observations != case.expected
        count["silently wrong" if is_wrong else outcome.how] += 1
        count["real shapes"] += case.real
    print(dict(count))
    assert len(set(NAMES)) == len(CASES) >= 60
    assert count["real shapes"] >= 25
    assert count["silently wrong"] == 0
    assert count["confirmed"] >= 40
    assert count["answered"] >= 5
    assert count["refused"] >= 15
