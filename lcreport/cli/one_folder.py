"""The main job on one folder, and a summary that says what to do next."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from lcreport.cli.places import output_of
from lcreport.cli.screen import Screen
from lcreport.cli.summary import summarise, tell_layout
from lcreport.crew import Staff
from lcreport.intake.folder import read_delivery
from lcreport.model import Result
from lcreport.papers.pdf import SECONDS, find_office
from lcreport.pipeline import conclude_folder, needs_a_look, open_folder
from lcreport.report import write_checked
from lcreport.resources import office_templates
from lcreport.wording import say
from lcreport.writers import Wishes, load, load_elsewhere


def execute(options: argparse.Namespace, screen: Screen, staff: Staff) -> bool:
    """Read, conclude, write all papers and sum up; say whether somebody must look."""
    folder: Path = options.folder
    output = output_of(folder, options.output)
    with screen.progress() as watch:
        opened = open_folder(folder, output, options.settings)
        returns = read_delivery(opened.delivery, watch, staff.readers, load)
        load_elsewhere(staff.writers)
        result = conclude_folder(opened, returns)
        written = write_checked(result, output, folder, _wishes(options), staff.writers)
    summarise(written.result, screen)
    screen.line()
    names = ", ".join(paper.name for paper in written.papers)
    screen.line(say("report.papers", place=output, names=names))
    _unprinted(written.unprinted, screen)
    tell_layout(written.misplaced, screen)
    screen.line(_next_step(written.result, folder, output))
    return needs_a_look(written.result) or written.look


def _wishes(options: argparse.Namespace) -> Wishes:
    office = find_office() if options.pdf else None
    own = office_templates(options.folder)
    return Wishes(office, own, options.language, options.all_copies, options.pdf)


def _unprinted(missing: Sequence[str], screen: Screen) -> None:
    """Tell which PDFs could not be made, even when quiet."""
    if missing and find_office() is None:
        screen.always(say("pdf.no_office"))
    elif missing:
        screen.always(say("pdf.failed", names=", ".join(missing), seconds=SECONDS))


def _next_step(result: Result, folder: Path, output: Path) -> str:
    if result.open_questions:
        return say("report.next_decide", output=output, folder=folder)
    if result.settings.neutral:
        return say("report.next_settings", folder=folder)
    if needs_a_look(result):
        return say("report.next_look", output=output)
    return say("report.next_sign", output=output)
