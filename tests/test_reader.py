"""One file from its bytes to a return, through real .xlsx files."""

import pickle
import random
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO

import openpyxl
import pytest

from lcreport.intake.grid import Grid
from lcreport.intake.previous import read_previous
from lcreport.intake.reader import read_return
from lcreport.model import (
    Assignment,
    Kind,
    Period,
    Return,
    Role,
    Settings,
    State,
    Status,
    Unit,
    UnitKind,
)
from lcreport.problems import Severity
from tests.draw import CRITERIA, grid, text_of, xlsx

NOON = datetime(2024, 6, 20, 12, tzinfo=UTC)
HEALTH = Unit("p-y-te", "Phòng Y tế", UnitKind.DEPARTMENT)
SETTINGS = Settings(
    CRITERIA,
    units=(HEALTH, Unit("p-kinh-te", "Phòng Kinh tế", UnitKind.DEPARTMENT)),
    assignments=(
        Assignment(19, "p-y-te", Role.LEAD),
        Assignment(20, "p-y-te", Role.LEAD),
        Assignment(9, "p-y-te", Role.SUPPORT),
        Assignment(10, "p-kinh-te", Role.LEAD),
    ),
    period=Period("tháng 6/2024", date(2024, 6, 24), "tháng 5/2023", date(2023, 5, 31)),
)
NEUTRAL = Settings(CRITERIA, neutral=True)
FORM = """
    UBND THÀNH PHỐ | | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
    PHÒNG Y TẾ | | Độc lập - Tự do - Hạnh phúc
    ~
    STT | Chỉ số | Đạt | Chưa đạt | Kỳ trước | Kỳ này
    19 | {19} | | x | | 87%
    20 | {20} | | x | 92% | 93,65%
    ~
    NGƯỜI LẬP BIỂU | | | TRƯỞNG PHÒNG
"""


def read(*drawings: str | Grid, settings: Settings = SETTINGS, file: str = "a.xlsx") -> Return:
    return read_return(file, xlsx(*drawings), NOON, settings)


def codes(found: Return) -> list[tuple[str, str | None, int | None]]:
    return [(each.code, each.cell, each.indicator) for each in found.problems]


def test_a_good_return_is_accepted_with_its_unit_and_every_answer_has_its_source() -> None:
    found = read(FORM, file="Phòng ban/Y tế.xlsx")
    assert (found.state, found.unit, found.identified_by) == (
        State.ACCEPTED, "p-y-te", "organ_lines",
    )  # fmt: skip
    assert [(a.indicator, a.unit, a.source.file, a.source.cell) for a in found.answers] == [
        (19, "p-y-te", "Phòng ban/Y tế.xlsx", "F5"),
        (20, "p-y-te", "Phòng ban/Y tế.xlsx", "F6"),
    ]
    assert found.problems == ()


def test_a_return_without_settings_keeps_its_answers_and_no_unit() -> None:
    found = read(FORM, settings=NEUTRAL)
    assert (found.state, found.unit, len(found.answers)) == (State.ACCEPTED, None, 2)
    assert found.problems == ()


@pytest.mark.parametrize(
    ("data", "state", "code"),
    [
        (b"", State.UNREADABLE, "T06"),
        (b"PK\x03\x04 broken", State.UNREADABLE, "T03"),
        (b"%PDF-1.7 ...", State.NOT_A_RETURN, "T01"),
    ],
)
def test_a_file_that_is_no_workbook_is_one_problem(data: bytes, state: State, code: str) -> None:
    found = read_return("a.xlsx", data, NOON, SETTINGS)
    assert (found.state, found.saved) == (state, NOON)
    assert [each.code for each in found.problems] == [code]
    assert found.problems[0].file == "a.xlsx"


def test_a_workbook_without_an_indicator_table_is_not_a_return() -> None:
    found = read("Danh sách | cán bộ\nNguyễn Văn A | 0912")
    assert found.state is State.NOT_A_RETURN
    assert [each.code for each in found.problems] == ["M01"]


def test_a_table_that_cannot_be_judged_is_not_a_return_and_one_problem() -> None:
    found = read("""
        PHÒNG Y TẾ
        STT | Chỉ số | Đơn vị phụ trách
        19 | {19} | Phòng Y tế
        20 | {20} | Phòng Y tế
    """)
    assert found.state is State.NOT_A_RETURN
    assert codes(found) == [("M02", "A2", None)]


def test_the_sender_unknown_keeps_no_answers_but_the_problems() -> None:
    found = read(FORM.replace("PHÒNG Y TẾ", "").replace("UBND THÀNH PHỐ", ""))
    assert (found.state, found.unit, found.answers) == (State.UNIDENTIFIED, None, ())
    assert [each.code for each in found.problems] == ["D01"]


def test_an_answer_to_another_unit_s_indicator_is_not_used() -> None:
    found = read(FORM.replace("19 | {19}", "10 | {10}"))
    assert codes(found) == [("D04", "F5", 10)]
    assert [each.indicator for each in found.answers] == [20]


def test_a_supporter_s_answer_counts_and_its_blank_row_is_no_problem() -> None:
    support = "9 | {9} | x | | | 50%\n    20 | {20}"
    assert codes(read(FORM.replace("20 | {20}", support))) == []
    blank = "9 | {9} | | | |\n    20 | {20}"
    assert codes(read(FORM.replace("20 | {20}", blank))) == []


def test_a_blank_row_of_one_s_own_indicator_is_told_others_are_not() -> None:
    found = read(FORM.replace("| | x | 92% | 93,65%", "| | | 92% |\n    21 | {21} | | | |"))
    assert codes(found) == [("G06", "F6", 20)]
    kinds = {each.indicator: each.reading.kind for each in found.answers}
    assert (set(kinds), kinds[20]) == ({19, 20}, Kind.EMPTY)


def test_a_faulty_value_is_not_blank_as_well() -> None:
    found = read(FORM.replace("93,65%", "rất cao đấy").replace("| | x | 92%", "| | | 92%"))
    assert codes(found) == [("G01", "F6", 20)]


def test_a_claim_that_cannot_be_read_is_not_blank_as_well() -> None:
    found = read(FORM.replace("| | x | 92% | 93,65%", "| | 93,65% | 92% |"))
    assert codes(found) == [("G01", "D6", 20)]


def test_a_table_with_thousands_of_rows_is_no_form() -> None:
    rows = "\n".join(f"{n} | {text_of(19)} | 87%" for n in range(3100))
    found = read(f"STT | Chỉ số | Kết quả\n{rows}")
    assert (found.state, [each.code for each in found.problems]) == (State.UNREADABLE, ["T04"])


@pytest.mark.parametrize(
    ("printed", "wrong"),
    [("Kỳ báo cáo: tháng 5/2024", True), ("Kỳ báo cáo: Tháng 6 năm 2024", False),
     ("Kỳ báo cáo: Quý II/2024", False), ("Kỳ báo cáo: năm 2023", True),
     ("Kỳ báo cáo: ......", False), ("(Số liệu tính đến tháng 5/2023)", False)],
)  # fmt: skip
def test_a_form_of_another_period_is_told_once(printed: str, wrong: bool) -> None:  # noqa: FBT001 - a parameter of the test
    found = read(FORM.replace("    ~\n    STT", f"    {printed}\n    STT"))
    assert [each.code for each in found.problems] == (["M04"] if wrong else [])
    assert len(found.answers) == 2


def test_a_form_in_the_fonts_of_the_nineties_is_read_and_told_once() -> None:
    form = grid("""
        PHÒNG Y TẾ
        STT | ChØ sè | §¹t | Ch­a ®¹t | Tû lÖ %
        19 | {19} | | x | 87%
        20 | {20} | | x | 93,65%
    """)
    found = read(form)
    assert [each.code for each in found.problems] == ["G11"]
    assert found.problems[0].severity is Severity.INFO
    assert len(found.answers) == 2


def test_the_same_bytes_give_the_same_return_and_it_travels_between_processes() -> None:
    found = read(FORM)
    assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301 - our own bytes


def test_one_changed_cell_is_either_reported_or_arrives_with_that_cell_as_its_source() -> None:
    """Change one filled cell of the table at random, many times."""
    chance = random.Random(7)
    values = ["", "88%", "x", "Đạt", "abc def", "1.420", "12/5", "-", "Chưa có số liệu", "999"]
    data = xlsx(FORM)
    before = read_return("a.xlsx", data, NOON, SETTINGS)
    for _ in range(150):
        book = openpyxl.load_workbook(BytesIO(data))
        cells = [cell for row in book.worksheets[0]["A5:F6"] for cell in row]
        cell = chance.choice(cells)
        old, new = cell.value, chance.choice(values)
        if str(old or "") == new:
            continue
        cell.value = new or None
        saved = BytesIO()
        book.save(saved)
        after = read_return("a.xlsx", saved.getvalue(), NOON, SETTINGS)
        if not after.problems:
            assert _arrives(after, before, cell.coordinate, new), (cell.coordinate, old, new)


def _arrives(after: Return, before: Return, cell: str, new: str) -> bool:
    """Say whether a change is seen in the answers: as a value, a claim or a previous value."""
    if after.answers == before.answers:
        # Nothing was said before and after, or only how the same thing is said has changed.
        return new in {"", "-"} or cell.startswith(("A", "B", "C", "D"))
    values = {each.source.cell: each.reading.raw for each in after.answers}
    return values.get(cell, new) == new or not cell.startswith("F")


def test_the_previous_table_gives_values_and_verdicts() -> None:
    rows, problems = read_previous(
        "ky-truoc.xlsx",
        xlsx("""
            STT | Nội dung chỉ báo | Đạt | Chưa đạt | Tỉ lệ % (Kỳ trước) | Tỉ lệ % (Hiện tại)
            19 | {19} | | x | | 80%
            14 | {14} | x | | |
            33 | {33} | x | | | 89,2%
            13 | {13} | | | | 80%
        """),
        CRITERIA,
    )
    assert problems == ()
    assert [(row.indicator, row.status, row.text) for row in rows] == [
        (13, None, "80%"), (14, Status.MET, ""), (19, Status.NOT_MET, "80%"),
        (33, Status.MET, "89,2%"),
    ]  # fmt: skip
    assert rows[3].source.cell == "F4"
    assert [each.kind for each in rows[3].readings] == [Kind.QUANTITY, Kind.EMPTY]


def test_a_previous_table_with_one_value_column_of_its_own_date_is_read_too() -> None:
    rows, problems = read_previous(
        "ky-truoc.xlsx",
        xlsx("""
            STT | Nội dung chỉ báo | Tỉ lệ % (Tính đến tháng 5/2023)
            19 | {19} | 80%
        """),
        CRITERIA,
    )
    assert problems == ()
    assert [row.text for row in rows] == ["80%"]


def test_a_previous_table_that_is_none_says_why() -> None:
    assert [each.code for each in read_previous("ky-truoc.xlsx", b"", CRITERIA)[1]] == ["T06"]
    assert [each.code for each in read_previous("k.xlsx", xlsx("a | b"), CRITERIA)[1]] == ["M01"]


def test_rows_with_a_hidden_row_or_column_count_as_any_other() -> None:
    book = openpyxl.load_workbook(BytesIO(xlsx(FORM)))
    sheet = book.worksheets[0]
    sheet.row_dimensions[5].hidden = True
    sheet.column_dimensions["F"].hidden = True
    saved = BytesIO()
    book.save(saved)
    assert len(read_return("a.xlsx", saved.getvalue(), NOON, SETTINGS).answers) == 2


def test_a_ward_s_form_with_numerators_gives_exact_ratios() -> None:
    ward = replace(SETTINGS, assignments=(Assignment(3, "p-y-te", Role.LEAD),))
    found = read(
        f"""
        Đơn vị báo cáo: Phòng Y tế
        STT | Chỉ số | ĐVT | Tử số | Mẫu số | Tỷ lệ % | Tự đánh giá | Minh chứng | Ghi chú
        (1) | (2) | (3) | (4) | (5) | (6) | (7) | (8) | (9)
        1 | {text_of(3)} | % | =932 | =1240 | =75,16% | Đạt | Sổ theo dõi |
        """,
        settings=ward,
    )
    (answer,) = found.answers
    assert found.problems == ()
    assert (answer.indicator, answer.claim, answer.evidence) == (3, True, "Sổ theo dõi")
    assert answer.reading.numerator == 932
