import re
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, get_args, get_type_hints

import docx
import pytest

from lcreport.errors import TemplateError
from lcreport.papers.context import paper_context
from lcreport.papers.docx_file import Filling, fill_docx
from lcreport.papers.names import PaperNames
from lcreport.papers.properties import Properties
from lcreport.papers.template import template_path
from tests.papers_case import letter_result

LETTER = template_path("cong-van.docx")


def edited(folder: Path, *changes: tuple[str, list[str]]) -> Path:
    """Give a copy of the letter's template with paragraphs replaced by others made of runs."""
    document = docx.Document(str(LETTER))
    for beginning, runs in changes:
        paragraph = next(p for p in document.paragraphs if p.text.startswith(beginning))
        for run in paragraph.runs:
            run.text = ""
        for run_text in runs:
            paragraph.add_run(run_text)
    document.save(str(folder / "mau.docx"))
    return folder / "mau.docx"


def lines(template: Path, folder: Path) -> list[str]:
    path = folder / "van-ban.docx"
    names = paper_context(letter_result())
    fill_docx(path, template, Filling(names, Properties("", "", None)))
    return [each.text for each in docx.Document(str(path)).paragraphs]


def test_names_that_word_split_into_runs_still_print(tmp_path: Path) -> None:
    template = edited(tmp_path, ("- Chỉ số đạt", ["- Đạt {", "{ dem", ".da", "t }", "} chỉ số"]))

    assert "- Đạt 49 chỉ số" in lines(template, tmp_path)


def test_quotes_that_word_made_curly_still_work(tmp_path: Path) -> None:
    change = ("- Chỉ số đạt", ["{% if dem.dat == “49” %}bốn chín{% endif %}"])

    assert "bốn chín" in lines(edited(tmp_path, change), tmp_path)


def test_unknown_names_of_a_template_are_told_at_once_with_their_paragraphs(tmp_path: Path) -> None:
    template = edited(
        tmp_path, ("- Chỉ số đạt", ["{{ dem.dtt }}"]), ("Trên đây", ["{{ van_ban.co_qan }}"])
    )

    with pytest.raises(TemplateError) as caught:
        lines(template, tmp_path)

    first, second = caught.value.sentences
    assert "dem.dtt" in first
    assert "mau.docx, đoạn" in first
    assert "van_ban.co_quan" in second
    assert not (tmp_path / "van-ban.docx").exists()


def test_a_file_that_is_no_word_file_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "mau.docx").write_bytes(b"khong phai Word")

    with pytest.raises(TemplateError, match=r"mau\.docx"):
        lines(tmp_path / "mau.docx", tmp_path)


def test_the_list_of_names_for_officials_is_complete() -> None:
    text = template_path("ten-trong-mau.md").read_text(encoding="utf-8")
    told = set(re.findall(r"`([\w.]+)(?:\[19\])?`", text))

    assert set(all_names()) <= told


def all_names() -> list[str]:
    """Give every name of `PaperNames`, members of lists without their list."""
    found = []
    for name, kind in get_type_hints(PaperNames).items():
        members = [field.name for each in inner(kind) for field in fields(each)]
        listed = not is_dataclass(kind)
        found += [name] if listed else []
        found += members if listed else [f"{name}.{member}" for member in members]
    return found


def inner(kind: Any) -> list[Any]:  # noqa: ANN401 - a type of any form
    return [kind] if is_dataclass(kind) else [each for each in get_args(kind) if is_dataclass(each)]
