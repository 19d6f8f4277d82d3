"""The process that fetches is bound whatever library reaches out: no name in its order makes it reach further."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from etl.sources.order import Fetched
from tests.servers.folders import WORD
from tests.servers.web import Web, web_server

Fetch = Callable[..., list[Fetched]]
KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAsJCgsJCgsJCgsJCgsJCgsJCgsJCgsJCgsJCgsJCgsJ"


@pytest.mark.parametrize(
    ("way", "scheme"), [("web", "https"), ("webdav", "https"), ("s3", "https"), ("statbank", "https"), ("sftp", "sftp")]
)
def test_a_private_address_is_not_reached_by_any_way(web: Web, fetch: Fetch, way: str, scheme: str) -> None:
    """The order says that the host is an ordinary one; the name of this machine leads to a private address."""
    feed = {"way": way, "address": f"{scheme}://localhost:{web.port}/x", "intranet_host": None, "user": "anna"}
    feed |= {"host_key": KEY, "table": "FOLK1A", "query": "Tid=*"}
    (found,) = fetch(feed, secret=WORD)
    assert (found.failure, web.asked) == ("source_private", [])


def test_a_redirect_into_the_house_is_not_followed(web: Web, fetch: Fetch) -> None:
    """The one host within the house was named; what it leads to was not."""
    web.does["/tal.csv"] = lambda asked: asked.say(status=307, Location="http://169.254.169.254/latest/meta-data/")
    (found,) = fetch({"way": "web", "address": web.url("/tal.csv")})
    assert (found.failure, found.fields["host"]) == ("source_leads_on", "169.254.169.254")


def test_another_host_that_was_named_must_be_a_public_one(web: Web, fetch: Fetch) -> None:
    web.does["/tal.csv"] = lambda asked: asked.say(status=307, Location="http://127.0.0.2:9/tal.csv")
    (found,) = fetch({"way": "web", "address": web.url("/tal.csv"), "other_hosts": ["127.0.0.2"]})
    assert found.failure == "source_private"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One that its server has signed itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "server.pem"
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path.write_bytes(private + made.public_bytes(Encoding.PEM))
    return path


@pytest.mark.parametrize("way", ["web", "webdav", "statbank"])
def test_a_server_that_cannot_prove_who_it_is_gets_no_password(way: str, certificate: Path, fetch: Fetch) -> None:
    with web_server(certificate) as web:
        address = f"https://127.0.0.1:{web.port}/tal.csv"
        feed = {"way": way, "address": address, "user": "anna", "table": "FOLK1A", "query": "Tid=*"}
        (found,) = fetch(feed, secret=WORD)
    assert (found.failure, web.asked) == ("source_unknown_server", [])
