"""What an installation from a checkout does beside linking to it: it compiles the program once.

A wheel is compiled when it is installed, a checkout would be at every start on computers where
Python may not write beside the code; that takes longer than the whole job on a city's returns.
"""

import compileall
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledCheckout(BuildHookInterface[Any]):
    """Compiles the package for the Python that installs it; Python sees when a file has changed."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - inherited
        """Compile before an editable installation; what nobody may write stays as it is."""
        if version == "editable":
            compileall.compile_dir(Path(self.root) / "lcreport", quiet=2)
