"""What became of one folder among many that were run together."""

from dataclasses import dataclass, field

from lcreport.model.words import Status


@dataclass(frozen=True, slots=True)
class Outcome:
    """One folder's run in numbers; with `faults` (sentences) there is no result.

    `folder` is relative to the root of all folders, with "/". `waiting` are the verdicts that a
    person must decide, `look` says that somebody must look at the folder's papers; `trace` is the
    traceback of a fault of the program itself.
    """

    folder: str
    files: int = 0
    heard: int = 0
    units: int = 0
    counts: dict[Status, int] = field(default_factory=dict)
    waiting: int = 0
    errors: int = 0
    warnings: int = 0
    look: bool = True
    faults: tuple[str, ...] = ()
    trace: str = ""
