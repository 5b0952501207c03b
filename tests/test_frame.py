"""The frame keeps every answer exactly, with nullable dtypes."""

from fractions import Fraction

from lcreport.frame import DTYPES, from_frame, to_frame
from lcreport.model import Direction, Kind, Reading, Status
from lcreport.quantity import Interval
from tests.panel import answer, rate, status, trend, word

ANSWERS = (
    rate("a", "22796/31751", claim=True),
    rate("b", "60..70", previous=Reading("92%", Kind.QUANTITY, Interval.point(92))),
    word("c", claim=False),
    status("d", Status.UPPER_LEVEL, "Đánh giá của cấp trên"),
    trend("e", "Tăng 01", Direction.UP),
    answer("f", Reading("hơn 1,5 triệu", Kind.QUANTITY, Interval(Fraction(1500000), None, True))),  # noqa: FBT003 - the open end, as in the signature
    answer("g", Reading("", Kind.EMPTY, as_of="")),
)


def test_a_frame_gives_back_exactly_the_answers_it_was_made_of() -> None:
    assert from_frame(to_frame(ANSWERS)) == ANSWERS


def test_a_missing_claim_is_missing_and_not_false() -> None:
    frame = to_frame(ANSWERS)
    assert frame["claim"].isna().tolist() == [False, True, False, *[True] * 4]
    assert {name: str(dtype) for name, dtype in frame.dtypes.items()} == DTYPES


def test_no_answers_make_an_empty_frame_with_all_columns() -> None:
    frame = to_frame([])
    assert list(frame.columns) == list(DTYPES)
    assert from_frame(frame) == ()
