from collections.abc import Callable
from datetime import date
from pathlib import Path
from unicodedata import normalize

import pytest

from tests.drawn_settings import Book, add, base, drop, put, rename, told

FAULTS: dict[str, tuple[Callable[[Book], None], str]] = {
    "an unknown sheet": (
        lambda book: book.update({"Phụ lục": [["a"]]}),
        "Trang “Phụ lục” không có trong tệp cài đặt; dùng một trong: “Chỉ số”.",
    ),
    "a misspelt sheet": (
        rename("Phân công", "Phan cong viec"),
        "Trang “Phan cong viec” không có trong tệp cài đặt; có thể là “Phân công”.",
    ),
    "a missing letter": (drop("Văn bản"), "Thiếu trang “Văn bản”."),
    "missing units": (drop("Đơn vị"), "Thiếu trang “Đơn vị”."),
    "missing assignments": (drop("Phân công"), "Thiếu trang “Phân công”."),
    "a sheet twice": (
        lambda book: book.update({normalize("NFD", "Đơn vị"): [["mã", "tên", "loại"]]}),
        f"Trang “{normalize('NFD', 'Đơn vị')}” có hai lần.",
    ),
    "an unknown column": (
        put("Đơn vị", 1, 10, "số điện thoại"),
        (
            "Đơn vị!J1: không có cột “số điện thoại”; dùng một trong: “mã”, “tên”, “tên khác”, "
            "“loại”, “thư điện tử”, “trọng số”, “hiệu lực từ”, “hiệu lực đến”, “kế thừa”."
        ),
    ),
    "a misspelt column": (
        put("Đơn vị", 1, 4, "loai đơn vị"),
        "Đơn vị!D1: không có cột “loai đơn vị”; có thể là “loại”.",
    ),
    "a column twice": (put("Đơn vị", 1, 3, "TÊN "), "Đơn vị!C1: cột “TÊN” có hai lần."),
    "a missing column": (
        lambda book: book.update({"Nội dung": [["mục"], ["1.1"]]}),
        "Trang “Nội dung”: thiếu cột “đoạn” ở dòng 1.",
    ),
    "a value without a heading": (
        put("Phân công", 3, 5, "xem lại"),
        "Phân công!E3: “xem lại” nằm ở cột không có tiêu đề; hãy ghi tiêu đề ở dòng 1 hoặc xóa.",
    ),
    "an unknown key": (
        put("Văn bản", 6, 1, "địa điểm"),
        "Văn bản!A6: không có khoá “địa điểm”; có thể là “địa danh”.",
    ),
    "a key twice": (
        add("Văn bản", "Số", "12"),
        "Văn bản!A13: khoá “Số” đã có ở Văn bản!A4.",
    ),
    "a value without a key": (add("Văn bản", None, "12"), "Văn bản!A13: thiếu “khoá”."),
    "an unknown way of issue": (
        add("Văn bản", "hình thức", "bản giấy"),
        (
            "Văn bản!B13: “bản giấy” không dùng được cho “hình thức”; "
            "dùng một trong: “giấy”, “điện tử”."
        ),
    ),
    "an unknown way of annexing": (
        add("Văn bản", "phụ lục", "chung tệp"),
        "Văn bản!B13: “chung tệp” không dùng được cho “phụ lục”; có thể là “cùng tệp”.",
    ),
    "an unknown criteria set": (
        add("Văn bản", "bộ tiêu chí", "86-bgddt-2019"),
        (
            "Văn bản!B13: “86-bgddt-2019” không dùng được cho “bộ tiêu chí”; "
            "có thể là “86-bgddt-gdtx-2019”."
        ),
    ),
    "an American date": (
        put("Văn bản", 10, 2, "06/24/2024"),
        "Văn bản!B10: “06/24/2024” không phải là ngày; ghi ngày/tháng/năm, ví dụ 24/6/2024.",
    ),
    "a date that is a number": (
        put("Văn bản", 12, 2, 45471),
        "Văn bản!B12: “45.471” không phải là ngày; ghi ngày/tháng/năm, ví dụ 24/6/2024.",
    ),
    "a label that became a date": (
        put("Văn bản", 9, 2, date(2024, 6, 1)),
        "Văn bản!B9: Excel đã đổi thành ngày (01/06/2024); hãy định dạng ô là Văn bản rồi gõ lại.",
    ),
    "a deadline before the cut-off": (
        put("Văn bản", 12, 2, date(2024, 6, 23)),
        "Văn bản!B12: hạn nộp 23/06/2024 trước ngày chốt 24/06/2024 (Văn bản!B10).",
    ),
    "a previous cut-off that is later": (
        put("Văn bản", 11, 2, date(2024, 6, 24)),
        (
            "Văn bản!B11: ngày chốt kỳ trước 24/06/2024 không trước ngày chốt kỳ này 24/06/2024 "
            "(Văn bản!B10)."
        ),
    ),
    "a unit without a name": (put("Đơn vị", 4, 2, None), "Đơn vị!B4: thiếu “tên”."),
    "a unit without a kind": (put("Đơn vị", 4, 4, " "), "Đơn vị!D4: thiếu “loại”."),
    "an unknown kind": (
        put("Đơn vị", 3, 4, "phường xã"),
        "Đơn vị!D3: “phường xã” không dùng được cho “loại”; có thể là “xã phường”.",
    ),
    "a unit twice": (
        add("Đơn vị", "P-Y-TE", "Phòng khác", None, "phòng ban"),
        "Đơn vị!A6: mã “P-Y-TE” đã dùng ở Đơn vị!A2.",
    ),
    "a name of two units": (
        put("Đơn vị", 4, 2, "phường  Đại Yên"),
        "Đơn vị!B4: tên “phường Đại Yên” đã là tên của đơn vị “dai-yen”.",
    ),
    "an alias of two units": (
        put("Đơn vị", 4, 3, "Giếng Đáy; p. y tế"),
        "Đơn vị!C4: tên “p. y tế” đã là tên của đơn vị “p-y-te”.",
    ),
    "an id that is no file name": (
        put("Đơn vị", 4, 1, "gieng/day"),
        "Đơn vị!A4: “gieng/day” không dùng làm mã được, vì mã là tên tệp; ví dụ “p-y-te”.",
    ),
    "an id that is a device of Windows": (
        put("Đơn vị", 4, 1, "Con"),
        "Đơn vị!A4: “Con” không dùng làm mã được, vì mã là tên tệp; ví dụ “p-y-te”.",
    ),
    "an address without a place": (
        put("Đơn vị", 2, 5, "yte@halong"),
        "Đơn vị!E2: “yte@halong” không phải là địa chỉ thư điện tử.",
    ),
    "a weight that is a word": (
        put("Đơn vị", 3, 6, "lớn"),
        "Đơn vị!F3: “lớn” không phải là số.",
    ),
    "a weight of nothing": (
        put("Đơn vị", 3, 6, 0),
        "Đơn vị!F3: “trọng số” phải lớn hơn 0, không phải “0”.",
    ),
    "a unit that ends before it begins": (
        put("Đơn vị", 5, 7, date(2020, 1, 1)),
        "Đơn vị!H5: hiệu lực kết thúc (31/12/2019) trước khi bắt đầu.",
    ),
    "an unknown successor": (
        put("Đơn vị", 5, 9, "dai-yen; gieng-dai"),
        "Đơn vị!I5: không có đơn vị nào mang mã “gieng-dai”; có thể là “gieng-day”.",
    ),
    "a unit that succeeds itself": (
        put("Đơn vị", 5, 9, "cu"),
        "Đơn vị!I5: đơn vị kế thừa chính mình (cu).",
    ),
    "a circle of successors": (
        put("Đơn vị", 3, 9, "cu"),
        "Đơn vị!I3: đơn vị kế thừa chính mình (cu).",
    ),
    "an unknown unit": (
        put("Phân công", 2, 2, "p-yte"),
        "Phân công!B2: không có đơn vị nào mang mã “p-yte”; có thể là “p-y-te”.",
    ),
    "a name in place of an id": (
        put("Phân công", 2, 2, "Phường Giếng Đáy"),
        "Phân công!B2: không có đơn vị nào mang mã “Phường Giếng Đáy”; có thể là “gieng-day”.",
    ),
    "all wards in other words": (
        put("Phân công", 3, 2, "các xã, phường"),
        "Phân công!B3: không có đơn vị nào mang mã “các xã, phường”; có thể là “mọi xã phường”.",
    ),
    "a file of all wards": (
        put("Nhận diện", 2, 2, "mọi xã phường"),
        (
            "Nhận diện!B2: không có đơn vị nào mang mã “mọi xã phường”; "
            "dùng một trong: “p-y-te”, “dai-yen”, “gieng-day”, “cu”."
        ),
    ),
    "an unknown indicator": (
        put("Phân công", 2, 1, 58),
        "Phân công!A2: không có chỉ số 58 trong bộ tiêu chí; có thể là “57”.",
    ),
    "an indicator that is no number": (
        put("Phân công", 2, 1, "mười chín"),
        "Phân công!A2: “mười chín” không phải là số của chỉ số.",
    ),
    "an unknown role": (
        put("Phân công", 2, 3, "chủ chì"),
        "Phân công!C2: “chủ chì” không dùng được cho “vai trò”; có thể là “chủ trì”.",
    ),
    "an assignment without a role": (
        put("Phân công", 2, 3, None),
        "Phân công!C2: thiếu “vai trò”.",
    ),
    "an assignment twice": (
        add("Phân công", 19, "p-y-te", "phối hợp"),
        "Phân công!B5: chỉ số 19 đã giao cho “p-y-te” ở Phân công!B2.",
    ),
    "all wards twice": (
        add("Phân công", 20, "Mọi xã phường", "chủ trì"),
        "Phân công!B5: chỉ số 20 đã giao cho “dai-yen” ở Phân công!B3.",
    ),
    "an unknown section": (
        put("Nội dung", 2, 1, "1.4"),
        "Nội dung!A2: không có mục “1.4”; dùng 1.1, 1.2, 2, 3.1, 4 hoặc “chỉ số 19”.",
    ),
    "a section of an unknown indicator": (
        put("Nội dung", 2, 1, "chỉ số 60"),
        "Nội dung!A2: không có chỉ số 60 trong bộ tiêu chí; có thể là “57”.",
    ),
    "a file outside the folder": (
        put("Nhận diện", 2, 1, "C:\\bieu.xlsx"),
        "Nhận diện!A2: “C:\\bieu.xlsx” không phải là đường dẫn tính từ thư mục biểu nộp về.",
    ),
    "a file twice": (
        add("Nhận diện", "tra loi/bieu 1.xlsx", "dai-yen"),
        "Nhận diện!A3: tệp “tra loi/bieu 1.xlsx” đã có ở Nhận diện!A2.",
    ),
    "a file of an unknown unit": (
        put("Nhận diện", 2, 2, "dai yen"),
        "Nhận diện!B2: không có đơn vị nào mang mã “dai yen”; có thể là “dai-yen”.",
    ),
    "a formula that failed": (
        put("Đơn vị", 4, 2, "#N/A"),
        "Đơn vị!B4: công thức chưa tính hoặc báo lỗi (#N/A); hãy gõ thẳng giá trị.",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_told_in_one_sentence_with_its_cell(fault: str, tmp_path: Path) -> None:
    change, sentence = FAULTS[fault]
    book = base()
    change(book)

    assert told(tmp_path, book) == (sentence,)


def test_ten_faults_are_told_at_once(tmp_path: Path) -> None:
    ten = (
        "an unknown key", "a deadline before the cut-off", "an unknown kind",
        "an address without a place", "a unit without a name", "an unknown successor",
        "an unknown indicator", "an assignment twice", "an unknown section", "a file twice",
    )  # fmt: skip
    book = base()
    for fault in ten:
        if fault != "an unknown indicator":
            FAULTS[fault][0](book)
    put("Phân công", 4, 1, 58)(book)

    sentences = told(tmp_path, book)

    assert len(sentences) == 10
    assert {FAULTS[fault][1] for fault in ten if fault != "an unknown indicator"} < set(sentences)
