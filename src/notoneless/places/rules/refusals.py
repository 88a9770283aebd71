"""What may not be done, said to the person who asked for it."""


class NotPossibleError(Exception):
    """A change that is refused. `sentence` says in Chinese why and what to do; `field` names the input, or is ""."""

    def __init__(self, sentence: str, field: str = "") -> None:
        self.sentence = sentence
        self.field = field
        super().__init__(sentence)
