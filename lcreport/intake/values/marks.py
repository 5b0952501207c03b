"""Ticks in a Đạt or Chưa đạt column, and the word in a Tự đánh giá column."""

import re

from lcreport.intake.values.statements import statement
from lcreport.intake.values.tokens import Token
from lcreport.intake.values.vocabulary import (
    ABBREVIATED_CLAIMS,
    COLUMN_TICKS,
    CROSSES,
    TICKS,
    Sense,
)
from lcreport.intake.values.words import clauses, verdict
from lcreport.model import Comparison, Measure
from lcreport.vietnamese import fold

_QUESTION = Measure("", Comparison.AT_LEAST)
_BOX = re.compile(r"([☐☑☒✓✔□■]|\[ ?[x✓v]? ?\]|\( ?[x✓v]? ?\))\s*((?:chưa |không )?đạt)(?!\w)")
_EMPTY_BOXES = {"☐", "□", "[]", "()"}


def read_mark(text: str) -> bool:
    """Say whether a cell of a Đạt or Chưa đạt column is ticked (x, ✓, ☒, v, đ, 1, "có", "Đạt")."""
    plain = fold(text).strip(" .")
    if plain in COLUMN_TICKS or plain in TICKS or plain in CROSSES:
        return True
    words = [
        item for clause in clauses(statement(text).items) for item in clause
        if isinstance(item, Token)
    ]  # fmt: skip
    return len(words) == 1 and words[0].sense is Sense.VERDICT


def read_claim(text: str) -> bool | None:
    """Give what a Tự đánh giá column claims: Đạt True, Chưa đạt False, None where it says neither.

    Boxes before both words are read ("☒ Đạt ☐ Chưa đạt"); "Đạt/Chưa đạt" left as printed, both
    boxes ticked, and halves ("Cơ bản đạt", "Đạt một phần") claim nothing.
    """
    plain = fold(text).strip(" .;")
    if plain in ABBREVIATED_CLAIMS:
        return ABBREVIATED_CLAIMS[plain]
    boxes = _BOX.findall(plain)
    if boxes:
        ticked = {
            words == "đạt" for box, words in boxes if box.replace(" ", "") not in _EMPTY_BOXES
        }
        return ticked.pop() if len(ticked) == 1 else None
    said = statement(text)
    if said.says(Sense.STATUS) or {token.meaning for token in said.says(Sense.VERDICT)} == {
        True,
        False,
    }:
        return None
    return verdict(said, _QUESTION)
