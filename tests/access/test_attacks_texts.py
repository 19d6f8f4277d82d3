"""Texts that would be scripts, markup or formulas, in every place where a person writes one, in a real browser.

Nothing runs, nothing opens, nothing is asked of another site. `page` itself fails on any request to elsewhere and on
any error on the console, as the browser writes where a policy stops something.
"""

from __future__ import annotations

import csv
import io
import itertools
import zipfile
from collections.abc import Iterator
from datetime import date
from typing import Any
from xml.etree import ElementTree

import pytest

from config.definitions import Alliance
from etl.publish import shown_series
from store.definitions import apply, indicator_ids
from store.meetings import Written, keep_note
from store.observations import Observation
from store.published import replace_published
from store.submissions import UPLOAD, NewSubmission, receive
from tests.dashboard.conftest import Site, make_site, serving
from tests.dashboard.demo_store import LOADED, NOW, TODAY
from tests.dashboard.desk import rich_alliance
from tests.people import session_of
from tests.servers.chromium import Pages

HOSTILE = {
    "a script": "<script>hit('script')</script>",
    "a picture that is not there": "<img src=x onerror=hit('img')>",
    "an attribute": "\" onmouseover=\"hit('attribute')\" autofocus onfocus=\"hit('focus')\" x=\"",
    "an attribute in single marks": "' onmouseover='hit(1)' style='animation:x' onanimationstart='hit(2)",
    "an address that runs": "javascript:hit('address')",
    "the end of a script": "</script></title></textarea></style><script>hit('end')</script>",
    "a template": "{{constructor.constructor('hit(1)')()}}${hit(2)}<%= hit(3) %>",
    "plotly's own markup": "<a href='javascript:hit(4)'>tryk</a><b>fed</b><br>ny<sup>op</sup>",
    "a drawing": "<svg xmlns='http://www.w3.org/2000/svg' onload=hit('svg')><script>hit(5)</script></svg>",
    "the end of a drawing": "]]></text></svg><script>hit(6)</script><foreignObject>",
    "a frame": "<iframe srcdoc='<script>parent.hit(7)</script>' src='https://evil.example'></iframe>",
    "another base": "<base href='https://evil.example/'><link rel=stylesheet href='https://evil.example/x.css'>",
    "a style": "<style>@import 'https://evil.example/y.css';*{background:url(https://evil.example/z)}</style>",
    "markup, written as signs": "&lt;img src=x onerror=hit(8)&gt; &#60;script&#62;hit(9)&#60;/script&#62;",
    "a formula": "=HYPERLINK(\"https://evil.example\";\"tryk\")",
    "a command": "@SUM(1+1)*cmd|'/c calc'!A0",
    "a form": "<form action='https://evil.example'><button>Send</button></form>",
    "a new page": "<meta http-equiv=refresh content='0;url=https://evil.example'>",
}  # fmt: skip
_WORDS = {"name", "title", "text", "problem", "unit", "description", "label"}
WATCH = """
window.hits = []; window.hit = one => window.hits.push(one);
for (const one of ['alert', 'confirm', 'prompt', 'print', 'open']) window[one] = () => window.hits.push(one);
addEventListener('securitypolicyviolation', e => window.hits.push(e.violatedDirective + ' ' + e.blockedURI));
"""


def hostile(document: Any, texts: Iterator[str], key: str = "") -> Any:
    """A declared alliance, each text of a person's in it one of the table, in turn."""
    if isinstance(document, list):
        return [hostile(one, texts) for one in document]
    if isinstance(document, dict):
        if set(document) == {"da", "en"}:
            text = next(texts)
            return {"da": text, "en": text}
        return {name: hostile(one, texts, name) for name, one in document.items()}
    return next(texts) if key in _WORDS and isinstance(document, str) else document


def declared() -> Alliance:
    document = rich_alliance().model_dump(mode="json", by_alias=True)
    first = document["indicators"][0]
    first |= {name: {"da": "x", "en": "x"} for name in ("short_title", "definition", "numerator")}
    first["notes"] = [{"da": "x", "en": "x"}]
    first["events"] = [{"period": 2022, "title": {"da": "x", "en": "x"}, "text": {"da": "x", "en": "x"}}]
    return Alliance.model_validate(hostile(document, itertools.cycle(HOSTILE.values())))


def figure(period: str, value: float, text: str) -> Observation:
    return Observation(
        indicator="antal", organisation="partner", area="Danmark", dimensions={}, period=period, value=value,
        numerator=None, denominator=None, status="A", source=text, submission="", sheet=text[:31], cell="D2",
        known_from=LOADED, recorded_at=LOADED, hidden="",
    )  # fmt: skip


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Site, list[str]]]:
    """A site that is full of them, and the addresses of the reports of files with such names."""
    site = make_site(tmp_path_factory.mktemp("texts"))
    alliance, texts = declared(), itertools.cycle(HOSTILE.values())
    with site.store.writing() as connection:
        apply(connection, alliance, "test", LOADED)
        number = indicator_ids(connection, "proeve")["antal"]
        figures = [figure(str(year), 90 + year % 7, next(texts)) for year in range(2015, 2026)]
        shown = [one for one, _ in shown_series(alliance, alliance.indicators[0], figures, TODAY)]
        replace_published(connection, number, shown)
        seen = {"verdict": {"verdict": "slow"}, "periods": ["2025"]}
        for day in range(10, 21):
            said = Written(date(2026, 11, day), next(texts), next(texts), next(texts)[:80], None, "da", "Nogen", seen)
            keep_note(connection, "proeve", "antal", said, LOADED)
        reports = []
        for text in HOSTILE.values():
            new = NewSubmission("proeve", "partner", UPLOAD, text + ".csv", "0" * 64, 1, "browser", "account x", NOW)
            reports.append(f"/upload/{receive(connection, new).token}")
    for text in HOSTILE.values():
        session_of(site.store, site.settings, NOW, name=text[:120])
    yield site, reports
    site.store.close()


PATHS = [
    "/", "/alliance/proeve", "/alliance/proeve/antal", "/alliance/proeve/deliveries", "/alliance/proeve/meeting",
    "/alliance/proeve/meeting/antal", "/alliance/proeve/minutes/2026-11-20", "/accounts", "/alliance/proeve/edit",
    "/alliance/proeve/edit/indicator/antal", "/alliance/proeve/members", "/upload", "/runs", "/alliance/proeve/audit",
]  # fmt: skip


def test_no_text_of_a_persons_runs_in_a_browser(page: Pages, told: tuple[Site, list[str]]) -> None:
    site, reports = told
    with serving(site.server, page) as url:
        opened = page(url, cookie=site.cookie)
        opened.context.add_init_script(WATCH)
        dialogs: list[str] = []
        opened.on("dialog", lambda one: (dialogs.append(one.message), one.dismiss()))
        opened.on("popup", lambda one: dialogs.append(one.url))
        for path in [*PATHS, *reports[::9]]:
            answer = opened.goto(path)
            assert answer is not None
            assert answer.status == 200, path
            if opened.locator("#app").count():
                opened.wait_for_selector("#first", state="detached")
            for plot in opened.locator(".plot:visible").all()[:1]:
                plot.scroll_into_view_if_needed()
                plot.locator(".nsewdrag").first.wait_for()
                box = plot.bounding_box()
                assert box is not None
                for share in (0.3, 0.6, 0.9):
                    opened.mouse.move(box["x"] + box["width"] * share, box["y"] + box["height"] / 2)
                assert plot.locator("script, img, a, iframe, foreignObject").count() == 0
            opened.keyboard.press("Tab")
            assert opened.evaluate("hits") == [], path
            assert opened.url.endswith(path), path
            never = "main iframe, main base, main object, main embed, main [onerror], main [onload], main [onmouseover]"
            assert opened.locator(never).count() == 0, path
            led = opened.eval_on_selector_all(
                "a, form", "all => all.map(e => e.getAttribute('href') || e.action || '')"
            )
            assert [one for one in led if "javascript:" in one.lower() or "evil.example" in one] == [], path
        assert dialogs == []


def test_no_text_of_a_persons_runs_where_it_is_taken_along(told: tuple[Site, list[str]]) -> None:
    """What is fetched is opened elsewhere, where no policy of ours holds: in a spreadsheet, in a drawing program."""
    client, own = told[0].client, "/alliance/proeve/antal"
    drawing = ElementTree.fromstring(client.get(f"{own}.svg").get_data())
    tags = {one.tag.rpartition("}")[2] for one in drawing.iter()}
    assert tags & {"script", "foreignObject", "image", "a", "iframe", "use", "animate", "set"} == set()
    assert [name for one in drawing.iter() for name in one.attrib if name.lower().startswith("on")] == []
    assert client.get(f"{own}.png").get_data()[:8] == b"\x89PNG\r\n\x1a\n"
    with zipfile.ZipFile(io.BytesIO(client.get(f"{own}.xlsx").get_data())) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    led = [name for name, part in parts.items() if "rels" in name and b"evil.example" in part]
    assert led + [name for name, part in parts.items() if b"<f>" in part] == []
    assert [name for name in parts if "vba" in name.lower() or "external" in name.lower()] == []
    api = "/api/v1/alliances/proeve"
    for path in (f"{api}/figures.csv", f"{api}/indicators.csv", "/api/v1/alliances.csv", "/audit/acts.csv"):
        text = client.get(path).get_data().decode("utf-8-sig")
        between = ";" if ";" in text.partition("\n")[0] else ","
        cells = [cell for row in csv.reader(io.StringIO(text), delimiter=between) for cell in row]
        assert len(cells) > 5, path
        assert [one for one in cells if one.startswith(("=", "@", "\t", "\r"))] == [], path
    for path in (api, f"{api}/indicators/antal", f"{api}/figures"):
        answer = client.get(path)
        assert (answer.status_code, answer.mimetype) == (200, "application/json")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
