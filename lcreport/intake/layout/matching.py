"""Which indicator a text means: exactly, or by similarity above a threshold and a margin."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.fuzz import partial_ratio, ratio, token_set_ratio

from lcreport.model import CriteriaSet
from lcreport.vietnamese import bare

# Measured on the two published wordings of the 57 indicators: the same indicator in other words
# shares 64 to 100 of 100 letters, the closest two different ones (22 and 23) share 88.
SIMILAR = 84.0
MARGIN = 6.0
# With the right number beside it, a text may be shortened or reworded this far.
OWN = 60.0
# A text cut off by a page break or by its writer still names its indicator from this many letters.
SHORTEST_PIECE = 24
_PIECE = 92.0
# The words that tell the best from one less than this far behind must stand in the text.
_NEAR = 25.0
_TELLING = 0.5

_SHORTEST = 8
_LONGEST = 1000

_LATEX = re.compile(r"\\[a-z]+")
_WORDS = re.compile(r"[a-z0-9]+")
_NUMBERED = re.compile(
    r"\s*(?:(?:chỉ\s*số|chỉ\s*báo|cs|chi so)\s*(?:số\s*|so\s*)?"
    r"[(\[]?(\d{1,3})[)\]]?(?![\d,]|\.\d|\s*%)\s*[-–:.)/]*"
    r"|[(\[]\s*(\d{1,3})\s*[)\]]\s*[-–:.]*"
    r"|(\d{1,3})\s*(?:[.)/:](?!\d)|[-–—](?!\s*\d))\s*(?=\D))",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"(?:^|\s)\((\d{1,3})\)\s*(?=\w)")
_CODE = re.compile(
    r"\s*(?:(?:nhóm|tiêu\s*chuẩn|tiêu\s*chí)\s*[\d.]+|[IVX]+\s*[.)/-]|\d+(?:\.\d+)+)"
    r"\s*[.:)-]?\s*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Match:
    """An indicator with how much of its text a text shares (0 to 100) and the lead on the next."""

    indicator: int
    score: float
    margin: float

    @property
    def is_sure(self) -> bool:
        """Say whether the text alone, without a number, names the indicator."""
        return self.score >= SIMILAR and self.margin >= MARGIN


@dataclass(frozen=True, slots=True)
class Matcher:
    """Finds indicators by their text; the functions remember what they were asked.

    `find` gives the nearest indicator to a text; `likeness` how much a text, whole or a piece,
    shares with one; `closeness` the same for the whole text alone.
    """

    numbers: frozenset[int]
    find: Callable[[str], Match | None]
    likeness: Callable[[str, int], float]
    closeness: Callable[[str, int], float]

    def names(self, text: str) -> int | None:
        """Give the indicator that a text names for sure, by its words alone."""
        match = self.find(text)
        return match.indicator if match and match.is_sure else None

    def agrees(self, text: str, number: int) -> bool:
        """Say whether a text may stand beside a number, shortened or reworded as it is."""
        return self.likeness(text, number) >= OWN


def number_in(text: str) -> int | None:
    """Give the number that a text begins with: "(33) …", "33. …", "Chỉ số 33: …"; never "70% …"."""
    found = _NUMBERED.match(text)
    return int(next(filter(None, found.groups()))) if found else None


def numbers_in(text: str) -> tuple[int, ...]:
    """Give all numbers in brackets in a text: two indicators may be written into one cell."""
    return tuple(dict.fromkeys(int(number) for number in _BRACKETED.findall(text)))


def key(text: str) -> str:
    """Give the letters and digits of a text that tell indicators apart."""
    text = text[:_LONGEST]
    body = _NUMBERED.sub("", text, count=1) if _NUMBERED.match(text) else _CODE.sub("", text, 1)
    return _plain(body)


def _plain(text: str) -> str:
    return " ".join(_WORDS.findall(_LATEX.sub(" ", bare(text))))


class _Same:
    """A criteria set as a key: the same object, whatever it holds (it cannot be hashed)."""

    __slots__ = ("criteria",)

    def __init__(self, criteria: CriteriaSet) -> None:
        self.criteria = criteria

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.criteria is self.criteria

    def __hash__(self) -> int:
        return id(self.criteria)


def matcher(criteria: CriteriaSet) -> Matcher:
    """Give the matcher of a criteria set; the same set gives the same matcher."""
    return _matcher(_Same(criteria))


@lru_cache(maxsize=8)
def _matcher(same: _Same) -> Matcher:
    indicators = same.criteria.indicators
    texts: dict[str, int] = {}
    for each in indicators:
        for wording in (each.text, *each.wordings):
            texts.setdefault(_plain(wording), each.number)
    known = list(texts)
    bands = (*same.criteria.standards.values(), *same.criteria.criteria.values())
    titles = set(map(_plain, bands)) - set(texts)

    @lru_cache(maxsize=4096)
    def find(text: str) -> Match | None:
        wanted = key(text)
        found = texts.get(wanted) or texts.get(_plain(text[:_LONGEST]))
        if found is not None:
            return Match(found, 100.0, 100.0)
        if wanted in titles:  # a band: some criteria are named like their only indicator
            return None
        return _nearest(wanted, known, texts) if len(wanted) >= _SHORTEST else None

    @lru_cache(maxsize=4096)
    def likeness(text: str, number: int) -> float:
        wanted = key(text)
        return max(
            (_own(wanted, each) for each in known if wanted and texts[each] == number), default=0.0
        )

    @lru_cache(maxsize=4096)
    def closeness(text: str, number: int) -> float:
        wanted = key(text)
        return max((ratio(wanted, each) for each in known if texts[each] == number), default=0.0)

    return Matcher(frozenset(each.number for each in indicators), find, likeness, closeness)


def _own(wanted: str, known: str) -> float:
    """Compare a text with its number's own: words taken from it, three at least, are enough."""
    if wanted.count(" ") > 1 and token_set_ratio(wanted, known) >= _PIECE:
        return 100.0
    return max(ratio(wanted, known), _within(wanted, known))


def _within(wanted: str, known: str) -> float:
    long_enough = min(len(wanted), len(known)) >= SHORTEST_PIECE
    return partial_ratio(wanted, known, score_cutoff=_PIECE) if long_enough else 0.0


def _nearest(wanted: str, known: list[str], texts: dict[str, int]) -> Match | None:
    whole = _ranked(wanted, known, texts, ratio)
    if whole and whole.is_sure:
        return whole
    within = _ranked(wanted, known, texts, _within)
    return within if within and within.is_sure else whole


def _tells_apart(wanted: str, best: str, second: str) -> bool:
    """Say whether a text has the words by which one indicator differs from the next.

    "Phổ cập giáo dục mức độ 3" is like "… tiểu học …" and "… trung học cơ sở …", and names
    neither.
    """
    words, mine, other = (set(text.split()) for text in (wanted, best, second))
    own, foreign = mine - other, other - mine
    if not own:
        return not words & foreign
    share = len(words & own) / len(own)
    return share >= _TELLING and (not foreign or share > len(words & foreign) / len(foreign))


def _ranked(
    wanted: str, known: list[str], texts: dict[str, int], scorer: Callable[..., float]
) -> Match | None:
    best: dict[int, tuple[float, str]] = {}
    for text in known:
        number = texts[text]
        best[number] = max(best.get(number, (0.0, "")), (scorer(wanted, text), text))
    ranked = sorted(best.items(), key=lambda pair: pair[1], reverse=True)
    if not ranked:
        return None
    number, (score, text) = ranked[0]
    rivals = [(near, other) for _, (near, other) in ranked[1:] if score - near < _NEAR]
    if not all(_tells_apart(wanted, text, other) for _, other in rivals):
        return Match(number, score, 0.0)
    return Match(number, score, score - rivals[0][0] if rivals else _NEAR)
