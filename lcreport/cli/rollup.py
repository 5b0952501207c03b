"""`lcreport rollup`: the level above, from the results of its areas; needs no returns."""

import argparse
from collections import Counter
from dataclasses import replace
from pathlib import Path

from lcreport.cli.screen import Screen
from lcreport.cli.summary import counts_line, problems_line, tell_layout
from lcreport.model import Rollup, State, Status, Verdict
from lcreport.papers.rollup import BOOK
from lcreport.papers.template_check import office_losses
from lcreport.pipeline import needs_a_look
from lcreport.problems import Problem, Severity
from lcreport.resources import office_templates
from lcreport.rollup import place_for, run_rollup
from lcreport.rollup.report import write_rollup
from lcreport.rollup.telling import some_names
from lcreport.vietnamese import count_text
from lcreport.wording import say
from lcreport.writers import layout_faults

# More problems than these are a list for the workbook.
_MOST_PROBLEMS = 20
_MOST_NAMES = 3


def execute(options: argparse.Namespace, screen: Screen) -> bool:
    """Read every area, conclude, write all papers and sum up; say whether somebody must look."""
    root: Path = options.root
    output = place_for(root, options.output)
    with screen.progress() as watch:
        rollup = run_rollup(root, output, options.settings, watch)
        own = office_templates(root)
        losses = office_losses(own, grouped=rollup.result.settings.document.grouped)
        result = replace(rollup.result, problems=(*rollup.result.problems, *losses))
        rollup = replace(rollup, result=result)
        papers = write_rollup(rollup, root, output, own)
    _summarise(rollup, screen)
    screen.line()
    screen.line(say("report.papers", place=output, names=", ".join(p.name for p in papers)))
    misplaced = layout_faults(output)
    tell_layout(misplaced, screen)
    screen.line(_next_step(rollup, output))
    return needs_a_look(rollup.result) or bool(misplaced)


def _summarise(rollup: Rollup, screen: Screen) -> None:
    result = rollup.result
    if result.settings.neutral:
        screen.line(say("rollup.neutral"))
    states = Counter(each.state for each in rollup.areas)
    absent = sum(each.is_absent for each in rollup.areas)
    period = result.settings.period
    screen.line(
        say(
            "rollup.read",
            count=states[State.ACCEPTED],
            drafts=sum(each.draft is True for each in rollup.counted),
            absent=absent,
            failed=states[State.UNREADABLE] - absent,
            twice=states[State.DUPLICATE],
            period=period.label or say("rollup.no_period"),
        )
    )
    screen.line(counts_line(result))
    _open(rollup, screen)
    _problems(result.problems, rollup, screen)


def _open(rollup: Rollup, screen: Screen) -> None:
    """Name the indicators that are not settled, and whose numbers they wait for."""
    verdicts = [each for each in rollup.result.verdicts if each.status is Status.NO_DATA]
    if not verdicts:
        return
    screen.line(say("rollup.open", count=len(verdicts)))
    headers = (say("report.number"), say("rollup.column.value"), say("rollup.whose"))
    screen.table(headers, [_waiting(each, rollup) for each in verdicts])


def _waiting(verdict: Verdict, rollup: Rollup) -> tuple[str, str, str]:
    tally = rollup.tallies[verdict.indicator.number]
    units = map(rollup.result.settings.unit, (*tally.bare, *tally.without))
    counts = (("bare", len(tally.bare)), ("without", len(tally.without)))
    shown = ", ".join(say(f"rollup.{key}", count=count) for key, count in counts if count)
    names = some_names([unit.name for unit in units if unit], _MOST_NAMES)
    return count_text(verdict.indicator.number), shown, names


def _problems(problems: tuple[Problem, ...], rollup: Rollup, screen: Screen) -> None:
    screen.line(problems_line(problems))
    shown = [each for each in problems if each.severity is not Severity.INFO]
    unit = rollup.result.settings.unit
    rows = []
    for each in shown[:_MOST_PROBLEMS]:
        area = unit(each.unit)
        rows.append((each.code, each.file or (area.name if area else ""), each.message))
    if rows:
        screen.table((say("report.code"), say("report.place"), say("report.what")), rows)
    if more := len(shown) - len(rows):
        sheet = say("rollup.sheet.problems")
        screen.line(say("rollup.more_problems", count=more, sheet=sheet, book=BOOK))


def _next_step(rollup: Rollup, output: Path) -> str:
    if rollup.result.settings.neutral:
        return say("rollup.next_settings")
    key = "rollup.next_look" if needs_a_look(rollup.result) else "rollup.next_sign"
    return say(key, output=output, book=BOOK)
