"""The file behind a return, found again in the folder: its bytes and its grids."""

import hashlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from lcreport.intake.files import load
from lcreport.intake.formats import open_workbook
from lcreport.intake.formats.archive import is_archive, open_archive
from lcreport.intake.grid import UnreadableError, Workbook
from lcreport.intake.own_sheets import without_own_sheets
from lcreport.model import Return


@dataclass(frozen=True, slots=True)
class Original:
    """A file as its unit sent it; `workbook` is without the sheets that we had added to it."""

    data: bytes
    workbook: Workbook


class Originals:
    """Finds files of one folder of returns; an archive is unpacked once for all files in it."""

    def __init__(self, folder: Path) -> None:
        """Look in `folder`, which is only read."""
        self._folder = folder
        self._unpacked: dict[Path, list[tuple[str, bytes]]] = {}

    def find(self, each: Return) -> Original | None:
        """Give what a return was read from, None where it is gone or has changed since."""
        for data in self._candidates(PurePosixPath(each.file)):
            if hashlib.sha256(data).hexdigest() == each.sha256:
                try:
                    workbook = open_workbook(each.file, data)
                except UnreadableError:
                    return None
                return Original(data, without_own_sheets(workbook))
        return None

    def _candidates(self, file: PurePosixPath) -> list[bytes]:
        path = self._folder / file
        if path.is_file():
            return [load(path, self._folder).data]
        around = (each for each in file.parents if (self._folder / each).is_file())
        archive = next(around, None)
        if archive is None:
            return []
        label = file.relative_to(archive).as_posix()
        return [data for name, data in self._members(self._folder / archive) if name == label]

    def _members(self, archive: Path) -> list[tuple[str, bytes]]:
        if archive not in self._unpacked:
            data = load(archive, self._folder).data
            try:
                members = open_archive(archive.name, data) if is_archive(data) else []
            except UnreadableError:
                members = []
            self._unpacked[archive] = members
        return self._unpacked[archive]
