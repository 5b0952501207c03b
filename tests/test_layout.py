"""Where tables stand and what their columns hold, on drawn workbooks."""

from datetime import date

import pytest

from lcreport.intake.grid import Grid
from lcreport.intake.layout import Table, find_tables
from lcreport.intake.layout.headers import Field, recognise
from lcreport.model import Period
from lcreport.problems import Severity
from tests.draw import CRITERIA, book, grid

JUNE = Period("tháng 6/2024", date(2024, 6, 24), "tháng 5/2023", date(2023, 5, 31))


def tables(*drawings: str | Grid, period: Period = JUNE) -> tuple[Table, ...]:
    return find_tables(book(*drawings), CRITERIA, period)


def table(*drawings: str | Grid, period: Period = JUNE) -> Table:
    (found,) = tables(*drawings, period=period)
    return found


def fields(found: Table) -> dict[str, tuple[int, ...]]:
    return {field.value: columns for field, columns in found.columns.items()}


def codes(found: Table) -> list[tuple[str, str, Severity]]:
    return [(each.code, each.found, each.severity) for each in found.problems]


BEFORE, NOW = "Tỉ lệ % (Tính đến tháng 5/2023)", "Tỉ lệ % (Tính đến thời điểm hiện tại)"
ASKED, CLAIM = "Yêu cầu (chỉ tiêu)", "Tự đánh giá (Đạt/Chưa đạt)"
LAYOUTS = {
    "L1": (
        f"""
        STT | Nội dung chỉ báo | Đơn vị phụ trách | Đạt | Chưa đạt | {BEFORE} | {NOW}
        20 | {{20}} | Phòng Y tế | | x | 92% | 93,65%
        """,
        "ordinal indicator unit met not_met previous value",
    ),
    "L2": (
        """
        Đơn vị | Tiêu chuẩn | Tiêu chí | Chỉ số | Kết quả | Ghi chú (đơn vị phối hợp)
        Phòng Y tế | 1.3. Thúc đẩy | 1.3.2 Cải thiện | (19) {19} | 87% | Công an
        ^ | ^ | ^ | (20) {20} | 93,65% |
        """,
        "unit standard criterion indicator value co_unit",
    ),
    "L9": (
        f"""
        TT | Tên tiêu chí | Nội dung tiêu chí | {ASKED} | Kết quả thực hiện | {CLAIM} | Ghi chú
        1 | Cải thiện điều kiện sống | {{19}} | 100% | 87% | Chưa đạt |
        """,
        "ordinal criterion indicator threshold value claim note",
    ),
    "L10": (
        """
        STT | Chỉ số | Đơn vị tính | Tử số | Mẫu số | Tỷ lệ (%) | Tự đánh giá | Minh chứng | Ghi chú
        3 | {3} | % | 1 | 2 | 50% | Chưa đạt | |
        """,
        "ordinal indicator measured_in numerator denominator value claim evidence note",
    ),
    "columns moved and added": (
        """
        Tỷ lệ % kỳ này | Người liên hệ | Nội dung chỉ số | Chưa đạt | Đạt | Tỷ lệ % kỳ trước | TT
        87% | 0912 345 678 | {19} | x | | 80% | 19
        """,
        "value - indicator not_met met previous ordinal",
    ),
    "a parent merged over its children": (
        """
        STT | Nội dung | Tự đánh giá | < | Tỷ lệ % | < | Ghi chú
        ^ | ^ | Đạt | Chưa đạt | Tính đến tháng 5/2023 | Tính đến thời điểm hiện tại | ^
        19 | {19} | | x | | 87% |
        """,
        "ordinal indicator met not_met previous value note",
    ),
    "a parent that is not merged": (
        """
        | | Tự đánh giá | | Tỷ lệ %
        STT | Nội dung | Đạt | Chưa đạt | Năm 2023 | Năm 2024
        19 | {19} | | x | | 87%
        """,
        "ordinal indicator met not_met previous value",
    ),
    "three rows": (
        """
        STT | Chỉ số | Kết quả | < | < | <
        ^ | ^ | Kỳ trước | < | Kỳ này | <
        ^ | ^ | Tỷ lệ % | Đạt | Tỷ lệ % | Đạt
        19 | {19} | 80% | x | 87% | x
        """,
        "ordinal indicator previous - value met",
    ),
    "no diacritics": (
        """
        STT | Noi dung chi bao | Don vi phu trach | Dat | Chua dat | Ti le %
        19 | {19} | Phòng Y tế | | x | 87%
        """,
        "ordinal indicator unit met not_met value",
    ),
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_columns_are_found_by_their_words_in_every_layout(name: str) -> None:
    drawing, expected = LAYOUTS[name]
    wanted = {field: (column,) for column, field in enumerate(expected.split(), 1) if field != "-"}
    found = table(drawing)
    assert fields(found) == wanted
    assert found.problems == ()


SYNONYMS = {
    Field.ORDINAL: "STT · TT · Stt · Số TT · SỐ TT · SỐ THỨ TỰ · Số thứ tự · # · No.",
    Field.INDICATOR: "Nội dung chỉ báo · Chỉ số · Chỉ báo · Chỉ tiêu · Nội dung · Nội dung chỉ số"
    " · Tên chỉ số · Nội dung tiêu chí · Tiêu chí, chỉ số · Tiêu chí đánh giá",
    Field.STANDARD: "Tiêu chuẩn · Mã Tiêu chuẩn",
    Field.CRITERION: "Tiêu chí · Mã Tiêu chí · Tên tiêu chí",
    Field.UNIT: "Đơn vị phụ trách · Đơn vị · Đơn vị chủ trì · Đơn vị thực hiện · Cơ quan chủ trì"
    " · Đơn vị báo cáo · Đơn vị cung cấp số liệu · Đơn vị chủ trì theo dõi",
    Field.CO_UNIT: "Đơn vị phối hợp · Ghi chú (đơn vị phối hợp) · Phối hợp"
    " · Đơn vị phối hợp, cung cấp số liệu",
    Field.MET: "Đạt",
    Field.NOT_MET: "Chưa đạt · Không đạt",
    Field.CLAIM: "Đạt/Không đạt · Đánh giá · Tự đánh giá · Kết quả đánh giá · Mức độ đạt"
    " · Kết luận",
    Field.VALUE: "Tỉ lệ % · Tỷ lệ % · Tỷ lệ (%) · Kết quả · Kết quả thực hiện · Số liệu · Giá trị"
    " · Thực hiện · Kết quả đạt được · Tính đến thời điểm hiện tại",
    Field.THRESHOLD: "Yêu cầu · Mức phấn đấu · Chỉ tiêu giao · Kế hoạch · Mức đạt chuẩn · Chuẩn",
    Field.NUMERATOR: "Tử số · Số lượng · Số đạt · Số người/hộ đạt",
    Field.DENOMINATOR: "Mẫu số · Tổng số · Tổng",
    Field.MEASURED_IN: "Đơn vị tính · ĐVT · dvt",
    Field.EVIDENCE: "Minh chứng · Tài liệu kiểm chứng · Hồ sơ minh chứng · Mã minh chứng"
    " · Nguồn số liệu/minh chứng · Tên minh chứng · Văn bản số",
    Field.NOTE: "Ghi chú · Ghi chú, giải trình · Giải trình · Nguyên nhân · Lý do"
    " · Ghi chú đối chứng",
    Field.SCORE: "Điểm tối đa · Điểm chuẩn · Điểm tự chấm · Tự chấm · Điểm thẩm định",
}


@pytest.mark.parametrize(
    ("field", "wording"),
    [(field, text) for field, texts in SYNONYMS.items() for text in texts.split(" · ")],
)
def test_every_wording_of_a_header_is_known_however_it_is_typed(field: Field, wording: str) -> None:
    for typed in (wording, wording.upper(), f"  {wording}\n", wording.replace(" ", "\n")):
        heading = recognise(typed)
        assert heading is not None, typed
        assert heading.fields[0] is field


@pytest.mark.parametrize(
    "header", ["Kỳ trước", "Năm trước", "Cùng kỳ", "Tính đến tháng 5/2023", "Năm 2023"]
)
def test_every_wording_of_the_previous_period_is_told_from_this_one(header: str) -> None:
    found = table(f"""
        STT | Chỉ số | {header} | Tỷ lệ %
        19 | {{19}} | 80% | 87%
    """)
    assert found.columns[Field.PREVIOUS] == (3,)
    assert found.columns[Field.VALUE] == (4,)


def test_of_two_dated_columns_the_later_is_the_current_one_when_no_period_is_known() -> None:
    found = table(
        """
        STT | Chỉ số | Thực hiện năm 2024 | Thực hiện năm 2023 | Kế hoạch năm 2025
        19 | {19} | 87% | 80% | 100%
        """,
        period=Period(),
    )
    assert found.columns[Field.VALUE] == (3,)
    assert found.columns[Field.PREVIOUS] == (4,)
    assert found.columns[Field.THRESHOLD] == (5,)


def test_don_vi_is_an_organ_or_a_unit_of_measure_by_the_cells_below() -> None:
    organ = table("""
        STT | Chỉ số | Đơn vị | Kết quả
        19 | {19} | Phòng Y tế | 87%
    """)
    measure = table("""
        STT | Chỉ số | Đơn vị | Kết quả
        19 | {19} | % | 87%
        16 | {16} | vụ | 19
    """)
    assert organ.columns[Field.UNIT] == (3,)
    assert measure.columns[Field.MEASURED_IN] == (3,)


def test_chi_tieu_is_an_indicator_or_a_target_by_the_cells_below() -> None:
    named = table("""
        STT | Chỉ tiêu | Kết quả
        19 | {19} | 87%
    """)
    asked = table("""
        STT | Nội dung | Chỉ tiêu | Kết quả
        19 | {19} | 100% | 87%
    """)
    assert named.columns[Field.INDICATOR] == (2,)
    assert asked.columns[Field.THRESHOLD] == (3,)


def test_ket_qua_is_a_value_or_a_verdict_by_the_cells_below() -> None:
    value = table("""
        STT | Chỉ số | Kết quả | Đánh giá
        19 | {19} | 87% | Chưa đạt
    """)
    verdict = table("""
        STT | Chỉ số | Tỷ lệ % | Kết quả
        19 | {19} | 87% | Không đạt
    """)
    assert (value.columns[Field.VALUE], value.columns[Field.CLAIM]) == ((3,), (4,))
    assert (verdict.columns[Field.VALUE], verdict.columns[Field.CLAIM]) == ((3,), (4,))


def test_tu_danh_gia_with_figures_below_is_the_value_when_there_is_no_other() -> None:
    found = table("""
        STT | Chỉ số | Tự đánh giá | Minh chứng
        19 | {19} | 87% |
        49 | {49} | Đạt |
    """)
    assert found.columns[Field.VALUE] == (3,)


def test_so_luong_is_a_numerator_only_beside_a_denominator() -> None:
    ratio = table("""
        STT | Chỉ số | Số lượng | Tổng số | Tỷ lệ
        3 | {3} | 5 | 10 | 50%
    """)
    value = table("""
        STT | Chỉ số | Số lượng
        16 | {16} | 19
    """)
    assert ratio.columns[Field.NUMERATOR] == (3,)
    assert value.columns[Field.VALUE] == (3,)


def test_an_office_s_own_columns_beside_the_unit_s_are_left_alone() -> None:
    found = table("""
        STT | Chỉ số | Tỷ lệ % | Tự đánh giá | Kết quả thẩm định | So với cùng kỳ
        19 | {19} | 87% | Chưa đạt | Đạt | +7%
    """)
    assert fields(found) == {
        "ordinal": (1,), "indicator": (2,), "value": (3,), "claim": (4,),
    }  # fmt: skip


def test_a_table_is_found_below_forty_rows_of_titles() -> None:
    titles = "\n".join(["UBND THÀNH PHỐ | | Độc lập - Tự do - Hạnh phúc", *["~"] * 38])
    found = table(f"""{titles}
        STT | Chỉ số | Kết quả
        19 | {{19}} | 87%
    """)
    assert found.header == (40, 40)


@pytest.mark.parametrize("index", ["(1) | (2) | (3) | (4)", "A | B | 1 | 2", "1 | 2 | 3 | 4=3/2"])
def test_a_row_that_counts_the_columns_is_no_answer(index: str) -> None:
    found = table(f"""
        STT | Chỉ số | Kết quả | Ghi chú
        {index}
        19 | {{19}} | 87% |
    """)
    assert found.body == (3,)


def test_a_header_repeated_on_a_later_page_is_no_second_table() -> None:
    found = table("""
        STT | Chỉ số | Kết quả
        19 | {19} | 87%
        STT | Chỉ số | Kết quả
        20 | {20} | 93,65%
    """)
    assert found.body == (2, 4)


def test_two_tables_on_a_sheet_and_on_two_sheets_are_all_found() -> None:
    found = tables(
        """
        STT | Chỉ số | Kết quả
        19 | {19} | 87%
        ~
        Biểu 2
        TT | Chỉ số | Tử số | Mẫu số | Tỷ lệ
        3 | {3} | 10 | 20 | 50%
        """,
        """
        STT | Chỉ số | Kết quả
        20 | {20} | 93,65%
        """,
    )
    assert [(each.grid.name, each.header[0]) for each in found] == [
        ("Biểu 1", 1), ("Biểu 1", 5), ("Biểu 2", 1),
    ]  # fmt: skip


def test_a_visible_table_beats_one_on_a_hidden_sheet_which_counts_only_alone() -> None:
    drawing = """
        STT | Chỉ số | Kết quả
        19 | {19} | 87%
    """
    hidden, visible = grid(drawing, "ẩn", hidden=True), grid(drawing, "hiện")
    assert [each.grid.name for each in tables(hidden, visible)] == ["hiện"]
    assert [each.grid.name for each in tables(hidden, "Ghi chú | gì đó")] == ["ẩn"]


def test_a_cell_typed_over_with_a_header_word_does_not_make_its_row_a_header() -> None:
    found = table("""
        STT | Chỉ số | Kết quả | Tự đánh giá
        19 | {19} | 87% | STT
        STT | {20} | 93,65% | Đạt
    """)
    assert found.body == (2, 3)


def test_a_previous_column_of_verdict_words_is_still_the_previous_column() -> None:
    found = table("""
        STT | Chỉ số | Đạt | Chưa đạt | Tính đến tháng 5/2023 | Tính đến thời điểm hiện tại
        16 | {16} | x | | Đạt | 19/24 vụ
    """)
    assert found.columns[Field.PREVIOUS] == (5,)


def test_a_sheet_that_goes_on_without_a_header_is_read_with_the_one_before() -> None:
    first, second = tables(
        """
        STT | Chỉ số | Kết quả
        19 | {19} | 87%
        """,
        """
        20 | {20} | 93,65%
        """,
    )
    assert (second.grid.name, second.columns, second.body) == ("Biểu 2", first.columns, (1,))


def test_of_sheets_added_period_by_period_this_period_s_counts() -> None:
    drawing = """
        STT | Chỉ số | Kết quả
        19 | {19} | 87%
    """
    book_of_year = (grid(drawing, "Tháng 5.2024"), grid(drawing, "Tháng 6.2024"))
    assert [each.grid.name for each in tables(*book_of_year)] == ["Tháng 6.2024"]
    assert len(tables(*book_of_year, period=Period())) == 2


@pytest.mark.parametrize(
    "drawing",
    [
        "Danh sách | cán bộ\nNguyễn Văn A | 0912",
        "STT | Nội dung | Kết quả\n1 | Mua sắm máy tính | 5\n2 | Sửa chữa lớp học | 6",
        "TT | Nội dung | Thời gian thực hiện | Đơn vị chủ trì\n1 | Hội nghị | 30/6 | Phòng Y tế",
    ],
)
def test_other_tables_are_no_indicator_tables(drawing: str) -> None:
    assert tables(drawing) == ()


def test_a_table_without_results_is_named_as_lacking_that_column() -> None:
    found = table("""
        STT | Chỉ tiêu | Mức phấn đấu | Đơn vị chủ trì theo dõi | Thời hạn
        19 | {19} | 100% | Phòng Y tế | 30/6
    """)
    assert not found.is_usable
    assert codes(found) == [("M02", "Kết quả (tỷ lệ %) kỳ này", Severity.ERROR)]


def test_a_plan_beside_a_filled_table_of_the_same_indicators_is_no_problem() -> None:
    plan = """
        STT | Chỉ số | Đơn vị chủ trì
        19 | {19} | Phòng Y tế
    """
    filled = """
        STT | Chỉ số | Kết quả
        19 | {19} | 87%
    """
    assert [each.grid.name for each in tables(plan, filled)] == ["Biểu 2"]


def test_a_missing_value_column_is_a_warning_where_ticks_still_judge_the_rows() -> None:
    found = table("""
        STT | Chỉ số | Đạt | Chưa đạt
        19 | {19} | | x
    """)
    assert found.is_usable
    assert codes(found) == [("M02", "Kết quả (tỷ lệ %) kỳ này", Severity.WARNING)]


def test_a_missing_rate_column_is_nothing_where_numerator_and_denominator_stand() -> None:
    found = table("""
        STT | Chỉ số | Tử số | Mẫu số
        3 | {3} | 5 | 10
    """)
    assert found.is_usable
    assert found.problems == ()


def test_a_missing_text_column_leaves_rows_with_indicator_numbers_usable() -> None:
    found = table("""
        STT | Đơn vị phụ trách | Đạt | Chưa đạt | Tỉ lệ %
        19 | Phòng Y tế | | x | 87%
        20 | Phòng Y tế | | x | 93,65%
    """)
    assert found.is_usable
    assert codes(found) == [("M02", "Nội dung chỉ số", Severity.WARNING)]


def test_a_missing_text_column_beside_a_running_count_leaves_nothing_to_judge() -> None:
    found = table("""
        STT | Đơn vị phụ trách | Đạt | Chưa đạt | Tỉ lệ %
        1 | Phòng Y tế | | x | 87%
        2 | Phòng Y tế | | x | 93,65%
    """)
    assert not found.is_usable
    assert codes(found) == [("M02", "Nội dung chỉ số", Severity.ERROR)]


def test_a_tick_column_with_a_damaged_header_is_missed() -> None:
    found = table("""
        STT | Chỉ số | Đ.ạ.t | Chưa đạt | Tỷ lệ %
        1 | {1} | x | | 99%
    """)
    assert codes(found) == [("M02", "Đạt", Severity.WARNING)]


def test_a_damaged_header_does_not_hide_the_column_of_the_indicators() -> None:
    found = table("""
        STT | ??? | Kết quả
        19 | {19} | 87%
    """)
    assert found.columns[Field.INDICATOR] == (2,)


def test_two_columns_that_cannot_be_told_apart_and_differ_are_one_problem() -> None:
    found = table("""
        STT | Chỉ số | Tỷ lệ % | Tỷ lệ %
        19 | {19} | 87% | 88%
        20 | {20} | 93,65% | 95%
    """)
    assert not found.is_usable
    assert [(code, text) for code, text, _ in codes(found)] == [("M03", "Tỷ lệ %; Tỷ lệ %")]


@pytest.mark.parametrize("second", ["87%", ""])
def test_two_columns_that_do_not_contradict_each_other_are_no_problem(second: str) -> None:
    found = table(f"""
        STT | Chỉ số | Tỷ lệ % | Tỷ lệ %
        19 | {{19}} | 87% | {second}
    """)
    assert found.problems == ()
    assert found.columns[Field.VALUE][0] == 3


def test_a_count_beside_a_rate_is_no_second_value() -> None:
    found = table("""
        STT | Chỉ số | Số liệu | Tỷ lệ %
        19 | {19} | 435 cơ sở | 87%
    """)
    assert found.problems == ()
    assert found.columns[Field.VALUE] == (4, 3)


def test_only_the_previous_period_s_column_is_a_missing_column() -> None:
    found = table("""
        STT | Chỉ số | Tỉ lệ % (Tính đến tháng 5/2023)
        19 | {19} | 80%
    """)
    assert not found.is_usable
    assert [each.code for each in found.problems] == ["M02"]


@pytest.mark.parametrize("line", ["Kỳ báo cáo: tháng 5/2024", "Kỳ báo cáo | tháng 5/2024"])
def test_a_printed_period_is_found_above_the_table(line: str) -> None:
    found = table(f"""
        {line}
        STT | Chỉ số | Kết quả
        19 | {{19}} | 87%
    """)
    assert found.period == "tháng 5/2024"


def test_only_a_column_of_reporters_gives_unit_texts() -> None:
    reporters = table("""
        STT | Chỉ số | Đơn vị báo cáo | Kết quả
        19 | {19} | Phòng Y tế | 87%
        20 | {20} | Phòng Y tế | 93,65%
        ~
        NGƯỜI LẬP BIỂU | | TRƯỞNG PHÒNG
    """)
    in_charge = table("""
        STT | Chỉ số | Đơn vị phụ trách | Kết quả
        19 | {19} | Phòng Y tế | 87%
    """)
    assert reporters.unit_texts == ("Phòng Y tế", "Phòng Y tế")
    assert in_charge.unit_texts == ()
