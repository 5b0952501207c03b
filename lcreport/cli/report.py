"""`lcreport report`: the main job, and a summary that says what to do next."""

import argparse
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from lcreport.cli.nd30 import fault_line
from lcreport.cli.screen import Screen
from lcreport.cli.staff import staff
from lcreport.coverage import response
from lcreport.model import Result, State, Status
from lcreport.papers.pdf import SECONDS, find_office
from lcreport.pipeline import needs_a_look, run
from lcreport.problems import Problem, Severity
from lcreport.report import Wishes, write_checked
from lcreport.resources import office_templates
from lcreport.vietnamese import count_text
from lcreport.wording import say


def output_of(folder: Path, output: Path | None) -> Path:
    """Give where a folder's papers go: `-o`, else output/<name of FOLDER> here."""
    return output or Path("output") / folder.resolve().name


def execute(options: argparse.Namespace, screen: Screen) -> bool:
    """Read, conclude, write all papers and sum up; say whether somebody must look."""
    if options.each:
        from lcreport.cli.each import execute_each  # noqa: PLC0415 - one folder needs none of it

        return execute_each(options, screen)
    output = output_of(options.folder, options.output)
    with staff(options) as crews, screen.progress() as watch:
        result = run(options.folder, output, options.settings, watch, crews.readers)
        written = write_checked(result, output, options.folder, _wishes(options), pdf=options.pdf)
    summarise(written.result, screen)
    screen.line()
    names = ", ".join(paper.name for paper in written.papers)
    screen.line(say("report.papers", place=output, names=names))
    _unprinted(written.unprinted, screen)
    tell_layout(written.misplaced, screen)
    screen.line(_next_step(written.result, options.folder, output))
    return needs_a_look(written.result) or written.look


def _wishes(options: argparse.Namespace) -> Wishes:
    office = find_office() if options.pdf else None
    own = office_templates(options.folder)
    return Wishes(office, own, options.language, options.all_copies)


def _unprinted(missing: Sequence[str], screen: Screen) -> None:
    """Tell which PDFs could not be made, even when quiet."""
    if missing and find_office() is None:
        screen.always(say("pdf.no_office"))
    elif missing:
        screen.always(say("pdf.failed", names=", ".join(missing), seconds=SECONDS))


def tell_layout(faults: Sequence[Problem], screen: Screen) -> None:
    """Tell which layout rules the letter breaks."""
    screen.line(say("nd30.summary", count=len(faults)) if faults else say("nd30.proved"))
    for each in faults:
        screen.line(fault_line(each))


def summarise(result: Result, screen: Screen) -> None:
    """Print the run in short: what nobody answers, files, counts, questions, problems."""
    if result.settings.neutral:
        screen.line(say("report.neutral"))
    if result.unassigned:
        numbers = ", ".join(count_text(number) for number in result.unassigned)
        screen.line(say("report.unassigned", count=len(result.unassigned), numbers=numbers))
    screen.line(_files(result))
    screen.line(counts_line(result))
    if result.open_questions:
        screen.line(say("report.questions", count=len(result.open_questions)))
        headers = (say("report.number"), say("report.proposal"), say("report.reason"))
        rows = [
            (
                count_text(each.indicator.number),
                say(f"verdict.{each.status}"),
                "; ".join(each.reasons),
            )
            for each in result.open_questions
        ]
        screen.table(headers, rows)
    _problems(result, screen)


def _files(result: Result) -> str:
    who = response(result.settings, result.returns)
    return say(
        "report.files",
        files=sum(each.state is not State.NOT_A_RETURN for each in result.returns),
        heard=who.heard,
        units=who.units,
        departments=who.departments,
        wards=who.wards,
    )


def counts_line(result: Result) -> str:
    """Give the number of indicators with each verdict."""
    parts = [f"{say(f'verdict.{status}')} {result.count(status)}" for status in Status]
    return say("report.counts", counts=" · ".join(parts), total=len(result.verdicts))


def problems_line(problems: Sequence[Problem]) -> str:
    """Give the number of problems of each severity."""
    tally = Counter(each.severity for each in problems)
    return say(
        "report.problems",
        errors=tally[Severity.ERROR],
        warnings=tally[Severity.WARNING],
        infos=tally[Severity.INFO],
    )


def _problems(result: Result, screen: Screen) -> None:
    shown = [each for each in result.problems if each.severity is not Severity.INFO]
    screen.line(problems_line(result.problems))
    headers = (say("report.code"), say("report.place"), say("report.what"))
    rows = []
    for each in shown:
        unit = result.settings.unit(each.unit)
        place = " ".join(part for part in (each.file, each.sheet, each.cell) if part)
        rows.append((each.code, place or (unit.name if unit else ""), each.message))
    if rows:
        screen.table(headers, rows)


def _next_step(result: Result, folder: Path, output: Path) -> str:
    if result.open_questions:
        return say("report.next_decide", output=output, folder=folder)
    if result.settings.neutral:
        return say("report.next_settings", folder=folder)
    if needs_a_look(result):
        return say("report.next_look", output=output)
    return say("report.next_sign", output=output)
