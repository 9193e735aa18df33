"""Reads a YAML file of schemas/ as a mapping."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from vostochny.model.errors import SchemaError
from vostochny.model.sqlfile import loaded_yaml, own_file


def read_yaml(path: Path) -> dict[str, Any]:
    """Read a YAML mapping. Raises SchemaError when the file holds something else, or is a link."""
    return parsed_yaml(str(path), own_file(path))


def parsed_yaml(where: str, text: str) -> dict[str, Any]:
    """The same of a text; `where` is how an error names it."""
    content = loaded_yaml(where, text)
    if not isinstance(content, dict):
        raise SchemaError(f"{where}: expected keys and values")
    return content
