"""What the ledger says about messages that are about to go."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lcreport.outbox.ledger import Entry, Outcome
from lcreport.outbox.mime import Message
from lcreport.problems import Flaw, Problem, Severity, problem
from lcreport.wording import say


@dataclass(frozen=True, slots=True)
class Parted:
    """The messages that wait to be sent, and an E03 for each of the others."""

    waiting: tuple[Message, ...]
    problems: tuple[Problem, ...]


def parted(messages: Sequence[Message], ledger: Mapping[str, Entry]) -> Parted:
    """Set apart what was sent, and (as a warning) what a killed run may have sent."""
    waiting: list[Message] = []
    problems: list[Problem] = []
    for message in messages:
        entry = ledger.get(message.key)
        if entry is None or entry.outcome is Outcome.FAILED:
            waiting.append(message)
        elif entry.outcome is Outcome.SENT:
            problems.append(problem(Flaw("E03", entry.time), unit=message.unit))
        else:
            unsure = Flaw("E03", say("send.unsure", time=entry.time))
            problems.append(problem(unsure, unit=message.unit, severity=Severity.WARNING))
    return Parted(tuple(waiting), tuple(problems))
