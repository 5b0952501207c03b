"""From tokens to a statement: figures with their bounds, use and labels, and the words around.

What a figure is used for follows from the words before it in the same clause: "tăng 5%" is a
change, "năm trước 80%" another period, "kế hoạch 95%" a target.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache

from lcreport.intake.values.figures import Amount, Figure, Shape, Use, amounts, figures
from lcreport.intake.values.tokens import Token, normalise, tokenise
from lcreport.intake.values.vocabulary import Bound, Sense

# "95% số hộ trở lên": how many tokens behind a figure its suffix may stand.
_SUFFIX_REACH = 4
_BREAKS = {Sense.SEPARATOR, Sense.DASH, Sense.OPEN, Sense.CLOSE}
_EMPTY = {*_BREAKS, Sense.COLON, Sense.FILLER}

# "Chưa đạt chỉ tiêu 95%": the figure behind such words is what was demanded.
_DEMANDS = ("chỉ tiêu", "yêu cầu", "chi tieu", "yeu cau")

Item = Token | Figure


@dataclass(frozen=True, slots=True)
class Statement:
    """A whole cell: `items` outside brackets, `asides` in brackets, `figures` from both."""

    items: tuple[Item, ...]
    asides: tuple[Item, ...] = ()
    figures: tuple[Figure, ...] = ()
    tokens: tuple[Token, ...] = ()

    def says(self, *senses: Sense) -> tuple[Token, ...]:
        """Give the words of these senses outside brackets."""
        return tuple(
            item for item in self.items if isinstance(item, Token) and item.sense in senses
        )


@lru_cache(maxsize=2048)
def statement(text: str) -> Statement:
    """Parse the text of a cell; every text has a statement, be it without figures."""
    tokens = tokenise(normalise(text))
    placed = tuple(_placed(tuple(figures(amounts(tokens)))))
    if not any(_carries(item) for item, depth in placed if depth == 0):
        placed = tuple((_outside(item), 0) for item, _ in placed)
    return Statement(
        tuple(item for item, depth in placed if depth == 0),
        tuple(item for item, depth in placed if depth > 0),
        tuple(item for item, _ in placed if isinstance(item, Figure)),
        tokens,
    )


def of_figure(figure: Figure) -> Statement:
    """Give the statement of a cell that holds just this figure."""
    return Statement((figure,), (), (figure,))


def stored(number: Fraction, decimals: int, *, percent: bool) -> Statement:
    """Give the statement of a cell that holds a number, in points when formatted as a percent."""
    return of_figure(Figure(Shape.POINT, Amount(number, decimals, percent=percent)))


def _carries(item: Item) -> bool:
    return isinstance(item, Figure) or item.sense not in _EMPTY


def _outside(item: Item) -> Item:
    return replace(item, aside=False) if isinstance(item, Figure) else item


def _placed(flat: Sequence[Item]) -> Iterator[tuple[Item, int]]:
    """Give each item its depth in brackets, each figure its surroundings and its use."""
    depth, start, lead, last = 0, 0, 0, Use.VALUE
    for place, item in enumerate(flat):
        if isinstance(item, Figure):
            figure = _surrounded(flat, place, item, _tokens(flat[start:place]))
            leading = _tokens(flat[lead:place])
            note = _noted(flat, place)
            figure = replace(figure, lead=leading, note=note, aside=depth > 0, place=place)
            last = _use(figure, last)
            yield replace(figure, use=last), depth
            start = lead = place + 1
            continue
        depth += item.sense is Sense.OPEN
        yield item, depth
        depth = max(0, depth - (item.sense is Sense.CLOSE))
        if item.sense in _BREAKS:
            start = place + 1
            lead = lead if item.text == "," else start


def _tokens(items: Sequence[Item]) -> tuple[Token, ...]:
    return tuple(item for item in items if isinstance(item, Token))


def _surrounded(
    flat: Sequence[Item], place: int, figure: Figure, before: tuple[Token, ...]
) -> Figure:
    behind: list[Token] = []
    runs_on = False
    for item in map(flat.__getitem__, range(place + 1, len(flat))):
        runs_on = isinstance(item, Figure)
        if isinstance(item, Figure) or item.sense in _BREAKS:
            break
        behind.append(item)
    suffixes = (token.meaning for token in behind[:_SUFFIX_REACH] if token.sense is Sense.SUFFIX)
    return replace(
        figure,
        bounds=(*_bounds(before), *(each for each in suffixes if isinstance(each, Bound))),
        before=before,
        after=() if runs_on else tuple(behind),
        follower=behind[0] if behind else None,
    )


def _noted(flat: Sequence[Item], place: int) -> tuple[Token, ...]:
    """Give the words of brackets that open right behind a figure and hold no figure."""
    words: list[Token] = []
    for item in map(flat.__getitem__, range(place + 1, len(flat))):
        if isinstance(item, Figure) or (not words and item.sense is not Sense.OPEN):
            return ()
        if item.sense is Sense.CLOSE:
            break
        words.append(item)
    return tuple(words)


def _bounds(before: tuple[Token, ...]) -> tuple[Bound, ...]:
    found: list[Bound] = []
    for token in reversed(before):
        if token.sense is Sense.BOUND and isinstance(token.meaning, Bound):
            found.append(token.meaning)
        elif token.sense is not Sense.FILLER:
            break
    return tuple(each for each in reversed(found) if each is not Bound.EXACTLY)


def _use(figure: Figure, last: Use) -> Use:
    """Say what a figure is there for, by the last telling word before it in its clause."""
    senses = [token.sense for token in figure.before if token.sense is not Sense.FILLER]
    if Sense.DIRECTION in senses:
        return _moved(senses[len(senses) - 1 - senses[::-1].index(Sense.DIRECTION) :], figure)
    aside = figure.aside and not senses and figure.shape is not Shape.RATIO
    if aside or Sense.SAME_AGAIN in senses:
        return last
    unbounded = [sense for sense in senses if sense is not Sense.BOUND]
    if last is Use.START and unbounded and unbounded[-1] in {Sense.REACH, Sense.UNTIL}:
        return Use.VALUE
    return next((use for use, holds in _USES if holds(figure, unbounded)), Use.VALUE)


def _moved(senses: Sequence[Sense], figure: Figure) -> Use:
    """Say what a number behind "tăng", "giảm" is: a change unless "lên", "còn", "đạt" follow."""
    if {Sense.REACH, Sense.VERDICT, Sense.UNTIL} & set(senses):
        return Use.VALUE
    if Sense.FROM in senses:
        return Use.START
    return Use.VALUE if figure.shape is Shape.RATIO else Use.CHANGE


def _is_place(figure: Figure, senses: Sequence[Sense]) -> bool:
    return not figure.percent and bool(senses) and senses[-1] is Sense.ORDINAL


def _is_difference(figure: Figure, _: Sequence[Sense]) -> bool:
    """Say whether the figure is a difference: "ít hơn 5 vụ so với năm trước"."""
    than = any(token.text.endswith(("hơn", "hon")) for token in figure.before[-1:])
    behind = {token.sense for token in figure.after}
    return than and bool(behind & {Sense.PREVIOUS, Sense.COMPARED})


def _is_previous(figure: Figure, senses: Sequence[Sense]) -> bool:
    told = bool({Sense.PREVIOUS, Sense.COMPARED} & set(senses))
    return told or _follows(figure, Sense.PREVIOUS)


def _is_target(figure: Figure, senses: Sequence[Sense]) -> bool:
    if any(token.text.endswith(_DEMANDS) for token in figure.before[-1:]):
        return True
    return Sense.TARGET in senses or _follows(figure, Sense.TARGET)


def _follows(figure: Figure, sense: Sense) -> bool:
    return figure.follower is not None and figure.follower.sense is sense


_USES: tuple[tuple[Use, Callable[[Figure, Sequence[Sense]], bool]], ...] = (
    (Use.LABEL, _is_place),
    (Use.CHANGE, _is_difference),
    (Use.PREVIOUS, _is_previous),
    (Use.TARGET, _is_target),
)
