"""What an overview holds of each alliance: words and counts. Its figures go before the next alliance is read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from config.language import Text
from dashboard.searching import Found, Wanted, search
from dashboard.view import AllianceView, IndicatorView, read_each
from dashboard.visit import Content, Visit

Row = Callable[[Found], Content]


class Counted(NamedTuple):
    """An indicator with a mark of its own.

    Attributes:
        rank: a sort key, the worst verdict first; of one verdict, headline indicators.
        has_deadline: its target has one.
    """

    name: Text
    alliance: Text
    path: str
    code: str
    tone: str
    rank: tuple[int, bool]
    has_deadline: bool


class Glimpse(NamedTuple):
    """One alliance.

    Attributes:
        counted: its indicators with marks of their own.
        rank: of the indicator that is shown first; the first part of it says that there is none.
        row: as the page shows it; None where it is not what is looked for.
    """

    is_made_up: bool
    rank: tuple[bool, tuple[int, bool]]
    disclaimer: Text | None
    counted: tuple[Counted, ...]
    row: Content


def read_glimpses(visit: Visit, asked: Wanted, row: Row) -> list[Glimpse]:
    """Every alliance; the one with the weakest indicator first, those without figures last, invented ones after all."""
    found = [_glimpse(view, asked, row, visit) for view in read_each(visit)]
    return sorted(found, key=lambda one: (one.is_made_up, one.rank))


def worst_first(glimpses: Iterable[Glimpse]) -> list[Counted]:
    """All their indicators together."""
    return sorted((one for glimpse in glimpses for one in glimpse.counted), key=lambda one: one.rank)


def _glimpse(view: AllianceView, asked: Wanted, row: Row, visit: Visit) -> Glimpse:
    first = view.first
    fits: Sequence[Found] = search([view], asked, visit)
    return Glimpse(
        is_made_up=view.alliance.made_up,
        rank=(first is None, first.rank if first else (0, False)),
        disclaimer=view.alliance.disclaimer,
        counted=tuple(_counted(one) for one in view.counted),
        row=row(fits[0]) if fits else None,
    )


def _counted(one: IndicatorView) -> Counted:
    return Counted(
        name=one.indicator.name,
        alliance=one.alliance.name,
        path=one.path,
        code=one.code,
        tone=one.tone,
        rank=one.rank,
        has_deadline=bool((one.verdict.get("target") or {}).get("period")),
    )
