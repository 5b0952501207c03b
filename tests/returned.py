"""Drawn units, sheets and returns for tests of sender and copies."""

from datetime import UTC, date, datetime, timedelta

from lcreport.intake.grid import Cell, Grid
from lcreport.model import (
    Answer,
    Assignment,
    CriteriaSet,
    Document,
    Kind,
    Period,
    Reading,
    Return,
    Role,
    Settings,
    Source,
    State,
    Unit,
    UnitKind,
)
from lcreport.problems import Flaw, problem

# Hạ Long in June 2024: id | name | aliases; wards and communes after the blank line.
OFFICES = """
gddt | Phòng Giáo dục và Đào tạo
ldtbxh | Phòng Lao động - Thương binh và Xã hội
vhtt | Phòng Văn hóa và Thông tin
tckh | Phòng Tài chính - Kế hoạch
tnmt | Phòng Tài nguyên và Môi trường
qldt | Phòng Quản lý đô thị
kinh-te | Phòng Kinh tế
noi-vu | Phòng Nội vụ
y-te | Phòng Y tế
atgt | Ban An toàn giao thông
tuyen-giao | Ban Tuyên giáo Thành ủy | Thành ủy
vp | Văn phòng HĐND-UBND
ldld | Liên đoàn Lao động
hkh | Hội Khuyến học
cctk | Chi cục Thống kê
moi-xa-phuong | UBND xã, phường | UBND, Trung tâm học tập cộng đồng các phường, xã
tthtcd | TTHTCĐ
"""
PHUONG = (
    "Hà Khánh", "Hà Phong", "Hà Khẩu", "Cao Xanh", "Giếng Đáy", "Hà Tu", "Hà Trung", "Hà Lầm",
    "Bãi Cháy", "Cao Thắng", "Hùng Thắng", "Yết Kiêu", "Trần Hưng Đạo", "Hồng Hải", "Hồng Gai",
    "Bạch Đằng", "Hồng Hà", "Tuần Châu", "Việt Hưng", "Đại Yên", "Hoành Bồ",
)  # fmt: skip
XA = (
    "Sơn Dương", "Lê Lợi", "Thống Nhất", "Vũ Oai", "Hòa Bình", "Dân Chủ", "Quảng La", "Bằng Cả",
    "Tân Dân", "Kỳ Thượng", "Đồng Lâm", "Đồng Sơn",
)  # fmt: skip


def office(line: str) -> Unit:
    """Draw an office: "y-te | Phòng Y tế | tên khác; tên khác nữa"."""
    id_, name, *aliases = (part.strip() for part in line.split("|"))
    told = tuple(each.strip() for each in ";".join(aliases).split(";") if each.strip())
    return Unit(id_, name, UnitKind.DEPARTMENT, told)


def ward(name: str, **more: object) -> Unit:
    """Draw a ward whose id is its name."""
    return Unit(name, name, UnitKind.WARD, **more)  # type: ignore[arg-type]


def settings_with(*units: Unit, leads: str = "", **recognitions: str) -> Settings:
    """Draw Hạ Long's settings; `leads` like "y-te:19,20 noi-vu:4"."""
    assigned = (each.partition(":") for each in leads.split())
    return Settings(
        CriteriaSet("thu", "Bộ thử", "thử", ()),
        units,
        tuple(
            Assignment(int(number), unit, Role.LEAD)
            for unit, _, numbers in assigned
            for number in numbers.split(",")
        ),
        Period(cut_off=date(2024, 6, 24)),
        Document(organ="Ủy ban nhân dân\nthành phố Hạ Long", place="Hạ Long"),
        recognitions=recognitions,
    )


def ha_long(leads: str = "", **recognitions: str) -> Settings:
    offices = [office(line) for line in OFFICES.strip().splitlines()]
    wards = [ward(f"UBND phường {name}") for name in PHUONG]
    communes = [ward(f"UBND xã {name}") for name in XA]
    return settings_with(*offices, *wards, *communes, leads=leads, **recognitions)


def sheet(drawing: str, name: str = "Biểu", *, hidden: bool = False) -> Grid:
    r"""Draw a sheet: a line is a row, "|" parts the cells, "\n" is a line break in a cell."""
    cells = {
        (row, column): Cell(text.strip().replace("\\n", "\n"))
        for row, line in enumerate(drawing.strip("\n").splitlines(), start=1)
        for column, text in enumerate(line.split("|"), start=1)
        if text.strip()
    }
    return Grid(name, cells, hidden=hidden)


def returned(  # noqa: PLR0913 - every part of a return matters to some test
    file: str,
    rows: str = "",
    *,
    unit: str | None = "y-te",
    day: int | None = 1,
    sha: str = "",
    state: State = State.ACCEPTED,
    flaws: str = "",
) -> Return:
    """Draw a return: rows "19=85% 20=" (blank), "33.nữ=46%", "5=+" (only the tick Đạt).

    `flaws` are codes about rows: "H01:19 G01:20"; `day` of June is when it was saved.
    """
    told = (each.partition(":") for each in flaws.split())
    return Return(
        file,
        sha or f"sha of {file}",
        state,
        unit,
        "cell" if unit else None,
        datetime(2024, 6, 1, tzinfo=UTC) + timedelta(days=day) if day is not None else None,
        tuple(_answer(each, unit, file) for each in rows.split()),
        tuple(
            problem(Flaw(code), file=file, unit=unit, indicator=int(number) if number else None)
            for code, _, number in told
        ),
    )


def _answer(drawing: str, unit: str | None, file: str) -> Answer:
    key, _, raw = drawing.partition("=")
    number, _, measure = key.partition(".")
    ticked = raw.endswith("+")
    text = raw.removesuffix("+")
    reading = Reading(text, Kind.QUANTITY if text else Kind.EMPTY)
    return Answer(
        int(number), measure, unit, reading, Source(file, "Biểu", "G5"), claim=ticked or None
    )
