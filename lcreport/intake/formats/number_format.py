"""What a number format makes of a number: a percentage, a date, or just a number.

Source: ECMA-376 part 1, 18.8.30 (numFmt) and 18.8.31 (numFmts).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from operator import eq, ge, gt, le, lt, ne

GENERAL = "General"

# Only what is not a plain number; the identifiers 27-36 and 50-58 are East Asian dates.
_BUILT_IN: dict[int, str] = {
    9: "0%",
    10: "0.00%",
    **dict.fromkeys((*range(14, 18), *range(27, 32), 36, *range(50, 59)), "dd/mm/yyyy"),
    **dict.fromkeys((*range(18, 22), *range(32, 36), 45, 46, 47), "h:mm:ss"),
    22: "dd/mm/yyyy h:mm",
}

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|[_*].|\[(?P<bracket>[^\]]*)\]?'
    r"|(?P<general>General)|(?P<cut>;)|(?P<plain>.)",
    re.IGNORECASE | re.DOTALL,
)
_ELAPSED = re.compile(r"h+|m+|s+", re.IGNORECASE)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)")
_COMPARE: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "<=": le, ">=": ge, "<>": ne, "<": lt, ">": gt, "=": eq,
}  # fmt: skip
_DATE_LETTERS = frozenset("dmyhsDMYHS")
_DAY_LETTERS = frozenset("dyDY")
_ZERO = Decimal(0)

Condition = tuple[str, Decimal] | None
# Which numbers a section without a condition of its own is for, by how many sections there are.
_ORDINARY: dict[int, tuple[Condition, ...]] = {
    1: (None,),
    2: ((">=", _ZERO), None),
    3: ((">", _ZERO), ("<", _ZERO), None),
}


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a format between semicolons.

    `percent`: shows a hundredfold with a percent sign · `date`: shows a day or a time ·
    `day`: not only a time of day · `sign`: a literal percent sign beside the bare number.
    """

    percent: bool = False
    date: bool = False
    day: bool = False
    sign: bool = False
    condition: Condition = None

    def takes(self, number: Decimal) -> bool:
        """Say whether this section shows that number."""
        if self.condition is None:
            return True
        operator, bound = self.condition
        return _COMPARE[operator](number, bound)


@dataclass(frozen=True, slots=True, eq=False)
class NumberFormat:
    """A format's sections for numbers, the last one taking whatever is left.

    One that is known stays one object, so that it is quick to look up what goes with it.
    """

    sections: tuple[Section, ...] = (Section(),)

    def section(self, number: Decimal) -> Section:
        """Give the section that shows `number`."""
        sections = self.sections
        if len(sections) > 1:
            for each in sections[:-1]:
                if each.takes(number):
                    return each
        return sections[-1]


PLAIN = NumberFormat()


def built_in_format(identifier: int) -> NumberFormat:
    """Give the format that every program knows by its number."""
    return number_format(_BUILT_IN.get(identifier, GENERAL))


@lru_cache(maxsize=4096)
def number_format(code: str) -> NumberFormat:
    """Read a format code; every text has a meaning, the empty one is General."""
    parts: list[list[re.Match[str]]] = [[]]
    for token in _TOKEN.finditer(code[:1024]):
        if token["cut"]:
            parts.append([])
        else:
            parts[-1].append(token)
    numeric = parts[:3]
    ordinary = _ORDINARY[len(numeric)]
    return NumberFormat(tuple(map(_section, numeric, ordinary)))


def _section(tokens: list[re.Match[str]], ordinary: Condition) -> Section:
    plain = {token["plain"] for token in tokens if token["plain"]}
    brackets = [token["bracket"] for token in tokens if token["bracket"]]
    literal = "".join(token["quoted"] or token["escaped"] or "" for token in tokens)
    elapsed = any(_ELAPSED.fullmatch(each) for each in brackets)
    conditions = [match for each in brackets if (match := _CONDITION.fullmatch(each))]
    date = elapsed or bool(plain & _DATE_LETTERS)
    return Section(
        percent="%" in plain and not date,
        date=date,
        day=bool(plain & _DAY_LETTERS),
        sign="%" in literal and "%" not in plain and not date,
        condition=(conditions[0][1], Decimal(conditions[0][2])) if conditions else ordinary,
    )
