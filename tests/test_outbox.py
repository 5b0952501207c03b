"""Messages before they go: whose they are, what they say, how mail programs read them."""

import hashlib
import timeit
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest

from lcreport.cli import main
from lcreport.criteria import builtin
from lcreport.errors import TemplateError
from lcreport.intake.folder import read_folder
from lcreport.model import Assignment, Role, Settings
from lcreport.outbox.letters import load_letter
from lcreport.outbox.mime import Message, compose, message_id
from lcreport.outbox.purposes import RECIPES, Purpose
from lcreport.outbox.rendering import reminders, with_files
from lcreport.settings import settings_of
from tests.mail_case import form, messages, office
from tests.returned import returned

DAY = datetime(2024, 6, 20, 8, 30, tzinfo=UTC)
SAMPLE = Path(__file__).parents[1] / "input_samples" / "ha-long-2024-06"


def read(data: bytes) -> EmailMessage:
    return message_from_bytes(data, _class=EmailMessage, policy=policy.default)


def codes(settings: Settings, output: Path, purpose: Purpose = Purpose.FORMS) -> list[str]:
    return [each.code for each in with_files(purpose, output, settings).problems]


def forms(output: Path, count: int) -> Path:
    for place in range(1, count + 1):
        form(output / "bieu" / f"u-{place}.xlsx", f"u-{place}")
    return output


def test_every_unit_gets_one_message_with_its_own_form(tmp_path: Path) -> None:
    made = with_files(Purpose.FORMS, forms(tmp_path, 4), office(4))
    assert made.problems == ()
    for place, message in enumerate(made.messages, start=1):
        mail = read(compose(message, "gddt@x.example", DAY))
        (attachment,) = mail.iter_attachments()
        own = (tmp_path / "bieu" / f"u-{place}.xlsx").read_bytes()
        assert attachment.get_content() == own
        assert [each.addr_spec for each in mail["To"].addresses] == [f"u{place}@x.example"]
        assert "Cc" not in mail
        assert "Bcc" not in mail


def test_a_form_under_another_units_name_is_e02_and_no_message(tmp_path: Path) -> None:
    form(tmp_path / "bieu" / "u-1.xlsx", "u-2")
    form(tmp_path / "bieu" / "u-2.xlsx", "u-2")
    made = with_files(Purpose.FORMS, tmp_path, office(2))
    assert [(each.code, each.unit) for each in made.problems] == [("E02", "u-1")]
    assert [each.unit for each in made.messages] == ["u-2"]


@pytest.mark.parametrize(
    ("line", "hidden"),
    [("Đơn vị báo cáo: Phòng Số 2", None), ("", "u-2"), ("", "khong-co")],
)
def test_a_form_that_names_another_unit_anywhere_is_e02(
    tmp_path: Path, line: str, hidden: str | None
) -> None:
    form(tmp_path / "bieu" / "u-1.xlsx", "u-1", line=line, hidden=hidden)
    assert codes(office(2), tmp_path) == ["E02"]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"%PDF-1.4"])
def test_an_attachment_that_cannot_be_read_is_e02(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "bieu").mkdir()
    (tmp_path / "bieu" / "u-1.xlsx").write_bytes(content)
    assert codes(office(1), tmp_path) == ["E02"]


def test_a_file_of_nobody_is_e02_and_an_owner_file_of_excel_is_nothing(tmp_path: Path) -> None:
    form(tmp_path / "bieu" / "u-9.xlsx", "u-9")
    (tmp_path / "bieu" / "~$u-1.xlsx").write_bytes(b"x")
    assert codes(office(1), tmp_path) == ["E02"]


def test_a_unit_without_an_address_is_e01_and_the_others_are_written_to(tmp_path: Path) -> None:
    settings = office(2)
    first, second = settings.units
    settings = replace(settings, units=(replace(first, email=""), second))
    made = with_files(Purpose.FORMS, forms(tmp_path, 2), settings)
    assert [(each.code, each.unit) for each in made.problems] == [("E01", "u-1")]
    assert [each.unit for each in made.messages] == ["u-2"]


@pytest.mark.parametrize("address", ["a..b@x.example", "thư@x.example", "a", "a@x.example\nb@x.y"])
def test_an_address_that_no_server_takes_is_e01(tmp_path: Path, address: str) -> None:
    settings = office(1)
    settings = replace(settings, units=(replace(settings.units[0], email=address),))
    assert codes(settings, forms(tmp_path, 1)) == ["E01"]


def test_the_copy_of_a_former_unit_goes_to_its_only_heir(tmp_path: Path) -> None:
    settings = office(3)
    old, heir, other = settings.units
    settings = replace(settings, units=(replace(old, successors=("u-2",)), heir, other))
    form(tmp_path / "phan-hoi" / "u-2.xlsx", "u-1")
    form(tmp_path / "phan-hoi" / "u-3.xlsx", "u-1")
    made = with_files(Purpose.RETURNED, tmp_path, settings)
    assert [each.unit for each in made.messages] == ["u-2"]
    assert [each.unit for each in made.problems] == ["u-3"]


def test_a_line_break_in_a_units_name_adds_no_header_and_no_recipient(tmp_path: Path) -> None:
    settings = office(1)
    name = "Phòng Y tế\r\nBcc: ke-trom@x.example\nX-Thu: 1"
    settings = replace(settings, units=(replace(settings.units[0], name=name),))
    (message,) = with_files(Purpose.FORMS, forms(tmp_path, 1), settings).messages
    mail = read(compose(message, "gddt@x.example", DAY))
    assert "Bcc" not in mail
    assert "X-Thu" not in mail
    assert len(mail["To"].addresses) == 1


@pytest.mark.parametrize("address", ["a@x.example\nBcc: b@x.example", "a@x.example, b@x.example"])
def test_an_address_that_is_more_than_one_makes_no_message(address: str) -> None:
    (message,) = messages(1)
    with pytest.raises(ValueError):  # noqa: PT011 - the library words it in several ways
        compose(replace(message, address=address), "", DAY)


def test_headers_say_when_by_whom_and_that_a_program_wrote_it() -> None:
    (message,) = messages(1)
    mail = read(compose(message, "gddt@x.example", DAY, draft=True))
    assert mail["Date"].datetime == DAY
    assert mail["From"].addresses[0].addr_spec == "gddt@x.example"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["X-Unsent"] == "1"
    assert mail["Message-ID"].endswith("@x.example>")
    assert mail.defects == []


def test_the_same_message_has_the_same_bytes_and_id_and_another_one_another_id() -> None:
    one, other = messages(2)
    assert compose(one, "a@x.example", DAY) == compose(one, "a@x.example", DAY)
    assert message_id(one, "a@x.example") != message_id(other, "a@x.example")


def test_texts_and_names_in_vietnamese_survive_however_a_program_reads_them() -> None:
    (message,) = messages(1)
    subject = "Ủy ban nhân dân thành phố Hạ Long: biểu báo cáo “86”, kỳ tháng 6/2024 " * 2
    unit = 'Văn phòng HĐND, "UBND" (thành phố)'
    changed = replace(message, subject=subject, unit_name=unit)
    data = compose(changed, "a@x.example", DAY)
    assert data.isascii()
    assert max(map(len, data.split(b"\r\n"))) < 998
    mail = read(data)
    assert mail["Subject"] == subject.strip()
    assert mail["To"].addresses[0].display_name == unit
    (part,) = mail.iter_attachments()
    assert part.get_filename() == "Biểu Phòng Y tế.xlsx"
    assert b'name="=?utf-8?b?' in data  # RFC 2047, for programs that do not know RFC 2231
    assert b"filename*=utf-8''Bi%E1%BB%83u%20" in data
    assert part.get_param("name", header="content-type") == "Biểu Phòng Y tế.xlsx"


def test_the_content_decides_what_is_the_same_message(tmp_path: Path) -> None:
    settings = office(1)
    (first,) = with_files(Purpose.FORMS, forms(tmp_path, 1), settings).messages
    (again,) = with_files(Purpose.FORMS, forms(tmp_path, 1), settings).messages
    form(tmp_path / "bieu" / "u-1.xlsx", "u-1", line="Biểu báo cáo (sửa)")
    (changed,) = with_files(Purpose.FORMS, tmp_path, settings).messages
    later = replace(settings, period=replace(settings.period, label="kỳ sau"))
    (next_period,) = with_files(Purpose.FORMS, tmp_path, later).messages
    assert first.key == again.key
    assert len({first.key, changed.key, next_period.key}) == 3


def test_reminders_go_to_silent_units_alone_and_name_what_is_missing() -> None:
    settings = replace(settings_of(SAMPLE))
    heard = returned("a.xlsx", "20=85%", unit="p-y-te")
    made = reminders(settings, [heard])
    asked = {each.unit for each in settings.assignments if each.role is Role.LEAD}
    assert {each.unit for each in made.messages} == asked - {"p-y-te"}
    message = next(each for each in made.messages if each.unit == "p-noi-vu")
    assert message.attachment is None
    assert "ngày 24 tháng 6 năm 2024" in message.text
    for number in settings.assigned_to("p-noi-vu", Role.LEAD):
        assert f"Chỉ số {number:02d}: " in message.text
    assert message.text.count("Chỉ số ") == len(settings.assigned_to("p-noi-vu", Role.LEAD))


def test_a_silent_unit_without_an_address_is_e01() -> None:
    settings = office(1, criteria=builtin("86-bgddt-gdtx-2019"))
    unit = replace(settings.units[0], email="")
    lead = (Assignment(20, "u-1", Role.LEAD),)
    made = reminders(replace(settings, units=(unit,), assignments=lead), ())
    assert [(each.code, each.unit) for each in made.problems] == [("E01", "u-1")]
    assert made.messages == ()


def test_a_unit_that_is_asked_and_has_no_form_is_told(tmp_path: Path) -> None:
    lead = (Assignment(20, "u-2", Role.LEAD),)
    settings = office(2, criteria=builtin("86-bgddt-gdtx-2019"), assignments=lead)
    made = with_files(Purpose.FORMS, forms(tmp_path, 1), settings)
    assert [each.id for each in made.unmade] == ["u-2"]


@pytest.mark.parametrize("purpose", Purpose)
def test_every_template_begins_with_its_subject(purpose: Purpose) -> None:
    assert load_letter(RECIPES[purpose].template).subject


@pytest.mark.parametrize(
    "text",
    ["Kính gửi", "Tiêu đề:\nKính gửi", "Tiêu đề: a\n{{ don_vj }}", "Tiêu đề: a\n{% if %}",
     "Tiêu đề: {{ don_vi.__class__.mro() }}\n"],
)  # fmt: skip
def test_a_template_that_is_wrong_stops_the_run_before_any_message(
    tmp_path: Path, text: str
) -> None:
    own = tmp_path / "mau"
    own.mkdir()
    (own / "thu-bieu.txt").write_text(text, encoding="utf-8")
    with pytest.raises(TemplateError):
        with_files(Purpose.FORMS, forms(tmp_path, 1), office(1), own)


def test_the_offices_own_template_is_used(tmp_path: Path) -> None:
    text = "Tiêu đề: Gửi {{ don_vi }}\nNội dung riêng"
    (tmp_path / "thu-bieu.txt").write_text(text, encoding="utf-8-sig")
    (message,) = with_files(Purpose.FORMS, forms(tmp_path, 1), office(1), tmp_path).messages
    assert (message.subject, message.text) == ("Gửi Phòng Số 1", "Nội dung riêng\n")


def test_drafts_are_written_without_a_server_and_the_folder_stays_as_it_was(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LCREPORT_SMTP_FROM", raising=False)
    output = tmp_path / "ra"
    form(output / "bieu" / "p-y-te.xlsx", "p-y-te")
    before = digest(SAMPLE)
    assert main(["send", str(SAMPLE), "-o", str(output)]) == 1
    assert digest(SAMPLE) == before
    assert [path.name for path in (output / "outbox").iterdir()] == ["forms-p-y-te.eml"]
    mail = read((output / "outbox" / "forms-p-y-te.eml").read_bytes())
    assert (mail["X-Unsent"], mail["From"]) == ("1", None)
    shown = capsys.readouterr().out
    assert "Phòng Y tế" in shown
    assert "@" not in shown
    assert not (output / "so-gui.csv").exists()


def test_forty_eight_reminders_and_drafts_are_written(tmp_path: Path) -> None:
    settings = settings_of(SAMPLE)
    made: tuple[Message, ...] = reminders(settings, ()).messages
    assert len(made) == len({each.file for each in made}) == len({each.key for each in made})
    assert main(["send", str(SAMPLE), "-o", str(tmp_path), "--kind", "reminder", "-q"]) == 0
    assert not list((tmp_path / "outbox").iterdir())  # everybody has returned


def test_a_message_for_every_unit_is_rendered_faster_than_its_form_is_read(tmp_path: Path) -> None:
    assert main(["forms", str(SAMPLE), "-o", str(tmp_path), "-q"]) == 0
    settings = settings_of(SAMPLE)

    def rendered() -> int:
        made = with_files(Purpose.FORMS, tmp_path, settings).messages
        return len([compose(each, "a@x.example", DAY) for each in made])

    def read_again() -> int:
        return len(read_folder(tmp_path / "bieu", (), settings))

    assert rendered() == read_again() == len(settings.units)
    assert min(timeit.repeat(rendered, number=1)) < min(timeit.repeat(read_again, number=1))


def digest(folder: Path) -> str:
    whole = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        whole.update(str(path).encode())
        if path.is_file():
            whole.update(path.read_bytes())
    return whole.hexdigest()
