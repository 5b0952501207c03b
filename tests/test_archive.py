"""A zip of returns gives its files under harmless labels, within limits."""

import io
import zipfile

import pytest

from lcreport.intake.formats.archive import is_archive, open_archive
from lcreport.intake.formats.limits import Limits
from lcreport.intake.grid import UnreadableError


def zipped(*files: tuple[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in files:
            target.writestr(name, content)
    return stream.getvalue()


def test_a_plain_zip_is_an_archive_and_a_workbook_is_none() -> None:
    assert is_archive(zipped(("bieu.xlsx", b"x")))
    assert not is_archive(zipped(("[Content_Types].xml", b"x"), ("xl/workbook.xml", b"x")))
    assert not is_archive(zipped(("mimetype", b"x"), ("content.xml", b"x")))
    assert not is_archive(b"PK\x03\x04 and nothing more")
    assert not is_archive(b"a;b")


def test_the_files_come_with_their_paths_in_the_order_of_the_zip() -> None:
    data = zipped(("Xã/Lê Lợi.xlsx", b"1"), ("Phường/", b""), ("Phường/Hà Lầm.xls", b"2"))
    assert open_archive("tra-loi.zip", data) == [
        ("Xã/Lê Lợi.xlsx", b"1"),
        ("Phường/Hà Lầm.xls", b"2"),
    ]


def test_no_label_points_outside() -> None:
    names = ("../../etc/a.xlsx", "/b.xlsx", "C:\\bieu\\c.xlsx", "d/../../e.xlsx")
    labels = [
        label for label, _ in open_archive("x.zip", zipped(*((name, b"1") for name in names)))
    ]
    assert labels == ["etc/a.xlsx", "b.xlsx", "C/bieu/c.xlsx", "d/e.xlsx"]


def test_what_programs_leave_behind_is_no_return() -> None:
    data = zipped(("__MACOSX/._a.xlsx", b"1"), ("~$a.xlsx", b"1"), (".ds", b"1"), ("a.xlsx", b"1"))
    assert [label for label, _ in open_archive("x.zip", data)] == ["a.xlsx"]


@pytest.mark.parametrize("encoding", ["utf-8", "cp1258"])
def test_names_in_the_encoding_of_the_sender_are_understood(encoding: str) -> None:
    raw = "Biểu số liệu".encode(encoding) if encoding == "utf-8" else b"Ph\xf5\xf2\xf0ng"
    placed = zipped(("x" * len(raw), b"1")).replace(b"x" * len(raw), raw)
    ((label, _),) = open_archive("x.zip", placed)
    assert label == raw.decode(encoding)


@pytest.mark.parametrize(
    ("files", "limits", "code"),
    [
        ((("a", b"x"), ("b", b"x")), Limits(members=1), "T04"),
        ((("a", b"x" * 1000), ("b", b"x" * 1000)), Limits(inflated_bytes=1500), "T04"),
        ((("a", b"x" * (8 << 20)),), Limits(), "T04"),
        ((("a", b"x"),), Limits(file_bytes=10), "T04"),
        ((), Limits(), "T06"),
    ],
)
def test_too_many_too_large_and_empty_archives_are_refused(
    files: tuple[tuple[str, bytes], ...], limits: Limits, code: str
) -> None:
    with pytest.raises(UnreadableError) as caught:
        open_archive("x.zip", zipped(*files), limits)
    assert caught.value.code == code


def test_a_zip_inside_stays_a_file() -> None:
    inner = zipped(("a.xlsx", b"1"))
    assert open_archive("x.zip", zipped(("trong.zip", inner))) == [("trong.zip", inner)]


def test_a_damaged_or_protected_archive_says_so() -> None:
    whole = zipped(("a.xlsx", bytes(range(256)) * 9))
    damaged = whole.replace(whole[45:60], bytes(15), 1)
    protected = whole.replace(
        b"PK\x01\x02\x14\x03\x14\x00\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01\x00"
    )
    for data, code in ((damaged, "T03"), (protected, "T02")):
        with pytest.raises(UnreadableError) as caught:
            open_archive("x.zip", data)
        assert caught.value.code == code
