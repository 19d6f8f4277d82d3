"""A real OpenID provider, canaille, in a process of its own: `canaille_process.py <port> <folder> <back>`.

It says "ready", and then takes a line of JSON at a time: the members of each group from now on.
"""

from __future__ import annotations

import json
import logging
import os
import sys
from pathlib import Path

PASSWORD = "et langt kodeord til prøven"
CLIENT, SECRET = "fremdrift", "a-secret-of-the-client-of-the-tests"
PEOPLE = {"anna": "Anna Prøve", "bo": "Bo Prøve"}
_TOML = """
SECRET_KEY = "of the tests alone, and of nothing else"
SERVER_NAME = "127.0.0.1:{port}"
PREFERRED_URL_SCHEME = "http"
[CANAILLE]
DATABASE = "memory"
NAME = "Prøvekommunen"
EMAIL_CONFIRMATION = false
JAVASCRIPT = false
CAPTCHA_ENABLED = false
[CANAILLE_OIDC]
"""


def main(port: int, folder: Path, back: str) -> None:
    """Serve until told to end."""
    file = folder / "canaille.toml"
    file.write_text(_TOML.format(port=port), encoding="utf-8")
    os.environ["CANAILLE_CONFIG"] = str(file)
    from canaille import create_app
    from canaille.app import models
    from canaille.backends import Backend
    from werkzeug.serving import make_server

    app = create_app()
    logging.getLogger("werkzeug").setLevel(logging.CRITICAL)
    people = {}
    with app.app_context():
        for key, name in PEOPLE.items():
            given, _, family = name.partition(" ")
            one = models.User(
                user_name=key,
                formatted_name=name,
                given_name=given,
                family_name=family,
                emails=[f"{key}@kommune.example"],
                password=PASSWORD,
            )
            Backend.instance.save(one)
            people[key] = one
        client = models.Client(
            client_id=CLIENT,
            client_secret=SECRET,
            client_name="Fremdrift",
            client_uri="http://127.0.0.1",
            redirect_uris=[back],
            grant_types=["authorization_code"],
            response_types=["code"],
            token_endpoint_auth_method="client_secret_basic",
            scope=["openid", "profile", "email", "groups"],
        )
        Backend.instance.save(client)
        client.audience = [client]
        Backend.instance.save(client)
    server = make_server("127.0.0.1", port, app, threaded=True)
    import threading

    threading.Thread(target=server.serve_forever, daemon=True).start()
    print("ready", flush=True)
    for line in sys.stdin:
        with app.app_context():
            for name, members in json.loads(line).items():
                held = Backend.instance.get(models.Group, display_name=name)
                if held is not None:
                    Backend.instance.delete(held)
                if members:
                    Backend.instance.save(models.Group(display_name=name, members=[people[key] for key in members]))
        print("done", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
