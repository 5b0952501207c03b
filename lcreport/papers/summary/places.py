"""From a place in the folder of returns to a link that opens the file at the cell."""

import os
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath
from urllib.parse import quote

from lcreport.model import Answer, Settings
from lcreport.papers.book.markup import inside
from lcreport.papers.book.sheet import Link
from lcreport.papers.plain import printable

# As Excel itself writes relative targets: letters of any script stay, what a URL reserves does not.
_RESERVED = re.compile(r'[\s"#%:<>?\[\\\]^`{|}]')
_SPREADSHEETS = {".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"}
_PACKED = ".zip"


@dataclass(frozen=True, slots=True)
class Places:
    """Where the returns lie as seen from the workbook: a URL to put before a file's path.

    None when nobody knows where they lie; places are then texts without links.
    """

    folder: str | None = None

    @classmethod
    def seen_from(cls, workbook: Path, sources: Path | None) -> "Places":
        """Give the places of a folder of returns, relative so that both can move together.

        Without a relative path (two drives of Windows) the links are absolute.
        """
        if sources is None:
            return cls()
        try:
            way = Path(os.path.relpath(sources.resolve(), workbook.parent.resolve()))
        except ValueError:
            return cls(f"{sources.resolve().as_uri()}/")
        parts = [_escaped(part) for part in way.parts]
        return cls("".join(f"{part}/" for part in parts))

    def link(self, shown: str, file: str | None, sheet: str = "", cell: str = "") -> Link | str:
        """Give `shown` as a link to a file of the folder, at its cell where the format has one."""
        if self.folder is None or not file or printable(file) != file:
            return shown
        path, has_cells = _opened_by(file)
        location = inside(sheet, cell) if has_cells and sheet and cell else ""
        return Link(shown, self.folder + path, location)

    def of_answer(self, answer: Answer, shown: str) -> Link | str:
        """Give `shown` as a link to the cell that an answer came from."""
        source = answer.source
        return self.link(shown, source.file, source.sheet, source.cell)


@lru_cache(maxsize=1024)
def _opened_by(file: str) -> tuple[str, bool]:
    """Give the URL path of what opens for a file, and whether a link can name a cell in it.

    What lies in a zip has no address of its own: the zip opens.
    """
    path = PurePosixPath(file)
    packed = [each for each in path.parents if each.suffix.lower() == _PACKED]
    if packed:
        return _escaped(packed[-1].as_posix()), False
    return _escaped(file), path.suffix.lower() in _SPREADSHEETS


def _escaped(path: str) -> str:
    return _RESERVED.sub(lambda sign: quote(sign[0], safe=""), path)


def unit_name(unit_id: str | None, settings: Settings) -> str:
    """Give the name of a unit, its id where the settings do not know it."""
    unit = settings.unit(unit_id)
    return unit.name if unit else unit_id or ""
