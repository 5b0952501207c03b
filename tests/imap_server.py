"""A real IMAP server (Dovecot) on loopback, with a mailbox of its own, for one test."""

import getpass
import grp
import os
import pwd
import shutil
import socket
import ssl
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import trustme

from tests.mail_case import HOST, PASSWORD, USER, free_port
from tests.programs import installed

_CONFIGURATION = """
protocols = imap
listen = {host}
base_dir = {place}/run
state_dir = {place}/state
log_path = {place}/log
ssl = required
ssl_cert = <{place}/server.pem
ssl_key = <{place}/server.key
mail_location = maildir:{place}/mail
default_internal_user = {person}
default_internal_group = {group}
default_login_user = {person}
first_valid_uid = 1
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={person} gid={group} home={place}
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = 0
  }}
  inet_listener imaps {{
    address = {host}
    port = {port}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
}}
"""


@dataclass(frozen=True)
class Mailbox:
    """A running server: its port, its mail on the disk, the authority to trust."""

    port: int
    mail: Path
    ca: Path

    def variables(self) -> dict[str, str]:
        """Give the environment that reads it."""
        return {
            "LCREPORT_IMAP_HOST": HOST,
            "LCREPORT_IMAP_PORT": str(self.port),
            "LCREPORT_IMAP_USER": USER,
            "LCREPORT_IMAP_PASSWORD": PASSWORD,
            "SSL_CERT_FILE": str(self.ca),
        }

    def state(self) -> list[str]:
        """Give the messages with their flags, which stand in the names of their files."""
        return sorted(path.name for path in self.mail.rglob("*.eml*"))


@contextmanager
def imap_server(messages: list[bytes], folder: str = "") -> Iterator[Mailbox]:
    """Run the server over messages in its inbox, or in another mailbox (its name on the disk)."""
    command = installed("Dovecot", "dovecot")
    # Not below pytest's own folder, which no other person may enter; the server is one.
    with tempfile.TemporaryDirectory(prefix="lcreport-imap-") as name:
        place = Path(name)
        person = "mail" if os.geteuid() == 0 else getpass.getuser()
        port = free_port()
        _furnish(place, port, person)
        mail = place / "mail" / folder
        for part in ("cur", "new", "tmp"):
            (mail / part).mkdir(parents=True)
        for number, message in enumerate(messages, start=1):
            (mail / "cur" / f"{number}.eml:2,").write_bytes(message)
        _give(place, person)
        with subprocess.Popen([command, "-F", "-c", place / "dovecot.conf"]) as running:
            try:
                _wait(port, place)
                yield Mailbox(port, place / "mail", place / "ca.pem")
            finally:
                running.terminate()


def _furnish(place: Path, port: int, person: str) -> None:
    maker = trustme.CA()
    certificate = maker.issue_cert(HOST)
    maker.cert_pem.write_to_path(str(place / "ca.pem"))
    certificate.private_key_pem.write_to_path(str(place / "server.key"))
    for each in certificate.cert_chain_pems:
        each.write_to_path(str(place / "server.pem"), append=True)
    group = grp.getgrgid(pwd.getpwnam(person).pw_gid).gr_name
    text = _CONFIGURATION.format(
        host=HOST,
        place=place,
        port=port,
        person=person,
        group=group,
        password=PASSWORD,
    )
    (place / "dovecot.conf").write_text(text, encoding="utf-8")


def _give(place: Path, person: str) -> None:
    place.chmod(0o755)
    if os.geteuid() == 0:
        for path in (place / "mail", *(place / "mail").rglob("*")):
            shutil.chown(path, person)


def _wait(port: int, place: Path) -> None:
    context = ssl.create_default_context(cafile=place / "ca.pem")
    for _ in range(100):
        try:
            with socket.create_connection((HOST, port), timeout=5) as plain:
                context.wrap_socket(plain, server_hostname=HOST).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    log = place / "log"
    pytest.fail(log.read_text(encoding="utf-8") if log.exists() else "no server")
