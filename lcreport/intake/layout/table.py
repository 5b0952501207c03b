"""An indicator table on a sheet: its header, the columns of each field, the rows below."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lcreport.intake.grid import Grid, Position
from lcreport.intake.layout.columns import Columns
from lcreport.intake.layout.headers import Field
from lcreport.intake.layout.sheet import Sheet
from lcreport.problems import Problem
from lcreport.vietnamese import fold

_SIGNATURE = re.compile(
    r"(?:nơi nhận|người lập|người tổng hợp|lập bảng|lập biểu|tm\.|kt\.|k/t|tl\.|tuq\.|q\.|xác nhận"
    r"|thủ trưởng|trưởng phòng|trưởng ban|phó trưởng|phó chủ tịch|chủ tịch|giám đốc|phó giám đốc"
    r"|chánh văn phòng|phó chánh|chi cục trưởng|bí thư|phó bí thư|hiệu trưởng|đại diện|ký tên"
    r"|\(đã ký\)|đã ký|\(ký|t/m|thay mặt|kế toán|cán bộ|lãnh đạo|ủy ban nhân dân|uỷ ban nhân dân"
    r"|[^,]{1,40}, ngày\s*[\d.…_ ]*\s*tháng)"
)
_OWN_REPORTER = re.compile(r"(?:tên )?(?:đơn vị|cơ quan) (?:nộp )?báo cáo")


@dataclass(frozen=True, slots=True)
class Table:
    """One indicator table.

    `header` are the first and last header row; `titles` the header texts of each column, parents
    first; `body` the row numbers below the header without headers that later pages repeat;
    `numbers_are_sure` says that the number column is no running count; `is_usable` that its rows
    can be judged; `period` is a printed "Kỳ báo cáo".
    """

    sheet: Sheet
    header: tuple[int, int]
    titles: dict[int, tuple[str, ...]]
    columns: Columns
    body: tuple[int, ...]
    numbers_are_sure: bool = False
    is_usable: bool = True
    period: str = ""
    problems: tuple[Problem, ...] = ()

    @property
    def grid(self) -> Grid:
        """Give the grid that the table stands on."""
        return self.sheet.grid

    @property
    def unit_texts(self) -> tuple[str, ...]:
        """Give the texts of a column headed "Đơn vị báo cáo", row by row."""
        own = [
            column
            for column in self.columns.get(Field.UNIT, ())
            if any(_OWN_REPORTER.match(fold(title)) for title in self.titles[column])
        ]
        texts = (self.sheet.text(row, column) for row in self.body for column in own[:1])
        return tuple(text for text in texts if text and not _SIGNATURE.match(fold(text)))

    def place(self, row: int, column: int) -> Position | None:
        """Give the cell that holds what a row says in a column, through merged blocks.

        A title merged over a row says nothing in its columns; one tick merged over the pair Đạt
        and Chưa đạt says both.
        """
        anchor = self.sheet.anchor(row, column)
        if anchor[1] == column:
            return anchor  # nearly always
        ticks = {c for field in (Field.MET, Field.NOT_MET) for c in self.columns.get(field, ())}
        return anchor if {column, anchor[1]} <= ticks else None

    def texts(self, field: Field) -> list[str]:
        """Give the texts of a field's columns, row by row."""
        columns = self.columns.get(field, ())
        texts = (self.sheet.text(row, column) for row in self.body for column in columns)
        return [text for text in texts if text]


def is_signature(texts: Iterable[str]) -> bool:
    """Say whether a row below a table belongs to the signature block."""
    return any(_SIGNATURE.match(fold(text)) for text in texts)


def above_signature(sheet: Sheet, rows: Iterable[int]) -> Iterator[int]:
    """Give the rows down to the first that belongs to the signature block."""
    for row in rows:
        line = sheet.rows[row]
        numbered = min(line.items())[1].text.strip(" .()").isdigit()
        if not numbered and is_signature(cell.text for cell in line.values()):
            return
        yield row
