"""`lcreport init`: a folder for a period, with its settings workbook, or a sample to try."""

import argparse
import shutil
from pathlib import Path

from lcreport.cli.screen import Screen
from lcreport.errors import UsageError
from lcreport.model import SETTINGS_FILE
from lcreport.papers.settings_book import write_settings
from lcreport.papers.template import template_path
from lcreport.resources import OFFICE_FOLDER, own_names, samples
from lcreport.wording import say

# What the templates may print, in words; it goes with them.
_GUIDE = "ten-trong-mau.md"


def execute(options: argparse.Namespace, screen: Screen) -> bool:
    """Make the folder; never touches settings, templates or files that are already there."""
    folder: Path = options.folder
    if options.sample:
        _copy_sample(options.sample, folder)
        screen.line(say("init.sample", folder=folder))
    elif not (folder / SETTINGS_FILE).exists():
        folder.mkdir(parents=True, exist_ok=True)
        write_settings(folder / SETTINGS_FILE)
        screen.line(say("init.done", file=folder / SETTINGS_FILE, folder=folder))
    elif not options.templates:
        raise UsageError(say("init.exists", file=folder / SETTINGS_FILE))
    if options.templates:
        own = folder / OFFICE_FOLDER
        names = ", ".join(_copy_templates(own))
        screen.line(say("templates.copied", folder=own, names=names, parent=folder))
    return False


def _copy_sample(name: str, folder: Path) -> None:
    known = sorted(entry.name for entry in samples().iterdir() if (entry / SETTINGS_FILE).is_file())
    if name not in known:
        raise UsageError(say("init.no_sample", name=name, known=", ".join(known)))
    if folder.exists() and any(folder.iterdir()):
        raise UsageError(say("init.not_empty", folder=folder))
    shutil.copytree(samples() / name, folder, dirs_exist_ok=True)


def _copy_templates(own: Path) -> list[str]:
    """Copy the templates that the office does not have yet; gives their names."""
    absent = [name for name in (*own_names(), _GUIDE) if not (own / name).exists()]
    if not absent:
        raise UsageError(say("templates.all_there", folder=own))
    own.mkdir(parents=True, exist_ok=True)
    for name in absent:
        shutil.copyfile(template_path(name), own / name)
    return absent
