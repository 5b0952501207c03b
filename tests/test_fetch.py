"""Fetching: attachments out of mail, each once, into the folder and nowhere else."""

import os
import subprocess
import sys
from email.message import EmailMessage
from pathlib import Path

import pytest
from openpyxl import Workbook

from lcreport.cli import main
from lcreport.errors import UsageError
from lcreport.intake.files import list_files
from lcreport.intake.mailed import INBOX, TAKEN, senders
from lcreport.outbox.enclosed import open_message
from lcreport.outbox.inbox import Taken, Unread, take_in
from lcreport.outbox.mime import compose
from lcreport.outbox.post import Post, eml_files
from lcreport.outbox.server import IMAP, Security, server_of
from tests.imap_server import Mailbox, imap_server
from tests.mail_case import PASSWORD, messages, office
from tests.test_outbox import DAY

WRONG = {"LCREPORT_IMAP_PASSWORD": "sai-Mat-Khau-3"}


def sheet(path: Path, text: str = "Biểu báo cáo") -> bytes:
    book = Workbook()
    book.worksheets[0]["A1"] = text
    book.save(path)
    return path.read_bytes()


def letter(*enclosed: tuple[str, bytes], sender: str = "u1@x.example", ident: str = "1") -> bytes:
    mail = EmailMessage()
    mail["From"] = f"Phòng Số 1 <{sender}>"
    mail["To"] = "gddt@x.example"
    mail["Subject"] = "Nộp biểu"
    mail["Message-ID"] = f"<{ident}@x.example>"
    mail.set_content("Kính gửi")
    for name, data in enclosed:
        mail.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return mail.as_bytes()


def posted(folder: Path, **letters: bytes) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in letters.items():
        (folder / f"{name}.eml").write_bytes(data)
    return folder


def fetched(folder: Path, source: Path) -> list[Taken | Unread]:
    folder.mkdir(exist_ok=True)
    return list(take_in(eml_files(source, folder / "ra"), folder, office(2)))


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / INBOX).iterdir() if path.name != TAKEN)


def test_an_attachment_is_saved_byte_for_byte_and_once(tmp_path: Path) -> None:
    data = sheet(tmp_path / "a.xlsx")
    source = posted(tmp_path / "thu", a=letter(("Biểu Phòng Y tế.xlsx", data)))
    (taken,) = fetched(tmp_path / "ky", source)
    assert isinstance(taken, Taken)
    assert (tmp_path / "ky" / taken.file).read_bytes() == data
    assert taken.file.startswith(f"{INBOX}/Biểu Phòng Y tế [")
    assert fetched(tmp_path / "ky", source) == []
    assert len(names(tmp_path / "ky")) == 1


def test_what_was_taken_and_thrown_away_does_not_come_back(tmp_path: Path) -> None:
    source = posted(tmp_path / "thu", a=letter(("a.xlsx", sheet(tmp_path / "a.xlsx"))))
    (taken,) = fetched(tmp_path / "ky", source)
    assert isinstance(taken, Taken)
    (tmp_path / "ky" / taken.file).unlink()
    assert fetched(tmp_path / "ky", source) == []


def test_equal_names_do_not_collide_and_equal_contents_are_one(tmp_path: Path) -> None:
    one, other = sheet(tmp_path / "a.xlsx", "một"), sheet(tmp_path / "b.xlsx", "hai")
    source = posted(
        tmp_path / "thu",
        a=letter(("bieu.xlsx", one), ("bieu.xlsx", other)),
        b=letter(("BIEU.xlsx", other), ident="2"),
    )
    fetched(tmp_path / "ky", source)
    assert len(names(tmp_path / "ky")) == 2


@pytest.mark.parametrize(
    "name",
    ["../../ra.xlsx", "..\\..\\ra.xlsx", "/etc/ra.xlsx", "C:\\ra.xlsx", "a/../../ra.xlsx", "..",
     ".xlsx", "~$ra.xlsx", ".an.xlsx", "con.xlsx", "a\x00b.xlsx", "ra\r\nX: y.xlsx", "x" * 400,
     "ế" * 200 + ".xlsx", "\u202exslx.exe.xlsx", "ra.xlsx. ", ""],
)  # fmt: skip
def test_no_name_climbs_out_hides_or_breaks(tmp_path: Path, name: str) -> None:
    data = sheet(tmp_path / "a.xlsx")
    mail = letter(("thay-ten.xlsx", data)).replace(
        b'"thay-ten.xlsx"', b"\"\"; filename*=utf-8''" + _percent(name)
    )
    folder = tmp_path / "ky"
    fetched(folder, posted(tmp_path / "thu", a=mail))
    (saved,) = names(folder)
    assert (folder / INBOX / saved).read_bytes() == data
    assert len(saved.encode()) <= 255
    assert not saved.startswith((".", "~$"))
    assert folder / INBOX / saved in list_files(folder)
    outside = {path.name for path in tmp_path.iterdir()}
    assert outside == {"a.xlsx", "ky", "thu"}


def _percent(text: str) -> bytes:
    return "".join(f"%{byte:02X}" for byte in text.encode()).encode()


def test_what_cannot_be_a_return_is_left_in_the_mail() -> None:
    mail = letter(
        ("anh.png", b"\x89PNG"), ("cong van.pdf", b"%PDF-1.7"), ("virus.exe", b"MZ\x90\0"),
        ("cong-van.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), ("chu-ky.txt", b"ky"),
    )  # fmt: skip
    assert open_message(mail).enclosed == ()


@pytest.mark.parametrize("name", ["bieu", "bieu.dat", "bieu.tmp"])
def test_a_workbook_under_a_strange_name_is_known_by_its_content(tmp_path: Path, name: str) -> None:
    (found,) = open_message(letter((name, sheet(tmp_path / "a.xlsx")))).enclosed
    assert found.name.endswith("].xlsx")


def test_a_forwarded_message_is_opened_and_our_own_and_reports_are_not(tmp_path: Path) -> None:
    inner = EmailMessage()
    inner.set_content("Chuyển tiếp")
    inner.add_attachment(
        sheet(tmp_path / "a.xlsx"), maintype="application", subtype="zip", filename="a.xlsx"
    )
    outer = EmailMessage()
    outer.set_content("Xem thư kèm theo")
    outer.add_attachment(inner)
    assert len(open_message(outer.as_bytes()).enclosed) == 1
    report = outer.as_bytes().replace(b"multipart/mixed", b"multipart/report", 1)
    assert open_message(report).enclosed == ()
    (own,) = messages(1)
    assert open_message(compose(own, "a@x.example", DAY)).enclosed == ()


@pytest.mark.parametrize(
    "data",
    [b"", b"\xff\xfe\x00", b"From: \xff\xfe <@@>\nMessage-ID: <<>>\n\nx",
     (b"Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Disposition: attachment; "
      b"filename*=xyz''%ff.xlsx\nContent-Transfer-Encoding: base64\n\n!!!\n--x--")],
)  # fmt: skip
def test_a_broken_message_breaks_nothing(data: bytes) -> None:
    open_message(data)


def test_the_senders_address_is_noted_as_its_unit_and_stands_nowhere(tmp_path: Path) -> None:
    source = posted(
        tmp_path / "thu",
        a=letter(("a.xlsx", sheet(tmp_path / "a.xlsx", "một")), sender="U1@X.example"),
        b=letter(("b.xlsx", sheet(tmp_path / "b.xlsx", "hai")), sender="la@y.example", ident="2"),
    )
    taken = fetched(tmp_path / "ky", source)
    assert [each.unit for each in taken if isinstance(each, Taken)] == ["u-1", None]
    assert set(senders(tmp_path / "ky").values()) == {"u-1"}
    assert b"@" not in (tmp_path / "ky" / INBOX / TAKEN).read_bytes()


def test_a_message_that_is_gone_is_told(tmp_path: Path) -> None:
    gone = Post("mất.eml", lambda: None)
    assert list(take_in([gone], tmp_path, office(1))) == [Unread("mất.eml")]


def test_a_ledger_that_was_cut_off_still_counts(tmp_path: Path) -> None:
    source = posted(tmp_path / "thu", a=letter(("a.xlsx", sheet(tmp_path / "a.xlsx", "một"))))
    folder = tmp_path / "ky"
    fetched(folder, source)
    ledger = folder / INBOX / TAKEN
    ledger.write_bytes(ledger.read_bytes() + b"2024-06-24,ab")
    posted(source, b=letter(("b.xlsx", sheet(tmp_path / "b.xlsx", "hai")), ident="2"))
    assert len(fetched(folder, source)) == 1
    assert fetched(folder, source) == []


def test_mail_in_the_folder_itself_is_read_and_what_we_wrote_is_not(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = posted(tmp_path / "ky", a=letter(("a.xlsx", sheet(tmp_path / "a.xlsx"))))
    assert main(["fetch", str(folder), "-o", str(folder / "ra")]) == 0
    assert len(names(folder)) == 1
    assert "@" not in capsys.readouterr().out


def test_reading_mail_is_protected_unless_told_otherwise() -> None:
    given = {"LCREPORT_IMAP_HOST": "imap.example", "LCREPORT_IMAP_USER": "a"}
    assert (server_of(IMAP, given).security, server_of(IMAP, given).port) == (Security.SSL, 993)
    with pytest.raises(UsageError):
        server_of(IMAP, {**given, "LCREPORT_IMAP_SECURITY": "none"})


# Against a real server ---------------------------------------------------------------------------


def imap(folder: Path, box: Mailbox, **changes: str) -> subprocess.CompletedProcess[str]:
    folder.mkdir(exist_ok=True)
    command = [sys.executable, "-m", "lcreport", "fetch", str(folder), "--imap"]
    return subprocess.run(
        command, env={**os.environ, **box.variables(), **changes}, capture_output=True, text=True,
        check=False, encoding="utf-8",
    )  # fmt: skip


def test_a_mailbox_is_read_once_and_left_as_it_was(tmp_path: Path) -> None:
    one, other = sheet(tmp_path / "a.xlsx", "một"), sheet(tmp_path / "b.xlsx", "hai")
    letters = [letter(("a.xlsx", one)), letter(ident="2"), letter(("b.xlsx", other), ident="3")]
    with imap_server(letters) as box:
        before = box.state()
        first = imap(tmp_path / "ky", box)
        again = imap(tmp_path / "ky", box)
        assert box.state() == before
        assert before == ["1.eml:2,", "2.eml:2,", "3.eml:2,"]
    assert first.returncode == 0, first
    assert len(names(tmp_path / "ky")) == 2
    assert "Đã lấy 0 tệp" in again.stdout
    shown = first.stdout + first.stderr + again.stdout + again.stderr
    assert PASSWORD not in shown
    assert "@" not in shown


def test_a_mailbox_with_a_vietnamese_name_is_found(tmp_path: Path) -> None:
    data = sheet(tmp_path / "a.xlsx")
    with imap_server([letter(("a.xlsx", data))], ".Bi&HsM-u n&Htk-p") as box:
        run = imap(tmp_path / "ky", box, LCREPORT_IMAP_MAILBOX="Biểu nộp")
        lost = imap(tmp_path / "ky", box, LCREPORT_IMAP_MAILBOX="Không có")
    assert run.returncode == 0, run
    assert len(names(tmp_path / "ky")) == 1
    assert lost.returncode == 2


def test_a_server_of_an_unknown_authority_hears_no_password(tmp_path: Path) -> None:
    with imap_server([]) as box:
        run = imap(tmp_path / "ky", box, SSL_CERT_FILE="")
        wrong = imap(tmp_path / "ky", box, **WRONG)
    assert run.returncode == wrong.returncode == 2
    assert "Chứng thư số" in run.stderr
    assert "Traceback" not in run.stderr + wrong.stderr
    assert WRONG["LCREPORT_IMAP_PASSWORD"] not in wrong.stdout + wrong.stderr
