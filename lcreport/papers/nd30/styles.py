"""Effective formatting: document defaults, styles, numbering and direct formatting, in order."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from lcreport.papers.nd30.package import Parts, w

Layer = dict[str, str]
_TWIPS = 20
_TOGGLES = {"b": "bold", "i": "italic", "caps": "caps", "vanish": "hidden"}
_OFF = {"0", "false", "off", "none"}
_IND = {"left": "left", "start": "left", "right": "right", "end": "right", "firstLine": "first"}
_SPACING = {"before": "before", "after": "after", "line": "line", "lineRule": "rule"}
# By full names, so that one walk over the children finds everything.
_VAL, _HANGING, _FONTS = w("val"), w("hanging"), w("rFonts")
_SWITCHES = {w(tag): name for tag, name in _TOGGLES.items()}
_RUN_VALUES = {w("sz"): "size", w("color"): "color", w("rStyle"): "style"}
_PARAGRAPH_SWITCHES = {w("contextualSpacing"): "close"}
_PARAGRAPH_VALUES = {w("jc"): "align", w("pStyle"): "style"}
_LENGTHS = {
    w(tag): tuple((w(theirs), ours) for theirs, ours in names.items())
    for tag, names in (("ind", _IND), ("spacing", _SPACING))
}


def run_layer(part: etree._Element | None, theme: dict[str, str]) -> Layer:
    """Give what a w:rPr sets, by our names; fonts of the theme by their real names."""
    layer: Layer = {}
    for found in () if part is None else part:
        if name := _SWITCHES.get(found.tag):
            layer.setdefault(name, "" if found.get(_VAL) in _OFF else "1")
        elif name := _RUN_VALUES.get(found.tag):
            layer.setdefault(name, found.get(_VAL, ""))
        elif found.tag == _FONTS:
            for kind in ("ascii", "hAnsi"):
                themed = theme.get(found.get(w(f"{kind}Theme"), ""))
                if named := themed or found.get(w(kind)):
                    layer.setdefault(kind, named)
    return layer


def paragraph_layer(part: etree._Element | None) -> Layer:
    """Give what a w:pPr sets, by our names, in the units of the file."""
    layer: Layer = {}
    for found in () if part is None else part:
        if name := _PARAGRAPH_VALUES.get(found.tag):
            layer.setdefault(name, found.get(_VAL, ""))
        elif lengths := _LENGTHS.get(found.tag):
            layer |= {ours: found.get(theirs, "") for theirs, ours in lengths if found.get(theirs)}
            if hanging := found.get(_HANGING):
                layer["first"] = f"-{hanging}"
        elif name := _PARAGRAPH_SWITCHES.get(found.tag):
            layer.setdefault(name, "" if found.get(_VAL) in _OFF else "1")
    return layer


def numbered(part: etree._Element | None) -> tuple[str, int] | None:
    """Give the list and level that a w:pPr puts its paragraph into."""
    found = part.find(w("numPr")) if part is not None else None
    if found is None:
        return None
    identity, level = found.find(w("numId")), found.find(w("ilvl"))
    if identity is None:
        return None
    return identity.get(w("val"), "0"), int(level.get(w("val"), "0")) if level is not None else 0


@dataclass(frozen=True, slots=True)
class Styles:
    """All styles of a paper, each resolved once, when it is first asked for."""

    theme: dict[str, str]
    run_defaults: Layer
    paragraph_defaults: Layer
    by_id: dict[str, etree._Element]
    usual: dict[str, str] = field(default_factory=dict)
    _runs: dict[str, Layer] = field(default_factory=dict)
    _paragraphs: dict[str, Layer] = field(default_factory=dict)
    _lists: dict[str, tuple[str, int] | None] = field(default_factory=dict)
    _mixed: dict[tuple[str, str, str], Layer] = field(default_factory=dict)

    def chain(self, identity: str) -> Iterator[etree._Element]:
        """Give a style and those that it varies, the most general one first."""
        found: list[etree._Element] = []
        style = self.by_id.get(identity)
        while style is not None and style not in found:
            found.insert(0, style)
            base = style.find(w("basedOn"))
            style = self.by_id.get(base.get(w("val"), "")) if base is not None else None
        yield from found

    def runs(self, identity: str) -> Layer:
        """Give the run formatting of a style with all that it varies."""
        if identity not in self._runs:
            layer: Layer = {}
            for style in self.chain(identity):
                layer |= run_layer(style.find(w("rPr")), self.theme)
            self._runs[identity] = layer
        return self._runs[identity]

    def paragraphs(self, identity: str) -> Layer:
        """Give the paragraph formatting of a style with all that it varies."""
        if identity not in self._paragraphs:
            layer: Layer = {}
            for style in self.chain(identity):
                layer |= paragraph_layer(style.find(w("pPr")))
            self._paragraphs[identity] = layer
        return self._paragraphs[identity]

    def list_of(self, identity: str) -> tuple[str, int] | None:
        """Give the list that a style puts its paragraphs into."""
        if identity not in self._lists:
            lists = [numbered(style.find(w("pPr"))) for style in self.chain(identity)]
            self._lists[identity] = next(filter(None, reversed(lists)), None)
        return self._lists[identity]

    def run(self, paragraph_style: str, table_style: str, part: etree._Element | None) -> Layer:
        """Give the effective formatting of a run; toggles of two styles undo each other."""
        direct = run_layer(part, self.theme)
        key = (paragraph_style, table_style, direct.pop("style", self.usual.get("character", "")))
        if key not in self._mixed:
            self._mixed[key] = self._mix(*key)
        return self._mixed[key] | direct

    def _mix(self, paragraph_style: str, table_style: str, own: str) -> Layer:
        layer = self.run_defaults | self.runs(table_style)
        for style in (self.runs(paragraph_style), self.runs(own)):
            switched = {
                name: "" if layer.get(name) else "1"
                for name in _TOGGLES.values()
                if style.get(name) and name in layer
            }
            layer |= style | switched
        return layer


def read_styles(parts: Parts) -> Styles:
    """Read the style part and the fonts of the theme."""
    root, theme = parts.of("styles.xml"), _theme(parts.of("theme/theme1.xml"))
    if root is None:
        return Styles(theme, {}, {}, {})
    by_id = {each.get(w("styleId"), ""): each for each in root.iter(w("style"))}
    usual = {
        each.get(w("type"), ""): identity
        for identity, each in by_id.items()
        if each.get(w("default")) in {"1", "true"}
    }
    runs = root.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}")
    paragraphs = root.find(f"{w('docDefaults')}/{w('pPrDefault')}/{w('pPr')}")
    return Styles(theme, run_layer(runs, theme), paragraph_layer(paragraphs), by_id, usual)


def _theme(root: etree._Element | None) -> dict[str, str]:
    """Give the Latin fonts of a theme by the names with which runs refer to them."""
    if root is None:
        return {}
    drawing = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
    fonts = {}
    for kind in ("minor", "major"):
        latin = root.find(f".//{drawing}{kind}Font/{drawing}latin")
        if latin is not None:
            for use in ("Ascii", "HAnsi"):
                fonts[f"{kind}{use}"] = latin.get("typeface", "")
    return fonts


def points(text: str | None) -> float:
    """Give a length of the file (twentieths of a point) in points; 0 where it is none."""
    try:
        return float(text or 0) / _TWIPS
    except ValueError:
        return 0
