"""Who asks. Every reading function takes a viewer, so that no page or export can forget to ask what may be seen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from config.indicator import Indicator


@dataclass(frozen=True, slots=True)
class Viewer:
    """Someone who reads. Accounts come later; until then there is the public and the operator of the installation."""

    name: str
    sees_all: bool = False

    def sees(self, indicator: Indicator, on: date) -> bool:
        """Whether this viewer may see the indicator and its figures on that day."""
        if self.sees_all:
            return True
        return indicator.visibility == "public" and (indicator.embargo is None or on > indicator.embargo)


PUBLIC = Viewer("public")
OPERATOR = Viewer("operator", sees_all=True)
