"""Where a command finds and puts what it is called for."""

from pathlib import Path


def output_of(folder: Path, output: Path | None) -> Path:
    """Give where a folder's papers go: `-o`, else output/<name of FOLDER> here."""
    return output or Path("output") / folder.resolve().name
