"""`lcreport explain`: why this verdict, down to every cell."""

import argparse

from lcreport.cli.places import output_of
from lcreport.cli.screen import Screen
from lcreport.errors import UsageError
from lcreport.explain import explanation
from lcreport.pipeline import run
from lcreport.wording import say


def execute(options: argparse.Namespace, screen: Screen) -> bool:
    """Print rule, figure, sources, claim, decision and verdict of one indicator."""
    result = run(options.folder, output_of(options.folder, options.output), options.settings)
    verdict = next(
        (each for each in result.verdicts if each.indicator.number == options.number), None
    )
    if verdict is None:
        numbers = result.settings.criteria.numbers
        raise UsageError(
            say("cli.no_indicator", number=options.number, first=numbers[0], last=numbers[-1])
        )
    for text in explanation(verdict, result):
        screen.always(text)
    return verdict.needs_review
