"""Which alliances a reader looks for: words, a verdict, how fresh the figures are. All of it in the address."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from config.language import Text
from dashboard.change import measured
from dashboard.charts.wording import place_name
from dashboard.view import AllianceView, IndicatorView
from dashboard.visit import Visit
from progress.words import VERDICTS

WORDS, VERDICT, FIGURES = "q", "verdict", "figures"
FRESHNESS: dict[str, Text] = {
    "fresh": Text("uden forældede tal", "without stale figures"),
    "stale": Text("med forældede tal", "with stale figures"),
    "none": Text("uden tal", "without figures"),
}
WITHOUT = "none"  # stands for every verdict that is none
_LONGEST = 100  # letters; nobody writes more
_MOST_NAMED = 3
_NO_WORD = Text("", "")


class Hit(NamedTuple):
    """Where the words were found besides the alliance's own name: an indicator, a partner or a place.

    Attributes:
        path: of the page that is about it; None where it has none of its own.
    """

    kind: Text
    name: str
    path: str | None


class Found(NamedTuple):
    view: AllianceView
    hits: tuple[Hit, ...]


class Wanted(NamedTuple):
    """What is looked for; empty texts for anything."""

    words: str = ""
    verdict: str = ""
    figures: str = ""

    @property
    def is_anything(self) -> bool:
        return not any(self)


def wanted(query: Mapping[str, str]) -> Wanted:
    """What the address asks for; what it cannot mean is left out."""
    figures = query.get(FIGURES, "")
    return Wanted(
        words=" ".join(query.get(WORDS, "").split())[:_LONGEST],
        verdict=query.get(VERDICT, "")[:_LONGEST],
        figures=figures if figures in FRESHNESS else "",
    )


def search(views: Sequence[AllianceView], asked: Wanted, visit: Visit) -> list[Found]:
    """The alliances that fit, in their order, and where their words were found."""
    found = []
    for view in views:
        if _has_verdict(view, asked.verdict) and _is_fresh(view, asked.figures):
            hits = _hits(view, folded(asked.words).split(), visit)
            if hits is not None:
                found.append(Found(view, (*_with_verdict(view, asked.verdict, visit), *hits)))
    return found


def folded(text: str) -> str:
    """As it is compared: small letters, Aa as Å."""
    return text.casefold().replace("aa", "å")


def _hits(view: AllianceView, words: Sequence[str], visit: Visit) -> tuple[Hit, ...] | None:
    """None where a word is nowhere; nothing where the alliance's own texts hold them all."""
    own = folded(" ".join(_own_texts(view)))
    if all(word in own for word in words):
        return ()
    parts = [(folded(f"{hit.name} {others}"), hit) for hit, others in _parts(view, visit)]
    if not all(word in own or any(word in text for text, _ in parts) for word in words):
        return None
    named = [hit for text, hit in parts if any(word in text for word in words if word not in own)]
    return tuple(named[:_MOST_NAMED])


def _own_texts(view: AllianceView) -> Iterator[str]:
    """In both languages: a Dane reads English pages too."""
    alliance = view.alliance
    for text in (alliance.name, alliance.problem, alliance.area_text, alliance.members_text, alliance.summary):
        if text is not None:
            yield from text
    yield alliance.area


def _parts(view: AllianceView, visit: Visit) -> Iterator[tuple[Hit, str]]:
    """Its indicators, partners and places, each with what else it is called."""
    for one in view.indicators:
        name = visit.text(one.indicator.name)
        yield Hit(Text("indikator", "indicator"), name, one.path), " ".join([*one.indicator.title, *one.indicator.name])
    for organisation in view.alliance.organisations:
        yield Hit(Text("partner", "partner"), visit.text(organisation.name), None), " ".join(organisation.name)
    places = dict.fromkeys(part.area for one in view.indicators for part in one.parts)
    for area in places:
        yield Hit(Text("sted", "place"), place_name(area, visit.language), None), area


def _has_verdict(view: AllianceView, code: str) -> bool:
    if not code:
        return True
    return any(code == (WITHOUT if one.tone == "uden" else one.code) for one in view.counted)


def _with_verdict(view: AllianceView, code: str, visit: Visit) -> list[Hit]:
    """The indicators that have the verdict which is asked for; not where it is any that is none."""
    these = [one for one in view.counted if one.code == code and one.tone != "uden"]
    word = VERDICTS[code].text if these else _NO_WORD
    kind = Text(word.da.lower(), word.en.lower())
    return [Hit(kind, visit.text(one.indicator.name), one.path) for one in these[:_MOST_NAMED]]


def _is_fresh(view: AllianceView, figures: str) -> bool:
    if not figures:
        return True
    with_figures = [one for one in view.indicators if _any_figures(one)]
    if figures == "none":
        return not with_figures
    is_stale = any("stale" in series.verdict.get("overlays", []) for one in with_figures for series in one.series)
    return bool(with_figures) and is_stale == (figures == "stale")


def _any_figures(view: IndicatorView) -> bool:
    return any(measured(series) for series in view.series)
