"""What reading one foreign file may cost, and the account that is kept while reading it."""

from dataclasses import dataclass, field
from time import thread_time

from lcreport.intake.grid import UnreadableError
from lcreport.wording import say

_MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds for one file: far above any filled form, far below what hurts a small computer.

    Sizes are in bytes; `marks` counts XML elements and attributes of one part (what a parser
    builds objects from), `tree_marks` those of a part that is kept in memory as a whole,
    `longest` one tag with the text behind it; `cells`
    counts cells and rows, empty formatted ones too, `area` the places that a library fills up
    between them; `seconds` is processor time, so that a busy computer reads the same.
    """

    file_bytes: int = 64 * _MEGABYTE
    inflated_bytes: int = 80 * _MEGABYTE
    ratio: int = 300
    ratio_from: int = 4 * _MEGABYTE
    members: int = 10_000
    marks: int = 2_500_000
    tree_marks: int = 1_500_000
    longest: int = _MEGABYTE
    cells: int = 400_000
    area: int = 4_000_000
    merges: int = 50_000
    seconds: float = 5.0


LIMITS = Limits()


@dataclass(slots=True)
class Budget:
    """The running account of one file; whatever overdraws it ends in T04."""

    limits: Limits = LIMITS
    inflated: int = 0
    cells: int = 0
    started: float = field(default_factory=thread_time)

    def tick(self) -> None:
        """Check the deadline.

        Raises:
            UnreadableError: T04, the time is used up.
        """
        seconds = self.limits.seconds
        if thread_time() - self.started > seconds:
            raise too_large("seconds", f"{seconds:g}")

    def spend_cells(self, number: int) -> None:
        """Account for cells and rows that were met, empty or not, and check the deadline.

        Raises:
            UnreadableError: T04, the file holds more than a form can.
        """
        self.cells += number
        if self.cells > self.limits.cells:
            raise too_large("cells", f"{self.limits.cells:,}".replace(",", "."))
        self.tick()

    def spend_bytes(self, size: int, packed: int) -> None:
        """Account for a part before it is inflated from `packed` to `size` bytes.

        Raises:
            UnreadableError: T04, too much in all, or too much out of too little.
        """
        self.inflated += size
        if self.inflated > self.limits.inflated_bytes:
            raise too_large("inflated", f"{self.limits.inflated_bytes // _MEGABYTE} MB")
        if size > self.limits.ratio_from and size > packed * self.limits.ratio:
            raise too_large("ratio", f"{self.limits.ratio}:1")


def too_large(what: str, expected: str) -> UnreadableError:
    """Word T04; `what` names the bound in the catalogue's [format.large]."""
    return UnreadableError("T04", say(f"format.large.{what}"), expected)


def damaged(what: str) -> UnreadableError:
    """Word T03; `what` names the damage in the catalogue's [format.damage]."""
    return UnreadableError("T03", say(f"format.damage.{what}"))
