"""The texts of a criteria set in another language: data beside it (`<id>.en.toml`)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace

from lcreport.errors import CriteriaError
from lcreport.model import CriteriaSet, Indicator, Measure
from lcreport.resources import templates
from lcreport.wording import say

Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Translation:
    """Texts by number or code; names of measures and units of measurement by the original."""

    title: str
    source: str
    indicators: Texts
    standards: Texts
    criteria: Texts
    measures: Texts
    units: Texts

    def measure_name(self, name: str) -> str:
        """Give the name of a measure, as it is where there is no translation."""
        return self.measures.get(name, name)


def load_translation(criteria: CriteriaSet, language: str) -> Translation:
    """Load the texts of a criteria set in a language.

    Raises:
        CriteriaError: nobody has translated the set, or the file lacks some of its texts.
    """
    path = templates() / "criteria" / f"{criteria.id}.{language}.toml"
    if not path.is_file():
        raise CriteriaError(say("criteria.untranslated", set=criteria.title, file=path.name))
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    tables = ("indicators", "standards", "criteria", "measures", "units")
    found = Translation(data["title"], data["source"], **{name: data[name] for name in tables})
    if lacking := [str(n) for n in criteria.numbers if str(n) not in found.indicators]:
        told = say("criteria.half_translated", file=path.name, numbers=", ".join(lacking))
        raise CriteriaError(told)
    return found


def translated(criteria: CriteriaSet, texts: Translation) -> CriteriaSet:
    """Give the set with all its texts in the other language; rules and numbers stay."""
    return replace(
        criteria,
        title=texts.title,
        source=texts.source,
        indicators=tuple(_indicator(each, texts) for each in criteria.indicators),
        standards={code: texts.standards.get(code, t) for code, t in criteria.standards.items()},
        criteria={code: texts.criteria.get(code, t) for code, t in criteria.criteria.items()},
    )


def _indicator(indicator: Indicator, texts: Translation) -> Indicator:
    measures = tuple(_measure(each, texts) for each in indicator.measures)
    return replace(indicator, text=texts.indicators[str(indicator.number)], measures=measures)


def _measure(measure: Measure, texts: Translation) -> Measure:
    unit = texts.units.get(measure.unit, measure.unit)
    return replace(measure, name=texts.measure_name(measure.name), unit=unit)
