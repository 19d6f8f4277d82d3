"""Why a letter did not go out, in words for the secretariat and for the operator: without address and secret."""

from __future__ import annotations

from config.language import Text

FAILURES: dict[str, Text] = {
    "no_address": Text(
        "Adressen på mailserveren eller webhooken er ikke sat (driften: se docs/breve.md).",
        "The address of the mail server or webhook is not set (operators: see docs/breve.md).",
    ),
    "no_mail_address": Text(
        "Mailserverens adresse kan ikke læses (driften: se docs/breve.md).",
        "The mail server's address cannot be understood (operators: see docs/breve.md).",
    ),
    "no_webhook_address": Text(
        "Webhookens adresse kan ikke læses (driften: se docs/breve.md).",
        "The webhook's address cannot be understood (operators: see docs/breve.md).",
    ),
    "login_refused": Text(
        "Mailserveren afviser brugernavn eller adgangskode.", "The mail server refuses the user name or password."
    ),
    "recipient_refused": Text("Mailserveren kender ikke modtageren.", "The mail server refuses the recipient."),
    "server_refused": Text("Mailserveren tog ikke imod brevet.", "The mail server did not take the letter."),
    "no_answer": Text("Mailserveren svarer ikke.", "The mail server does not answer."),
    "webhook_refused": Text("Webhooken svarer ikke eller siger nej.", "The webhook does not answer, or refuses."),
    "not_a_recipient": Text("Modtageren står ikke længere på listen.", "The recipient is no longer on the list."),
    "settings": Text(
        "Listen over modtagere kan ikke læses, så ingen breve er skrevet (driften: se logen).",
        "The list of recipients cannot be read, so no letters were written (operators: see the log).",
    ),
    "fault": Text(
        "Brevene kunne ikke skrives. Det er en fejl hos os; den står i logen.",
        "The letters could not be written. That is a fault of ours; it is in the log.",
    ),
}
