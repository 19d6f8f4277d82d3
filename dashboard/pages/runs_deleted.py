"""On `/runs`: what was deleted by rule after an update, so that whoever delivers sees that the promise is kept."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta

from dash import html

from config.language import Text, format_number
from dashboard.pages.report_link import followed_of
from dashboard.parts import section
from dashboard.visit import Content, Visit
from dashboard.words import counted, listed
from store.rights import may
from store.runs import Deleted, Run

_PATIENCE = timedelta(minutes=15)  # it is done right after the update
_FILES = (Text("afleveret fil", "delivered file"), Text("afleverede filer", "delivered files"))
_PARTS: tuple[tuple[str, Text, Text], ...] = (
    ("pieces", Text("rest af en fil", "piece of a file"), Text("rester af filer", "pieces of files")),
    ("addresses", Text("internetadresse i loggen", "internet address in the record"),
     Text("internetadresser i loggen", "internet addresses in the record")),
    ("sessions", Text("udløbet login", "session that was over"), Text("udløbne logins", "sessions that were over")),
    ("attempts", Text("note om et forsøg på at logge ind eller lignende", "note of a try to sign in or the like"),
     Text("noter om forsøg på at logge ind eller lignende", "notes of tries to sign in or the like")),
    ("links", Text("e-mailadresse ved et gammelt link", "e-mail address beside an old link"),
     Text("e-mailadresser ved gamle links", "e-mail addresses beside old links")),
)  # fmt: skip
_ALL = {"files", *(name for name, *_ in _PARTS)}


def deleted(run: Run, alliances: Collection[str], visit: Visit) -> list[Content]:
    """A section: all of it for the administrator, their own files for a secretariat; none for others."""
    if may(visit.viewer, "install"):
        said, fault = _of_all(run.deleted or {}, visit), _unfinished(run, visit)
    else:
        said, fault = _of_theirs(run, followed_of(alliances, visit), visit), None
    lines = [html.P(" ".join(said)) if said else None, html.P(fault, className="besked luft") if fault else None]
    title = visit.say("Slettet efter reglerne", "Deleted by rule")
    return [section("deleted", title, *lines)] if said or fault else []


def _of_all(done: Deleted, visit: Visit) -> list[str]:
    texts = []
    if found := _counts(done, visit):
        what = listed(found, visit.language)
        texts.append(visit.say(f"Efter opdateringen er slettet: {what}.", f"Deleted after the update: {what}."))
    elif set(done) == _ALL:
        texts.append(
            visit.say(
                "Efter opdateringen var intet gammelt nok til at blive slettet.",
                "After the update nothing was old enough to be deleted.",
            )
        )
    if done.get("files"):
        texts.append(_figures_stay(visit))
    return texts


def _unfinished(run: Run, visit: Visit) -> str | None:
    if set(run.deleted or {}) == _ALL or run.finished_at is None or visit.now - run.finished_at <= _PATIENCE:
        return None
    return visit.say(
        "Oprydningen efter opdateringen er ikke gjort færdig: noget, der er gammelt nok til at blive slettet, kan "
        "ligge her endnu. Det prøves igen efter den næste opdatering; sker det igen, så se driftens log.",
        "The clearing up after the update was not finished: something that is old enough to be deleted may still be "
        "here. It is tried again after the next update; should it happen again, see the log.",
    )


def _counts(done: Deleted, visit: Visit) -> list[str]:
    numbers = [(sum(done.get("files", {}).values()), *_FILES)]
    numbers += [(int(done.get(name, 0)), one, many) for name, one, many in _PARTS]  # type: ignore[call-overload]
    return [counted(number, one, many, visit.language) for number, one, many in numbers if number]


def _of_theirs(run: Run, followed: list[str], visit: Visit) -> list[str]:
    files: dict[str, int] = (run.deleted or {}).get("files", {})
    number = sum(files.get(slug, 0) for slug in followed)
    if not number:
        return []
    many = format_number(number, visit.language)
    return [
        visit.say(
            "1 af jeres afleverede filer er slettet efter opdateringen, fordi den var gammel nok."
            if number == 1
            else f"{many} af jeres afleverede filer er slettet efter opdateringen, fordi de var gamle nok.",
            "1 of your delivered files was deleted after the update, since it was old enough."
            if number == 1
            else f"{many} of your delivered files were deleted after the update, since they were old enough.",
        ),
        _figures_stay(visit),
    ]


def _figures_stay(visit: Visit) -> str:
    return visit.say("Tal og vurderinger bliver stående.", "Figures and verdicts stay.")
