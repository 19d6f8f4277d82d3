"""Two components that Dash's html does not have: a drawing of ours, and a form field. Their other half: drawing.js."""

from __future__ import annotations

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
    markup: str
    className: str

    def __init__(self, markup: str, className: str = "tegning") -> None:
        super().__init__(markup=markup, className=className)


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
        describedBy: str | None = None,
    ) -> None:
        super().__init__(
            name=name, type=type, id=id, value=value, accept=accept, required=required, describedBy=describedBy
        )
