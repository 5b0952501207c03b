"""The names that `templates/tong-quan.html` may use: Vietnamese without diacritics.

`loai` is everywhere the word that the style sheet gives a colour and a pattern to; `so` is the
number of an indicator, whose section has the anchor `chi-so-{so}`. They are named tuples, which
the program makes in a fraction of the time that dataclasses take: nothing but the page uses them.
"""

from typing import NamedTuple

from markupsafe import Markup


class NoiLuu(NamedTuple):
    """A place in words, and the URL that opens it ("" where none does)."""

    chu: str
    url: str = ""


class SoDem(NamedTuple):
    """How many indicators have a verdict, before and now (`thay_doi` like "+2", "" if unknown)."""

    loai: str
    ten: str
    so_luong: int
    truoc: str
    thay_doi: str


class DoiKetLuan(NamedTuple):
    """An indicator whose verdict is another one than in the previous period."""

    so: int
    noi_dung: str
    truoc: str
    nay: str
    loai: str


class CanXem(NamedTuple):
    """An indicator that waits for a person, or for units: what is known, and why."""

    so: int
    noi_dung: str
    loai: str
    ket_luan: str
    so_lieu: str
    yeu_cau: tuple[str, ...]
    ly_do: tuple[str, ...]
    don_vi_thieu: tuple[str, ...]


class NhomThieu(NamedTuple):
    """Indicators with silent units, under what their silence means for the verdicts."""

    ten: str
    chi_so: tuple[CanXem, ...]


class DonViNop(NamedTuple):
    """A unit, whether it has returned, and its share of the indicators."""

    ten: str
    da_nop: bool
    tinh_trang: str
    tep: tuple[NoiLuu, ...]
    duoc_giao: int
    da_tra_loi: int
    con_thieu: tuple[int, ...]


class NhomDonVi(NamedTuple):
    """The units of one kind: those that have not returned first."""

    ten: str
    da_nop: int
    don_vi: tuple[DonViNop, ...]


class TepKhac(NamedTuple):
    """A file of the folder that is not used, and why."""

    tep: NoiLuu
    tinh_trang: str
    vi_sao: tuple[str, ...]


class OBanDo(NamedTuple):
    """A cell of the map; `ghi_chu` says it in words."""

    loai: str
    chu: str
    ghi_chu: str


class DongBanDo(NamedTuple):
    """A row of the map: an indicator, its verdict, and a cell per column (None: not asked)."""

    so: int
    noi_dung: str
    ket_luan: OBanDo
    o: tuple[OBanDo | None, ...]


class NhomBanDo(NamedTuple):
    """Rows of the map under one standard."""

    ten: str
    dong: tuple[DongBanDo, ...]


class BanDo(NamedTuple):
    """A map of indicators × units as wide as a page; `gop`: its last column is for many units."""

    ten: str
    cot: tuple[str, ...]
    gop: bool
    nhom: tuple[NhomBanDo, ...]


class ChuGiai(NamedTuple):
    """What a letter and a colour stand for."""

    loai: str
    chu: str
    nghia: str


class TienDo(NamedTuple):
    """How far one measure is from its threshold, in words and as a picture."""

    so: int
    noi_dung: str
    yeu_cau: str
    so_lieu: str
    ket_qua: str
    loai: str
    hinh: Markup


class VanDe(NamedTuple):
    """A problem: what is wrong, how to mend it, and where."""

    ma: str
    loai: str
    muc_do: str
    so: int | None
    noi_dung: str
    cach_sua: str
    noi: NoiLuu


class NhomVanDe(NamedTuple):
    """The problems of one unit."""

    ten: str
    van_de: tuple[VanDe, ...]


class Nguon(NamedTuple):
    """One cell that a figure came from: what stands in it and how it was read."""

    don_vi: str
    ghi: str
    doc_la: str
    tu_danh_gia: str
    minh_chung: str
    ghi_chu: str
    noi: NoiLuu


class MucChiSo(NamedTuple):
    """Everything about one indicator, as `lcreport explain` says it."""

    so: int
    noi_dung: str
    loai: str
    ket_luan: str
    can_cu: str
    can_xem: bool
    cach_gop: str
    thanh_phan: tuple[str, ...]
    so_lieu: str
    ky_truoc: str
    nguon: tuple[Nguon, ...]
    chua_tra_loi: str
    tu_danh_gia: str
    theo_so_lieu: str
    tham_dinh: str
    ly_do: tuple[str, ...]
    van_de: tuple[VanDe, ...]


class Trang(NamedTuple):
    """The whole page; every list may be empty."""

    co_quan: str
    ky: str
    ngay_chot: str
    ky_truoc: str
    han_nop: str
    bo_tieu_chi: str
    du_thao: bool
    trung_tinh: bool
    chua_giao: tuple[int, ...]
    viec: tuple[NoiLuu, ...]
    dem: tuple[SoDem, ...]
    tong: int
    hinh_dem: Markup
    co_ky_truoc: bool
    mau_nen: Markup
    doi: tuple[DoiKetLuan, ...]
    can_quyet: tuple[CanXem, ...]
    thieu: tuple[NhomThieu, ...]
    chua_tong_hop: tuple[CanXem, ...]
    don_vi: tuple[NhomDonVi, ...]
    tep_khac: tuple[TepKhac, ...]
    ban_do: tuple[BanDo, ...]
    chu_giai: tuple[ChuGiai, ...]
    tien_do: tuple[TienDo, ...]
    van_de: tuple[NhomVanDe, ...]
    chi_so: tuple[MucChiSo, ...]
