"""Sources behind the proxy of a house: everything goes through it, and for no host but the source's own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from config.settings import SettingError, read_settings
from config.source import Feed
from etl.opening import process
from etl.sources.fetchers import Fetchers
from etl.sources.guard import Guard
from etl.sources.order import Fetched, order_of
from etl.sources.trouble import Trouble
from tests.servers.folders import WORD
from tests.servers.proxy import Proxy, proxy_server
from tests.servers.web import Asked, Web, web_server

Fetch = Callable[..., list[Fetched]]
HOST = "kilde.example"  # no name server knows it
CSV = b"indikator;periode;v\xc3\xa6rdi\nantal;2024;7\n"
TABLE = {"table": "FOLK1A", "query": "Tid=*"}


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Of the source's server: who trusts this file trusts it."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, HOST)])
    now, names = datetime.now(UTC), x509.SubjectAlternativeName([x509.DNSName(HOST), x509.DNSName("anden.example")])
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(1)
    made = made.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
    signed = made.add_extension(names, critical=False).sign(key, hashes.SHA256())
    path = tmp_path_factory.mktemp("tls") / "server.pem"
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path.write_bytes(private + signed.public_bytes(Encoding.PEM))
    return path


@pytest.fixture(scope="module")
def fetchers(certificate: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fetchers]:
    """A process that trusts the server: what a system trusts is told by this variable."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(process._ENVIRONMENT, "SSL_CERT_FILE", str(certificate))
        with Fetchers(tmp_path_factory.mktemp("fetchers")) as started:
            yield started


@pytest.fixture
def source(certificate: Path) -> Iterator[Web]:
    with web_server(certificate) as server:
        yield server


@pytest.fixture
def proxy(source: Web) -> Iterator[Proxy]:
    with proxy_server() as server:
        server.leads[HOST] = source.port
        yield server


def feed(way: str, path: str = "/tal.csv", **more: Any) -> dict[str, Any]:
    return {"way": way, "address": f"https://{HOST}{path}", "intranet_host": None, "user": "anna"} | more


def test_a_file_and_a_table_come_through_it(source: Web, proxy: Proxy, fetch: Fetch) -> None:
    source.does["/tal.csv"] = lambda asked: asked.say(CSV, ETag='"a"')
    (found,) = fetch(feed("web"), secret=WORD, proxy=proxy.url)
    assert (found.failure, Path(found.path).read_bytes()) == ("", CSV)
    source.does |= {"/v1/tableinfo": lambda asked: asked.say(b"{}"), "/v1/data": lambda asked: asked.say(CSV)}
    (found,) = fetch(feed("statbank", "/v1", **TABLE, answer="CSV"), proxy=proxy.url)
    assert (found.failure, Path(found.path).read_bytes()) == ("", CSV)
    assert proxy.hosts == {f"CONNECT {HOST}:443"}
    assert all(WORD not in head for head in proxy.asked), "the password is the source's, and within the tunnel"


def test_a_folder_comes_through_it_and_does_not_lead_elsewhere(source: Web, proxy: Proxy, fetch: Fetch) -> None:
    listed = """<?xml version="1.0"?><d:multistatus xmlns:d="DAV:"><d:response><d:href>/dav/tal.csv</d:href><d:propstat>
      <d:prop><d:resourcetype/><d:getcontentlength>%s</d:getcontentlength><d:getetag>"a"</d:getetag></d:prop>
      <d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response></d:multistatus>"""
    leads: dict[str, str] = {}

    def answer(asked: Asked) -> None:
        if asked.command == "PROPFIND":
            asked.say((listed % len(CSV)).encode(), 207, Content_Type="application/xml")
        else:
            asked.say(CSV, 307 if leads else 200, Accept_Ranges="bytes", **leads)

    source.does = dict.fromkeys(("/dav", "/dav/", "/dav/tal.csv"), answer)
    found = fetch(feed("webdav", "/dav/"), secret=WORD, proxy=proxy.url)
    assert [(one.name, one.failure) for one in found] == [("tal.csv", "")]
    proxy.leads["anden.example"] = source.port
    leads["Location"] = "https://anden.example/x.csv"
    found = fetch(feed("webdav", "/dav/"), secret=WORD, proxy=proxy.url)
    assert [(one.name, one.failure) for one in found] == [("tal.csv", "source_leads_on")]
    assert proxy.hosts == {f"CONNECT {HOST}:443"}


@pytest.mark.parametrize("way", ["web", "webdav", "s3", "statbank"])
def test_what_it_refuses_is_not_asked_for_otherwise(way: str, source: Web, proxy: Proxy, fetch: Fetch) -> None:
    del proxy.leads[HOST]
    (found,) = fetch(feed(way, "/x/y", **(TABLE if way == "statbank" else {})), secret=WORD, proxy=proxy.url)
    assert (found.failure, source.asked) == ("source_unreachable", [])
    assert proxy.hosts == {f"CONNECT {HOST}:443"}


@pytest.mark.parametrize("way", ["web", "webdav", "s3", "statbank"])
def test_a_proxy_that_is_not_there_is_no_reason_to_go_past_it(way: str, fetch: Fetch) -> None:
    (found,) = fetch(feed(way, "/x/y", **(TABLE if way == "statbank" else {})), secret=WORD, proxy="http://127.0.0.1:9")
    assert found.failure == "source_unreachable"


@pytest.mark.parametrize(
    ("location", "failure"),
    [
        ("https://anden.example/tal.csv", "source_leads_on"),  # a name that only the proxy would look up
        ("https://169.254.169.254/latest", "source_leads_on"),
        (f"https://{HOST}:22/tal.csv", "source_private"),
        (f"http://{HOST}/tal.csv", "source_leads_on"),
    ],
)
def test_it_is_asked_for_no_host_and_no_port_but_the_sources(
    location: str, failure: str, source: Web, proxy: Proxy, fetch: Fetch
) -> None:
    proxy.leads |= {"anden.example": source.port, "169.254.169.254": source.port}

    def lead_on(asked: Asked) -> None:
        asked.say(status=307, Location=location)

    source.does["/tal.csv"] = lead_on
    (found,) = fetch(feed("web"), proxy=proxy.url)
    assert (found.failure, proxy.hosts) == (failure, {f"CONNECT {HOST}:443"})


@pytest.mark.parametrize("way", ["web", "webdav", "s3", "statbank"])
def test_it_is_not_asked_for_another_name_by_any_way(way: str, source: Web, proxy: Proxy, fetch: Fetch) -> None:
    """No library looks a name up, where a proxy does: each is asked to check it before it asks the proxy."""
    given = feed(way, "/x/y", **(TABLE if way == "statbank" else {}))
    (found,) = fetch(given, secret=WORD, proxy=proxy.url, hosts=("anden.example",))
    assert (found.failure, proxy.asked, source.asked) == ("source_leads_on", [], [])


def test_its_own_word_is_told_to_it(source: Web, proxy: Proxy, fetch: Fetch) -> None:
    source.does["/tal.csv"] = lambda asked: asked.say(CSV)
    (found,) = fetch(feed("web"), proxy=proxy.url.replace("//", "//hus:ord@"))
    assert found.failure == ""
    assert "Proxy-Authorization: Basic aHVzOm9yZA==" in proxy.asked[0]


@pytest.mark.parametrize(
    ("fields", "goes"),
    [
        ({"way": "web", "address": "https://kilde.example/x.csv"}, True),
        ({"way": "webdav", "address": "https://kilde.example/x/"}, True),
        ({"way": "s3", "address": "https://kilde.example/x/y"}, True),
        ({"way": "statbank", **TABLE}, True),
        ({"way": "web", "address": "https://inde.example/x.csv", "intranet_host": "inde.example"}, False),
        ({"way": "sftp", "address": "sftp://kilde.example/x", "host_key": "ssh-ed25519 AAAA", "user": "a"}, False),
        ({"way": "folder", "address": "/x"}, False),
    ],
)
def test_what_goes_through_it(fields: dict[str, Any], goes: bool) -> None:
    made = order_of(Feed.model_validate({"key": "k"} | fields), "", {}, 1, (), "http://hus:ord@proxy:3128")
    assert bool(made.proxy) is goes
    assert "ord@" not in repr(made)


def test_nothing_but_the_proxy_is_reached() -> None:
    guard = Guard((HOST,), 443, "", "http://127.0.0.1:3128")
    guard.check_address("127.0.0.1", 3128)
    for address, port in (("127.0.0.1", 443), ("127.0.0.2", 3128), ("8.8.8.8", 443)):
        with pytest.raises(Trouble):
            guard.check_address(address, port)


@pytest.mark.parametrize(
    ("text", "is_right"),
    [
        ("http://proxy.hus.dk:3128", True),
        ("http://hus:hemmelig@10.0.0.1:3128", True),
        ("https://proxy.hus.dk:3128", False),
        ("http://proxy.hus.dk", False),
        ("hus:hemmelig@proxy:3128", False),
        ("http://hus:hemmelig@proxy:3128/sti", False),
    ],
)
def test_the_setting(text: str, is_right: bool) -> None:
    if is_right:
        made = read_settings({"FREMDRIFT_PROXY": text})
        assert (made.proxy, "hemmelig" in repr(made)) == (text, False)
    else:
        with pytest.raises(SettingError) as told:
            read_settings({"FREMDRIFT_PROXY": text})
        assert "FREMDRIFT_PROXY" in str(told.value)
        assert "hemmelig" not in str(told.value)
