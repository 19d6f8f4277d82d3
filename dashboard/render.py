"""Writes a tree of html.* components as HTML: what Dash's renderer will make of it, before any script runs."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Any

from dash.development.base_component import Component

from dashboard.drawing import Drawing, Field

_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_NAMES = {"className": "class", "htmlFor": "for", "describedBy": "aria-describedby"}
_SILENT = {"children", "key", "n_clicks", "n_clicks_timestamp", "disable_n_clicks", "markup"}
_TAGS = {"ObjectEl": "object", "MapEl": "map"}


def to_html(content: Any) -> str:
    """HTML of a component, a text, a number, or a list of these; texts are escaped.

    Raises:
        TypeError: for anything that a page must not hold.
    """
    if content is None or isinstance(content, bool):
        return ""
    if isinstance(content, str | int | float):
        return escape(str(content), quote=False)
    if isinstance(content, Drawing):
        return f'<div class="{escape(content.className)}">{content.markup}</div>'
    if isinstance(content, Field):
        return _element("input", content)
    if isinstance(content, Component):
        return _component(content)
    if isinstance(content, Iterable):
        return "".join(to_html(part) for part in content)
    raise TypeError(f"a page cannot hold a {type(content).__name__}")


def _component(content: Component) -> str:
    if content._namespace == "dash_core_components":
        return ""  # alive only in the browser: the curve, its store
    if content._namespace != "dash_html_components":
        raise TypeError(f"no way is known to write {content._namespace}.{content._type} as HTML")
    return _element(_TAGS.get(content._type, content._type.lower()), content)


def _element(tag: str, content: Component) -> str:
    props = content.to_plotly_json()["props"]  # type: ignore[no-untyped-call]
    opening = tag + "".join(_attribute(name, value) for name, value in props.items() if name not in _SILENT)
    if tag in _VOID:
        return f"<{opening}>"
    return f"<{opening}>{to_html(props.get('children'))}</{tag}>"


def _attribute(name: str, value: Any) -> str:
    if value is None or value is False:
        return ""
    name = _NAMES.get(name, name if "-" in name else name.lower())
    if value is True:
        return f" {name}"
    if isinstance(value, dict):
        value = ";".join(f"{key}:{part}" for key, part in value.items())
    return f' {name}="{escape(str(value))}"'
