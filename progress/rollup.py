"""From indicators to a goal and an alliance: how many have which verdict, and the weakest by name.

Never an average: a goal with one indicator met and one moving away is not "halfway", it is one met and one moving away.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from progress.plain import Json
from progress.words import VERDICTS, verdict_rank


@dataclass(frozen=True, slots=True)
class Judged:
    """One indicator as the roll-up sees it.

    Attributes:
        verdict: of its shared series.
        places: the verdicts of its places, where it is judged place by place and has none of its own (decision 0006).
        coverage: parts and how many a whole would consist of, as declared; None where nothing is.
    """

    indicator: str
    goal: str
    verdict: str
    is_headline: bool = False
    places: tuple[str, ...] = ()
    coverage: tuple[int, int] | None = None

    @property
    def is_place_by_place(self) -> bool:
        return bool(self.places)


@dataclass(frozen=True, slots=True)
class Rollup:
    """What stands together of several indicators.

    Attributes:
        counts: verdict -> number of indicators with it, worst first; those judged place by place are not among them.
        weakest: code of the indicator with the worst verdict; None where no indicator has one.
        judged, of: indicators that have a verdict, of all in `counts`.
        by_place: of each indicator that is judged place by place: verdict -> number of its places, worst first.
        coverage: of each indicator that declares it: parts that are in, and expected.
    """

    counts: dict[str, int]
    weakest: str | None
    judged: int
    of: int
    by_place: dict[str, dict[str, int]]
    coverage: dict[str, tuple[int, int]]

    def to_json(self) -> Json:
        return {
            "counts": dict(self.counts),
            "weakest": self.weakest,
            "judged": self.judged,
            "of": self.of,
            "by_place": {code: dict(counts) for code, counts in self.by_place.items()},
            "coverage": [
                {"indicator": code, "parts": parts, "expected": expected}
                for code, (parts, expected) in self.coverage.items()
            ],
        }


def has_verdict(code: str) -> bool:
    """Whether it is a judgement, and not one of the reasons why there is none."""
    return code in VERDICTS and VERDICTS[code].tone != "uden"


def weakness(verdict: str, is_headline: bool) -> tuple[int, bool]:
    """A sort key: the worst verdict first, of one verdict the headline indicator first."""
    return (verdict_rank(verdict) if verdict in VERDICTS else len(VERDICTS)), not is_headline


def count_verdicts(verdicts: Iterable[str]) -> dict[str, int]:
    """How many of each, worst first."""
    found: dict[str, int] = {}
    for code in sorted(verdicts, key=lambda code: weakness(code, False)):
        found[code] = found.get(code, 0) + 1
    return found


def roll_up(indicators: Sequence[Judged]) -> Rollup:
    """The indicators of a goal, or of an alliance, in the order in which they are declared."""
    own = [one for one in indicators if not one.is_place_by_place]
    with_verdict = [one for one in own if has_verdict(one.verdict)]
    weakest = min(with_verdict, key=lambda one: weakness(one.verdict, one.is_headline), default=None)
    return Rollup(
        counts=count_verdicts(one.verdict for one in own),
        weakest=weakest.indicator if weakest else None,
        judged=len(with_verdict),
        of=len(own),
        by_place={one.indicator: count_verdicts(one.places) for one in indicators if one.is_place_by_place},
        coverage={one.indicator: one.coverage for one in indicators if one.coverage is not None},
    )


def roll_up_goals(goals: Iterable[str], indicators: Sequence[Judged]) -> dict[str, Rollup]:
    """Each goal by its code, in the order given."""
    return {goal: roll_up([one for one in indicators if one.goal == goal]) for goal in goals}
