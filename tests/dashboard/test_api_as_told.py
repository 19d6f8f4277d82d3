"""The API answers as its OpenAPI document says, whatever is asked of it: schemathesis makes the questions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from config.secret import installation_secret
from store.accounts import add_account
from store.grants import give
from store.submissions import AWAITING, UPLOAD, NewSubmission, move, receive
from store.tokens import Scope, make_token
from store.viewer import Grant
from tests.dashboard.conftest import Site, make_site
from tests.dashboard.demo_store import NOW, apply_demo

FEW, MANY = 2, 150  # questions to each operation
CONTRIBUTOR = Grant("bo-trygt", "contributor", "sekretariat")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    made = make_site(tmp_path_factory.mktemp("told"), FREMDRIFT_MAX_UPLOAD_MB="1")
    apply_demo(made.store)
    yield made
    made.store.close()


def token(site: Site, scope: Scope, grant: Grant = CONTRIBUTOR) -> str:
    with site.store.writing() as connection:
        one = add_account(connection, "Anna", None, NOW)
        give(connection, one.account_id, grant, "test", NOW)
        secret = installation_secret(site.settings)
        return make_token(connection, secret, one.account_id, "x", scope, NOW, NOW + timedelta(days=1))[1]


def ask_everything(site: Site, text: str | None, most: int) -> None:
    """Ask every operation, with what its description allows and with what it does not.

    Raises:
        Exception: an answer is a fault of ours, or not as described.
    """
    import schemathesis
    from schemathesis import checks as own
    from schemathesis.specs.openapi import checks

    with site.store.writing() as connection:
        new = NewSubmission("bo-trygt", "sekretariat", UPLOAD, "x.csv", "0" * 64, 1, "browser", "account x", NOW)
        made = receive(connection, new)
        move(connection, made.submission_id, AWAITING, 1.0)  # so that there is something to confirm
        known = made.token
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", site.server)
    headers = {"Accept-Encoding": "identity"} | ({"Authorization": f"Bearer {text}"} if text else {})
    as_told = [
        own.not_a_server_error,
        checks.status_code_conformance,
        checks.content_type_conformance,
        checks.response_schema_conformance,
        checks.response_headers_conformance,
    ]
    names = {"slug": "bo-trygt", "code": "indbrud", "submission": known}
    allowed, not_allowed = schemathesis.GenerationMode.POSITIVE, schemathesis.GenerationMode.NEGATIVE
    asked = 0
    for result in schema.get_all_operations():
        operation = result.ok()
        parts = {name: value for name, value in names.items() if f"{{{name}}}" in operation.path}
        ways = [(allowed, parts or None)]
        if parts:
            ways.append((allowed, None))  # names of nothing
        if len(operation.query) or len(operation.body):  # any text is a name: only these can be otherwise than allowed
            ways.append((not_allowed, parts or None))
        for mode, path_parameters in ways:

            @settings(
                max_examples=most,
                deadline=None,
                phases=[Phase.generate],
                suppress_health_check=list(HealthCheck),
                database=None,
            )
            @given(case=operation.as_strategy(mode, path_parameters=path_parameters))
            def ask(case: Any) -> None:
                nonlocal asked
                asked += 1
                case.call_and_validate(headers=headers, checks=as_told)

            ask()
    assert asked > 60


@pytest.mark.parametrize("scope", [None, "deliver"])
def test_it_answers_as_told(site: Site, scope: Scope | None) -> None:
    ask_everything(site, None if scope is None else token(site, scope), FEW)


@pytest.mark.soak
@pytest.mark.parametrize("scope", [None, "read", "deliver"])
def test_it_answers_as_told_for_long(site: Site, scope: Scope | None) -> None:
    ask_everything(site, None if scope is None else token(site, scope), MANY)
