"""`phan-hoi/`: the unit's own file back, with what to mend marked and nothing else changed."""

import io
import shutil
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from lcreport.errors import OutputError
from lcreport.intake.folder import read_folder
from lcreport.intake.originals import Originals
from lcreport.model import Answer, Result, Return
from lcreport.papers.file_names import RETURNED
from lcreport.papers.returned import write_returned
from lcreport.papers.returned.response import responses
from lcreport.pipeline import run
from lcreport.report import write_report
from lcreport.resources import samples
from lcreport.settings import settings_of
from lcreport.writers import Wishes
from tests.corpus_case import CORPUS
from tests.workbooks import patched

GOOD, FAULTY = CORPUS / "good", CORPUS / "faulty"
HA_LONG, UONG_BI = samples() / "ha-long-2024-06", samples() / "uong-bi-2025"
ABOVE_100 = FAULTY / "G02-above-100"
MEND, ACCEPTED = "Cần sửa", "Đã tiếp nhận"
HEADERS = ["Chỉ số", "Ô", "Vấn đề", "Đã thấy", "Cần có", "Cách sửa", "Mức độ", "Mã"]
PERIOD_FOLDERS = [
    *(
        each
        for kind in (GOOD, FAULTY)
        for each in sorted(kind.iterdir())
        if each.is_dir() and each.name != "a-persons-word"
    ),  # that word is given for a path; the copy has another
    HA_LONG,
    UONG_BI,
]


def back(folder: Path, place: Path, *, every: bool = True) -> tuple[Result, dict[str, Path]]:
    """Run a folder and send its files back; gives each unit's copy."""
    result = run(folder, place / "none")
    write_returned(result, place / RETURNED, Originals(folder).find, every=every)
    return result, {each.stem: each for each in sorted((place / RETURNED).glob("*"))}


def copied(folder: Path, place: Path) -> tuple[Path, Path]:
    """Copy a folder with one return to change it; gives the folder and the return."""
    mine = place / "nop-ve"
    shutil.copytree(folder, mine)
    (file,) = (each for each in mine.rglob("*.xlsx") if each.name != "cai-dat.xlsx")
    return mine, file


def changed(file: Path, change: Callable[[Workbook], None]) -> None:
    book = load_workbook(file)
    change(book)
    book.save(file)


def opened(path: Path, *, values: bool = False) -> Workbook:
    return load_workbook(path, rich_text=True, data_only=values)


def rows_of(sheet: Worksheet) -> list[list[Any]]:
    """Give the rows of a sheet of ours below its headers."""
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    head = next(n for n, row in enumerate(rows) if row[0] == "Chỉ số")
    return rows[head + 1 :]


def sentences(sheet: Worksheet) -> str:
    return "\n".join(str(row[0].value) for row in sheet.iter_rows(max_row=8, max_col=1))


def cells(sheet: Worksheet) -> Iterator[Cell]:
    return (cell for row in sheet.iter_rows() for cell in row if isinstance(cell, Cell))


def look(cell: Cell, *, marked: bool) -> tuple[object, ...]:
    """Give all that a person sees of a cell; of a marked one without colour and note."""
    fill = None if marked else (cell.fill, cell.comment.text if cell.comment else "")
    parts = (cell.font, cell.border, cell.alignment, cell.protection)
    shown = (repr(each).replace("None", "False") for each in (*parts, fill))
    return (cell.value, cell.data_type, cell.number_format, *shown)


def frame_of(sheet: Worksheet) -> tuple[object, ...]:
    """Give what a sheet is besides its cells."""
    rows = {n: (each.height, each.hidden) for n, each in sheet.row_dimensions.items()}
    columns = {n: (each.width, each.hidden) for n, each in sheet.column_dimensions.items()}
    merged = sorted(str(each) for each in sheet.merged_cells.ranges)
    kept = (sheet.sheet_state, sheet.freeze_panes, sheet.print_area, sheet.page_setup.orientation)
    return rows, columns, merged, *kept, len(sheet.data_validations.dataValidation)


def told(answer: Answer) -> tuple[object, ...]:
    reading, previous, source = answer.reading, answer.previous, answer.source
    what = (answer.indicator, answer.measure, answer.unit, reading, answer.claim)
    return (*what, previous and previous.raw, answer.evidence, source.sheet, source.cell)


def faults(each: Return) -> list[tuple[str, str | None]]:
    return sorted(((p.code, p.cell) for p in each.problems if p.code[0] in "MG"), key=str)


def test_a_faulty_cell_is_coloured_and_says_what_and_how(tmp_path: Path) -> None:
    _, copies = back(ABOVE_100, tmp_path)
    book = opened(copies["p-y-te"])
    sheet = book.worksheets[2]
    marked = [cell for cell in cells(sheet) if cell.comment]
    (row,) = rows_of(book[MEND])
    assert [cell.fill.fgColor.rgb for cell in marked] == ["FFFFC7CE"]
    note = marked[0].comment.text if marked[0].comment else ""
    assert str(row[2]) in note
    assert str(row[5]) in note
    assert note.endswith("(G02)")


def test_the_first_sheet_has_a_row_per_problem_with_the_cell_as_a_link(tmp_path: Path) -> None:
    result, copies = back(ABOVE_100, tmp_path)
    book = opened(copies["p-y-te"])
    assert book.sheetnames[:2] == [MEND, ACCEPTED]
    assert book.active is book[MEND]
    problem = next(each for each in result.problems if each.code == "G02")
    (row,) = rows_of(book[MEND])
    assert row[0] == problem.indicator
    assert row[2:] == [
        problem.message, problem.found, problem.expected, problem.advice, "lỗi", "G02",
    ]  # fmt: skip
    link = next(cell.hyperlink for cell in cells(book[MEND]) if cell.hyperlink)
    assert link.location == f"'{problem.sheet}'!{problem.cell}"
    head = next(r for r in book[MEND].iter_rows(values_only=True) if r[0] == "Chỉ số")
    assert list(head) == HEADERS


def test_the_second_sheet_shows_the_accepted_figures_with_their_verdicts(tmp_path: Path) -> None:
    result, copies = back(HA_LONG, tmp_path)
    rows = rows_of(opened(copies["p-y-te"])[ACCEPTED])
    mine = [a for each in result.returns for a in each.answers if a.unit == "p-y-te"]
    assert [row[0] for row in rows] == [answer.indicator for answer in mine]
    twenty = next(row for row in rows if row[0] == 20)
    assert (twenty[3], twenty[4], twenty[8]) == ("93,65%", "93,65%", "Chưa đạt")
    women = next(
        row for row in rows_of(opened(copies["p-ldtbxh"])[ACCEPTED]) if row[:3:2] == [33, "nữ"]
    )
    assert women[8] == "đang chờ thẩm định"


@pytest.mark.parametrize("folder", [HA_LONG, UONG_BI, GOOD / "formulas-calculated", ABOVE_100,
                                    GOOD / "hidden-rows-and-columns", GOOD / "hidden-old-sheet",
                                    FAULTY / "G04-error-value", FAULTY / "G08-date"],
                         ids=lambda each: each.name)  # fmt: skip
def test_nothing_that_the_unit_wrote_is_changed(folder: Path, tmp_path: Path) -> None:
    result, copies = back(folder, tmp_path)
    originals = Originals(folder)
    for response in responses(result):
        marked = {(p.sheet, p.cell) for p in response.problems}
        found = originals.find(response.marked)
        assert found is not None
        for values in (False, True):
            before = load_workbook(io.BytesIO(found.data), rich_text=True, data_only=values)
            after = opened(copies[response.unit.id], values=values)
            assert [name for name in after.sheetnames if name in before.sheetnames] == (
                before.sheetnames
            )
            for sheet in before.worksheets:
                copy = after[sheet.title]
                assert frame_of(copy) == frame_of(sheet)
                for cell in cells(sheet):
                    hidden = (sheet.title, cell.coordinate) in marked
                    twin = copy[cell.coordinate]
                    assert look(twin, marked=hidden) == look(cell, marked=hidden), cell.coordinate


@pytest.mark.parametrize("folder", PERIOD_FOLDERS, ids=lambda each: each.name)
def test_a_copy_sent_back_as_it_is_reads_the_same(folder: Path, tmp_path: Path) -> None:
    result, _ = back(folder, tmp_path)
    settings = settings_of(folder)
    again = {each.file: each for each in read_folder(tmp_path / RETURNED, (), settings)}
    for response in responses(result):
        copy = again[f"{response.unit.id}.xlsx"]
        before = sorted((told(each) for each in response.marked.answers), key=str)
        assert sorted((told(each) for each in copy.answers), key=str) == before
        assert faults(copy) == faults(response.marked)


def test_formulas_keep_their_values(tmp_path: Path) -> None:
    folder, file = copied(ABOVE_100, tmp_path)
    changed(file, lambda book: book.worksheets[0].__setitem__("J30", "=1+1"))
    text = "<f>1+1</f><v></v>"
    file.write_bytes(
        patched(
            file.read_bytes(),
            "xl/worksheets/sheet1.xml",
            lambda part: part.replace(text, "<f>1+1</f><v>2</v>").replace(
                "<f>1+1</f><v/>", "<f>1+1</f><v>2</v>"
            ),
        )
    )
    _, copies = back(folder, tmp_path)
    title = load_workbook(file).sheetnames[0]
    assert opened(copies["p-y-te"])[title]["J30"].value == "=1+1"
    assert opened(copies["p-y-te"], values=True)[title]["J30"].value == 2


def test_a_note_that_the_unit_wrote_is_kept_and_ours_added(tmp_path: Path) -> None:
    folder, file = copied(ABOVE_100, tmp_path)
    result = run(folder, tmp_path / "none")
    place = next(each for each in result.problems if each.code == "G02")

    def annotate(book: Workbook) -> None:
        book[str(place.sheet)][str(place.cell)].comment = Comment("theo sổ của trạm", "chị Lan")

    changed(file, annotate)
    _, copies = back(folder, tmp_path)
    note = opened(copies["p-y-te"])[str(place.sheet)][str(place.cell)].comment
    assert note.text.startswith("theo sổ của trạm\n\nĐề nghị sửa:")
    assert note.author == "chị Lan"


def test_a_mended_copy_loses_the_marks_of_the_round_before(tmp_path: Path) -> None:
    result, copies = back(ABOVE_100, tmp_path / "1")
    place = next(each for each in result.problems if each.code == "G02")
    second = tmp_path / "nop-lai"
    second.mkdir()
    shutil.copy2(ABOVE_100 / "cai-dat.xlsx", second)
    shutil.copy2(copies["p-y-te"], second / "sua roi.xlsx")

    def mend(book: Workbook) -> None:
        book[str(place.sheet)][str(place.cell)] = "95%"

    changed(second / "sua roi.xlsx", mend)
    later, again = back(second, tmp_path / "2")
    assert [each.code for each in later.problems if each.code[0] == "G"] == []
    book = opened(again["p-y-te"])
    assert book.sheetnames == [ACCEPTED, str(place.sheet)]
    cell = book[str(place.sheet)][str(place.cell)]
    assert cell.comment is None
    assert cell.fill == PatternFill()


def test_files_without_problems_come_back_only_when_asked_and_confirmed_alone(
    tmp_path: Path,
) -> None:
    folder = GOOD / "bare-points"
    _, none = back(folder, tmp_path / "usual", every=False)
    assert none == {}
    assert not (tmp_path / "usual" / RETURNED).exists()
    _, copies = back(folder, tmp_path / "all")
    (copy,) = copies.values()
    assert opened(copy).sheetnames[0] == ACCEPTED
    assert MEND not in opened(copy).sheetnames


@pytest.mark.parametrize("name", ["xls-of-libreoffice", "ods-of-libreoffice", "csv-comma-utf8",
                                  "word-file-with-the-table", "html-named-xls"])  # fmt: skip
def test_files_of_other_kinds_are_drawn_anew_and_say_so(name: str, tmp_path: Path) -> None:
    _, copies = back(GOOD / name, tmp_path)
    (copy,) = copies.values()
    assert "chép lại sang Excel" in sentences(opened(copy).worksheets[0])


def test_a_return_inside_a_zip_comes_back_too(tmp_path: Path) -> None:
    result, copies = back(GOOD / "zip-of-returns", tmp_path)
    assert len(copies) == len(list(responses(result))) > 0
    assert all("Bản này" not in sentences(opened(each).worksheets[0]) for each in copies.values())


def test_of_several_files_the_newest_is_marked_and_the_others_are_named(tmp_path: Path) -> None:
    _, copies = back(FAULTY / "D05-newer-return", tmp_path)
    sheet = opened(copies["p-y-te"])[MEND]
    result = run(FAULTY / "D05-newer-return", tmp_path / "none")
    older = next(each for each in result.returns if each.state.value == "superseded")
    assert f"Tệp khác của đơn vị: {older.file} (đã được thay)." in sentences(sheet)
    (row,) = (each for each in rows_of(sheet) if each[-1] == "D05")
    assert older.file in str(row[1])


def test_a_macro_that_cannot_be_kept_is_told(tmp_path: Path) -> None:
    folder, file = copied(ABOVE_100, tmp_path)
    with zipfile.ZipFile(file, "a") as package:
        package.writestr("xl/vbaProject.bin", b"macro")
    _, copies = back(folder, tmp_path)
    assert "không giữ được macro" in sentences(opened(copies["p-y-te"])[MEND])


def test_a_workbook_that_openpyxl_refuses_is_drawn_anew(tmp_path: Path) -> None:
    folder, file = copied(ABOVE_100, tmp_path)
    file.write_bytes(
        patched(
            file.read_bytes(),
            "xl/worksheets/sheet1.xml",
            lambda part: part.replace(
                "<sheetData>", '<sheetFormatPr baseColWidth="x"/><sheetData>'
            ),
        )
    )
    _, copies = back(folder, tmp_path)
    assert "chép lại sang Excel" in sentences(opened(copies["p-y-te"])[MEND])


def test_a_file_that_has_gone_meanwhile_leaves_the_feedback_alone(tmp_path: Path) -> None:
    folder, file = copied(ABOVE_100, tmp_path)
    result = run(folder, tmp_path / "none")
    file.unlink()
    write_returned(result, tmp_path / RETURNED, Originals(folder).find)
    book = opened(tmp_path / RETURNED / "p-y-te.xlsx")
    assert book.sheetnames == [MEND, ACCEPTED]
    assert "Không tìm lại được tệp gốc" in sentences(book[MEND])


def test_the_same_returns_give_the_same_bytes(tmp_path: Path) -> None:
    _, first = back(UONG_BI, tmp_path / "1")
    _, second = back(UONG_BI, tmp_path / "2")
    assert {unit: path.read_bytes() for unit, path in first.items()} == {
        unit: path.read_bytes() for unit, path in second.items()
    }


def test_copies_of_an_earlier_run_do_not_stay_beside_newer_ones(tmp_path: Path) -> None:
    output = tmp_path / "ket-qua"
    result = run(HA_LONG, output)
    write_report(result, output, HA_LONG, Wishes(all_copies=True))
    assert len(list((output / RETURNED).iterdir())) == 48
    papers = write_report(result, output, HA_LONG)
    some = {each.stem for each in (output / RETURNED).iterdir()}
    assert some == {each.unit.id for each in responses(result) if each.problems}
    assert output / RETURNED in papers


def test_without_settings_nobody_is_known_and_nothing_goes_back(tmp_path: Path) -> None:
    folder, _ = copied(ABOVE_100, tmp_path)
    (folder / "cai-dat.xlsx").unlink()
    _, copies = back(folder, tmp_path)
    assert copies == {}


def test_a_copy_that_is_open_in_excel_is_told_and_the_old_ones_stay(tmp_path: Path) -> None:
    output = tmp_path / "ket-qua"
    result = run(HA_LONG, output)
    write_report(result, output, HA_LONG)
    before = {each.name: each.read_bytes() for each in (output / RETURNED).iterdir()}
    (output / RETURNED / "~$p-gddt.xlsx").write_bytes(b"")
    with pytest.raises(OutputError, match="p-gddt"):
        write_report(result, output, HA_LONG, Wishes(all_copies=True))
    assert {name: (output / RETURNED / name).read_bytes() for name in before} == before
