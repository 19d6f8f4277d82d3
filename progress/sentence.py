"""One plain sentence on a verdict, in Danish and English, composed by fixed rules from its numbers.

Which phrases are said is decided once for both languages; a worsening share of the way is said in words, never as a
percentage.
"""

from __future__ import annotations

from collections.abc import Callable

from config.language import LANGUAGES, Language, Text
from progress.fields import LEAST_SHOWN_SHARE, fields_of
from progress.naming import Naming
from progress.phrases import PHRASES, TREND_PHRASES
from progress.verdict import Verdict

_PATIENT = ("too_early", "too_few")


def compose_sentence(verdict: Verdict, naming: Naming) -> Text:
    """The sentence of the verdict."""
    keys = _KEYS.get(verdict.verdict, _trend_keys)(verdict)
    return Text(*(_spoken(keys, verdict, naming, language) for language in LANGUAGES))


def _spoken(keys: list[str], verdict: Verdict, naming: Naming, language: Language) -> str:
    fields = fields_of(verdict, naming, language)
    spoken = [PHRASES[key][language].format(**fields) for key in keys]
    return " ".join(_as_sentence(phrase) for phrase in spoken if phrase)


def _as_sentence(phrase: str) -> str:
    """With a capital, and one full stop: also after "pct.", and where a reason has none."""
    return phrase[:1].upper() + phrase[1:].rstrip(".") + "."


def _value_keys(verdict: Verdict) -> list[str]:
    return ["value"] if verdict.deciding else []


def _no_values_keys(verdict: Verdict) -> list[str]:
    # Quarters or months may be there, only no twelve months of them in a row.
    return ["no_full_year" if verdict.is_trailing else "no_values"]


def _goal_keys(verdict: Verdict) -> list[str]:
    if verdict.target is None or verdict.target.period is None:
        return []
    return ["goal_overdue" if verdict.is_overdue else "goal"]


def _met(verdict: Verdict) -> list[str]:
    if verdict.target is None or verdict.target.period is None:
        return ["value", "met_without_deadline"]
    is_early = verdict.elapsed is not None and verdict.elapsed < 1
    return ["value", "met_early" if is_early else "met"]


def _missed(verdict: Verdict) -> list[str]:
    progress = verdict.progress
    key = "missed" if not progress else "missed_share" if progress > 0 else "missed_away"
    return ["value", key] + (["latest"] if verdict.latest != verdict.deciding else [])


def _kept(verdict: Verdict) -> list[str]:
    return ["value", "kept_range" if verdict.range else "kept"]


def _slipped(verdict: Verdict) -> list[str]:
    if verdict.range:
        return ["value", "slipped_range"]
    # Rule 4: the target was met at its deadline, and lost after it.
    return ["latest_value", "slipped_after_deadline" if verdict.rule == 4 else "slipped"]


def _share_keys(verdict: Verdict) -> list[str]:
    """Rule 6, moving toward the target."""
    stale = "_stale" if "stale" in verdict.overlays else ""
    if verdict.progress is None or verdict.path_share is None or verdict.progress < 0 or verdict.path_share < 0:
        return ["value", *_goal_keys(verdict), "as_planned"]
    if not verdict.is_linear:
        return ["value", *_goal_keys(verdict), "share_of_plan" + stale]
    says_only = verdict.verdict == "slow" and verdict.progress >= LEAST_SHOWN_SHARE  # not "only less than 1 per cent"
    return ["value", *_goal_keys(verdict), ("only_share" if says_only else "share") + stale]


def _change_keys(verdict: Verdict) -> list[str]:
    """Rule 6, not moving toward the target."""
    stale = "_stale" if "stale" in verdict.overlays else ""
    return ["value", *_goal_keys(verdict), verdict.verdict + stale]


def _patience_keys(verdict: Verdict) -> list[str]:
    if verdict.verdict == "too_early":
        return ["value", *_goal_keys(verdict), "too_early"]
    if verdict.rule == 5:
        return ["value", *_goal_keys(verdict), "too_few_since"]
    if not verdict.count:
        return _no_values_keys(verdict)
    return ["value", "too_few_from" if verdict.baseline else "too_few", *_undated_keys(verdict)]


def _undated_keys(verdict: Verdict) -> list[str]:
    """Rule 7 with a target that has no deadline: its share of the way."""
    if verdict.target is None:
        return []
    progress = verdict.progress
    if not progress:
        return ["undated"]
    return ["undated_share" if progress > 0 else "undated_away"]


def _trend_keys(verdict: Verdict) -> list[str]:
    stale = "_stale" if "stale" in verdict.overlays else ""
    return ["value", TREND_PHRASES[verdict.verdict] + stale, *_undated_keys(verdict)]


def _not_enough_data(verdict: Verdict) -> list[str]:
    if verdict.latest is None and verdict.target is None:
        return _no_values_keys(verdict)
    return [
        *(_value_keys(verdict) or _no_values_keys(verdict)),
        "reason",
        *(["goal_unjudged"] if verdict.target else []),
    ]


_KEYS: dict[str, Callable[[Verdict], list[str]]] = {
    "met": _met,
    "met_late": lambda verdict: ["value", "met_late"],
    "missed": _missed,
    "kept": _kept,
    "slipped": _slipped,
    "on_track": _share_keys,
    "acceleration_needed": _share_keys,
    "slow": _share_keys,
    "no_clear_change": _change_keys,
    "moving_away": _change_keys,
    "too_early": _patience_keys,
    "too_few": _patience_keys,
    "not_enough_data": _not_enough_data,
    "not_assessed": lambda verdict: [*_value_keys(verdict), "reason"],
}
