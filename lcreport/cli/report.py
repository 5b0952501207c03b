"""`lcreport report`: the main job, and a summary that says what to do next."""

import argparse
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from lcreport.cli.nd30 import fault_line
from lcreport.cli.screen import Screen
from lcreport.model import Result, State, Status, UnitKind
from lcreport.papers.pdf import PDFS, SECONDS, find_office
from lcreport.pipeline import needs_a_look, run
from lcreport.problems import Problem, Severity
from lcreport.report import Wishes, layout_faults, write_report
from lcreport.resources import office_templates
from lcreport.vietnamese import count_text
from lcreport.wording import say


def output_of(folder: Path, output: Path | None) -> Path:
    """Give where a folder's papers go: `-o`, else output/<name of FOLDER> here."""
    return output or Path("output") / folder.resolve().name


def execute(options: argparse.Namespace, screen: Screen) -> bool:
    """Read, conclude, write all papers and sum up; say whether somebody must look."""
    output = output_of(options.folder, options.output)
    with screen.progress() as watch:
        result = run(options.folder, output, options.settings, watch, options.jobs)
        own = office_templates(options.folder)
        if own:
            result = replace(result, problems=(*result.problems, *_losses(own, result)))
        office = find_office() if options.pdf else None
        wishes = Wishes(office, own, options.language, options.all_copies)
        papers = write_report(result, output, options.folder, wishes)
    summarise(result, screen)
    screen.line()
    screen.line(say("report.papers", place=output, names=", ".join(p.name for p in papers)))
    unprinted = options.pdf and _unprinted(papers, office, screen)
    misplaced = _layout(output, screen)
    screen.line(_next_step(result, options.folder, output))
    return needs_a_look(result) or unprinted or misplaced


def _losses(own: Path, result: Result) -> tuple[Problem, ...]:
    """Give what the office's own templates will lose; most offices have none."""
    from lcreport.papers.template_check import office_losses  # noqa: PLC0415 - loads all of Office

    return office_losses(own, grouped=result.settings.document.grouped)


def _unprinted(papers: Sequence[Path], office: Path | None, screen: Screen) -> bool:
    """Tell which PDFs could not be made, even when quiet; say whether there are any."""
    missing = [name for name in PDFS if name not in {paper.name for paper in papers}]
    if office is None:
        screen.always(say("pdf.no_office"))
    elif missing:
        screen.always(say("pdf.failed", names=", ".join(missing), seconds=SECONDS))
    return bool(missing)


def _layout(output: Path, screen: Screen) -> bool:
    """Tell which layout rules the letter breaks; say whether it breaks any."""
    faults = layout_faults(output)
    screen.line(say("nd30.summary", count=len(faults)) if faults else say("nd30.proved"))
    for each in faults:
        screen.line(fault_line(each))
    return bool(faults)


def summarise(result: Result, screen: Screen) -> None:
    """Print the run in short: what nobody answers, files, counts, questions, problems."""
    if result.settings.neutral:
        screen.line(say("report.neutral"))
    if result.unassigned:
        numbers = ", ".join(count_text(number) for number in result.unassigned)
        screen.line(say("report.unassigned", count=len(result.unassigned), numbers=numbers))
    screen.line(_files(result))
    screen.line(_counts(result))
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
    read = [each for each in result.returns if each.state is not State.NOT_A_RETURN]
    heard = {each.unit for each in result.returns if each.state is State.ACCEPTED} - {None}
    day = result.settings.period.cut_off
    units = [unit for unit in result.settings.units if unit.is_valid_on(day)]
    wards = sum(unit.kind is UnitKind.WARD for unit in units)
    return say(
        "report.files",
        files=len(read),
        heard=len(heard),
        units=len(units),
        departments=len(units) - wards,
        wards=wards,
    )


def _counts(result: Result) -> str:
    parts = [f"{say(f'verdict.{status}')} {result.count(status)}" for status in Status]
    return say("report.counts", counts=" · ".join(parts), total=len(result.verdicts))


def _problems(result: Result, screen: Screen) -> None:
    shown = [each for each in result.problems if each.severity is not Severity.INFO]
    tally = Counter(each.severity for each in result.problems)
    screen.line(
        say(
            "report.problems",
            errors=tally[Severity.ERROR],
            warnings=tally[Severity.WARNING],
            infos=tally[Severity.INFO],
        )
    )
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
