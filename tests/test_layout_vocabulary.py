"""Every wording of headers and cells that units are known to use, in real files from end to end."""

import unicodedata
from fractions import Fraction

import pytest

from lcreport.intake.reader import read_return
from lcreport.model import Answer, Return, State
from lcreport.quantity import Interval, decimal_string
from lcreport.settings import neutral_settings
from tests.corpus_case import DrawnFile, DrawnSheet, filled
from tests.make_corpus import made

SETTINGS = neutral_settings()

# A table with a place for one header, and what its answers must show whatever stands there.
ORDINAL = "{} | Nội dung | Kết quả\n=19 | {19} | 100%\n=20 | {20} | 93,65%"
INDICATOR = "STT | {} | Kết quả\n=19 | {19} | 100%\n=20 | {20} | 93,65%"
VALUE = "STT | Chỉ số | {}\n=19 | {19} | 100%\n=20 | {20} | 93,65%"
PREVIOUS = (
    "STT | Chỉ số | {} | Tỷ lệ % hiện tại\n=19 | {19} | 98% | 100%\n=20 | {20} | 92% | 93,65%"
)
MET = "STT | Chỉ số | {} | Chưa đạt | Tỷ lệ %\n=19 | {19} | x | | 100%\n=20 | {20} | | x | 93,65%"
NOT_MET = MET.replace("{} | Chưa đạt", "Đạt | {}")
CLAIM = "STT | Chỉ số | Tỷ lệ % | {}\n=19 | {19} | 100% | Đạt\n=20 | {20} | 93,65% | Chưa đạt"
UPPER = "STT | Chỉ số | {} | Mẫu số\n=19 | {19} | =193 | =193\n=20 | {20} | =187 | =200"
LOWER = "STT | Chỉ số | Tử số | {}\n=19 | {19} | =193 | =193\n=20 | {20} | =187 | =200"
EVIDENCE = (
    "STT | Chỉ số | Tỷ lệ % | {}\n=19 | {19} | 100% | GCN số 15\n=20 | {20} | 93,65% | BC số 7"
)
NOTE = EVIDENCE.replace("GCN", "CV")
BESIDE = "STT | Chỉ số | {} | Kết quả\n=19 | {19} | {cell} | 100%\n=20 | {20} | {cell} | 93,65%"

# Wordings of the field guide, by the table that they stand in.
WORDINGS = {
    ORDINAL: "STT · TT · Stt · Số TT · SỐ TT · SỐ THỨ TỰ · Số thứ tự · # · No.",
    INDICATOR: "Nội dung chỉ báo · Chỉ số · Chỉ báo · Chỉ tiêu · Nội dung · Nội dung chỉ số"
    " · Tên chỉ số · Nội dung tiêu chí · Tiêu chí, chỉ số · Tiêu chí đánh giá",
    VALUE: "Tỉ lệ % · Tỷ lệ % · Tỷ lệ (%) · Kết quả · Kết quả thực hiện · Số liệu · Giá trị"
    " · Thực hiện · Kết quả đạt được · Tính đến thời điểm hiện tại · TỶ LỆ\\n(%) · Ty le %",
    PREVIOUS: "Kỳ trước · Năm trước · Cùng kỳ · Tính đến tháng 5/2023 · Năm 2023"
    " · Tỉ lệ % (Tính đến tháng 5/2023)",
    MET: "Đạt · Đạt\\n(x)",
    NOT_MET: "Chưa đạt · Không đạt",
    CLAIM: "Đạt/Không đạt · Đánh giá · Tự đánh giá · Kết quả đánh giá · Mức độ đạt · Kết luận"
    " · Tự đánh giá (Đạt/Chưa đạt)",
    UPPER: "Tử số · Số lượng · Số đạt · Số người/hộ đạt",
    LOWER: "Mẫu số · Tổng số · Tổng",
    EVIDENCE: "Minh chứng · Tài liệu kiểm chứng · Hồ sơ minh chứng · Nguồn số liệu/minh chứng"
    " · Mã minh chứng · Tên minh chứng · Văn bản số",
    NOTE: "Ghi chú · Ghi chú, giải trình · Giải trình · Nguyên nhân · Lý do · Ghi chú đối chứng",
}
# Columns beside the answer whose cells must never become it.
NEIGHBOURS = {
    "100%": "Yêu cầu · Mức phấn đấu · Chỉ tiêu giao · Kế hoạch · Mức đạt chuẩn · Chuẩn",
    "Phòng Y tế": "Đơn vị phụ trách · Đơn vị · Đơn vị chủ trì · Đơn vị thực hiện · Cơ quan chủ trì"
    " · Đơn vị báo cáo · Đơn vị cung cấp số liệu · Đơn vị chủ trì theo dõi · Đơn vị phối hợp"
    " · Ghi chú (đơn vị phối hợp) · Phối hợp · Đơn vị phối hợp, cung cấp số liệu",
    "%": "Đơn vị tính · ĐVT · dvt · Đơn vị",
    "=10": "Điểm tối đa · Điểm chuẩn · Điểm tự chấm · Tự chấm · Điểm thẩm định",
    "Môi trường": "Tiêu chuẩn · Tiêu chí · Mã Tiêu chuẩn · Mã Tiêu chí · Tên tiêu chí",
}
# Layouts of sister forms: lists of evidence, plans and scores, which answer nothing.
FOREIGN = {
    "L3": "TT | Mã minh chứng | Tên minh chứng\n| Tiêu chuẩn 1: Môi trường |\n"
    "=1 | H1.01.01.01 | Quyết định số 15/QĐ-UBND",
    "L4": "TT | Mã minh chứng (mã mới / mã cũ) | Tên minh chứng | Trạng thái | Thời hạn\n"
    "=1 | H1.01.01.01 | Quyết định số 15/QĐ-UBND | Đã có | 30/6",
    "L5": "Mã Tiêu chuẩn | Mã Tiêu chí | Mã Minh chứng | Tên Minh chứng | Số - ngày ban hành"
    " | Nơi ban hành | Ghi chú\n1 | 1.1 | H1.01.01.01 | Quyết định | 15, 2/1/2024 | UBND |",
    "L6": "STT | Chỉ tiêu | Mức phấn đấu | Đơn vị chủ trì theo dõi | Thời hạn | Ghi chú\n"
    "=1 | {19} | 100% | Phòng Y tế | 30/6 |",
    "L7": "TT | Nội dung | Thời gian thực hiện | Đơn vị chủ trì | Đơn vị phối hợp | Ghi chú\n"
    "=1 | {19} | Quý II | Phòng Y tế | Các phường |",
    "L8": "Tiêu chí đánh giá | Điểm tối đa | Điểm tự chấm | Điểm thẩm định / quản lý\n"
    "{19} | =10 | =9 | =8",
}
# Cells of the field guide with the indicator that they answer: kind, bounds, the two numbers, word.
CELLS = """
19 | 99,72% | quantity 99.72..99.72
19 | 93,65% | quantity 93.65..93.65
19 | 85 % | quantity 85..85
19 | 95%- | quantity 95..95
19 | =0.9972 [0.00%] | quantity 99.72..99.72
19 | =99.72 | quantity 99.72..99.72
19 | 99,72 | quantity 99.72..99.72
8 | Dưới 1% | quantity 0..1)
19 | trên 99% | quantity (99..100
19 | ≥ 95% | quantity 95..100
19 | $\\geq 95\\%$ | quantity 95..100
19 | >= 95% | quantity 95..100
16 | 19/24 vụ | ratio 19..19 19/24 down
30 | 97/204 | ratio 47.549019607843..47.549019607843 97/204
29 | 22.796/31.751 hộ | ratio 71.79616390035..71.79616390035 22796/31751
27 | 10/12 xã | ratio 83.333333333333..83.333333333333 10/12
47 | Đạt | verdict met
47 | Có | verdict met
47 | Chưa đạt | verdict not_met
47 | Không đạt | verdict not_met
47 | Chưa có | verdict not_met
16 | Giảm so năm trước | direction down
16 | Đạt: Giảm So với cùng kỳ năm trước | direction down met
10 | Tăng 01 (Năm 2022 không có; Năm 2023 có 01 đề tài) | direction up
15 | TP Hạ Long không có nhà tạm | quantity 0..0
15 | Không có | quantity 0..0
15 | 0% | quantity 0..0
19 | Không phát sinh | status not_applicable
6 | Cấp TP không tính GDP | status upper_level
14 | Đánh giá của cấp trên | status upper_level
19 | Chưa tổng hợp được kết quả | status no_data
19 | Chưa có số liệu | status no_data
19 | Đang rà soát | status no_data
19 | Không thuộc thẩm quyền | status upper_level
19 | Đạt 100% | quantity 100..100 met
"""
CODES = """
19 | =0.9972 | G03
16 | =2024-05-12 [d/m] | G08
19 | 12/05/2024 | G08
19 | =#DIV/0! | G04
19 | ==1/2 | G04
19 | 150% | G02
33 | 90,43% | G05
"""


def read(drawing: str) -> Return:
    rows = tuple(
        tuple(filled(cell.strip()) for cell in line.split("|")) for line in drawing.splitlines()
    )
    data = made(DrawnFile("bieu.xlsx", (), (DrawnSheet("Biểu", (), rows),)))
    return read_return("bieu.xlsx", data, None, SETTINGS)


def pairs(table: dict[str, str]) -> list[tuple[str, str]]:
    return [(key, word) for key, words in table.items() for word in words.split(" · ")]


def lines(table: str) -> list[list[str]]:
    return [[part.strip() for part in line.split("|")] for line in table.strip().splitlines()]


@pytest.mark.parametrize(("drawing", "wording"), pairs(WORDINGS))
def test_a_wording_of_the_field_guide_is_understood_however_it_is_typed(
    drawing: str, wording: str
) -> None:
    usual = read(drawing.replace("{}", next(iter(WORDINGS[drawing].split(" · ")))))
    assert (usual.problems, len(usual.answers)) == ((), 2)
    capitals = wording.upper().replace("\\N", "\\n")
    for each in (wording, f" {capitals} :", unicodedata.normalize("NFD", wording)):
        found = read(drawing.replace("{}", each))
        assert (found.answers, found.problems) == (usual.answers, ()), each


@pytest.mark.parametrize(("cell", "wording"), pairs(NEIGHBOURS))
def test_a_column_beside_the_answer_never_becomes_it(cell: str, wording: str) -> None:
    found = read(BESIDE.replace("{}", wording).replace("{cell}", cell))
    assert [each.reading.raw for each in found.answers] == ["100%", "93,65%"]
    assert [each.source.cell for each in found.answers] == ["D2", "D3"]
    assert [each.previous for each in found.answers] == [None, None]
    assert [each.claim for each in found.answers] == [None, None]
    assert found.problems == ()


@pytest.mark.parametrize("layout", FOREIGN)
def test_a_sister_form_without_results_is_told_and_gives_no_answer(layout: str) -> None:
    found = read(FOREIGN[layout])
    assert (found.state, found.answers) == (State.NOT_A_RETURN, ())
    assert {each.code for each in found.problems} <= {"M01", "M02"}
    assert len(found.problems) == 1


@pytest.mark.parametrize(("indicator", "cell", "expected"), lines(CELLS))
def test_a_cell_of_the_field_guide_arrives_as_what_it_says(
    indicator: str, cell: str, expected: str
) -> None:
    found = read(f"STT | Chỉ số | Kết quả\n={indicator} | {{{indicator}}} | {cell}")
    assert found.problems == ()
    assert [said(each) for each in found.answers] == [expected]


@pytest.mark.parametrize(("indicator", "cell", "code"), lines(CODES))
def test_a_cell_that_says_nothing_sure_is_told_at_its_place(
    indicator: str, cell: str, code: str
) -> None:
    found = read(f"STT | Chỉ số | Kết quả\n={indicator} | {{{indicator}}} | {cell}")
    told = [(each.code, each.cell, each.indicator) for each in found.problems]
    assert told == [(code, "C2", int(indicator))]


@pytest.mark.parametrize("cell", ["gần 100%", "khoảng 65%", "hơn 90%"])
def test_an_approximate_figure_is_never_a_point(cell: str) -> None:
    found = read(f"STT | Chỉ số | Kết quả\n=19 | {{19}} | {cell}")
    interval = found.answers[0].reading.interval
    assert interval is not None
    assert not interval.is_point
    assert found.problems == ()


@pytest.mark.parametrize("mark", ["x", "X", "✓", "v", "☒", "đ", "1", "=1"])
def test_a_mark_under_dat_is_the_claim(mark: str) -> None:
    found = read(f"STT | Chỉ số | Đạt | Chưa đạt | Tỷ lệ %\n=19 | {{19}} | {mark} | | 100%")
    assert ([each.claim for each in found.answers], found.problems) == ([True], ())


def said(answer: Answer) -> str:
    reading, interval = answer.reading, answer.reading.interval
    parts = [reading.kind.value]
    if interval:
        low, high = ("" if each is None else decimal_string(each) for each in ends(interval))
        parts.append(f"{'(' * interval.low_open}{low}..{high}{')' * interval.high_open}")
    if reading.numerator is not None:
        parts.append(f"{reading.numerator}/{reading.denominator}")
    parts += [each.value for each in (reading.direction, reading.status) if each]
    word = reading.word if answer.claim is None else answer.claim
    if word is not None:
        parts.append("met" if word else "not_met")
    return " ".join(parts)


def ends(interval: Interval) -> tuple[Fraction | None, Fraction | None]:
    return interval.low, interval.high
