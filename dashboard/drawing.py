"""Components that Dash's html does not have: a drawing of ours, a form field, and an element that stands still."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dash.development.base_component import Component


class _Own(Component):
    """Tells Dash what it wants to know of every component."""

    _namespace = "fremdrift"
    _children_props: list[str] = []  # noqa: RUF012  Dash asks for them on the class
    _base_nodes: list[str] = []  # noqa: RUF012
    _valid_wildcard_attributes: list[str] = []  # noqa: RUF012
    available_wildcard_properties: list[str] = []  # noqa: RUF012

    def __init__(self, **props: Any) -> None:
        self._prop_names = self.available_properties = list(props)
        super().__init__(  # type: ignore[no-untyped-call]
            **{name: value for name, value in props.items() if value is not None}
        )


class Drawing(_Own):
    """Markup that goes to the reader as it is: only ever SVG from `dashboard.charts`, which escapes every text."""

    _type = "Drawing"
    tag = "div"
    markup: str
    className: str

    def __init__(self, markup: str, className: str = "tegning", hidden: bool = False) -> None:
        super().__init__(markup=markup, className=className, **({"aria-hidden": "true"} if hidden else {}))


class Marks(Drawing):
    """A mark for each tone, to be counted: one component, for a country has a hundred places, and an overview many.

    Args:
        tones: of `progress.words`, never a reader's text. The words stand beside them.
    """

    tag = "span"

    def __init__(self, tones: Iterable[str]) -> None:
        super().__init__("".join(f'<i class="m {tone}"></i>' for tone in tones), "enheder", hidden=True)


class Written(Drawing):
    """A row of a page that is written already: only ever by `render.written`, which escapes every text."""

    tag = "article"


class Plot(_Own):
    """Where the interactive curve comes when it is in view; its other half is `static/figure.js`.

    Args:
        figure: as plotly takes it, written as JSON; colours are names of the stylesheet's tokens. It is read when the
            curve comes into view.
        config: as plotly takes it.
        label: what it shows, in a sentence.
    """

    _type = "Plot"

    def __init__(self, id: str, figure: str, config: dict[str, Any], label: str) -> None:
        super().__init__(id=id, figure=figure, config=config, label=label)


class Field(_Own):
    """An <input>."""

    _type = "Field"

    def __init__(
        self,
        name: str,
        type: str,
        id: str | None = None,
        value: str | None = None,
        accept: str | None = None,
        required: bool | None = None,
        described_by: str | None = None,
        checked: bool | None = None,
        invalid: bool = False,
        **more: str | None,
    ) -> None:
        about = {"aria-describedby": described_by, "aria-invalid": "true" if invalid else None}
        super().__init__(
            name=name, type=type, id=id, value=value, accept=accept, required=required, checked=checked, **about, **more
        )


class Still(_Own):
    """An element with its inside as HTML; its other half is `static/still.js`.

    Dash's renderer takes some milliseconds for each component: a table of a thousand cells would keep a browser busy
    for seconds. What nothing ever changes is therefore one component, not a thousand.
    """

    _type = "Still"

    def __init__(self, tag: str, attributes: dict[str, Any], markup: str | None) -> None:
        super().__init__(tag=tag, attributes=attributes, markup=markup)
