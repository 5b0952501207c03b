"""Our own faults (settings, templates, environment): raised, caught once in `cli`.

Faults of what units send are values (`lcreport.problems.Problem`), never exceptions.
"""


class LcreportError(Exception):
    """The run cannot go on; the message is a Vietnamese sentence for the official."""

    def __init__(self, *sentences: str) -> None:
        """Keep every sentence: all faults are told at once, one sentence each."""
        super().__init__("\n".join(sentences))
        self.sentences = sentences

    def __reduce__(self) -> tuple[type["LcreportError"], tuple[str, ...]]:
        """Come back from another process with the sentences apart."""
        return type(self), self.sentences


class UsageError(LcreportError):
    """The command was called with something that is not there."""


class SettingsError(LcreportError):
    """`cai-dat.xlsx` or `tham-dinh.xlsx` contradicts itself or the contract."""


class CriteriaError(LcreportError):
    """A criteria set contradicts itself."""


class TemplateError(LcreportError):
    """A template names something that does not exist, or has lost a part."""


class OutputError(LcreportError):
    """An output could not be put in place; the previous one is untouched."""
