"""The letter to a secretariat after a refresh that has news: what is new, what it means, what somebody must do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from config.language import Language, Text, format_date, format_moment
from etl.telling.letter import Draft, Item, Link, Section
from etl.telling.news import Failing, Figures, File, Late, Moved, News
from etl.telling.words import at_most, counted, marked, name_of, names_of, overdue_line, say
from progress.declared import naming_of
from progress.naming import listed
from progress.words import VERDICTS
from store.time_period import TimePeriod

_MOST, _MOST_PARTS, _MOST_LINES, _MOST_SILENT = 12, 5, 4, 5
_FIGURE, _FIGURES = Text("nyt tal", "new figure"), Text("nye tal", "new figures")
_CORRECTED = Text("rettet tal", "corrected figure"), Text("rettede tal", "corrected figures")
_VERDICT = Text("ændret vurdering", "changed verdict"), Text("ændrede vurderinger", "changed verdicts")
_FIRST = Text("ny vurdering", "new verdict"), Text("nye vurderinger", "new verdicts")
_REFUSED = Text("fil blev afvist", "file was rejected"), Text("filer blev afvist", "files were rejected")
_WAITS = Text("fil venter på jer", "file waits for you"), Text("filer venter på jer", "files wait for you")
_FAILS = Text("kilde kan ikke hentes", "source cannot be fetched"), Text("kilder kan ikke hentes", "sources fail")
_WIN = Text("lille sejr at fortælle om", "small win to tell of"), Text("små sejre at fortælle om", "small wins to tell")
_LATE = Text("partner er kommet bagud", "partner is late"), Text("partnere er kommet bagud", "partners are late")
_REMINDED = Text("partner er mindet om tal", "partner reminded"), Text("partnere er mindet om tal", "partners reminded")
_DELIVERY = Text("leverance", "delivery"), Text("leverancer", "deliveries")


def digest(news: News, pages: str, language: Language) -> Draft:
    """The letter.

    Args:
        pages: where the pages are reached.
    """
    declared, told = news.declared, _Telling(news, pages if language == "da" else f"{pages}/en", language)
    name = declared.name[language]
    happened = _happened(news, language)
    heading = listed(happened, language) or say(language, "Intet nyt", "Nothing new")
    short = listed(happened[:2], language) or heading
    mark = marked(declared, language)
    sections = (told.files(), told.moved(), told.figures(), told.wins(), told.failing(), told.late())
    return Draft(
        language=language,
        subject=f"{mark}{name}: {short}",
        over=f"{mark}{name}",
        heading=heading[:1].upper() + heading[1:],
        lead=say(
            language,
            f"Siden {format_moment(news.since, 'da')}.",
            f"Since {format_moment(news.since, 'en')}.",
        ),
        sections=tuple(one for one in sections if one is not None),
        foot=(
            say(
                language,
                "Tallene er de offentliggjorte: hvad der er skjult på siderne, er også skjult her. Brevet kommer efter "
                "en opdatering, når der er nyt.",
                "The figures are the published ones: what is hidden on the pages is hidden here too. This letter comes "
                "after an update that has news.",
            ),
            told.page(),
        ),
    )


def _happened(news: News, language: Language) -> list[str]:
    """What there is, most urgent first: it becomes the heading."""
    changed = sum(one.changed for one in news.figures)
    counts = (
        (len(news.rejected), _REFUSED),
        (len(news.waiting), _WAITS),
        (len(news.failing), _FAILS),
        (sum(one.before is not None for one in news.moved), _VERDICT),
        (sum(one.before is None for one in news.moved), _FIRST),
        (sum(one.new for one in news.figures), (_FIGURE, _FIGURES)),
        (changed, _CORRECTED),
        (len(news.wins), _WIN),
        (sum(one.is_new for one in news.late), _LATE),
        (len(news.reminded), _REMINDED),
    )
    return [counted(number, *words, language) for number, words in counts if number]


@dataclass(frozen=True, slots=True)
class _Telling:
    """The sections of the letter, each None where there is nothing to tell under it."""

    news: News
    base: str
    language: Language

    def page(self) -> str:
        return f"{self.base}/alliance/{self.news.declared.slug}"

    def say(self, da: str, en: str) -> str:
        return say(self.language, da, en)

    def files(self) -> Section | None:
        """What somebody must do something about, first of all."""
        items = [self._rejected(one) for one in self.news.rejected] + [self._waiting(one) for one in self.news.waiting]
        return self._section(self.say("Filer, nogen skal gøre noget ved", "Files that somebody must see to"), items)

    def _rejected(self, one: File) -> Item:
        who = name_of(self.news.declared, one.organisation, self.language)
        reasons = " ".join(reason[self.language] for reason in one.reasons)
        remedy = next((text[self.language] for text in one.remedies if text.da), "")
        what = remedy or self.say(
            "Partneren retter filen og sender den igen.", "The partner corrects it and sends again."
        )
        kept = self.say("De seneste tal står endnu.", "The last figures stand.")
        text = self.say(f"{one.filename} fra {who} blev afvist.", f"{one.filename} from {who} was rejected.")
        link = Link(self.say("Rapporten, celle for celle", "The report, cell by cell"), self._report(one))
        return Item(" ".join(part for part in (text, reasons, what, kept) if part), links=(link,))

    def _waiting(self, one: File) -> Item:
        who = name_of(self.news.declared, one.organisation, self.language)
        text = self.say(
            f"{one.filename} fra {who} venter på et svar. Intet af den er med, før det er givet.",
            f"{one.filename} from {who} waits for an answer. Nothing of it is in until it is given.",
        )
        return Item(text, links=(Link(self.say("Svar her", "Answer here"), self._report(one)),))

    def _report(self, one: File) -> str:
        return f"{self.base}/upload/{one.token}"

    def moved(self) -> Section | None:
        """Of the alliance's own indicators all; of places and partners the worst."""
        own = [self._moved(one) for one in self.news.moved if one.place is None]
        parts = [self._moved(one) for one in self.news.moved if one.place is not None]
        items = [*own, *at_most(parts, _MOST_PARTS, self.language)]
        is_new = all(one.before is None for one in self.news.moved)
        changed = self.say("Vurderinger, der er ændret", "Verdicts that have changed")
        heading = self.say("Nye vurderinger", "New verdicts") if is_new else changed
        return self._section(heading, items, cut=False)

    def _moved(self, one: Moved) -> Item:
        title = one.indicator.name[self.language]
        title += f", {one.place[self.language]}" if one.place else ""
        after = VERDICTS[one.after].text[self.language]
        if one.before is None:
            words = self.say(f"for første gang »{after}«", f"for the first time “{after}”")
        else:
            before = VERDICTS[one.before].text[self.language]
            words = self.say(f"nu »{after}«, før »{before}«", f"now “{after}”, before “{before}”")
        sentence = f" {one.sentence[self.language]}" if one.sentence else ""
        return Item(f"{words}.{sentence}", about=self._indicator(one.indicator.code, title))

    def figures(self) -> Section | None:
        items = [self._figures(one) for one in self.news.figures]
        return self._section(self.say("Nye tal", "New figures"), items)

    def _figures(self, one: Figures) -> Item:
        counts = [
            counted(number, *words, self.language)
            for number, words in ((one.new, (_FIGURE, _FIGURES)), (one.changed, _CORRECTED))
            if number
        ]
        who = names_of(self.news.declared, one.organisations, self.language)
        text = listed(counts, self.language)
        text += f" {self.say('fra', 'from')} {who}." if who else "."
        about = self._indicator(one.indicator.code, one.indicator.name[self.language])
        return Item(" ".join(part for part in (text, self._latest(one)) if part), about=about)

    def _latest(self, one: Figures) -> str:
        """The alliance's own latest figure, as it is published."""
        if one.shared is None:
            return ""
        points = one.shared.points
        period = TimePeriod.parse(points.periods[-1]).label(self.language)
        value, status = points.values[-1], points.statuses[-1]
        if status == "Q":
            return self.say(f"Det seneste fælles tal, {period}, er skjult.", f"The latest figure, {period}, is hidden.")
        if value is None:
            return ""
        number = naming_of(one.indicator).full(value, self.language)
        unsure = self.say(", foreløbigt", ", provisional") if status in "PE" else ""
        return self.say(
            f"Det seneste fælles tal: {number} ({period}{unsure}).", f"Latest: {number} ({period}{unsure})."
        )

    def wins(self) -> Section | None:
        home = f"{self.base}/alliance/{self.news.declared.slug}/edit#small_win"
        link = Link(self.say("Skriv den på siden", "Put it on the page"), home)
        items = [
            Item(f"{one.title[self.language]}. {one.sentence[self.language]}", links=(link,)) for one in self.news.wins
        ]
        heading = self.say("Små sejre, I måske vil fortælle om", "Small wins you may want to tell of")
        return self._section(heading, items)

    def failing(self) -> Section | None:
        items = [self._failing(one) for one in self.news.failing]
        return self._section(self.say("Kilder, der ikke kan hentes", "Sources that cannot be fetched"), items)

    def _failing(self, one: Failing) -> Item:
        who = name_of(self.news.declared, one.organisation, self.language)
        text = self.say(
            f"{one.place} hos {who}: {one.nights} nætter i træk.",
            f"{one.place} of {who}: {one.nights} nights in a row.",
        )
        told = [text[self.language] for text in (one.reason, one.remedy) if text]
        kept = self.say("De seneste tal står endnu, med deres dato.", "The last figures stand, with their date.")
        link = Link(self.say("Se, hvad der skete", "See what happened"), f"{self.base}/runs")
        return Item(" ".join([text, *told, kept]), links=(link,))

    def late(self) -> Section | None:
        items = [self._late(one) for one in self.news.late]
        items = list(at_most(items, _MOST, self.language))
        silent = self.news.silent
        if silent:
            who = names_of(self.news.declared, silent[:_MOST_SILENT], self.language)
            more = len(silent) - _MOST_SILENT
            who += self.say(f" og {more} til", f" and {more} more") if more > 0 else ""
            items.append(
                Item(self.say(f"{who}: har endnu ikke leveret noget.", f"{who}: nothing has been delivered yet."))
            )
        if self.news.reminded:
            who = names_of(self.news.declared, self.news.reminded, self.language)
            items.append(Item(self.say(f"En påmindelse er sendt til {who}.", f"A reminder has been sent to {who}.")))
        if items:
            link = Link(self.say("Se leverancerne", "See the deliveries"), f"{self.page()}/deliveries")
            items.append(Item("", links=(link,)))
        return self._section(self.say("Hvem der er bagud", "Who is late"), items, cut=False)

    def _late(self, one: Late) -> Item:
        who = name_of(self.news.declared, one.organisation, self.language)
        number = counted(one.number, *_DELIVERY, self.language)
        text = self.say(f"{who} mangler {number}", f"{who} lacks {number}")
        if one.first and len(one.rows) > 1:
            day = format_date(one.first, self.language)
            text += self.say(f", den første siden {day}", f", the first since {day}")
        lines = [overdue_line(row, one.since, self.language) for row in one.rows[:_MOST_LINES]]
        if len(one.rows) > _MOST_LINES:
            more = len(one.rows) - _MOST_LINES
            lines.append(self.say(f"og {more} rækker til", f"and {more} more rows"))
        return Item(f"{text}:", tuple(lines))

    def _indicator(self, code: str, words: str) -> Link:
        return Link(words, f"{self.page()}/{code}")

    def _section(self, heading: str, items: Sequence[Item], cut: bool = True) -> Section | None:
        if not items:
            return None
        return Section(heading, at_most(items, _MOST, self.language) if cut else tuple(items))
