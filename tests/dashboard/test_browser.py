"""Pages in a real browser: whole without JavaScript, the same after Dash has taken over, usable by everyone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from store.files import Files
from store.schema import submission, work
from store.submissions import READ, move
from tests.dashboard.conftest import Site, serving
from tests.dashboard.test_api import CONTENT, rows
from tests.servers.axe import violations
from tests.servers.chromium import Pages

PAGES = [
    "/",
    "/alliance/bo-trygt",
    "/alliance/medvind-i-oesterbyen",
    "/alliance/fremtidens-baeredygtige-landskaber",
    "/alliance/bo-trygt/indbrud",
    "/en/alliance/klimaalliancen/co2e_danmark",
    "/alliance/klimaalliancen/co2e_kommune?area=0751+Aarhus",
    "/alliance/hjem-til-alle/unge_18_29_kommune",
    "/alliance/medvind-i-oesterbyen/unge_uden_for_ungdomsuddannelse",
    "/upload",
    "/runs",
    "/method",
    "/judge",
    "/alliance/bo-trygt/indbrud?target=12000&deadline=2026&baseline=xx",
]
SIGNED_IN = (
    "/upload",
    "/account",
    "/alliance/bo-trygt/members",
)  # nobody else is shown them; all others stay as anybody reads them


def cookie_of(site: Site, path: str) -> dict[str, str] | None:
    return site.cookie if path in SIGNED_IN else None


def taken_over(page: Page, path: str) -> None:
    """Go there and wait until Dash has taken the first response's place."""
    page.goto(path)
    page.wait_for_selector("#first", state="detached")


def text_of(page: Page, root: str) -> str:
    """What there is to read; the interactive curve is a picture of what stands in the drawing."""
    script = "root => { const c = document.querySelector(root).cloneNode(true);"
    script += "c.querySelectorAll('.plot').forEach(e => e.remove()); return c.textContent }"
    return re.sub(r"\s+", " ", page.evaluate(script, root)).strip()


@pytest.fixture(scope="module", params=PAGES)
def path(request: pytest.FixtureRequest) -> str:
    """Each page in turn."""
    return str(request.param)


@pytest.fixture(scope="module")
def alive(browser: Browser, demo: Site, base_url: str, path: str) -> Iterator[Page]:
    """The page after Dash has taken over, loaded once for the tests that only look at it."""
    pages = Pages(browser)
    opened = pages(base_url, cookie=cookie_of(demo, path))
    taken_over(opened, path)
    yield opened
    pages.close()


def test_both_renderings_say_the_same(page: Pages, demo: Site, base_url: str, path: str, alive: Page) -> None:
    plain = page(base_url, javascript=False, cookie=cookie_of(demo, path))
    plain.goto(path)
    assert plain.locator("#app").is_hidden()
    assert plain.locator("main h1").is_visible()
    assert text_of(alive, "#page") == text_of(plain, "#first")
    assert alive.locator("h1").count() == 1
    ids = alive.eval_on_selector_all("[id]", "all => all.map(e => e.id)")
    assert len(ids) == len(set(ids))


def test_everyone_can_use_it(alive: Page) -> None:
    usable(alive)


@pytest.mark.parametrize("own", ["/sign-in", "/account", "/alliance/bo-trygt/members"])
def test_everyone_can_use_what_dash_never_takes_over(page: Pages, demo: Site, base_url: str, own: str) -> None:
    opened = page(base_url, cookie=cookie_of(demo, own))
    opened.goto(own)
    assert opened.url.endswith(own)
    assert opened.locator("#app").count() == 0
    usable(opened)


def usable(alive: Page) -> None:
    """axe finds nothing, light and wide, dark and narrow (all four: `make access`); nothing scrolls sideways, even at
    320 px.
    """
    found: dict[str, Any] = {}
    for width, scheme in ((1280, "light"), (390, "dark")):
        alive.set_viewport_size({"width": width, "height": 900})
        alive.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        found |= {f"{v['id']} {width} {scheme}": v["nodes"][0]["html"][:200] for v in violations(alive)}
    assert found == {}
    for width in (1280, 768, 390, 320):
        alive.set_viewport_size({"width": width, "height": 900})
        assert alive.evaluate("document.documentElement.scrollWidth") <= width, width


def test_place_and_focus_are_kept_when_dash_takes_over(page: Pages, base_url: str) -> None:
    opened = page(base_url)
    # Dash is held back until the reader has scrolled and moved the focus.
    held: list[Any] = []
    opened.route("**/_dash-update-component*", lambda route: held.append(route))
    opened.goto("/method")
    opened.locator("#first footer a").first.focus()
    opened.evaluate("window.scrollTo(0, 600)")
    opened.wait_for_timeout(300)
    assert held
    held[0].continue_()
    opened.wait_for_selector("#first", state="detached")
    assert opened.evaluate("window.scrollY") == 600
    assert opened.evaluate("document.activeElement.closest('footer') !== null")


def test_a_form_that_has_been_touched_is_left_alone(page: Pages, demo: Site, base_url: str) -> None:
    opened = page(base_url, cookie=demo.cookie)
    held: list[Any] = []
    opened.route("**/_dash-update-component*", lambda route: held.append(route))
    opened.goto("/upload")
    opened.select_option("#first #alliance", "bo-trygt")
    opened.wait_for_timeout(300)
    held[0].continue_()
    opened.wait_for_selector("#app main", state="attached")
    assert opened.input_value("#first #alliance") == "bo-trygt"
    assert opened.locator("#app").is_hidden()


def test_plotly_is_loaded_where_its_curve_is(page: Pages, base_url: str) -> None:
    def loads(path: str, width: int, selector: str) -> list[str]:
        seen: list[str] = []
        opened = page(base_url, width=width)
        opened.on("request", lambda request: seen.append(request.url))
        taken_over(opened, path)
        opened.wait_for_selector(selector)
        return sorted({url for url in seen if re.search(r"plotly(\.min)?\.js|async-graph|dash_table|polyfill", url)})

    assert loads("/", 1280, "svg") == []
    (only,) = loads("/alliance/bo-trygt/indbrud", 1280, ".scatterlayer .trace")
    assert "/static/plotly.js?v=" in only
    assert loads("/alliance/bo-trygt/indbrud", 390, "svg.smal") == []  # no room to point: the drawing stays


def test_curves_come_alive_when_they_come_into_view(page: Pages, base_url: str) -> None:
    """Not before, none is left out, and nothing on the page moves when one does."""
    opened = page(base_url, width=1280)
    faults: list[str] = []
    opened.on("console", lambda said: faults.append(said.text) if said.type in ("error", "warning") else None)
    taken_over(opened, "/alliance/hjem-til-alle")
    places = opened.locator(".lille-kurve .plot")
    assert places.count() == 4
    assert opened.locator(".scatterlayer .trace").count() == 0  # all of them are further down
    height = opened.evaluate("document.documentElement.scrollHeight")
    for number in range(4):
        places.nth(number).evaluate("place => place.scrollIntoView({block: 'center', behavior: 'instant'})")
        places.nth(number).locator(".scatterlayer .trace").first.wait_for()
    assert opened.evaluate("document.documentElement.scrollHeight") == height
    assert opened.locator(".lille-kurve > .tegning").first.is_hidden()
    places.nth(3).locator(".nsewdrag").hover(position={"x": 386, "y": 40})
    places.nth(3).locator(".hoverlayer text", has_text="2024: 5.989").first.wait_for()
    assert faults == []


def test_the_curve_follows_the_colour_scheme(page: Pages, base_url: str) -> None:
    opened = page(base_url)
    taken_over(opened, "/alliance/bo-trygt/indbrud")
    opened.wait_for_selector(".scatterlayer .trace")
    assert opened.locator(".kurve > .tegning").first.is_hidden()  # the drawing has given place
    ink = "getComputedStyle(document.querySelector('.gtitle, .annotation-text, .xtick text')).fill"
    light = opened.evaluate(ink)
    opened.emulate_media(color_scheme="dark")
    opened.wait_for_timeout(500)
    assert opened.evaluate(ink) != light


@pytest.mark.parametrize("javascript", [True, False])
def test_a_file_is_handed_in(page: Pages, site: Site, tmp_path: Any, javascript: bool) -> None:
    """From choosing the file to the page that waits for its report; the rest is the worker's."""
    file = tmp_path / "tal 2024.csv"
    file.write_bytes(CONTENT)
    with serving(site.server, page) as url:
        opened = page(url, javascript=javascript, cookie=site.cookie)
        opened.goto("/upload")
        if javascript:
            opened.wait_for_selector("#first", state="detached")
        opened.select_option("#alliance", "bo-trygt")
        if javascript:
            assert opened.input_value("#organisation") == "sekretariat"  # the only one that fits
        else:
            opened.locator("optgroup[data-alliance=bo-trygt] option").first.evaluate("e => e.selected = true")
        opened.set_input_files("#file", file)
        opened.click("form[data-upload] button[type=submit]")
        opened.wait_for_url("**/upload/*")
        assert opened.inner_text("h1") == "Filen bliver læst"

        (made,) = rows(site, submission)
        assert opened.url.endswith(made.token)
        assert (made.filename, made.state) == ("tal 2024.csv", "received")
        assert [one.submission_id for one in rows(site, work)] == [made.submission_id]
        assert Files(site.settings.files).path_of(made.token).read_bytes() == CONTENT
        if javascript:
            with site.store.writing() as connection:
                move(connection, made.submission_id, READ, 0.5)
            opened.wait_for_selector("progress[value='0.5']")  # it asks how far the file has come
        opened.goto("about:blank")  # the page goes on asking, and must not ask a server that has gone


def test_a_refused_file_says_why(page: Pages, site: Site, tmp_path: Any) -> None:
    file = tmp_path / "stor.xlsx"
    file.write_bytes(b"x" * (1 << 20) + b"x")
    with serving(site.server, page) as url:
        opened = page(url, cookie=site.cookie)
        taken_over(opened, "/en/upload?alliance=bo-trygt&organisation=sekretariat")
        opened.set_input_files("#file", file)
        opened.click("form[data-upload] button[type=submit]")
        assert "at most 1 MB" in opened.inner_text("[role=alert]")
        assert rows(site, submission) == []
