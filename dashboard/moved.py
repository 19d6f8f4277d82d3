"""Old links: an address with a name that an alliance or one of its entries had before leads to its present one."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote, urlencode

import flask
import sqlalchemy as sa

from dashboard.viewing import current_actor, viewer_of
from store.clock import Clock
from store.database import Store, StoreUnavailable
from store.renaming import former_keys, former_slugs
from store.sight import former_codes, known_slugs
from store.viewer import Viewer, When


def leading_on(store: Store, clock: Clock) -> Callable[[flask.Response], flask.Response]:
    """To run after each request: where nothing was found, and a former name is why, the answer is the way on (308).

    Only to what whoever asks may know of.
    """

    def lead_on(answer: flask.Response) -> flask.Response:
        request = flask.request
        if answer.status_code != 404 or request.method not in ("GET", "HEAD"):
            return answer
        try:
            with store.reading() as connection:
                address = present_address(
                    connection, request.path, request.args.to_dict(), viewer_of(current_actor()), clock()
                )
        except (StoreUnavailable, sa.exc.DBAPIError):
            return answer  # nothing is known of any name
        if address is None:
            return answer
        moved = flask.make_response(flask.redirect(address, 308))
        moved.cache_control.no_store = True
        return moved

    return lead_on


def present_address(
    connection: sa.Connection, path: str, query: dict[str, str], viewer: Viewer, at: When
) -> str | None:
    """The address by present names; None where no former name is in it, or of what this viewer may not know of.

    The part after the one that names the alliance may be an indicator's code, with an ending such as `.csv`.
    """
    if path.startswith("//"):  # not a path of ours: as an address it would lead to another host
        return None
    parts = path.split("/")
    names = [part.partition(".")[0] for part in parts]
    place, slug = _alliance_in(connection, names, viewer, at)
    if slug is None:
        return None
    codes = former_codes(connection, slug, viewer, at)
    present = [*names[:place], slug, *(codes.get(name, name) for name in names[place + 1 :])]
    who = query.get("organisation", "")
    asked = query | ({"organisation": former_keys(connection, slug, "organisation").get(who, who)} if who else {})
    if (present, asked) == (names, query):
        return None
    written = "/".join(quote(part.replace(old, new, 1)) for part, old, new in zip(parts, names, present, strict=True))
    return f"{written}?{urlencode(asked)}" if asked else written


def _alliance_in(connection: sa.Connection, names: list[str], viewer: Viewer, at: When) -> tuple[int, str | None]:
    """Which part of a path names an alliance, and what it is called by now."""
    known = known_slugs(connection, viewer, at)
    former = {old: slug for old, slug in former_slugs(connection).items() if slug in known}
    slugs = former | {slug: slug for slug in known}
    return next(((place, slugs[name]) for place, name in enumerate(names) if name in slugs), (0, None))
