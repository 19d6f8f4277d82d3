"""Which of several headings beside each other is the figure of an indicator: count, share, rate, or something else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from config.indicator import Indicator
from etl.layouts.naming import HARMLESS, SHARE, carried, is_other, names_of, words_of

Measure = Literal["figure", "count", "share", "rate", "other", "unknown"]
VALUES = frozenset(
    ("værdi", "value", "indhold", "resultat", "regnskab", "realiseret", "faktisk", "opgjort")
) | words_of("status")


def measure_of(heading: str, indicator: Indicator) -> Measure:
    """What a heading says that stands below it; "figure" where it can only be the indicator's."""
    words = words_of(heading)
    own = frozenset().union(*(words_of(name) for name in (*names_of(indicator), *indicator.unit)))
    if any(is_other(word) for word in words - own):
        return "other"
    if "pr" in words:
        return "rate"
    if words & SHARE:
        return "share"
    if words & VALUES and words <= VALUES | HARMLESS | own:
        return "figure"
    rest = carried(heading) - own
    if "antal" in words or not rest:
        return "count" if not rest else "unknown"
    return "unknown"


def contradicts(heading: str, indicator: Indicator) -> bool:
    """Whether a heading says that what stands below it is not in the indicator's measure."""
    kind, words = measure_of(heading, indicator), words_of(heading)
    if indicator.is_percentage:
        return kind in ("other", "rate") or ("antal" in words and not words & SHARE)
    return kind in ("other", "share") or (kind == "rate" and indicator.kind != "rate")


def chosen_measure(headings: Sequence[str], indicator: Indicator) -> str | None:
    """The one heading that is of the indicator's kind, where the others cannot be; None where it is not certain."""
    kinds = {heading: measure_of(heading, indicator) for heading in dict.fromkeys(headings)}
    if len(kinds) < len(headings):
        return None
    figures = [heading for heading, kind in kinds.items() if kind == "figure"]
    if figures:
        return figures[0] if len(figures) == 1 else None
    if indicator.is_percentage:
        return _only(kinds, "share", {"count", "rate", "other", "unknown"}, is_counted=True)
    if indicator.kind == "rate":
        found = _only(kinds, "rate", {"count", "share", "other", "unknown"}, is_counted=False)
        names = frozenset().union(*(words_of(name) for name in names_of(indicator)))
        return found if found is not None and words_of(found) - HARMLESS <= names | {"pr"} else None
    if indicator.kind in ("count", "state"):
        return _only(kinds, "count", {"share", "rate", "other"}, is_counted=False) or _span(headings, indicator)
    return None


def _only(kinds: dict[str, Measure], wanted: str, others: set[str], *, is_counted: bool) -> str | None:
    """The one of the wanted kind; a share stands beside nothing unknown but counts ("Antal svar")."""
    found = [heading for heading, kind in kinds.items() if kind == wanted]
    rest = [heading for heading, kind in kinds.items() if kind != wanted]
    if len(found) != 1 or any(kinds[heading] not in others for heading in rest):
        return None
    if is_counted and any(kinds[one] == "unknown" and "antal" not in words_of(one) for one in rest):
        return None
    return found[0]


def _span(headings: Sequence[str], indicator: Indicator) -> str | None:
    """The one heading that says no more than the indicator's name does: "18-29 år i alt" beside "18-24 år"."""
    own = frozenset().union(*(words_of(name) for name in names_of(indicator)))
    said = {
        heading: frozenset(w for w in carried(heading) if any(sign.isdigit() for sign in w)) for heading in headings
    }
    found = [heading for heading, words in said.items() if words and words <= own and carried(heading) <= own]
    rest = [heading for heading in headings if heading not in found]
    return found[0] if len(found) == 1 and all(said[one] - own for one in rest) else None
