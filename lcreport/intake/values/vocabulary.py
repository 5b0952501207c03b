"""The words that the grammar of values knows, as one table: phrase, sense, meaning.

The table is written with diacritics; `ENTRIES` is keyed by the folded phrase. A phrase wins over
every shorter phrase inside it, so that "không quá" is a bound although "không" is a negation.
"""

from dataclasses import dataclass
from enum import Enum, StrEnum, auto
from fractions import Fraction
from itertools import product

from lcreport.model import Direction, Status
from lcreport.vietnamese import bare, fold


class Sense(Enum):
    """The part that a token plays in a cell."""

    NUMBER = auto()
    PERCENT = auto()
    SLASH = auto()
    DASH = auto()
    SEPARATOR = auto()
    COLON = auto()
    OPEN = auto()
    CLOSE = auto()
    FIGURE = auto()
    PERIOD = auto()
    CODE = auto()
    WORD = auto()
    BOUND = auto()
    SUFFIX = auto()
    SCALE = auto()
    DIRECTION = auto()
    REFUSED_DIRECTION = auto()
    STATUS = auto()
    VERDICT = auto()
    WEAK_VERDICT = auto()
    ZERO = auto()
    ABSENCE = auto()
    PREVIOUS = auto()
    COMPARED = auto()
    TARGET = auto()
    REACH = auto()
    FROM = auto()
    UNTIL = auto()
    OVER = auto()
    FILLER = auto()
    EVERY = auto()
    SAME_AGAIN = auto()
    WHOLE = auto()
    OTHER_PART = auto()
    AS_OF = auto()
    NEGATION = auto()
    CONTRAST = auto()
    ORDINAL = auto()
    NOUN = auto()


class Bound(StrEnum):
    """What stands before a number instead of an equals sign."""

    ABOVE = ">"
    AT_LEAST = ">="
    BELOW = "<"
    AT_MOST = "<="
    ABOUT = "~"
    NEARLY = "~<"
    EXACTLY = "="


Meaning = Bound | Direction | Status | Fraction | bool | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One phrase of the table."""

    sense: Sense
    meaning: Meaning = None


def _each(firsts: str, seconds: str) -> tuple[str, ...]:
    """Give every first phrase followed by every second one (phrases separated by "|")."""
    return tuple(f"{one} {two}".strip() for one, two in product(*map(_phrases, (firsts, seconds))))


def _phrases(text: str) -> tuple[str, ...]:
    return tuple(text.split("|"))


_ORGANS = "cấp trên|cấp tỉnh|cấp bộ|tỉnh, bộ|cấp tỉnh, bộ|trung ương|ubnd tỉnh|tỉnh|bộ"

_TABLE: tuple[tuple[Sense, Meaning, tuple[str, ...]], ...] = (
    (Sense.BOUND, Bound.ABOVE, _phrases(
        ">|trên|hơn|lớn hơn|cao hơn|nhiều hơn|vượt quá|vượt trên|vượt mức|đạt hơn")),
    (Sense.BOUND, Bound.AT_LEAST, _phrases(
        "≥|⩾|≧|>=|ít nhất|tối thiểu|không dưới|không ít hơn|không thấp hơn|không nhỏ hơn"
        "|chí ít|thấp nhất")),
    (Sense.BOUND, Bound.BELOW, _phrases(
        "<|dưới|nhỏ hơn|thấp hơn|ít hơn|bé hơn|kém|chưa đến|chưa tới|chưa đầy|không đến"
        "|không tới|không đầy|chưa quá")),
    (Sense.BOUND, Bound.AT_MOST, _phrases(
        "≤|⩽|≦|<=|=<|không quá|tối đa|nhiều nhất|cao nhất|không vượt|không vượt quá|không hơn"
        "|không trên|không nhiều hơn|không cao hơn|không lớn hơn")),
    (Sense.BOUND, Bound.ABOUT, _phrases(
        "~|≈|≃|khoảng|vào khoảng|xấp xỉ|ước|ước đạt|ước tính|ước khoảng|chừng|tầm|trên dưới"
        "|độ khoảng")),
    (Sense.BOUND, Bound.NEARLY, _phrases("gần|gần bằng|gần đạt|suýt soát|ngót")),
    (Sense.BOUND, Bound.EXACTLY, _phrases("=|bằng|đúng|đúng bằng")),
    (Sense.SUFFIX, Bound.AT_LEAST, _phrases("trở lên|trở lại lên")),
    (Sense.SUFFIX, Bound.AT_MOST, _phrases("trở xuống")),
    (Sense.SUFFIX, Bound.ABOVE, _phrases("có lẻ")),
    (Sense.SCALE, Fraction(100), _phrases("trăm")),
    (Sense.SCALE, Fraction(1000), _phrases("nghìn|ngàn")),
    (Sense.SCALE, Fraction(10000), _phrases("vạn")),
    (Sense.SCALE, Fraction(10**6), _phrases("triệu|tr|trđ|tr.đ")),
    (Sense.SCALE, Fraction(10**9), _phrases("tỷ|tỉ")),
    (Sense.PERCENT, Fraction(1), _phrases("%|phần trăm")),
    (Sense.PERCENT, Fraction(1, 10), _phrases("‰|phần nghìn|phần ngàn")),
    (Sense.DIRECTION, Direction.UP, _phrases(
        "tăng|tăng lên|tăng thêm|gia tăng|tăng dần|có tăng|↑|▲|increase")),
    (Sense.DIRECTION, Direction.DOWN, _phrases(
        "giảm|giảm đi|giảm bớt|giảm dần|giảm xuống|có giảm|↓|▼|decrease")),
    (Sense.DIRECTION, Direction.SAME, _phrases(
        "không đổi|không thay đổi|giữ nguyên|không tăng không giảm|không tăng, không giảm"
        "|không tăng giảm|không biến động|không có biến động|không có thay đổi|ổn định"
        "|bằng năm trước|bằng kỳ trước|bằng cùng kỳ|bằng với năm trước|như năm trước"
        "|tương đương năm trước|tương đương cùng kỳ|giữ vững|duy trì")),
    (Sense.REFUSED_DIRECTION, Direction.UP, _each("không|chưa", "tăng")),
    (Sense.REFUSED_DIRECTION, Direction.DOWN, _each("không|chưa", "giảm")),
    (Sense.STATUS, Status.UPPER_LEVEL, (
        *_each("cấp tp|cấp thành phố|thành phố|tp|cấp huyện|cấp xã|cấp phường|đơn vị",
               "không tính|không đánh giá|không thống kê|không thuộc thẩm quyền"),
        *_each("đánh giá của|đánh giá theo|đánh giá ở|đánh giá bởi|thẩm định của|công bố của"
               "|thẩm quyền của|thuộc thẩm quyền|thuộc thẩm quyền của", _ORGANS),
        *_each("đánh giá|thuộc|chờ|do", "cấp trên|cấp tỉnh|cấp bộ"),
        *_each("cấp trên|cấp tỉnh|cấp bộ|trung ương|ubnd tỉnh", "đánh giá|thẩm định|công bố|tính"
               "|tính toán|xác định|thống kê|tổng hợp|quản lý|cung cấp"),
        *_each("tỉnh|bộ", "đánh giá|thẩm định|công bố"),
        *_phrases("không thuộc thẩm quyền|ngoài thẩm quyền|không đủ thẩm quyền|vượt thẩm quyền"
                  "|không có thẩm quyền|không tính|không tính gdp|không tính grdp"
                  "|không tính ở cấp thành phố|không tính ở cấp tp|cấp trên"),
    )),
    (Sense.STATUS, Status.NO_DATA, (
        *_each("chưa|không|chưa có|không có|chưa đủ|không đủ|thiếu|chờ|đang chờ|đợi",
               "số liệu|dữ liệu|thông tin|cơ sở đánh giá|cơ sở để đánh giá|căn cứ đánh giá"),
        *_each("chưa|không|đang|đang trong quá trình|đang tiếp tục",
               "tổng hợp|rà soát|thống kê|thu thập|khảo sát|điều tra|cập nhật"),
        *_each("chưa", "báo cáo|đánh giá|xác định|rõ|có báo cáo|có kết quả|tính được"
               "|tính toán|đo được|kiểm đếm|đủ số liệu"),
        *_each("không", "xác định|xác định được|rõ|tính được|có báo cáo|nắm được|đủ cơ sở"
               "|có kết quả"),
        *_phrases("n/a|n.a|na|sẽ cập nhật|sẽ bổ sung|báo cáo sau|bổ sung sau|cập nhật sau"
                  "|sẽ báo cáo|đang báo cáo|đang xác minh|no data|không số liệu"),
    )),
    (Sense.STATUS, Status.NOT_APPLICABLE, _phrases(
        "không áp dụng|không phải đánh giá|không thuộc đối tượng|không thuộc phạm vi"
        "|không thuộc nhiệm vụ|không được giao|không được phân công|không thuộc địa bàn")),
    (Sense.ABSENCE, None, _phrases(
        "không phát sinh|không có phát sinh|chưa phát sinh|không có đối tượng"
        "|không có trường hợp phát sinh")),
    (Sense.ZERO, None, _phrases("không có|không còn|không xảy ra|ko có|k có|không hề có")),
    (Sense.VERDICT, True, _phrases(
        "đạt|đạt yêu cầu|đạt chuẩn|đạt tiêu chuẩn|đạt chỉ tiêu|đạt tiêu chí|đã đạt|vượt chỉ tiêu"
        "|vượt yêu cầu|đạt và vượt|cải thiện|được cải thiện"
        "|đã được cải thiện|có cải thiện|đã cải thiện|hoàn thành|đã hoàn thành"
        "|được công nhận|đã được công nhận|được công nhận đạt chuẩn"
        "|đảm bảo|bảo đảm|đạt tốt|passed")),
    (Sense.VERDICT, False, (
        *_each("chưa|không|ko|chưa được|không được",
               "đạt|đạt yêu cầu|đạt chuẩn|đạt tiêu chuẩn|đạt chỉ tiêu|đạt tiêu chí|hoàn thành"
               "|đảm bảo|bảo đảm|cải thiện|được cải thiện|công nhận|được công nhận"),
        *_phrases("không thực hiện|chưa thực hiện|chưa triển khai|không triển khai"
                  "|chưa tổ chức|không tổ chức|chưa ban hành|failed"),
    )),
    (Sense.WEAK_VERDICT, True, _phrases(
        "có|đã có|đã|yes|true|ok|đúng vậy|thực hiện tốt|đã được")),
    (Sense.WEAK_VERDICT, False, _phrases("chưa có|chưa|không|no|false|ko")),
    (Sense.PREVIOUS, None, _phrases(
        "năm trước|kỳ trước|cùng kỳ|năm ngoái|cùng kỳ năm trước|kỳ báo cáo trước|tháng trước"
        "|quý trước|năm trước đó|trước đó|trước đây")),
    (Sense.COMPARED, None, _phrases("so với|so|so cùng kỳ với|so sánh với")),
    (Sense.TARGET, None, _phrases(
        "kế hoạch|chỉ tiêu|mục tiêu|yêu cầu|kh|chỉ tiêu giao|mức phấn đấu|phấn đấu|ngưỡng|vượt"
        "|trong khi quy định")),
    (Sense.REACH, None, _phrases("lên|xuống|còn|xuống còn|trở thành|lên thành|lên tới|nay là"
        "|chỉ còn")),
    (Sense.FROM, None, _phrases("từ")),
    (Sense.UNTIL, None, _phrases("đến|tới")),
    (Sense.OVER, None, _phrases(
        "trên tổng số|trong tổng số|trên tổng|trong tổng|trong số|trên số")),
    (Sense.FILLER, None, _phrases(
        "tự đánh giá|đánh giá|kết luận|đề nghị|là|tỷ lệ|tỉ lệ|chiếm|hiện|hiện nay|hiện tại"
        "|kết quả|được|số|mức|ở mức|trong đó|thì"
        "|cụ thể|đã|nay|tính|theo|với|thực hiện|tỷ lệ đạt|tỉ lệ đạt|kết quả đạt|kết quả đạt được"
        "|giá trị|thực tế|con số|chỉ|mới|mới đạt|chỉ đạt|cũng")),
    (Sense.EVERY, None, _phrases("đều|đều đạt|cả hai|cả 2|mỗi loại|từng loại")),
    (Sense.SAME_AGAIN, None, _phrases("tương ứng|tương ứng với|tức|tức là|hay|tương đương")),
    (Sense.WHOLE, None, _phrases(
        "chung|tính chung|tổng số|tổng|tổng cộng|tổng chung|toàn thành phố|toàn tp"
        "|cả thành phố|bình quân|bình quân chung|toàn xã|toàn phường|toàn địa bàn")),
    (Sense.OTHER_PART, None, _phrases("nam|nam giới|lao động nam|còn lại")),
    (Sense.AS_OF, None, _phrases(
        "tính đến|tính tới|tại thời điểm|thời điểm|cập nhật đến|số liệu|số liệu đến"
        "|tính đến thời điểm|theo số liệu|đến thời điểm|tính tại thời điểm")),
    (Sense.NEGATION, None, _phrases("chẳng|chưa được|không được|không phải")),
    (Sense.CONTRAST, None, _phrases(
        "một số|còn một số|nhưng|tuy nhiên|song|ngoại trừ|trừ|một phần|1 phần|cơ bản|về cơ bản"
        "|phần lớn|hoặc|đề nghị xem xét|cơ bản đạt|gần như")),
    (Sense.ORDINAL, None, _phrases(
        "mức độ|cấp độ|độ tuổi|loại|hạng|lớp|khóa|tháng|quý|điều|khoản|điểm|mục|thông tư|tt"
        "|nghị định|nghị quyết|quyết định|qđ|kế hoạch số|công văn|văn bản số|phụ lục|đợt|thứ"
        "|lần thứ|nhóm|khu phố|tổ dân phố|tổ|thôn|khu|chỉ số|tiêu chí|tiêu chuẩn|biểu|mẫu|trang"
        "|bảng|stt|năm|ngày|pcgd mức|phiên bản|số điện thoại|đt|vùng|quốc lộ|số hiệu|báo cáo số"
        "|quyết định số|công văn số|thông tư số|nghị định số|nghị quyết số|giai đoạn")),
    (Sense.NOUN, None, _phrases(
        "người|hộ|xã|phường|vụ|ca|trường|học sinh|sinh viên|giáo viên|đề tài|dự án|sản phẩm"
        "|cơ sở|gia đình|dòng họ|đơn vị|doanh nghiệp|lao động|trẻ|lượt|lượt người|cuộc|buổi"
        "|công dân|cộng đồng|khẩu|nhân khẩu|tuyến|đường|điểm phát sóng|trung tâm|câu lạc bộ"
        "|thư viện|giải pháp|sáng chế|văn bản|nhiệm vụ|quận|huyện|tấn|m|km|đồng|thanh niên")),
    (Sense.WORD, None, _phrases(
        "tăng cường|giảm nghèo|giảm thiểu|tăng trưởng|tăng ca|tỷ trọng|có việc làm|trên địa bàn"
        "|thành phố|thành lập|khu vực|cán bộ|toàn bộ|nội bộ|đồng bộ|tiến bộ|bộ phận|bộ tiêu chí"
        "|trên cơ sở|trên toàn|dưới sự|hơn nữa|gần đây|khoảng cách")),
)  # fmt: skip

# Happenings are counted, never shares of one another: "19/24 vụ" is this year and last year.
HAPPENINGS = frozenset(map(fold, ("vụ", "ca", "đề tài", "sản phẩm", "dự án", "sáng chế")))

# Ticks as people type, draw or insert them; the last row is how Wingdings and symbol fonts store
# them. Crosses count as ticks in a Đạt or Chưa đạt column, but alone in a value cell say nothing.
TICKS = frozenset((
    "x", "v", "✓", "✔", "☑", "☒", "√", "✅", "🗹", "🗸", "☓", "×", "⊠", "[x]", "(x)", "[v]",
    "ü", "þ", "\uf0fc", "\uf0fe", "\uf0fd", "\uf078",
))  # fmt: skip
CROSSES = frozenset(("✗", "✘", "✕", "✖"))
COLUMN_TICKS = frozenset(
    map(fold, (*TICKS, *CROSSES, "xx", "1", "01", "đ", "cđ", "kđ", "có", "true", "yes", "*", "+"))
)
ABBREVIATED_CLAIMS = {"đ": True, "cđ": False, "kđ": False}

# What stands in a cell where nothing is to be said; "0" is not among them.
NOTHING = frozenset(("-", "--", "---", "...", "....", "…", "..", ".", "/", "\\", "_", "?", "(-)"))


def _entries() -> dict[str, Entry]:
    """Key the table by folded phrase; a phrase listed first keeps its sense."""
    table: dict[str, Entry] = {}
    for sense, meaning, phrases in _TABLE:
        for phrase in phrases:
            table.setdefault(fold(phrase), Entry(sense, meaning))
    return table


ENTRIES = _entries()


def _plain_entries() -> dict[str, Entry]:
    """Key the table by phrase without diacritics, for cells typed without any.

    A phrase that is two different words without its diacritics is left out.
    """
    table: dict[str, Entry] = {}
    clashes: set[str] = set()
    for phrase, entry in ENTRIES.items():
        plain = bare(phrase)
        if table.setdefault(plain, entry) != entry:
            clashes.add(plain)
    return {phrase: entry for phrase, entry in table.items() if phrase not in clashes}


PLAIN_ENTRIES = _plain_entries()
