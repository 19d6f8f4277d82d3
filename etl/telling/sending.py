"""The ways a letter goes out: by a mail server, or to a webhook, each at an address as Apprise writes it.

Apprise knows the servers and the services. A mail is put together here: its text is our own, and its Message-ID is the
same in each attempt. What it would write to the log is left out: it names recipients.
"""

from __future__ import annotations

import logging
import smtplib
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime, formataddr
from typing import Any, cast

import apprise
from apprise.plugins.custom_json import NotifyJSON
from apprise.plugins.email import NotifyEmail
from apprise.plugins.email.smtp import AppriseSMTPController

from config.language import COPENHAGEN
from config.recipients import Letters, Recipient
from config.settings import SettingError, read_secret
from etl.telling.not_sent import NotSent
from store.letters import Letter

WAIT = 10  # seconds for each answer of a server
_OURS = "fremdrift"
logging.getLogger("apprise").disabled = True


def send(one: Letter, to: Recipient, letters: Letters, now: datetime) -> None:
    """Send a letter.

    Raises:
        NotSent: it did not go out, as far as can be told.
    """
    assert one.content is not None
    if to.mail:
        _mail(one, to.mail, _address(letters.mail), now)
    else:
        _webhook(one, _address(str(to.webhook)))


def _address(variable: str) -> str:
    try:
        return read_secret(variable)
    except SettingError:
        raise NotSent("no_address") from None


class _Server(AppriseSMTPController):
    """A connection to a mail server that says why it did not take a letter."""

    def hand_over(self, message: EmailMessage, sender: str, to: str) -> None:
        cast(smtplib.SMTP, self._socket).send_message(message, sender, [to])


def _mail(one: Letter, to: str, address: str, now: datetime) -> None:
    server = apprise.Apprise.instantiate(address, suppress_exceptions=True)
    if not isinstance(server, NotifyEmail):
        raise NotSent("no_mail_address")
    name, sender = map(str, server.from_addr)
    message = _message(one, to, (name if name not in ("", "False", server.app_id) else "Fremdrift", sender), now)
    connection = _Server(
        host=server.smtp_host,
        port=int(server.port or 0),
        secure_mode=str(server.secure_mode),
        user=server.user,
        password=server.password,
        verify_certificate=server.verify_certificate,
        socket_connect_timeout=WAIT,
    )
    try:
        with connection:
            connection.hand_over(message, sender, to)
    except smtplib.SMTPAuthenticationError:
        raise NotSent("login_refused") from None
    except smtplib.SMTPRecipientsRefused as refused:
        codes = [code for code, _ in refused.recipients.values()]
        raise NotSent("recipient_refused", all(code >= 500 for code in codes), is_of_server=False) from None
    except smtplib.SMTPResponseException:
        raise NotSent("server_refused", is_of_server=False) from None
    except (OSError, smtplib.SMTPException, RuntimeError, apprise.exception.AppriseException):
        raise NotSent("no_answer") from None


def _message(one: Letter, to: str, sender: tuple[str, str], now: datetime) -> EmailMessage:
    content = cast(dict[str, Any], one.content)
    message = EmailMessage()
    message["Subject"] = " ".join(str(content["subject"]).split())
    message["From"] = formataddr(sender)
    message["To"] = to
    message["Date"] = format_datetime(now.astimezone(COPENHAGEN))
    message["Message-ID"] = f"<{one.token}@{sender[1].rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"  # no mail program answers that somebody is on holiday
    message["X-Application"] = _OURS
    message.set_content(content["text"], cte="quoted-printable")
    message.add_alternative(content["html"], subtype="html", cte="quoted-printable")
    return message


def _webhook(one: Letter, address: str) -> None:
    content = cast(dict[str, Any], one.content)
    target = apprise.Apprise.instantiate(address, suppress_exceptions=True)
    if target is None or isinstance(target, bool):
        raise NotSent("no_webhook_address")
    target.socket_connect_timeout = target.socket_read_timeout = float(WAIT)
    target.redirects = False
    if isinstance(target, NotifyJSON):
        target.payload_extras |= {"letter": one.token, "kind": one.kind, "alliance": one.alliance}
    text, subject = str(content["text"]), " ".join(str(content["subject"]).split())
    if not target.notify(body=text, title=subject, body_format=apprise.NotifyFormat.TEXT):
        raise NotSent("webhook_refused")
