"""What became of a submission, in a headline and a sentence."""

from __future__ import annotations

from config.language import Text, format_number
from dashboard.pages.decided import counted_periods
from dashboard.visit import Visit
from dashboard.words import capital, listed, number_word
from store.submissions import ACCEPTED, AWAITING, CHECKED, DECLARATION, REJECTED, UNCHANGED, WITHDRAWN, Submission

_DONE = {
    WITHDRAWN: Text("Indberetningen er trukket tilbage", "The submission has been withdrawn"),
    REJECTED: Text("Filen kunne ikke indlæses", "The file could not be loaded"),
}


def heading(submission: Submission, running: bool, visit: Visit) -> str:
    """The finding of the report."""
    report = submission.report or {}
    errors = report.get("problem_count", {}).get("error", 0)
    if running and submission.source == DECLARATION:
        return visit.say("Erklæringen bliver gemt", "The declaration is being stored")
    if running:
        return visit.say("Filen bliver læst", "The file is being read")
    if submission.state == ACCEPTED and submission.source == DECLARATION:
        return _declared(submission, visit)
    if errors:
        return _errors(errors, all(one.get("cell") for one in _serious(report)), visit)
    if submission.state == AWAITING:
        return visit.say("Tallene venter på, at du bekræfter dem", "The figures wait for you to confirm them")
    if submission.state == CHECKED:
        return visit.say("Filen er i orden; intet er indlæst", "The file is in order; nothing has been loaded")
    if submission.state == ACCEPTED:
        return _accepted(submission, visit)
    return visit.text(_DONE.get(submission.state, _DONE[REJECTED]))


def lead(submission: Submission, running: bool, visit: Visit) -> str | None:
    """What was read, and what that means."""
    report = submission.report or {}
    if running:
        return visit.say(
            "Det tager som regel få sekunder. Du kan roligt forlade siden.",
            "It usually takes a few seconds. You may leave this page.",
        )
    read = [sheet for sheet in report.get("sheets", []) if sheet.get("read")]
    values = sum(sheet.get("values", 0) for sheet in read)
    texts = [_read(values, len(read), visit)] if values else []
    if submission.state == REJECTED:
        texts.append(
            visit.say(
                "Ingen tal er indlæst: enten kommer hele filen med, eller også kommer intet af den med.",
                "No figures have been loaded: either the whole file is taken, or nothing of it.",
            )
        )
    if submission.state == AWAITING:
        texts.append(visit.say("Intet er ændret endnu.", "Nothing has been changed yet."))
    if submission.state == ACCEPTED and submission.source == DECLARATION:
        texts.append(
            visit.say(
                "Perioderne regnes som afleveret. Det er ikke det samme som nul.",
                "The periods count as delivered. It is not the same as zero.",
            )
        )
    elif submission.state == ACCEPTED and submission.outcome == UNCHANGED:
        texts.append(visit.say("Alle tal stod her i forvejen.", "All figures were here already."))
    return " ".join(texts) or None


def _serious(report: dict[str, list[dict[str, str]]]) -> list[dict[str, str]]:
    return [one for one in report.get("problems", []) if one.get("severity") == "error"]


def _errors(number: int, are_cells: bool, visit: Visit) -> str:
    word = capital(number_word(number, visit.language))
    if are_cells:
        thing = visit.say("celle" if number == 1 else "celler", "cell" if number == 1 else "cells")
    else:
        thing = visit.say("fejl", "mistake" if number == 1 else "mistakes")
    return visit.say(
        f"{word} {thing} skal rettes, før tallene kan indlæses",
        f"{word} {thing} must be put right before the figures can be loaded",
    )


def _accepted(submission: Submission, visit: Visit) -> str:
    counts = (submission.report or {}).get("counts", {})
    new, changed = counts.get("new", 0), counts.get("changed", 0)
    if submission.outcome == UNCHANGED or not (new or changed):
        return visit.say("Filen indeholdt intet nyt", "The file held nothing new")
    parts = []
    if new:
        parts.append(f"{format_number(new, visit.language)} {visit.say('nyt' if new == 1 else 'nye', 'new')}")
    if changed:
        word = visit.say("ændret" if changed == 1 else "ændrede", "changed")
        parts.append(f"{format_number(changed, visit.language)} {word}")
    is_one = new + changed == 1
    return visit.say(
        f"{listed(parts, 'da')} tal er indlæst",
        f"{listed(parts, 'en')} {'figure has' if is_one else 'figures have'} been loaded",
    )


def _declared(submission: Submission, visit: Visit) -> str:
    """What a declaration came to; figures delivered meanwhile keep their numbers."""
    counts = (submission.report or {}).get("counts", {})
    number = counts.get("new", 0) + counts.get("changed", 0)
    if not number:
        return visit.say("Der stod tal i forvejen; de er beholdt", "There were figures already; they are kept")
    periods = counted_periods(number, visit)
    return visit.say(f"Intet at indberette for {periods}", f"Nothing to report for {periods}")


def _read(values: int, sheets: int, visit: Visit) -> str:
    number = format_number(values, visit.language)
    places = number_word(sheets, visit.language, neuter=True)
    return visit.say(
        f"Vi læste {number} tal i {places} ark.",
        f"We read {number} figure{'' if values == 1 else 's'} in {places} sheet{'' if sheets == 1 else 's'}.",
    )
