"""The finding on one dimension in plain sentences. Difference and ratio can disagree; then both are said."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from config.language import LANGUAGES, Language, Text, format_number
from progress.equity import Equity, Gap
from progress.naming import Naming, named

WORDS: dict[str, Text] = {
    "closing": Text("blevet mindre", "has narrowed"),
    "widening": Text("blevet større", "has widened"),
    "unchanged": Text("uændret", "is unchanged"),
}


def _as_it_is(value: str) -> Text:
    return Text(value, value)


def finding(found: Equity, naming: Naming, label: Callable[[str], Text] = _as_it_is) -> Text:
    """What is to be said of the gap; where nothing can be told, why.

    Args:
        label: what people read for a group; else its value.
    """
    said = [" ".join(_sentences(_labelled(found, label, language), naming, language)) for language in LANGUAGES]
    return Text(*said)


def _labelled(found: Equity, label: Callable[[str], Text], language: Language) -> Equity:
    def named_gap(gap: Gap | None) -> Gap | None:
        return gap and replace(gap, best=label(gap.best)[language], worst=label(gap.worst)[language])

    return replace(found, first=named_gap(found.first), latest=named_gap(found.latest))


def _sentences(found: Equity, naming: Naming, language: Language) -> list[str]:
    if found.latest is None:
        return [found.reasons["difference"][language] + "."]
    if found.first is None or found.difference not in WORDS:
        return [_only_now(found.latest, naming, language), found.reasons["difference"][language] + "."]
    return [
        _difference(found, naming, language),
        *_levelled_down(found, language),
        *_same_groups(found, naming, language),
        *_ratio(found, language),
        *_counts(found, language),
    ]


def _difference(found: Equity, naming: Naming, language: Language) -> str:
    """ "Afstanden mellem kvinder og mænd er blevet mindre: fra 12 procentpoint i 2018 til 8 procentpoint i 2023."."""
    first, latest = found.first, found.latest
    assert first is not None
    assert latest is not None
    assert found.difference is not None
    is_same_pair = {first.best, first.worst} == {latest.best, latest.worst}
    if is_same_pair or first.difference == latest.difference == 0:
        between, pair = _pair(latest, language), False
    else:
        between, pair = Text("bedste og dårligste gruppe", "the best and the worst group")[language], True
    words = Text("Afstanden mellem {between} er {moved}: {ends}.", "The gap between {between} {moved}: {ends}.")
    if found.difference == "unchanged":
        ends = Text("{a} og {b}", "{a} and {b}")
    else:
        ends = Text("fra {a} til {b}", "from {a} to {b}")
    told = ends[language].format(a=_end(first, pair, naming, language), b=_end(latest, pair, naming, language))
    return words[language].format(between=between, moved=WORDS[found.difference][language], ends=told)


def _pair(gap: Gap, language: Language) -> str:
    return Text("{} (bedst) og {}", "{} (best) and {}")[language].format(gap.best, gap.worst)


def _end(gap: Gap, with_pair: bool, naming: Naming, language: Language) -> str:
    value = naming.difference(gap.difference, language)
    when = Text("{} i {}", "{} in {}")[language].format(value, named(gap.period, language))
    pair = Text("({} bedst, {} dårligst)", "({} best, {} worst)")[language].format(gap.best, gap.worst)
    return f"{when} {pair}" if with_pair else when


def _only_now(gap: Gap, naming: Naming, language: Language) -> str:
    words = Text("Afstanden mellem {} er {}.", "The gap between {} is {}.")
    return words[language].format(_pair(gap, language), _end(gap, False, naming, language))


def _levelled_down(found: Equity, language: Language) -> list[str]:
    if not found.is_levelled_down or found.first is None:
        return []
    words = Text(
        "Det dårligste tal er dog ikke bedre end i {}: afstanden er mindre, fordi det bedste er blevet dårligere.",
        "Yet the worst figure is no better than in {}: the gap is smaller because the best has become worse.",
    )
    return [words[language].format(named(found.first.period, language))]


def _same_groups(found: Equity, naming: Naming, language: Language) -> list[str]:
    """Only where the two that are outermost now tell another story than the outermost of each period."""
    first, latest = found.first, found.latest
    assert first is not None
    assert latest is not None
    if found.same_groups in (None, found.difference) or found.same_groups_first is None:
        return []
    if found.same_groups == "swapped":
        words = Text("I {} lå {worst} bedre end {best}.", "In {} {worst} did better than {best}.")
        return [words[language].format(named(first.period, language), worst=latest.worst, best=latest.best)]
    words = Text("Mellem {} og {} gik den fra {} til {}.", "Between {} and {} it went from {} to {}.")
    ends = naming.difference(found.same_groups_first, language), naming.difference(latest.difference, language)
    return [words[language].format(latest.best, latest.worst, *ends)]


def _ratio(found: Equity, language: Language) -> list[str]:
    first, latest = found.first, found.latest
    assert first is not None
    assert latest is not None
    if found.ratio is None:
        return [found.reasons["ratio"][language] + "."]
    if found.ratio == found.difference or first.ratio is None or latest.ratio is None:
        return []
    words = Text(
        "Målt som forhold er den derimod {}: det højeste tal var {} gange det laveste, nu {} gange.",
        "As a ratio, however, it {}: the highest figure was {} times the lowest, and is now {} times.",
    )
    moved = WORDS[found.ratio][language]
    return [words[language].format(moved, _times(first.ratio, language), _times(latest.ratio, language))]


def _times(number: float, language: Language) -> str:
    return format_number(round(number, 2), language)


def _counts(found: Equity, language: Language) -> list[str]:
    if not found.counts:
        return []
    words = Text(
        "Tallene er antal og siger også, hvor store grupperne er; forskelle mellem dem er ikke i sig selv ulighed.",
        "The figures are counts and also say how large the groups are; differences between them are not in themselves"
        " inequality.",
    )
    return [words[language]]
