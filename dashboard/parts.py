"""Pieces of pages: the verdict's mark and word, sections, tables, flags."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component

from config.language import Language
from dashboard.drawing import Marks
from dashboard.visit import Content
from progress.words import VERDICTS, Word

UNKNOWN = VERDICTS["not_assessed"]


def also(**attributes: str) -> dict[str, Any]:
    """Attributes with a dash in their name: `**also(aria_label="Kilder", data_running="...")`."""
    return {name.replace("_", "-"): value for name, value in attributes.items()}


HIDDEN = also(aria_hidden="true")


def word_of(code: str) -> Word:
    """The words of a verdict; a code that this version does not know is shown as not assessed."""
    return VERDICTS.get(code, UNKNOWN)


def mark(tone: str) -> Component:
    """Disc, triangle, diamond, square or ring. The word beside it carries the meaning."""
    return html.Span(className=f"m {tone}", **HIDDEN)


def verdict_word(code: str, language: Language) -> Component:
    """Shape, word and tone, always together."""
    word = word_of(code)
    return html.Span([mark(word.tone), word.text[language]], className=f"vurdering {word.tone}")


def marks(codes: Sequence[str]) -> Component:
    """One mark for each, to be counted."""
    return Marks(word_of(code).tone for code in codes)


def flag(text: str) -> Component:
    return html.Span(text, className="flag")


def section(key: str, heading: Content | list[Content], *content: Content, forrest: bool = False) -> Component:
    """A part of the page under a heading of its own."""
    return html.Section(
        [html.H2(heading, id=key), *content], className="forrest" if forrest else None, **also(aria_labelledby=key)
    )


def scrolling(label: str, *content: Content, className: str = "rul") -> Component:
    """A wide thing that scrolls within itself, reachable by keyboard; the page never does."""
    return html.Div(list(content), className=className, tabIndex=0, role="region", **also(aria_label=label))


def table(
    label: str,
    head: Sequence[str],
    rows: Sequence[Sequence[Any]],
    numbers: Collection[int] = (),
    caption: Any = None,
    kind: str | None = None,
) -> Component:
    """A table whose first column names its rows.

    Args:
        numbers: columns that hold numbers, and stand to the right.
    """
    head_cells = [
        html.Th(text, className="t" if place in numbers else None, scope="col") for place, text in enumerate(head)
    ]
    body = [
        html.Tr(
            [
                html.Th(cell, scope="row") if place == 0 else html.Td(cell, className="t" if place in numbers else None)
                for place, cell in enumerate(row)
            ]
        )
        for row in rows
    ]
    content = [html.Thead(html.Tr(head_cells)), html.Tbody(body)]
    if caption is not None:
        content.insert(0, html.Caption(caption))
    return scrolling(label, html.Table(content, className=kind))


def key_figures(cells: Sequence[tuple[str, Content, str, str]]) -> Component:
    """A row of large figures, each (name, figure or word, what it says, class of the figure)."""
    return html.Dl(
        [
            html.Div([html.Dt(name), html.Dd(figure, className=kind or None), html.Dd(text) if text else None])
            for name, figure, text, kind in cells
        ],
        className="nogle",
    )
