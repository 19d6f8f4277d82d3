"""A tree of html.* components in its two forms: as HTML for the first response, and as few components for Dash."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from html import escape
from typing import Any

from dash.development.base_component import Component

from dashboard.drawing import Drawing, Field, Plot, Still, Written

_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_HTML_NAMES = {"className": "class", "htmlFor": "for"}
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
    if isinstance(content, Component):
        return _component(content)
    if isinstance(content, Iterable):
        return "".join(to_html(part) for part in content)
    raise TypeError(f"a page cannot hold a {type(content).__name__}")


def for_dash(content: Any, alive: Collection[str]) -> Any:
    """The same tree for Dash, in which everything that stands still is one component, however much it holds.

    Args:
        alive: ids that a callback fills; these, all components of dcc and the interactive curves stay as they are,
            and so do their parents.
    """
    if isinstance(content, list | tuple):
        return [for_dash(part, alive) for part in content if part is not None]
    if not isinstance(content, Component):
        return content
    if isinstance(content, Plot):
        return content
    if _is_alive(content, alive):
        content.children = for_dash(_inside(content), alive)
        return content
    props = {name: value for name, value in _props(content).items() if name not in _SILENT}
    tag = _tag(content)
    return Still(tag, props, None if tag in _VOID else _markup(content))


def written(content: list[Any], className: str) -> Component:
    """A row of a page as its HTML, a tenth of what its components hold: for pages with many of them."""
    return Written(to_html(content), className)


def has_curve(content: Any) -> bool:
    """Whether an interactive curve stands anywhere in it."""
    if isinstance(content, list | tuple):
        return any(has_curve(part) for part in content)
    return isinstance(content, Plot) or (isinstance(content, Component) and has_curve(_inside(content)))


def _is_alive(content: Any, alive: Collection[str]) -> bool:
    if isinstance(content, list | tuple):
        return any(_is_alive(part, alive) for part in content)
    if not isinstance(content, Component):
        return False
    is_itself = _lives(content) or getattr(content, "id", None) in alive
    return is_itself or _is_alive(_inside(content), alive)


def _lives(content: Component) -> bool:
    return isinstance(content, Plot) or content._namespace == "dash_core_components"


def _component(content: Component) -> str:
    if _lives(content):
        return ""  # only in the browser
    tag = _tag(content)
    attributes = "".join(_attribute(name, value) for name, value in _props(content).items() if name not in _SILENT)
    return f"<{tag}{attributes}>" if tag in _VOID else f"<{tag}{attributes}>{_markup(content)}</{tag}>"


def _tag(content: Component) -> str:
    if isinstance(content, Drawing):
        return content.tag
    if isinstance(content, Field):
        return "input"
    if content._namespace != "dash_html_components":
        raise TypeError(f"no way is known to write {content._namespace}.{content._type} as HTML")
    return _TAGS.get(content._type, content._type.lower())


def _markup(content: Component) -> str:
    return content.markup if isinstance(content, Drawing) else to_html(_inside(content))


def _inside(content: Component) -> Any:
    return getattr(content, "children", None)


def _props(content: Component) -> dict[str, Any]:
    """In one order: Dash keeps aria-* and data-* in a set, so that a page would differ from process to process."""
    props: dict[str, Any] = content.to_plotly_json()["props"]  # type: ignore[no-untyped-call]
    return dict(sorted(props.items(), key=lambda pair: pair[0] if "-" in pair[0] else ""))


def _attribute(name: str, value: Any) -> str:
    if value is None or value is False:
        return ""
    name = _HTML_NAMES.get(name, name if "-" in name else name.lower())
    if value is True:
        return f" {name}"
    if isinstance(value, dict):
        value = ";".join(f"{key}:{part}" for key, part in value.items())
    return f' {name}="{escape(str(value))}"'
