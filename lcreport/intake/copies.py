"""Which copies count: equal files once, and of a unit's several returns the newest answers."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from lcreport.model import Answer, Kind, Return, Role, Settings, State
from lcreport.problems import Flaw, Problem, Severity, problem
from lcreport.vietnamese import fold
from lcreport.wording import say

# Only what was read can be a copy: two damaged files stay two damaged files.
_READ = {State.ACCEPTED, State.UNIDENTIFIED}
_NEVER = datetime.min.replace(tzinfo=UTC)
_NUMBERED = re.compile(r"(?:^|chỉ số )0*(\d+)\b", re.IGNORECASE)


def settle(returns: Sequence[Return], settings: Settings) -> tuple[Return, ...]:
    """Let every answer count once: equal files (T05), newer returns (D05), missing rows (H04).

    Every return comes back exactly once, by path; only answers that count stay in it. The order
    of `returns` does not matter.
    """
    unique = _without_doubles(sorted(returns, key=lambda each: each.file))
    of_unit: dict[str, list[Return]] = defaultdict(list)
    settled = {each.file: each for each in unique}
    for each in unique:
        if each.state is State.ACCEPTED and each.unit:
            of_unit[each.unit].append(each)
    for unit, copies in of_unit.items():
        newest, *older = _of_one_unit(unit, copies)
        missing = missing_rows(unit, copies, settings)
        complete = replace(newest, problems=(*newest.problems, *_missing(newest, missing)))
        settled |= {each.file: each for each in (complete, *older)}
    return tuple(settled.values())


def _of_one_unit(unit: str, copies: Sequence[Return]) -> list[Return]:
    """Settle the copies of each signer by themselves, newest first.

    Several old units can count for one successor: their answers stand side by side, for they are
    parts of it, and give way only to what the successor itself has returned.
    """
    newest_first = sorted(copies, key=_age, reverse=True)
    own = [each for each in newest_first if each.signed in {None, unit}]
    settled = _replaced(own) if own else []
    for signer in dict.fromkeys(each.signed for each in newest_first if each not in own):
        parts = [each for each in newest_first if each.signed == signer]
        settled += _replaced([*own, *parts])[len(own) :]
    return settled


def missing_rows(unit: str, copies: Iterable[Return], settings: Settings) -> tuple[int, ...]:
    """Give the indicators that a unit leads and of which none of its returns has a row.

    A row that a problem names is there; so is one that H01 leaves in doubt between two numbers.
    """
    there: set[int] = set()
    for each in copies:
        there |= {answer.indicator for answer in each.answers}
        for fault in each.problems:
            there |= {fault.indicator} if fault.indicator is not None else set()
            if fault.code == "H01":
                told = (*_NUMBERED.findall(fault.found), *_NUMBERED.findall(fault.expected))
                there |= {int(number) for number in told}
    return tuple(n for n in settings.assigned_to(unit, Role.LEAD) if n not in there)


def _missing(newest: Return, missing: Iterable[int]) -> Iterator[Problem]:
    for number in missing:
        yield problem(Flaw("H04"), file=newest.file, unit=newest.unit, indicator=number)


def _without_doubles(returns: Sequence[Return]) -> list[Return]:
    """Mark the second and later of files with equal content; an identified one comes first."""
    first: dict[str, Return] = {}
    for each in sorted(returns, key=lambda one: (one.state is not State.ACCEPTED, one.file)):
        if each.state in _READ:
            first.setdefault(each.sha256, each)
    return [
        _double(each, first[each.sha256])
        if each.state in _READ and first[each.sha256] is not each
        else each
        for each in returns
    ]


def _double(copy: Return, original: Return) -> Return:
    """Drop a copy; where its name or folder says another unit, somebody must look."""
    doubt = copy.unit is not None and copy.unit != original.unit
    told = problem(
        Flaw("T05", original.file),
        file=copy.file,
        unit=copy.unit,
        severity=Severity.WARNING if doubt else None,
    )
    return replace(copy, state=State.DUPLICATE, answers=(), problems=(told,))


def _age(copy: Return) -> tuple[datetime, str]:
    return copy.saved or _NEVER, copy.file


@dataclass(frozen=True, slots=True)
class _Winner:
    """The return whose answers to an indicator count; `rank` 0 is the newest."""

    rank: int
    file: str
    answers: tuple[Answer, ...]


def _replaced(newest_first: Sequence[Return]) -> list[Return]:
    winners: dict[int, _Winner] = {}
    for filled in (True, False):
        for rank, copy in enumerate(newest_first):
            for number, answers in _by_indicator(copy).items():
                if _says_something(answers) or not filled:
                    winners.setdefault(number, _Winner(rank, copy.file, answers))
    newest, *older = newest_first
    kept = _kept(newest, 0, winners)
    return [kept, *(_older(each, rank, winners) for rank, each in enumerate(older, start=1))]


def _by_indicator(copy: Return) -> dict[int, tuple[Answer, ...]]:
    grouped: dict[int, list[Answer]] = defaultdict(list)
    for each in copy.answers:
        grouped[each.indicator].append(each)
    return {number: tuple(answers) for number, answers in grouped.items()}


def _says_something(answers: Iterable[Answer]) -> bool:
    """Say whether a row is an answer: it is not when it has neither value nor tick."""
    return any(each.reading.kind is not Kind.EMPTY or each.claim is not None for each in answers)


def _kept(copy: Return, rank: int, winners: dict[int, _Winner]) -> Return:
    """Keep the answers that count, and drop the problems that another return has mended.

    A fault is mended by a newer answer, a blank by any. A return that says nothing at all keeps
    its problems: sending it was a mistake.
    """

    def mended(fault: Problem) -> bool:
        winner = None if fault.indicator is None else winners.get(fault.indicator)
        if winner is None or winner.rank == rank:
            return False
        return winner.rank < rank or fault.code == "G06"

    answers = tuple(each for each in copy.answers if winners[each.indicator].rank == rank)
    if not _says_something(copy.answers):
        return replace(copy, answers=answers)
    problems = tuple(each for each in copy.problems if not mended(each))
    return replace(copy, answers=answers, problems=problems)


def _older(copy: Return, rank: int, winners: dict[int, _Winner]) -> Return:
    """Take away what newer returns answer; with nothing left the return is superseded."""
    rows = _by_indicator(copy)
    lost = {number: row for number, row in rows.items() if winners[number].rank != rank}
    replaced = {number: row for number, row in lost.items() if _says_something(row)}
    kept = _kept(copy, rank, winners)
    if _says_something(kept.answers):
        told = (_told(copy, replaced, winners),) if replaced else ()
        return replace(kept, problems=(*kept.problems, *told))
    unanswered = (each for each in copy.problems if (each.indicator or 0) not in {0, *winners})
    problems = (_told(copy, lost, winners), *unanswered)
    return replace(copy, state=State.SUPERSEDED, answers=(), problems=problems)


def _told(
    copy: Return, lost: dict[int, tuple[Answer, ...]], winners: dict[int, _Winner]
) -> Problem:
    flaw = Flaw("D05", _changes(lost, winners), "; ".join(_newer(lost, winners)))
    return problem(flaw, file=copy.file, unit=copy.unit)


def _newer(rows: Iterable[int], winners: dict[int, _Winner]) -> list[str]:
    return sorted({winners[number].file for number in rows})


def _changes(rows: dict[int, tuple[Answer, ...]], winners: dict[int, _Winner]) -> str:
    """List every value that is another one now: "chỉ số 19: 85% → 87%; …"."""
    pairs = ((number, rows[number], winners[number].answers) for number in sorted(rows))
    changed = [
        say("copies.change", indicator=number, before=_shown(old, new), after=_shown(new, old))
        for number, old, new in pairs
        if _meaning(old) != _meaning(new)
    ]
    return "; ".join(changed) or say("copies.same")


def _meaning(answers: Iterable[Answer]) -> list[tuple[object, ...]]:
    return [
        (each.measure, fold(each.reading.raw), each.reading.interval, each.reading.numerator,
         each.reading.denominator, each.claim)
        for each in answers
    ]  # fmt: skip


def _shown(answers: Sequence[Answer], other: Sequence[Answer]) -> str:
    """Show the raw texts; where they say the same, the numbers or the tick behind them."""
    raw = _raw(answers)
    if raw != _raw(other):
        return raw
    parts = [f"{each.reading.numerator}/{each.reading.denominator}" for each in answers
             if each.reading.numerator is not None]  # fmt: skip
    claims = {each.claim for each in answers if each.claim is not None}
    parts += [say("copies.claim_met" if claim else "copies.claim_not_met") for claim in claims]
    detail = "; ".join(dict.fromkeys(parts)) or say("copies.blank")
    return say("copies.with_claim", raw=raw, claim=detail)


def _raw(answers: Iterable[Answer]) -> str:
    texts = dict.fromkeys(each.reading.raw.strip() for each in answers)
    return "; ".join(each for each in texts if each) or say("copies.blank")
