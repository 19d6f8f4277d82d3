"""Whether another method says the same as our verdict: a table of which of its words go with which of ours.

Two words agree where a reader would do the same after either. Neighbouring steps do not agree: "must speed up" is not
"on track". Where a method has fewer words than we, several of ours go with one of its: the United Nations' "fair" is
both "must speed up" and "too slow", and no method but ours knows "no clear change". A target that was missed agrees
with every word that stops short of "on track"; one that was met, even late, with the best word of each.
"""

from __future__ import annotations

from progress.words import OTHER_METHODS

_DONE = frozenset({"met", "met_late", "kept"})
_STILL = frozenset({"no_clear_change", "stable"})
_WORSE = frozenset({"moving_away", "slipped", "worsening_slowly", "worsening"})
_MISSED = frozenset({"missed"})
_FAST_ENOUGH = frozenset({"on_track", "improving"})
_TOO_SLOW = frozenset({"acceleration_needed", "improving_slowly"})

# For each word of a method, ours that say the same.
AGREEING: dict[str, dict[str, frozenset[str]]] = {
    "open_sdg": {
        "achieved": _DONE,
        "substantial": _DONE | _FAST_ENOUGH,
        "moderate": _TOO_SLOW | _MISSED,
        "limited": _STILL | _MISSED | {"slow", "improving_slowly"},
        "deterioration": _STILL | _MISSED | _WORSE,
    },
    "eurostat": {
        "significant": _DONE | _FAST_ENOUGH,
        "moderate": _TOO_SLOW | _MISSED | {"stable"},
        "insufficient": _STILL | _MISSED | {"slow"},
        "movement_away": _STILL | _MISSED | _WORSE,
        "moderate_movement_away": _STILL | _MISSED | {"worsening_slowly", "slipped"},
        "significant_movement_away": _MISSED | {"worsening", "slipped"},
    },
    "un_2023": {
        "achieved": _DONE,
        "on_track": _DONE | _FAST_ENOUGH,
        "fair": _TOO_SLOW | _MISSED | {"slow"},
        "stagnation_or_regression": _STILL | _MISSED | _WORSE,
    },
}
_SILENT = frozenset({"not_assessed", "not_enough_data", "too_early", "too_few"})


def agrees(method: str, theirs: str | None, ours: str) -> bool | None:
    """Whether both say the same; None where one of them says nothing."""
    if theirs is None or ours in _SILENT:
        return None
    return ours in AGREEING[method][theirs]


def is_kinder(method: str, theirs: str, ours: str) -> bool:
    """Whether a word that does not agree is a better one than ours: `words.OTHER_METHODS` lists the best first."""
    words = list(OTHER_METHODS[method])
    return words.index(theirs) < min(words.index(word) for word in words if ours in AGREEING[method][word])
