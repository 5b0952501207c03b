"""A file of any kind becomes a workbook, or a T problem: decided by content, never by name."""

import gc
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import PurePath
from typing import cast

from lcreport.intake.formats.limits import LIMITS, Budget, Limits, damaged, too_large
from lcreport.intake.formats.package import Package
from lcreport.intake.formats.plain_text import decoded
from lcreport.intake.formats.signatures import kind_of, text_kind
from lcreport.intake.formats.xlsx import read_xlsx
from lcreport.intake.grid import UnreadableError, Workbook
from lcreport.wording import say

_SPREADSHEET_DOCUMENT = b"application/vnd.oasis.opendocument.spreadsheet"
# Main parts of packages that lost their relationships, in the order in which they are tried.
_HEAD = 4096
_ROOT = re.compile(rb"<(?:[\w.-]+:)?(\w+)[\s/>]")
_MAIN_PARTS = ("xl/workbook.xml", "xl/workbook.bin", "word/document.xml")


def open_workbook(name: str, data: bytes, limits: Limits = LIMITS) -> Workbook:
    """Read a spreadsheet-like file from its bytes; `name` only names the sheet of a .csv.

    Raises:
        UnreadableError: T01 not a spreadsheet, T02 password, T03 damaged, T04 too large or too
            slow, T06 empty. Nothing else is raised, whatever the bytes are.
    """
    if not data:
        raise UnreadableError("T06")
    if len(data) > limits.file_bytes:
        raise too_large("file", f"{limits.file_bytes >> 20} MB")
    try:
        with _uncollected():
            workbook = _read(name, data, Budget(limits))
    except UnreadableError:
        raise
    except MemoryError as fault:
        raise too_large("memory", "") from fault
    except Exception as fault:
        # A foreign file can break a reader, ours or a library's, in more ways than have a name
        # (xlrd alone raises eight kinds); one file must never end the run.
        raise damaged("content") from fault
    if not workbook.grids:
        raise damaged("sheet")
    return workbook


@contextmanager
def _uncollected() -> Iterator[None]:
    """Pause the collector of cycles: cells hold none, and looking for them doubles the time."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def _read(name: str, data: bytes, budget: Budget) -> Workbook:
    kind = kind_of(data)
    if kind in _BINARY:
        return _BINARY[kind](data, budget)
    text = None if kind else decoded(data)
    if text is None:
        raise UnreadableError("T01", say(f"format.kind.{kind or 'other'}"))
    if not text.strip("\ufeff \t\r\n"):
        raise UnreadableError("T06")
    return _read_text(name, data, text, budget)


def _read_text(name: str, data: bytes, text: str, budget: Budget) -> Workbook:
    kind = text_kind(text)
    if kind == "xml_2003":
        return _read_xml_2003(data, budget)
    if kind == "html":
        return _read_html(text, budget)
    if kind == "csv":
        return _read_csv(PurePath(name).stem, text, budget)
    raise UnreadableError("T01", say(f"format.kind.{kind}"))


def _when_met(module: str, name: str) -> Callable[..., Workbook]:
    """Give a reader that is loaded with its first file: nearly all files are .xlsx."""

    def read(*arguments: object) -> Workbook:
        place = import_module(f"{__name__}.{module}")
        return cast("Workbook", getattr(place, name)(*arguments))

    return read


_read_old = _when_met("xls", "read_xls")
_read_ods = _when_met("ods", "read_ods")
_read_xml_2003 = _when_met("xml_2003", "read_xml_2003")
_read_html = _when_met("html_table", "read_html")
_read_csv = _when_met("csv_file", "read_csv")


def _read_zip(data: bytes, budget: Budget) -> Workbook:
    package = Package(data, budget)
    if "content.xml" in package or "encrypted-package" in package:
        return _read_opendocument(package)
    main = package.related("officeDocument")
    main = main or next((each for each in _MAIN_PARTS if each in package), None)
    if main is None:
        raise UnreadableError("T01", say("format.kind.archive"))
    root = _root(next(package.pieces(main), b""))
    if root in _MAIN_ROOTS:
        return _MAIN_ROOTS[root](package, main)
    raise UnreadableError("T01", say(f"format.kind.{_FOREIGN_ROOTS.get(root, 'other')}"))


def _root(content: bytes) -> str:
    """Give the name of the outermost element of a main part, "" for a binary one."""
    head = content[:_HEAD].translate(None, b"\0\xef\xbb\xbf\xff\xfe").lstrip()
    if not head.startswith(b"<"):
        return ""
    found = _ROOT.search(head)
    if found is None:
        raise damaged("xml")
    return found[1].decode()


def _read_opendocument(package: Package) -> Workbook:
    if "encrypted-package" in package:
        raise UnreadableError("T02")
    kind = package.read("mimetype").strip() if "mimetype" in package else _SPREADSHEET_DOCUMENT
    if not kind.startswith(_SPREADSHEET_DOCUMENT):
        raise UnreadableError("T01", say("format.kind.open_document"))
    return _read_ods(package)


_BINARY: dict[str, Callable[[bytes, Budget], Workbook]] = {
    "zip": _read_zip,
    "ole": _read_old,
    "biff": _read_old,
}
_MAIN_ROOTS: dict[str, Callable[[Package, str], Workbook]] = {
    "workbook": read_xlsx,
    "document": _when_met("docx_table", "read_docx"),
    "": _when_met("xlsb", "read_xlsb"),
}
_FOREIGN_ROOTS = {"presentation": "slides"}
