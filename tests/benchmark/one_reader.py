"""One reader alone in its process: `python -m tests.benchmark.one_reader READER peak|held`.

Reads the files that standard input names and prints MB. It imports nothing but that reader.
"""

import gc
import io
import re
import sys
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.etree.ElementTree import XML

Read = Callable[[bytes], object]

OURS = "lcreport"
FLOOR = "floor: inflate and parse every part"
ONCE, TWICE = "openpyxl, loaded once", "openpyxl, loaded twice"
CALAMINE = "python-calamine (values only)"
_PEAK = re.compile(r"VmHWM:\s+(\d+)")


def _ours() -> Read:
    from lcreport.intake.formats import open_workbook  # noqa: PLC0415 - its process imports it alone

    return lambda data: open_workbook("return.xlsx", data)


def _openpyxl_once() -> Read:
    from openpyxl import load_workbook  # noqa: PLC0415 - see _ours

    return lambda data: load_workbook(io.BytesIO(data))


def _openpyxl_twice() -> Read:
    from openpyxl import load_workbook  # noqa: PLC0415 - see _ours

    return lambda data: (
        load_workbook(io.BytesIO(data)),
        load_workbook(io.BytesIO(data), data_only=True),
    )


def _calamine() -> Read:
    from python_calamine import CalamineWorkbook  # noqa: PLC0415 - see _ours

    def read(data: bytes) -> object:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        return [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]

    return read


def _floor() -> Read:
    def read(data: bytes) -> object:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = (name for name in package.namelist() if name.endswith((".xml", ".rels")))
            return [XML(package.read(name)) for name in parts]

    return read


READERS: dict[str, Callable[[], Read]] = {
    OURS: _ours,
    ONCE: _openpyxl_once,
    TWICE: _openpyxl_twice,
    CALAMINE: _calamine,
    FLOOR: _floor,
}


def _answer(name: str, what: str) -> None:
    """Print figures in MB: the process's peak and reading's share in it, or what is held."""
    read = READERS[name]()
    files = [Path(line) for line in sys.stdin.read().splitlines()]
    # What a reader imports at its first file belongs to its imports.
    read(_tiny())
    if what == "peak":
        before = peak()
        for path in files:
            read(path.read_bytes())
        print(peak(), peak() - before)
        return
    data = files[0].read_bytes()
    gc.collect()
    tracemalloc.start()
    held = read(data)
    print(tracemalloc.get_traced_memory()[1] / 2**20)
    del held


def _tiny() -> bytes:
    """Give the smallest workbook there is, without any program."""
    main = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    sheets = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    package = "http://schemas.openxmlformats.org/package/2006"
    link = '<Relationship Id="r" Type="{0}/{1}" Target="{2}"/>'
    links = f'<Relationships xmlns="{package}/relationships">{link}</Relationships>'
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{main}.sheet.main+xml"/>'
        f'<Override PartName="/xl/s.xml" ContentType="{main}.worksheet+xml"/></Types>',
        "_rels/.rels": links.format(office, "officeDocument", "xl/workbook.xml"),
        "xl/_rels/workbook.xml.rels": links.format(office, "worksheet", "s.xml"),
        "xl/workbook.xml": f'<workbook xmlns="{sheets}" xmlns:r="{office}"><sheets>'
        '<sheet name="s" sheetId="1" r:id="r"/></sheets></workbook>',
        "xl/s.xml": f'<worksheet xmlns="{sheets}"><sheetData><row r="1"><c r="A1"><v>1</v></c>'
        "</row></sheetData></worksheet>",
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as target:
        for name, text in parts.items():
            target.writestr(name, text)
    return stream.getvalue()


def peak() -> float:
    """Give the greatest resident size of this process since its program started, in MB.

    `ru_maxrss` will not do: a child begins with the peak of the process that made it.
    """
    told = _PEAK.search(Path("/proc/self/status").read_text(encoding="utf-8"))
    return int(told[1]) / 1024 if told else 0.0


if __name__ == "__main__":
    _answer(*sys.argv[1:])
