"""`lcreport report --each`: all period folders below a folder in one go, and a table of them."""

import argparse
from collections.abc import Sequence

from lcreport.cli.places import output_of
from lcreport.cli.screen import Screen
from lcreport.crew import Staff
from lcreport.each import find_sites, run_each
from lcreport.errors import UsageError
from lcreport.model import Outcome, Status
from lcreport.papers.outcomes import outcome_word, write_outcomes
from lcreport.papers.pdf import find_office
from lcreport.wording import say
from lcreport.writers import Wishes


def execute(options: argparse.Namespace, screen: Screen, staff: Staff) -> bool:
    """Run every period folder below FOLDER; say whether somebody must look at any.

    Raises:
        UsageError: there is none, or not one of them could be run.
    """
    root = options.folder
    if not root.is_dir():
        raise UsageError(say("cli.no_folder", folder=root))
    output = output_of(root, options.output)
    found = find_sites(root, output)
    if not found.sites:
        raise UsageError(say("each.no_folders", folder=root))
    office = find_office() if options.pdf else None
    wishes = Wishes(office, None, options.language, options.all_copies, options.pdf)
    with screen.progress() as watch:
        outcomes = run_each(found, staff, wishes, options.settings, watch)
    table = write_outcomes(outcomes, found.stray, output)
    _tell(outcomes, found.stray, screen)
    screen.line(say("each.table", place=table))
    failed = [each for each in outcomes if each.faults]
    if len(failed) == len(outcomes):
        raise UsageError(say("each.all_failed", folder=root, table=table))
    return bool(failed or found.stray) or any(each.look for each in outcomes)


def _tell(outcomes: Sequence[Outcome], stray: Sequence[str], screen: Screen) -> None:
    """Print a line for each folder, what went wrong, and the files that belong to none."""
    headers = [
        say(f"each.column.{name}") for name in ("folder", "state", "files", "counts", "what")
    ]
    screen.table(headers, [_row(each) for each in outcomes])
    for each in outcomes:
        if each.trace:
            screen.trace(each.folder, each.trace)
    if stray:
        screen.line(say("each.stray", count=len(stray)))
        screen.table([say("each.column.files")], [[each] for each in stray])
    failed = sum(bool(each.faults) for each in outcomes)
    looks = sum(each.look and not each.faults for each in outcomes)
    done = len(outcomes) - failed - looks
    screen.line(say("each.total", count=len(outcomes), done=done, look=looks, failed=failed))


def _row(each: Outcome) -> list[str]:
    if each.faults:
        return [each.folder, outcome_word(each), "", "", "; ".join(each.faults)]
    files = say("each.files", files=each.files, heard=each.heard, units=each.units)
    counts = "/".join(str(each.counts[status]) for status in Status)
    what = say("each.what", waiting=each.waiting, errors=each.errors, warnings=each.warnings)
    return [each.folder, outcome_word(each), files, counts, what]
