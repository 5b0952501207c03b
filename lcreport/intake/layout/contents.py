"""What the cells below a header say about it, where its words alone can mean two things."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lcreport.intake.grid import Cell
from lcreport.intake.layout.matching import Matcher, number_in
from lcreport.intake.layout.sheet import Sheet
from lcreport.intake.values import read_claim, read_mark
from lcreport.vietnamese import fold

# What stands in a column "Đơn vị" when it means the unit of measure.
_MEASURES = frozenset(map(fold, (
    "%", "tỷ lệ", "tỉ lệ", "tỷ lệ %", "tỉ lệ %", "phần trăm", "người", "hộ", "vụ", "lần", "xã",
    "phường", "xã, phường", "trường", "cơ sở", "đề tài", "sản phẩm", "đồng", "triệu đồng",
    "tỷ đồng", "đạt/chưa đạt", "đạt/không đạt", "có/không", "lượt", "lượt người", "tấn", "km",
    "hộ gia đình", "thôn", "cuộc", "văn bản", "số lượng", "điểm", "công trình", "giáo viên",
    "học sinh", "trẻ", "đơn vị", "lần/năm", "vụ việc", "tiêu chí", "chỉ số",
)))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Contents:
    """The cells of a table's body, by column."""

    sheet: Sheet
    rows: tuple[int, ...]

    def cells(self, column: int) -> list[Cell]:
        """Give the cells of a column that hold something, merged ones once."""
        found = []
        for row in self.rows:
            line = self.sheet.rows.get(row)
            if line and column in line:
                found.append(line[column])
        return found

    def texts(self, column: int) -> list[str]:
        """Give the texts of a column's cells."""
        return [cell.text for cell in self.cells(column)]

    def differ(self, one: int, other: int, *, percent: bool = False) -> bool:
        """Say whether any row holds two different things in two columns (percentages only)."""
        for row in self.rows:
            left, right = self.sheet.cell(row, one), self.sheet.cell(row, other)
            if left is None or right is None or fold(left.text) == fold(right.text):
                continue
            if not percent or (_is_percent(left) and _is_percent(right)):
                return True
        return False


def _is_percent(cell: Cell) -> bool:
    return cell.percent or "%" in cell.text


def are_measures(texts: Sequence[str]) -> bool:
    """Say whether most texts are units of measure ("%", "hộ") and no names of organs."""
    hits = sum(fold(text).strip("() .") in _MEASURES for text in texts)
    return hits * 2 > len(texts)


def are_claims(texts: Sequence[str]) -> bool:
    """Say whether all texts (one at least) are verdict words or ticks."""
    return bool(texts) and all(read_claim(text) is not None or read_mark(text) for text in texts)


def are_ticks(texts: Sequence[str]) -> bool:
    """Say whether all texts (one at least) are ticks and no words."""
    return bool(texts) and all(read_mark(text) and "đạt" not in fold(text) for text in texts)


def has_figures(texts: Iterable[str]) -> bool:
    """Say whether any text has a digit and is no tick."""
    return any(any(map(str.isdigit, text)) and not read_mark(text) for text in texts)


def count_indicators(texts: Iterable[str], matcher: Matcher) -> int:
    """Count the texts that name an indicator."""
    return sum(names_indicator(text, matcher) for text in texts)


def names_indicator(text: str, matcher: Matcher) -> bool:
    """Say whether a text names an indicator, alone or with the number that it begins with."""
    match = matcher.find(text)
    if match and match.is_sure:
        return True
    number = number_in(text)
    return number in matcher.numbers and number is not None and matcher.agrees(text, number)
