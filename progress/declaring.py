"""For which figures an organisation may declare that there is nothing to report: those that it is asked for now."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from config.definitions import Alliance
from config.language import Text
from progress.due import Row, rows_due
from store.decisions import NotPossible
from store.declarations import DueFigure, canonical
from store.observations import Observation


def declarable(declared: Alliance, organisation: str, held: Sequence[Observation], today: date) -> dict[DueFigure, Row]:
    """The figures that are due and not in, in the order in which they are asked for."""
    rows = rows_due(declared, organisation, held, today).rows
    return {
        DueFigure(row.indicator.code, row.area, canonical(row.dimensions), str(row.period)): row
        for row in rows
        if row.period is not None
    }


def check_declared(due: dict[DueFigure, Row], figures: Iterable[DueFigure], declared: Alliance) -> list[DueFigure]:
    """The figures, each once, in the order in which they are asked for.

    Raises:
        NotPossible: none is named, or one of them is not due.
    """
    wanted = set(figures)
    if not wanted:
        raise NotPossible("none_chosen")
    for one in sorted(wanted - due.keys()):
        indicator = declared.indicator(one.indicator)
        name = indicator.title if indicator else Text(one.indicator, one.indicator)
        place = f", {one.area}" if one.area else ""
        raise NotPossible(
            "not_due",
            Text(
                f"{name.da}{place}, {one.period}: der ventes ikke på et tal. Måske er det allerede afleveret.",
                f"{name.en}{place}, {one.period}: no figure is waited for. Perhaps it has been delivered already.",
            ),
        )
    return [one for one in due if one in wanted]
