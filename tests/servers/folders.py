"""Folders behind real servers on loopback: WebDAV (wsgidav), SFTP (asyncssh) and S3 (moto)."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

USER, WORD = "anna", "hemmeligt-ord"


@contextmanager
def webdav_server(folder: Path) -> Iterator[str]:
    """The address of a WebDAV server that shares the folder with one user."""
    from wsgidav.wsgidav_app import WsgiDAVApp

    logging.getLogger("wsgidav").setLevel(logging.CRITICAL)
    app = WsgiDAVApp(
        {
            "provider_mapping": {"/": {"root": str(folder), "readonly": True}},
            "simple_dc": {"user_mapping": {"*": {USER: {"password": WORD}}}},
            "http_authenticator": {"accept_basic": True, "accept_digest": False, "default_to_digest": False},
            "verbose": 0,
            "logging": {"enable": False},
        }
    )

    class Quiet(WSGIRequestHandler):
        def log_message(self, *words: object) -> None:
            pass

    class Server(WSGIServer):
        def handle_error(self, *about: object) -> None:
            pass

    with make_server("127.0.0.1", 0, app, Server, Quiet) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


@contextmanager
def sftp_server(folder: Path) -> Iterator[tuple[str, str]]:
    """The address of an SFTP server whose root is the folder, and its public key."""
    import asyncssh

    key = asyncssh.generate_private_key("ssh-ed25519")
    ready, over = threading.Event(), asyncio.Event()
    found: dict[str, Any] = {}

    class Door(asyncssh.SSHServer):
        def password_auth_supported(self) -> bool:
            return True

        def validate_password(self, username: str, password: str) -> bool:
            return (username, password) == (USER, WORD)

    async def serve() -> None:
        server = await asyncssh.create_server(
            Door,
            "127.0.0.1",
            0,
            server_host_keys=[key],
            sftp_factory=lambda channel: asyncssh.SFTPServer(channel, chroot=str(folder)),
        )
        found["port"], found["loop"] = server.sockets[0].getsockname()[1], asyncio.get_running_loop()
        ready.set()
        await over.wait()
        server.close()
        await server.wait_closed()

    thread = threading.Thread(target=asyncio.run, args=(serve(),), daemon=True)
    thread.start()
    assert ready.wait(10)
    public = key.export_public_key().decode().strip()
    yield f"sftp://127.0.0.1:{found['port']}/", " ".join(public.split()[:2])
    found["loop"].call_soon_threadsafe(over.set)
    thread.join(10)


class Bucket:
    """A bucket of an S3 server."""

    def __init__(self, address: str, client: Any) -> None:
        self.address, self._client = address, client

    def put(self, name: str, content: bytes) -> None:
        self._client.put_object(Bucket="spand", Key=name, Body=content)

    def delete(self, name: str) -> None:
        self._client.delete_object(Bucket="spand", Key=name)


@contextmanager
def s3_server() -> Iterator[Bucket]:
    from botocore.session import get_session
    from moto.server import ThreadedMotoServer

    logging.getLogger("werkzeug").setLevel(logging.CRITICAL)
    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    address = f"http://{host}:{port}"
    client = get_session().create_client(
        "s3", endpoint_url=address, region_name="us-east-1", aws_access_key_id=USER, aws_secret_access_key=WORD
    )
    try:
        client.create_bucket(Bucket="spand")
        yield Bucket(f"{address}/spand/tal", client)
    finally:
        client.close()
        server.stop()
