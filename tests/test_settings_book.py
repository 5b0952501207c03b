import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from lcreport.model import (
    Assignment,
    CriteriaSet,
    Document,
    Indicator,
    Paragraph,
    Period,
    Role,
    Settings,
    Unit,
    UnitKind,
)
from lcreport.papers.settings_book import write_settings
from lcreport.papers.xlsx_file import put_text, save_workbook
from lcreport.settings import load_settings, neutral_settings
from lcreport.settings.words import KEYS, SHEETS

BUILT_IN = neutral_settings().criteria
UNITS = (
    Unit("p-y-te", "Phòng Y tế", UnitKind.DEPARTMENT, ("Y tế", "P. Y tế"), "yte@halong.vn"),
    Unit("dai-yen", "Phường Đại Yên", UnitKind.WARD, weight=Fraction(18241, 2)),
    Unit("gieng-day", "Phường Giếng Đáy", UnitKind.WARD, valid_from=date(2020, 1, 1)),
    Unit("cu", "Xã Cũ", UnitKind.WARD, valid_to=date(2019, 12, 31), successors=("dai-yen",)),
)
FULL = Settings(
    criteria=BUILT_IN,
    units=UNITS,
    assignments=(
        Assignment(19, "p-y-te", Role.LEAD),
        Assignment(20, "dai-yen", Role.LEAD),
        Assignment(20, "gieng-day", Role.LEAD),
        Assignment(20, "p-y-te", Role.SUPPORT),
        Assignment(25, "gieng-day", Role.LEAD),
    ),
    period=Period(
        "tháng 6/2024", date(2024, 6, 24), "tháng 5/2023", date(2023, 5, 31), date(2024, 6, 25)
    ),
    document=Document(
        organ="Ủy ban nhân dân\nthành phố Hạ Long",
        number="04",
        symbol="UBND-GD",
        place="Hạ Long",
        issued=date(2024, 6, 24),
        subject="báo cáo kết quả",
        addressees=("Sở Giáo dục và Đào tạo", "Hội Khuyến học"),
        bases=("Công văn số 1593/UBND-VHXH ngày 19/6/2024",),
        authority=("TM. Ủy ban nhân dân", "KT. Chủ tịch"),
        position=("Phó Chủ tịch",),
        signer="Nguyễn Ngọc Sơn",
        recipients=("Như trên", "Lưu: VT, GD"),
        electronic=True,
        annex_apart=True,
    ),
    paragraphs=(Paragraph("1.1", "=Không phải công thức"), Paragraph("chỉ số 19", "- Một.")),
    recognitions={"tra loi/bieu 1.xlsx": "p-y-te"},
)


def through(given_settings: Settings, folder: Path) -> Settings:
    path = folder / "cai-dat.xlsx"
    write_settings(path, given_settings)
    return load_settings(path)


def test_full_settings_come_back_as_they_were_written(tmp_path: Path) -> None:
    assert through(FULL, tmp_path) == FULL


def test_an_own_criteria_set_comes_back_as_it_was_written(tmp_path: Path) -> None:
    own = replace(FULL, criteria=_own_set(), assignments=(), paragraphs=())
    once = through(own, tmp_path)

    assert [each.text for each in once.criteria.indicators] == [
        each.text for each in BUILT_IN.indicators
    ]
    assert once.criteria.standards == BUILT_IN.standards
    assert through(once, tmp_path) == once


def _own_set() -> CriteriaSet:
    def bare(each: Indicator) -> Indicator:
        return replace(each, wordings=(), examples=())

    return replace(BUILT_IN, id="riêng", indicators=tuple(map(bare, BUILT_IN.indicators)))


def test_an_untouched_workbook_is_the_neutral_settings_with_a_workbook(tmp_path: Path) -> None:
    path = tmp_path / "cai-dat.xlsx"
    write_settings(path)

    assert load_settings(path) == replace(neutral_settings(), neutral=False)


def test_every_valid_ward_in_a_row_becomes_one_row(tmp_path: Path) -> None:
    path = tmp_path / "cai-dat.xlsx"
    write_settings(path, FULL)

    rows = list(load_workbook(path)["Phân công"].iter_rows(min_row=2, values_only=True))

    assert rows[1:4] == [
        (20, "mọi xã phường", "chủ trì"),
        (20, "p-y-te", "phối hợp"),
        (25, "gieng-day", "chủ trì"),
    ]


def test_every_heading_and_every_key_has_its_comment(tmp_path: Path) -> None:
    path = tmp_path / "cai-dat.xlsx"
    write_settings(path, replace(FULL, criteria=_own_set()))
    workbook = load_workbook(path)

    assert workbook.sheetnames == list(SHEETS)
    for sheet in workbook.worksheets:
        assert all(cell.comment for cell in sheet[1])
    letter = workbook["Văn bản"]
    assert [cell.value for cell in letter["A"][1:]] == list(KEYS)
    assert all(cell.comment for cell in letter["B"][1:])


def test_values_of_a_list_have_a_drop_down(tmp_path: Path) -> None:
    path = tmp_path / "cai-dat.xlsx"
    write_settings(path)
    workbook = load_workbook(path)

    offered = {
        (sheet.title, rule.formula1)
        for sheet in workbook.worksheets
        for rule in sheet.data_validations.dataValidation
    }

    assert ("Đơn vị", '"phòng ban,xã phường"') in offered
    assert ("Phân công", '"chủ trì,phối hợp"') in offered
    assert ("Văn bản", '"giấy,điện tử"') in offered
    assert any(sheet == "Phân công" and rule.endswith(',56,57"') for sheet, rule in offered)


def test_the_same_settings_give_the_same_bytes(tmp_path: Path) -> None:
    one, other = tmp_path / "1.xlsx", tmp_path / "2.xlsx"
    write_settings(one, FULL)
    write_settings(other, FULL)

    assert one.read_bytes() == other.read_bytes()


def test_a_workbook_tells_neither_the_time_nor_the_person(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    save_workbook(Workbook(), path, datetime(2024, 6, 24, tzinfo=UTC))

    properties = load_workbook(path).properties
    with zipfile.ZipFile(path) as parts:
        times = {part.date_time for part in parts.infolist()}

    assert (properties.creator, properties.lastModifiedBy) == ("lcreport", "lcreport")
    assert properties.created == properties.modified == datetime(2024, 6, 24)  # noqa: DTZ001 - so stored
    assert times == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("text", ["=1+1", "=HYPERLINK()", "  lùi", "a\x0bb", "0012", "1.1"])
def test_a_text_stays_a_text(text: str, tmp_path: Path) -> None:
    workbook = Workbook()
    put_text(workbook.worksheets[0]["A1"], text)
    save_workbook(workbook, tmp_path / "a.xlsx")

    cell = load_workbook(tmp_path / "a.xlsx").worksheets[0]["A1"]

    assert (cell.data_type, cell.value) == ("s", text.replace("\x0b", ""))


words = st.text("aăâbcdđeêghik áạờ=+-.,%0123456789", min_size=1, max_size=20).map(
    lambda text: " ".join(text.split()).strip("-+*.;, ") or "đ"
)
lists = st.lists(words, max_size=3).map(tuple)
days = st.none() | st.dates(date(1990, 1, 1), date(2090, 12, 31))


@st.composite
def some_settings(draw: st.DrawFn) -> Settings:
    names = draw(st.lists(words, unique_by=str.lower, max_size=4))
    units = tuple(
        Unit(
            f"u{number}",
            name,
            draw(st.sampled_from(UnitKind)),
            weight=draw(st.none() | st.integers(1, 10**9).map(lambda n: Fraction(n, 8))),
            valid_to=draw(days),
        )
        for number, name in enumerate(names)
    )
    pairs = st.tuples(st.integers(1, 57), st.sampled_from([each.id for each in units] or ["-"]))
    given_pairs = draw(st.lists(pairs, unique=True, max_size=8)) if units else []
    return Settings(
        criteria=BUILT_IN,
        units=units,
        assignments=tuple(
            Assignment(number, unit, draw(st.sampled_from(Role))) for number, unit in given_pairs
        ),
        period=Period(label=draw(words), cut_off=draw(days)),
        document=Document(
            organ=draw(words), addressees=draw(lists), authority=draw(lists), issued=draw(days)
        ),
        paragraphs=tuple(Paragraph("2", text) for text in draw(lists)),
    )


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(some_settings())
def test_whatever_is_written_is_loaded_again(written: Settings) -> None:
    with TemporaryDirectory() as folder:
        assert through(written, Path(folder)) == written
