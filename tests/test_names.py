"""Names of organs: every spelling of the sources finds its unit, nothing similar does."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lcreport.intake.sender.names import Registry, normal
from lcreport.model import Unit, UnitKind
from tests.returned import PHUONG, XA, ha_long, office, settings_with, ward

NAMES = Registry.of(ha_long())

# The table "One unit, many spellings" of the two sources, and what lies near it.
SPELLINGS = {
    "gddt": "Phòng Giáo dục- Đào tạo · Phòng Giáo dục –Đào tạo · Phòng Giáo dục – Đào tạo · "
    "Phòng Giáo dục Đào tạo · Phòng GDĐT · Phòng GDDT · Phòng GD&ĐT · Phòng GDĐT thành phố · "
    "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO · P. GD&ĐT · PGD&ĐT · Phong Giao duc va Dao tao · GD-ĐT",
    "ldtbxh": "Phòng LĐTĐ&XH · Phòng LĐTĐ-XH · Phòng Lao động –TB-XH · Phòng Lao động-TB-XH · "
    "Phòng Lao động –TB- XH · Phòng LĐ-TB-XH · Phòng LĐ-TBXH · Phòng Lao động TBXH · "
    "Phòng Lao động-TB-XH TP · LĐTBXH · Phòng LĐTB&XH",
    "vhtt": "Phòng Văn hóa-Thông tin · Phòng Văn hóa- Thông tin · Phòng Văn hóa – Thông tin · "
    "Phòng VH-TT · Phòng Văn hoá và Thông tin",
    "tckh": "Phòng Tài Chính – Kế hoạch · Phòng Tài chính- Kế hoạch · Tài chính - Kế hoạch",
    "tnmt": "Phòng Tài nguyên- Môi trường · Phòng Tài nguyên - Môi trường · "
    "Tài nguyên – Môi trường",
    "tuyen-giao": "Thành ủy · thành ủy · Thành uỷ · THÀNH ỦY HẠ LONG · Ban Tuyên giáo · "
    "BAN TUYÊN GIÁO THÀNH ỦY HẠ LONG",
    "vp": "Văn phòng HĐND-UBND thành phố · VP HĐND-UBND TP · VP HĐND-UBND · "
    "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân thành phố Hạ Long",
    "ldld": "LĐLĐ TP · Liên đoàn lao động TP · Liên đoàn lao động thành phố",
    "moi-xa-phuong": "UBND các phường, xã · UBND các xã, phường · UBND xã, phường · "
    "UBND, Trung tâm học tập cộng đồng các phường, xã",
    "tthtcd": "TTHTCĐ các phường, xã · TTHTCĐ xã, phường · TTHTCĐ các xã, phường",
    "hkh": "Hội khuyến học thành phố · Hội KH · HKH",
    "y-te": "Phòng Y tế TP. Hạ Long · phòng  y  tế · Phòng Y tế, thành phố Hạ Long, "
    "tỉnh Quảng Ninh · UBND TP HẠ LONG - PHÒNG Y TẾ · Y tế · Phòng Y Tế Hạ Long",
    "atgt": "Ban ATGT · Ban ATGT thành phố",
    "UBND phường Hà Lầm": "Phường Hà Lầm · P. Hà Lầm · P.Hà Lầm · Hà Lầm · phuong ha lam · "
    "ỦY BAN NHÂN DÂN PHƯỜNG HÀ LẦM · UBND P. Hà Lầm · UBND phường Hà Lầm - TP Hạ Long",
    "UBND xã Hòa Bình": "xã Hoà Bình · X. Hòa Bình · UỶ BAN NHÂN DÂN XÃ HOÀ BÌNH · hoa binh",
    "UBND phường Đại Yên": "Phường Ðại Yên · phuong Dai Yen",
}
PAIRS = [(unit, text) for unit, texts in SPELLINGS.items() for text in texts.split(" · ")]


@pytest.mark.parametrize(("unit", "text"), PAIRS)
def test_every_spelling_of_the_sources_finds_its_unit(unit: str, text: str) -> None:
    assert NAMES.find(text) == unit
    assert NAMES.find(unicodedata.normalize("NFD", text)) == unit
    assert NAMES.find(text.upper()) == unit


@pytest.mark.parametrize("text", [
    "", " ", "%", "x", "Phòng", "UBND", "UBND phường", "Đơn vị", "TP", "Phòng TP",
    "UBND thành phố Hạ Long", "Thành phố Hạ Long", "TP. Hạ Long", "Hạ Long", "UBND Hạ Long",
    "UBND tỉnh Quảng Ninh", "Phòng Y tế thành phố Uông Bí", "Trạm Y tế phường Hà Lầm",
    "Phòng Văn hóa - Xã hội", "Phòng Tư pháp", "Trung tâm Y tế", "Phường Hà", "Phường Hạ Long",
    "Kính gửi: Phòng Y tế", "phường Thống Nhất", "xã Hà Lầm",
])  # fmt: skip
def test_what_names_no_unit_finds_none(text: str) -> None:
    assert NAMES.find(text) is None


def test_wards_with_names_alike_are_never_confused() -> None:
    for name in PHUONG:
        assert NAMES.find(f"phường {name}") == f"UBND phường {name}"
        assert NAMES.find(f"xã {name}") is None
    for name in XA:
        assert NAMES.find(f"Xã {name.upper()}") == f"UBND xã {name}"
        assert NAMES.find(f"P. {name}") is None


def test_a_ward_and_a_commune_of_one_name_need_their_kind() -> None:
    names = Registry.of(settings_with(ward("Phường Thống Nhất"), ward("Xã Thống Nhất")))
    assert names.find("UBND xã Thống Nhất") == "Xã Thống Nhất"
    assert names.find("phuong thong nhat") == "Phường Thống Nhất"
    assert names.find("Thống Nhất") is None


def test_without_diacritics_a_name_counts_only_when_one_unit_fits() -> None:
    names = Registry.of(settings_with(ward("Phường Hà Lâm"), ward("Phường Hà Lầm")))
    assert names.find("Phường Hà Lầm") == "Phường Hà Lầm"
    assert names.find("Phuong Ha Lam") is None
    assert names.find("Hà Lâm") == "Phường Hà Lâm"


def test_initials_that_fit_two_offices_find_neither() -> None:
    names = Registry.of(settings_with(office("kt | Phòng Kinh tế"), office("kto | Phòng Kế toán")))
    assert names.find("Phòng KT") is None
    assert names.find("Phòng Kinh tế") == "kt"


def test_a_ward_named_like_the_city_is_not_the_city() -> None:
    names = Registry.of(settings_with(ward("Phường Hạ Long"), office("y | Phòng Y tế")))
    assert names.find("UBND phường Hạ Long") == "Phường Hạ Long"
    assert names.find("UBND thành phố Hạ Long") is None
    assert names.find("Hạ Long") is None
    assert names.mentions("Bieu TP Ha Long") == ()


def test_the_citys_name_behind_a_registered_name_may_be_left_out() -> None:
    names = Registry.of(settings_with(office("tk | Chi cục Thống kê thành phố Hạ Long")))
    for text in ("Chi cục Thống kê", "Chi cục Thống kê TP Hạ Long", "CHI CỤC THỐNG KÊ TP"):
        assert names.find(text) == "tk"


def test_numbered_wards_stay_apart() -> None:
    names = Registry.of(settings_with(ward("Phường 1"), ward("Phường 12")))
    assert names.find("Phường 01") == "Phường 1"
    assert [each.unit for each in names.mentions("phường 1 (2)")] == ["Phường 1"]
    assert [each.unit for each in names.mentions("Bieu phuong 12")] == ["Phường 12"]


def test_of_two_units_of_one_name_the_valid_one_is_meant() -> None:
    gone = Unit("cu", "Phường Cao Xanh", UnitKind.WARD, valid_to=date(2020, 1, 1))
    now = Unit("nay", "Phường Cao Xanh", UnitKind.WARD, valid_from=date(2020, 1, 2))
    twin = Unit("hai", "Phường Cao Xanh", UnitKind.WARD)
    assert Registry.of(settings_with(gone, now)).find("Phường Cao Xanh") == "nay"
    assert Registry.of(settings_with(gone, now, twin)).find("Phường Cao Xanh") is None


@pytest.mark.parametrize(("text", "name"), [
    ("Phường Hà Lầmm", "UBND phường Hà Lầm"),
    ("phường Thống Nhất", "UBND xã Thống Nhất"),
    ("Phòng Nội vụu", "Phòng Nội vụ"),
    ("Phòng Tài chính Kế hoạchh", "Phòng Tài chính - Kế hoạch"),
    ("Trung tâm Y tế", "Phòng Y tế"),
])  # fmt: skip
def test_a_similar_name_is_suggested_and_never_found(text: str, name: str) -> None:
    assert NAMES.find(text) is None
    suggested = NAMES.nearest(text)
    assert suggested is not None
    assert suggested[1] == name


@pytest.mark.parametrize(
    "text", ["Phòng Tư pháp", "UBND thành phố Hạ Long", "người", "%", "Phòng", "", "Báo cáo quý"]
)
def test_nothing_is_suggested_for_what_is_not_similar(text: str) -> None:
    assert NAMES.nearest(text) is None


@pytest.mark.parametrize(("name", "units"), [
    ("Bao cao Phong Y te thang 6", "y-te"),
    ("Biểu đánh giá - UBND phường Hà Lầm (1)", "UBND phường Hà Lầm"),
    ("BC_HaLam_T6", "UBND phường Hà Lầm"),
    ("PhongYTe_T6.2024", "y-te"),
    ("BaoCaoPhongGDDT", "gddt"),
    ("01. Phường Bạch Đằng", "UBND phường Bạch Đằng"),
    ("UBNDPhuongHaLam", "UBND phường Hà Lầm"),
    ("LDTBXH 6-2024", "ldtbxh"),
    ("YT", "y-te"),
    ("TP Ha Long Phong Noi vu", "noi-vu"),
    ("gui Phong GDDT - phuong Ha Tu", "UBND phường Hà Tu"),
    ("Phường Hà Lầm và phường Hà Tu", "UBND phường Hà Lầm; UBND phường Hà Tu"),
    ("Bieu thong nhat so lieu", ""),
    ("Báo cáo thống kê", ""),
    ("BC KT-XH thang 6", ""),
    ("Book1", ""),
    ("UBND TP", ""),
])  # fmt: skip
def test_units_are_found_as_whole_words_inside_a_file_name(name: str, units: str) -> None:
    for spelled in (name, unicodedata.normalize("NFD", name)):
        assert "; ".join(each.unit for each in NAMES.mentions(spelled)) == units


def test_without_settings_nobody_is_known() -> None:
    assert Registry.of(settings_with()).find("Phòng Y tế") is None
    assert Registry.of(settings_with()).nearest("Phòng Y tế") is None


SYLLABLES = st.sampled_from(
    [
        "Phòng",
        "phường",
        "xã",
        "UBND",
        "ủy ban",
        "nhân",
        "dân",
        "thành",
        "phố",
        "TP.",
        "và",
        "&",
        "các",
        "hóa",
        "hoá",
        "quý",
        "-",
        "–",
        ",",
        "HĐND",
        "uỷ",
        "thị trấn",
        "Kỳ",
        "01",
        "Đào",
    ]
)


@given(st.one_of(st.text(), st.lists(SYLLABLES).map(" ".join)))
def test_normalising_twice_changes_nothing_and_composition_never_matters(text: str) -> None:
    once = normal(text)
    assert normal(once) == once
    assert normal(unicodedata.normalize("NFD", text)) == normal(unicodedata.normalize("NFC", text))


@given(st.one_of(st.text(), st.lists(SYLLABLES).map(" ".join)))
def test_no_text_breaks_the_registry(text: str) -> None:
    NAMES.find(text)
    NAMES.nearest(text)
    NAMES.mentions(text)
