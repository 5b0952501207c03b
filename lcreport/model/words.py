"""The closed lists of words: how a measure is judged, who judges, what a cell can say."""

from enum import StrEnum

# The office's own files at the top of a folder of returns; none of them is a return.
SETTINGS_FILE = "cai-dat.xlsx"
DECISIONS_FILE = "tham-dinh.xlsx"
PREVIOUS_FILE = "ky-truoc.xlsx"
# Our own result: of this period in the output, of the previous one in the folder of returns.
RESULT_FILE = "ket-qua.json"


class Comparison(StrEnum):
    """How a measure is judged; values are the words of the settings workbook."""

    AT_LEAST = ">="
    AT_MOST = "<="
    ABOVE = ">"
    BELOW = "<"
    INCREASE = "tăng"
    DECREASE = "giảm"
    YES = "có"
    REPORT = "báo cáo"

    @property
    def has_threshold(self) -> bool:
        """Say whether a number is compared with a fixed threshold."""
        return self in {self.AT_LEAST, self.AT_MOST, self.ABOVE, self.BELOW}

    @property
    def is_trend(self) -> bool:
        """Say whether the previous period's figure is needed."""
        return self in {self.INCREASE, self.DECREASE}


class Combination(StrEnum):
    """How the answers of several units become one figure; values are settings words."""

    LEAD = "chủ trì"
    SUM = "tổng"
    AGREE = "thống nhất"
    ALL = "tất cả"
    EACH = "tỷ lệ đạt"


class Level(StrEnum):
    """Who judges an indicator."""

    CITY = "thành phố"
    UPPER = "cấp trên"


class Status(StrEnum):
    """The verdict on an indicator, and what a status word in a cell says."""

    MET = "met"
    NOT_MET = "not_met"
    NO_DATA = "no_data"
    UPPER_LEVEL = "upper_level"
    NOT_APPLICABLE = "not_applicable"


class Basis(StrEnum):
    """What a verdict rests on (DESIGN 5.5)."""

    RULE = "rule"
    CLAIM = "claim"
    DECISION = "decision"
    LEVEL = "level"
    NONE = "none"


class Kind(StrEnum):
    """What sort of thing a value cell says."""

    QUANTITY = "quantity"
    RATIO = "ratio"
    DIRECTION = "direction"
    VERDICT = "verdict"
    STATUS = "status"
    MARK = "mark"
    TEXT = "text"
    EMPTY = "empty"


class Direction(StrEnum):
    """Which way a figure went since the previous period."""

    UP = "up"
    DOWN = "down"
    SAME = "same"


class Role(StrEnum):
    """A unit's part in an indicator."""

    LEAD = "chủ trì"
    SUPPORT = "phối hợp"


class UnitKind(StrEnum):
    """What sort of organ reports; wards are the parts that sums run over."""

    DEPARTMENT = "phòng ban"
    WARD = "xã phường"


class State(StrEnum):
    """What became of a file in the folder of returns."""

    ACCEPTED = "accepted"
    SUPERSEDED = "superseded"
    DUPLICATE = "duplicate"
    UNIDENTIFIED = "unidentified"
    UNREADABLE = "unreadable"
    NOT_A_RETURN = "not_a_return"
