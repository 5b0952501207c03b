# ruff: noqa: INP001, ISC004 - a script beside data, no package; its data are long lines
"""What the first templates of the letter say: a city's own, and that of a level above."""

from dataclasses import dataclass, fields

from word_markup import cell, paragraph, row, rule, section, table, twips
from word_table import VIETNAMESE, annex

_HEAD_WIDTHS = (twips(66), twips(94))
_SIGN_WIDTHS = (twips(65), twips(95))
_FULL_RULE, _PART_RULE = "Đường kẻ cả dòng", "Đường kẻ một phần"

_REQUEST = "##[Đề nghị bổ sung nội dung mục {} ở trang “Nội dung” của cai-dat.xlsx]##"
_ASK_SOLUTION = (
    "##[Đề nghị bổ sung giải pháp cho chỉ số {{ cs.so }} ở trang “Nội dung” của cai-dat.xlsx, "
    "mục “chỉ số {{ cs.so }}”]##"
)
_LEGAL = "{% if bo_tieu_chi.can_cu %}, theo {{ bo_tieu_chi.can_cu }}{% endif %}"


def _listed(name: str, opening: str, one: str, closing: str) -> str:
    """Give the bracket after a count: every indicator of a bucket, nothing when it is empty."""
    return (
        f"{{% if {name} %}} ({opening}{{% for cs in {name} %}}Chỉ số {{{{ cs.so }}}}{one}"
        f"{{% if not loop.last %}}; {{% endif %}}{{% endfor %}}){{% endif %}}{closing}"
    )


def _office(number: str, field: str) -> list[tuple[str, str]]:
    return [
        ("Than", f"{{%p for doan in muc.{field} %}}"),
        ("Than", "{{ doan }}"),
        ("Than", "{%p else %}"),
        ("Than", _REQUEST.format(number)),
        ("Than", "{%p endfor %}"),
    ]


def _dwelt_on(name: str, heading: str, *, solutions: bool) -> list[tuple[str, str]]:
    """Give a bucket of section 3.2: each indicator with its state, then what the office adds."""
    label = [("Muc3", "Giải pháp thực hiện:")] if solutions else []
    state, style = (
        ("**{{ cs.hien_trang }}**", "Muc3") if solutions else ("{{ cs.hien_trang }}", "Than")
    )
    missing = "not cs.giai_phap" if solutions else "not (cs.giai_phap or cs.ly_do)"
    return [
        ("Than", f"{{%p if {name} %}}"),
        ("Muc3", f"* **{heading}:** {{{{ dem.{name} }}}}/{{{{ dem.tong }}}}"),
        ("Than", f"{{%p for cs in {name} %}}"),
        (style, "({{ loop.index }}) Chỉ số {{ cs.so }} ({{ cs.noi_dung }}). " + state),
        ("Than", "{%p if cs.giai_phap %}"),
        *label,
        ("Than", "{%p for doan in cs.giai_phap %}"),
        ("Than", "{{ doan }}"),
        ("Than", "{%p endfor %}"),
        ("Than", "{%p endif %}"),
        ("Than", f"{{%p if {missing} %}}"),
        ("Than", _ASK_SOLUTION),
        ("Than", "{%p endif %}"),
        ("Than", "{%p endfor %}"),
        ("Than", "{%p endif %}"),
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: what it reports, how it came to the counts, which papers it encloses."""

    subject: str
    counted: str
    enclosed: str
    closing: str


CITY = Speaker(
    subject="kết quả rà soát, thực hiện {{ bo_tieu_chi.ten }}" + _LEGAL,
    counted=(
        "{{ van_ban.co_quan_tat }} triển khai, bám sát "
        "{{ bo_tieu_chi.can_cu or bo_tieu_chi.ten }}. Qua rà soát, tổng hợp đến nay:"
    ),
    enclosed="(Có biểu đánh giá các tiêu chí, chỉ số kèm theo)",
    closing="kết quả triển khai, rà soát thực hiện {{ bo_tieu_chi.ten }}" + _LEGAL,
)
# A level above speaks of its areas, and says how their figures became its own.
UPPER = Speaker(
    subject="kết quả tổng hợp việc thực hiện {{ bo_tieu_chi.ten }} ở các địa phương" + _LEGAL,
    counted=(
        "{{ van_ban.co_quan_tat }} tổng hợp kết quả đánh giá của {{ so_da_nop }}/{{ so_xa_phuong "
        "}} địa phương. Tỷ lệ chung được tính từ tổng tử số và tổng mẫu số của các địa phương, "
        "không lấy trung bình các tỷ lệ; chỉ số không đo bằng số liệu được coi là đạt khi mọi địa "
        "phương đều đạt. Kết quả chung:"
    ),
    enclosed="(Có biểu đánh giá các tiêu chí, chỉ số và bảng tổng hợp từng địa phương kèm theo)",
    closing="kết quả tổng hợp việc thực hiện {{ bo_tieu_chi.ten }} ở các địa phương" + _LEGAL,
)

_BODY: list[tuple[str, str]] = [
    ("Than", "{% if van_ban.thuc_hien %}{{ van_ban.thuc_hien }}, {% endif %}{{ van_ban.co_quan }} "
     "báo cáo [subject], cụ thể như sau:"),
    ("Muc1", "1. Quá trình triển khai"),
    ("Muc2", "1.1. Về công tác chỉ đạo, hướng dẫn triển khai thực hiện"),
    *_office("1.1", "chi_dao"),
    ("Muc2", "1.2. Về công tác tuyên truyền"),
    *_office("1.2", "tuyen_truyen"),
    ("Muc2", "1.3. Kết quả rà soát, tổng hợp"),
    ("Muc3", "[counted]"),
    ("Than", "- Chỉ số đạt: {{ dem.dat }}/{{ dem.tong }};"),
    ("Than", "- Chỉ số chưa đạt: {{ dem.chua_dat }}/{{ dem.tong }}"
     + _listed("chua_dat", "Bao gồm: ", " ({{ cs.noi_dung }})", ";")),
    ("Than", "- Chỉ số chưa tổng hợp được số liệu đánh giá: {{ dem.chua_tong_hop }}/{{ dem.tong }}"
     + _listed("chua_tong_hop", "", ": {{ cs.noi_dung }}", ";")),
    ("Than", "- Chỉ số được đánh giá theo cấp Tỉnh, Bộ: {{ dem.cap_tren }}/{{ dem.tong }}"
     + _listed("cap_tren", "", ": {{ cs.noi_dung }}",
               "{% if khong_ap_dung %};{% else %}.{% endif %}")),
    ("Than", "{%p if khong_ap_dung %}"),
    ("Than", "- Chỉ số không áp dụng: {{ dem.khong_ap_dung }}/{{ dem.tong }}"
     + _listed("khong_ap_dung", "", ": {{ cs.noi_dung }}", ".")),
    ("Than", "{%p endif %}"),
    ("Than", "[enclosed]"),
    ("Muc1", "2. Một số khó khăn"),
    *_office("2", "kho_khan"),
    ("Muc1", "3. Giải pháp, nhiệm vụ thời gian tiếp theo"),
    ("Muc2", "3.1. Về lộ trình: Bám sát tiến độ, kế hoạch đã đề ra, cụ thể:"),
    *_office("3.1", "lo_trinh"),
    ("Muc2", "3.2. Giải pháp hoàn thiện các tiêu chí, chỉ số chưa đạt, chưa được đánh giá và "
     "tiêu chí cần đề nghị cấp trên cung cấp số liệu đánh giá:"),
    *_dwelt_on("chua_dat", "Chỉ số chưa đạt", solutions=True),
    *_dwelt_on("chua_tong_hop", "Chỉ số chưa tổng hợp được số liệu đánh giá", solutions=True),
    *_dwelt_on("cap_tren", "Chỉ số được đánh giá theo cấp Tỉnh, Bộ", solutions=False),
    ("Than", "{%p if not (chua_dat or chua_tong_hop or cap_tren) %}"),
    ("Than", "Không có chỉ số chưa đạt, chưa được đánh giá."),
    ("Than", "{%p endif %}"),
    ("Muc1", "4. Đề xuất, kiến nghị"),
    *_office("4", "kien_nghi"),
    ("Ket", "Trên đây là [closing]. {{ van_ban.co_quan }} gửi {{ van_ban.noi_den }} tổng hợp./."),
]  # fmt: skip


def _loop(style: str, text: str, source: str) -> str:
    return (
        paragraph(style, f"{{%p for dong in {source} %}}")
        + paragraph(style, text)
        + paragraph(style, "{%p endfor %}")
    )


def _head() -> str:
    left, right = _HEAD_WIDTHS
    organs = cell(
        left,
        _loop("ChuQuan", "{{ dong }}", "van_ban.chu_quan"),
        _loop("BanHanh", "{{ dong }}", "van_ban.co_quan_ban_hanh"),
        rule(_PART_RULE),
    )
    nation = cell(
        right,
        paragraph("QuocHieu", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        paragraph("TieuNgu", "Độc lập - Tự do - Hạnh phúc"),
        rule(_FULL_RULE),
    )
    number = cell(
        left,
        paragraph("SoKyHieu", "Số: {{ van_ban.so }}/{{ van_ban.ky_hieu }}"),
        paragraph("TrichYeu", "V/v {{ van_ban.trich_yeu }}"),
    )
    day = cell(
        right,
        paragraph("DiaDanh", "{{ van_ban.dia_danh }}, {{ van_ban.ngay }}"),
        paragraph("DuThao", "{%p if van_ban.du_thao %}"),
        paragraph("DuThao", "DỰ THẢO"),
        paragraph("DuThao", "{%p endif %}"),
    )
    return table(_HEAD_WIDTHS, [row(organs, nation), row(number, day)], framed=False)


def _addressees() -> str:
    return (
        paragraph("KinhGui", "{%p if van_ban.kinh_gui|length == 1 %}")
        + paragraph("KinhGui", "Kính gửi: {{ van_ban.kinh_gui[0] }}")
        + paragraph("KinhGui", "{%p else %}")
        + paragraph("KinhGuiNhieu", "Kính gửi:")
        + _loop("KinhGuiDong", "- {{ dong }}", "van_ban.kinh_gui")
        + paragraph("KinhGuiDong")
        + paragraph("KinhGui", "{%p endif %}")
    )


def _signature() -> str:
    left, right = _SIGN_WIDTHS
    recipients = cell(
        left,
        paragraph("NoiNhan", "Nơi nhận:"),
        _loop("NoiNhanDong", "- {{ dong }}", "van_ban.noi_nhan"),
    )
    space = paragraph("ChucVu") * 4
    signer = cell(
        right,
        _loop("ChucVu", "{{ dong }}", "van_ban.quyen_han"),
        space,
        paragraph("NguoiKy", "{{ van_ban.nguoi_ky }}"),
    )
    return table(_SIGN_WIDTHS, [row(recipients, signer)], framed=False)


def _spoken(words: str, speaker: Speaker) -> str:
    for each in fields(speaker):
        words = words.replace(f"[{each.name}]", getattr(speaker, each.name))
    return words


def letter_body(speaker: Speaker) -> str:
    """Give the body of the letter's template; the annex is all after its first section."""
    text = "".join(paragraph(style, _spoken(words, speaker)) for style, words in _BODY)
    break_here = paragraph("Cuoi", more=section(landscape=False))
    return (
        paragraph("Cuoi") + _head() + _addressees() + text + _signature() + break_here
        + annex(VIETNAMESE) + section(landscape=True)
    )  # fmt: skip
