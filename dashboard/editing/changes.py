"""What one version of an entry says otherwise than another, field by field, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple

from config.language import Language, Text, format_date, format_number
from config.mistakes import as_written
from config.visibility import embargo_text
from dashboard.editing.fields import Ask, Offered, value_at
from dashboard.editing.indicator import TARGET
from dashboard.editing.kind import Kind, Part
from dashboard.words import period_label

_ENGLISH = Text("på engelsk", "in English")
_YES, _NO = Text("ja", "yes"), Text("nej", "no")
_ORDER = Text("Rækkefølge", "Order")


Names = Offered
NO_NAMES: Names = MappingProxyType({})


class Difference(NamedTuple):
    """One field: what stood, and what stands; "" where nothing does."""

    label: str
    before: str
    after: str


def differences(
    kind: Kind, before: Mapping[str, Any], after: Mapping[str, Any], language: Language, names: Names = NO_NAMES
) -> list[Difference]:
    """In the order of the form; fields that no form asks about come last, under their names in the file.

    Args:
        names: what goals, indicators and organisations are called; of several, others than these are not told.
    """
    found: list[Difference] = []
    told: set[str | int] = set()
    for ask in kind.asks:
        told.add(ask.place[0])
        found += _of_field(ask, value_at(before, ask.place), value_at(after, ask.place), language, names)
    for part in kind.parts:
        told.add(part.field)
        found += _of_part(part, before.get(part.field, []), after.get(part.field, []), language)
    for name in dict.fromkeys([*before, *after]):
        if name not in told and name not in ("slug", "code", "key", "formerly") and before.get(name) != after.get(name):
            found.append(Difference(name, as_written(before.get(name)), as_written(after.get(name))))
    return found


def _of_field(ask: Ask, before: Any, after: Any, language: Language, names: Names) -> Iterator[Difference]:
    label = ask.label[language]
    if ask.is_words:
        old, new = before or {}, after or {}
        if old.get("da") != new.get("da"):
            yield Difference(label, old.get("da", ""), new.get("da", ""))
        if _english(old) != _english(new):
            yield Difference(f"{label} {_ENGLISH[language]}", _english(old), _english(new))
        return
    texts = value_text(ask, before, language, names), value_text(ask, after, language, names)
    if texts[0] != texts[1]:
        yield Difference(label, *texts)


def _english(words: Mapping[str, str]) -> str:
    """ "" where the Danish stands in for it."""
    return "" if words.get("en") == words.get("da") else words.get("en", "")


def _of_part(part: Part, before: Sequence[Any], after: Sequence[Any], language: Language) -> Iterator[Difference]:
    old = [item_text(part, item, language) for item in before]
    new = [item_text(part, item, language) for item in after]
    gone = [text for text in old if text not in new]
    come = [text for text in new if text not in old]
    if gone or come:
        yield Difference(part.heading[language], "; ".join(gone), "; ".join(come))
    elif old != new:
        yield Difference(part.heading[language], *([_ORDER[language].casefold()] * 2))


def item_text(part: Part, item: Any, language: Language) -> str:
    """An item of a list in one line: "7.000 i 2030, vedtaget 11. juni 2018"."""
    opened = part.opened(item)
    if part is TARGET:
        return target_text(opened, language)
    texts = {ask.name: value_text(ask, value_at(opened, ask.place), language) for ask in part.asks if ask.way != "tick"}
    span = "–".join(texts[name] for name in ("period", "until") if texts.get(name))
    rest = ", ".join(text for name, text in texts.items() if text and name not in ("period", "until"))
    ticked = [ask.label[language] for ask in part.asks if ask.way == "tick" and value_at(opened, ask.place)]
    return " ".join([f"{span}:"] * bool(span) + [rest, *(f"({text[:1].lower()}{text[1:]})" for text in ticked)])


def target_text(target: Mapping[str, Any], language: Language) -> str:
    """What a target says, without its reason."""
    is_danish = language == "da"
    parts = [format_number(float(target["value"]), language)]
    if target.get("period"):
        parts[0] += f" {'i' if is_danish else 'in'} {period_label(target['period'], language)}"
    else:
        parts.append("ingen frist" if is_danish else "no deadline")
    if target.get("area"):
        each = "hvert sted" if is_danish else "each place"
        parts.append(each if target["area"] == "each" else str(target["area"]))
    if target.get("organisation"):
        parts.append(str(target["organisation"]))
    if target.get("adopted"):
        adopted = format_date(date.fromisoformat(str(target["adopted"])), language)
        parts.append(f"{'vedtaget' if is_danish else 'adopted'} {adopted}")
    return ", ".join(parts)


def value_text(ask: Ask, value: Any, language: Language, names: Names = NO_NAMES) -> str:
    """A value as people read it; "" where there is none."""
    if ask.way == "tick":
        return (_YES if value else _NO)[language]
    if value is None:
        value = ask.default or None
    if value is None:
        return ""
    if ask.is_words:
        return str(value.get(language) or value.get("da", ""))
    if ask.way in ("number", "whole"):
        return format_number(float(value), language)
    if ask.way == "period":
        return period_label(value, language)
    if ask.way == "day":
        return format_date(date.fromisoformat(str(value)), language)
    if ask.way == "embargo":
        return embargo_text(str(value))[language]
    called = names.get(ask.name) or ask.options
    if ask.way == "many":
        return ", ".join(text[language] for code, text in called if code in value)
    return next((text[language] for code, text in called if code == value), str(value))
