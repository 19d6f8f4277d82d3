"""What a table is about, as its texts say: which indicator, in which unit, which part of it is a projection."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from config.definitions import Alliance
from config.indicator import Indicator
from config.layout import Span
from etl.layouts.wording import bare_title, key, plain

_FEWEST_LETTERS = 10  # of a name of one word that is looked for inside a longer text
_TAIL = re.compile(r"\s*(?:,|\(|\befter\b|\bfordelt på\b|\bopdelt\b|\bi (?=\d)).*$", re.IGNORECASE)
_HARMLESS = re.compile(
    r"[\s,.()\d/–-]|\b(?:efter|fordelt|opdelt|på|og|i|tid|område|kommuner?|regioner?|køn|år|antal|alt|hele|landet|kvartal"
    r"|måned|personer|stk|enhed|by|time|region|municipality)\b",
    re.IGNORECASE,
)
# Words that make another quantity of what they stand beside.
_DERIVED = re.compile(
    r"\b(udvikling(?:en)? i|ændring(?:en)? i|vækst(?:en)? i|stigning(?:en)? i|fald(?:et)? i|ændring|indeks|index|median"
    r"|gennemsnit\w*|change in|pr\. ?\d[\d.]*|pr\.? (?:indbygger|borger|person|måned|kvartal)|sæsonkorriger\w*)\b",
    re.IGNORECASE,
)
_SHARE = re.compile(
    r"%|\b(andel(?:en|e)?|pct|procent|procentdel|procentpoint|promille|share of|per cent)\b", re.IGNORECASE
)
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


@dataclass(frozen=True, slots=True)
class Named:
    """An indicator that a text names: the words that do, and whether they are all of it."""

    code: str
    words: str
    is_exact: bool


def names_of(indicator: Indicator) -> tuple[str, ...]:
    """Every name of an indicator, its code last."""
    texts = [*indicator.title, *(indicator.short_title or ())]
    return (*dict.fromkeys(texts), indicator.code)


def indicators_named(text: str, declared: Alliance) -> list[Named]:
    """The indicators that a text names: by all of it, else by a part of it that is no other quantity's.

    A name inside a longer one counts for nothing: of "Ting" and "Ting i kommuner" the longer is meant.
    """
    bare = bare_title(text)
    head = _TAIL.sub("", bare)
    tail = plain(bare)[len(plain(head)) :]
    whole = {key(part): not _HARMLESS.sub("", plain(bare)[len(plain(part)) :]) for part in (head, bare, text) if part}
    exact = [
        Named(i.code, name, whole[key(name)])
        for i in declared.indicators
        for name in names_of(i)
        if key(name) in whole and (key(name) == key(bare) or not _is_other(tail, i))
    ]
    if exact:
        return _one_each(exact)
    held: list[tuple[str, Named]] = []
    for indicator in declared.indicators:
        for name in names_of(indicator)[:-1]:
            words = plain(name)
            rest = plain(bare).replace(words, " ")
            is_long = " " in words or len(words) >= _FEWEST_LETTERS
            if is_long and _holds(words, plain(bare)) and not _is_other(rest, indicator):
                held.append((words, Named(indicator.code, name, False)))
    longest = [one for words, one in held if not any(words != other and words in other for other, _ in held)]
    return _one_each(longest)


def _holds(words: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text) is not None


def _is_other(rest: str, indicator: Indicator) -> bool:
    """Whether the words beside an indicator's name make another quantity of it."""
    return bool(_DERIVED.search(rest)) or (not indicator.is_percentage and bool(_SHARE.search(rest)))


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


def _one_each(named: list[Named]) -> list[Named]:
    return list({one.code: one for one in reversed(named)}.values())
