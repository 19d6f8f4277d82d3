"""One kind of problem, as the catalogues list them."""

from __future__ import annotations

from typing import Literal, NamedTuple

from config.language import Text

Severity = Literal["error", "warning", "note"]


class Kind(NamedTuple):
    """One kind of problem; the texts are templates, which may name fields, as in "{rows}"."""

    severity: Severity
    title: Text
    expected: Text
    remedy: Text
