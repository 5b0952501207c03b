"""`lcreport templates check`: whether the templates can be printed, before anything is."""

import argparse
from pathlib import Path

from lcreport.cli.check import sentence
from lcreport.cli.screen import Screen
from lcreport.errors import UsageError
from lcreport.papers.context import paper_context
from lcreport.papers.template import template_path
from lcreport.papers.template_check import check_templates
from lcreport.pipeline import conclude
from lcreport.problems import Severity
from lcreport.resources import office_templates, template_names
from lcreport.settings import neutral_settings, settings_of
from lcreport.wording import say


def execute(options: argparse.Namespace, screen: Screen) -> bool:
    """Tell every unknown or unused name and every part that no paper can show."""
    folder = Path(options.owner) if options.owner else None
    if folder and not folder.is_dir():
        raise UsageError(say("cli.no_folder", folder=folder))
    office = office_templates(folder) if folder else None
    settings = settings_of(folder) if folder else neutral_settings()
    problems = check_templates(paper_context(conclude(settings, ())), office)
    for name in template_names():
        own = template_path(name, office).parent == office
        screen.line(say("templates.own" if own else "templates.builtin", file=name))
    for each in problems:
        screen.line(f"  {each.file}: {sentence(each)}")
    screen.line(say("templates.checked", count=len(template_names()), problems=len(problems)))
    return any(each.severity is not Severity.INFO for each in problems)
