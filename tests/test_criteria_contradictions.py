"""Every contradiction of a criteria set has its sentence, and all are told at once."""

from pathlib import Path

import pytest

from lcreport.criteria import load
from lcreport.errors import CriteriaError
from lcreport.model import Combination

# A small set without faults; every case below spoils one place of it.
SMALL = """
id = "small"
title = "Bộ tiêu chí nhỏ"
source = "Công văn số 1"
[standards]
"1.1" = "Gắn kết"
"1.2" = "Tăng trưởng"
[criteria]
"1.1.1" = "Biết chữ"
"1.2.1" = "Việc làm"
[[indicators]]
number = 1
text = "Tỷ lệ biết chữ"
standard = "1.1"
criterion = "1.1.1"
combination = "tổng"
level = "thành phố"
source = "dòng 1"
measures = [{ name = "", comparison = ">=", threshold = "95", unit = "%" }]
examples = [
  { cell = "95%", verdict = "met" },
  { cell = "94%", verdict = "not_met" },
  { cell = "", verdict = "no_data" },
]
[[indicators]]
number = 2
text = "Tỷ lệ lao động được đào tạo"
standard = "1.2"
criterion = "1.2.1"
combination = "chủ trì"
source = "dòng 2"
measures = [
  { name = "chung", comparison = ">=", threshold = "80", unit = "%" },
  { name = "nữ", comparison = ">=", threshold = "50", unit = "%", keywords = ["nữ"] },
]
examples = [
  { cell = "80%; nữ: 50%", verdict = "met" },
  { cell = "80%; nữ: 49%", verdict = "not_met" },
  { cell = "", verdict = "no_data" },
]
[[indicators]]
number = 3
text = "Có biện pháp giám sát"
measures = [{ name = "", comparison = "có", unit = "" }]
examples = [
  { cell = "Đạt", verdict = "met" },
  { cell = "", claim = false, verdict = "not_met" },
  { cell = "", verdict = "no_data" },
]
"""

NAMED = 'name = "nữ", comparison = ">=", threshold = "50", unit = "%", keywords = ["nữ"]'
YES_RULE = 'comparison = "có"'
FIRST_RULE = '">=", threshold = "95", unit = "%"'

# What is replaced, by what, and the one sentence that follows.
SPOILT = {
    "an unknown key of the set": (
        'id = "small"',
        'id = "small"\ntitel = "x"',
        "Phần đầu của bộ tiêu chí: không có khóa “titel”; có phải “title”.",
    ),
    "an unknown key of an indicator": (
        'level = "thành phố"',
        'lvel = "thành phố"',
        "Chỉ số 1: không có khóa “lvel”; có phải “level”.",
    ),
    "an unknown key of a measure": (
        'keywords = ["nữ"]',
        'keywords = ["nữ"], keyword = ["x"]',
        "Chỉ số 2: không có khóa “keyword”; có phải “keywords”.",
    ),
    "an unknown key of an example": (
        "claim = false",
        "claim = false, previus = '1%'",
        "Chỉ số 3, ví dụ thứ 2: không có khóa “previus”; có phải “previous”.",
    ),
    "a value of the wrong shape": (
        'keywords = ["nữ"]',
        'keywords = "nữ"',
        "Chỉ số 2: “keywords” phải là danh sách chữ trong ngoặc kép.",
    ),
    "an id that is not the file's": (
        'id = "small"',
        'id = "smal"',
        "Bộ tiêu chí “smal” phải nằm trong tệp cùng tên, không phải “small.toml”.",
    ),
    "no title": ('title = "Bộ tiêu chí nhỏ"', "", "Phần đầu của bộ tiêu chí: thiếu “title”."),
    "an inferred criterion that is not there": (
        'source = "Công văn số 1"',
        'source = "Công văn số 1"\ninferred_criteria = ["1.2.2"]',
        "Phần đầu của bộ tiêu chí: “inferred_criteria” không thể là “1.2.2”; có phải “1.2.1”.",
    ),
    "no number": ("number = 3", "", "Chỉ số thứ 3 trong tệp: thiếu “chỉ số”."),
    "a number that is none": (
        "number = 3",
        'number = "ba"',
        "Chỉ số ba: số của chỉ số phải là số nguyên dương, không phải “ba”.",
    ),
    "the number zero": (
        "number = 3",
        "number = 0",
        "Chỉ số 0: số của chỉ số phải là số nguyên dương, không phải “0”.",
    ),
    "the same number twice": (
        "number = 3",
        "number = 1",
        "Chỉ số 1: số 1 đã dùng cho chỉ số “Tỷ lệ biết chữ”.",
    ),
    "no text": ('text = "Có biện pháp giám sát"', "", "Chỉ số 3: thiếu “nội dung”."),
    "the same text twice": (
        'text = "Có biện pháp giám sát"',
        'text = "Tỷ lệ  biết CHỮ"',
        "Chỉ số 3: nội dung (hoặc câu chữ khác đã công bố) trùng với chỉ số 1.",
    ),
    "a wording that is another's text": (
        "number = 3",
        'number = 3\nwordings = ["Tỷ lệ biết chữ"]',
        "Chỉ số 3: nội dung (hoặc câu chữ khác đã công bố) trùng với chỉ số 1.",
    ),
    "an unknown standard": (
        'standard = "1.1"\ncriterion = "1.1.1"',
        'standard = "1.9"',
        "Chỉ số 1: “tiêu chuẩn” không thể là “1.9”; có phải “1.2”.",
    ),
    "an unknown criterion": (
        'criterion = "1.1.1"',
        'criterion = "1.1.9"',
        "Chỉ số 1: “tiêu chí” không thể là “1.1.9”; có phải “1.1.1”.",
    ),
    "a criterion of another standard": (
        'criterion = "1.1.1"',
        'criterion = "1.2.1"',
        "Chỉ số 1: tiêu chí 1.2.1 không thuộc tiêu chuẩn 1.1.",
    ),
    "no measures": (
        'measures = [{ name = "", comparison = "có", unit = "" }]',
        "",
        "Chỉ số 3: chưa nói đánh giá bằng gì (measures).",
    ),
    "no comparison": (YES_RULE, "keywords = []", "Chỉ số 3: thiếu “so sánh”."),
    "an unknown comparison": (
        YES_RULE,
        'comparison = "tang"',
        "Chỉ số 3: “so sánh” không thể là “tang”; có phải “tăng”.",
    ),
    "an unknown combination": (
        'combination = "chủ trì"',
        'combination = "chủ chì"',
        "Chỉ số 2: “cách gộp” không thể là “chủ chì”; có phải “chủ trì”.",
    ),
    "an unknown level": (
        'level = "thành phố"',
        'level = "trung ương"',
        "Chỉ số 1: “cấp đánh giá” không thể là “trung ương”; chỉ nhận “thành phố”, “cấp trên”.",
    ),
    "an unknown verdict": (
        'cell = "94%", verdict = "not_met"',
        'cell = "94%", verdict = "notmet"',
        "Chỉ số 1, ví dụ thứ 2: “verdict” không thể là “notmet”; có phải “not_met”.",
    ),
    "no verdict": (', verdict = "no_data"', "", "Chỉ số 1, ví dụ thứ 3: thiếu “verdict”."),
    "a sum of yes and no": (
        "number = 3",
        'number = 3\ncombination = "tổng"',
        (
            "Chỉ số 3: cách gộp “tổng” không dùng được với so sánh “có”; "
            "câu trả lời có hay không thì không cộng được."
        ),
    ),
    "not applied without a reason": (
        "number = 3",
        "number = 3\napplies = false",
        "Chỉ số 3: chỉ số không áp dụng thì phải ghi lý do ở “căn cứ”.",
    ),
    "no threshold": (
        FIRST_RULE,
        '">=", unit = "%"',
        "Chỉ số 1: so sánh “>=” cần có ngưỡng.",
    ),
    "a needless threshold": (
        YES_RULE,
        'comparison = "có", threshold = "50"',
        "Chỉ số 3: so sánh “có” không dùng ngưỡng; bỏ ngưỡng 50.",
    ),
    "an unreadable threshold": (
        FIRST_RULE,
        '">=", threshold = "chín mươi", unit = "%"',
        "Chỉ số 1: không đọc được ngưỡng “chín mươi”; ghi một số như 80 hoặc 1,5.",
    ),
    "a threshold of thousands or of decimals": (
        FIRST_RULE,
        '">=", threshold = "1.500", unit = "người"',
        "Chỉ số 1: không đọc được ngưỡng “1.500”; ghi một số như 80 hoặc 1,5.",
    ),
    "a percentage above 100": (
        FIRST_RULE,
        '">=", threshold = "950", unit = "%"',
        (
            "Chỉ số 1: ngưỡng 950 nằm ngoài 0-100%; "
            "nếu không phải tỷ lệ phần trăm thì ghi đơn vị tính."
        ),
    ),
    "a percentage below zero": (
        FIRST_RULE,
        '">=", threshold = "-0.5", unit = "%"',
        (
            "Chỉ số 1: ngưỡng -0,5 nằm ngoài 0-100%; "
            "nếu không phải tỷ lệ phần trăm thì ghi đơn vị tính."
        ),
    ),
    "a percent sign beside another unit": (
        FIRST_RULE,
        '">=", threshold = "95%", unit = "hộ"',
        "Chỉ số 1: ngưỡng ghi “95%” nhưng đơn vị tính là “hộ”.",
    ),
    "a part without a name": (
        'name = "chung"',
        'name = ""',
        "Chỉ số 2, thành phần “1”: chỉ số có nhiều thành phần thì thành phần nào cũng phải có tên.",
    ),
    "two parts of one name": (
        'name = "chung"',
        'name = "Nữ", keywords = ["lao động"]',
        "Chỉ số 2, thành phần “nữ”: tên thành phần “nữ” đã dùng trong cùng chỉ số.",
    ),
    "two parts without labels": (
        NAMED,
        'name = "tổng số", comparison = ">=", threshold = "50", unit = "%"',
        (
            "Chỉ số 2, thành phần “tổng số”: chỉ một thành phần được nhận số không có nhãn; "
            "ghi từ khoá cho “tổng số”."
        ),
    ),
    "a keyword of two parts": (
        'name = "chung"',
        'name = "chung", keywords = ["lao động", "NỮ"]',
        "Chỉ số 2, thành phần “nữ”: từ khoá “nữ” đã dùng cho thành phần khác của chỉ số.",
    ),
    "no example that is met": (
        '  { cell = "95%", verdict = "met" },\n',
        "",
        "Chỉ số 1: thiếu ví dụ có kết luận đạt (met).",
    ),
    "no example that is not met": (
        '  { cell = "94%", verdict = "not_met" },\n',
        "",
        "Chỉ số 1: thiếu ví dụ có kết luận chưa đạt (not_met).",
    ),
    "no example without data": (
        '  { cell = "94%", verdict = "not_met" },\n  { cell = "", verdict = "no_data" },\n',
        '  { cell = "94%", verdict = "not_met" },\n',
        "Chỉ số 1: thiếu ví dụ có kết luận không có số liệu (no_data hoặc upper_level).",
    ),
}


def told_about(tmp_path: Path, text: str, name: str = "small.toml") -> tuple[str, ...]:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CriteriaError) as told:
        load(path)
    return told.value.sentences


def test_the_small_set_itself_has_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "small.toml"
    path.write_text(SMALL, encoding="utf-8")
    criteria = load(path)
    assert criteria.numbers == (1, 2, 3)
    assert criteria.indicators[2].combination is Combination.AGREE
    assert criteria.indicators[2].examples[1].claim is False


@pytest.mark.parametrize("fault", SPOILT)
def test_one_contradiction_is_one_sentence(tmp_path: Path, fault: str) -> None:
    place, spoilt, sentence = SPOILT[fault]
    assert place in SMALL
    assert told_about(tmp_path, SMALL.replace(place, spoilt, 1)) == (sentence,)


def test_all_contradictions_are_told_at_once(tmp_path: Path) -> None:
    names = ("no title", "a needless threshold", "two parts of one name", "no threshold")
    text = SMALL
    for name in names:
        place, spoilt, _ = SPOILT[name]
        text = text.replace(place, spoilt, 1)
    assert sorted(told_about(tmp_path, text)) == sorted(SPOILT[name][2] for name in names)
