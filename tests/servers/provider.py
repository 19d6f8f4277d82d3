"""OpenID providers on loopback: canaille in a process of its own, whose login form is filled in as a browser does."""

from __future__ import annotations

import json
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path
from urllib.parse import urljoin

import requests

from tests.servers import canaille_process
from tests.servers.canaille_process import PASSWORD


def free_port() -> int:
    """A port of the loopback that nobody listens at now."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


class LedNowhere(Exception):
    """The provider's last page leads no further; the argument is its status."""


class Canaille:
    """The provider, and what can be done there.

    Attributes:
        issuer: its address.
        back: where it leads back to.
    """

    def __init__(self, issuer: str, back: str, process: subprocess.Popen[str]) -> None:
        self.issuer, self.back, self._process = issuer, back, process

    def set_groups(self, **groups: list[str]) -> None:
        """Who is in these groups from now on."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(groups) + "\n")
        self._process.stdin.flush()
        assert self._process.stdout.readline() == "done\n"

    def sign_in(self, address: str, login: str, password: str = PASSWORD) -> str:
        """Fill in its forms, from the address that we lead to; the address that it leads back to.

        Raises:
            LedNowhere: it refuses.
        """
        browser = requests.Session()
        answer = browser.get(address, allow_redirects=False, timeout=20)
        for _ in range(12):
            if answer.is_redirect:
                onward = urljoin(answer.url, answer.headers["Location"])
                if onward.startswith(self.back):
                    return onward
                answer = browser.get(onward, allow_redirects=False, timeout=20)
                continue
            form = _form_of(answer.text)
            if "login" in form:
                form |= {"login": login}
            elif "password" in form:
                form |= {"password": password}
            else:
                break
            answer = browser.post(answer.url, data=form, allow_redirects=False, timeout=20)
        raise LedNowhere(answer.status_code)


def _form_of(page: str) -> dict[str, str]:
    found = {}
    for one in re.findall("<input[^>]*>", page):
        name, value = re.search('name="([^"]*)"', one), re.search('value="([^"]*)"', one)
        if name is not None:
            found[unescape(name[1])] = "" if value is None else unescape(value[1])
    return found


@contextmanager
def canaille(folder: Path, back: str) -> Iterator[Canaille]:
    """A provider that leads back to this address alone."""
    port = free_port()
    command = [sys.executable, canaille_process.__file__, str(port), str(folder), back]
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True)
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n", (folder / "log").read_text()
            yield Canaille(f"http://127.0.0.1:{port}", back, process)
        finally:
            process.terminate()
            process.communicate(timeout=20)
