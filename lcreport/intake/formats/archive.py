"""A plain zip of returns: its files by name and content, one level deep."""

from dataclasses import replace
from pathlib import PurePosixPath
from zipfile import ZipInfo

from lcreport.intake.formats.limits import LIMITS, Budget, Limits, too_large
from lcreport.intake.formats.package import Package
from lcreport.intake.grid import UnreadableError

ARCHIVE_LIMITS = replace(
    LIMITS, inflated_bytes=2 * LIMITS.file_bytes, members=1000, seconds=2 * LIMITS.seconds
)
# A zip with one of these is a document of its own, not an archive.
_DOCUMENTS = ("[Content_Types].xml", "_rels/.rels", "META-INF/manifest.xml", "content.xml")
_LITTER = ("__MACOSX", "Thumbs.db", "desktop.ini")
_UTF8_NAME = 0x800


def is_archive(data: bytes) -> bool:
    """Say whether the bytes are a plain zip, rather than a document that is packed as one."""
    if not data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return False
    try:
        package = Package(data, Budget(ARCHIVE_LIMITS))
    except UnreadableError:
        return False
    return not any(each in package for each in _DOCUMENTS)


def open_archive(
    name: str, data: bytes, limits: Limits = ARCHIVE_LIMITS
) -> list[tuple[str, bytes]]:
    """Give the files of a zip with their paths in it; a zip inside stays a file.

    The paths are labels: "..", drives and leading slashes are left out, so that none points
    outside. `name` is that of the archive, for whoever words a problem.

    Raises:
        UnreadableError: T02 password, T03 damaged, T04 too many or too large, T06 no file in it.
    """
    if len(data) > limits.file_bytes:
        raise too_large("file", f"{limits.file_bytes >> 20} MB")
    package = Package(data, Budget(limits))
    files = [
        (label, b"".join(package.inflate(each)))
        for each in package.members
        if not each.is_dir() and (label := _label(each))
    ]
    if not files:
        raise UnreadableError("T06", name)
    return files


def _label(member: ZipInfo) -> str:
    """Give the path of a member, "" for what programs leave behind."""
    path = _decoded(member).replace("\\", "/")
    parts = [each for each in PurePosixPath(path).parts if each not in {"/", ".", ".."}]
    if not parts or parts[0] in _LITTER or parts[-1] in _LITTER:
        return ""
    if parts[-1].startswith((".", "~$")):
        return ""
    return "/".join(each.replace(":", "") for each in parts)


def _decoded(member: ZipInfo) -> str:
    """Give a name as it was meant: zip programs write the system's encoding and say nothing."""
    if member.flag_bits & _UTF8_NAME:
        return member.filename
    raw = member.filename.encode("cp437", "replace")
    for encoding in ("utf-8", "cp1258"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return member.filename
