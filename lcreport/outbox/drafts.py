"""The outbox folder: drafts that a mail program opens ready to be sent."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from lcreport.errors import OutputError
from lcreport.outbox.mime import Message, compose
from lcreport.outbox.purposes import Purpose
from lcreport.wording import say

OUTBOX = "outbox"


def write_drafts(
    messages: Sequence[Message], purpose: Purpose, output: Path, sender: str, day: datetime
) -> Path:
    """Write one `.eml` per message and drop the kind's older drafts; gives the outbox.

    Raises:
        OutputError: the outbox cannot be written.
    """
    drafts = {each.file: compose(each, sender, day, draft=True) for each in messages}
    outbox = output / OUTBOX
    try:
        outbox.mkdir(parents=True, exist_ok=True)
        for path in outbox.glob(f"{purpose}-*.eml"):
            if path.name not in drafts:
                path.unlink()
        for name, data in drafts.items():
            fresh = outbox / f".{name}.moi"
            fresh.write_bytes(data)
            fresh.replace(outbox / name)
    except OSError as error:
        raise OutputError(say("send.outbox_unwritten", place=outbox, why=error)) from error
    return outbox


def drop_draft(message: Message, output: Path) -> None:
    """Take away the draft of a message that was sent, so that nobody sends it again by hand."""
    (output / OUTBOX / message.file).unlink(missing_ok=True)
