"""Whoever sees what not everybody sees is told so; nobody is told it of what everybody sees."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace
from typing import Any, cast

import pytest

from config.language import LANGUAGES
from dashboard.seen_by import seen_by, seen_by_flag
from dashboard.visit import Visit
from tests.dashboard.sight_store import ENDS, Choice, declared_as

UNTIL = "til 23. november 2026 kl. 14.00"
OPEN, MEMBERS, PARTNER = Choice(), Choice("members"), Choice("partner")
# Of the alliance, of the indicator; what its page says, and its flag.
CASES: list[tuple[Choice, Choice, str | None, str | None]] = [
    (OPEN, OPEN, None, None),
    (OPEN, MEMBERS, "Kun alliancens medlemmer kan se siden.", "Kun for alliancens medlemmer"),
    (OPEN, PARTNER, "Kun Partneren og sekretariatet kan se siden.", "Kun for Partneren og sekretariatet"),
    (MEMBERS, OPEN, "Kun alliancens medlemmer kan se siden.", None),
    (MEMBERS, PARTNER, "Kun Partneren og sekretariatet kan se siden.", "Kun for Partneren og sekretariatet"),
    (
        OPEN,
        Choice("public", True),
        f"Kun sekretariatet kan se siden {UNTIL}. Derefter kan alle.",
        f"Spærret {UNTIL}",
    ),
    (
        MEMBERS,
        Choice("public", True),
        f"Kun sekretariatet kan se siden {UNTIL}. Derefter kan alliancens medlemmer.",
        f"Spærret {UNTIL}",
    ),
    (Choice("public", True), OPEN, f"Kun alliancens medlemmer kan se siden {UNTIL}. Derefter kan alle.", None),
]


def at(moment: Any, language: Any = "da") -> Visit:
    return Visit(language, "/", {}, moment, cast(Any, SimpleNamespace()), 1)


@pytest.mark.parametrize(("whole", "one", "told", "flag"), CASES)
def test_it_is_told_who_sees_it(whole: Choice, one: Choice, told: str | None, flag: str | None) -> None:
    alliance = declared_as("alfa", whole, (one,) * 3)
    indicator = alliance.indicators[0]
    before = at(ENDS - timedelta(microseconds=1))
    assert (seen_by(alliance, indicator, before), seen_by_flag(alliance, indicator, before)) == (told, flag)
    for language in LANGUAGES:
        after = at(ENDS, language)
        is_open = (whole.visibility, one.visibility) == ("public", "public")
        assert (seen_by(alliance, indicator, after) is None) == is_open, "no embargo is told of that has ended"


def test_of_an_alliance_that_opens_later_than_its_indicator_nothing_is_promised() -> None:
    alliance = declared_as("alfa", Choice(), (Choice("public", True),) * 3)
    alliance = alliance.model_copy(update={"embargo": "2026-11-30"})
    before = at(ENDS - timedelta(hours=1), "en")
    told = "Only the secretariat can see the page until 23 November 2026 at 14:00."
    assert seen_by(alliance, alliance.indicators[0], before) == told
    told = "Only the alliance's members can see the page until the end of 30 November 2026. After that everybody can."
    assert seen_by(alliance, None, before) == told
