"""A zip container of parts (OOXML, OpenDocument) under guard, and its relationships."""

import io
import posixpath
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from lcreport.intake.formats.kept import kept
from lcreport.intake.formats.limits import Budget, damaged, too_large
from lcreport.intake.formats.xml_part import local, parsed, whole
from lcreport.intake.grid import UnreadableError

_ENCRYPTED = 0x1
_PIECE = 1 << 18
# What zipfile and zlib raise on a damaged or unknown container.
_DAMAGE = (BadZipFile, zlib.error, EOFError, ValueError, OSError, NotImplementedError, struct.error)
# A member's own header: its mark, fields that the directory repeats, lengths of name and extra.
_HEADER = struct.Struct("<4s22xHH")
_HEADER_MARK = b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class Relation:
    """Where a part points to: the last word of the relation's type, and the target part."""

    kind: str
    target: str


class Package:
    """The parts of one container; sizes are checked before a part is inflated."""

    def __init__(self, data: bytes, budget: Budget) -> None:
        """Read the directory of the zip, nothing else.

        Raises:
            UnreadableError: T03 when it is no whole zip, T04 when it has too many members.
        """
        self.budget = budget
        self._data = data
        self._relations: dict[str, dict[str, Relation]] = {}
        try:
            self._zip = ZipFile(io.BytesIO(data))
        except _DAMAGE as fault:
            raise damaged("zip") from fault
        if len(self.members) > budget.limits.members:
            raise too_large("members", str(budget.limits.members))
        self._parts = {_folded(each.filename): each for each in self.members}
        # OPC names compare without case, but where two differ only in case the exact one is meant.
        self._exact = {each.filename: each for each in self.members}

    def __contains__(self, name: str) -> bool:
        """Say whether there is such a part."""
        return _folded(name) in self._parts

    @property
    def members(self) -> list[ZipInfo]:
        """Give the directory, in its order."""
        return self._zip.infolist()

    def read(self, name: str) -> bytes:
        """Inflate a part.

        Raises:
            UnreadableError: T02 when it is encrypted, T03 when it is absent or damaged, T04 when
                it is too large for what it is packed in.
        """
        return b"".join(self.pieces(name))

    def pieces(self, name: str) -> Iterator[bytes]:
        """Inflate a part piece by piece; errors as `read`, while it is being read."""
        member = self._exact.get(name) or self._parts.get(_folded(name))
        if member is None:
            raise damaged("part")
        yield from self.inflate(member)

    def inflate(self, member: ZipInfo) -> Iterator[bytes]:
        """Inflate a member of the directory piece by piece; errors as `read`."""
        if member.flag_bits & _ENCRYPTED:
            raise UnreadableError("T02")
        if member.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
            raise damaged("zip")
        self.budget.spend_bytes(member.file_size, member.compress_size)
        try:
            yield from _inflated(self._packed(member), member)
        except _DAMAGE as fault:
            raise damaged("zip") from fault

    def _packed(self, member: ZipInfo) -> memoryview:
        """Give a member's bytes as they lie in the container."""
        start = member.header_offset
        mark, name, extra = _HEADER.unpack_from(self._data, start)
        if mark != _HEADER_MARK:
            raise BadZipFile
        start += _HEADER.size + name + extra
        return memoryview(self._data)[start : start + member.compress_size]

    def relations(self, part: str = "") -> dict[str, Relation]:
        """Give the relations of a part (of the whole package for ""), by id.

        Targets outside the package (external links) are left out: nothing is ever fetched.
        """
        if part not in self._relations:
            self._relations[part] = self._read_relations(part)
        return self._relations[part]

    def _read_relations(self, part: str) -> dict[str, Relation]:
        folder, name = posixpath.split(part)
        path = posixpath.join(folder, "_rels", f"{name}.rels")
        if path not in self:
            return {}
        return _relations_in(whole(self.pieces(path), self.budget), folder)

    def related(self, kind: str, part: str = "") -> str | None:
        """Give the first existing target of that kind of relation, None without one."""
        for relation in self.relations(part).values():
            if relation.kind == kind and relation.target in self:
                return relation.target
        return None


@kept(most=128, longest=1 << 14)
def _relations_in(document: bytes, folder: str) -> dict[str, Relation]:
    return {
        each.get("Id", ""): Relation(
            each.get("Type", "").rpartition("/")[2], _target(folder, each.get("Target", ""))
        )
        for each in parsed(document)
        if local(each.tag) == "Relationship" and each.get("TargetMode") != "External"
    }


def _inflated(packed: memoryview, member: ZipInfo) -> Iterator[bytes]:
    """Inflate directly: what zipfile puts around zlib costs a form as much as parsing it.

    The size that the directory claims holds: nothing is inflated beyond it, and the checksum then
    tells the lie.
    """
    left, checksum = member.file_size, 0
    for piece in _unpacked(packed, member.compress_type, left):
        left -= len(piece)
        checksum = zlib.crc32(piece, checksum)
        if left == 0 and checksum != member.CRC:
            raise BadZipFile
        yield piece
    if left:
        raise EOFError


def _unpacked(packed: memoryview, method: int, size: int) -> Iterator[bytes]:
    """Give at most `size` bytes in pieces, whatever the packed bytes would give."""
    engine = zlib.decompressobj(-zlib.MAX_WBITS)
    for start in range(0, len(packed), _PIECE):
        chunk: bytes | memoryview = packed[start : start + _PIECE]
        while chunk and size:
            if method == ZIP_STORED:
                piece, chunk = bytes(chunk[:size]), b""
            else:
                piece, chunk = engine.decompress(chunk, min(size, _PIECE)), engine.unconsumed_tail
            size -= len(piece)
            if piece:
                yield piece


def _folded(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _target(folder: str, target: str) -> str:
    """Give the part that a target means: absolute, or relative to the folder of its source."""
    plain = unquote(target.partition("#")[0]).replace("\\", "/")
    joined = plain if plain.startswith("/") else posixpath.join("/", folder, plain)
    return posixpath.normpath(joined).lstrip("/")
