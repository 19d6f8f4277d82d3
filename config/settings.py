"""What the operator decides, read once from the environment. Nothing else reads it."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from config.imprint import NOBODY, Imprint
from config.provider import Provider, host_of, mistake_in

MEGABYTE = 1 << 20
_SCHEDULER = re.compile(r"(tcp|tls|ws|wss)://[^\s/]+:\d+")
_ORIGIN = re.compile(r"https?://(?:[\w-]+\.)*[\w-]+(?::\d{1,5})?|https?://\[[0-9a-fA-F:.]+\](?::\d{1,5})?")
_PROXY = re.compile(r"http://(?:[^\s/@:]+(?::[^\s/@]*)?@)?(?:[\w.-]+|\[[0-9a-fA-F:.]+\]):\d{1,5}/?")
_EMAIL = re.compile(r"[^\s@<>,;:\"]+@[\w.-]+\.\w+")


class SettingError(ValueError):
    """A setting that cannot be used; the text is for the operator."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting, with the meaning given in docs/operators.md.

    Attributes:
        home: store, received files, inbox; made if missing.
        config: folder with `alliances/` and `layouts/`.
        database_url: SQLAlchemy address of the store.
        files: folder of the received files.
        host, port: where the web process listens.
        url: the address that people use, https://fremdrift.example; None: the machine's own. With https, cookies go by
            TLS alone and browsers are told to use nothing else.
        proxies: how many servers of the operator's stand before this one and say whom they ask for.
        frames: other sites that may show the public pages in a frame of theirs.
        secret: what links, tokens and cookies are signed with; None: made once, and kept in the home.
        max_upload_mb, max_rows, max_unpacked_mb: limits of one file.
        processes: judge at the same time where there is much to judge; 0: as many as there are processors.
        dask: address of a scheduler whose workers judge instead.
        imprint: who runs it.
        backups: folder of the backups.
        backup_key: public keys of age that backups are encrypted to; None: they are not.
        migrates_on_start: every process brings the store's tables to its version.
        log: `text`, or `json` for a JSON object in each line.
        metrics_token: what Prometheus must send to read /metrics; None: only this machine may read it.
        keep_files_days: received files are deleted after so many days; 0: never.
        keep_rejected_days: the same of files that were rejected or taken back.
        keep_addresses_days: the internet addresses that acts came from are deleted after so many days.
        proxy: of the house, through which sources outside it are asked; None: they are asked directly.
        source_folders: below these, and nowhere else, a source may be a folder of this machine.
        letters: the file that says who gets letters; None: nobody.
        provider: where people may sign in besides; None: nowhere.
    """

    home: Path
    config: Path
    database_url: str
    files: Path
    host: str = "127.0.0.1"
    port: int = 8050
    url: str | None = None
    proxies: int = 0
    frames: tuple[str, ...] = ()
    secret: str | None = field(default=None, repr=False)
    max_upload_mb: int = 200
    max_rows: int = 1_100_000
    max_unpacked_mb: int = 1000
    processes: int = 0
    dask: str | None = None
    imprint: Imprint = NOBODY
    backups: Path = Path("backups")
    backup_key: str | None = None
    migrates_on_start: bool = False
    log: str = "text"
    metrics_token: str | None = None
    keep_files_days: int = 0
    keep_rejected_days: int = 365
    keep_addresses_days: int = 90
    proxy: str | None = field(default=None, repr=False)  # may hold a password
    source_folders: tuple[Path, ...] = ()
    letters: Path | None = None
    provider: Provider | None = None

    @property
    def max_upload_bytes(self) -> int:
        return self.max_upload_mb * MEGABYTE

    @property
    def inbox(self) -> Path:
        """`<alliance>/<organisation>/` below it are fetched by the nightly refresh."""
        return self.home / "inbox"

    @property
    def templates(self) -> Path:
        """`<alliance>/<organisation>.xlsx` below it: the workbook that an organisation fills in."""
        return self.home / "templates"


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """The settings of this process.

    Raises:
        SettingError: naming the variable, what it holds and what it takes.
    """
    env = os.environ if environment is None else environment
    home = Path(env.get("FREMDRIFT_HOME") or "var").absolute()
    return Settings(
        home=home,
        config=Path(env.get("FREMDRIFT_CONFIG") or "config").absolute(),
        database_url=env.get("FREMDRIFT_DATABASE_URL") or f"sqlite:///{home / 'fremdrift.db'}",
        files=Path(env.get("FREMDRIFT_FILES") or home / "files").absolute(),
        host=env.get("FREMDRIFT_HOST") or "127.0.0.1",
        port=_number(env, "FREMDRIFT_PORT", 8050, 1, 65_535),
        url=_own_address(env),
        proxies=_number(env, "FREMDRIFT_PROXIES", 0, 0, 10),
        frames=_origins(env, "FREMDRIFT_FRAMES"),
        secret=_held(env, "FREMDRIFT_SECRET"),
        max_upload_mb=_number(env, "FREMDRIFT_MAX_UPLOAD_MB", 200, 1, 100_000),
        max_rows=_number(env, "FREMDRIFT_MAX_ROWS", 1_100_000, 1, 100_000_000),
        max_unpacked_mb=_number(env, "FREMDRIFT_MAX_UNPACKED_MB", 1000, 1, 100_000),
        processes=_number(env, "FREMDRIFT_PROCESSES", 0, 0, 1000),
        dask=_scheduler(env),
        imprint=_imprint(env),
        backups=Path(env.get("FREMDRIFT_BACKUPS") or home / "backups").absolute(),
        backup_key=_held(env, "FREMDRIFT_BACKUP_KEY"),
        migrates_on_start=_flag(env, "FREMDRIFT_MIGRATE"),
        log=_one_of(env, "FREMDRIFT_LOG", ("text", "json")),
        metrics_token=_held(env, "FREMDRIFT_METRICS_TOKEN"),
        keep_files_days=_number(env, "FREMDRIFT_KEEP_FILES_DAYS", 0, 0, 36_500),
        keep_rejected_days=_number(env, "FREMDRIFT_KEEP_REJECTED_DAYS", 365, 0, 36_500),
        keep_addresses_days=_address_days(env),
        proxy=_proxy(env),
        source_folders=_folders(env, "FREMDRIFT_SOURCE_FOLDERS"),
        letters=Path(env["FREMDRIFT_LETTERS"]).absolute() if env.get("FREMDRIFT_LETTERS") else None,
        provider=_provider(env),
    )


def _held(env: Mapping[str, str], name: str) -> str | None:
    """The value of a variable, or the contents of the file that `<name>_FILE` names; None: neither says anything."""
    path = env.get(f"{name}_FILE")
    if not path:
        return env.get(name, "").strip() or None
    try:
        return Path(path).read_text(encoding="utf-8").strip() or None
    except (OSError, ValueError) as fault:
        raise SettingError(f"{name}_FILE names a file that cannot be read.") from fault


@dataclass(frozen=True, slots=True)
class SourceSecret:
    """A password or private key of a source, and the only host that it may be told to."""

    value: str = field(repr=False)
    host: str


def read_source_secret(name: str, environment: Mapping[str, str] | None = None) -> SourceSecret | None:
    """The secret that the operator has set under this name: the variable, or the file that `<name>_FILE` names.

    Returns:
        None where it is not set, cannot be read, or no host was named in `<name>_HOST`: who may edit a source in the
        browser must not be able to have its password sent to a host of their own.
    """
    env = os.environ if environment is None else environment
    host = env.get(f"{name}_HOST", "").strip()
    try:
        value = _held(env, name)
    except SettingError:
        return None
    return SourceSecret(value, host.casefold()) if value and host else None


def _folders(env: Mapping[str, str], name: str) -> tuple[Path, ...]:
    folders = tuple(Path(one) for one in env.get(name, "").split(os.pathsep) if one)
    if not all(one.is_absolute() for one in folders):
        raise SettingError(f"{name} is '{env[name]}'; use absolute paths with a colon between them.")
    return folders


def read_secret(name: str, environment: Mapping[str, str] | None = None) -> str:
    """What the variable of this name holds, or the file that `<name>_FILE` names: a password is in no other file.

    Raises:
        SettingError: naming the variable, never what it holds.
    """
    value = _held(os.environ if environment is None else environment, name)
    if value is None:
        raise SettingError(f"{name} is not set; set it, or {name}_FILE to a file that holds it.")
    return value


def _number(env: Mapping[str, str], name: str, default: int, low: int, high: int) -> int:
    text = env.get(name) or str(default)
    if not text.strip().isdecimal() or not low <= int(text) <= high:
        raise SettingError(f"{name} is '{text}'; use a whole number from {low} to {high}.")
    return int(text)


def _one_of(env: Mapping[str, str], name: str, words: tuple[str, ...]) -> str:
    text = env.get(name, "").strip() or words[0]
    if text not in words:
        raise SettingError(f"{name} is '{text}'; use {' or '.join(words)}.")
    return text


def _flag(env: Mapping[str, str], name: str) -> bool:
    text = env.get(name, "").strip()
    if text not in ("", "0", "1"):
        raise SettingError(f"{name} is '{text}'; use 1 (yes) or 0 (no).")
    return text == "1"


def _scheduler(env: Mapping[str, str]) -> str | None:
    address = env.get("FREMDRIFT_DASK", "").strip()
    if address and not _SCHEDULER.fullmatch(address):
        raise SettingError(f"FREMDRIFT_DASK is '{address}'; use a scheduler's address, such as tcp://10.0.0.5:8786.")
    return address or None


def _own_address(env: Mapping[str, str]) -> str | None:
    text = env.get("FREMDRIFT_URL", "").strip().rstrip("/")
    if text and not _ORIGIN.fullmatch(text):
        raise SettingError(f"FREMDRIFT_URL is '{text}'; use the address alone, such as https://fremdrift.example.")
    return text or None


def _origins(env: Mapping[str, str], name: str) -> tuple[str, ...]:
    found = tuple(env.get(name, "").split())
    wrong = next((one for one in found if not _ORIGIN.fullmatch(one)), None)
    if wrong is not None:
        raise SettingError(
            f"{name} holds '{wrong}'; use addresses such as https://kommune.example, blanks between them."
        )
    return found


def _imprint(env: Mapping[str, str]) -> Imprint:
    email = env.get("FREMDRIFT_CONTACT_EMAIL", "").strip()
    if email and not _EMAIL.fullmatch(email):
        raise SettingError(f"FREMDRIFT_CONTACT_EMAIL is '{email}'; use one e-mail address.")
    return Imprint(
        owner=env.get("FREMDRIFT_OWNER", "").strip(),
        email=email,
        phone=env.get("FREMDRIFT_CONTACT_PHONE", "").strip(),
        privacy_url=_address(env, "FREMDRIFT_PRIVACY_URL"),
        accessibility_url=_address(env, "FREMDRIFT_ACCESSIBILITY_URL"),
        address_days=_address_days(env),
    )


def _provider(env: Mapping[str, str]) -> Provider | None:
    issuer, groups = _address(env, "FREMDRIFT_OIDC_ISSUER"), env.get("FREMDRIFT_OIDC_GROUPS")
    if not issuer:
        return None
    mistake = mistake_in(issuer, _own_address(env))
    if mistake is not None:
        raise SettingError(mistake)
    who, secret = (read_secret(name, env) for name in ("FREMDRIFT_OIDC_CLIENT_ID", "FREMDRIFT_OIDC_CLIENT_SECRET"))
    called = env.get("FREMDRIFT_OIDC_NAME", "").strip() or host_of(issuer)
    return Provider(issuer, who, secret, called, Path(groups).absolute() if groups else None)


def _address_days(env: Mapping[str, str]) -> int:
    return _number(env, "FREMDRIFT_KEEP_ADDRESSES_DAYS", 90, 1, 3_650)


def _proxy(env: Mapping[str, str]) -> str | None:
    text = _held(env, "FREMDRIFT_PROXY")
    if text is not None and not _PROXY.fullmatch(text):
        raise SettingError("FREMDRIFT_PROXY is no http://host:port, or http://user:password@host:port.")  # no value
    return text


def _address(env: Mapping[str, str], name: str) -> str:
    text = env.get(name, "").strip()
    if text and (not text.startswith(("https://", "http://")) or any(sign.isspace() for sign in text)):
        raise SettingError(f"{name} is '{text}'; use an address that begins with https://.")
    return text
