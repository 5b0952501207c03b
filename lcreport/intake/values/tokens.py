"""From a cell's text to tokens: normalising, then one regular expression, then the table."""

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from lcreport.intake.values.numerals import Numeral, numeral
from lcreport.intake.values.vocabulary import ENTRIES, PLAIN_ENTRIES, Entry, Meaning, Sense
from lcreport.vietnamese import fold

# A value cell is a phrase; what stands beyond this is a pasted document and says nothing more.
LONGEST_TEXT = 20_000

# A share in words or one sign bears no numerator that could be added up with others.
_SHARES = {"½": "50%", "¼": "25%", "¾": "75%", "⅕": "20%", "⅓": "1/3", "⅔": "2/3"}
_HALF = re.compile(r"(?<!\w)(?:một|1|phân) nửa(?!\w)")
# Footnote marks are no digits of the figure that they stand behind.
_REWRITTEN = {
    **{mark: f" {text} " for mark, text in _SHARES.items()},
    **dict.fromkeys("¹²³⁰⁴⁵⁶⁷⁸⁹", ""),
    "\ufe0f": "", "％": "%", "⁄": "/", "∕": "/", "／": "/", "÷": "-", "﹪": "%", "：": ":",
    "；": ";", "，": ",", "．": ".", "（": "(", "）": ")", "＜": "<", "＞": ">", "＝": "=",
}  # fmt: skip
_REWRITE = str.maketrans(_REWRITTEN)
_LATEX = (
    (re.compile(r"\\d?frac ?\{ ?(\d+) ?\} ?\{ ?(\d+) ?\}"), r" \1/\2 "),
    (re.compile(r"\\(?:geqslant|geq|ge)(?![a-z])"), " ≥ "),
    (re.compile(r"\\(?:leqslant|leq|le)(?![a-z])"), " ≤ "),
    (re.compile(r"\\(?:approx|sim|simeq)(?![a-z])"), " ≈ "),
    (re.compile(r"\\(?:,|;|!| |%)"), lambda match: "%" if match[0] == r"\%" else " "),
    (re.compile(r"[${}]"), " "),
)
_RAW_OPERATORS = ((re.compile(r"(?<=[<>=]) (?==)"), ""), (re.compile("=<"), "≤"))


@dataclass(frozen=True, slots=True)
class Token:
    """One word, phrase, numeral or sign of a cell; `text` is folded."""

    sense: Sense
    text: str
    meaning: Meaning = None
    number: Numeral | None = None


def normalise(text: str) -> str:
    """Give the folded text with HTML entities, LaTeX signs and odd fractions written plainly."""
    plain = fold(text[:LONGEST_TEXT])
    if "&" in plain:
        plain = fold(html.unescape(plain))
    plain = plain.translate(_REWRITE)
    if not plain.isascii():
        plain = "".join(str(int(mark)) if mark.isdecimal() else mark for mark in plain)
    if "\\" in plain or "$" in plain:
        for pattern, written in _LATEX:
            plain = pattern.sub(written, plain)
    for pattern, written in _RAW_OPERATORS:
        plain = pattern.sub(written, plain)
    return " ".join(_HALF.sub(" 50% ", plain).split())


def _alternatives(table: Iterable[str]) -> str:
    """Give the phrases as one pattern, longest first; a number may stick to a phrase (19vụ)."""
    phrases = sorted(table, key=len, reverse=True)
    worded = "|".join(re.escape(each) for each in phrases if each[0].isalnum())
    signs = "|".join(re.escape(each) for each in phrases if not each[0].isalnum())
    return rf"(?<![^\W\d])(?:{worded})(?![^\W\d])|(?:{signs})"


_YEAR = r"(?:19|20)\d{2}(?!\d)"
_CLOCK = r"(?: \d{2}:\d{2}(?::\d{2})?)?"
_DATE = rf"(?:\d{{1,2}}[/.-]\d{{1,2}}[/.-]{_YEAR}|{_YEAR}-\d{{2}}-\d{{2}}{_CLOCK})"
_EDGE = r"(?:(?:h[ếe]t|cu[ốo]i|[đd][ầa]u|gi[ữu]a) ){0,2}"
_PERIOD = "|".join((
    rf"{_EDGE}(?:ng[àa]y )?{_DATE}",
    rf"{_EDGE}(?:ng[àa]y )?\d{{1,2}} th[áa]ng \d{{1,2}} n[ăa]m {_YEAR}",
    rf"{_EDGE}th[áa]ng \d{{1,2}}(?: ?/ ?| n[ăa]m |-|\.){_YEAR}",
    rf"{_EDGE}qu[ýy] (?:i{{1,3}}|iv|\d)(?: ?/ ?| n[ăa]m | )(?:n[ăa]m )?{_YEAR}",
    rf"{_EDGE}n[ăa]m (?:h[ọo]c )?{_YEAR}(?: ?- ?{_YEAR})?",
    rf"\d{{1,2}} th[áa]ng (?:[đd][ầa]u|cu[ốo]i) n[ăa]m(?: {_YEAR})?",
    rf"(?<![\d/]){_YEAR} ?- ?{_YEAR}",
    rf"(?<=\(){_YEAR}(?=\))",
    rf"(?<=\()\d{{1,2}} ?/ ?{_YEAR}(?=\))",
    rf"(?:(?<=đến )|(?<=den )|(?<=tới ))\d{{1,2}} ?/ ?{_YEAR}",
))  # fmt: skip
# Codes of evidence (H1.01.02), numbers of documents (39/KH-UBND), ages, times of day.
_CODE = (
    r"(?<!\w)[^\W\d_]++\d[\w.,]*+(?! ?[%‰])"
    r"|\d+(?:/\d{4})?/(?:[a-zđ]+-[\w-]+|qđ|kh|tt|nq|bc|cv|nđ|ct|tb|tr|hd)(?!\w)"
    r"|\d{1,3}(?: ?(?:-|đ[ếe]n|den) ?\d{1,3})? ?tu[ổo]i(?!\w)"
    r"|\d{1,2}[h:]\d{2}(?!\d)"
)
# A dash that touches its number is a minus where it can be no bullet, range or dash: "-5%" at the
# start of a cell must not silently become 5%.
_MINUS = r"(?:(?:^|(?<=[(=<>])|(?<=[(=<>] ))-(?=\d))?"
_NUMBER = (
    rf"{_MINUS}(?:(?<![\d.,])[1-9]\d{{0,2}}(?: \d{{3}})+(?![.,]?\d| \d)(?:[.,]\d+)?"
    r"|(?:(?<![^\s(<>=~≥≤≈:-])[.,])?\d+(?:[.,]\d+)*)"
)
_SIGNS = {
    "/": Sense.SLASH, "-": Sense.DASH, ":": Sense.COLON, "(": Sense.OPEN, "[": Sense.OPEN,
    ")": Sense.CLOSE, "]": Sense.CLOSE, ";": Sense.SEPARATOR, ",": Sense.SEPARATOR,
    ".": Sense.SEPARATOR, "+": Sense.SEPARATOR, "*": Sense.SEPARATOR, "•": Sense.SEPARATOR,
    "·": Sense.SEPARATOR, "●": Sense.SEPARATOR, "|": Sense.SEPARATOR, "→": Sense.SEPARATOR,
    "…": Sense.SEPARATOR, "\uf0b7": Sense.SEPARATOR, "▪": Sense.SEPARATOR, "!": Sense.SEPARATOR,
}  # fmt: skip


@cache
def _lexer(*, accented: bool) -> re.Pattern[str]:
    """Give the one expression; to compile it takes longer than to read a file."""
    table = ENTRIES if accented else PLAIN_ENTRIES
    return re.compile(
        rf"(?P<period>{_PERIOD})|(?P<code>{_CODE})"
        rf"|(?P<number>{_NUMBER})|(?P<phrase>{_alternatives(table)})"
        r"|(?P<word>[^\W\d_]+)|(?P<sign>\S)"
    )


def tokenise(text: str) -> tuple[Token, ...]:
    """Cut normalised text into tokens, in time linear in its length.

    Text without a single accented letter is read with the table without diacritics.
    """
    accented = any(mark.isalpha() and not mark.isascii() for mark in text)
    table = ENTRIES if accented else PLAIN_ENTRIES
    return tuple(_token(match, table) for match in _lexer(accented=accented).finditer(text))


def _token(match: re.Match[str], table: dict[str, Entry]) -> Token:
    text = match[0]
    match match.lastgroup:
        case "period":
            return Token(Sense.PERIOD, text)
        case "number":
            number = numeral(text)
            return Token(Sense.NUMBER if number else Sense.CODE, text, number=number)
        case "phrase":
            entry = table[text]
            return Token(entry.sense, text, entry.meaning)
        case "sign":
            return Token(_SIGNS.get(text, Sense.FILLER), text)
        case "code":
            return Token(Sense.CODE, text)
    return Token(Sense.WORD, text)
