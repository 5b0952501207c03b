"""One cell of a good return is changed at random, 500 times: nothing is lost without a word.

Whoever fills a form may write anything anywhere. Either a problem says so, or the new value arrives
with its cell as the source, or the answers are what they were.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from lcreport.intake.copies import settle
from lcreport.intake.formats import open_workbook
from lcreport.intake.grid import Position, address, position
from lcreport.intake.layout.headers import recognise
from lcreport.intake.reader import read_return
from lcreport.intake.values import read_claim, read_mark
from lcreport.model import Answer, Return, Settings, State
from lcreport.settings import load_settings
from lcreport.vietnamese import fold
from tests.corpus_case import DrawnFile, DrawnSheet, filled, read_case
from tests.make_corpus import SETTINGS, made

ROUNDS = 500
# A name that says nothing: the file's own would heal what is changed in the sender's lines.
FILE = "bieu.xlsx"

TICKED = """
UBND THÀNH PHỐ HẠ LONG | | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
PHÒNG GIÁO DỤC VÀ ĐÀO TẠO | | Độc lập - Tự do - Hạnh phúc
BIỂU ĐÁNH GIÁ CÁC TIÊU CHÍ, CHỈ SỐ
STT | Nội dung chỉ báo | Đơn vị phụ trách | Đạt | Chưa đạt | Tỉ lệ % (Tháng 5/2023) | Tỉ lệ % (Tháng 6/2024) | Ghi chú
=1 | {1} | Phòng GD&ĐT | x | | 99,1% | 99,72% | theo Thông tư 07
=21 | {21} | Phòng GD&ĐT | x | | =100% | =100% | trẻ 5 tuổi
=37 | {37} | Phòng GD&ĐT | | x | 80% | 95% | còn 12 người
TRƯỞNG PHÒNG
"""  # noqa: E501 - a header is one line
COUNTED = """
ỦY BAN NHÂN DÂN
PHƯỜNG ĐẠI YÊN
STT | Chỉ số | Đơn vị tính | Tử số | Mẫu số | Tỷ lệ (%) | Tự đánh giá | Minh chứng | Ghi chú
(1) | (2) | (3) | (4) | (5) | (6) | (7) | (8) | (9)
=3 | {3} | % | =4680 | =5200 | =90% | Đạt | Sổ theo dõi | tính đến 20/6
=47 | {47} | Đạt/Chưa đạt | | | Đạt | Đạt | Kế hoạch 15/KH-UBND | ba sự kiện
NGƯỜI LẬP BIỂU
"""
# What people, programs and mischief put into a cell, in the notation of the corpus.
WRITTEN = (
    "", "x", "X", "1", "☒", "-", "0", "N/A", "Đạt", "Chưa đạt", "Có", "không", "Cơ bản đạt",
    "abc", "???", "'", "<script>", "\u200b", "\\n", "a" * 500, "97%", "12,5%", "120%", "-3%",
    "99.72", "½", "1.420.000", "19/24", "24/19", "187/200", "Dưới 1%", "trên 99%", "khoảng 65%",
    "gần 100%", "90,43% Nữ: 46,5%", "Giảm so năm trước", "Không phát sinh", "Chưa có số liệu",
    "Đánh giá của cấp trên", "Chưa tổng hợp được kết quả", "xem phụ lục", "12/05/2024",
    "=0.5", "=0.97", "=55", "=98,5%", "=1", "=19", "=21", "=91", "=45292", "=2024-05-12", "=#REF!",
    "=#DIV/0!", "==F5*2", "{19}", "{47}", "(33) {33}", "STT", "Nội dung", "Tỷ lệ %", "Phòng Y tế",
    "Đơn vị báo cáo: Phòng Kinh tế", "UBND phường Giếng Đáy", "Kỳ báo cáo: tháng 5/2023",
)  # fmt: skip

Rows = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Form:
    """A drawn return with its last header row, the rows that answer and what its columns hold."""

    drawing: str
    header: int
    body: range
    value: str
    ticks: str
    claim: str
    texts: str
    counts: str = ""

    @property
    def rows(self) -> Rows:
        drawing = self.drawing.strip("\n").split("\n")
        lines = [tuple(map(str.strip, line.split("|"))) for line in drawing]
        width = max(map(len, lines))
        return tuple(line + ("",) * (width - len(line)) for line in lines)


FORMS = {
    "ticked": Form(TICKED, 4, range(5, 8), "G", "DE", "", "FH"),
    "counted": Form(COUNTED, 4, range(5, 7), "F", "", "G", "HI", "DE"),
}
# What may change with the head of a form: a column whose header says nothing any more looks like
# one that the unit added; another unit's name in the organ's line is another unit's return.
GOES_WITH_THE_HEAD = {"previous", "evidence", "note", "unit"}


@dataclass(frozen=True)
class Change:
    place: Position
    before: str
    written: str

    @property
    def cell(self) -> str:
        return address(*self.place)


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    path = tmp_path_factory.mktemp("cai dat") / "cai-dat.xlsx"
    path.write_bytes(made(read_case(SETTINGS).files[0]))
    return load_settings(path)


@pytest.mark.parametrize("name", FORMS)
def test_a_changed_cell_is_told_or_arrives_and_nothing_is_lost_silently(
    name: str, settings: Settings
) -> None:
    form = FORMS[name]
    good, _ = read(form.rows, settings)
    assert (good.state, good.problems, len(good.answers)) == (State.ACCEPTED, (), len(form.body))
    chance = random.Random(name)
    for _ in range(ROUNDS // len(FORMS)):
        change = drawn(form, chance)
        found, shown = read(with_change(form.rows, change), settings)
        if not found.problems:
            assert list(silent_losses(form, change, good, found, shown)) == [], change


def drawn(form: Form, chance: random.Random) -> Change:
    """Draw a cell and what is written over it; a header that names another column is no damage."""
    while True:
        place = (chance.randint(1, len(form.rows)), chance.randint(1, len(form.rows[0])))
        before, written = form.rows[place[0] - 1][place[1] - 1], chance.choice(WRITTEN)
        renamed = place[0] <= form.header and (recognise(filled(written)) or "2024" in written)
        if fold(before) != fold(written) and not renamed:
            return Change(place, before, written)


def with_change(rows: Rows, change: Change) -> Rows:
    row, column = change.place
    line = rows[row - 1]
    return (*rows[: row - 1], (*line[: column - 1], change.written, *line[column:]), *rows[row:])


def read(rows: Rows, settings: Settings) -> tuple[Return, dict[Position, str]]:
    sheet = DrawnSheet("Biểu", (), tuple(tuple(map(filled, row)) for row in rows))
    data = made(DrawnFile(FILE, (), (sheet,)))
    shown = {place: cell.text for place, cell in open_workbook(FILE, data).grids[0].cells.items()}
    return settle([read_return(FILE, data, None, settings)], settings)[0], shown


def silent_losses(
    form: Form, change: Change, good: Return, found: Return, shown: dict[Position, str]
) -> Iterator[str]:
    """Say what a return without problems kept quiet about."""
    if [each.indicator for each in found.answers] != [each.indicator for each in good.answers]:
        yield "an answer is gone"
        return
    row = change.place[0]
    changed = False
    for before, after in zip(good.answers, found.answers, strict=True):
        parts = set(differences(before, after))
        if position(after.source.cell)[0] == row:
            changed = bool(parts)
        elif parts and not (row <= form.header and parts <= GOES_WITH_THE_HEAD):
            yield f"{after.source.cell} changed: {sorted(parts)}"
    if row in form.body:
        answer = next(a for a in found.answers if position(a.source.cell)[0] == row)
        yield from not_arrived(form, change, answer, shown.get(change.place, ""), changed=changed)


def not_arrived(
    form: Form, change: Change, answer: Answer, text: str, *, changed: bool
) -> Iterator[str]:
    """Say whether what stands in a cell of an answering row did not become part of the answer."""
    column = change.cell.rstrip("0123456789")
    arrived = (answer.source.cell, fold(answer.reading.raw)) == (change.cell, fold(text))
    if column == form.value and not (arrived if text.strip() else changed):
        yield f"the value {text!r} did not arrive"
    if column in form.texts and not changed:
        yield f"the text {text!r} did not arrive"
    other_tick = read_mark(text) != read_mark(change.before)
    if column in form.ticks and not changed and other_tick and read_claim(text) is not answer.claim:
        yield f"the tick {text!r} did not arrive"
    if column in form.claim and not changed and read_claim(text) not in {None, answer.claim}:
        yield f"the claim {text!r} did not arrive"
    # A yes-or-no row asks for no numbers, and has none of them in its answer.
    if column in form.counts and change.before and not changed:
        yield f"the number {text!r} did not arrive"


def differences(before: Answer, after: Answer) -> Iterator[str]:
    for part in ("reading", "claim", "previous", "evidence", "note", "source", "unit"):
        if getattr(before, part) != getattr(after, part):
            yield part
