"""From physical rows to logical ones: page breaks, merged labels and parts on rows of their own."""

from dataclasses import dataclass, field, replace

from lcreport.intake.layout.headers import Field
from lcreport.intake.layout.matching import Matcher, number_in
from lcreport.intake.layout.table import Table, is_signature
from lcreport.model import CriteriaSet, Indicator
from lcreport.vietnamese import bare

ANSWERING = (
    Field.VALUE, Field.CLAIM, Field.MET, Field.NOT_MET, Field.NUMERATOR, Field.DENOMINATOR,
    Field.ANSWER_KIND,
)  # fmt: skip
_CONTINUING = (*ANSWERING, Field.PREVIOUS, Field.EVIDENCE, Field.NOTE, Field.UNIT)
# A text is joined with the piece below it when that makes it this much more like its indicator.
_CLOSER = 2.0
# No answer is written on more physical rows than this.
_MOST_LINES = 100
# Capitals alone are a signature's ("TRƯỞNG PHÒNG"); abbreviations and ticks are shorter.
_LONGEST_CAPITALS = 3


@dataclass(frozen=True, slots=True)
class Draft:
    """A logical row before it is known which indicator it answers.

    `lines` are its physical rows, `number` and `text` what its number and text columns hold;
    `labels` are the texts beside single physical rows that name a part ("Trong đó: nữ").
    """

    lines: tuple[int, ...]
    number: str
    text: str
    labels: dict[int, str] = field(default_factory=dict)

    @property
    def ordinal(self) -> int | None:
        """Give the number of the number column: "12", "12.", "(12)", "Chỉ số 12"."""
        plain = self.number.strip(" .()[]")
        return int(plain) if plain.isascii() and plain.isdigit() else number_in(f"{self.number}.")


@dataclass(frozen=True, slots=True)
class RowReader:
    """Reads the rows of one table."""

    table: Table
    criteria: CriteriaSet
    known: Matcher

    def drafts(self) -> list[Draft]:
        """Join physical rows into logical ones, down to the signature block.

        Below it only rows that surely name an indicator are taken: a table may go on there.
        """
        drafts: list[Draft] = []
        last, closed = 0, False
        for line in self.table.body:
            draft = self._draft(line)
            if self._is_signature(line) and not self._is_row(draft):
                closed = True
                continue
            loose = not closed and not (last and self._has_gap(last, line))
            joined = self._continued(drafts[-1], draft, loose=loose) if drafts else None
            if joined:
                drafts[-1] = joined
            elif (draft.number or draft.text) and (not closed or self._is_row(draft)):
                drafts.append(draft)
            last = line
        return drafts

    def answers(self, draft: Draft) -> bool:
        """Say whether a row carries a value, a ratio or a claim."""
        return any(self._own(line, field) for line in draft.lines for field in ANSWERING)

    def named(self, draft: Draft) -> int | None:
        """Give the indicator that a row's text names for sure, with the number inside it or not."""
        inside = number_in(draft.text)
        if inside in self.known.numbers and inside is not None:
            return inside if self.known.agrees(draft.text, inside) else None
        return self.known.names(draft.text)

    def _draft(self, line: int) -> Draft:
        number = self._own(line, Field.ORDINAL)
        number = number if any(map(str.isalnum, number)) else ""
        return Draft((line,), number, self._own(line, Field.INDICATOR))

    def _own(self, line: int, field: Field) -> str:
        """Give the text of a field that stands in this very row, not merged down into it."""
        table = self.table
        places = (table.place(line, column) for column in table.columns.get(field, ()))
        texts = (table.sheet.text(*place) for place in places if place and place[0] == line)
        return " ".join(text.strip() for text in texts if text)

    def _has_gap(self, last: int, line: int) -> bool:
        """Say whether empty rows stand between two rows (a repeated header is none)."""
        rows = self.table.sheet.rows
        return any(each not in rows for each in range(last + 1, line))

    def _is_signature(self, line: int) -> bool:
        return is_signature(cell.text for cell in self.table.sheet.rows[line].values())

    def _is_row(self, draft: Draft) -> bool:
        if self.named(draft) is not None:
            return True
        number = draft.ordinal
        if number is None or number not in self.known.numbers:
            return False
        return not draft.text or self.known.agrees(draft.text, number)

    def _continued(self, before: Draft, draft: Draft, *, loose: bool) -> Draft | None:
        """Give the row before with this piece of it joined, None where a new row begins.

        Without `loose` (below a gap) only a piece that completes the text is taken.
        """
        line = draft.lines[0]
        numbered = draft.number or number_in(draft.text) in self.known.numbers
        if numbered or len(before.lines) >= _MOST_LINES:
            return None
        lines = (*before.lines, line)
        if self._is_merged_down(before, line):
            label = {line: draft.text} if draft.text else {}
            return replace(before, lines=lines, labels=before.labels | label)
        if not draft.text:
            return replace(before, lines=lines) if loose and self._has_piece(line) else None
        joined = f"{before.text} {draft.text}"
        if self._is_better(before, joined):
            return replace(before, lines=lines, text=joined)
        if loose and self._is_part(before, draft.text) and self.answers(draft):
            return replace(before, lines=lines, labels={**before.labels, line: draft.text})
        return None

    def _is_merged_down(self, before: Draft, line: int) -> bool:
        """Say whether the number or text of the row before is merged down over this one."""
        sheet, columns = self.table.sheet, self.table.columns
        naming = (*columns.get(Field.ORDINAL, ()), *columns.get(Field.INDICATOR, ()))
        anchors = [sheet.anchor(line, column)[0] for column in naming]
        return any(row in before.lines and row != line for row in anchors)

    def _has_piece(self, line: int) -> bool:
        """Say whether a row without number and text holds pieces of cells, and no signature."""
        texts = [self._own(line, each) for each in _CONTINUING]
        pieces = [text for text in texts if text]
        shouted = [each for each in pieces if each.isupper() and len(each) > _LONGEST_CAPITALS]
        return bool(pieces) and not shouted

    def _is_better(self, before: Draft, joined: str) -> bool:
        number = self._meant(before)
        if number is not None:
            closer = self.known.closeness
            return closer(joined, number) > closer(before.text, number) + _CLOSER
        now, then = self.known.find(joined), self.known.find(before.text)
        return bool(now and now.is_sure and not (then and then.is_sure))

    def _meant(self, draft: Draft) -> int | None:
        named = self.named(draft)
        if named is None and draft.ordinal in self.known.numbers:
            return draft.ordinal
        return named

    def _is_part(self, before: Draft, text: str) -> bool:
        number = self._meant(before)
        indicator = self.criteria.indicator(number) if number is not None else None
        return indicator is not None and _names_part(indicator, text)


def _names_part(indicator: Indicator, text: str) -> bool:
    """Say whether a text is the label of one of an indicator's parts ("Trong đó: nữ")."""
    plain = f" {' '.join(bare(text).replace(':', ' ').replace('-', ' ').split())} "
    words = (word for measure in indicator.measures for word in (measure.name, *measure.keywords))
    return any(word and f" {bare(word)} " in plain for word in words)
