"""Trees as HTML: what Dash would make of them, with every text escaped."""

from __future__ import annotations

from typing import Any

import pytest
from dash import dcc, html
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.drawing import Drawing, Field
from dashboard.parts import also
from dashboard.render import to_html

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
    (Field("f", "file", required=True, describedBy="h"), '<input name="f" type="file" required aria-describedby="h">'),
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
