"""What became of files that people changed in a result folder, as sentences."""

from collections.abc import Container, Iterator, Sequence

from notoneless.ledgers.decisions_file import NAME
from notoneless.ledgers.keeping import Kept


def kept_lines(kept: Sequence[Kept], given: Container[str]) -> Iterator[str]:
    """One sentence per file. `given`: the SHA-256 of the files that this command was given to read."""
    for file in kept:
        option = "--decisions" if file.path == NAME else "--answers"
        if not file.ours:
            what = "不是系统写的，新结果里有同名的文件"
        elif file.digest in given:
            what = "被改动过，其中有没有采用的答复"
        else:
            what = f"被改动过，没有用 {option} 读入"
        yield f"“{file.path}”{what}，已留在 {file.folder} 里"
