"""On `/runs`: the letters that were written after a run, and what became of them. No address is shown, nor kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from dash import html

from config.definitions import Alliance
from config.language import Text, danish_order, format_moment
from dashboard.pages.report_link import followed_of
from dashboard.parts import section, table
from dashboard.visit import Content, Visit
from dashboard.words import counted, listed, organisation_name
from store.letter_words import FAILURES
from store.letters import FAILED, SENT, Letter, read_letters_of
from store.rights import may
from store.runs import Run

_LETTER, _LETTERS = Text("brev", "letter"), Text("breve", "letters")
_MOST_NAMED = 6
_RUNS = 10  # whose letters are shown

Group = tuple[int, str, str]  # number of the run, kind, alliance


def letters(runs: Sequence[Run], alliances: Mapping[str, Alliance], visit: Visit) -> list[Content]:
    """A section for the secretariat, of its own alliance; none where no letters are written."""
    followed = followed_of(alliances, visit)
    of_all = may(visit.viewer, "install")
    written = read_letters_of(visit.store, [run.run_id for run in runs[:_RUNS]])
    found = [one for one in written if one.alliance in followed or (of_all and one.kind == "settings")]
    groups: dict[Group, list[Letter]] = {}
    for one in found:
        groups.setdefault((one.run_id or 0, one.kind, one.alliance), []).append(one)
    if not groups:
        return []
    ordered = sorted(groups.items(), key=lambda pair: -pair[0][0])  # latest run first, then as they were written
    head = [
        visit.say("Brev", "Letter"),
        visit.say("Hvad skete der", "What happened"),
        visit.say("Skrevet", "Written"),
    ]
    rows = [_row(ones, alliances.get(key[2]), visit) for key, ones in ordered]
    title = visit.say("Breve", "Letters")
    return [section("letters", title, html.P(_said(found, visit)), table(title, head, rows))]


def _said(found: Sequence[Letter], visit: Visit) -> str:
    """In one sentence whether they go out."""
    open_ones = [one for one in found if one.state not in (SENT, FAILED)]
    lost = [one for one in found if one.state == FAILED]
    if any(one.failure for one in open_ones):
        number = counted(len(open_ones), _LETTER, _LETTERS, visit.language)
        return visit.say(
            f"{number} er ikke kommet af sted endnu og prøves igen af sig selv.",
            f"{number} could not be sent yet; it is tried again by itself.",
        )
    if lost:
        number = counted(len(lost), _LETTER, _LETTERS, visit.language)
        return visit.say(f"{number} er ikke kommet af sted.", f"{number} could not be sent.")
    return visit.say(
        "Efter en opdatering med nyt skrives der til sekretariatet, og højst en gang om ugen til partnere, der mangler "
        "tal.",
        "After an update that has news the secretariat is written to, and at most once a week partners who lack "
        "figures.",
    )


def _row(ones: Sequence[Letter], alliance: Alliance | None, visit: Visit) -> list[object]:
    return [
        f"{visit.text(alliance.name)}, {_to(ones, alliance, visit)}" if alliance else visit.say("Alle", "All of them"),
        " ".join(dict.fromkeys(_outcomes(ones, visit))),
        format_moment(ones[0].made_at, visit.language),
    ]


def _to(ones: Sequence[Letter], alliance: Alliance | None, visit: Visit) -> str:
    if ones[0].kind == "digest":
        return visit.say("til sekretariatet", "to the secretariat")
    slugs = dict.fromkeys(one.organisation for one in ones)
    names = sorted((organisation_name(alliance, slug, visit.language) for slug in slugs), key=danish_order)
    if len(names) > _MOST_NAMED:
        more = len(names) - _MOST_NAMED
        names = [*names[:_MOST_NAMED], visit.say(f"{more} til", f"{more} more")]
    who = listed(names, visit.language)
    return visit.say(f"påmindelse til {who}", f"a reminder to {who}")


def _outcomes(ones: Iterable[Letter], visit: Visit) -> Iterable[str]:
    for one in ones:
        failure = FAILURES.get(one.failure or "")
        why = f" {visit.text(failure)}" if failure else ""
        if one.state == SENT:
            yield visit.say("Sendt.", "Sent.")
        elif one.state == FAILED:
            yield visit.say("Ikke sendt.", "Not sent.") + why
        elif one.failure and one.next_at:
            when = format_moment(one.next_at, visit.language)
            yield (
                visit.say("Endnu ikke sendt.", "Not sent yet.")
                + why
                + visit.say(f" Prøves igen {when}.", f" Tried again {when}.")
            )
        else:
            yield visit.say("På vej.", "On its way.")
