"""Pictures drawn as inline SVG: they need no network, no script, and print sharp.

Colours come from the page's style sheet through classes. Each look also has a pattern or an
outline of its own, so that it can be told apart in black and white; the pattern of a band is
defined once per page (`PATTERNS`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from markupsafe import Markup

_HEIGHT, _BAR_TOP, _BAR_HEIGHT = 22, 5, 12
_ROOM = Fraction(23, 20)  # what has no natural end is drawn with some room beyond its last mark
_FULL = Fraction(100)

PATTERNS = Markup(
    '<svg class="mau-nen" width="0" height="0" aria-hidden="true" focusable="false"><defs>'
    '<pattern id="gach-cheo" width="6" height="6" patternUnits="userSpaceOnUse"'
    ' patternTransform="rotate(45)"><rect width="6" height="6" class="nen"/>'
    '<rect width="2.5" height="6" class="net"/></pattern>'
    '<pattern id="cham" width="5" height="5" patternUnits="userSpaceOnUse">'
    '<rect width="5" height="5" class="nen"/><circle cx="2.5" cy="2.5" r="1.1" class="net"/>'
    "</pattern></defs></svg>"
)
_SVG = Markup(
    '<svg class="{look}" width="100%" height="{height}" role="img"><title>{title}</title>'
)
_RECT = Markup('<rect class="{name}" x="{x}%" y="{y}" width="{width}%" height="{height}"/>')
_LINE = Markup('<line class="{name}" x1="{x}%" x2="{x}%" y1="{top}" y2="{bottom}"/>')
_DOT = Markup('<circle class="{name}" cx="{x}%" cy="{y}" r="3.5"/>')
_END = Markup("</svg>")


@dataclass(frozen=True, slots=True)
class Bar:
    """One quantity against its mark, all in one unit; `high` is None where it has no upper end.

    `look` is the class that colours it, `title` says the picture in words, `is_rate` draws it on
    0..100, `before` is the previous period's quantity.
    """

    low: Fraction
    high: Fraction | None
    mark: Fraction | None
    before: Fraction | None
    look: str
    title: str
    is_rate: bool


def bar(each: Bar) -> Markup:
    """Draw a quantity as a bar, what is not certain as a band, its threshold as a tick."""
    end = _end(each)

    def place(value: Fraction) -> Fraction:
        return min(value / end, Fraction(1)) * _FULL

    low, high = place(each.low), place(end if each.high is None else each.high)
    parts = [
        _SVG.format(look=f"thanh {each.look}", height=_HEIGHT, title=each.title),
        _rect("ranh", Fraction(0), _FULL),
        _rect("chac", Fraction(0), low),
    ]
    if high > low:
        parts.append(_rect("dai", low, high))
    if each.before is not None:
        parts.append(_DOT.format(name="truoc", x=_short(place(each.before)), y=_HEIGHT // 2))
    if each.mark is not None:
        at = _short(place(each.mark))
        parts.append(_LINE.format(name="nguong", x=at, top=0, bottom=_HEIGHT))
    return Markup("").join([*parts, _END])


def _end(each: Bar) -> Fraction:
    """Give where the axis ends."""
    if each.is_rate:
        return _FULL
    marks = [value for value in (each.low, each.high, each.mark, each.before) if value]
    return max(marks, default=Fraction(1)) * _ROOM


def stack(parts: Sequence[tuple[str, int]], title: str) -> Markup:
    """Draw counts (class, count) side by side as shares of one bar."""
    total = sum(count for _, count in parts) or 1
    pieces, start = [_SVG.format(look="chong", height=_HEIGHT, title=title)], Fraction(0)
    for look, count in parts:
        stop = start + Fraction(count, total) * _FULL
        if count:
            pieces.append(_rect(look, start, stop, whole=True))
        start = stop
    return Markup("").join([*pieces, _END])


def _rect(name: str, start: Fraction, stop: Fraction, *, whole: bool = False) -> Markup:
    return _RECT.format(
        name=name,
        x=_short(start),
        y=0 if whole else _BAR_TOP,
        width=_short(stop - start),
        height=_HEIGHT if whole else _BAR_HEIGHT,
    )


def _short(value: Fraction) -> str:
    return f"{float(value):.2f}".rstrip("0").rstrip(".")
