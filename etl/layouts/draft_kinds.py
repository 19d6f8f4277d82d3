"""A column beside the figures that says what kind they are: accounts or budget, counted or estimated, a goal."""

from __future__ import annotations

from config.language import Text
from etl.layouts.draft import Draft
from etl.layouts.draft_above import status_said
from etl.layouts.draft_check import MILD
from etl.layouts.naming import is_other, words_of
from etl.layouts.roles import Role
from etl.layouts.wording import without_note

_LONGEST = 30  # letters; what is longer is prose
_ASIDE = "aside"


def add_kinds(draft: Draft) -> None:
    """Figures that a column calls projected or estimated get that status; a goal or a budget is not read."""
    for role in draft.roles:
        if role.kind not in ("names", "note") or "status" in draft.fields:
            continue
        heading = draft.reference(role.columns[0])
        said = {without_note(text): kind_said(text) for text in role.texts}
        if heading in draft.fields.get("only", {}) or not any(said.values()):
            continue
        asides = [text for text, kind in said.items() if kind == _ASIDE]
        if asides:
            _leave_out(draft, role, heading, asides, [text for text in said if text not in asides])
        elif set(said.values()) != {"endelig"}:
            draft.fields["status"] = {"column": [heading], "words": {t: kind or "endelig" for t, kind in said.items()}}
            told = [text for text, kind in said.items() if kind]
            da, en = "; ".join(f"„{text}“" for text in told), "; ".join(f"“{text}”" for text in told)
            draft.doubts.append(
                Text(f"En kolonne siger, hvor sikre tallene er: {da}.", f"A column says how sure they are: {en}.")
            )


def kind_said(text: str) -> str:
    """The status that a short text says, "aside" for a goal, a budget or another quantity; "" for neither."""
    if len(text) > _LONGEST:
        return ""
    if status := status_said(text):
        return status
    return _ASIDE if any(is_other(word) and word not in MILD for word in words_of(text)) else ""


def _leave_out(draft: Draft, role: Role, heading: str, asides: list[str], others: list[str]) -> None:
    """Only the rows of the other texts; where some rows have none, a layout cannot say so, and a person is asked."""
    surface, shown = draft.shape.surface, "; ".join(asides)
    is_full = all(surface.filled[row, role.columns[0]] for row in draft.rows)
    if is_full and others:
        draft.fields.setdefault("only", {})[heading] = others
        draft.doubts.append(Text(f"Rækker, der ikke læses: {shown}.", f"Rows that are not read: {shown}."))
        return
    if draft.said_by == "fixed":
        return  # a person has seen it, and chosen
    draft.fields["indicator"], draft.is_doubtful = None, True
    draft.ask(
        "indicator",
        Text(
            f"Ved nogle af tallene står „{shown}“. Er de alle indikatoren?",
            f"Some of the figures have “{shown}” beside them. Are all of them the indicator?",
        ),
        draft.codes,
    )
