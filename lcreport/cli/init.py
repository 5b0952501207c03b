"""`lcreport init`: a folder for a period, with its settings workbook, or a sample to try."""

import argparse
import shutil
from pathlib import Path

from lcreport.cli.screen import Screen
from lcreport.errors import UsageError
from lcreport.intake.folder import SETTINGS
from lcreport.papers.settings_book import write_settings
from lcreport.resources import samples
from lcreport.wording import say


def execute(options: argparse.Namespace, screen: Screen) -> bool:
    """Make the folder; never touches a folder that already holds settings or files."""
    folder: Path = options.folder
    if options.sample:
        _copy_sample(options.sample, folder)
        screen.line(say("init.sample", folder=folder))
        return False
    if (folder / SETTINGS).exists():
        raise UsageError(say("init.exists", file=folder / SETTINGS))
    folder.mkdir(parents=True, exist_ok=True)
    write_settings(folder / SETTINGS)
    screen.line(say("init.done", file=folder / SETTINGS, folder=folder))
    return False


def _copy_sample(name: str, folder: Path) -> None:
    known = sorted(entry.name for entry in samples().iterdir() if (entry / SETTINGS).is_file())
    if name not in known:
        raise UsageError(say("init.no_sample", name=name, known=", ".join(known)))
    if folder.exists() and any(folder.iterdir()):
        raise UsageError(say("init.not_empty", folder=folder))
    shutil.copytree(samples() / name, folder, dirs_exist_ok=True)
