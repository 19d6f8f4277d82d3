"""What is typed at a meeting: read from its forms, checked, and kept with the figures that were on the page."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any, NamedTuple

from config.language import Text
from config.personal_numbers import masked
from dashboard.view import IndicatorView, read_one
from dashboard.viewing import current_actor
from dashboard.visit import Visit
from store.audit import note
from store.meetings import ANSWERS, TAKEN_OUT, Note, Written, keep_answer, keep_note, read_notes

MOST_TEXT, MOST_NAME = 2000, 120
FIELDS = ("story", "decision", "who", "due")
_NOTHING = Text("Skriv historien, en beslutning eller begge dele.", "Write the story, a decision, or both of them.")
_NO_DECISION = Text("Skriv, hvad der er besluttet.", "Write what has been decided.")
_NO_WHO = Text("Skriv, hvem der gør det.", "Write who will do it.")
_NO_DAY = Text("Skriv en dag som 2027-03-01.", "Write a day such as 2027-03-01.")
_PAST = Text("Den dag er gået. Vælg en, der kommer.", "That day has passed. Choose one to come.")
_CIVIL = Text(
    "Der står noget, der ligner et CPR-nummer. Tag det ud: referatet kan læses af alle.",
    "Something here looks like a civil registration number. Take it out: anyone can read the minutes.",
)
_NEW_FIGURES = Text(
    "Tallene er blevet nye, mens I talte. Se dem igennem øverst på siden, og gem så igen: det, I skrev, står her "
    "endnu.",
    "The figures have changed while you talked. Look at them at the top of the page, then save again: what you wrote "
    "is still here.",
)
_NO_NOTE = Text("Den beslutning findes ikke her mere.", "That decision is no longer here.")
_NO_STATE = Text("Vælg, hvad der er sket.", "Choose what has happened.")


def too_long(most: int) -> Text:
    return Text(f"Teksten er for lang: højst {most} tegn.", f"The text is too long: at most {most} characters.")


class Checked(NamedTuple):
    """A form as it was sent.

    Attributes:
        texts: of each field, as typed.
        mistakes: of each field what is to be put right; "" of the whole. Empty where it can be kept.
        is_stale: the figures on the page were others than those of now.
    """

    texts: dict[str, str]
    mistakes: dict[str, Text]
    is_stale: bool = False

    @property
    def due(self) -> date | None:
        return _day(self.texts.get("due", ""))


def figures_seen(view: IndicatorView) -> dict[str, Any]:
    """What a page shows of an indicator: its verdict, which periods have a value, and the words of its places."""
    points = view.shared.points
    periods = [period for period, value in zip(points.periods, points.values, strict=True) if value is not None]
    places = {} if view.is_counted else {"places": dict(Counter(view.part_codes))}
    return {"verdict": view.verdict, "periods": periods, **places}


def digest_of(view: IndicatorView) -> str:
    """Of all that the page shows but the day: whether two readers have seen the same figures."""
    verdict = {name: value for name, value in view.verdict.items() if name != "assessed_on"}
    points = view.shared.points
    shown = [verdict, points.periods, points.values, points.statuses, sorted(view.part_codes)]
    return hashlib.sha256(json.dumps(shown, sort_keys=True).encode()).hexdigest()[:16]


def check(form: Mapping[str, str], view: IndicatorView, today: date) -> Checked:
    """What was sent for this indicator, and what is to be put right before it can be kept."""
    texts = {name: _clean(form.get(name, "")) for name in FIELDS}
    mistakes: dict[str, Text] = {}
    if not texts["story"] and not texts["decision"]:
        mistakes["decision"] = _NOTHING
    elif (texts["who"] or texts["due"]) and not texts["decision"]:
        mistakes["decision"] = _NO_DECISION
    if texts["decision"] and not texts["who"]:
        mistakes["who"] = _NO_WHO
    if texts["due"]:
        day = _day(texts["due"])
        if day is None or not 1900 <= day.year <= 2999:
            mistakes["due"] = _NO_DAY
        elif day < today:
            mistakes["due"] = _PAST
    for name, text in texts.items():
        most = MOST_TEXT if name in ("story", "decision") else MOST_NAME
        if len(text) > most:
            mistakes[name] = too_long(most)
        elif masked(text) != text:
            mistakes[name] = _CIVIL
    is_stale = form.get("seen") != digest_of(view)
    if is_stale:
        mistakes[""] = _NEW_FIGURES
    return Checked(texts, mistakes, is_stale)


def check_answer(form: Mapping[str, str], notes: Collection[Note]) -> Checked:
    """What became of one of these decisions: `state`."""
    texts = {name: _clean(form.get(name, "")) for name in ("answer", "state")}
    mistakes: dict[str, Text] = {}
    if texts["answer"] not in {str(note.number) for note in notes}:
        mistakes[""] = _NO_NOTE
    if texts["state"] not in ANSWERS:
        mistakes["state"] = _NO_STATE
    return Checked(texts, mistakes)


def checked_form(view: IndicatorView, notes: Collection[Note], visit: Visit) -> Checked | None:
    """What was sent with this visit, a note or an answer; None where nothing was sent."""
    form = visit.form
    if form is None:
        return None
    return check_answer(form, notes) if "answer" in form else check(form, view, visit.today)


def take(visit: Visit, slug: str, code: str) -> str | None:
    """Keep what was sent.

    Returns:
        where to go on; None where something must be put right (the page says what), or there is no such indicator.
    """
    alliance = read_one(visit, slug)
    view = alliance.named(code) if alliance else None
    if view is None:
        return None
    notes = read_notes(visit.store, slug, visit.viewer, visit.now, code)
    checked = checked_form(view, notes, visit)
    if checked is None or checked.mistakes:
        return None
    if "answer" in checked.texts:
        number = int(checked.texts["answer"])
        keep_answer(visit.store, number, checked.texts["state"], current_actor().key, visit.now)
        said = {"state": checked.texts["state"]}
        note(visit.store, current_actor(), "decision_answered", visit.now, alliance=slug, subject=code, after=said)
        if checked.texts["state"] == TAKEN_OUT:
            return visit.link(meeting_path(slug, code)) + "#goer"
    else:
        number = keep_note(visit.store, slug, code, _written(checked, view, visit), visit.now)
        held = {"held_on": visit.today.isoformat(), "note": number}
        note(visit.store, current_actor(), "meeting_noted", visit.now, alliance=slug, subject=code, after=held)
    return f"{visit.link(meeting_path(slug, code))}?saved={number}#gemt"


def meeting_path(slug: str, code: str | None = None) -> str:
    return f"/alliance/{slug}/meeting" + (f"/{code}" if code else "")


def minutes_path(slug: str, day: date) -> str:
    return f"/alliance/{slug}/minutes/{day.isoformat()}"


def _written(checked: Checked, view: IndicatorView, visit: Visit) -> Written:
    texts = checked.texts
    is_decided = bool(texts["decision"])
    return Written(
        held_on=visit.today,
        story=texts["story"] or None,
        decision=texts["decision"] or None,
        who=texts["who"] or None if is_decided else None,
        due=checked.due if is_decided else None,
        language=visit.language,
        author=current_actor().key,
        seen=figures_seen(view),
    )


def _clean(text: str) -> str:
    """Without what a database refuses; one kind of line break."""
    text = text.replace("\0", "").encode("utf-8", "replace").decode()
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
