"""Commands of other packages are found without being loaded, and help comes without Django."""

import subprocess
import sys

import pytest
from tests.factories.commands import call

INSTALLATION = ("init", "serve", "doctor", "backup", "restore", "manage")


def _loaded_by(*words: str) -> set[str]:
    """The packages that a command loads, in a process of its own."""
    program = (
        "import sys\nfrom notoneless.cli.main import cli\n"
        f"try:\n    cli.main({list(words)!r}, standalone_mode=False)\nexcept BaseException: pass\n"
        "print(*sorted({name.split('.')[0] for name in sys.modules}), file=sys.stderr)"
    )
    done = subprocess.run(  # noqa: S603 - this interpreter
        [sys.executable, "-c", program], capture_output=True, check=True, timeout=60
    )
    return set(done.stderr.decode().splitlines()[-1].split())


def test_all_commands_are_listed_with_their_help() -> None:
    said = call("--help")
    assert said.code == 0
    for name in ("reconcile", *INSTALLATION):
        assert f"\n  {name} " in said.out
    assert "启动网上系统" in said.out


@pytest.mark.parametrize("words", [["--help"], *[[name, "--help"] for name in INSTALLATION]], ids=" ".join)
def test_help_comes_without_django(words: list[str]) -> None:
    loaded = _loaded_by(*words)
    assert "notoneless" in loaded
    assert loaded & {"django", "granian", "psycopg", "cryptography", "duckdb", "polars"} == set()


@pytest.mark.parametrize("name", INSTALLATION)
def test_each_has_its_page_in_chinese(name: str) -> None:
    said = call(name, "--help")
    assert said.code == 0
    assert said.out.startswith("用法：")
    assert f"notoneless {name} [选项]…" in said.out
    assert "--home" in said.out


def test_a_command_of_the_core_does_not_look_for_others() -> None:
    assert "importlib_metadata" not in _loaded_by("template", "--help")
    program = (
        "from notoneless.cli import more\nfrom notoneless.cli.main import cli\n"
        "cli.main(['template', '--help'], standalone_mode=False)\n"
        "assert more._declared.cache_info().currsize == 0"
    )
    subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, timeout=60)  # noqa: S603


def test_a_name_that_nobody_brings_is_no_command() -> None:
    said = call("sevre")
    assert said.code == 2
    assert "没有命令 sevre" in said.err
