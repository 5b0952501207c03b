"""What the words of a cell say beside its figures: verdict, direction, status, as-of date."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from lcreport.intake.values.bounds import asks_share
from lcreport.intake.values.figures import Figure, Use
from lcreport.intake.values.statements import Statement
from lcreport.intake.values.tokens import Token
from lcreport.intake.values.vocabulary import Bound, Sense
from lcreport.model import Comparison, Direction, Measure, Status

_BREAKS = {Sense.SEPARATOR, Sense.DASH, Sense.COLON, Sense.OPEN, Sense.CLOSE}
_VERDICTS = {Sense.VERDICT, Sense.WEAK_VERDICT}
_REFUSALS = {Sense.NEGATION, Sense.CONTRAST, Sense.ZERO, Sense.STATUS}
_COMPARED = {Sense.PREVIOUS, Sense.COMPARED, Sense.PERIOD}
_BY_COMPARISON = {
    Bound.ABOVE: Direction.UP,
    Bound.BELOW: Direction.DOWN,
    Bound.EXACTLY: Direction.SAME,
}
_SAID = {Use.VALUE, Use.TARGET}
_WANTED = {Comparison.INCREASE: Direction.UP, Comparison.DECREASE: Direction.DOWN}

# Where little is wanted, or less than before, "không" may be the best of answers.
_NONE_IS_GOOD = {
    Comparison.AT_MOST,
    Comparison.BELOW,
    Comparison.INCREASE,
    Comparison.DECREASE,
}

Clause = list[Token | Figure]


def clauses(items: Iterable[Token | Figure]) -> Iterator[Clause]:
    """Cut a statement at its separators; fillers go, empty clauses too."""
    clause: Clause = []
    for item in items:
        if isinstance(item, Token) and item.sense in _BREAKS:
            if clause:
                yield clause
            clause = []
        elif isinstance(item, Figure) or item.sense is not Sense.FILLER:
            clause.append(item)
    if clause:
        yield clause


def verdict(statement: Statement, measure: Measure) -> bool | None:
    """Give the verdict word of a cell: Đạt True, Chưa đạt False, None where it says neither.

    A clause of its own, or right before or behind a figure, settles it ("Đạt: …", "98% - đạt").
    Without figures a verdict inside a sentence counts when nothing refuses it. "Có" and "đã"
    carry a sentence only where yes or no is asked.
    """
    if statement.says(Sense.CONTRAST):
        return None
    yes_or_no = measure.comparison is Comparison.YES
    outside = list(clauses(statement.items))
    if measure.comparison in _NONE_IS_GOOD and _is_plain_no(outside):
        return None
    if yes_or_no and _senses(outside) == [Sense.ZERO]:
        return False
    short = [*outside, *clauses(statement.asides)]
    weak = yes_or_no or len(outside) == 1
    found = {_short_verdict(clause, weak=weak) for clause in short} - {None}
    if len(found) == 1:
        return found.pop()
    if found or any(isinstance(item, Figure) and item.use in _SAID for item in statement.items):
        return _opening(outside, yes_or_no=yes_or_no) if yes_or_no and not found else None
    return _spoken(statement, outside, yes_or_no=yes_or_no)


def _senses(found: Iterable[Clause]) -> list[Sense]:
    return [item.sense for clause in found for item in clause if isinstance(item, Token)]


def _is_plain_no(outside: list[Clause]) -> bool:
    """Say whether a cell opens with "không" or "chưa" that may as well mean "none"."""
    first = outside[0][0] if outside else None
    if not isinstance(first, Token) or first.sense is not Sense.WEAK_VERDICT:
        return False
    return first.meaning is False and (len(outside[0]) > 1 or " " not in first.text)


def _short_verdict(clause: Clause, *, weak: bool) -> bool | None:
    senses = _VERDICTS if weak else {Sense.VERDICT}
    words = [item for item in clause if isinstance(item, Token)]
    if len(clause) == 1 and words and words[0].sense in senses:
        return _truth(words[0])
    if len(clause) > 1:
        pairs = ((clause[0], clause[1]), (clause[-1], clause[-2]))
        for word, figure in pairs:
            if isinstance(word, Token) and isinstance(figure, Figure):
                strong = word.sense is Sense.VERDICT and figure.use is not Use.TARGET
                return _truth(word) if strong else None
    return None


def _truth(token: Token) -> bool | None:
    return token.meaning if isinstance(token.meaning, bool) else None


def _opening(outside: list[Clause], *, yes_or_no: bool) -> bool | None:
    """Read the first word of the cell as its verdict ("Có tổ chức …", "Chưa có …")."""
    first = outside[0][0] if outside else None
    if not isinstance(first, Token) or first.sense not in _VERDICTS:
        return None
    spoken = first.sense is Sense.VERDICT or yes_or_no or first.meaning is False
    return _truth(first) if spoken else None


def _spoken(statement: Statement, outside: list[Clause], *, yes_or_no: bool) -> bool | None:
    words = [item for item in statement.items if isinstance(item, Token)]
    strong = {token.meaning for token in words if token.sense is Sense.VERDICT}
    opening = _opening(outside, yes_or_no=yes_or_no)
    truths = strong | ({opening} - {None})
    refused = any(
        token.sense in _REFUSALS or (token.sense is Sense.WEAK_VERDICT and token.meaning is False)
        for token in words[1:]
    )
    if len(truths) != 1 or (refused and True in truths):
        return None
    truth = truths.pop()
    return truth if isinstance(truth, bool) else None


def directions(statement: Statement) -> set[Direction]:
    """Give every direction that the words outside brackets name; two of them contradict."""
    found = {
        token.meaning
        for token in statement.says(Sense.DIRECTION)
        if isinstance(token.meaning, Direction)
    }
    for word, behind in pairwise(statement.items):
        if (
            isinstance(word, Token)
            and word.sense is Sense.BOUND
            and isinstance(word.meaning, Bound)
        ):
            meaning = _BY_COMPARISON.get(word.meaning)
            if meaning and _is_compared(behind):
                found.add(meaning)
    return found


def _is_compared(item: Token | Figure) -> bool:
    if isinstance(item, Figure):
        return item.use is Use.CHANGE
    return item.sense in _COMPARED


def refused_direction(statement: Statement, measure: Measure) -> bool:
    """Say whether the very direction that is asked for is denied ("chưa giảm")."""
    denied = {token.meaning for token in statement.says(Sense.REFUSED_DIRECTION)}
    return bool(denied) and denied == {_WANTED.get(measure.comparison)}


def status(statement: Statement, measure: Measure) -> Status | None:
    """Give the status word that stands before any figure, or nothing.

    "Không phát sinh" is a status where a share is asked and zero where things are counted.
    A higher level's figure, when one is given, is still a figure; a cell that opens with a plain
    verdict ("Đạt, đang rà soát lại") keeps it.
    """
    opening = next(clauses(statement.items), [])
    if len(opening) == 1 and isinstance(opening[0], Token) and opening[0].sense is Sense.VERDICT:
        return None
    for item in statement.items:
        if isinstance(item, Figure):
            return None
        if item.sense is Sense.ABSENCE and asks_share(measure):
            return Status.NOT_APPLICABLE
        if item.sense is Sense.STATUS and isinstance(item.meaning, Status):
            figures = any(isinstance(each, Figure) for each in statement.items)
            return None if figures and item.meaning is Status.UPPER_LEVEL else item.meaning
    return None


def is_zero(statement: Statement, measure: Measure) -> bool:
    """Say whether words give the figure zero: "không có nhà tạm" where few are wanted.

    For a share that should be high "không có …" may as well mean that nobody is concerned: only
    the bare "Không có" is zero there. Beside a direction, a verdict or a figure of its own the
    words speak of something else ("19 vụ, không có người chết").
    """
    if measure.comparison is Comparison.YES or _speaks_of_else(statement, measure):
        return False
    if statement.says(Sense.ABSENCE):
        return not measure.is_rate
    if not statement.says(Sense.ZERO):
        return False
    low_wanted = measure.comparison in {Comparison.AT_MOST, Comparison.BELOW}
    alone = _senses(clauses(statement.items)) == [Sense.ZERO]
    return low_wanted or not measure.is_rate or alone


def _speaks_of_else(statement: Statement, measure: Measure) -> bool:
    if statement.says(Sense.DIRECTION, Sense.VERDICT):
        return True
    outside = (item for item in statement.items if isinstance(item, Figure))
    return any(figure.is_share or not _is_total(figure, measure) for figure in outside)


def _is_total(figure: Figure, measure: Measure) -> bool:
    """Say whether a number only says of how many: "không có hộ nào trong tổng số 500 hộ"."""
    return figure.has(Sense.OVER, Sense.WHOLE) or (measure.is_rate and figure.use is not Use.VALUE)


def as_of(statement: Statement) -> str:
    """Give the date that the sender put beside the figure ("cuối năm 2023"), else nothing."""
    tokens = [token for token in statement.tokens if token.sense is not Sense.FILLER]
    places = [place for place, token in enumerate(tokens) if token.sense is Sense.PERIOD]
    compared = any(token.sense in {Sense.PREVIOUS, Sense.COMPARED} for token in tokens)
    told = next((each for each in places if _introduced(tokens, each)), None)
    if told is None and len(places) == 1 and not compared:
        told = next((each for each in places if _attached(tokens, each)), None)
    return "" if told is None else tokens[told].text


def _introduced(tokens: Sequence[Token], place: int) -> bool:
    return place > 0 and tokens[place - 1].sense in {Sense.AS_OF, Sense.UNTIL}


def _attached(tokens: Sequence[Token], place: int) -> bool:
    """Say whether a date stands in brackets, before the figure or right behind it."""
    before = tokens[place - 1].sense if place else None
    behind = tokens[place + 1].sense if place + 1 < len(tokens) else None
    enclosed = before is Sense.OPEN and behind is Sense.CLOSE
    heading = before is None and behind in {Sense.COLON, Sense.NUMBER, Sense.VERDICT, Sense.BOUND}
    trailing = before is Sense.PERCENT and behind in {None, Sense.SEPARATOR, Sense.CLOSE}
    return enclosed or heading or trailing
