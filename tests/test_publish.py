"""Papers appear together or not at all."""

from pathlib import Path

import pytest

from lcreport.errors import OutputError
from lcreport.publish import Writer, publish


def text(words: str) -> Writer:
    return lambda path: path.write_text(words, encoding="utf-8")


def sound(_folder: Path) -> tuple[str, ...]:
    return ()


def test_papers_replace_the_old_ones_and_other_things_stay(tmp_path: Path) -> None:
    output = tmp_path / "kết quả"
    (output / "outbox").mkdir(parents=True)
    (output / "outbox" / "thu.eml").write_text("thư", encoding="utf-8")
    (output / "a.txt").write_text("cũ", encoding="utf-8")
    assert publish({"a.txt": text("mới")}, output, sound) == (output / "a.txt",)
    assert (output / "a.txt").read_text(encoding="utf-8") == "mới"
    assert (output / "outbox" / "thu.eml").read_text(encoding="utf-8") == "thư"
    assert [entry.name for entry in tmp_path.iterdir()] == ["kết quả"]


def test_a_writer_that_fails_leaves_the_old_papers_whole(tmp_path: Path) -> None:
    output = tmp_path / "out"
    publish({"a.txt": text("cũ"), "b.txt": text("cũ")}, output, sound)

    def broken(_path: Path) -> None:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        publish({"a.txt": text("mới"), "b.txt": broken}, output, sound)
    assert (output / "a.txt").read_text(encoding="utf-8") == "cũ"
    assert [entry.name for entry in tmp_path.iterdir()] == ["out"]


def test_papers_that_contradict_the_result_are_not_put_in_place(tmp_path: Path) -> None:
    output = tmp_path / "out"
    with pytest.raises(OutputError, match="công văn ghi 50"):
        publish({"a.txt": text("x")}, output, lambda _folder: ("công văn ghi 50, kết quả là 51",))
    assert not output.exists()


@pytest.mark.parametrize("lock", ["~$cong-van.docx", ".~lock.bieu-danh-gia.xlsx#"])
def test_a_paper_open_elsewhere_is_a_clear_sentence(tmp_path: Path, lock: str) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / lock).write_text("", encoding="utf-8")
    with pytest.raises(OutputError, match="đang mở") as caught:
        publish({"a.txt": text("x")}, tmp_path / "out", sound)
    assert lock in str(caught.value)


def test_an_output_that_is_a_file_is_a_clear_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(OutputError, match="Không ghi được"):
        publish({"a.txt": text("x")}, tmp_path / "file" / "out", sound)


def test_a_run_that_died_between_the_two_renames_is_recovered(tmp_path: Path) -> None:
    output = tmp_path / "out"
    publish({"a.txt": text("cũ")}, output, sound)
    output.rename(tmp_path / ".out.cu")
    with pytest.raises(OutputError):
        publish({"a.txt": text("mới")}, output, lambda _folder: ("sai",))
    assert (output / "a.txt").read_text(encoding="utf-8") == "cũ"
