"""What a column's header means: a table of fields and the words that stand over them."""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from enum import StrEnum, auto
from functools import lru_cache

from lcreport.intake.layout.moments import Moment, When, moment, when, without_time
from lcreport.vietnamese import bare, fold


class Field(StrEnum):
    """What a column of an indicator table holds."""

    ORDINAL = auto()
    INDICATOR = auto()
    STANDARD = auto()
    CRITERION = auto()
    UNIT = auto()
    CO_UNIT = auto()
    MET = auto()
    NOT_MET = auto()
    CLAIM = auto()
    VALUE = auto()
    PREVIOUS = auto()
    THRESHOLD = auto()
    NUMERATOR = auto()
    DENOMINATOR = auto()
    MEASURED_IN = auto()
    EVIDENCE = auto()
    NOTE = auto()
    ANSWER_KIND = auto()
    AS_OF = auto()
    SCORE = auto()
    OTHER = auto()


# Fields and the wordings of their headers. Of two fields (before the colon) the first is the
# likelier one, the cells below decide. A field's first line holds its surest wordings: where two
# columns could be meant, the surer wording is. A line that begins with "|" goes on.
_TABLE = """
ordinal: stt | tt | số tt | số thứ tự | thứ tự | # | no | số
| số tt chỉ số | stt chỉ số | số chỉ số | mã chỉ số | số hiệu | số hiệu chỉ số | chỉ số số
indicator ordinal: chỉ số | chỉ báo
indicator: nội dung chỉ báo | nội dung chỉ số | tên chỉ số | tên chỉ báo | tiêu chí, chỉ số
| các chỉ số | nội dung các chỉ số | nội dung tiêu chí, chỉ số | chỉ số đánh giá
| các tiêu chí, chỉ số | chỉ số, tiêu chí | nội dung đánh giá | nội dung chỉ tiêu
indicator: nội dung tiêu chí | tiêu chí đánh giá | nội dung | nội dung báo cáo | tên chỉ tiêu
indicator threshold: chỉ tiêu | các chỉ tiêu
standard indicator: tiêu chuẩn | tên tiêu chuẩn | nhóm tiêu chuẩn | nhóm
standard: mã tiêu chuẩn
criterion indicator: tiêu chí | tên tiêu chí | các tiêu chí
criterion: mã tiêu chí
unit: đơn vị báo cáo | tên đơn vị báo cáo | đơn vị nộp báo cáo | cơ quan báo cáo
unit: đơn vị phụ trách | đơn vị chủ trì | đơn vị thực hiện | cơ quan chủ trì | cơ quan phụ trách
| cơ quan thực hiện | đơn vị cung cấp số liệu | đơn vị chủ trì theo dõi | đơn vị đầu mối
| cơ quan, đơn vị | cơ quan, đơn vị phụ trách | cơ quan, đơn vị chủ trì | tên đơn vị | cơ quan
| bộ phận phụ trách | phụ trách | chủ trì | đơn vị, cá nhân phụ trách
unit measured_in: đơn vị
measured_in: đơn vị tính | đvt | dvt | đ.v.t | đv tính | đơn vị đo
co_unit: đơn vị phối hợp | ghi chú (đơn vị phối hợp) | phối hợp | cơ quan phối hợp
| đơn vị phối hợp, cung cấp số liệu | cơ quan, đơn vị phối hợp
met: đạt | đạt chuẩn | đạt yêu cầu
not_met: chưa đạt | không đạt | chưa đạt chuẩn | chưa đạt yêu cầu | ko đạt
claim value: tự đánh giá | đơn vị tự đánh giá | kết quả tự đánh giá | tự đánh giá của đơn vị
| tự đánh giá đạt/chưa đạt
claim value: đạt/không đạt | đạt/chưa đạt | đạt hay chưa đạt | đạt hoặc chưa đạt
claim value: đánh giá | kết quả đánh giá | mức độ đạt | kết luận | xếp loại | đánh giá kết quả
| mức đạt
value: tỷ lệ % | tỷ lệ | % đạt | đạt % | tỷ lệ đạt | tỷ lệ % đạt | tỷ lệ đạt % | % | kết quả %
| tỷ lệ phần trăm | tỷ lệ đạt được | kết quả tỷ lệ % | kết quả thực hiện %
value: kết quả thực hiện | kết quả đạt được | thực hiện | số liệu | giá trị | số liệu báo cáo
| kết quả số liệu | thực hiện được | đã đạt | đạt được | mức đạt được | kết quả thực tế | thực tế
| số liệu thực hiện | kết quả báo cáo | giá trị đạt được | kết quả thực hiện được | thực đạt
| hiện trạng | thực trạng | kết quả hiện tại | trả lời | câu trả lời | tình hình thực hiện
value claim: kết quả | các kết quả
threshold: yêu cầu | mức phấn đấu | chỉ tiêu giao | kế hoạch | mức đạt chuẩn | chuẩn | ngưỡng
| mục tiêu | chỉ tiêu được giao | chỉ tiêu kế hoạch | mức yêu cầu | phấn đấu | dự kiến
| kế hoạch giao | định mức | tiêu chuẩn đạt | mức chuẩn | quy định | yêu cầu đạt
answer_kind: loại trả lời
as_of: số liệu tính đến ngày
numerator: tử số
numerator: số đạt | số người/hộ đạt | số người đạt | số hộ đạt | số lượng đạt
numerator value: số lượng
denominator: mẫu số
denominator: tổng số | tổng | tổng cộng | tổng số người/hộ | tổng số đối tượng
evidence: minh chứng | tài liệu kiểm chứng | hồ sơ minh chứng | nguồn số liệu/minh chứng
| mã minh chứng | tên minh chứng | văn bản số | tài liệu minh chứng | số liệu, minh chứng
| danh mục minh chứng | nguồn số liệu | nguồn minh chứng | hồ sơ, minh chứng | nguồn kiểm chứng
| minh chứng kèm theo | số, ngày văn bản | văn bản minh chứng | số - ngày ban hành | nguồn
note: ghi chú | ghi chú, giải trình | giải trình | nguyên nhân | lý do | ghi chú đối chứng | ý kiến
| ghi chú (nếu có) | thuyết minh | diễn giải | nhận xét | giải pháp | nguyên nhân, giải pháp
| kiến nghị | đề xuất | căn cứ/lý do đề xuất | khó khăn, vướng mắc
score: điểm | điểm tối đa | điểm chuẩn | điểm tự chấm | tự chấm | điểm thẩm định | điểm đạt
| điểm tự đánh giá | điểm số | điểm thẩm định / quản lý
other: thời gian thực hiện | thời hạn | thời hạn hoàn thành | thời gian | nơi ban hành | trạng thái
| thẩm định | kết quả thẩm định | phòng gd&đt thẩm định | thẩm định của phòng gd&đt
| đánh giá của phòng gd&đt | so sánh | tăng/giảm | chênh lệch | tăng, giảm | người phụ trách
| điện thoại | tỷ lệ % tự tính
| cách tính | phương pháp tính | công thức tính | hướng dẫn | loại | cấp đánh giá
"""

_WORDS = re.compile(r"[^\W_]+|[%#]")
_BRACKETS = re.compile(r"[(\[].*?(?:[)\]]|$)")
_SAME = (
    (re.compile(r"\btỉ\b"), "tỷ"),
    (re.compile(r"\bkì\b"), "kỳ"),
    (re.compile(r"\bquí\b"), "quý"),
)
_CHANGE = re.compile(r"so với|so sánh|chênh lệch|tăng/giảm|tăng \(|mức tăng|mức giảm")
# A longer text above a table is a title or a sentence, no header.
LONGEST = 120
# How many words may follow a known wording: "Minh chứng kèm theo báo cáo".
_TAIL = 4


@dataclass(frozen=True, slots=True)
class Heading:
    """What a header says: likely fields, the best first; `rank` is 0 for the surest wordings.

    `whole` says that the text is a known wording and nothing else, `timely` that it says only when.
    """

    fields: tuple[Field, ...]
    rank: int = 0
    when: When | None = None
    moment: Moment | None = None
    whole: bool = True
    timely: bool = False


def _key(folded: str) -> str:
    for pattern, written in _SAME:
        folded = pattern.sub(written, folded)
    return " ".join(_WORDS.findall(folded))


Entry = tuple[tuple[Field, ...], int]


def _entries() -> dict[str, Entry]:
    found: dict[str, Entry] = {}
    ranks: Counter[Field] = Counter()
    for line in _TABLE.strip().replace("\n|", " |").splitlines():
        names, _, wordings = line.partition(":")
        fields = tuple(map(Field, names.split()))
        for wording in wordings.split(" | "):
            found.setdefault(_key(fold(wording)), (fields, ranks[fields[0]]))
        ranks[fields[0]] += 1
    return found


_TI_LE = re.compile(r"\bti le\b")


def _bare(key: str) -> str:
    return _TI_LE.sub("ty le", bare(key))


def _without_diacritics(entries: dict[str, Entry]) -> dict[str, Entry]:
    """Key the wordings without diacritics, except where two of different meaning look the same."""
    alike: dict[str, set[Entry]] = defaultdict(set)
    for key, entry in entries.items():
        alike[_bare(key)].add(entry)
    return {plain: next(iter(found)) for plain, found in alike.items() if len(found) == 1}


_ENTRIES = _entries()
_BARE = _without_diacritics(_ENTRIES)


@lru_cache(maxsize=4096)
def recognise(text: str) -> Heading | None:
    """Give what one header text means, None when it is no known header."""
    if not text or len(text) > LONGEST:
        return None
    folded = fold(text)
    outside = _BRACKETS.sub(" ", folded)
    timeless = without_time(folded)
    found = None
    for whole, form in ((True, folded), (True, outside), (False, timeless),
                        (False, without_time(outside))):  # fmt: skip
        entry = _find(_key(form))
        if entry:
            found = Heading(entry[0], entry[1], when(text), moment(text), whole)
            break
    if _CHANGE.search(folded) and (found is None or not found.whole):
        return Heading((Field.OTHER,), whole=False)
    return found or _of_time(text, timeless) or _longer(text, _key(outside))


def _find(key: str) -> Entry | None:
    return _ENTRIES.get(key) or _BARE.get(_bare(key))


def _of_time(text: str, timeless: str) -> Heading | None:
    """Take a header that says nothing but when ("Tính đến tháng 5/2023") for a value column."""
    if _WORDS.search(timeless) or not (when(text) or moment(text)):
        return None
    return Heading((Field.VALUE,), 0, when(text), moment(text), whole=False, timely=True)


def _longer(text: str, key: str) -> Heading | None:
    """Find the longest known wording that a header begins with, a few words following."""
    words = key.split()
    for length in range(len(words) - 1, 0, -1):
        if len(words) - length > _TAIL:
            return None
        entry = _find(" ".join(words[:length]))
        if entry and (length > 1 or entry[0][0] is not Field.ORDINAL) and ":" not in text:
            return Heading(entry[0], entry[1] + 1, when(text), moment(text), whole=False)
    return None


@lru_cache(maxsize=4096)
def meaning(path: tuple[str, ...]) -> Heading | None:
    """Give what a column means whose headers stand above each other, parents first.

    The lowest known header decides, but one that only says when ("Năm 2023" under "Tỷ lệ %")
    leaves that to its parent. When is said anywhere on the path.
    """
    known = [heading for heading in map(recognise, reversed(path)) if heading]
    if not known:
        return None
    best = next((each for each in known if not each.timely), known[0])
    said = " ".join(path)
    return replace(best, when=when(said), moment=moment(said))


def is_header_text(text: str) -> bool:
    """Say whether a text can stand in a header: a known wording, a date, a unit of measure."""
    return recognise(text) is not None or bool(_UNIT_ROW.fullmatch(fold(text)))


_UNIT_ROW = re.compile(r"\(?(?:%|người|hộ|vụ|lần|ghi rõ.*|nếu có|đánh dấu.*|ghi x|x)\)?")
