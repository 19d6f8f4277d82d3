"""Whether the process lives, and whether it can do its work."""

from __future__ import annotations

import flask
import sqlalchemy as sa

from store.clock import Clock
from store.database import Store, StoreUnavailable
from store.work import worker_lives


def blueprint(store: Store, clock: Clock) -> flask.Blueprint:
    """`/healthz` and `/readyz`."""
    routes = flask.Blueprint("health", __name__)

    @routes.get("/healthz")
    def healthz() -> flask.Response:
        return flask.Response("OK", mimetype="text/plain")

    @routes.get("/readyz")
    def readyz() -> tuple[flask.Response, int]:
        """200 when the store answers and the worker gave a sign of life within 30 s, else 503."""
        try:
            store.check()
            with store.reading() as connection:
                state = {"store": True, "worker": worker_lives(connection, clock())}
        except (StoreUnavailable, sa.exc.DBAPIError):
            state = {"store": False, "worker": False}
        return flask.jsonify(ready=all(state.values()), **state), 200 if all(state.values()) else 503

    return routes
