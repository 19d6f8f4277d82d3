"""The six kinds of nothing, in words; and under which terms a figure's source has published it."""

from __future__ import annotations

from config.definitions import Alliance
from config.language import Text

ZERO, MISSING, NOT_DUE = "zero", "missing", "not_due"
NOTHING_TO_REPORT, NOT_APPLICABLE, SUPPRESSED = "nothing_to_report", "not_applicable", "suppressed"

NOTHING: dict[str, Text] = {
    ZERO: Text("Tallet er 0: der er talt, og der var ingen.", "The figure is 0: counted, and there were none."),
    MISSING: Text("Tallet mangler: det skulle være her, og er her ikke.", "Missing: it should be here, and is not."),
    NOT_DUE: Text(
        "Perioden er begyndt, men tallet er ikke forfaldent.", "The period has begun; its figure is not due."
    ),
    NOTHING_TO_REPORT: Text("Partneren har meldt, at der intet er.", "The partner has said that there is nothing."),
    NOT_APPLICABLE: Text("Tallet giver ikke mening her.", "The figure has no meaning here."),
    SUPPRESSED: Text(
        "Tallet er skjult, så ingen kan genkendes; det findes ikke i disse data.",
        "The figure is hidden so that nobody can be recognised; it is not in these data.",
    ),
}
OF_STATUS = {"L": MISSING, "M": NOT_APPLICABLE, "N": NOTHING_TO_REPORT, "Q": SUPPRESSED}


def nothing_of(value: float | None, status: str) -> str | None:
    """Which kind of nothing a stored figure is; None for a figure that is something."""
    if value is None:
        return OF_STATUS.get(status, MISSING)
    return ZERO if value == 0 else None


def licence_of(declared: Alliance, source: str | None) -> str | None:
    """The terms of the declared source that bears exactly this name; a likeness is no licence."""
    if source is None:
        return None
    for one in declared.sources:
        names = {one.key, one.title, f"{one.title}, {one.producer}", f"{one.producer}, {one.title}"}
        if source.casefold() in {name.casefold() for name in names}:
            return one.licence
    return None
