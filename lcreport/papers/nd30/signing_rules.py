"""Rules S1-S5: signature and recipients."""

import re
from collections.abc import Iterator, Sequence

from lcreport.papers.nd30.breaks import Broken, Letter, Look, broken, looks, number
from lcreport.papers.nd30.page import Line
from lcreport.vietnamese import fold

_AUTHORITY = Look((13, 14), bold=True, capitals=True, align="center")
_NAME = Look((13, 14), bold=True, align="center")
_TITLE_OF_LIST = Look((12, 12), bold=True, italic=True)
_ITEM = Look((11, 11), bold=False)
_MARKED = re.compile(r"(TM|KT|TL|TUQ|Q|T\.?/?M|K\.?/?T|T\.?/?L)\b\s*[./]?")
_RIGHT_MARK = re.compile(r"(TM|KT|TL|TUQ|Q)\. \S")
_DEGREES = re.compile(r"(GS|PGS|TS|TSKH|ThS|Ths|BS|BSCK|KS|CN|CVCC|Dr|NGND|NGƯT|NSND)\b\.?")
_SCHOLARS = re.compile(r"giáo dục|trường|đại học|học viện|y tế|bệnh viện|khoa học")
_KEPT = re.compile(r"- Lưu: ?VT\b.*\.")
_COMMITTEE = re.compile(r"(uỷ ban nhân dân|ubnd)\b")  # as `fold` writes it
_HEADS = {"KT. BỘ TRƯỞNG": "THỨ TRƯỞNG", "KT. CHÁNH VĂN PHÒNG": "PHÓ CHÁNH VĂN PHÒNG"}
_ALONE = re.compile(r"(KT\. )?CHỦ TỊCH|PHÓ CHỦ TỊCH")
# Four empty lines of 14 points: what a signature and a seal need.
_SPACE = 56.0


def authority(letter: Letter) -> Iterator[Broken]:
    """S1: authority and title, in capitals, bold, in the right half."""
    lines = letter.blocks.authority
    if not lines:
        if letter.blocks.is_paper and not letter.blocks.draft:
            yield broken("S1", "missing")
        return
    yield from looks("S1", lines, _AUTHORITY)
    for line in lines:
        if _MARKED.match(line.text) and not _RIGHT_MARK.match(line.text):
            yield broken("S1", "mark", line)
    if not letter.paper.stands_right(lines[0]):
        yield broken("S1", "not_right", lines[0])


def titles(letter: Letter) -> Iterator[Broken]:
    """S2: which title follows which mark of authority."""
    lines = letter.blocks.authority
    texts = _joined(lines)
    for place, text in enumerate(texts):
        below = texts[place + 1] if place + 1 < len(texts) else ""
        if not _follows(text, below):
            yield broken("S2", "title_after", lines[0], text=text)
    organ = " ".join(fold(line.text) for line in letter.blocks.organ)
    if texts and _COMMITTEE.match(organ) and _ALONE.fullmatch(texts[0]):
        yield broken("S2", "committee", lines[0])


def _joined(lines: Sequence[Line]) -> list[str]:
    """Give the titles, a long one over several lines put together again."""
    texts: list[str] = []
    for line in lines:
        # "TM. ỦY BAN NHÂN DÂN" + "THÀNH PHỐ …": a place's name goes on with the line above.
        goes_on = texts and re.match(r"(THÀNH PHỐ|TỈNH|PHƯỜNG|XÃ|VÀ)\b", line.text)
        if goes_on:
            texts[-1] = f"{texts[-1]} {line.text}"
        else:
            texts.append(" ".join(line.text.split()))
    return texts


def _follows(text: str, below: str) -> bool:
    """Say whether the next title fits: KT. X is signed by PHÓ X, TM., TL., TUQ. by some title."""
    if text.startswith("KT. "):
        return below == _HEADS.get(text) or below.startswith("PHÓ ")
    if text.startswith(("TM. ", "TL. ", "TUQ. ")):
        return bool(below)
    return True


def signer(letter: Letter) -> Iterator[Broken]:
    """S3: the name, without academic titles."""
    line, blocks = letter.blocks.signer, letter.blocks
    if line is None:
        if blocks.authority and not blocks.draft:
            yield broken("S3", "no_name", blocks.authority[-1])
        return
    yield from looks("S3", [line], _NAME)
    organ = " ".join(fold(each.text) for each in (*blocks.superior, *blocks.organ))
    if _DEGREES.match(line.text) and not _SCHOLARS.search(organ):
        yield broken("S3", "degree", line)


def room_to_sign(letter: Letter) -> Iterator[Broken]:
    """S4: room for signature and seal between title and name."""
    blocks = letter.blocks
    if blocks.signer is None or not blocks.authority:
        return
    if any(line.pictured for line in (*blocks.space, blocks.signer)):
        return
    room = sum(line.height + line.shape.after + line.shape.before for line in blocks.space)
    room += max(blocks.authority[-1].shape.after, blocks.signer.shape.before)
    if room < _SPACE:
        yield broken("S4", "room", blocks.signer, size=number(room))


def recipients(letter: Letter) -> Iterator[Broken]:
    """S5: "Nơi nhận:" and its list, level with the signer's title."""
    blocks = letter.blocks
    if not blocks.recipients:
        if blocks.is_paper:
            yield broken("S5", "missing")
        return
    title, *items = blocks.recipients
    yield from looks("S5", [title], _TITLE_OF_LIST)
    yield from looks("S5", items, _ITEM)
    if title.text != "Nơi nhận:" or title.shape.align not in {"left", "both"}:
        yield broken("S5", "recipients", title)
    yield from _items(items, title)
    if blocks.authority and not _level(title, blocks.authority[0], letter):
        yield broken("S5", "recipients_level", title)


def _items(items: Sequence[Line], title: Line) -> Iterator[Broken]:
    if not items or not _KEPT.fullmatch(items[-1].text):
        yield broken("S5", "kept", items[-1] if items else title)
    for item in items[:-1]:
        if not item.text.startswith("- ") or not item.text.endswith(";"):
            yield broken("S5", "recipient", item)


def _level(left: Line, right: Line, letter: Letter) -> bool:
    """Say whether two lines begin their cells of one row at the same height."""

    def above(line: Line) -> float:
        cell = [each for each in letter.paper.lines if each.cell == line.cell]
        over = [each for each in cell if each.number < line.number]
        heights = (each.height + each.shape.before + each.shape.after for each in over)
        return line.shape.before + sum(heights)

    if left.cell is None or right.cell is None or left.cell.row != right.cell.row:
        return left.cell is None
    return abs(above(left) - above(right)) <= right.height / 2
