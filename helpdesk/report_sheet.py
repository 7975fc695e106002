"""Reports as templates and files receive them: charts, tables and one sentence each, in the helper's words."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from carnet.domain import report
from carnet.domain.report import ACTS, FIRST, PEOPLE, TOTAL
from carnet.domain.wrap_up import Figure as Meaning
from carnet.journeys import JOURNEYS
from carnet.reference.wrap_up import wrap_up_codes
from carnet.services import reports
from carnet.services.reports import UNMEASURED, Figure, Indicator, Period, Report
from carnet.services.turn import paris_date
from carnet.store.staff import names_of, organisation_names
from helpdesk import case_words, charts, wrap_up_words
from helpdesk.charts import Bars, Table
from helpdesk.session import Seat
from helpdesk.wording import told
from helpdesk.words import NEEDS, SUBJECTS, SURFACES
from web.dates import calendar
from web.locale import language_called

MOST_BARS = 12
HINTS: Final = {
    "site": "report_of_site",
    "site_stay": "report_of_site",
    "language": "report_of_needs",
    "aid": "report_of_needs",
    "effort": "report_effort_line",
    "indicator": "report_rounded",
}
"""What has to be said above a table before it is read."""
Name = Callable[[str], str]


class Blanks(dict[str, str]):
    """The facts of nobody: a report names steps, and no person."""

    def __missing__(self, _name: str) -> str:
        return "…"


@dataclass(frozen=True)
class Cross:
    """One table of two sides. ``name`` is that of its file."""

    name: str
    title: str
    table: Table


@dataclass(frozen=True)
class ReportSheet:
    period: str
    solved: str
    helped: str
    charts: tuple[Bars, ...]
    crosses: tuple[Cross, ...]
    hints: Mapping[str, str]


@dataclass(frozen=True)
class Pen:
    """Writes figures and names of one period as one helper reads them."""

    seat: Seat
    period: Period

    def sheet(self) -> ReportSheet:
        """Return everything that the page of a period shows."""
        found = reports.read(self.seat.db, self.period)
        ending, way, place = found[report.ENDING], found[report.WAY], found[report.PLACE]
        drawn = (
            self._bars("by_subject", "report_subject", ending.by_row(), self.subject),
            self._bars("by_outcome", "report_outcome", ending.by_column(), self.outcome),
            self._bars("by_channel", "report_channel", way.by_row(), self.channel),
            self._bars("by_hour", "report_hour", sorted(way.by_column()), self.hour),
            self._bars("by_department", "report_department", place.by_row(), self.department),
            self._bars("stops", "report_step", found[report.STOP].by_row(), self.step),
            self._spans(),
            self._bars("by_site", "report_site", found[report.SITE].by_row(), self.site),
            self._bars("by_language", "report_language", found[report.LANGUAGE].by_row(), self.language),
            self._bars("by_aid", "report_aid", found[report.AID].by_cell(), self.aid),
        )
        return ReportSheet(
            period=self.title(),
            solved=self._solved(found[report.SOLVED]),
            helped=self._helped(ending),
            charts=drawn,
            crosses=self.crosses(found),
            hints=HINTS,
        )

    def crosses(self, found: dict[str, Report]) -> tuple[Cross, ...]:
        """Return the tables of two sides, as they are read and as they are taken away."""
        return (
            self._cross("ending", found[report.ENDING], "report_subject", self.subject, self.outcome),
            self._cross("way", found[report.WAY], "report_channel", self.channel, self.hour),
            self._list("place", found[report.PLACE].by_row(), "report_department", self.department),
            self._list("stop", found[report.STOP].by_row(), "report_step", self.step),
            self._times("step", "report_step", self.step),
            self._times("stay", "report_channel", self.surface),
            self._list("site", found[report.SITE].by_row(), "report_site", self.site),
            self._times("site_stay", "report_site", self.site),
            self._list("language", found[report.LANGUAGE].by_row(), "report_language", self.language),
            self._list("aid", found[report.AID].by_cell(), "report_aid", self.aid),
            self._effort(found[report.EFFORT]),
            self._indicators(),
        )

    def title(self) -> str:
        """Return the period in words."""
        if self.period.months > 1 or "-" not in self.period.name:
            return self.seat.wording.fill_named("report_year", year=self.period.name)
        return calendar(self.seat.wording.tag).month_of(self.period.first)

    def figure(self, figure: Figure | None) -> str:
        if figure is None:
            return self.seat.wording["report_few"]
        if figure.is_whole:
            return str(figure.people)
        return self.seat.wording.fill_named("report_at_least", count=figure.people)

    def subject(self, name: str) -> str:
        return self._word(SUBJECTS.get(name), name)

    def outcome(self, name: str) -> str:
        return self._word(wrap_up_words.CODES.get(name), name)

    def channel(self, name: str) -> str:
        return self._word(case_words.CHANNELS.get(name), name)

    def department(self, name: str) -> str:
        return self._word(None, name)

    def site(self, name: str) -> str:
        kind, _, number = name.partition("/")
        if kind == "kiosk":
            return self.seat.wording.fill_named("report_kiosk", name=number)
        return self._word(self._organisations.get(number), "")

    @cached_property
    def _organisations(self) -> dict[str, str]:
        return {str(id_): name for id_, name in organisation_names(self.seat.db).items()}

    def hour(self, name: str) -> str:
        return f"{int(name)}\N{NO-BREAK SPACE}h" if self.seat.wording.tag == "fr" else f"{name}:00"

    def surface(self, name: str) -> str:
        return self._word(SURFACES.get(name), name)

    def step(self, place: str) -> str:
        """Return a step by its subject and the first sentence that people read there; what a person fills in stays open."""
        words = self.seat.wording
        journey, _, step = place.partition("/")
        try:
            screen = JOURNEYS.step((journey, step)).says.screen
        except KeyError:
            subject = self._word(SUBJECTS.get(journey), "")
            return words.fill_named("report_step_gone", subject=subject)
        first, *_rest = told(words.tongue, screen, Blanks())
        return words.fill_named(
            "report_step_name", subject=self.subject(journey), said=first.removesuffix(".")
        )

    def language(self, tag: str) -> str:
        found = language_called(tag)
        return found.name if found else tag

    def aid(self, name: str) -> str:
        return self._word(NEEDS.get(name), name)

    def _word(self, msgid: str | None, name: str) -> str:
        return self.seat.wording.text(msgid) if msgid else name or self.seat.wording["report_unsaid"]

    def _bars(self, name: str, head: str, found: Sequence[tuple[str, Figure]], named: Name) -> Bars:
        words = self.seat.wording
        figures = [
            (named(each), figure.people, self.figure(figure), "") for each, figure in found[: MOST_BARS * 2]
        ]
        title = words["report_stops"] if name == "stops" else words[f"report_{name}"]
        if figures:
            first = max(figures, key=lambda each: each[1])[0]
            title = words.fill_named("report_first_is", what=title, first=first)
        else:
            title = f"{title}. {words['report_nothing']}"
        return charts.bars(name, title, figures, (words[head], words[_of(name)]))

    def _spans(self) -> Bars:
        words, found = self.seat.wording, reports.spans(self.seat.db, self.period)
        figures = []
        for span in found[:MOST_BARS]:
            median, ninetieth = (
                words.fill_named("report_seconds", count=count) for count in (span.median_s, span.ninetieth_s)
            )
            figures.append((self.step(span.place), span.median_s, median, f"90 % : {ninetieth}"))
        title = f"{words['report_spans']}. {words['report_nothing']}"
        if figures:
            title = words.fill_named("report_slowest", first=figures[0][0])
        head = (words["report_step"], words["report_median"], words["report_ninetieth"])
        return charts.bars("spans", title, figures, head)

    def _cross(self, name: str, found: Report, head: str, row_name: Name, column_name: Name) -> Cross:
        words = self.seat.wording
        columns = [*found.names(1), TOTAL]
        rows = [*found.names(0), TOTAL]
        titles = (words[head], *map(column_name, columns[:-1]), words["report_total"])
        lines = tuple(
            (
                words["report_total"] if row == TOTAL else row_name(row),
                *(self.figure(found.figures.get((row, column))) for column in columns),
            )
            for row in rows
        )
        return Cross(name, words[f"report_cross_{name}"], Table(titles, lines if found.figures else ()))

    def _list(self, name: str, found: Sequence[tuple[str, Figure]], head: str, row_name: Name) -> Cross:
        words = self.seat.wording
        lines = tuple((row_name(each), self.figure(figure)) for each, figure in found)
        return Cross(name, words[f"report_cross_{name}"], Table((words[head], words[_of(name)]), lines))

    def _times(self, name: str, head: str, row_name: Name) -> Cross:
        words = self.seat.wording
        lines = tuple(
            (row_name(each.place), *(words.fill_named("report_seconds", count=count) for count in (each.median_s, each.ninetieth_s)))
            for each in reports.spans(self.seat.db, self.period, name)
        )  # fmt: skip
        titles = (words[head], words["report_median"], words["report_ninetieth"])
        return Cross(name, words[f"report_cross_{name}"], Table(titles, lines))

    def _effort(self, found: Report) -> Cross:
        words = self.seat.wording
        helpers = names_of(self.seat.db, map(int, found.names(0)))
        lines = [
            (
                helpers.get(int(id_), id_),
                *(self.figure(found.figures.get((id_, column))) for column in (PEOPLE, ACTS)),
            )
            for id_ in found.names(0)
        ]
        head = (words["report_agent"], words["report_shared"], words["report_acts"])
        return Cross("effort", words["report_effort"], Table(head, tuple(sorted(lines))))

    def _solved(self, solved: Report) -> str:
        first, total = solved.figures.get((FIRST, TOTAL)), solved.total()
        if first is None or total is None:
            return self.seat.wording["report_nothing"]
        return self.seat.wording.fill_named(
            "report_solved_line", count=self.figure(first), total=self.figure(total)
        )

    def _helped(self, ending: Report) -> str:
        """Sum the people helped, whatever they asked for, from the figures that are shown."""
        helped = [
            code.name for code in wrap_up_codes(paris_date(self.seat.now)) if code.figure is Meaning.HELPED
        ]
        found = [ending.figures.get((TOTAL, name)) for name in helped]
        known = [figure for figure in found if figure is not None]
        is_whole = len(known) == len(found) and all(figure.is_whole for figure in known)
        return self.figure(Figure(sum(each.people for each in known), is_whole) if known else None)

    def _indicators(self) -> Cross:
        """Return the rates of section 5.6: those that are measured, and why the others cannot be yet."""
        words = self.seat.wording
        heads = ("indicator", "numerator", "denominator", "rate", "on")
        lines = [self._indicator(each) for each in reports.indicators(self.seat.db, self.period)]
        not_yet = words["report_unmeasured"]
        lines += [
            (words[f"report_{name}"], not_yet, not_yet, words[f"report_no_{why}"], not_yet)
            for name, why in UNMEASURED.items()
        ]
        head = tuple(words[f"report_{name}"] for name in heads)
        return Cross("indicator", words["report_cross_indicator"], Table(head, tuple(lines)))

    def _indicator(self, each: Indicator) -> tuple[str, ...]:
        parts = (each.numerator, each.denominator)
        shown = (self.seat.wording["report_few"] if part is None else str(part) for part in parts)
        on = self.seat.wording.tongue.value(each.on)
        return (self.seat.wording[f"report_{each.name}"], *shown, self._percent(each), on)

    def _percent(self, each: Indicator) -> str:
        if each.rate is None:
            return self.seat.wording["report_few"]
        text = f"{float(each.rate) * 100:.2f}\N{NO-BREAK SPACE}%"
        return text.replace(".", ",") if self.seat.wording.tag == "fr" else text


def _of(name: str) -> str:
    """Return the word for what a list counts: visits, or the people who made contact."""
    is_of_visits = name in ("stop", "stops", "site", "by_site", "language", "by_language", "aid", "by_aid")
    return "report_visits" if is_of_visits else "report_people"
