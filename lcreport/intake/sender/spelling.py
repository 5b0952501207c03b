"""How the name of an organ is written: its words, whatever their case, marks or abbreviation.

Nothing here knows a place or an office; the tables hold words of the Vietnamese language.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from lcreport.vietnamese import bare, fold

_TOKEN = re.compile(r"[^\W\d_]+|\d+")
_LETTER_Y = re.compile(r"^([hklmst]|qu)([yỳýỷỹỵ])$")
_Y_TO_I = str.maketrans("yỳýỷỹỵ", "iìíỉĩị")
_EXTRA_LETTERS = str.maketrans("ð", "đ")
_DROPPED = {"và", "va", "các", "cac"}
_MISPRINTS = {"lđtđ": "lđtb", "lđtđxh": "lđtbxh"}

# The word for the area that an office belongs to: it never tells two offices of one area apart.
AREA = "tp"
# Ends that a name may carry or leave out: "Ban Tuyên giáo (Thành ủy)", "TTHTCĐ (các xã, phường)".
_OPTIONAL_ENDS = {AREA, "thànhuỷ", "thanhuy", "xãphường", "xaphuong"}
_PHRASES = {
    "uỷ ban nhân dân": "ubnd",
    "hội đồng nhân dân": "hđnd",
    "thành phố": AREA,
    "trung tâm học tập cộng đồng": "tthtcđ",
    "trung tâm htcđ": "tthtcđ",
    "thành uỷ": "thànhuỷ",
    "xã phường": "xãphường",
    "phường xã": "xãphường",
    "thị trấn": "thịtrấn",
    "đặc khu": "đặckhu",
}
_WARD_HEADS = {"phường": "p", "xã": "x", "thịtrấn": "tt", "đặckhu": "đk"}
_OFFICE_HEADS = {
    "văn phòng": "vp", "phòng": "p", "sở": "s", "ban": "b", "chi cục": "cc", "trung tâm": "tt",
    "hội": "h",
}  # fmt: skip
# Offices that people call by their subject alone ("Tài chính - Kế hoạch").
_HEADLESS = {"phòng", "sở", "ban"}
_ORGANS = {
    "ubnd", "phòng", "sở", "ban", "hội", "trường", "trạm", "công", "chi", "trung", "văn", "đoàn",
    "liên", "đảng", "mặt", "toà", "viện", "tthtcđ", *_WARD_HEADS,
}  # fmt: skip


def _phrase_pattern() -> re.Pattern[str]:
    spelled = sorted({*_PHRASES, *map(bare, _PHRASES)}, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(spelled)})\b")


_PHRASE = _phrase_pattern()
_SHORT = _PHRASES | {bare(long): bare(short) for long, short in _PHRASES.items()}


def words(text: str) -> tuple[str, ...]:
    """Split a name into its comparable words; "thành phố", "TP." and "tp" are all `AREA`."""
    tokens = _TOKEN.findall(fold(text).translate(_EXTRA_LETTERS))
    kept = [_token(each) for each in tokens if each not in _DROPPED]
    return tuple(_PHRASE.sub(lambda found: _SHORT[found[0]], " ".join(kept)).split())


def _token(token: str) -> str:
    if token.isdigit():
        return token.lstrip("0") or "0"
    turned = _LETTER_Y.sub(lambda found: found[1] + found[2].translate(_Y_TO_I), token)
    return _MISPRINTS.get(turned, turned)


def normal(name: str) -> str:
    """Give the form in which two spellings of one organ's name are equal.

    Case, tone placement, dashes, dots, "&", "và", "các", spaces and "thành phố" no longer
    matter, "Ủy ban nhân dân" is "ubnd"; diacritics still matter. Applying it twice changes
    nothing.
    """
    previous, current = "", name
    while previous != current:
        previous, current = current, " ".join(without_area(words(current)))
    return current


def without_area(name: Sequence[str]) -> tuple[str, ...]:
    """Drop the word for the area, unless only the word for the kind of organ would be left."""
    kept = tuple(each for each in name if each != AREA)
    return tuple(name) if only_a_kind(kept) else kept


def optional_end(name: Sequence[str]) -> bool:
    """Say whether the last word may be left out: "TTHTCĐ các xã, phường" is "TTHTCĐ"."""
    return len(name) > 1 and name[-1] in _OPTIONAL_ENDS and name[0] != "ubnd"


def only_a_kind(name: Sequence[str]) -> bool:
    """Say whether a text names a kind of organ and no organ: "UBND phường", "Phòng"."""
    rest = name[1:] if name[:1] == ("ubnd",) else name
    kinds = {*_OFFICE_HEADS, *_WARD_HEADS}
    return " ".join(rest) in {"", *kinds, *map(bare, kinds)}


def compact(name: Iterable[str]) -> str:
    """Join words to one key: spaces never matter, but "1 (2)" stays apart from "12"."""
    key = ""
    for word in name:
        key += f" {word}" if key[-1:].isdigit() and word[0].isdigit() else word
    return key


def names_an_organ(text: str) -> bool:
    """Say whether a text starts like the name of some organ, known or not."""
    name = words(text)
    return len(name) > 1 and name[0] in _ORGANS and not _OPTIONAL_ENDS & set(name[1:2])


@dataclass(frozen=True, slots=True)
class Spellings:
    """A few ways of writing: asked like a pattern, without the time that one takes to compile."""

    known: frozenset[str]

    @property
    def pattern(self) -> str:
        """Give the pattern that they would be."""
        return "|".join(map(re.escape, sorted(self.known)))

    def fullmatch(self, key: str) -> bool:
        """Say whether a text is one of them."""
        return key in self.known


@dataclass(frozen=True, slots=True)
class Shape:
    """The ways in which one name may be written, over `compact` text.

    `headed` carries the kind of organ ("Phòng Y tế", "P. Y tế", "PYT"), `alone` does not
    ("Y tế"; empty where that is no name), `initials` are the letters alone ("gdđt").
    """

    headed: re.Pattern[str] | Spellings
    alone: re.Pattern[str] | Spellings
    initials: str = ""


NEVER = re.compile(r"(?!)")


def ward_shape(name: str, plain: Callable[[str], str] = str) -> Shape:
    """Give the shape of a ward's name; its proper name is never abbreviated.

    `plain` is applied to every word: `bare` gives the shape without diacritics.
    """
    parts = words(name)
    parts = without_area(parts[1:] if parts[:1] == ("ubnd",) and len(parts) > 1 else parts)
    head = parts[0] if parts[0] in _WARD_HEADS and len(parts) > 1 else ""
    own = compact(map(plain, parts[1:] if head else parts))
    kinds = [plain(each) for each in (head, _WARD_HEADS[head])] if head else _any_ward_head(plain)
    alone = (own, f"ubnd{own}")
    headed = {f"{before}{kind}{own}" for before in ("", "ubnd") for kind in kinds}
    return Shape(
        Spellings(frozenset({*headed, *(() if head else alone)})), Spellings(frozenset(alone))
    )


def _any_ward_head(plain: Callable[[str], str]) -> list[str]:
    return [plain(each) for pair in _WARD_HEADS.items() for each in pair]


def office_shape(name: str, plain: Callable[[str], str] = str) -> Shape:
    """Give the shape of an office's name: each word of it may stand as its initial letter."""
    parts = without_area(words(name))
    literal = _acronyms(name)
    head = next((each for each in _OFFICE_HEADS if _starts(parts, each)), "")
    body = list(parts[len(head.split()) :])
    end = body.pop() if optional_end(parts) else ""
    spelled = "".join(_word_pattern(plain(each), fixed=each in literal) for each in body)
    spelled += f"(?:{re.escape(plain(end))})?" if end else ""
    letters = "".join(each if each in literal else _initial(plain(each)) for each in body)
    whole = plain(head.replace(" ", ""))
    kind = f"(?:{re.escape(whole)}|{plain(_OFFICE_HEADS[head])})" if head else ""
    alone = re.compile(spelled) if head in _HEADLESS and body else NEVER
    return Shape(re.compile(kind + spelled), alone, letters if head in _HEADLESS else "")


def _starts(parts: tuple[str, ...], head: str) -> bool:
    wanted = tuple(head.split())
    return parts[: len(wanted)] == wanted and len(parts) > len(wanted)


def _acronyms(name: str) -> set[str]:
    """Give the words that are abbreviations already: capitals in a name that is not all so."""
    spelled = [] if name.isupper() else [each for each in _TOKEN.findall(name) if each.isupper()]
    return {"ubnd", "hđnd", "tthtcđ", *(word for each in spelled for word in words(each))}


def _initial(word: str) -> str:
    """Give the letter that stands for a word: "Ủy" gives "u", "Đào" gives "đ"."""
    return "đ" if word[0] == "đ" else bare(word[0])


def _word_pattern(word: str, *, fixed: bool) -> str:
    whole = re.escape(word)
    return whole if fixed or len(word) == 1 or word.isdigit() else f"(?:{whole}|{_initial(word)})"


def proper(name: Sequence[str]) -> tuple[str, ...]:
    """Drop the words for the kind of organ, which make different names look alike."""
    rest = tuple(name)
    if rest[:1] == ("ubnd",):
        rest = rest[1:]
    if rest[:1] and rest[0] in {*_WARD_HEADS, *map(bare, _WARD_HEADS), "p", "x"}:
        return rest[1:]
    for head in (*_OFFICE_HEADS, *map(bare, _OFFICE_HEADS)):
        if _starts(rest, head):
            return rest[len(head.split()) :]
    return rest


def pieces(file_name: str) -> str:
    """Put spaces where a file name runs words together: "PhongYTe_T6" is "Phong Y Te T 6"."""
    text = composed(file_name)
    spaced = ""
    for before, letter, after in zip(f" {text}", text, f"{text[1:]} ", strict=False):
        starts = before.islower() and letter.isupper()
        starts |= before.isupper() and letter.isupper() and after.islower()
        spaced += f" {letter}" if starts else letter
    return spaced


def composed(text: str) -> str:
    """Compose the letters of a text (NFC); the file systems of some computers take them apart."""
    return unicodedata.normalize("NFC", text)
