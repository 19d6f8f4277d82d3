"""Trees as HTML: what Dash would make of them, with every text escaped."""

from __future__ import annotations

from typing import Any

import pytest
from dash import dcc, html
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.drawing import Drawing, Field
from dashboard.parts import also
from dashboard.render import for_dash, to_html

CASES: list[tuple[Any, str]] = [
    (html.P("a"), "<p>a</p>"),
    (html.P(["a", html.B("b"), None, 3]), "<p>a<b>b</b>3</p>"),
    (html.P("<script>alert(1)</script>"), "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
    (html.P("x", title='"><i>'), '<p title="&quot;&gt;&lt;i&gt;">x</p>'),
    (html.Label("x", htmlFor="a", className="b"), '<label class="b" for="a">x</label>'),
    (html.Td("x", colSpan=2), '<td colspan="2">x</td>'),
    (html.Time("nu", dateTime="2026"), '<time datetime="2026">nu</time>'),
    (html.Div(hidden=True), "<div hidden></div>"),
    (html.Div(hidden=False), "<div></div>"),
    (html.Br(), "<br>"),
    (html.Span("x", **also(aria_hidden="true", data_a="1")), '<span aria-hidden="true" data-a="1">x</span>'),
    (html.Div("x", style={"color": "red", "margin": 0}), '<div style="color:red;margin:0">x</div>'),
    (html.Div("x", n_clicks=3), "<div>x</div>"),  # Dash's own
    (Drawing("<svg></svg>"), '<div class="tegning"><svg></svg></div>'),
    (Field("a", "text", value='"'), '<input name="a" type="text" value="&quot;">'),
    (Field("f", "file", required=True, described_by="h"), '<input name="f" type="file" required aria-describedby="h">'),
    (html.Div([dcc.Store(id="s", data=1), "x"]), "<div>x</div>"),  # alive only in the browser
    (["a", [html.I("b")]], "a<i>b</i>"),
    (None, ""),
    (False, ""),
]


@pytest.mark.parametrize(("tree", "expected"), CASES)
def test_a_tree_is_written_as_html(tree: Any, expected: str) -> None:
    assert to_html(tree) == expected


@pytest.mark.parametrize("strange", [html.P(object()), object(), html.Div([{"a": object()}, object()])])
def test_what_no_page_may_hold_is_a_fault(strange: Any) -> None:
    with pytest.raises(TypeError, match="cannot hold"):
        to_html(strange)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.text())
def test_no_text_ever_becomes_markup(text: str) -> None:
    written = to_html(html.P(text, title=text))
    assert written.count("<") == 2  # <p ...> and </p>
    assert written.count(">") == 2
    assert written.partition(">")[0].count('"') == 2


def components(tree: Any) -> int:
    if isinstance(tree, list):
        return sum(components(part) for part in tree)
    inside = getattr(tree, "children", None)
    return int(hasattr(tree, "_type")) + (components(inside) if inside is not None else 0)


def test_dash_gets_what_stands_still_as_one_component() -> None:
    """A table of a thousand rows must not cost a browser a thousand components; what is alive stays reachable."""
    rows = [html.Tr([html.Td(str(n)), html.Td("<b>")]) for n in range(1000)]
    tree = html.Main([html.Table(rows, className="tal"), html.Div([html.P("x"), html.Div(id="curve")]), "text", None])
    made = for_dash([tree], {"curve"})
    assert components(made) == 5  # main, table, div, p, curve
    (main,) = made
    table, beside, text = main.children
    assert (table.tag, table.attributes) == ("table", {"className": "tal"})
    assert table.markup.startswith("<tr><td>0</td><td>&lt;b&gt;</td></tr>")
    assert beside.children[1].id == "curve"
    assert text == "text"


@pytest.mark.parametrize(
    ("tree", "tag", "attributes", "markup"),
    [
        (html.P("a", id="i"), "p", {"id": "i"}, "a"),
        (html.Label("a", htmlFor="b", n_clicks=1), "label", {"htmlFor": "b"}, "a"),
        (Drawing("<svg/>"), "div", {"className": "tegning"}, "<svg/>"),
        (Field("a", "text", described_by="h"), "input", {"name": "a", "type": "text", "aria-describedby": "h"}, None),
        (html.Br(), "br", {}, None),
    ],
)
def test_a_still_element_keeps_its_tag_and_attributes(
    tree: Any, tag: str, attributes: dict[str, str], markup: Any
) -> None:
    made = for_dash(tree, ())
    assert (made.tag, made.attributes, getattr(made, "markup", None)) == (tag, attributes, markup)
