# ruff: noqa: INP001 - a script beside data, no package
"""Styles, header, footnotes and settings of the first Word templates (Nghị định 30/2020)."""

from word_markup import root, style

_TIMES = "Times New Roman"
_CENTRED = '<w:jc w:val="center"/>'
_JUSTIFIED = '<w:jc w:val="both"/>'
_TOGETHER = "<w:keepNext/><w:keepLines/>"
_INDENT = '<w:ind w:firstLine="720"/>'
_SPACED = '<w:spacing w:before="0" w:after="120" w:line="264" w:lineRule="auto"/>'


def _size(points: float) -> str:
    half_points = round(points * 2)
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


_B, _I = "<w:b/>", "<w:i/>"

# id, name shown in Word, paragraph part, run part, base
_STYLES: tuple[tuple[str, str, str, str, str], ...] = (
    ("Normal", "Normal", "", "", ""),
    ("ChuQuan", "Cơ quan chủ quản", _CENTRED, _size(13), "Normal"),
    ("BanHanh", "Cơ quan ban hành", _CENTRED, _B + _size(13), "Normal"),
    ("QuocHieu", "Quốc hiệu", _CENTRED, _B + _size(12), "Normal"),
    ("TieuNgu", "Tiêu ngữ", _CENTRED, _B + _size(14), "Normal"),
    ("DuongKe", "Đường kẻ", '<w:spacing w:line="160" w:lineRule="exact"/>' + _CENTRED, _size(2),
     "Normal"),
    ("SoKyHieu", "Số và ký hiệu", '<w:spacing w:before="60"/>' + _CENTRED, _size(13), "Normal"),
    ("TrichYeu", "Trích yếu công văn", '<w:spacing w:before="120"/>' + _CENTRED, _size(12),
     "Normal"),
    ("DiaDanh", "Địa danh và ngày tháng", '<w:spacing w:before="60"/>' + _CENTRED, _I + _size(14),
     "Normal"),
    ("DuThao", "Dự thảo",
     '<w:pBdr><w:top w:val="single" w:sz="4" w:space="1" w:color="000000"/>'
     '<w:left w:val="single" w:sz="4" w:space="4" w:color="000000"/>'
     '<w:bottom w:val="single" w:sz="4" w:space="1" w:color="000000"/>'
     '<w:right w:val="single" w:sz="4" w:space="4" w:color="000000"/></w:pBdr>'
     '<w:spacing w:before="240"/><w:ind w:left="1900" w:right="1900"/>' + _CENTRED,
     _B + _size(14), "Normal"),
    ("KinhGui", "Kính gửi",
     '<w:spacing w:before="240" w:after="240"/><w:ind w:left="3180" w:hanging="1200"/>',
     _size(14), "Normal"),
    ("KinhGuiNhieu", "Kính gửi nhiều nơi", '<w:spacing w:before="240"/><w:ind w:left="1980"/>',
     _size(14), "Normal"),
    ("KinhGuiDong", "Kính gửi từng nơi", '<w:ind w:left="3240" w:hanging="170"/>', _size(14),
     "Normal"),
    ("Than", "Thân văn bản", "<w:widowControl/>" + _SPACED + _INDENT + _JUSTIFIED, _size(14),
     "Normal"),
    ("Muc1", "Mục 1.", _TOGETHER + '<w:outlineLvl w:val="0"/>', _B, "Than"),
    ("Muc2", "Mục 1.1.", _TOGETHER + '<w:outlineLvl w:val="1"/>', _B, "Than"),
    ("Muc3", "Chỉ số trong mục 3.2", "<w:keepNext/>", "", "Than"),
    ("Ket", "Câu kết",
     _TOGETHER + '<w:spacing w:before="0" w:after="240" w:line="264" w:lineRule="auto"/>', "",
     "Than"),
    ("NoiNhan", "Nơi nhận", _TOGETHER, _B + _I + _size(12), "Normal"),
    ("NoiNhanDong", "Nơi nhận từng nơi", _TOGETHER, _size(11), "Normal"),
    ("ChucVu", "Quyền hạn và chức vụ ký", _TOGETHER + _CENTRED, _B + _size(14), "Normal"),
    ("NguoiKy", "Người ký", _CENTRED, _B + _size(14), "Normal"),
    ("PhuLuc", "Phụ lục", _TOGETHER + _CENTRED, _B + _size(14), "Normal"),
    ("TenPhuLuc", "Tên phụ lục", _TOGETHER + _CENTRED, _B + _size(14), "Normal"),
    ("KemTheo", "Kèm theo", _TOGETHER + _CENTRED, _I + _size(14), "Normal"),
    ("KySoPhuLuc", "Thông tin ký số phụ lục", '<w:jc w:val="right"/>', _size(10), "Normal"),
    ("TieuDeBang", "Tiêu đề bảng", "<w:keepNext/>" + '<w:spacing w:before="40" w:after="40"/>'
     + _CENTRED, _B + _size(12), "Normal"),
    ("OBang", "Ô bảng", '<w:spacing w:before="20" w:after="20"/>', _size(12), "Normal"),
    ("OBangGiua", "Ô bảng canh giữa", _CENTRED, "", "OBang"),
    ("TieuChuan", "Dòng tiêu chuẩn", "<w:keepNext/>", _B, "OBang"),
    ("TieuChi", "Dòng tiêu chí", "<w:keepNext/>", _B + _I, "OBang"),
    ("Cuoi", "Dòng cuối phần", '<w:spacing w:line="20" w:lineRule="exact"/>', _size(1), "Normal"),
    ("header", "header", _CENTRED, _size(14), "Normal"),
    ("FootnoteText", "footnote text", _JUSTIFIED, _size(10), "Normal"),
)  # fmt: skip

_CHARACTER_STYLES = (
    '<w:style w:type="character" w:default="1" w:styleId="ChuMacDinh">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/></w:style>'
    '<w:style w:type="character" w:styleId="FootnoteReference">'
    '<w:name w:val="footnote reference"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
    "</w:style>"
    '<w:style w:type="character" w:customStyle="1" w:styleId="Nhac"><w:name w:val="Nhắc bổ sung"/>'
    '<w:rPr><w:i/><w:shd w:val="clear" w:color="auto" w:fill="FFFF00"/></w:rPr></w:style>'
)


def styles() -> str:
    """Give the style part: Times New Roman everywhere, the decree's sizes."""
    opening, closing = root("w:styles")
    fonts = " ".join(f'w:{each}="{_TIMES}"' for each in ("ascii", "hAnsi", "eastAsia", "cs"))
    defaults = (
        f"<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts {fonts}/>{_size(14)}"
        '<w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="0" w:line="240" '
        'w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
    )
    made = (style(*each) for each in _STYLES)
    return f"{opening}{defaults}{''.join(made)}{_CHARACTER_STYLES}{closing}"


def header() -> str:
    """Give the header: the page number in the middle of the top margin."""
    opening, closing = root("w:hdr")
    field = "".join(
        f"<w:r>{inside}</w:r>"
        for inside in (
            '<w:fldChar w:fldCharType="begin"/>',
            '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>2</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
        )
    )
    return f'{opening}<w:p><w:pPr><w:pStyle w:val="header"/></w:pPr>{field}</w:p>{closing}'


def first_header() -> str:
    """Give the header of a first page: empty, since its number is not shown."""
    opening, closing = root("w:hdr")
    return f'{opening}<w:p><w:pPr><w:pStyle w:val="header"/></w:pPr></w:p>{closing}'


def footnotes() -> str:
    """Give the footnote part with nothing but the two separators that Word wants."""
    opening, closing = root("w:footnotes")
    return (
        f'{opening}<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p>'
        '</w:footnote><w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r>'
        f"<w:continuationSeparator/></w:r></w:p></w:footnote>{closing}"
    )


def settings() -> str:
    """Give the document settings: footnote separators, the layout of Word 2013 and later."""
    opening, closing = root("w:settings")
    return (
        f'{opening}<w:defaultTabStop w:val="720"/><w:footnotePr><w:footnote w:id="-1"/>'
        '<w:footnote w:id="0"/></w:footnotePr><w:compat><w:compatSetting '
        'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" '
        f'w:val="15"/></w:compat>{closing}'
    )
