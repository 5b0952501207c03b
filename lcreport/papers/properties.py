"""What a paper says about itself in its properties."""

from dataclasses import dataclass
from datetime import date

from lcreport.model import Result
from lcreport.wording import say


@dataclass(frozen=True, slots=True)
class Properties:
    """What the file says about itself: nobody's name, no time of the machine."""

    title: str
    category: str
    day: date | None


def table_properties(result: Result) -> Properties:
    """Give what the evaluation table says about itself, in Excel as in Word."""
    document, period = result.settings.document, result.settings.period
    return Properties(
        say("letter.table_title"), say("letter.table_category"), document.issued or period.cut_off
    )
