"""How a stored value becomes a cell: what a person sees, in Vietnamese notation, without loss."""

import re
from datetime import UTC, datetime, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache

from lcreport.intake.formats.number_format import PLAIN, NumberFormat, Section
from lcreport.intake.grid import Cell, CellKind, fresh_cell

# Excel keeps and compares 15 significant digits: 0.28999999999999998 was typed as 0.29.
_DIGITS = Context(prec=15, rounding=ROUND_HALF_UP, Emax=999_999, Emin=-999_999)
_EXPONENT = 308
# So few digits have nothing to separate.
_UNGROUPED = 3
_NO_NUMBER = "#NUM!"
_HUNDRED = Decimal(100)
_NUMBER = CellKind.NUMBER
_SWAP = str.maketrans(",.", ".,")
_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - a spreadsheet's days have no time zone
# The system of 1904 (old Macintosh files) counts from 1 January 1904.
_DAYS_TO_1904 = 1462
# Excel counts a 29 February 1900 that never was; days before it are one off.
_PHANTOM_DAY = 60
_LAST_DAY = 2_958_466
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def clean(text: str) -> str:
    """Leave out control characters, which nobody sees and no paper can hold; join surrogates."""
    if _SURROGATE.search(text):
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return _UNSEEN.sub("", text)


def stored_number(text: str) -> Decimal | None:
    """Give a stored number at 15 significant digits, None when the text is no number."""
    if len(text) <= _DIGITS.prec and (
        text.isdecimal() or (text[-1:] != "0" and text.replace(".", "", 1).isdecimal())
    ):
        # Nearly every number: nothing to round, nothing to strip.
        return Decimal(text)
    if not text.isascii() or "_" in text:
        return None
    try:
        number = _DIGITS.create_decimal(text.strip())
    except ArithmeticError:
        return None
    if not number.is_finite() or abs(number.adjusted()) > _EXPONENT:
        return None
    return Decimal(int(number)) if number == int(number) else number.normalize(_DIGITS)


def decimal_text(number: Decimal) -> str:
    """Write a decimal the Vietnamese way, exactly: 1.420.000 and 93,65."""
    return _grouped(str(number)) or f"{number:,f}".translate(_SWAP)


def _grouped(text: str) -> str:
    """Write digits with at most one point the Vietnamese way; "" for anything else."""
    whole, point, rest = text.partition(".")
    if not whole.isdecimal() or (point and not rest.isdecimal()):
        return ""
    if len(whole) > _UNGROUPED:
        whole = f"{int(whole):,}".replace(",", ".")
    return f"{whole},{rest}" if point else whole


def number_cell(
    number: Decimal,
    number_format: NumberFormat = PLAIN,
    *,
    from_1904: bool = False,
    formula: bool = False,
    font: str = "",
) -> Cell:
    """Give the cell of a stored number under its number format."""
    section = number_format.section(number)
    if section.date:
        text = _day_text(number, section, from_1904=from_1904)
        if text:
            return Cell(text, CellKind.DATE, number, formula=formula, font=font)
    text = percent_text(number) if section.percent else decimal_text(number)
    if section.sign:
        text += "%"
    return fresh_cell((text, _NUMBER, number, section.percent, formula, font, ""))


def percent_text(number: Decimal) -> str:
    """Write a stored share as a percentage, exactly: 0.9365 is "93,65%"."""
    points = number * _HUNDRED
    text = str(points)
    if "." in text:
        text = text.rstrip("0").removesuffix(".")
    return (_grouped(text) or decimal_text(points.normalize(_DIGITS))) + "%"


def float_cell(
    value: float, number_format: NumberFormat, *, from_1904: bool, formula: bool, font: str
) -> Cell:
    """Give the cell of a number that was stored in binary; one that is none is an error."""
    number = stored_number(repr(value))
    if number is None:
        return Cell(_NO_NUMBER, CellKind.ERROR, formula=formula, font=font)
    return number_cell(number, number_format, from_1904=from_1904, formula=formula, font=font)


def date_cell(moment: datetime, *, formula: bool = False, font: str = "") -> Cell:
    """Give the cell of a stored date."""
    text = f"{moment.day:02d}/{moment.month:02d}/{moment.year:04d}"
    return Cell(text, CellKind.DATE, formula=formula, font=font)


def iso_moment(text: str) -> datetime | None:
    """Read an ISO 8601 day or moment as written, None when it is none."""
    try:
        return datetime.fromisoformat(text.strip())
    except ValueError:
        return None


def utc_moment(text: str) -> datetime | None:
    """Read an ISO 8601 moment, one without zone as UTC; None when it is none."""
    read = iso_moment(text)
    if read is None:
        return None
    try:
        return (read if read.tzinfo else read.replace(tzinfo=UTC)).astimezone(UTC)
    except OverflowError:
        return None


def _day_text(number: Decimal, section: Section, *, from_1904: bool) -> str:
    """Write a day number as dd/mm/yyyy, a bare time of day as hh:mm; "" outside the calendar."""
    if number < 1 and not section.day:
        return _time_text(number) if number >= 0 else ""
    day = int(number) + _DAYS_TO_1904 * from_1904
    return _date_text(day) if 0 <= day < _LAST_DAY else ""


def _time_text(number: Decimal) -> str:
    return (_EPOCH + timedelta(seconds=round(float(number) * 86_400))).strftime("%H:%M")


@lru_cache(maxsize=4096)
def _date_text(day: int) -> str:
    moment = _EPOCH + timedelta(days=day + (day < _PHANTOM_DAY))
    return f"{moment.day:02d}/{moment.month:02d}/{moment.year:04d}"
