"""What may not be done with a child's record, said to the person who asked for it."""

from collections.abc import Sequence

from notoneless.children.rules.differences import Difference


class RefusedError(Exception):
    """Refused. `sentence` says in Chinese why and what to do; `field` names the input, or is ""."""

    def __init__(self, sentence: str, field: str = "") -> None:
        self.sentence = sentence
        self.field = field
        super().__init__(sentence)


class ChangedMeanwhileError(RefusedError):
    """Somebody else has saved the record since the form was opened: nothing was written.

    `found` holds the fields in which the record now differs from the form; `version` is the record's own.
    """

    def __init__(self, found: Sequence[Difference], version: int) -> None:
        self.found = tuple(found)
        self.version = version
        super().__init__("您填写期间，别人已经改过这份档案。请对照下面的不同，改好后再提交。")


class BlockedError(RefusedError):
    """The account has looked at too many children; looking waits for the security administrator."""
