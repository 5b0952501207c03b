"""`lcreport check`: read a file or a folder and tell its problems; writes nothing."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from lcreport.cli.screen import Screen
from lcreport.errors import UsageError
from lcreport.intake.folder import read_folder, read_one
from lcreport.model import SETTINGS_FILE, Return, Settings
from lcreport.papers.result_file import check_json, json_text
from lcreport.problems import Problem
from lcreport.settings import settings_of
from lcreport.wording import say


def execute(options: argparse.Namespace, screen: Screen) -> bool:
    """Print what is wrong, for a person or (--json) for a program; true when anything is."""
    target: Path = options.target
    settings = _settings(target, options.settings)
    with screen.progress() as watch:
        returns = (
            read_folder(target, (options.settings,), settings, watch)
            if target.is_dir()
            else read_one(target, settings)
        )
    problems = [problem for each in returns for problem in each.problems]
    if options.json:
        screen.always(json_text(check_json(returns)).rstrip())
    else:
        _tell(returns, settings, screen)
    return bool(problems)


def _settings(target: Path, named: Path | None) -> Settings:
    if not target.exists():
        raise UsageError(say("cli.no_target", target=target))
    if target.name.lower() == SETTINGS_FILE:
        raise UsageError(say("cli.settings_is_no_return", file=target))
    return settings_of(target if target.is_dir() else target.parent, named)


def _tell(returns: Sequence[Return], settings: Settings, screen: Screen) -> None:
    for each in returns:
        unit = settings.unit(each.unit)
        state = say(f"state.{each.state}")
        screen.line(say("check.file", file=each.file, unit=unit.name if unit else "—", state=state))
        for problem in each.problems:
            screen.line("  " + sentence(problem))
    count = sum(len(each.problems) for each in returns)
    screen.line(say("check.total", files=len(returns), problems=count))


def sentence(problem: Problem) -> str:
    """Give a problem as one line: severity, place, what, how to mend it, code."""
    place = " ".join(part for part in (problem.sheet, problem.cell) if part)
    where = f"{place}: " if place else ""
    severity = say(f"severity.{problem.severity}")
    return f"[{severity}] {where}{problem.message} {problem.advice} ({problem.code})"
