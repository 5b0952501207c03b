"""What a form checks in Excel itself: what may be typed, what is missing, what is too low."""

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction

from openpyxl.formatting.rule import Rule
from openpyxl.styles import PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from lcreport.model import Comparison, Measure
from lcreport.papers.form.columns import LETTER, inputs
from lcreport.papers.form.lines import Line
from lcreport.quantity import decimal_string
from lcreport.wording import say

Block = tuple[int, Sequence[Line]]

KINDS = ("figure", "met", "not_met", "nothing", "no_data", "upper")
_FIRST_DAY = date(2000, 1, 1)
_EXCEL_ZERO = date(1899, 12, 30)
_YELLOW = PatternFill("solid", bgColor="FFFFF2CC", fgColor="FFFFF2CC")
_RED = PatternFill("solid", bgColor="FFF8CBAD", fgColor="FFF8CBAD")
_HOLDS = {
    Comparison.AT_LEAST: ">=",
    Comparison.AT_MOST: "<=",
    Comparison.ABOVE: ">",
    Comparison.BELOW: "<",
}


def check_block(sheet: Worksheet, block: Block, unit: str, cut_off: date | None) -> None:
    """Add the checks of one indicator: its first row and its rows, parts included."""
    top, lines = block
    for row, line in enumerate(lines, start=top):
        for rule, key in _typed(line, row, unit, cut_off):
            rule.add(f"{LETTER[key]}{row}")
            sheet.add_data_validation(rule)
        for place, formula in _low(line, row):
            sheet.conditional_formatting.add(f"{place}{row}", _coloured(formula, _RED))
    for cells, formula in _missing(block):
        sheet.conditional_formatting.add(cells, _coloured(formula, _YELLOW))


def _coloured(formula: str, fill: PatternFill) -> Rule:
    style = DifferentialStyle(fill=fill)
    return Rule(type="expression", dxf=style, formula=[formula], stopIfTrue=True)


def _typed(
    line: Line, row: int, unit: str, cut_off: date | None
) -> Iterator[tuple[DataValidation, str]]:
    """Give the rules of what may be typed into a row's cells, with the columns they are for."""
    asked = inputs(line)
    upper, lower = f"{LETTER['numerator']}{row}", f"{LETTER['denominator']}{row}"
    if "numerator" in asked:
        within = f'OR({upper}="",{lower}="",{upper}<={lower})'
        positive = f"AND(ISNUMBER({lower}),{lower}>0,{within})"
        yield _custom(f"AND(ISNUMBER({upper}),{upper}>=0,{within})", "numerator"), "numerator"
        yield _custom(positive, "denominator"), "denominator"
        yield _custom(f"COUNTA({upper},{lower})=0", "value_rate"), "value"
    elif line.measure and line.measure.unit:
        rule = _worded("decimal", "value_other", operator="greaterThanOrEqual", formula1="0")
        rule.errorStyle = "warning"
        yield rule, "value"
    if line.number is not None:
        yield _kinds(), "kind"
        yield _days(cut_off), "as_of"
        yield _suggestion(line.number, unit), "code"


def _custom(formula: str, key: str) -> DataValidation:
    rule = _worded("custom", key, formula1=formula)
    # Excel takes anything while a cell that the formula names is blank, unless blanks are refused.
    rule.allow_blank = False
    return rule


def _worded(kind: str, key: str, **rule: str) -> DataValidation:
    checked = DataValidation(type=kind, allow_blank=True, **rule)  # type: ignore[arg-type]
    checked.showErrorMessage = True
    checked.errorTitle, checked.error = say("form.check.title"), say(f"form.check.{key}")
    return checked


def _kinds() -> DataValidation:
    words = ",".join(say(f"form.kind.{each}") for each in KINDS)
    return _worded("list", "kind", formula1=f'"{words}"')


def _days(cut_off: date | None) -> DataValidation:
    first = str((_FIRST_DAY - _EXCEL_ZERO).days)
    if cut_off is None:
        return _worded("date", "as_of", operator="greaterThan", formula1=first)
    last = str((cut_off - _EXCEL_ZERO).days)
    return _worded("date", "as_of", operator="between", formula1=first, formula2=last)


def _suggestion(number: int, unit: str) -> DataValidation:
    """Show the code that we suggest beside the cell, and take any other."""
    shown = DataValidation(allow_blank=True)
    shown.showInputMessage = True
    shown.promptTitle = say("form.check.code_title")
    shown.prompt = say("form.check.code", number=number, unit=unit)
    return shown


def _low(line: Line, row: int) -> Iterator[tuple[str, str]]:
    """Give the cells of a row's figure with the formula that says it is not as required."""
    measure = line.measure
    if measure is None or measure.threshold is None or measure.comparison not in _HOLDS:
        return
    rate, value = (f"${LETTER[key]}{row}" for key in ("rate", "value"))
    if measure.is_rate:
        yield LETTER["rate"], _fails(rate, f"{rate}*100", measure)
        # A rate typed as a number is 0.9365 in a percent format, or 93.65 points.
        yield LETTER["value"], _fails(value, f"IF({value}<=1,{value}*100,{value})", measure)
    else:
        yield LETTER["value"], _fails(value, value, measure)


def _fails(cell: str, figure: str, measure: Measure) -> str:
    limit = decimal_string(measure.threshold or Fraction(0))
    sign = _HOLDS[measure.comparison]
    return f"IF(ISNUMBER({cell}),NOT(ROUND({figure},9){sign}{limit}),FALSE)"


def _missing(block: Block) -> Iterator[tuple[str, str]]:
    """Give cells with the formula that says something is still to be filled in there."""
    top, lines = block
    kind, cause = f"${LETTER['kind']}${top}", f"${LETTER['cause']}${top}"
    open_kind = f'OR({kind}="",{kind}="{say("form.kind.figure")}")'
    for row, line in enumerate(lines, start=top):
        upper, lower, value = (
            f"${LETTER[key]}{row}" for key in ("numerator", "denominator", "value")
        )
        nothing = f"COUNTA({upper},{lower},{value})=0"
        asked = inputs(line)
        if "numerator" in asked:
            for cell, other in ((upper, lower), (lower, upper)):
                half = f'AND({cell}="",{other}<>"")'
                yield cell.replace("$", ""), f"OR({half},AND({nothing},{open_kind}))"
        if "value" in asked:
            judged = line.measure and line.measure.comparison is Comparison.YES
            wanted = f'{kind}="{say("form.kind.figure")}"' if judged else open_kind
            yield value.replace("$", ""), f"AND({nothing},{wanted})"
    yield _at("kind", top), f'{kind}=""'
    told = f"${LETTER['code']}${top}", f"${LETTER['evidence']}${top}"
    met = f'AND({kind}="{say("form.kind.met")}",COUNTA({",".join(told)})=0)'
    yield f"{_at('code', top)}:{_at('evidence', top)}", met
    refused = f'{kind}="{say("form.kind.not_met")}"'
    yield _at("cause", top), f'AND({cause}="",{refused})'


def _at(key: str, row: int) -> str:
    return f"{LETTER[key]}{row}"
