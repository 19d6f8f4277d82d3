"""What each part of a whole has moved, and what the local targets come to together: the types and their JSON."""

from __future__ import annotations

from dataclasses import dataclass

from config.language import Text
from progress.case import Target
from progress.plain import Json, finite, rounded
from progress.verdict import Value


@dataclass(frozen=True, slots=True)
class Contribution:
    """One place or partner. Every number of a row follows from the row's own baseline, latest value and target.

    Attributes:
        verdict, outcome: of its own published verdict.
        change: latest - baseline, in the unit of the indicator.
        share_of_change: of the change that all parts have made together.
        share_of_needed: of the change that the shared target needs.
        target: its own.
        needed: the change its own target needs; without one its share of the shared need by its share of the baseline.
        needed_by: `own_target`, `share_of_baseline`; None where `needed` is.
        share_of_way: change / needed; below 0 it has moved away.
        withheld: why there is no change.
    """

    organisation: str | None
    area: str
    verdict: str
    baseline: Value | None = None
    latest: Value | None = None
    change: float | None = None
    share_of_change: float | None = None
    share_of_needed: float | None = None
    target: Target | None = None
    needed: float | None = None
    needed_by: str | None = None
    share_of_way: float | None = None
    outcome: str | None = None
    withheld: Text | None = None

    def to_json(self) -> Json:
        return {
            "organisation": self.organisation,
            "area": self.area,
            "verdict": self.verdict,
            "baseline": value_json(self.baseline),
            "latest": value_json(self.latest),
            "change": rounded(self.change),
            "share_of_change": rounded(self.share_of_change),
            "share_of_needed": rounded(self.share_of_needed),
            "target": target_json(self.target),
            "needed": rounded(self.needed),
            "needed_by": self.needed_by,
            "share_of_way": rounded(self.share_of_way),
            "outcome": self.outcome,
            "withheld": self.withheld and self.withheld.to_json(),
        }


@dataclass(frozen=True, slots=True)
class Totals:
    """The parts together, where they add up.

    Attributes:
        baseline, latest, change: sums over all parts.
        target: the shared one. needed: the change it needs.
        local_targets: sum of the parts' own targets, where every part has one and all have one deadline.
        promised: the change that the local targets come to; those with a later deadline than the shared one, or with
            none, are left out.
        gap: how much of the needed change no local target covers; below 0 they go further than the shared target.
        with_target, later, parts: parts with a target that counts, with one that comes too late, and all.
        withheld: for each number that is None, the reason.
    """

    parts: int
    baseline: float | None = None
    latest: float | None = None
    change: float | None = None
    target: Target | None = None
    needed: float | None = None
    local_targets: Target | None = None
    promised: float | None = None
    gap: float | None = None
    with_target: int = 0
    later: int = 0
    withheld: tuple[tuple[str, Text], ...] = ()

    def to_json(self) -> Json:
        return {
            "parts": self.parts,
            "baseline": rounded(self.baseline),
            "latest": rounded(self.latest),
            "change": rounded(self.change),
            "target": target_json(self.target),
            "needed": rounded(self.needed),
            "local_targets": target_json(self.local_targets),
            "promised": rounded(self.promised),
            "gap": rounded(self.gap),
            "with_target": self.with_target,
            "later": self.later,
            "withheld": {name: reason.to_json() for name, reason in self.withheld},
        }


@dataclass(frozen=True, slots=True)
class Contributions:
    """The parts of one indicator, in alphabetical order: never a league table.

    Attributes:
        first, last: the baseline and the latest value of the shared series; of the parts' too, where they add up.
        why_no_totals: why the parts are not added up; None where they are.
        finding: one or more plain sentences.
    """

    parts: tuple[Contribution, ...]
    totals: Totals | None
    first: Value | None = None
    last: Value | None = None
    why_no_totals: Text | None = None
    finding: Text | None = None

    def to_json(self) -> Json:
        return {
            "parts": [part.to_json() for part in self.parts],
            "totals": self.totals and self.totals.to_json(),
            "why_no_totals": self.why_no_totals and self.why_no_totals.to_json(),
            "finding": self.finding and self.finding.to_json(),
        }


def value_json(value: Value | None) -> Json | None:
    if value is None:
        return None
    return {"period": str(value.period), "value": finite(value.value), "status": value.status}


def target_json(target: Target | None) -> Json | None:
    if target is None:
        return None
    return {"period": str(target.period) if target.period else None, "value": finite(target.value)}
