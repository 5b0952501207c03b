"""Which row answers which indicator, and what its cells say, on drawn workbooks."""

import pytest

from lcreport.intake.layout import find_tables
from lcreport.intake.reader import Contents, read_tables
from lcreport.model import Answer, Kind
from lcreport.problems import Severity
from tests.draw import CRITERIA, book, text_of


def read(*drawings: str) -> Contents:
    return read_tables(find_tables(book(*drawings), CRITERIA), CRITERIA)


def answers(contents: Contents) -> list[tuple[int, str]]:
    """Give indicator and raw text of each filled row, in the order of the sheet."""
    return [
        (row[0].indicator, row[0].reading.raw)
        for row in contents.rows
        if row[0].reading.kind is not Kind.EMPTY
    ]


def problems(contents: Contents) -> list[tuple[str, str | None, int | None]]:
    return [(each.code, each.cell, each.indicator) for each in contents.problems]


def only(drawing: str) -> Answer:
    contents = read(drawing)
    assert contents.problems == ()
    ((answer,),) = contents.rows
    return answer


@pytest.mark.parametrize("number", ["19", "=19", "19.", "(19)", "019", "Chỉ số 19", "CS 19"])
def test_a_number_in_its_own_column_is_read_however_it_is_written(number: str) -> None:
    contents = read(f"""
        STT | Chỉ số | Kết quả
        {number} | {{19}} | 87%
        20 | {{20}} | 93,65%
    """)
    assert answers(contents) == [(19, "87%"), (20, "93,65%")]


@pytest.mark.parametrize("prefix", ["(19) ", "19. ", "19) ", "19 - ", "Chỉ số 19: ", "CS19. ", ""])
def test_a_number_inside_the_text_or_no_number_at_all_is_enough(prefix: str) -> None:
    contents = read(f"""
        Chỉ số | Kết quả
        {prefix}{{19}} | 87%
    """)
    assert answers(contents) == [(19, "87%")]


@pytest.mark.parametrize("number", range(1, 58))
def test_every_published_wording_names_its_indicator_without_a_number(number: int) -> None:
    indicator = CRITERIA.indicator(number)
    assert indicator is not None
    for wording in (indicator.text, *indicator.wordings):
        for typed in (wording, wording.upper(), f"{wording}.", wording.replace(" ", "  ")):
            contents = read(f"""
                Nội dung chỉ số | Tự đánh giá
                {typed} | Đạt
            """)
            assert [row[0].indicator for row in contents.rows] == [number], typed


def test_a_text_without_diacritics_and_with_a_slip_still_names_its_indicator() -> None:
    contents = read("""
        Chỉ số | Kết quả
        100% so ho su dung nuoc sach dap ung qui chuan Quoc gia | 93,65%
        100% các cơ sở sản xuất, kinh doanh, chế biến thực phẩm có giấy giấy phép VSATTP | 87%
        Đạt chuẩn phổ cập giáo dục tiểu học mức độ 3 | 100%
    """)
    assert [number for number, _ in answers(contents)] == [20, 19, 22]
    assert contents.problems == ()


def test_a_text_like_two_indicators_is_never_guessed() -> None:
    contents = read("""
        Chỉ số | Kết quả
        {21} | 100%
        Đạt chuẩn phổ cập giáo dục mức độ 3 | 100%
    """)
    assert answers(contents) == [(21, "100%")]
    assert problems(contents) == [("H02", "A3", None)]


def test_a_shortened_text_beside_the_right_number_is_accepted() -> None:
    contents = read("""
        STT | Chỉ số | Kết quả
        7 | Tỷ lệ nghèo | 0%
        8 | {8} | 1,54%
    """)
    assert answers(contents) == [(7, "0%"), (8, "1,54%")]


def test_a_number_and_a_text_of_two_indicators_give_one_problem_and_no_answer() -> None:
    contents = read("""
        STT | Chỉ số | Kết quả
        19 | {20} | 93,65%
        21 | {21} | 100%
    """)
    assert answers(contents) == [(21, "100%")]
    assert problems(contents) == [("H01", "A2", 19)]
    assert (contents.problems[0].found, contents.problems[0].expected) == ("chỉ số 19", "chỉ số 20")


def test_a_number_column_and_a_number_in_the_text_that_differ_are_a_contradiction() -> None:
    contents = read("""
        STT | Chỉ số | Kết quả
        20 | (19) {19} | 87%
        21 | {21} | 100%
    """)
    assert problems(contents) == [("H01", "A2", 20)]


def test_two_indicators_written_into_one_cell_cannot_share_an_answer() -> None:
    contents = read("""
        Chỉ số | Kết quả
        (35) {35} (36) {36} | 85%
    """)
    assert [each.code for each in contents.problems] == ["H01"]
    assert answers(contents) == []


@pytest.mark.parametrize("numbers", ["12345", "12356", "11111"])
def test_a_running_count_beside_other_indicators_texts_is_only_a_count(numbers: str) -> None:
    mine = (9, 28, 38, 41, 42)
    lines = "\n".join(f"{n} | {text_of(i)} | {i}%" for n, i in zip(numbers, mine, strict=True))
    contents = read(f"STT | Chỉ số | Kết quả\n{lines}")
    assert answers(contents) == [(i, f"{i}%") for i in mine]
    assert contents.problems == ()


def test_a_running_count_starts_anew_in_each_band() -> None:
    contents = read("""
        STT | Chỉ số | Kết quả
        I | Tiêu chí 1.2.3 |
        1 | {9} | 50%
        II | Tiêu chí 2.2.1 |
        1 | {28} | 50%
        2 | {38} | 87%
    """)
    assert answers(contents) == [(9, "50%"), (28, "50%"), (38, "87%")]


def test_a_column_headed_chi_so_is_never_a_running_count() -> None:
    contents = read("""
        Chỉ số | Nội dung | Kết quả
        1 | {9} | 50%
    """)
    assert problems(contents) == [("H01", "A2", 1)]


def test_an_unknown_indicator_with_an_answer_is_told_without_one_it_is_a_title() -> None:
    contents = read("""
        STT | Chỉ số | Kết quả
        19 | {19} | 87%
        58 | Tỷ lệ người dân hài lòng với dịch vụ công | 95%
        59 | Tỷ lệ hồ sơ đúng hạn |
    """)
    assert problems(contents) == [("H02", "A3", None)]
    assert contents.problems[0].found == "58. Tỷ lệ người dân hài lòng với dịch vụ công"


def test_bands_and_totals_are_no_rows() -> None:
    contents = read("""
        TT | Nội dung | Kết quả
        Tiêu chuẩn 1.1: Phát huy sự tham gia tích cực của cá nhân | < | <
        1.1.1 | Bảo đảm xóa mù chữ cơ bản vững chắc |
        1 | {1} | 99%
        | Tiêu chí 1.1.2: Khuyến khích |
        3 | {3} | 88%
        | Tổng cộng | 2/2
    """)
    assert answers(contents) == [(1, "99%"), (3, "88%")]
    assert contents.problems == ()


def test_the_same_answer_twice_counts_once_with_a_warning() -> None:
    contents = read("""
        STT | Chỉ số | Kết quả
        19 | {19} | 87%
        19 | {19} | 87 %
    """)
    assert answers(contents) == [(19, "87%")]
    assert [(each.code, each.severity) for each in contents.problems] == [("H03", Severity.WARNING)]


def test_two_different_answers_cancel_each_other_across_sheets() -> None:
    drawing = """
        STT | Chỉ số | Kết quả
        19 | {{19}} | {}
    """
    contents = read(drawing.format("87%"), drawing.format("88%"))
    assert answers(contents) == []
    assert [(each.code, each.sheet, each.severity) for each in contents.problems] == [
        ("H03", "Biểu 2", Severity.ERROR)
    ]


def test_a_blank_row_gives_way_to_a_filled_one() -> None:
    contents = read("""
        STT | Chỉ số | Kết quả
        19 | {19} |
        19 | {19} | 87%
    """)
    assert answers(contents) == [(19, "87%")]
    assert contents.problems == ()


def test_a_row_split_by_a_page_break_is_one_row() -> None:
    contents = read("""
        STT | Nội dung chỉ báo | Đơn vị phụ trách | Đạt | Chưa đạt | Tỉ lệ %
        8 | {8} | Phòng LĐ | x | | 1,54% (tính đến cuối năm 2023
        | | | | | theo số liệu khảo sát)
        41 | 70% người dân sử dụng điện | Phòng VH | x | | 95%
        STT | Nội dung chỉ báo | Đơn vị phụ trách | Đạt | Chưa đạt | Tỉ lệ %
        | thoại di động | - TT | | |
        48 | Người dân được cung cấp | - UBND | x | | Đạt
        ~
        | đầy đủ thông tin và các cơ hội đa dạng để tham gia học tập suốt đời | xã | | |
    """)
    assert answers(contents) == [
        (8, "1,54% (tính đến cuối năm 2023\ntheo số liệu khảo sát)"),
        (41, "95%"),
        (48, "Đạt"),
    ]
    assert contents.problems == ()


def test_a_text_split_by_a_page_break_without_any_number_is_one_row() -> None:
    contents = read("""
        Đơn vị | Chỉ số | Kết quả
        Phòng LĐ | (36) Tỷ lệ người thất nghiệp được tham gia các chương | 85%
        Đơn vị | Chỉ số | Kết quả
        | trình đào tạo việc làm khác nhau đạt 50% trở lên |
    """)
    assert answers(contents) == [(36, "85%")]
    assert contents.problems == ()


def test_parts_on_rows_of_their_own_carry_their_labels_into_the_answer() -> None:
    contents = read("""
        STT | Nội dung | Kết quả
        33 | {33} | 90,43%
        | Trong đó: nữ | 46,5%
        12 | {12} | - Chất thải rắn 99%
        ^ | ^ | - Nước thải 49,78%
    """)
    found = {
        (each.indicator, each.measure): each.reading.interval
        for row in contents.rows
        for each in row
    }
    lows = {key: float(value.low) for key, value in found.items() if value and value.low}
    assert lows == {
        (33, "chung"): 90.43, (33, "nữ"): 46.5, (12, "chất thải rắn"): 99, (12, "nước thải"): 49.78,
    }  # fmt: skip
    assert contents.problems == ()


def test_the_signature_block_ends_the_table_even_without_a_gap() -> None:
    contents = read("""
        STT | Nội dung | Kết quả | Ghi chú
        19 | {19} | 87% |
        | | TRƯỞNG PHÒNG |
        | Hạ Long, ngày 20 tháng 6 năm 2024 | (Đã ký) |
        | | Nguyễn Văn A |
    """)
    assert answers(contents) == [(19, "87%")]
    assert contents.problems == ()


def test_rows_below_a_signature_still_count_when_they_name_an_indicator() -> None:
    contents = read("""
        STT | Nội dung | Kết quả
        19 | {19} | 87%
        | NGƯỜI LẬP BIỂU |
        20 | {20} | 93,65%
    """)
    assert answers(contents) == [(19, "87%"), (20, "93,65%")]


def test_the_answer_carries_every_cell_of_its_row() -> None:
    answer = only("""
        STT | Chỉ số | Tỷ lệ kỳ trước | Tỷ lệ (%) | Tự đánh giá | Mã minh chứng | Minh chứng | Lý do
        20 | {20} | 92% | 93,65% | Chưa đạt | MC.20.01 | Báo cáo 12 | do hạn hán
    """)
    assert (answer.source.cell, answer.source.sheet) == ("D2", "Biểu 1")
    assert answer.claim is False
    assert answer.previous is not None
    assert answer.previous.raw == "92%"
    assert (answer.evidence, answer.note) == ("MC.20.01\nBáo cáo 12", "do hạn hán")


@pytest.mark.parametrize(
    ("cells", "claim"),
    [("x |", True), ("| X", False), ("✓ |", True), ("Đạt |", True), ("| Không đạt", False),
     ("|", None), ("- | x", False)],
)  # fmt: skip
def test_ticks_and_words_under_dat_and_chua_dat_are_claims(cells: str, claim: bool | None) -> None:  # noqa: FBT001 - a parameter of the test
    answer = only(f"""
        STT | Chỉ số | Kết quả | Đạt | Chưa đạt
        19 | {{19}} | 87% | {cells}
    """)
    assert answer.claim is claim


def test_a_tick_alone_is_a_mark_at_the_value_cell() -> None:
    answer = only("""
        STT | Chỉ số | Đạt | Chưa đạt | Kết quả
        5 | {5} | x | |
    """)
    assert (answer.reading.kind, answer.claim, answer.source.cell) == (Kind.MARK, True, "E2")
    assert answer.reading.raw == ""


def test_dat_in_the_value_column_without_a_tick_is_a_claim() -> None:
    answer = only("""
        STT | Chỉ số | Đạt | Chưa đạt | Kết quả
        4 | {4} | | | Đạt
    """)
    assert (answer.reading.kind, answer.claim) == (Kind.VERDICT, True)


@pytest.mark.parametrize("ticks", ["x | x", "x | <", "x | v"])
def test_both_ticked_or_one_tick_in_a_merged_pair_claims_nothing(ticks: str) -> None:
    contents = read(f"""
        STT | Chỉ số | Kết quả | Đạt | Chưa đạt
        19 | {{19}} | 87% | {ticks}
    """)
    assert problems(contents) == [("G07", "D2", 19)]
    assert contents.rows[0][0].claim is None
    assert contents.rows[0][0].reading.kind is Kind.QUANTITY


def test_a_tick_against_a_word_claims_nothing_either() -> None:
    contents = read("""
        STT | Chỉ số | Kết quả | Đạt | Chưa đạt | Kết luận
        19 | {19} | 87% | x | | Chưa đạt
    """)
    assert [each.code for each in contents.problems] == ["G07"]
    assert contents.rows[0][0].claim is None


def test_what_cannot_be_a_claim_is_told_and_costs_only_the_claim() -> None:
    contents = read("""
        STT | Chỉ số | Kết quả | Tự đánh giá
        19 | {19} | 87% | Khá tốt
        20 | {20} | 93,65% | Đạt/Chưa đạt
    """)
    assert problems(contents) == [("G01", "D2", 19)]
    assert contents.problems[0].severity is Severity.WARNING
    assert answers(contents) == [(19, "87%"), (20, "93,65%")]


def test_numerator_and_denominator_stand_behind_the_rate() -> None:
    answer = only("""
        STT | Chỉ số | Tử số | Mẫu số | Tỷ lệ (%)
        3 | {3} | =932 | 1.240 | 75,16%
    """)
    assert answer.reading.kind is Kind.RATIO
    assert answer.reading.numerator == 932
    assert answer.reading.denominator == 1240
    assert answer.source.cell == "E2"


def test_a_faulty_value_is_told_once_with_its_cell_and_indicator() -> None:
    contents = read("""
        STT | Chỉ số | Kết quả | Đạt | Chưa đạt
        19 | {19} | =#REF! | | x
        12 | {12} | rất tốt đấy | x |
    """)
    assert problems(contents) == [("G04", "C2", 19), ("G01", "C3", 12)]
    assert all(not each.reading.flaws for row in contents.rows for each in row)


def test_a_bare_fraction_is_settled_by_the_previous_value() -> None:
    answer = only("""
        STT | Chỉ số | Kỳ trước | Kỳ này
        1 | {1} | 99,72% | =0,9977
    """)
    assert answer.reading.interval is not None
    assert answer.reading.interval.low is not None
    assert float(answer.reading.interval.low) == 99.77


def test_a_value_merged_over_two_rows_is_both_rows_value() -> None:
    contents = read("""
        STT | Chỉ số | Kết quả
        21 | {21} | 100%
        22 | {22} | ^
    """)
    assert answers(contents) == [(21, "100%"), (22, "100%")]


def test_blank_rows_of_a_common_form_are_no_problem() -> None:
    contents = read("""
        STT | Chỉ số | Đạt | Chưa đạt | Kết quả
        18 | {18} | | |
        19 | {19} | | x | 87%
        20 | {20} | | | -
    """)
    assert answers(contents) == [(19, "87%")]
    assert contents.problems == ()
