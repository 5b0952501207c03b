"""`lcreport status`: who has returned, who is late, what is missing."""

import json
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from lcreport.cli import main
from lcreport.intake.folder import read_folder
from lcreport.model import Settings, Unit
from lcreport.resources import samples
from lcreport.settings import settings_of
from lcreport.status import FolderStatus, Standing, status_of

UONG_BI = samples() / "uong-bi-2025"
HA_LONG = samples() / "ha-long-2024-06"
DEADLINE, AFTER = date(2025, 6, 24), date(2025, 6, 27)
Printed = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def settings() -> Settings:
    return settings_of(UONG_BI)


def status(settings: Settings, today: date, **sent: str) -> FolderStatus:
    return status_of(settings, read_folder(UONG_BI, (), settings), today, sent)


def test_every_valid_unit_has_one_line_in_the_order_of_the_settings(settings: Settings) -> None:
    day = settings.period.cut_off
    valid = [each.id for each in settings.units if each.is_valid_on(day)]
    assert [each.unit.id for each in status(settings, DEADLINE).units] == valid


def test_a_unit_that_sent_nothing_waits_and_is_late_after_the_deadline(
    settings: Settings,
) -> None:
    before, after = status(settings, DEADLINE), status(settings, AFTER)
    assert (before.days_left, after.days_left) == (0, -3)
    assert before.count(Standing.WAITING) == after.count(Standing.LATE) == 3
    absent = next(each for each in after.units if each.unit.id == "p-kinh-te")
    assert (absent.standing, absent.missing, absent.files) == (Standing.LATE, (10, 11), ())
    assert not after.is_done


def test_without_a_deadline_nobody_is_late(settings: Settings) -> None:
    open_ended = replace(settings, period=replace(settings.period, deadline=None))
    found = status(open_ended, AFTER)
    assert found.days_left is None
    assert found.count(Standing.LATE) == 0


def test_a_unit_that_is_asked_for_nothing_is_not_waited_for(settings: Settings) -> None:
    guest = Unit("khach", "Hội Cựu giáo chức", settings.units[0].kind)
    found = status(replace(settings, units=(*settings.units, guest)), AFTER)
    assert found.units[-1].standing is Standing.NOT_ASKED


def test_a_form_that_went_out_is_told_with_its_time(settings: Settings) -> None:
    found = status(settings, DEADLINE, **{"p-y-te": "2025-06-02"})
    assert [each.unit.id for each in found.units if each.sent] == ["p-y-te"]


def test_a_blank_row_is_missing_and_counts_as_a_problem() -> None:
    folder = Path(__file__).parent / "corpus" / "faulty" / "G06-empty"
    settings = settings_of(folder)
    found = status_of(settings, read_folder(folder, (), settings), AFTER)
    (blank,) = (each for each in found.units if each.problems)
    assert blank.standing is Standing.RETURNED
    assert blank.missing
    assert not found.is_done


def test_a_file_of_nobody_keeps_the_period_open() -> None:
    folder = Path(__file__).parent / "corpus" / "faulty" / "D01-nobody"
    settings = settings_of(folder)
    found = status_of(settings, read_folder(folder, (), settings), AFTER)
    assert found.lost == ("bieu.xlsx",)
    assert not found.is_done


def test_the_command_ends_with_0_when_all_have_returned_without_problems(capsys: Printed) -> None:
    assert main(["status", str(HA_LONG), "--today", "2024-06-20"]) == 0
    assert "48/48 đơn vị đã nộp; 0 chưa nộp" in capsys.readouterr().out


def test_the_command_names_who_is_missing_and_ends_with_1(capsys: Printed) -> None:
    assert main(["status", str(UONG_BI), "--today", "2025-06-27"]) == 1
    told = capsys.readouterr().out
    assert "Hạn nộp: 24/6/2025 (đã quá 3 ngày)." in told
    assert "Phòng Kinh tế · quá hạn, chưa nộp · thiếu 10, 11" in told


def test_a_program_reads_one_json_object(capsys: Printed) -> None:
    assert main(["status", str(UONG_BI), "--today", "2025-06-20", "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["deadline"], told["days_left"], told["done"]) == ("2025-06-24", 4, False)
    health = next(each for each in told["units"] if each["unit"] == "p-y-te")
    assert (health["returned"], health["accepted"], health["missing"]) == (True, 1, [])


def test_the_ledger_tells_which_forms_went_out_in_this_period(
    capsys: Printed, tmp_path: Path
) -> None:
    label = settings_of(UONG_BI).period.label
    rows = [
        "thời điểm,kỳ báo cáo,đơn vị,loại thư,tình trạng,nội dung",
        f"2025-06-01T08:00:00+07:00,{label},p-y-te,forms,đang gửi,sha256-a",
        f"2025-06-01T08:00:02+07:00,{label},p-y-te,forms,đã gửi,sha256-a",
        f"2025-06-01T08:00:05+07:00,{label},p-gddt,forms,không gửi được,sha256-b",
        f"2025-06-20T08:00:05+07:00,{label},p-noi-vu,reminder,đã gửi,sha256-c",
        "2025-05-01T08:00:05+07:00,tháng 5/2025,p-tckh,forms,đã gửi,sha256-d",
    ]
    (tmp_path / "so-gui.csv").write_text("\n".join(rows) + "\n", encoding="utf-8-sig")
    main(["status", str(UONG_BI), "-o", str(tmp_path), "--today", "2025-06-20", "--json"])
    units = json.loads(capsys.readouterr().out)["units"]
    assert {each["unit"]: each["sent"] for each in units if each["sent"]} == {
        "p-y-te": "2025-06-01T08:00:02+07:00"
    }


def test_a_day_that_is_none_and_a_folder_that_is_not_there_are_told(
    capsys: Printed, tmp_path: Path
) -> None:
    assert main(["status", str(UONG_BI), "--today", "20/6"]) == 2
    assert "“20/6” không phải là ngày" in capsys.readouterr().err
    assert main(["status", str(tmp_path / "không có")]) == 2


def test_without_settings_nobody_knows_who_is_missing(capsys: Printed, tmp_path: Path) -> None:
    source = next(UONG_BI.rglob("*Y tế*.xlsx"))
    shutil.copy2(source, tmp_path)
    assert main(["status", str(tmp_path)]) == 1
    assert "Không có danh sách đơn vị" in capsys.readouterr().out
