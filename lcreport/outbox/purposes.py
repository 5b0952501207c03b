"""Why a unit is written to, and what each kind of letter needs."""

from dataclasses import dataclass
from enum import StrEnum


class Purpose(StrEnum):
    """The kinds of letters, as `--kind` names them."""

    FORMS = "forms"
    RETURNED = "returned"
    REMINDER = "reminder"


@dataclass(frozen=True, slots=True)
class Recipe:
    """A kind's template and the folder of the output that its attachments lie in ("": none).

    With `strict` an attachment is our own work alone: all that it says must agree.
    """

    template: str
    folder: str = ""
    strict: bool = False


RECIPES = {
    Purpose.FORMS: Recipe("thu-bieu.txt", "bieu", strict=True),
    Purpose.RETURNED: Recipe("thu-phan-hoi.txt", "phan-hoi"),
    Purpose.REMINDER: Recipe("thu-nhac.txt"),
}
