"""Page set-up and page numbers of each section."""

from collections.abc import Sequence

from lxml import etree

from lcreport.papers.nd30.package import Parts, r, w
from lcreport.papers.nd30.page import Numbering, Section
from lcreport.papers.nd30.styles import Layer, Styles, paragraph_layer, points

_MM = 25.4 / 72
_OFF = {"0", "false", "off"}
_ARABIC = "decimal"
_A4_WIDTH, _A4_HEIGHT = "11906", "16838"


def read_section(sections: Sequence[etree._Element], parts: Parts, styles: Styles) -> Section:
    """Read the last of the sections; headers that it does not name are those of the ones before."""
    own = sections[-1]
    size, margins = own.find(w("pgSz")), own.find(w("pgMar"))
    number, first = own.find(w("pgNumType")), own.find(w("titlePg"))
    start = number.get(w("start")) if number is not None else None
    return Section(
        width=_length(size, "w", _A4_WIDTH),
        height=_length(size, "h", _A4_HEIGHT),
        top=_length(margins, "top"),
        bottom=_length(margins, "bottom"),
        left=_length(margins, "left"),
        right=_length(margins, "right"),
        own_first=first is not None and first.get(w("val")) not in _OFF,
        starts_at=int(start) if start and start.isdigit() else None,
        number_format=(number.get(w("fmt")) or _ARABIC) if number is not None else _ARABIC,
        numbers=_numbers(sections, parts, styles),
    )


def _length(element: etree._Element | None, side: str, otherwise: str = "0") -> float:
    text = element.get(w(side), otherwise) if element is not None else otherwise
    return abs(points(text)) * _MM


def _numbers(
    sections: Sequence[etree._Element], parts: Parts, styles: Styles
) -> dict[str, Numbering]:
    targets: dict[str, str] = {}
    for section in sections:
        for kind in ("header", "footer"):
            for each in section.iterfind(w(f"{kind}Reference")):
                targets[f"{kind} {each.get(w('type'), 'default')}"] = each.get(r("id"), "")
    found = {}
    for kind, identity in targets.items():
        root = parts.of(parts.related.get(identity, ""))
        if root is not None and (number := _number(root, styles)):
            found[kind] = number
    return found


def _number(root: etree._Element, styles: Styles) -> Numbering | None:
    for paragraph in root.iter(w("p")):
        runs = _field_runs(paragraph)
        if not runs:
            continue
        direct = paragraph_layer(paragraph.find(w("pPr")))
        style = direct.get("style") or styles.usual.get("paragraph", "")
        shape = styles.paragraph_defaults | styles.paragraphs(style) | direct
        layers = [styles.run(style, "", run.find(w("rPr"))) for run in runs]
        frame = paragraph.find(f"{w('pPr')}/{w('framePr')}")
        framed = frame is not None and frame.get(w("xAlign")) == "center"
        return Numbering(
            size=_size(layers),
            upright=not any(each.get("italic") for each in layers),
            centred=framed or shape.get("align") == "center",
        )
    return None


def _field_runs(paragraph: etree._Element) -> list[etree._Element]:
    """Give the runs of a PAGE field; none where there is no such field."""
    for simple in paragraph.iter(w("fldSimple")):
        if _is_page(simple.get(w("instr"), "")):
            return list(simple.iter(w("r")))
    instruction = "".join(each.text or "" for each in paragraph.iter(w("instrText")))
    return list(paragraph.iter(w("r"))) if _is_page(instruction) else []


def _is_page(instruction: str) -> bool:
    return "PAGE" in instruction.upper().split()


def _size(layers: Sequence[Layer]) -> float:
    sizes = [float(each.get("size") or 20) / 2 for each in layers]
    return sizes[-1] if sizes else 0


def page_count(parts: Parts) -> int | None:
    """Give how many pages the file says that it has."""
    root = parts.of("../docProps/app.xml")
    if root is None:
        return None
    text = next((each.text or "" for each in root if str(each.tag).endswith("}Pages")), "")
    return int(text) if text.isdigit() else None
