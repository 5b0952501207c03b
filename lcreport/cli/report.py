"""`lcreport report`: the main job, on one folder or on many.

Who works is called in first: other processes start while this one loads the rest of the program.
"""

import argparse
from importlib import import_module

from lcreport.cli.screen import Screen
from lcreport.cli.staff import staff


def execute(options: argparse.Namespace, screen: Screen) -> bool:
    """Run one folder or, with --each, all below it; say whether somebody must look."""
    with staff(options) as crews:
        module = import_module(f"lcreport.cli.{'each' if options.each else 'one_folder'}")
        return bool(module.execute(options, screen, crews))
