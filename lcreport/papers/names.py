"""The names that templates may use, as an official reads them: Vietnamese without diacritics.

A template (`templates/*.docx|xlsx`) and the office's paragraphs print `{{ dem.dat }}`,
`{{ gia_tri[19] }}` and so on; these classes are the whole list, and the check for unknown names
(`lcreport.papers.template`) reads it from them. Counts are texts with a leading zero below ten.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class VanBan:
    """What stands around the body; `ngay` is "ngày 05 tháng 01 năm 2026", with blanks if unset.

    Lines of organs and signers are in capitals. `so_kem` and `ngay_kem` are number and date in
    the annex's reference line (left empty in electronic papers).
    """

    chu_quan: tuple[str, ...]
    co_quan_ban_hanh: tuple[str, ...]
    co_quan: str
    co_quan_tat: str
    so: str
    ky_hieu: str
    dia_danh: str
    ngay: str
    trich_yeu: str
    thuc_hien: str
    kinh_gui: tuple[str, ...]
    noi_den: str
    quyen_han: tuple[str, ...]
    nguoi_ky: str
    noi_nhan: tuple[str, ...]
    so_kem: str
    ngay_kem: str
    du_thao: bool
    dien_tu_tep_rieng: bool


@dataclass(frozen=True, slots=True)
class Ky:
    """The period: labels for "Tính đến …", the cut-off as 24/6/2024, its year."""

    nhan: str
    nhan_truoc: str
    ngay_chot: str
    nam: str


@dataclass(frozen=True, slots=True)
class BoTieuChi:
    """The criteria set's title and legal source."""

    ten: str
    can_cu: str


@dataclass(frozen=True, slots=True)
class Dem:
    """How many indicators have each verdict."""

    dat: str
    chua_dat: str
    chua_tong_hop: str
    cap_tren: str
    khong_ap_dung: str
    tong: str


@dataclass(frozen=True, slots=True)
class KyTruoc:
    """What the previous official table says; blanks where there is none."""

    dat: str
    chua_dat: str
    tong: str
    danh_sach_chua_dat: str


@dataclass(frozen=True, slots=True)
class Dong:
    """One row of the evaluation table; marks are "x" or nothing.

    `ma` is the indicator's number for programs. `tieu_chuan` and `tieu_chi` are the standard and
    the criterion that begin with this row, empty elsewhere and in a table without groups.
    `nguon` and `nguon_truoc` say where the values of this and the previous period come from.
    """

    stt: int
    noi_dung: str
    don_vi: str
    dat: str
    chua_dat: str
    ky_truoc: str
    ky_nay: str
    ma: int
    tieu_chuan: str
    tieu_chi: str
    nguon: str
    nguon_truoc: str


@dataclass(frozen=True, slots=True)
class ChiSo:
    """An indicator that the letter dwells on: number ("06"), text, value, what the office adds."""

    so: str
    noi_dung: str
    gia_tri: str
    hien_trang: str
    ly_do: str = ""
    giai_phap: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Muc:
    """The office's paragraphs for the letter's sections 1.1, 1.2, 2, 3.1 and 4."""

    chi_dao: tuple[str, ...] = ()
    tuyen_truyen: tuple[str, ...] = ()
    kho_khan: tuple[str, ...] = ()
    lo_trinh: tuple[str, ...] = ()
    kien_nghi: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PaperNames:
    """Everything that a template may print."""

    van_ban: VanBan
    ky: Ky
    bo_tieu_chi: BoTieuChi
    dem: Dem
    ky_truoc: KyTruoc
    bang: tuple[Dong, ...]
    chua_dat: tuple[ChiSo, ...]
    chua_tong_hop: tuple[ChiSo, ...]
    cap_tren: tuple[ChiSo, ...]
    khong_ap_dung: tuple[ChiSo, ...]
    gia_tri: dict[int, str]
    so_phong_ban: str
    so_xa_phuong: str
    so_da_nop: str
    muc: Muc = Muc()
