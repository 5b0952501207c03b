"""What the run came to: counts, what changed since the previous period, what is left to do."""

from collections import Counter
from collections.abc import Iterator

from markupsafe import Markup

from lcreport.model import Result, State, Status
from lcreport.papers.charts import stack
from lcreport.papers.overview.looks import LOOKS
from lcreport.papers.overview.names import DoiKetLuan, NhomDonVi, NoiLuu, SoDem
from lcreport.papers.summary.remarks import decided, is_applied
from lcreport.papers.summary.returns import numbers_text
from lcreport.problems import Severity
from lcreport.wording import say

# What an official table marks; of the other verdicts it says nothing.
_MARKED = {Status.MET, Status.NOT_MET}
_LOST = {State.UNIDENTIFIED, State.UNREADABLE}


def counts(result: Result) -> tuple[SoDem, ...]:
    """Give the number of indicators with each verdict and its change since the previous period."""
    before = Counter(row.status for row in result.previous if row.status)
    found = []
    for status in Status:
        now, then = result.count(status), before[status]
        known = bool(before) and (status in _MARKED or then > 0)
        change = f"{now - then:+d}".replace("-", "−") if known and now != then else ""
        told = change or (say("overview.same") if known else "")
        name = say(f"verdict.{status}")
        found.append(SoDem(LOOKS[status], name, now, str(then) if known else "", told))
    return tuple(found)


def picture(tally: tuple[SoDem, ...]) -> Markup:
    """Draw the counts as shares of one bar."""
    title = "; ".join(f"{each.ten}: {each.so_luong}" for each in tally)
    return stack([(each.loai, each.so_luong) for each in tally], title)


def changes(result: Result) -> tuple[DoiKetLuan, ...]:
    """Give the indicators whose verdict differs from the one of the previous period."""
    before = {row.indicator: row.status for row in result.previous}
    return tuple(
        DoiKetLuan(
            verdict.indicator.number,
            verdict.indicator.text,
            say(f"verdict.{then}"),
            say(f"verdict.{verdict.status}"),
            LOOKS[verdict.status],
        )
        for verdict in result.verdicts
        if (then := before.get(verdict.indicator.number)) and then is not verdict.status
    )


def tasks(result: Result, groups: tuple[NhomDonVi, ...]) -> tuple[NoiLuu, ...]:
    """Give what somebody has to do next, the most pressing first, each with where it stands."""
    return tuple(NoiLuu(text, url) for text, url in _tasks(result, groups))


def _tasks(result: Result, groups: tuple[NhomDonVi, ...]) -> Iterator[tuple[str, str]]:
    questions, orphans = result.open_questions, result.unassigned
    if orphans:
        numbers = numbers_text(orphans)
        yield say("overview.task.assign", count=len(orphans), numbers=numbers), "#chua-giao"
    if questions:
        numbers = numbers_text(each.indicator.number for each in questions)
        yield say("overview.task.decide", count=len(questions), numbers=numbers), "#can-quyet-dinh"
    silent = sum(not unit.da_nop for group in groups for unit in group.don_vi)
    if silent:
        yield say("overview.task.remind", count=silent), "#bieu-nop-ve"
    lost = sum(each.state in _LOST for each in result.returns)
    if lost:
        yield say("overview.task.files", count=lost), "#tep-khac"
    stale = sum(not is_applied(each, result) for each in decided(result))
    if stale:
        yield say("overview.task.stale", count=stale), "#van-de"
    tally = Counter(each.severity for each in result.problems)
    if errors := tally[Severity.ERROR]:
        yield say("overview.task.errors", count=errors), "#van-de"
    if warnings := tally[Severity.WARNING]:
        yield say("overview.task.warnings", count=warnings), "#van-de"
