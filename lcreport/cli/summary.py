"""A result in a few lines: files, counts, open questions, problems, layout."""

from collections import Counter
from collections.abc import Sequence

from lcreport.cli.screen import Screen
from lcreport.coverage import response
from lcreport.model import Result, State, Status
from lcreport.problems import Problem, Severity
from lcreport.vietnamese import count_text
from lcreport.wording import say


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


def tell_layout(faults: Sequence[Problem], screen: Screen) -> None:
    """Tell which layout rules the letter breaks."""
    screen.line(say("nd30.summary", count=len(faults)) if faults else say("nd30.proved"))
    for each in faults:
        screen.line(fault_line(each))


def fault_line(fault: Problem) -> str:
    """Word one broken rule on one line: its id, its place, what is wrong, what should be."""
    place = f"{fault.cell}: " if fault.cell else ""
    return say("nd30.fault", place=place, found=fault.found.rstrip("."), expected=fault.expected)
