"""Numbers, ranges and ratios: a numeral with its scale and sign, and what joins two of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from fractions import Fraction

from lcreport.intake.values.tokens import Token
from lcreport.intake.values.vocabulary import Bound, Sense

WHOLE_PERCENT = 100
# Between the terms of a ratio at most a unit with an adjective: "22.796 hộ gia đình/31.751 hộ".
_WORDS_BEFORE_SLASH = 3


class Shape(Enum):
    """The forms of a figure."""

    POINT = auto()
    RANGE = auto()
    RATIO = auto()


class Use(Enum):
    """What a figure in a cell is there for."""

    VALUE = auto()
    CHANGE = auto()
    START = auto()
    PREVIOUS = auto()
    TARGET = auto()
    LABEL = auto()


@dataclass(frozen=True, slots=True)
class Amount:
    """One number with its scale and percent sign; `value` in points when `percent`.

    `scale` is the scale word that is already multiplied into `value`; `other` is the second
    reading of a numeral that has two.
    """

    value: Fraction
    decimals: int = 0
    percent: bool = False
    scale: Fraction = Fraction(1)
    other: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, range or ratio of a cell, with what stands around it in its clause.

    `after` is empty when the words behind run on to the next figure: they are that one's label.
    `lead` reaches back over commas, to the figure, bullet or semicolon before ("rác thải tại các
    điểm du lịch, dịch vụ 97,5%"). `note` are the words in brackets right behind, `follower` is
    the token right behind, whatever it belongs to. `aside` means in brackets; `place` counts the
    items of the cell.
    """

    shape: Shape
    first: Amount
    second: Amount | None = None
    use: Use = Use.VALUE
    bounds: tuple[Bound, ...] = ()
    before: tuple[Token, ...] = ()
    lead: tuple[Token, ...] = ()
    after: tuple[Token, ...] = ()
    note: tuple[Token, ...] = ()
    follower: Token | None = None
    aside: bool = False
    place: int = 0

    @property
    def percent(self) -> bool:
        """Say whether the figure itself says that it is a percentage."""
        return self.first.percent

    @property
    def is_share(self) -> bool:
        """Say whether it can only be a percentage or a numerator over a denominator."""
        return self.percent or self.shape is Shape.RATIO

    @property
    def says(self) -> tuple[object, ...]:
        """Give what is equal for two figures that say the same."""
        return (self.shape, self.first, self.second, self.bounds)

    def has(self, *senses: Sense) -> bool:
        """Say whether a word of one of these senses stands before or behind it."""
        return any(token.sense in senses for token in (*self.before, *self.after))


def amounts(tokens: Sequence[Token]) -> Iterator[Token | Amount]:
    """Join numerals with their scale words and percent signs; other tokens stay."""
    place = 0
    while place < len(tokens):
        if tokens[place].number is None:
            yield tokens[place]
            place += 1
        else:
            amount, place = _amount(tokens, place)
            yield amount


def _amount(tokens: Sequence[Token], place: int) -> tuple[Amount, int]:
    value, scale, place = _scaled(tokens, place)
    number = tokens[place - 1].number if scale == 1 else None
    while scale > 1 and _sense(tokens, place) is Sense.NUMBER:
        more, smaller, behind = _scaled(tokens, place)
        if not 1 < smaller < scale:
            break
        value, place = value + more, behind
    decimals = number.decimals if number else 0
    other = number.other if number else None
    sign = place + (_sense(tokens, place) is Sense.SEPARATOR)
    if _sense(tokens, sign) is Sense.PERCENT:
        return _percent(value, decimals, other, tokens[sign]), sign + 1
    if other is not None and other > value and _sense(tokens, place) is Sense.NOUN:
        value, decimals, other = other, 0, None
    return Amount(value, decimals, scale=scale, other=other), place


def _scaled(tokens: Sequence[Token], place: int) -> tuple[Fraction, Fraction, int]:
    number = tokens[place].number
    value, scale = (number.value if number else Fraction(0)), Fraction(1)
    place += 1
    while _sense(tokens, place) is Sense.SCALE:
        meaning = tokens[place].meaning
        scale *= meaning if isinstance(meaning, Fraction) else 1
        place += 1
    return value * scale, scale, place


def _percent(value: Fraction, decimals: int, other: Fraction | None, sign: Token) -> Amount:
    """Give the points; "93.125%" can only be meant with a decimal point."""
    if other is not None and value > WHOLE_PERCENT and other <= WHOLE_PERCENT:
        value, decimals = other, 3
    factor = sign.meaning if isinstance(sign.meaning, Fraction) else Fraction(1)
    return Amount(value * factor, decimals + (factor != 1), percent=True)


def _sense(items: Sequence[Token | Amount], place: int) -> Sense | None:
    item = items[place] if 0 <= place < len(items) else None
    return item.sense if isinstance(item, Token) else None


def figures(found: Iterator[Token | Amount]) -> Iterator[Token | Figure]:
    """Join amounts to ranges and ratios; other tokens stay."""
    items, place, moved = list(found), 0, False
    while place < len(items):
        item = items[place]
        if isinstance(item, Token):
            moved = item.sense is Sense.DIRECTION or (moved and item.sense is not Sense.SEPARATOR)
            yield item
            place += 1
            continue
        figure, place = _figure(items, place, item, moved=moved)
        yield figure


def _figure(
    items: Sequence[Token | Amount], place: int, first: Amount, *, moved: bool
) -> tuple[Figure, int]:
    link = place + 1
    while link <= place + _WORDS_BEFORE_SLASH and _sense(items, link) in {Sense.NOUN, Sense.WORD}:
        link += 1
    second = items[link + 1] if link + 1 < len(items) else None
    if isinstance(second, Amount):
        shape = _link(items[link], adjacent=link == place + 1, moved=moved)
        joined = _joined(shape, first, second)
        if joined:
            return joined, link + 2
    return Figure(Shape.POINT, first), place + 1


def _link(item: Token | Amount, *, adjacent: bool, moved: bool) -> Shape | None:
    """Say what joins two numbers: "/" a ratio, a dash or "đến" a range unless something moved."""
    if not isinstance(item, Token):
        return None
    if item.sense in {Sense.SLASH, Sense.OVER}:
        return Shape.RATIO
    if adjacent and item.text in {"trên", "trong", "tren"}:
        return Shape.RATIO
    ranging = item.sense is Sense.DASH or (item.sense is Sense.UNTIL and not moved)
    return Shape.RANGE if adjacent and ranging else None


def _joined(shape: Shape | None, first: Amount, second: Amount) -> Figure | None:
    if shape is None or (first.percent and not second.percent):
        return None
    if second.percent and not first.percent:
        first = replace(first, percent=True)
    if first.scale == 1:
        first = replace(first, value=first.value * second.scale, scale=second.scale)
    if shape is Shape.RATIO and not first.percent:
        first, second = _counted(first), _counted(second)
    if shape is Shape.RANGE and first.value >= second.value:
        return None
    return Figure(shape, first, second)


def _counted(amount: Amount) -> Amount:
    """Give a term of a ratio as a count: "22,796/31,751 hộ" groups by commas."""
    if amount.other is not None and amount.other > amount.value:
        return replace(amount, value=amount.other, decimals=0, other=None)
    return amount
