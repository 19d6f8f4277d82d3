"""What the record says, in words for people: "Anna Jensen rettede indikatoren antal"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from config.language import Language, Text, format_date
from config.mistakes import as_written
from dashboard.editing.changes import Difference, differences
from dashboard.editing.kinds import KINDS
from dashboard.words import capital
from store.acts import Act, Whose

NO_TITLES: Mapping[tuple[str, str], str] = MappingProxyType({})

# After whoever did it. {what} is what it was done to, {who} an organisation.
ACTIONS: dict[str, Text] = {
    "submission_received": Text("afleverede en fil", "delivered a file"),
    "submission_confirmed": Text("bekræftede en indberetning", "confirmed a submission"),
    "submission_undone": Text("trak en indberetning tilbage", "withdrew a submission"),
    "submission_purged": Text("lod en indberetning slette helt", "had a submission deleted for good"),
    "layout_chosen": Text("valgte, hvordan en fil læses", "chose how a file is read"),
    "layout_forgotten": Text("glemte en husket opbygning", "forgot a remembered layout"),
    "vanished_answered": Text("svarede om forsvundne tal", "answered about vanished figures"),
    "nothing_declared": Text("erklærede, at der intet er at indberette", "declared that there is nothing to report"),
    "alliance_added": Text("oprettede alliancen", "added the alliance"),
    "definition_added": Text("tilføjede", "added"),
    "definition_edited": Text("rettede", "edited"),
    "definition_renamed": Text("gav ny nøgle til", "gave a new key to"),
    "definition_retired": Text("tog ud:", "took out"),
    "definition_restored": Text("satte en tidligere udgave tilbage af", "put back an earlier version of"),
    "meeting_noted": Text("skrev i referatet om", "wrote in the minutes about"),
    "decision_answered": Text("skrev, hvad der blev af en beslutning om", "wrote what became of a decision about"),
    "refresh_asked": Text("bestilte en opdatering", "asked for an update"),
    "letter_sent": Text("sendte et brev", "sent a letter"),
    "store_restored": Text("lagde en sikkerhedskopi tilbage", "restored a backup"),
    "store_moved": Text("flyttede alle data til en anden database", "moved everything to another database"),
    "signed_in": Text("loggede ind", "signed in"),
    "signed_out": Text("loggede ud", "signed out"),
    "signed_out_everywhere": Text("loggede ud overalt", "signed out everywhere"),
    "sign_in_failed": Text("forsøgte at logge ind", "tried to sign in"),
    "invited": Text("inviterede en person", "invited a person"),
    "account_made": Text("oprettede en konto", "made an account"),
    "account_changed": Text("rettede en konto", "changed an account"),
    "account_deleted": Text("slettede en konto", "deleted an account"),
    "administrator_made": Text("gjorde en konto til administrator", "made an account an administrator"),
    "administrator_ended": Text(
        "lod en konto ikke længere være administrator", "made an account administrator no more"
    ),
    "role_given": Text("gav en rolle", "gave a role"),
    "role_ended": Text("tog en rolle", "took a role"),
    "password_changed": Text("skiftede adgangskode", "changed a password"),
    "password_reset": Text("satte en ny adgangskode", "set a new password"),
    "codes_set": Text("slog koder fra telefonen til", "turned on codes from a telephone"),
    "codes_ended": Text("slog koder fra telefonen fra", "turned off codes from a telephone"),
    "invitation_withdrawn": Text("trak en invitation tilbage", "withdrew an invitation"),
    "first_link_made": Text("lavede det første link", "made the first link"),
    "reset_link_made": Text("lavede et link til en ny adgangskode", "made a link for a new password"),
    "link_made": Text("lavede et link", "made a link"),
    "link_withdrawn": Text("trak et link tilbage", "withdrew a link"),
    "upload_link_made": Text("lavede et uploadlink", "made an upload link"),
    "upload_link_withdrawn": Text("trak et uploadlink tilbage", "withdrew an upload link"),
    "upload_link_opened": Text("åbnede et uploadlink", "opened an upload link"),
    "token_made": Text("lavede en nøgle til API'et", "made a token for the API"),
    "token_withdrawn": Text("trak en nøgle til API'et tilbage", "withdrew a token for the API"),
}
# Where it was done to an account: what stands before its name; and what it is called where that is one's own.
_TO: dict[str, Text] = {
    "role_given": Text(" til", " to"),
    "role_ended": Text(" fra", " from"),
    "reset_link_made": Text(" til", " for"),
}
_SELF: dict[str, Text] = {
    "role_given": Text("fik en rolle", "got a role"),
    "role_ended": Text("afgav en rolle", "gave up a role"),
    "administrator_made": Text("blev administrator", "became an administrator"),
    "account_made": Text("oprettede sin konto", "made an account of their own"),
    "account_changed": Text("rettede sin konto", "changed their account"),
    "account_deleted": Text("slettede sin konto", "deleted their account"),
}
_ACTORS = {
    "operator": Text("Kommandolinjen", "The command line"),
    "provider": Text("Organisationens eget login", "The organisation's own sign-in"),
    "public": Text("En uden konto", "Somebody without an account"),
}
_LEFT_OUT = ("formerly", "note")  # follow from the others, or are numbers of ours
_DELETED = Text("Slettet konto", "Deleted account")
_FIELDS = {
    "answer": Text("svar", "answer"),
    "code": Text("nøgle", "key"),
    "figures": Text("antal tal", "number of figures"),
    "held_on": Text("mødedag", "day of the meeting"),
    "remembered": Text("huskes", "is remembered"),
    "role": Text("rolle", "role"),
    "slug": Text("nøgle", "key"),
    "state": Text("tilstand", "state"),
    "organisation": Text("organisation", "organisation"),
    "made_at": Text("lavet", "made at"),
    "uses": Text("kan bruges til", "can be used for"),
    "ends": Text("til og med", "to and including"),
    "scope": Text("må", "may"),
}
_VALUES = {
    "withdrawn": Text("trukket tilbage", "withdrawn"),
    "stays": Text("gælder stadig", "still stand"),
    "viewer": Text("læser", "viewer"),
    "contributor": Text("indberetter", "contributor"),
    "secretariat": Text("sekretariat", "secretariat"),
    "bearer": Text("har et uploadlink", "bearer of an upload link"),
    "read": Text("læse", "read"),
    "deliver": Text("aflevere", "deliver"),
    "many": Text("flere filer", "several files"),
    "once": Text("én fil", "one file"),
    "done": Text("gennemført", "done"),
    "under_way": Text("i gang", "under way"),
    "dropped": Text("opgivet", "dropped"),
    "taken_out": Text("taget ud", "taken out"),
}
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")  # as the record keeps it
_YES, _NO = Text("ja", "yes"), Text("nej", "no")


def action_words(action: str, language: Language) -> str:
    """What was done; of an act that this version does not know, its own name."""
    known = ACTIONS.get(action)
    return action.replace("_", " ") if known is None else known[language]


def actor_words(of: Whose, language: Language) -> str:
    """Who did it, at the start of a sentence."""
    kind, _, number = of.key.partition(" ")
    if of.key in _ACTORS:
        return _ACTORS[of.key][language]
    if kind == "account":
        return of.name or _DELETED[language]
    if kind == "token":
        return f"{of.name or _DELETED[language]} ({'API-nøgle' if language == 'da' else 'API token'} {number})"
    if kind == "link":
        whom = f" ({of.name})" if of.name else ""
        return f"{'Uploadlink' if language == 'da' else 'Upload link'} {number}{whom}"
    return of.key


def subject_words(act: Act, language: Language, titles: Mapping[tuple[str, str], str] = NO_TITLES) -> str:
    """What it was done to; "" where the words of the act say it, or it is a submission, which gets a link.

    Args:
        titles: of entries, by their kinds and keys.
    """
    kind, _, key = act.subject.partition("/")
    if act.action in ("meeting_noted", "decision_answered"):
        kind, key = "indicator", act.subject
    elif not act.action.startswith("definition_"):
        kind = ""
    if kind in KINDS:
        title = titles.get((kind, key))
        called = key if title is None else f"»{title}«" if language == "da" else f"“{title}”"
        return KINDS[kind].the[language] if kind == "alliance" else f"{KINDS[kind].the[language]} {called}"
    if act.action in ("layout_forgotten", "store_restored"):
        return act.subject
    return ""


def account_of(act: Act) -> str | None:
    """The key of the account that something was done to, as it stands for an actor; None where it was none."""
    is_account = act.action.startswith(("account_", "administrator_", "role_", "password_", "codes_", "reset_link_"))
    return f"account {act.subject.removeprefix('account ')}" if is_account and act.subject else None


def done_words(act: Act, people: Mapping[str, str], language: Language) -> str:
    """What was done, and to whom.

    Args:
        people: names by the keys of actors.
    """
    whom = account_of(act)
    if whom is None:
        return action_words(act.action, language)
    if whom == act.who:
        return _SELF[act.action][language] if act.action in _SELF else action_words(act.action, language)
    before = _TO[act.action][language] if act.action in _TO else ":"
    return f"{action_words(act.action, language)}{before} {people.get(whom) or _DELETED[language]}"


def is_of_a_submission(act: Act) -> bool:
    """Whether the subject is a submission's token."""
    return act.action.startswith("submission_") or act.action in (
        "layout_chosen",
        "vanished_answered",
        "nothing_declared",
    )


def change_words(act: Act, language: Language) -> list[Difference]:
    """Field by field: what stood, and what stands."""
    before, after = act.before or {}, act.after or {}
    kind = None if act.action == "definition_renamed" else KINDS.get(act.subject.partition("/")[0])
    if act.action.startswith("definition_") and kind is not None:
        try:
            return differences(kind, before, after, language)
        except (KeyError, TypeError, ValueError, AttributeError):
            pass  # a version wrote the fields otherwise: they are told by their names
    return _plain(before, after, language)


def _plain(before: Mapping[str, Any], after: Mapping[str, Any], language: Language) -> list[Difference]:
    names = [name for name in dict.fromkeys([*before, *after]) if name not in _LEFT_OUT]
    return [
        Difference(
            capital(_field(name, language)),
            _value(before.get(name), language),
            _value(after.get(name), language),
        )
        for name in names
    ]


def _field(name: str, language: Language) -> str:
    if name in _FIELDS:
        return _FIELDS[name][language]
    return KINDS[name].heading[language] if name in KINDS else name.replace("_", " ")


def _value(value: Any, language: Language) -> str:
    if isinstance(value, bool):
        return (_YES if value else _NO)[language]
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return ", ".join(value)
    if isinstance(value, str) and value in _VALUES:
        return _VALUES[value][language]
    if isinstance(value, str) and _DAY.fullmatch(value):
        try:
            return format_date(date.fromisoformat(value), language)
        except ValueError:
            pass  # a version wrote what is no day: it is told as it stands
    return as_written(value)
