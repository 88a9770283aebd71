"""Print what is over the size guideline (docs/explanation/house.md); fail where it is far over."""

import ast
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MODULE_LOOK, MODULE_MOST = 250, 400
TEST_MOST = 500
FUNCTION_LOOK, FUNCTION_MOST = 30, 60


def lines_over(path: Path) -> list[tuple[bool, str]]:
    """What in one module is over the guideline: (far over, sentence)."""
    source = path.read_text(encoding="utf-8")
    count = source.count("\n")
    name = path.relative_to(ROOT)
    most = TEST_MOST if name.parts[0] == "tests" else MODULE_MOST
    found = []
    if (count > MODULE_LOOK and name.parts[0] != "tests") or count > most:
        found.append((count > most, f"{name}: {count} lines"))
    if name.parts[0] == "tests":
        return found
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > FUNCTION_LOOK:
                found.append((length > FUNCTION_MOST, f"{name}:{node.lineno} {node.name}(): {length} lines"))
    return found


def main() -> int:
    """Exit 1 when a module or function is far over."""
    paths = sorted(
        p
        for top in ("src", "tests", "bench", "tools")
        for p in (ROOT / top).rglob("*.py")
        if "migrations" not in p.parts
    )
    found = [item for path in paths for item in lines_over(path)]
    for far, sentence in found:
        print(("too much  " if far else "look again  ") + sentence)
    return int(any(far for far, _ in found))


if __name__ == "__main__":
    sys.exit(main())
