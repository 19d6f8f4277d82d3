"""Clients of the product in a process of their own, which imports nothing heavy: those who upload, those who read.

Each says "ready", begins when it is told a line, and ends with the milliseconds of every request as JSON.
"""

from __future__ import annotations

import http.client
import json
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

READERS = 4
_EDGE = "----fremdrift-bench"


def upload(port: int, folder: Path, clients: int, tokens: dict[str, str]) -> list[float]:
    """Milliseconds until each upload was answered; all begin at once, and send the token of the file's partner.

    Raises:
        RuntimeError: one was not taken.
    """
    files = sorted(folder.iterdir())
    begin = threading.Barrier(clients)

    def client(number: int) -> list[float]:
        took = []
        begin.wait()
        for path in files[number::clients]:
            partner = path.stem.split(" ")[1]
            body = _form(path, partner)
            start = time.perf_counter()
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
            head = {"Content-Type": f"multipart/form-data; boundary={_EDGE}", "Accept": "application/json"}
            head["Authorization"] = f"Bearer {tokens[partner]}"
            connection.request("POST", "/api/v1/submissions", body, head)
            answer = connection.getresponse()
            answer.read()
            connection.close()
            took.append((time.perf_counter() - start) * 1000)
            if answer.status != 202:
                raise RuntimeError(f"an upload was answered by {answer.status}")
        return took

    with ThreadPoolExecutor(clients) as pool:
        return [one for each in pool.map(client, range(clients)) for one in each]


def _form(path: Path, partner: str) -> bytes:
    parts = b"".join(
        f'--{_EDGE}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in (("alliance", "bench"), ("organisation", partner))
    )
    head = f'--{_EDGE}\r\nContent-Disposition: form-data; name="file"; filename="{path.name}"\r\n\r\n'
    return parts + head.encode() + path.read_bytes() + f"\r\n--{_EDGE}--\r\n".encode()


def read_pages(port: int, pages: list[str]) -> list[float]:
    """Milliseconds of each page until standard input ends."""
    over = threading.Event()

    def wait_for_the_end() -> None:
        sys.stdin.read()
        over.set()

    threading.Thread(target=wait_for_the_end, daemon=True).start()

    def reader(number: int) -> list[float]:
        took = []
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        while not over.is_set():
            number += 1
            start = time.perf_counter()
            connection.request("GET", pages[number % len(pages)], headers={"Accept-Encoding": "br"})
            answer = connection.getresponse()
            answer.read()
            if answer.status != 200:
                raise RuntimeError(f"a page was answered by {answer.status}")
            took.append((time.perf_counter() - start) * 1000)
        return took

    with ThreadPoolExecutor(READERS) as pool:
        return [one for each in pool.map(reader, range(READERS)) for one in each]


def main() -> None:
    print("ready", flush=True)
    sys.stdin.readline()
    port = int(sys.argv[2])
    if sys.argv[1] == "read":
        print(json.dumps(read_pages(port, sys.argv[3:])))
    else:
        tokens = json.loads(Path(sys.argv[5]).read_text())
        print(json.dumps(upload(port, Path(sys.argv[3]), int(sys.argv[4]), tokens)))


if __name__ == "__main__":
    main()
