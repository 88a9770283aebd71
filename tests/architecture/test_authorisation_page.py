"""The printed list of rights is that of the application: who changes a right shows it to a reviewer."""

import importlib.util
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_the_list_of_rights_is_up_to_date() -> None:
    spec = importlib.util.spec_from_file_location("authorisation_page", ROOT / "tools" / "authorisation_page.py")
    assert spec is not None
    assert spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    assert tool.PAGE.read_text(encoding="utf-8") == tool.page(), "run tools/authorisation_page.py"
