"""What a table is about, as its texts say: which indicator, in which unit, which part of it is a projection."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from config.indicator import Indicator
from config.layout import Span
from etl.layouts.wording import key, plain

_UNIT = re.compile(r"\benhed(?:er)?\b\s*[:=]?\s*(?P<unit>.+)$|\bunit\b\s*[:=]\s*(?P<english>.+)$", re.IGNORECASE)
_THOUSANDS = r"(?<!pr )(?<!pr\. )(?<!per )\b1[.\s]?000\b(?![.\d])|\btusind(?:e|er)?\b|\bt\. ?kr|\btkr"
_SCALES = (
    (re.compile(r"\b(?:1[.\s]?000[.\s]000|mio\b\.?|million(?:er)?)", re.IGNORECASE), 1e6),
    (re.compile(r"\b(?:mia\b\.?|milliard(?:er)?)", re.IGNORECASE), 1e9),
    (re.compile(_THOUSANDS, re.IGNORECASE), 1e3),
)
_PERCENT = re.compile(r"%|\bpct\b|\bprocent\b|\bpromille\b|‰|\bper cent\b", re.IGNORECASE)
_YEAR = r"((?:19|20)\d\d)"
_PROJECTED = r"(?:fremskr\w+|prognose\w*|projektion\w*|forvente\w*|skønne\w*|projected|forecast)"
_BETWEEN = r"\W+(?:(?:for|fra|i|perioden|årene|tal|er|som)\W+)*"
_YEARS = rf"{_YEAR}\s*(?:[-–—]|til|to)\s*{_YEAR}"
_SPANS = (
    re.compile(rf"{_PROJECTED}{_BETWEEN}{_YEARS}", re.IGNORECASE),
    re.compile(rf"{_YEARS}{_BETWEEN}{_PROJECTED}", re.IGNORECASE),
)
_OPEN_SPANS = (
    re.compile(rf"{_PROJECTED}\W+(?:fra|fra og med|efter)\W+(?:og med\W+)?{_YEAR}", re.IGNORECASE),
    re.compile(rf"fra (?:og med )?{_YEAR}\W+(?:er\W+)?{_PROJECTED}", re.IGNORECASE),
)
_SOFT = re.compile(r"^(?!\W*[*.:-]).*\bforeløbig", re.IGNORECASE)  # but not the legend of a mark
_MENTIONS = re.compile(_PROJECTED, re.IGNORECASE)
_PROVISIONAL = (
    re.compile(rf"{_YEAR}\W+(?:er|tal er|tallene er)\W+foreløbige?", re.IGNORECASE),
    re.compile(rf"foreløbige?\W+(?:tal\W+)?(?:for|i)\W+{_YEAR}", re.IGNORECASE),
    re.compile(rf"tal(?:lene)? for {_YEAR} er foreløbige", re.IGNORECASE),
)


def unit_text(titles: Iterable[str]) -> str | None:
    """The unit that a text above the table states: "Enhed: mio. ton"."""
    for title in titles:
        found = _UNIT.search(title)
        if found:
            return (found["unit"] or found["english"]).strip(" .)")
    return None


def scale_of(text: str) -> float:
    """1000 for "1.000 personer" or "tusinde", 1e6 for "mio. kr."; 1 for a text without a scale."""
    return next((times for pattern, times in _SCALES if pattern.search(text)), 1.0)


def is_percent(text: str) -> bool:
    """Whether a text speaks of per cent."""
    return _PERCENT.search(text) is not None


def is_same_unit(stated: str, indicator: Indicator) -> bool:
    """Whether a stated unit is the indicator's, as far as words tell."""
    if plain(stated) in ("antal", "number") and indicator.kind in ("count", "state"):
        return scale_of(indicator.unit.da) == 1.0
    said = _unit_key(stated)
    own = {_unit_key(unit) for unit in (*indicator.unit, *(indicator.unit_short or ())) if unit}
    return any(said == one or one in said or (len(said) > 2 and said in one) for one in own if one)


def _unit_key(text: str) -> str:
    text = unicodedata.normalize("NFKC", text)
    for pattern, _ in _SCALES:
        text = pattern.sub("", text)
    return "%" if is_percent(text) else key(text)


def projected(texts: Iterable[str]) -> tuple[list[Span], bool]:
    """The periods that a text calls projected or provisional, and whether one speaks of it without saying which."""
    spans: list[Span] = []
    is_open = False
    for text in texts:
        closed = next((found for pattern in _SPANS if (found := pattern.search(text))), None)
        begun = next((found for pattern in _OPEN_SPANS if (found := pattern.search(text))), None)
        if closed:
            spans.append(_span(closed[1], closed[2], "projection"))
        elif begun:
            spans.append(_span(begun[1], None, "projection"))
        elif _MENTIONS.search(text):
            is_open = True
        soft = next((found for pattern in _PROVISIONAL if (found := pattern.search(text))), None)
        is_open |= soft is None and bool(_SOFT.search(text))
        if soft:
            spans.append(_span(soft[1], soft[1], "provisional"))
    distinct = list(dict.fromkeys(spans))
    return distinct, is_open and not distinct


def _span(first: str, last: str | None, status: str) -> Span:
    return Span.model_validate({"from": first, "to": last, "status": status})
