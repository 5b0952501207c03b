"""`lcreport status`: who has returned, who is late, what is missing; writes nothing."""

import argparse
import csv
import io
import json
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path

from lcreport.cli.places import output_of
from lcreport.cli.screen import Screen
from lcreport.errors import OutputError, UsageError
from lcreport.intake.folder import read_folder
from lcreport.outbox.ledger import LEDGER, Outcome
from lcreport.outbox.purposes import Purpose
from lcreport.settings import settings_of
from lcreport.status import FolderStatus, Standing, status_json, status_of
from lcreport.vietnamese import count_text, short_date_text
from lcreport.wording import say

# Columns of the ledger: when, for which period, to whom, which kind of letter, what became of it.
_TIME, _PERIOD, _UNIT, _PURPOSE, _OUTCOME = range(5)


def execute(options: argparse.Namespace, screen: Screen) -> bool:
    """Print where every unit stands; true while anything is missing or wrong."""
    folder: Path = options.folder
    if not folder.is_dir():
        raise UsageError(say("cli.no_folder", folder=folder))
    settings = settings_of(folder, options.settings)
    output = output_of(folder, options.output)
    with screen.progress() as watch:
        returns = read_folder(folder, (output, options.settings), settings, watch)
    sent = _forms_sent(output / LEDGER, settings.period.label)
    status = status_of(settings, returns, _day(options.today), sent)
    if options.json:
        screen.always(json.dumps(status_json(status), ensure_ascii=False, indent=1))
    else:
        _tell(status, screen, neutral=settings.neutral)
    return not status.is_done


def _day(text: str | None) -> date:
    """Give the day that was named, else today by this computer's clock."""
    if text is None:
        return datetime.now().astimezone().date()
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(say("status.bad_day", day=text)) from error


def _forms_sent(ledger: Path, period: str) -> dict[str, str]:
    """Give the time at which each unit's form of a period was last sent, by unit id."""
    if not ledger.is_file():
        return {}
    try:
        text = ledger.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise OutputError(say("send.ledger_unread", file=ledger, why=error)) from error
    # Excel saves with the separator of its country.
    delimiter = ";" if text.partition("\n")[0].count(";") else ","
    wanted = (period, Purpose.FORMS.value, Outcome.SENT.value)
    return {
        row[_UNIT]: row[_TIME]
        for row in csv.reader(io.StringIO(text), delimiter=delimiter)
        if len(row) > _OUTCOME and (row[_PERIOD], row[_PURPOSE], row[_OUTCOME]) == wanted
    }


def _tell(status: FolderStatus, screen: Screen, *, neutral: bool) -> None:
    if neutral:
        screen.line(say("status.neutral"))
    screen.line(_deadline(status))
    names = ("unit", "sent", "state", "accepted", "problems", "missing")
    rows = [
        (
            each.unit.name,
            say("status.sent_on", time=each.sent) if each.sent else "",
            say(f"status.{each.standing}"),
            say("status.files", count=each.accepted) if each.files else "",
            say("status.problem_count", count=each.problems) if each.problems else "",
            say("status.missing_numbers", numbers=_numbers(each.missing)) if each.missing else "",
        )
        for each in status.units
    ]
    screen.table(tuple(say(f"status.{name}") for name in names), rows)
    for file in status.lost:
        screen.line(say("status.lost", file=file))
    screen.line(_total(status))


def _numbers(missing: Iterable[int]) -> str:
    return ", ".join(count_text(number) for number in missing)


def _total(status: FolderStatus) -> str:
    asked = len(status.units) - status.count(Standing.NOT_ASKED)
    return say(
        "status.total",
        returned=status.count(Standing.RETURNED, Standing.NOT_ACCEPTED),
        units=asked,
        waiting=status.count(Standing.WAITING, Standing.LATE),
        problems=sum(each.problems for each in status.units),
        lost=len(status.lost),
    )


def _deadline(status: FolderStatus) -> str:
    if status.deadline is None or status.days_left is None:
        return say("status.no_deadline")
    day, days = short_date_text(status.deadline), status.days_left
    if days == 0:
        return say("status.deadline_today", day=day)
    key = "status.deadline_ahead" if days > 0 else "status.deadline_past"
    return say(key, day=day, count=abs(days))
