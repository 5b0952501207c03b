"""Cell styles of a workbook, as far as they change what a cell says: number format and font."""

from collections.abc import Iterable
from xml.etree.ElementTree import Element

from lcreport.intake.formats.kept import kept
from lcreport.intake.formats.limits import Budget
from lcreport.intake.formats.number_format import NumberFormat, built_in_format, number_format
from lcreport.intake.formats.style import Style
from lcreport.intake.formats.xlsx_names import known_names
from lcreport.intake.formats.xml_part import parsed, whole

_TABLES = known_names("numFmts", "fonts", "cellXfs")
_FONT_NAME = known_names("name")


def read_styles(pieces: Iterable[bytes], budget: Budget) -> dict[str, Style]:
    """Give the style for every index that a cell may name in `s`."""
    return _styles_in(whole(pieces, budget))


@kept(most=32, longest=1 << 16)
def _styles_in(document: bytes) -> dict[str, Style]:
    tables: dict[str, list[Element]] = {}
    for table in parsed(document):
        tables[_TABLES.get(table.tag, "")] = list(table)
    codes = {each.get("numFmtId"): each.get("formatCode", "") for each in tables.get("numFmts", ())}
    fonts = [_font_name(each) for each in tables.get("fonts", ())]
    return {
        str(index): Style(_format(each.get("numFmtId", "0"), codes), _at(fonts, each.get("fontId")))
        for index, each in enumerate(tables.get("cellXfs", ()))
    }


def _format(identifier: str, codes: dict[str | None, str]) -> NumberFormat:
    own = codes.get(identifier)
    if own is not None:
        return number_format(own)
    return built_in_format(int(identifier) if identifier.isdecimal() else 0)


def _font_name(font: Element) -> str:
    return next((each.get("val", "") for each in font if each.tag in _FONT_NAME), "")


def _at(names: list[str], index: str | None) -> str:
    number = int(index) if index and index.isdecimal() else 0
    return names[number] if number < len(names) else ""
