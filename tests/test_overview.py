import re
import struct
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest

from lcreport.errors import TemplateError
from lcreport.explain import explanation
from lcreport.model import (
    Answer,
    Decision,
    Kind,
    Reading,
    Result,
    Return,
    Source,
    State,
    Status,
    Verdict,
)
from lcreport.papers.charts import Bar, bar, stack
from lcreport.papers.file_names import OVERVIEW
from lcreport.papers.overview import names, write_overview
from lcreport.papers.plain import printable
from lcreport.pipeline import conclude, run
from lcreport.problems import Flaw, problem
from lcreport.quantity import Interval
from lcreport.report import write_report
from lcreport.resources import samples, templates
from lcreport.wording import has, speaking
from tests.papers_case import HOSTILE
from tests.programs import installed

FOLDER = samples() / "ha-long-2024-06"
DECIDED = samples() / "ha-long-2024-06-da-tham-dinh"
UONG_BI = samples() / "uong-bi-2025"
VOID = {"meta", "br", "col", "link", "img", "input", "hr", "base"}
LOADING = {"src", "srcset", "action", "data", "poster", "formaction", "background"}
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--hide-scrollbars",
)  # fmt: skip
# Beside this much ink a page of A4 is not empty.
LEAST_BYTES = 20_000


@dataclass
class Element:
    """An element of a parsed page."""

    tag: str
    attributes: dict[str, str]
    children: list["Element | str"] = field(default_factory=list)

    def __iter__(self) -> Iterator["Element"]:
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child

    @property
    def text(self) -> str:
        """Give all text in it, with single spaces."""
        parts = (child if isinstance(child, str) else child.text for child in self.children)
        return " ".join(" ".join(parts).split())

    def all(self, tag: str, name: str = "") -> list["Element"]:
        """Give the elements of a tag, and of a class where one is named."""
        found = (each for each in self if each.tag == tag)
        return [e for e in found if not name or name in e.attributes.get("class", "").split()]


class Page(HTMLParser):
    """Parses strictly: every element is closed where it has to be."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.root = Element("", {})
        self._open = [self.root]
        self.feed(text)
        self.close()
        assert self._open == [self.root]
        self.by_id = {e.attributes["id"]: e for e in self.root if "id" in e.attributes}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self._open[-1].children.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)


@cache
def concluded(folder: Path) -> Result:
    return run(folder, folder / "output")


@pytest.fixture(scope="module")
def result() -> Result:
    return concluded(FOLDER)


@pytest.fixture(scope="module")
def path(result: Result, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("kết quả") / OVERVIEW
    write_overview(result, place, FOLDER)
    return place


@pytest.fixture(scope="module")
def page(path: Path) -> Page:
    return Page(path.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def uong_bi(tmp_path_factory: pytest.TempPathFactory) -> Page:
    return written(concluded(UONG_BI), tmp_path_factory.mktemp("uong bi"), UONG_BI)


@pytest.fixture(scope="session")
def chromium() -> str:
    return installed("Chromium", "chromium", "chromium-browser")


def written(result: Result, folder: Path, sources: Path | None = None) -> Page:
    path = folder / OVERVIEW
    write_overview(result, path, sources)
    return Page(path.read_text(encoding="utf-8"))


def partly(*absent: str) -> Result:
    """Give the result of Hạ Long without the returns of some units."""
    whole = concluded(FOLDER)
    kept = [each for each in whole.returns if each.unit not in absent]
    return conclude(whole.settings, kept, whole.previous)


def answering(raw: str, file: str = "a.xlsx") -> Result:
    """Give the result of one return with one answer; a place without units or assignments."""
    settings = replace(concluded(FOLDER).settings, units=(), assignments=(), neutral=True)
    reading = Reading(raw, Kind.QUANTITY, Interval.point(99))
    answer = Answer(1, "", None, reading, Source(file, raw, "B2"), evidence=raw, note=raw)
    flaw = problem(Flaw("G01", raw), file=file, sheet=raw, cell="B2", indicator=1)
    returned = Return(file, "0", State.ACCEPTED, answers=(answer,), problems=(flaw,))
    return conclude(settings, [returned])


def section(page: Page, number: int) -> Element:
    return page.by_id[f"chi-so-{number}"]


def spaced(text: str) -> str:
    return " ".join(printable(text).split())


def test_the_page_loads_nothing_from_anywhere_and_runs_no_script(path: Path, page: Page) -> None:
    tags = {each.tag for each in page.root}
    assert not tags & {"script", "link", "img", "iframe", "object", "embed", "base", "form"}
    for each in page.root:
        assert not LOADING & set(each.attributes)
        assert not any(name.startswith("on") for name in each.attributes)
        target = each.attributes.get("href", "")
        assert not re.match(r"[a-z]+:|//", target, re.IGNORECASE), target
    style = page.root.all("style")[0].text
    assert "url(#" in style
    assert re.findall(r"url\((?!#)|@import", style) == []
    assert "http:" not in path.read_text(encoding="utf-8").replace("http-equiv", "")


def test_every_link_inside_the_page_lands(page: Page) -> None:
    targets = [e.attributes["href"] for e in page.root.all("a")]
    inner = {target[1:] for target in targets if target.startswith("#")}
    assert inner <= set(page.by_id)
    assert {"can-quyet-dinh", "ban-do", "chi-so-33"} <= inner


def test_no_two_elements_share_an_id(page: Page) -> None:
    ids = [e.attributes["id"] for e in page.root if "id" in e.attributes]
    assert len(ids) == len(set(ids))


def test_the_page_is_built_for_readers_of_every_kind(page: Page) -> None:
    (html,) = page.root.all("html")
    assert html.attributes["lang"] == "vi"
    assert len(page.root.all("h1")) == len(page.root.all("main")) == 1
    for head in page.root.all("th"):
        assert head.attributes.get("scope") in {"col", "row", "rowgroup"}
    for table in page.root.all("table"):
        assert table.all("thead")
    pictures = [e for e in page.root.all("svg") if "aria-hidden" not in e.attributes]
    assert pictures
    for each in pictures:
        assert each.attributes["role"] == "img"
        assert each.all("title")[0].text


def test_the_counts_are_those_of_the_result_with_the_change_since_the_previous_period(
    page: Page, result: Result
) -> None:
    (counts,) = page.root.all("ul", "dem")
    told = [each.text for each in counts.all("li")]
    assert [int(text.split()[0]) for text in told] == [result.count(status) for status in Status]
    assert told[0] == "49 Đạt −1 (kỳ trước 50)"
    assert told[1] == "5 Chưa đạt −2 (kỳ trước 7)"
    assert told[2] == "1 Chưa tổng hợp được số liệu"


def test_an_indicator_whose_verdict_changed_is_named(page: Page) -> None:
    rows = [row.text for row in page.by_id["ket-qua"].all("tr")]
    assert any(text.startswith("16 ") and text.endswith("Chưa đạt Đạt") for text in rows)
    assert len(rows) == 1 + 8


def test_without_a_previous_table_no_change_is_told(tmp_path: Path, result: Result) -> None:
    page = written(replace(result, previous=()), tmp_path)
    (counts,) = page.root.all("ul", "dem")
    assert "kỳ trước" not in counts.text
    assert "ky-truoc.xlsx" in page.by_id["ket-qua"].text


def test_every_indicator_has_its_section_that_says_what_explain_says(
    page: Page, result: Result
) -> None:
    for verdict in result.verdicts:
        told = section(page, verdict.indicator.number).text
        for line in kept_lines(verdict, result):
            assert line in told


def kept_lines(verdict: Verdict, result: Result) -> Iterator[str]:
    """Give what `explain` says of a verdict without the words that are headings on the page."""
    for line in explanation(verdict, result):
        text = line.strip()
        if text.startswith("Thẩm định"):
            yield spaced(text)
        elif line.startswith("  ") and "tự đánh giá:" not in text:
            yield spaced(re.sub(r"^\([A-Z]\d\d\) ", "", text))


def test_every_source_shows_what_stands_in_the_cell_and_opens_its_file(
    page: Page, path: Path, result: Result
) -> None:
    for verdict in result.verdicts:
        (table,) = section(page, verdict.indicator.number).all("table", "nguon")
        rows = table.all("tr")[1:]
        for row, answer in zip(rows, verdict.figure.answers, strict=True):
            (link,) = row.all("a")
            file, _, place = link.attributes["href"].partition("#")
            target = (path.parent / unquote(file)).resolve()
            assert target == (FOLDER / answer.source.file).resolve()
            assert target.is_file()
            assert unquote(place).endswith(f"!{answer.source.cell}")
            for part in (answer.source.file, answer.source.sheet, answer.source.cell):
                assert part in link.text
            assert spaced(answer.reading.raw) in row.text
            assert spaced(answer.evidence) in row.text


def test_links_still_lead_to_the_returns_when_the_papers_are_in_place(
    tmp_path: Path, result: Result
) -> None:
    write_report(result, tmp_path / "o", FOLDER)
    page = Page((tmp_path / "o" / OVERVIEW).read_text(encoding="utf-8"))
    (table,) = section(page, 20).all("table", "nguon")
    for link in table.all("a"):
        file = unquote(link.attributes["href"].partition("#")[0])
        assert (tmp_path / "o" / file).resolve().is_file()
    assert (tmp_path / "o" / page.by_id["can-quyet-dinh"].all("a")[0].attributes["href"]).is_file()


def test_every_problem_is_told_once_under_its_unit_with_how_to_mend_it(
    page: Page, result: Result
) -> None:
    told = page.by_id["van-de"]
    rows = [row for row in told.all("tr") if row.all("td")]
    assert len(rows) == len(result.problems)
    for each in result.problems:
        wanted = (each.code, spaced(each.message), spaced(each.advice), each.cell or "")
        assert any(all(part in row.text for part in wanted) for row in rows), each
    captions = [caption.text for caption in told.all("caption")]
    assert captions[0].startswith("Phòng Giáo dục và Đào tạo: ")
    assert captions[-1] == "README.md: 1 vấn đề"


def test_what_waits_for_a_decision_stands_with_its_reasons(page: Page, result: Result) -> None:
    rows = page.by_id["can-quyet-dinh"].all("tr")[1:]
    assert [row.all("th")[0].text for row in rows] == ["12", "33"]
    for row, verdict in zip(rows, result.open_questions, strict=True):
        assert all(spaced(reason) in row.text for reason in verdict.reasons)


def test_the_page_is_a_draft_while_a_question_is_open(page: Page, tmp_path: Path) -> None:
    assert page.root.all("strong", "du-thao")[0].text == "DỰ THẢO"
    decided = written(concluded(DECIDED), tmp_path, DECIDED)
    assert decided.root.all("strong", "du-thao") == []
    assert "DỰ THẢO" not in decided.root.text
    assert "Không có chỉ số nào chờ quyết định." in decided.root.text
    assert "Thẩm định: Đạt" in section(decided, 33).text


def test_a_stale_decision_is_a_task(tmp_path: Path, result: Result) -> None:
    stale = Decision(12, Status.MET, "cũ", "Nguyễn Văn A", date(2024, 6, 1), "cũ")
    again = conclude(result.settings, result.returns, result.previous, [stale])
    assert "Xem lại 1 quyết định" in written(again, tmp_path).by_id["viec-can-lam"].text


def test_indicators_without_an_owner_stand_before_everything_else(uong_bi: Page) -> None:
    text = uong_bi.root.text
    assert "Có 2 chỉ số chưa giao cho đơn vị nào: 26 , 37" in text
    assert text.index("chưa giao") < text.index("Việc cần làm") < text.index("Kết quả")


def test_units_that_have_not_returned_come_first_with_what_they_owe(uong_bi: Page) -> None:
    told = uong_bi.by_id["bieu-nop-ve"]
    assert "24/6/2025" in told.all("h2")[0].text
    departments, wards = told.all("table")[:2]
    assert departments.all("caption")[0].text == "Phòng, ban, đơn vị: đã nộp 13/14"
    first = departments.all("tr")[1].text
    assert first.startswith("Phòng Kinh tế chưa nộp 0/2 10 , 11")
    assert wards.all("caption")[0].text == "Xã, phường: đã nộp 8/10"
    assert [row.text.split(" chưa nộp")[0] for row in wards.all("tr")[1:3]] == [
        "Ủy ban nhân dân phường Bắc Sơn",
        "Ủy ban nhân dân xã Thượng Yên Công",
    ]


def test_a_file_that_is_not_used_is_told_with_its_reason(uong_bi: Page, page: Page) -> None:
    assert "được thay bằng bản nộp sau" in uong_bi.by_id["tep-khac"].text
    assert "README.md không phải biểu báo cáo" in page.by_id["tep-khac"].text


def test_silent_units_stand_under_what_their_silence_means(uong_bi: Page) -> None:
    told = uong_bi.by_id["con-thieu"]
    headings = [each.text for each in told.all("h3")]
    assert headings == [
        "Còn phụ thuộc vào đơn vị chưa trả lời",
        "Đã chắc chắn dù còn đơn vị chưa trả lời",
        "Chưa tổng hợp được số liệu vì lý do khác",
    ]
    numbers = [[row.all("th")[0].text for row in t.all("tr")[1:]] for t in told.all("table")]
    assert numbers == [["10", "11", "44", "47"], ["03", "48", "56"], ["18", "26", "37"]]
    assert "Kết luận phụ thuộc vào: Ủy ban nhân dân phường Bắc Sơn" in told.all("table")[0].text


def test_a_lead_among_several_that_is_silent_leaves_the_verdict_to_those_heard(
    tmp_path: Path,
) -> None:
    page = written(partly("p-kinh-te"), tmp_path)
    told = page.by_id["con-thieu"]
    by_heard = next(
        table
        for heading, table in zip(told.all("h3"), told.all("table"), strict=True)
        if heading.text == "Kết luận theo các đơn vị đã trả lời"
    )
    assert [row.all("th")[0].text for row in by_heard.all("tr")[1:]] == ["20"]


def cells(table: Element, number: int) -> list[Element]:
    """Give the cells of an indicator in a map, its verdict first."""
    heads = (f"{number:02d} ", f"{number:02d}")
    (row,) = (
        row for row in table.all("tr") if row.all("th") and row.all("th")[0].text.startswith(heads)
    )
    return row.all("td")


def test_the_map_shows_every_indicator_against_every_unit(page: Page, result: Result) -> None:
    everything, wards = page.by_id["ban-do"].all("table")
    names_of = [head.text for head in everything.all("thead")[0].all("th")]
    assert len(names_of) == 2 + 15 + 1
    assert names_of[-1] == "Xã, phường (33)"
    assert len(everything.all("tr")) == 1 + 57 + len(result.settings.criteria.standards)
    verdict, *found = [cell.text for cell in cells(everything, 33)]
    assert verdict == "c!"
    assert [letter for letter in found if letter] == ["c"]
    assert cells(everything, 3)[-1].text == "33đ"
    assert len(wards.all("thead")[0].all("th")) == 2 + 33
    assert [cell.text for cell in cells(wards, 47)] == ["đ"] * 34


def test_the_map_can_be_read_without_colours_and_says_each_cell_in_words(uong_bi: Page) -> None:
    everything, wards = uong_bi.by_id["ban-do"].all("table")
    silent = [cell for cell in cells(wards, 48) if cell.text == "?"]
    assert [cell.attributes["class"] for cell in silent] == ["thieu", "thieu"]
    assert silent[0].attributes["title"].startswith("Ủy ban nhân dân phường Bắc Sơn, chỉ số 48")
    assert cells(everything, 48)[-1].text == "7đ 1c 2?"
    letters = {each.text for each in uong_bi.by_id["ban-do"].all("span", "mau")}
    shown = {letter for cell in everything.all("td") for letter in re.findall(r"\D", cell.text)}
    assert shown - {" ", "!"} <= letters


def test_every_threshold_has_its_picture(page: Page, result: Result) -> None:
    rows = page.by_id["tien-do"].all("tr")[1:]
    measures = [m for v in result.verdicts for m in v.measures]
    with_threshold = [m for m in measures if m.figure.measure.threshold is not None]
    assert len(rows) >= len(with_threshold)
    for row in rows:
        (picture,) = row.all("svg")
        assert picture.all("line", "nguong")
    failed = [row.all("th")[0].text for row in rows if row.all("svg", "chua-dat")]
    assert failed == ["12", "19", "20", "33", "38"]


@pytest.mark.parametrize(
    ("interval", "drawn"),
    [
        (Interval.point(50), [("chac", "0", "50")]),
        (Interval(Fraction(40), Fraction(60)), [("chac", "0", "40"), ("dai", "40", "20")]),
        (Interval(Fraction(95), None), [("chac", "0", "95"), ("dai", "95", "5")]),
    ],
)
def test_what_is_not_certain_is_drawn_as_a_band(
    interval: Interval, drawn: list[tuple[str, str, str]]
) -> None:
    picture = bar(
        Bar(interval.low or Fraction(0), interval.high, Fraction(60), None, "dat", "…", True)  # noqa: FBT003 - a dataclass's field
    )
    rects = [e.attributes for e in Page(str(picture)).root.all("rect")][1:]
    found = [(e["class"], e["x"].rstrip("%"), e["width"].rstrip("%")) for e in rects]
    assert found == drawn
    assert 'x1="60%"' in picture


def test_a_quantity_without_a_natural_end_has_room_beyond_its_last_mark() -> None:
    counted = Bar(Fraction(20), Fraction(20), Fraction(10), Fraction(5), "dat", "a & b", False)  # noqa: FBT003 - a dataclass's field
    picture = bar(counted)
    assert 'width="86.96%"' in picture
    assert 'x1="43.48%"' in picture
    assert 'cx="21.74%"' in picture
    assert "a &amp; b" in picture


def test_shares_of_a_whole_fill_it() -> None:
    picture = stack([("dat", 3), ("chua-dat", 0), ("chua-ro", 1)], "…")
    rects = [e.attributes for e in Page(str(picture)).root.all("rect")]
    assert [(e["x"], e["width"]) for e in rects] == [("0%", "75%"), ("75%", "25%")]


TEXTS = (*HOSTILE.values(), "<script>alert(1)</script>", "</table>\"'><img src=x onerror=alert(1)>")


@pytest.mark.parametrize("text", TEXTS)
def test_a_hostile_text_ends_as_plain_text(tmp_path: Path, text: str) -> None:
    page = written(answering(text, "=1&<b>.xlsx"), tmp_path, tmp_path)
    told = section(page, 1)
    (row,) = told.all("table", "nguon")[0].all("tr")[1:]
    assert spaced(text) in row.text
    assert not {"script", "img"} & {each.tag for each in page.root}
    assert not told.all("b")
    assert "\u202e" not in page.root.text
    (link,) = row.all("a")
    assert unquote(link.attributes["href"].partition("#")[0]) == "=1&<b>.xlsx"


def test_a_run_without_settings_still_shows_what_came(tmp_path: Path) -> None:
    page = written(answering("99%"), tmp_path)
    assert "Không có cai-dat.xlsx" in page.root.text
    assert "Chưa có danh sách đơn vị" in page.by_id["bieu-nop-ve"].text
    assert "a.xlsx" in page.by_id["ban-do"].all("table")[0].all("thead")[0].text
    assert page.root.all("strong", "du-thao")
    assert section(page, 1).all("table", "nguon")[0].all("a") == []


def test_the_same_result_gives_the_same_bytes(path: Path, result: Result) -> None:
    again = path.with_name("lại.html")
    write_overview(result, again, FOLDER)
    assert again.read_bytes() == path.read_bytes()
    assert len(again.read_bytes()) < 600_000


def test_the_page_may_be_had_in_english(tmp_path: Path, result: Result) -> None:
    with speaking("en"):
        page = written(result, tmp_path, FOLDER)
    assert page.root.all("h1")[0].text == "Overview of results"
    assert page.root.all("html")[0].attributes["lang"] == "en"


def test_every_sentence_that_the_template_says_stands_in_the_catalogue() -> None:
    text = (templates() / OVERVIEW).read_text(encoding="utf-8")
    keys = set(re.findall(r"noi\('([a-z_]+)'[,)]", text))
    keys |= {f"column.{name}" for name in re.findall(r"cot\('([a-z_]+)'", text)}
    keys |= set(re.findall(r"[\[ ]\('[a-z-]+', '([a-z_]+)'\)", text))
    assert len(keys) > 60
    assert {key for key in keys if not has(f"overview.{key}")} == set()


def test_the_list_of_names_for_officials_is_complete() -> None:
    told = set(re.findall(r"`(\w+)`", (templates() / "ten-trong-mau.md").read_text("utf-8")))
    classes = [each for each in vars(names).values() if isinstance(each, type)]
    wanted = {f for c in classes if c.__module__ == names.__name__ for f in vars(c)["_fields"]}
    assert wanted <= told


def test_the_offices_own_template_wins(tmp_path: Path, result: Result) -> None:
    (tmp_path / OVERVIEW).write_text("<p>{{ trang.tong }}: {{ trang.ky_truoc }}</p>", "utf-8")
    write_overview(result, tmp_path / "a.html", FOLDER, tmp_path)
    text = (tmp_path / "a.html").read_text(encoding="utf-8")
    assert text == "<p>57: tháng 5/2023</p>"


@pytest.mark.parametrize(
    ("template", "told"),
    [
        ("<p>\n{{ trang.tog }}</p>", "tog"),
        ("<p>{% if %}</p>", "dòng 1|đoạn 1"),
        ("{{ noi('titel') }}", OVERVIEW),
        ("{{ noi('period') }}", OVERVIEW),
        ("{{ ''.__class__.__mro__ }}", OVERVIEW),
    ],
)
def test_a_template_with_a_slip_of_the_pen_is_a_sentence(
    tmp_path: Path, result: Result, template: str, told: str
) -> None:
    (tmp_path / OVERVIEW).write_text(template, encoding="utf-8")
    with pytest.raises(TemplateError, match=told):
        write_overview(result, tmp_path / "a.html", FOLDER, tmp_path)
    assert not (tmp_path / "a.html").exists()


def browse(chromium: str, folder: Path, page: Path, *wishes: str) -> None:
    profile = f"--user-data-dir={folder / 'profile'}"
    command = [chromium, *FLAGS, profile, *wishes, page.as_uri()]
    subprocess.run(command, check=True, capture_output=True, timeout=120)


def test_a_browser_draws_the_page_from_a_file(chromium: str, tmp_path: Path, path: Path) -> None:
    picture = tmp_path / "a.png"
    browse(chromium, tmp_path, path, "--window-size=1280,1600", f"--screenshot={picture}")
    data = picture.read_bytes()
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", data[16:24]) == (1280, 1600)
    assert len(data) > LEAST_BYTES


@pytest.mark.usefixtures("poppler")
def test_a_browser_prints_the_page_on_a4_with_its_map_on_one_sheet(
    chromium: str, tmp_path: Path, path: Path
) -> None:
    paper = tmp_path / "a.pdf"
    browse(chromium, tmp_path, path, "--no-pdf-header-footer", f"--print-to-pdf={paper}")
    told = subprocess.run(["pdfinfo", paper], check=True, capture_output=True).stdout.decode()
    assert re.search(r"Page size:\s+59[45]\.\d+ x 84[12]\.\d+ pts \(A4\)", told)
    text = subprocess.run(["pdftotext", "-layout", paper, "-"], check=True, capture_output=True)
    sheets = text.stdout.decode("utf-8").split("\f")
    (drawn,) = (sheet for sheet in sheets if "Bản đồ chỉ số và đơn vị" in sheet)
    assert "57 Thúc đẩy và tận dụng" in drawn
    assert all("DỰ THẢO" in sheet for sheet in sheets if sheet.strip())
