"""Sending: real servers on loopback, each message once, nothing secret anywhere."""

import os
import pty
import subprocess
import sys
import time
import traceback
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from lcreport.errors import UsageError
from lcreport.outbox.history import parted
from lcreport.outbox.ledger import LEDGER, Outcome, open_ledger, read_ledger
from lcreport.outbox.mime import Message
from lcreport.outbox.server import SMTP, Secret, Security, Server, server_of
from lcreport.outbox.smtp import MailServerError, Pace, Sent, send_all
from lcreport.papers.settings_book import write_settings
from tests.mail_case import (
    HOST,
    PASSWORD,
    USER,
    PostOffice,
    authority,
    form,
    messages,
    plain_server,
    post_office,
)

SWIFT = Pace(pause=0, waits=(0, 0))
SAMPLE = Path(__file__).parents[1] / "input_samples" / "ha-long-2024-06"
UNITS = ("p-y-te", "p-noi-vu", "p-kinh-te")
# A server that asks for nothing.
PLAIN = {
    "LCREPORT_SMTP_SECURITY": "none",
    "LCREPORT_SMTP_USER": "",
    "LCREPORT_SMTP_PASSWORD": "",
}


def sent_to(output: Path, server: Server, *all_of_them: Message) -> list[Sent]:
    waiting = parted(all_of_them, read_ledger(output)).waiting
    with open_ledger(output, "tháng 6") as note:
        return list(send_all(waiting, server, note, SWIFT))


def test_each_message_arrives_once_at_its_unit_alone(tmp_path: Path) -> None:
    office = PostOffice()
    with post_office(office) as port:
        sent_to(tmp_path, plain_server(port), *messages(7))
        sent_to(tmp_path, plain_server(port), *messages(7))
    assert office.addresses == [f"u{place}@x.example" for place in range(1, 8)]
    assert all(len(each.rcpt_tos) == 1 for each in office.taken)


def test_text_with_a_lonely_dot_and_attachment_arrive_as_they_were(tmp_path: Path) -> None:
    office = PostOffice()
    (message,) = messages(1)
    with post_office(office) as port:
        sent_to(tmp_path, plain_server(port), message)
    content = office.taken[0].content
    assert isinstance(content, bytes)
    mail = message_from_bytes(content, policy=policy.default)
    (attachment,) = mail.iter_attachments()
    assert message.attachment is not None
    assert attachment.get_content() == message.attachment.data
    body = mail.get_body()
    assert body is not None
    assert body.get_content().replace("\r\n", "\n") == message.text
    assert "X-Unsent" not in mail


def test_a_server_that_stops_after_five_gets_the_rest_later_and_none_twice(tmp_path: Path) -> None:
    office = PostOffice(closes_after=5)
    with post_office(office) as port:
        with pytest.raises(MailServerError):
            sent_to(tmp_path, plain_server(port), *messages(12))
        assert len(office.taken) == 5
    office.closes_after = None
    with post_office(office) as port:
        sent_to(tmp_path, plain_server(port), *messages(12))
    assert office.addresses == [f"u{place}@x.example" for place in range(1, 13)]


def test_a_server_that_vanishes_during_a_message_gets_it_again(tmp_path: Path) -> None:
    office = PostOffice()
    with post_office(office) as port:
        server = plain_server(port)
        with open_ledger(tmp_path, "") as note:
            sending = send_all(messages(3), server, note, SWIFT)
            next(sending)
            rest = sending
    with pytest.raises(MailServerError), open_ledger(tmp_path, "") as note:
        list(rest)
    with post_office(office) as port:
        sent_to(tmp_path, plain_server(port), *messages(3))
    assert sorted(office.addresses) == [f"u{place}@x.example" for place in (1, 2, 3)]


def test_a_refused_address_is_told_without_the_address_and_the_others_go(tmp_path: Path) -> None:
    office = PostOffice(refused={"u2@x.example"})
    with post_office(office) as port:
        done = sent_to(tmp_path, plain_server(port), *messages(3))
    told = [each.problem for each in done if each.problem]
    assert [(each.code, each.unit) for each in told] == [("E04", "u-2")]
    assert "550" in told[0].message
    assert "@" not in told[0].message
    assert office.addresses == ["u1@x.example", "u3@x.example"]


def test_a_message_that_is_put_off_is_tried_again(tmp_path: Path) -> None:
    office = PostOffice(put_off={"u1@x.example": 2})
    with post_office(office) as port:
        done = sent_to(tmp_path, plain_server(port), *messages(2))
    assert [each.problem for each in done] == [None, None]
    assert office.addresses == ["u1@x.example", "u2@x.example"]


def test_a_message_that_is_put_off_too_often_is_told_and_goes_in_the_next_run(
    tmp_path: Path,
) -> None:
    office = PostOffice(put_off={"u1@x.example": 3})
    with post_office(office) as port:
        done = sent_to(tmp_path, plain_server(port), *messages(2))
        assert [each.problem.code for each in done if each.problem] == ["E04"]
        sent_to(tmp_path, plain_server(port), *messages(2))
    assert sorted(office.addresses) == ["u1@x.example", "u2@x.example"]


def test_a_message_that_was_sent_is_e03_and_one_of_unknown_fate_is_held_back(
    tmp_path: Path,
) -> None:
    first, second, third = messages(3)
    with open_ledger(tmp_path, "tháng 6") as note:
        note(first, Outcome.BEGUN)
        note(first, Outcome.SENT)
        note(second, Outcome.BEGUN)
    found = parted((first, second, third), read_ledger(tmp_path))
    assert found.waiting == (third,)
    assert [(each.code, each.severity.value) for each in found.problems] == [
        ("E03", "info"),
        ("E03", "warning"),
    ]


def test_a_ledger_that_was_cut_off_or_saved_by_excel_is_still_read(tmp_path: Path) -> None:
    first, second = messages(2)
    with open_ledger(tmp_path, "tháng 6") as note:
        note(first, Outcome.SENT)
    path = tmp_path / LEDGER
    path.write_bytes(path.read_bytes() + b"2024-06-24,th")
    with open_ledger(tmp_path, "tháng 6") as note:
        note(second, Outcome.SENT)
    assert set(read_ledger(tmp_path)) == {first.key, second.key}
    text = path.read_text(encoding="utf-8-sig")
    path.write_text(text.replace(",", ";"), encoding="utf-8-sig")
    assert set(read_ledger(tmp_path)) == {first.key, second.key}
    with open_ledger(tmp_path, "tháng 6") as note:
        note(first, Outcome.FAILED)
    assert read_ledger(tmp_path)[first.key].outcome is Outcome.FAILED


def test_no_address_stands_in_the_ledger(tmp_path: Path) -> None:
    with post_office(PostOffice()) as port:
        sent_to(tmp_path, plain_server(port), *messages(2))
    assert b"@" not in (tmp_path / LEDGER).read_bytes()


def test_a_wrong_password_is_told_and_shown_nowhere(tmp_path: Path) -> None:
    office = PostOffice()
    wrong = "khong-phai-Xy9"
    with post_office(office, login=True) as port, pytest.raises(MailServerError) as caught:
        sent_to(tmp_path, plain_server(port, wrong), *messages(1))
    assert office.taken == []
    caught.value.__traceback__ = caught.tb.tb_next  # this test's own frame knows the password
    frames = traceback.TracebackException.from_exception(caught.value, capture_locals=True)
    assert wrong not in "".join(frames.format())
    assert wrong not in repr(plain_server(1, wrong))


def test_a_password_that_cannot_be_sent_is_a_sentence(tmp_path: Path) -> None:
    with post_office(PostOffice(), login=True) as port, pytest.raises(MailServerError) as caught:
        sent_to(tmp_path, plain_server(port, "mật khẩu"), *messages(1))
    assert "mật khẩu" not in caught.value.sentences[0].partition("đăng nhập")[0]


def test_a_password_never_goes_unprotected_over_a_network() -> None:
    given = {"LCREPORT_SMTP_HOST": "smtp.example", "LCREPORT_SMTP_SECURITY": "none"}
    assert server_of(SMTP, given).security is Security.NONE
    with pytest.raises(UsageError):
        server_of(SMTP, {**given, "LCREPORT_SMTP_PASSWORD": "x"})
    with pytest.raises(UsageError):
        server_of(SMTP, {**given, "LCREPORT_SMTP_USER": "x"})
    near = {**given, "LCREPORT_SMTP_HOST": "127.0.0.1", "LCREPORT_SMTP_PASSWORD": "x"}
    assert server_of(SMTP, near).password.reveal() == "x"


@pytest.mark.parametrize("wrong", [{"HOST": ""}, {"PORT": "x"}, {"PORT": "0"}, {"SECURITY": "tls"}])
def test_settings_that_are_wrong_name_their_variable(wrong: dict[str, str]) -> None:
    given = {"HOST": "smtp.example"} | wrong
    (name,) = wrong
    with pytest.raises(UsageError, match=f"LCREPORT_SMTP_{name}"):
        server_of(SMTP, {f"LCREPORT_SMTP_{key}": value for key, value in given.items()})


def test_without_settings_the_connection_is_protected() -> None:
    server = server_of(SMTP, {"LCREPORT_SMTP_HOST": "smtp.example"})
    assert (server.security, server.port) == (Security.STARTTLS, 587)


def test_a_server_without_encryption_gets_nothing(tmp_path: Path) -> None:
    office = PostOffice()
    with post_office(office) as port:
        protected = Server(HOST, port, Security.STARTTLS, USER, Secret(PASSWORD), USER)
        with pytest.raises(MailServerError):
            sent_to(tmp_path, protected, *messages(1))
    assert (office.signed_in, office.taken) == ([], [])


# The program itself, as an official runs it -------------------------------------------------------


def forms(tmp_path: Path) -> Path:
    output = tmp_path / "ra"
    for unit in UNITS:
        form(output / "bieu" / f"{unit}.xlsx", unit)
    return output


def program(
    output: Path,
    port: int,
    *more: str,
    ca: Path | None = None,
    typed: str = "",
    plain: bool = False,
) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "LCREPORT_SMTP_HOST": HOST,
        "LCREPORT_SMTP_PORT": str(port),
        "LCREPORT_SMTP_USER": USER,
        "LCREPORT_SMTP_PASSWORD": PASSWORD,
        "LCREPORT_SMTP_FROM": USER,
        "SSL_CERT_FILE": str(ca or ""),
        **(PLAIN if plain else {}),
    }
    command = [sys.executable, "-m", "lcreport", "send", str(SAMPLE), "-o", str(output), "--smtp"]
    return subprocess.run(
        [*command, *more], env=environment, input=typed, capture_output=True, text=True,
        check=False, encoding="utf-8",
    )  # fmt: skip


def test_the_program_sends_over_tls_with_sign_in_once_and_keeps_the_password_to_itself(
    tmp_path: Path,
) -> None:
    office, output, trusted = PostOffice(), forms(tmp_path), authority(tmp_path)
    with post_office(office, trusted.context, login=True) as port:
        first = program(output, port, "--yes", "3", ca=trusted.file)
        again = program(output, port, "--yes", "3", ca=trusted.file)
    assert first.returncode == 1, first  # the sample's other units have no form
    assert len(office.taken) == 3
    assert "E03" in again.stdout
    assert office.signed_in == [PASSWORD.encode()]
    files = b"".join(each.read_bytes() for each in output.rglob("*") if each.is_file())
    shown = first.stdout + first.stderr + again.stdout + again.stderr
    assert PASSWORD.encode() not in files
    assert PASSWORD not in shown
    assert "@" not in shown


def test_a_certificate_of_an_unknown_authority_gets_nothing(tmp_path: Path) -> None:
    office, trusted = PostOffice(), authority(tmp_path)
    with post_office(office, trusted.context, login=True) as port:
        run = program(forms(tmp_path), port, "--yes", "3")
    assert run.returncode == 2
    assert "Chứng thư số" in run.stderr
    assert "Traceback" not in run.stderr
    assert (office.signed_in, office.taken) == ([], [])


def test_a_certificate_of_another_server_gets_nothing(tmp_path: Path) -> None:
    office, other = PostOffice(), authority(tmp_path, "khac.example")
    with post_office(office, other.context, login=True) as port:
        run = program(forms(tmp_path), port, "--yes", "3", ca=other.file)
    assert run.returncode == 2
    assert (office.signed_in, office.taken) == ([], [])


@pytest.mark.parametrize(
    ("given", "typed"), [(("--yes", "4"), ""), ((), ""), ((), "2\n"), ((), "có\n")]
)
def test_without_the_right_number_nothing_is_sent(
    tmp_path: Path, given: tuple[str, ...], typed: str
) -> None:
    office, output = PostOffice(), forms(tmp_path)
    with post_office(office) as port:
        run = program(output, port, *given, typed=typed, plain=True)
    assert run.returncode == 2
    assert office.taken == []
    assert not (output / LEDGER).exists()


def test_the_number_may_be_typed(tmp_path: Path) -> None:
    office = PostOffice()
    with post_office(office) as port:
        program(forms(tmp_path), port, typed="3\n", plain=True)
    assert len(office.taken) == 3


def test_a_draft_that_was_sent_by_the_program_is_gone(tmp_path: Path) -> None:
    output = forms(tmp_path)
    draft = [sys.executable, "-m", "lcreport", "send", str(SAMPLE), "-o", str(output)]
    subprocess.run(draft, check=False, capture_output=True)
    assert len(list((output / "outbox").glob("*.eml"))) == 3
    with post_office(PostOffice()) as port:
        program(output, port, "--yes", "3", plain=True)
    assert list((output / "outbox").glob("*.eml")) == []


def test_a_password_that_is_typed_is_not_shown(tmp_path: Path) -> None:
    office, output, trusted = PostOffice(), forms(tmp_path), authority(tmp_path)
    command = [sys.executable, "-m", "lcreport", "send", str(SAMPLE), "-o", str(output), "--smtp"]
    with post_office(office, trusted.context, login=True) as port:
        environment = {
            **os.environ,
            "LCREPORT_SMTP_HOST": HOST,
            "LCREPORT_SMTP_PORT": str(port),
            "LCREPORT_SMTP_USER": USER,
            "SSL_CERT_FILE": str(trusted.file),
        }
        person, terminal = pty.openpty()
        with subprocess.Popen(
            [*command, "--yes", "3"], env=environment, start_new_session=True, stdin=terminal,
            stdout=terminal, stderr=terminal,
        ) as running:  # fmt: skip
            os.close(terminal)
            shown = _typed(person, PASSWORD)
    os.close(person)
    assert running.returncode == 1
    assert len(office.taken) == 3
    assert PASSWORD.encode() not in shown


def _typed(terminal: int, answer: str) -> bytes:
    """Read what a terminal shows; type the answer once it asks for a password."""
    shown, asked = b"", False
    while True:
        try:
            piece = os.read(terminal, 4096)
        except OSError:  # Linux ends a terminal whose program is gone like this
            return shown
        shown += piece
        if not asked and "Mật khẩu".encode() in shown:
            asked = True
            time.sleep(0.3)
            os.write(terminal, answer.encode() + b"\n")


def test_a_run_that_is_killed_leaves_the_rest_and_sends_none_twice(tmp_path: Path) -> None:
    office, output = PostOffice(), forms(tmp_path)
    with post_office(office) as port:
        environment = {**os.environ, **PLAIN, "LCREPORT_SMTP_HOST": HOST,
                       "LCREPORT_SMTP_PORT": str(port), "LCREPORT_SMTP_FROM": USER}  # fmt: skip
        command = [sys.executable, "-m", "lcreport", "send", str(SAMPLE), "-o", str(output)]
        with subprocess.Popen(
            [*command, "--smtp", "--yes", "3"], env=environment, stdout=subprocess.DEVNULL
        ) as running:
            while len(read_ledger(output)) < 1:
                time.sleep(0.01)
            time.sleep(0.1)
            running.kill()
        left = 3 - len(read_ledger(output))
        program(output, port, "--yes", str(left), plain=True)
    assert sorted(office.addresses) == sorted(set(office.addresses))
    assert len(office.addresses) == 3


def test_settings_without_any_mail_stay_usable(tmp_path: Path) -> None:
    write_settings(tmp_path / "cai-dat.xlsx")
    command = [sys.executable, "-m", "lcreport", "send", str(tmp_path), "-o", str(tmp_path / "ra")]
    run = subprocess.run(command, check=False, capture_output=True, text=True, encoding="utf-8")
    assert run.returncode == 2
    assert "lcreport forms" in run.stderr
