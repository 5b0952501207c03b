"""What single value cells say, by the grammar of values."""

import pytest

from lcreport.intake.grid import Cell, CellKind
from lcreport.intake.values import read_text, read_value
from lcreport.model import Indicator
from tests.value_cases import (
    AT_LEAST,
    AT_MOST,
    CRASHES,
    MONEY,
    PEOPLE,
    RATE_RISING,
    REPORTED,
    TIMES,
    WASTE,
    WORKERS,
    YES,
    number,
    short,
)

FIVE_PARTS = (
    "- Thu gom xử lý chất thải rắn khu vực đô thị 99%; - Thu gom rác thải thu gom và xử lý rác "
    "thải rắn sinh hoạt tại các điểm có hoạt động du lịch, dịch vụ ở các xã đạt 97,5% - Thu gom "
    "xử lý chất thải rắn xây dựng ở đô thị đạt 98,5%, chất thải y tế 100%. - Xử lý nước thải đạt "
    "49,78%"
)
CRASH_REPORT = (
    "Đạt: Giảm So với cùng kỳ năm 2022, số vụ tai nạn giao thông giảm 20,83% tương ứng 05 "
    "vụ(19/24 vụ)"
)
OPEN_BRACKET = "Tăng 01 (Năm 2022 Thành phố ko có đề tài nghiên cứu; Năm 2023 có 01 đề tài"

# The rows of the field guide's table of cell vocabulary, in its order.
FIELD_GUIDE: list[tuple[str, Indicator, str]] = [
    ("99,72%", AT_LEAST, "quantity 99.72"),
    ("93,65%", AT_LEAST, "quantity 93.65"),
    ("85 %", AT_LEAST, "quantity 85"),
    ("95%-", AT_LEAST, "quantity 95"),
    ("99.72", AT_LEAST, "quantity 99.72"),
    ("99,72", AT_LEAST, "quantity 99.72"),
    ("1.420.000", PEOPLE, "quantity 1420000"),
    ("56.074", PEOPLE, "quantity 56074"),
    ("1,5", TIMES, "quantity 1.5"),
    ("1.5", TIMES, "quantity 1.5"),
    ("Dưới 1%", AT_MOST, "quantity [0,1)"),
    ("trên 99%", AT_LEAST, "quantity (99,100]"),
    ("hơn 1,5 triệu", PEOPLE, "quantity (1500000,]"),
    ("gần 4.400", PEOPLE, "quantity [4180,4400)"),
    ("khoảng 65%", AT_LEAST, "quantity [61.75,68.25]"),
    ("19/24 vụ", CRASHES, "ratio 19 19/24 down"),
    ("97/204", AT_LEAST, "ratio 47.549019607843 97/204"),
    ("22.796/31.751 hộ", AT_LEAST, "ratio 71.79616390035 22796/31751"),
    ("10/12 xã", AT_LEAST, "ratio 83.333333333333 10/12"),
    ("- KV nhà nước: 95%- - KV tư nhân: 85 %", YES, "quantity [85,95]"),
    ("Đạt", AT_LEAST, "verdict Đạt"),
    (CRASH_REPORT, CRASHES, "direction 19 19/24 down Đạt"),
    ("Có", YES, "verdict Đạt"),
    ("Chưa đạt", AT_LEAST, "verdict Chưa đạt"),
    ("Không đạt", AT_LEAST, "verdict Chưa đạt"),
    ("Chưa có", YES, "verdict Chưa đạt"),
    ("Không có", YES, "verdict Chưa đạt"),
    ("x", AT_LEAST, "mark Đạt"),
    ("✓", YES, "mark Đạt"),
    (OPEN_BRACKET, CRASHES, "direction up"),
    ("Giảm so năm trước", YES, "direction down"),
    ("tăng 5%", RATE_RISING, "direction up"),
    ("TP Hạ Long không có nhà tạm", AT_MOST, "quantity 0"),
    ("Không có", AT_MOST, "quantity 0"),
    ("Không phát sinh", CRASHES, "quantity 0"),
    ("Không phát sinh", AT_LEAST, "status not_applicable"),
    ("0", AT_LEAST, "quantity 0"),
    ("00", CRASHES, "quantity 0"),
    ("-", AT_LEAST, "empty"),
    ("", AT_LEAST, "empty"),
    ("N/A", AT_LEAST, "status no_data"),
    ("Cấp TP không tính GDP", TIMES, "status upper_level"),
    ("Đánh giá của cấp trên", CRASHES, "status upper_level"),
    ("Chưa tổng hợp được kết quả", RATE_RISING, "status no_data"),
    ("Chưa có số liệu", AT_LEAST, "status no_data"),
    ("Đang rà soát", AT_LEAST, "status no_data"),
    ("Không thuộc thẩm quyền", AT_LEAST, "status upper_level"),
    ("1,54% (tính đến cuối năm 2023 theo số liệu khảo sát)", AT_MOST,
     "quantity 1.54 @cuối năm 2023"),
    (r"$\geq 95\%$", AT_LEAST, "quantity [95,100]"),
    ("&ge; 95%", AT_LEAST, "quantity [95,100]"),
    (">= 95%", AT_LEAST, "quantity [95,100]"),
    ("12/05/2024", AT_LEAST, "text G08"),
]  # fmt: skip

SINGLE: list[tuple[str, Indicator, str]] = [
    # bounds
    ("95% trở lên", AT_LEAST, "quantity [95,100]"),
    ("từ 95% trở lên", AT_LEAST, "quantity [95,100]"),
    ("5% trở xuống", AT_MOST, "quantity [0,5]"),
    ("không quá 10%", AT_MOST, "quantity [0,10]"),
    ("không dưới 95%", AT_LEAST, "quantity [95,100]"),
    ("ít nhất 12 người", PEOPLE, "quantity [12,]"),
    ("chưa đến 1%", AT_MOST, "quantity [0,1)"),
    ("gần 100%", AT_LEAST, "quantity [95,100)"),
    ("khoảng 0%", AT_MOST, "quantity [0,0.5]"),
    ("khoảng trên 95%", AT_LEAST, "quantity [90.25,100]"),
    ("hơn một nửa", AT_LEAST, "quantity (50,100]"),
    ("85-90%", AT_LEAST, "quantity [85,90]"),
    ("từ 85% đến 90%", AT_LEAST, "quantity [85,90]"),
    ("≥ 100%", AT_LEAST, "quantity 100"),
    ("trên 100%", AT_LEAST, "quantity G02"),
    ("dưới 0%", AT_MOST, "quantity G02"),
    ("101%", AT_LEAST, "quantity G02"),
    ("-5%", AT_LEAST, "quantity G02"),
    ("1.420.000", AT_LEAST, "quantity G02"),
    # numbers and their typing slips
    ("93.125%", AT_LEAST, "quantity 93.125"),
    ("1,234.5 người", PEOPLE, "quantity 1234.5"),
    ("1 420 000 người", PEOPLE, "quantity 1420000"),
    ("56,074 người", PEOPLE, "quantity 56074"),
    ("1 triệu 420 nghìn người", PEOPLE, "quantity 1420000"),
    ("5‰", AT_MOST, "quantity 0.5"),
    ("98%¹", AT_LEAST, "quantity 98"),
    ("99,7 2%", AT_LEAST, "text G01"),
    ("99, 72%", AT_LEAST, "text G01"),
    ("0.9972", AT_LEAST, "quantity G03"),
    ("1", AT_LEAST, "quantity G03"),
    ("12 xã", AT_LEAST, "text G01"),
    ("56.074 công dân", AT_LEAST, "text G01"),
    ("20,83%", CRASHES, "text G01"),
    # what is not the value
    ("85% (năm trước 80%)", AT_LEAST, "quantity 85"),
    ("85% so với 80% năm 2022", AT_LEAST, "quantity 85"),
    ("95% (kế hoạch 90%)", AT_LEAST, "quantity 95"),
    ("Đạt 98% kế hoạch", AT_LEAST, "text G01"),
    ("99,72% (độ tuổi 15-60)", AT_LEAST, "quantity 99.72"),
    ("93,65%, tăng 1,65% so với năm trước", AT_LEAST, "quantity 93.65 up"),
    ("tăng từ 92% lên 93,65%", AT_LEAST, "quantity 93.65 up"),
    ("giảm 5 hộ (0,3%)", AT_MOST, "direction down"),
    ("Tăng 5%", AT_LEAST, "direction up"),
    ("98% tính đến 5/2024", AT_LEAST, "quantity 98 @5/2024"),
    ("98% (5/2024)", AT_LEAST, "quantity 98 @5/2024"),
    ("Vượt 5%", AT_LEAST, "text G01"),
    ("Chưa đạt chỉ tiêu 95%, mới đạt 87%", AT_LEAST, "quantity 87"),
    ("98%, tính đến tháng 5/2023", AT_LEAST, "quantity 98 @tháng 5/2023"),
    ("Năm 2023: 95%", AT_LEAST, "quantity 95 @năm 2023"),
    # several figures
    ("85%; 90%", AT_LEAST, "text G01"),
    ("85%, 85%", AT_LEAST, "quantity 85"),
    ("95%/100%", AT_LEAST, "text G01"),
    ("Năm 2022: 85%; năm 2023: 90%", AT_LEAST, "text G01"),
    ("Nông thôn: 90%; đô thị: 85%", AT_LEAST, "quantity [85,90]"),
    ("Chung: 88%; nông thôn: 90%; đô thị: 85%", AT_LEAST, "quantity 88"),
    ("38%; chính quy 90%, không chính quy 10%", REPORTED, "quantity 38"),
    # ratios
    ("37/42 trường chuẩn (88%)", AT_LEAST, "ratio 88.095238095238 37/42"),
    ("88% (37/42 trường)", AT_LEAST, "ratio 88.095238095238 37/42"),
    ("90% (37/42 trường)", AT_LEAST, "ratio 88.095238095238 37/42 G10"),
    ("DHHT 1.094 = 87,59%", AT_LEAST, "quantity 87.59"),
    ("10/12 tốt, 2 khá", AT_LEAST, "ratio 83.333333333333 10/12"),
    ("97 trên tổng số 204", AT_LEAST, "ratio 47.549019607843 97/204"),
    ("22,796/31,751 hộ", AT_LEAST, "ratio 71.79616390035 22796/31751"),
    ("30/20", AT_LEAST, "ratio 30/20 G09"),
    ("0/0", AT_LEAST, "ratio 0/0 G01"),
    ("10/12 người", PEOPLE, "ratio 10 10/12"),
    ("1.200/5.000 người", RATE_RISING, "ratio 24 1200/5000"),
    # trends
    ("19 vụ", CRASHES, "quantity 19"),
    ("19 vụ, 5 người chết", CRASHES, "quantity 19"),
    ("24/24 vụ", CRASHES, "ratio 24 24/24 same"),
    ("giảm từ 24 xuống 19 vụ", CRASHES, "direction 19 19/24 down"),
    ("19 vụ (cùng kỳ 24 vụ)", CRASHES, "ratio 19 19/24 down"),
    ("Năm 2022: 24 vụ; năm 2023: 19 vụ", CRASHES, "ratio 19 19/24 down"),
    ("giảm 5 vụ", CRASHES, "direction down"),
    ("giảm còn 19 vụ", CRASHES, "direction 19 down"),
    ("ít hơn 5 vụ so với năm trước", CRASHES, "direction down"),
    ("cao hơn cùng kỳ", CRASHES, "direction up"),
    ("giữ nguyên", CRASHES, "direction same"),
    ("chưa giảm", CRASHES, "verdict Chưa đạt"),
    ("không tăng", CRASHES, "text G01"),
    ("giảm (24/19 vụ)", CRASHES, "text G01"),
    ("số vụ giảm, số người chết tăng", CRASHES, "text G01"),
    ("520/480 triệu đồng", MONEY, "ratio 520000000 520000000/480000000 up"),
    ("15%/12%", RATE_RISING, "quantity 15 up"),
    ("12% (năm trước 11%)", RATE_RISING, "quantity 12 up"),
    # verdicts
    ("Đạt 100%", AT_LEAST, "quantity 100 Đạt"),
    ("Đạt (99,72%)", AT_LEAST, "quantity 99.72 Đạt"),
    ("98% - Đạt", AT_LEAST, "quantity 98 Đạt"),
    ("số hộ đạt 98%", AT_LEAST, "quantity 98"),
    ("Chưa đạt 87%", AT_LEAST, "quantity 87 Chưa đạt"),
    ("Chưa đạt: 97%", AT_LEAST, "quantity 97 Chưa đạt"),
    ("Chưa đạt 100%", AT_LEAST, "quantity [0,100) Chưa đạt"),
    ("Đạt yêu cầu", AT_LEAST, "verdict Đạt"),
    ("Đạt chuẩn mức độ 3 theo Quyết định số 1234/QĐ-UBND", AT_LEAST, "verdict Đạt"),
    ("Chưa được công nhận", AT_LEAST, "verdict Chưa đạt"),
    ("CĐ", AT_LEAST, "verdict Chưa đạt"),
    ("Cơ bản đạt", AT_LEAST, "text G01"),
    ("Đạt/Chưa đạt", AT_LEAST, "text G01"),
    ("Không", AT_MOST, "text G01"),
    ("Có 05 văn bản", YES, "verdict Đạt"),
    ("Đã ban hành Kế hoạch số 39/KH-UBND ngày 05/3/2024", YES, "verdict Đạt"),
    ("Có kế hoạch nhưng chưa triển khai", YES, "text G01"),
    ("Thực hiện theo chỉ đạo", YES, "text G01"),
    ("Đạt 100%", YES, "quantity 100 Đạt"),
    ("12/16 phường", YES, "ratio 75 12/16"),
    # status and zero
    ("Đạt, đang rà soát lại", AT_LEAST, "verdict Đạt"),
    ("85%, đang rà soát", AT_LEAST, "quantity 85"),
    ("Không có trẻ khuyết tật", AT_LEAST, "text G01"),
    ("0 hộ", AT_MOST, "quantity 0"),
    ("Không có hộ nào trong tổng số 500 hộ", AT_MOST, "quantity 0"),
    ("19 vụ, không có người chết", CRASHES, "quantity 19"),
    ("Giảm, không có người chết", CRASHES, "direction down"),
    ("Đạt, không có vướng mắc", AT_MOST, "verdict Đạt"),
    # typed without diacritics, errors, dates
    ("Duoi 1%", AT_MOST, "quantity [0,1)"),
    ("CHUA DAT", AT_LEAST, "verdict Chưa đạt"),
    ("#DIV/0!", AT_LEAST, "text G04"),
    ("########", AT_LEAST, "text G04"),
    ("2024-05-12 00:00:00", AT_LEAST, "text G08"),
    ("12-May", AT_LEAST, "text G08"),
    ("😀", AT_LEAST, "text G01"),
]

PARTED: list[tuple[str, Indicator, tuple[str, str]]] = [
    ("90,43% Nữ: 46,5%", WORKERS, ("quantity 90.43", "quantity 46.5")),
    ("90,43% (trong đó nữ 46,5%)", WORKERS, ("quantity 90.43", "quantity 46.5")),
    ("90,43%, trong đó ½ là nữ", WORKERS, ("quantity 90.43", "quantity 50")),
    ("90,43%; nữ 1/2", WORKERS, ("quantity 90.43", "ratio 50 1/2")),
    ("90,43% (nữ: 1.200 người, chiếm 46,5%)", WORKERS, ("quantity 90.43", "quantity 46.5")),
    ("90,43; nữ 46,5", WORKERS, ("quantity 90.43", "quantity 46.5")),
    ("Đạt 90,43%. Nữ: Chưa có số liệu", WORKERS, ("quantity 90.43 Đạt", "empty G05")),
    ("90,43%", WORKERS, ("quantity 90.43", "empty G05")),
    ("Nữ: 46,5%", WORKERS, ("empty G05", "quantity 46.5")),
    ("Nam: 53,5%; Nữ: 46,5%", WORKERS, ("empty G05", "quantity 46.5")),
    ("Đạt", WORKERS, ("verdict Đạt", "verdict Đạt")),
    ("", WORKERS, ("empty", "empty")),
    ("abc", WORKERS, ("text G01", "text")),
    (FIVE_PARTS, WASTE, ("quantity 97.5", "quantity 49.78")),
    ("99% (chất thải rắn), 49,78% (nước thải)", WASTE, ("quantity 99", "quantity 49.78")),
    ("65%", WASTE, ("quantity 65", "empty G05")),
    ("đều đạt 65%", WASTE, ("quantity 65", "quantity 65")),
    ("Chất thải rắn và nước thải đều đạt 65%", WASTE, ("quantity 65", "quantity 65")),
    ("bùn thải 30%; rác thải 90%; nước thải 80%", WASTE, ("quantity 30", "quantity 80")),
]


@pytest.mark.parametrize(("text", "indicator", "expected"), [*FIELD_GUIDE, *SINGLE])
def test_a_cell_is_read_as_the_grammar_says(text: str, indicator: Indicator, expected: str) -> None:
    (reading,) = read_text(text, indicator)
    assert short(reading) == expected
    assert reading.raw == text


@pytest.mark.parametrize(("text", "indicator", "expected"), PARTED)
def test_each_measure_gets_its_own_part(
    text: str, indicator: Indicator, expected: tuple[str, str]
) -> None:
    assert tuple(map(short, read_text(text, indicator))) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (None, "empty"),
        (number("0.9972", percent=True), "quantity 99.72"),
        (number("0.29", percent=True), "quantity 29"),
        (number("0.9996", percent=True, text="100%"), "quantity 99.96"),
        (number("99.72"), "quantity 99.72"),
        (number("0.9972"), "quantity G03"),
        (number("45292"), "quantity G02"),
        (number("0"), "quantity 0"),
        (number("NaN"), "text G04"),
        (Cell("#DIV/0!", CellKind.ERROR), "text G04"),
        (Cell("=A1/B1", CellKind.UNCALCULATED), "text G04"),
        (Cell("12/05/2024", CellKind.DATE), "text G08"),
        (Cell("TRUE", CellKind.BOOLEAN), "verdict Đạt"),
        (Cell("99,72%"), "quantity 99.72"),
    ],
)
def test_what_the_program_stored_decides(cell: Cell | None, expected: str) -> None:
    (reading,) = read_value(cell, AT_LEAST)
    assert short(reading) == expected


@pytest.mark.parametrize(
    ("previous", "cell", "expected"),
    [
        ("92%", "0,9365", "quantity 93.65"),
        ("1%", "0,5", "quantity 0.5"),
        ("10%", "0,5", "quantity G03"),
        ("Đạt", "0,9365", "quantity G03"),
    ],
)
def test_the_previous_value_settles_a_bare_fraction(
    previous: str, cell: str, expected: str
) -> None:
    (reading,) = read_text(cell, AT_LEAST, read_text(previous, AT_LEAST))
    assert short(reading) == expected
