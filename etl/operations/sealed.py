"""Files of a backup: compressed, encrypted with age where a key is given; never whole in memory, never half there."""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, cast

import pyrage

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

_HOW: dict[int, int] = {
    zstd.CompressionParameter.compression_level: 3,
    zstd.CompressionParameter.checksum_flag: 1,  # without it a flipped bit goes unseen
}
_PIPE = 1 << 16
MAKING = ".making-"  # what is not finished is called so


class BadKey(ValueError):
    """A key that is none, or does not open the backup. The text is for the operator."""


class Damaged(Exception):
    """A file of a backup that does not hold what was written. The text is for the operator."""


@dataclass(frozen=True, slots=True)
class Lock:
    """Whom a backup is encrypted to: anybody can lock with it, only the holder of the private key opens."""

    texts: tuple[str, ...]

    @property
    def name(self) -> str:
        """Tells files locked with this from files locked otherwise."""
        return hashlib.sha256("\n".join(self.texts).encode()).hexdigest()[:10]


def read_lock(text: str) -> Lock | None:
    """The public keys in a text, parted by space, comma or line; None where there are none.

    Raises:
        BadKey: for anything else.
    """
    words = tuple(sorted(set(_without_remarks(text).replace(",", " ").split())))
    for place, word in enumerate(words, 1):
        if word.upper().startswith("AGE-SECRET-KEY"):
            raise BadKey("FREMDRIFT_BACKUP_KEY holds a private key: give the public one (age1...), keep this one away.")
        try:
            _recipient(word)
        except Exception as fault:
            raise BadKey(f"FREMDRIFT_BACKUP_KEY: word {place} is no public key of age (age1...).") from fault
    return Lock(words) if words else None


def read_keys(path: Path) -> list[Any]:
    """The private keys in a file, as `fremdrift backup --new-key` and `age-keygen` write it.

    Raises:
        BadKey: where it cannot be read or holds none.
    """
    try:
        words = _without_remarks(path.read_text(encoding="utf-8")).split()
        found = [pyrage.x25519.Identity.from_str(word) for word in words]
    except (OSError, ValueError, pyrage.IdentityError) as fault:
        raise BadKey(f"{path.name} is no file of private keys (AGE-SECRET-KEY-...).") from fault
    if not found:
        raise BadKey(f"{path.name} holds no private key.")
    return found


def new_key() -> tuple[str, str]:
    """Make a pair of keys: the public one, and the contents of the file that holds the private one."""
    identity = pyrage.x25519.Identity.generate()
    public = str(identity.to_public())
    return public, f"# public key: {public}\n{identity}\n"


def write_new_key(path: Path) -> str:
    """Write a new private key to a new file that only its owner reads; the public one is returned."""
    public, contents = new_key()
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(contents)
    return public


@contextmanager
def sealed(path: Path, lock: Lock | None) -> Iterator[IO[bytes]]:
    """A file to write: it is there when all of it is safe on the disk, or not at all."""
    handle, name = tempfile.mkstemp(prefix=MAKING, dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            if lock is None:
                with zstd.ZstdFile(file, "wb", options=_HOW) as writer:
                    yield cast(IO[bytes], writer)
            else:
                recipients = [_recipient(one) for one in lock.texts]
                with (
                    _through(lambda source: pyrage.encrypt_io(source, file, recipients)) as pipe,
                    zstd.ZstdFile(pipe, "wb", options=_HOW) as writer,
                ):
                    yield cast(IO[bytes], writer)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


@contextmanager
def unsealed(path: Path, keys: Sequence[Any], is_locked: bool) -> Iterator[IO[bytes]]:
    """What a sealed file holds.

    Raises:
        BadKey: none of the keys opens it. Damaged: it is gone, or not whole. Both may come while reading.
    """
    if is_locked and not keys:
        raise BadKey("The backup is encrypted: give the file of the private key with --key.")
    try:
        with path.open("rb") as file:
            if not is_locked:
                with zstd.ZstdFile(file) as reader:
                    yield cast(IO[bytes], reader)
            else:
                with _out_of(lambda sink: _decrypt(file, sink, keys)) as pipe, zstd.ZstdFile(pipe) as reader:
                    yield cast(IO[bytes], reader)
    except pyrage.DecryptError as fault:
        if "No matching keys" in str(fault):
            raise BadKey("The key does not open this backup: it was made for another one.") from fault
        raise Damaged(f"{path.name} is damaged.") from fault
    except FileNotFoundError as fault:
        raise Damaged(f"{path.name} is missing.") from fault
    except (zstd.ZstdError, EOFError, _Undone) as fault:
        raise Damaged(f"{path.name} is damaged.") from fault


class _Undone(Exception):
    """What was encrypted cannot be decrypted."""


def _decrypt(file: IO[bytes], sink: IO[bytes], keys: Sequence[Any]) -> None:
    try:
        pyrage.decrypt_io(file, sink, keys)
    except BrokenPipeError:
        raise
    except OSError as fault:  # as age tells it, with no number
        raise _Undone if fault.errno is None else fault from fault


def _without_remarks(text: str) -> str:
    return "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("#"))


def _recipient(text: str) -> Any:
    return pyrage.x25519.Recipient.from_str(text)


@contextmanager
def _through(work: Callable[[IO[bytes]], None]) -> Iterator[IO[bytes]]:
    """A pipe to write to; `work` reads it in a thread of its own."""
    read, write = os.pipe()
    fault: list[BaseException] = []
    thread = _thread(work, os.fdopen(read, "rb", _PIPE), fault)
    try:
        with suppress(BrokenPipeError), os.fdopen(write, "wb", _PIPE) as pipe:
            yield pipe
    finally:
        thread.join()
    if fault:
        raise fault[0]


@contextmanager
def _out_of(work: Callable[[IO[bytes]], None]) -> Iterator[IO[bytes]]:
    """A pipe to read from; `work` writes it in a thread of its own."""
    read, write = os.pipe()
    fault: list[BaseException] = []
    thread = _thread(work, os.fdopen(write, "wb", _PIPE), fault)
    try:
        with os.fdopen(read, "rb", _PIPE) as pipe:
            yield pipe
    except (zstd.ZstdError, EOFError):
        thread.join()
        if fault:
            raise fault[0] from None  # what was wrong first
        raise
    finally:
        thread.join()
    if fault and not isinstance(fault[0], BrokenPipeError):
        raise fault[0]


def _thread(work: Callable[[IO[bytes]], None], end: IO[bytes], fault: list[BaseException]) -> threading.Thread:
    def run() -> None:
        try:
            with end:
                work(end)
        except BaseException as happened:
            fault.append(happened)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    return thread
