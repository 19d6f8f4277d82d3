"""What a person wrote in a form, carried out as a new version of an entry; or what is to be put right first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from config.contradictions import RESERVED
from config.explain import as_slug
from config.language import Language, Text
from config.mistakes import Mistake
from dashboard.editing.changes import differences
from dashboard.editing.fields import NEEDED, Form, cleaned, read
from dashboard.editing.indicator import TARGET
from dashboard.editing.place import Place
from dashboard.editing.targets import check_target, target_identity
from store.clock import danish_day
from store.editing import EditedMeanwhile, Mistaken, Stored, edit, read_history

WHY, SEEN, LOOK = "why", "seen", "look"
_LONGEST = 1000  # letters of a reason
_SIGHT = ("visibility", "embargo")
_TOO_LONG = Text("Det er for langt.", "That is too long.")


@dataclass(frozen=True, slots=True)
class Attempt:
    """What was sent and has not been stored.

    Attributes:
        texts: what stands in each field.
        mistakes: by field.
        others: what is wrong elsewhere, one sentence each.
        meanwhile: the version that somebody else has stored since the form was opened.
        written: the entry as it would become; None where a field cannot be read.
        is_look: nobody asked to store it yet, only to see what would follow.
    """

    texts: Form
    mistakes: Mapping[str, Text] = field(default_factory=dict)
    others: tuple[Text, ...] = ()
    meanwhile: Stored | None = None
    written: Mapping[str, Any] | None = None
    is_look: bool = False

    @property
    def status(self) -> int:
        """HTTP: something is to be put right, or was changed meanwhile; a look is an answer like any other."""
        if self.meanwhile:
            return 409
        return 422 if self.mistakes or self.others or not self.is_look else 200


def save(
    connection: sa.Connection, place: Place, form: Form, language: Language, by: str, now: datetime
) -> Stored | Attempt:
    """A new or changed entry, or item of its lists.

    Args:
        by: the key of whoever says so.
    """
    filled = read(place.asks, form, place.document, place.offered, language)
    mistakes = filled.mistakes
    if place.part is TARGET and not mistakes:
        mistakes |= check_target(place, filled.document)
    is_look = bool(form.get(LOOK))
    says_why = place.part.says_why if place.part else ""
    reason = form.get(says_why, "") if says_why else form.get(WHY, "")
    if not is_look:
        mistakes |= _about(form)
        if place.part and place.stored and _is_sent_twice(place, filled.document, form):
            return place.stored
    if mistakes:
        return Attempt(form, mistakes, is_look=is_look)
    whole = place.whole(filled.document)
    if is_look:
        return Attempt(form, written=whole, is_look=True)
    if not place.key:
        return _new(connection, place, whole, form, reason, by, now)
    return _edited(connection, place, place.key, whole, form, reason, by, now)


def _is_sent_twice(place: Place, item: Mapping[str, Any], form: Form) -> bool:
    """Whether the item stands already, put there since the form was opened: by a double click."""
    assert place.part
    assert place.stored
    is_new = place.number is None and form.get(SEEN) != str(place.stored.version)
    return is_new and place.part.closed(item) in place.entry.get(place.part.field, ())


def take_out(connection: sa.Connection, place: Place, form: Form, by: str, now: datetime) -> Stored | Attempt:
    """Retire an entry, or take an item out of its list. What stood stays among the versions."""
    mistakes = _about(form, is_why_needed=True)
    if mistakes:
        return Attempt(form, mistakes)
    whole = place.whole(None) if place.part else None
    return _edited(connection, place, place.key, whole, form, form.get(WHY, ""), by, now)


def bring_back(
    connection: sa.Connection, place: Place, version: Stored, form: Form, by: str, now: datetime
) -> Stored | Attempt:
    """Have an earlier version stand again, as a new one."""
    mistakes = _about(form, is_why_needed=True)
    if mistakes:
        return Attempt(form, mistakes)
    whole = restored(place, version, danish_day(now))
    return _edited(connection, place, place.key, whole, form, form.get(WHY, ""), by, now)


def restored(place: Place, version: Stored, today: date) -> dict[str, Any]:
    """An earlier version as it can stand again: with the targets adopted since, which nobody takes back."""
    whole = {name: value for name, value in version.document.items() if name not in _SIGHT}
    whole |= {name: place.entry[name] for name in _SIGHT if name in place.entry}  # what is kept is not let out by it
    there = [target_identity(one) for one in whole.get("targets", ())]
    since = [
        one
        for one in place.entry.get("targets", ())
        if (one.get("adopted") or "") < today.isoformat() and target_identity(one) not in there
    ]
    return whole | {"targets": [*whole.get("targets", ()), *since]} if since else whole


def _about(form: Form, is_why_needed: bool = False) -> dict[str, Text]:
    """Why."""
    text = cleaned(form.get(WHY, ""))
    if not text and is_why_needed:
        return {WHY: NEEDED}
    return {WHY: _TOO_LONG} if len(text) > _LONGEST else {}


def _new(
    connection: sa.Connection, place: Place, whole: dict[str, Any], form: Form, reason: str, by: str, now: datetime
) -> Stored | Attempt:
    """Under a key that nobody has had: a retired entry's figures and links stay its own."""
    first = as_slug(place.kind.title(whole).da)[:70].strip("-")
    key, number = first, 1
    while (history := read_history(connection, place.alliance.slug, place.kind.code, key)) or key in RESERVED:
        newest = history[0] if history else None
        if newest and not newest.is_retired and not differences(place.kind, newest.document, whole, "da"):
            return newest  # the same form, sent twice
        number += 1
        key = f"{first}-{number}"
    return _edited(connection, place, key, whole, form, reason, by, now)


def _edited(
    connection: sa.Connection,
    place: Place,
    key: str,
    whole: Mapping[str, Any] | None,
    form: Form,
    reason: str,
    by: str,
    now: datetime,
) -> Stored | Attempt:
    seen = form.get(SEEN, "")
    try:
        with connection.begin_nested():
            return edit(
                connection,
                place.alliance.slug,
                place.kind.code,
                key,
                whole,
                author=by,
                reason=cleaned(reason) or None,
                now=now,
                seen=int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 19 and place.key else None,
            )
    except EditedMeanwhile as other:
        if whole is not None and not differences(place.kind, other.stored.document, whole, "da"):
            return other.stored  # the same form, sent twice
        return Attempt(form, meanwhile=other.stored, written=whole)
    except Mistaken as wrong:
        return _mistaken(place, wrong, form)


def _mistaken(place: Place, wrong: Mistaken, form: Form) -> Attempt:
    mistakes: dict[str, Text] = {}
    others = list(dict.fromkeys(_elsewhere(place, one) for one in wrong.elsewhere))
    for path, one in wrong.fields.items():
        name = _field_of(place, path)
        if name is None:
            others.append(_told(one))
        else:
            mistakes.setdefault(name, Text(f"{_found(one, 'da')}", f"{_found(one, 'en')}"))
    return Attempt(form, mistakes, tuple(others))


def _field_of(place: Place, path: str) -> str | None:
    """The form's field for a path within the entry: "targets.2.period" is `period` in the form of a target."""
    steps = path.split(".")
    if place.part:
        number = len(place.entry.get(place.part.field, ())) if place.number is None else place.number
        if steps[:2] != [place.part.field, str(number)]:
            return None
        steps = [place.part.single] if place.part.single else steps[2:]
    for ask in place.asks:
        if [str(step) for step in ask.place] == steps[: len(ask.place)]:
            return ask.name
    return None


def _elsewhere(place: Place, one: Mistake) -> Text:
    """What hangs on it, by name; not more of what this reader may not see."""
    indicator = one.where.da.removeprefix("indikatoren ")
    if indicator != one.where.da and place.alliance.indicator(indicator) is None:
        return Text("Noget, der ikke vises her, hænger på det.", "Something that is not shown here hangs on it.")
    return Text(
        f"{_where(one.where.da)} hænger på det. Ret den først.", f"{_where(one.where.en)} hangs on it. Edit that first."
    )


def _told(one: Mistake) -> Text:
    return Text(f"{_where(one.where.da)}: {_found(one, 'da')}", f"{_where(one.where.en)}: {_found(one, 'en')}")


def _where(text: str) -> str:
    return text[:1].upper() + text[1:]


def _found(one: Mistake, language: Language) -> str:
    """Found, expected, remedy; without file and line, which nobody here has."""
    if one.code.startswith("unknown_"):  # what is expected would name what not everybody may see
        return f"»{one.found}« findes ikke." if language == "da" else f"There is no “{one.found}”."
    sentence = one.sentence(language)
    return sentence.split(": ", 1)[1] if ": " in sentence else sentence
