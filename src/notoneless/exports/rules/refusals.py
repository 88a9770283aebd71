"""What may not be done with an export, said to the person who asked for it."""


class ExportRefusedError(Exception):
    """Refused. `sentence` says in Chinese why and what to do."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        super().__init__(sentence)
