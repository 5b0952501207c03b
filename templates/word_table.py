# ruff: noqa: INP001 - a script beside data, no package
"""What the first templates of the evaluation table say: in Vietnamese, and in English."""

from dataclasses import dataclass

from word_markup import cell, paragraph, row, rule, section, table, twips

_WIDTHS = tuple(twips(width) for width in (11, 75, 52, 13, 15, 29, 52))
_PART_RULE = "Đường kẻ một phần"
_MIDDLE = '<w:vAlign w:val="center"/>'


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a table: `labels` head its columns, `number` heads the hidden one."""

    annex: str
    title: str
    reference: str
    draft: str
    labels: tuple[str, ...]
    number: str
    sheet: str


VIETNAMESE = Words(
    annex="Phụ lục",
    title="BIỂU ĐÁNH GIÁ CÁC TIÊU CHÍ, CHỈ SỐ",
    reference=(
        "(Kèm theo Công văn số {{ van_ban.so_kem }}/{{ van_ban.ky_hieu }} {{ van_ban.ngay_kem }} "
        "của {{ van_ban.co_quan }})"
    ),
    draft="DỰ THẢO",
    labels=(
        "STT",
        "Nội dung chỉ báo",
        "Đơn vị phụ trách",
        "Đạt",
        "Chưa đạt",
        "Tỉ lệ % (Tính đến {{ ky.nhan_truoc }})",
        "Tỉ lệ % (Tính đến {{ ky.nhan }})",
    ),
    number="Mã",
    sheet="Biểu đánh giá",
)
ENGLISH = Words(
    annex="Annex",
    title="EVALUATION OF THE LEARNING CITY INDICATORS",
    reference=(
        "(Attached to Official Letter No. {{ van_ban.so_kem }}/{{ van_ban.ky_hieu }}, "
        "{{ van_ban.ngay_kem }}, of {{ van_ban.co_quan }}. "
        "Unofficial translation: the Vietnamese text prevails; values are quoted as the units "
        "wrote them, Đạt meaning met and Chưa đạt not met.)"
    ),
    draft="DRAFT",
    labels=(
        "No.",
        "Indicator",
        "Unit in charge",
        "Met",
        "Not met",
        "Value (as of {{ ky.nhan_truoc }})",
        "Value (as of {{ ky.nhan }})",
    ),
    number="ID",
    sheet="Evaluation",
)


def annex(words: Words) -> str:
    """Give the annex: titles, the drawn line, the table."""
    return (
        paragraph("PhuLuc", words.annex)
        + paragraph("TenPhuLuc", words.title)
        + paragraph("KemTheo", words.reference)
        + rule(_PART_RULE)
        + paragraph("KemTheo")
        + _evaluation(words)
        + paragraph("Cuoi")
    )


def table_body(words: Words) -> str:
    """Give the body of the evaluation table's own template."""
    signing = (
        paragraph("KySoPhuLuc", "{%p if van_ban.dien_tu_tep_rieng %}")
        + paragraph(
            "KySoPhuLuc", "Số:      /{{ van_ban.ky_hieu }};      /     /     ;      :     :     "
        )
        + paragraph("KySoPhuLuc", "{%p endif %}")
    )
    draft = (
        paragraph("TenPhuLuc", "{%p if van_ban.du_thao %}")
        + paragraph("TenPhuLuc", words.draft)
        + paragraph("TenPhuLuc", "{%p endif %}")
    )
    return signing + draft + annex(words) + section(landscape=True)


def _evaluation(words: Words) -> str:
    head = row(
        *(
            _middle(width, paragraph("TieuDeBang", label))
            for width, label in zip(_WIDTHS, words.labels, strict=True)
        ),
        header=True,
    )
    contents = (
        paragraph("OBangGiua", "{{ dong.stt }}"),
        paragraph("OBang", "{{ dong.noi_dung }}"),
        paragraph("OBang", "{{ dong.don_vi }}"),
        paragraph("OBangGiua", "{{ dong.dat }}"),
        paragraph("OBangGiua", "{{ dong.chua_dat }}"),
        _value("ky_truoc", 24),
        _value("ky_nay", 36),
    )
    body = row(*(_middle(*each) for each in zip(_WIDTHS, contents, strict=True)))
    rows = [
        head,
        _order("{%tr for dong in bang %}"),
        *_band("tieu_chuan", "TieuChuan", "D9D9D9"),
        *_band("tieu_chi", "TieuChi", "F2F2F2"),
        body,
        _order("{%tr endfor %}"),
    ]
    return table(_WIDTHS, rows, framed=True)


def _band(name: str, style: str, grey: str) -> tuple[str, str, str]:
    """Give a row over all columns, printed above the indicator that begins a group."""
    span = (
        f'<w:gridSpan w:val="{len(_WIDTHS)}"/><w:shd w:val="clear" w:color="auto" w:fill="{grey}"/>'
    )
    content = cell(sum(_WIDTHS), paragraph(style, f"{{{{ dong.{name} }}}}"))
    band = row(content.replace("</w:tcPr>", f"{span}</w:tcPr>"))
    return _order(f"{{%tr if dong.{name} %}}"), band, _order("{%tr endif %}")


def _value(name: str, long: int) -> str:
    """Give a value cell: short values in the middle, long ones flush left."""
    return (
        paragraph("OBang", f"{{%p if dong.{name}|length > {long} %}}")
        + paragraph("OBang", f"{{{{ dong.{name} }}}}")
        + paragraph("OBang", "{%p else %}")
        + paragraph("OBangGiua", f"{{{{ dong.{name} }}}}")
        + paragraph("OBang", "{%p endif %}")
    )


def _middle(width: int, content: str) -> str:
    return cell(width, content).replace("</w:tcPr>", f"{_MIDDLE}</w:tcPr>")


def _order(text: str) -> str:
    first, *others = _WIDTHS
    blank = paragraph("OBang")
    return row(cell(first, paragraph("OBang", text)), *(cell(width, blank) for width in others))
