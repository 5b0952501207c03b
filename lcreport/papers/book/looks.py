"""How cells look: each look is named once and numbered, and all of them make the style sheet."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from lcreport.papers.book.markup import attribute

BODY_FONT, BODY_SIZE = "Times New Roman", 12
TEXT_FORMAT, DATE_FORMAT, NUMBER_FORMAT = "@", "dd/mm/yyyy", "0"
HEADER_FILL = "FFD9E2F3"
_LINE_COLOUR = "FF808080"
# Formats that programs know by number (ECMA-376, 18.8.30); others get one from here on.
_KNOWN_FORMATS = {"General": 0, "0": 1, "@": 49}
_FIRST_FORMAT = 164
_STYLES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    "{formats}{fonts}{fills}{borders}"
    # The width of a column counts in digits of this style's font: the first one that is ours.
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="1" fillId="0" borderId="0"/></cellStyleXfs>'
    '{looks}<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>"
)
_DEFAULT_FONT = (
    '<font><sz val="11"/><color theme="1"/><name val="Calibri"/><family val="2"/>'
    '<scheme val="minor"/></font>'
)
_NO_FILLS = (
    '<fill><patternFill patternType="none"/></fill>',
    '<fill><patternFill patternType="gray125"/></fill>',
)
_NO_BORDER = "<border><left/><right/><top/><bottom/><diagonal/></border>"
_SIDES = "".join(
    f'<{side} style="thin"><color rgb="{_LINE_COLOUR}"/></{side}>'
    for side in ("left", "right", "top", "bottom")
)
_DEFAULT_LOOK = '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'


@dataclass(frozen=True, slots=True)
class Look:
    """A look in our font; a `quoted` text stays one though it begins like a formula.

    Colours are eight digits (ARGB), "" where there is none. `across` and `down` are where the
    text stands ("left", "center" · "top", "center"); "" leaves it to the program.
    """

    number_format: str = TEXT_FORMAT
    size: float = BODY_SIZE
    bold: bool = False
    italic: bool = False
    underlined: bool = False
    colour: str = ""
    fill: str = ""
    bordered: bool = True
    across: str = "left"
    down: str = "top"
    wrapped: bool = True
    quoted: bool = False


PLAIN = Look()
HEADER = Look("General", bold=True, fill=HEADER_FILL, across="center", down="center")


class Looks:
    """The looks of one workbook, numbered in the order in which they are asked for."""

    def __init__(self) -> None:
        """Begin without looks: number 0 is the look of a cell that has none."""
        self._numbers: dict[Look, int] = {}
        self._quoted: dict[int, int] = {}

    def number(self, look: Look) -> int:
        """Give the number of a look, by which cells name it."""
        return self._numbers.setdefault(look, len(self._numbers) + 1)

    def quoted(self, number: int) -> int:
        """Give the number of the same look for a text that begins like a formula."""
        if number not in self._quoted:
            look = next((each for each, known in self._numbers.items() if known == number), PLAIN)
            self._quoted[number] = self.number(replace(look, quoted=True))
        return self._quoted[number]

    def styles(self) -> str:
        """Give the style sheet (xl/styles.xml)."""
        formats = _Table([], first=_FIRST_FORMAT, known=_KNOWN_FORMATS)
        fonts = _Table([_DEFAULT_FONT, _font(PLAIN)])
        fills, borders = _Table(_NO_FILLS), _Table([_NO_BORDER])
        looks = [_DEFAULT_LOOK]
        for look in self._numbers:
            places = (
                formats.place(look.number_format),
                fonts.place(_font(look)),
                fills.place(_fill(look)) if look.fill else 0,
                borders.place(f"<border>{_SIDES}<diagonal/></border>") if look.bordered else 0,
            )
            looks.append(_look(look, *places))
        named = (
            f'<numFmt numFmtId="{number}" formatCode="{attribute(name)}"/>'
            for name, number in formats.numbered()
        )
        return _STYLES.format(
            formats=_listed("numFmts", named),
            fonts=_listed("fonts", fonts),
            fills=_listed("fills", fills),
            borders=_listed("borders", borders),
            looks=_listed("cellXfs", looks),
        )


class _Table:
    """Pieces of a style sheet, each once, by their number."""

    def __init__(
        self, pieces: Iterable[str], first: int = 0, known: dict[str, int] | None = None
    ) -> None:
        self._known = known or {}
        self._places = {piece: first + place for place, piece in enumerate(pieces)}
        self._next = first + len(self._places)

    def place(self, piece: str) -> int:
        if piece in self._known:
            return self._known[piece]
        if piece not in self._places:
            self._places[piece] = self._next
            self._next += 1
        return self._places[piece]

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def numbered(self) -> Iterable[tuple[str, int]]:
        return self._places.items()


def _listed(name: str, pieces: Iterable[str]) -> str:
    every = list(pieces)
    return f'<{name} count="{len(every)}">{"".join(every)}</{name}>' if every else ""


def _font(look: Look) -> str:
    marks = (("<b/>", look.bold), ("<i/>", look.italic), ("<u/>", look.underlined))
    colour = f'<color rgb="{look.colour}"/>' if look.colour else ""
    kept = "".join(mark for mark, on in marks if on)
    return f'<font>{kept}<sz val="{look.size:g}"/>{colour}<name val="{BODY_FONT}"/></font>'


def _fill(look: Look) -> str:
    colour = f'<fgColor rgb="{look.fill}"/>'
    return f'<fill><patternFill patternType="solid">{colour}</patternFill></fill>'


def _look(look: Look, number_format: int, font: int, fill: int, border: int) -> str:
    places = (
        f'{name}="{value}"'
        for name, value in (
            ("horizontal", look.across),
            ("vertical", look.down),
            ("wrapText", "1" if look.wrapped else ""),
        )
        if value
    )
    quote = ' quotePrefix="1"' if look.quoted else ""
    return (
        f'<xf numFmtId="{number_format}" fontId="{font}" fillId="{fill}" borderId="{border}" '
        f'xfId="0"{quote} applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" '
        f'applyAlignment="1"><alignment {" ".join(places)}/></xf>'
    )
