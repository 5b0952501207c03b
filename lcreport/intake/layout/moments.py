"""Which time a phrase speaks of: a column's "(Tính đến tháng 5/2023)", a form's "Kỳ báo cáo: …"."""

import re
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache

from lcreport.model import Period
from lcreport.vietnamese import fold

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_YEAR = r"(?P<year>(?:19|20)\d{2})(?!\d)"
_LINK = r"\s*(?:/|-|\.|,?\s*năm\s*|\s)\s*"
_SHAPES = tuple(
    re.compile(shape)
    for shape in (
        rf"(?<!\d)\d{{1,2}}\s*[/.-]\s*(?P<month>\d{{1,2}})\s*[/.-]\s*{_YEAR}",
        rf"quý\s*(?P<quarter>iv|iii|ii|i|[1-4]){_LINK}{_YEAR}",
        rf"(?<!\d)(?P<months>\d{{1,2}})\s*tháng\s*(?:đầu|cuối)?\s*(?:của\s*)?năm\s*{_YEAR}",
        rf"tháng\s*(?P<month>\d{{1,2}}){_LINK}{_YEAR}",
        rf"(?<!\d)(?P<month>\d{{1,2}})\s*[/.-]\s*{_YEAR}",
        rf"năm\s*học\s*(?:19|20)\d{{2}}\s*[-/]\s*{_YEAR}",
        rf"(?:năm\s*)?(?<![\d/.]){_YEAR}",
    )
)
_MONTHS = 12
_PREVIOUS = re.compile(
    r"(?<!\w)(?:(?:kỳ|năm|tháng|quý|lần|đợt|giai đoạn)(?: báo cáo)? (?:liền )?(?:trước|ngoái)"
    r"|cùng kỳ|liền kề|trước đó|trước đây)(?!\w)"
)
_CURRENT = re.compile(
    r"(?<!\w)(?:(?:thời điểm )?hiện (?:tại|nay)|(?:kỳ|năm|tháng|quý|đợt|lần) (?:này|nay)"
    r"|(?:trong )?kỳ báo cáo|trong kỳ|đến nay|thời điểm (?:này|báo cáo))(?!\w)"
)


class When(Enum):
    """Which of two periods a column says it holds."""

    PREVIOUS = auto()
    CURRENT = auto()


@dataclass(frozen=True, slots=True, order=True)
class Moment:
    """The last month of a stretch of time; month 0 where only the year is said."""

    year: int
    month: int = 0

    @property
    def end(self) -> tuple[int, int]:
        """Give year and last month, for putting moments in order."""
        return self.year, self.month or _MONTHS

    def differs(self, other: "Moment") -> bool:
        """Say whether two moments cannot be the same period: a bare year fits all its months."""
        months = {self.month, other.month}
        return self.year != other.year or (0 not in months and len(months) > 1)


@lru_cache(maxsize=4096)
def moment(text: str) -> Moment | None:
    """Read the first date that a phrase names: "tháng 5/2023", "Quý II năm 2024", "năm 2023"."""
    plain = fold(text)
    for shape in _SHAPES:
        found = shape.search(plain)
        if found:
            parts = found.groupdict()
            month = int(parts.get("month") or parts.get("months") or 0)
            quarter = parts.get("quarter")
            if quarter:
                month = 3 * (_ROMAN.get(quarter) or int(quarter))
            if month <= _MONTHS:
                return Moment(int(parts["year"]), month)
    return None


@lru_cache(maxsize=4096)
def when(text: str) -> When | None:
    """Say which period the words of a phrase mean, apart from dates: "Kỳ trước", "hiện tại"."""
    plain = fold(text).replace("kì", "kỳ")
    if _PREVIOUS.search(plain):
        return When.PREVIOUS
    return When.CURRENT if _CURRENT.search(plain) else None


def without_time(text: str) -> str:
    """Drop the words of a folded phrase that only say when."""
    plain = text.replace("kì", "kỳ")
    for shape in (_PREVIOUS, _CURRENT, *_SHAPES):
        plain = shape.sub(" ", plain)
    return " ".join(_TIME_WORDS.sub(" ", plain).split())


_TIME_WORDS = re.compile(
    r"(?<!\w)(?:(?:số liệu )?(?:tính )?(?:đến|tới)(?: hết| cuối)?(?: ngày| thời điểm| tháng)?"
    r"|tại thời điểm|thời điểm|trong năm|của năm|trong|tính|so với|\d{1,2} tháng(?: đầu| cuối)?"
    r"|đầu năm|cuối năm)(?!\w)"
)


def is_current(found: Moment, period: Period) -> bool | None:
    """Say whether a date is this period's, the previous one's (False) or neither (None)."""
    now = moment(period.label) or _of_day(period.cut_off)
    before = moment(period.previous_label) or _of_day(period.previous_cut_off)
    if now and not found.differs(now):
        return True
    if before and not found.differs(before):
        return False
    return None


def _of_day(day: object) -> Moment | None:
    year, month = getattr(day, "year", None), getattr(day, "month", None)
    return Moment(year, month) if isinstance(year, int) and isinstance(month, int) else None


def another_period(printed: str, period: Period) -> bool:
    """Say whether a printed "Kỳ báo cáo: …" cannot be the settings' period.

    Without a period in the settings, or with nothing but dots printed, nothing differs.
    """
    plain = fold(printed)
    if not period.label or not any(letter.isalnum() for letter in plain):
        return False
    said, now = moment(printed), moment(period.label) or _of_day(period.cut_off)
    if said and now:
        return said.differs(now)
    if when(printed) is When.CURRENT:
        return False
    return when(printed) is When.PREVIOUS or not (
        fold(period.label) in plain or plain in fold(period.label)
    )
