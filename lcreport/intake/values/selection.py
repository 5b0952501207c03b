"""Which figures of a cell answer which measure: labels, parts, and what is too many to choose."""

from collections.abc import Sequence
from functools import cache

from lcreport.intake.values.figures import Figure, Use
from lcreport.intake.values.statements import Statement
from lcreport.intake.values.tokens import Token, normalise
from lcreport.intake.values.vocabulary import Sense
from lcreport.model import Indicator, Measure
from lcreport.vietnamese import bare

_CONTENT = {
    Sense.WORD, Sense.NOUN, Sense.WHOLE, Sense.OTHER_PART, Sense.ORDINAL, Sense.TARGET,
    Sense.ZERO, Sense.PREVIOUS,
}  # fmt: skip


def label(figure: Figure) -> str:
    """Give the words that name a figure: those before it, else those behind it."""
    return _content(figure.before) or _content(figure.after)


def _content(tokens: Sequence[Token]) -> str:
    return " ".join(token.text for token in tokens if token.sense in _CONTENT)


def parts(statement: Statement, indicator: Indicator) -> tuple[tuple[Figure, ...], ...]:
    """Give for each measure the figures that may answer it, in the order of the measures.

    A figure whose label holds a measure's words belongs to that measure, also in brackets. All
    others outside brackets belong to the measure without words of its own (the first where all
    have words; there a figure without any label yields to its labelled parts), or to every measure
    when the cell says "đều". In brackets a figure without a label goes on about the same part
    ("nữ 1.200 người, chiếm 46,5%").
    """
    values = [figure for figure in statement.figures if figure.use is Use.VALUE]
    measures = indicator.measures
    if len(measures) == 1:
        return (tuple(values),)
    found: list[list[Figure]] = [[] for _ in measures]
    general = next((i for i, each in enumerate(measures) if not each.keywords), 0)
    loose: list[Figure] = []
    last: list[int] = []
    for figure in values:
        owners = _owners(figure, measures)
        if figure.aside and not (owners or label(figure)):
            owners = last
        last = owners if figure.aside else []
        for owner in owners:
            found[owner].append(figure)
        if not (owners or figure.aside or figure.has(Sense.OTHER_PART)):
            loose.append(figure)
    shared = bool(statement.says(Sense.EVERY)) and not any(found)
    for owner, figures in enumerate(found):
        if shared:
            figures.extend(loose)
        elif owner == general:
            named = bool(figures and measures[owner].keywords)
            figures.extend(figure for figure in loose if not named or label(figure))
    return tuple(map(tuple, found))


def _owners(figure: Figure, measures: Sequence[Measure]) -> list[int]:
    for tokens in (figure.before, figure.after, figure.note, figure.lead):
        words = f" {' '.join(token.text for token in tokens)} "
        owners = [i for i, each in enumerate(measures) if names(each, words)]
        if owners:
            return owners
    return []


def names(measure: Measure, words: str) -> bool:
    """Say whether normalised words hold one of the measure's keywords, or its name."""
    keys = _plain_keys(measure) if words.isascii() else _keys(measure)
    return any(key in words for key in keys)


@cache
def _keys(measure: Measure) -> tuple[str, ...]:
    return tuple(f" {normalise(key)} " for key in (*measure.keywords, measure.name) if key)


@cache
def _plain_keys(measure: Measure) -> tuple[str, ...]:
    return tuple(f" {bare(key)} " for key in _keys(measure))


def without_names(measure: Measure, words: str) -> str:
    """Give normalised words without the measure's own."""
    rest = f" {words} "
    for key in _plain_keys(measure) if words.isascii() else _keys(measure):
        rest = rest.replace(key, " ")
    return rest.strip()


def deciding(figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """Give the figures that together are the value; none when they contradict one another.

    Equal figures count once. Of several, the one for the whole decides, then the only one without
    a label; differently labelled parts stand together. Anything else is not for us to choose.
    """
    distinct = list({figure.says: figure for figure in figures}.values())
    if len(distinct) <= 1:
        return tuple(distinct)
    whole = [figure for figure in distinct if figure.has(Sense.WHOLE)]
    labels = [label(figure) or _content(figure.note) for figure in distinct]
    unlabelled = [figure for figure, said in zip(distinct, labels, strict=True) if not said]
    if len(whole) == 1:
        return tuple(whole)
    if len(unlabelled) == 1 and not _periods(distinct):
        return tuple(unlabelled)
    apart = not unlabelled and len(set(labels)) == len(distinct) and not _periods(distinct)
    return tuple(distinct) if apart else ()


def _periods(figures: Sequence[Figure]) -> bool:
    return any(figure.has(Sense.PERIOD) for figure in figures)
