"""All 114 value cells of a city's published table (Hạ Long, June 2024), previous and current."""

import pytest

from lcreport.intake.values import read_text
from lcreport.model import Comparison, Indicator, Measure
from tests.value_cases import (
    AT_LEAST,
    AT_MOST,
    CRASHES,
    MONEY,
    RATE_RISING,
    REPORTED,
    TIMES,
    WASTE,
    WORKERS,
    YES,
    asked,
    short,
)

EMISSIONS = asked(Measure("", Comparison.DECREASE, unit="tấn"))
PROJECTS = asked(Measure("", Comparison.INCREASE, unit="sản phẩm"))

PUBLISHED: list[tuple[int, Indicator, str, str]] = [
    (1, AT_LEAST, "99,72%", "quantity 99.72"),
    (1, AT_LEAST, "99,77%", "quantity 99.77"),
    (2, AT_LEAST, "100%", "quantity 100"),
    (2, AT_LEAST, "100%", "quantity 100"),
    (3, AT_LEAST, "100%", "quantity 100"),
    (3, AT_LEAST, "100%", "quantity 100"),
    (4, AT_LEAST, "Đạt", "verdict Đạt"),
    (4, AT_LEAST, "Đạt", "verdict Đạt"),
    (5, YES, "Đạt", "verdict Đạt"),
    (5, YES, "Đạt", "verdict Đạt"),
    (6, TIMES, "", "empty"),
    (6, TIMES, "Cấp TP không tính GDP", "status upper_level"),
    (7, AT_MOST, "Đạt", "verdict Đạt"),
    (7, AT_MOST, "0%", "quantity 0"),
    (8, AT_MOST, "1%", "quantity 1"),
    (
        8,
        AT_MOST,
        (
            "1,54% (tính đến cuối năm 2023 theo số liệu khảo sát số người nộp "
            "hồ sơ hưởng chế độ BHTN tạm thời tại Trung tâm Dịch vụ việc làm "
            "tỉnh Quảng Ninh)"
        ),
        "quantity 1.54 @cuối năm 2023",
    ),
    (9, AT_LEAST, "", "empty"),
    (9, AT_LEAST, "50%", "quantity 50"),
    (10, MONEY, "Đạt", "verdict Đạt"),
    (10, MONEY, "Đạt", "verdict Đạt"),
    (11, PROJECTS, "Đạt", "verdict Đạt"),
    (
        11,
        PROJECTS,
        (
            "Tăng 01 (Năm 2022 Thành phố ko có đề tài nghiên cứu lĩnh vực KHCN;"
            " Năm 2023 có 01 đề tài"
        ),
        "direction up",
    ),
    (12, WASTE, "Đạt", "verdict Đạt | verdict Đạt"),
    (
        12,
        WASTE,
        (
            "- Thu gom xử lý chất thải rắn khu vực đô thị 99%; - Thu gom rác "
            "thải thu gom và xử lý rác thải rắn sinh hoạt tại các điểm có hoạt "
            "động du lịch, dịch vụ ở các xã đạt 97,5% - Thu gom xử lý chất thải"
            " rắn xây dựng ở đô thị đạt 98,5%, chất thải y tế 100%. - Xử lý "
            "nước thải đạt 49,78%"
        ),
        "quantity 97.5 | quantity 49.78",
    ),
    (13, AT_LEAST, "80%", "quantity 80"),
    (13, AT_LEAST, "80%", "quantity 80"),
    (14, EMISSIONS, "", "empty"),
    (14, EMISSIONS, "Đánh giá của cấp trên", "status upper_level"),
    (15, AT_MOST, "", "empty"),
    (15, AT_MOST, "TP Hạ Long không có nhà tạm", "quantity 0"),
    (16, CRASHES, "Đạt", "verdict Đạt"),
    (
        16,
        CRASHES,
        (
            "Đạt: Giảm So với cùng kỳ năm 2022, số vụ tai nạn giao thông giảm "
            "20,83% tương ứng 05 vụ(19/24 vụ)"
        ),
        "direction 19 19/24 down Đạt",
    ),
    (17, YES, "", "empty"),
    (17, YES, "Giảm so năm trước", "direction down"),
    (18, RATE_RISING, "", "empty"),
    (18, RATE_RISING, "Chưa tổng hợp được kết quả", "status no_data"),
    (19, AT_LEAST, "", "empty"),
    (19, AT_LEAST, "87%", "quantity 87"),
    (20, AT_LEAST, "92%", "quantity 92"),
    (20, AT_LEAST, "93,65%", "quantity 93.65"),
    (21, AT_LEAST, "100%", "quantity 100"),
    (21, AT_LEAST, "100%", "quantity 100"),
    (22, AT_LEAST, "100%", "quantity 100"),
    (22, AT_LEAST, "100%", "quantity 100"),
    (23, AT_LEAST, "93,3%", "quantity 93.3"),
    (23, AT_LEAST, "100%", "quantity 100"),
    (24, AT_LEAST, "37,5%", "quantity 37.5"),
    (24, AT_LEAST, "37,5%", "quantity 37.5"),
    (25, AT_LEAST, "65%", "quantity 65"),
    (25, AT_LEAST, "65%", "quantity 65"),
    (26, AT_LEAST, "80%", "quantity 80"),
    (26, AT_LEAST, "80%", "quantity 80"),
    (27, AT_LEAST, "50%", "quantity 50"),
    (27, AT_LEAST, "91%", "quantity 91"),
    (28, AT_LEAST, "50%", "quantity 50"),
    (28, AT_LEAST, "50%", "quantity 50"),
    (29, AT_LEAST, "92%", "quantity 92"),
    (29, AT_LEAST, "98%", "quantity 98"),
    (30, AT_LEAST, "82%", "quantity 82"),
    (30, AT_LEAST, "100%", "quantity 100"),
    (31, AT_LEAST, "85%", "quantity 85"),
    (31, AT_LEAST, "92%", "quantity 92"),
    (32, AT_LEAST, "100%", "quantity 100"),
    (32, AT_LEAST, "100%", "quantity 100"),
    (33, WORKERS, "89,2%", "quantity 89.2 | empty G05"),
    (33, WORKERS, "90,43% Nữ: 46,5%", "quantity 90.43 | quantity 46.5"),
    (34, YES, "", "empty"),
    (34, YES, "- KV nhà nước: 95%- - KV tư nhân: 85 %", "quantity [85,95]"),
    (35, AT_MOST, "0,5%", "quantity 0.5"),
    (35, AT_MOST, "Dưới 1%", "quantity [0,1)"),
    (36, AT_LEAST, "70%", "quantity 70"),
    (36, AT_LEAST, "85%", "quantity 85"),
    (37, AT_LEAST, "100%", "quantity 100"),
    (37, AT_LEAST, "100%", "quantity 100"),
    (38, AT_LEAST, "", "empty"),
    (38, AT_LEAST, "87%", "quantity 87"),
    (39, AT_LEAST, "100%", "quantity 100"),
    (39, AT_LEAST, "100%", "quantity 100"),
    (40, AT_LEAST, "100%", "quantity 100"),
    (40, AT_LEAST, "100%", "quantity 100"),
    (41, AT_LEAST, "80%", "quantity 80"),
    (41, AT_LEAST, "95%", "quantity 95"),
    (42, AT_LEAST, "85%", "quantity 85"),
    (42, AT_LEAST, "92%", "quantity 92"),
    (43, AT_LEAST, "100%", "quantity 100"),
    (43, AT_LEAST, "100%", "quantity 100"),
    (44, AT_LEAST, "75%", "quantity 75"),
    (44, AT_LEAST, "75%", "quantity 75"),
    (45, AT_LEAST, "100%", "quantity 100"),
    (45, AT_LEAST, "100%", "quantity 100"),
    (46, AT_LEAST, "100%", "quantity 100"),
    (46, AT_LEAST, "100%", "quantity 100"),
    (47, YES, "", "empty"),
    (47, YES, "Đạt", "verdict Đạt"),
    (48, YES, "", "empty"),
    (48, YES, "Đạt", "verdict Đạt"),
    (49, YES, "Đạt", "verdict Đạt"),
    (49, YES, "Đạt", "verdict Đạt"),
    (50, YES, "Đạt", "verdict Đạt"),
    (50, YES, "Đạt", "verdict Đạt"),
    (51, YES, "", "empty"),
    (51, YES, "Đạt", "verdict Đạt"),
    (52, YES, "", "empty"),
    (52, YES, "Đạt", "verdict Đạt"),
    (53, YES, "", "empty"),
    (53, YES, "Đạt", "verdict Đạt"),
    (54, REPORTED, "15%", "quantity 15"),
    (54, REPORTED, "38%", "quantity 38"),
    (55, YES, "", "empty"),
    (55, YES, "Đạt", "verdict Đạt"),
    (56, REPORTED, "", "empty"),
    (56, REPORTED, "Đạt", "verdict Đạt"),
    (57, YES, "", "empty"),
    (57, YES, "Đạt", "verdict Đạt"),
]


@pytest.mark.parametrize(("number", "indicator", "text", "expected"), PUBLISHED)
def test_a_published_cell_is_read_as_it_was_meant(
    number: int, indicator: Indicator, text: str, expected: str
) -> None:
    assert " | ".join(map(short, read_text(text, indicator))) == expected, number


def test_all_cells_of_the_table_are_here() -> None:
    assert [number for number, *_ in PUBLISHED] == [n for n in range(1, 58) for _ in range(2)]
