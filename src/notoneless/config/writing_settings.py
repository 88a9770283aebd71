"""The settings file of a new installation."""

import json
from collections.abc import Mapping
from pathlib import Path


def settings_text(values: Mapping[str, Mapping[str, object]]) -> str:
    """A settings file: sections with their keys."""
    lines: list[str] = []
    for section, keys in values.items():
        lines += [f"[{section}]", *(f"{key} = {_toml(value)}" for key, value in keys.items()), ""]
    return "\n".join(lines)


def _toml(value: object) -> str:
    """Texts, numbers, truths and lists of texts are written in TOML as in JSON."""
    return json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False)


def write_settings(path: Path, text: str) -> None:
    """Write a new settings file, for its owner's eyes. Raises FileExistsError."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.touch(mode=0o600, exist_ok=False)
    path.write_text(text, encoding="utf-8")
