"""Who sees what not everybody sees: said to those who do, so that nobody takes it for public."""

from __future__ import annotations

from datetime import datetime

from config.definitions import Alliance
from config.indicator import Indicator
from config.language import Text
from config.visibility import MEMBERS, PUBLIC, embargo_text
from dashboard.visit import Visit
from dashboard.words import organisation_name

_ALL = Text("alle", "everybody")
_MEMBERS = Text("alliancens medlemmer", "the alliance's members")
_SECRETARIAT = Text("sekretariatet", "the secretariat")


def seen_by(alliance: Alliance, indicator: Indicator | None, visit: Visit) -> str | None:
    """ "Kun sekretariatet kan se siden til 1. december 2026 kl. 9.00. Derefter kan alle."; None: everybody can.

    Args:
        indicator: whose page it is; None: the alliance's own.
    """
    whose = alliance.visibility
    if indicator is not None and indicator.visibility != PUBLIC:
        whose = indicator.visibility
    if indicator is not None and indicator.embargo and _is_under(indicator.sight.ends, visit):
        later = alliance.sight.ends
        is_longer = later is not None and indicator.sight.ends is not None and later > indicator.sight.ends
        then = None if whose == PUBLIC and is_longer else _who(alliance, whose)
        return _until(_SECRETARIAT, indicator.embargo, then, visit)
    if whose != PUBLIC:
        return _until(_who(alliance, whose), None, None, visit)
    if alliance.embargo and _is_under(alliance.sight.ends, visit):
        return _until(_MEMBERS, alliance.embargo, _ALL, visit)
    return None


def seen_by_flag(alliance: Alliance, indicator: Indicator, visit: Visit) -> str | None:
    """The same of one indicator of an alliance in few words, beside its verdict."""
    if indicator.embargo and _is_under(indicator.sight.ends, visit):
        until = visit.text(embargo_text(indicator.embargo))
        return visit.say(f"Spærret {until}", f"Under embargo {until}")
    if indicator.visibility == PUBLIC:
        return None
    who = visit.text(_who(alliance, indicator.visibility))
    return visit.say(f"Kun for {who}", f"For {who} only")


def _until(who: Text, embargo: str | None, then: Text | None, visit: Visit) -> str:
    da, en = f"Kun {who.da} kan se siden", f"Only {who.en} can see the page"
    if embargo is not None:
        until = embargo_text(embargo)
        da, en = f"{da} {until.da}", f"{en} {until.en}"
    if then is not None:
        da, en = f"{da}. Derefter kan {then.da}", f"{en}. After that {then.en} can"
    return visit.say(f"{da}.", f"{en}.")


def _who(alliance: Alliance, visibility: str) -> Text:
    if visibility == PUBLIC:
        return _ALL
    if visibility == MEMBERS:
        return _MEMBERS
    da, en = (organisation_name(alliance, visibility, language) for language in ("da", "en"))
    return Text(f"{da} og sekretariatet", f"{en} and the secretariat")


def _is_under(ends: datetime | None, visit: Visit) -> bool:
    return ends is not None and visit.now < ends
