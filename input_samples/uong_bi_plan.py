"""Phụ lục 1 of Uông Bí's plan 39/KH-UBND: who leads and supports which indicator, and its words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from office_parts import Row

LEAD, SUPPORT = "chủ trì", "phối hợp"
_SIGNS = {">=": "≥", "<=": "≤", ">": ">", "<": "<"}


@dataclass(frozen=True, slots=True)
class Annex:
    """The annex: its units in order, and what a row of it prints for an indicator."""

    units: Mapping[str, Row]
    indicators: Mapping[int, Row]

    @classmethod
    def of(cls, plan: Row, criteria: Row) -> "Annex":
        """Take texts from the built-in criteria set, but for those that the annex words apart."""
        titled = {
            kind: {code: f"{code} {title}" for code, title in criteria[kind].items()}
            for kind in ("standards", "criteria")
        }
        indicators = {
            each["number"]: {
                "text": plan["printed"].get(str(each["number"]), each["text"]),
                "standard": titled["standards"][each["standard"]],
                "criterion": titled["criteria"][each["criterion"]],
                "threshold": _threshold(each["measures"][0]),
            }
            for each in criteria["indicators"]
        }
        return cls({unit["id"]: unit for unit in plan["unit"]}, indicators)

    def note(self, unit: str, number: int) -> Row:
        """Give what the last column says beside an indicator of a unit, {} where it is empty."""
        notes = self.units[unit].get("notes", ())
        return next((each for each in notes if each["number"] == number), {})

    def assigned(self) -> Iterator[tuple[int, str, str]]:
        """Give (indicator, unit, role) by number; who leads is not its own supporter as well."""
        for number in sorted(self.indicators):
            leads = [unit for unit, row in self.units.items() if number in row["leads"]]
            named = [one for unit in leads for one in self.note(unit, number).get("with", ())]
            yield from ((number, unit, LEAD) for unit in leads)
            supporters = dict.fromkeys(unit for unit in named if unit not in leads)
            yield from ((number, unit, SUPPORT) for unit in supporters)


def _threshold(measure: Row) -> str:
    sign = _SIGNS.get(measure["comparison"])
    return f"{sign} {measure['threshold']}{measure['unit']}" if sign else "Đạt"
