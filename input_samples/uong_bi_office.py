"""The settings workbook of Uông Bí: units before and after 1 July 2025, and the assignment."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import office_parts as parts
import office_sheet as office
from office_parts import Row, Ward
from openpyxl import Workbook
from uong_bi_plan import Annex

AUTHOR = "Phòng Giáo dục và Đào tạo"
SETTINGS_SAVED = datetime(2025, 6, 10, 2, 0, tzinfo=UTC)


def settings(plan: Row, made_up: Row, annex: Annex) -> Workbook:
    """Give the settings workbook: letter, 14 departments, 10 old and 3 new wards, assignment."""
    domain = made_up["mail_domain"]
    units = [parts.unit_row(each, "phòng ban", domain) for each in made_up["department"]]
    units += [parts.unit_row(each, "xã phường", domain) for each in _wards(made_up["wards"])]
    return parts.settings_book(plan, units, list(annex.assigned()))


def save(book: Workbook, path: Path) -> None:
    """Write it as the office would."""
    office.save(book, path, AUTHOR, SETTINGS_SAVED)


def _wards(common: Row) -> Iterator[Row]:
    lasts = {"old": {"valid_to": common["until"]}, "new": {"valid_from": common["since"]}}
    for age, validity in lasts.items():
        for place, given in enumerate(common[age]):
            one = Ward(place, len(common[age]), given["kind"], given["name"])
            yield {**one.unit(), **given, "name": one.unit()["name"], **validity}
