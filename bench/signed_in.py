"""What it costs to be signed in, and whether time tells of what is hidden: every row is measured in this run.

Usage: python -m bench.signed_in. A page of twelve charts, asked for by somebody with a role and by anybody, in turn, of
one server as the product runs it: kept (through the server's own loop), kept with 64 users, and made anew after a
change. Then what is not found, in one process: an alliance and an indicator that are hidden against names that nobody
has; the ratio of each is the median of the pairs' ratios. All figures are made up.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from bench._beside import ratio
from bench._load import get, load
from bench._servers import Server, ours
from bench._site import SLUG, declared, publish_anew, site
from config.secret import installation_secret
from config.settings import Settings
from dashboard.viewing import cookie_name
from dashboard.web import build
from store.accounts import add_account
from store.database import Store
from store.definitions import apply
from store.grants import give
from store.sessions import begin
from store.viewer import Grant

PAGE = f"/alliance/{SLUG}"
MOST = 1.3
HIDDEN, UNKNOWN = "hemmelig", "findes-ej"  # of one length


def main() -> int:
    """Print the table; 1 where a row falls short."""
    with tempfile.TemporaryDirectory() as folder:
        settings = site(Path(folder) / "site")
        cookie = _prepared(settings)
        rows = [*_served(settings, cookie), *_not_found(settings)]
    for name, value, told in rows:
        print(f"{name}: {value:.2f} ({told})")
    return int(any(value > MOST for name, value, _ in rows if name.startswith("page")))


def _prepared(settings: Settings) -> str:
    """A hidden alliance and indicator beside the site's own, and somebody with a role: their cookie."""
    now, store = datetime.now(UTC), Store(settings.database_url)
    shown = declared()
    hidden = shown.indicators[0].model_copy(update={"code": HIDDEN, "visibility": "members"})
    with store.writing() as connection:
        apply(connection, shown.model_copy(update={"indicators": (*shown.indicators, hidden)}), "bench", now)
        apply(connection, declared(HIDDEN).model_copy(update={"visibility": "members"}), "bench", now)
        one = add_account(connection, "Bench", "bench@example.dk", now)
        give(connection, one.account_id, Grant(HIDDEN, "viewer"), "bench", now)
        text = begin(connection, installation_secret(settings), now, account_id=one.account_id)
    store.close()
    return f"{cookie_name(settings)}={text}"


Row = tuple[str, float, str]


def _served(settings: Settings, cookie: str) -> list[Row]:
    anybody = get(PAGE)
    somebody = anybody.replace(b"\r\n\r\n", f"\r\nCookie: {cookie}\r\n\r\n".encode())
    found = list[Row]()
    with ours(settings.home) as server:
        for name, users, rounds in (("page, kept", 1, 9), ("page, kept, 64 users", 64, 5)):
            pairs = []
            for number in range(rounds + 1):
                pair = [load(server.port, [one], users, 1.0).per_second for one in (somebody, anybody)]
                pairs += [pair] if number else []
            found.append(_row(name, [1000 / one for one, _ in pairs], [1000 / one for _, one in pairs]))
        made = [(_anew(settings, server, somebody), _anew(settings, server, anybody)) for _ in range(20)][2:]
    return [*found, _row("page, made anew", [one for one, _ in made], [one for _, one in made])]


def _row(name: str, mine: list[float], theirs: list[float]) -> Row:
    return name, ratio(mine, theirs), f"{median(mine):.3f} ms against {median(theirs):.3f}"


def _anew(settings: Settings, server: Server, request: bytes) -> float:
    """Milliseconds of the first answer after something was published of the page's alliance."""
    publish_anew(settings)
    return load(server.port, [request], 1, 0.0).p50


def _not_found(settings: Settings, pairs: int = 400) -> list[Row]:
    """Hidden against unknown, in turn and in both orders."""
    store = Store(settings.database_url)
    client = build(store, settings).test_client()

    def took(path: str) -> float:
        start = time.perf_counter()
        answer = client.get(path)
        assert answer.status_code == 404, path
        return (time.perf_counter() - start) * 1000

    found = list[Row]()
    for name, path in (
        ("hidden alliance, page", "/alliance/{}"),
        ("hidden alliance, API", "/api/v1/alliances/{}"),
        ("hidden indicator, page", PAGE + "/{}"),
        ("hidden indicator, API", f"/api/v1/alliances/{SLUG}/indicators/{{}}"),
    ):
        found.append(_pairs(name, path, took, pairs if "alliance" in name else pairs // 4))
    store.close()
    return found


def _pairs(name: str, path: str, took: Callable[[str], float], pairs: int) -> Row:
    hidden, unknown = list[float](), list[float]()
    for number in range(pairs):
        order = ((HIDDEN, hidden), (UNKNOWN, unknown))
        for word, times in order if number % 2 else order[::-1]:
            times.append(took(path.format(word)))
    return _row(name, hidden, unknown)


if __name__ == "__main__":
    sys.exit(main())
