"""The parts of a .docx, opened with care: anybody's file may be damaged or made to harm."""

import io
import posixpath
import zipfile
import zlib
from dataclasses import dataclass
from functools import cache

from lxml import etree

from lcreport.errors import UsageError
from lcreport.wording import say

_LARGEST_PART = 64 << 20
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_DAMAGE = (
    zipfile.BadZipFile, zlib.error, EOFError, KeyError, ValueError, OSError, NotImplementedError,
    RuntimeError, etree.XMLSyntaxError,
)  # fmt: skip


@cache
def w(name: str) -> str:
    """Give the full name of an element or attribute of WordprocessingML (ours: never a paper's)."""
    return f"{{{MAIN}}}{name}"


def r(name: str) -> str:
    """Give the full name of an attribute that refers to a part."""
    return f"{{{_OFFICE}}}{name}"


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts that matter, parsed; `related` are the targets of the document's relations."""

    document: etree._Element
    roots: dict[str, etree._Element]
    related: dict[str, str]

    def of(self, name: str) -> etree._Element | None:
        """Give the root of a part in the document's folder ("styles.xml")."""
        return self.roots.get(name)


def open_parts(data: bytes) -> Parts:
    """Open a .docx.

    Raises:
        UsageError: the bytes are no readable .docx.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            roots = {
                name: _parsed(package, name)
                for name in package.namelist()
                if name.endswith((".xml", ".rels")) and not name.startswith("customXml/")
            }
        main = _main(roots)
        document = roots[main]
    except _DAMAGE as error:
        raise UsageError(say("nd30.not_docx", why=error)) from error
    if document.tag != w("document"):
        raise UsageError(say("nd30.not_docx", why=main))
    folder, name = posixpath.split(main)
    relations = roots.get(f"{folder}/_rels/{name}.rels")
    near = {posixpath.relpath(path, folder): root for path, root in roots.items()}
    return Parts(document, near, _targets(relations, folder))


def _parsed(package: zipfile.ZipFile, name: str) -> etree._Element:
    if package.getinfo(name).file_size > _LARGEST_PART:
        raise ValueError(name)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
    return etree.fromstring(package.read(name), parser)


def _main(roots: dict[str, etree._Element]) -> str:
    for relation in roots["_rels/.rels"]:
        if relation.get("Type", "").endswith("/officeDocument"):
            return relation.get("Target", "").lstrip("/")
    raise KeyError


def _targets(relations: etree._Element | None, folder: str) -> dict[str, str]:
    if relations is None:
        return {}
    return {
        each.get("Id", ""): posixpath.relpath(
            posixpath.join("/", folder, each.get("Target", "")), f"/{folder}"
        )
        for each in relations
        if each.get("TargetMode") != "External"
    }
