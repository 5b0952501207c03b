"""What became of every file (`Biểu nộp về`) and of every unit's share (`Đơn vị`)."""

from collections.abc import Iterable
from datetime import datetime, timedelta, timezone

from lcreport.model import Result, Return, Settings, State, Unit
from lcreport.papers.book.looks import NUMBER_FORMAT
from lcreport.papers.book.sheet import Value
from lcreport.papers.shares import Shares, shares_of
from lcreport.papers.summary.listing import MOMENT_FORMAT, Column, Listing, joined
from lcreport.papers.summary.places import Places, unit_name
from lcreport.vietnamese import count_text
from lcreport.wording import say

_RETURNS = (
    Column("file", 44),
    Column("state", 18),
    Column("unit", 30),
    Column("identified_by", 26),
    Column("saved", 20, MOMENT_FORMAT),
    Column("answers", 12, NUMBER_FORMAT),
    Column("problems", 10, NUMBER_FORMAT),
    Column("told", 60),
)
_UNITS = (
    Column("unit_id", 18),
    Column("unit", 34),
    Column("kind", 14),
    Column("returned", 12),
    Column("files", 44),
    Column("assigned", 12, NUMBER_FORMAT),
    Column("answered", 12, NUMBER_FORMAT),
    Column("missing", 12, NUMBER_FORMAT),
    Column("missing_numbers", 40),
)
# Of these only the disk says when they were saved, which is another time in every copy.
_FOREIGN = {State.UNREADABLE, State.NOT_A_RETURN}
_VIETNAM = timezone(timedelta(hours=7))


def returns(result: Result, places: Places) -> Listing:
    """Give one row per file of the folder, in its order."""
    rows = tuple(_return(each, result.settings, places) for each in result.returns)
    return Listing(say("summary.sheet.returns"), _RETURNS, rows)


def _return(each: Return, settings: Settings, places: Places) -> tuple[Value, ...]:
    way = each.identified_by
    return (
        places.link(each.file, each.file),
        say(f"state.{each.state}"),
        unit_name(each.unit, settings),
        say(f"summary.identified.{way}") if way else "",
        None if each.state in _FOREIGN else _local(each.saved),
        len(each.answers),
        len(each.problems),
        # What concerns the whole file; faults of its cells stand on the sheet of problems.
        joined(problem.message for problem in each.problems if not problem.cell),
    )


def _local(moment: datetime | None) -> datetime | None:
    """Give a moment as clocks in Vietnam show it: a sheet knows no time zones."""
    if moment is None or moment.tzinfo is None:
        return moment
    return moment.astimezone(_VIETNAM).replace(tzinfo=None, microsecond=0)


def units(result: Result) -> Listing:
    """Give one row per unit that is valid on the cut-off date, in the order of the settings."""
    day = result.settings.period.cut_off
    shares = shares_of(result)
    rows = (_unit(each, shares) for each in result.settings.units if each.is_valid_on(day))
    return Listing(say("summary.sheet.units"), _UNITS, rows)


def _unit(unit: Unit, shares: Shares) -> tuple[Value, ...]:
    files, missing = shares.files.get(unit.id, []), shares.missing.get(unit.id, [])
    return (
        unit.id,
        unit.name,
        unit.kind.value,
        say("summary.returned" if files else "summary.not_returned"),
        joined(files),
        shares.assigned[unit.id],
        shares.answered[unit.id],
        len(missing),
        numbers_text(missing),
    )


def numbers_text(numbers: Iterable[int]) -> str:
    """List indicators the way the other papers do: "07, 12, 33"."""
    return ", ".join(count_text(number) for number in numbers)
