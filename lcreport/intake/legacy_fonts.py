"""Text typed in the fonts of the 1990s (TCVN3 and VNI) becomes Unicode.

In those fonts a byte such as 0xB8 is drawn as "á"; a program that does not know the font reads it
as "¸" (Windows-1252). Sources: TCVN 5712:1993, set 1 (TCVN3 is its lower half, with capitals drawn
by fonts whose names end in H), and the VNI-Windows table, where a letter is followed by its mark.
"""

import re
import unicodedata
from functools import lru_cache

TCVN3 = "TCVN3"
VNI = "VNI"

_TCVN3_LETTERS = dict(
    zip(
        "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u00adõøö÷ùúýûüþ¡¢£¤¥¦§",
        "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂÊÔƠƯĐ",
        strict=True,
    )
)

_TONES = {"": "", "ø": "\u0300", "ù": "\u0301", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
# Circumflex and breve have marks of their own for each tone.
_CIRCUMFLEX = {"â": "", "à": "\u0300", "á": "\u0301", "å": "\u0309", "ã": "\u0303", "ä": "\u0323"}
_BREVE = {"ê": "", "è": "\u0300", "é": "\u0301", "ú": "\u0309", "ü": "\u0303", "ë": "\u0323"}
_VNI_SINGLE = {"ñ": "đ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "ô": "ơ", "ö": "ư"}


def _composed(letter: str, *marks: str) -> str:
    return unicodedata.normalize("NFC", letter + "".join(marks))


def _vni_letters() -> dict[str, str]:
    """Compose the VNI table: letter and tone mark, circumflex and breve with their tones."""
    table = dict(_VNI_SINGLE)
    for tone, mark in _TONES.items():
        if tone:
            table |= {f"{letter}{tone}": _composed(letter, mark) for letter in "aeouy"}
            table |= {f"{typed}{tone}": _composed(_VNI_SINGLE[typed], mark) for typed in "ôö"}
    for tone, mark in _CIRCUMFLEX.items():
        table |= {f"{letter}{tone}": _composed(letter, "\u0302", mark) for letter in "aeo"}
    table |= {f"a{tone}": _composed("a", "\u0306", mark) for tone, mark in _BREVE.items()}
    mixed = {typed[0].upper() + typed[1:]: letter.upper() for typed, letter in table.items()}
    upper = {typed.upper(): letter.upper() for typed, letter in table.items()}
    return mixed | table | upper


_TABLES = {TCVN3: _TCVN3_LETTERS, VNI: _vni_letters()}
_PATTERNS = {
    name: re.compile("|".join(map(re.escape, sorted(table, key=len, reverse=True))))
    for name, table in _TABLES.items()
}
_FONTS = (
    (TCVN3, re.compile(r"\.?vn(?!i).*", re.IGNORECASE)),
    (VNI, re.compile(r"vni[ -].*", re.IGNORECASE)),
)
# Characters of legacy text that no Vietnamese word in Unicode holds: one of them must be there.
_VIETNAMESE = frozenset("àáâãèéêìíòóôõùúýÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝ")
_FOREIGN = {
    name: frozenset(mark for mark in "".join(table) if not mark.isascii()) - _VIETNAMESE
    for name, table in _TABLES.items()
}
_LAST_LEGACY = "\u00ff"
# A single odd letter may be a unit or a foreign name ("5 µm"); two are typing.
_FEWEST_ODD_LETTERS = 2
_WORD = re.compile(r"[^\s\d\"'“”()\[\]{}.,;:!?/\\%+*=<>_-]+")
_TYPOGRAPHY = frozenset("–—‘’“”…•\u2212")

_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnpqrstvx])?"
    r"(?:iêu|yêu|oai|oay|oao|oeo|uây|uôi|uya|uyê|uyu|ươi|ươu|ai|ao|au|ay|âu|ây|eo|êu|ia|iê|iu|oa|oă"
    r"|oe|oi|oo|ôi|ơi|ua|uâ|uê|ui|uô|uơ|uy|ưa|ưi|ươ|ưu|yê|[aăâeêioôơuưy])"
    r"(?:ch|ng|nh|[cmnpt])?"
)
_MARKS = frozenset("\u0300\u0301\u0303\u0309\u0323")
_STOPS = ("c", "ch", "p", "t")
_STOP_TONES = frozenset("\u0301\u0323")


def convert(text: str, font: str = "") -> tuple[str, str | None]:
    """Give the text in Unicode and the name of its legacy encoding (None: it was Unicode).

    The font decides where it is a legacy one (.VnTime, VNI-Times; .VnTimeH draws capitals). Else
    only the text: no letter beyond Latin-1, letters that Unicode Vietnamese never has, and every
    odd word a Vietnamese syllable once converted. Text with a letter beyond Latin-1 is Unicode,
    whatever its font; English, French and German stay as they are.
    """
    if text.isascii() or any(_beyond(character) for character in text):
        return text, None
    named = next((name for name, pattern in _FONTS if pattern.fullmatch(font.strip())), None)
    if named:
        converted = _converted(text, named)
        capitals = named == TCVN3 and font.strip().upper().endswith("H")
        return converted.upper() if capitals else converted, named
    for name in _TABLES:
        if _looks_typed_in(text, name):
            return _converted(text, name), name
    return text, None


def _beyond(character: str) -> bool:
    return character > _LAST_LEGACY and character not in _TYPOGRAPHY


def _converted(text: str, name: str) -> str:
    return _PATTERNS[name].sub(lambda match: _TABLES[name][match[0]], text)


def _looks_typed_in(text: str, name: str) -> bool:
    odd = [word for word in _WORD.findall(text) if not word.isascii()]
    letters = sum(not character.isascii() for word in odd for character in word)
    foreign = _FOREIGN[name]
    if letters < _FEWEST_ODD_LETTERS or not any(foreign & set(word) for word in odd):
        return False
    return all(len(word) > 1 and _is_syllable(_converted(word, name)) for word in odd)


@lru_cache(maxsize=4096)
def _is_syllable(word: str) -> bool:
    """Say whether a word is spelled like a Vietnamese syllable with at most one tone."""
    decomposed = unicodedata.normalize("NFD", word.lower())
    tones = [mark for mark in decomposed if mark in _MARKS]
    plain = unicodedata.normalize("NFC", "".join(m for m in decomposed if m not in _MARKS))
    if len(tones) > 1 or not _SYLLABLE.fullmatch(plain):
        return False
    return not plain.endswith(_STOPS) or bool(_STOP_TONES & set(tones))
