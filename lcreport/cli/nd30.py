"""`lcreport nd30`: does a Word paper keep the layout of Nghị định 30/2020/NĐ-CP?"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

from lcreport.cli.screen import Screen
from lcreport.cli.summary import fault_line
from lcreport.errors import UsageError
from lcreport.papers.nd30 import check_letter, rule_of
from lcreport.problems import Problem
from lcreport.wording import say


def execute(options: argparse.Namespace, screen: Screen) -> bool:
    """Print every broken rule, for a person or (--json) for a program; true when there is any."""
    file: Path = options.file
    try:
        data = file.read_bytes()
    except OSError as error:
        raise UsageError(say("nd30.no_file", file=file)) from error
    problems = check_letter(data, file.name)
    if options.json:
        screen.always(_json(file, problems))
    elif problems:
        _tell(file, problems, screen)
    else:
        screen.line(say("nd30.clean", file=file.name))
    return bool(problems)


def _json(file: Path, problems: Sequence[Problem]) -> str:
    faults = [
        {
            "code": each.code,
            "rule": rule_of(each),
            "severity": each.severity,
            "place": each.cell,
            "found": each.found,
            "expected": each.expected,
            "message": each.message,
            "advice": each.advice,
        }
        for each in problems
    ]
    return json.dumps({"file": file.name, "problems": faults}, ensure_ascii=False, indent=1)


def _tell(file: Path, problems: Sequence[Problem], screen: Screen) -> None:
    for each in problems:
        screen.line(fault_line(each))
    screen.line(say("nd30.total", file=file.name, count=len(problems)))
