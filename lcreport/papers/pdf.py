"""PDFs of written papers, made by LibreOffice where it is installed."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

# The PDFs of a run: file name in the output, and the paper that it is made of.
PDFS = {"cong-van.pdf": "cong-van.docx", "bieu-danh-gia.pdf": "bieu-danh-gia.docx"}
SECONDS = 120
_COMMANDS = ("soffice", "libreoffice")
# Where the installers of Windows and macOS put it: neither is on the search path there.
_INSTALLED = ("{}/LibreOffice/program/soffice.exe", "/Applications/LibreOffice.app/{}")
_PROGRAM_FOLDERS = ("ProgramFiles", "ProgramFiles(x86)")
_INSIDE_APPLICATION = "Contents/MacOS/soffice"


def find_office() -> Path | None:
    """Find LibreOffice on this computer; None where there is none."""
    for command in _COMMANDS:
        if found := shutil.which(command):
            return Path(found)
    windows, macos = _INSTALLED
    places = [windows.format(os.environ.get(folder, "")) for folder in _PROGRAM_FOLDERS]
    places.append(macos.format(_INSIDE_APPLICATION))
    return next((Path(place) for place in places if Path(place).is_file()), None)


def print_pdfs(
    office: Path, folder: Path, names: Sequence[str] = tuple(PDFS), seconds: float = SECONDS
) -> None:
    """Make these PDFs beside their papers in `folder`.

    LibreOffice gets a profile of its own in a temporary place, so that a running one is left
    alone, and is ended after `seconds`. What it did not make is not there afterwards.
    """
    with tempfile.TemporaryDirectory(prefix="lcreport-", ignore_cleanup_errors=True) as place:
        made = Path(place) / "pdf"
        made.mkdir()
        _convert(office, [folder / PDFS[name] for name in names], made, seconds)
        for name in names:
            if (made / name).is_file():
                shutil.move(made / name, folder / name)


def _convert(office: Path, papers: Sequence[Path], target: Path, seconds: float) -> None:
    profile = f"-env:UserInstallation={(target.parent / 'profile').as_uri()}"
    options = ["--headless", "--norestore", "--convert-to", "pdf", "--outdir", str(target)]
    command = [str(office), profile, *options, *map(str, papers)]
    try:
        with subprocess.Popen(  # noqa: S603 - LibreOffice itself, on papers that we wrote
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        ) as process:
            _wait(process, seconds)
    except OSError:
        return  # told by the PDFs that are not there


def _wait(process: "subprocess.Popen[bytes]", seconds: float) -> None:
    try:
        process.wait(seconds)
    except BaseException as stop:
        _end(process)
        if not isinstance(stop, subprocess.TimeoutExpired):
            raise


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End LibreOffice with the process that its starter waits for, where the system can."""
    if hasattr(os, "killpg"):
        os.killpg(process.pid, 9)
    else:
        process.kill()
    process.wait()
